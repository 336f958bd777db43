"""A sitting: asks, marks, commits, schedules. All that Study and `study --plain` do, they do through it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from typing import TYPE_CHECKING

from quizapp.clock import Instant
from quizapp.errors import QuizError
from quizapp.library.model import CardKey, Problem
from quizapp.questions.model import Composing, Outcome, Response
from quizapp.questions.showing import ordered_texts
from quizapp.questions.suggest import suggested_rating
from quizapp.store.model import Event, EventKind
from quizapp.study.model import Future, Rating, Stepping, StudyDay
from quizapp.workspace import changes
from quizapp.workspace.asking import almost_body
from quizapp.workspace.attempts import (
    recorded_order,
    recorded_verdict,
    response_from_json,
    retyped,
)
from quizapp.workspace.editing import CardPlace, card_place, problem_at
from quizapp.workspace.limits import is_review
from quizapp.workspace.model import Answered, Asking, Leech, Moment, Reread, Scope, Waiting
from quizapp.workspace.queued import Queued

if TYPE_CHECKING:
    from quizapp.workspace.reviews import Review
    from quizapp.workspace.workspace import Workspace


class Sitting(Queued):
    """A sitting of daily review over a scope, made by `Workspace.sitting`.

    `submit` and `rate` return only after their event is durably committed.
    """

    mode = "study"

    def __init__(self, workspace: Workspace, scope: Scope, lock: ExitStack) -> None:
        super().__init__(workspace, scope, lock)
        self.leech: Leech | None = None
        self._previewed_on: StudyDay | None = None
        self._place: CardPlace | None = None
        if not self._restore():
            self._advance()

    # -- what a learner does ------------------------------------------------------------------

    def rate(self, rating: Rating) -> Moment:
        """Commits the review that the rating's future describes, and goes on to the next card. `leech` then
        says whether the rated card was forgotten too often."""
        answered = self._expect_answered()
        key, now = answered.asking.key, self._workspace.clock.now()
        future, review = self._review(answered, rating, now)
        counts = self._counts_as_review(key)
        self._workspace.history.append(*review.events, now=now)
        self.leech = review.leech
        self._records.rate(answered.attempt, rating, review=counts)
        self._session = self._session.answered(key, future.state, now.at_ms, self._session.day)
        if self.leech is not None and self.leech.suspended:
            self._session = self._session.without(key)
        self._leave()
        return self.moment

    def place(self) -> CardPlace:
        """Where the card on screen is written, or what keeps it from being read. Raises QuizError
        "deck-shipped", "card-missing" and "nothing-asked"."""
        try:
            self._place = card_place(self._workspace, self._on_screen().key)
        except QuizError as error:
            if error.code != "card-missing" or self._place is None:
                raise
            problem = self._unreadable()
            return self._place if problem is None else self._place._replace(line=problem.line)
        return self._place

    def reread(self) -> Reread:
        """Reads the library anew, and with it the card on screen; the queue and the history stay. A card that
        can no longer be read stays on screen as it was."""
        from quizapp.questions.prints import answer_print

        before = self.moment
        self._workspace.reload()
        changed = False
        if isinstance(before, Asking | Answered):
            asking = self._on_screen()
            self._workspace.reading(lambda: self._ask_again(before))
            if isinstance(self.moment, Asking | Answered) and (now := self._on_screen()).key == asking.key:
                prints = [answer_print(one.card.question, one.face) for one in (asking, now)]
                changed = prints[0] != prints[1]
        return Reread(changed, self._workspace.edits.due, self._unreadable())

    def keep_dates(self) -> None:
        """Gives the cards whose answers the last edit changed the dates that they had."""
        self._workspace.keep_dates()

    def tick(self) -> Moment:
        """Looks at the clock while waiting: a learning card may have come due."""
        if isinstance(self.moment, Waiting):
            self._workspace.reading(self._advance)
        return self.moment

    # -- how it goes on -----------------------------------------------------------------------

    def _review(self, answered: Answered, rating: Rating, now: Instant) -> tuple[Future, Review]:
        """The future that a rating chooses, and what is to be appended for it."""
        from quizapp.workspace.reviews import review

        key, future = answered.asking.key, answered.futures[rating - 1]
        if isinstance(future.state, Stepping) or self._workspace.day_of(now) != self._previewed_on:
            # A step's wait counts from its rating, and a day that began since changes every interval.
            future = self._workspace.futures(key, self._state(key), now)[rating - 1]
        card = self._session.cards.get(key)
        interday = card is not None and card.interday
        return future, review(self._workspace, self._action, self._id, answered, future, now, interday)

    def _counts_as_review(self, key: str) -> bool:
        """Whether a rating of the card uses up the limit of reviews."""
        card = self._session.cards.get(key)
        return card is not None and is_review(card, self._workspace.today() + (self.scope.ahead or 0))

    def _prepare_verdict(self, asking: Asking) -> None:
        super()._prepare_verdict(asking)
        self._workspace.history.medians(asking.card.question.kind)
        self._workspace.futures(asking.key, self._state(asking.key), self._workspace.clock.now())

    def _prepare_next(self, answered: Answered) -> None:
        now = self._workspace.clock.now()
        for rating in Rating:
            future, _ = self._review(answered, rating, now)
            rest = self._session.answered(answered.asking.key, future.state, now.at_ms, self._session.day)
            key = rest.next_key(now.at_ms)
            if key is not None:
                self._asking(CardKey(key), (), rest.remaining())
        self._workspace.history.expect(self._new(EventKind.REVIEW, answered.asking.key, answered.attempt, {}))

    def _unreadable(self) -> Problem | None:
        """The error that stands in the way of the card on screen, its own if it has one."""
        if self._place is None or not isinstance(self.moment, Asking | Answered):
            return None
        return problem_at(self._workspace, self._place, self._on_screen())

    def _ask_again(self, before: Asking | Answered) -> None:
        """Shows what the card on screen has become: at its verdict if it has one, else as a question."""
        if isinstance(before, Answered) or before.retype:
            if self._restore():
                self._still_shown(before)
            return
        try:
            fresh = self._asking(before.key, before.order, before.counts)
            self._asked_at_ms = self.now_ms()
        except QuizError as error:
            if error.code != "card-missing":
                raise
            return
        if sorted(ordered_texts(fresh.form)) != sorted(ordered_texts(before.form)):
            fresh = fresh._replace(order=self._order(fresh.card, fresh.form))
        self.moment = fresh._replace(first=before.first)

    def _keep_almost(self, asking: Asking, response: Response) -> None:
        self._append(EventKind.ALMOST, asking.key, None, almost_body(asking, response))

    def _judged(self, answered: Answered, body: Mapping[str, object]) -> Answered:
        """With the four futures, and the rating that the verdict suggests."""
        now, asking = self._workspace.clock.now(), answered.asking
        self._previewed_on = self._workspace.day_of(now)
        count, median_ms = self._workspace.history.medians(asking.card.question.kind)
        duration_ms = body.get("duration_ms")
        suggested = suggested_rating(
            answered.verdict,
            hinted=body.get("hinted") is True,
            guessed=body.get("guessed") is True,
            duration_ms=duration_ms if isinstance(duration_ms, int) else 0,
            median_ms=median_ms if count >= 20 else None,
            own_marking=isinstance(asking.form, Composing),
        )
        futures = self._workspace.futures(asking.key, self._state(asking.key), now)
        return answered._replace(
            futures=futures,
            suggested=None if suggested is None else Rating(suggested),
            change=changes.unjudged(self._workspace.history, answered),
        )

    def _restore(self) -> bool:
        """Returns to an attempt that was committed but not rated, or to the retype of an "almost"."""
        event = self._workspace.history.unfinished()
        card = None if event is None else self._workspace.candidate(event.card or "")
        if event is None or card is None:
            return False
        drawn, action = self._session, self._action
        self._session = self._drawn(card)
        key = CardKey(card.key)
        asking = self._ask(key, recorded_order(event, self._workspace.index.card(key), key), event.action)
        try:
            moment = self._restored(event, asking)
        except ValueError:
            moment = None
        if moment is None:
            # What was drawn before may hold what has been set aside since: it is drawn anew.
            self._session, self._action, self._day = drawn, action, None
            return False
        self.moment = moment
        return True

    def _restored(self, event: Event, asking: Asking) -> Moment | None:
        """What an attempt or an almost was at; None where the card was edited so that it is no longer almost.

        Raises ValueError where the response no longer fits the card.
        """
        response = response_from_json(event.body.get("response"))
        marking = self._marking(asking)._replace(final=event.kind != EventKind.ALMOST)
        verdict = asking.card.question.grade(asking.face, response, marking)
        if event.kind == EventKind.ALMOST:
            almost = verdict.outcome is Outcome.ALMOST
            return retyped(asking, response, verdict) if almost else None
        marked = recorded_verdict(event, verdict)
        override = self._workspace.history.override_of(event.id)
        stands = marked if override is None else recorded_verdict(override, marked)
        answered = self._answered(asking, response, stands, event.body)
        answered = answered._replace(
            attempt=event.id, restored=True, marked=None if stands == marked else marked
        )
        duration_ms = event.body.get("duration_ms")
        sure = event.body.get("sure")
        self._records.add(
            self._action,
            answered,
            duration_ms if isinstance(duration_ms, int) else 0,
            sure if isinstance(sure, bool) else None,
        )
        return answered
