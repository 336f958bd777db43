"""Lines of Progress that are no pictures: its tabs, what its figures are of, and cards with their proof."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content

from quizapp.messages import _
from quizapp.tui.text import own, said
from quizapp.tui.verdicts import cited
from quizapp.workspace.item_wording import figures_text, remark_texts
from quizapp.workspace.items import ShownItem, candidates
from quizapp.workspace.progress import ProvenCard, ShownProgress
from quizapp.workspace.wording import calibration_texts, confidence_heading, sure_miss_text

ITEMS = 30
"""So many questions are told, the hardest."""

ACCEPTED = 9
"""So many wrong answers have a key."""

_WINDOW = 44
"""From so many cells on there is room for neighbours of the page's name."""


def tabs_line(names: Sequence[str], page: int, width: int) -> Content:
    """The names of the pages; those around the present one where not all of them have room."""
    tabs = [own(name).stylize("b u $accent" if at == page else "$faint") for at, name in enumerate(names)]
    if width < _WINDOW:
        here = own(names[page]).stylize("b u")
        return Content.assemble("‹ ", here, f" {page + 1}/{len(names)} ›")
    first, last = _window([tab.cell_length + 2 for tab in tabs], page, width + 2)
    before, after = ("‹ " if first else ""), (" ›" if last < len(tabs) else "")
    return Content.assemble(before, Content("  ").join(tabs[first:last]), after)


def _window(widths: Sequence[int], page: int, width: int) -> tuple[int, int]:
    """The first run of tabs with room for it, and for a mark at either side, that a page is in."""
    if sum(widths) <= width:
        return 0, len(widths)
    for first in range(page + 1):
        last, used = first, 4
        while last < len(widths) and used + widths[last] <= width:
            used += widths[last]
            last += 1
        if page < last:
            return first, last
    return page, page + 1


def filters_line(shown: ShownProgress) -> Content:
    """What the figures are of."""
    deck, tag, source = shown.figures.filters
    parts = [said(shown.titles.get(deck, deck), "fr") if deck is not None else own(_("All decks"))]
    if tag is not None:
        parts.append(Content.assemble("#", said(tag, "fr")))
    if source is not None:
        parts.append(own(_("“{title}”").format(title=shown.sources.get(source, source))))
    return Content(" · ").join(parts)


def weak_lines(shown: ShownProgress) -> Iterator[Content]:
    """The weakest cards with their proof, then how far the learner's own word can be trusted, and where not;
    nothing of that where it was never asked for."""
    yield own(_("Weakest cards")).stylize("b $primary")
    if not shown.weakest:
        yield own(_("None: no card was missed yet."))
    for weak in shown.weakest:
        score = _("{right} of {n} right").format(right=weak.weak.correct, n=weak.weak.attempts)
        yield from _proven(weak.proven, score)
    confidence = shown.figures.confidence
    if confidence is None:
        return
    yield Content("")
    yield own(confidence_heading(confidence)).stylize("b $primary")
    for text in calibration_texts(confidence):
        yield own(text)
    if shown.sure_misses:
        yield Content("")
        yield own(_("Missed although sure")).stylize("b $primary")
    for each in shown.sure_misses:
        yield from _proven(each.proven, sure_miss_text(each.miss))


def item_lines(found: Sequence[ShownItem] | None) -> Iterator[Content]:
    """How cards fare as questions, hardest first; wrong answers typed often have the numbers of the keys that
    put them into the deck."""
    yield own(_("For authors: how each question fares")).stylize("b $primary")
    if found is None:
        yield own(_("Reading every answer…")).stylize("$faint")
    elif not found:
        yield own(_("No card was answered five times yet: fewer answers say nothing about it."))
    keys = {each: key for key, each in enumerate(candidates(found or ())[:ACCEPTED], 1)}
    for each in (found or ())[:ITEMS]:
        yield Content("")
        yield said(each.stem, each.lang)
        yield own(figures_text(each.item)).stylize("$warning")
        for text in remark_texts(each):
            yield Content.assemble("– ", said(text, each.lang))
        for candidate in candidates([each]):
            if candidate in keys:
                key = Content(str(keys[candidate])).stylize("b $accent")
                told = _("Accept from now on: {answer}").format(answer=candidate.typed)
                yield Content.assemble(key, "  ", said(told, each.lang))
    if found and len(found) > ITEMS:
        yield Content("")
        yield own(_("All of them: quizapp stats --items")).stylize("$faint")


def _proven(proven: ProvenCard, record: str) -> Iterator[Content]:
    """A card with its record, its answer, and what proves it."""
    lang = proven.card.lang
    yield Content.assemble(said(proven.stem, lang), own(f"  {record}").stylize("$warning"))
    yield Content.assemble(
        "→ ", Content(" ; ").join([said(text, lang) for text in proven.expected]).stylize("b")
    )
    for passage in proven.passages:
        yield from cited(passage)
    yield Content("")
