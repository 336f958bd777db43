"""An exam goes on whatever happens to the program, ends with its clock, and leaves the schedule alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest

from quizapp.errors import QuizError
from quizapp.questions.flashcard import Flashcard
from quizapp.questions.model import Composing, Marking, Outcome, Typed, Written
from quizapp.questions.payload import from_json
from quizapp.store.model import EventKind, NewEvent
from quizapp.study.model import Rating
from quizapp.workspace import bulk
from quizapp.workspace.drawing import RoundScope
from quizapp.workspace.exam import Exam
from quizapp.workspace.exam_opening import begin_exam, minutes_under_way, open_exam, resume_exam
from quizapp.workspace.exam_wording import moment_text
from quizapp.workspace.frozen import answer_from_json
from quizapp.workspace.model import Answered, Asking, Done, Scope
from quizapp.workspace.paper_export import exported, rows_as_json
from quizapp.workspace.papers import PaperReview, papers, read_paper
from quizapp.workspace.workspace import Workspace
from tests.workspace.making import MINUTE_MS, Desk, answer, choice, essay, events, reversed_card, short
from tests.workspace.test_quiz import schedule

ALL = ("a", "b", "c", "f")


@pytest.fixture
def workspace(desk: Desk) -> Workspace:
    desk.write("d", {"a": short(), "b": short("girafe"), "c": choice(), "f": reversed_card()})
    return desk.open()


@contextmanager
def exam(workspace: Workspace, minutes: int = 10, **scope: object) -> Iterator[Exam]:
    wanted = RoundScope(seed=1, **scope)  # type: ignore[arg-type]
    with closing(open_exam(workspace, wanted, minutes)) as found:
        yield found


def go_to(exam: Exam, card: str) -> Asking:
    """Puts a card's question on the screen."""
    places = {sheet.question.asking.card.id: place for place, sheet in enumerate(exam.sheets)}
    exam.go_to(places[card])
    assert isinstance(exam.moment, Asking) and exam.moment.card.id == card
    return exam.moment


def outcomes(workspace: Workspace, paper: str = "last") -> dict[str, Outcome]:
    found = read_paper(workspace, paper)
    return {one.answered.asking.card.id: one.answered.verdict.outcome for one in found.answers}


def test_it_is_answered_in_any_order_and_marked_when_it_is_handed_in(workspace: Workspace) -> None:
    with exam(workspace) as paper:
        assert len(paper.blanks()) == 4
        for card, response in (
            ("f", "verso ?"),
            ("c", (0,)),
            ("a", "oui"),
            ("a", "zut"),
            ("a", "oui"),
        ):
            go_to(paper, card)
            assert paper.answer(response)
        assert isinstance(go_to(paper, "f").form, Typed)
        assert len(paper.blanks()) == 1
        assert not events(workspace, EventKind.ATTEMPT)
        id = paper.hand_in()
        assert isinstance(paper.moment, Done) and paper.hand_in() == id
    assert id is not None
    assert outcomes(workspace, id) == {
        "a": Outcome.CORRECT,
        "b": Outcome.BLANK,
        "c": Outcome.CORRECT,
        "f": Outcome.REVEALED,
    }
    assert [event.body["mode"] for event in events(workspace, EventKind.ATTEMPT)] == ["exam"] * 3
    assert read_paper(workspace, "1").score == 0.5


def test_an_almost_is_wrong_because_nobody_asks_again(workspace: Workspace) -> None:
    with exam(workspace) as paper:
        asking = go_to(paper, "b")
        almost = asking.card.question.grade("main", "girrafe", Marking("fr"))
        assert almost.outcome is Outcome.ALMOST
        paper.answer("girrafe")
        paper.hand_in()
    assert outcomes(workspace)["b"] is Outcome.WRONG


def test_answers_flags_and_times_survive_the_program_and_the_clock_runs_on(
    desk: Desk, workspace: Workspace
) -> None:
    with exam(workspace) as paper:
        go_to(paper, "a")
        desk.wait(3_000)
        paper.answer("oui")
        go_to(paper, "b")
        assert paper.flag()
        go_to(paper, "c")
        paper.answer((1,))
        paper.answer(None)
    desk.close()
    desk.wait(4 * MINUTE_MS)
    again = desk.open()
    assert minutes_under_way(again) == 6
    with exam(again, minutes=99, decks=("ignored",)) as paper:
        sheets = {sheet.question.asking.card.id: sheet for sheet in paper.sheets}
        assert sheets["a"].response == "oui" and sheets["a"].spent_ms == 3_000
        assert sheets["b"].flagged and not sheets["a"].flagged
        assert sheets["c"].response is None
        assert paper.left_ms == 6 * MINUTE_MS - 3_000
        paper.hand_in()
    assert minutes_under_way(again) is None
    with pytest.raises(QuizError, match="no-exam"):
        resume_exam(again)


def test_no_undo_takes_back_an_exam(workspace: Workspace) -> None:
    with exam(workspace) as paper:
        go_to(paper, "a")
        paper.answer("oui")
        paper.hand_in()
    assert bulk.undo(workspace) is None
    with closing(workspace.sitting(Scope())) as sitting:
        assert sitting.undo() is None and sitting.redo() is None
    assert len(papers(workspace)) == 1 and minutes_under_way(workspace) is None


def test_a_second_exam_waits_for_the_first(workspace: Workspace) -> None:
    with exam(workspace):
        pass
    with pytest.raises(QuizError, match="exam-under-way"):
        begin_exam(workspace, RoundScope(), 5)


def test_at_zero_it_is_handed_in_as_it_stands(desk: Desk, workspace: Workspace) -> None:
    with exam(workspace, minutes=1) as paper:
        go_to(paper, "a")
        paper.answer("oui")
        go_to(paper, "b")
        desk.wait(MINUTE_MS - 1)
        assert not paper.tick()
        desk.wait(1)
        assert not paper.answer("non")
        assert paper.paper is not None
    found = read_paper(workspace, "last")
    assert found.by_clock and found.handed_in_ms - found.began_ms == MINUTE_MS
    assert outcomes(workspace)["a"] is Outcome.CORRECT and outcomes(workspace)["b"] is Outcome.BLANK
    assert {one.answered.asking.card.id: one.duration_ms for one in found.answers}["b"] == MINUTE_MS


def test_an_exam_without_any_answer_is_dropped_at_its_time(desk: Desk, workspace: Workspace) -> None:
    with exam(workspace, minutes=5) as paper:
        go_to(paper, "a")
        paper.answer("oui")
        paper.answer(None)
        desk.wait(5 * MINUTE_MS)
        assert paper.tick() and paper.paper is None and isinstance(paper.moment, Done)
        assert paper.hand_in() is None
        before = len(list(workspace.history.events()))
    assert len(list(workspace.history.events())) == before
    assert not papers(workspace) and minutes_under_way(workspace) is None
    with exam(workspace, minutes=5):
        pass
    desk.wait(99 * MINUTE_MS)
    assert minutes_under_way(workspace) is None, "nobody looked, and nothing was answered"
    with exam(workspace) as paper:
        go_to(paper, "a")
        paper.answer("oui")
        paper.answer(None)
    desk.wait(99 * MINUTE_MS)
    with exam(workspace) as paper:
        assert isinstance(paper.moment, Asking), "another one was asked for"
    assert workspace.history.undo() is None


def test_an_exam_whose_time_ran_out_while_nobody_looked_is_handed_in_at_its_time(
    desk: Desk, workspace: Workspace
) -> None:
    with exam(workspace, minutes=5) as paper:
        go_to(paper, "a")
        paper.answer("oui")
    desk.wait(99 * MINUTE_MS)
    assert minutes_under_way(workspace) == 0
    with exam(workspace) as paper:
        assert paper.paper is not None
    found = read_paper(workspace, "last")
    assert found.by_clock and found.handed_in_ms - found.began_ms == 5 * MINUTE_MS
    with exam(workspace) as paper:
        assert paper.paper is None


def test_a_clock_that_is_set_back_gives_no_more_time_than_there_was(desk: Desk, workspace: Workspace) -> None:
    with exam(workspace, minutes=5) as paper:
        desk.wait(-60 * MINUTE_MS)
        assert paper.left_ms == 5 * MINUTE_MS
        go_to(paper, "a")
        paper.answer("oui")
        paper.hand_in()
    assert all(one.duration_ms >= 0 for one in read_paper(workspace, "last").answers)


def test_the_times_of_questions_that_were_only_looked_at_survive_leaving(
    desk: Desk, workspace: Workspace
) -> None:
    with exam(workspace) as paper:
        desk.wait(120_000)
        paper.go_to(1)
        desk.wait(180_000)
    with exam(workspace) as paper:
        assert [sheet.spent_ms for sheet in paper.sheets][:2] == [120_000, 180_000]


def test_a_paper_never_took_less_than_no_time(desk: Desk, workspace: Workspace) -> None:
    with exam(workspace) as paper:
        desk.wait(-60 * MINUTE_MS)
        paper.hand_in()
    found = read_paper(workspace, "last")
    assert found.handed_in_ms == found.began_ms


def test_a_paper_does_not_change_with_its_deck(desk: Desk, workspace: Workspace) -> None:
    with exam(workspace) as paper:
        go_to(paper, "a")
        paper.answer("oui")
        desk.write("d", {"a": short("autre chose"), "z": choice()})
        workspace.reload()
        paper.hand_in()
    before = read_paper(workspace, "last")
    desk.path("d").unlink()
    workspace.reload()
    assert read_paper(workspace, "last") == before
    answers = {one.answered.asking.card.id: one.answered for one in before.answers}
    assert answers["a"].verdict.outcome is Outcome.CORRECT
    assert answers["a"].passages[0].text == "Un paragraphe. Une phrase."
    assert sorted(answers) == sorted(ALL)


def test_the_schedule_is_the_same_before_and_after(workspace: Workspace) -> None:
    with closing(workspace.sitting(Scope())) as sitting:
        answer(sitting, Rating.GOOD)
    before = repr(schedule(workspace))
    with exam(workspace) as paper:
        for card in ALL[:3]:
            go_to(paper, card)
            paper.answer((1,) if card == "c" else "oui")
            paper.flag()
        paper.hand_in()
    assert repr(schedule(workspace)) == before
    assert workspace.history.unfinished() is None
    assert not workspace.history.verify()
    undone = workspace.history.undo()
    assert undone is not None and len(events(workspace, EventKind.EXAM_HAND_IN)) == 1
    assert workspace.history.undo() is None


def test_a_paper_is_judged_and_overruled_and_both_verdicts_stay(workspace: Workspace) -> None:
    with exam(workspace) as paper:
        for card, response in (("f", "verso"), ("b", "zut")):
            go_to(paper, card)
            paper.answer(response)
        paper.hand_in()
    review = PaperReview(workspace, read_paper(workspace, "last"))
    places = {one.answered.asking.card.id: n for n, one in enumerate(review.paper.answers)}
    assert review.to_judge() == (places["f"],)
    review.go_to(places["f"])
    assert isinstance(review.judge(known=True), Answered)
    assert not review.to_judge()
    review.go_to(places["b"])
    assert review.override()
    review.go_to(places["a"])
    assert not review.override()
    again = read_paper(workspace, "last")
    assert again == review.paper and again.score == 0.5
    marked = again.answers[places["b"]].answered
    assert marked.verdict.outcome is Outcome.CORRECT
    assert marked.marked is not None and marked.marked.outcome is Outcome.WRONG
    review.go_to(places["f"])
    assert review.override() and review.paper.score == 0.25, "what was judged is judged the other way"
    assert review.override() and review.paper.score == 0.5
    review.go_to(places["b"])
    assert review.override() and read_paper(workspace, "last") == review.paper
    assert review.paper.score == 0.25


def test_an_essay_is_written_in_the_exam_and_its_ideas_are_ticked_on_the_paper(
    desk: Desk, workspace: Workspace
) -> None:
    desk.write("d", {"e": essay()})
    workspace.reload()
    with exam(workspace) as paper:
        assert isinstance(paper.moment, Asking) and paper.moment.form == Composing()
        paper.answer(Written("Parce que."))
        paper.hand_in()
    review = PaperReview(workspace, read_paper(workspace, "last"))
    assert review.to_judge() == (0,)
    review.tick(Written("Parce que.", None))
    assert review.to_judge() == (0,), "nothing was said yet"
    review.tick(Written("Parce que.", (1,)))
    again = read_paper(workspace, "last")
    assert again == review.paper and again.score == 0.5
    answered = again.answers[0].answered
    assert answered.response == Written("Parce que.", (1,))
    assert [part.outcome for part in answered.verdict.parts] == [Outcome.WRONG, Outcome.CORRECT]
    assert not review.override(), "what its learner said is not overruled"
    review.tick(Written("Parce que.", (0, 1)))
    assert read_paper(workspace, "last") == review.paper and review.paper.score == 1


def record(workspace: Workspace, kind: EventKind, target: str | None, body: dict[str, object]) -> str:
    """Appends an event that this program would not write."""
    action = workspace.history.new_id()
    return workspace.history.append(NewEvent(kind, action, action, None, target, body))[0].id


def test_a_paper_that_cannot_be_read_hides_no_other(workspace: Workspace) -> None:
    for _ in range(2):
        with exam(workspace) as paper:
            paper.hand_in()
    start = record(workspace, EventKind.EXAM_START, None, {"minutes": 5})
    record(workspace, EventKind.EXAM_HAND_IN, start, {"questions": [{"key": "d/a#main"}]})
    rows = papers(workspace)
    assert [(row.number, row.paper is not None) for row in rows] == [(1, True), (2, True), (3, False)]
    assert read_paper(workspace, rows[0].id).number == 1
    for wanted, code in (("4", "no-paper"), ("", "no-paper"), ("last", "paper-unreadable")):
        with pytest.raises(QuizError, match=code):
            read_paper(workspace, wanted)


@pytest.mark.parametrize("name", ["a" * 300, "/etc/hostname", "../history.db"])
def test_an_original_of_any_name_in_a_paper_is_not_looked_for(workspace: Workspace, name: str) -> None:
    (workspace.history.folder / "originals").mkdir()
    with exam(workspace) as paper:
        paper.hand_in()
    (start,) = workspace.history.exam_starts()
    (handed_in,) = (
        event for event in workspace.history.targeting(start.id) if event.kind == EventKind.EXAM_HAND_IN
    )
    body = json.loads(json.dumps(handed_in.body))
    for question in body["questions"]:
        for passage in question["passages"]:
            passage["original"] = {"sha256": name, "file": "x", "line": 1}
    again = record(workspace, EventKind.EXAM_START, None, dict(start.body))
    record(workspace, EventKind.EXAM_HAND_IN, again, body)
    assert [row.paper is not None for row in papers(workspace)] == [True, True]
    answers = read_paper(workspace, "2").answers
    assert [shown.original for one in answers for shown in one.answered.passages] == [None] * len(answers)


SPOILT: list[tuple[str, object]] = [
    ("key", "d/a#c9"),
    ("key", 3),
    ("deck_title", None),
    ("card", {"kind": "essai", "question": {}, "passages": []}),
    ("card", []),
    ("order", [0, 0]),
    ("order", "ab"),
    ("passages", [{"title": "Sans rien d’autre"}]),
    ("response", [1, 2]),
    ("verdict", {"outcome": "sublime", "score": 1.0}),
    ("verdict", {"outcome": "correct", "score": 7.0}),
]


@pytest.mark.parametrize(("name", "value"), [("explain", 1), ("note", []), ("hint", {})])
def test_a_spoilt_text_of_a_card_is_refused(workspace: Workspace, name: str, value: object) -> None:
    with exam(workspace, kinds=("choice",)) as paper:
        paper.hand_in()
    kept = events(workspace, EventKind.EXAM_HAND_IN)[0].body["questions"]
    assert isinstance(kept, list)
    with pytest.raises(QuizError, match="paper-unreadable"):
        answer_from_json({**kept[0], "card": {**kept[0]["card"], name: value}})


def test_moments_that_no_calendar_tells_hide_no_paper(workspace: Workspace) -> None:
    with exam(workspace, kinds=("choice",)) as paper:
        paper.hand_in()
    kept = events(workspace, EventKind.EXAM_HAND_IN)[0].body
    for moment in (2**53, -1, "x", 253_402_300_800_000):
        start = record(workspace, EventKind.EXAM_START, None, {"minutes": 5})
        spoilt = {**kept, "began_ms": moment, "handed_in_ms": moment}
        record(workspace, EventKind.EXAM_HAND_IN, start, spoilt)
    rows = papers(workspace)
    assert all(moment_text(row.began_ms, row.offset_min) for row in rows)
    assert len(json.dumps(rows_as_json(rows))) > 100
    for row in rows:
        assert row.paper is not None
        for form in ("md", "json", "html"):
            assert exported(row.paper, form)
        assert moment_text(row.began_ms, 99_999)


@pytest.mark.parametrize(("name", "value"), SPOILT)
def test_a_spoilt_body_is_refused(workspace: Workspace, name: str, value: object) -> None:
    with exam(workspace, decks=("d",), kinds=("choice",)) as paper:
        paper.answer((0,))
        paper.hand_in()
    kept = events(workspace, EventKind.EXAM_HAND_IN)[0].body["questions"]
    assert isinstance(kept, list)
    assert answer_from_json(kept[0]).asking.card.id == "c"
    with pytest.raises(QuizError, match="paper-unreadable"):
        answer_from_json({**kept[0], name: value})


def test_events_of_an_exam_that_make_no_sense_change_nothing(workspace: Workspace) -> None:
    with exam(workspace, kinds=("choice",)) as paper:
        paper.answer((0,))
    start = workspace.history.exam_under_way()
    assert start is not None
    for body in (
        {"place": 7},
        {"place": "0"},
        {"place": 0, "response": "bon"},
        {"place": 0, "response": [9]},
    ):
        record(workspace, EventKind.EXAM_ANSWER, start.id, dict(body))
    record(workspace, EventKind.EXAM_FLAG, start.id, {"place": 0, "on": "yes", "spent_ms": [-1, "x"]})
    with exam(workspace) as paper:
        assert paper.sheets[0].response == (0,) and not paper.sheets[0].flagged
        paper.hand_in()


def test_an_exam_that_a_later_version_began_gives_way_once_its_time_is_out(
    desk: Desk, workspace: Workspace
) -> None:
    began: dict[str, object] = {"minutes": 5, "began_ms": desk.clock.at_ms, "questions": [{"a": "?"}]}
    record(workspace, EventKind.EXAM_START, None, began)
    with pytest.raises(QuizError, match="paper-unreadable"):
        open_exam(workspace, RoundScope(), 5)
    desk.wait(5 * MINUTE_MS)
    with exam(workspace) as paper:
        assert paper.paper is None and len(paper.sheets) == 4


def test_a_paper_of_an_earlier_version_is_read_though_a_kind_has_got_a_field_since() -> None:
    payload = {"front": "recto", "back": ["verso"]}
    assert from_json("flashcard", payload) == Flashcard("recto", ("verso",))
    with pytest.raises(ValueError, match="not the fields"):
        from_json("flashcard", {"front": "recto"})
