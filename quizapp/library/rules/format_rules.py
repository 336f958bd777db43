"""Keys that are allowed and do nothing, or not what their author means."""

from __future__ import annotations

from quizapp.library.fields import Report, short
from quizapp.library.nodes import Mapping
from quizapp.library.rules.model import DeckSeen
from quizapp.library.rules.seen import CardSeen
from quizapp.questions.folding import fold_n2

TO_WRITE = "✎ "
"""Before a text of a new deck that holds the place of its author's own, in whichever language."""

_SHUFFLED = frozenset(("choice", "choices", "match", "order"))
_TYPED = frozenset(("short", "list", "cloze"))
_NO_EFFECT_BUT = {"shuffle": _SHUFFLED, "accents": _TYPED}


def without_language(deck: DeckSeen, report: Report) -> None:
    """F203: a deck without `lang`, which is read as English."""
    node = deck.head("deck")
    if isinstance(node, Mapping) and all(key.text != "lang" for key, _ in node.pairs):
        report.add("F203", node)


def uncited_source(deck: DeckSeen, report: Report) -> None:
    """F204: a source that no card cites, while no card is left out that might."""
    node = deck.head("sources")
    if not isinstance(node, Mapping) or any(one.level == "error" for one in deck.deck.problems):
        return
    cited = {passage.source for card in deck.deck.cards for passage in card.passages}
    refs = [source.ref for source in deck.deck.sources]
    if len(refs) != len(node.pairs):
        return
    for (key, _), ref in zip(node.pairs, refs, strict=True):
        if ref not in cited:
            report.add("F204", key, key=short(key.text))


def twin_tags(deck: DeckSeen, report: Report) -> None:
    """F205: a tag that differs from a more frequent one by case or accents only."""
    counts: dict[str, int] = {}
    first: dict[str, CardSeen] = {}
    for card in deck.cards:
        for tag in card.card.tags:
            counts[tag] = counts.get(tag, 0) + 1
            first.setdefault(tag, card)
    forms: dict[str, str] = {}
    for tag in sorted(counts, key=lambda tag: -counts[tag]):
        form = fold_n2(tag)
        if form in forms:
            card = first[tag]
            report.card = card.card.id
            node = card.fields.values.get("tags", card.fields.node)
            report.add("F205", node, tag=short(tag), other=short(forms[form]))
        forms.setdefault(form, tag)
    report.card = None


def living_alias(deck: DeckSeen, report: Report) -> None:
    """F206: an alias that is the id of a card which still stands in the deck."""
    living = {card.card.id for card in deck.cards}
    for card in deck.cards:
        for alias in card.card.aliases:
            if alias.removeprefix(f"{deck.deck.id}/") in living:
                report.card = card.card.id
                report.add("F206", card.fields.values["aliases"], alias=short(alias))
    report.card = None


def idle_key(card: CardSeen, deck: DeckSeen, report: Report) -> None:
    """F207: a key that changes nothing for the card's kind."""
    for key, kinds in _NO_EFFECT_BUT.items():
        if key in card.fields and card.card.question.kind not in kinds:
            report.add("F207", card.fields.keys[key], key=key, kind=card.card.question.kind)


def still_to_write(deck: DeckSeen, report: Report) -> None:
    """F208: a text that `quizapp new` wrote to be replaced."""
    if TO_WRITE not in deck.text:
        return
    for card in deck.cards:
        for said in card.said:
            if said.text.startswith(TO_WRITE):
                report.card = card.card.id
                report.add("F208", said.node, text=short(said.text))
    report.card = None


CARD_RULES = (idle_key,)
DECK_RULES = (without_language, uncited_source, twin_tags, living_alias, still_to_write)
