"""Essay cards: the question, and the rubric of ideas that a full answer holds."""

from __future__ import annotations

from quizapp.library.arranging import report_twins
from quizapp.library.fields import Fields, kind_of, text_of
from quizapp.library.nodes import Sequence
from quizapp.messages import N_

LEAST, MOST = 2, 8
"""One idea is a short answer; eight have a number key each."""


def expand_essay(card: Fields) -> tuple[str, dict[str, object]] | None:
    """The canonical fields of a card with `essay`; None where something does not fit (reported)."""
    node = card.values["rubric"]
    if not isinstance(node, Sequence):
        card.report.add("F107", node, key="rubric", wanted=N_("a list of texts"), found=kind_of(node))
        return None
    ideas = tuple(text_of(item, "rubric", card.report) or "" for item in node.items)
    if not LEAST <= len(ideas) <= MOST:
        card.report.add("C127", node, count=str(len(ideas)), least=str(LEAST), most=str(MOST))
    report_twins(card, "rubric", list(zip(ideas, node.items, strict=True)))
    return "essay", {"question": card.text("essay"), "rubric": ideas}
