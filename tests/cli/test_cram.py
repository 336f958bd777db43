"""`quizapp cram`, and `quizapp study` ahead of time and beyond the limit, line by line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

DECK = """\
format: 1
deck: {id: d, title: D, lang: fr}
sources: {s: {title: S, text: "Le marché compte trente étals."}}
defaults: {source: s}
cards:
  - {id: a, question: Combien ?, answer: trente, quote: trente étals, tags: [chiffres]}
  - {id: b, front: Le marché, back: trente étals, quote: trente étals}
"""


def quizapp(
    folder: Path, typed: str, *arguments: str, day: int = 2, settings: str = ""
) -> subprocess.CompletedProcess[str]:
    (folder / "library" / "decks").mkdir(parents=True, exist_ok=True)
    (folder / "library" / "decks" / "d.yaml").write_text(DECK, "utf-8")
    (folder / "config.toml").write_text(f"learning_steps = []\nrelearning_steps = []\n{settings}", "utf-8")
    environ = {
        **os.environ,
        "QUIZAPP_DATA": str(folder / "data"),
        "QUIZAPP_LIBRARY": str(folder / "library"),
        "QUIZAPP_CONFIG": str(folder / "config.toml"),
        "QUIZAPP_NOW": f"2026-03-{day:02d}T10:00+01:00",
        "XDG_CACHE_HOME": str(folder / "cache"),
    }
    return subprocess.run(
        [sys.executable, "-m", "quizapp", "--lang", "en", *arguments],
        input=typed,
        capture_output=True,
        text=True,
        timeout=60,
        env=environ,
        check=False,
    )


def test_a_cram_goes_on_until_everything_is_known(tmp_path: Path) -> None:
    done = quizapp(tmp_path, "zut\n\n" + "trente\n\n", "cram", "--plain", "--tag", "chiffres")
    assert done.returncode == 0, done.stderr
    text = " ".join(done.stdout.split())
    assert "1 question (short answers 1). Nothing is scheduled; what you miss comes again" in text
    assert text.count("1 card left: D") == 2
    assert "SUMMARY 2 answers, 1 correct, 50 %" in text
    assert "Next review" not in text and "No review" not in text


def test_a_command_of_daily_review_is_refused_in_a_cram(tmp_path: Path) -> None:
    done = quizapp(tmp_path, ":s\n", "cram", "--plain")
    assert "A round leaves the schedule alone" in done.stdout


def test_the_result_as_json_stands_alone_on_stdout(tmp_path: Path) -> None:
    done = quizapp(tmp_path, "zut\n\n", "cram", "--json", "--kinds", "short")
    result = json.loads(done.stdout)
    assert (result["mode"], result["total"], result["left"]) == ("cram", 1, 1)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--forgotten",), "No card here was rated Again since 2026-02-24."),
        (("--forgotten", "1"), "No card here was rated Again since 2026-03-02."),
        (("--weak",), "No source here is weak"),
    ],
)
def test_where_nothing_matches_it_says_what_to_do(
    options: tuple[str, ...], told: str, tmp_path: Path
) -> None:
    done = quizapp(tmp_path, "", "cram", "--plain", *options)
    assert done.returncode == 1 and told in done.stderr and "choose" in done.stderr


def test_days_that_are_none_are_a_misuse(tmp_path: Path) -> None:
    done = quizapp(tmp_path, "", "cram", "--plain", "--forgotten", "d")
    assert done.returncode == 2 and "--forgotten wants a whole number" in done.stderr


def test_lately_forgotten_cards_are_crammed_in_a_deck(tmp_path: Path) -> None:
    quizapp(tmp_path, "\n1\n\n\n3\n", "study", "--plain")
    done = quizapp(tmp_path, "", "cram", "d", "--forgotten", "--plain", day=3)
    assert "1 question (" in done.stdout


def test_study_ahead_says_so_counts_and_schedules(tmp_path: Path) -> None:
    quizapp(tmp_path, "\n4\n\n4\n", "study", "--plain")
    nothing = quizapp(tmp_path, "", "study", "--plain", day=3)
    assert "Nothing was answered." in nothing.stdout
    done = quizapp(tmp_path, "\n3\n\n3\n", "study", "--ahead", "300", "--plain", day=3)
    text = " ".join(done.stdout.split())
    assert text.startswith("Ahead of time: what comes due within 300 days, the most forgotten first.")
    assert "2 left, card to review: D" in text and "SUMMARY 2 answers" in text
    events = [json.loads(line) for line in quizapp(tmp_path, "", "history", "export").stdout.splitlines()]
    reviews = [event["body"] for event in events if event["kind"] == "review"]
    assert [body.get("ahead") for body in reviews] == [None, None, True, True]
    again = quizapp(tmp_path, "", "study", "--ahead", "300", "--plain", day=3)
    assert "Nothing was answered." in again.stdout


def test_more_reviews_than_the_limit_are_had_by_asking(tmp_path: Path) -> None:
    quizapp(tmp_path, "\n1\n\n1\n", "study", "--plain", settings="bury_siblings = []")
    for options, left in (((), "1 left"), (("--reviews", "2"), "2 left")):
        done = quizapp(tmp_path, "", "study", "--plain", *options, day=28, settings="review_limit = 1")
        assert left in done.stdout
