"""What is kept added up, against a plain count face by face: random libraries, studies, days and filters."""

from __future__ import annotations

import json
import random
from itertools import product

import pytest

from quizapp.settings import Settings
from quizapp.stats.progress import Filters
from quizapp.stats.topics import source_of
from quizapp.study.model import New, Rating
from quizapp.workspace import bulk
from quizapp.workspace.cramming import wanted_keys
from quizapp.workspace.drawing import RoundScope
from quizapp.workspace.model import Asking, Scope
from quizapp.workspace.progress import names, progress, standings
from quizapp.workspace.tallies import Sort
from quizapp.workspace.workspace import Workspace
from tests.store.making import answer, attempt
from tests.workspace import counting
from tests.workspace.making import DAY_MS, Desk, short

TAGS = ("t", "u", "é", "thème 10 %")
PARAGRAPHS = 5
"""Of each source; few, so that many faces cite the same."""


def write(desk: Desk, chance: random.Random, deck: str) -> None:
    """A deck of random cards, some with two faces, that cite sources of its own and one of all decks."""
    told = [f"Le fait numéro {number} est connu." for number in range(PARAGRAPHS)]
    sheet = desk.root / "library" / "seeds" / "shared1.md"
    sheet.parent.mkdir(exist_ok=True)
    sheet.write_text("\n\n".join(f"## x\n\n{line}" for line in told), "utf-8")
    cards = []
    for number in range(chance.randint(0, 7)):
        quotes = [
            {"source": chance.choice(("own", "b:2", "all")), "text": chance.choice(told)}
            for _ in range(chance.randint(1, 3))
        ]
        asked: dict[str, object] = {"question": "Quoi ?", "answer": "oui"}
        if chance.random() < 0.4:
            asked = {"front": "recto", "back": "verso", "reverse": True}
        tags = chance.sample(TAGS, chance.randint(0, 3))
        cards.append({"id": f"c{number}", "inference": True, "quote": quotes, "tags": tags, **asked})
    head = {
        "format": 1,
        "deck": {"id": deck, "title": deck, "lang": "fr"},
        "sources": {
            "own": {"title": "Own", "text": "\n\n".join(told)},
            "b:2": {"title": "B", "text": "\n\n".join(told)},
            "all": "../seeds/shared1.md",
        },
    }
    lines = [f"{key}: {json.dumps(value)}" for key, value in head.items()]
    lines += ["cards:" if cards else "cards: []", *(f"  - {json.dumps(card)}" for card in cards)]
    desk.path(deck).write_text("\n".join(lines) + "\n", "utf-8")


def study(workspace: Workspace, chance: random.Random) -> None:
    """Reviews with random intervals, attempts beside them, and cards put away."""
    keys = sorted(workspace.roster.keys())
    for key in chance.sample(keys, min(len(keys), 6)):
        interval = chance.choice((1, 3, 20, 21, 40))
        answer(workspace.history, key, rating=chance.choice((1, 3, 4)), due=workspace.today() + interval)
        wrong = chance.random() < 0.4
        tries = [attempt(key, outcome="wrong" if wrong else "correct") for _ in range(chance.randint(0, 9))]
        workspace.history.append(*tries)
    if keys and chance.random() < 0.4:
        workspace.catch_up()
        bulk.suspend(workspace, chance.sample(keys, 1))  # type: ignore[arg-type]
    sitting = workspace.sitting(Scope())
    for _ in range(4):
        if isinstance(sitting.moment, Asking):
            sitting.submit(None)
            sitting.rate(chance.choice(list(Rating)))
    sitting.close()


def check(workspace: Workspace, filters: Filters) -> None:
    shown = progress(workspace, filters, 30, whole=False).figures
    faces = counting.faced(workspace, filters)
    decks = [row.id for row in workspace.index.decks() if filters.deck in (None, row.id)]
    assert shown.decks == counting.deck_figures(faces, decks)
    assert shown.articles == counting.articles(faces, filters.source)
    assert shown.next.tags == counting.weakest(faces, lambda row: row.tags)
    assert shown.next.sources == counting.weakest(faces, lambda row: map(source_of, row.paragraphs))
    assert shown.next.paragraphs == counting.weakest(faces, lambda row: row.paragraphs)
    assert standings(workspace).among([row.face.key for row in faces], filters) == {
        row.face.key for row in faces
    }


@pytest.mark.parametrize("seed", range(3))
def test_sums_of_all_that_filters_let_through_equal_a_plain_count(desk: Desk, seed: int, full: bool) -> None:
    for round in range(30 if full else 1):
        chance = random.Random(f"{seed} {round}")
        for deck in "de":
            write(desk, chance, deck)
        workspace = desk.open()
        for _ in range(4):
            study(workspace, chance)
            desk.wait(chance.choice((0, 1, 1, 9, 30)) * DAY_MS)
            if chance.random() < 0.5:
                write(desk, chance, chance.choice("def"))
                workspace.reload()
            tags, sources = names(workspace)
            assert set(tags) == {tag for row in workspace.index.key_rows() for tag in row.tags}
            assert set(sources) == {
                source_of(place) for row in workspace.index.key_rows() for place in row.paragraphs
            }
            decks = [row.id for row in workspace.index.decks()]
            every = [Filters(*each) for each in product((None, *decks), (None, *tags), (None, *sources))]
            for filters in (Filters(), *map(Filters, decks), *chance.sample(every, 6)):
                check(workspace, filters)
        desk.wait(-3 * DAY_MS)
        check(workspace, Filters())


@pytest.mark.parametrize("bare", [0, 1, 2])
def test_of_a_tag_that_most_cards_bear_only_the_others_are_looked_up(desk: Desk, bare: int) -> None:
    chance = random.Random(bare)
    for deck in "de":
        cards = {f"c{number}": short(tags=["most"] if number >= bare else ["few"]) for number in range(6)}
        desk.write(deck, cards)
    workspace = desk.open()
    for _ in range(4):
        study(workspace, chance)
        desk.wait(9 * DAY_MS)
    noted = "SELECT count(*) FROM standing_chosen"
    for filters, others in ((Filters(tag="most"), 2 * bare), (Filters("d", "most"), bare)):
        check(workspace, filters)
        assert progress(workspace, filters, 30).figures.filters == filters
        assert workspace.index.connection.execute(noted).fetchone() == (others,)
        spreads = standings(workspace).spreads(filters)
        reviewed = [
            each for each in counting.faced(workspace, filters) if not isinstance(each.memory.state, New)
        ]
        assert sum(bar.n for bar in spreads.stability) == sum(not each.memory.suspended for each in reviewed)
        ahead = standings(workspace).forecast(workspace.day_end_ms(), 99, filters)[1]
        assert sum(day.due for day in ahead) == sum(not each.memory.suspended for each in reviewed)
    if bare:
        check(workspace, Filters(tag="few"))
        check(workspace, Filters(tag="most"))


def test_a_face_is_let_go_on_the_very_day_on_which_it_fades(desk: Desk) -> None:
    chance = random.Random(5)
    for deck in "de":
        write(desk, chance, deck)
    workspace = desk.open()
    for _ in range(6):
        study(workspace, chance)
        desk.wait(DAY_MS)
    retained = set()
    for step in (1,) * 15 + (-1,) * 12 + (9, -5):
        desk.wait(step * DAY_MS)
        check(workspace, Filters())
        check(workspace, Filters("d"))
        retained.add(sum(each.retained for each in workspace.progress(whole=False).figures.articles))
    assert len(retained) > 2


def test_another_retention_wanted_is_counted_anew(desk: Desk) -> None:
    chance = random.Random(7)
    write(desk, chance, "d")
    workspace = desk.open()
    for _ in range(3):
        study(workspace, chance)
        desk.wait(20 * DAY_MS)
    found = []
    for wanted in (0.9, 0.7, 0.97):
        desk.settings = Settings(desired_retention=wanted)
        other = desk.open(writing=False)
        check(other, Filters())
        found.append([each.retained for each in progress(other, Filters(), 30).figures.articles])
    assert len({tuple(each) for each in found}) == 3


def test_who_still_reads_the_index_hinders_nobody(desk: Desk) -> None:
    desk.write("d", {f"c{number}": short(tags=["t"]) for number in range(5)})
    workspace = desk.open()
    file = workspace.index.connection
    for _ in workspace.index.key_rows():
        check(workspace, Filters())
    assert workspace.index.connection is file


def test_a_cram_of_the_weak_takes_the_worst_places_of_several_decks(desk: Desk) -> None:
    chance = random.Random(3)
    for deck in "def":
        write(desk, chance, deck)
    workspace = desk.open()
    for key in sorted(workspace.roster.keys()):
        workspace.history.append(*(attempt(key, outcome="wrong") for _ in range(5)))
    workspace.catch_up()
    table = standings(workspace)
    both = [row for row in counting.faced(workspace, Filters()) if row.face.deck in ("d", "f")]
    assert table.sums(("d", "f")).weakest(Sort.PARAGRAPH) == counting.weakest(
        both, lambda row: row.paragraphs
    )
    assert set(wanted_keys(workspace, RoundScope(("d", "f"), weak=True)))
