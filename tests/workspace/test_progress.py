"""Progress over a library and a history: every count against one made from the rows themselves."""

from __future__ import annotations

import json
import random
from contextlib import closing
from dataclasses import fields

import pytest

from quizapp.errors import QuizError
from quizapp.library.model import CardKey
from quizapp.stats.export import to_json
from quizapp.stats.progress import Filters
from quizapp.stats.topics import Article
from quizapp.study.model import New, Rating, Scheduled, Stepping, StudyDay
from quizapp.workspace import bulk
from quizapp.workspace.card_story import card_story, summary_texts
from quizapp.workspace.drawing import draw
from quizapp.workspace.model import Asking, Scope
from quizapp.workspace.progress import progress, standings
from quizapp.workspace.steps import round_about, steps
from quizapp.workspace.workspace import Workspace
from tests.store.making import NOON_DAY, answer, attempt, event
from tests.workspace.making import DAY_MS, Desk, choice, cloze, reversed_card, short


@pytest.fixture
def library(desk: Desk) -> Desk:
    desk.write("d", {f"c{n}": short(tags=["t"] if n % 2 else []) for n in range(6)})
    desk.write("e", {"g": cloze(2), "h": choice(tags=["t", "u"])})
    return desk


def study(workspace: Workspace, chance: random.Random, most: int) -> None:
    sitting = workspace.sitting(Scope())
    for _ in range(most):
        if isinstance(sitting.moment, Asking):
            typed = sitting.moment.card.question.kind == "short"
            sitting.submit(chance.choice(["oui", "xyz", None]) if typed else None)
            sitting.rate(chance.choice(list(Rating)))
    if chance.random() < 0.5 and isinstance(sitting.moment, Asking):
        sitting.set_aside(suspend=True)
    if chance.random() < 0.5:
        sitting.undo()
    sitting.close()


def rows_of(workspace: Workspace) -> list[tuple[object, ...]]:
    standings(workspace)
    names = "SELECT sort, name FROM standing_about JOIN standing_subject ON id = subject WHERE face = ?"
    db = workspace.index.connection
    return [
        (key, *rest, sorted(db.execute(names, (id,))))
        for id, key, _deck, *rest in db.execute("SELECT * FROM standing ORDER BY key")
    ]


@pytest.mark.parametrize("seed", range(4))
def test_standings_that_follow_equal_standings_made_anew(library: Desk, seed: int) -> None:
    chance = random.Random(seed)
    workspace = library.open()
    for _ in range(4):
        study(workspace, chance, 5)
        library.wait(chance.randint(1, 5) * DAY_MS)
        if chance.random() < 0.5:
            tagged = {f"c{n}": short(tags=["new"]) for n in range(chance.randint(1, 8))}
            library.write("d", tagged)
            workspace.reload()
        rows_of(workspace)
    fresh = library.open(writing=False, cache=library.root / "other.sqlite")
    assert rows_of(workspace) == rows_of(fresh)
    assert {row[0] for row in rows_of(workspace)} == workspace.roster.keys()


@pytest.mark.parametrize("deck", [None, "d", "e"])
@pytest.mark.parametrize("seed", range(3))
def test_counts_equal_those_over_every_memory_row(library: Desk, seed: int, deck: str | None) -> None:
    chance = random.Random(seed)
    workspace = library.open()
    for _ in range(5):
        study(workspace, chance, 8)
        library.wait(chance.randint(1, 9) * DAY_MS)
    figures = workspace.progress(deck).figures
    day, fsrs = workspace.today(), workspace.fsrs
    live = [row for row in workspace.history.memories() if deck is None or row.card.startswith(f"{deck}/")]
    known = [row for row in live if not isinstance(row.state, New)]
    recalls = {
        row.card: fsrs.retrievability(row.state.memory, day - row.state.last_day)
        for row in known
        if isinstance(row.state, Scheduled)
    }
    (article,) = {each.source: each for each in figures.articles if deck}.values() or [None]
    if article is not None:
        assert article.retained == sum(recall >= fsrs.desired_retention for recall in recalls.values())
    active = [row for row in known if not row.suspended]
    scheduled = [row.state for row in active if isinstance(row.state, Scheduled)]
    spreads = figures.spreads
    assert spreads is not None
    assert sum(bar.n for bar in spreads.interval) == len(scheduled)
    for bars, values in (
        (spreads.interval, [state.interval for state in scheduled]),
        (spreads.stability, [row.state.memory.stability for row in active]),  # type: ignore[union-attr]
        (spreads.difficulty, [row.state.memory.difficulty for row in active]),  # type: ignore[union-attr]
        (spreads.retrievability, [recalls[row.card] for row in active if row.card in recalls]),
    ):
        for bar in bars:
            within = [
                value for value in values if bar.low <= value and (bar.high is None or value < bar.high)
            ]
            assert bar.n == len(within)
    late = [state for state in scheduled if state.due < day]
    assert figures.backlog == len(late)
    stepping = sum(isinstance(row.state, Stepping) for row in active)
    ahead = [state for state in scheduled if state.due <= day + 30]
    assert sum(due.due for due in figures.forecast) == stepping + len(ahead)


def test_what_is_due_is_told_by_day_with_the_backlog_apart(desk: Desk) -> None:
    desk.write("d", {name: short() for name in "abcdefghi"})
    workspace = desk.open()
    history = workspace.history
    for name, due in zip("abcdei", (-40, 0, 1, 7, 31, 7), strict=True):
        answer(history, f"d/{name}#main", due=NOON_DAY + due)
    answer(history, "d/f#main", due=NOON_DAY - 3)
    history.append(event("suspend", "d/f#main", {"on": True}))
    answer(history, "d/g#main", due=NOON_DAY - 3)
    history.append(event("bury", "d/g#main", {"until": NOON_DAY + 2}))
    step = {
        "rating": 1,
        "after": {"phase": "learning", "step": 0, "due_ms": desk.clock.at_ms + 20 * 3_600_000},
    }
    history.append(event("review", "d/h#main", step))
    figures = workspace.progress().figures
    assert figures.backlog == 1
    assert [due.due for due in figures.due] == [2, 2, 1, 0, 0, 0, 0, 2]
    assert len(figures.forecast) == 31 and figures.forecast[-1].due == 0


def test_a_review_that_a_sibling_holds_back_is_not_late_but_due_tomorrow(desk: Desk) -> None:
    desk.write("d", {"a": reversed_card(), "b": reversed_card()})
    workspace = desk.open()
    for key, due in (("d/a#fwd", 1), ("d/a#rev", -3), ("d/b#fwd", -2), ("d/b#rev", -1)):
        answer(workspace.history, key, due=NOON_DAY + due)
    desk.wait(DAY_MS)
    before = workspace.progress().figures
    assert (before.backlog, [due.due for due in before.due][:2]) == (2, [2, 2])
    assert before.due[0].due == workspace.home().decks[0].due
    with closing(workspace.sitting(Scope())) as sitting:
        for _ in range(2):
            sitting.submit(None)
            sitting.rate(Rating.GOOD)
    after = workspace.progress().figures
    assert (after.backlog, [due.due for due in after.due][:2]) == (0, [0, 2])
    assert workspace.progress("d").figures.due == after.due


@pytest.mark.parametrize("phase", ["learning", "relearning"])
def test_a_card_that_was_just_failed_is_not_retained(desk: Desk, phase: str) -> None:
    desk.write("d", {name: short() for name in "ab"})
    workspace = desk.open()
    answer(workspace.history, "d/a#main", due=NOON_DAY + 4)
    answer(workspace.history, "d/b#main", due=NOON_DAY + 4)
    step = {"phase": phase, "step": 0, "due_ms": desk.clock.at_ms + 600_000}
    workspace.history.append(event("review", "d/b#main", {"rating": 1, "after": step}))
    figures = workspace.progress().figures
    assert [(each.faces, each.retained, each.remembered) for each in figures.articles] == [(2, 1, 1)]
    exported = to_json(figures)
    assert [each["retained"] for each in exported["articles"]] == [1]
    assert figures.spreads is not None
    assert sum(bar.n for bar in figures.spreads.retrievability) == 1
    story = card_story(workspace, CardKey("d/b#main"))
    assert "Remembered today" not in dict(summary_texts(story))
    story = card_story(workspace, CardKey("d/a#main"))
    assert dict(summary_texts(story))["Remembered today"] == "100 %"


def test_articles_tags_and_paragraphs_tell_what_goes_worst(desk: Desk) -> None:
    desk.write("d", {"a": short(tags=["weak"]), "b": short(tags=["well"])})
    workspace = desk.open()
    for number in range(11):
        outcome = "wrong" if number < 6 else "correct"
        workspace.history.append(attempt("d/a#main", outcome=outcome), attempt("d/b#main"))
    answer(workspace.history, "d/a#main")
    answer(workspace.history, "d/b#main")
    shown = workspace.progress()
    assert shown.figures.articles == (Article("d/s", 2, 2, 2, 2),)
    assert shown.sources == {"d/s": "Source"}
    assert [(each.name, each.attempts, each.correct) for each in shown.figures.next.tags] == [("weak", 12, 6)]
    assert [(each.name, each.attempts) for each in shown.figures.next.paragraphs] == [("d/s:1", 12)]
    tag, source, paragraph = steps(shown)
    assert (tag.kind, source.kind, paragraph.kind) == ("tag", "source", "paragraph")
    assert round_about(workspace, shown, "tag", "weak").tag == "weak"
    assert round_about(workspace, shown, "source", "d/s").keys == ("d/a#main", "d/b#main")
    assert round_about(workspace, shown, "paragraph", "d/s:1").keys == ("d/a#main",)


def test_what_is_due_comes_first_of_what_to_do_next(desk: Desk) -> None:
    desk.write("d-e", {name: short(tags=["mer haute"]) for name in "ab"})
    workspace = desk.open()
    assert steps(workspace.progress()) == ()
    answer(workspace.history, "d-e/a#main", due=NOON_DAY)
    (step,) = steps(workspace.progress())
    assert step == ("Study the 1 card that is due", "due", "", "quizapp study")
    (step,) = steps(progress(workspace, Filters("d-e", "mer haute"), 30))
    assert step.command == "quizapp study d-e --tag 'mer haute'"
    assert steps(progress(workspace, Filters(source="d-e/s"), 30)) == ()


def test_a_quiz_over_what_is_all_suspended_asks_nothing_else(desk: Desk) -> None:
    desk.write("d", {f"c{n}": short() for n in range(12)})
    desk.write("e", {"other": short()})
    workspace = desk.open()
    keys = [CardKey(f"d/c{n}#main") for n in range(12)]
    workspace.history.append(*(attempt(key, outcome="wrong") for key in keys))
    bulk.suspend(workspace, keys)
    shown = workspace.progress()
    assert [step.kind for step in steps(shown)] == ["source"]
    with pytest.raises(QuizError, match="nothing-to-draw"):
        draw(workspace, round_about(workspace, shown, "source", "d/s"), 1)


def test_a_card_past_its_date_and_a_leech_are_told(desk: Desk) -> None:
    dates = {"old": "2023-10", "month": "2023-11", "new": "2023-12-01", "yesterday": "2023-11-14"}
    desk.write("d", {name: short(review_by=date) for name, date in dates.items()})
    workspace = desk.open()
    for number in range(17):
        for key in ("d/old#main", "d/new#main"):
            answer(workspace.history, key, rating=1 if number % 2 else 3)
    workspace.history.append(event("leech", "d/old#main", {"lapses": 8}))
    following = workspace.progress().figures.next
    assert following.past_review_by == ("d/old#main", "d/yesterday#main")
    assert following.leeches == ("d/old#main",)
    assert [step.kind for step in steps(workspace.progress())][-2:] == ["leech", "date"]


def test_a_deck_narrows_every_figure_and_an_unknown_one_is_named(library: Desk) -> None:
    workspace = library.open()
    study(workspace, random.Random(1), 20)
    whole, part = workspace.progress().figures, workspace.progress("e").figures
    assert [deck.deck for deck in part.decks] == ["e"]
    assert 0 < part.today.answered < whole.today.answered
    assert [each.source for each in part.articles] == ["e/s"]
    assert round_about(workspace, workspace.progress("e"), "tag", "t").decks == ("e",)
    with pytest.raises(QuizError, match="no-deck"):
        workspace.progress("gone")


def test_the_figures_are_written_under_their_documented_keys(library: Desk) -> None:
    workspace = library.open()
    study(workspace, random.Random(2), 6)
    written = json.loads(json.dumps(to_json(workspace.progress().figures), allow_nan=False))
    told = to_json.__doc__ or ""
    assert all(f"`{key}`" in told for key in written)
    assert written["schema_version"] == 3 and written["day"] == written["due"][0]["day"] == "2023-11-15"
    assert len(written["due"]) == 8 and len(written["forecast"]["days"]) == 31
    assert written["calendar"] == [
        {"day": "2023-11-15", "answered": written["today"]["answered"], "duration_ms": 0}
    ]
    assert sum(written["buttons"][name] for name in ("again", "hard", "good", "easy")) > 0
    assert StudyDay(NOON_DAY) == workspace.today()


def test_the_first_figures_are_those_of_the_whole_without_what_is_left_out(library: Desk) -> None:
    workspace = library.open()
    study(workspace, random.Random(3), 8)
    for deck in (None, "d"):
        first, whole = workspace.progress(deck, whole=False), workspace.progress(deck)
        figures = first.figures
        assert (figures.spreads, figures.hours, first.weakest) == (None, None, ()) and whole.weakest
        left_out = {"spreads", "hours", "foretold", "weakest"}
        for field in fields(figures):
            if field.name not in left_out:
                assert getattr(figures, field.name) == getattr(whole.figures, field.name)


def test_answers_count_in_the_deck_that_has_their_card_now(desk: Desk) -> None:
    desk.write("d", {"a": short(), "b": short()})
    workspace = desk.open()
    for name in "aab":
        answer(workspace.history, f"d/{name}#main", rating=1)
    desk.write("d", {"b": short()})
    desk.write("e", {"a": short(aliases=["d/a"])})
    workspace.reload()
    workspace.history.append(attempt("e/a#main"))
    for deck, answers in ((None, 4), ("d", 1), ("e", 3)):
        figures = workspace.progress(deck).figures
        assert figures.hours is not None
        assert (
            figures.today.answered,
            sum(day.answered for day in figures.year),
            sum(hour.answered for hour in figures.hours),
        ) == (answers,) * 3
