"""An exam: questions against the clock, answered in any order, marked when it is handed in."""

from __future__ import annotations

from collections import Counter
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from quizapp.errors import QuizError
from quizapp.questions.model import Marking, Outcome, Response, Verdict
from quizapp.store import bodies
from quizapp.store.model import Event, EventKind, NewEvent
from quizapp.workspace.asking import Asker
from quizapp.workspace.attempts import attempt_body, response_to_json
from quizapp.workspace.frozen import (
    FrozenQuestion,
    answer_to_json,
)
from quizapp.workspace.model import Answered, Asking, Done, Intro, Moment

if TYPE_CHECKING:
    from quizapp.workspace.papers import PaperReview
    from quizapp.workspace.workspace import Workspace

MINUTE_MS = 60_000
MOST_MINUTES = 24 * 60
LONGEST_MS = 86_400_000
WORTH_KEEPING_MS = 1_000


class Sheet(NamedTuple):
    """A question of an exam as the learner left it so far. `spent_ms` is how long it stood on the screen."""

    question: FrozenQuestion
    response: Response = None
    flagged: bool = False
    spent_ms: int = 0


class Exam(Asker):
    """An exam under way. Made by `exam_opening`; `moment` is the question on screen.

    What was answered and flagged is durably committed before the call returns. Once the time is up, whatever
    is called hands the exam in as it stands. `paper` is then the id of the event that did; the moment, Done.
    An exam that was dropped, as the clock does to one without any answer, has none.
    """

    mode = "exam"

    def __init__(self, workspace: Workspace, start: Event, sheets: list[Sheet], lock: ExitStack) -> None:
        super().__init__(workspace, lock)
        self._id = start.sitting
        self._start = start
        self._sheets = sheets
        self.minutes = bodies.whole(start.body, "minutes", 1, MOST_MINUTES) or 1
        self.began_ms = began_ms(start)
        self.resumed = False
        """Whether it was begun in an earlier sitting."""
        self.paper: str | None = None
        self._kept_ms = sum(sheet.spent_ms for sheet in sheets)
        self.place = next((place for place, sheet in enumerate(sheets) if sheet.response is None), 0)
        self._show()
        self.tick()

    # -- what stands on the paper -----------------------------------------------------------------

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        return tuple(self._sheets)

    @property
    def intro(self) -> Intro:
        kinds = Counter(sheet.question.asking.card.question.kind for sheet in self._sheets)
        seed = bodies.whole(self._start.body, "seed", 0, 2**63) or 0
        return Intro(len(self._sheets), tuple(kinds.most_common()), seed)

    @property
    def left_ms(self) -> int:
        """How much time is left; never more than there was, should the clock be set back."""
        whole = self.minutes * MINUTE_MS
        return min(whole, max(0, self.began_ms + whole - self.now_ms()))

    def blanks(self) -> tuple[int, ...]:
        """The places, counted from 0, that hold no answer."""
        return tuple(place for place, sheet in enumerate(self._sheets) if sheet.response is None)

    def flagged(self) -> tuple[int, ...]:
        """The places, counted from 0, to which the learner means to come back."""
        return tuple(place for place, sheet in enumerate(self._sheets) if sheet.flagged)

    @property
    def is_blank(self) -> bool:
        """Whether nothing is answered."""
        return len(self.blanks()) == len(self._sheets)

    # -- what a learner does ------------------------------------------------------------------------

    def answer(self, response: Response) -> bool:
        """Commits the answer to the question on screen, None to take it back. Gives whether it counts: not
        once the time is up. Raises ValueError for a response that is not of the question's shape."""
        if self.tick():
            return False
        self._look_up()
        sheet = self._sheets[self.place]
        if response == sheet.response:
            return True
        asking = sheet.question.asking
        asking.card.question.grade(asking.face, response, Marking(asking.card.lang))
        told = {"place": self.place, "response": response_to_json(response), "spent_ms": self._spent()}
        self._append(EventKind.EXAM_ANSWER, None, self._start.id, told)
        self._sheets[self.place] = sheet._replace(response=response)
        self._show()
        return True

    def submit(
        self, response: Response, *, hinted: bool = False, guessed: bool = False, sure: bool | None = None
    ) -> Moment:
        """Answers as `answer` does: in an exam nothing is marked, hinted or asked besides."""
        del hinted, guessed, sure
        self.answer(response)
        return self.moment

    def flag(self) -> bool:
        """Marks the question on screen as one to come back to, or no longer. Gives whether it is marked."""
        if self.tick():
            return False
        self._look_up()
        flagged = not self._sheets[self.place].flagged
        told = {"place": self.place, "on": flagged, "spent_ms": self._spent()}
        self._append(EventKind.EXAM_FLAG, None, self._start.id, told)
        self._sheets[self.place] = self._sheets[self.place]._replace(flagged=flagged)
        return flagged

    def go_to(self, place: int) -> None:
        """Puts another question on the screen. Raises IndexError where there is none."""
        if not 0 <= place < len(self._sheets):
            raise IndexError(place)
        if not self.tick():
            self._keep_times()
            self.place = place
            self._show()

    def tick(self) -> bool:
        """Looks at the clock; gives whether the exam is over, by it or by the learner. One without any answer
        is then dropped."""
        if not self.is_empty() and self.left_ms <= 0:
            if self.is_blank:
                self.drop()
            else:
                self._hand_in("clock")
        return self.is_empty()

    def hand_in(self) -> str | None:
        """Marks the exam and commits its paper; gives the id of the event, by which `papers` knows it, None
        where the exam was dropped before."""
        if not self.is_empty():
            self._hand_in("clock" if self.left_ms <= 0 else "learner")
        return self.paper

    def drop(self) -> None:
        """Commits that the exam is over and leaves no paper. The undo of daily review never meets this."""
        action, void = self._workspace.history.new_id(), {"by": "exam"}
        self._workspace.history.append(
            NewEvent(EventKind.VOID, action, self._id, None, self._start.action, void)
        )
        self.moment = Done()

    def close(self) -> None:
        """Leaves the exam, over or not. What was not committed of its times is, if that can be done."""
        if not self.is_empty():
            with suppress(QuizError):
                self._keep_times()
        super().close()

    def review(self) -> PaperReview:
        """The corrected paper, once the exam is handed in. Closes the exam."""
        from quizapp.workspace.papers import PaperReview, read_paper

        self.close()
        return PaperReview(self._workspace, read_paper(self._workspace, self.paper or ""))

    # -- how it is kept -----------------------------------------------------------------------------

    def _prepare_verdict(self, asking: Asking) -> None:
        """Nothing: no verdict comes before the paper is handed in."""

    def _show(self) -> None:
        sheet = self._sheets[self.place]
        self.moment = sheet.question.asking._replace(first=sheet.response)
        self._asked_at_ms = self.now_ms()

    def _look_up(self) -> None:
        """Adds the time since the last look to the question on screen."""
        now = min(self.now_ms(), self.began_ms + self.minutes * MINUTE_MS)
        sheet = self._sheets[self.place]
        self._sheets[self.place] = sheet._replace(spent_ms=sheet.spent_ms + max(0, now - self._asked_at_ms))
        self._asked_at_ms = now

    def _spent(self) -> list[int]:
        self._kept_ms = sum(sheet.spent_ms for sheet in self._sheets)
        return [sheet.spent_ms for sheet in self._sheets]

    def _keep_times(self) -> None:
        """Commits how long the questions stood on the screen, where that is worth an event."""
        self._look_up()
        if sum(sheet.spent_ms for sheet in self._sheets) - self._kept_ms >= WORTH_KEEPING_MS:
            self._append(EventKind.EXAM_ANSWER, None, self._start.id, {"spent_ms": self._spent()})

    def _hand_in(self, by: str) -> None:
        """Commits the attempts and the paper in one transaction, under one action."""
        self._look_up()
        deadline = self.began_ms + self.minutes * MINUTE_MS
        self._action = self._workspace.history.new_id()
        events, answers = [], []
        for place, sheet in enumerate(self._sheets):
            answered = self._marked(sheet)
            answers.append(
                {**answer_to_json(answered), "flagged": sheet.flagged, "duration_ms": sheet.spent_ms}
            )
            if sheet.response is not None:
                body = attempt_body(
                    self.mode, answered.asking, sheet.response, answered.verdict, sheet.spent_ms
                )
                events.append(self._event(EventKind.ATTEMPT, answered.asking.key, body | {"place": place}))
        told = {
            "by": by,
            "began_ms": self.began_ms,
            "handed_in_ms": deadline if by == "clock" else max(self.began_ms, min(self.now_ms(), deadline)),
            "minutes": self.minutes,
            "questions": answers,
        }
        events.append(self._event(EventKind.EXAM_HAND_IN, None, told))
        self.paper = self._workspace.history.append(*events)[-1].id
        self.moment = Done()

    def _event(self, kind: EventKind, key: str | None, body: dict[str, Any]) -> NewEvent:
        target = self._start.id if kind is EventKind.EXAM_HAND_IN else None
        return NewEvent(kind, self._action, self._id, key, target, body)

    def _marked(self, sheet: Sheet) -> Answered:
        asking, passages = sheet.question
        question = asking.card.question
        # An "almost" is wrong here: nobody is there to ask once more.
        verdict = question.grade(asking.face, sheet.response, self._marking(asking)._replace(final=True))
        if sheet.response is None:
            verdict = Verdict(Outcome.BLANK, 0.0, verdict.parts)
        return Answered(asking, "", sheet.response, verdict, passages, (), None)


def began_ms(start: Event) -> int:
    """When an exam began; never later than its event was stored."""
    return min(bodies.moment_ms(start.body, "began_ms") or start.at_ms, start.at_ms)
