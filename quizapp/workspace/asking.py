"""What every way of sitting does with a question: marks it, commits the attempt, shows what proves it."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING

from quizapp.clock import Instant
from quizapp.errors import QuizError
from quizapp.library.model import CardKey
from quizapp.questions.model import Marking, Outcome, Response, Verdict, Written
from quizapp.store.model import Event, EventKind, NewEvent
from quizapp.study.model import CardState, Phase
from quizapp.study.session import Counts
from quizapp.workspace.attempts import attempt_body, phase_of, response_to_json, retyped
from quizapp.workspace.model import (
    Answered,
    Asking,
    Done,
    Moment,
    NextDue,
    ShownOriginal,
    ShownPassage,
    Summary,
)
from quizapp.workspace.overruling import overruled
from quizapp.workspace.passages import shown_passages
from quizapp.workspace.records import Records
from quizapp.workspace.summing import summarised

if TYPE_CHECKING:
    from quizapp.workspace.accepting import Proposal
    from quizapp.workspace.workspace import Workspace


class Asker:
    """Asks one question at a time. `moment` says what to show; what it shows as answered is durably
    committed. Holds the writer lock until it is closed."""

    mode: str
    """What the attempts of this way of sitting are called in the history."""

    def __init__(self, workspace: Workspace, lock: ExitStack) -> None:
        self._workspace = workspace
        self._lock = lock
        self._id = workspace.history.new_id()
        self._action = self._id
        self._records = Records()
        self._asked_at_ms = workspace.clock.now().at_ms
        self.moment: Moment = Done()

    @property
    def workspace(self) -> Workspace:
        """What it asks out of."""
        return self._workspace

    # -- what a learner does ------------------------------------------------------------------

    def submit(
        self, response: Response, *, hinted: bool = False, guessed: bool = False, sure: bool | None = None
    ) -> Moment:
        """Marks a response and commits the attempt; an "almost" asks once more instead. `sure` is what the
        learner said of the answer before seeing the verdict, None if nothing was asked."""
        asking = self._expect_asking()
        verdict = asking.card.question.grade(asking.face, response, self._marking(asking))
        if verdict.outcome is Outcome.ALMOST:
            self._keep_almost(asking, response)
            self.moment = retyped(asking, response, verdict)
            return self.moment
        duration_ms = max(0, self._workspace.clock.now().at_ms - self._asked_at_ms)
        body = attempt_body(self.mode, asking, response, verdict, duration_ms)
        body |= {"hinted": hinted, "guessed": guessed}
        if sure is not None:
            body["sure"] = sure
        # Before the commit, so that no answer is committed and then cannot be shown.
        answered = self._workspace.reading(lambda: self._answered(asking, response, verdict, body))
        event = self._append(EventKind.ATTEMPT, asking.key, None, body)
        self.moment = answered._replace(attempt=event.id)
        self._records.add(self._action, self.moment, duration_ms, sure)
        return self.moment

    def prepare(self) -> None:
        """Does what the next step of the learner will need, while they read or think: to be called once the
        moment is on the screen. Nothing depends on it; what changed since is read anew."""
        moment = self.moment
        # What fails here fails again where it matters, and is told there.
        with suppress(QuizError, OSError, sqlite3.Error):
            if isinstance(moment, Asking):
                self._workspace.reading(lambda: self._prepare_verdict(moment))
                self._workspace.history.expect(self._new(EventKind.ATTEMPT, moment.key, None, {}))
                self._workspace.history.checkpoint()
            elif isinstance(moment, Answered):
                self._workspace.reading(lambda: self._prepare_next(moment))

    def override(self) -> bool:
        """Lets the learner's "I was right" stand, and called again, the program's verdict. Both stay in the
        log. Gives whether there was anything to override."""
        answered = self._expect_answered()
        after = overruled(answered)
        if after is not None:
            self._overrule(answered, after)
        return after is not None

    def propose(self) -> Proposal:
        """The edit of its deck by which the answer on screen would have been right. Raises QuizError as
        `accepting.propose` does."""
        from quizapp.workspace.accepting import propose

        return propose(self._workspace, self._expect_answered())

    def accept(self, proposal: Proposal) -> None:
        """Writes the edit, and lets the answer on screen count as right. Raises QuizError as
        `accepting.write` does."""
        from quizapp.workspace.accepting import write

        write(self._workspace, proposal)
        if self._expect_answered().marked is None:
            self.override()

    def open_image(self) -> str:
        """Opens the image of the card on screen in the viewer of the system; gives its path. Raises QuizError
        as `images.open_image` does, and "nothing-asked"."""
        from quizapp.workspace.images import open_image

        asking = self.moment.asking if isinstance(self.moment, Answered) else self._expect_asking()
        return open_image(self._workspace, asking.card)

    def original(self, passage: ShownPassage) -> ShownOriginal:
        """The line of the attached original that a passage restates. Raises QuizError as
        `originals.read_original` does."""
        from quizapp.workspace.originals import read_original

        return read_original(self._workspace.history.folder, passage)

    def summary(self) -> Summary:
        """What this sitting came to, so far."""
        return summarised(self._records.all(), self._next_due(), self._remaining())

    @property
    def asks_confidence(self) -> bool:
        """Whether the learner wants to be asked, before each verdict, how sure they are."""
        return self._workspace.settings.confidence

    def is_empty(self) -> bool:
        """Whether there is nothing to do in it."""
        return isinstance(self.moment, Done)

    def now_ms(self) -> int:
        """The clock's Unix time in milliseconds."""
        return self._workspace.clock.now().at_ms

    def close(self) -> None:
        """Ends the sitting and lets go of the writer lock."""
        self._lock.close()

    # -- what each way of sitting says for itself ---------------------------------------------

    def _keep_almost(self, asking: Asking, response: Response) -> None:
        """Notes an "almost" where it must outlive the program."""

    def _judged(self, answered: Answered, body: Mapping[str, object]) -> Answered:
        """What follows from a verdict besides the proof."""
        return answered

    def _prepare_verdict(self, asking: Asking) -> None:
        """Goes through what a verdict takes, so that all that is to be read for it is at hand."""
        verdict = asking.card.question.grade(asking.face, None, self._marking(asking))
        self._passages(asking, verdict)

    def _prepare_next(self, answered: Answered) -> None:
        """Goes through what follows an answer, likewise."""

    def _next_due(self) -> NextDue | None:
        return None

    def _remaining(self) -> Counts | None:
        """What waits to be asked, where the schedule has to do with it."""
        return None

    def _found_again(self, before: Moment) -> None:
        """Gives an essay that was taken back to the field that it is asked in again."""
        now = self.moment
        if isinstance(before, Answered) and isinstance(now, Asking) and now.key == before.asking.key:
            said = before.response
            if isinstance(said, Written):
                self.moment = now._replace(first=Written(said.text))

    # -- what they share ----------------------------------------------------------------------

    def _asking(self, key: CardKey, order: tuple[int, ...], counts: Counts) -> Asking:
        card, title = self._workspace.index.titled_card(key)
        face = key.rpartition("#")[2]
        row = self._workspace.history.row(key)
        return Asking(
            key=key,
            face=face,
            card=card,
            deck_title=title,
            stem=card.question.stem(face),
            form=card.question.form(face),
            order=order,
            phase=phase_of(row.state),
            counts=counts,
            flag=row.flag,
        )

    def _answered(
        self, asking: Asking, response: Response, verdict: Verdict, body: Mapping[str, object]
    ) -> Answered:
        """What an attempt comes to; its id is still to be filled in."""
        answered = Answered(
            asking=asking,
            attempt="",
            response=response,
            verdict=verdict,
            passages=self._passages(asking, verdict),
            futures=(),
            suggested=None,
        )
        return self._judged(answered, body)

    def _overrule(self, answered: Answered, after: Answered) -> None:
        """Commits the verdict that stands afterwards."""
        event = self._workspace.history.event(answered.attempt)
        body = {} if event is None else event.body
        judged = self._workspace.reading(lambda: self._judged(after, body))
        said = {} if after.response == answered.response else {"response": response_to_json(after.response)}
        outcome, score = str(after.verdict.outcome), after.verdict.score
        self._workspace.history.override(answered.attempt, outcome=outcome, score=score, **said)
        self._records.overrule(answered.attempt, after.verdict)
        self.moment = judged

    def _append(
        self,
        kind: EventKind,
        key: str | None,
        target: str | None,
        body: Mapping[str, object],
        now: Instant | None = None,
    ) -> Event:
        return self._workspace.history.append(self._new(kind, key, target, body), now=now)[0]

    def _new(
        self, kind: EventKind, key: str | None, target: str | None, body: Mapping[str, object]
    ) -> NewEvent:
        return NewEvent(kind, self._action, self._id, key, target, body)

    def _marking(self, asking: Asking) -> Marking:
        return Marking(
            lang=asking.card.lang,
            strict_accents=asking.card.strict_accents,
            vocabulary=self._workspace.index.vocabulary(asking.card.deck),
            final=asking.retype,
        )

    def _passages(self, asking: Asking, verdict: Verdict) -> tuple[ShownPassage, ...]:
        index, card = self._workspace.index, asking.card
        with suppress(QuizError):
            # As it stands now: another program may have indexed an edited source since the card was asked.
            # Where the card is gone since, what can still be found of its passages is shown.
            card = index.card(asking.key)
        right = verdict.outcome is Outcome.CORRECT and asking.phase is Phase.REVIEW
        less = right and self._workspace.settings.passage == "quote"
        return shown_passages(index, card, quote_only=less, data=self._workspace.history.folder)

    def _state(self, key: str) -> CardState:
        return self._workspace.history.row(key).state

    def _expect_asking(self) -> Asking:
        if not isinstance(self.moment, Asking):
            raise QuizError("nothing-asked")
        return self.moment

    def _expect_answered(self) -> Answered:
        if not isinstance(self.moment, Answered):
            raise QuizError("nothing-answered")
        return self.moment


def almost_body(asking: Asking, response: Response) -> dict[str, object]:
    """The body of an "almost"."""
    return {"response": response_to_json(response), "kind": asking.card.question.kind}
