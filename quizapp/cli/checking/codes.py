"""The codes of findings: named in options, listed, and explained one by one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from quizapp.cli.misuse import Misuse, alternatives
from quizapp.cli.output import say, say_json, table
from quizapp.messages import _, gettext, language

ALL = "ALL"


class Codes(click.ParamType[tuple[str, ...]]):
    """Codes or beginnings of codes, parted by commas."""

    name = "codes"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, ...]:
        if isinstance(value, tuple):
            return value
        from quizapp.library.rules.selection import known

        codes = tuple(code.strip().upper() for code in str(value).split(",") if code.strip())
        if not codes:
            raise Misuse(_("{option} wants codes, such as C303,S2.").format(option=_named(param)), ctx)
        for code in codes:
            if not known(code):
                raise _no_code(code, ctx)
        return codes

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Any]:
        from click.shell_completion import CompletionItem

        from quizapp.library.problems import WORDINGS

        before, comma, last = incomplete.rpartition(",")
        found = [code for code in (ALL, *sorted(WORDINGS)) if code.startswith(last.upper())]
        return [CompletionItem(before + comma + code) for code in found]


def _no_code(code: str, context: click.Context | None) -> Misuse:
    from quizapp.library.problems import WORDINGS

    near: list[str] = []
    for length in range(len(code), 0, -1):
        near = near or sorted(one for one in WORDINGS if one.startswith(code[:length]))[:3]
    hint = _("Did you mean {words}?").format(words=alternatives(near)) if near else ""
    hint = " " + (hint or _("To list them: quizapp check --rules"))
    return Misuse(_("There is no code “{code}”.").format(code=code) + hint, context)


def _named(param: click.Parameter | None) -> str:
    return max(param.opts, key=len) if param is not None else ""


def list_codes(form: str) -> int:
    """Prints every code with its level, whether it is on, its fix and its message."""
    from quizapp.cli.findings import level_word, template_line
    from quizapp.library.problems import WORDINGS

    if form == "json":
        say_json([_as_json(code) for code in sorted(WORDINGS)])
        return 0
    rows = [
        (code, level_word(WORDINGS[code].level), _mark(code), template_line(code))
        for code in sorted(WORDINGS)
    ]
    for line in table(rows):
        say(line)
    return 0


def explain_codes(codes: tuple[str, ...], form: str) -> int:
    """Prints what the codes mean; those that begin with one that is given, or all in a list for `ALL`."""
    from quizapp.library.problems import WORDINGS

    if ALL in codes:
        return list_codes(form)
    chosen = [code for code in sorted(WORDINGS) if code.startswith(codes)]
    if form == "json":
        say_json([_as_json(code) for code in chosen])
        return 0
    for place, code in enumerate(chosen):
        for line in ("", *_explanation(code)) if place else _explanation(code):
            say(line)
    return 0


def _explanation(code: str) -> Iterator[str]:
    from quizapp.cli.findings import headed, template, template_line
    from quizapp.library.problems import WORDINGS
    from quizapp.library.rules.examples import EXAMPLES
    from quizapp.text import shown

    wording, example = WORDINGS[code], EXAMPLES.get(code)
    yield shown(headed(code, wording.level, template_line(code)), language())
    yield _when_told(code)
    yield _how_mended(code)
    if example is not None:
        yield shown(_("Why: {why}").format(why=gettext(example.why)), language())
    yield shown(_("Cure: {cure}").format(cure=template(gettext(wording.cure))), language())
    if example is not None:
        for heading, text in ((_("Found in:"), example.bad), (_("Not found in:"), example.good)):
            yield ""
            yield shown(heading, language())
            yield from (f"    {line}".rstrip() for line in text.rstrip("\n").split("\n"))


def _when_told(code: str) -> str:
    from quizapp.library.model import Level
    from quizapp.library.problems import WORDINGS

    wording = WORDINGS[code]
    if wording.level is Level.ERROR:
        return _("Always told: it is an error.")
    if wording.on:
        return _("Told unless it is left out: --ignore {code}").format(code=code)
    return _("Told only where it is asked for: --select {code}").format(code=code)


def _how_mended(code: str) -> str:
    from quizapp.library.rules.fixes import FIXES

    fix = FIXES.get(code)
    if fix is None:
        return _("Mended by hand.")
    if fix.safe:
        return _("Mended by --fix where its place is as expected.")
    return _("Mended by --unsafe-fixes, which may change what the deck says.")


def _mark(code: str) -> str:
    """Whether a code is off by itself, and which option mends it."""
    from quizapp.library.problems import WORDINGS
    from quizapp.library.rules.fixes import FIXES

    fix = FIXES.get(code)
    marks = [
        "" if WORDINGS[code].on else _("off"),
        "" if fix is None else "--fix" if fix.safe else "--unsafe-fixes",
    ]
    return " ".join(mark for mark in marks if mark)


def _as_json(code: str) -> dict[str, object]:
    from quizapp.library.problems import WORDINGS
    from quizapp.library.rules.examples import EXAMPLES
    from quizapp.library.rules.fixes import FIXES

    wording, example, fix = WORDINGS[code], EXAMPLES.get(code), FIXES.get(code)
    return {
        "code": code,
        "level": str(wording.level),
        "on": wording.on,
        "message": wording.message,
        "cure": wording.cure,
        "fix": None if fix is None else "safe" if fix.safe else "unsafe",
        "why": example and example.why,
        "bad": example and example.bad,
        "good": example and example.good,
    }
