"""Words that both front ends say in the same way: verdicts, waits, errors, where a passage comes from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from quizapp.errors import QuizError
from quizapp.library.model import Card
from quizapp.messages import N_, _, gettext, ngettext
from quizapp.questions.model import (
    UNMATCHED,
    Form,
    Matching,
    Misread,
    Outcome,
    Remark,
    Response,
    TrueFalse,
    Written,
)
from quizapp.questions.remarks import MISREADINGS, REMARKS
from quizapp.questions.showing import ordered_texts
from quizapp.study.days import date_of
from quizapp.study.model import Phase, Rating
from quizapp.text import number_text
from quizapp.workspace.errors import ERRORS
from quizapp.workspace.model import Intro, NextDue, Scope, ShownOriginal, ShownPassage

if TYPE_CHECKING:
    from quizapp.stats.confidence import Confidence, SureMiss

OUTCOMES: dict[Outcome, tuple[str, str]] = {
    Outcome.CORRECT: ("✓", N_("Correct")),
    Outcome.PARTIAL: ("◐", N_("Partly right")),
    Outcome.WRONG: ("✗", N_("Wrong")),
    Outcome.BLANK: ("○", N_("No answer")),
    Outcome.ALMOST: ("≈", N_("Almost")),
    Outcome.REVEALED: ("▸", N_("Answer")),
}
"""The symbol and the word of each outcome: colour is never the only cue."""

RATINGS: dict[Rating, str] = {
    Rating.AGAIN: N_("Again"),
    Rating.HARD: N_("Hard"),
    Rating.GOOD: N_("Good"),
    Rating.EASY: N_("Easy"),
}

PHASES: dict[Phase, str] = {
    Phase.NEW: N_("new card"),
    Phase.LEARNING: N_("card in learning"),
    Phase.REVIEW: N_("card to review"),
    Phase.RELEARNING: N_("card learnt anew"),
}

MINUTE, HOUR, DAY = 60, 3600, 86400


def error_text(error: QuizError) -> str:
    """What went wrong and what to do about it, in the chosen language."""
    params = dict(error.params)
    if error.code == "busy":
        params["since"] = stamp_text(params["since"])
    return _filled(ERRORS.get(error.code, error.code), params)


def answer_texts(card: Card, face: str) -> tuple[str, ...]:
    """The answer in words, one text a field or right option."""
    texts = card.question.expected(face, card.lang)
    if isinstance(card.question.form(face), TrueFalse):
        return tuple(_("True") if text == "true" else _("False") for text in texts)
    return texts


def given_texts(form: Form, response: Response) -> tuple[str, ...]:
    """A response in words, one text a field, option, item or line that it says anything of."""
    match response:
        case None:
            return ()
        case bool():
            return (_("True") if response else _("False"),)
        case str():
            return (response,)
        case Written(text=text):
            return (text,)
    if isinstance(form, Matching):
        pairs = zip(form.lines, response, strict=False)
        return tuple(
            f"{line} → {form.texts[one]}" for line, one in pairs if isinstance(one, int) and one != UNMATCHED
        )
    options = ordered_texts(form)
    return tuple(options[one] if isinstance(one, int) else one for one in response if one != "")


def remark_text(remark: Remark) -> str:
    return _filled(REMARKS[remark.code], dict(remark.params))


def misread_text(misread: Misread) -> str:
    return _filled(MISREADINGS[misread.code], dict(misread.params))


def wait_text(seconds: int) -> str:
    """A wait in its largest fitting unit, short enough for a button: `10 min`, `4 d`, `2.5 mo`."""
    if seconds < MINUTE:
        return _("< 1 min")
    if seconds < HOUR:
        return _("{n} min").format(n=round(seconds / MINUTE))
    if seconds < DAY:
        return _("{n} h").format(n=round(seconds / HOUR))
    days = seconds / DAY
    if days < 31:
        return _("{n} d").format(n=round(days))
    if days < 365:
        return _("{n} mo").format(n=_decimal(days / 30.4375))
    years = days / 365.25
    return ngettext("{n} y", "{n} y", int(years)).format(n=_decimal(years))


def next_due_text(next_due: NextDue | None) -> str:
    """When to come back."""
    if next_due is None:
        return _("No review is planned.")
    if next_due.seconds is not None:
        return _("Next card in {wait}.").format(wait=wait_text(max(next_due.seconds, MINUTE)))
    days = next_due.days or 0
    if days <= 0:
        return _("More cards are due today.")
    if days == 1:
        return _("Next review tomorrow.")
    return ngettext("Next review in {n} day.", "Next review in {n} days.", days).format(n=days)


def edited_text(count: int) -> str:
    """What is told once after the answers of cards were edited in their files."""
    return ngettext(
        "The answer of {n} card was edited: the card is due again, its history stays.",
        "The answers of {n} cards were edited: the cards are due again, their history stays.",
        count,
    ).format(n=count)


def duration_text(duration_ms: int) -> str:
    minutes, seconds = divmod(round(duration_ms / 1000), 60)
    return _("{m} min {s:02d} s").format(m=minutes, s=seconds) if minutes else _("{s} s").format(s=seconds)


def percent_text(share: float) -> str:
    return _("{n} %").format(n=round(share * 100))


def partly_text(count: int) -> str:
    """Why the score of a sitting is more than its share of right answers."""
    told = ngettext("{n} partly right, counted in part", "{n} partly right, counted in part", count)
    return told.format(n=count)


def decimals_text(number: float, places: int) -> str:
    """A number with so many decimals, and the language's decimal sign."""
    return f"{number:.{places}f}".replace(".", _("."))


def date_text(iso: str) -> str:
    """An ISO date of any precision in words: `5 April 2025`, `April 2025`, `2025`."""
    try:
        parts = [int(part) for part in iso.split("-")]
        whole = date(*[*parts, 1, 1][:3])
    except (ValueError, TypeError):
        return iso
    month = _(MONTHS[whole.month - 1])
    if len(parts) == 1:
        return str(whole.year)
    if len(parts) == 2:
        return _("{month} {year}").format(month=month, year=whole.year)
    if whole.day == 1:
        return _("1 {month} {year}").format(month=month, year=whole.year)
    return _("{day} {month} {year}").format(day=whole.day, month=month, year=whole.year)


def stamp_text(iso: str) -> str:
    """A moment written as ISO 8601 in words, in the local time that it was written in; as it is where it is
    no such moment: `5 April 2025, 14:05`."""
    try:
        moment = datetime.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{date_text(moment.date().isoformat())}, {moment:%H:%M}"


MONTHS = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"),
    N_("July"), N_("August"), N_("September"), N_("October"), N_("November"), N_("December"),
)  # fmt: skip

SHORT_MONTHS = (
    N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun"),
    N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec"),
)  # fmt: skip
"""No two alike, and none wider than three cells: in a calendar the next month may begin four weeks on."""

WEEKDAYS = (
    N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday"),
)  # fmt: skip


def source_line(passage: ShownPassage) -> str:
    """Where a passage comes from: title, publisher, date, paragraph, and whether it restates the source."""
    parts = [_("“{title}”").format(title=passage.title)]
    parts += [who for who in (passage.publisher, passage.author) if who]
    parts.append(date_text(passage.published) if passage.published else _("undated"))
    parts.append(_("§ {n}").format(n=passage.paragraph))
    if passage.changed is not None:
        parts.append(_("as it was"))
    line = ", ".join(parts)
    return _("Restated from {source}").format(source=line) if passage.restated else line


def original_line(original: ShownOriginal) -> str:
    """What of an original is shown: its line, and the file that this stands in."""
    return _("Original, line {n} ({file})").format(n=original.line, file=original.file)


def _decimal(number: float) -> str:
    """One decimal below ten, none above, with the language's decimal sign."""
    if number >= 9.95:
        return str(round(number))
    text = f"{number:.1f}".removesuffix(".0")
    return text.replace(".", _("."))


CHANGES: dict[str, str] = {
    "edited": N_("The quoted words were edited in the source."),
    "conflict": N_("A figure, a negation or a name of the quoted words is another now."),
    "lost": N_("The quoted words are no longer in the source."),
}
"""What has become of a changed passage."""


def change_text(passages: Sequence[ShownPassage]) -> str:
    """What is to be judged of changed passages, the gravest first said."""
    kinds = {passage.changed.kind for passage in passages if passage.changed is not None}
    return gettext(CHANGES[next(kind for kind in ("conflict", "lost", "edited") if kind in kinds)])


class _Params(dict[str, str]):
    """Parameters of a template; a missing one is named instead: an error must not cause another."""

    def __missing__(self, name: str) -> str:
        return f"{{{name}}}"


def _filled(template: str, params: dict[str, str]) -> str:
    return _(template).format_map(_Params(params))


KINDS: dict[str, str] = {
    "flashcard": N_("flashcards"),
    "short": N_("short answers"),
    "list": N_("lists"),
    "date": N_("dates"),
    "number": N_("numbers"),
    "choice": N_("choices"),
    "choices": N_("several choices"),
    "truefalse": N_("true or false"),
    "cloze": N_("gaps"),
    "order": N_("orders"),
    "match": N_("matches"),
    "evidence": N_("evidence"),
    "essay": N_("essays"),
}


def intro_text(intro: Intro) -> str:
    """The one line that a quiz or a cram begins with."""
    kinds = ", ".join(f"{gettext(KINDS.get(kind, kind))} {count}" for kind, count in intro.kinds)
    questions = ngettext("{n} question", "{n} questions", intro.total).format(n=intro.total)
    quiz = _(
        "{questions} ({kinds}). Nothing is scheduled; verdict and passage after each answer. Seed {seed}."
    )
    cram = _("{questions} ({kinds}). Nothing is scheduled; what you miss comes again until you know it.")
    return (cram if intro.cram else quiz).format(questions=questions, kinds=kinds, seed=intro.seed)


def nothing_text(scope: Scope, next_due: NextDue | None) -> str:
    """What is said where a sitting would have no card, with ids of bindings for their keys."""
    if scope.ahead is None:
        if next_due is not None and next_due.days == 0:
            return _("Today’s limit is reached, and more cards are due. {home.more-reviews} reviews more.")
        return _(
            "Nothing to study here now. Press {home.quiz} for a quiz, {home.more-new} for ten more new cards."
        )
    nothing = ngettext(
        "Within {n} day nothing comes due here but what was reviewed today.",
        "Within {n} days nothing comes due here but what was reviewed today.",
        scope.ahead,
    )
    return f"{nothing.format(n=scope.ahead)} {next_due_text(next_due)}"


def ahead_text(days: int) -> str:
    """The one line that a sitting ahead of time begins with."""
    return ngettext(
        "Ahead of time: what comes due within {n} day, the most forgotten first. These reviews count and"
        " schedule; today’s limits are left alone.",
        "Ahead of time: what comes due within {n} days, the most forgotten first. These reviews count and"
        " schedule; today’s limits are left alone.",
        days,
    ).format(n=days)


def confidence_heading(confidence: Confidence) -> str:
    """What the figures of confidence rest on."""
    return ngettext(
        "Sure or unsure, in the last {n} answer",
        "Sure or unsure, in the last {n} answers",
        confidence.answers,
    ).format(n=confidence.answers)


def calibration_texts(confidence: Confidence) -> list[str]:
    """How many of the answers called sure were right, and how many of those called unsure, where any was."""
    named = ((_("Sure"), confidence.sure), (_("Unsure"), confidence.unsure))
    return [
        _("{name}: {correct} of {n} right ({rate})").format(
            name=name, correct=number_text(each.correct), n=number_text(each.n), rate=percent_text(each.rate)
        )
        for name, each in named
        if each.rate is not None
    ]


def sure_miss_text(miss: SureMiss) -> str:
    """How often a card was missed although its learner was sure, and when last."""
    return ngettext(
        "{n} time, last on {date}",
        "{n} times, last on {date}",
        miss.missed,
    ).format(n=miss.missed, date=date_text(date_of(miss.last).isoformat()))
