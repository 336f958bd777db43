"""A hostile deck in a real pseudo-terminal and line by line: nothing leaks, crashes or is lost."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from quizapp.text import visible
from quizapp.tui.screens.asking import GUARD_S
from tests.terminal import ROOT, Painted, Terminal, squashed
from tests.tui.hostile import MARKED, HostileLibrary

NOW = "2026-03-02T10:00:00+01:00"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, full: bool) -> HostileLibrary:
    library = HostileLibrary(tmp_path_factory.mktemp("hostile"), full)
    library.write()
    return library


def environ(library: HostileLibrary, data: Path, **more: str) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "HOME": os.environ["HOME"],
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "TEXTUAL_ANIMATIONS": "none",
        "QUIZAPP_DATA": str(data),
        "QUIZAPP_LIBRARY": str(library.root),
        "QUIZAPP_NOW": NOW,
        **more,
    }


class Reel:
    """The rows of all frames since it was rewound, each once, in the order in which they came up. The last
    row of the screen is the footer, which changes of itself."""

    def __init__(self) -> None:
        self.frame: list[str] = []
        self.rewind()

    def rewind(self, below: str = "") -> None:
        """Begins anew with the frame that is shown: all of it, or what stands from the row that holds a text
        down to the next empty one."""
        self._top, self._bottom = 0, len(self.frame)
        if below:
            self._top = next(place for place, row in enumerate(self.frame) if squashed(below) in row)
            self._bottom = [*self.frame, ""].index("", self._top)
        self._frames = 0
        self._rows: dict[str, list[int]] = {}
        self._keep()

    def take(self, painted: Painted) -> None:
        self.frame = [squashed(row) for row in painted.rows()[:-1]]
        self._keep()

    def _keep(self) -> None:
        self._frames += 1
        rows = self.frame[self._top : self._bottom]
        for row in dict.fromkeys(rows):
            self._rows.setdefault(row, []).append(rows.index(row))

    def told(self) -> str:
        """What scrolled by, without what stood still all the while."""
        still = {row for row, at in self._rows.items() if len(at) == self._frames and len(set(at)) == 1}
        moved = self._rows.keys() - still
        return "".join(row for row in self._rows if row not in still or not moved)


def whole(text: str, told: str) -> bool:
    """Whether a text stands in what was told, every character of it in order."""
    return _plain(visible(text)) in _plain(told)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", squashed(text))


def assert_whole(text: str, told: str, name: str) -> None:
    """Fails where a text is not in what was told, with the place at which the two part."""
    if whole(text, told):
        return
    wanted, told = _plain(visible(text)), _plain(told)
    end = next(end for end in range(len(wanted), -1, -1) if wanted[:end] in told)
    at = told.index(wanted[:end]) + end
    around = f"{wanted[max(0, end - 30) : end + 60]!r}: {told[max(0, at - 30) : at + 60]!r}"
    pytest.fail(f"{name} is lost from {around}", pytrace=False)


class Reader:
    """Studies in a terminal and reads everything by scrolling."""

    def __init__(self, terminal: Terminal, reel: Reel, texts: dict[str, str]) -> None:
        self.terminal, self.reel, self.texts = terminal, reel, texts

    def read_on(self, key: str, *names: str, below: str = "") -> None:
        """Scrolls with a key until the texts of these names were all seen to their end, and whole.

        A busy machine may take two keys before it paints once, so a page that was missed is read once more.
        """
        start = self.reel.frame
        for _ in range(3):
            told = self._scrolled(key, names, below)
            if all(whole(self.texts[name], told) for name in names):
                return
            while self.reel.frame != start:
                self.turn(BACK[key])
        for name in names:
            assert_whole(self.texts[name], told, name)

    def _scrolled(self, key: str, names: Sequence[str], below: str) -> str:
        """What was told until the texts came to their end, or until nothing moves any more."""
        self.reel.rewind(below)
        ends = [squashed(f"{name}-fin") for name in names]
        while not all(end in self.reel.told() for end in ends):
            if not self.turn(key):
                break
        return self.reel.told()

    def back(self, key: str, text: str) -> None:
        """Scrolls up until a text stands on the screen again."""
        while text not in self.terminal.screen():
            self.turn(key)

    def await_shown(self, *texts: str) -> None:
        """Waits for a whole frame that shows the texts, and the footer, which comes last."""
        self.terminal.until_shown(*texts, "f1 Help")
        wanted = [squashed(text) for text in texts]
        self.terminal.until(lambda: all(text in "".join(self.reel.frame) for text in wanted))

    def turn(self, key: str) -> bool:
        """Presses a key once all is quiet, and waits for a new frame; False where none comes."""
        self.terminal.settle()
        before = self.reel.frame
        self.terminal.press(key)
        return self.terminal.comes(lambda: self.reel.frame != before, seconds=8)


BACK = {"pagedown": "pageup", "down": "up", "ctrl+down": "ctrl+up"}


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "quizapp", *arguments]


def clean(terminal: Terminal) -> None:
    assert terminal.leaks == []
    # Where Textual cuts a row in the middle of a joined emoji, blanks may stand over at its end.
    assert "".join(terminal.painted.overflows).strip() == ""


def choice(reader: Reader) -> None:
    terminal = reader.terminal
    reader.await_shown("question-debut")
    reader.read_on("pagedown", "question", "juste", "faux")
    terminal.press("f2")
    reader.await_shown("Hint: indice-debut")
    reader.read_on("ctrl+down", "indice", below="Hint:")
    terminal.press("2")
    reader.await_shown("1 Again", "✗ Wrong")


def flashcard(reader: Reader) -> None:
    reader.await_shown("face-debut")
    reader.read_on("pagedown", "face")
    reader.terminal.press("space")
    reader.await_shown("1 Again", "dos-debut")
    reader.read_on("down", "dos", below="dos-debut")


def short(reader: Reader) -> None:
    reader.await_shown("demande-debut")
    reader.read_on("pagedown", "demande")
    reader.terminal.press("rien du tout", "enter")
    reader.await_shown("1 Again", "You:")
    reader.read_on("down", "reponse", below="You:")


def cloze(reader: Reader) -> None:
    reader.await_shown("invite-debut")
    reader.read_on("pagedown", "invite", "suite")
    reader.terminal.press("autre", "enter")
    reader.await_shown("1 Again", "Expected: mot")


@pytest.mark.parametrize(
    ("tag", "study", "proof"),
    [
        ("c1", choice, ["titre", "autrice", "texte", "pourquoi", "explication", "remarque"]),
        ("c2", flashcard, ["ouvrage", "editeur", "mise-en-garde"]),
        ("c3", short, []),
        ("c4", cloze, []),
    ],
)
def test_a_hostile_card_is_read_whole_and_leaks_nothing(
    tag: str,
    study: Callable[[Reader], None],
    proof: Sequence[str],
    hostile: HostileLibrary,
    tmp_path: Path,
    full: bool,
) -> None:
    reel = Reel()
    variables = environ(hostile, tmp_path / "data")
    with Terminal(command("study", "--tag", tag), variables, on_frame=reel.take) as terminal:
        reader = Reader(terminal, reel, hostile.texts)
        study(reader)
        if proof:
            reader.back("pageup", f"{proof[0]}-debut")
            reader.read_on("pagedown", *proof)
        time.sleep(GUARD_S)
        terminal.press("1")
        terminal.until(lambda: "1 Again" not in terminal.screen())
        terminal.press("escape")
        reader.await_shown("0 of 1 right")
        reader.read_on("pagedown", *SUMMARY[tag], *proof[:3])
        terminal.press("escape")
        terminal.until_shown("All decks", "paquet-debut")
        terminal.press("p")
        # The titles of hostile sources stand in the list of articles.
        reader.await_shown("PROGRESS", "ouvrage-debut", "titre-debut")
        terminal.press("f1")
        terminal.until_shown("Page up")
        terminal.press("ctrl+q")
        assert terminal.ended() == 0, terminal.tail()
        clean(terminal)


SUMMARY = {
    "c1": ["etiquette", "question", "juste"],
    "c2": ["face", "dos"],
    "c3": ["demande", "reponse"],
    "c4": ["invite", "suite"],
}


def test_hostile_typing_and_pasting_leak_nothing(hostile: HostileLibrary, tmp_path: Path) -> None:
    """What a learner pastes is text like any other, in the field and in the verdict."""
    pasted = "collé \u202e\u2066 [/x] [@click=app.quit] \x9b31m \ufdd0\U0001fffe fin"
    reel = Reel()
    variables = environ(hostile, tmp_path / "data")
    with Terminal(command("study", "--tag", "c3"), variables, on_frame=reel.take) as terminal:
        terminal.until_shown("demande-debut", "f1 Help")
        reader = Reader(terminal, reel, hostile.texts)
        while "Answer (empty" not in terminal.screen():
            reader.turn("pagedown")
        terminal.press(f"\x1b[200~{pasted}\x1b[201~")
        terminal.until_shown("collé", "[/x]", "fin")
        terminal.press("enter")
        terminal.until_shown("1 Again", "You:", "[/x]", "‹U+202E›")
        terminal.press("ctrl+q")
        assert terminal.ended() == 0, terminal.tail()
        clean(terminal)


def test_a_hostile_deck_is_read_whole_line_by_line(hostile: HostileLibrary, tmp_path: Path) -> None:
    answers = "\n".join([":h", "2", "", "", "", "rien", "", "rien", "", "", ""])
    variables = environ(hostile, tmp_path / "data", QUIZAPP_NOW="2026-03-02T10:00:00+01:00")
    done = subprocess.run(
        command("study", "--plain"),
        input=answers.encode(),
        capture_output=True,
        env=variables,
        cwd=ROOT,
        check=False,
    )
    out = done.stdout.decode("utf-8")
    assert done.returncode == 0, done.stderr.decode()
    assert not [character for character in MARKED if character in out]
    told = squashed(out)
    wanted = {
        "titre",
        "autrice",
        "texte",
        "pourquoi",
        "explication",
        "remarque",
        "question",
        "juste",
        "faux",
        "indice",
    }
    for name in sorted(wanted):
        assert_whole(hostile.texts[name], told, name)
