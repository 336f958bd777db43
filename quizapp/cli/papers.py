"""`quizapp papers`: the papers of exams, to list, to read again, and to take away."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizapp.cli.commands import Verb, Verbs
from quizapp.cli.options import OneOf, common_options, opened
from quizapp.cli.output import harmless_json, say, say_json, table, tell
from quizapp.messages import _

if TYPE_CHECKING:
    from quizapp.workspace.papers import Paper

FORMATS = ("md", "json", "html")


def verb() -> click.Command:
    return Verbs(
        name="papers",
        help=_("List the papers of your exams, read one again, or export it."),
        params=common_options(),
        commands=[
            Verb(
                name="list",
                help=_("List all papers, newest first."),
                callback=click.pass_context(list_),
                params=[_json(_("The list as JSON.")), *common_options()],
            ),
            Verb(
                name="show",
                help=_("Show a paper: every question, answer, verdict, passage and time."),
                callback=click.pass_context(show),
                params=[_paper(), *common_options()],
            ),
            Verb(
                name="judge",
                help=_("Judge the answers of a paper that wait for it: flashcards and essays."),
                callback=click.pass_context(judge),
                params=[_paper(), *common_options()],
            ),
            Verb(
                name="export",
                help=_("Write a paper to stdout or to a new file, as Markdown, JSON or HTML."),
                callback=click.pass_context(export),
                params=[_paper(), _format(), _output(), *common_options()],
            ),
        ],
    )


def list_(context: click.Context, as_json: bool) -> int:
    from quizapp.workspace.exam_wording import moment_text, paper_counts_text
    from quizapp.workspace.papers import papers
    from quizapp.workspace.wording import percent_text

    with opened(context, writing=False) as workspace:
        rows = papers(workspace)
    if as_json:
        from quizapp.workspace.paper_export import rows_as_json

        say_json(rows_as_json(rows))
        return 0
    if not rows:
        tell(_("There is no paper yet. To write one: quizapp exam"))
        return 0
    lines = []
    for row in reversed(rows):
        told = ("", _("cannot be read"))
        if row.paper is not None:
            told = (percent_text(row.paper.score), paper_counts_text(row.paper))
        lines.append((str(row.number), moment_text(row.began_ms, row.offset_min), *told))
    for line in table(lines, right=frozenset({0, 2})):
        say(line)
    return 0


def show(context: click.Context, paper: str) -> int:
    from quizapp.cli.plain import show_paper_plainly

    show_paper_plainly(_read(context, paper))
    return 0


def judge(context: click.Context, paper: str) -> int:
    from quizapp.cli.plain import judge_plainly
    from quizapp.workspace.papers import PaperReview, read_paper

    with opened(context, writing=True) as workspace:
        return judge_plainly(PaperReview(workspace, read_paper(workspace, paper)))


def export(context: click.Context, paper: str, form: str, output: str | None) -> int:
    from quizapp.workspace.paper_export import exported

    text = exported(_read(context, paper), form)
    if form == "json":
        text = harmless_json(text)
    if output is None or output == "-":
        sys.stdout.write(text)
        return 0
    from quizapp.workspace.paper_export import write_new

    write_new(Path(output).expanduser(), text)
    tell(_("Written: {path}").format(path=output))
    return 0


def _read(context: click.Context, wanted: str) -> Paper:
    from quizapp.workspace.papers import read_paper

    with opened(context, writing=False) as workspace:
        return read_paper(workspace, wanted)


def _paper() -> click.Argument:
    return click.Argument(["paper"], metavar=_("[PAPER]"), default="last", required=False)


def _format() -> click.Option:
    return click.Option(
        ["--format", "form"],
        type=OneOf(FORMATS),
        metavar="|".join(FORMATS),
        default="md",
        help=_("Markdown unless told."),
    )


def _output() -> click.Option:
    return click.Option(
        ["--output", "-o"], metavar=_("FILE"), help=_("Write this file, which must not exist yet.")
    )


def _json(help: str) -> click.Option:
    return click.Option(["--json", "as_json"], is_flag=True, help=help)
