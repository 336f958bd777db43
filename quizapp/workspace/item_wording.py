"""The analysis of items in words."""

from __future__ import annotations

from collections.abc import Iterator

from quizapp.messages import _, ngettext
from quizapp.stats.items import Item
from quizapp.workspace.items import ShownItem
from quizapp.workspace.wording import duration_text, percent_text


def figures_text(item: Item) -> str:
    """The figures of an item in one line."""
    right = ngettext("{rate} of {n} answer right", "{rate} of {n} answers right", item.attempts)
    parts = [right.format(rate=percent_text(item.facility), n=item.attempts)]
    parts.append(_("usually {time}").format(time=duration_text(item.median_ms)))
    if item.discrimination is not None:
        parts.append(_("discrimination {r}").format(r=f"{item.discrimination:+.2f}"))
    return " · ".join(parts)


def remark_texts(each: ShownItem) -> Iterator[str]:
    """What there is to mend; a text may hold what the deck or a learner wrote."""
    item = each.item
    for text in each.unpicked:
        yield _("Nobody picks: {option}").format(option=text)
    for text, n in item.typed:
        yield ngettext("Typed {n} time and wrong: {answer}", "Typed {n} times and wrong: {answer}", n).format(
            n=n, answer=text
        )
    if item.slow:
        yield _("Takes more than twice as long as cards of its kind.")
    if item.overruled:
        yield ngettext(
            "Its verdict was overruled {n} time.", "Its verdict was overruled {n} times.", item.overruled
        ).format(n=item.overruled)
