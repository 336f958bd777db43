"""The README tells the truth: its deck, its keys, its settings, its words, its picture."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from quizapp.cli.plain.verdict import WORDS
from quizapp.library.decks import read_deck
from quizapp.library.model import Deck
from quizapp.library.safe_open import Refused
from quizapp.library.sources import SourceRead
from quizapp.settings import DECK_KEYS, Settings
from quizapp.settings_file import read_settings
from quizapp.tui.app import QuizApp
from quizapp.tui.keymap import checked_keymap
from quizapp.tui.screens.author import AuthorScreen
from quizapp.tui.screens.exam import ExamScreen
from quizapp.tui.screens.home import HomeScreen
from quizapp.tui.screens.paper import PaperScreen
from quizapp.tui.screens.preview import PreviewScreen
from quizapp.tui.screens.progress import ProgressScreen
from quizapp.tui.screens.study import StudyScreen
from quizapp.tui.widgets.row_list import RowList
from tests.docs.guide import examples
from tests.docs.picture import PICTURE, picture

README = (Path(__file__).resolve().parent.parent.parent / "README.md").read_text(encoding="utf-8")
SPELLED = {
    "enter": "Enter", "space": "Space", "pageup": "PgUp", "pagedown": "PgDn", "escape": "Esc", "tab": "Tab",
    "left": "←", "right": "→", "up": "↑", "down": "↓", "question_mark": "?", "ampersand": "&",
    "right_square_bracket": "]", "left_square_bracket": "[", "exclamation_mark": "!", "shift+tab": "Tab",
    "home": "Home", "end": "End",
    "quotation_mark": '"', "apostrophe": "'", "left_parenthesis": "(", "minus": "-",
}  # fmt: skip


def no_source(path: str, lang: str) -> SourceRead:
    raise Refused("missing", path=path, lang=lang)


def test_the_deck_of_the_readme_is_eight_lines_and_sound():
    (deck,) = examples(README)
    assert len(deck.text.strip().splitlines()) == 8
    read = read_deck(deck.text, path="README.md", load_source=no_source).deck
    assert isinstance(read, Deck)
    assert read.problems == ()


@pytest.mark.parametrize(
    "screen",
    [
        StudyScreen,
        ExamScreen,
        PaperScreen,
        HomeScreen,
        ProgressScreen,
        QuizApp,
        AuthorScreen,
        PreviewScreen,
        RowList,
    ],
)
def test_every_key_is_told(screen):
    keys = README.partition("## Keys")[2].partition("## Commands")[0]
    told = set(re.findall(r"[^\s|,/`:;.()]+|[(]", keys))
    for binding in screen.BINDINGS:
        for key in binding.key.split(","):
            spelled = SPELLED.get(key, key.upper() if re.fullmatch(r"f\d+", key) else key)
            assert spelled in told or spelled in "123456789", (
                f"{key} ({binding.description}) is not in the table"
            )


def test_every_setting_is_told_with_its_default():
    told = README.partition("Settings, each with its default")[2]
    for name, default in Settings()._asdict().items():
        if default == () or default == {}:
            assert f"`{name}`" in told
            continue
        shown = list(default) if isinstance(default, tuple) else default
        spelled = str(shown).lower() if isinstance(shown, bool) else f"{shown!r}".replace("'", '"')
        wanted = name if default is None else f"{name} = {spelled}"
        assert f"`{wanted}`" in told.replace("\n", " ")


def test_every_verdict_word_is_told():
    for word, _ in WORDS.values():
        assert f"`{word}`" in README


def test_the_settings_of_the_readme_are_sound(tmp_path):
    (block,) = [text for text in re.findall(r"```toml\n(.*?)```", README, re.DOTALL) if "[decks." in text]
    (tmp_path / "config.toml").write_text(block, encoding="utf-8")
    read = read_settings(tmp_path / "config.toml")
    assert checked_keymap(read.keys)
    assert set(read.decks) == {"missiles"}


def test_every_key_of_a_decks_table_is_told():
    told = README.partition("In a table of `decks` may stand")[2].partition("\n\n")[0]
    assert tuple(re.findall(r"`(\w+)`", told)) == DECK_KEYS


def test_the_picture_shows_what_the_app_shows():
    assert PICTURE.read_text(encoding="utf-8") == picture(), "renew it: python -m tests.docs.picture"
