"""Reads a mapping's fields as texts, numbers and flags, reporting what does not fit where it stands."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from collections.abc import Sequence as List
from dataclasses import dataclass, field

from quizapp.library.decoding import Fault
from quizapp.library.model import Level, Problem
from quizapp.library.nodes import Mapping, Node, Scalar, Sequence
from quizapp.messages import N_

ID = re.compile(r"[a-z0-9][a-z0-9._-]*")
DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
DATES = "2024, 2024-06, 2024-06-05"
"""Dates at each precision, as examples."""

TRUE = ("true", "vrai")
FALSE = ("false", "faux")
ACCENTS = ("lenient", "strict")
_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_SHOWN = 60


@dataclass(slots=True)
class Report:
    """Collects the problems of one file; `card` is the card that is being read."""

    file: str
    problems: list[Problem] = field(default_factory=list)
    card: str | None = None
    _errors: int = 0

    def add(self, code: str, node: Node, **params: str) -> None:
        self.add_at(code, node.line, node.column, **params)

    def add_at(self, code: str, line: int, column: int, **params: str) -> None:
        # Late, because the wordings are wanted only where something is wrong.
        from quizapp.library.problems import WORDINGS

        level = WORDINGS[code].level
        self._errors += level is Level.ERROR
        self.problems.append(Problem(code, level, self.file, line, column, tuple(params.items()), self.card))

    def note(self, code: str, node: Node, **params: str) -> None:
        """Adds a finding that costs its card nothing, whatever its level."""
        before = self._errors
        self.add(code, node, **params)
        self._errors = before

    def add_fault(self, fault: Fault, card: str | None = None) -> None:
        before, self.card = self.card, card or self.card
        self.add_at(fault.code, fault.line, fault.column, **fault.params)
        self.card = before

    def warn_of(self, fault: Fault) -> None:
        """Adds a fault that costs nothing here, as a warning whatever its own level is."""
        params = tuple(fault.params.items())
        self.problems.append(
            Problem(fault.code, Level.WARNING, self.file, fault.line, fault.column, params, self.card)
        )

    def errors(self) -> int:
        return self._errors

    def errors_of(self, code: str) -> int:
        return sum(problem.code == code for problem in self.problems)


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of one mapping by key; `where` names the mapping in problems. A misspelt key stands under
    the key that is meant, so that nothing is said to be missing that is there."""

    node: Mapping
    where: str
    values: dict[str, Node]
    keys: dict[str, Scalar]
    report: Report

    def __contains__(self, key: str) -> bool:
        return key in self.values

    def given(self, key: str) -> bool:
        """Whether the key has a value other than nothing or `null`."""
        value = self.values.get(key)
        return value is not None and not is_null(value)

    def text(self, key: str) -> str | None:
        """The key's text; None where it is absent, or not a text (which is reported)."""
        return text_of(self.values[key], key, self.report) if key in self.values else None

    def optional_text(self, key: str) -> str | None:
        return self.text(key) if self.given(key) else None

    def texts(self, key: str) -> tuple[str, ...]:
        """A text or a list of texts, as a tuple; empty where the key is absent."""
        return texts_of(self.values[key], key, self.report) if key in self.values else ()

    def flag(self, key: str, default: bool) -> bool:
        if not self.given(key):
            return default
        chosen = self.one_of(key, (*TRUE, *FALSE))
        return default if chosen is None else chosen in TRUE

    def one_of(self, key: str, allowed: List[str]) -> str | None:
        text = self.text(key)
        if text is None:
            return None
        if text.lower() not in allowed:
            self.report.add("F110", self.values[key], value=short(text), key=key, allowed=", ".join(allowed))
            return None
        return text.lower()

    def date(self, key: str) -> str | None:
        """The key's ISO date; None where it is absent or null, or not a date (which is reported)."""
        text = self.optional_text(key)
        return text if text is None or self.tell_date(key, text) else None

    def tell_date(self, key: str, text: str) -> bool:
        """Whether the text of a key is an ISO date; reported with those that it can be read as, where not."""
        if is_date(text):
            return True
        # Late, because most decks hold no wrong date.
        from quizapp.questions.dates import read_dates

        read = (one.iso for one in read_dates(text, "en") if one.year is not None)
        example = ", ".join(read) or DATES
        self.report.add("F114", self.values[key], key=key, value=short(text), example=example)
        return False

    def require(self, keys: Iterable[str], code: str = "F102") -> bool:
        missing = [key for key in keys if key not in self.values]
        for key in missing:
            # Only one thing can stand there: whoever lacks it need not look up what.
            entry = "format: 1" if key == "format" else f"{key}:"
            self.report.add(code, self.node, key=key, where=self.where, entry=entry)
        return not missing


def read_fields(node: Node, where: str, known: Collection[str], report: Report) -> Fields | None:
    """The fields of a mapping, unknown keys reported and left out; None for another node (reported)."""
    if not isinstance(node, Mapping):
        report.add("F116", node, where=where, found=kind_of(node))
        return None
    values: dict[str, Node] = {}
    keys: dict[str, Scalar] = {}
    misspelt: list[tuple[str, Scalar, Node]] = []
    for key, value in node.pairs:
        if key.text in known:
            values[key.text], keys[key.text] = value, key
        elif not key.text.startswith("x-"):
            meant = report_unknown(key, where, known, report)
            misspelt += [(meant, key, value)] if meant else []
    for meant, key, value in misspelt:
        if meant not in values:
            values[meant], keys[meant] = value, key
    return Fields(node, where, values, keys, report)


def tell_id(text: str, node: Node, report: Report) -> bool:
    """Whether the text of a node is an id; reported with one that is like it, where not."""
    if ID.fullmatch(text):
        return True
    from quizapp.library.minting import plain_id

    report.add("F109", node, id=short(text), example=plain_id(text))
    return False


def report_unknown(key: Scalar, where: str, known: Collection[str], report: Report) -> str | None:
    """Reports a key that is unknown; gives the known one that is likely meant."""
    near = nearest(key.text, known)
    params = {"key": short(key.text), "where": where, "known": ", ".join(sorted(known))}
    if near is None:
        report.add("F105", key, **params)
    else:
        report.add("F106", key, nearest=near, **params)
    return near


def nearest(text: str, known: Iterable[str]) -> str | None:
    """The known word that a mistyped one stands for, if one is near."""
    import difflib

    found = difflib.get_close_matches(text.strip().lower(), list(known), n=1, cutoff=0.7)
    return found[0] if found else None


def text_of(node: Node, key: str, report: Report) -> str | None:
    """The text of a scalar that is not empty; None otherwise, reported."""
    if isinstance(node, Scalar):
        if node.text.strip():
            return node.text
        report.add("F108", node, key=key)
    elif isinstance(node, Mapping) and len(node.pairs) == 1 and isinstance(node.pairs[0][1], Scalar):
        first, rest = node.pairs[0]
        assert isinstance(rest, Scalar)
        report.add("F111", node, text=short(f"{first.text}: {rest.text}"))
    else:
        report.add("F107", node, key=key, wanted=N_("a text"), found=kind_of(node))
    return None


def texts_of(node: Node, key: str, report: Report) -> tuple[str, ...]:
    """The texts of a scalar or of a list of scalars; those that do not fit are reported and left out."""
    if not isinstance(node, Sequence):
        text = text_of(node, key, report)
        return () if text is None else (text,)
    if not node.items:
        report.add("F108", node, key=key)
    return tuple([text for item in node.items if (text := text_of(item, key, report)) is not None])


def is_null(node: Node) -> bool:
    return isinstance(node, Scalar) and node.plain and node.text in _NULLS


def kind_of(node: Node) -> str:
    if isinstance(node, Scalar):
        return N_("a text") if node.text else N_("nothing")
    return N_("a list") if isinstance(node, Sequence) else N_("a mapping of keys")


def short(text: str) -> str:
    """A text cut to what a message can show."""
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"


def is_date(text: str) -> bool:
    """Whether a text is an ISO date of the calendar at the precision of a year, a month or a day."""
    import datetime

    if not DATE.fullmatch(text):
        return False
    try:
        datetime.date.fromisoformat(text + "-01" * ((10 - len(text)) // 3))
    except ValueError:
        return False
    return True
