"""`quizapp study --plain`: the conversation, its verdicts, its commands, its ends."""

from __future__ import annotations

import io
import json
import os
import select
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from quizapp.cli.plain.sitting import PlainSitting
from quizapp.cli.plain.terminal import Terminal as PlainTerminal
from quizapp.clock import Instant
from quizapp.workspace.model import Scope
from quizapp.workspace.sitting import Sitting
from quizapp.workspace.workspace import Workspace
from tests.cli.conftest import ALL, CHOICE, FLASHCARD, SHORT, TRUTH, Quizapp

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("card", "typed", "verdict"),
    [
        (SHORT, "le marché couvert", "CORRECT Answer: le marché couvert"),
        (SHORT, "la halle", "WRONG Answer: le marché couvert"),
        (SHORT, "", "BLANK No answer. Answer: le marché couvert"),
        (CHOICE, "1", "CORRECT Answer: 1. la région"),
        (CHOICE, "3", "WRONG Answer: 1. la région"),
        (CHOICE, "&", "CORRECT Answer: 1. la région"),
        (TRUTH, "faux", "CORRECT Answer: false"),
        (TRUTH, "1", "WRONG Answer: false"),
        (ALL, "la région", "PARTIAL Partly right, 50 %. Answer: la région; une souscription publique"),
        (FLASHCARD, "", "ANSWER souscription publique"),
    ],
)
def test_the_verdict_is_one_line_that_begins_with_its_word(
    quizapp: Quizapp, deck: Callable[..., Path], card: str, typed: str, verdict: str
):
    deck(card)
    ran = quizapp("study", "--plain", stdin=f"{typed}\n")
    assert ran.code == 0
    assert ran.verdict() == verdict


SEVERAL = """\
- id: payeurs
  question: Qui a payé ?
  right: [la région, un emprunt, une souscription]
  wrong: [la commune]
  shuffle: false
  quote: Les travaux ont été financés par la région et par une souscription publique.
"""


def test_the_words_are_the_same_in_french(quizapp: Quizapp, deck: Callable[..., Path]):
    deck(SHORT)
    ran = quizapp("study", "--plain", "--lang", "fr", stdin="la halle\n")
    assert " ".join(ran.verdict().split()) == "WRONG Faux. Réponse : le marché couvert"
    assert any(line.startswith("SUMMARY ") for line in ran.lines)


def test_nothing_of_the_source_stands_before_the_verdict(quizapp: Quizapp, deck: Callable[..., Path]):
    deck(CHOICE)
    out = quizapp("study", "--plain", stdin=":c\n:h\n3\n").out
    before, _line, after = out.partition("WRONG ")
    assert "Note de terrain" not in before
    assert "financés" not in before
    assert "Un échelon territorial." in before
    passage = " ".join(after.split())
    assert "Passage: “Note de terrain”, Nous, 20 June 2024, § 2" in passage
    assert "[[financés par **la région** et par une souscription publique]]" in passage
    assert "Why not “la commune”: La commune annonce." in passage


def test_a_setting_shortens_the_passage_of_a_correct_review_only(
    quizapp: Quizapp, deck: Callable[..., Path], tmp_path: Path
):
    deck(SHORT)
    config = tmp_path / "config.toml"
    config.write_text('passage = "quote"\n')
    first = quizapp("study", "--plain", stdin="le marché couvert\n4\n", QUIZAPP_CONFIG=str(config))
    assert "après dix-huit mois" in first.out
    later = "2026-09-02T10:00:00+01:00"
    for typed, whole in (("le marché couvert\n:u\n", False), ("la halle\n", True)):
        ran = quizapp("study", "--plain", stdin=typed, QUIZAPP_CONFIG=str(config), QUIZAPP_NOW=later)
        assert "[[Le marché couvert a rouvert en juin 2024]]" in ran.out.partition("SUMMARY")[0]
        assert ("après dix-huit mois" in ran.out.partition("SUMMARY")[0]) == whole


def test_almost_says_which_of_several_answers_it_is_and_not_what_is_right(
    quizapp: Quizapp, deck: Callable[..., Path]
):
    deck(ALL.replace("[la région, une souscription publique]", "[la région, le marché couvert]"))
    ran = quizapp("study", "--plain", stdin="la région; narché couvert\nla région; marché couvert\n\n")
    (almost,) = [line for line in ran.lines if line.startswith("ALMOST")]
    assert almost.startswith("ALMOST “narché couvert”: look again and type the whole answer once more;")
    assert "région" not in almost and "marché" not in almost


def test_an_explanation_follows_the_passage(quizapp: Quizapp, deck: Callable[..., Path]):
    deck(TRUTH)
    out = quizapp("study", "--plain", stdin="v\n").out
    assert out.index("[[Les loyers") < out.index("sans l’obtenir")


def test_almost_asks_once_more_and_marks_nothing(quizapp: Quizapp, deck: Callable[..., Path]):
    deck(SHORT)
    ran = quizapp("study", "--plain", stdin="le narché couvert\nle marché couvert\n\n")
    words = [line.split()[0] for line in ran.lines if line.startswith(("ALMOST", "CORRECT", "WRONG"))]
    assert words == ["ALMOST", "CORRECT"]
    kinds = [json.loads(line)["kind"] for line in quizapp("history", "export").lines]
    assert kinds == ["almost", "attempt", "review"]


def test_an_empty_line_accepts_the_proposed_rating(quizapp: Quizapp, deck: Callable[..., Path]):
    deck(FLASHCARD)
    quizapp("study", "--plain", stdin="\n\n")
    review = json.loads(quizapp("history", "export").lines[-1])
    assert (review["kind"], review["body"]["rating"]) == ("review", 3)


def test_a_wrong_answer_proposes_again(quizapp: Quizapp, deck: Callable[..., Path]):
    deck(SHORT)
    ran = quizapp("study", "--plain", stdin="la halle\n\n")
    assert "(Enter: 1 Again)" in ran.out
    assert json.loads(quizapp("history", "export").lines[1])["body"]["rating"] == 1


@pytest.mark.parametrize(("typed", "rating"), [("4", 4), ("'", 4), ("é", 2)])
def test_ratings_are_typed_as_numbers_or_as_azerty_has_them(
    quizapp: Quizapp, deck: Callable[..., Path], typed: str, rating: int
):
    deck(SHORT)
    quizapp("study", "--plain", stdin=f"le marché couvert\nhello\n5\n{typed}\n")
    assert json.loads(quizapp("history", "export").lines[-1])["body"]["rating"] == rating


def test_a_line_that_is_no_answer_is_asked_again_and_commits_nothing(
    quizapp: Quizapp, deck: Callable[..., Path]
):
    deck(CHOICE)
    ran = quizapp("study", "--plain", stdin="7\n1 2\n:nonsense\n")
    assert ran.code == 0
    assert not [line for line in ran.lines if line.startswith(("WRONG", "BLANK", "CORRECT"))]
    assert "There is no command “:nonsense”." in ran.out
    assert quizapp("history", "export").out == ""


def test_the_end_of_the_input_ends_the_sitting_with_its_summary(quizapp: Quizapp, deck: Callable[..., Path]):
    deck(SHORT, CHOICE)
    for stdin, summary in (
        ("", "SUMMARY Nothing was answered."),
        ("la halle\n", "SUMMARY 1 answer, 0 correct, 0 %, "),
    ):
        ran = quizapp("study", "--plain", stdin=stdin)
        assert ran.code == 0
        assert any(line.startswith(summary) for line in ran.lines)


def test_an_unrated_answer_comes_back_at_its_verdict(quizapp: Quizapp, deck: Callable[..., Path]):
    deck(SHORT, CHOICE)
    left = quizapp("study", "--plain", stdin="la halle\n")
    assert "it comes back for its rating" in left.out
    back = quizapp("study", "--plain", stdin="\n")
    assert "This answer of an earlier sitting still waits for its rating:" in back.out
    assert "You: la halle" in back.out
    assert back.verdict().startswith("WRONG ")
    kinds = [json.loads(line)["kind"] for line in quizapp("history", "export").lines]
    assert kinds == ["attempt", "review"]


def test_undo_asks_again_and_redo_restores(quizapp: Quizapp, deck: Callable[..., Path]):
    deck(SHORT, CHOICE)
    ran = quizapp("study", "--plain", stdin="la halle\n1\n:u\nle marché couvert\n3\n:q\n")
    assert "Undone: an answer." in ran.out
    assert any(line.startswith("SUMMARY 1 answer, 1 correct") for line in ran.lines)
    kinds = [json.loads(line)["kind"] for line in quizapp("history", "export").lines]
    assert kinds == ["attempt", "review", "void", "attempt", "review"]
    nothing = quizapp("study", "--plain", stdin=":r\n:q\n")
    assert "There is nothing to restore." in nothing.out


def test_a_card_is_flagged_dated_and_made_new_again(quizapp: Quizapp, deck: Callable[..., Path]):
    deck(SHORT)
    flagged = quizapp("study", "--plain", stdin=":f\n9\né\nle marché couvert\n4\n")
    assert "A whole number from 0 to 4." in flagged.out and "1 card flagged. :u takes it back." in flagged.out
    assert flagged.out.count("Qu’est-ce qui a rouvert") == 1, "a flag asks nothing anew"
    later = {"QUIZAPP_NOW": "2026-03-20T10:00:00+01:00"}
    new = quizapp("study", "--plain", stdin=":d\n\n:n\n", **later)
    assert "1 left, card to review, flag 2: " in new.out and "1 card is new again." in new.out
    dated = quizapp("study", "--plain", stdin=":d\nle marché couvert\n4\n", **later)
    assert "Only a card in review has a date that can be set." in dated.out
    evening = {"QUIZAPP_NOW": "2026-04-20T10:00:00+01:00"}
    ahead = quizapp("study", "--plain", stdin=":d\n30\n:q\n", **evening)
    assert "1 card has another date." in ahead.out and "Next review in 30 days." in ahead.out
    kinds = [json.loads(line)["kind"] for line in quizapp("history", "export").lines]
    assert kinds == ["flag", "attempt", "review", "reset", "attempt", "review", "due"]


def test_a_number_may_stand_behind_its_command(quizapp: Quizapp, deck: Callable[..., Path]):
    deck(SHORT)
    ran = quizapp("study", "--plain", stdin=":f 3\n:flag  é\n:f 9\n4\n:f x\n\n:s 2\n:q\n")
    assert "There is no command “:s 2”." in ran.out and "A whole number from 0 to 4." in ran.out
    flags = [json.loads(line)["body"]["flag"] for line in quizapp("history", "export").lines]
    assert flags == [3, 2, 4]
    quizapp("study", "--plain", stdin="le marché couvert\n4\n")
    dated = quizapp("study", "--plain", stdin=":d 30\n", QUIZAPP_NOW="2026-04-20T10:00:00+01:00")
    assert "Next review in 30 days." in dated.out


def test_an_answer_that_is_partly_right_is_told_and_counted_in_part(
    quizapp: Quizapp, deck: Callable[..., Path]
):
    deck(SEVERAL)
    ran = quizapp("study", "--plain", stdin="1 2\n1\n")
    assert ran.verdict().startswith("PARTIAL Partly right, 67 %. Answer: 1. la région; 2. un emprunt; 3. ")
    assert "  You: la région; un emprunt" in ran.lines
    summary = next(line for line in ran.lines if line.startswith("SUMMARY "))
    assert summary.startswith("SUMMARY 1 answer, 0 correct, 67 %, ")
    assert summary.endswith(" 1 partly right, counted in part.")


@pytest.mark.parametrize("command", [":f", ":d"])
@pytest.mark.parametrize("leaving", ["", ":q", "9999999\n:u"])
def test_a_question_for_a_number_is_left_by_an_empty_line_or_a_command(
    quizapp: Quizapp, deck: Callable[..., Path], command: str, leaving: str
):
    deck(SHORT)
    quizapp("study", "--plain", stdin="le marché couvert\n4\n")
    later = {"QUIZAPP_NOW": "2026-04-20T10:00:00+01:00"}
    ran = quizapp("study", "--plain", stdin=f"{command}\n{leaving}\nle marché couvert\n4\n", **later)
    assert "nothing or :q leaves it as it is > " in ran.out and "Left as it is." in ran.lines
    assert ran.verdict().startswith("CORRECT "), "the sitting goes on"
    kinds = [json.loads(line)["kind"] for line in quizapp("history", "export").lines]
    assert kinds == ["attempt", "review"] * 2


def test_undo_says_what_it_took_back(quizapp: Quizapp, deck: Callable[..., Path]):
    deck(SHORT, CHOICE)
    ran = quizapp("study", "--plain", stdin=":f\n2\n:s\n:u\n:u\n:r\n:q\n")
    told = [line for line in ran.lines if line.startswith(("Undone", "Redone"))]
    assert told == ["Undone: suspending.", "Undone: flagging.", "Redone: flagging."]


def test_a_hint_makes_hard_the_proposal(quizapp: Quizapp, deck: Callable[..., Path]):
    deck(CHOICE)
    assert "(Enter: 2 Hard)" in quizapp("study", "--plain", stdin=":h\n1\n").out


def test_neighbouring_paragraphs_are_read_on_demand(quizapp: Quizapp, deck: Callable[..., Path]):
    deck(CHOICE)
    out = quizapp("study", "--plain", stdin="1\n:c\n").out
    assert "§ 1: Le marché couvert a rouvert" in out
    assert "§ 3: Les loyers des étals" in out


def test_a_card_is_put_off_or_suspended(quizapp: Quizapp, deck: Callable[..., Path]):
    deck(SHORT, CHOICE)
    quizapp("study", "--plain", stdin=":b\n:s\n:q\n")
    kinds = [json.loads(line)["kind"] for line in quizapp("history", "export").lines]
    assert kinds == ["bury", "suspend"]
    assert "SUMMARY Nothing was answered." in quizapp("study", "--plain").lines


def test_a_colon_in_an_answer_is_typed_twice(quizapp: Quizapp, deck: Callable[..., Path]):
    deck(SHORT.replace("[le marché couvert, marché couvert]", '":-)"'))
    assert quizapp("study", "--plain", stdin="::-)\n").verdict().startswith("CORRECT ")


def test_a_pipe_never_waits_for_a_learning_card(
    quizapp: Quizapp, deck: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    deck(SHORT)
    monkeypatch.setattr("time.sleep", lambda _seconds: pytest.fail("slept"))
    config = tmp_path / "config.toml"
    config.write_text("learning_steps = [7200]\n")
    ran = quizapp("study", "--plain", stdin="la halle\n1\n\n\n", QUIZAPP_CONFIG=str(config))
    assert ran.code == 0
    assert "The next card comes back in 2 h." in ran.out
    assert any(line.startswith("SUMMARY 1 answer") for line in ran.lines)


class Terminal(io.StringIO):
    """A stream that says it is a terminal; with `screen`, what is read from it is echoed there."""

    def __init__(self, typed: str = "", screen: io.StringIO | None = None) -> None:
        super().__init__(typed)
        self._screen = screen

    def isatty(self) -> bool:
        return True

    def readline(self, *limit: int) -> str:  # type: ignore[override]
        line = super().readline(*limit)
        if self._screen is not None:
            self._screen.write(line)
        return line


class SteppedClock:
    """A clock that sleeping moves."""

    def __init__(self) -> None:
        self.at_ms = 1_772_442_000_000

    def now(self) -> Instant:
        return Instant(self.at_ms, 60)

    def sleep(self, seconds: float) -> None:
        self.at_ms += round(seconds * 1000)


def _converse(environ: dict[str, str], clock: SteppedClock, typed: str) -> tuple[int, str]:
    written = Terminal()
    with Workspace.open(environ=environ, writing=True) as workspace:
        workspace.clock = clock
        sitting = workspace.sitting(Scope())
        plain = PlainSitting(sitting, PlainTerminal(Terminal(typed, written), written), clock, clock.sleep)
        code = plain.run()
        sitting.close()
    return code, written.getvalue()


@pytest.fixture
def at_terminal(
    environ: dict[str, str], library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> dict[str, str]:
    config = tmp_path / "config.toml"
    config.write_text("learning_steps = [7200]\n")
    monkeypatch.setenv("COLUMNS", "60")
    return {**environ, "QUIZAPP_CONFIG": str(config)}


def test_somebody_at_a_terminal_may_wait_for_a_learning_card(
    at_terminal: dict[str, str], deck: Callable[..., Path]
):
    deck(SHORT)
    clock = SteppedClock()
    began_ms = clock.at_ms
    code, out = _converse(at_terminal, clock, "la halle\n1\n\nle marché couvert\n4\n\n")
    assert code == 0
    assert "Enter waits for it, :q ends > " in out
    assert 6_000_000 <= clock.at_ms - began_ms <= 7_300_000
    assert out.count("Qu’est-ce qui a rouvert") == 3
    assert "That was the last card." in out


def test_the_last_answer_can_be_taken_back_at_a_terminal(
    at_terminal: dict[str, str], deck: Callable[..., Path]
):
    deck(SHORT)
    _code, out = _converse(at_terminal, SteppedClock(), "la halle\n4\n:u\nle marché couvert\n4\n\n")
    assert "Undone: an answer." in out
    assert "SUMMARY 1 answer, 1 correct" in out


def test_lines_fit_the_terminal_and_what_was_typed_is_not_repeated(
    at_terminal: dict[str, str], deck: Callable[..., Path]
):
    deck(CHOICE)
    _code, out = _converse(at_terminal, SteppedClock(), "3\n:c\n:?\n")
    assert max(len(line) for line in out.splitlines() if not line.startswith("WRONG")) <= 60
    assert "Number > 3\nWRONG" in out


def test_scope_narrows_the_sitting(quizapp: Quizapp, deck: Callable[..., Path], tmp_path: Path):
    path = deck(SHORT, CHOICE, TRUTH)
    assert "1 left, new card:" in quizapp("study", "--plain", "--limit", "1").out
    assert "2 left, new card:" in quizapp("study", "--plain", "--new", "2").out
    assert "1 left, new card:" in quizapp("study", "--plain", "--tag", "argent").out
    assert "3 left, new card:" in quizapp("study", "--plain", "marche").out
    assert "3 left, new card:" in quizapp("study", "--plain", str(path)).out
    assert "Nothing was answered." in quizapp("study", "--plain", "--new", "0").out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["march"], "Did you mean “marche”?"),
        (["Valbrune le marché"], "Known decks: marche."),
        (["le marché de valbrune"], "Did you mean “marche”?"),
        (["--tag", "argents"], "Did you mean “argent”?"),
        (["--tag", "zzz"], "Known tags: argent."),
        (["nowhere/x.yaml"], "There is no file nowhere/x.yaml."),
        (["/"], "--library /"),
    ],
)
def test_a_deck_or_tag_that_is_not_there_is_a_misuse_with_a_way_out(
    quizapp: Quizapp, deck: Callable[..., Path], arguments: list[str], said: str
):
    deck(CHOICE)
    ran = quizapp("study", "--plain", *arguments)
    assert ran.code == 2
    assert said in ran.err
    assert ran.out == ""


def test_a_second_sitting_is_told_who_holds_the_history(
    quizapp: Quizapp, deck: Callable[..., Path], environ: dict[str, str]
):
    deck(SHORT)
    with Workspace.open(environ=environ, writing=True) as workspace:
        sitting = workspace.sitting(Scope())
        ran = quizapp("study", "--plain")
        assert quizapp("due", "--short").out == "1\n"
        sitting.close()
    assert (ran.code, ran.out) == (1, "")
    assert f"process {os.getpid()}, “study”" in ran.err
    assert quizapp("study", "--plain").code == 0


def test_a_file_of_that_name_in_the_current_folder_is_never_read(
    quizapp: Quizapp, deck: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    deck(CHOICE)
    (tmp_path / "elsewhere").write_bytes(b"format: 1\n")
    monkeypatch.chdir(tmp_path)
    assert "No deck is called “elsewhere”." in quizapp("study", "--plain", "elsewhere").err


HOSTILE = r"""
- id: hostile
  question: "Q \e[31m \u202E \x07 [/x] [@click=app.quit] list[int] {0} %s 👩‍👩‍👧 فارسی‌ها LONG"
  answer: "\e]0;owned\a"
  hint: "\x9b31m"
  explain: "WRONG \r\nCORRECT\u2028 \uFEFF"
  tags: ["t\e[1m"]
  quote: "Le marché couvert a rouvert en juin 2024"
"""


def test_hostile_texts_are_shown_as_marks_and_forge_no_verdict(quizapp: Quizapp, deck: Callable[..., Path]):
    long = "x" * 10_000
    deck(HOSTILE.replace("LONG", long))
    ran = quizapp("study", "--plain", stdin=":h\n\x1b[2Jwrong\u202e\n:c\n1\n:q\n")
    assert ran.code == 0
    allowed = set(map(chr, range(0x20, 0x7F))) | {"\n"}
    odd = {
        char for char in ran.out if char not in allowed and (ord(char) < 0xA0 or char in "\u202e\u2028\ufeff")
    }
    assert odd == set()
    assert len([line for line in ran.lines if line.startswith(("WRONG", "CORRECT"))]) == 1
    for whole in ("[/x]", "[@click=app.quit]", "list[int]", "{0}", "%s", "👩‍👩‍👧", "فارسی‌ها"):
        assert whole in ran.out
    assert ran.out.count("x" * 60) >= 10_000 // 80
    assert max(len(line) for line in ran.lines if "x" * 60 in line) <= 80


def _process(environ: dict[str, str], home: Path, *arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "quizapp", *arguments],
        cwd=ROOT,
        env={**environ, "HOME": str(home), "PATH": ""},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_from_end_to_end_with_an_empty_home(
    environ: dict[str, str], deck: Callable[..., Path], tmp_path: Path
):
    deck(SHORT)
    home = tmp_path / "home"
    home.mkdir()
    bare = {name: value for name, value in environ.items() if name not in ("QUIZAPP_DATA", "QUIZAPP_NOW")}
    with _process(bare, home, "study") as process:
        out, err = process.communicate("le marché couvert\n\n".encode(), timeout=60)
    assert (process.returncode, err) == (0, b"")
    assert b"\x1b" not in out
    assert b"\nCORRECT Answer: le march" in out
    assert list(home.rglob("history.db"))


def test_every_prompt_is_flushed_and_an_interrupt_sums_up(
    environ: dict[str, str], deck: Callable[..., Path], tmp_path: Path
):
    """Talks with the process: a buffered prompt or a verdict before its commit would leave this waiting."""
    deck(SHORT, CHOICE)
    with _process(environ, tmp_path, "study", "--plain") as process:
        assert process.stdin is not None
        assert process.stdout is not None
        said = _read_until(process, b"> ")
        process.stdin.write(b"la halle\n")
        process.stdin.flush()
        said += _read_until(process, b") > ")
        assert b"\nWRONG " in said
        process.send_signal(signal.SIGINT)
        rest = process.stdout.read()
        assert process.wait(60) == 130
        assert process.stderr is not None
        assert process.stderr.read() == b""
    assert b"SUMMARY 1 answer" in rest


def _read_until(process: subprocess.Popen[bytes], end: bytes) -> bytes:
    assert process.stdout is not None
    said = b""
    while not said.endswith(end):
        ready, _, _ = select.select([process.stdout], [], [], 60)
        if not ready:
            process.kill()
            raise AssertionError(f"silent after {said!r}")
        piece = os.read(process.stdout.fileno(), 4096)
        if not piece:
            raise AssertionError(f"ended after {said!r}")
        said += piece
    return said


def test_input_that_is_no_utf_8_ends_nothing(
    environ: dict[str, str], deck: Callable[..., Path], tmp_path: Path
):
    deck(SHORT)
    with _process(environ, tmp_path, "study") as process:
        out, err = process.communicate(b"march\xe9\n\n", timeout=60)
    assert (process.returncode, err) == (0, b"")
    assert b"SUMMARY" in out


def test_a_terminal_that_knows_no_accents_gets_marks(
    environ: dict[str, str], deck: Callable[..., Path], tmp_path: Path
):
    deck(SHORT)
    with _process({**environ, "PYTHONIOENCODING": "ascii"}, tmp_path, "study") as process:
        out, err = process.communicate(b"x\n\n", timeout=60)
    assert (process.returncode, err) == (0, b"")
    assert b"march? couvert" in out


def test_what_comes_next_is_prepared_once_the_prompt_is_written():
    written = io.StringIO()
    seen: list[str] = []
    terminal = PlainTerminal(io.StringIO("oui\n"), written)
    assert terminal.ask("Quoi ? ", lambda: seen.append(written.getvalue())) == "oui"
    assert seen == ["Quoi ? "]


def test_plain_prepares_each_question_and_each_verdict(
    at_terminal: dict[str, str], deck: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
):
    prepared: list[str] = []
    monkeypatch.setattr(Sitting, "prepare", lambda self: prepared.append(type(self.moment).__name__))
    deck(SHORT)
    _converse(at_terminal, SteppedClock(), "la halle\n3\n")
    assert prepared[:2] == ["Asking", "Answered"]


def test_a_sitting_left_midway_says_what_is_left(quizapp: Quizapp, deck: Callable[..., Path]):
    deck(SHORT, TRUTH, CHOICE)
    ran = quizapp("study", "--plain", stdin="\n1\n:q\n")
    assert ran.lines[-1] == "Left now: 2 new · 1 learning."
    done = quizapp("study", "--plain", stdin="\n4\n" * 3)
    assert not any(line.startswith("Left now") for line in done.lines)
    assert done.lines[-1].startswith("Next review in ")
