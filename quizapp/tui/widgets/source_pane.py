"""The sources of a deck, a sentence a row: which are quoted, by how many cards, and which words of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.content import Content

from quizapp.messages import _, language, ngettext
from quizapp.text import french, shown, visible
from quizapp.tui.text import MARKER
from quizapp.tui.widgets.row_list import Row, RowList
from quizapp.workspace.draft import Draft, Place, SeenParagraph, Sentence

QUOTED, UNQUOTED = "▌", "·"
"""What stands before each line of a sentence that a card quotes, and of one that none does."""

Spans = Sequence[tuple[int, int]]


class SourcePane(RowList):
    """Rows are keyed by the `Place` of their sentence."""

    def __init__(self) -> None:
        super().__init__(id="source-pane")
        self._sentences: dict[Place, Sentence] = {}
        self._lit: Mapping[Place, Spans] = {}
        self._style = MARKER

    def show_draft(self, draft: Draft) -> None:
        """Shows the sources of a draft, each below its title."""
        self._sentences = {sentence.place: sentence for sentence in draft.sentences()}
        rows = []
        for number, source in enumerate(draft.sources, 1):
            title = _flat(shown(source.title, source.lang))
            if number > 1:
                rows.append(Row(None, "", cut=True))
            numbered = f"{number} · {title}" if len(draft.sources) > 1 else title
            rows.append(Row(None, numbered, cut=True, title=True))
            for paragraph in source.paragraphs:
                rows.append(Row(None, _heading(paragraph), cut=True))
                rows += [Row(one.place, _said(one.text, source.lang)) for one in paragraph.sentences]
        self.show(rows)

    def light(self, lit: Mapping[Place, Spans], *, style: str = MARKER) -> None:
        """Puts the marker pen on some words: spans of the texts of sentences."""
        self._lit, self._style = lit, style
        self.refresh()

    def sentence(self) -> Sentence | None:
        """The marked sentence."""
        return self._sentences.get(self.key) if isinstance(self.key, Place) else None

    def next_unquoted(self, step: int) -> bool:
        """Marks the next sentence that no card quotes, or the last before it; gives whether there is one."""
        places = [row.key for row in self.rows if isinstance(row.key, Place)]
        if not places:
            return False
        at = places.index(self.key) if isinstance(self.key, Place) else -1
        around = [places[(at + step * count) % len(places)] for count in range(1, len(places) + 1)]
        found = next((place for place in around if not self._sentences[place].quoted), None)
        return found is not None and self.go_to(found)

    def lead(self, row: Row, line: int, *, here: bool) -> Content:
        if not isinstance(row.key, Place):
            return Content("   ")
        cursor = ("▸" if self.has_focus else "›") if here and line == 0 else " "
        quoted = bool(self._sentences[row.key].quoted)
        mark = Content(QUOTED).stylize("$success") if quoted else Content(UNQUOTED).stylize("b $accent")
        return Content.assemble(Content(cursor).stylize("b $accent"), mark, " ")

    def styled(self, row: Row, line: Content, start: int) -> Content:
        if not isinstance(row.key, Place):
            return line.stylize("b $primary" if row.title else "$faint")
        sentence = self._sentences[row.key]
        for spans, style in ((sentence.quoted, "$faint"), (self._lit.get(row.key, ()), self._style)):
            for first, last in spans:
                begin, end = (_offset(sentence.text, offset) - start for offset in (first, last))
                if begin < len(line) and end > 0:
                    line = line.stylize(style, max(0, begin), end)
        return line


def _heading(paragraph: SeenParagraph) -> str:
    count = len(paragraph.cards)
    cards = ngettext("{n} card", "{n} cards", count).format(n=count) if count else _("no card")
    return shown(_("§ {n} · {cards}").format(n=paragraph.number, cards=cards), language())


def _said(text: str, lang: str) -> str:
    """The text of a sentence as it is shown, on one line; only marked characters change its length."""
    flat = _flat(text)
    return visible(french(flat) if lang.startswith("fr") else flat)


def _offset(text: str, offset: int) -> int:
    """Where an offset of a text stands in what is shown of it."""
    return len(visible(_flat(text[:offset])))


def _flat(text: str) -> str:
    return text.replace("\n", " ").replace("\t", " ")
