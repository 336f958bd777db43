"""Whatever was done, and in which order: undo gives back the former tables to the byte, and redo the later.

Random days of everything that a learner can do to cards, with the program ended and begun in between. After
each act the derived tables equal replay; now and then they are compared with those of a history in which
what was undone never happened.
"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from quizapp.errors import QuizError
from quizapp.library.model import CardKey
from quizapp.questions.model import (
    Composing,
    Matching,
    Options,
    Ordering,
    Response,
    TrueFalse,
    Typed,
    Written,
)
from quizapp.settings import Settings
from quizapp.store import derived, log
from quizapp.store.absorbing import absorb
from quizapp.store.database import connect, create
from quizapp.store.model import EventKind, NewEvent
from quizapp.store.replay import order
from quizapp.store.undo import last_action
from quizapp.study.model import Rating
from quizapp.workspace import acts, bulk
from quizapp.workspace.drawing import RoundScope
from quizapp.workspace.exam_opening import open_exam
from quizapp.workspace.model import Answered, Asking, Scope
from quizapp.workspace.quarantine import bring_back, set_aside
from quizapp.workspace.quiz import begin_quiz
from quizapp.workspace.sitting import Sitting
from quizapp.workspace.workspace import Workspace
from tests.workspace.making import (
    DAY_MS,
    MINUTE_MS,
    Desk,
    answer_all,
    choice,
    cloze,
    essay,
    reversed_card,
    roster_rows,
    short,
)

STEPS = 34
"""Actions that are undone, each: more than the 30 that are promised."""

CARDS = {
    "a": short("importations", hint="Non."),
    "b": reversed_card(),
    "c": cloze(3),
    "d": choice(),
    "e": essay(),
    "f": {"question": "Qui ?", "all": ["un tigre", "une girafe"]},
    "g": {"statement": "Vrai ?", "is": True},
    "h": {"question": "Dans quel ordre ?", "order": ["un", "deux", "trois"]},
    "i": {"question": "À qui ?", "match": {"un": "one", "deux": "two"}, "decoys": ["three"]},
}

Dump = dict[str, bytes]
Act = Callable[["Learner"], None]


def dump(connection: sqlite3.Connection) -> Dump:
    """The tables that say how cards stand and what was done, byte for byte. Those that only tell where in the
    log something lies (`renamed`, `timed`, `voided`) hold what was undone as the log does; `verify` compares
    them with replay."""
    return {
        table: repr(connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall()).encode()
        for table in ("memory", "day_sum", "pending")
    }


def as_if_it_had_never_been(workspace: Workspace) -> Dump:
    """The tables of a history that was only ever told what stands."""
    events = list(workspace.history.events())
    voided = derived.stored(source(workspace))[1]
    with closing(connect(":memory:")) as connection:
        create(connection)
        for event in sorted(events, key=order):
            if event.kind != EventKind.VOID and event.action not in voided:
                values = [*event[:-2], log.canonical(dict(event.body)), event.crc]
                marks = ", ".join("?" * len(values))
                connection.execute(f"INSERT INTO event ({log.COLUMNS}) VALUES ({marks})", values)
                absorb(connection, event)
        return dump(connection)


def source(workspace: Workspace) -> sqlite3.Connection:
    connection = workspace.history._source
    assert isinstance(connection, sqlite3.Connection)
    return connection


class Learner:
    """Somebody who does anything at any time."""

    def __init__(self, desk: Desk, rng: random.Random) -> None:
        self.desk = desk
        self.rng = rng
        self.workspace = desk.open()
        self.sitting: Sitting | None = None
        self.latest = desk.clock.at_ms

    # -- how things stand ------------------------------------------------------------------------

    def stands(self) -> tuple[Dump, list[tuple[object, ...]]]:
        return dump(source(self.workspace)), roster_rows(self.workspace)

    def last_action(self) -> str | None:
        return last_action(source(self.workspace))

    def keys(self) -> list[CardKey]:
        rows = [row.key for row in self.workspace.index.key_rows()]
        return self.rng.sample(rows, self.rng.randint(1, len(rows)))

    def check(self) -> None:
        assert self.workspace.history.verify() == ()

    # -- in a sitting ------------------------------------------------------------------------------

    def asked(self) -> Sitting | None:
        if self.sitting is None:
            self.sitting = self.workspace.sitting(Scope(new=self.rng.choice([None, 30])))
        return self.sitting

    def submit(self) -> None:
        sitting = self.asked()
        if sitting is not None and isinstance(sitting.moment, Asking):
            self.desk.wait(self.rng.randint(0, 9999))
            sitting.submit(
                self.response(sitting.moment),
                hinted=self.rng.random() < 0.2,
                guessed=self.rng.random() < 0.2,
                sure=self.rng.choice([None, True, False]),
            )

    def rate(self) -> None:
        sitting = self.asked()
        if sitting is not None and isinstance(sitting.moment, Answered):
            sitting.rate(self.rng.choice(list(Rating)))

    def answer(self) -> None:
        self.submit()
        self.rate()

    def overrule(self) -> None:
        sitting = self.asked()
        if sitting is not None and isinstance(sitting.moment, Answered):
            sitting.override()

    def set_aside(self) -> None:
        sitting = self.asked()
        if sitting is not None:
            sitting.set_aside(suspend=self.rng.random() < 0.5)

    def act(self) -> None:
        """Flags the card on screen, sets it due or makes it new."""
        sitting = self.asked()
        if sitting is not None:
            done = [acts.dating(self.workspace.today(), self.rng.randint(0, 9)), acts.RESET]
            if not self.workspace.history.unfinished():
                # An answer that is rated after a flag is undone before it: no mere pile.
                done.append(acts.flagging(self.rng.randint(0, 4)))
            sitting.act(self.rng.choice(done))

    def judge_passage(self) -> None:
        history, key = self.workspace.history, self.keys()[0]
        history.append(NewEvent(EventKind.PASSAGE, history.new_id(), "s", key, None, {"print": "1:x"}))

    # -- between sittings --------------------------------------------------------------------------

    def leave(self) -> None:
        if self.sitting is not None:
            self.sitting.close()
            self.sitting = None

    def many(self) -> None:
        self.leave()
        workspace, keys = self.workspace, self.keys()
        acts: list[Callable[[], object]] = [
            lambda: bulk.suspend(workspace, keys),
            lambda: bulk.bury(workspace, keys),
            lambda: bulk.flag(workspace, keys, self.rng.randint(0, 4)),
            lambda: bulk.reset(workspace, keys[:3]),
            lambda: bulk.set_due(workspace, keys, self.rng.randint(0, 20)),
        ]
        self.rng.choice(acts)()

    def resume(self) -> None:
        self.leave()
        self.workspace.resume_suspended()

    def start_again(self) -> None:
        """In order, or as after a crash; the cache may be lost."""
        if self.rng.random() < 0.5:
            self.leave()
        self.sitting = None
        self.desk.close()
        if self.rng.random() < 0.2:
            self.desk.cache.unlink()
        self.workspace = self.desk.open()

    def wait(self) -> None:
        self.latest = max(self.latest, self.desk.clock.at_ms)
        ahead = [MINUTE_MS, 10 * MINUTE_MS, DAY_MS // 3, DAY_MS, 9 * DAY_MS]
        back = [] if self.desk.clock.at_ms < self.latest else [-DAY_MS]
        self.desk.wait(self.rng.choice([*ahead, *back]))
        if self.sitting is not None:
            self.sitting.tick()

    def undo(self) -> None:
        before = self.last_action()
        if self.sitting is not None and self.rng.random() < 0.5:
            assert self.sitting.undo()
        else:
            self.leave()
            assert bulk.undo(self.workspace) is not None
        assert derived.is_voided(source(self.workspace), before or "")

    def redo(self) -> None:
        if self.sitting is not None and self.rng.random() < 0.5:
            assert self.sitting.redo()
        else:
            self.leave()
            assert bulk.redo(self.workspace) is not None

    # -- what no undo of study takes back ----------------------------------------------------------

    def quiz(self) -> None:
        self.leave()
        with closing(begin_quiz(self.workspace, RoundScope(size=3, seed=self.rng.randint(0, 9)))) as quiz:
            while isinstance(quiz.moment, Asking):
                quiz.submit(self.response(quiz.moment))
                if isinstance(quiz.moment, Answered) and self.rng.random() < 0.3:
                    quiz.override()
                if isinstance(quiz.moment, Answered):
                    quiz.go_on()

    def exam(self) -> None:
        self.leave()
        with closing(open_exam(self.workspace, RoundScope(size=3, seed=self.rng.randint(0, 9)), 5)) as exam:
            for _ in range(3):
                if isinstance(exam.moment, Asking):
                    exam.answer(self.response(exam.moment))
            if self.rng.random() < 0.7:
                exam.hand_in()

    def edit(self) -> None:
        """A renamed card and an edited answer, as the author of a deck makes them."""
        self.leave()
        self.desk.write("e", {self.rng.choice("xyz"): short(self.rng.choice("mno"), aliases=["x", "y", "z"])})
        self.workspace.reload()

    def settle_a_wrong_clock(self) -> None:
        while self.workspace.history.unfinished():
            # What is rated under the wrong clock goes with its rating.
            self.answer()
        self.leave()
        right = self.desk.clock.at_ms
        self.desk.wait(900 * DAY_MS)
        before = self.stands()
        for _ in range(self.rng.randint(1, 4)):
            self.rng.choice([Learner.answer, Learner.many, Learner.set_aside])(self)
        self.leave()
        self.desk.clock.at_ms = right
        found = self.workspace.history.ahead()
        assert (set_aside(self.workspace) is None) == (found is None)
        assert self.stands() == before
        if found is not None and self.rng.random() < 0.3:
            bring_back(self.workspace)
            set_aside(self.workspace)

    # -- responses ---------------------------------------------------------------------------------

    def response(self, asking: Asking) -> Response:
        form, rng = asking.form, self.rng
        words = ["importations", "inportations", "exportations", "girafe", "mot1", ""]
        match form:
            case Options():
                return (rng.randrange(len(form.texts)),)
            case Composing():
                ideas = range(len(form.ideas)) if form.ideas else ()
                return Written(rng.choice(words), tuple(i for i in ideas if rng.random() < 0.5) or None)
            case TrueFalse():
                return rng.choice([None, True, False])
            case Typed():
                picked = [rng.choice(words) for _ in form.labels]
                return picked[0] if len(picked) == 1 else tuple(picked)
            case Ordering():
                return tuple(rng.sample(range(len(form.texts)), len(form.texts)))
            case Matching():
                return tuple(rng.randrange(len(form.texts)) for _ in form.lines)
            case _:
                return None


OF_STUDY: tuple[Act, ...] = (
    *[Learner.answer] * 8,
    *[Learner.many] * 4,
    *[Learner.wait] * 3,
    *[Learner.submit] * 2,
    *[Learner.rate] * 2,
    *[Learner.overrule] * 2,
    *[Learner.set_aside] * 2,
    *[Learner.act] * 3,
    Learner.judge_passage,
    Learner.start_again,
)
OTHERS: tuple[Act, ...] = (
    Learner.quiz,
    Learner.exam,
    Learner.edit,
    Learner.resume,
    Learner.settle_a_wrong_clock,
)


def learner(root: Path, seed: str) -> Learner:
    rng = random.Random(seed)
    settings = Settings(
        learning_steps=rng.choice([(), (60, 600), (60, 86_400)]),
        relearning_steps=rng.choice([(), (600,)]),
        leech_threshold=rng.choice([1, 2]),
        leech_action=rng.choice(["tag", "suspend"]),
    )
    desk = Desk(root, settings=settings)
    desk.write("d", CARDS)
    desk.write("e", {"x": short("m"), "w": short("n")})
    return Learner(desk, rng)


def seeds(full: bool) -> Iterator[int]:
    yield from range(100 if full else 3)


def test_thirty_undos_give_back_every_byte_and_redos_too(tmp_path: Path, full: bool) -> None:
    for seed in seeds(full):
        who = learner(tmp_path / str(seed), f"undo {seed}")
        stood = [who.stands()]
        while len(stood) <= STEPS:
            before = who.last_action()
            act = who.rng.choice(OF_STUDY)
            if act in (Learner.many, Learner.judge_passage) and who.workspace.history.unfinished():
                # An action that is gone on with after another one is undone before it: no mere pile.
                act = Learner.answer
            act(who)
            who.check()
            if who.last_action() != before:
                stood.append(who.stands())
            else:
                # A rating or an override, which belongs to the action of its attempt.
                stood[-1] = who.stands()
        for back in reversed(stood[:-1]):
            who.undo()
            assert who.stands() == back
            who.check()
            if who.rng.random() < 0.2:
                who.start_again()
        who.leave()
        assert bulk.undo(who.workspace) is None
        for forth in stood[1:]:
            who.redo()
            assert who.stands() == forth
            if who.rng.random() < 0.2:
                who.start_again()
        who.check()
        assert as_if_it_had_never_been(who.workspace) == stood[-1][0]
        who.desk.close()


def test_what_is_answered_anew_after_undos_and_a_restart_falls_on_the_same_day(desk: Desk) -> None:
    desk.settings = Settings(learning_steps=(), relearning_steps=())
    desk.write("d", {f"k{number}": short() for number in range(12)})

    def answered(rating: Rating) -> dict[str, object]:
        with closing(workspace.sitting(Scope())) as sitting:
            keys = answer_all(sitting, rating)
        return {row.card: row.state for row in workspace.history.memory(keys).values()}

    workspace = desk.open()
    answered(Rating.GOOD)
    desk.wait(30 * DAY_MS)
    first = answered(Rating.EASY)
    assert len(first) == 12 and len({getattr(state, "due", None) for state in first.values()}) > 1
    for _ in first:
        assert bulk.undo(workspace) is not None
    desk.close()
    workspace = desk.open()
    assert answered(Rating.EASY) == first


def test_what_was_undone_has_never_been_whatever_else_was_done(tmp_path: Path, full: bool) -> None:
    for seed in seeds(full):
        who = learner(tmp_path / str(seed), f"mixed {seed}")
        for number in range(70):
            act = who.rng.choice([*OF_STUDY, *OTHERS])
            try:
                act(who)
            except QuizError as error:
                # Quizzes and exams ask no suspended card, and all may be.
                assert error.code == "nothing-to-draw"
            if who.rng.random() < 0.3 and who.last_action() is not None:
                stood = who.stands()
                depth = undone(who, who.rng.randint(1, 6))
                if who.rng.random() < 0.5:
                    for _ in range(depth):
                        who.redo()
                    assert who.stands() == stood
            who.check()
            if number % 10 == 9:
                assert as_if_it_had_never_been(who.workspace) == dump(source(who.workspace))
        who.desk.close()


def undone(who: Learner, most: int) -> int:
    """Undoes so many actions, as far as there are any; gives how many."""
    for depth in range(most):
        if who.last_action() is None:
            return depth
        who.undo()
    return most
