from __future__ import annotations

import json
import multiprocessing
from collections.abc import Callable
from pathlib import Path

import pytest

from quizapp.cli import fits
from quizapp.store.history import History
from quizapp.workspace import fitting, optimizing
from quizapp.workspace.fitting import is_installed
from tests.cli.conftest import SHORT, Quizapp
from tests.learner import FORGETFUL, WORSE, Fits, append, studied
from tests.store.making import NOON_MS, HandClock

needs_optimizer = pytest.mark.skipif(not is_installed(), reason="fsrs-rs-python has no wheel here")

Deck = Callable[..., Path]


@pytest.fixture
def folder(environ: dict[str, str], deck: Deck) -> Path:
    deck(SHORT)
    return Path(environ["QUIZAPP_DATA"])


def study(folder: Path, reviews: int) -> None:
    clock = HandClock()
    with History.open(folder, clock=clock) as history:
        history._source.execute("PRAGMA synchronous = OFF")  # type: ignore[union-attr]
        append(history, clock, studied(reviews))


def events(folder: Path) -> int:
    with History.read(folder) as history:
        return history.head()


def test_too_few_reviews_are_told_and_the_defaults_stay(quizapp: Quizapp, folder: Path) -> None:
    study(folder, 60)
    ran = quizapp("optimize")
    assert ran.code == 0
    assert ran.out.endswith(
        "scored reviews. Until there are 400 the default parameters are better; from 1500 on optimizing is"
        " recommended.\n"
        "Scored is a review on a later study day than the one before of its card. First reviews and repeats"
        " on the same day are learnt from.\n"
    )
    told = json.loads(quizapp("optimize", "--json").out)
    assert (told["status"], told["offered_from"], told["recommended_from"]) == ("too-few", 400, 1500)
    assert ran.out.startswith(f"You have {told['scored']} scored reviews.")


@needs_optimizer
def test_a_dry_run_shows_before_and_after_and_writes_nothing(quizapp: Quizapp, folder: Path) -> None:
    study(folder, 700)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    ran = quizapp("optimize", "--dry-run", "--reschedule")
    assert (ran.code, ran.err) == (0, "")
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert [line.strip().split("  ")[0] for line in ran.lines[6:10]] == [
        "all reviews, before",
        "all reviews, after",
        "predicted ahead, before",
        "predicted ahead, after",
    ]
    assert ran.lines[1].startswith("Scored is a review on a later study day")
    assert "Optimizing is recommended from 1500 on; of fewer it learns little." in ran.lines
    assert "Recall predicted ○, actual ●, both ◉, in groups of equal size:" in ran.lines
    assert sum("─" in line for line in ran.lines) == 20
    assert max(map(len, ran.lines)) <= 110
    assert "The new parameters are better. To put them in force: quizapp optimize --reschedule" in ran.lines
    assert ran.lines[-1].endswith("to today or earlier.")
    told = json.loads(quizapp("optimize", "--dry-run", "--reschedule", "--json").out)
    assert told["status"] == "proposed"
    assert told["moved"] >= told["due_now"] > 0


def test_the_picture_fits_a_narrow_terminal(
    quizapp: Quizapp, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    study(folder, 700)
    monkeypatch.setattr(optimizing, "fitted", Fits(FORGETFUL))
    for columns, widest in (("40", 40), ("80", 61), ("200", 61)):
        monkeypatch.setenv("COLUMNS", columns)
        picture = [line for line in quizapp("optimize", "--dry-run").lines if "─" in line]
        assert len(picture) == 20
        assert {len(line) for line in picture} == {widest}


@needs_optimizer
def test_better_parameters_are_put_in_force_and_one_command_takes_them_back(
    quizapp: Quizapp, folder: Path
) -> None:
    study(folder, 700)
    count = events(folder)
    told = json.loads(quizapp("optimize", "--json").out)
    assert (told["status"], told["moved"]) == ("applied", 0)
    for over in ("in_sample", "over_time"):
        before, after = told[over]["before"], told[over]["after"]
        assert after["log_loss"] < before["log_loss"]
        assert after["rmse_bins"] < before["rmse_bins"]
    assert events(folder) == count + 1
    with History.read(folder) as history:
        found = history.parameters()
        assert found is not None
        assert list(found.weights) == told["weights"]["after"]
        assert history.verify() == ()
    again = quizapp("optimize")
    assert again.lines[-1] == "Nothing was changed: the parameters in force fit your reviews as well."
    assert events(folder) == count + 1
    assert quizapp("optimize", "--restore").lines == ["The former parameters are in force again."]
    with History.read(folder) as history:
        assert history.parameters() is None
    ran = quizapp("optimize", "--restore")
    assert (ran.code, ran.err) == (
        1,
        "quizapp: The default parameters are in force; there are none to take back.\n",
    )


@needs_optimizer
def test_due_days_move_only_when_told_and_go_back(quizapp: Quizapp, folder: Path) -> None:
    study(folder, 700)
    ran = quizapp("optimize", "--reschedule")
    assert ran.code == 0
    moved = int(ran.lines[-1].split()[0])
    assert moved > 10
    assert quizapp("optimize", "--restore").lines[-1] == f"{moved} due days are where they were."
    ran = quizapp("optimize")
    assert ran.lines[-1] == "No due day has moved."


@needs_optimizer
@pytest.mark.parametrize("at", [0, 3, 7])
def test_an_interrupt_leaves_everything_as_it_was(
    quizapp: Quizapp, folder: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    study(folder, 700)
    assert quizapp("due").code == 0
    count = events(folder)

    def interrupted(_meter: fits.Meter, done: int, _total: int) -> None:
        if done == at:
            raise KeyboardInterrupt

    monkeypatch.setattr(fits.Meter, "__call__", interrupted)
    ran = quizapp("optimize", "--reschedule")
    assert (ran.code, ran.out, ran.err) == (130, "", "Stopped; nothing was changed.\n")
    assert events(folder) == count
    assert not multiprocessing.active_children()
    with History.read(folder) as history:
        assert history.verify() == ()


def test_without_the_optimizer_the_cure_is_told(
    quizapp: Quizapp, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    study(folder, 700)
    count = events(folder)
    monkeypatch.setattr(fitting, "PACKAGE", "no_such_optimizer")
    ran = quizapp("optimize")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("quizapp: Optimizing needs the package fsrs-rs-python, which is not installed.")
    assert events(folder) == count


def test_worse_ahead_of_time_is_told_as_the_reason(
    quizapp: Quizapp, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    study(folder, 700)
    count = events(folder)
    monkeypatch.setattr(optimizing, "fitted", Fits(WORSE, whole=FORGETFUL))
    ran = quizapp("optimize", "--reschedule")
    assert ran.code == 0
    assert ran.lines[-1] == (
        "Nothing was changed: the new parameters would not have predicted better what came after them."
    )
    assert events(folder) == count


def test_a_sitting_elsewhere_is_named(quizapp: Quizapp, folder: Path) -> None:
    study(folder, 60)
    with History.open(folder, clock=HandClock(NOON_MS + 60 * 86_400_000)) as other, other.writing("study"):
        ran = quizapp("optimize")
        assert ran.code == 1
        assert "“study”" in ran.err
        assert quizapp("optimize", "--dry-run").code == 0


def test_restoring_goes_alone(quizapp: Quizapp, folder: Path) -> None:
    for other in ("--dry-run", "--reschedule"):
        ran = quizapp("optimize", "--restore", other)
        assert ran.code == 2
        assert "--restore goes alone." in ran.err
