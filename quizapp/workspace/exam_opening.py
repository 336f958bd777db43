"""How an exam comes about: drawn and begun, or gone on with as the history has it."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from quizapp.errors import QuizError
from quizapp.questions.model import Marking
from quizapp.store import bodies
from quizapp.store.model import Event, EventKind, NewEvent
from quizapp.workspace.attempts import response_from_json
from quizapp.workspace.drawing import RoundScope, draw, seed_of, shown_options
from quizapp.workspace.exam import LONGEST_MS, MINUTE_MS, MOST_MINUTES, Exam, Sheet, began_ms
from quizapp.workspace.frozen import FrozenQuestion, exam_asking, question_from_json, question_to_json
from quizapp.workspace.passages import shown_passages

if TYPE_CHECKING:
    from quizapp.workspace.workspace import Workspace


def begin_exam(workspace: Workspace, scope: RoundScope, minutes: int) -> Exam:
    """Draws an exam and starts its clock, holding the writer lock until it is closed.

    Raises QuizError as `draw` does, "busy", and "exam-under-way" where another one is not handed in.
    """
    return workspace.held("exam", lambda lock: _begun(workspace, scope, minutes, lock))


def resume_exam(workspace: Workspace) -> Exam:
    """Goes on with the exam under way, its clock having run on; where that ran out, it is handed in at once.

    Raises QuizError "busy", "no-exam", and "paper-unreadable" where a later version of the program began it.
    """
    return workspace.held("exam", lambda lock: _resumed(workspace, lock))


def open_exam(workspace: Workspace, scope: RoundScope, minutes: int) -> Exam:
    """The exam under way, whatever is asked for, else a new one. Raises QuizError as those two do."""
    left = minutes_under_way(workspace)
    if left is not None:
        try:
            exam = resume_exam(workspace)
            if exam.paper is not None or not exam.is_empty():
                return exam
            exam.close()
        except QuizError as error:
            if left or error.code != "paper-unreadable":
                raise
    return begin_exam(workspace, scope, minutes)


def minutes_under_way(workspace: Workspace) -> int | None:
    """How many minutes the exam under way still has, rounded up; None where none is under way or its
    time ran out without any answer."""
    start = workspace.history.exam_under_way()
    if start is None:
        return None
    minutes = bodies.whole(start.body, "minutes", 1, MOST_MINUTES) or 1
    left_ms = began_ms(start) + minutes * MINUTE_MS - workspace.clock.now().at_ms
    if left_ms <= 0:
        given = (event.body.get("response") for event in workspace.history.targeting(start.id))
        return None if all(response is None for response in given) else 0
    return min(minutes, -(-left_ms // MINUTE_MS))


def _begun(workspace: Workspace, scope: RoundScope, minutes: int, lock: ExitStack) -> Exam:
    if minutes_under_way(workspace):
        raise QuizError("exam-under-way")
    seed = seed_of(scope)
    sheets = [Sheet(_frozen(workspace, key, seed)) for key in draw(workspace, scope, seed)]
    action = workspace.history.new_id()
    body = {
        "began_ms": workspace.clock.now().at_ms,
        "minutes": minutes,
        "seed": seed,
        "questions": [question_to_json(sheet.question) for sheet in sheets],
    }
    start = workspace.history.append(NewEvent(EventKind.EXAM_START, action, action, None, None, body))[0]
    return Exam(workspace, start, sheets, lock)


def _frozen(workspace: Workspace, key: Any, seed: int) -> FrozenQuestion:
    card, title = workspace.index.titled_card(key)
    form = card.question.form(key.rpartition("#")[2])
    asking = exam_asking(key, card, title, shown_options(form, card, seed), form)
    return FrozenQuestion(asking, shown_passages(workspace.index, card, named=True))


def _resumed(workspace: Workspace, lock: ExitStack) -> Exam:
    start = workspace.history.exam_under_way()
    if start is None:
        raise QuizError("no-exam")
    questions = start.body.get("questions")
    sheets = [Sheet(question_from_json(one)) for one in questions] if isinstance(questions, list) else []
    if not sheets:
        raise QuizError("paper-unreadable", reason="no questions")
    for event in workspace.history.targeting(start.id):
        _take_in(sheets, event)
    exam = Exam(workspace, start, sheets, lock)
    exam.resumed = True
    return exam


def _take_in(sheets: list[Sheet], event: Event) -> None:
    """Brings the sheets to what they were after an event; one that is not usable changes nothing."""
    place = bodies.whole(event.body, "place", 0, len(sheets) - 1)
    if place is not None:
        _take_in_act(sheets, place, event)
    spent = event.body.get("spent_ms")
    for number, ms in enumerate(spent if isinstance(spent, list) else ()):
        if number < len(sheets) and isinstance(ms, int) and 0 <= ms <= LONGEST_MS:
            sheets[number] = sheets[number]._replace(spent_ms=ms)


def _take_in_act(sheets: list[Sheet], place: int, event: Event) -> None:
    if event.kind == EventKind.EXAM_ANSWER:
        response = response_from_json(event.body.get("response"))
        asking = sheets[place].question.asking
        try:
            asking.card.question.grade(asking.face, response, Marking(asking.card.lang))
        except ValueError:
            return
        sheets[place] = sheets[place]._replace(response=response)
    elif event.kind == EventKind.EXAM_FLAG:
        sheets[place] = sheets[place]._replace(flagged=event.body.get("on") is True)
