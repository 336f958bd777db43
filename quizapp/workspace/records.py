"""What was answered in a sitting, kept in step with undo and redo."""

from __future__ import annotations

from quizapp.library.model import CardKey
from quizapp.named import NamedTuple
from quizapp.questions.model import Outcome, Verdict
from quizapp.study.model import Phase, Rating
from quizapp.workspace.model import Answered, Record


class _Step(NamedTuple):
    """A record with the action that an undo takes back, its attempt, the card's phase before it, and whether
    its rating counts as a review."""

    action: str
    attempt: str
    phase: Phase
    record: Record
    review: bool = False


class Records:
    """The attempts of one sitting in their order."""

    def __init__(self) -> None:
        self._steps: dict[str, _Step] = {}
        """By attempt."""
        self._taken_back: list[_Step] = []

    def add(self, action: str, answered: Answered, duration_ms: int, sure: bool | None = None) -> None:
        """Takes in an attempt; one that is known already, because it was restored, takes its own place."""
        from quizapp.workspace.wording import answer_texts

        asking = answered.asking
        record = Record(
            key=asking.key,
            card=asking.card,
            stem=asking.stem,
            expected=answer_texts(asking.card, asking.face),
            outcome=answered.verdict.outcome,
            score=answered.verdict.score,
            duration_ms=duration_ms,
            rating=None,
            passages=answered.passages,
            sure=sure,
        )
        self._steps.pop(answered.attempt, None)
        self._put(_Step(action, answered.attempt, asking.phase, record))

    def rate(self, attempt: str, rating: Rating, *, review: bool) -> None:
        """Notes the rating of an attempt, which is also the score of one that the learner judges, and whether
        it counts as a review."""
        if (step := self._steps.get(attempt)) is not None:
            score = step.record.score
            if step.record.outcome is Outcome.REVEALED:
                score = 0.0 if rating is Rating.AGAIN else 1.0
            self._put(step._replace(record=step.record._replace(rating=rating, score=score), review=review))

    def overrule(self, attempt: str, verdict: Verdict) -> None:
        """Puts another verdict in the place of an attempt's."""
        if (step := self._steps.get(attempt)) is not None:
            record = step.record._replace(outcome=verdict.outcome, score=verdict.score)
            self._put(step._replace(record=record))

    def take_back(self, action: str) -> None:
        gone = [step for step in self._steps.values() if step.action == action]
        for step in gone:
            del self._steps[step.attempt]
        self._taken_back += gone

    def bring_back(self, action: str) -> None:
        for step in self._taken_back:
            if step.action == action:
                self._put(step)
        self._taken_back = [step for step in self._taken_back if step.action != action]

    def _put(self, step: _Step) -> None:
        self._steps[step.attempt] = step

    def all(self) -> list[Record]:
        return [step.record for step in self._steps.values()]

    def rated_keys(self) -> frozenset[CardKey]:
        return frozenset(step.record.key for step in self._steps.values() if step.record.rating is not None)

    def new_cards(self) -> int:
        """How many new cards were rated."""
        return sum(
            1 for step in self._steps.values() if step.record.rating is not None and step.phase is Phase.NEW
        )

    def reviews(self) -> int:
        """How many ratings counted as reviews."""
        return sum(step.review for step in self._steps.values())
