"""Draws the cards of a quiz or an exam: evenly over sources, then over tags, the same for the same seed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from quizapp.errors import QuizError
from quizapp.library.model import Card, CardKey
from quizapp.questions import KINDS
from quizapp.questions.model import Form
from quizapp.questions.showing import ordered_texts, shown_order

if TYPE_CHECKING:
    from quizapp.workspace.workspace import Workspace

SEEDS = 1_000_000
"""A seed that was not given is drawn below this, so that it can be read out and typed again."""


class RoundScope(NamedTuple):
    """What a quiz or an exam draws from. Empty `decks` and `kinds` mean all; `keys` asks exactly these cards
    instead, such as those that were missed. Without `seed` each round is drawn anew."""

    decks: tuple[str, ...] = ()
    tag: str | None = None
    size: int = 20
    seed: int | None = None
    kinds: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()


class _Face(NamedTuple):
    key: CardKey
    card: tuple[str, str]
    tags: tuple[str, ...]
    sources: tuple[str, ...]


def seed_of(scope: RoundScope) -> int:
    """The seed of a round: the one that was asked for, else a new one."""
    return Random().randrange(SEEDS) if scope.seed is None else scope.seed


def draw(workspace: Workspace, scope: RoundScope, seed: int) -> tuple[CardKey, ...]:
    """The faces that a round asks, one a card, in the order in which it asks them.

    Suspended cards are left out. Raises QuizError `no-deck` (deck, known), `no-tag` (tag, known), `no-kind`
    (kind, known) and `nothing-to-draw`.
    """
    _check(workspace, scope)
    random = Random(f"draw/{seed}")
    faces = _faces(workspace, scope)
    random.shuffle(faces)
    one_a_card = list({face.card: face for face in faces}.values())
    drawn = _evenly(one_a_card, scope.size)
    if not drawn:
        raise QuizError("nothing-to-draw")
    random.shuffle(drawn)
    return tuple(face.key for face in drawn)


def shown_options(form: Form, card: Card, seed: int) -> tuple[int, ...]:
    """The order in which a round shows the options or items of a card."""
    drawn = list(range(len(ordered_texts(form))))
    Random(f"options/{seed}/{card.deck}/{card.id}").shuffle(drawn)
    return shown_order(form, drawn, shuffle=card.shuffle)


def _check(workspace: Workspace, scope: RoundScope) -> None:
    known = [row.id for row in workspace.index.decks()]
    for deck in scope.decks:
        if deck not in known:
            raise QuizError("no-deck", exit_code=2, deck=deck, known=", ".join(known))
    if scope.tag is not None and scope.tag not in (tags := workspace.roster.tags()):
        raise QuizError("no-tag", exit_code=2, tag=scope.tag, known=", ".join(tags))
    for kind in scope.kinds:
        if kind not in KINDS:
            raise QuizError("no-kind", exit_code=2, kind=kind, known=", ".join(KINDS))


def _faces(workspace: Workspace, scope: RoundScope) -> list[_Face]:
    rows = workspace.index.connection.execute(
        "SELECT key, live_face.deck, card, tags, paragraphs FROM live_face LEFT JOIN roster USING (key)"
        " WHERE coalesce(suspended, 0) = 0"
        " AND (:decks = '[]' OR live_face.deck IN (SELECT value FROM json_each(:decks)))"
        " AND (:keys = '[]' OR key IN (SELECT value FROM json_each(:keys)))"
        " AND (:kinds = '[]' OR json_extract(payload, '$.kind') IN (SELECT value FROM json_each(:kinds)))"
        " ORDER BY key",
        {name: json.dumps(list(getattr(scope, name))) for name in ("decks", "keys", "kinds")},
    )
    faces = []
    for key, deck, card, tags, paragraphs in rows:
        sources = (place.rpartition(":")[0] for place in json.loads(paragraphs))
        face = _Face(CardKey(key), (deck, card), tuple(json.loads(tags)), tuple(dict.fromkeys(sources)))
        if scope.tag is None or scope.tag in face.tags:
            faces.append(face)
    return faces


def _evenly(faces: Sequence[_Face], count: int) -> list[_Face]:
    """Takes turns: each time of the source that was drawn least, and there with the tags drawn least."""
    groups: dict[tuple[tuple[str, ...], tuple[str, ...]], list[_Face]] = {}
    for face in faces:
        groups.setdefault((face.sources, face.tags), []).append(face)
    by_source: dict[str, int] = {}
    by_tag: dict[str, int] = {}
    drawn: list[_Face] = []
    while groups and len(drawn) < count:
        sources, tags = min(groups, key=lambda group: (_share(group[0], by_source), _share(group[1], by_tag)))
        drawn.append(groups[sources, tags].pop())
        if not groups[sources, tags]:
            del groups[sources, tags]
        for name in sources or ("",):
            by_source[name] = by_source.get(name, 0) + 1
        for name in tags or ("",):
            by_tag[name] = by_tag.get(name, 0) + 1
    return drawn


def _share(names: Sequence[str], counts: dict[str, int]) -> float:
    names = names or ("",)
    return sum(counts.get(name, 0) for name in names) / len(names)
