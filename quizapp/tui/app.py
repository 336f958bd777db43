"""The Textual application: themes, the guard before bytes, signals, and the way between screens."""

from __future__ import annotations

import asyncio
import atexit
import gc
import os
import signal
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from textual import events
from textual.app import App, SystemCommand
from textual.binding import Binding
from textual.driver import Driver
from textual.filter import LineFilter
from textual.screen import Screen

from quizapp.errors import QuizError
from quizapp.messages import N_, _
from quizapp.tui.keys import in_words, keyed
from quizapp.tui.leaving import RoundWanted, StudyWanted
from quizapp.tui.screens.base import QuizScreen, say_error
from quizapp.tui.text import Guard
from quizapp.tui.theme import DARK, FALLBACK, LIGHT
from quizapp.workspace.model import Scope
from quizapp.workspace.workspace import Workspace

if TYPE_CHECKING:
    from quizapp.workspace.authoring import Authoring
    from quizapp.workspace.drawing import RoundScope
    from quizapp.workspace.exam import Exam
    from quizapp.workspace.quiz import Quiz
    from quizapp.workspace.sitting import Sitting


class QuizApp(App[object]):
    """Shows Home, or a sitting at once. Everything it knows, it asks the workspace."""

    TITLE = "quizapp"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (64, "-normal"), (110, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (18, "-normal-height")]
    BINDINGS = [
        Binding("ctrl+c", "quit", N_("Quit"), show=False, priority=True, id="app.interrupt"),
        Binding("ctrl+q", "quit", N_("Quit"), show=False, priority=True, id="app.quit"),
        Binding("f1,question_mark", "help", N_("Help"), id="app.help"),
        Binding("escape", "close_help", N_("Help"), show=False, priority=True, id="app.help-close"),
        *(
            Binding(key, f"scroll_help({lines})", N_("Help"), show=False, priority=True, id=f"app.help-{key}")
            for key, lines in (("up", -1), ("down", 1), ("pageup", -10), ("pagedown", 10))
        ),
    ]

    def __init__(self, workspace: Workspace, sitting: Sitting | Quiz | Exam | None = None) -> None:
        self._sitting = sitting
        self._dressed = False
        # Textual reads no CSS_PATH of a default screen.
        super().__init__(css_path=["app.tcss", f"screens/{self.first_style()}.tcss"])
        self._workspace = workspace
        self._guard = Guard()
        self._telling = False
        self._told_on: Screen[Any] | None = None
        self._told_last = False
        self._remapped: dict[str, str] = {}
        if workspace.settings.keys:
            from quizapp.tui.keymap import checked_keymap

            self._remapped = checked_keymap(workspace.settings.keys)
        if not workspace.settings.motion:
            self.animation_level = "none"
        self._dress(workspace.settings.theme)

    def first_style(self) -> str:
        """The style sheet of the screen that the app begins with, without its suffix."""
        return "home" if self._sitting is None else "study"

    def get_default_screen(self) -> Screen[None]:
        if self._sitting is not None:
            screen = self._asking(self._sitting)
            # Textual gives only pushed screens the callback that leaving a screen takes away again.
            screen._push_result_callback(screen, None)
            return screen
        return self._home()

    def _asking(self, asker: Sitting | Quiz | Exam) -> Screen[None]:
        from quizapp.workspace.sitting import Sitting

        if isinstance(asker, Sitting):
            from quizapp.tui.screens.study import StudyScreen

            return StudyScreen(asker)
        from quizapp.tui.screens.rounds import round_screen

        return round_screen(asker)

    def on_mount(self) -> None:
        if self._remapped:
            self.set_keymap(self._remapped)
        if self._workspace.edits.due:
            from quizapp.workspace.wording import edited_text

            self.notify(edited_text(self._workspace.edits.due), markup=False)
        if os.name == "posix":
            loop = asyncio.get_running_loop()
            for number in (signal.SIGTERM, signal.SIGHUP):
                loop.add_signal_handler(number, self.exit, 128 + number)
        self.call_after_refresh(_collect_again)

    def notify(self, message: str, **how: Any) -> None:
        """Tells something in place of what was told before: what quick keys say must not pile up."""
        self.clear_notifications()
        for screen in self.screen_stack:
            # Textual leaves the row behind in which each stood.
            screen.query("ToastHolder").remove()
        self._told_on = self.screen if self.screen_stack else None
        self._told_last = True
        super().notify(message, **how)

    def _refresh_notifications(self) -> None:
        """What was told on a screen is shown there alone, not over a dialog again nor on what follows it."""
        stack, told_on = self.screen_stack, self._told_on
        gone = told_on is None or (told_on not in stack and (told_on.is_modal or self._told_last))
        if gone and stack:
            # What a dialog has led to, the start, or what was told as its screen ended of itself, before any
            # other key, is told on the screen that stands there then.
            self._told_on = stack[-1]
        if stack and self._told_on is stack[-1]:
            super()._refresh_notifications()

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key | events.Paste | events.MouseDown) and not event.is_forwarded:
            self._told_last = False
            if isinstance(self.screen, QuizScreen):
                await self.screen.complete()
        await super().on_event(event)

    def get_driver_class(self) -> type[Driver]:
        found = super().get_driver_class()
        if found.__name__ != "LinuxDriver":
            return found
        from quizapp.tui.driver import PromptDriver

        return PromptDriver

    def get_key_display(self, binding: Binding) -> str:
        return in_words(super().get_key_display(binding))

    def get_css_variables(self) -> dict[str, str]:
        """None until `_dress` has chosen the theme: Textual asks before, and would work out those of its own
        theme in vain."""
        return super().get_css_variables() if self._dressed else {}

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return FALLBACK

    def get_line_filters(self) -> Sequence[LineFilter]:
        return (*super().get_line_filters(), self._guard)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The app's commands, and every key of the screen as a command."""
        from quizapp.tui.commands import key_commands

        yield SystemCommand(_("Theme"), _("Choose the colours"), self.action_change_theme)
        yield SystemCommand(_("Help"), _("Show or hide all keys"), self.action_help)
        yield SystemCommand(_("Screenshot"), _("Save the screen as an SVG picture"), self._save_screenshot)
        yield SystemCommand(_("Quit"), _("Leave quizapp; nothing is lost"), self.action_quit)
        yield from key_commands(self, screen)

    def action_command_palette(self) -> None:
        """Opens the palette, its prompt in the language in use."""
        from textual.command import CommandPalette

        from quizapp.tui.commands import Commands

        if not CommandPalette.is_open(self):
            placeholder = _("Search for commands…")
            self.push_screen(CommandPalette([Commands], placeholder=placeholder, id="--command-palette"))

    def action_help(self) -> None:
        """Opens or closes the panel of all keys."""
        if self.screen.query("HelpPanel"):
            self.action_hide_help_panel()
        elif self.screen.is_attached:
            # A key that arrives while the app is ending finds the screen taken down.
            self.action_show_help_panel()

    def action_close_help(self) -> None:
        self.action_hide_help_panel()

    def action_scroll_help(self, lines: int) -> None:
        from textual.widgets import KeyPanel

        self.screen.query_one(KeyPanel).scroll_relative(y=lines, animate=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While the help panel is open, Escape closes it and the arrows scroll it."""
        if action in {"close_help", "scroll_help"}:
            return not self._telling and bool(self.screen.query("HelpPanel"))
        return super().check_action(action, parameters)

    @contextmanager
    def telling_keys(self) -> Iterator[None]:
        """Meanwhile the keys of the open help are not told: they would hide those that it is asked about."""
        self._telling = True
        try:
            yield
        finally:
            self._telling = False

    def export_screenshot(self, **how: Any) -> str:
        """The screen as SVG, in which spaces stay that programs other than browsers leave out."""
        return super().export_screenshot(**how).replace("<text ", '<text xml:space="preserve" ')

    def _save_screenshot(self) -> None:
        """Waits until the palette is gone."""
        self.set_timer(0.1, self._write_screenshot)

    def _write_screenshot(self) -> None:
        """Into the current folder, where a terminal's user looks for it."""
        try:
            path = self.save_screenshot(path=".")
        except OSError as error:
            self.notify(
                _("The picture cannot be written: {reason}").format(reason=error.strerror), markup=False
            )
        else:
            self.notify(_("Written: {path}").format(path=path), markup=False)

    def on_round_wanted(self, event: RoundWanted) -> None:
        """Begins a round, over Home or in the place of the screen that ends with it."""
        try:
            screen = self._round(event.scope, event.minutes)
        except QuizError as error:
            say_error(self, error)
            return
        self._put(screen)

    def on_study_wanted(self, event: StudyWanted) -> None:
        """Begins a sitting, over Home or in the place of the screen that ends with it, if it has any card."""
        try:
            sitting = self._workspace.sitting(event.scope)
        except QuizError as error:
            say_error(self, error)
            return
        if sitting.is_empty():
            sitting.close()
            from quizapp.workspace.wording import nothing_text

            self.notify(keyed(nothing_text(event.scope, sitting.summary().next_due)), markup=False)
            return
        self._put(self._asking(sitting))

    def _put(self, screen: Screen[None]) -> None:
        from quizapp.tui.screens.home import HomeScreen

        if isinstance(self.screen, HomeScreen):
            self.push_screen(screen)
        else:
            self.switch_screen(screen)

    def _round(self, scope: RoundScope, minutes: int | None) -> Screen[None]:
        if minutes is None:
            from quizapp.workspace.quiz import begin_quiz

            return self._asking(begin_quiz(self._workspace, scope))
        from quizapp.workspace.exam_opening import open_exam

        return self._asking(open_exam(self._workspace, scope, minutes))

    def exit(self, *args: Any, **kwargs: Any) -> None:
        """Ends the app, by whichever key or signal, after what stands on the screens was kept."""
        for screen in self.screen_stack:
            if isinstance(screen, QuizScreen):
                screen.keep()
        super().exit(*args, **kwargs)

    def on_study_ended(self) -> None:
        """Back to Home, which is made now if the app began with a sitting."""
        if len(self.screen_stack) > 1:
            self.pop_screen()
        else:
            self.switch_screen(self._home())

    def _home(self) -> Screen[None]:
        from quizapp.tui.screens.home import HomeScreen

        return HomeScreen(self._workspace)

    def _dress(self, wanted: str) -> None:
        """Chooses the theme before the style sheets are read: changing it later reads them all again."""
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self._dressed = True
        self.set_reactive(QuizApp.theme, {"light": LIGHT.name, "ansi": "ansi-dark"}.get(wanted, DARK.name))
        self.stylesheet.set_variables(self.get_css_variables())


def run_home(workspace: Workspace) -> int:
    """Runs the app from Home; gives the exit code. Raises QuizError as `checked_keymap` does."""
    return _run(QuizApp(workspace))


def run_study(workspace: Workspace, scope: Scope) -> int:
    """Runs the app from a sitting over `scope`. Raises QuizError "busy" if another one holds the history."""
    return _run(QuizApp(workspace, workspace.sitting(scope)))


def run_quiz(workspace: Workspace, scope: RoundScope) -> int:
    """Runs the app from a quiz. Raises QuizError as `begin_quiz` does."""
    from quizapp.workspace.quiz import begin_quiz

    return _run(QuizApp(workspace, begin_quiz(workspace, scope)))


def run_exam(workspace: Workspace, scope: RoundScope, minutes: int) -> int:
    """Runs the app from an exam. Raises QuizError as `open_exam` does."""
    from quizapp.workspace.exam_opening import open_exam

    return _run(QuizApp(workspace, open_exam(workspace, scope, minutes)))


def run_author(workspace: Workspace, authoring: Authoring | None) -> int:
    """Runs the app from a deck that is being written, or from the choice of one."""
    from quizapp.tui.author_app import AuthorApp

    return _run(AuthorApp(workspace, authoring))


def _collect_again() -> None:
    """Ends the reprieve that `cli.main` gives a start from the collector: each question drops thousands of
    objects of its widgets in circles, which would come to twenty megabytes within fifty answers."""
    gc.set_threshold(700, 10, 10)


def _run(app: QuizApp) -> int:
    # At its end Python looks through all objects for what only a circle keeps alive (100 ms); the process
    # gives their memory back in any case.
    atexit.register(gc.freeze)
    app.run()
    if app._exception is not None:
        raise QuizError("screen-failed")
    return app.return_value if isinstance(app.return_value, int) else app.return_code or 0
