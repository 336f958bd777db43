"""What cards are called in the end: an alias carries what came before it over to its card."""

from __future__ import annotations

from collections.abc import Iterable, Set

from quizapp.store import bodies
from quizapp.store.model import Event
from quizapp.store.replay import order

Place = tuple[int, str, int]
"""That of an event in replay, as `order` gives it."""


class Names:
    """The names that some aliases ended, and what the cards that bore them are called now.

    An alias counts for what stands before it, and what follows it may carry its card on; another card may
    bear an ended name again.
    """

    def __init__(self, aliases: Iterable[Event]) -> None:
        carried: dict[str, str] = {}
        self._ends: dict[str, list[tuple[Place, str]]] = {}
        self._borne: dict[str, set[str]] = {}
        for alias in sorted(aliases, key=order, reverse=True):
            old = bodies.text(alias.body, "from")
            if alias.card is not None and old is not None:
                carried[old] = card = carried.get(alias.card, alias.card)
                self._ends.setdefault(old, []).append((order(alias), card))
                self._borne.setdefault(old, set()).add(old)
                self._borne.setdefault(card, set()).add(old)

    @property
    def ended(self) -> Set[str]:
        """The names that aliases ended."""
        return self._ends.keys()

    def borne(self, card: str) -> Set[str]:
        """The ended names that a card may have borne, its own among them if it is one."""
        return self._borne.get(card, frozenset())

    def owner(self, event: Event) -> str | None:
        """The card to which an event belongs."""
        if event.card is None or event.card not in self._ends:
            return event.card
        return self.at(event.card, order(event))

    def at(self, name: str, place: Place) -> str:
        """What the card is called now that bore a name at a place in replay."""
        # The latest end comes first.
        ended = reversed(self._ends.get(name, ()))
        return next((card for end, card in ended if end > place), name)
