"""Fits the weights of FSRS to a log in a process of its own: the optimizer holds the interpreter's lock while
it works, and only a process can be ended at any time."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from quizapp.errors import QuizError
from quizapp.study.memory import WEIGHT_BOUNDS

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from quizapp.stats.evaluation import ReviewLog

PACKAGE = "fsrs_rs_python"
REQUIREMENT = "fsrs-rs-python>=0.9.3,<0.10"

_EPOCHS, _BATCH = 20, 128
"""The optimizer's own 5 and 512 leave a log of a few thousand reviews with a dozen steps, from which the
outcome depends on the seed; `tests/bench/bench_optimize.py --grid` prints what each choice comes to."""

Weights: TypeAlias = tuple[float, ...]
Progress: TypeAlias = Callable[[int], None]
"""Told how many fits are done."""


class Job(NamedTuple):
    """What the process works on: the steps of each card as rating and days, the scored reviews in order of
    time as card and place, and for each fit how many of them it may know."""

    histories: tuple[tuple[tuple[int, int], ...], ...]
    scored: tuple[tuple[int, int], ...]
    known: tuple[int, ...]
    epochs: int = _EPOCHS
    batch: int = _BATCH
    seed: int = 2023


def is_installed() -> bool:
    """Whether the optimizer is there; it is not imported."""
    from importlib.util import find_spec

    return find_spec(PACKAGE) is not None


def install_command() -> str:
    """The line that installs the optimizer beside this program."""
    return f'python3 -m pip --python "{sys.executable}" install "{REQUIREMENT}"'


def job(log: ReviewLog, known: Sequence[int]) -> Job:
    """The fits to the first so many scored reviews of a log."""
    numbers = {card: number for number, card in enumerate(log.histories)}
    return Job(
        tuple(tuple((int(step.rating), step.elapsed) for step in steps) for steps in log.histories.values()),
        tuple((numbers[review.card], review.place) for review in log.scored),
        tuple(known),
    )


def fitted(work: Job, progress: Progress) -> Mapping[int, Weights]:
    """The weights fitted to each number of scored reviews.

    Raises QuizError "optimizer-missing" and "optimizer-failed" (reason). However it is left, by an interrupt
    too, the process has ended.
    """
    if not is_installed():
        raise QuizError("optimizer-missing", command=install_command())
    found: dict[int, Weights] = {}
    with _process(work) as answers:
        for done, known in enumerate(work.known):
            progress(done)
            found[known] = _received(answers)
        progress(len(work.known))
    return found


@contextmanager
def _process(work: Job) -> Iterator[Connection]:
    from multiprocessing import get_context

    spawning = get_context("spawn")
    answers, asked = spawning.Pipe()
    process = spawning.Process(target=_work, args=(asked,), daemon=True)
    try:
        with _uninterrupted():
            process.start()
        asked.close()
        try:
            answers.send(work)
        except OSError as error:
            raise QuizError("optimizer-failed", reason=str(error)) from None
        yield answers
    finally:
        if process.pid is not None:
            process.kill()
            process.join()
        answers.close()


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Ctrl+C reaches all processes of a terminal. One that is started meanwhile ignores it, from its first
    instruction on, and leaves it to this one to end it."""
    from threading import current_thread, main_thread

    if current_thread() is not main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _received(answers: Connection) -> Weights:
    try:
        answer = answers.recv()
    except (EOFError, OSError):
        raise QuizError("optimizer-failed", reason="its process ended early") from None
    if isinstance(answer, str):
        raise QuizError("optimizer-failed", reason=answer)
    weights = tuple(
        _within(float(value), *bounds) for value, bounds in zip(answer, WEIGHT_BOUNDS, strict=True)
    )
    if any(weight != weight for weight in weights):
        raise QuizError("optimizer-failed", reason="no finite weights were found")
    return weights


def _within(value: float, low: float, high: float) -> float:
    """Four decimals, as everybody writes weights; single precision may have left the bounds by a hair."""
    return value if value != value else min(max(round(value, 4), low), high)


def _work(asked: Connection) -> None:
    """What the process does: an answer for each fit, a text for the one that failed."""
    # A panic writes its report on stderr before it comes to be an exception here.
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    try:
        work: Job = asked.recv()
        from fsrs_rs_python import FSRS, FSRSItem, FSRSReview, TrainingConfig

        items = [
            FSRSItem([FSRSReview(rating, elapsed) for rating, elapsed in work.histories[card][: place + 1]])
            for card, place in work.scored
        ]
        config = TrainingConfig(num_epochs=work.epochs, batch_size=work.batch, seed=work.seed)
        for known in work.known:
            asked.send(FSRS([]).compute_parameters(items[:known], training_config=config))
    except (EOFError, BrokenPipeError):
        return
    except BaseException as error:  # a panic of the optimizer is no Exception
        asked.send(f"{type(error).__name__}: {error}")
