"""Mends cards and comments whose YAML is sound."""

from __future__ import annotations

import re
from functools import lru_cache

from quizapp.library.minting import minted_ids
from quizapp.library.model import Problem
from quizapp.library.nodes import Mapping, Node, Scalar, Sequence
from quizapp.library.quotes import fold
from quizapp.library.rules.fixing import Draft
from quizapp.library.rules.selection import comments
from quizapp.library.shorthand import SHORTHANDS, card_text
from quizapp.library.spans import BLOCK, Item
from quizapp.library.text_edits import Edit, quoted

_GAP = re.compile(r"\{\{c\d+::([^|:}]*)[^}]*\}\}")
_COMMENT = re.compile(r"(?<!\S)#")


def with_id(problem: Problem, draft: Draft) -> tuple[Edit, ...]:
    """An id for a card that has none, made of words of what it asks, unique in the deck."""
    card = draft.node(problem)
    if not isinstance(card, Mapping) or not card.pairs:
        return ()
    minted = _new_ids(draft).get((card.line, card.column))
    if minted is None:
        return ()
    at = draft.offset(card.line, card.column)
    text = f"id: {minted}"
    if draft.text[at] == "{":
        return (Edit(at + 1, at + 1, f"{text}, "),)
    if any(comment.place[0] == card.line for comment in comments(draft.text)):
        # A comment on the card's first line speaks of the whole card, so that line stays the first.
        if len(card.pairs) < 2:
            return ()
        second = card.pairs[1][0]
        at = draft.offset(second.line, second.column)
    return (Edit(at, at, f"{text}\n{' ' * (card.column - 1)}"),)


@lru_cache(maxsize=1)
def _new_ids(draft: Draft) -> dict[tuple[int, int], str]:
    """The ids of all cards that have none, by the place of the card: they are mended at once."""
    from quizapp.library.decks import card_nodes

    cards = card_nodes(draft.reading.root)
    ids = [card_text(card, "id") for card in cards]
    unnamed = [card for card, id in zip(cards, ids, strict=True) if id is None]
    taken = {id for id in ids if id is not None}
    minted = minted_ids(map(_asked, unnamed), map(_asked, cards), taken)
    return {(card.line, card.column): id for card, id in zip(unnamed, minted, strict=True)}


def _asked(card: Node) -> str:
    asked = (card_text(card, key) for key in ("question", *SHORTHANDS))
    return _GAP.sub(r" \1 ", next((found for found in asked if found), ""))


def without_choice(problem: Problem, draft: Draft) -> tuple[Edit, ...]:
    """The list without a choice that it has already, unless only the later one says why it is wrong."""
    item = draft.spans.items.get(draft.offset(problem.line, problem.column))
    node = draft.node(problem)
    if item is None or item.after is None or node is None or _loses_why(node, draft):
        return ()
    if item.flow:
        commented = _COMMENT.search(draft.text, item.after, item.start)
        return () if commented else (Edit(item.after, item.end, ""),)
    return _without_lines(item, draft)


def _without_lines(item: Item, draft: Draft) -> tuple[Edit, ...]:
    start = draft.text.rfind("\n", 0, item.start) + 1
    stop = draft.text.find("\n", item.end - 1 if draft.text[item.end - 1] == "\n" else item.end)
    stop = len(draft.text) if stop < 0 else stop + 1
    alone = draft.text[start : item.start].strip() == "-" and not draft.text[item.end : stop].strip()
    inside = [span for span in draft.spans.scalars if item.start <= span.start < item.end]
    ends = [item.start, *(span.end for span in inside)]
    starts = [*(span.start for span in inside), item.end]
    said = any("#" in draft.text[end:start] for end, start in zip(ends, starts, strict=True))
    blocks = any(span.style in BLOCK for span in inside)
    return (Edit(start, stop, ""),) if alone and not said and not blocks else ()


def _loses_why(node: Node, draft: Draft) -> bool:
    if not isinstance(node, Mapping) or card_text(node, "why") is None:
        return False
    form = _form(node)
    siblings = _siblings(draft.reading.root, node)
    first = next((one for one in siblings if _form(one) == form), node)
    return not (isinstance(first, Mapping) and card_text(first, "why"))


def _form(node: Node) -> str:
    text = node.text if isinstance(node, Scalar) else card_text(node, "text")
    return fold(text or "").text.casefold()


def _siblings(root: Node | None, node: Node) -> tuple[Node, ...]:
    """The items of the list in which a node stands."""
    if isinstance(root, Sequence):
        if any(item is node for item in root.items):
            return root.items
        children = root.items
    else:
        children = tuple(value for _, value in root.pairs) if isinstance(root, Mapping) else ()
    return next((found for child in children if (found := _siblings(child, node))), ())


def without_comment(problem: Problem, draft: Draft) -> tuple[Edit, ...]:
    """The comment without a code that silences nothing; gone with its line if nothing else stands there."""
    code = dict(problem.params)["name"]
    found = [one for one in comments(draft.text) if one.place == (problem.line, problem.column)]
    if not found:
        return ()
    comment = found[0]
    rest = [one for one in comment.codes if one != code]
    text = draft.text
    if rest:
        opening = text.index("[", comment.start)
        return (Edit(opening + 1, comment.end - 1, ", ".join(rest)),)
    start = comment.start
    end = text.find("\n", start)
    end = len(text) if end < 0 else end
    if text[comment.end : end].strip():
        # What else the comment says stays a comment.
        return (Edit(start + 1, comment.end, ""),)
    line = text.rfind("\n", 0, start) + 1
    if not text[line:start].strip():
        return (Edit(line, min(end + 1, len(text)), ""),)
    return (Edit(line + len(text[line:start].rstrip()), end, ""),)


def renamed_key(problem: Problem, draft: Draft) -> tuple[Edit, ...]:
    """The one known key that an unknown one resembles."""
    span = draft.scalar(problem)
    if span is None or "\n" in span.value:
        return ()
    return (Edit(span.start, span.end, dict(problem.params)["nearest"]),)


def quoted_with_comment(problem: Problem, draft: Draft) -> tuple[Edit, ...]:
    """The scalar and the comment that cuts it, put between double quotes as one text."""
    span = draft.scalar(problem)
    if span is None or span.style or span.flow or "\n" in draft.text[span.start : span.end]:
        return ()
    line_end = draft.text.find("\n", span.end)
    text = draft.text[span.start : len(draft.text) if line_end < 0 else line_end].rstrip()
    return (Edit(span.start, span.start + len(text), quoted(text)),)


def within_straight_quotes(problem: Problem, draft: Draft) -> tuple[Edit, ...]:
    """The text between curly quotes, put between double quotes."""
    from quizapp.library.rules.yaml_rules import without_curly_quotes

    span = draft.scalar(problem)
    inner = None if span is None or span.style else without_curly_quotes(span.value)
    return () if span is None or inner is None else (Edit(span.start, span.end, quoted(inner)),)


def copied_quote(problem: Problem, draft: Draft) -> tuple[Edit, ...]:
    """The source's own words for a quote that differs from them in case, accents or punctuation only."""
    from quizapp.questions.folding import words

    span = draft.scalar(problem)
    wanted = dict(problem.params)["nearest"]
    if span is None or span.style in BLOCK or words(span.value) != words(wanted):
        return ()
    return (Edit(span.start, span.end, quoted(wanted)),)
