"""The command line itself: help, versions, misuse, errors, streams."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from quizapp import __version__, messages
from quizapp.cli import program
from quizapp.cli.misuse import nearest
from quizapp.cli.opening import language_asked_for
from quizapp.errors import QuizError
from tests.cli.conftest import SHORT, Quizapp


def test_the_version_is_one_line_of_data(quizapp: Quizapp):
    ran = quizapp("--version")
    assert (ran.code, ran.out, ran.err) == (0, f"quizapp {__version__}\n", "")


@pytest.fixture
def from_checkout(monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs as the bootstrap of a checkout begins them."""
    monkeypatch.setitem(sys._xoptions, "called", "python3 quizapp")


@pytest.mark.usefixtures("from_checkout")
@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("papers", "show"), "There is no paper yet. To write one: python3 quizapp exam\n"),
        (("papers", "show", "--lang", "fr"), ": python3 quizapp exam\n"),
        (("browse", "is:due", "--help"), "Usage: python3 quizapp browse "),
        (("studi",), "Help: python3 quizapp --help\n"),
        (("neuf.yaml",), "To study a deck or a file: python3 quizapp study neuf.yaml\n"),
        (("check", "--explain", "X1"), "To list them: python3 quizapp check --rules\n"),
        (("lock", "--help"), "told by “python3 quizapp check” and shown"),
    ],
)
def test_hints_name_the_command_that_was_called(quizapp: Quizapp, arguments: tuple[str, ...], told: str):
    ran = quizapp(*arguments)
    said = ran.out + ran.err
    assert " ".join(told.split()) in " ".join(said.split())


@pytest.mark.usefixtures("from_checkout")
def test_only_commands_are_named_anew(quizapp: Quizapp):
    quizapp("--version")
    assert messages.as_called("«\xa0quizapp\xa0» : quizapp due") == (
        "«\xa0python3 quizapp\xa0» : python3 quizapp due"
    )
    for text in ("quizapp duels", "/x/quizapp check", "my-quizapp.toml", "quizapp is studying", "(quizapp)"):
        assert messages.as_called(text) == text


def test_hints_name_the_installed_command_where_it_was_called(quizapp: Quizapp):
    assert quizapp("papers", "show").err.endswith(" To write one: quizapp exam\n")


@pytest.mark.parametrize("verb", [None, *program.VERBS])
def test_every_command_has_a_help_that_names_the_common_options(quizapp: Quizapp, verb: str | None):
    ran = quizapp(*([verb] if verb else []), "--help")
    assert ran.code == 0
    assert ran.err == ""
    assert all(option in ran.out for option in ("--data", "--library", "--lang", "--help"))


def test_the_help_of_study_documents_the_words_of_the_verdicts(quizapp: Quizapp):
    out = quizapp("study", "--help").out
    for word in ("CORRECT", "PARTIAL", "WRONG", "BLANK", "ALMOST", "ANSWER", ":q", ":u", ":h", ":c", ":?"):
        assert word in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["studdy"], "Did you mean “study”?"),
        (["missiles"], "quizapp study missiles"),
        (["decks", "--jsn"], "Did you mean “--json”?"),
        (["decks", "--json=yes"], "--json takes no value"),
        (["decks", "--data"], "--data wants a value"),
        (["decks", "--data", ""], "--data wants a folder"),
        (["decks", "one", "two"], "too many: one two"),
        (["study", "--limit", "0"], "--limit wants a whole number from 1 up, not “0”"),
        (["study", "--limit", "²"], "--limit wants a whole number from 1 up, not “²”"),
        (["study", "--new", "-1"], "--new wants a whole number from 0 up, not “-1”"),
        (["check", "--format", "jsn"], "Did you mean “json”?"),
        (["--lang", "de", "decks"], "--lang is one of en, fr, not “de”."),
        (["history"], "quizapp history export, quizapp history verify"),
        (["history", "exprot"], "Did you mean “export”?"),
        (["--nonsense"], "There is no option “--nonsense”."),
        (["decks", "-x"], "There is no option “-x”."),
    ],
)
def test_a_misuse_says_what_to_do(quizapp: Quizapp, arguments: list[str], said: str):
    ran = quizapp(*arguments)
    assert ran.code == 2
    assert ran.out == ""
    assert said in ran.err
    assert "Usage: quizapp" in ran.err
    assert "--help" in ran.err


def test_common_options_stand_before_or_after_the_verb(quizapp: Quizapp, tmp_path: Path):
    before = quizapp("--data", str(tmp_path / "elsewhere"), "history", "export")
    between = quizapp("history", "--data", str(tmp_path / "elsewhere"), "export")
    after = quizapp("history", "export", "--data", str(tmp_path / "elsewhere"))
    assert before == between == after
    assert "elsewhere" in after.err


def test_the_last_language_named_is_known_before_anything_is_said():
    assert language_asked_for(["--lang", "fr", "decks"]) == "fr"
    assert language_asked_for(["decks", "--lang=fr"]) == "fr"
    assert language_asked_for(["--lang=en", "decks", "--lang", "fr"]) == "fr"
    assert language_asked_for(["study", "--", "--lang", "fr"]) is None
    assert language_asked_for(["--lang", "de"]) is None
    assert language_asked_for(["--lang"]) is None


def test_the_setting_speaks_where_no_language_is_asked_for(quizapp: Quizapp, tmp_path: Path):
    config = tmp_path / "config.toml"
    config.write_text('lang = "fr"\n')
    quizapp("--help", QUIZAPP_CONFIG=str(config))
    assert messages.language() == "fr"
    quizapp("--help", QUIZAPP_CONFIG=str(config), QUIZAPP_LANG="en")
    assert messages.language() == "en"
    quizapp("--lang", "en", "--help", QUIZAPP_CONFIG=str(config))
    assert messages.language() == "en"


def test_help_and_misuse_are_worded_in_the_language_asked_for(
    quizapp: Quizapp, monkeypatch: pytest.MonkeyPatch
):
    """A catalogue that shouts: what stays small is not worded through messages."""
    monkeypatch.setattr(program, "use", lambda _lang: monkeypatch.setattr(messages, "_catalogue", Shouting()))
    helped = quizapp("study", "--help").out
    assert "USAGE: quizapp study [OPTIONS] [DECK|FILE]" in helped
    for heading in ("OPTIONS:", "OPTIONS OF EVERY COMMAND:", "SHOW THIS HELP.", "ONLY CARDS WITH THIS TAG."):
        assert heading in helped
    assert "THERE IS NO OPTION “--JSN”." in quizapp("decks", "--jsn").err.replace("--jsn", "--JSN")
    assert "THIS ARGUMENT IS ONE TOO MANY: one" in quizapp("decks", "one").err


class Shouting:
    """Stands for a catalogue: every text in capitals, its fields as they are."""

    def gettext(self, text: str) -> str:
        return "".join(piece if at % 2 else piece.upper() for at, piece in enumerate(_split(text)))

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        return self.gettext(singular if n == 1 else plural)


def _split(text: str) -> list[str]:
    """A template's texts, and between them its fields."""
    import re

    return re.split(r"(\{\w+\})", text)


def test_french_is_spoken_when_asked_for(quizapp: Quizapp):
    assert quizapp("due", "--lang", "fr", "--help").out != quizapp("due", "--help").out


def test_an_unexpected_error_is_one_line_that_asks_for_a_report(
    quizapp: Quizapp, monkeypatch: pytest.MonkeyPatch
):
    def broken(*_: object, **__: object) -> None:
        raise KeyError("secret\x1b[31m")

    monkeypatch.setattr("quizapp.cli.due.opened", broken)
    ran = quizapp("due")
    assert ran.code == 70
    assert "KeyError" in ran.err
    assert "QUIZAPP_DEBUG" in ran.err
    assert "Traceback" not in ran.err
    assert "\x1b" not in ran.err
    assert "Traceback" in quizapp("due", QUIZAPP_DEBUG="1").err


def test_an_expected_error_is_worded_and_has_its_exit_code(quizapp: Quizapp, monkeypatch: pytest.MonkeyPatch):
    def refused(*_: object, **__: object) -> None:
        raise QuizError("no-deck", exit_code=2, deck="x\x1b", known="a, b")

    monkeypatch.setattr("quizapp.cli.due.opened", refused)
    ran = quizapp("due")
    assert ran.code == 2
    assert ran.err == "quizapp: No deck is called “x␛”. Known decks: a, b.\n"


def test_an_interrupt_ends_with_130(quizapp: Quizapp, monkeypatch: pytest.MonkeyPatch):
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("quizapp.cli.due.opened", interrupted)
    assert quizapp("due").code == 130


def test_near_words_are_found_by_likeness_or_by_their_beginning():
    assert nearest("misiles", ["missiles", "soldats"]) == ["missiles"]
    assert nearest("Changer", ["changer-la-donne", "missiles"]) == ["changer-la-donne"]
    assert nearest("xyz", ["missiles"]) == []


def test_every_expected_error_has_its_words():
    """Each code that the program raises stands in the table of wordings."""
    import ast

    import quizapp as package
    from quizapp.workspace.errors import ERRORS

    raised = set()
    for path in Path(package.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("QuizError", "_NotAllowed"):
                code = node.args[0]
                if isinstance(code, ast.Constant):
                    raised.add(str(code.value))
    assert raised - ERRORS.keys() == set()


def test_a_reader_that_leaves_ends_the_program_quietly(
    environ: dict[str, str], deck: Callable[..., Path], tmp_path: Path
):
    deck(SHORT)
    command = [sys.executable, "-m", "quizapp", "stats", "--json"]
    with subprocess.Popen(
        command,
        cwd=Path(__file__).parents[2],
        env={**environ, "HOME": str(tmp_path), "PATH": ""},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        said = process.stderr.read()
    assert said == b""
    assert process.returncode == 0


def test_no_message_hides_inside_a_format_string():
    """Texts marked there are not gathered for translation: the tool that reads them sees one string."""
    import re

    import quizapp as package

    hidden = re.compile(r"""f["'].*\{(_|ngettext)\(["']""")
    found = [
        f"{path.name}:{number}"
        for path in Path(package.__file__).parent.joinpath("cli").rglob("*.py")
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if hidden.search(line)
    ]
    assert found == []
