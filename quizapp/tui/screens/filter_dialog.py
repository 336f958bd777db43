"""Asks for the deck, the tag or the article that figures are to be of."""

from __future__ import annotations

from collections.abc import Iterator

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from quizapp.messages import N_, _
from quizapp.questions.folding import fold_within
from quizapp.stats.progress import Filters
from quizapp.tui.screens.dialog import Dialog
from quizapp.tui.text import own, said
from quizapp.workspace.progress import Choices

MOST = 200
"""So many names are listed; whoever has more types a part of the one that is wanted."""


class FilterDialog(Dialog[Filters | None]):
    """Gives the filters with the chosen name, or without it where it was in force; None if it was left."""

    DEFAULT_CSS = """
    FilterDialog {
        align: center middle;

        #box { width: 64; max-width: 100%; height: auto; max-height: 90%; padding: 1 2; }
        #box { background: $surface; }
        #what { text-style: bold; }
        Input { height: 1; padding: 0 1; margin: 1 0; background: $panel; }
        OptionList { height: auto; max-height: 12; padding: 0; border: none; background: $surface; }
        OptionList { text-wrap: nowrap; text-overflow: ellipsis; }
        #keys { padding: 1 0 0 0; color: $faint; }
        &.-short #box { padding: 0 1; }
        &.-short Input { margin: 0; }
        &.-short #keys, &.-short #what { display: none; }
        &.-short OptionList { max-height: 8; }
    }
    """
    BINDINGS = [
        Binding("escape", "dismiss(None)", N_("Cancel"), id="filter.cancel"),
        Binding("up", "move(-1)", N_("Up"), show=False, id="filter.up"),
        Binding("down", "move(1)", N_("Down"), show=False, id="filter.down"),
    ]

    def __init__(self, choices: Choices, filters: Filters) -> None:
        super().__init__()
        self._choices = choices
        self._filters = filters
        self._results: list[Filters] = []

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Static(own(_("Figures of which cards?")), id="what", markup=False)
            yield Input(placeholder=_("Part of a name"), compact=True)
            names = OptionList(markup=False, compact=True)
            names.can_focus = False
            yield names
            yield Static(own(_("No deck, tag or article is called so.")), id="none", markup=False)
            yield Static(own(_("↑ ↓ choose · Enter takes it · Esc goes back")), id="keys", markup=False)

    def on_mount(self) -> None:
        self._list("")
        self.query_one(Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._list(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._take(self.query_one(OptionList).highlighted)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._take(event.option_index)

    def on_click(self, event: events.Click) -> None:
        if event.widget is self:
            self.dismiss(None)

    def action_move(self, rows: int) -> None:
        names = self.query_one(OptionList)
        if rows > 0:
            names.action_cursor_down()
        else:
            names.action_cursor_up()

    def _take(self, row: int | None) -> None:
        if row is not None and row < len(self._results):
            self.dismiss(self._results[row])

    def _list(self, typed: str) -> None:
        """Lists the names that hold what was typed, the same letters with and without accents."""
        wanted = fold_within(typed.strip())
        rows = [row for row in self._rows() if wanted in fold_within(row[1])][:MOST]
        self._results = [result for _sort, _name, result in rows]
        names = self.query_one(OptionList)
        names.clear_options()
        names.add_options(Option(self._line(*row)) for row in rows)
        names.highlighted = 0 if rows else None
        names.display = bool(rows)
        self.query_one("#none").display = not rows

    def _rows(self) -> Iterator[tuple[str, str, Filters]]:
        """The sort of each choice, its name, and the filters that it leads to; those in force come first."""
        yield "", _("All cards"), Filters()
        yield from sorted(self._names(), key=lambda row: not self._drops(row[2]))

    def _names(self) -> Iterator[tuple[str, str, Filters]]:
        filters = self._filters
        for deck, title in self._choices.decks.items():
            yield _("Deck"), title, filters._replace(deck=None if deck == filters.deck else deck)
        for tag in self._choices.tags:
            yield _("Tag"), tag, filters._replace(tag=None if tag == filters.tag else tag)
        for source, title in self._choices.sources.items():
            yield _("Article"), title, filters._replace(source=None if source == filters.source else source)

    def _line(self, sort: str, name: str, result: Filters) -> Content:
        """A choice; what is in force is marked, and choosing it again lets it go."""
        in_force = self._drops(result) if sort else self._filters == Filters()
        before = own(f"{sort} · ").stylize("$faint") if sort else Content("")
        return Content.assemble("● " if in_force else "  ", before, said(name, "fr"))

    def _drops(self, result: Filters) -> bool:
        """Whether filters let go of one of those in force."""
        return any(now is not None and then is None for now, then in zip(self._filters, result, strict=True))
