"""Opens libraries and history and joins them: the one object that a front end needs."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Self
from zlib import crc32

from quizapp.clock import Clock, clock_from
from quizapp.errors import QuizError
from quizapp.library.index import Index
from quizapp.library.model import Problem
from quizapp.library.roots import Library, default_libraries, file_library, given_libraries
from quizapp.settings import Settings, load_settings
from quizapp.store.history import History
from quizapp.study.days import day_end_ms, study_day
from quizapp.study.memory import Fsrs
from quizapp.study.model import CardState, Future, StudyDay
from quizapp.study.queue import build
from quizapp.study.session import Session
from quizapp.system import cache_folder, data_folder, documents_folder
from quizapp.workspace.edits import tell_edits
from quizapp.workspace.model import DeckStatus, Home, NextDue, Scope
from quizapp.workspace.roster import DeckCounts, Roster

if TYPE_CHECKING:
    from quizapp.workspace.progress import ShownProgress
    from quizapp.workspace.sitting import Sitting


class DueCounts(NamedTuple):
    """What is left of today: `due` faces to review or relearn, `new` within today's limit."""

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
        self.fsrs = Fsrs(
            desired_retention=settings.desired_retention, maximum_interval=settings.maximum_interval
        )
        self._libraries = libraries
        self._writing = writing
        self._resources = ExitStack()
        self._resources.callback(index.close)
        self._resources.callback(history.close)
        index.refresh(libraries, time.time_ns())
        self.roster = Roster(index, history)
        self.roster.catch_up()
        self.edited = tell_edits(index, history, self.today()) if writing else 0

    @classmethod
    def open(
        cls,
        *,
        data: Path | None = None,
        libraries: tuple[Path, ...] = (),
        file: Path | None = None,
        environ: Mapping[str, str] | None = None,
        writing: bool = False,
    ) -> Self:
        """Opens what the options and the environment name.

        `data` is the history's folder, `libraries` stand in for the shipped one and the user's, `file` is a
        single deck instead of any. With `writing` the history is created where it is missing; without,
        nothing of it is touched. Raises QuizError.
        """
        environ = os.environ if environ is None else environ
        named = data or (Path(environ["QUIZAPP_DATA"]) if environ.get("QUIZAPP_DATA") else None)
        clock = clock_from(environ, explicit_data=named is not None)
        settings = load_settings(environ)
        folder = (named or data_folder()).absolute()
        opened = _libraries(libraries, file, environ)
        history = (
            History.open(folder, clock=clock, rollover_hour=settings.rollover_hour)
            if writing
            else History.read(folder)
        )
        index = Index.open(_index_path(folder, opened))
        return cls(
            settings=settings, clock=clock, libraries=opened, index=index, history=history, writing=writing
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._resources.close()

    # -- the library -----------------------------------------------------------------------------

    def reload(self) -> None:
        """Reads anew what changed on disk."""
        self.index.refresh(self._libraries, time.time_ns())
        self.roster.catch_up()
        self.edited = tell_edits(self.index, self.history, self.today()) if self._writing else 0

    def deck_title(self, deck: str) -> str:
        return next((row.title for row in self.index.decks() if row.id == deck), deck)

    def problems(self) -> tuple[Problem, ...]:
        return self.index.problems()

    def home(self) -> Home:
        """What Home shows: counts of all decks and of each, what comes next, what could not be read."""
        self.roster.catch_up()
        day = self.today()
        counts = self.roster.counts(day)
        left = self.new_left_today()
        decks = []
        for row in self.index.decks():
            due, new, seen, total = counts.get(row.id, DeckCounts(0, 0, 0, 0))
            today = min(new, left)
            status = DeckStatus(
                row.id, row.title, row.library, due, new, today, seen, total, row.errors, row.shadows
            )
            decks.append(status)
        return Home(
            decks=(_together(decks, left), *decks),
            next_due=self.next_due(Scope()),
            answered_today=sum(row.answered for row in self.history.day_sums(day, day)),
            ever_answered=self.history.head() > 0,
            skipped_cards=len({(p.file, p.card) for p in self.problems() if p.level == "error" and p.card}),
            unreadable=len({p.file for p in self.problems() if p.level == "error" and not p.card}),
        )

    # -- the day ---------------------------------------------------------------------------------

    def today(self) -> StudyDay:
        now = self.clock.now()
        return study_day(now.at_ms, now.offset_min, self.settings.rollover_hour)

    def new_left_today(self) -> int:
        """How many new cards today's limit still allows, over the whole library."""
        day = self.today()
        done = sum(row.new for row in self.history.day_sums(day, day))
        return max(0, self.settings.new_limit - done)

    def due(self) -> DueCounts:
        """What is left of today, over all decks."""
        everything = self.home().decks[0]
        return DueCounts(everything.due, everything.new_today, self.next_due(Scope()))

    def next_due(self, scope: Scope) -> NextDue | None:
        """When the next card of a scope comes after what is due now; None where none is planned."""
        day, now_ms = self.today(), self.clock.now().at_ms
        step, review = self.roster.next_due(day, self._decks(scope))
        if step is not None:
            return NextDue(max(0, (step - now_ms) // 1000), None)
        return None if review is None else NextDue(None, review - day)

    def _decks(self, scope: Scope) -> list[str]:
        return [row.id for row in self.index.decks() if scope.deck in (None, row.id)]

    # -- studying --------------------------------------------------------------------------------

    def sitting(self, scope: Scope) -> Sitting:
        """Begins a sitting, holding the writer lock until it is closed.

        Raises QuizError "busy" where another sitting holds it, "no-deck" or "no-tag" for an unknown scope.
        """
        from quizapp.workspace.sitting import Sitting

        if scope.deck is not None and not self._decks(scope):
            raise QuizError("no-deck", exit_code=2, deck=scope.deck, known=", ".join(self._decks(Scope())))
        if scope.tag is not None and scope.tag not in (tags := self.roster.tags()):
            raise QuizError("no-tag", exit_code=2, tag=scope.tag, known=", ".join(tags))
        lock = self._resources.enter_context(ExitStack())
        lock.enter_context(self.history.writing("study"))
        try:
            self.roster.catch_up()
            return Sitting(self, scope, lock)
        except BaseException:
            lock.close()
            raise

    def session(self, scope: Scope) -> Session:
        """The queue of a scope as a session: today's limits less what was done today."""
        day, now = self.today(), self.clock.now()
        done = self.history.day_sums(day, day)
        new_left = self.new_left_today() if scope.new is None else scope.new
        review_left = max(
            0, self.settings.review_limit - sum(row.young_reviews + row.mature_reviews for row in done)
        )
        if scope.limit is not None:
            new_left, review_left = min(new_left, scope.limit), min(review_left, scope.limit)
        candidates = self.roster.candidates(
            day, decks=self._decks(scope), tag=scope.tag, new_limit=new_left, review_limit=review_left
        )
        queue = build(
            candidates,
            day=day,
            now_ms=now.at_ms,
            new_limit=new_left,
            review_limit=review_left,
            studied=self.roster.studied_on(day),
            end_ms=day_end_ms(now.at_ms, now.offset_min, self.settings.rollover_hour),
        )
        if scope.limit is not None:
            learning = queue.learning[: scope.limit]
            queue = queue._replace(learning=learning, main=queue.main[: scope.limit - len(learning)])
        return Session.from_queue(queue)

    def futures(self, key: str, state: CardState) -> tuple[Future, Future, Future, Future]:
        """What each rating would do to a card now."""
        from quizapp.study.scheduling import Steps, futures

        steps = Steps(self.settings.learning_steps, self.settings.relearning_steps)
        hour = self.settings.rollover_hour
        return futures(key, state, self.clock.now(), self.today(), steps, self.fsrs, rollover_hour=hour)

    # -- the history -----------------------------------------------------------------------------

    def progress(self) -> ShownProgress:
        """Today's figures, for the progress screen and `quizapp stats`."""
        from quizapp.workspace.progress import shown_progress

        self.roster.catch_up()
        return shown_progress(self)


def _libraries(
    folders: tuple[Path, ...], file: Path | None, environ: Mapping[str, str]
) -> tuple[Library, ...]:
    if file is not None:
        return (file_library(file),)
    named = folders or tuple(
        Path(part) for part in environ.get("QUIZAPP_LIBRARY", "").split(os.pathsep) if part
    )
    return given_libraries(named) if named else default_libraries(user_library())


def user_library() -> Path:
    """The folder of the user's own library, whether it exists or not."""
    return documents_folder() / "quizapp"


def _index_path(data: Path, libraries: tuple[Library, ...]) -> Path:
    """One disposable index for each history and set of libraries, because the roster joins the two."""
    names = "\n".join((str(data), *(f"{library.root}\t{library.only or ''}" for library in libraries)))
    return cache_folder() / f"index-{crc32(os.fsencode(names)):08x}.sqlite"


def _together(decks: list[DeckStatus], new_left: int) -> DeckStatus:
    new = sum(deck.new for deck in decks)
    return DeckStatus(
        id=None,
        title="",
        library="",
        due=sum(deck.due for deck in decks),
        new=new,
        new_today=min(new, new_left),
        seen=sum(deck.seen for deck in decks),
        total=sum(deck.total for deck in decks),
        errors=sum(deck.errors for deck in decks),
        shadows=False,
    )
