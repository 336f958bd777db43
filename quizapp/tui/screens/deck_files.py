"""The choice of a deck file to write in, the one saved last first, readable or not."""

from __future__ import annotations

import time

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Footer, OptionList, Static
from textual.widgets.option_list import Option

from quizapp.messages import N_, _, ngettext
from quizapp.tui.screens.base import QuizScreen
from quizapp.tui.text import own, said
from quizapp.tui.widgets.title_bar import TitleBar
from quizapp.workspace.deck_files import DeckFile, open_file, own_files
from quizapp.workspace.wording import edited_text
from quizapp.workspace.workspace import Workspace


class FileList(OptionList):
    """The list, with a word of its own for Enter."""

    BINDINGS = [Binding("enter", "select", N_("Open"), id="deck-files.open")]


class DeckFilesScreen(QuizScreen):
    """Lists deck files; Enter opens the chosen one for writing."""

    CSS_PATH = "author.tcss"
    BINDINGS = [Binding("escape,q", "close", N_("Back"), id="deck-files.close")]

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._files: tuple[DeckFile, ...] = ()

    def compose(self) -> ComposeResult:
        yield TitleBar(_("AUTHORING"))
        yield Static(own(_("Which deck will you write in?")), id="which", markup=False)
        yield FileList(markup=False, compact=True)
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        self._paint()
        self.query_one(FileList).focus()

    def on_screen_resume(self) -> None:
        self._workspace.reload()
        if self._workspace.edits.due:
            self.notify(edited_text(self._workspace.edits.due), markup=False)
        self._paint()

    def _paint(self) -> None:
        listed = self.query_one(FileList)
        chosen = listed.highlighted or 0
        self._files = own_files(self._workspace)
        listed.clear_options()
        listed.add_options([Option(_line(file)) for file in self._files])
        listed.highlighted = min(chosen, len(self._files) - 1) if self._files else None

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        from quizapp.tui.screens.author import AuthorScreen

        event.stop()
        self.app.push_screen(AuthorScreen(open_file(self._files[event.option_index], time.time_ns())))

    def action_close(self) -> None:
        if len(self.app.screen_stack) > 1:
            self.dismiss()
        else:
            self.app.exit()


def _line(file: DeckFile) -> Content:
    """A file in two lines: its title over its path and counts."""
    path = said(file.path, "en").stylize("$faint")
    if file.title is None:
        title = own(_("✗ cannot be read")).stylize("$error")
        return Content.assemble(title, "\n  ", path)
    cards = ngettext("{n} card", "{n} cards", file.cards).format(n=file.cards)
    errors = ngettext("{n} error", "{n} errors", file.errors).format(n=file.errors)
    counts = f" · {cards} · {errors}" if file.errors else f" · {cards}"
    return Content.assemble(said(file.title, "fr").stylize("b"), "\n  ", path, own(counts).stylize("$faint"))
