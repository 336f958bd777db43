"""A sitting: asks, marks, commits, schedules. All that Study and `study --plain` do, they do through it."""

from __future__ import annotations

import random
from collections.abc import Mapping
from contextlib import ExitStack
from typing import TYPE_CHECKING, NamedTuple

from quizapp.errors import QuizError
from quizapp.library.model import Card, CardKey
from quizapp.questions.model import Form, Marking, Outcome, Response, Verdict
from quizapp.questions.showing import ordered_texts, shown_order
from quizapp.questions.suggest import suggested_rating
from quizapp.store.model import Event, EventKind, NewEvent
from quizapp.study.model import CardState, Phase, Rating
from quizapp.workspace.attempts import (
    attempt_body,
    from_now,
    phase_of,
    recorded_order,
    recorded_verdict,
    response_from_json,
    response_to_json,
    review_body,
)
from quizapp.workspace.model import Answered, Asking, Done, Moment, Record, Scope, Summary, Waiting
from quizapp.workspace.passages import shown_passages
from quizapp.workspace.summing import summarised
from quizapp.workspace.wording import answer_texts

if TYPE_CHECKING:
    from quizapp.workspace.workspace import Workspace


class _Step(NamedTuple):
    """A record with the action that an undo would void."""

    action: str
    record: Record


class Sitting:
    """A sitting of daily review over a scope. Holds the writer lock's work; made by `Workspace.sitting`.

    `moment` says what to show. `submit` and `rate` return only after their event is durably committed.
    """

    def __init__(self, workspace: Workspace, scope: Scope, lock: ExitStack) -> None:
        self._workspace = workspace
        self._scope = scope
        self._lock = lock
        self._id = workspace.history.new_id()
        self._action = self._id
        self._showings = 0
        self._steps: list[_Step] = []
        self._asked_at_ms = workspace.clock.now().at_ms
        self._day = workspace.today()
        self._session = workspace.session(scope)
        self.moment: Moment = Done()
        if not self._restore():
            self._advance()

    # -- what a learner does ------------------------------------------------------------------

    def submit(self, response: Response, *, hinted: bool = False, guessed: bool = False) -> Moment:
        """Marks a response and commits the attempt; an "almost" asks once more instead."""
        asking = self._expect_asking()
        verdict = asking.card.question.grade(asking.face, response, self._marking(asking))
        if verdict.outcome is Outcome.ALMOST:
            body = {"response": response_to_json(response), "kind": asking.card.question.kind}
            self._append(EventKind.ALMOST, asking.key, None, body)
            self.moment = asking._replace(first=response, retype=True)
            return self.moment
        duration_ms = max(0, self._workspace.clock.now().at_ms - self._asked_at_ms)
        body = attempt_body(asking, response, verdict, duration_ms, hinted=hinted, guessed=guessed)
        event = self._append(EventKind.ATTEMPT, asking.key, None, body)
        self.moment = self._answered(asking, event.id, response, verdict, body)
        self._record(self.moment, duration_ms)
        return self.moment

    def rate(self, rating: Rating) -> Moment:
        """Commits the review that the rating's future describes, and goes on to the next card."""
        answered = self._expect_answered()
        key = answered.asking.key
        if self._workspace.today() != self._day:
            state = self._state(key)
            answered = answered._replace(futures=self._workspace.futures(key, state))
        future = answered.futures[rating - 1]
        now = self._workspace.clock.now()
        state = from_now(future, now.at_ms)
        body = review_body(answered, future, state, self._workspace.fsrs.parameters_id)
        self._append(EventKind.REVIEW, key, answered.attempt, body)
        self._rated(answered, rating)
        self._session = self._session.answered(key, state, now.at_ms, self._day)
        self._advance()
        return self.moment

    def undo(self) -> bool:
        """Takes back the last action, also of an earlier sitting, and asks its card again."""
        undone = self._workspace.history.undo()
        if undone is None:
            return False
        self._steps = [step for step in self._steps if step.action != undone.action]
        self._rebuild(undone.cards)
        return True

    def redo(self) -> bool:
        """Takes back the last undo."""
        redone = self._workspace.history.redo()
        if redone is None:
            return False
        self._rebuild(())
        if not self._restore():
            self._advance()
        return True

    def set_aside(self, *, suspend: bool) -> Moment:
        """Suspends the card on screen, or buries it until the next study day; both can be undone."""
        current = self.moment
        if isinstance(current, Answered):
            current = current.asking
        if not isinstance(current, Asking):
            return self.moment
        self._action = self._workspace.history.new_id()
        if suspend:
            self._append(EventKind.SUSPEND, current.key, None, {"on": True})
        else:
            self._append(EventKind.BURY, current.key, None, {"until": int(self._day) + 1})
        self._rebuild(())
        self._advance()
        return self.moment

    def tick(self) -> Moment:
        """Looks at the clock while waiting: a learning card may have come due."""
        if isinstance(self.moment, Waiting):
            self._advance()
        return self.moment

    def study_more_new(self, count: int) -> Moment:
        """Adds new cards to this sitting beyond today's limit."""
        left = self._workspace.new_left_today()
        self._scope = self._scope._replace(new=max(self._scope.new or 0, left) + count, limit=None)
        self._rebuild(())
        self._advance()
        return self.moment

    def summary(self) -> Summary:
        """What this sitting came to, so far."""
        return summarised([step.record for step in self._steps], self._workspace.next_due(self._scope))

    def is_empty(self) -> bool:
        """Whether there is nothing to do in it."""
        return isinstance(self.moment, Done)

    def now_ms(self) -> int:
        """The clock's Unix time in milliseconds, for showing how long a wait still lasts."""
        return self._workspace.clock.now().at_ms

    def close(self) -> None:
        """Ends the sitting and lets go of the writer lock."""
        self._lock.close()

    # -- how it goes on -----------------------------------------------------------------------

    def _advance(self) -> None:
        if self._workspace.today() != self._day:
            self._rebuild(())
        now_ms = self._workspace.clock.now().at_ms
        key = self._session.next_key(now_ms)
        if key is not None:
            self.moment = self._ask(CardKey(key))
            return
        until_ms = self._session.wait_until_ms()
        self.moment = Done() if until_ms is None else Waiting(until_ms, self._session.remaining())

    def _rebuild(self, first: tuple[str, ...]) -> None:
        """Draws the queue anew from the roster, the given cards at its head."""
        self._workspace.roster.catch_up()
        self._day = self._workspace.today()
        done = len({step.record.key for step in self._steps if step.record.rating is not None})
        limit = None if self._scope.limit is None else max(0, self._scope.limit - done)
        self._session = self._workspace.session(self._scope._replace(limit=limit))
        live = [CardKey(key) for key in first if self._workspace.roster.is_live(key)]
        for key in live:
            candidate = self._workspace.roster.candidate(key)
            self._session = self._session.reinserted(key, self._state(key), candidate)
        if live:
            self.moment = self._ask(live[0])
        elif first:
            self._advance()

    def _ask(self, key: CardKey, order: tuple[int, ...] | None = None, action: str | None = None) -> Asking:
        card = self._workspace.index.card(key)
        face = key.rpartition("#")[2]
        form = card.question.form(face)
        self._showings += 1
        self._action = action or self._workspace.history.new_id()
        self._asked_at_ms = self._workspace.clock.now().at_ms
        return Asking(
            key=key,
            face=face,
            card=card,
            deck_title=self._workspace.deck_title(card.deck),
            stem=card.question.stem(face),
            form=form,
            order=order or self._order(card, form),
            phase=phase_of(self._state(key)),
            counts=self._session.remaining(),
        )

    def _order(self, card: Card, form: Form) -> tuple[int, ...]:
        drawn = list(range(len(ordered_texts(form))))
        random.Random(f"{self._id}/{self._showings}/{card.deck}/{card.id}").shuffle(drawn)
        return shown_order(form, drawn, shuffle=card.shuffle)

    def _answered(
        self, asking: Asking, attempt: str, response: Response, verdict: Verdict, body: Mapping[str, object]
    ) -> Answered:
        count, median_ms = self._workspace.history.medians(asking.card.question.kind)
        duration_ms = body.get("duration_ms")
        suggested = suggested_rating(
            verdict,
            hinted=body.get("hinted") is True,
            guessed=body.get("guessed") is True,
            duration_ms=duration_ms if isinstance(duration_ms, int) else 0,
            median_ms=median_ms if count >= 20 else None,
        )
        return Answered(
            asking=asking,
            attempt=attempt,
            response=response,
            verdict=verdict,
            passages=shown_passages(
                self._workspace.index, asking.card, quote_only=self._quote_only(asking, verdict)
            ),
            futures=self._workspace.futures(asking.key, self._state(asking.key)),
            suggested=None if suggested is None else Rating(suggested),
        )

    def _restore(self) -> bool:
        """Returns to an attempt that was committed but not rated, or to the retype of an "almost"."""
        event = self._workspace.history.unfinished()
        if event is None or event.card is None or not self._workspace.roster.is_live(event.card):
            return False
        key = CardKey(event.card)
        response = response_from_json(event.body.get("response"))
        drawn, card = self._session, self._workspace.roster.candidate(key)
        # The queue holds it only if it lies within this sitting's scope and limits.
        self._session = drawn.reinserted(key, self._state(key), card)
        asking = self._ask(key, recorded_order(event, self._workspace.index.card(key), key), event.action)
        try:
            if event.kind == EventKind.ALMOST:
                self.moment = asking._replace(first=response, retype=True)
                return True
            marking = self._marking(asking)._replace(final=True)
            verdict = asking.card.question.grade(asking.face, response, marking)
        except ValueError:
            self._session = drawn
            return False
        recorded = recorded_verdict(event, verdict)
        answered = self._answered(asking, event.id, response, recorded, event.body)._replace(restored=True)
        self.moment = answered
        duration_ms = event.body.get("duration_ms")
        self._record(answered, duration_ms if isinstance(duration_ms, int) else 0)
        return True

    # -- what is written ----------------------------------------------------------------------

    def _append(self, kind: EventKind, key: str, target: str | None, body: Mapping[str, object]) -> Event:
        event = NewEvent(kind=kind, action=self._action, sitting=self._id, card=key, target=target, body=body)
        return self._workspace.history.append(event)[0]

    def _record(self, answered: Answered, duration_ms: int) -> None:
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
        )
        self._steps.append(_Step(self._action, record))

    def _rated(self, answered: Answered, rating: Rating) -> None:
        step = self._steps[-1]
        score = step.record.score
        if answered.verdict.outcome is Outcome.REVEALED:
            score = 0.0 if rating is Rating.AGAIN else 1.0
        self._steps[-1] = _Step(step.action, step.record._replace(rating=rating, score=score))

    # -- what it looks up ---------------------------------------------------------------------

    def _marking(self, asking: Asking) -> Marking:
        return Marking(
            lang=asking.card.lang,
            strict_accents=asking.card.strict_accents,
            vocabulary=self._workspace.index.vocabulary(asking.card.deck),
            final=asking.retype,
        )

    def _quote_only(self, asking: Asking, verdict: Verdict) -> bool:
        right = verdict.outcome is Outcome.CORRECT and asking.phase is Phase.REVIEW
        return right and self._workspace.settings.passage == "quote"

    def _state(self, key: str) -> CardState:
        return self._workspace.history.memory((key,))[key].state

    def _expect_asking(self) -> Asking:
        if not isinstance(self.moment, Asking):
            raise QuizError("nothing-asked")
        return self.moment

    def _expect_answered(self) -> Answered:
        if not isinstance(self.moment, Answered):
            raise QuizError("nothing-answered")
        return self.moment
