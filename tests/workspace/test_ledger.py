"""The ledger in the index's database: it follows the history, can be left half-way, and narrows figures."""

from __future__ import annotations

import random
from itertools import count

import pytest

from quizapp.errors import QuizError
from quizapp.stats.progress import Filters
from quizapp.store import ledger as reading
from quizapp.store.model import DaySum
from quizapp.study.model import StudyDay
from quizapp.workspace.background import in_background
from quizapp.workspace.following import GaveUp
from quizapp.workspace.items import candidates, proposed, shown_items
from quizapp.workspace.ledger import Ledger, by_day
from quizapp.workspace.progress import progress
from quizapp.workspace.tallies import Chosen
from quizapp.workspace.workspace import Workspace
from tests.store.making import attempt, event
from tests.workspace.making import DAY_MS, Desk, choice, cloze, short
from tests.workspace.test_progress import study

YEAR = 365


@pytest.fixture
def library(desk: Desk) -> Desk:
    desk.write("d", {f"c{n}": short(tags=["t"] if n % 2 else ["s"]) for n in range(6)})
    desk.write("e", {"g": cloze(2), "h": choice(tags=["t", "u"])})
    return desk


def kept(workspace: Workspace) -> list[list[tuple[object, ...]]]:
    """What the ledger holds, by the names of cards."""
    db = workspace.index.connection
    return [
        db.execute(f"SELECT c.key, t.* FROM ledger_{table} t JOIN ledger_card c ON c.id = card").fetchall()
        for table in ("hour", "foretold")
    ]


def totals(ledger: Ledger, day: StudyDay) -> list[DaySum]:
    return by_day(ledger.of(Filters(), Chosen("TRUE", {})).counted(1, day))


def without_ids(workspace: Workspace) -> list[list[tuple[object, ...]]]:
    return [sorted((key, *rest) for key, _id, *rest in rows) for rows in kept(workspace)]


@pytest.mark.parametrize("seed", range(3))
def test_a_ledger_that_follows_equals_one_made_anew(library: Desk, seed: int) -> None:
    chance = random.Random(seed)
    workspace = library.open()
    for _ in range(4):
        study(workspace, chance, 6)
        library.wait(chance.randint(1, 5) * DAY_MS)
        Ledger(workspace.index, workspace.history).catch_up()
    fresh = library.open(writing=False, cache=library.root / "other.sqlite")
    Ledger(fresh.index, fresh.history).catch_up()
    assert without_ids(workspace) == without_ids(fresh)
    assert all(without_ids(workspace))
    day = workspace.today()
    assert totals(Ledger(workspace.index, workspace.history), day) == list(
        workspace.history.day_totals(1, day)
    )


def test_who_gives_up_half_way_goes_on_from_there(library: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "AT_A_TIME", 2)
    workspace = library.open()
    workspace.history.append(*(attempt(f"d/c{n}#main") for n in range(6)))
    ledger = Ledger(workspace.index, workspace.history)
    turns = count()
    with pytest.raises(GaveUp):
        ledger.catch_up(lambda: next(turns) < 2)
    assert len(kept(workspace)[0]) == 4
    workspace.history.append(attempt("d/c0#main", outcome="wrong"))
    asked = count()
    ledger.catch_up(lambda: next(asked) < 9)
    assert next(asked) == 3  # the card that changed, what is left, and the end
    day = workspace.today()
    assert totals(ledger, day) == list(workspace.history.day_totals(1, day))


def test_two_that_fill_it_at_once_leave_no_card_out(library: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "AT_A_TIME", 1)
    workspace = library.open()
    workspace.history.append(*(attempt(f"d/c{n}#main") for n in range(6)))
    first, second = (Ledger(workspace.index, workspace.history) for _ in range(2))
    turns, others = count(), count()

    def meanwhile() -> bool:
        if next(turns) == 3:
            # The second had found nothing kept, as the first had, and makes all anew, though not to the end.
            workspace.index.connection.execute("DELETE FROM ledger_stamp")
            with pytest.raises(GaveUp):
                second.catch_up(lambda: next(others) < 2)
        return True

    first.catch_up(meanwhile)
    day = workspace.today()
    assert totals(first, day) == list(workspace.history.day_totals(1, day))


def test_a_tag_and_a_source_narrow_every_figure(library: Desk) -> None:
    workspace = library.open()
    history = workspace.history
    history.append(*(attempt(f"d/c{n}#main", outcome="wrong") for n in range(6)), attempt("e/h#main"))
    for n in (1, 3):
        library.wait(DAY_MS)
        after = {"phase": "review", "due": workspace.today() + 4, "interval": 4}
        for predicted in (None, 0.8):
            history.append(
                event("review", f"d/c{n}#main", {"rating": 3, "after": after, "retrievability": predicted})
            )
    tagged = progress(workspace, Filters(tag="t"), YEAR).figures
    both = progress(workspace, Filters("d", "t", "d/s"), YEAR).figures
    other = progress(workspace, Filters(tag="u"), YEAR).figures
    assert (tagged.answered.answered, both.answered.answered, other.answered.answered) == (4, 3, 1)
    assert [sum(each.answered for each in figures.year) for figures in (tagged, both, other)] == [4, 3, 1]
    for figures, n in ((tagged, 4), (both, 3), (other, 1)):
        assert figures.hours is not None and sum(each.answered for each in figures.hours) == n
        assert sum(deck.total for deck in figures.decks) == n
    assert both.foretold is not None and sum(band.n for band in both.foretold) == 2
    assert other.foretold is not None and sum(band.n for band in other.foretold) == 0
    assert [each.source for each in both.articles] == ["d/s"]
    assert both.retention.n == tagged.retention.n == 2 and other.retention.n == 0
    assert {weak.key for weak in both.weakest} == {"d/c1#main", "d/c3#main", "d/c5#main"}
    assert both.forecast[-1].due == other.forecast[-1].due == 0
    assert sum(due.due for due in both.forecast) == 2 and sum(due.due for due in other.forecast) == 0
    assert both.streak == other.streak
    with pytest.raises(QuizError, match="no-tag"):
        progress(workspace, Filters(tag="gone"), YEAR)


def test_a_thread_besides_gives_the_same_figures_or_none(library: Desk) -> None:
    workspace = library.open()
    study(workspace, random.Random(5), 8)
    index = workspace.index.beside()
    assert index is not None and index.connection is not workspace.index.connection
    found = in_background(workspace, index, Filters("d"), 30, lambda: True)
    assert found == progress(workspace, Filters("d"), 30)
    workspace.history.append(attempt("d/c0#main"))
    again = workspace.index.beside()
    assert again is not None and in_background(workspace, again, Filters(tag="t"), 30, lambda: False) is None


def test_items_are_narrowed_like_figures(library: Desk) -> None:
    workspace = library.open()
    for key in ("d/c0#main", "d/c1#main", "e/h#main"):
        workspace.history.append(*(attempt(key, outcome="wrong", response="xyz") for _ in range(5)))
    found = {
        filters: [each.item.key for each in shown_items(workspace, filters)]
        for filters in (Filters(), Filters("d"), Filters(tag="t"), Filters("d", "t"))
    }
    assert list(map(sorted, found.values())) == [
        ["d/c0#main", "d/c1#main", "e/h#main"],
        ["d/c0#main", "d/c1#main"],
        ["d/c1#main", "e/h#main"],
        ["d/c1#main"],
    ]
    told = candidates(shown_items(workspace, Filters()))
    assert [each.key for each in told] == ["d/c0#main", "d/c1#main"]  # a choice lists no answers
    assert any('"xyz"' in line for line in proposed(workspace, told[0]).diff())


def test_an_answer_with_an_empty_part_is_put_where_it_was_typed_or_refused(desk: Desk) -> None:
    desk.write("d", {"g": {"cloze": "Voici {{c1::alpha}} puis {{c1::beta}}."}})
    workspace = desk.open()
    for response in (["", "autre"], ["seul"], ["", " "]):
        workspace.history.append(*(attempt("d/g#c1", outcome="wrong", response=response) for _ in range(5)))
    second, short_of_one = candidates(shown_items(workspace, Filters()))
    assert (second.typed, short_of_one.typed) == ("… ; autre", "seul")
    changed = proposed(workspace, second).diff()[-1]
    assert "{{c1::alpha}} puis {{c1::beta|autre}}" in changed
    with pytest.raises(QuizError, match="nothing-to-add"):
        proposed(workspace, short_of_one)


def test_an_index_in_memory_has_nothing_besides(library: Desk) -> None:
    (library.root / "blocked").mkdir()
    workspace = library.open(cache=library.root / "blocked")
    assert workspace.index.beside() is None
