"""`quizapp decks`: the decks of the library with what waits in each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quizapp.cli.commands import Verb
from quizapp.cli.options import common_options, opened
from quizapp.cli.output import say, say_json, table, tell
from quizapp.messages import _, ngettext
from quizapp.text import number_text

if TYPE_CHECKING:
    from quizapp.library.studied import Studied
    from quizapp.store.quarantine import Ahead
    from quizapp.workspace.model import Home

SCHEMA_VERSION = 1


def verb() -> click.Command:
    return Verb(
        name="decks",
        help=_("List the decks, with the cards that are due and new in each."),
        callback=click.pass_context(run),
        params=[click.Option(["--json", "as_json"], is_flag=True, help=_("As JSON.")), *common_options()],
    )


def run(context: click.Context, as_json: bool) -> int:
    with opened(context, writing=False) as workspace:
        home = workspace.home()
    if as_json:
        say_json(decks_json(home))
    else:
        for line in deck_lines(home):
            say(line)
    tell_ahead(home.ahead)
    tell_unread(home)
    return 0


def decks_json(home: Home) -> dict[str, object]:
    """The decks under keys that scripts may rely on. A card that is asked in several ways counts as several;
    `new` are those never studied, whatever today's limit; suspended ones count nowhere."""
    return {
        "schema_version": SCHEMA_VERSION,
        "decks": [
            {
                "id": deck.id,
                "title": deck.title,
                "library": deck.library,
                "cards": deck.total,
                "due": deck.due,
                "new": deck.new,
            }
            for deck in home.decks
            if deck.id is not None
        ],
    }


def deck_lines(home: Home) -> list[str]:
    """The decks as an aligned table under its headings."""
    decks = [deck for deck in home.decks if deck.id is not None]
    if not decks:
        return [_("There is no deck.")]
    head = (_("Due"), _("New"), _("Faces"), _("Deck"), _("Library"), _("Title"))
    rows = [
        (
            *map(number_text, (deck.due, deck.new, deck.total)),
            deck.id or "",
            library_name(deck.library),
            deck.title,
        )
        for deck in decks
    ]
    return table([head, *rows], right=frozenset({0, 1, 2}))


def library_name(name: str) -> str:
    """The name of a kind of library in the language in use."""
    known = {"shipped": _("shipped"), "user": _("own"), "given": _("given")}
    return known.get(name, name)


def tell_ahead(ahead: Ahead | None) -> None:
    """Says on stderr that the clock was set back behind what was studied, or was ahead then, if so."""
    if ahead is not None:
        from quizapp.workspace.quarantine import ahead_text

        cure = _("{what}: set it right or, if it is right: quizapp history quarantine")
        tell(cure.format(what=ahead_text(ahead)))


def tell_unread(home: Home | Studied) -> None:
    """Says on stderr what of the library could not be read, and how to learn more."""
    parts = []
    if home.skipped_cards:
        parts.append(
            ngettext("{n} card was skipped", "{n} cards were skipped", home.skipped_cards).format(
                n=home.skipped_cards
            )
        )
    if home.unreadable:
        parts.append(
            ngettext("{n} file could not be read", "{n} files could not be read", home.unreadable).format(
                n=home.unreadable
            )
        )
    if parts:
        tell(_("{findings}; to see why: quizapp check").format(findings=", ".join(parts)))
