"""Cards, sources and problems as JSON texts in the index: read back without pydantic."""

from __future__ import annotations

import json
from typing import Any

from quizapp.library.model import Card, Change, Image, Level, Original, Paragraph, Passage, Problem, Source

_OPTIONAL = ("hint", "explain", "note", "review_by")


def card_text(card: Card) -> str:
    """The card's own part as JSON; its deck, id, language and line stand in columns of their own."""
    from quizapp.questions.payload import to_json

    body: dict[str, Any] = {"kind": card.question.kind, "question": to_json(card.question)}
    body["passages"] = [_passage_row(one) for one in card.passages]
    body |= {name: value for name in _OPTIONAL if (value := getattr(card, name)) is not None}
    if card.tags:
        body["tags"] = card.tags
    if card.aliases:
        body["aliases"] = card.aliases
    if card.image is not None:
        body["image"] = card.image
    if card.inference:
        body["inference"] = True
    if card.strict_accents:
        body["strict_accents"] = True
    if not card.shuffle:
        body["shuffle"] = False
    return json.dumps(body, ensure_ascii=True, separators=(",", ":"))


def card_from(text: str, *, deck: str, card: str, lang: str, line: int) -> Card:
    """The card behind `card_text`."""
    from quizapp.questions.payload import from_json

    body = json.loads(text)
    return Card(
        deck=deck,
        id=card,
        lang=lang,
        question=from_json(body["kind"], body["question"]),
        passages=tuple(_passage(*one) for one in body["passages"]),
        tags=tuple(body.get("tags", ())),
        aliases=tuple(body.get("aliases", ())),
        inference=body.get("inference", False),
        strict_accents=body.get("strict_accents", False),
        shuffle=body.get("shuffle", True),
        image=_image(body.get("image")),
        line=line,
        **{name: body.get(name) for name in _OPTIONAL},
    )


def _image(value: Any) -> Image | None:
    if value is None:
        return None
    path, alt = value
    return Image(str(path), str(alt))


def _passage_row(passage: Passage) -> tuple[object, ...]:
    return passage if passage.changed is not None else passage[:4]


def _passage(
    source: str, paragraph: int, quote: list[int], marks: list[list[int]], changed: list[Any] | None = None
) -> Passage:
    spans = tuple((start, end) for start, end in marks)
    return Passage(source, paragraph, (quote[0], quote[1]), spans, _change(*changed) if changed else None)


def _change(kind: str, text: str, now: list[Any] | None) -> Change:
    return Change(kind, text, (now[0], now[1], (now[2][0], now[2][1])) if now else None)


def source_text(source: Source) -> str:
    """The source as JSON; its `ref` stands in a column of its own."""
    body: dict[str, Any] = {
        name: getattr(source, name)
        for name in ("title", "publisher", "author", "published", "lang", "restated", "id")
    }
    if source.original is not None:
        body["original"] = source.original
    body["paragraphs"] = [[one.text, one.original, one.note] for one in source.paragraphs]
    return json.dumps(body, ensure_ascii=True, separators=(",", ":"))


def source_from(ref: str, text: str) -> Source:
    """The source behind `source_text`."""
    body = json.loads(text)
    paragraphs = tuple(Paragraph(number, *one) for number, one in enumerate(body.pop("paragraphs"), 1))
    original = body.pop("original", None)
    return Source(ref=ref, paragraphs=paragraphs, original=original and Original(*original), **body)


def problem_row(problem: Problem) -> tuple[str, str, str, int, int, str, str | None]:
    """The problem's columns."""
    params = json.dumps(problem.params)
    return problem.code, problem.level.value, problem.file, problem.line, problem.column, params, problem.card


def problem_from(
    code: str, level: str, file: str, line: int, column: int, params: str, card: str | None
) -> Problem:
    """The problem behind `problem_row`."""
    pairs = tuple((name, value) for name, value in json.loads(params))
    return Problem(code, Level(level), file, line, column, pairs, card)
