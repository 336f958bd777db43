"""A quiz: a scored round that leaves the schedule alone, because it writes attempts and never reviews."""

from __future__ import annotations

from collections import Counter
from contextlib import ExitStack
from typing import TYPE_CHECKING, NamedTuple

from quizapp.library.model import CardKey
from quizapp.questions.model import Outcome
from quizapp.store.model import EventKind, NewEvent
from quizapp.study.session import Counts
from quizapp.workspace.asking import Asker
from quizapp.workspace.drawing import RoundScope, draw, seed_of, shown_options
from quizapp.workspace.model import Answered, Asking, Done, Intro, Moment
from quizapp.workspace.overruling import judged

if TYPE_CHECKING:
    from quizapp.workspace.workspace import Workspace

NOTHING = Counts(0, 0, 0)


class _Taken(NamedTuple):
    """An attempt of this round: its action, and the place of its card."""

    action: str
    place: int


class Quiz(Asker):
    """A round of questions, each with its verdict and passage at once. Made by `begin_quiz`."""

    MODE = "quiz"

    def __init__(self, workspace: Workspace, scope: RoundScope, lock: ExitStack) -> None:
        super().__init__(workspace, lock)
        self.scope = scope
        self.seed = seed_of(scope)
        self._keys = draw(workspace, scope, self.seed)
        self._place = 0
        self._taken: list[_Taken] = []
        self.intro = self._introduced()
        self.moment = self._ask()

    @property
    def place(self) -> int:
        """The place of the card on screen, counted from 1; of the last one when the round is over."""
        return min(self._place + 1, len(self._keys))

    @property
    def total(self) -> int:
        return len(self._keys)

    def go_on(self) -> Moment:
        """Leaves an answered question for the next one. A self-marked one that was not judged is unknown."""
        answered = self._expect_answered()
        if answered.verdict.outcome is Outcome.REVEALED:
            self.judge(known=False)
        self._taken.append(_Taken(self._action, self._place))
        self._place += 1
        self.moment = self._workspace.reading(self._ask)
        return self.moment

    def judge(self, *, known: bool) -> Moment:
        """Commits the learner's own verdict on a self-marked card."""
        answered = self._expect_answered()
        after = judged(answered, known=known)
        if after is not None:
            self._overrule(answered, after)
        return self.moment

    def undo(self) -> bool:
        """Takes back the answer on screen, else the last one of this round, and asks its card again."""
        before = self.moment
        if isinstance(self.moment, Answered):
            taken = _Taken(self._action, self._place)
        elif self._taken:
            taken = self._taken.pop()
        else:
            return False
        # Its own word, so that the undo of daily review never meets it.
        void = NewEvent(
            EventKind.VOID, self._workspace.history.new_id(), self._id, None, taken.action, {"by": "quiz"}
        )
        self._workspace.history.append(void)
        self._records.take_back(taken.action)
        self._place = taken.place
        self.moment = self._workspace.reading(self._ask)
        self._found_again(before)
        return True

    def _ask(self) -> Asking | Done:
        if self._place == len(self._keys):
            return Done()
        self._action = self._workspace.history.new_id()
        asking = self._asking(self._keys[self._place], (), NOTHING)
        return asking._replace(order=shown_options(asking.form, asking.card, self.seed))

    def _introduced(self) -> Intro:
        kinds = Counter(self._workspace.index.card(key).question.kind for key in self._keys)
        return Intro(len(self._keys), tuple(kinds.most_common()), self.seed)

    def result(self) -> dict[str, object]:
        """The round so far as JSON tells it; times in milliseconds, scores between 0 and 1."""
        summary = self.summary()
        return {
            "format": 1,
            "seed": self.seed,
            "total": self.total,
            "answered": summary.attempts,
            "correct": summary.correct,
            "score": summary.score,
            "duration_ms": summary.duration_ms,
            "questions": [
                {
                    "key": record.key,
                    "kind": record.card.question.kind,
                    "outcome": str(record.outcome),
                    "score": record.score,
                    "duration_ms": record.duration_ms,
                    "sure": record.sure,
                }
                for record in self._records.all()
            ],
        }

    def missed(self) -> tuple[CardKey, ...]:
        """The cards of this round that were missed, to repeat it with them alone."""
        return tuple(dict.fromkeys(record.key for record in self.summary().missed))


def begin_quiz(workspace: Workspace, scope: RoundScope) -> Quiz:
    """Draws and begins a quiz, holding the writer lock until it is closed. Raises QuizError as `draw` does,
    and "busy"."""
    return workspace.held("quiz", lambda lock: Quiz(workspace, scope, lock))
