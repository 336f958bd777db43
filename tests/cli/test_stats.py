"""`quizapp stats`: figures, tables, charts, JSON, and the analysis of items."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from quizapp.store.history import History
from tests.cli.conftest import CHOICE, HEAD, SHORT, Quizapp
from tests.store.making import HandClock, attempt, review

MORNING_MS = 1_772_442_000_000
"""2 March 2026, 10:00 in Paris, when these tests run."""

ABRI, CHOSEN = "marche/abri#main", "marche/financeur#main"


@pytest.fixture(autouse=True)
def _deck(library: Path) -> None:
    (library / "decks" / "marche.yaml").write_text(HEAD + CHOICE + SHORT, "utf-8")


@pytest.fixture
def studied(tmp_path: Path) -> None:
    """Twelve answers to each card: of the short one half are wrong and typed alike, one is overruled."""
    with History.open(tmp_path / "data", clock=HandClock(MORNING_MS - 3_600_000)) as history:
        for number in range(12):
            right = number % 2 == 0
            outcome = "correct" if right else "wrong"
            said = ["le marché"] if right else ["la halle"]
            (tried,) = history.append(attempt(ABRI, outcome=outcome, response=said, duration_ms=9_000))
            history.append(attempt(CHOSEN, kind="choice", response=[0], order=[0, 1, 2]))
        history.override(tried.id, outcome="correct", score=1.0)
        history.append(review(ABRI, due=739_677, interval=4, rating=2))


def test_nothing_studied_is_told_without_a_failure(quizapp: Quizapp) -> None:
    ran = quizapp("stats")
    assert ran.code == 0
    assert "No streak: it begins with the first answer." in ran.lines
    assert "What to do next:" not in ran.out
    assert quizapp("stats", "--charts").code == quizapp("stats", "--items").code == 0


@pytest.mark.usefixtures("studied")
def test_figures_answer_what_to_do_with_a_command(quizapp: Quizapp) -> None:
    ran = quizapp("stats")
    assert "Streak: 1 day studied" in ran.lines
    assert "What to do next:" in ran.lines and "    quizapp cram --weak" in ran.lines
    assert any("7 of 12 right" in line or "58 % of 12 right" in line for line in ran.lines)
    assert "A year of answers:" in ran.lines and any(
        "March 2026" in line and "24" in line for line in ran.lines
    )
    assert any(line.split() == ["Hard", "1"] for line in ran.lines)


def test_the_table_of_articles_is_cut_to_a_terminal(
    quizapp: Quizapp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    (whole,) = (line for line in quizapp("stats").lines if "§" in line)
    assert whole.endswith("Note de terrain")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    (cut,) = (line for line in quizapp("stats").lines if "§" in line)
    assert len(cut) <= 40 and cut.endswith("…")


@pytest.mark.usefixtures("studied")
def test_charts_draw_the_same_as_bars_and_a_calendar(quizapp: Quizapp) -> None:
    ran = quizapp("stats", "--charts", "--period", "week")
    assert any(line.startswith("  Hard") and "━" in line for line in ran.lines)
    (monday,) = [line for line in ran.lines if line.startswith("  Mo ")]
    assert monday.endswith("█") and len(monday) == 5 + 53
    assert "Answers of 7 days:" in ran.lines
    assert "23 without a rating: quizzes, exams, cramming" in " ".join(ran.out.split())
    assert max(map(len, ran.lines)) <= 80


@pytest.mark.usefixtures("studied")
def test_json_holds_every_figure_with_titles(quizapp: Quizapp) -> None:
    told = json.loads(quizapp("stats", "--json", "--deck", "marche", "--period", "year").out)
    assert (told["schema_version"], told["deck"], told["answered"]["days"]) == (3, "marche", 365)
    assert told["articles"][0]["title"] == "Note de terrain"
    assert told["spreads"]["interval"][2] == {"low": 4, "high": 8, "n": 1}
    assert told["today"]["answered"] == 24 and told["today"]["correct"] == 19


def test_an_unknown_deck_is_misuse(quizapp: Quizapp) -> None:
    for more in ([], ["--items"]):
        ran = quizapp("stats", "--deck", "gone", *more)
        assert ran.code == 2 and "marche" in ran.err


@pytest.mark.usefixtures("studied")
def test_items_tell_authors_what_to_mend(quizapp: Quizapp) -> None:
    ran = quizapp("stats", "--items")
    assert "Reading every answer…" in ran.err
    hard, easy = ran.out.split("\n\n")
    assert "58 % of 12 answers right · usually 9 s" in hard
    assert "Typed 5 times and wrong: la halle" in hard and "overruled 1 time." in hard
    assert "Nobody picks: la commune" in easy and "Nobody picks: la presse" in easy
    told = json.loads(quizapp("stats", "--items", "--json").out)
    assert [item["key"] for item in told["items"]] == [ABRI, CHOSEN]
    assert told["items"][0]["typed_wrong"] == [{"answer": "la halle", "n": 5}]
    assert told["items"][1]["unpicked"] == ["la commune", "la presse"]
