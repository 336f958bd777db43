"""`quizapp quiz` line by line and as JSON."""

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
  - {id: a, question: Combien ?, answer: trente, quote: trente étals}
  - {id: b, front: Le marché, back: trente étals, quote: trente étals}
"""


def quiz(folder: Path, typed: str, *options: str) -> subprocess.CompletedProcess[str]:
    (folder / "library" / "decks").mkdir(parents=True, exist_ok=True)
    (folder / "library" / "decks" / "d.yaml").write_text(DECK, "utf-8")
    environ = {
        **os.environ,
        "QUIZAPP_DATA": str(folder / "data"),
        "QUIZAPP_LIBRARY": str(folder / "library"),
        "XDG_CACHE_HOME": str(folder / "cache"),
        "XDG_CONFIG_HOME": str(folder / "config"),
    }
    return subprocess.run(
        [sys.executable, "-m", "quizapp", "--lang", "en", "quiz", "--seed", "1", *options],
        input=typed,
        capture_output=True,
        text=True,
        timeout=60,
        env=environ,
        check=False,
    )


def test_a_round_is_introduced_asked_and_scored(tmp_path: Path) -> None:
    done = quiz(tmp_path, "trente\n\n:q\n", "--plain", "--kinds", "short")
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0].startswith("1 question (short answers 1). Nothing is scheduled;")
    assert any(line.startswith("CORRECT") for line in lines)
    assert any("trente étals" in line for line in lines), "the passage is shown"
    assert any(line.startswith("SUMMARY 1 answer, 1 correct, 100 %") for line in lines)


def test_a_wrong_answer_may_be_overruled_and_a_flashcard_is_judged(tmp_path: Path) -> None:
    done = quiz(tmp_path, "zut\n:o\n\n", "--plain", "--kinds", "short")
    words = [line.split()[0] for line in done.stdout.splitlines() if line[:1].isupper() and line.strip()]
    assert words.index("WRONG") < words.index("CORRECT")
    assert "SUMMARY 1 answer, 1 correct" in done.stdout
    for digit, score in (("1", "0 %"), ("2", "100 %")):
        done = quiz(tmp_path, f"\n\n{digit}\n", "--plain", "--kinds", "flashcard")
        assert "Type 1 or 2." in done.stdout
        assert f"{score}, " in done.stdout.partition("SUMMARY")[2]


def test_the_result_as_json_stands_alone_on_stdout(tmp_path: Path) -> None:
    done = quiz(tmp_path, "zut\n\n\n2\n", "--json")
    result = json.loads(done.stdout)
    assert (result["seed"], result["total"], result["answered"]) == (1, 2, 2)
    assert {one["key"] for one in result["questions"]} == {"d/a#main", "d/b#fwd"}
    assert "SUMMARY" in done.stderr


def test_what_only_daily_review_does_is_said_of_its_commands_with_a_number_too(tmp_path: Path) -> None:
    done = quiz(tmp_path, ":f\n:f 2\n:d 3\n:s 2\n:q\n", "--plain")
    assert done.stdout.count("this is for daily review") == 3
    assert "There is no command “:s 2”." in done.stdout


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--kinds", "sonnet"), "sonnet"),
        (("rien",), "rien"),
        (("--tag", "rien"), "rien"),
        (("--count", "0"), "--count"),
    ],
)
def test_what_cannot_be_asked_is_told(options: tuple[str, ...], told: str, tmp_path: Path) -> None:
    done = quiz(tmp_path, "", "--plain", *options)
    assert done.returncode == 2 and told in done.stderr and "Traceback" not in done.stderr
