"""Joins a card's anchors with their sources: the proof that front ends show after an answer."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from quizapp.errors import QuizError
from quizapp.library.index import Index
from quizapp.library.model import Card, Change, Paragraph, Passage, Source
from quizapp.workspace.model import Neighbour, OriginalLine, ShownChange, ShownPassage


def shown_passages(
    index: Index, card: Card, *, quote_only: bool = False, data: Path | None = None, named: bool = False
) -> tuple[ShownPassage, ...]:
    """The passages of a card in the order of its quotes, each with its source and its neighbours.

    With `quote_only` the quoted words stand alone, for a learner who asked for less after a right answer.
    `data` is the folder in which originals may be attached; with `named` all originals are told that sources
    name, for who asks `attached` later.
    """
    shown = [one for passage in card.passages if (one := _found(index, passage)) is not None]
    if not named:
        shown = [attached(one, data) for one in shown]
    return tuple(map(_quote_only, shown) if quote_only else shown)


def attached(passage: ShownPassage, data: Path | None) -> ShownPassage:
    """A passage without its original where that is not attached in a folder, or where there is no folder.

    The name may come from a paper that another device wrote, so it is looked at before a file is.
    """
    if passage.original is not None and data is not None and _is_sha256(passage.original.sha256):
        from quizapp.workspace.originals import kept_at

        with suppress(OSError):
            if kept_at(data, passage.original.sha256).is_file():
                return passage
    return passage._replace(original=None)


def _is_sha256(name: str) -> bool:
    return len(name) == 64 and not name.strip("0123456789abcdef")


def passages_in(sources: Iterable[Source], card: Card) -> tuple[ShownPassage, ...]:
    """The passages of a card that was read together with its sources, in the order of its quotes."""
    by_ref = {source.ref: source for source in sources}
    return tuple(_shown(by_ref[passage.source], passage) for passage in card.passages)


def _found(index: Index, passage: Passage) -> ShownPassage | None:
    """The passage, None where another program has just indexed a source that no longer holds it."""
    try:
        source = index.source(passage.source)
    except QuizError:
        return None
    if passage.changed is None and passage.paragraph > len(source.paragraphs):
        return None
    return _shown(source, passage)._replace(original=_original(source, passage))


def _original(source: Source, passage: Passage) -> OriginalLine | None:
    if source.original is None or passage.changed is not None:
        return None
    line = source.paragraphs[passage.paragraph - 1].original
    return None if line is None else OriginalLine(source.original.sha256, source.original.file, line)


def _quote_only(passage: ShownPassage) -> ShownPassage:
    start, end = passage.quote
    marks = tuple((first - start, last - start) for first, last in passage.marks)
    changed = passage.changed
    if changed is not None and changed.text is not None and changed.quote is not None:
        first, last = changed.quote
        changed = changed._replace(text=changed.text[first:last], quote=(0, last - first))
    return passage._replace(
        text=passage.text[start:end], quote=(0, end - start), marks=marks, changed=changed
    )


def _former(source: Source, passage: Passage, change: Change) -> ShownPassage:
    """A passage as it was; its neighbours and its note are those of another text now."""
    number, text, quote = change.now or (None, None, None)
    return ShownPassage(
        title=source.title,
        publisher=source.publisher,
        author=source.author,
        published=source.published,
        restated=source.restated,
        paragraph=passage.paragraph,
        text=change.text,
        quote=passage.quote,
        marks=passage.marks,
        note=None,
        lang=source.lang,
        before=None,
        after=None,
        changed=ShownChange(change.kind, number, text, quote),
    )


def _shown(source: Source, passage: Passage) -> ShownPassage:
    if passage.changed is not None:
        return _former(source, passage, passage.changed)
    position = passage.paragraph - 1
    paragraph = source.paragraphs[position]
    return ShownPassage(
        title=source.title,
        publisher=source.publisher,
        author=source.author,
        published=source.published,
        restated=source.restated,
        paragraph=paragraph.number,
        text=paragraph.text,
        quote=passage.quote,
        marks=passage.marks,
        note=paragraph.note,
        lang=source.lang,
        before=_neighbour(source.paragraphs[position - 1]) if position > 0 else None,
        after=_neighbour(source.paragraphs[position + 1])
        if passage.paragraph < len(source.paragraphs)
        else None,
    )


def _neighbour(paragraph: Paragraph) -> Neighbour:
    return Neighbour(paragraph.number, paragraph.text)
