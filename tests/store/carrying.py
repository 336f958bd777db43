"""The plain reference of what cards are called in the end: aliases carried through a log from its end."""

from __future__ import annotations

from collections.abc import Sequence

from quizapp.store.model import Event


def owners(log: Sequence[Event]) -> list[str | None]:
    """The card to which each event of a log in the order of replay belongs."""
    carried: dict[str, str] = {}
    found: list[str | None] = []
    for event in reversed(log):
        old = event.body.get("from")
        if event.kind == "alias" and event.card is not None and isinstance(old, str) and old:
            carried[old] = carried.get(event.card, event.card)
        found.append(None if event.card is None else carried.get(event.card, event.card))
    return found[::-1]
