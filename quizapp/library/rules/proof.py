"""Whether what a card cites proves it: its own names and figures, neither too little nor too much."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizapp.library.fields import Report, short
from quizapp.library.model import Source
from quizapp.library.nodes import Mapping, Node, Sequence
from quizapp.library.rules.model import CardRule, DeckRule, DeckSeen
from quizapp.library.rules.prose import Role
from quizapp.library.rules.seen import CardSeen, is_true, words_of
from quizapp.messages import N_

QUOTE_MOST = 300
QUOTE_SHARE, OF_LEAST = 0.6, 400
"""A quote is too long from so many characters on, or as a share of a paragraph that has so many itself."""

LONG = 300
WORDS_LEAST, SHORT = 3, 40
"""Of a paragraph of so many characters, a quote of fewer words proves nothing, unless these are long."""

_FIGURES = re.compile(r"\d(?<![\w.,/-]\d)\d*(?:[ \u00a0\u202f]\d{3})*(?:[.,]\d+)?(?!\w)")
_NAMES = re.compile(r"[A-ZÀ-Ý](?<=[^\W\d_’'][ ,’'-].)\w+(?:-\w+)*")
_NEGATED = re.compile(r"\bn[’']|\bne |\b(?:NOT|EXCEPT|SAUF|not|except|sauf)\b|n[’']t\b")
_WIDE = frozenset(("essay", "match", "order", "evidence"))
_SPACES = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3})")


def judge_names(seen: DeckSeen, report: Report) -> None:
    """Names and figures of prompts and right choices that the sources of their cards do not have."""
    texts = {ref: f"{_text_of(source)} {seen.deck.title}".lower() for ref, source in seen.sources.items()}
    stand: set[tuple[str, frozenset[str]]] = set()
    for card in seen.cards:
        if card.card.inference or not card.card.passages or (card.kind == "truefalse" and not is_true(card)):
            continue
        refs = frozenset([one.source for one in card.card.passages])
        for name, node in _named(card):
            if (name, refs) in stand:
                continue
            if any(form in texts[ref] for ref in refs if ref in texts for form in _forms(name)):
                stand.add((name, refs))
            else:
                report.card = card.card.id
                report.add("S210", node, text=short(name))


def _named(card: CardSeen) -> Iterator[tuple[str, Node]]:
    """The names and figures that a card says, and the figures that it asks with: a question may use another
    name than its source, as in “which Asian country”.

    Patterns will do here, and cost little beside reading facts: what they miss goes untold.
    """
    states = card.kind == "truefalse" or card.kind == "cloze"
    texts = [(card.stem, card.prompt.node, states)]
    if card.kind == "choice" or card.kind == "choices":
        texts += [(one.text, one.node, True) for one in card.said if one.role is Role.RIGHT]
    for text, node, whole in texts:
        for name in _FIGURES.findall(text):
            # Not how many answers are wanted.
            if whole or len(name) > 1:
                yield name, node
        if whole:
            for name in _NAMES.findall(text):
                yield name, node


def _forms(name: str) -> tuple[str, ...]:
    """The ways in which a source may write a name, or a figure with its groups of digits."""
    if not name[0].isdigit():
        return (name.lower(),)
    bare = _SPACES.sub("", name)
    return (bare, *(_SPACES.sub(space, name) for space in " \u00a0\u202f"))


def _text_of(source: Source) -> str:
    """All that a source says, and what is told of it."""
    published = source.published or ""
    about = (source.title, source.publisher or "", source.author or "", published)
    return "\n".join(
        [*about, *(one.text for one in source.paragraphs), *(one.note or "" for one in source.paragraphs)]
    )


def judge_quotes(card: CardSeen, seen: DeckSeen, report: Report) -> None:
    """Quotes that prove too little or too much."""
    cited = card.cited
    for index, passage in enumerate(card.card.passages):
        text, paragraph = cited.texts[index], cited.paragraphs[index]
        size, whole = len(text), len(paragraph)
        if size == whole and not passage.marks:
            if whole > LONG and card.kind not in _WIDE:
                report.add("S213", _cites(card, index), count=str(whole))
        elif size > QUOTE_MOST or (whole > OF_LEAST and size > QUOTE_SHARE * whole):
            report.add("S211", _cites(card, index), count=str(size), of=str(whole))
        elif size < SHORT and whole > LONG and len(text.split()) < WORDS_LEAST:
            report.add("S212", _cites(card, index), quote=short(text))
    if (card.kind == "choice" or card.kind == "choices") and not _NEGATED.search(card.stem):
        quoted = f" {' '.join(words_of(' '.join(cited.texts)))} "
        for one in card.said:
            if one.role is Role.WRONG and f" {' '.join(words_of(one.text))} " in quoted:
                report.add("S214", one.node, text=short(one.text))


def _cites(card: CardSeen, index: int) -> Node:
    """What cites the passage of this index, or the card where that cannot be told."""
    nodes = _nodes(card)
    return nodes[index] if len(nodes) == len(card.card.passages) else card.fields.node


def _nodes(card: CardSeen) -> list[Node]:
    """What cites each passage, in their order."""
    values = card.fields.values
    found: list[Node] = []
    for key in ("evidence", "quote") if "quote" in values or "evidence" in values else ("para",):
        node = values.get(key)
        if node is not None:
            found.extend(node.items if isinstance(node, Sequence) else (node,))
    return [_text(node) for node in found]


def _text(node: Node) -> Node:
    if isinstance(node, Mapping):
        return next((value for key, value in node.pairs if key.text == "text"), node)
    return node


def judge_sources(seen: DeckSeen, report: Report) -> None:
    """Tells of each source of the deck that lacks a date, or who published it."""
    head = seen.head("sources")
    if not isinstance(head, Mapping) or len(head.pairs) != len(seen.deck.sources):
        return
    report.card = None
    for source, (key, _value) in zip(seen.deck.sources, head.pairs, strict=True):
        if wanted := _WANTED.get((bool(source.published), bool(source.publisher or source.author))):
            report.add("S215", key, source=short(source.title), wanted=wanted)


_WANTED = {
    (False, True): N_("when it was published"),
    (True, False): N_("who published it"),
    (False, False): N_("when it was published, nor by whom"),
}


CARD_RULES: tuple[CardRule, ...] = (judge_quotes,)
DECK_RULES: tuple[DeckRule, ...] = (judge_names, judge_sources)
