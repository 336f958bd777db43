"""`quizapp config`: a template that changes nothing, what is in force and from where, what keys can do."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest

from quizapp import messages
from quizapp.cli.config import MEANINGS, template
from quizapp.settings import Settings
from quizapp.settings_file import read_settings
from tests.cli.conftest import Quizapp


def test_every_setting_has_its_sentence_in_order() -> None:
    assert [*MEANINGS, "keys", "decks"] == list(Settings._fields)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_template_changes_nothing_and_each_of_its_lines_is_a_default(tmp_path: Path, lang: str) -> None:
    messages.use("fr" if lang == "fr" else "en")
    path = tmp_path / "config.toml"
    text = template()
    path.write_text(text, "utf-8")
    assert read_settings(path) == Settings()
    head = text.partition("# [keys]")[0]
    values = tomllib.loads("\n".join(re.findall(r"^# (\w+ = .*)$", head, re.MULTILINE)))
    assert list(values) == list(MEANINGS)
    path.write_text(re.sub(r"^# (\w+ = .*)$", r"\1", head, flags=re.MULTILINE), "utf-8")
    assert read_settings(path) == Settings(lang=lang)


def test_the_examples_of_the_template_can_be_used_as_they_stand(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    tail = template().partition("# [keys]")[2]
    path.write_text(re.sub(r'^# ((?:\[|"|\w+ =).*)$', r"\1", "# [keys]" + tail, flags=re.MULTILINE), "utf-8")
    read = read_settings(path)
    assert [remap.id for remap in read.keys] == ["study.bury"]
    assert read.decks == {"missiles": {"new_limit": 5}}
    assert (Path(__file__).parents[2] / "decks/missiles.yaml").exists()


def test_init_writes_where_settings_are_read_from_and_never_overwrites(
    quizapp: Quizapp, tmp_path: Path
) -> None:
    path = tmp_path / "conf" / "mine.toml"
    ran = quizapp("config", "init", QUIZAPP_CONFIG=str(path))
    assert (ran.code, str(path) in ran.err) == (0, True)
    assert read_settings(path) == Settings()
    path.write_text("new_limit = 3\n", "utf-8")
    ran = quizapp("config", "init", QUIZAPP_CONFIG=str(path))
    assert ran.code == 2
    assert path.read_text("utf-8") == "new_limit = 3\n"


def test_init_says_why_a_folder_cannot_be_made(quizapp: Quizapp, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    ran = quizapp("config", "init", QUIZAPP_CONFIG=str(tmp_path / "file" / "mine.toml"))
    assert (ran.code, "cannot be written" in ran.err) == (1, True)


def some(tmp_path: Path) -> Path:
    path = tmp_path / "mine.toml"
    path.write_text(
        'new_limit = 3\n\n[keys]\nstudy.bury = "b,f7"\n[decks."e\u202e"]\nbury_siblings = ["learning"]\n',
        "utf-8",
    )
    return path


def test_show_says_what_is_in_force(quizapp: Quizapp, tmp_path: Path) -> None:
    ran = quizapp("config", "show", QUIZAPP_CONFIG=str(some(tmp_path)))
    assert ran.lines[0] == "new_limit = 3"
    assert "review_limit = 200" in ran.lines
    assert '"study.bury" = "b,f7"' in ran.lines
    assert "\u202e" not in ran.out
    assert ran.lines[-1] == 'bury_siblings = ["learning"]'


def test_show_says_where_it_comes_from(quizapp: Quizapp, tmp_path: Path) -> None:
    path = some(tmp_path)
    lines = quizapp("config", "show", "--origin", QUIZAPP_CONFIG=str(path)).lines
    told = {line.partition(" = ")[0]: line.split("  ")[-1].strip() for line in lines if " = " in line}
    assert told["new_limit"] == f"{path}:1"
    assert told["review_limit"] == "default"
    assert told['"study.bury"'] == f"{path}:4"
    assert told["bury_siblings"] == f"{path}:6"


@pytest.mark.parametrize(
    ("options", "environ", "kind", "name"),
    [
        (("--lang", "fr"), {}, "option", "--lang"),
        (("--lang", "fr"), {"QUIZAPP_LANG": "en"}, "option", "--lang"),
        ((), {"QUIZAPP_LANG": "fr"}, "environment", "QUIZAPP_LANG"),
        ((), {}, "default", None),
    ],
)
def test_show_tells_the_origins_of_the_language(
    quizapp: Quizapp, options: tuple[str, ...], environ: dict[str, str], kind: str, name: str | None
) -> None:
    for arguments in (("config", "show", "--json", *options), (*options, "config", "show", "--json")):
        told = json.loads(quizapp(*arguments, **environ).out)["settings"]["lang"]
        assert (told["origin"]["kind"], told["origin"]["name"]) == (kind, name)
        assert told["value"] == ("fr" if options or environ else "en")


def test_show_tells_the_table_of_a_deck_that_does_not_exist(quizapp: Quizapp, tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(
        '[decks."missile"]\nnew_limit = 1\n[decks.missiles]\nnew_limit = 2\n[decks.zzzzzz]\nnew_limit = 3\n',
        "utf-8",
    )
    library = tmp_path / "other"
    (library / "decks").mkdir(parents=True)
    deck = "format: 1\ndeck: {id: missiles, title: Missiles}\ncards: []\n"
    (library / "decks" / "m.yaml").write_text(deck, "utf-8")
    ran = quizapp("--library", str(library), "config", "show", QUIZAPP_CONFIG=str(path))
    assert ran.code == 0
    assert f"{path}:1: there is no deck “missile”. Is “missiles” meant?" in ran.err
    assert f"{path}:5: there is no deck “zzzzzz”. “quizapp decks” lists them." in ran.err
    assert "“missiles”." not in ran.err
    told = quizapp("--library", str(library), "config", "show", "--json", QUIZAPP_CONFIG=str(path))
    assert json.loads(told.out)["strays"] == [
        {"id": "missile", "line": 1, "nearest": "missiles"},
        {"id": "zzzzzz", "line": 5, "nearest": None},
    ]


def test_show_tells_every_key_of_ones_own_that_the_app_refuses(quizapp: Quizapp, tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('[keys]\n"study.burry" = "b"\n"zzzzzz" = "b"\n"study.bury" = "nokey"\n', "utf-8")
    ran = quizapp("config", "show", QUIZAPP_CONFIG=str(path))
    assert ran.code == 0
    burry, zzzzzz, nokey = ran.err.splitlines()
    assert f"{path}, line 2" in burry and "“study.burry”" in burry and "“study.bury”" in burry
    assert f"{path}, line 3" in zzzzzz and "quizapp config keys" in zzzzzz
    assert f"{path}, line 4" in nokey and "nokey" in nokey
    path.write_text('[keys]\n"study.bury" = "b"\n"study.suspend" = "b"\n', "utf-8")
    assert "study.suspend" in quizapp("config", "show", QUIZAPP_CONFIG=str(path)).err
    path.write_text('[keys]\n"study.bury" = "f7"\n', "utf-8")
    assert quizapp("config", "show", QUIZAPP_CONFIG=str(path)).err == ""


def test_show_works_where_no_library_can_be_read(quizapp: Quizapp, tmp_path: Path) -> None:
    path = some(tmp_path)
    ran = quizapp("--library", str(tmp_path / "none"), "config", "show", QUIZAPP_CONFIG=str(path))
    assert ran.code == 0
    assert ran.lines[0] == "new_limit = 3"
    assert "none" in ran.err


def test_show_gives_the_same_as_json(quizapp: Quizapp, tmp_path: Path) -> None:
    path = some(tmp_path)
    told = json.loads(quizapp("config", "show", "--json", QUIZAPP_CONFIG=str(path)).out)
    assert told["file"] == str(path)
    assert told["settings"]["new_limit"] == {
        "value": 3,
        "origin": {"kind": "file", "name": str(path), "line": 1},
    }
    assert told["settings"]["learning_steps"]["value"] == [60, 600]
    assert told["keys"]["study.bury"]["value"] == "b,f7"
    assert told["decks"]["e\u202e"]["bury_siblings"]["origin"]["line"] == 6


def test_a_wrong_setting_is_told_with_file_line_and_what_is_allowed(quizapp: Quizapp, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('[decks.d]\nreview_order = "oldest"\n', "utf-8")
    for arguments in (("config", "show"), ("due",), ("study", "--plain")):
        ran = quizapp(*arguments, QUIZAPP_CONFIG=str(path))
        assert ran.code == 2
        for part in (f"{path}, line 2", "review_order", '"due", "ascending", "descending", "random"'):
            assert part in ran.err


def test_keys_lists_every_action_once(quizapp: Quizapp) -> None:
    lines = quizapp("config", "keys").lines
    ids = [line.split()[0] for line in lines]
    assert {"study.bury", "home.more-new", "app.quit", "options.confirm"} <= set(ids)
    assert ids == sorted(set(ids))
