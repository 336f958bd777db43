"""Findings in the formats of other programs: SARIF 2.1.0, and the workflow commands of GitHub Actions."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePath
from urllib.parse import quote

from quizapp import __version__
from quizapp.cli.findings import template
from quizapp.library.model import Level, Problem
from quizapp.library.problems import WORDINGS, worded
from quizapp.text import visible

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif(problems: Sequence[Problem]) -> dict[str, object]:
    """A SARIF log with one run: the rules of what was found, and a result each finding, in English."""
    codes = sorted({problem.code for problem in problems})
    driver = {"name": "quizapp", "semanticVersion": __version__, "rules": [_rule(code) for code in codes]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, codes.index(problem.code)) for problem in problems],
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(code: str) -> dict[str, object]:
    wording = WORDINGS[code]
    return {
        "id": code,
        "shortDescription": {"text": _message(template(wording.message))},
        "help": {"text": _message(template(wording.cure))},
        "defaultConfiguration": {"level": str(wording.level), "enabled": wording.on},
    }


def _result(problem: Problem, rule: int) -> dict[str, object]:
    wording, params = WORDINGS[problem.code], dict(problem.params)
    text = f"{wording.message.format_map(params)} {wording.cure.format_map(params)}"
    place = {
        "artifactLocation": {"uri": _uri(problem.file)},
        "region": {"startLine": problem.line, "startColumn": problem.column},
    }
    return {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": str(problem.level),
        "message": {"text": _message(text)},
        "locations": [{"physicalLocation": place}],
    }


def _message(text: str) -> str:
    """A text as SARIF wants it (§ 3.11.5 and 6), where braces stand for arguments and brackets for links."""
    return visible(text).replace("{", "{{").replace("}", "}}").replace("](", "\\](")


def _uri(file: str) -> str:
    return Path(file).as_uri() if Path(file).is_absolute() else quote(PurePath(file).as_posix())


def github_line(problem: Problem) -> str:
    """A finding as a workflow command, which GitHub Actions shows beside the line of the file."""
    message, cure = worded(problem)
    command = "error" if problem.level is Level.ERROR else "warning"
    place = {"file": problem.file, "line": problem.line, "col": problem.column, "title": problem.code}
    said = ",".join(f"{name}={_property(str(value))}" for name, value in place.items())
    return f"::{command} {said}::{_data(f'{message} {cure}')}"


def _data(text: str) -> str:
    return visible(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
