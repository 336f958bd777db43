"""Begins a card from a sentence: everything but the question and the answer, at the end of the deck file."""

from __future__ import annotations

import posixpath
from typing import NamedTuple

from quizapp.errors import QuizError
from quizapp.library.adding import NewCard, with_card
from quizapp.library.decoding import decode
from quizapp.library.minting import minted_id
from quizapp.library.model import Deck
from quizapp.library.nodes import Mapping, Node, Scalar, Sequence
from quizapp.library.quotes import Found, QuoteFinder
from quizapp.library.recovery import read_tree
from quizapp.library.safe_open import Refused, below, read_bytes
from quizapp.library.shelf import Shelf
from quizapp.library.shorthand import card_text
from quizapp.system import replace_file
from quizapp.workspace.authoring import Authoring, EditPlace
from quizapp.workspace.draft import Sentence

_EMPTY = "F108"
"""The problem of a field that is still to be filled in: a new card has it twice."""


class Begun(NamedTuple):
    """A new card that is not written yet: the deck file whole, before and after, and where to go on."""

    id: str
    before: bytes
    after: bytes
    line: int
    column: int


def begin_card(authoring: Authoring, sentence: Sentence) -> Begun:
    """A new card that quotes a sentence, its id minted, behind the last of the file. Writes nothing.

    Raises QuizError "deck-shipped" (path), "deck-changed" (path) where the file is no longer what is shown,
    and "card-not-added" (path) where it is too broken for a small edit, or one would change anything else.
    """
    authoring.expect_own()
    deck, before = authoring.draft.deck, _bytes(authoring)
    if deck is None or authoring.draft.stale:
        raise QuizError("card-not-added", path=authoring.shown_path)
    if not authoring.holds(before):
        raise QuizError("deck-changed", path=authoring.shown_path)
    card = _new_card(authoring, deck, sentence, before)
    added = None if card is None else with_card(before.decode(), card)
    if card is not None and added is not None:
        after = added.text.encode()
        read = Shelf(authoring.library, shown=True).read(authoring.path, after).deck
        if isinstance(read, Deck) and _adds_only(deck, read, card.id):
            return Begun(card.id, before, after, added.line, added.column)
    raise QuizError("card-not-added", path=authoring.shown_path)


def write_card(authoring: Authoring, begun: Begun) -> EditPlace:
    """Writes a new card, atomically; gives where to go on.

    Raises QuizError "deck-changed" (path) where the file is no longer what the card was begun in, and
    "deck-unwritable" (path, reason).
    """
    if _bytes(authoring) != begun.before:
        raise QuizError("deck-changed", path=authoring.shown_path)
    _replace(authoring, begun.after)
    return EditPlace(authoring.file, begun.line, begun.column)


def take_back(authoring: Authoring, begun: Begun) -> bool:
    """Takes out again a card in which its author typed nothing; gives whether. A file that is gone, or was
    saved otherwise since, stays as it is. Raises QuizError "deck-unwritable" (path, reason)."""
    try:
        if _bytes(authoring) != begun.after:
            return False
    except QuizError:
        return False
    _replace(authoring, begun.before)
    return True


def _replace(authoring: Authoring, data: bytes) -> None:
    try:
        replace_file(authoring.file, data)
    except OSError as error:
        reason = error.strerror or str(error)
        raise QuizError("deck-unwritable", path=authoring.shown_path, reason=reason) from None


def _bytes(authoring: Authoring) -> bytes:
    try:
        data = read_bytes(authoring.library.root, authoring.path)
        data.decode()
    except (Refused, UnicodeDecodeError):
        raise QuizError("deck-changed", path=authoring.shown_path) from None
    return data


def _new_card(authoring: Authoring, deck: Deck, sentence: Sentence, data: bytes) -> NewCard | None:
    """The card that quotes a sentence; None where the deck does not name its source."""
    source = next((one for one in deck.sources if one.ref == sentence.place.source), None)
    text = decode(data)
    if source is None or not isinstance(text, str):
        return None
    root = read_tree(text).root
    fields = {key.text: value for key, value in root.pairs} if isinstance(root, Mapping) else {}
    taken = {seen.id for seen in authoring.draft.cards} | _ids(fields)
    taken |= {alias for card in deck.cards for alias in card.aliases}
    unique = isinstance(QuoteFinder(source.paragraphs).find(sentence.text), Found)
    return NewCard(
        id=minted_id(sentence.text, (paragraph.text for paragraph in source.paragraphs), taken),
        quote=sentence.text,
        source=_source_key(authoring, deck, fields, source.ref),
        paragraph=None if unique else sentence.place.paragraph,
    )


def _ids(fields: dict[str, Node]) -> set[str]:
    """The ids that stand in the file, also those of cards without a problem of their own."""
    cards = fields.get("cards")
    items = cards.items if isinstance(cards, Sequence) else ()
    return {id for item in items if (id := card_text(item, "id")) is not None}


def _source_key(authoring: Authoring, deck: Deck, fields: dict[str, Node], ref: str) -> str | None:
    """The key by which the deck names a source; None where a card need not name it."""
    sources, defaults = fields.get("sources"), fields.get("defaults")
    default = card_text(defaults, "source") if defaults is not None else None
    named = sources.pairs if isinstance(sources, Mapping) else ()
    for key, value in named:
        if ref == (_ref(authoring, value.text) if isinstance(value, Scalar) else f"{deck.id}/{key.text}"):
            return None if key.text == default or (default is None and len(named) == 1) else key.text
    return None


def _ref(authoring: Authoring, written: str) -> str | None:
    try:
        return f"{authoring.library.key}/{below(posixpath.dirname(authoring.path), written)}"
    except Refused:
        return None


def _adds_only(before: Deck, after: Deck, card_id: str) -> bool:
    """Whether the deck is the same but for one more card, which lacks nothing but what is to be typed."""
    if len(after.cards) != len(before.cards):
        return False
    pairs = zip(before.cards, after.cards, strict=True)
    same = all(old._replace(line=0) == new._replace(line=0) for old, new in pairs)
    head = before._replace(cards=(), problems=(), line=0) == after._replace(cards=(), problems=(), line=0)
    lacking = [problem.code for problem in after.problems if problem.card == card_id]
    return same and head and lacking == [_EMPTY, _EMPTY]
