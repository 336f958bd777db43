"""Settings: defaults, what is allowed, and errors that name file, line and cure."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from quizapp import settings
from quizapp.errors import QuizError
from quizapp.settings import Settings, load_settings, read_settings


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
        'passage = "quote"\nconfidence = true\ntheme = "ansi"\nlang = "fr"\n',
    )
    expected = Settings(0, 50, 0, 0.85, 365, (), (60, 300), "quote", True, "ansi", "fr")
    assert load_settings({"QUIZAPP_CONFIG": str(path)}) == expected


def test_a_named_file_must_be_there(tmp_path):
    with pytest.raises(QuizError) as caught:
        load_settings({"QUIZAPP_CONFIG": str(tmp_path / "none.toml")})
    assert caught.value.code == "settings-unreadable"


def test_a_folder_is_not_readable_as_settings(tmp_path):
    assert failure(tmp_path).code == "settings-unreadable"


def test_an_unknown_key_is_refused_with_its_line_and_the_known_ones(tmp_path):
    error = failure(write(tmp_path, '# x\nlang = "fr"\n\n  new_limits = 3\n'))
    assert error.code == "setting-unknown"
    assert error.params["line"] == "4"
    assert error.params["key"] == "new_limits"
    assert error.params["known"].split(", ") == [field.name for field in fields(Settings)]


def test_an_unknown_table_is_refused_with_its_line(tmp_path):
    error = failure(write(tmp_path, "new_limit = 1\n[study]\nnew_limit = 2\n"))
    assert (error.code, error.params["key"], error.params["line"]) == ("setting-unknown", "study", "2")


def test_broken_toml_is_refused_with_its_line(tmp_path):
    error = failure(write(tmp_path, "new_limit = 1\nlang = fr\n"))
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
    ],
)
def test_a_value_that_is_not_allowed_is_refused_with_what_is(tmp_path, line, code, allowed):
    error = failure(write(tmp_path, f"\n{line}\n"))
    assert error.code == code
    assert error.params["line"] == "2"
    assert error.params["key"] == line.partition(" ")[0]
    assert allowed.items() <= error.params.items()


def test_every_setting_has_a_reader():
    assert list(settings._READERS) == [field.name for field in fields(Settings)]
