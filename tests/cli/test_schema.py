"""`quizapp schema`."""

from __future__ import annotations

import json
from pathlib import Path

from quizapp.library.schema import schema_text
from tests.cli.conftest import Quizapp


def test_the_schema_is_printed_as_data(quizapp: Quizapp):
    ran = quizapp("schema")
    assert (ran.code, ran.out, ran.err) == (0, schema_text(), "")
    assert json.loads(ran.out)["$schema"].startswith("http://json-schema.org/draft-07/")


def test_a_file_is_written_once_and_never_over_another(quizapp: Quizapp, tmp_path: Path):
    file = tmp_path / "deck.schema.json"
    ran = quizapp("schema", "--output", str(file))
    assert (ran.code, ran.out) == (0, "")
    assert file.read_text("utf-8") == schema_text()
    file.write_text("mine", encoding="utf-8")
    assert quizapp("schema", "-o", str(file)).code == 2
    assert file.read_text("utf-8") == "mine"
    assert quizapp("schema", "-o", str(file), "--force").code == 0
    assert file.read_text("utf-8") == schema_text()


def test_its_words_are_in_the_language_asked_for(quizapp: Quizapp):
    assert "Ajoutez" in quizapp("schema", "--lang", "fr").out
    assert "Ajoutez" not in quizapp("schema").out
