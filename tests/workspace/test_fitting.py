"""The optimizer works in a process of its own, which ends however it is left."""

from __future__ import annotations

import multiprocessing
import subprocess
import sys
from functools import partial

import pytest

from quizapp.errors import QuizError
from quizapp.stats.evaluation import ReviewLog, review_log
from quizapp.study.memory import WEIGHT_BOUNDS, Fsrs
from quizapp.study.model import Rated, Rating
from quizapp.workspace import fitting
from quizapp.workspace.fitting import Job, fitted, is_installed, job
from tests.learner import studied

needs_optimizer = pytest.mark.skipif(not is_installed(), reason="fsrs-rs-python has no wheel here")

silent = partial(lambda _done: None)


def log_of(rated: list[Rated]) -> ReviewLog:
    return review_log(rated)


def test_a_job_says_what_each_fit_may_know() -> None:
    log = log_of(studied(60))
    work = job(log, [3, 9])
    assert work.known == (3, 9)
    assert len(work.scored) == len(log.scored)
    for (number, place), review in zip(work.scored, log.scored, strict=True):
        assert work.histories[number][place][1] == review.elapsed
        assert (work.histories[number][place][0] > 1) == review.passed


@needs_optimizer
def test_weights_are_fitted_within_their_bounds_and_the_same_each_time() -> None:
    log = log_of(studied(900))
    count = len(log.scored)
    told: list[int] = []
    found = fitted(job(log, [count // 2, count]), told.append)
    assert told == [0, 1, 2]
    assert set(found) == {count // 2, count}
    for weights in found.values():
        assert all(low <= weight <= high for weight, (low, high) in zip(weights, WEIGHT_BOUNDS, strict=True))
        Fsrs(weights).first(Rating.GOOD)
    assert fitted(job(log, [count // 2, count]), silent) == found
    assert not multiprocessing.active_children()


@needs_optimizer
def test_no_fit_knows_what_came_after_it() -> None:
    rated = studied(900)
    log = log_of(rated)
    known = len(log.scored) // 2
    last = log.scored[known - 1]
    cut = [place for place, each in enumerate(rated) if each.card == last.card][last.place] + 1
    other = rated[:cut] + [each._replace(rating=Rating.AGAIN) for each in rated[cut:]]
    assert log_of(other).scored[:known] == log.scored[:known]
    assert fitted(job(log_of(other), [known]), silent) == fitted(job(log, [known]), silent)


@needs_optimizer
def test_an_interrupt_ends_the_process() -> None:
    def interrupted(_done: int) -> None:
        assert len(multiprocessing.active_children()) == 1
        raise KeyboardInterrupt

    log = log_of(studied(300))
    days_of_work = job(log, [len(log.scored)])._replace(epochs=10**9)
    with pytest.raises(KeyboardInterrupt):
        fitted(days_of_work, interrupted)
    assert not multiprocessing.active_children()


@needs_optimizer
@pytest.mark.parametrize(
    ("work", "reason"),
    [
        (Job((((3, -1),),), ((0, 0),), (1,)), "OverflowError"),
        # Of a review on the same day the optimizer wants nothing to know, and panics.
        (Job((((3, 0), (3, 1)),), ((0, 0),) * 40, (40,)), "PanicException"),
    ],
)
def test_the_trouble_of_the_optimizer_is_told_in_one_line(
    work: Job, reason: str, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(QuizError) as caught:
        fitted(work, silent)
    assert caught.value.code == "optimizer-failed"
    assert caught.value.params["reason"].startswith(reason)
    assert not multiprocessing.active_children()
    assert capfd.readouterr() == ("", "")


@needs_optimizer
def test_a_process_that_dies_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def dying(_done: int) -> None:
        for process in multiprocessing.active_children():
            process.kill()
            process.join()

    with pytest.raises(QuizError, match="optimizer-failed"):
        fitted(job(log_of(studied(300)), [100]), dying)


def test_without_the_optimizer_the_line_that_installs_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fitting, "PACKAGE", "no_such_optimizer")
    with pytest.raises(QuizError) as caught:
        fitted(job(log_of(studied(60)), [10]), silent)
    assert caught.value.code == "optimizer-missing"
    assert 'install "fsrs-rs-python>=0.9.3,<0.10"' in caught.value.params["command"]


def test_the_requirement_is_that_of_the_extra() -> None:
    import tomllib

    from tests.installed import ROOT

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["optional-dependencies"]["optimize"] == [fitting.REQUIREMENT]


@needs_optimizer
def test_this_process_never_imports_the_optimizer() -> None:
    code = (
        "import sys\n"
        "from quizapp.stats.evaluation import review_log\n"
        "from quizapp.workspace import fitting, optimizing\n"
        "from tests.learner import studied\n"
        "if __name__ == '__main__':\n"
        "    log = review_log(studied(300))\n"
        "    assert fitting.fitted(fitting.job(log, [len(log.scored)]), lambda done: None)\n"
        "    assert fitting.PACKAGE not in sys.modules\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
