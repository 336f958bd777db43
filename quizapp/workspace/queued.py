"""The queue of a sitting: drawn from the roster, and asked out of one card after the other."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING

from quizapp.errors import QuizError
from quizapp.library.model import Card, CardKey
from quizapp.questions.model import Form
from quizapp.questions.showing import ordered_texts, shown_order
from quizapp.study.model import StudyDay
from quizapp.study.queue import Candidate
from quizapp.study.session import Counts, Session
from quizapp.workspace.handling import Handler
from quizapp.workspace.limits import narrowed
from quizapp.workspace.model import Answered, Asking, Done, Moment, NextDue, Scope, Waiting

if TYPE_CHECKING:
    from quizapp.workspace.workspace import Workspace


class Queued(Handler):
    """Asks what a scope has for the day; draws its queue anew whenever a day begins or what lies behind it
    has changed."""

    def __init__(self, workspace: Workspace, scope: Scope, lock: ExitStack) -> None:
        super().__init__(workspace, lock)
        self.scope = scope
        self._showings = 0
        self._begun_on = workspace.today()
        self._day: StudyDay | None = None  # of the queue; None: it must be drawn anew
        self._session = self._drawn()

    # -- what each such way of sitting says for itself ----------------------------------------

    def _restore(self) -> bool:
        """Returns to what waits for the learner's word before anything is asked; gives whether it did."""
        raise NotImplementedError

    # -- how it goes on -----------------------------------------------------------------------

    def _leave(self, going_on: Callable[[], None] | None = None) -> None:
        """Goes on from a question that is done with. Should that fail, what was committed stands, nothing can
        be rated twice, and the next tick tries again."""
        try:
            self._workspace.reading(going_on or self._advance)
        except BaseException:
            self.moment = Waiting(self.now_ms(), self._session.remaining())
            raise

    def _go_on(self, first: Sequence[str] = (), stay: Moment | None = None) -> None:
        """Draws the queue anew and goes to the attempt that waits for its rating, else to the question to
        `stay` at, else to the first of some cards, else to the next one."""
        self._day = None
        self._leave(lambda: self._find_next(first, stay))

    def _find_next(self, first: Sequence[str], stay: Moment | None) -> None:
        self._workspace.catch_up()
        if self._restore() or (isinstance(stay, Asking) and self._stays(stay)):
            return
        today = self._workspace.today()
        found = [
            card
            for key, row in self._workspace.history.memory(first).items()
            if not row.suspended and (row.buried_until or 0) <= today
            if (card := self._workspace.candidate(key)) is not None
        ]
        if found:
            self._session = self._drawn(found[0])
        self._advance()

    def _stays(self, asking: Asking) -> bool:
        """Leaves a question on screen as it stands there, if its card is still to be asked in that phase."""
        self._session = self._drawn()
        card = self._session.cards.get(asking.key)
        if card is None or card.phase is not asking.phase:
            return False
        flag = self._workspace.history.row(asking.key).flag
        self.moment = asking._replace(counts=self._session.remaining(), flag=flag)
        return True

    def _advance(self) -> None:
        # The end of a day moves with the wall clock's offset, and steps beyond it are left to another day.
        if (self._workspace.today(), self._workspace.day_end_ms()) != (self._day, self._session.end_ms):
            self._workspace.catch_up()
            self._session = self._drawn()
        now_ms = self.now_ms()
        while (key := self._session.next_key(now_ms)) is not None:
            try:
                self.moment = self._ask(CardKey(key))
            except QuizError as error:
                if error.code != "card-missing":
                    raise
                # Another program has just indexed its deck without it.
                self._session = self._session.without(key)
            else:
                return
        until_ms = self._session.wait_until_ms()
        self.moment = Done() if until_ms is None else Waiting(until_ms, self._session.remaining())

    def _drawn(self, first: Candidate | None = None) -> Session:
        """What is left of this sitting, drawn from the roster, with a given card at its head."""
        scope = self.scope
        if scope.new is not None:
            scope = scope._replace(new=max(0, scope.new - self._records.new_cards()))
        if scope.reviews is not None:
            scope = scope._replace(reviews=max(0, scope.reviews - self._records.reviews()))
        if scope.ahead is None and self._workspace.today() != self._begun_on:
            scope = narrowed(self._workspace.limits(), scope)
        session = self._workspace.session(scope, first=first, begun=self._records.rated_keys())
        session = session.without(*(key for key, due in self._dated.items() if due > session.day))
        self._day = session.day
        return session if first is None else session.reinserted(first.key, self._state(first.key), first)

    def _ask(self, key: CardKey, order: tuple[int, ...] | None = None, action: str | None = None) -> Asking:
        self._showings += 1
        self._action = action or self._workspace.history.new_id()
        self._asked_at_ms = self.now_ms()
        asking = self._asking(key, order or (), self._session.remaining())
        return asking if order else asking._replace(order=self._order(asking.card, asking.form))

    def _order(self, card: Card, form: Form) -> tuple[int, ...]:
        drawn = list(range(len(ordered_texts(form))))
        if not drawn:
            return ()
        random.Random(f"{self._id}/{self._showings}/{card.deck}/{card.id}").shuffle(drawn)
        return shown_order(form, drawn, shuffle=card.shuffle)

    def _next_due(self) -> NextDue | None:
        return self._workspace.next_due(self.scope)

    def _remaining(self) -> Counts | None:
        return self._on_screen().counts if isinstance(self.moment, Asking | Answered) else None
