"""What the project says of itself is true: versions agree, commands exist, and no file tells of a machine."""

from __future__ import annotations

import re
import subprocess
import tomllib
from functools import cache
from pathlib import Path

import pytest

import quizapp

ROOT = Path(__file__).resolve().parent.parent.parent
LONGEST_MODULE = 350
LONGEST_FUNCTION = 60

MACHINE = re.compile(
    r"(?<![\w.])/(?:home/\w|root/|Users/\w|work/|opt/\w|tmp/\w)"
    r"|pypi" r"\.org|pythonhosted" r"\.org|files\.python" r"hosted|local" r"host:\d|artifact" r"ory|/simple/",
    re.IGNORECASE,
)  # fmt: skip
TEXT_SUFFIXES = {
    *{
        ".py",
        ".md",
        ".toml",
        ".lock",
        ".po",
        ".yaml",
        ".yml",
        ".csv",
        ".json",
        ".sql",
        ".tcss",
        ".svg",
        ".txt",
        "",
    },
}


@cache
def project_files() -> tuple[Path, ...]:
    """The files that are in the repository or would be added to it; without git, those of known folders."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        folders = ("quizapp", "decks", "seeds", "tests", ".ci")
        paths = [
            path
            for folder in folders
            for path in (ROOT / folder).rglob("*")
            if "__pycache__" not in path.parts
        ]
        return tuple(path for path in [*paths, *ROOT.glob("[!.]*.*")] if path.is_file())
    return tuple(path for name in listed.split("\0") if name and (path := ROOT / name).is_file())


def configuration() -> dict[str, dict[str, object]]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def test_versions_agree():
    assert configuration()["project"]["version"] == quizapp.__version__


def test_the_changelog_tells_of_this_version():
    assert f"## {quizapp.__version__}" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_no_file_names_a_machine_or_a_registry():
    found = []
    for path in project_files():
        if path.suffix in TEXT_SUFFIXES and path != Path(__file__).resolve():
            for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
                if MACHINE.search(line):
                    found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}")
    assert found == []


@pytest.mark.parametrize(
    "line", ["see /home/ann/x", "/root/.cache", "https://pypi.org/", "/work/x", "/tmp/q/dev"]
)
def test_machine_paths_are_recognised(line):
    assert MACHINE.search(line)


@pytest.mark.parametrize(
    "line", ["homework/", "a/tmp/", "decks/root/x", "~/.config", "/etc/os-release", "/dev/zero"]
)
def test_other_paths_are_left_alone(line):
    assert not MACHINE.search(line)


def test_no_module_grows_too_long():
    lengths = {
        path.relative_to(ROOT).as_posix(): len(path.read_text("utf-8").splitlines())
        for path in (ROOT / "quizapp").rglob("*.py")
    }
    assert {name: length for name, length in lengths.items() if length > LONGEST_MODULE} == {}


def test_no_module_is_a_drawer_for_everything():
    stems = {path.stem for path in (ROOT / "quizapp").rglob("*.py")}
    assert not stems & {"utils", "util", "helpers", "helper", "manager", "common", "misc"}


def test_every_module_says_why_it_exists():
    import ast

    bare = [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "quizapp").rglob("*.py")
        if path.read_text("utf-8").strip() and not ast.get_docstring(ast.parse(path.read_text("utf-8")))
    ]
    assert bare == []


def test_only_what_convention_demands_stands_at_the_top():
    names = {path.relative_to(ROOT).parts[0] for path in project_files()}
    assert names <= {
        *{
            "seeds",
            "quizapp",
            "decks",
            "tests",
            "pyproject.toml",
            "README.md",
            ".ci",
            ".gitignore",
            "LICENSE",
        },
        *{"CHANGELOG.md", "requirements.lock", "requirements-dev.lock", ".gitattributes"},
    }


def test_text_files_end_with_one_newline_and_hold_no_carriage_return():
    wrong = []
    for path in project_files():
        if path.suffix in TEXT_SUFFIXES - {".svg", ".json", ".txt"} and "data" not in path.parts:
            content = path.read_bytes()
            if content and (not content.endswith(b"\n") or content.endswith(b"\n\n") or b"\r" in content):
                wrong.append(path.relative_to(ROOT).as_posix())
    assert wrong == []


def commands_of(text: str) -> list[str]:
    """The lines of a Markdown text's shell blocks that run quizapp, without prompt and comment."""
    blocks = re.findall(r"^```(?:sh|bash|console|shell)\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    lines = [
        line.strip().removeprefix("$ ").partition("  #")[0].strip()
        for block in blocks
        for line in block.split("\n")
    ]
    return [line for line in lines if re.match(r"(python3 )?quizapp\b", line)]


def test_commands_are_read_out_of_shell_blocks():
    text = "```sh\n$ quizapp due --json  # as data\npython3 quizapp\nls\n```\n```yaml\nquizapp: x\n```\n"
    assert commands_of(text) == ["quizapp due --json", "python3 quizapp"]


@pytest.mark.parametrize("name", ["README.md", "decks/README.md"])
def test_the_commands_that_a_page_shows_exist(name):
    """Each names a verb of the command line, and options that this verb has."""
    import shlex

    import click

    from quizapp.cli.parsing import program

    for line in commands_of((ROOT / name).read_text("utf-8")):
        words = shlex.split(line.removeprefix("python3 "))[1:]
        command: click.Command = program()
        with click.Context(command, info_name="quizapp") as context:
            options = {option for parameter in command.params for option in parameter.opts}
            for word in words:
                if word.startswith("--"):
                    assert word.partition("=")[0] in options | {"--help"}, line
                elif isinstance(command, click.Group) and command.get_command(context, word):
                    found = command.get_command(context, word)
                    assert found is not None
                    command = found
                    options |= {option for parameter in command.params for option in parameter.opts}
