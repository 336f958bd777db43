"""Where a card is written, for whoever opens an editor there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from quizapp.errors import QuizError
from quizapp.library.model import CardKey, Level, Problem
from quizapp.messages import _, as_called
from quizapp.named import NamedTuple

if TYPE_CHECKING:
    from quizapp.workspace.model import Asking
    from quizapp.workspace.sitting import Sitting
    from quizapp.workspace.workspace import Workspace


class CardPlace(NamedTuple):
    """The file of a card's deck, the line at which the card begins, counted from 1, and the file as
    problems name it."""

    file: Path
    line: int
    shown: str

    def look(self) -> tuple[int, int] | None:
        """The time of change in nanoseconds and the size of the file; None where there is none."""
        try:
            found = self.file.stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_size


def card_place(workspace: Workspace, key: CardKey) -> CardPlace:
    """Where a card is written. Raises QuizError "deck-shipped" (path), "card-missing" (key)."""
    card = workspace.index.card(key)
    library, path = workspace.index.place(card.deck)
    if library.name == "shipped":
        raise QuizError("deck-shipped", path=library.path(path))
    return CardPlace(library.root / path, card.line, library.path(path))


def after_keeping(sitting: Sitting) -> tuple[str, str] | None:
    """What the deck of a card that was kept lacks, for `check` goes on to ask for it: a sentence, and the
    command that tells how to mend it. None where the deck is not the learner's to edit."""
    from shlex import quote

    try:
        path = quote(sitting.place().shown)
    except QuizError:
        return None
    told = _("The deck still quotes the former words; to see how to mend it:")
    return told, as_called(f"quizapp lock {path}")


def problem_at(workspace: Workspace, place: CardPlace, asking: Asking) -> Problem | None:
    """The error of a file for which a card of it can no longer be read, the card's own if it has one."""
    if workspace.candidate(asking.key) is not None:
        return None
    found = [one for one in workspace.problems() if one.file == place.shown and one.level is Level.ERROR]
    return next((one for one in found if one.card == asking.card.id), found[0] if found else None)


def problem_text(problem: Problem) -> str:
    """A problem of the file that was just edited: its line, what is wrong, how to mend it."""
    from quizapp.library.problems import worded

    message, cure = worded(problem)
    return _("Line {line}: {message} {cure}").format(line=problem.line, message=message, cure=cure)
