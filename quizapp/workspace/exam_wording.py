"""Words about exams and papers that both front ends and the exports say in the same way."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

from quizapp.messages import _, gettext, ngettext
from quizapp.questions.model import Outcome
from quizapp.workspace.model import Intro
from quizapp.workspace.wording import KINDS, duration_text, percent_text, stamp_text

if TYPE_CHECKING:
    from quizapp.workspace.papers import Paper

MOST_PLACES = 20


def exam_intro_text(intro: Intro, minutes: int) -> str:
    """The one line that an exam begins with."""
    kinds = ", ".join(f"{gettext(KINDS.get(kind, kind))} {count}" for kind, count in intro.kinds)
    questions = ngettext("{n} question", "{n} questions", intro.total).format(n=intro.total)
    return _(
        "{questions} ({kinds}), {minutes} min. Nothing is scheduled; corrected at the end. Seed {seed}."
    ).format(questions=questions, kinds=kinds, minutes=minutes, seed=intro.seed)


def clock_text(left_ms: int) -> str:
    """A time that runs out, as a clock shows it: `12:05`, `1:02:03`."""
    minutes, seconds = divmod(-(-left_ms // 1000), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes}:{seconds:02d}"


def dropped_text() -> str:
    """What is said of an exam that is over without a paper."""
    return _("Nothing was answered: the exam leaves no paper.")


def places_text(places: Sequence[int]) -> str:
    """Places counted from 0 as numbers of questions; of very many the first."""
    told = ", ".join(str(place + 1) for place in places[:MOST_PLACES])
    return f"{told}…" if len(places) > MOST_PLACES else told


def local_time(at_ms: int, offset_min: int) -> datetime:
    """A moment in its own local time; in UTC where the offset is none that there is."""
    zone = timezone(timedelta(minutes=offset_min if abs(offset_min) < 24 * 60 else 0))
    return datetime.fromtimestamp(at_ms / 1000, zone)


def moment_text(at_ms: int, offset_min: int) -> str:
    """A moment in its own local time: `5 April 2025, 14:05`."""
    return stamp_text(local_time(at_ms, offset_min).isoformat())


def paper_text(paper: Paper) -> str:
    """A paper in one line: when it was written, how long it took, what it came to."""
    template = _("{when} · {took} of {minutes} min · {score} ({counts})")
    if paper.by_clock:
        template = _("{when} · time ran out after {minutes} min · {score} ({counts})")
    return template.format(
        when=moment_text(paper.began_ms, paper.offset_min),
        took=duration_text(paper.handed_in_ms - paper.began_ms),
        minutes=paper.minutes,
        score=percent_text(paper.score),
        counts=paper_counts_text(paper),
    )


def paper_counts_text(paper: Paper) -> str:
    """How many answers of a paper came out how, those outcomes that there are."""
    right, partly = paper.counted(Outcome.CORRECT), paper.counted(Outcome.PARTIAL)
    wrong, blank = paper.counted(Outcome.WRONG), paper.counted(Outcome.BLANK)
    judge = paper.counted(Outcome.REVEALED)
    counted = [
        (ngettext("{n} right", "{n} right", right), right),
        (ngettext("{n} partly right", "{n} partly right", partly), partly),
        (ngettext("{n} wrong", "{n} wrong", wrong), wrong),
        (ngettext("{n} blank", "{n} blank", blank), blank),
        (ngettext("{n} to judge yourself", "{n} to judge yourself", judge), judge),
    ]
    return ", ".join(template.format(n=count) for template, count in counted if count)
