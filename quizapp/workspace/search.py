"""Reads what is typed into a search: words, filters, `or`, `-`, quotes and parentheses, as in Anki."""

from __future__ import annotations

import re
from collections.abc import Callable
from fnmatch import fnmatchcase
from typing import NamedTuple, NoReturn, TypeAlias

from quizapp.errors import QuizError
from quizapp.questions import KINDS
from quizapp.questions.folding import fold_within

STATES = ("due", "new", "learning", "review", "suspended", "buried", "flagged", "leech")
PROPERTIES = ("stability", "difficulty", "interval", "due", "reps", "lapses", "retrievability")
MOST_TERMS = 100
MOST_DEPTH = 30
LONGEST_DAYS = 36_500


class Words(NamedTuple):
    """Folded text that a card must hold somewhere; empty: any card."""

    text: str


class Named(NamedTuple):
    """A filter by a name, in which `*` stands for any characters: `deck`, `tag`, `kind`, `source`, `id`."""

    name: str
    pattern: str


class State(NamedTuple):
    """One of STATES."""

    state: str


class Flagged(NamedTuple):
    """The flag with a number, 0 for none."""

    flag: int


class Property(NamedTuple):
    """One of PROPERTIES compared with a number; `retrievability` lies between 0 and 1, `due` counts study
    days from today."""

    name: str
    compare: str
    value: float


class Rated(NamedTuple):
    """A review in the last study days, today's included, with a rating; None: with any."""

    days: int
    rating: int | None


class Not(NamedTuple):
    inner: Query


class All(NamedTuple):
    parts: tuple[Query, ...]


class Any(NamedTuple):
    parts: tuple[Query, ...]


Query: TypeAlias = Words | Named | State | Flagged | Property | Rated | Not | All | Any


class _Token(NamedTuple):
    """`(`, `)`, `-`, `or`, `and`, or a `term`; `at` is where it begins, counted from 1. `colon` is the place
    of the first colon in `text` that was not escaped, -1 for none."""

    kind: str
    at: int
    text: str = ""
    colon: int = -1


_COMPARED = re.compile(r"([a-z]+)(<=|>=|!=|=|<|>)(.+)", re.DOTALL)


def parse(text: str) -> Query:
    """What a search asks for; an empty one asks for every card.

    Raises QuizError with the `place` of the fault, counted in characters from 1: `search-quote`,
    `search-open`, `search-closed`, `search-empty`, `search-alone` (word), `search-filter` (name, known),
    `search-value` (value, known), `search-number` (value), `search-long`, `search-deep`.
    """
    tokens = _tokens(text)
    if len(tokens) > MOST_TERMS:
        _fail("search-long", tokens[MOST_TERMS].at, most=str(MOST_TERMS))
    return _Parser(tokens, len(text) + 1).whole() if tokens else Words("")


def _fail(code: str, at: int, **params: str) -> NoReturn:
    raise QuizError(code, exit_code=2, place=str(at), **params)


def _tokens(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    at = 0
    while at < len(text):
        char = text[at]
        if char.isspace():
            at += 1
        elif char in "()":
            tokens.append(_Token(char, at + 1))
            at += 1
        elif char == "-":
            tokens.append(_Token("-", at + 1))
            at += 1
        else:
            token, at = _term(text, at)
            tokens.append(token)
    return tokens


def _term(text: str, start: int) -> tuple[_Token, int]:
    """A term from its first character on, and where it ends. Quotes hold together what stands between them, a
    backslash takes the next character as it is."""
    kept: list[str] = []
    colon, quoted, opened, at = -1, False, 0, start
    while at < len(text):
        char = text[at]
        if char == "\\" and at + 1 < len(text):
            at += 1
            kept.append(text[at])
        elif char == '"':
            quoted, opened = not quoted, at
        elif not quoted and (char.isspace() or char in "()"):
            break
        else:
            if char == ":" and colon < 0:
                colon = len(kept)
            kept.append(char)
        at += 1
    if quoted:
        _fail("search-quote", opened + 1)
    word = text[start:at].lower()
    if word in ("or", "and"):
        return _Token(word, start + 1, word), at
    return _Token("term", start + 1, "".join(kept), colon), at


class _Parser:
    """Recursive descent: `or` binds less than standing side by side, `-` binds most."""

    def __init__(self, tokens: list[_Token], end: int) -> None:
        self._tokens = [*tokens, _Token("end", end)]
        self._next = 0
        self._depth = 0

    def whole(self) -> Query:
        query = self._any()
        token = self._tokens[self._next]
        if token.kind != "end":
            _fail("search-closed", token.at)
        return query

    def _any(self) -> Query:
        parts = [self._all()]
        while self._tokens[self._next].kind == "or":
            self._next += 1
            parts.append(self._all())
        return parts[0] if len(parts) == 1 else Any(tuple(parts))

    def _all(self) -> Query:
        parts = [self._one()]
        while self._tokens[self._next].kind not in ("or", ")", "end"):
            if self._tokens[self._next].kind == "and":
                self._next += 1
            parts.append(self._one())
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _one(self) -> Query:
        token = self._tokens[self._next]
        self._next += 1
        match token.kind:
            case "term":
                return _leaf(token)
            case "-":
                return self._deeper(token, lambda: Not(self._one()))
            case "(":
                return self._deeper(token, lambda: self._closed(token))
            case ")" | "end" if self._next > 1:
                before = self._tokens[self._next - 2]
                if before.kind == "(":
                    _fail("search-open" if token.kind == "end" else "search-empty", before.at)
                if before.kind != "term":
                    _fail("search-alone", before.at, word=before.kind)
        if token.kind == ")":
            _fail("search-closed", token.at)
        _fail("search-alone", token.at, word=token.kind)

    def _closed(self, opening: _Token) -> Query:
        inner = self._any()
        if self._tokens[self._next].kind != ")":
            _fail("search-open", opening.at)
        self._next += 1
        return inner

    def _deeper(self, token: _Token, read: Callable[[], Query]) -> Query:
        self._depth += 1
        if self._depth > MOST_DEPTH:
            _fail("search-deep", token.at, most=str(MOST_DEPTH))
        query = read()
        self._depth -= 1
        return query


def _leaf(token: _Token) -> Query:
    name, value = token.text[: max(token.colon, 0)].lower(), token.text[token.colon + 1 :]
    if not name.isalpha():
        return Words(fold_within(token.text))
    if name not in _FILTERS:
        known = ", ".join(f"{each}:" for each in _FILTERS)
        _fail("search-filter", token.at, name=name, known=known)
    if not value:
        _fail("search-value", token.at, value=f"{name}:", known=_FILTERS[name][1])
    return _FILTERS[name][0](token, name, value)


def _named(token: _Token, name: str, value: str) -> Query:
    return Named(name, value)


def _kind(token: _Token, name: str, value: str) -> Query:
    if not any(fnmatchcase(kind, value.lower()) for kind in KINDS):
        _fail("search-value", token.at, value=f"kind:{value}", known=", ".join(KINDS))
    return Named(name, value.lower())


def _state(token: _Token, name: str, value: str) -> Query:
    if value.lower() not in STATES:
        _fail("search-value", token.at, value=f"is:{value}", known=", ".join(STATES))
    return State(value.lower())


def _flag(token: _Token, name: str, value: str) -> Query:
    return Flagged(_whole(token, value, 0, 7))


def _property(token: _Token, name: str, value: str) -> Query:
    found = _COMPARED.fullmatch(value.lower())
    if found is None or found[1] not in PROPERTIES:
        known = ", ".join(f"prop:{each}>1" for each in PROPERTIES)
        _fail("search-value", token.at, value=f"prop:{value}", known=known)
    return Property(found[1], found[2], _number(token, found[1], found[3]))


def _rated(token: _Token, name: str, value: str) -> Query:
    days, colon, rating = value.partition(":")
    return Rated(_whole(token, days, 1, LONGEST_DAYS), _whole(token, rating, 1, 4) if colon else None)


_FILTERS: dict[str, tuple[Callable[[_Token, str, str], Query], str]] = {
    "deck": (_named, "deck:missiles, deck:Miss*"),
    "tag": (_named, "tag:armes, tag:arm*"),
    "kind": (_kind, "kind:cloze, kind:choice*"),
    "source": (_named, "source:missiles"),
    "id": (_named, "id:missiles/portee, id:portee"),
    "is": (_state, ", ".join(STATES)),
    "flag": (_flag, "flag:1"),
    "prop": (_property, "prop:stability>20, prop:retrievability<90%, prop:due=0"),
    "rated": (_rated, "rated:7, rated:7:1"),
}
"""Each filter with the function that reads its value, and examples of such values."""


def _whole(token: _Token, value: str, low: int, high: int) -> int:
    if not (value.isascii() and value.isdecimal() and len(value) < 10 and low <= int(value) <= high):
        _fail("search-number", token.at, value=value, known=f"{low}–{high}")
    return int(value)


def _number(token: _Token, name: str, text: str) -> float:
    share = name == "retrievability"
    found = re.fullmatch(r"([+-]?[0-9]{1,9}(?:[.,][0-9]{1,9})?)(%?)", text)
    if found is None or (found[2] and not share):
        _fail("search-number", token.at, value=text, known="20, 0.9, 90%" if share else "20, 1.5")
    number = float(found[1].replace(",", ".")) / (100 if found[2] else 1)
    if share and not 0 <= number <= 1:
        _fail("search-number", token.at, value=text, known="0–1, 0–100%")
    return number
