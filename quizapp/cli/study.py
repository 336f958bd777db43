"""`quizapp study`: a sitting, in the app or line by line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quizapp.cli.commands import Notes, Verb
from quizapp.cli.misuse import alternatives, nearest
from quizapp.cli.options import DECK_SUFFIXES, WholeNumber, common, common_options, opened
from quizapp.cli.sitting import study
from quizapp.errors import QuizError
from quizapp.messages import _

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


def verb() -> click.Command:
    from quizapp.workspace.model import MOST_AHEAD

    return Verb(
        name="study",
        help=_(
            "Study what is due: all decks, one DECK by its id, or the deck in a FILE (a path that has a"
            " separator or ends in .yaml)."
        ),
        short_help=_("Study what is due, in all decks or in one."),
        callback=click.pass_context(run),
        params=[
            click.Argument(
                ["subject"], required=False, metavar=_("[DECK|FILE]"), shell_complete=complete_deck
            ),
            click.Option(["--tag"], metavar=_("TAG"), help=_("Only cards with this tag.")),
            click.Option(
                ["--limit"], type=WholeNumber(1), metavar="N", help=_("At most N cards in this sitting.")
            ),
            click.Option(
                ["--new"],
                type=WholeNumber(0),
                metavar="N",
                help=_("Up to N new cards, whatever today’s limit."),
            ),
            click.Option(
                ["--reviews"],
                type=WholeNumber(0),
                metavar="N",
                help=_("Up to N reviews, whatever today’s limit."),
            ),
            click.Option(
                ["--ahead"],
                type=WholeNumber(1, MOST_AHEAD),
                metavar=_("DAYS"),
                help=_("What comes due within DAYS days, outside today’s limits; it counts and schedules."),
            ),
            click.Option(
                ["--plain"],
                is_flag=True,
                help=_("Line by line, without colours; the default where there is no full terminal."),
            ),
            *common_options(),
        ],
        notes=_notes,
    )


def run(
    context: click.Context,
    subject: str | None,
    tag: str | None,
    limit: int | None,
    new: int | None,
    reviews: int | None,
    ahead: int | None,
    plain: bool,
) -> int:
    from quizapp.workspace.model import Scope

    file = named_file(subject)
    scope = Scope(subject if file is None else None, tag, limit, new, reviews, ahead)
    return study(common(context), scope, file, plain=plain)


def named_file(subject: str | None) -> Path | None:
    """The deck file that a subject names, None where it is a deck's id.

    A file is told by a separator or by its suffix, never by what lies in the current folder.
    Raises QuizError.
    """
    if subject is None or not ("/" in subject or "\\" in subject or subject.endswith(DECK_SUFFIXES)):
        return None
    path = Path(subject).expanduser()
    if path.is_dir():
        raise QuizError("deck-file-is-folder", exit_code=2, path=subject)
    if not path.exists():
        siblings = [str(path.with_name(near.name)) for near in _decks_beside(path)]
        found = nearest(subject, siblings)
        if found:
            raise QuizError("no-deck-file-but", exit_code=2, path=subject, nearest=alternatives(found))
        raise QuizError("no-deck-file", exit_code=2, path=subject)
    return path


def _decks_beside(path: Path) -> list[Path]:
    try:
        return sorted(near for near in path.parent.iterdir() if near.suffix in DECK_SUFFIXES)
    except OSError:
        return []


def _notes() -> Notes:
    from quizapp.cli.plain.commands import COMMANDS
    from quizapp.cli.plain.verdict import WORDS

    return (
        (
            _("With --plain, the verdict is the one line that begins with"),
            tuple((word, _(meaning)) for word, meaning in WORDS.values()),
        ),
        (
            _("With --plain, at every prompt"),
            tuple((f":{command.letter}", _(command.help)) for command in COMMANDS),
        ),
    )


def complete_deck(context: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    completions: list[Any] = []
    if incomplete.endswith(DECK_SUFFIXES) or "/" in incomplete:
        return [CompletionItem(incomplete, type="file")]
    try:
        with opened(context, writing=False) as workspace:
            completions = [
                CompletionItem(deck.id, help=deck.title)
                for deck in workspace.index.decks()
                if deck.id.startswith(incomplete)
            ]
    except QuizError:
        # A shell that completes has no place for messages.
        return []
    return completions
