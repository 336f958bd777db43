"""The schema explains and proposes what an author needs, and lies where editors look for it."""

from __future__ import annotations

import re

from jsonschema import Draft7Validator

from quizapp import messages
from quizapp.library.decks import read_deck
from quizapp.library.model import Deck
from quizapp.library.schema import FILE_NAME, deck_schema, schema_text
from quizapp.questions import KINDS
from tests.library.as_editors_see import refused_at, written
from tests.library.market import HEAD, load_sheet
from tests.library.test_schema import DECKS


def test_the_schema_beside_the_decks_is_the_one_that_is_made():
    assert (DECKS / FILE_NAME).read_text("utf-8") == schema_text(), (
        f"renew it: quizapp schema > decks/{FILE_NAME}"
    )


def test_every_shipped_deck_names_the_schema_in_its_first_line():
    line = f"# yaml-language-server: $schema={FILE_NAME}\n"
    assert [path.name for path in DECKS.glob("*.yaml") if not path.read_text("utf-8").startswith(line)] == []


def test_it_is_a_schema_of_the_draft_that_it_names():
    Draft7Validator.check_schema(deck_schema())


def _schemas(schema):
    if isinstance(schema, dict):
        yield schema
        for key, inner in schema.items():
            if key != "defaultSnippets":
                yield from _schemas(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from _schemas(inner)


def test_every_key_has_a_sentence_and_a_proposal():
    whole_schema = deck_schema()
    for schema in _schemas(whole_schema):
        if schema.get("additionalProperties") is False:
            for key, inner in schema["properties"].items():
                if inner is not True:
                    assert re.fullmatch(r"[A-Z].*\.", inner["description"]), key
    for name, schema in whole_schema["definitions"].items():
        if name.startswith("card."):
            assert schema["description"].endswith(".")
            assert schema["defaultSnippets"], name


def test_the_words_follow_the_language():
    messages.use("fr")
    french = deck_schema()
    messages.use("en")
    assert french != deck_schema()
    assert _bones(french) == _bones(deck_schema())


def _bones(schema):
    """A schema without its words."""
    wordy = ("title", "description", "defaultSnippets", "errorMessage", "patternErrorMessage")
    if isinstance(schema, dict):
        return {key: _bones(inner) for key, inner in schema.items() if key not in wordy}
    return [_bones(inner) for inner in schema] if isinstance(schema, list) else schema


def test_every_kind_has_a_snippet_that_makes_a_sound_card():
    rules = deck_schema()["definitions"]["card"]["allOf"]
    (snippets,) = (rule["else"]["defaultSnippets"] for rule in rules if "else" in rule and "then" not in rule)
    kinds = []
    for snippet in snippets:
        card = _filled(snippet["body"])
        card["inference"] = True
        place = "evidence" if "evidence" in card else "quote"
        card[place] = "Les loyers n’ont pas baissé"
        text = HEAD + "  - " + written(card) + "\n"
        read = read_deck(text, path="v.yaml", load_source=load_sheet).deck
        assert isinstance(read, Deck)
        assert read.problems == (), snippet["label"]
        assert refused_at(text) == set()
        kinds += [one.question.kind for one in read.cards]
    assert kinds == list(KINDS)
    assert len({snippet["label"] for snippet in snippets}) == len(kinds)


def _filled(body):
    """A proposal with something in each of its stops, and without the quotes that it would write."""
    if isinstance(body, dict):
        return {_filled(key): _filled(inner) for key, inner in body.items()}
    if isinstance(body, list):
        return [_filled(inner) for inner in body]
    if not isinstance(body, str):
        return body
    text = re.sub(r"\$\{[0-9]:([^}]*)\}", r"\1", body.strip('"'))
    return re.sub(r"\$([0-9])", r"1\1", text)


def test_patterns_are_written_in_what_editors_and_python_share():
    for schema in _schemas(deck_schema()):
        for pattern in (schema.get("pattern", ""), *schema.get("patternProperties", ())):
            if isinstance(pattern, str):
                assert set(re.findall(r"\\(.)", pattern)) <= set("sSnu.\\{}|"), pattern
                assert "(?P" not in pattern
                re.compile(pattern)
