"""`quizapp stats --items`: how each card fares, for its author."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING

from quizapp.cli.output import say, say_json, tell
from quizapp.messages import _
from quizapp.text import shown, wrap

if TYPE_CHECKING:
    from quizapp.stats.progress import Filters
    from quizapp.workspace.items import ShownItem
    from quizapp.workspace.workspace import Workspace

SCHEMA_VERSION = 1


def item_report(workspace: Workspace, filters: Filters, as_json: bool) -> int:
    """Prints the analysis of the cards that filters let through. Raises QuizError "no-deck" and "no-tag"."""
    from quizapp.workspace.items import shown_items
    from quizapp.workspace.progress import check_names

    check_names(workspace, filters)
    tell(_("Reading every answer…"))
    found = shown_items(workspace, filters)
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
    from quizapp.workspace.item_wording import figures_text, remark_texts

    width = shutil.get_terminal_size().columns
    for place, each in enumerate(found):
        if place:
            yield ""
        head = f"{each.path}:{each.line} {each.item.key}"
        for text in (head, shown(each.stem, each.lang), figures_text(each.item)):
            yield from wrap(text, width)
        for text in remark_texts(each):
            yield from ("  " + line for line in wrap(shown(text, each.lang), width - 2))


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
