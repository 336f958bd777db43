"""Reads the user's settings: whatever is not allowed is an error with its file, its line and what is."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NoReturn, TypeAlias

from quizapp.errors import QuizError
from quizapp.settings import DECK_KEYS, WEEKDAYS, Remap, Settings, Value

Place: TypeAlias = tuple[str, ...]
"""The keys that lead to a value, from the top of the file."""

_Reader: TypeAlias = Callable[[object], Value]


class _NotAllowed(Exception):
    """A value is not allowed; `code` and `params` say what is."""

    def __init__(self, code: str, **params: str) -> None:
        self.code = code
        self.params = params


def _whole(low: int, high: int) -> _Reader:
    def read(value: object) -> int:
        if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high:
            return value
        raise _NotAllowed("setting-whole", low=str(low), high=str(high))

    return read


def _share(low: float, high: float) -> _Reader:
    def read(value: object) -> float:
        if isinstance(value, (int, float)) and not isinstance(value, bool) and low <= value <= high:
            return float(value)
        raise _NotAllowed("setting-share", low=str(low), high=str(high))

    return read


def _one_of(*allowed: str) -> _Reader:
    def read(value: object) -> str:
        if isinstance(value, str) and value in allowed:
            return value
        raise _NotAllowed("setting-one-of", allowed=_quoted(allowed))

    return read


def _some_of(*allowed: str) -> _Reader:
    def read(value: object) -> tuple[str, ...]:
        if isinstance(value, list) and all(isinstance(word, str) and word in allowed for word in value):
            return tuple(word for word in allowed if word in value)
        raise _NotAllowed("setting-some-of", allowed=_quoted(allowed))

    return read


def _quoted(words: tuple[str, ...]) -> str:
    return ", ".join(f'"{word}"' for word in words)


def _yes_or_no(value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise _NotAllowed("setting-one-of", allowed="true, false")


def _steps(longest_s: int) -> _Reader:
    def read(value: object) -> tuple[int, ...]:
        if isinstance(value, list):
            steps = tuple(step for step in value if type(step) is int and 1 <= step <= longest_s)
            if len(steps) == len(value):
                return steps
        raise _NotAllowed("setting-steps", low="1", high=str(longest_s))

    return read


def _keys(value: object) -> str:
    names = value.split(",") if isinstance(value, str) else [""]
    if all(re.fullmatch(r"[^\s,]+", name.strip()) for name in names):
        return ",".join(name.strip() for name in names)
    raise _NotAllowed("setting-keys")


READERS: dict[str, _Reader] = {
    "new_limit": _whole(0, 9999),
    "review_limit": _whole(0, 99_999),
    "rollover_hour": _whole(0, 23),
    "desired_retention": _share(0.7, 0.99),
    "maximum_interval": _whole(1, 36_500),
    "learning_steps": _steps(86_400),
    "relearning_steps": _steps(86_400),
    "load_balance": _yes_or_no,
    "learn_ahead_minutes": _whole(0, 1440),
    "new_order": _one_of("deck", "random"),
    "review_order": _one_of("due", "ascending", "descending", "random"),
    "new_mix": _one_of("mixed", "first", "last"),
    "bury_siblings": _some_of("new", "reviews", "learning"),
    "leech_threshold": _whole(0, 9999),
    "leech_action": _one_of("tag", "suspend"),
    "passage": _one_of("full", "quote"),
    "confidence": _yes_or_no,
    "theme": _one_of("dark", "light", "ansi"),
    "motion": _yes_or_no,
    "lang": _one_of("fr", "en"),
}
"""What each setting may be, but for the tables `easy_days`, `[keys]` and `[decks."ID"]`."""

_OF_DECK = {key: READERS[key] for key in DECK_KEYS}
_OF_WEEKDAYS = dict.fromkeys(WEEKDAYS, _share(0, 1))


class _File:
    """One file of settings while it is read."""

    def __init__(self, path: Path, text: str) -> None:
        self._path = str(path)
        self._text = text

    def settings(self, values: Mapping[str, object]) -> Settings:
        read: dict[str, object] = {}
        for key, value in values.items():
            if key == "keys":
                read[key] = tuple(self._remaps((key,), value))
            elif key == "easy_days":
                read[key] = self._values((key,), value, _OF_WEEKDAYS)
            elif key == "decks":
                decks = self._table((key,), value)
                read[key] = {deck: self._values((key, deck), own, _OF_DECK) for deck, own in decks.items()}
            else:
                read[key] = self._value((key,), value, READERS)
        return Settings(**read)  # type: ignore[arg-type]

    def _values(self, place: Place, value: object, readers: Mapping[str, _Reader]) -> dict[str, Value]:
        table = self._table(place, value)
        return {key: self._value((*place, key), each, readers) for key, each in table.items()}

    def _remaps(self, place: Place, value: object) -> list[Remap]:
        """The table of keys; `study.bury` may be written with quotes around it or without."""
        remaps: list[Remap] = []
        for name, each in self._table(place, value).items():
            inner = (*place, name)
            if name in READERS:
                self._refuse("setting-misplaced", inner, table=place[0])
            if isinstance(each, dict):
                remaps += self._remaps(inner, each)
            else:
                keys = str(self._allowed(_keys, inner, each))
                remaps.append(Remap(".".join(inner[1:]), keys, self._path, self._line(inner)))
        return remaps

    def _table(self, place: Place, value: object) -> dict[str, object]:
        if not isinstance(value, dict):
            self._refuse("setting-table", place, value=_told(value), table=".".join(place))
        return value

    def _value(self, place: Place, value: object, readers: Mapping[str, _Reader]) -> Value:
        if place[-1] not in readers:
            self._refuse_unknown(place, readers)
        return self._allowed(readers[place[-1]], place, value)

    def _refuse_unknown(self, place: Place, readers: Mapping[str, _Reader]) -> NoReturn:
        from difflib import get_close_matches

        key = place[-1]
        if len(place) > 1 and key in READERS:
            self._refuse("setting-misplaced", place, table=".".join(place[:-1]))
        known = (*readers, "easy_days", "keys", "decks") if len(place) == 1 else tuple(readers)
        near = get_close_matches(key, known, n=1)
        if near:
            self._refuse("setting-unknown-but", place, nearest=near[0])
        self._refuse("setting-unknown", place, known=", ".join(known))

    def _allowed(self, read: _Reader, place: Place, value: object) -> Value:
        try:
            return read(value)
        except _NotAllowed as wrong:
            self._refuse(wrong.code, place, value=_told(value), **wrong.params)

    def _refuse(self, code: str, place: Place, **params: str) -> NoReturn:
        line = str(self._line(place))
        raise QuizError(code, exit_code=2, file=self._path, line=line, key=place[-1], **params) from None

    def _line(self, place: Place) -> int:
        return lines_of(self._text).get(place, 1)


def read_settings(path: Path) -> Settings:
    """The settings in a file.

    Raises QuizError with `file`, and where it is a place in the file with `line`, for a file that cannot be
    read (`settings-unreadable`), broken TOML (`settings-syntax`, `settings-value`), an unknown key
    (`setting-unknown-but`, with the nearest, else `setting-unknown`, with all), one that stands in a table
    (`setting-misplaced`) and a value that is not allowed (`setting-…`, with what is).
    """
    import tomllib

    text = settings_text(path)
    try:
        values = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # also of numbers and nesting too large for Python
        place = re.search(r"\(at line (\d+)", str(error))
        line = place[1] if place else str(text.count("\n") + 1)
        reason = str(error).partition(" (at ")[0]
        code = "settings-value" if place and reason == "Invalid value" else "settings-syntax"
        raise QuizError(code, exit_code=2, file=str(path), line=line, reason=reason) from None
    return _File(path, text).settings(values)


def settings_text(path: Path) -> str:
    """The text of a file of settings. Raises QuizError `settings-unreadable` and `settings-not-utf8`."""
    try:
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except OSError as error:
        reason = error.strerror or str(error)
        raise QuizError("settings-unreadable", exit_code=2, file=str(path), reason=reason) from None
    except UnicodeDecodeError as error:
        line = str(error.object.count(b"\n", 0, error.start) + 1)
        raise QuizError("settings-not-utf8", exit_code=2, file=str(path), line=line) from None


def lines_of(text: str) -> dict[Place, int]:
    """The line on which each key of sound TOML is first set; tomllib does not tell.

    Statement by statement: lines are gathered until they are TOML by themselves, and read below the table
    whose heading came last.
    """
    import tomllib

    found: dict[Place, int] = {}
    table: Place = ()
    gathered, first = "", 1
    for number, line in enumerate(text.split("\n"), 1):
        gathered += line + "\n"
        try:
            values = tomllib.loads(gathered)
        except ValueError:
            continue
        places = list(_places(values))
        if gathered.lstrip().startswith("[") and places:
            table = places[-1]
            places = [table[:end] for end in range(1, len(table) + 1)]
        else:
            places = [table + place for place in places]
        for place in places:
            found.setdefault(place, first)
        gathered, first = "", number + 1
    return found


def _places(values: Mapping[str, object]) -> list[Place]:
    """The places of all keys in nested tables, each table before what it holds."""
    places: list[Place] = []
    for key, value in values.items():
        places.append((key,))
        inner = value[0] if isinstance(value, list) and value and isinstance(value[0], dict) else value
        if isinstance(inner, dict):
            places += [(key, *rest) for rest in _places(inner)]
    return places


def _told(value: object) -> str:
    """A value as TOML would have it, as far as Python's notation differs for the eye."""
    if isinstance(value, bool):
        return str(value).lower()
    try:
        return repr(value)
    except ValueError:  # an integer too long for Python to write
        return "…"
