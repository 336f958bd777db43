"""Whatever the learner does, the derived tables are what replay gives, and undo is exact."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from quizapp.store.history import History
from quizapp.store.model import Event, EventKind, NewEvent, UndoResult
from quizapp.store.quarantine import bring_back, set_aside
from quizapp.store.replay import Derived
from quizapp.store.sweep import sweep
from quizapp.study.memory import WEIGHT_BOUNDS
from tests.store.making import (
    DAY_MS,
    NOON_DAY,
    HandClock,
    action,
    attempt,
    event,
    raw,
    stored_and_replayed,
)
from tests.store.test_ledger import by_day

CARDS = st.sampled_from(["a/1#main", "a/2#fwd", "b/1#c1", "b/1#c2"])
DAYS = st.integers(NOON_DAY - 1, NOON_DAY + 60)
OUTCOMES = st.sampled_from(["correct", "partial", "wrong", "blank", "revealed"])
MODES = st.sampled_from(["study", "study", "study", "quiz"])
AFTER = st.one_of(
    st.builds(lambda due, days: {"phase": "review", "due": due, "interval": days}, DAYS, st.integers(1, 60)),
    st.builds(
        lambda phase, step, due: {"phase": phase, "step": step, "due_ms": due},
        st.sampled_from(["learning", "relearning"]),
        st.integers(0, 2),
        st.integers(0, 10**13),
    ),
)
SETTINGS = st.one_of(
    st.builds(lambda card, on: event("suspend", card, {"on": on}), CARDS, st.booleans()),
    st.builds(lambda card, until: event("bury", card, {"until": until}), CARDS, st.none() | DAYS),
    st.builds(
        lambda card, due, body: event("due", card, {"due": due, **body}),
        CARDS,
        DAYS,
        st.sampled_from([{}, {"unrated": True}, {"unrated": 1}]),
    ),
    st.builds(lambda card, flag: event("flag", card, {"flag": flag}), CARDS, st.integers(0, 7)),
    st.builds(lambda card: event("reset", card), CARDS),
    st.builds(lambda card: event("almost", card, {"response": "x", "kind": "short"}), CARDS),
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=4,
)
WEIGHTS = st.tuples(*(st.sampled_from([low, (low + high) / 2, high]) for low, high in WEIGHT_BOUNDS))
NAMES = st.sampled_from(
    [
        "outcome",
        "mode",
        "kind",
        "duration_ms",
        "rating",
        "after",
        "due",
        "unrated",
        "on",
        "until",
        "flag",
        "from",
        "weights",
    ]
)
KINDS = [*EventKind, "hologram"]


class Learning(RuleBasedStateMachine):
    """Random sittings on one history, with the undo stack that a learner would expect as the model."""

    @initialize()
    def start(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="quizapp-test-")) / "data"
        self.clock = HandClock()
        self.open()
        self.attempts: list[Event] = []
        self.done: list[tuple[Derived, Derived]] = []
        self.undone: list[tuple[Derived, Derived]] = []

    def open(self) -> None:
        self.history = History.open(self.folder, clock=self.clock)
        connection = self.history._source
        assert isinstance(connection, sqlite3.Connection)
        # Durability is proved elsewhere; waiting for the disk is nearly all that these tests would do.
        connection.execute("PRAGMA synchronous = OFF")

    def teardown(self) -> None:
        self.history.close()
        shutil.rmtree(self.folder.parent)

    def derived(self) -> Derived:
        return stored_and_replayed(self.folder)[0][0]

    def do(self, *events: NewEvent, undoable: bool = True) -> tuple[Event, ...]:
        before = self.derived()
        added = self.history.append(*events)
        if undoable:
            self.done.append((before, self.derived()))
            self.undone.clear()
        else:
            # What stands beneath has changed, so former states are no longer those to come back to.
            self.done.clear()
            self.undone.clear()
        return added

    @rule(card=CARDS, outcome=OUTCOMES)
    def try_study(self, card: str, outcome: str) -> None:
        self.attempts += self.do(attempt(card, outcome=outcome, answer_print=f"1:{len(self.attempts)}"))

    @rule(card=CARDS, outcome=OUTCOMES)
    def try_quiz(self, card: str, outcome: str) -> None:
        self.attempts += self.do(attempt(card, outcome=outcome, mode="quiz"), undoable=False)

    @precondition(lambda self: self.attempts)
    @rule(data=st.data(), rating=st.integers(1, 4), after=AFTER, alone=st.booleans())
    def rate(self, data: st.DataObject, rating: int, after: dict[str, object], alone: bool) -> None:
        tried = data.draw(st.sampled_from(self.attempts))
        body = {"rating": rating, "after": after}
        self.do(event("review", tried.card, body, target=None if alone else tried.id))

    @rule(card=CARDS, outcome=OUTCOMES, rating=st.integers(1, 4), after=AFTER)
    def answer_at_once(self, card: str, outcome: str, rating: int, after: dict[str, object]) -> None:
        group = action()
        before = self.derived()
        (tried,) = self.history.append(attempt(card, outcome=outcome, group=group))
        self.history.append(
            event("review", card, {"rating": rating, "after": after}, group=group, target=tried.id),
            event("bury", "b/1#c1", {"until": NOON_DAY}, group=group),
        )
        self.done.append((before, self.derived()))
        self.undone.clear()

    @precondition(lambda self: self.attempts)
    @rule(data=st.data(), outcome=st.sampled_from(["correct", "wrong", "revealed"]))
    def say_i_was_right(self, data: st.DataObject, outcome: str) -> None:
        tried = data.draw(st.sampled_from(self.attempts))
        own = event("override", None, {"outcome": outcome, "score": 1}, target=tried.id)
        self.do(own, undoable=tried.body["mode"] == "study")

    @precondition(lambda self: self.attempts)
    @rule(data=st.data())
    def override_in_its_action(self, data: st.DataObject) -> None:
        self.history.override(data.draw(st.sampled_from(self.attempts)).id, outcome="partial", score=0.5)
        self.done.clear()
        self.undone.clear()

    @rule(new=SETTINGS)
    def set_something(self, new: NewEvent) -> None:
        self.do(new)

    @rule(weights=WEIGHTS, card=CARDS, due=DAYS)
    def set_parameters(self, weights: tuple[float, ...], card: str, due: int) -> None:
        group = action()
        moved = event("due", card, {"due": due, "interval": 3}, group=group)
        # As the workspace does it: in no sitting, so that no undo of study takes it back.
        self.do(
            event("parameters", None, {"weights": list(weights)}, group=group),
            moved._replace(sitting=""),
            undoable=False,
        )

    @rule(old=CARDS, card=CARDS)
    def rename(self, old: str, card: str) -> None:
        self.do(event("alias", card, {"from": old}), undoable=False)

    @precondition(lambda self: self.attempts)
    @rule(data=st.data())
    def void_something(self, data: st.DataObject) -> None:
        log = list(self.history.events())
        target = data.draw(st.sampled_from([each.action for each in log]))
        self.do(event("void", None, target=target), undoable=False)

    @rule(kind=st.sampled_from(KINDS), card=CARDS, body=st.dictionaries(NAMES, VALUES, max_size=4))
    def take_in_nonsense(self, kind: str, card: str, body: dict[str, object]) -> None:
        self.do(NewEvent(kind, action(), "s", card, None, body), undoable=False)

    @rule(card=CARDS)
    def take_in_a_later_version(self, card: str) -> None:
        before = self.derived()
        self.history.append(event("reset", card, v=2), event("hologram", card))
        assert self.derived() == before
        self.done.clear()
        self.undone.clear()

    @rule()
    def undo(self) -> None:
        result = self.history.undo()
        if self.done:
            assert result is not None
            self.undone.append(self.done.pop())
            assert self.derived() == self.undone[-1][0]
        elif result is not None:
            self.undone.clear()

    @rule()
    def redo(self) -> None:
        result = self.history.redo()
        if self.undone:
            assert isinstance(result, UndoResult)
            self.done.append(self.undone.pop())
            assert self.derived() == self.done[-1][1]
        else:
            self.done.clear()

    @rule(ms=st.integers(-DAY_MS, 30 * DAY_MS))
    def turn_the_clock(self, ms: int) -> None:
        self.clock.at_ms += ms

    @rule(back=st.integers(0, 40), lift=st.booleans())
    def settle_a_wrong_clock(self, back: int, lift: bool) -> None:
        self.clock.at_ms -= back * DAY_MS
        before = self.derived()
        found = self.history.settle(set_aside)
        assert self.history.ahead() is None
        if found is None:
            assert self.derived() == before
        elif lift:
            assert self.history.settle(bring_back) == found.actions
            assert self.derived() == before
            assert self.history.ahead() == found
        self.done.clear()
        self.undone.clear()

    @rule()
    def reopen(self) -> None:
        self.history.close()
        self.open()

    @invariant()
    def replay_equals_the_derived_tables(self) -> None:
        stored, replayed = stored_and_replayed(self.folder)
        assert stored == replayed
        with raw(self.folder) as connection:
            assert sweep(connection) == replayed

    @invariant()
    def the_ledger_adds_up_to_the_day_sums(self) -> None:
        counted, sums = by_day(self.history, [self.history.ledger()])
        assert counted == sums

    @invariant()
    def changes_are_reported(self) -> None:
        head = getattr(self, "known_head", 0)
        known: dict[str, object] = getattr(self, "known_rows", {})
        rows = {row.card: row for row in self.history.memories()}
        changed = {card for card in rows.keys() | known.keys() if rows.get(card) != known.get(card)}
        assert changed <= self.history.cards_changed_since(head)
        self.known_head, self.known_rows = self.history.head(), rows


TestLearning = Learning.TestCase
TestLearning.settings = settings(max_examples=settings().max_examples // 3, stateful_step_count=30)
