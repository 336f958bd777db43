"""Home, its empty states, the palette and the help panel."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.app import App
from textual.binding import Binding
from textual.screen import ModalScreen, Screen
from textual.widgets import Footer, Input, OptionList

from quizapp import messages
from quizapp.clock import clock_from
from quizapp.errors import QuizError
from quizapp.study.model import Rating
from quizapp.tui.app import QuizApp
from quizapp.tui.keymap import _nodes
from quizapp.tui.screens.browse import BrowseScreen
from quizapp.tui.screens.dialog import Dialog
from quizapp.tui.screens.home import HomeScreen
from quizapp.tui.screens.progress import ProgressScreen
from quizapp.tui.screens.round_dialog import RoundDialog
from quizapp.tui.screens.study import StudyScreen
from quizapp.workspace.model import Asking, Home, Scope
from quizapp.workspace.workspace import Workspace
from tests.tui.conftest import NEXT_DAY, Open, attempts, painted, until, until_painted

SHORT = """\
format: 1
deck: {id: petit, title: Petit paquet, lang: fr}
sources: {note: {title: Note, lang: fr, text: "La gare a fermé."}}
defaults: {source: note}
cards:
  - {id: gare, question: Quoi ?, answer: la gare, quote: La gare}
"""


def study_all(workspace: Workspace, rating: int) -> None:
    """Answers everything without a screen."""

    sitting = workspace.sitting(Scope(new=100))
    while isinstance(sitting.moment, Asking):
        sitting.submit(None)
        sitting.rate(Rating(rating))
    sitting.close()


async def test_home_that_cannot_count_anew_overnight_says_so(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(workspace: Workspace, **_: object) -> None:
        raise QuizError("history-locked", path="history.db", reason="busy")

    workspace = opened()
    app = QuizApp(workspace)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until_painted(pilot, "Les neuf sortes")
        monkeypatch.setattr(Workspace, "home", failing)
        workspace.clock = clock_from({"QUIZAPP_NOW": NEXT_DAY}, explicit_data=True)
        assert isinstance(app.screen, HomeScreen)
        app.screen.watch_day.look()
        await until_painted(pilot, "history.db")
        app.screen.watch_day.look()
        await pilot.pause()
        assert len(app._notifications) == 1


async def test_home_that_stands_open_overnight_tells_the_new_day(opened: Open) -> None:
    workspace = opened(settings="new_limit = 3\n")
    sitting = workspace.sitting(Scope())
    while isinstance(sitting.moment, Asking):
        sitting.submit(None)
        sitting.rate(Rating.EASY)
    sitting.close()
    app = QuizApp(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_painted(pilot, "Les neuf sortes")
        home = app.screen
        assert isinstance(home, HomeScreen) and home._home.decks[0].new_today == 0
        home.watch_day.look()
        assert home._home.decks[0].new_today == 0
        workspace.clock = clock_from({"QUIZAPP_NOW": NEXT_DAY}, explicit_data=True)
        home.watch_day.look()
        assert home._home.decks[0].new_today == 3


async def test_home_counts_once_to_begin_with_and_again_when_the_learner_comes_back(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted: list[Workspace] = []
    home = Workspace.home

    def counting(workspace: Workspace, *, at_once: bool = False) -> Home:
        counted.append(workspace)
        return home(workspace, at_once=at_once)

    monkeypatch.setattr(Workspace, "home", counting)
    app = QuizApp(opened())
    async with app.run_test(size=(80, 24)) as pilot:
        await until_painted(pilot, "Les neuf sortes")
        assert len(counted) == 1
        await pilot.press("p")
        await until(pilot, lambda: isinstance(app.screen, ProgressScreen))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        assert len(counted) == 2


async def test_keys_for_the_chosen_deck_do_no_harm_once_all_decks_are_gone(
    opened: Open, library: Path
) -> None:
    app = QuizApp(opened())
    async with app.run_test(size=(80, 24)) as pilot:
        await until_painted(pilot, "Les neuf")
        await pilot.press("end")
        for deck in (library / "decks").iterdir():
            deck.unlink()
        await pilot.press("r")
        await until_painted(pilot, "There is no deck yet")
        await pilot.press("z", "n", "d")
        assert isinstance(app.screen, HomeScreen)


@pytest.mark.parametrize("key", ["z", "d"])
async def test_what_lies_below_a_dialog_shows_through(opened: Open, key: str) -> None:
    app = QuizApp(opened())
    async with app.run_test(size=(80, 24)) as pilot:
        await until_painted(pilot, "Les neuf sortes")
        await pilot.press(key)
        await until(pilot, lambda: isinstance(app.screen, Dialog))
        assert "sortes" in (picture := app.export_screenshot())
        assert picture.count("<text ") == picture.count('<text xml:space="preserve" ') > 10


async def test_the_footer_lets_go_of_the_keys_that_it_showed_before(opened: Open) -> None:
    app = QuizApp(opened())
    async with app.run_test(size=(80, 24)) as pilot:
        await until_painted(pilot, "f1 Help")
        footer = app.screen.query_one(Footer)
        for _ in range(20):
            footer.refresh(recompose=True)
            await pilot.pause()
            app.screen.refresh_bindings()
        keys = len(footer.children)
        watching = getattr(footer, "__watchers")["compact"]
        assert 0 < keys <= len(watching) <= 3 * keys


@pytest.fixture
def only(empty: Path) -> Path:
    """A library of one small deck."""
    (empty / "decks" / "petit.yaml").write_text(SHORT, "utf-8")
    return empty


async def test_home_begins_with_all_decks_preselected_and_enter_starts(opened: Open, library: Path) -> None:
    (library / "decks" / "petit.yaml").write_text(SHORT, "utf-8")
    app = QuizApp(opened())
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await until_painted(pilot, "Les neuf sortes", "Petit paquet", "Press Enter to study")
        rows = [line.split() for line in screen.splitlines() if "─" * 5 in line]
        assert [row[:2] for row in rows] == [["All", "decks"], ["Les", "neuf"], ["Petit", "paquet"]]
        assert rows[0][2:5] == ["0", "14", "14"]
        assert app.screen.query_one(OptionList).highlighted == 0
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, StudyScreen))
        assert "13 new" in await until_painted(pilot, "new") or "14 new" in painted(app)


async def test_a_deck_is_chosen_by_arrow_and_by_click(opened: Open, library: Path) -> None:
    (library / "decks" / "petit.yaml").write_text(SHORT, "utf-8")
    app = QuizApp(opened())
    async with app.run_test(size=(80, 24)) as pilot:
        await until_painted(pilot, "Petit paquet")
        await pilot.press("down", "down", "enter")
        await until_painted(pilot, "Quoi")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        row = next(n for n, line in enumerate(painted(app).splitlines()) if "Petit paquet" in line)
        await pilot.click(offset=(10, row))
        await until_painted(pilot, "Quoi")


async def test_without_a_deck_home_says_where_one_goes_and_reads_it_on_demand(
    opened: Open, empty: Path
) -> None:
    app = QuizApp(opened(empty))
    async with app.run_test(size=(80, 24)) as pilot:
        await until_painted(pilot, "There is no deck yet", "press r")
        await pilot.press("n", "enter")
        assert isinstance(app.screen, HomeScreen)
        (empty / "decks" / "petit.yaml").write_text(SHORT, "utf-8")
        await pilot.press("r")
        await until_painted(pilot, "Petit paquet")
        await pilot.press("enter")
        await until_painted(pilot, "Quoi")


async def test_an_unreadable_deck_is_told_with_what_to_do(opened: Open, empty: Path) -> None:
    (empty / "decks" / "bad.yaml").write_bytes(b"\xff\xfe{")
    app = QuizApp(opened(empty))
    async with app.run_test(size=(80, 24)) as pilot:
        await until_painted(pilot, "No deck can be read", "quizapp check")


async def test_an_unreadable_deck_beside_a_good_one_is_told_too(opened: Open, only: Path) -> None:
    (only / "decks" / "bad.yaml").write_bytes(b"\xff\xfe{")
    app = QuizApp(opened(only))
    async with app.run_test(size=(80, 24)) as pilot:
        await until_painted(pilot, "Petit paquet", "quizapp check")


async def test_every_deck_has_its_whole_line_where_not_all_decks_fit(opened: Open, only: Path) -> None:
    for number in range(30):
        deck = SHORT.replace("id: petit, title: Petit", f"id: d{number}, title: Paquet {number:02}")
        (only / "decks" / f"d{number}.yaml").write_text(deck, encoding="utf-8")
    app = QuizApp(opened(only))
    async with app.run_test(size=(80, 24)) as pilot:
        await until_painted(pilot, "Paquet 00")
        lines = [line for line in painted(app).splitlines() if "Paquet" in line]
        assert len(lines) > 10
        assert all("─" * 10 in line for line in lines)


@pytest.mark.parametrize("width", [110, 120, 140])
async def test_rows_and_heads_keep_to_what_the_open_help_leaves_them(opened: Open, width: int) -> None:
    app = QuizApp(opened())
    async with app.run_test(size=(width, 30)) as pilot:
        await until_painted(pilot, "Les neuf sortes")
        whole = rows_of_decks(app)
        await pilot.press("f1")
        await until(pilot, lambda: bool(app.screen.query("HelpPanel")))
        await until(pilot, lambda: rows_of_decks(app) != whole)
        decks = app.screen.query_one(OptionList)
        room = decks.scrollable_content_region.width
        assert room < width - 5
        assert {len(line) for line in rows_of_decks(app)} == {room}
        assert decks.virtual_size.height == decks.option_count
        assert "faces" in painted(app)
        await pilot.press("escape")
        await until(pilot, lambda: rows_of_decks(app) == whole)


def rows_of_decks(app: QuizApp) -> list[str]:
    """The rows of home's list as they were given to it, unwrapped."""
    return [str(option.prompt) for option in app.screen.query_one(OptionList).options]


async def test_skipped_cards_are_told(opened: Open, only: Path) -> None:
    path = only / "decks" / "petit.yaml"
    path.write_text(SHORT + "  - {id: faux, question: Rien, quote: La gare}\n", "utf-8")
    app = QuizApp(opened(only))
    async with app.run_test(size=(80, 24)) as pilot:
        await until_painted(pilot, "Petit paquet", "1 card is skipped", "quizapp check")


async def test_nothing_due_says_when_and_offers_new_cards(opened: Open) -> None:
    settings = "new_limit = 4\nlearning_steps = []"
    study_limited = opened(settings=settings)
    sitting = study_limited.sitting(Scope())
    while isinstance(sitting.moment, Asking):
        sitting.submit(None)
        sitting.rate(4)  # type: ignore[arg-type]
    sitting.close()
    study_limited.close()
    app = QuizApp(opened(settings=settings))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until_painted(pilot, "Nothing is due.", "Next review", "n for ten more")
        await pilot.press("enter")
        await until_painted(pilot, "Nothing to study here now.")
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, StudyScreen))


async def test_everything_learnt_says_when_to_come_back(opened: Open, only: Path) -> None:
    workspace = opened(only)
    study_all(workspace, 4)
    app = QuizApp(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_painted(pilot, "Everything is learnt.", "Next review in")


async def test_a_second_sitting_names_the_holder_and_leaves_home_working(opened: Open) -> None:
    first = opened()
    sitting = first.sitting(Scope())
    app = QuizApp(opened())
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await until_painted(pilot, "All decks")
        await pilot.press("enter")
        await until_painted(pilot, "Another quizapp is studying with this history", "“study”")
        assert isinstance(app.screen, HomeScreen)
        await pilot.press("p")
        await until(pilot, lambda: isinstance(app.screen, ProgressScreen))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        sitting.close()
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, StudyScreen))


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_what_is_dated_ahead_of_the_clock_is_told_and_set_aside(
    opened: Open, only: Path, size: tuple[int, int]
) -> None:
    later = opened(only, now="2031-01-01T10:00:00+01:00")
    study_all(later, 4)
    later.close()
    workspace = opened(only)
    app = QuizApp(workspace)
    async with app.run_test(size=size, notifications=True) as pilot:
        assert "press w" in " ".join((await until_painted(pilot, "1 entry dated")).split())
        await pilot.press("enter")
        await until_painted(pilot, "2031-01-01")
        assert isinstance(app.screen, HomeScreen)
        assert workspace.home().decks[0].seen == 1
        await pilot.press("w")
        await until_painted(pilot, "--lift")
        assert workspace.home().ahead is None
        await until(pilot, lambda: not app.screen.query_one("#notice").display)
        assert workspace.home().decks[0].new_today == 1
        await pilot.press("w", "enter")
        await until(pilot, lambda: isinstance(app.screen, StudyScreen))


async def test_every_key_of_a_screen_is_a_command_of_the_palette(
    asking: Callable[[str], QuizApp],
) -> None:
    app = asking("choice")
    async with app.run_test(size=(80, 40)) as pilot:
        await until(pilot, lambda: app.focused is not None)
        await pilot.press("ctrl+p", *"option 2")
        await until_painted(pilot, "Choose option 2")
        await pilot.press("down", "enter")
        await until(pilot, lambda: attempts(app._workspace))
        assert attempts(app._workspace)[0].body["response"] == [1]


async def test_the_palette_says_itself_that_no_command_is_called_so(asking: Callable[[str], QuizApp]) -> None:
    app = asking("choice")
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.focused is not None)
        await pilot.press("ctrl+p", *"zzqq")
        await until_painted(pilot, "No command is called that.")
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(app.screen, StudyScreen))
        assert not attempts(app._workspace)


async def test_the_help_panel_opens_and_closes_and_names_the_keys(asking: Callable[[str], QuizApp]) -> None:
    app = asking("choice")
    async with app.run_test(size=(100, 40)) as pilot:
        await until(pilot, lambda: app.focused is not None)
        await pilot.press("f1")
        screen = await until_painted(pilot, "Undo", "Suspend", "Finish")
        assert "{n}" not in screen
        await pilot.press("question_mark")
        await until(pilot, lambda: not app.screen.query("HelpPanel"))


async def test_of_the_keys_that_are_not_ours_only_those_of_fields_are_told_and_each_action_once(
    opened: Open,
) -> None:
    app = QuizApp(opened())
    messages.use("fr")
    async with app.run_test() as pilot:
        await until_painted(pilot, "Les neuf")
        home = list(app.screen.active_bindings.values())
        await pilot.press("z")
        await until(pilot, lambda: isinstance(app.screen, RoundDialog))
        dialog = list(app.screen.active_bindings.values())
        await pilot.press("escape", "b")
        await until(pilot, lambda: isinstance(app.screen, BrowseScreen))
        commands = [command.title for command in app.get_system_commands(app.screen)]
        await pilot.press("slash")
        await until(pilot, lambda: isinstance(app.focused, Input))
        search = list(app.screen.active_bindings.values())
    foreign = {
        binding.description
        for node in (App, Screen, Input)
        for binding in node.BINDINGS
        if isinstance(binding, Binding)
    }
    for told in (home, dialog, search):
        assert not foreign & {each.binding.description for each in told}
        assert not any(each.binding.tooltip or each.node.BINDING_GROUP_TITLE for each in told)
        nodes = [each.node for each in told]
        assert nodes == sorted(nodes, key=nodes.index)
    assert "app.focus_next" not in {each.binding.action for each in home}
    assert "app.focus_next" in {each.binding.action for each in dialog}
    assert "app.focus_next" in {each.binding.action for each in search}
    assert len(commands) == len(set(commands))


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (120, 40)])
async def test_the_help_opens_over_a_dialog_and_names_the_dialogs_keys(
    opened: Open, size: tuple[int, int]
) -> None:
    app = QuizApp(opened())
    async with app.run_test(size=size) as pilot:
        await until_painted(pilot, "Les neuf")
        await pilot.press("z")
        await until(pilot, lambda: isinstance(app.screen, RoundDialog))
        await pilot.press("f1")
        screen = await until_painted(pilot, "Submit", "Cancel", "Next field")
        assert not {"cursor", "Focus", "Input", "Copy"} & set(screen.split())
        await pilot.press("escape")
        await until(pilot, lambda: not app.screen.query("HelpPanel"))
        assert isinstance(app.screen, RoundDialog)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))


def test_every_dialog_has_the_key_that_tells_keys() -> None:
    modal = [node for node in _nodes() if issubclass(node, ModalScreen)]
    assert len(modal) > 8
    assert all(issubclass(node, Dialog) for node in modal)
