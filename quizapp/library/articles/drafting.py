"""Reads an article as it was found into a draft: its lines, and which are none of it."""

from __future__ import annotations

import re

from quizapp.errors import QuizError
from quizapp.library.articles import furniture
from quizapp.library.articles.datelines import holder, told_facts
from quizapp.library.articles.decoded import Form, decoded
from quizapp.library.articles.languages import PLENTY, guessed
from quizapp.library.articles.model import Draft, Facts, Line
from quizapp.library.sentences import sentence_spans
from quizapp.text import visible

_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u2060\ufeff]")
"""Hints for hyphens, spaces and directions: web pages are full of them, and quotes leave them out anyway."""

_BREAKS = re.compile("[\x0b\x0c\x85\u2028\u2029]")
_SPACES = re.compile(r"[ \t\n\r]+")
_OPENING = 8
"""How many lines at the beginning may tell date and author."""

MOST_TEXT = 2_000_000
"""The longest article, in characters: two thick novels."""

_LONG, _PIECE = 1_600, 900
"""A paragraph longer than the first, in characters, becomes several of about the second."""

_LONGEST_TITLE = 200


def read_article(data: bytes, name: str) -> Draft:
    """The draft of an article; `name` is its file's, `-` for a paste.

    Raises QuizError as `decoded` does, "article-tangled", "article-too-long", and "article-empty" where
    nothing of it is prose.
    """
    text, form = decoded(data, name)
    text = _BREAKS.sub("\n", _INVISIBLE.sub("", text))
    if form == "html":
        from quizapp.library.articles.pages import read_page

        facts, lines = read_page(text)
    elif form == "markdown":
        facts, lines = _markdown(text)
    else:
        from quizapp.library.articles.texts import text_lines

        facts, lines = Facts(), text_lines(text)
    if sum(len(line.text) for line in lines) > MOST_TEXT:
        raise QuizError("article-too-long", limit=str(MOST_TEXT))
    lines, marks = _marked(lines)
    facts = Facts(*(None if fact is None else visible(_one_line(fact)) for fact in facts))
    facts, lines = _titled(facts, lines)
    lines = _judged(lines, facts.title)
    if form == "text":
        from quizapp.library.articles.texts import with_headings

        lines = with_headings(lines)
    divided, splits = _split(lines)
    draft = Draft(_completed(facts, lines, form), divided, marks, splits)
    if not any(line.level == 0 for line in draft.kept()):
        if not any(line.level == 0 for line in draft.lines):
            raise QuizError("article-empty", path=name)
        # What drops everything tells nothing.
        draft = draft.keeping()
    return draft


def _markdown(text: str) -> tuple[Facts, list[Line]]:
    from quizapp.library.articles.texts import markdown_lines
    from quizapp.library.sources import front_matter, read_source

    _, body, _ = front_matter(text)
    read = read_source("", text, file="article.md", lang="").source
    facts = Facts()
    if read is not None and body is not text:
        title = read.title if read.title != "article" else None
        facts = Facts(title, read.publisher, read.author, read.published, read.lang or None)
    return facts, markdown_lines(body)


def _marked(lines: list[Line]) -> tuple[list[Line], int]:
    """The lines with control characters written as marks, and how many those are; without empty ones."""
    found, marks = [], 0
    for line in lines:
        plain = _one_line(line.text)
        shown = visible(plain)
        if shown != plain:
            marks += sum(visible(char) != char for char in plain)
        # In a sheet this would begin a comment.
        shown = shown.replace("<!--", "< !--").strip()
        if shown:
            found.append(line._replace(text=shown))
    return found, marks


def _one_line(text: str) -> str:
    return _SPACES.sub(" ", text).strip()


def _titled(facts: Facts, lines: list[Line]) -> tuple[Facts, list[Line]]:
    """The title, found in the first lines where nothing else tells it, and the lines without it."""
    title = facts.title
    if title is None:
        headings = [line for line in lines if line.level and line.reason is None]
        first = next((line for line in lines if not (line.reason or furniture.reason_for(line.text))), None)
        if headings and headings[0].level == 1:
            title = headings[0].text
        elif first is not None and (first.level or _is_title(first.text)) and len(lines) > 1:
            title = first.text
    if title is None:
        return facts, lines
    said = title.casefold()
    return facts._replace(title=title[:_LONGEST_TITLE]), [
        line for place, line in enumerate(lines) if place > _OPENING or line.text.casefold() != said
    ]


def _is_title(text: str) -> bool:
    return (
        len(text) <= _LONGEST_TITLE and not text.endswith((".", "…", ";", ",", ":")) and len(text.split()) > 1
    )


def _judged(lines: list[Line], title: str | None) -> list[Line]:
    """The lines, those that are furniture or repeated with the reason."""
    judged: list[Line] = []
    before = (title or "").casefold()
    for line in lines:
        reason = line.reason or furniture.reason_for(line.text)
        # Further on, what is said twice is a refrain.
        if reason is None and len(judged) < _OPENING and line.text.casefold() == before:
            reason = furniture.REPEATED
        before = line.text.casefold()
        judged.append(line._replace(reason=reason))
    return judged


def _completed(facts: Facts, lines: list[Line], form: Form) -> Facts:
    """The facts, with what the first lines and the words of the article tell besides."""
    prose = " ".join(line.text for line in lines if line.reason is None and line.level == 0)
    # Pages declare the language of their template, whatever they hold.
    lang = (guessed(prose, PLENTY) if form == "html" else None) or facts.lang or guessed(prose)
    rights = (holder(line.text) for line in lines if line.reason == furniture.COPYRIGHT)
    told = told_facts(_first_lines(lines), lang)
    return facts._replace(lang=lang).or_else(told).or_else(Facts(publisher=next(filter(None, rights), None)))


def _first_lines(lines: list[Line]) -> list[str]:
    """The lines before the article's first, which a page's frame may have many of, and the next ones."""
    first = next((place for place, line in enumerate(lines) if line.reason is None and line.level == 0), 0)
    return [line.text for line in lines[: first + _OPENING]]


def _split(lines: list[Line]) -> tuple[tuple[Line, ...], int]:
    """The lines, with long paragraphs divided between sentences, and how many those were."""
    found: list[Line] = []
    splits = 0
    for line in lines:
        if line.level or line.reason or len(line.text) <= _LONG:
            found.append(line)
            continue
        pieces = _pieces(line.text)
        splits += len(pieces) > 1
        found.extend(Line(piece) for piece in pieces)
    return tuple(found), splits


def _pieces(text: str) -> list[str]:
    """A paragraph in pieces that end with a sentence, about as long as each other."""
    room = -(-len(text) // max(1, round(len(text) / _PIECE)))
    pieces: list[str] = []
    start = 0
    for first, last in sentence_spans(text):
        if last - start > room * 1.25 and first > start:
            pieces.append(text[start:first].strip())
            start = first
    pieces.append(text[start:].strip())
    return [piece for piece in pieces if piece]
