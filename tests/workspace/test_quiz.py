"""A quiz scores and shows, and the schedule is what it was."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest

from quizapp.errors import QuizError
from quizapp.questions.model import Outcome
from quizapp.store.model import EventKind
from quizapp.study.model import New, Rating
from quizapp.study.queue import Limits, Orders
from quizapp.workspace.drawing import RoundScope
from quizapp.workspace.model import Answered, Asking, Done, Scope
from quizapp.workspace.quiz import Quiz, begin_quiz
from quizapp.workspace.workspace import Workspace
from tests.workspace.making import Desk, answer, choice, reversed_card, short


@pytest.fixture
def workspace(desk: Desk) -> Workspace:
    desk.write("d", {"a": short(), "b": short(), "c": choice(), "f": reversed_card()})
    return desk.open()


@contextmanager
def quiz(workspace: Workspace, **scope: object) -> Iterator[Quiz]:
    with closing(begin_quiz(workspace, RoundScope(seed=1, **scope))) as found:  # type: ignore[arg-type]
        yield found


def play(quiz: Quiz, text: str = "oui") -> None:
    """Answers what is asked: rightly by "oui", wrongly else."""
    moment = quiz.moment
    assert isinstance(moment, Asking)
    kind = moment.card.question.kind
    quiz.submit(None if kind == "flashcard" else (0 if text == "oui" else 1,) if kind == "choice" else text)
    if kind == "flashcard":
        quiz.judge(known=text == "oui")
    quiz.go_on()


def schedule(workspace: Workspace) -> object:
    workspace.catch_up()
    rows = [(row.card, row.state, row.suspended, row.buried_until) for row in workspace.history.memories()]
    today = workspace.today()
    sums = [(row.deck, row.new, row.reviews) for row in workspace.history.day_sums(today, today)]
    roster = workspace.rows_today().candidates(["d"], None, Limits(99, 99), Orders())
    known = [row for row in rows if not isinstance(row[1], New)]
    return known, [row for row in sums if row[1] or row[2]], roster


def test_it_asks_each_card_once_and_scores_what_was_answered(workspace: Workspace) -> None:
    with quiz(workspace) as round:
        assert (round.total, round.intro.total, dict(round.intro.kinds)["short"]) == (4, 4, 2)
        for text in ("oui", "non", "oui", "non"):
            play(round, text)
        assert isinstance(round.moment, Done)
        summary = round.summary()
    assert (summary.attempts, summary.correct, summary.score) == (4, 2, 0.5)
    assert len(round.missed()) == 2


def test_the_schedule_is_the_same_before_and_after(workspace: Workspace) -> None:
    with closing(workspace.sitting(Scope())) as sitting:
        answer(sitting, Rating.GOOD)
    before = repr(schedule(workspace))
    with quiz(workspace) as round:
        for text in ("oui", "non", "oui", "oui"):
            play(round, text)
        round.undo()
    assert repr(schedule(workspace)) == before
    assert workspace.history.unfinished() is None
    assert not workspace.history.verify()
    assert {event.body["mode"] for event in workspace.history.events() if event.kind == "attempt"} == {
        "study",
        "quiz",
    }


def test_an_almost_of_study_waits_through_a_quiz(desk: Desk) -> None:
    desk.write("d", {"a": short("importations")})
    workspace = desk.open()
    with closing(workspace.sitting(Scope())) as sitting:
        sitting.submit("inportations")
    waiting = workspace.history.unfinished()
    assert waiting is not None and waiting.kind == EventKind.ALMOST
    with quiz(workspace) as round:
        round.submit("exportations")
    assert workspace.history.unfinished() == waiting
    with closing(workspace.sitting(Scope())) as sitting:
        assert isinstance(sitting.moment, Asking) and sitting.moment.retype


def test_an_unjudged_card_of_a_quiz_left_is_nothing_to_come_back_to(workspace: Workspace) -> None:
    with quiz(workspace, kinds=("flashcard",)) as round:
        round.submit(None)
        assert isinstance(round.moment, Answered) and round.moment.futures == ()
    with closing(workspace.sitting(Scope())) as sitting:
        assert isinstance(sitting.moment, Asking)


@pytest.mark.parametrize(("known", "outcome"), [(True, Outcome.CORRECT), (False, Outcome.WRONG)])
def test_a_flashcard_is_judged_by_the_learner(known: bool, outcome: Outcome, workspace: Workspace) -> None:
    with quiz(workspace, kinds=("flashcard",)) as round:
        round.submit(None)
        round.judge(known=not known)
        round.judge(known=known)
        assert isinstance(round.moment, Answered) and round.moment.verdict.outcome is outcome
        round.go_on()
        assert round.summary().score == float(known)


def test_an_undo_asks_again_and_the_first_answer_no_longer_counts(workspace: Workspace) -> None:
    with quiz(workspace, kinds=("short",)) as round:
        first = round.moment
        assert isinstance(first, Asking)
        play(round, "non")
        assert round.undo()
        again = round.moment
        assert isinstance(again, Asking) and again.key == first.key
        play(round)
        play(round)
        assert round.summary().correct == 2 and round.summary().attempts == 2
        assert round.undo() and round.undo() and not round.undo()
    assert workspace.history.redo() is None, "study's redo takes nothing of a quiz back"
    assert workspace.history.undo() is None


def test_i_was_right_counts_in_the_score(workspace: Workspace) -> None:
    with quiz(workspace, kinds=("short",), size=1) as round:
        round.submit("autre chose")
        assert round.override()
        assert round.summary().score == 1.0
        assert round.override()
        assert round.summary().score == 0.0


def test_an_almost_is_asked_once_more_and_not_kept(desk: Desk) -> None:
    desk.write("n", {"a": short("traité de 1950")})
    with desk.open() as workspace, quiz(workspace) as round:
        round.submit("traité de 1951")
        moment = round.moment
        if isinstance(moment, Asking):
            assert moment.retype
        events = [event.kind for event in workspace.history.events()]
        assert EventKind.ALMOST not in events


def test_missed_cards_alone_are_asked_again(workspace: Workspace) -> None:
    with quiz(workspace) as round:
        for text in ("oui", "non", "oui", "non"):
            play(round, text)
        missed = round.missed()
    with quiz(workspace, keys=missed) as second:
        assert second.total == 2


def test_one_sitting_at_a_time(workspace: Workspace) -> None:
    with quiz(workspace), pytest.raises(QuizError, match="busy"):
        workspace.sitting(Scope())
    workspace.sitting(Scope()).close()


def test_what_was_missed_although_sure_comes_first(workspace: Workspace) -> None:
    with quiz(workspace, kinds=("short",)) as round:
        round.submit("non", sure=False)
        round.go_on()
        sure = round.moment
        assert isinstance(sure, Asking)
        round.submit("non", sure=True)
        assert round.summary().missed[0].key == sure.key
        assert [record.sure for record in round.summary().missed] == [True, False]


def test_an_overruled_verdict_survives_a_restart_and_suggests_good(desk: Desk) -> None:
    desk.write("d", {"a": short()})
    with desk.open() as workspace, closing(workspace.sitting(Scope())) as sitting:
        sitting.submit("autre chose", sure=True)
        answered = sitting.moment
        assert isinstance(answered, Answered) and answered.suggested is Rating.AGAIN
        assert sitting.override()
    with desk.open() as workspace, closing(workspace.sitting(Scope())) as sitting:
        again = sitting.moment
        assert isinstance(again, Answered)
        assert (again.restored, again.verdict.outcome, again.suggested) == (
            True,
            Outcome.CORRECT,
            Rating.GOOD,
        )
        assert again.marked is not None and again.marked.outcome is Outcome.WRONG
        assert sitting.override()
        program = sitting.moment
        assert isinstance(program, Answered) and program.suggested is Rating.AGAIN
        assert not workspace.history.verify()


def test_a_right_answer_cannot_be_overruled(desk: Desk) -> None:
    desk.write("d", {"a": short()})
    with desk.open() as workspace, closing(workspace.sitting(Scope())) as sitting:
        sitting.submit("oui")
        assert not sitting.override()
