"""Tells the findings of a check: with text and cure, a line each, counted, or as data."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from quizapp.cli.checking.places import Places, source_problems
from quizapp.cli.output import say, say_json, table, tell
from quizapp.messages import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizapp.library.check import Checked, Checker
    from quizapp.library.mending import Mended
    from quizapp.library.model import Problem
    from quizapp.library.rules.selection import Selection

FORMATS = ("full", "concise", "json", "sarif", "github")


class Findings(NamedTuple):
    """What a check found, after what was mended before it; None where no fix was asked for."""

    checked: Checked
    sources: int
    problems: tuple[Problem, ...]
    mended: tuple[Mended, ...] | None = None


def find(
    places: Places,
    checker: Checker,
    selection: Selection,
    now_ns: int,
    progress: Callable[[int, int], None] | None = None,
) -> Findings:
    """The findings of decks and sources, each told once; `now_ns` is the time of day in nanoseconds."""
    from quizapp.library.model import Level

    checked = checker.check(now_ns, progress)
    loose = [
        problem
        for source in places.sources
        for problem in source_problems(source)
        if problem.level is Level.ERROR or selection.tells(problem.code)
    ]
    found = (problem._replace(file=str(Path(problem.file))) for problem in (*checked.problems, *loose))
    return Findings(checked, len(places.sources), tuple(dict.fromkeys(found)))


def tell_findings(findings: Findings, form: str, *, statistics: bool = False) -> None:
    """Prints the findings on stdout; for people, a conclusion on stderr."""
    if form == "json":
        say_json(_as_json(findings, statistics))
    elif form == "sarif":
        from quizapp.cli.checking.exchange import sarif

        say_json(sarif(findings.problems))
    elif statistics:
        _tell_statistics(findings.problems)
    else:
        _tell_lines(findings.problems, form)
    if form in ("full", "concise"):
        tell(_conclusion(findings))
        if findings.mended is None:
            _tell_fixes(findings.problems)


def _tell_lines(problems: tuple[Problem, ...], form: str) -> None:
    from quizapp.cli.checking.exchange import github_line
    from quizapp.cli.findings import concise_line, full_lines

    for problem in problems:
        if form == "full":
            for line in full_lines(problem):
                say(line)
        else:
            say(concise_line(problem) if form == "concise" else github_line(problem))


def _tell_statistics(problems: tuple[Problem, ...]) -> None:
    from quizapp.cli.findings import level_word, template_line

    counts = Counter(problem.code for problem in problems)
    levels = {problem.code: problem.level for problem in problems}
    rows = [
        (str(count), code, level_word(levels[code]), template_line(code))
        for code, count in sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    ]
    for line in table(rows, right=frozenset({0})) if rows else ():
        say(line)


def _conclusion(findings: Findings) -> str:
    checked, problems = findings.checked, findings.problems
    cards, faces = _counted(findings)
    read = [
        ngettext("{n} deck", "{n} decks", checked.files).format(n=checked.files),
        ngettext("{n} card", "{n} cards", cards).format(n=cards),
    ]
    if faces != cards:
        read.append(ngettext("{n} face", "{n} faces", faces).format(n=faces))
    if findings.sources:
        read = read if checked.files else []
        read.append(
            ngettext("{n} source", "{n} sources", findings.sources).format(n=findings.sources),
        )
    what = ", ".join(read)
    if not problems:
        return _("{what}: nothing to mend.").format(what=what)
    errors, warnings = _levels(problems)
    found = [
        ngettext("{n} error", "{n} errors", errors).format(n=errors),
        ngettext("{n} warning", "{n} warnings", warnings).format(n=warnings),
    ]
    return _("{what}: {found}.").format(what=what, found=", ".join(found))


def _tell_fixes(problems: tuple[Problem, ...]) -> None:
    """Says for how many findings a safe fix is known; whether it can be made is seen when it is tried."""
    if not problems:
        return
    from quizapp.library.rules.fixes import FIXES

    safe = sum(problem.code in FIXES and FIXES[problem.code].safe for problem in problems)
    if safe:
        tell(
            ngettext(
                "A fix is known for {n} finding; to see it: --diff, to make it: --fix",
                "Fixes are known for {n} findings; to see them: --diff, to make them: --fix",
                safe,
            ).format(n=safe)
        )


def _counted(findings: Findings) -> tuple[int, int]:
    """How many cards were read, and how many faces they have, which is what Home counts."""
    cards = [card for deck in findings.checked.decks for card in deck.cards]
    return len(cards), sum(len(card.question.faces()) for card in cards)


def _levels(problems: tuple[Problem, ...]) -> tuple[int, int]:
    errors = sum(problem.level == "error" for problem in problems)
    return errors, len(problems) - errors


def _as_json(findings: Findings, statistics: bool) -> dict[str, object]:
    from quizapp.cli.findings import SCHEMA_VERSION, finding_json

    errors, warnings = _levels(findings.problems)
    cards, faces = _counted(findings)
    told: dict[str, object] = {
        "schema_version": SCHEMA_VERSION,
        "decks": findings.checked.files,
        "cards": cards,
        "faces": faces,
        "sources": findings.sources,
        "errors": errors,
        "warnings": warnings,
        "mended": sum(len(mended.fixed) for mended in findings.mended or ()),
    }
    if statistics:
        return told | {"codes": dict(sorted(Counter(one.code for one in findings.problems).items()))}
    return told | {"findings": [finding_json(problem) for problem in findings.problems]}
