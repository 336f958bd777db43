"""Sittings as users have them: in a terminal, by keyboard alone, ended by keys, signals and kills."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from quizapp.store.history import History
from quizapp.store.model import Event
from quizapp.study.model import Phase
from quizapp.tui.screens.asking import GUARD_S
from tests.terminal import ROOT, Terminal

DAYS = ("2026-03-02", "2026-03-03", "2026-03-04")
VERDICTS = (b"CORRECT ", b"PARTIAL ", b"WRONG ", b"BLANK ", b"ANSWER ")


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "quizapp", *arguments]


class Learner:
    """Studies the shipped decks with a history of its own."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.starts = 0

    def environ(self, moment: str | None = None) -> dict[str, str]:
        self.starts += 1
        return {
            "PATH": os.environ["PATH"],
            "HOME": os.environ["HOME"],
            "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
            "TEXTUAL_ANIMATIONS": "none",
            "QUIZAPP_DATA": str(self.data),
            "QUIZAPP_LIBRARY": str(ROOT),
            "QUIZAPP_NOW": moment or f"{DAYS[0]}T10:{self.starts:02d}:00+01:00",
        }

    def study(self) -> Terminal:
        return Terminal(command("study", "--new", "60"), self.environ())

    def says(self, *arguments: str, moment: str | None = None) -> Any:
        done = subprocess.run(
            command(*arguments), capture_output=True, env=self.environ(moment), cwd=ROOT, check=True
        )
        return json.loads(done.stdout)

    def events(self, kind: str) -> list[Event]:
        with History.read(self.data) as history:
            return [event for event in history.events() if event.kind == kind]


def answer(terminal: Terminal) -> str:
    """Answers the question on the screen by its looks, whatever its kind; gives the screen of the verdict."""
    terminal.until(lambda: question_shown(terminal.screen()))
    while "4 Easy" not in terminal.screen():
        screen = terminal.screen()
        if "☐" in screen:
            terminal.press("2", "enter")
        elif "0: I don’t know" in screen:
            terminal.press("2")
        elif "turn the card over" in screen:
            terminal.press("space")
        else:
            typed = more_typed(terminal)
            terminal.press("zzz")
            terminal.until(typed)
            # A field that is still empty says which item goes there. Behind the last one comes the verdict,
            # which another Enter would rate.
            last = "Item " not in terminal.screen()
            terminal.press("enter")
            if not last:
                continue
        terminal.until(lambda: "4 Easy" in terminal.screen())
    return terminal.screen()


def more_typed(terminal: Terminal) -> Callable[[], bool]:
    """A condition: one more field is filled than now."""
    before = terminal.screen().count("zzz")
    return lambda: terminal.screen().count("zzz") > before


def question_shown(screen: str) -> bool:
    asked = any(
        sign in screen for sign in ("0: I don’t know", "turn the card over", "Answer (empty", "Item ", "zzz")
    )
    return asked and "f1 Help" in screen and "4 Easy" not in screen


def rate(terminal: Terminal, key: str) -> None:
    time.sleep(GUARD_S)
    terminal.press(key)
    terminal.until(lambda: "4 Easy" not in terminal.screen())


def test_twenty_cards_with_interruptions_lose_nothing_and_come_back_tomorrow(tmp_path: Path) -> None:
    learner = Learner(tmp_path / "data")
    ratings = iter("3133243134" * 4)
    submitted = rated = 0

    def study(terminal: Terminal, cards: int) -> None:
        nonlocal submitted, rated
        for _ in range(cards):
            answer(terminal)
            submitted += 1
            rate(terminal, next(ratings))
            rated += 1

    with learner.study() as terminal:
        study(terminal, 6)
        terminal.until(lambda: question_shown(terminal.screen()))
        terminal.press("ctrl+c")
        assert terminal.ended() == 0, terminal.tail()
    assert (len(learner.events("attempt")), len(learner.events("review"))) == (submitted, rated)

    with learner.study() as terminal:
        study(terminal, 4)
        terminal.until(lambda: question_shown(terminal.screen()))
        terminal.kill()
    assert (len(learner.events("attempt")), len(learner.events("review"))) == (submitted, rated)

    with learner.study() as terminal:
        study(terminal, 3)
        left = answer(terminal)
        submitted += 1
        terminal.press("ctrl+c")
        assert terminal.ended() == 0, terminal.tail()
    with learner.study() as terminal:
        assert question_of(terminal.until_shown("4 Easy", "f1 Help")) == question_of(left)
        rate(terminal, next(ratings))
        rated += 1
        study(terminal, 2)
        left = answer(terminal)
        submitted += 1
        terminal.kill()
    with learner.study() as terminal:
        assert question_of(terminal.until_shown("4 Easy", "f1 Help")) == question_of(left)
        rate(terminal, next(ratings))
        rated += 1
        study(terminal, 20 - rated)
        terminal.press("escape")
        terminal.until_shown("right", "esc Home")
        terminal.press("escape")
        terminal.until_shown("All decks")
        terminal.press("q")
        assert terminal.ended() == 0, terminal.tail()
    attempts, reviews = learner.events("attempt"), learner.events("review")
    assert (len(attempts), len(reviews)) == (submitted, rated) == (20, 20)
    assert {review.target for review in reviews} == {attempt.id for attempt in attempts}
    assert len({attempt.body["kind"] for attempt in attempts}) >= 4
    check_tomorrow(learner, reviews)


def question_of(screen: str) -> str:
    return "\n".join(screen.splitlines()[1:4])


def check_tomorrow(learner: Learner, reviews: list[Event]) -> None:
    """The cards due by the reviews as they were recorded are those that the program calls due."""
    after: dict[str, dict[str, Any]] = {str(review.card): dict(review.body["after"]) for review in reviews}  # type: ignore[call-overload]
    for days, date in enumerate(DAYS):
        day = reviews[0].day + days
        expected = sum(
            1 for state in after.values() if state["phase"] != Phase.REVIEW or int(state["due"]) <= day
        )
        said = learner.says("due", "--json", moment=f"{date}T22:00:00+01:00")
        assert said["due"] == expected, date
    assert any(state["phase"] == Phase.REVIEW for state in after.values())


def test_a_closed_window_ends_it(tmp_path: Path) -> None:
    learner = Learner(tmp_path / "data")
    with learner.study() as terminal:
        answer(terminal)
        # Python itself ends with 120 where its last words reach nobody.
        assert terminal.hang_up() in {120, 128 + signal.SIGHUP}
    assert len(learner.events("attempt")) == 1


@pytest.mark.parametrize(
    ("end", "code"),
    [("ctrl+q", 0), (signal.SIGTERM, 128 + signal.SIGTERM), (signal.SIGHUP, 128 + signal.SIGHUP)],
    ids=["ctrl+q", "SIGTERM", "SIGHUP"],
)
def test_the_terminal_is_given_back_as_it_was(end: str | signal.Signals, code: int, tmp_path: Path) -> None:
    with Learner(tmp_path / "data").study() as terminal:
        terminal.until(lambda: question_shown(terminal.screen()))
        assert terminal.painted.alternate
        if isinstance(end, signal.Signals):
            terminal.process.send_signal(end)
        else:
            terminal.press(end)
        assert terminal.ended() == code, terminal.tail()
        assert not terminal.painted.alternate, "the alternate screen is still on"
        assert terminal.painted.cursor, "the cursor is still hidden"
        assert b"Traceback" not in terminal.raw
        for mode in (1000, 1003, 1006, 2004, 1004):
            assert terminal.raw.rfind(b"\x1b[?%dl" % mode) > terminal.raw.rfind(b"\x1b[?%dh" % mode)
        assert terminal.leaks == []


def test_a_second_terminal_is_told_who_studies(tmp_path: Path) -> None:
    learner = Learner(tmp_path / "data")
    with learner.study() as terminal:
        terminal.until(lambda: question_shown(terminal.screen()))
        done = subprocess.run(
            command("study"),
            capture_output=True,
            stdin=subprocess.DEVNULL,
            env=learner.environ(),
            cwd=ROOT,
            check=False,
        )
        assert done.returncode == 1
        assert str(terminal.process.pid) in done.stderr.decode()
        terminal.press("ctrl+q")
        assert terminal.ended() == 0, terminal.tail()


def test_kills_at_random_moments_lose_no_answer_whose_verdict_was_seen(tmp_path: Path, full: bool) -> None:
    """Line by line, because every verdict there is told before the next answer is read."""
    learner = Learner(tmp_path / "data")
    chance = random.Random(11)
    for _ in range(200 if full else 6):
        before = len(learner.events("attempt"))
        told = verdicts_until_killed(learner, verdicts=chance.randint(0, 12), pause=chance.uniform(0, 0.03))
        after = len(learner.events("attempt"))
        assert after - before >= told
        assert after - before <= told + 2, "more was stored than was answered"
    subprocess.run(
        command("history", "verify"), env=learner.environ(), cwd=ROOT, check=True, capture_output=True
    )


def verdicts_until_killed(learner: Learner, *, verdicts: int, pause: float) -> int:
    """Answers everything with 1 and kills the program some time after so many verdicts; gives how many
    verdicts of new answers it had told."""
    with History.read(learner.data) as history:
        unfinished = history.unfinished()
    process = subprocess.Popen(
        command("study", "--plain", "--new", "60"), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, env=learner.environ(f"{DAYS[0]}T10:00:00+01:00"), cwd=ROOT,
    )  # fmt: skip
    assert process.stdin and process.stdout
    process.stdin.write(b"1\n" * 5000)
    process.stdin.flush()
    told = 0
    while told < verdicts:
        line = process.stdout.readline()
        assert line, "the sitting ended of itself"
        told += line.startswith(VERDICTS)
    time.sleep(pause if verdicts else 0.2 + 20 * pause)
    process.kill()
    rest = process.stdout.read()
    process.wait()
    process.stdout.close()
    with suppress(BrokenPipeError):
        process.stdin.close()
    told += sum(line.startswith(VERDICTS) for line in rest.splitlines(keepends=True) if line.endswith(b"\n"))
    # The first verdict is the one of the answer that was left without a rating.
    return max(0, told - 1) if unfinished is not None and unfinished.kind == "attempt" else told
