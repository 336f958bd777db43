"""Cards whose parts are arranged: items to be put in order, pairs to be matched."""

from __future__ import annotations

from quizapp.library.fields import Fields, kind_of, short, text_of
from quizapp.library.nodes import Mapping, Node, Sequence
from quizapp.library.quotes import fold
from quizapp.messages import N_

ORDER_LEAST, ORDER_MOST = 3, 8
"""Two items that never start in the right order would give their order away; eight fit a small screen."""


def expand_order(card: Fields) -> tuple[str, dict[str, object]] | None:
    """The canonical fields of a card with `order`; None where something does not fit (reported)."""
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


MATCH_LEAST, MATCH_MOST = 2, 6
"""How many lines a match has."""

TEXTS_MOST = 8
"""How many texts there are to choose from at most, decoys included: each has a letter."""


def expand_match(card: Fields) -> tuple[str, dict[str, object]] | None:
    """The canonical fields of a card with `match`; None where something does not fit (reported)."""
    node = card.values["match"]
    if not isinstance(node, Mapping):
        card.report.add("F107", node, key="match", wanted=N_("a mapping of keys"), found=kind_of(node))
        return None
    pairs = [(key.text, text_of(value, "match", card.report) or "") for key, value in node.pairs]
    for key, _value in node.pairs:
        text_of(key, "match", card.report)
    if not MATCH_LEAST <= len(pairs) <= MATCH_MOST:
        limits = {"least": str(MATCH_LEAST), "most": str(MATCH_MOST)}
        card.report.add("C121", node, count=str(len(pairs)), **limits)
    report_twins(card, "match", [(key.text, key) for key, _value in node.pairs])
    decoys = card.texts("decoys") if card.given("decoys") else ()
    _check_texts(card, tuple(dict.fromkeys(right for _left, right in pairs)), decoys)
    return "match", {
        "question": card.text("question"),
        "pairs": tuple({"left": left, "right": right} for left, right in pairs),
        "decoys": decoys,
    }


def _check_texts(card: Fields, rights: tuple[str, ...], decoys: tuple[str, ...]) -> None:
    """Reports texts to choose from that are too few or too many, or that differ by typography only."""
    count = len(rights) + len(decoys)
    if not 2 <= count <= TEXTS_MOST:
        card.report.add("C122", card.values["match"], count=str(count), least="2", most=str(TEXTS_MOST))
    match = card.values["match"]
    report_twins(card, "match", [(text, match) for text in rights])
    forms = {fold(text).text.casefold() for text in rights}
    if decoys:
        node = card.values["decoys"]
        report_twins(card, "decoys", [(text, node) for text in decoys])
        for text in decoys:
            if fold(text).text.casefold() in forms:
                card.report.add("C123", node, text=short(text))


def report_twins(card: Fields, key: str, texts: list[tuple[str, Node]]) -> None:
    """Reports each text that stood before, typography and case aside."""
    seen: set[str] = set()
    for text, node in texts:
        form = fold(text).text.casefold()
        if form and form in seen:
            card.report.add("C120", node, text=short(text), key=key)
        seen.add(form)
