"""Asks of every typed answer and ordered item whether it stands in the passage that is to prove it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from quizapp.library.shorthand import Canonical
from quizapp.questions.folding import fold_n3, words

_MONTHS = (
    ("janvier", "january"),
    ("fevrier", "february"),
    ("mars", "march"),
    ("avril", "april"),
    ("mai", "may"),
    ("juin", "june"),
    ("juillet", "july"),
    ("aout", "august"),
    ("septembre", "september"),
    ("octobre", "october"),
    ("novembre", "november"),
    ("decembre", "december"),
)


def missing_answers(kind: str, fields: Canonical, passages: tuple[str, ...], lang: str) -> tuple[str, ...]:
    """The answers that a card wants typed or ordered and that no passage holds, one text an answer wanted.

    Case, accents, articles and hyphens do not count; numbers are compared as numbers, dates by their parts.
    """
    if kind == "number":
        return _missing_numbers(fields["quantity"], passages, lang)
    if kind == "date":
        date = str(fields["date"])
        return () if any(_holds_date(words(text), date) for text in passages) else (date,)
    wanted = _wanted(kind, fields)
    texts = tuple(f" {' '.join(words(text))} " for text in passages) if wanted else ()
    return tuple(
        alternatives[0]
        for alternatives in wanted
        if not any(_stands(answer, texts, lang) for answer in alternatives)
    )


def _wanted(kind: str, fields: Canonical) -> tuple[tuple[str, ...], ...]:
    """The alternatives of each answer that the learner types, and each item that is put in order."""
    if kind == "short":
        return (_texts(fields["answer"]),)
    if kind == "list":
        items = fields["items"]
        assert isinstance(items, tuple)
        return tuple(_texts(item) for item in items)
    if kind == "order":
        return tuple((text,) for text in _texts(fields["items"]))
    if kind == "cloze":
        from quizapp.questions.gaps import parse_cloze

        return tuple(part.answers for part in parse_cloze(str(fields["cloze"])) if part.face)
    return ()


def _texts(value: object) -> tuple[str, ...]:
    assert isinstance(value, tuple)
    return tuple(str(text) for text in value)


def _stands(answer: str, texts: tuple[str, ...], lang: str) -> bool:
    return _hold(texts, words(answer)) or _hold(texts, words(fold_n3(answer, lang)))


def _hold(texts: tuple[str, ...], form: tuple[str, ...]) -> bool:
    wanted = f" {' '.join(form)} "
    return any(wanted in text for text in texts)


def _missing_numbers(quantity: object, passages: tuple[str, ...], lang: str) -> tuple[str, ...]:
    """The bounds that no passage holds, as they stand or with the number word of their unit: 1.8 where the
    unit is `million d’euros` is 1800000, too."""
    assert isinstance(quantity, dict)
    missing = {Decimal(text): text for text in (str(quantity["low"]), str(quantity["high"]))}
    scale = _scale(quantity.get("unit"), lang)
    for value in _numbers(passages, lang):
        missing.pop(value, None)
        missing.pop(value / scale, None)
        if not missing:
            break
    return tuple(missing.values())


def _scale(unit: object, lang: str) -> Decimal:
    if not isinstance(unit, str):
        return Decimal(1)
    from quizapp.questions.numbers import unit_scale

    return unit_scale(unit, lang)[0]


def _numbers(passages: tuple[str, ...], lang: str) -> Iterator[Decimal]:
    """The numbers that begin anywhere in the passages, as they are found."""
    from quizapp.questions.numerals import parse_number
    from quizapp.questions.tokens import tokens

    for text in passages:
        parts = tokens(text, lang)
        for start in range(len(parts)):
            parsed = parse_number(parts, start, lang)
            if parsed is not None:
                yield parsed[0]


def _holds_date(text: tuple[str, ...], date: str) -> bool:
    year, month, day = (*date.split("-"), "", "")[:3]
    names = {*_MONTHS[int(month) - 1], month, month.lstrip("0")} if month else set()
    days = {day, day.lstrip("0"), f"{day.lstrip('0')}er", f"{day.lstrip('0')}th"} if day else set()
    held = set(text)
    return year in held and (not month or bool(names & held)) and (not day or bool(days & held))
