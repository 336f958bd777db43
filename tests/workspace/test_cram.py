"""A cram asks until everything is known, about what was chosen, and the schedule is what it was."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import pairwise
from random import Random

import pytest

from quizapp.errors import QuizError
from quizapp.questions.model import Response
from quizapp.settings import Settings
from quizapp.store.model import EventKind
from quizapp.study.days import date_of
from quizapp.study.model import Rating
from quizapp.workspace.drawing import RoundScope
from quizapp.workspace.model import Answered, Asking, Done, Scope
from quizapp.workspace.quiz import GAP, Quiz, begin_quiz
from quizapp.workspace.workspace import Workspace
from tests.workspace.making import (
    DAY_MS,
    MINUTE_MS,
    Desk,
    answer,
    asking,
    choice,
    cloze,
    events,
    roster_rows,
    short,
)

SCHEDULE = {
    "memory": "card, phase, step, due_ms, due, interval, stability, difficulty, last_day, reps, lapses,"
    " suspended, buried_until, flag, leech",
    "day_sum": "day, deck, new, reviews, passed, young_reviews, young_passed, mature_reviews, mature_passed,"
    " hard, easy",
    "pending": "*",
}
"""The derived tables without the counts of attempts, which a cram is meant to add to."""


@pytest.fixture
def workspace(desk: Desk) -> Workspace:
    desk.write("d", {f"k{n}": short(tags=["pair" if n % 2 == 0 else "impair"]) for n in range(8)})
    desk.write("autre", {"x": short(), "gaps": cloze(3), "pick": choice()})
    return desk.open()


@contextmanager
def cram(workspace: Workspace, **scope: object) -> Iterator[Quiz]:
    wanted = RoundScope(**{"seed": 1, "size": 100, "cram": True, **scope})  # type: ignore[arg-type]
    with closing(begin_quiz(workspace, wanted)) as found:
        yield found


def on_screen(quiz: Quiz) -> str:
    assert isinstance(quiz.moment, Asking)
    return quiz.moment.key


def play(quiz: Quiz, *, known: bool = True, guessed: bool = False) -> str:
    """Answers what is asked and goes on; gives its key."""
    moment = quiz.moment
    assert isinstance(moment, Asking)
    kind = moment.card.question.kind
    right: Response = "oui"
    if kind != "short":
        right = (0,) if kind == "choice" else (f"mot{moment.face[1:]}",)
    quiz.submit(right if known else None, guessed=guessed)
    quiz.go_on()
    return moment.key


def drawn(quiz: Quiz) -> set[str]:
    return {str(key) for key in quiz._keys}


def schedule(workspace: Workspace) -> str:
    connection = workspace.history._source
    known = {"memory": "phase <> 'new'", "day_sum": "new OR reviews", "pending": "TRUE"}
    tables = [
        connection.execute(f"SELECT {columns} FROM {table} WHERE {known[table]} ORDER BY 1, 2").fetchall()  # type: ignore[union-attr]
        for table, columns in SCHEDULE.items()
    ]
    return repr((tables, roster_rows(workspace)))


def study(workspace: Workspace, ratings: list[Rating]) -> list[str]:
    """Rates so many cards of a sitting; gives their keys."""
    with closing(workspace.sitting(Scope(new=len(ratings)))) as sitting:
        return [answer(sitting, rating) for rating in ratings]


def test_a_missed_card_comes_again_after_five_others_until_it_is_known(workspace: Workspace) -> None:
    with cram(workspace, decks=("d",)) as round:
        assert (round.total, round.left) == (8, 8)
        missed = play(round, known=False)
        assert round.left == 8
        between = [play(round) for _ in range(GAP)]
        assert missed not in between and on_screen(round) == missed
        play(round, known=False)
        others = [play(round) for _ in range(2)]
        assert missed not in others and on_screen(round) == missed, "when fewer are left, after all of them"
        play(round, known=False)
        assert on_screen(round) == missed and round.left == 1
        play(round)
        assert isinstance(round.moment, Done) and round.left == 0
        assert (round.place, round.summary().attempts, round.missed()) == (8, 11, (missed,))


def test_a_quiz_asks_each_card_once_all_the_same(workspace: Workspace) -> None:
    with cram(workspace, decks=("d",), cram=False) as round:
        for _ in range(8):
            play(round, known=False)
        assert isinstance(round.moment, Done)


def test_a_guess_is_not_known_even_if_it_was_overruled(workspace: Workspace) -> None:
    with cram(workspace, size=1, tag="pair") as round:
        play(round, guessed=True)
        assert round.left == 1
        round.submit("autre chose", guessed=True)
        assert round.override()
        assert (round.left, round.to_come) == (1, 1)
        round.go_on()
        assert round.left == 1
        round.submit("autre chose")
        assert round.override()
        assert (round.left, round.to_come) == (1, 0)
        round.go_on()
        assert round.left == 0


def test_undo_brings_back_what_was_left(workspace: Workspace) -> None:
    with cram(workspace, decks=("d",)) as round:
        order = round._left
        for known in (True, False, False, True):
            play(round, known=known)
        while round.undo():
            pass
        assert round._left == order and on_screen(round) == order[0]
        assert round.summary().attempts == 0


def test_every_face_is_asked_and_none_after_one_of_its_paragraph(workspace: Workspace) -> None:
    with cram(workspace) as round:
        assert round.total == 8 + 5
        gaps = [key for key in round._keys if "gaps" in key]
        assert len(gaps) == 3
        places = sorted(round._keys.index(key) for key in gaps)
        assert all(later - earlier > 1 for earlier, later in pairwise(places))


def test_options_stand_elsewhere_when_a_card_comes_again(workspace: Workspace) -> None:
    orders = set()
    with cram(workspace, kinds=("choice",)) as round:
        for _ in range(12):
            assert isinstance(round.moment, Asking)
            orders.add(round.moment.order)
            play(round, known=False)
        assert len(orders) == 2
        shown = round.moment
        play(round, known=False)
        round.undo()
        assert isinstance(shown, Asking) and isinstance(round.moment, Asking)
        assert round.moment.order == shown.order, "an undo shows them where they stood"


def test_a_cram_is_about_a_tag_within_decks(workspace: Workspace) -> None:
    with cram(workspace, tag="pair", decks=("d",)) as round:
        assert drawn(round) == {f"d/k{n}#main" for n in (0, 2, 4, 6)}


def test_lately_forgotten_are_the_cards_rated_again_in_so_many_days(desk: Desk, workspace: Workspace) -> None:
    first = study(workspace, [Rating.AGAIN, Rating.EASY, Rating.EASY])
    desk.wait(2 * DAY_MS)
    with closing(workspace.sitting(Scope(new=2, deck="d"))) as sitting:
        while (key := asking(sitting).key) in first:
            answer(sitting, Rating.EASY)
        answer(sitting, Rating.AGAIN)
    with cram(workspace, forgotten=2) as round:
        assert drawn(round) == {key}
    with cram(workspace, forgotten=3) as round:
        assert drawn(round) == {key, first[0]}
    with cram(workspace, forgotten=3, decks=("d",)) as round:
        assert drawn(round) == {one for one in (key, first[0]) if one.startswith("d/")}


def test_where_none_of_a_deck_was_forgotten_it_says_since_when(workspace: Workspace) -> None:
    with closing(workspace.sitting(Scope(deck="d"))) as sitting:
        answer(sitting, Rating.AGAIN)
    with pytest.raises(QuizError, match="nothing-forgotten") as raised:
        begin_quiz(workspace, RoundScope(decks=("autre",), forgotten=1, cram=True))
    assert raised.value.params["since"] == date_of(workspace.today()).isoformat()


def test_a_suspended_card_is_not_crammed(workspace: Workspace) -> None:
    with closing(workspace.sitting(Scope(deck="d"))) as sitting:
        key = asking(sitting).key
        sitting.set_aside(suspend=True)
    with cram(workspace, decks=("d",)) as round:
        assert round.total == 7 and key not in drawn(round)


def test_what_was_undone_is_not_forgotten(workspace: Workspace) -> None:
    with closing(workspace.sitting(Scope())) as sitting:
        answer(sitting, Rating.AGAIN)
        assert sitting.undo()
    with pytest.raises(QuizError, match="nothing-forgotten"):
        begin_quiz(workspace, RoundScope(forgotten=7, cram=True))


def answered(workspace: Workspace, deck: str, times: int, *, missed: str = "") -> None:
    """Answers the cards of a deck, one of them wrongly, by quizzes, which leave no trace but that."""
    for _ in range(times):
        with cram(workspace, decks=(deck,), cram=False) as round:
            while isinstance(round.moment, Asking):
                play(round, known=not missed or missed not in on_screen(round))


def test_weak_are_the_sources_that_go_worst_and_their_worst_cards_first(desk: Desk) -> None:
    desk.write("fort", {"a": short(), "b": short()})
    desk.write("faible", {"a": short(para=1), "b": short(para=2), "c": short(para=3)})
    workspace = desk.open()
    answered(workspace, "fort", 5)
    with pytest.raises(QuizError, match="nothing-weak") as raised:
        begin_quiz(workspace, RoundScope(weak=True, cram=True))
    assert raised.value.params["least"] == "10"
    answered(workspace, "faible", 4, missed="/c")
    with cram(workspace, weak=True) as round:
        assert drawn(round) == {f"faible/{card}#main" for card in "abc"}
    for seed in range(6):
        with cram(workspace, weak=True, size=1, seed=seed) as round:
            assert drawn(round) == {"faible/c#main"}
    with pytest.raises(QuizError, match="nothing-weak"):
        begin_quiz(workspace, RoundScope(decks=("fort",), weak=True, cram=True))


def test_conditions_narrow_each_other(workspace: Workspace) -> None:
    answered(workspace, "d", 3, missed="d/")
    with pytest.raises(QuizError, match="nothing-forgotten"):
        begin_quiz(workspace, RoundScope(weak=True, forgotten=7, cram=True))
    forgotten = {key for key in study(workspace, [Rating.AGAIN] * 4) if key.startswith("d/")}
    with cram(workspace, weak=True, forgotten=7) as round:
        assert drawn(round) == forgotten
    with cram(workspace, weak=True, forgotten=7, tag="pair") as round:
        assert drawn(round) == {key for key in forgotten if int(key[3]) % 2 == 0}


def test_weak_is_what_goes_badly_under_the_tag(workspace: Workspace) -> None:
    for _ in range(3):
        for tag, known in (("pair", True), ("impair", False)):
            with cram(workspace, decks=("d",), tag=tag, cram=False) as round:
                while isinstance(round.moment, Asking):
                    play(round, known=known)
    with cram(workspace, weak=True, tag="impair") as round:
        assert round.total == 4
    with pytest.raises(QuizError, match="nothing-weak"):
        begin_quiz(workspace, RoundScope(tag="pair", weak=True, cram=True))


def test_missed_cards_are_repeated_whatever_was_weak_or_forgotten(workspace: Workspace) -> None:
    with cram(workspace, keys=("d/k1#main",), weak=True, forgotten=1) as round:
        assert drawn(round) == {"d/k1#main"}


@pytest.mark.parametrize("seed", range(6))
def test_the_schedule_is_byte_for_byte_what_it_was(seed: int, desk: Desk, workspace: Workspace) -> None:
    random = Random(seed)
    study(workspace, random.choices(list(Rating), k=6))
    desk.wait(random.randrange(4) * DAY_MS)
    study(workspace, random.choices(list(Rating), k=3))
    with closing(workspace.sitting(Scope())) as sitting:
        if isinstance(sitting.moment, Asking):
            sitting.submit(None)
    before = schedule(workspace)
    with cram(workspace, seed=seed) as round:
        for _ in range(40):
            match random.randrange(5):
                case 0:
                    round.undo()
                case 1 if isinstance(round.moment, Asking):
                    round.submit(None)
                case 2 if isinstance(round.moment, Answered):
                    round.override()
                case _ if isinstance(round.moment, Asking):
                    play(round, known=random.random() < 0.5, guessed=random.random() < 0.2)
                case _ if isinstance(round.moment, Answered):
                    round.go_on()
    assert schedule(workspace) == before
    assert not workspace.history.verify()
    modes = {event.body["mode"] for event in events(workspace, EventKind.ATTEMPT)}
    assert modes == {"study", "cram"}
    assert all(event.sitting != round._id for event in events(workspace, EventKind.REVIEW))


def test_the_result_tells_what_is_left(workspace: Workspace) -> None:
    with cram(workspace, tag="pair") as round:
        play(round)
        play(round, known=False)
        result = round.result()
        assert {name: result[name] for name in ("mode", "total", "left", "answered", "correct")} == {
            "mode": "cram", "total": 4, "left": 3, "answered": 2, "correct": 1
        }  # fmt: skip


@pytest.mark.parametrize("way", ["cram", "learning steps"])
def test_a_card_asked_again_counts_as_an_answer_and_says_nothing_of_retention(desk: Desk, way: str) -> None:
    desk.settings = Settings(learning_steps=(60,))
    desk.write("d", {"a": short()})
    workspace = desk.open()
    if way == "cram":
        with cram(workspace, size=1) as round:
            play(round, known=False)
            play(round)
    else:
        with closing(workspace.sitting(Scope())) as sitting:
            answer(sitting, Rating.AGAIN)
            desk.wait(MINUTE_MS)
            sitting.tick()
            answer(sitting, Rating.GOOD, "oui")
    figures = workspace.progress().figures
    assert (figures.today.answered, figures.today.correct) == (2, 1)
    row = workspace.history.memory(["d/a#main"])["d/a#main"]
    assert (row.attempts, row.correct) == (2, 1)
    assert figures.retention.n == 0
