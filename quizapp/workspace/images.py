"""Hands a card's image to the viewer of the system."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.errors import QuizError
from quizapp.library.images import openable
from quizapp.library.model import Card, Level, Problem
from quizapp.library.problems import worded
from quizapp.library.roots import Library
from quizapp.library.safe_open import Refused
from quizapp.system import open_in_viewer

if TYPE_CHECKING:
    from quizapp.workspace.workspace import Workspace


def open_image(workspace: Workspace, card: Card) -> str:
    """Opens the image of a card, which is looked at anew: it may have been swapped since the deck was read.

    Gives its path below the library's root. Raises QuizError "no-image", "image-refused", "no-viewer", and
    "card-missing" where its deck is gone.
    """
    library, _ = workspace.index.place(card.deck)
    return open_image_of(library, card)


def open_image_of(library: Library, card: Card) -> str:
    """As `open_image`, for a card of a library that is known."""
    if card.image is None:
        raise QuizError("no-image")
    try:
        file = openable(library.root, card.image.path)
    except Refused as refused:
        problem = Problem(refused.code, Level.ERROR, "", 1, 1, tuple(refused.params.items()))
        raise QuizError("image-refused", reason=worded(problem)[0]) from refused
    open_in_viewer(file)
    return card.image.path
