"""Joins every attempt with the card that it was at: the analysis of items, for authors of decks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from quizapp.errors import QuizError
from quizapp.library.model import Card, CardKey
from quizapp.questions.model import Form, Typed
from quizapp.questions.showing import ordered_texts
from quizapp.stats.items import Item, TryRow, items
from quizapp.stats.progress import Filters
from quizapp.store.tries import Try
from quizapp.workspace.accepting import KINDS, Proposal, propose_typed
from quizapp.workspace.progress import standings
from quizapp.workspace.wording import answer_texts

if TYPE_CHECKING:
    from quizapp.workspace.workspace import Workspace


JOINT, BLANK = " ; ", "…"
"""What stands between the typed parts of one answer, and in the place of one that was left empty."""


class ShownItem(NamedTuple):
    """A face with what it asks, the line of its deck file, and its options that nobody picked in words."""

    item: Item
    kind: str
    stem: str
    lang: str
    path: str
    line: int
    unpicked: tuple[str, ...]


class Candidate(NamedTuple):
    """A wrong answer typed so often that its card might accept it."""

    key: str
    typed: str


def proposed(workspace: Workspace, candidate: Candidate) -> Proposal:
    """The edit by which a card would accept a candidate. Raises QuizError as `accepting.propose` does, also
    where the answer has other parts than the card has now."""
    parts = tuple("" if part == BLANK else part for part in candidate.typed.split(JOINT))
    form = workspace.index.card(CardKey(candidate.key)).question.form(candidate.key.rpartition("#")[2])
    fields = len(form.labels) if isinstance(form, Typed) else 0
    if fields not in (1, len(parts)):
        raise QuizError("nothing-to-add")
    return propose_typed(workspace, candidate.key, candidate.typed if fields == 1 else parts)


def candidates(found: Sequence[ShownItem]) -> tuple[Candidate, ...]:
    """The wrong answers typed often to cards that list what they accept, in the order of the items."""
    return tuple(
        Candidate(each.item.key, text) for each in found if each.kind in KINDS for text, _n in each.item.typed
    )


def shown_items(workspace: Workspace, filters: Filters) -> tuple[ShownItem, ...]:
    """How the live cards that filters let through fare, hardest first. Reads the whole log."""
    workspace.catch_up()
    rows, cards = _rows(workspace, filters.deck)
    if filters.narrow:
        ours = standings(workspace).among(list(cards), filters)
        rows = [row for row in rows if row.key in ours]
    wrong = {key: _wrong_options(key, card, form) for key, (card, form) in cards.items()}
    paths = {row.id: row.path for row in workspace.index.decks()}
    return tuple(_shown(item, *cards[item.key], paths) for item in items(rows, wrong))


def _rows(workspace: Workspace, deck: str | None) -> tuple[list[TryRow], dict[str, tuple[Card, Form]]]:
    """The attempts at live cards, and these."""
    cards: dict[str, tuple[Card, Form]] = {}
    rows = []
    for each in workspace.history.tries():
        if deck is not None and not each.card.startswith(f"{deck}/"):
            continue
        if each.card not in cards:
            try:
                card = workspace.index.card(CardKey(each.card))
            except QuizError:  # a card that is gone
                continue
            cards[each.card] = card, card.question.form(each.card.rpartition("#")[2])
        rows.append(_row(each, len(ordered_texts(cards[each.card][1]))))
    return rows, cards


def _row(each: Try, options: int) -> TryRow:
    response = each.response if isinstance(each.response, list) else [each.response]
    texts = [text.strip() or BLANK for text in response if isinstance(text, str)]
    places = tuple(one for one in response if type(one) is int)
    missed = each.outcome != "correct"
    return TryRow(
        each.card,
        each.sitting,
        each.kind,
        not missed,
        each.score,
        each.duration_ms,
        JOINT.join(texts) if missed and set(texts) - {BLANK} else None,
        # Where the options were others, their places say nothing.
        places if each.order == options else (),
        each.overruled,
    )


def _wrong_options(key: str, card: Card, form: Form) -> tuple[int, ...]:
    """The places of a choice's wrong options; none for other kinds."""
    if card.question.kind not in ("choice", "choices"):
        return ()
    right = answer_texts(card, key.rpartition("#")[2])
    return tuple(place for place, text in enumerate(ordered_texts(form)) if text not in right)


def _shown(item: Item, card: Card, form: Form, paths: dict[str, str]) -> ShownItem:
    texts = ordered_texts(form)
    stem = card.question.stem(item.key.rpartition("#")[2])
    unpicked = tuple(texts[place] for place in item.unpicked)
    return ShownItem(item, card.question.kind, stem, card.lang, paths.get(card.deck, ""), card.line, unpicked)
