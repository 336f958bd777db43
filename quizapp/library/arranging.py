"""Cards whose parts are arranged: items to be put in order, pairs to be matched."""

from __future__ import annotations

from quizapp.library.fields import Fields, kind_of, short, text_of
from quizapp.library.nodes import Node, Sequence
from quizapp.library.quotes import fold
from quizapp.messages import N_

ORDER_LEAST, ORDER_MOST = 3, 8
"""Two items that never start in the right order would give their order away; eight fit a small screen."""


def expand_order(card: Fields) -> tuple[str, dict[str, object]] | None:
    """The canonical fields of a card with `order`; None where something does not fit (reported)."""
    if not card.require(["question"]):
        return None
    node = card.values["order"]
    if not isinstance(node, Sequence):
        card.report.add("F107", node, key="order", wanted=N_("a list of texts"), found=kind_of(node))
        return None
    items = tuple(text_of(item, "order", card.report) or "" for item in node.items)
    if not ORDER_LEAST <= len(items) <= ORDER_MOST:
        limits = {"least": str(ORDER_LEAST), "most": str(ORDER_MOST)}
        card.report.add("C119", node, count=str(len(items)), **limits)
    report_twins(card, "order", [(text, item) for text, item in zip(items, node.items, strict=True)])
    return "order", {"question": card.text("question"), "items": items}


def report_twins(card: Fields, key: str, texts: list[tuple[str, Node]]) -> None:
    """Reports each text that stood before, typography and case aside."""
    seen: set[str] = set()
    for text, node in texts:
        form = fold(text).text.casefold()
        if form and form in seen:
            card.report.add("C120", node, text=short(text), key=key)
        seen.add(form)
