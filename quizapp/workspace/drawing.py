"""Draws the cards of a round: evenly over sources, then over tags, the same for the same seed."""

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
from quizapp.study.spacing import spaced

if TYPE_CHECKING:
    from quizapp.workspace.workspace import Workspace

QUIZ_SIZE, CRAM_SIZE = 20, 100
"""How many cards a round has at most unless told: a cram is meant to leave none out."""

CRAM_DAYS, MOST_DAYS = 7, 3_650
"""How many days back a forgotten card counts as lately forgotten unless told, and at most."""

SEEDS = 1_000_000
"""A seed that was not given is drawn below this, so that it can be read out and typed again."""


class RoundScope(NamedTuple):
    """What a quiz, a cram or an exam draws from.

    Empty `decks` and `kinds` mean all. `forgotten` asks only for what was rated Again in so many days, `weak`
    only for the sources and paragraphs that go worst; `keys` asks for these cards alone instead of either,
    such as those that were missed, and where they are none, for nothing. A `cram` asks every face, and a
    missed one again until it is known. Without `seed` each round is drawn anew.
    """

    decks: tuple[str, ...] = ()
    tag: str | None = None
    size: int = QUIZ_SIZE
    seed: int | None = None
    kinds: tuple[str, ...] = ()
    keys: tuple[str, ...] | None = None
    forgotten: int | None = None
    weak: bool = False
    cram: bool = False


class _Face(NamedTuple):
    key: CardKey
    card: tuple[str, str]
    tags: tuple[str, ...]
    sources: tuple[str, ...]
    paragraphs: tuple[str, ...]


def seed_of(scope: RoundScope) -> int:
    """The seed of a round: the one that was asked for, else a new one."""
    return Random().randrange(SEEDS) if scope.seed is None else scope.seed


def draw(workspace: Workspace, scope: RoundScope, seed: int) -> tuple[CardKey, ...]:
    """The faces that a round asks, in the order in which it asks them: one a card, or all in a cram, kept
    apart from others of their paragraph.

    Suspended cards are left out. Raises QuizError `no-deck` (deck, known), `no-tag` (tag, known), `no-kind`
    (kind, known), `nothing-to-draw`, and as `cramming.wanted_keys` does.
    """
    _check(workspace, scope)
    random = Random(f"draw/{seed}")
    keys = _wanted(workspace, scope) if scope.keys is None else scope.keys
    faces = _faces(workspace, scope._replace(keys=keys))
    random.shuffle(faces)
    if not scope.cram:
        faces = list({face.card: face for face in faces}.values())
    if scope.weak and keys is not None:
        place = {key: number for number, key in enumerate(keys)}
        drawn = sorted(faces, key=lambda face: place[face.key])[: scope.size]
    else:
        drawn = _evenly(faces, scope.size)
    if not drawn:
        raise _nothing(workspace, scope)
    random.shuffle(drawn)
    return tuple(face.key for face in (spaced(drawn) if scope.cram else drawn))


def shown_options(form: Form, card: Card, seed: int, shown: int = 0) -> tuple[int, ...]:
    """The order in which a round shows the options or items of a card that was `shown` before."""
    drawn = list(range(len(ordered_texts(form))))
    again = f"/{shown}" if shown else ""
    Random(f"options/{seed}/{card.deck}/{card.id}{again}").shuffle(drawn)
    return shown_order(form, drawn, shuffle=card.shuffle)


def _check(workspace: Workspace, scope: RoundScope) -> None:
    known = [row.id for row in workspace.index.decks()]
    for deck in scope.decks:
        if deck not in known:
            from quizapp.workspace.deck_files import no_deck

            raise no_deck(workspace, deck)
    if scope.tag is not None and scope.tag not in (tags := workspace.roster.tags()):
        raise QuizError("no-tag", exit_code=2, tag=scope.tag, known=", ".join(tags))
    for kind in scope.kinds:
        if kind not in KINDS:
            raise QuizError("no-kind", exit_code=2, kind=kind, known=", ".join(KINDS))


def _wanted(workspace: Workspace, scope: RoundScope) -> tuple[str, ...] | None:
    """The faces that alone are wanted; None: any."""
    if scope.forgotten is None and not scope.weak:
        return None
    from quizapp.workspace.cramming import wanted_keys

    return wanted_keys(workspace, scope)


def _nothing(workspace: Workspace, scope: RoundScope) -> QuizError:
    if scope.forgotten is None:
        return QuizError("nothing-to-draw")
    from quizapp.workspace.cramming import nothing_forgotten

    return nothing_forgotten(workspace, scope.forgotten)


def _faces(workspace: Workspace, scope: RoundScope) -> list[_Face]:
    rows = workspace.index.connection.execute(
        "SELECT key, live_face.deck, card, live_face.tags, paragraphs"
        " FROM live_face LEFT JOIN roster USING (key) WHERE coalesce(suspended, 0) = 0"
        " AND (:decks = '[]' OR live_face.deck IN (SELECT value FROM json_each(:decks)))"
        " AND (:keys = 'null' OR key IN (SELECT value FROM json_each(:keys)))"
        " AND (:kinds = '[]' OR json_extract(payload, '$.kind') IN (SELECT value FROM json_each(:kinds)))"
        " ORDER BY key",
        {name: json.dumps(getattr(scope, name)) for name in ("decks", "keys", "kinds")},
    )
    faces = []
    for key, deck, card, tags, paragraphs in rows:
        cited = tuple(json.loads(paragraphs))
        sources = tuple(dict.fromkeys(place.rpartition(":")[0] for place in cited))
        face = _Face(CardKey(key), (deck, card), tuple(json.loads(tags)), sources, cited)
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
