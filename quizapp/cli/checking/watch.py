"""Checks again whenever a file has changed, until it is interrupted."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from quizapp.cli.output import tell
from quizapp.errors import QuizError
from quizapp.messages import _

if TYPE_CHECKING:
    from quizapp.cli.checking.places import Places
    from quizapp.cli.checking.report import Findings
    from quizapp.library.check import Checker

EVERY_S = 0.4
_RULE = "─" * 8


def watch(
    places: Callable[[], Places],
    checker: Callable[[Places], Checker],
    find: Callable[[Places, Checker], Findings],
    say_findings: Callable[[Findings], None],
) -> None:
    """Tells the findings now and after each change of a file that was looked at; ends by an interrupt only.

    Decks and sources may come and go meanwhile; what was named and is gone is told of as a finding.
    """
    named = places()
    current = checker(named)
    looked: object = None
    while True:
        try:
            now = places()
        except QuizError:
            now = named
        if now != named:
            named, current = now, checker(now)
        findings = find(named, current)
        looks = (named, current.looks(), _source_looks(named))
        if looks != looked:
            if looked is not None:
                tell(f"{_RULE} {time.strftime('%H:%M:%S')} {_RULE}")
            say_findings(findings)
            tell(_("Watching; ctrl+c ends."))
            looked = looks
        time.sleep(EVERY_S)


def _source_looks(places: Places) -> tuple[object, ...]:
    from quizapp.library.roots import look

    return tuple(look(source.parent, source.name) for source in places.sources)
