"""Whatever a learner, an author and a second program do, nothing breaks and all figures agree."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from quizapp.errors import QuizError
from quizapp.library.index import Index
from quizapp.library.model import CardKey
from quizapp.questions.model import (
    UNMATCHED,
    Composing,
    Matching,
    Options,
    Ordering,
    Outcome,
    TrueFalse,
    Typed,
    Written,
)
from quizapp.settings import Settings
from quizapp.store.model import EventKind
from quizapp.study.days import day_end_ms
from quizapp.study.model import New, Rating, Scheduled, Stepping
from quizapp.workspace import acts, bulk
from quizapp.workspace.drawing import RoundScope
from quizapp.workspace.exam import Exam
from quizapp.workspace.exam_opening import open_exam
from quizapp.workspace.frozen import question_to_json
from quizapp.workspace.model import MOST_AHEAD, Answered, Asking, Done, Scope, Waiting
from quizapp.workspace.papers import read_paper
from quizapp.workspace.quarantine import bring_back, set_aside
from quizapp.workspace.quiz import begin_quiz
from quizapp.workspace.roster import Roster
from quizapp.workspace.sitting import Sitting
from quizapp.workspace.workspace import Workspace
from tests.workspace.making import DAY_MS, MINUTE_MS, Desk, choice, cloze, essay, events, reversed_card, short

VARIANTS = (
    short("importations", tags=["t"]),
    short("exportations", hint="Non."),
    reversed_card(tags=["t"]),
    cloze(2),
    cloze(3, tags=["t", "u"]),
    choice(),
    {"statement": "Vrai ?", "is": True},
    {"question": "Qui ?", "all": ["un tigre", "une girafe"]},
    {"question": "Dans quel ordre ?", "order": ["un", "deux", "trois"]},
    essay(),
    {"question": "Quand ?", "date": "2024-06"},
    {"question": "Combien ?", "number": {"between": [10, 12], "unit": "km"}},
    {"question": "Lesquels ?", "right": ["un", "deux"], "wrong": [{"text": "trois", "why": "Non."}]},
    {"question": "Laquelle ?", "evidence": {"text": "Un paragraphe", "para": 7}},
    {"question": "À qui ?", "match": {"un": "one", "deux": "two"}, "decoys": ["three"]},
)
NAMES = st.sampled_from(["a", "b", "c", "e"])
CARDS = st.dictionaries(
    NAMES,
    st.tuples(st.sampled_from(VARIANTS), st.none() | NAMES | st.sampled_from(["d/a", "f/b"])).map(
        lambda pair: {**pair[0], **({"aliases": [pair[1]]} if pair[1] else {})}
    ),
    max_size=4,
)
SCOPES = st.builds(
    Scope,
    deck=st.sampled_from([None, None, "d", "f"]),
    tag=st.sampled_from([None, None, "t"]),
    limit=st.none() | st.integers(1, 4),
    new=st.none() | st.integers(0, 4),
    reviews=st.none() | st.integers(1, 4),
    ahead=st.sampled_from([None, None, None, 1, MOST_AHEAD]),
)
WAITS = st.sampled_from(
    [1, 30_000, MINUTE_MS, 10 * MINUTE_MS, 5 * 60 * MINUTE_MS, DAY_MS, 9 * DAY_MS, -DAY_MS, -9 * DAY_MS]
)
SETTINGS = st.tuples(
    st.integers(0, 6), st.integers(1, 9), st.sampled_from([8, 1]), st.sampled_from(["tag", "suspend"])
).map(
    lambda drawn: Settings(
        new_limit=drawn[0], review_limit=drawn[1], leech_threshold=drawn[2], leech_action=drawn[3]
    )
)
WORDS = st.sampled_from(["importations", "inportations", "exportations", "mot1", "girafe", "zut", ""])


class Studying(RuleBasedStateMachine):
    """One writer with its sittings, one reader beside it, and an author at the files."""

    sitting: Sitting | None = None
    previewing: Answered | None = None
    previewed_on = 0
    exam: tuple[Any, ...] = ()

    @initialize(cards=CARDS, others=CARDS, settings=SETTINGS)
    def start(self, cards: Any, others: Any, settings: Settings) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="quizapp-test-"))
        self.desk = Desk(self.folder, settings=settings)
        self.desk.write("d", cards)
        self.desk.write("f", others)
        self.workspace = self.desk.open()

    def teardown(self) -> None:
        if hasattr(self, "desk"):
            self.desk.close()
            shutil.rmtree(self.folder)

    # -- the learner -----------------------------------------------------------------------------

    @rule(scope=SCOPES)
    def begin(self, scope: Scope) -> None:
        if self.sitting is not None:
            self.sitting.close()
        self.sitting = None
        try:
            self.sitting = self.workspace.sitting(scope)
        except QuizError as error:
            assert error.code in ("no-deck", "no-tag") or self.is_ahead(error)

    @precondition(lambda self: self.sitting is not None and isinstance(self.sitting.moment, Asking))
    @rule(data=st.data(), words=st.lists(WORDS, min_size=3, max_size=3), ms=st.integers(0, 9999))
    def submit(self, data: st.DataObject, words: list[str], ms: int) -> None:
        assert self.sitting is not None and isinstance(self.sitting.moment, Asking)
        self.desk.wait(ms)
        response = response_to(self.sitting.moment, data, words)
        hinted, guessed = data.draw(st.booleans()), data.draw(st.booleans())
        self.sitting.submit(
            response, hinted=hinted, guessed=guessed, sure=data.draw(st.none() | st.booleans())
        )
        assert isinstance(self.sitting.moment, Answered) or self.sitting.moment.retype

    @precondition(lambda self: self.sitting is not None)
    @rule()
    def prepare(self) -> None:
        assert self.sitting is not None
        before, head = self.sitting.moment, self.workspace.history.head()
        self.sitting.prepare()
        assert self.sitting.moment is before
        assert self.workspace.history.head() == head

    @precondition(lambda self: self.sitting is not None and isinstance(self.sitting.moment, Answered))
    @rule()
    def overrule(self) -> None:
        assert self.sitting is not None and isinstance(self.sitting.moment, Answered)
        before = self.sitting.moment
        if self.sitting.override():
            after = self.sitting.moment
            assert isinstance(after, Answered)
            assert (after.verdict.outcome is Outcome.CORRECT) != (before.verdict.outcome is Outcome.CORRECT)
            assert (before.marked is None) != (after.marked is None)
        else:
            assert self.sitting.moment is before

    @rule(data=st.data(), words=st.lists(WORDS, min_size=3, max_size=3), size=st.integers(1, 3))
    def play_a_quiz(self, data: st.DataObject, words: list[str], size: int) -> None:
        """Leaves every schedule as it was, and the sitting that was open where it was."""
        if self.sitting is not None:
            self.sitting.close()
            self.sitting = None
        before = schedules(self.workspace)
        waiting = self.workspace.history.unfinished()
        try:
            quiz = begin_quiz(self.workspace, RoundScope(size=size, seed=data.draw(st.integers(0, 9))))
        except QuizError as error:
            assert error.code == "nothing-to-draw" or self.is_ahead(error)
            return
        for act in data.draw(
            st.lists(st.sampled_from(["answer", "go on", "undo", "overrule", "judge"]), max_size=9)
        ):
            if act == "answer" and isinstance(quiz.moment, Asking):
                quiz.submit(response_to(quiz.moment, data, words))
            elif act == "go on" and isinstance(quiz.moment, Answered):
                quiz.go_on()
            elif act == "overrule" and isinstance(quiz.moment, Answered):
                quiz.override()
            elif act == "judge" and isinstance(quiz.moment, Answered):
                quiz.judge(known=data.draw(st.booleans()))
            elif act == "undo":
                quiz.undo()
        summary = quiz.summary()
        assert 0 <= summary.correct <= summary.attempts <= quiz.total
        assert summary.correct - 1e-9 <= summary.score * summary.attempts <= summary.attempts + 1e-9
        assert len(quiz.missed()) == summary.attempts - summary.correct
        quiz.close()
        assert schedules(self.workspace) == before
        assert self.workspace.history.unfinished() == waiting

    @rule(data=st.data(), words=st.lists(WORDS, min_size=3, max_size=3), wait=WAITS)
    def sit_an_exam(self, data: st.DataObject, words: list[str], wait: int) -> None:
        """Begins an exam or goes on with the one that was left, and leaves every schedule as it was."""
        if self.sitting is not None:
            self.sitting.close()
            self.sitting = None
        before = schedules(self.workspace)
        waiting = self.workspace.history.unfinished()
        try:
            exam = open_exam(self.workspace, RoundScope(size=3, seed=data.draw(st.integers(0, 9))), 5)
        except QuizError as error:
            assert error.code == "nothing-to-draw" or self.is_ahead(error)
            return
        if not exam.resumed:
            # Of one without any answer the clock leaves no paper.
            assert all(response is None for _, response, _ in self.exam)
        elif exam.paper is None and self.exam:
            assert left_in(exam) == self.exam
        for act in data.draw(st.lists(st.sampled_from(["answer", "flag", "go", "wait", "done"]), max_size=9)):
            if act == "wait":
                self.desk.wait(wait)
            elif act == "answer" and isinstance(exam.moment, Asking):
                exam.answer(response_to(exam.moment, data, words))
            elif act == "flag":
                exam.flag()
            elif act == "go":
                exam.go_to(data.draw(st.integers(0, len(exam.sheets) - 1)))
            elif act == "done":
                exam.hand_in()
        self.exam = () if exam.is_empty() else left_in(exam)
        exam.close()
        if exam.paper is not None:
            paper = read_paper(self.workspace, exam.paper)
            assert [one.answered.response for one in paper.answers] == [
                sheet.response for sheet in exam.sheets
            ]
            assert 0 <= paper.score <= 1 and paper.handed_in_ms - paper.began_ms <= 5 * MINUTE_MS
        assert schedules(self.workspace) == before
        assert self.workspace.history.unfinished() == waiting

    @precondition(lambda self: self.sitting is not None and isinstance(self.sitting.moment, Answered))
    @rule(rating=st.sampled_from(Rating))
    def rate(self, rating: Rating) -> None:
        assert self.sitting is not None and isinstance(self.sitting.moment, Answered)
        answered = self.sitting.moment
        preview = answered.futures[rating - 1].state
        same_day = self.workspace.today() == self.previewed_on
        self.sitting.rate(rating)
        state = self.workspace.history.memory([answered.asking.key])[answered.asking.key].state
        if same_day and isinstance(preview, Scheduled):
            assert state == preview
        elif same_day:
            assert isinstance(state, Stepping) and isinstance(preview, Stepping)
            assert state._replace(due_ms=0) == preview._replace(due_ms=0)

    @precondition(lambda self: self.sitting is not None)
    @rule()
    def undo(self) -> None:
        assert self.sitting is not None
        self.sitting.undo()

    @precondition(lambda self: self.sitting is not None)
    @rule()
    def undo_and_redo(self) -> None:
        assert self.sitting is not None
        before = self.sitting.summary()
        if self.sitting.undo():
            assert self.sitting.redo()
            after = self.sitting.summary()
            # What an earlier sitting left open becomes a record of this one when redo returns to it.
            assert after.attempts - before.attempts in (0, 1)

    @precondition(lambda self: self.sitting is not None)
    @rule()
    def redo(self) -> None:
        assert self.sitting is not None
        self.sitting.redo()

    @precondition(lambda self: self.sitting is not None)
    @rule(suspend=st.booleans())
    def set_aside(self, suspend: bool) -> None:
        assert self.sitting is not None
        moment = self.sitting.moment
        after = self.sitting.set_aside(suspend=suspend)
        if isinstance(moment, Asking) and isinstance(after, Asking):
            assert after.key != moment.key

    @precondition(lambda self: self.sitting is not None)
    @rule(act=st.sampled_from(["flag", "due", "reset"]), number=st.integers(0, 4))
    def act_on_the_card(self, act: str, number: int) -> None:
        assert self.sitting is not None
        workspace, before = self.workspace, self.sitting.moment
        done = {
            "flag": acts.flagging(number),
            "due": acts.dating(workspace.today(), number),
            "reset": acts.RESET,
        }[act]
        if not self.sitting.act(done):
            assert self.sitting.moment is before
            return
        after = self.sitting.moment
        key = shown(before)
        assert key is not None
        row = workspace.history.memory([key])[key]
        assert not done.changes(row)
        if act == "flag":
            assert type(after) is type(before) and shown(after) == key
            return
        assert not isinstance(after, Answered) or shown(after) != key
        if isinstance(row.state, Scheduled) and row.state.due > workspace.today():
            assert shown(after) != key
        if self.sitting.undo() is not None:
            assert shown(self.sitting.moment) == key or row.suspended
            assert type(self.sitting.moment) is type(before)
            assert self.sitting.redo() is not None

    @precondition(lambda self: self.sitting is None)
    @rule()
    def resume(self) -> None:
        suspended = self.workspace.home().suspended
        try:
            assert self.workspace.resume_suspended() == suspended
        except QuizError as error:
            assert self.is_ahead(error)

    @precondition(lambda self: self.sitting is None)
    @rule(act=st.sampled_from(["suspend", "bury", "flag", "reset", "due"]), data=st.data())
    def change_many(self, act: str, data: st.DataObject) -> None:
        workspace = self.workspace
        live = [row.key for row in workspace.index.key_rows()]
        keys = data.draw(st.lists(st.sampled_from(live), unique=True)) if live else []
        try:
            if act == "suspend":
                bulk.suspend(workspace, keys)
            elif act == "bury":
                bulk.bury(workspace, keys)
            elif act == "flag":
                bulk.flag(workspace, keys, data.draw(st.integers(0, 4)))
            elif act == "reset":
                bulk.reset(workspace, keys)
            else:
                bulk.set_due(workspace, keys, data.draw(st.integers(0, 30)))
        except QuizError as error:
            assert self.is_ahead(error)

    @precondition(lambda self: self.sitting is None)
    @rule(redo=st.booleans())
    def undo_from_browse(self, redo: bool) -> None:
        try:
            (bulk.redo if redo else bulk.undo)(self.workspace)
        except QuizError as error:
            assert self.is_ahead(error)

    @precondition(lambda self: self.sitting is None)
    @rule(lift=st.booleans())
    def settle_the_clock(self, lift: bool) -> None:
        self.exam = ()
        if lift:
            bring_back(self.workspace)
            return
        ahead = self.workspace.home().ahead
        assert set_aside(self.workspace) == ahead
        assert self.workspace.home().ahead is None

    def is_ahead(self, error: QuizError) -> bool:
        """Whether it was refused because something is dated well after the clock, and rightly so."""
        return error.code == "history-ahead" and self.workspace.home().ahead is not None

    @rule(ms=WAITS)
    def wait(self, ms: int) -> None:
        self.desk.wait(ms)
        if self.sitting is not None:
            self.sitting.tick()

    @rule(offset_min=st.sampled_from([-720, 0, 60, 120, 840]))
    def travel(self, offset_min: int) -> None:
        """Sets the wall clock to another zone, or to summer time, at once."""
        self.desk.clock.offset_min = offset_min
        if self.sitting is not None:
            self.sitting.tick()

    @rule()
    def start_again(self) -> None:
        """As after a crash: nothing is closed in order."""
        self.sitting = None
        self.desk.close()
        self.workspace = self.desk.open()

    # -- the author, and a second program --------------------------------------------------------

    @rule(deck=st.sampled_from("df"), cards=CARDS, noticed=st.sampled_from(["here", "beside", "later"]))
    def edit(self, deck: str, cards: Any, noticed: str) -> None:
        self.desk.write(deck, cards)
        if noticed == "here":
            self.workspace.reload()
        elif noticed == "beside":
            self.read_beside()

    @rule()
    def read_beside(self) -> None:
        reader = self.desk.open(writing=False)
        head = reader.history.head()
        reader.progress()
        assert reader.home().decks == self.workspace.home().decks
        assert reader.history.head() == head

    @rule()
    def lose_the_cache(self) -> None:
        self.sitting = None
        self.desk.close()
        self.desk.cache.unlink()
        self.workspace = self.desk.open()

    # -- what holds at any time ------------------------------------------------------------------

    @invariant()
    def the_day_of_the_preview_is_known(self) -> None:
        moment = None if self.sitting is None else self.sitting.moment
        if not isinstance(moment, Answered):
            self.previewing = None
        elif moment is not self.previewing:
            self.previewing, self.previewed_on = moment, self.workspace.today()

    @invariant()
    def the_history_is_whole(self) -> None:
        if hasattr(self, "workspace"):
            assert self.workspace.history.verify() == ()

    @invariant()
    def the_roster_equals_one_made_anew(self) -> None:
        if hasattr(self, "workspace"):
            assert rows(self.workspace) == rows_made_anew(self.workspace)

    @invariant()
    def home_counts_as_one_counts_by_hand(self) -> None:
        if hasattr(self, "workspace"):
            counted_by_hand(self.workspace)
            queued = self.workspace.session(Scope()).remaining()
            together = self.workspace.home().decks[0]
            assert together.due == queued.learning + queued.review
            assert together.new_today == queued.new

    @invariant()
    def the_sitting_adds_up(self) -> None:
        if self.sitting is None:
            return
        summary = self.sitting.summary()
        assert 0 <= summary.correct <= summary.attempts
        assert len(summary.missed) <= summary.attempts - summary.correct
        assert 0 <= summary.score <= 1
        assert summary.correct - 1e-9 <= summary.score * summary.attempts <= summary.attempts + 1e-9
        assert all(0 <= tag.score < 1 for tag in summary.weakest)
        moment = self.sitting.moment
        unfinished = self.workspace.history.unfinished()
        if isinstance(moment, Answered):
            assert unfinished is not None and unfinished.id == moment.attempt
            assert len(moment.futures) == 4
        elif isinstance(moment, Waiting):
            assert moment.counts.learning > 0
        elif isinstance(moment, Done):
            assert not self.sitting._session.remaining().total

    @invariant()
    def every_review_has_one_attempt(self) -> None:
        if hasattr(self, "workspace"):
            attempts = {event.id for event in events(self.workspace, EventKind.ATTEMPT)}
            targets = [event.target for event in events(self.workspace, EventKind.REVIEW)]
            assert len(set(targets)) == len(targets)
            assert set(targets) <= attempts


def shown(moment: Any) -> CardKey | None:
    """The card on screen."""
    asking = moment.asking if isinstance(moment, Answered) else moment
    return asking.key if isinstance(asking, Asking) else None


def response_to(asking: Asking, data: st.DataObject, words: list[str]) -> Any:
    """A response of the form's shape, right or wrong."""
    form = asking.form
    if isinstance(form, Options):
        picked = data.draw(st.integers(-1, len(form.texts) - 1))
        return () if picked < 0 else (picked,)
    if isinstance(form, Composing):
        ticked = tuple(data.draw(st.sets(st.sampled_from(range(len(form.ideas)))))) if form.ideas else None
        return Written(words[0], ticked)
    if isinstance(form, TrueFalse):
        return data.draw(st.none() | st.booleans())
    if isinstance(form, Typed):
        return words[0] if len(form.labels) == 1 else tuple(words[: len(form.labels)])
    if isinstance(form, Ordering):
        return tuple(data.draw(st.permutations(range(len(form.texts)))))
    if isinstance(form, Matching):
        return tuple(data.draw(st.integers(UNMATCHED, len(form.texts) - 1)) for _ in form.lines)
    return None


def left_in(exam: Exam) -> tuple[Any, ...]:
    """What must be found again when an exam is gone on with."""
    return tuple((question_to_json(one.question), one.response, one.flagged) for one in exam.sheets)


def schedules(workspace: Workspace) -> dict[str, Any]:
    """What each card of which anything is known is scheduled for."""
    return {
        row.card: (row.state, row.suspended, row.buried_until, row.flag)
        for row in workspace.history.memories()
        if not isinstance(row.state, New) or row.suspended or row.buried_until
    }


def rows(workspace: Workspace) -> list[Any]:
    workspace.catch_up()
    return workspace.index.connection.execute("SELECT * FROM roster ORDER BY key").fetchall()


def rows_made_anew(workspace: Workspace) -> list[Any]:
    """The roster over a copy of the same index, from nothing."""
    copy = sqlite3.connect(":memory:", isolation_level=None)
    workspace.index.connection.backup(copy)
    for table in ("roster", "roster_stamp", "edits_stamp"):
        copy.execute(f"DROP TABLE IF EXISTS {table}")
    index = Index(copy, None)
    Roster(index, workspace.history).catch_up()
    found = copy.execute("SELECT * FROM roster ORDER BY key").fetchall()
    copy.close()
    return found


def counted_by_hand(workspace: Workspace) -> None:
    """Compares each deck on Home with what the memory of its cards says."""
    now, day = workspace.clock.now(), workspace.today()
    end_ms = day_end_ms(now.at_ms, now.offset_min, workspace.settings.rollover_hour)
    for status in workspace.home().decks[1:]:
        keys = [row.key for row in workspace.index.key_rows() if row.deck == status.id]
        memory = workspace.history.memory(keys)
        cards: defaultdict[str, list[str]] = defaultdict(list)
        for key in keys:
            cards[key.partition("#")[0]].append(key)
        due = reviews = fresh = 0
        for faces in cards.values():
            free = [
                memory[f] for f in faces if not memory[f].suspended and (memory[f].buried_until or 0) <= day
            ]
            # Whose answer was edited after its review is asked once more that day.
            today = any(
                not isinstance(row.state, New)
                and row.state.last_day == day
                and not (isinstance(row.state, Scheduled) and row.state.due <= day)
                for row in map(memory.get, faces)
                if row
            )
            steps = [
                row.state for row in free if isinstance(row.state, Stepping) and row.state.due_ms < end_ms
            ]
            put_off = [s for s in steps if s.last_day < day - (end_ms - 1 - s.due_ms) // DAY_MS]
            due += len(steps) - len(put_off)
            reviews += len(put_off)
            if not steps and not today:
                if any(isinstance(row.state, Scheduled) and row.state.due <= day for row in free):
                    reviews += 1
                elif any(isinstance(row.state, New) for row in free):
                    fresh += 1
        shown = [row for row in memory.values() if not row.suspended]
        assert status.due == due + min(reviews, workspace.limits().reviews)
        assert status.new_today == min(fresh, workspace.limits().new)
        assert status.total == len(shown)
        assert status.new == sum(isinstance(row.state, New) for row in shown)
        assert status.seen == status.total - status.new


TestStudying = Studying.TestCase
TestStudying.settings = settings(max_examples=settings().max_examples // 2, stateful_step_count=30)
