"""Settings: defaults, what is allowed, and errors that name file, line and cure."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp import settings
from quizapp.errors import QuizError
from quizapp.settings import DECK_KEYS, Remap, Settings, load_settings
from quizapp.settings_file import READERS, lines_of, read_settings
from quizapp.workspace.errors import ERRORS


def write(folder: Path, text: str | bytes) -> Path:
    path = folder / "config.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def failure(path: Path) -> QuizError:
    with pytest.raises(QuizError) as caught:
        read_settings(path)
    assert caught.value.exit_code == 2
    assert caught.value.params["file"] == str(path)
    return caught.value


def test_without_a_file_everything_has_its_default(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "config_folder", lambda: tmp_path)
    assert load_settings({}) == Settings()


def test_the_file_of_the_config_folder_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "config_folder", lambda: tmp_path)
    write(tmp_path, "new_limit = 5\n")
    assert load_settings({}) == Settings(new_limit=5)


def test_every_setting_can_be_set(tmp_path):
    path = write(
        tmp_path,
        "\ufeff# mine\nnew_limit = 0\nreview_limit = 50\nrollover_hour = 0\ndesired_retention = 0.85\n"
        "maximum_interval = 365\nlearning_steps = []\nrelearning_steps = [60, 300]\n"
        "load_balance = false\neasy_days = {sat = 0.5, sun = 0}\n"
        'learn_ahead_minutes = 0\nnew_order = "random"\nreview_order = "ascending"\nnew_mix = "last"\n'
        'bury_siblings = ["learning", "new"]\nleech_threshold = 4\nleech_action = "suspend"\n'
        'passage = "quote"\nconfidence = true\ntheme = "ansi"\nmotion = false\nlang = "fr"\n'
        '[keys]\n"study.bury" = "b, f7"\n[decks."a.b"]\nnew_limit = 5\nlearning_steps = [60]\n',
    )
    expected = Settings(
        *(0, 50, 0, 0.85, 365, (), (60, 300), False, 0, "random", "ascending", "last", ("new", "learning")),
        *(4, "suspend", "quote", True, "ansi", False, "fr", {"sat": 0.5, "sun": 0.0}),
        keys=(Remap("study.bury", "b,f7", str(path), 24),),
        decks={"a.b": {"new_limit": 5, "learning_steps": (60,)}},
    )
    assert load_settings({"QUIZAPP_CONFIG": str(path)}) == expected


def test_a_deck_has_the_settings_of_all_under_its_own(tmp_path):
    read = read_settings(write(tmp_path, "new_limit = 9\nreview_limit = 7\n[decks.d]\nnew_limit = 2\n"))
    assert (read.of("d").new_limit, read.of("d").review_limit) == (2, 7)
    assert read.of("e") == read


@pytest.mark.parametrize("key", DECK_KEYS)
def test_a_deck_may_set_its_keys(tmp_path, key):
    value = getattr(Settings(), key)
    told = str(list(value)).replace("'", '"') if isinstance(value, tuple) else repr(value).replace("'", '"')
    read = read_settings(write(tmp_path, f"[decks.d]\n{key} = {told}\n"))
    assert read.decks == {"d": {key: value}}


@pytest.mark.parametrize("key", sorted(set(READERS) - set(DECK_KEYS)))
def test_a_deck_may_set_no_other_key(tmp_path, key):
    error = failure(write(tmp_path, f"new_limit = 3\n[decks.d]\n# x\n{key} = 1\n"))
    assert (error.code, error.params["line"], error.params["key"]) == ("setting-misplaced", "4", key)
    assert error.params["table"] == "decks.d"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('[keys]\n"study.bury" = "f7"\nnew_limit = 5\n', "3"),
        ('[keys]\ntheme = "light"\n', "2"),
        ("[easy_days]\nsun = 0\nmotion = false\n", "3"),
    ],
)
def test_a_setting_below_the_heading_of_a_table_is_told_where_it_belongs(tmp_path, text, line):
    error = failure(write(tmp_path, text))
    assert (error.code, error.params["line"]) == ("setting-misplaced", line)
    assert "Put it above the first line" in ERRORS[error.code].format_map(error.params)


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("new_limits = 3", "new_limit"),
        ("[deck.missiles]\nnew_limit = 3", "decks"),
        ("[decks.d]\nreview_limt = 3", "review_limit"),
        ("easy_days = {sunday = 0}", "sun"),
    ],
)
def test_the_setting_that_is_likely_meant_is_named(tmp_path, text, nearest):
    error = failure(write(tmp_path, text))
    assert (error.code, error.params["nearest"]) == ("setting-unknown-but", nearest)
    assert f"Did you mean “{nearest}”?" in ERRORS[error.code].format_map(error.params)


@pytest.mark.parametrize("value", ["dark", "False", "on"])
def test_a_text_without_quotes_is_told_to_want_them(tmp_path, value):
    error = failure(write(tmp_path, f"new_limit = 1\ntheme = {value}\n"))
    assert (error.code, error.params["line"]) == ("settings-value", "2")
    assert "between double quotes" in ERRORS[error.code].format_map(error.params)


@pytest.mark.parametrize(
    ("text", "key", "line"),
    [
        ("new_limit = 3\n[decks.d]\nnew_limit = -1\n", "new_limit", "3"),
        ("[decks]\nd.review_limit = 'x'\n", "review_limit", "2"),
        ("a = 1\n", "a", "1"),
        ('decks = {d = {"new_limit" = -2}}\n', "new_limit", "1"),
        ('[decks."x y"] # mine\n\n# note\nlearning_steps = [\n  60,\n  0,\n]\n', "learning_steps", "4"),
        ("new_limit = 1\ndecks = 3\n", "decks", "2"),
        ("new_limit = 1\n[decks]\nd = 3\n", "d", "3"),
        ("[keys]\nstudy.bury = 'b c'\n", "bury", "2"),
        ("[keys]\n'study.bury' = ''\n", "study.bury", "2"),
        ("keys = 7\n", "keys", "1"),
        ("new_limit = 1\neasy_days = {sat = 0.5, sam = 0}\n", "sam", "2"),
        ("[easy_days]\nmon = 1\nsun = 1.5\n", "sun", "3"),
        ("easy_days.fri = true\n", "fri", "1"),
        ("# mine\neasy_days = ['sat']\n", "easy_days", "2"),
    ],
)
def test_what_is_wrong_within_a_table_is_told_with_its_line(tmp_path, text, key, line):
    error = failure(write(tmp_path, text))
    assert (error.params["key"], error.params["line"]) == (key, line)
    assert error.code in ERRORS
    ERRORS[error.code].format_map(error.params)


def test_keys_may_be_written_without_quotes(tmp_path):
    path = write(tmp_path, "[keys]\nstudy.bury = 'b'\n")
    assert read_settings(path).keys == (Remap("study.bury", "b", str(path), 2),)


def test_each_key_has_the_line_on_which_it_is_set():
    text = 'a = 1\n# b = 2\nc = """\n[x]\nd = 1\n"""\n[t."u v"]\nw = [\n 1,\n]\nx.y = {z = 1}\n[t2]\n'
    assert lines_of(text) == {
        ("a",): 1, ("c",): 3, ("t",): 7, ("t", "u v"): 7, ("t", "u v", "w"): 8,
        ("t", "u v", "x"): 11, ("t", "u v", "x", "y"): 11, ("t", "u v", "x", "y", "z"): 11, ("t2",): 12,
    }  # fmt: skip


def test_a_named_file_must_be_there(tmp_path):
    with pytest.raises(QuizError) as caught:
        load_settings({"QUIZAPP_CONFIG": str(tmp_path / "none.toml")})
    assert caught.value.code == "settings-unreadable"


def test_a_folder_is_not_readable_as_settings(tmp_path):
    assert failure(tmp_path).code == "settings-unreadable"


def test_an_unknown_key_is_refused_with_its_line_and_the_known_ones(tmp_path):
    error = failure(write(tmp_path, '# x\nlang = "fr"\n\n  daily = 3\n'))
    assert error.code == "setting-unknown"
    assert error.params["line"] == "4"
    assert error.params["key"] == "daily"
    assert error.params["known"].split(", ") == list(Settings._fields)


def test_an_unknown_table_is_refused_with_its_line(tmp_path):
    error = failure(write(tmp_path, "new_limit = 1\n[study]\nnew_limit = 2\n"))
    assert (error.code, error.params["key"], error.params["line"]) == ("setting-unknown", "study", "2")


def test_broken_toml_is_refused_with_its_line(tmp_path):
    error = failure(write(tmp_path, "new_limit = 1\nlang fr\n"))
    assert (error.code, error.params["line"]) == ("settings-syntax", "2")
    assert "line" not in error.params["reason"]


def test_a_file_that_ends_too_early_is_refused_with_a_line(tmp_path):
    error = failure(write(tmp_path, "new_limit = 1\nlearning_steps = [60,\n"))
    assert (error.code, error.params["line"]) == ("settings-syntax", "3")


def test_bytes_that_are_not_utf8_are_refused_with_their_line(tmp_path):
    error = failure(write(tmp_path, b'new_limit = 1\nlang = "fr\xe9"\n'))
    assert (error.code, error.params["line"]) == ("settings-not-utf8", "2")


@pytest.mark.parametrize(
    "value", ["9" * 5000, "0x" + "f" * 5000, "[" * 5000], ids=["decimal", "hexadecimal", "nested"]
)
def test_values_too_large_for_python_are_refused(tmp_path, value):
    assert failure(write(tmp_path, f"new_limit = {value}")).params["line"] == "1"


@pytest.mark.parametrize(
    ("line", "code", "allowed"),
    [
        ("new_limit = -1", "setting-whole", {"low": "0", "high": "9999"}),
        ("new_limit = true", "setting-whole", {"low": "0", "high": "9999"}),
        ("new_limit = 1.5", "setting-whole", {"low": "0", "high": "9999"}),
        ("rollover_hour = 24", "setting-whole", {"low": "0", "high": "23"}),
        ("desired_retention = 1.0", "setting-share", {"low": "0.7", "high": "0.99"}),
        ("desired_retention = nan", "setting-share", {"low": "0.7", "high": "0.99"}),
        ("maximum_interval = 0", "setting-whole", {"low": "1", "high": "36500"}),
        ("learning_steps = 60", "setting-steps", {"low": "1", "high": "86400"}),
        ("learning_steps = [0]", "setting-steps", {"low": "1", "high": "86400"}),
        ("relearning_steps = [true]", "setting-steps", {"low": "1", "high": "86400"}),
        ('passage = "none"', "setting-one-of", {"allowed": '"full", "quote"'}),
        ('theme = "blue"', "setting-one-of", {"allowed": '"dark", "light", "ansi"'}),
        ('lang = "de"', "setting-one-of", {"allowed": '"fr", "en"'}),
        ('bury_siblings = "new"', "setting-some-of", {"allowed": '"new", "reviews", "learning"'}),
        ('bury_siblings = ["old"]', "setting-some-of", {"allowed": '"new", "reviews", "learning"'}),
        ("learn_ahead_minutes = 1441", "setting-whole", {"low": "0", "high": "1440"}),
        ("motion = 1", "setting-one-of", {"allowed": "true, false"}),
    ],
)
def test_a_value_that_is_not_allowed_is_refused_with_what_is(tmp_path, line, code, allowed):
    error = failure(write(tmp_path, f"\n{line}\n"))
    assert error.code == code
    assert error.params["line"] == "2"
    assert error.params["key"] == line.partition(" ")[0]
    assert allowed.items() <= error.params.items()


def test_every_setting_has_a_reader():
    assert [*READERS, "easy_days", "keys", "decks"] == list(Settings._fields)
