"""What the history is made of: events, and the rows derived from them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from quizapp.errors import QuizError
from quizapp.named import NamedTuple
from quizapp.study.model import CardState, StudyDay


class EventKind(StrEnum):
    """The kinds of events. Replay ignores those of exams and passages, as it does the kinds that it does not
    know."""

    ATTEMPT = "attempt"
    ALMOST = "almost"
    REVIEW = "review"
    OVERRIDE = "override"
    VOID = "void"
    SUSPEND = "suspend"
    BURY = "bury"
    FLAG = "flag"
    RESET = "reset"
    DUE = "due"
    ALIAS = "alias"
    LEECH = "leech"
    PARAMETERS = "parameters"
    PASSAGE = "passage"
    EXAM_START = "exam-start"
    EXAM_ANSWER = "exam-answer"
    EXAM_FLAG = "exam-flag"
    EXAM_HAND_IN = "exam-hand-in"


class NewEvent(NamedTuple):
    """An event about to be appended. `action` groups events that are undone together; `target` is the id
    of the event (of a void: the action) that it speaks of."""

    kind: str
    action: str
    sitting: str
    card: str | None
    target: str | None
    body: Mapping[str, object]
    v: int = 1


class Event(NamedTuple):
    """A durably stored event. `at_ms` is Unix time in milliseconds, `offset_min` the local offset from UTC
    in minutes, `day` the study day, `crc` the CRC-32 of the other columns' canonical JSON."""

    id: str
    device: str
    seq: int
    at_ms: int
    offset_min: int
    day: int
    kind: str
    action: str
    sitting: str
    card: str | None
    target: str | None
    v: int
    body: Mapping[str, object]
    crc: int


class Parameters(NamedTuple):
    """A set of parameters in the log: the action that put it in force, the weights of FSRS-6, and the number
    of scored reviews that they were fitted to, 0 where that is not known."""

    action: str
    weights: tuple[float, ...]
    scored: int


class MemoryRow(NamedTuple):
    """The derived row of a card: its state, its flags, and the day until which it is buried.

    `flag` is 0 for none; `leech` says that it was told to be forgotten again and again. `attempts` counts
    those of every mode and every repeat, `correct` those that an override or a passing self-rating made so
    too. The prints are those of the last attempt that recorded them.
    """

    card: str
    state: CardState
    suspended: bool = False
    buried_until: int | None = None
    flag: int = 0
    attempts: int = 0
    correct: int = 0
    last_outcome: str | None = None
    prompt_print: str | None = None
    answer_print: str | None = None
    leech: bool = False


class DaySum(NamedTuple):
    """What one study day brought in one deck.

    `answered` and `correct` count attempts of every mode, repeats too, and `duration_ms` adds them up. `new`
    counts first ratings of new cards; `reviews` and `passed` count ratings of every phase and those above
    Again, of which `young_…` and `mature_…` are the ratings of cards in review at an interval below 21 days,
    or not.
    `hard` and `easy` are those with that rating; what is left of `passed` was good.
    """

    day: StudyDay
    deck: str
    answered: int = 0
    correct: int = 0
    new: int = 0
    reviews: int = 0
    passed: int = 0
    young_reviews: int = 0
    young_passed: int = 0
    mature_reviews: int = 0
    mature_passed: int = 0
    duration_ms: int = 0
    hard: int = 0
    easy: int = 0


class UndoResult(NamedTuple):
    """The action that an undo took back or a redo restored, and its cards in the order of its events."""

    action: str
    cards: tuple[str, ...]


class Finding(NamedTuple):
    """Something wrong with a stored history, as a code with parameters; front ends word it."""

    code: str
    params: tuple[tuple[str, str], ...] = ()


class Busy(QuizError):
    """Another process holds the writer lock: `pid`, `command` and `since` (ISO 8601) say which."""

    def __init__(self, *, pid: str, command: str, since: str) -> None:
        super().__init__("busy", pid=pid, command=command, since=since)
