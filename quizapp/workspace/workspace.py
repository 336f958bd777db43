"""Opens libraries and history and joins them: the one object that a front end needs."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Collection, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Self, TypeVar

from quizapp.clock import Clock, Instant, clock_from
from quizapp.errors import QuizError
from quizapp.library.cache_file import memory_cache
from quizapp.library.index import Index
from quizapp.library.model import Problem
from quizapp.library.roots import Library
from quizapp.named import NamedTuple
from quizapp.settings import Settings, load_settings
from quizapp.store.database import quick
from quizapp.store.history import History
from quizapp.store.model import EventKind, NewEvent
from quizapp.study.days import day_end_ms, study_day
from quizapp.study.model import CardState, Future, StudyDay
from quizapp.study.queue import Candidate, Kind, Limits
from quizapp.system import data_folder
from quizapp.workspace.day_rows import DayRows
from quizapp.workspace.edits import Edits, keep_dates, tell_edits
from quizapp.workspace.libraries import index_path, opened_libraries
from quizapp.workspace.limits import limits_left
from quizapp.workspace.model import Home, NextDue, Scope
from quizapp.workspace.roster import Roster

if TYPE_CHECKING:
    from quizapp.study.memory import Fsrs
    from quizapp.study.session import Session
    from quizapp.workspace.progress import ShownProgress
    from quizapp.workspace.sitting import Sitting

T = TypeVar("T")


class DueCounts(NamedTuple):
    """What is left of today, within its limits: `due` faces to review or relearn, and `new` ones."""

    due: int
    new: int
    next_due: NextDue | None


class Workspace:
    """Decks, history and settings, opened together. A context manager; made by `open`."""

    def __init__(
        self,
        *,
        settings: Settings,
        clock: Clock,
        libraries: tuple[Library, ...],
        index: Index,
        history: History,
        writing: bool,
    ) -> None:
        self.settings = settings
        self.clock = clock
        self.index = index
        self.history = history
        self._weights: tuple[float, ...] | None = None
        self._fsrs: tuple[tuple[float, ...] | None, Fsrs] | None = None
        self.libraries = libraries
        self._writing = writing
        self._resources = ExitStack()
        self._resources.callback(lambda: self.index.close())
        self._resources.callback(history.close)
        self.roster = Roster(index, history, self.buries)
        self.edits = Edits()

    @classmethod
    def open(
        cls,
        *,
        data: Path | None = None,
        libraries: tuple[Path, ...] = (),
        file: Path | None = None,
        environ: Mapping[str, str] | None = None,
        writing: bool = False,
        slow: Callable[[], None] = quick,
    ) -> Self:
        """Opens what the options and the environment name.

        `data` is the history's folder, `libraries` stand in for the shipped one and the user's, `file` is a
        single deck instead of any. With `writing` the history is created where it is missing; without,
        nothing of it is touched. `slow` is called before work of minutes. Raises QuizError.
        """
        environ = os.environ if environ is None else environ
        named = data or (Path(environ["QUIZAPP_DATA"]) if environ.get("QUIZAPP_DATA") else None)
        clock = clock_from(environ, explicit_data=named is not None)
        settings = load_settings(environ)
        folder = (named or data_folder()).absolute()
        opened = opened_libraries(libraries, file, environ)
        history = (
            History.open(folder, clock=clock, rollover_hour=settings.rollover_hour, slow=slow)
            if writing
            else History.read(folder, slow)
        )
        workspace = cls(
            settings=settings,
            clock=clock,
            libraries=opened,
            index=Index.open(index_path(folder, opened)),
            history=history,
            writing=writing,
        )
        try:
            workspace.reload()
        except BaseException:
            workspace.close()
            raise
        return workspace

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._resources.close()

    # -- the library -----------------------------------------------------------------------------

    def reload(self) -> None:
        """Reads anew what changed on disk; `edits` then tells how many cards became due by it."""
        self.index.refresh(self.libraries, time.time_ns())
        self.catch_up()
        if self._writing:
            self.edits = self.reading(lambda: tell_edits(self.index, self.history, self.today()))

    def keep_dates(self) -> None:
        """Gives the cards that the last reload made due the dates that they had."""
        if self.edits.due:
            keep_dates(self.history, self.edits)
            self.edits = Edits()
            self.catch_up()

    def catch_up(self) -> None:
        """Brings the roster to the state of the index and the history, and takes over the parameters that
        are in force."""
        self.reading(lambda: self.roster.catch_up())
        parameters = self.history.parameters()
        self._weights = None if parameters is None else parameters.weights

    @property
    def fsrs(self) -> Fsrs:
        """FSRS with the parameters in force; made when it is first wanted, which is after the first frame."""
        # A thread may make it while another one takes over other parameters.
        weights, found = self._weights, self._fsrs
        if found is None or found[0] != weights:
            from quizapp.study.memory import DEFAULT_WEIGHTS, Fsrs

            settings = self.settings
            made = Fsrs(weights or DEFAULT_WEIGHTS, settings.desired_retention, settings.maximum_interval)
            found = self._fsrs = weights, made
        return found[1]

    def reading(self, read: Callable[[], T]) -> T:
        """What a function of index and roster gives. Where their file fails, locked, damaged or not to be
        written, it is called again over an index made anew in memory: it must bear being called twice."""
        try:
            return read()
        except sqlite3.Error:
            self.index.close()
            self.index = Index(memory_cache(), None)
            self.index.refresh(self.libraries, time.time_ns())
            self.roster = Roster(self.index, self.history, self.buries)
            self.roster.catch_up()
            return read()

    def problems(self) -> tuple[Problem, ...]:
        return self.index.problems()

    def home(self, *, at_once: bool = False) -> Home:
        """What Home shows: counts of all decks and of each, what comes next, what could not be read;
        `at_once`, without the counts where they take long."""
        from quizapp.workspace.home import counts_at_once, shown_home

        self.catch_up()
        return self.reading(lambda: shown_home(self, counted=not at_once or counts_at_once(self)))

    # -- the day ---------------------------------------------------------------------------------

    def today(self) -> StudyDay:
        return self.day_of(self.clock.now())

    def day_end_ms(self) -> int:
        """When the study day ends, in Unix milliseconds."""
        return self._day_end_ms(self.clock.now())

    def limits(self) -> Limits:
        """What today's limits still allow, over the whole library and of each deck that has its own."""
        return limits_left(self)

    def rows_today(self) -> DayRows:
        """The roster on this study day."""
        now = self.clock.now()
        return self.roster.on(self.day_of(now), self._day_end_ms(now))

    def candidate(self, key: str) -> Candidate | None:
        """One live card as a candidate for a queue, whatever its state."""
        return self.rows_today().candidate(key)

    def due(self) -> DueCounts:
        """What is left of today, over all decks."""
        home = self.home()
        return DueCounts(home.decks[0].due, home.decks[0].new_today, home.next_due)

    def next_due(self, scope: Scope) -> NextDue | None:
        """When the next card of a scope comes after what is due now; None where none is planned."""
        self.catch_up()
        now = self.clock.now()
        day = self.day_of(now)
        step, review = self.reading(lambda: self.rows_today().next_due(self.decks_in(scope), scope.tag))
        if step is not None:
            return NextDue(max(0, (step - now.at_ms) // 1000), None)
        return None if review is None else NextDue(None, review - day)

    def day_of(self, now: Instant) -> StudyDay:
        return study_day(now.at_ms, now.offset_min, self.settings.rollover_hour)

    def _day_end_ms(self, now: Instant) -> int:
        return day_end_ms(now.at_ms, now.offset_min, self.settings.rollover_hour)

    def decks_in(self, scope: Scope) -> list[str]:
        """The ids of the decks of a scope."""
        return [deck for deck in self.index.deck_ids() if scope.deck in (None, deck)]

    # -- studying --------------------------------------------------------------------------------

    def sitting(self, scope: Scope) -> Sitting:
        """Begins a sitting, holding the writer lock until it is closed.

        Raises QuizError "busy" where another sitting holds it, "no-deck", "deck-unread" or "no-tag" for an
        unknown scope.
        """
        from quizapp.workspace.sitting import Sitting

        if scope.deck is not None and not self.decks_in(scope):
            from quizapp.workspace.deck_files import no_deck

            raise no_deck(self, scope.deck)
        if scope.tag is not None and scope.tag not in (tags := self.roster.tags()):
            raise QuizError("no-tag", exit_code=2, tag=scope.tag, known=", ".join(tags))
        return self.held("study", lambda lock: Sitting(self, scope, lock))

    def held(self, command: str, begin: Callable[[ExitStack], T]) -> T:
        """What begins with the writer lock and lets go of it by closing the stack that it is given.

        Raises QuizError "busy".
        """
        lock = self._resources.enter_context(ExitStack())
        lock.enter_context(self.history.writing(command))
        try:
            self.catch_up()
            return self.reading(lambda: begin(lock))
        except BaseException:
            lock.close()
            raise

    def resume_suspended(self) -> int:
        """Ends the suspension of every card, as one action; gives how many there were.

        Raises QuizError "busy" where a sitting holds the history.
        """
        with self.history.writing("resume"):
            self.catch_up()
            action = self.history.new_id()
            events = [
                NewEvent(EventKind.SUSPEND, action, "", key, None, {"on": False})
                for key in self.roster.suspended()
            ]
            if events:
                self.history.append(*events)
        self.catch_up()
        return len(events)

    def session(
        self, scope: Scope, *, first: Candidate | None = None, begun: Collection[str] = ()
    ) -> Session:
        """The queue of a scope as a session: today's limits less what was done today, or what comes due in
        the days of `Scope.ahead`, but for what was reviewed today.

        `first` is the card that will be asked before all of it: it uses up the limits like the others, and
        its siblings wait. `begun` are the cards that count against the scope's limit already.
        """
        from quizapp.workspace.dealing import dealt

        return dealt(self, scope, first, begun)

    def fsrs_of(self, deck: str, weights: tuple[float, ...] | None = None) -> Fsrs:
        """The memory model of a deck: the weights of all, unless told, its own desired retention and longest
        interval."""
        own = self.settings.of(deck)
        from quizapp.study.memory import Fsrs

        return Fsrs(weights or self.fsrs.weights, own.desired_retention, own.maximum_interval)

    def futures(self, key: str, state: CardState, now: Instant) -> tuple[Future, Future, Future, Future]:
        """What each rating would do to a card at a moment, as the days stand at this moment."""
        from quizapp.workspace.futures import card_futures

        return card_futures(self, key, state, now)

    def buries(self, deck: str, kind: Kind) -> bool:
        """Whether a face of a deck waits for another day once a sibling came."""
        return kind in self.settings.of(deck).bury_siblings

    # -- the history -----------------------------------------------------------------------------

    def progress(self, deck: str | None = None, period: int = 30, *, whole: bool = True) -> ShownProgress:
        """Today's figures of all decks or of one, as `workspace.progress` gives them."""
        from quizapp.stats.progress import Filters
        from quizapp.workspace.progress import progress

        return progress(self, Filters(deck), period, whole=whole)
