"""Papers to take away: Markdown, JSON and HTML, each complete in one text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from quizapp.errors import QuizError
from quizapp.library.model import Card
from quizapp.messages import _, gettext, language
from quizapp.questions.model import Outcome, Written
from quizapp.questions.showing import ordered_texts
from quizapp.text import shown, visible
from quizapp.workspace.exam_wording import local_time, moment_text, paper_text
from quizapp.workspace.model import Answered, ShownPassage
from quizapp.workspace.papers import Paper, PaperAnswer, PaperRow
from quizapp.workspace.wording import (
    OUTCOMES,
    answer_texts,
    duration_text,
    given_texts,
    percent_text,
    remark_text,
    source_line,
)


class Told(NamedTuple):
    """A question of a paper in words, harmless to show but not yet escaped for any format. `state` is time,
    flag and who judged; `options` stand in the order in which they were shown."""

    lang: str
    deck: str
    stem: str
    image: str
    options: tuple[str, ...]
    verdict: str
    given: str
    expected: str
    remarks: tuple[str, ...]
    state: str
    passages: tuple[ShownPassage, ...]
    lessons: tuple[str, ...]


def exported(paper: Paper, form: str) -> str:
    """A paper as `md`, `json` or `html`."""
    if form == "json":
        return json.dumps(as_json(paper), ensure_ascii=False, indent=2) + "\n"
    if form == "html":
        from quizapp.workspace.paper_html import page

        return page(paper)
    return markdown(paper)


def write_new(path: Path, text: str) -> None:
    """Writes a file that does not exist yet, whole or not at all. Raises QuizError "file-exists" and
    "file-unwritable"."""
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            try:
                file.write(text)
                file.flush()
            except OSError:
                path.unlink(missing_ok=True)
                raise
    except FileExistsError:
        raise QuizError("file-exists", exit_code=2, path=str(path)) from None
    except OSError as error:
        raise QuizError("file-unwritable", path=str(path), reason=error.strerror or str(error)) from None


# -- JSON ---------------------------------------------------------------------------------------------


def as_json(paper: Paper) -> dict[str, object]:
    """A paper as JSON tells it: moments in ISO 8601, times in milliseconds, scores between 0 and 1, spans as
    offsets into the text of their passage."""
    return {
        "format": 1,
        "id": paper.id,
        "number": paper.number,
        "began": _iso(paper.began_ms, paper.offset_min),
        "handed_in": _iso(paper.handed_in_ms, paper.offset_min),
        "by_clock": paper.by_clock,
        "minutes": paper.minutes,
        "score": paper.score,
        "questions": [_question_as_json(one) for one in paper.answers],
    }


def rows_as_json(rows: Sequence[PaperRow]) -> dict[str, object]:
    """The list of papers as JSON tells it; what cannot be read has no score."""
    papers = [
        {
            "number": row.number,
            "id": row.id,
            "began": _iso(row.began_ms, row.offset_min),
            "minutes": row.paper.minutes if row.paper else None,
            "questions": len(row.paper.answers) if row.paper else None,
            "score": row.paper.score if row.paper else None,
            "to_judge": row.paper.counted(Outcome.REVEALED) if row.paper else None,
        }
        for row in rows
    ]
    return {"format": 1, "papers": papers}


def _question_as_json(one: PaperAnswer) -> dict[str, object]:
    answered = one.answered
    asking, card = answered.asking, answered.asking.card
    texts = ordered_texts(asking.form)
    return {
        "key": asking.key,
        "deck": asking.deck_title,
        "kind": card.question.kind,
        "question": asking.stem,
        "image": card.image._asdict() if card.image else None,
        "options": [texts[index] for index in asking.order],
        "answer": list(given_texts(asking.form, answered.response)),
        "ticked": answered.response.ticked if isinstance(answered.response, Written) else None,
        "expected": list(card.question.expected(asking.face)),
        "outcome": str(answered.verdict.outcome),
        "marked": str((answered.marked or answered.verdict).outcome),
        "score": answered.verdict.score,
        "flagged": one.flagged,
        "duration_ms": one.duration_ms,
        "passages": [
            {name: value for name, value in passage._asdict().items() if name not in ("before", "after")}
            for passage in answered.passages
        ],
        "why": [
            {"option": option.text, "why": option.why}
            for option in getattr(card.question, "wrong", ())
            if option.why
        ],
        "explain": card.explain,
        "note": card.note,
    }


def _iso(at_ms: int, offset_min: int) -> str:
    return local_time(at_ms, offset_min).isoformat(timespec="seconds")


# -- words --------------------------------------------------------------------------------------------


def title_of(paper: Paper) -> str:
    return ours(_("Exam of {when}").format(when=moment_text(paper.began_ms, paper.offset_min)))


def summary_of(paper: Paper) -> str:
    return ours(paper_text(paper))


def ours(text: str) -> str:
    """A text of the program's own, as its language is shown."""
    return shown(text, language())


def told(one: PaperAnswer) -> Told:
    """A question of a paper in words."""
    answered = one.answered
    asking, card = answered.asking, answered.asking.card
    texts = ordered_texts(asking.form)
    return Told(
        lang=card.lang,
        deck=shown(asking.deck_title, card.lang),
        stem=shown(asking.stem, card.lang),
        image=_image(card),
        options=tuple(shown(texts[index], card.lang) for index in asking.order),
        verdict=ours(_verdict(answered)),
        given=_joined(given_texts(asking.form, answered.response), card.lang),
        expected=_joined(answer_texts(card, asking.face), card.lang),
        remarks=tuple(_remarks(answered)),
        state=ours(_state(one)),
        passages=answered.passages,
        lessons=tuple(_lessons(answered)),
    )


def pieces(passage: ShownPassage) -> Iterator[tuple[str, bool, bool]]:
    """The text of a passage in pieces: each with whether it is quoted, and whether it answers."""
    spans = [passage.quote, *passage.marks]
    edges = sorted({0, len(passage.text), *(edge for span in spans for edge in span)})
    for start, end in pairwise(edges):
        marked = any(first <= start < last for first, last in passage.marks)
        quoted = bool(passage.marks) and passage.quote[0] <= start < passage.quote[1]
        yield shown(passage.text[start:end], passage.lang), quoted, marked


def _joined(texts: Iterable[str], lang: str) -> str:
    return " ; ".join(shown(text, lang) for text in texts)


def _image(card: Card) -> str:
    """What the card's image shows; empty where it has none."""
    if card.image is None:
        return ""
    alt, path = shown(card.image.alt, card.lang), visible(card.image.path)
    return ours(_("Image: {alt} ({path})").format(alt=alt, path=path))


def _remarks(answered: Answered) -> Iterator[str]:
    """What the marking says, and of an essay which ideas were found in it."""
    for remark in answered.verdict.remarks:
        yield ours(remark_text(remark))
    if isinstance(answered.response, Written) and answered.response.ticked is not None:
        for part in answered.verdict.parts:
            sign = OUTCOMES[Outcome.CORRECT if part.outcome is Outcome.CORRECT else Outcome.BLANK][0]
            yield f"{sign} {shown(part.expected or '', answered.asking.card.lang)}"


def _verdict(answered: Answered) -> str:
    symbol, word = OUTCOMES[answered.verdict.outcome]
    told = f"{symbol} {gettext(word)}"
    if answered.verdict.outcome is Outcome.PARTIAL:
        told += f" {percent_text(answered.verdict.score)}"
    return told


def _state(one: PaperAnswer) -> str:
    state = [_("Time: {time}").format(time=duration_text(one.duration_ms))]
    if one.flagged:
        state.append(_("flagged"))
    if one.answered.verdict.outcome is Outcome.REVEALED:
        state.append(_("to judge yourself"))
    elif one.answered.marked is not None:
        state.append(_("judged by you"))
    return ", ".join(state)


def _lessons(answered: Answered) -> Iterator[str]:
    card = answered.asking.card
    for option in getattr(card.question, "wrong", ()):
        if option.why:
            yield f"✗ {shown(option.text, card.lang)} — {shown(option.why, card.lang)}"
    for text in (card.explain, card.note):
        if text:
            yield shown(text, card.lang)


# -- Markdown -----------------------------------------------------------------------------------------

_INNER = re.compile(r"(\W*)(.*?\w)(\W*)", re.DOTALL)
_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~&$])|^(\s*)([-+=]|\d+(?=[.)]))", re.MULTILINE)


def markdown(paper: Paper) -> str:
    """A paper as CommonMark. What decks and sources say is escaped, so that it stays text."""
    blocks = [f"# {_md(title_of(paper))}", _md(summary_of(paper))]
    for number, one in enumerate(paper.answers, 1):
        blocks += _question_as_markdown(number, told(one))
    return "\n\n".join(blocks) + "\n"


def _question_as_markdown(number: int, question: Told) -> Iterator[str]:
    yield f"## {number}. {_md_line(question.stem)}"
    yield f"*{_md_line(question.deck)}* · {_md(question.state)}"
    if question.image:
        yield _md_line(question.image)
    if question.options:
        yield "\n".join(f"{place}. {_md_line(text)}" for place, text in enumerate(question.options, 1))
    lines = [f"**{_md(question.verdict)}**"]
    if question.given:
        lines.append(_md_line(ours(_("Your answer: {answer}").format(answer=question.given))))
    lines.append(_md_line(ours(_("Answer: {answer}").format(answer=question.expected))))
    lines += [_md_line(remark) for remark in question.remarks]
    yield "\\\n".join(lines)
    for passage in question.passages:
        yield _passage_as_markdown(passage)
    for lesson in question.lessons:
        yield _md(lesson)


def _passage_as_markdown(passage: ShownPassage) -> str:
    text = "".join(_marked(piece, marked) for piece, _quoted, marked in pieces(passage))
    lines = [text, "", f"— {_md_line(ours(source_line(passage)))}"]
    if passage.note:
        lines += ["", _md_line(ours(_("Note: {note}").format(note=shown(passage.note, passage.lang))))]
    return "\n".join(f"> {line}".rstrip() for line in "\n".join(lines).split("\n"))


def _marked(piece: str, marked: bool) -> str:
    """Strong where a piece answers. Spaces and punctuation at its edges stay outside, and a mark within a
    word is none, because CommonMark would not take it for one."""
    found = _INNER.fullmatch(piece)
    if not marked or found is None:
        return _md(piece)
    before, inner, after = found.groups()
    return f"{_md(before)}**{_md(inner)}**{_md(after)}"


def _md(text: str) -> str:
    return _SPECIAL.sub(lambda found: f"\\{found[1]}" if found[1] else _at_line_start(found), text)


def _md_line(text: str) -> str:
    return _md(" ".join(text.split("\n")))


def _at_line_start(found: re.Match[str]) -> str:
    """What would begin a list or a heading: a number gets its mark escaped after it."""
    sign = found[3]
    return f"{found[2]}{sign}\\" if sign.isdigit() else f"{found[2]}\\{sign}"
