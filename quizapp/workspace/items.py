"""Joins every attempt with the card that it was at: the analysis of items, for authors of decks."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quizapp.errors import QuizError
from quizapp.library.model import Card, CardKey
from quizapp.questions.model import Form
from quizapp.questions.showing import ordered_texts
from quizapp.stats.items import Item, TryRow, items
from quizapp.store.tries import Try
from quizapp.workspace.wording import answer_texts

if TYPE_CHECKING:
    from quizapp.workspace.workspace import Workspace


class ShownItem(NamedTuple):
    """A face with what it asks, the line of its deck file, and its options that nobody picked in words."""

    item: Item
    stem: str
    lang: str
    path: str
    line: int
    unpicked: tuple[str, ...]


def shown_items(workspace: Workspace, deck: str | None = None) -> tuple[ShownItem, ...]:
    """How the live cards of all decks or of one fare, hardest first. Reads the whole log."""
    workspace.catch_up()
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
    wrong = {key: _wrong_options(key, card, form) for key, (card, form) in cards.items()}
    paths = {row.id: row.path for row in workspace.index.decks()}
    return tuple(_shown(item, *cards[item.key], paths) for item in items(rows, wrong))


def _row(each: Try, options: int) -> TryRow:
    response = each.response if isinstance(each.response, list) else [each.response]
    texts = [text.strip() for text in response if isinstance(text, str) and text.strip()]
    places = tuple(one for one in response if type(one) is int)
    missed = each.outcome != "correct"
    return TryRow(
        each.card,
        each.sitting,
        each.kind,
        not missed,
        each.score,
        each.duration_ms,
        " ; ".join(texts) if missed and texts else None,
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
    return ShownItem(item, stem, card.lang, paths.get(card.deck, ""), card.line, unpicked)
