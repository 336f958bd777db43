"""`quizapp sources`: what the decks are made from, and the originals that the user holds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizapp.cli.commands import Verb, Verbs
from quizapp.cli.options import common_options, opened
from quizapp.cli.output import say, say_json, table, tell
from quizapp.errors import QuizError
from quizapp.messages import _, language, ngettext

if TYPE_CHECKING:
    from quizapp.workspace.sources import SourceRow

SCHEMA_VERSION = 1


def verb() -> click.Command:
    return Verbs(
        name="sources",
        help=_("List the sources of your decks, read one, or attach the originals that you hold."),
        params=common_options(),
        commands=[
            Verb(
                name="list",
                help=_("List the sources, with the cards that cite each."),
                callback=click.pass_context(list_),
                params=[
                    click.Option(["--json", "as_json"], is_flag=True, help=_("As JSON.")),
                    *common_options(),
                ],
            ),
            Verb(
                name="show",
                help=_("Show a source, its paragraphs numbered. SOURCE is a name that “sources list” shows."),
                callback=click.pass_context(show),
                params=[click.Argument(["source"], metavar=_("SOURCE")), *common_options()],
            ),
            Verb(
                name="attach",
                help=_(
                    "Keep a copy of originals that you hold, recognised by their bytes: the key v then shows"
                    " the original paragraph after an answer."
                ),
                callback=click.pass_context(attach),
                params=[
                    click.Argument(["files"], nargs=-1, required=True, metavar=_("FILE…")),
                    *common_options(),
                ],
            ),
        ],
    )


def list_(context: click.Context, as_json: bool) -> int:
    from quizapp.workspace.sources import source_rows

    with opened(context, writing=False) as workspace:
        rows = source_rows(workspace)
    if as_json:
        say_json({"schema_version": SCHEMA_VERSION, "sources": [_row_json(row) for row in rows]})
        return 0
    if not rows:
        tell(_("There is no source."))
        return 0
    head = (_("Cards"), _("Paragraphs"), _("Source"), _("Date"), _("Original"), _("Publisher"), _("Title"))
    lines = [head]
    for row in rows:
        source = row.source
        counts = (str(row.cards), str(len(source.paragraphs)))
        told = (source.published or "–", _original_word(row), source.publisher or "–", source.title)
        lines.append((*counts, row.name, *told))
    for line in table(lines, right=frozenset({0, 1})):
        say(line)
    return 0


def _original_word(row: SourceRow) -> str:
    if row.source.original is None:
        return "–"
    return _("attached") if row.attached else _("missing")


def _row_json(row: SourceRow) -> dict[str, object]:
    source = row.source
    return {
        "name": row.name,
        "ref": row.ref,
        "title": source.title,
        "publisher": source.publisher,
        "author": source.author,
        "published": source.published,
        "lang": source.lang,
        "restated": source.restated,
        "paragraphs": len(source.paragraphs),
        "cards": row.cards,
        "decks": list(row.decks),
        "original": None
        if source.original is None
        else {**source.original._asdict(), "attached": row.attached},
    }


def show(context: click.Context, source: str) -> int:
    import sys

    from quizapp.cli.plain.terminal import Terminal
    from quizapp.text import shown
    from quizapp.workspace.sources import find_source
    from quizapp.workspace.wording import date_text

    with opened(context, writing=False) as workspace:
        row = find_source(workspace, source)
    found, terminal = row.source, Terminal(sys.stdin, sys.stdout)
    date = date_text(found.published) if found.published else _("undated")
    about = [_("“{title}”").format(title=found.title), found.publisher, found.author, date]
    terminal.line(", ".join(one for one in about if one))
    if found.original is not None:
        template = _("Original: {file}, attached") if row.attached else _("Original: {file}, not attached")
        terminal.line(template.format(file=found.original.file))
    for paragraph in found.paragraphs:
        terminal.line()
        place = _("§ {n}").format(n=paragraph.number)
        if paragraph.original is not None:
            place += " (" + _("original, line {n}").format(n=paragraph.original) + ")"
        terminal.line(place)
        terminal.said(paragraph.text, found.lang)
        if paragraph.note:
            note = shown(paragraph.note, found.lang)
            terminal.text(shown(_("Note: {note}"), language()).format(note=note))
    return 0


def attach(context: click.Context, files: tuple[str, ...]) -> int:
    from quizapp.workspace.originals import attach as attach_one
    from quizapp.workspace.wording import error_text

    code = kept = 0
    with opened(context, writing=False) as workspace:
        for file in files:
            try:
                attached = attach_one(workspace, Path(file).expanduser())
            except QuizError as error:
                tell(_("quizapp: {error}").format(error=error_text(error)))
                code = max(code, error.exit_code)
                continue
            kept += 1
            titles = ", ".join(_("“{title}”").format(title=title) for title in attached.titles)
            template = _("{file}: attached already, {titles}") if attached.known else _("{file}: {titles}")
            say(template.format(file=file, titles=titles))
    if kept:
        tell(
            ngettext(
                "{n} original attached; after an answer, v shows its paragraph.",
                "{n} originals attached; after an answer, v shows their paragraphs.",
                kept,
            ).format(n=kept)
        )
    return code
