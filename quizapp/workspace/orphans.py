"""Finds histories whose card has gone from the library, and the card that most likely is the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from quizapp.library.model import CardKey
from quizapp.workspace.edits import former_names, is_untouched

if TYPE_CHECKING:
    from quizapp.store.model import MemoryRow
    from quizapp.workspace.workspace import Workspace


class Orphan(NamedTuple):
    """A history without a card: the former `deck/card`, its answers, and the card that is likely to be meant,
    with the file and the line where it stands; None where no card is like it."""

    card: str
    attempts: int
    likely: str | None
    file: str | None = None
    line: int | None = None

    def alias(self) -> str | None:
        """What `aliases` of the likely card would name."""
        if self.likely is None:
            return None
        deck, _, name = self.card.partition("/")
        return name if self.likely.startswith(f"{deck}/") else self.card


class _Face(NamedTuple):
    """A living face that has no history yet."""

    key: str
    prompt_print: str
    answer_print: str

    @property
    def card(self) -> str:
        return _card(self.key)


def orphans(workspace: Workspace) -> tuple[Orphan, ...]:
    """The histories that no card of the library bears, in the order of their ids.

    A card that asks the same is likely the same; else one with the same answer and face, if it is the only
    one; else one of the same id in another deck, or of an id that differs by a slip. Only cards without a
    history of their own are.
    """
    rows = [row for row in workspace.history.memories() if not is_untouched(row)]
    known = {row.card for row in rows}
    live = workspace.index.connection.execute(
        "SELECT key, prompt_print, answer_print FROM live_face"
    ).fetchall()
    keys = {key for key, _, _ in live}
    # A name that an alias claims is taken over as soon as the history is opened for writing.
    keys |= {former for key, former in former_names(workspace.index) if key not in known}
    fresh = [_Face(*face) for face in live if face[0] not in known]
    lost: dict[str, list[MemoryRow]] = {}
    for row in rows:
        if row.card not in keys:
            lost.setdefault(_card(row.card), []).append(row)
    return tuple(_orphan(workspace, card, faces, fresh) for card, faces in sorted(lost.items()))


def _orphan(workspace: Workspace, card: str, rows: Sequence[MemoryRow], fresh: Sequence[_Face]) -> Orphan:
    attempts = sum(row.attempts for row in rows)
    likely = _likely(card, rows, fresh)
    if likely is None:
        return Orphan(card, attempts, None)
    found = workspace.index.card(CardKey(next(face.key for face in fresh if face.card == likely)))
    library, path = workspace.index.place(found.deck)
    return Orphan(card, attempts, likely, library.path(path), found.line)


def _likely(card: str, rows: Sequence[MemoryRow], fresh: Sequence[_Face]) -> str | None:
    faces = {row.card.rpartition("#")[2] for row in rows}
    suited = [face for face in fresh if face.key.rpartition("#")[2] in faces]
    prompts = {row.prompt_print for row in rows if row.prompt_print}
    answers = {row.answer_print for row in rows if row.answer_print}
    deck, _, name = card.partition("/")
    return (
        _first(face.card for face in suited if face.prompt_print in prompts)
        or _only(face.card for face in suited if face.answer_print in answers)
        or _only(face.card for face in suited if face.card.partition("/")[2] == name)
        or _nearest(card, [face.card for face in suited if face.card.startswith(f"{deck}/")])
    )


def _first(cards: Iterable[str]) -> str | None:
    return next(iter(cards), None)


def _only(cards: Iterable[str]) -> str | None:
    found = set(cards)
    return found.pop() if len(found) == 1 else None


def _nearest(card: str, cards: Sequence[str]) -> str | None:
    import difflib

    return _first(difflib.get_close_matches(card, cards, n=1, cutoff=0.85))


def _card(key: str) -> str:
    return key.rpartition("#")[0]
