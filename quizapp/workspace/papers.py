"""The papers of exams that were handed in: listed, reopened, judged. Nothing of a deck changes them."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING, NamedTuple

from quizapp.errors import QuizError
from quizapp.questions.model import Marking, Outcome, Written
from quizapp.store import bodies
from quizapp.store.model import Event, EventKind
from quizapp.workspace.asking import Asker
from quizapp.workspace.attempts import recorded_verdict, response_from_json
from quizapp.workspace.frozen import answer_from_json
from quizapp.workspace.model import Answered, Moment
from quizapp.workspace.overruling import judged
from quizapp.workspace.passages import attached

if TYPE_CHECKING:
    from quizapp.workspace.workspace import Workspace


class PaperAnswer(NamedTuple):
    """A question of a paper with its answer; `duration_ms` is how long it stood on the screen. What was left
    blank has no attempt."""

    answered: Answered
    flagged: bool
    duration_ms: int


class Paper(NamedTuple):
    """A corrected exam. Moments are Unix times in milliseconds, `offset_min` the local offset from UTC in
    minutes; `by_clock` says that the time ran out."""

    id: str
    number: int
    began_ms: int
    handed_in_ms: int
    offset_min: int
    minutes: int
    by_clock: bool
    answers: tuple[PaperAnswer, ...]

    @property
    def score(self) -> float:
        """The mean between 0 and 1 over all questions; what is still to be judged counts 0."""
        return sum(one.answered.verdict.score for one in self.answers) / len(self.answers)

    def counted(self, *outcomes: Outcome) -> int:
        """How many answers came out so."""
        return sum(one.answered.verdict.outcome in outcomes for one in self.answers)


class PaperRow(NamedTuple):
    """A line in the list of papers, latest last; `paper` is None where it cannot be read."""

    number: int
    id: str
    began_ms: int
    offset_min: int
    paper: Paper | None


def papers(workspace: Workspace) -> tuple[PaperRow, ...]:
    """All papers, numbered from 1 in the order in which their exams began."""
    rows = []
    for number, event in enumerate(_handed_in(workspace), 1):
        try:
            paper = _read(workspace, number, event)
        except QuizError:
            paper = None
        rows.append(PaperRow(number, event.id, _began_ms(event), event.offset_min, paper))
    return tuple(rows)


def read_paper(workspace: Workspace, wanted: str) -> Paper:
    """The paper of a number, of an id, or the `last` one.

    Raises QuizError "no-paper" (paper, known) and "paper-unreadable" (reason).
    """
    found = list(enumerate(_handed_in(workspace), 1))
    for number, event in found:
        if wanted in (str(number), event.id) or (wanted == "last" and number == len(found)):
            return _read(workspace, number, event)
    if not found:
        raise QuizError("no-papers", exit_code=2)
    raise QuizError("no-paper", exit_code=2, paper=wanted, known=str(len(found)))


class PaperReview(Asker):
    """A paper with one of its questions on the screen, as `moment`. Writing takes the lock for a moment."""

    mode = "exam"

    def __init__(self, workspace: Workspace, paper: Paper) -> None:
        super().__init__(workspace, ExitStack())
        self.paper = paper
        self.place = 0
        self.moment: Moment = paper.answers[0].answered

    def go_to(self, place: int) -> None:
        """Puts another question on the screen. Raises IndexError where there is none."""
        if not 0 <= place < len(self.paper.answers):
            raise IndexError(place)
        self.place = place
        self.moment = self.paper.answers[place].answered

    def to_judge(self) -> tuple[int, ...]:
        """The places, counted from 0, whose answers wait for their learner's judgement."""
        answers = enumerate(self.paper.answers)
        return tuple(place for place, one in answers if one.answered.verdict.outcome is Outcome.REVEALED)

    def judge(self, *, known: bool) -> Moment:
        """Commits the learner's own verdict on a self-marked answer. Raises QuizError "busy"."""
        after = judged(self._expect_answered(), known=known)
        if after is not None and after.attempt:
            self._overrule(self._expect_answered(), after)
        return self.moment

    def tick(self, response: Written) -> Moment:
        """Commits which ideas of its rubric the essay on the screen holds. Raises QuizError "busy"."""
        answered = self._expect_answered()
        marked = answered.marked or answered.verdict
        if marked.outcome is Outcome.REVEALED and response.ticked is not None and answered.attempt:
            self._overrule(answered, _ticked(answered, response)._replace(marked=marked))
        return self.moment

    def override(self) -> bool:
        """As for any answer, but for a blank one and for an essay, whose ideas may be ticked again; what its
        learner judged is judged the other way. Raises QuizError "busy"."""
        answered = self._expect_answered()
        if isinstance(answered.response, Written):
            return False
        if answered.marked is not None and answered.marked.outcome is Outcome.REVEALED:
            self.judge(known=answered.verdict.outcome is not Outcome.CORRECT)
            return True
        return bool(answered.attempt) and super().override()

    def _overrule(self, answered: Answered, after: Answered) -> None:
        with self._workspace.history.writing("papers"):
            super()._overrule(answered, after)
        kept = list(self.paper.answers)
        kept[self.place] = kept[self.place]._replace(answered=self._expect_answered())
        self.paper = self.paper._replace(answers=tuple(kept))


def _handed_in(workspace: Workspace) -> Iterable[Event]:
    """The hand-ins of all exams; of one that was handed in twice, by two devices, the first."""
    for start in reversed(workspace.history.exam_starts()):
        about = workspace.history.targeting(start.id)
        yield from [event for event in about if event.kind == EventKind.EXAM_HAND_IN][:1]


def _began_ms(event: Event) -> int:
    return bodies.moment_ms(event.body, "began_ms") or event.at_ms


def _read(workspace: Workspace, number: int, event: Event) -> Paper:
    body = event.body
    questions = body.get("questions")
    if not isinstance(questions, list) or not questions:
        raise QuizError("paper-unreadable", reason="no questions")
    attempts = {
        found.body.get("place"): found.id
        for found in workspace.history.acting(event.action)
        if found.kind == EventKind.ATTEMPT
    }
    answers = []
    for place, one in enumerate(questions):
        answered = answer_from_json(one)
        shown = (attached(passage, workspace.history.folder) for passage in answered.passages)
        answered = answered._replace(passages=tuple(shown))
        attempt = attempts.get(place)
        answered = answered if attempt is None else _ruled(workspace, answered._replace(attempt=attempt))
        answers.append(PaperAnswer(answered, one.get("flagged") is True, bodies.duration_ms(one)))
    return Paper(
        id=event.id,
        number=number,
        began_ms=_began_ms(event),
        handed_in_ms=bodies.moment_ms(body, "handed_in_ms") or event.at_ms,
        offset_min=event.offset_min,
        minutes=bodies.whole(body, "minutes", 1, 24 * 60) or 1,
        by_clock=body.get("by") == "clock",
        answers=tuple(answers),
    )


def _ruled(workspace: Workspace, answered: Answered) -> Answered:
    """An answer with what its learner said of it since."""
    override = workspace.history.override_of(answered.attempt)
    if override is None:
        return answered
    said = response_from_json(override.body.get("response"))
    after = answered
    if isinstance(said, Written) and isinstance(answered.response, Written):
        with suppress(ValueError):
            after = _ticked(answered, said)
    verdict = recorded_verdict(override, after.verdict)
    if verdict == answered.verdict:
        return answered
    return after._replace(verdict=verdict, marked=answered.verdict)


def _ticked(answered: Answered, response: Written) -> Answered:
    asking = answered.asking
    verdict = asking.card.question.grade(asking.face, response, Marking(asking.card.lang))
    return answered._replace(response=response, verdict=verdict)
