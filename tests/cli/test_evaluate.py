from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from quizapp.workspace import fitting
from quizapp.workspace.fitting import is_installed
from tests.cli.conftest import Quizapp
from tests.learner import studied

needs_optimizer = pytest.mark.skipif(not is_installed(), reason="fsrs-rs-python has no wheel here")


@pytest.fixture
def revlog(tmp_path: Path) -> Path:
    """900 reviews of a learner who forgets faster than the default weights say."""
    path = tmp_path / "reviews.csv"
    noon = datetime(1, 1, 1, 12, tzinfo=UTC)
    lines = [
        f"{each.card},{int(each.rating)},{(noon + timedelta(days=each.day - 1)).isoformat()},5000"
        for each in studied(900)
    ]
    path.write_text("\n".join(["card_id,review_rating,review_time,review_duration", *lines]))
    return path


@needs_optimizer
def test_the_models_stand_side_by_side(quizapp: Quizapp, revlog: Path) -> None:
    ran = quizapp("evaluate", str(revlog))
    assert (ran.code, ran.err) == (0, "")
    assert ran.lines[0].startswith("900 reviews of ")
    assert ran.lines[4].split() == ["log", "loss", "RMSE", "(bins)", "AUC"]
    names = [line.strip().split("  ")[0] for line in ran.lines[5:9]]
    assert names == ["FSRS-6, optimized", "FSRS-6, default", "pass rate so far", "SM-2"]
    assert ran.lines[-1].startswith("Optimizing lowers the log loss by 0.")


@needs_optimizer
def test_every_figure_is_in_the_json(quizapp: Quizapp, revlog: Path) -> None:
    told = json.loads(quizapp("evaluate", str(revlog), "--json").out)
    assert (told["schema_version"], told["reviews"], told["folds"]) == (1, 900, 5)
    models = told["models"]
    assert list(models) == ["optimized", "default", "constant", "sm2"]
    assert {model["n"] for model in models.values()} == {5 * (told["scored"] // 6)}
    assert models["optimized"]["log_loss"] < models["default"]["log_loss"]
    assert models["optimized"]["rmse_bins"] < models["default"]["rmse_bins"]
    for model in models.values():
        assert set(model) == {"n", "log_loss", "rmse_bins", "auc", "calibration"}
        assert sum(group["n"] for group in model["calibration"]) == model["n"]


def test_without_the_optimizer_the_rest_is_told(
    quizapp: Quizapp, revlog: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fitting, "PACKAGE", "no_such_optimizer")
    ran = quizapp("evaluate", str(revlog))
    assert ran.code == 0
    assert "FSRS-6, default" in ran.out
    assert "optimized" not in ran.out
    assert ran.err.startswith(
        "Not optimized: the package fsrs-rs-python is missing. To install it: python3 -m pip "
    )
    told = json.loads(quizapp("evaluate", str(revlog), "--json").out)
    assert told["models"]["optimized"] is None
    assert told["models"]["sm2"]["n"] == told["models"]["default"]["n"]


def test_what_cannot_be_read_is_told_with_its_line(quizapp: Quizapp, revlog: Path) -> None:
    revlog.write_text(revlog.read_text("utf-8") + "\nd/\x1b[2J,7,2024-01-01T00:00:00Z,1\n", "utf-8")
    ran = quizapp("evaluate", str(revlog))
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"quizapp: {revlog}, line 902: “review_rating” is 1, 2, 3 or 4, not “7”.\n"
    ran = quizapp("evaluate", "missing\x1b[2J.csv")
    assert ran.code == 2
    assert "\x1b" not in ran.err


def test_too_few_reviews_to_walk_through_are_told(quizapp: Quizapp, tmp_path: Path) -> None:
    path = tmp_path / "few.csv"
    path.write_text("card_id,review_rating,review_time\na,3,2024-01-01T12:00:00Z\na,3,2024-01-05T12:00:00Z\n")
    ran = quizapp("evaluate", str(path))
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"quizapp: {path} holds too few scored reviews to walk through: 1, of 6 at least.\n"


@pytest.mark.parametrize("offset", ["2", "+2", "+02:60", "+15:00", "x", "+0²:00"])
def test_an_offset_that_is_none_is_a_misuse(quizapp: Quizapp, revlog: Path, offset: str) -> None:
    ran = quizapp("evaluate", str(revlog), f"--offset={offset}")
    assert ran.code == 2
    assert "--offset is like +02:00" in ran.err


def test_days_begin_by_the_offset_that_is_given(
    quizapp: Quizapp, revlog: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fitting, "PACKAGE", "no_such_optimizer")
    text = revlog.read_text("utf-8").replace("T12:00:00+00:00", "T12:00:00")
    revlog.write_text(text, "utf-8")
    assert quizapp("evaluate", str(revlog)).code == 2
    assert quizapp("evaluate", str(revlog), "--offset", "-07:00").code == 0
