"""`quizapp check`: every problem of decks and sources, each with its place and its cure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import click

from quizapp.cli.checking.codes import Codes
from quizapp.cli.checking.report import FORMATS
from quizapp.cli.commands import Verb
from quizapp.cli.misuse import Misuse
from quizapp.cli.options import OneOf, common, common_options
from quizapp.messages import _

if TYPE_CHECKING:
    from quizapp.cli.checking.places import Places
    from quizapp.cli.checking.progress import ProgressLine
    from quizapp.cli.checking.report import Findings
    from quizapp.library.check import Checker
    from quizapp.library.mending import Mended
    from quizapp.library.rules.selection import Selection


def verb() -> click.Command:
    return Verb(
        name="check",
        help=_(
            "Check decks and their sources: a deck by its id or file, a source, or a library’s folder."
            " Without any, the libraries that are studied. Ends with 0 where all is well, 1 with findings, 2"
            " after a misuse."
        ),
        short_help=_("Check decks and their sources, and say how to mend them."),
        callback=click.pass_context(run),
        params=[
            click.Argument(["paths"], nargs=-1, metavar=_("[DECK|PATH…]")),
            *_choosing(),
            *_mending(),
            *_explaining(),
            *common_options(),
        ],
    )


def _choosing() -> list[click.Parameter]:
    return [
        click.Option(
            ["--format", "form"],
            type=OneOf(FORMATS),
            default="full",
            metavar="|".join(FORMATS),
            help=_(
                "With the text and the cure (full), a finding a line (concise), as JSON, as SARIF 2.1.0, or"
                " as workflow commands of GitHub Actions."
            ),
        ),
        click.Option(
            ["--select"],
            type=Codes(),
            multiple=True,
            metavar=_("CODES"),
            help=_("Tell only these codes or those that begin so, such as C3,S104; ALL means every one."),
        ),
        click.Option(
            ["--ignore"],
            type=Codes(),
            multiple=True,
            metavar=_("CODES"),
            help=_("Leave these codes out. Errors are always told. The longer beginning wins."),
        ),
        click.Option(["--statistics"], is_flag=True, help=_("Count the findings of each code.")),
        click.Option(["--watch"], is_flag=True, help=_("Check again after each change; ctrl+c ends.")),
    ]


def _mending() -> list[click.Parameter]:
    return [
        click.Option(
            ["--fix"],
            is_flag=True,
            help=_("Mend what can be mended safely, by small edits that keep comments and order."),
        ),
        click.Option(
            ["--unsafe-fixes", "unsafe"],
            is_flag=True,
            help=_("Mend as --fix does, also where that may change what the deck says."),
        ),
        click.Option(
            ["--diff"],
            is_flag=True,
            help=_("Show what --fix would change, and write nothing; ends with 1 if there is anything."),
        ),
    ]


def _explaining() -> list[click.Parameter]:
    return [
        click.Option(
            ["--explain"],
            type=Codes(),
            metavar=_("CODE"),
            help=_("Say what a code means, why it matters and how it is mended, with examples."),
        ),
        click.Option(["--rules"], is_flag=True, help=_("List all codes.")),
        click.Option(
            ["--history"],
            is_flag=True,
            help=_("Instead, list the histories whose card is gone, with the card that is likely meant."),
        ),
    ]


class Asked(NamedTuple):
    """What a check is asked to look at, and how it is to be told."""

    context: click.Context
    paths: tuple[str, ...]
    form: str
    selection: Selection
    statistics: bool

    def places(self) -> Places:
        from quizapp.cli.checking.places import find_places

        return find_places(self.paths, self.context)

    def checker(self, places: Places) -> Checker:
        from quizapp.library.check import Checker

        return Checker(places.libraries, self.selection, common(self.context).today())

    def progress(self) -> ProgressLine:
        import sys
        import time

        from quizapp.cli.checking.progress import ProgressLine

        return ProgressLine(sys.stderr, common(self.context).environ.get("TERM", ""), time.monotonic)

    def find(self, places: Places, checker: Checker) -> Findings:
        import time

        from quizapp.cli.checking.report import find

        with self.progress() as progress:
            return find(places, checker, self.selection, time.time_ns(), progress)

    def tell(self, findings: Findings) -> None:
        from quizapp.cli.checking.report import tell_findings

        tell_findings(findings, self.form, statistics=self.statistics)


def run(
    context: click.Context,
    paths: tuple[str, ...],
    form: str,
    select: tuple[tuple[str, ...], ...],
    ignore: tuple[tuple[str, ...], ...],
    explain: tuple[str, ...] | None,
    **flags: bool,
) -> int:
    if flags["history"]:
        if paths:
            raise Misuse(_("“--history” looks at all libraries; leave the paths out."))
        from quizapp.cli.orphans import show_orphans

        return show_orphans(context, as_json=form == "json")
    if explain or flags["rules"]:
        from quizapp.cli.checking.codes import ALL, explain_codes

        return explain_codes((ALL,) if flags["rules"] or explain is None else explain, form)
    from quizapp.library.rules.selection import Selection

    selection = Selection(sum(select, ()), sum(ignore, ()))
    asked = Asked(context, paths, form, selection, flags["statistics"])
    mends = flags["fix"] or flags["unsafe"] or flags["diff"]
    if not flags["watch"]:
        return _once(asked, mends=mends, unsafe=flags["unsafe"], diff=flags["diff"])
    if mends or form not in ("full", "concise"):
        message = _("--watch goes with --format full and concise, and with neither --fix nor --diff.")
        raise Misuse(message, context)
    return _watch(asked)


def _once(asked: Asked, *, mends: bool, unsafe: bool, diff: bool) -> int:
    places = asked.places()
    mended: tuple[Mended, ...] | None = None
    if mends:
        from quizapp.cli.checking.mend import show_diff, write_all
        from quizapp.library.mending import mend_all

        with asked.progress() as progress:
            mended = mend_all(places.libraries, asked.selection, unsafe=unsafe, progress=progress)
        if diff:
            return show_diff(mended)
        mended = write_all(mended)
    findings = asked.find(places, asked.checker(places))
    asked.tell(findings._replace(mended=mended))
    return 1 if findings.problems else 0


def _watch(asked: Asked) -> int:
    from quizapp.cli.checking.watch import watch

    watch(asked.places, asked.checker, asked.find, asked.tell)
    return 0
