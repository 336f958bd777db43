"""Authoring as it is done: a terminal, an editor that takes it over, files that come and go, and a sitting in
another terminal meanwhile."""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from quizapp.store.history import History
from tests.terminal import Terminal

DECK = """\
format: 1
deck: {id: phare, title: Le phare, lang: fr}
sources: {f: ../seeds/phare.md}
cards:
  - id: annee
    question: "Quel mois"
    answer: mai
    quote: "rallumé en mai"

  # le prix
  - id: cout
    question: "Quel prix"
    answer: [cher, très cher]
    quote: "Il est très cher"
"""
SHEET = "Le phare s’est rallumé en mai. Il est très cher.\n\nDes diodes remplacent la lampe.\n"

EDITOR = """\
import os, pathlib, signal, sys, time
here = pathlib.Path(sys.argv[0]).parent
with (here / "log").open("a", encoding="utf-8") as log:
    print(*sys.argv[1:], os.isatty(0) and os.isatty(1), file=log)
try:
    print("EDITOR READY", flush=True)
    if (here / "wait").exists():
        time.sleep(60)
except KeyboardInterrupt:
    print("EDITOR INTERRUPTED", flush=True)
old, new = (here / "edit").read_text("utf-8").split("=>")
file = pathlib.Path(sys.argv[-1])
file.write_text(file.read_text("utf-8").replace(old, new, 1), "utf-8")
sys.exit(int((here / "code").read_text()) if (here / "code").exists() else 0)
"""


class Writer:
    """A library, a data folder, and a scripted vim."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.file = root / "library" / "decks" / "phare.yaml"
        self.sheet = root / "library" / "seeds" / "phare.md"
        for path, text in ((self.file, DECK), (self.sheet, SHEET)):
            path.parent.mkdir(parents=True)
            path.write_text(text, "utf-8")
        self.tools = root / "tools"
        self.tools.mkdir()
        vim = self.tools / "vim"
        vim.write_text(f"#!{sys.executable}\n{EDITOR}", "utf-8")
        vim.chmod(0o755)
        self.edit("", "")

    def edit(self, old: str, new: str) -> None:
        (self.tools / "edit").write_text(f"{old}=>{new}", "utf-8")

    def log(self) -> list[str]:
        log = self.tools / "log"
        return log.read_text("utf-8").splitlines() if log.exists() else []

    def environ(self) -> dict[str, str]:
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(self.root / "home"),
            "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
            "TEXTUAL_ANIMATIONS": "none",
            "EDITOR": str(self.tools / "vim"),
            "QUIZAPP_DATA": str(self.root / "data"),
            "QUIZAPP_LIBRARY": str(self.root / "library"),
            "QUIZAPP_NOW": "2026-03-02T10:00:00+01:00",
        }

    def run(self, *arguments: str) -> Terminal:
        return Terminal([sys.executable, "-m", "quizapp", *arguments], self.environ())


@pytest.fixture
def writer(tmp_path: Path) -> Writer:
    return Writer(tmp_path)


@contextmanager
def ends_well(terminal: Terminal) -> Iterator[None]:
    """What follows ends with the app left by Escape, the screen given back, and nothing leaked."""
    yield
    terminal.press("escape")
    assert terminal.ended() == 0, terminal.tail()
    assert not terminal.painted.alternate and terminal.painted.cursor
    assert terminal.leaks == []


def test_e_opens_the_editor_at_the_line_and_the_screen_follows(writer: Writer) -> None:
    writer.edit("Quel prix", "Combien")
    with writer.run("author", "phare") as terminal, ends_well(terminal):
        terminal.until_shown("AUTHORING", "phare.yaml", "2 cards", "f1 Help")
        terminal.press("down")
        terminal.until_shown("1 card (Enter): cout")
        terminal.press("e")
        terminal.until_shown("EDITOR READY")
        terminal.until(lambda: "EDITOR READY" not in terminal.screen() and "f1 Help" in terminal.screen())
        terminal.press("\t")
        terminal.until_shown("Combien", "f1 Help")
        assert writer.log() == [f"+call cursor(11,1) {writer.file} True"]


def test_n_begins_a_card_and_opens_the_editor_in_its_question(writer: Writer) -> None:
    writer.edit('question: ""\n    answer: ""', 'question: "Par quoi"\n    answer: des diodes')
    with writer.run("author", str(writer.file)) as terminal, ends_well(terminal):
        terminal.until_shown("1 of 3 sentences not quoted", "f1 Help")
        terminal.press("u", "n")
        terminal.until_shown("Every sentence is quoted", "3 cards", "→ des diodes")
        assert writer.log() == [f"+call cursor(17,16) {writer.file} True"]
        assert writer.file.read_text("utf-8").startswith(
            DECK.rstrip("\n") + "\n\n  - id: diodes-remplacent\n"
        )


def test_an_editor_that_fails_leaves_the_screen_as_it_was(writer: Writer) -> None:
    (writer.tools / "code").write_text("3")
    with writer.run("author", "phare") as terminal, ends_well(terminal):
        terminal.until_shown("2 cards", "f1 Help")
        terminal.press("e")
        # Wherever its lines break, which the length of the editor's path decides.
        terminal.until(lambda: "failed(exitcode3)" in re.sub(r"[\s▌]", "", terminal.screen()))
        terminal.press("down")
        terminal.until_shown("1 card (Enter): cout")


def test_an_interrupt_is_the_editor_s_alone(writer: Writer) -> None:
    (writer.tools / "wait").touch()
    writer.edit("Quel prix", "Combien")
    with writer.run("author", "phare") as terminal, ends_well(terminal):
        terminal.until_shown("2 cards", "f1 Help")
        terminal.press("down", "e")
        terminal.until_shown("EDITOR READY")
        terminal.press("ctrl+c")
        terminal.until_raw(b"EDITOR INTERRUPTED")
        terminal.until_shown("AUTHORING", "f1 Help")
        terminal.press("\t")
        terminal.until_shown("Combien")


def test_whatever_becomes_of_the_file_the_screen_follows(writer: Writer) -> None:
    broken = "broken: last good shown"
    with writer.run("author", "phare") as terminal, ends_well(terminal):
        terminal.until_shown("saved", "2 cards", "f1 Help")

        def follows(*texts: str) -> None:
            terminal.until_shown("AUTHORING", "Le phare s’est rallumé", *texts)

        writer.file.write_text(DECK[:60], "utf-8")
        follows(broken, "Y213 line 3", "annee")
        writer.file.write_text(DECK.replace("annee", "rallumage"), "utf-8")
        follows("saved", "rallumage")
        writer.file.unlink()
        follows("no file: last good shown", "rallumage")
        writer.file.mkdir()
        follows(broken, "Y101")
        writer.file.rmdir()
        writer.file.write_text(DECK, "utf-8")
        follows("saved", "annee")
        time.sleep(0.3)
        writer.file.rename(writer.file.with_name("tour.yaml"))
        follows("saved", "tour.yaml", "annee")
        writer.sheet.write_text(SHEET.replace("Des diodes", "Trois diodes"), "utf-8")
        follows("Trois diodes")


def test_authoring_works_while_another_terminal_studies(writer: Writer) -> None:
    with writer.run("study") as study, writer.run("author", "phare") as terminal:
        study.until_shown("Answer (empty", "f1 Help")
        with ends_well(terminal):
            terminal.until_shown("2 cards", "f1 Help")
            before = events(writer)
            terminal.press("p")
            terminal.until_shown("PREVIEW", "Answer (empty")
            terminal.press("faux", "enter")
            terminal.until_shown("✗ Wrong", "rallumé en mai", "ask again")
            terminal.press("escape")
            terminal.until_shown("AUTHORING")
            assert events(writer) == before, "a preview records nothing"
        study.press("mai", "enter")
        study.until_shown("4 Easy")
        study.press("escape")
        study.until_shown("Home")
        study.press("ctrl+q")
        assert study.ended() == 0, study.tail()
    assert events(writer) == before + 1


def events(writer: Writer) -> int:
    with History.read(writer.root / "data") as history:
        return len(list(history.events()))


def test_without_a_terminal_the_verb_says_what_to_do(writer: Writer) -> None:
    import subprocess

    done = subprocess.run(
        [sys.executable, "-m", "quizapp", "author", "phare"],
        env=writer.environ(), capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "needs a terminal" in done.stderr and not done.stdout
