"""The cards of a deck file in its order, with what is wrong with each."""

from __future__ import annotations

from collections.abc import Collection

from textual.content import Content

from quizapp.library.model import Level
from quizapp.library.problems import worded
from quizapp.messages import _, language
from quizapp.text import shown
from quizapp.tui.widgets.row_list import Row, RowList
from quizapp.workspace.draft import Draft, SeenCard
from quizapp.workspace.wording import answer_texts

ERROR, WARNING = "✗", "!"


class CardPane(RowList):
    """Rows are keyed by the id of their card."""

    LEAD = 4

    def __init__(self) -> None:
        super().__init__(id="card-pane")
        self._cards: dict[str, SeenCard] = {}
        self._lit: Collection[str] = ()

    def show_draft(self, draft: Draft) -> None:
        """Shows the cards of a draft: the id and what it quotes, and below that what is to be answered."""
        self._cards = {card.id: card for card in draft.cards}
        titles = {source.ref: number for number, source in enumerate(draft.sources, 1)}
        several = len(titles) > 1
        self.show([Row(card.id, _text(card, titles if several else {}), cut=True) for card in draft.cards])

    def light(self, ids: Collection[str]) -> None:
        """Sets some cards apart from the others."""
        self._lit = ids
        self.refresh()

    def card(self) -> SeenCard | None:
        """The marked card."""
        return self._cards.get(self.key) if isinstance(self.key, str) else None

    def lead(self, row: Row, line: int, *, here: bool) -> Content:
        card = self._cards[str(row.key)]
        cursor = ("▸" if self.has_focus else "›") if here and line == 0 else " "
        bar = "▌" if card.id in self._lit else " "
        return Content.assemble(
            Content(cursor).stylize("b $accent"),
            Content(bar).stylize("$success"),
            _sign(card) if line == 0 else " ",
            " ",
        )

    def styled(self, row: Row, line: Content, start: int) -> Content:
        card = self._cards[str(row.key)]
        if start == 0:
            length = row.text.index("  ")
            line = line.stylize("$faint", length).stylize("b", 0, length)
        dim = card.id not in self._lit if self._lit else False
        return line.stylize("$faint") if dim or card.skipped else line


def _sign(card: SeenCard) -> Content:
    if any(problem.level is Level.ERROR for problem in card.problems):
        return Content(ERROR).stylize("b $error")
    return Content(WARNING if card.problems else " ").stylize("b $warning")


def _text(card: SeenCard, sources: dict[str, int]) -> str:
    """The id, then the paragraphs that the card quotes, and below that its answer, or why it is skipped."""
    places = dict.fromkeys((place.source, place.paragraph) for place in card.places)
    named = [_("§ {n}").format(n=f"{sources[ref]}.{number}" if sources else number) for ref, number in places]
    where = ", ".join(named) if named else ""
    second = ""
    if card.skipped:
        where = _("skipped")
        second = shown(worded(card.problems[0])[0], language())
    elif card.card is not None:
        texts = [text for face in card.card.question.faces() for text in answer_texts(card.card, face)]
        second = "→ " + shown(" ; ".join(dict.fromkeys(texts)), card.card.lang)
    head = " ".join(shown(card.id, "en").split())
    return f"{head}  {shown(where, language())}\n{second.replace(chr(9), ' ').replace(chr(10), ' ')}"
