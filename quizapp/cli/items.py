"""`quizapp stats --items`: how each card fares, for its author."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING

from quizapp.cli.output import say, say_json, tell
from quizapp.errors import QuizError
from quizapp.messages import _, ngettext
from quizapp.text import shown, wrap

if TYPE_CHECKING:
    from quizapp.workspace.items import ShownItem
    from quizapp.workspace.workspace import Workspace

SCHEMA_VERSION = 1


def item_report(workspace: Workspace, deck: str | None, as_json: bool) -> int:
    """Prints the analysis of all decks or of one. Raises QuizError "no-deck"."""
    from quizapp.workspace.items import shown_items

    known = [row.id for row in workspace.index.decks()]
    if deck is not None and deck not in known:
        raise QuizError("no-deck", exit_code=2, deck=deck, known=", ".join(known))
    tell(_("Reading every answer…"))
    found = shown_items(workspace, deck)
    if as_json:
        say_json({"schema_version": SCHEMA_VERSION, "items": [_json(each) for each in found]})
        return 0
    for line in item_lines(found):
        say(line)
    return 0


def item_lines(found: tuple[ShownItem, ...]) -> Iterator[str]:
    """A block a card, hardest first; what there is to mend stands under its question."""
    if not found:
        yield _("No card was answered five times yet: fewer answers say nothing about it.")
        return
    width = shutil.get_terminal_size().columns
    for place, each in enumerate(found):
        if place:
            yield ""
        head = f"{each.path}:{each.line} {each.item.key}"
        for text in (head, shown(each.stem, each.lang), _figures(each)):
            yield from wrap(text, width)
        for text in _remarks(each):
            yield from ("  " + line for line in wrap(text, width - 2))


def _figures(each: ShownItem) -> str:
    from quizapp.workspace.wording import duration_text, percent_text

    item = each.item
    right = ngettext("{rate} of {n} answer right", "{rate} of {n} answers right", item.attempts)
    parts = [right.format(rate=percent_text(item.facility), n=item.attempts)]
    parts.append(_("usually {time}").format(time=duration_text(item.median_ms)))
    if item.discrimination is not None:
        parts.append(_("discrimination {r}").format(r=f"{item.discrimination:+.2f}"))
    return " · ".join(parts)


def _remarks(each: ShownItem) -> Iterator[str]:
    item = each.item
    for text in each.unpicked:
        yield _("Nobody picks: {option}").format(option=shown(text, each.lang))
    for text, n in item.typed:
        yield ngettext("Typed {n} time and wrong: {answer}", "Typed {n} times and wrong: {answer}", n).format(
            n=n, answer=shown(text, each.lang)
        )
    if item.slow:
        yield _("Takes more than twice as long as cards of its kind.")
    if item.overruled:
        yield ngettext(
            "Its verdict was overruled {n} time.", "Its verdict was overruled {n} times.", item.overruled
        ).format(n=item.overruled)


def _json(each: ShownItem) -> dict[str, object]:
    item = each.item
    return {
        "key": item.key,
        "file": each.path,
        "line": each.line,
        "question": each.stem,
        "attempts": item.attempts,
        "facility": item.facility,
        "discrimination": item.discrimination,
        "median_ms": item.median_ms,
        "slow": item.slow,
        "unpicked": list(each.unpicked),
        "typed_wrong": [{"answer": text, "n": n} for text, n in item.typed],
        "overruled": item.overruled,
    }
