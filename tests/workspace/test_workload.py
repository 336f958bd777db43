"""The workload curve over the learner's own cards."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from quizapp.errors import QuizError
from quizapp.settings import Settings
from quizapp.store.model import NewEvent
from quizapp.study.model import Rating
from quizapp.workspace import workload as module
from quizapp.workspace.model import Scope
from quizapp.workspace.workload import ANSWER_MS, workload, workload_picture
from quizapp.workspace.workspace import Workspace
from tests.workspace.making import DAY_MS, Desk, answer, asking, short


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path, settings=Settings(new_limit=99, decks={"e": {"desired_retention": 0.875}}))
    desk.write("d", {f"c{n:02}": short() for n in range(30)})
    desk.write("e", {f"c{n:02}": short() for n in range(10)})
    return desk


def study(desk: Desk, workspace: Workspace, count: int, deck: str = "d") -> None:
    with closing(workspace.sitting(Scope(deck=deck))) as sitting:
        for _ in range(count):
            asking(sitting)
            desk.wait(4_000)
            answer(sitting, Rating.EASY)


def test_the_curve_goes_from_70_to_99_percent_and_marks_the_setting(desk: Desk) -> None:
    workspace = desk.open()
    study(desk, workspace, 20)
    head = workspace.history.head()
    found = workload(workspace, "d", pace=0)
    assert [row.desired_retention for row in found.rows] == [percent / 100 for percent in range(70, 100)]
    assert (found.present, found.cards, found.sampled, found.new, found.days) == (0.9, 20, 20, 0, 365)
    marked = [row for row in workload_picture(found).rows if row[4] == "present setting"]
    assert [row[0] for row in marked] == ["90 %"]
    assert found.rows[0].minutes < found.rows[20].minutes < found.rows[29].minutes
    assert found.rows[0].recall < found.rows[20].recall < found.rows[29].recall < 1
    assert workload(workspace, "d", pace=0) == found
    assert workspace.history.head() == head
    desk.close()


def test_a_decks_own_setting_stands_between_whole_percents(desk: Desk) -> None:
    workspace = desk.open()
    study(desk, workspace, 5, "e")
    study(desk, workspace, 3, "d")
    found = workload(workspace, "e", 50, pace=0)
    assert (found.cards, len(found.rows)) == (5, 31)
    assert workload(workspace, pace=0).cards == 8
    (marked,) = [row for row in workload_picture(found).rows if row[4] == "present setting"]
    assert marked[0] == "87.5 %"
    with pytest.raises(QuizError, match="no-deck"):
        workload(workspace, "f")
    desk.close()


def test_suspended_cards_cost_nothing(desk: Desk) -> None:
    workspace = desk.open()
    study(desk, workspace, 3)
    for key in ("d/c00#main", "d/c01#main"):
        workspace.history.append(NewEvent("suspend", workspace.history.new_id(), "", key, None, {"on": True}))
    assert workload(workspace, "d", pace=0).cards == 1
    desk.close()


def test_new_cards_come_at_the_pace_of_the_last_thirty_days_while_there_are_any(desk: Desk) -> None:
    workspace = desk.open()
    study(desk, workspace, 25)
    desk.wait(DAY_MS)
    study(desk, workspace, 5)  # reviews of nothing yet: the five that are left are new
    found = workload(workspace)
    assert (found.pace, found.new, found.cards) == (15, 10, 40)
    assert workload(workspace, pace=3, days=2).new == 6
    assert workload(workspace, pace=30).new == 10
    assert workload(workspace, "d").new == 0
    none = workload(workspace, pace=0)
    assert none.rows[20].minutes < workload(workspace, pace=3).rows[20].minutes
    desk.wait(60 * DAY_MS)
    assert workload(workspace).pace == 0
    desk.close()


def test_an_answer_takes_what_the_learners_own_took_once_there_are_enough(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = desk.open()
    study(desk, workspace, 10)
    before = workload(workspace, pace=0)
    assert (before.answer_ms, before.measured) == (ANSWER_MS, False)
    monkeypatch.setattr(module, "MEASURED", 10)
    after = workload(workspace, pace=0)
    assert (after.answer_ms, after.measured) == (4_000, True)
    assert after.rows[20].minutes == pytest.approx(before.rows[20].minutes * 0.4)
    assert "4.0 s, as yours did" in workload_picture(after).note
    desk.close()


def test_many_cards_are_sampled_and_it_is_said(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = desk.open()
    study(desk, workspace, 30)
    whole = workload(workspace, "d", 100)
    monkeypatch.setattr(module, "SAMPLE", 15)
    part = workload(workspace, "d", 100)
    assert (part.cards, part.sampled) == (30, 15)
    assert part.rows[20].reviews == pytest.approx(whole.rows[20].reviews, rel=0.5)
    assert "15 cards, chosen evenly out of 30" in workload_picture(part).note
    assert "chosen evenly" not in workload_picture(whole).note
    desk.close()


def test_without_cards_there_is_no_curve(desk: Desk) -> None:
    assert workload(desk.open()).rows == ()
    desk.close()
