"""Writes questions as JSON and reads them back without pydantic, for the index that starts the program."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from quizapp.questions import KINDS
from quizapp.questions.model import Question


def to_json(question: Question) -> dict[str, object]:
    """Gives the fields of a question as JSON values; the kind is not among them."""
    written = _written(question)
    assert isinstance(written, dict)
    return written


def _written(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _written(getattr(value, field.name)) for field in fields(value)}
    return [_written(item) for item in value] if isinstance(value, tuple) else value


def from_json(kind: str, payload: Mapping[str, object]) -> Question:
    """Gives the question that `to_json` wrote. Raises ValueError for any other payload or kind."""
    if kind not in KINDS:
        raise ValueError(f"no kind {kind!r}")
    question: Question = _reader(KINDS[kind])(payload)
    return question


@cache
def _reader(hint: Any) -> Callable[[object], Any]:
    """Gives the function that reads a value of a type; made once a type, for hints are slow to resolve."""
    if get_origin(hint) is tuple:
        item = _reader(get_args(hint)[0])
        return lambda value: tuple(item(part) for part in _of(list, value))
    if get_origin(hint) in (Union, UnionType):
        inner = _reader(next(part for part in get_args(hint) if part is not NoneType))
        return lambda value: None if value is None else inner(value)
    return _record_reader(hint) if is_dataclass(hint) else lambda value: _of(hint, value)


def _record_reader(record: Any) -> Callable[[object], Any]:
    hints = get_type_hints(record)
    readers = {field.name: _reader(hints[field.name]) for field in fields(record)}
    needed = {field.name for field in fields(record) if field.default is field.default_factory is MISSING}

    def read(value: object) -> Any:
        given = value if isinstance(value, Mapping) else {}
        # A field that came with a later version of the program is missing in an exam's paper from before.
        if not needed <= given.keys() <= readers.keys():
            raise ValueError(f"not the fields of {record.__name__}: {value!r}")
        return record(**{name: readers[name](part) for name, part in given.items()})

    return read


def _of(wanted: type, value: object) -> Any:
    if type(value) is not wanted:
        raise ValueError(f"expected {wanted.__name__}, got {value!r}")
    return value
