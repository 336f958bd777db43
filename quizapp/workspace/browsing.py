"""Looks through all cards: which match a search, in which order, and what a list shows of each."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import partial
from heapq import merge
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from quizapp.errors import QuizError
from quizapp.library import payloads
from quizapp.library.model import CardKey
from quizapp.messages import N_, _
from quizapp.questions.folding import in_lists
from quizapp.study.days import date_of
from quizapp.study.model import Memory, Phase, StudyDay
from quizapp.workspace.alternatives import alternatives
from quizapp.workspace.candidates import PHASES
from quizapp.workspace.conditions import Condition, Conditions, Moment
from quizapp.workspace.patterns import is_like
from quizapp.workspace.search import All, Any, Named, Query, parse

if TYPE_CHECKING:
    from quizapp.workspace.workspace import Workspace


FIRST_BATCH = 1000
"""So many faces are looked through first where only a page is wanted."""


NAMES_TOLD = 20
"""So many tags, decks or sources are told where a search names one that there is not."""


class Order(StrEnum):
    """By what found cards are sorted."""

    DECK = "deck"
    DUE = "due"
    STABILITY = "stability"
    DIFFICULTY = "difficulty"
    RETRIEVABILITY = "retrievability"
    LAPSES = "lapses"
    REVIEWED = "reviewed"


ORDERS: dict[Order, str] = {
    Order.DECK: N_("deck"),
    Order.DUE: N_("due first"),
    Order.STABILITY: N_("least stable first"),
    Order.DIFFICULTY: N_("hardest first"),
    Order.RETRIEVABILITY: N_("least remembered first"),
    Order.LAPSES: N_("most lapses first"),
    Order.REVIEWED: N_("last reviewed first"),
}
"""What each order is called. Cards that were never studied come last, but for the order of decks."""


class ListedCard(NamedTuple):
    """A card in a list. `due` is a study day, None for a new card; `stability` is in days, None
    likewise, as is `retrievability`, the probability of recall today."""

    key: CardKey
    deck: str
    lang: str
    stem: str
    phase: Phase
    due: StudyDay | None
    suspended: bool
    buried: bool
    flag: int
    interval: int
    stability: float | None
    difficulty: float | None
    retrievability: float | None
    reps: int
    lapses: int


def found_cards(
    workspace: Workspace, text: str, order: Order = Order.DECK, *, limit: int | None = None
) -> list[CardKey]:
    """The keys that match a search, sorted; with a limit the first. Raises QuizError as `search.parse`."""
    query = parse(text)
    workspace.catch_up()
    return workspace.reading(lambda: find(workspace, query, order, limit))


def unknown_name(workspace: Workspace, text: str) -> QuizError | None:
    """What to say of a search that finds nothing because it names a tag, a deck or a source that there is
    not: `no-tag`, `no-deck` or `no-source`, with those that there are, the ones like it first. Raises
    QuizError as `search.parse`."""
    from difflib import get_close_matches

    for named in _named(parse(text)):
        known = workspace.reading(partial(_names, workspace, named.name))
        if not any(is_like(named.pattern, *names) for names in known.values()):
            near = get_close_matches(named.pattern, known)
            told = [*near, *(name for name in known if name not in near)]
            told[NAMES_TOLD:] = ["…"] if len(told) > NAMES_TOLD else []
            params = {named.name: named.pattern, "known": ", ".join(told) or "—"}
            return QuizError(f"no-{named.name}", exit_code=1, **params)
    return None


def _names(workspace: Workspace, name: str) -> dict[str, tuple[str, ...]]:
    """What there is of the tags, decks or sources, each with all that it may be called in a search."""
    if name == "tag":
        return {tag: (tag,) for tag in workspace.roster.tags()}
    if name == "deck":
        return {deck.id: (deck.id, deck.title) for deck in workspace.index.decks()}
    rows = workspace.index.connection.execute("SELECT ref, id, title FROM source ORDER BY ref")
    return {
        stem: (ref, stem, *(each for each in names if each))
        for ref, *names in rows
        for stem in (PurePosixPath(ref).stem,)
    }


def _named(query: Query) -> Iterator[Named]:
    """The tags, decks and sources that a search wants, in its order; those that it does not want may be
    missing."""
    match query:
        case Named("tag" | "deck" | "source"):
            yield query
        case All(parts) | Any(parts):
            for part in parts:
                yield from _named(part)


def find(workspace: Workspace, query: Query, order: Order, limit: int | None = None) -> list[CardKey]:
    """The keys that match a query, sorted; with a limit the first. The workspace must be caught up. Raises
    sqlite3.Error where the index's file fails."""
    if order is Order.DECK:
        batches = _batches(workspace, stepwise=limit is not None)
        queries = (query,) if limit is None else alternatives(query)
        known: dict[Query, Condition] = {}
        pages = [_in_order(workspace, one, batches, limit, known) for one in queries]
        # A card that several of them find stands there as often, side by side.
        return list(dict.fromkeys(key for *_, key in merge(*pages)))[:limit]
    moment = moment_of(workspace)
    decks = [deck for batch in _batches(workspace) for deck in batch]
    rows = [
        row
        for searched in Conditions(workspace, moment, query).within(decks)
        for row in workspace.index.connection.execute(
            f"SELECT key {searched.sql} ORDER BY {_sorting(order, moment)} LIMIT ?",
            (*searched.params, -1 if limit is None else limit),
        )
    ]
    return [key for (key,) in rows]


def _in_order(
    workspace: Workspace,
    query: Query,
    batches: Sequence[Sequence[str]],
    limit: int | None,
    known: dict[Query, Condition],
) -> list[tuple[int, str, int, CardKey]]:
    """The faces that match a query in the order of decks, with a limit the first: the number of their batch,
    deck, position and key."""
    conditions = Conditions(workspace, moment_of(workspace), query, known)
    found: list[tuple[int, str, int, CardKey]] = []
    for number, decks in enumerate(batches):
        for searched in conditions.within(decks, page=limit is not None):
            found += workspace.index.connection.execute(
                f"SELECT ?, deck, position, key {searched.sql} ORDER BY deck, position LIMIT ?",
                (number, *searched.params, -1 if limit is None else limit - len(found)),
            )
            if limit is not None and len(found) >= limit:
                return found
    return found


def _batches(workspace: Workspace, *, stepwise: bool = False) -> list[list[str]]:
    """The ids of the decks as people sort them, in batches that SQLite, which sorts `d10` before `d2`, sorts
    likewise; stepwise ever more of them at a time, because the first ones mostly hold what fills a page."""
    rows = workspace.index.connection.execute("SELECT name, faces FROM deck WHERE live").fetchall()
    batches: list[list[str]] = [[]]
    faces, room = 0, FIRST_BATCH if stepwise else None
    for deck, count in sorted(rows, key=lambda row: in_lists(row[0])):
        is_full = room is not None and faces >= room
        if is_full or (batches[-1] and deck < batches[-1][-1]):
            batches.append([])
        if is_full and room is not None:
            faces, room = 0, 4 * room
        batches[-1].append(deck)
        faces += count
    return batches


def moment_of(workspace: Workspace) -> Moment:
    """The study day that a search speaks of."""
    return Moment(workspace.today(), workspace.day_end_ms())


def _sorting(order: Order, moment: Moment) -> str:
    keyed = {
        Order.DUE: moment.due_day(),
        Order.STABILITY: "stability",
        Order.DIFFICULTY: "difficulty DESC",
        Order.RETRIEVABILITY: f"{moment.faded()} DESC",
        Order.LAPSES: "lapses DESC",
        Order.REVIEWED: "last_day DESC",
    }
    return "deck, position" if order is Order.DECK else f"phase = 0, {keyed[order]}, deck, position"


def listed_cards(workspace: Workspace, keys: Sequence[CardKey]) -> dict[CardKey, ListedCard]:
    """What a list shows of some cards; those that are gone meanwhile are left out."""
    return workspace.reading(lambda: _listed(workspace, keys))


def _listed(workspace: Workspace, keys: Sequence[CardKey]) -> dict[CardKey, ListedCard]:
    moment = moment_of(workspace)
    rows = workspace.index.connection.execute(
        f"SELECT roster.key, roster.deck, phase, CASE WHEN phase > 0 THEN {moment.due_day()} END, suspended,"
        " buried_until, flag, interval, last_day, stability, difficulty, reps, lapses, live_face.card,"
        " payload, (SELECT lang FROM deck WHERE name = roster.deck AND live)"
        " FROM roster JOIN live_face ON live_face.key = roster.key"
        " WHERE roster.key IN (SELECT value FROM json_each(?))",
        (json.dumps(list(keys)),),
    )
    found = {}
    for key, deck, phase, due, suspended, until, flag, interval, last_day, *rest in rows:
        stability, difficulty, reps, lapses, name, payload, lang = rest
        card = payloads.card_from(payload, deck=deck, card=name, lang=lang, line=1)
        recall = None
        if phase:
            elapsed = max(0, moment.day - last_day)
            recall = workspace.fsrs.retrievability(Memory(stability, difficulty), elapsed)
        found[key] = ListedCard(
            key=key,
            deck=deck,
            lang=lang,
            stem=card.question.stem(key.rpartition("#")[2]),
            phase=PHASES[phase],
            due=due,
            suspended=bool(suspended),
            buried=until > moment.day,
            flag=flag,
            interval=interval,
            stability=stability if phase else None,
            difficulty=difficulty if phase else None,
            retrievability=recall,
            reps=reps,
            lapses=lapses,
        )
    return found


STATES: dict[Phase, str] = {
    Phase.NEW: N_("new"),
    Phase.LEARNING: N_("learning"),
    Phase.REVIEW: N_("review"),
    Phase.RELEARNING: N_("relearning"),
}


def state_text(card: ListedCard) -> str:
    """The state of a card in a word, what keeps it back before all else."""
    if card.suspended:
        return _("suspended")
    return _("buried") if card.buried else _(STATES[card.phase])


SIGNS: dict[str, str] = {
    "+": N_("new"),
    "~": N_("in its steps"),
    "!": N_("due"),
    "·": N_("due later"),
    "–": N_("buried"),
    "×": N_("suspended"),
}
"""What the state of a card is told by where there is room for one character."""


def state_sign(card: ListedCard, today: int) -> str:
    """The one of SIGNS that tells the state of a card, what keeps it back before all else."""
    if card.suspended or card.buried:
        return "×" if card.suspended else "–"
    if card.phase is Phase.NEW:
        return "+"
    if card.phase is not Phase.REVIEW:
        return "~"
    return "!" if card.due is not None and card.due <= today else "·"


def due_text(card: ListedCard, today: int) -> str:
    """When a card is due: `today`, `+3`, `−2` days, or the date beyond a fortnight; a dash for a new one."""
    if card.due is None:
        return "–"
    ahead = card.due - today
    if ahead == 0:
        return _("today")
    if abs(ahead) < 15:
        return _("{sign}{n} d").format(sign="+" if ahead > 0 else "−", n=abs(ahead))
    return date_of(card.due).isoformat()
