"""What the options of every command say, and what they open: without the parser that reads them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from quizapp.cli.output import tell
from quizapp.messages import LANGUAGES, _

if TYPE_CHECKING:
    from datetime import date

    from quizapp.library.roots import Library
    from quizapp.workspace.workspace import Workspace


class Common:
    """What the options of every command said, wherever they stood, over what the environment says."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self.environ = environ
        self.data: Path | None = None
        self.libraries: list[Path] = []

    def data_named(self) -> Path | None:
        """The history's folder that was asked for; None where the platform's own is meant."""
        named = self.environ.get("QUIZAPP_DATA")
        return self.data or (Path(named) if named else None)

    def libraries_named(self) -> tuple[Path, ...]:
        """The libraries that were asked for; empty where the shipped one and the user's are meant."""
        if self.libraries:
            return tuple(self.libraries)
        from quizapp.workspace.libraries import named_folders

        return named_folders(self.environ)

    def studied(self) -> tuple[Library, ...]:
        """The libraries that a sitting would read. Raises QuizError."""
        from quizapp.workspace.libraries import studied_libraries

        return studied_libraries(self.libraries_named())

    def today(self) -> date:
        """The local date. Raises QuizError where `QUIZAPP_NOW` is no moment, or stands without a folder."""
        from datetime import datetime, timedelta, timezone

        from quizapp.clock import clock_from

        now = clock_from(self.environ, explicit_data=self.data_named() is not None).now()
        return datetime.fromtimestamp(now.at_ms / 1000, timezone(timedelta(minutes=now.offset_min))).date()

    def open(self, *, writing: bool, file: Path | None = None) -> Workspace:
        """The workspace that the options name; a context manager. Raises QuizError."""
        from quizapp.workspace.workspace import Workspace

        return Workspace.open(
            data=self.data_named(),
            libraries=self.libraries_named(),
            file=file,
            environ=self.environ,
            writing=writing,
            slow=tell_of_wait(writing=writing),
        )


def language_asked_for(arguments: Sequence[str]) -> str | None:
    """The value of `--lang`, wherever it stands: help and errors need it before click has read the rest."""
    asked = None
    words = iter(arguments)
    for word in words:
        if word == "--":
            break
        name, equals, value = word.partition("=")
        if name == "--lang":
            given = value if equals else next(words, "")
            asked = given if given in LANGUAGES else asked
    return asked


def tell_of_wait(*, writing: bool) -> Callable[[], None]:
    """What says on stderr, once, that a long history of another version takes its time."""
    if writing:
        text = _("A long history of an older version is brought up to date, once: this may take minutes.")
    else:
        text = _(
            "A long history of an older version is read as it would be today: this may take minutes, until"
            " “quizapp” or “quizapp study” has brought it up to date."
        )
    return cache(lambda: tell(text))
