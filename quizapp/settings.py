"""The user's settings: typed, each documented under its default, read from one TOML file."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TypeAlias

from quizapp.errors import QuizError
from quizapp.system import config_folder

CONFIG_VARIABLE = "QUIZAPP_CONFIG"


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user may set in `config.toml`; every key has a default."""

    new_limit: int = 20
    """New cards a study day, over the whole library."""

    review_limit: int = 200
    """Reviews a study day, over the whole library."""

    rollover_hour: int = 4
    """The local hour at which a study day begins."""

    desired_retention: float = 0.9
    """The probability of recall at which a review falls due."""

    maximum_interval: int = 36500
    """The longest interval, in days."""

    learning_steps: tuple[int, ...] = (60, 600)
    """The waits of a new card before its first review, in seconds; none for reviews from the start."""

    relearning_steps: tuple[int, ...] = (600,)
    """The waits of a forgotten card before it is reviewed again, in seconds."""

    passage: str = "full"
    """What of the source is shown after a correct review: the `full` paragraph, or the `quote`."""

    confidence: bool = False
    """Whether each answer asks first how sure of it the learner is."""

    theme: str = "dark"
    """The colours: `dark`, `light`, or `ansi` for those of the terminal."""

    lang: str | None = None
    """The language of messages, `fr` or `en`; the options and the environment come first."""


_Value: TypeAlias = bool | int | float | str | tuple[int, ...]
_Reader: TypeAlias = Callable[[object], _Value]


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
        raise _NotAllowed("setting-one-of", allowed=", ".join(f'"{name}"' for name in allowed))

    return read


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


_READERS: dict[str, _Reader] = {
    "new_limit": _whole(0, 9999),
    "review_limit": _whole(0, 99_999),
    "rollover_hour": _whole(0, 23),
    "desired_retention": _share(0.7, 0.99),
    "maximum_interval": _whole(1, 36_500),
    "learning_steps": _steps(86_400),
    "relearning_steps": _steps(86_400),
    "passage": _one_of("full", "quote"),
    "confidence": _yes_or_no,
    "theme": _one_of("dark", "light", "ansi"),
    "lang": _one_of("fr", "en"),
}


def load_settings(environ: Mapping[str, str]) -> Settings:
    """The settings in the file that `QUIZAPP_CONFIG` names, else in `config.toml` of the config folder.

    Without that file every setting has its default; a file that QUIZAPP_CONFIG names must be there. Raises
    QuizError as `read_settings` does.
    """
    named = environ.get(CONFIG_VARIABLE)
    if named:
        return read_settings(Path(named))
    path = config_folder() / "config.toml"
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return Settings()
    except OSError:
        pass  # It is there but out of reach; reading it says so.
    return read_settings(path)


def read_settings(path: Path) -> Settings:
    """The settings in a file.

    Raises QuizError with `file`, and where it is a place in the file with `line`, for a file that cannot be
    read (`settings-unreadable`), broken TOML (`settings-syntax`), an unknown key (`setting-unknown`, with the
    known ones) and a value that is not allowed (`setting-…`, with what is).
    """
    import tomllib

    try:
        text = path.read_bytes().decode("utf-8-sig")
        values = tomllib.loads(text)
    except OSError as error:
        reason = error.strerror or str(error)
        raise QuizError("settings-unreadable", exit_code=2, file=str(path), reason=reason) from None
    except UnicodeDecodeError as error:
        line = str(error.object.count(b"\n", 0, error.start) + 1)
        raise QuizError("settings-not-utf8", exit_code=2, file=str(path), line=line) from None
    except (ValueError, RecursionError) as error:  # also of numbers and nesting too large for Python
        place = re.search(r"\(at line (\d+)", str(error))
        line = place[1] if place else str(text.count("\n") + 1)
        reason = str(error).partition(" (at ")[0]
        raise QuizError("settings-syntax", exit_code=2, file=str(path), line=line, reason=reason) from None
    return _settings(values, text, str(path))


def _settings(values: Mapping[str, object], text: str, file: str) -> Settings:
    read: dict[str, _Value] = {}
    for key, value in values.items():
        place = {"file": file, "line": str(_line(text, key)), "key": key}
        if key not in _READERS:
            known = ", ".join(field.name for field in fields(Settings))
            raise QuizError("setting-unknown", exit_code=2, known=known, **place)
        try:
            read[key] = _READERS[key](value)
        except _NotAllowed as wrong:
            shown = {"value": _told(value), **wrong.params, **place}
            raise QuizError(wrong.code, exit_code=2, **shown) from None
    return Settings(**read)  # type: ignore[arg-type]


def _told(value: object) -> str:
    try:
        return repr(value)
    except ValueError:  # an integer too long for Python to write
        return "…"


def _line(text: str, key: str) -> int:
    """The line on which a top-level key is set; tomllib does not tell."""
    name = re.escape(key)
    found = re.search(rf"^[ \t]*(?:\[+[ \t]*)?[\"']?{name}[\"']?[ \t]*[=.\]]", text, re.MULTILINE)
    return text.count("\n", 0, found.start()) + 1 if found else 1
