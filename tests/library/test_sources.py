"""Sheets, Markdown and plain text become the same numbered paragraphs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.library.model import Level, Original, Source
from quizapp.library.sources import plain_paragraphs, read_source
from tests.library.market import SHEET


def read(text: str | bytes, file: str = "a.md") -> Source:
    found = read_source("a", text, file=file)
    assert found.source is not None, found.problems
    return found.source


def texts(text: str, file: str = "a.md") -> list[str]:
    return [paragraph.text for paragraph in read(text, file).paragraphs]


def test_a_sheet_gives_its_document_and_numbered_paragraphs() -> None:
    sheet = read(SHEET)
    assert (sheet.title, sheet.publisher, sheet.published) == (
        "Le marché de Valbrune",
        "L’Écho",
        "2024-06-20",
    )
    assert sheet.restated
    assert [(one.number, one.original, one.note) for one in sheet.paragraphs] == [
        (1, 3, None),
        (2, 5, "Chiffre de la mairie."),
    ]
    assert read_source("a", SHEET, file="a.md").problems == ()


def test_headings_comments_and_rules_are_no_paragraphs() -> None:
    body = "# Titre\n\nun\ndeux\n\n<!-- caché\n\nencore -->\n## Autre\ntrois\n\n***\n\nSous\n===\nquatre\n"
    assert texts(body) == ["un deux", "trois", "quatre"]
    assert read(body).title == "Titre"


def test_lists_quotations_and_fences_are_paragraphs() -> None:
    assert texts("- un\n- deux\n  suite\n\n> cité\n> encore\n\n```\nx  y\n\n# z\n```\n1. fin\n") == [
        "un",
        "deux suite",
        "cité encore",
        "x  y\n\n# z",
        "fin",
    ]


def test_a_plain_text_has_blocks_and_no_headings() -> None:
    assert texts("# un\nsuite\n\ndeux", "a.txt") == ["# un suite", "deux"]
    assert texts("a" * 130 + "\ndeux", "a.txt") == ["a" * 130, "deux"]
    assert [one.text for one in plain_paragraphs("un\nsuite\n\n\ndeux\n")] == ["un suite", "deux"]


def test_front_matter_of_others_is_left_alone() -> None:
    found = read_source("a", "---\ntags: [x]\ndate: 3\nauthor: [a]\ntitle: T\n---\nun\n", file="a.md")
    assert found.problems == ()
    assert found.source is not None
    assert (found.source.title, found.source.author) == ("T", None)


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    assert texts("---\nun\n") == ["un"]


def test_a_source_without_front_matter_is_named_by_its_file() -> None:
    assert read("un", "dossier/note.txt").title == "note"


def problems(text: str | bytes) -> list[tuple[str, int]]:
    return [(one.code, one.line) for one in read_source("a", text, file="a.md").problems]


def test_a_sheet_is_held_to_its_keys_and_limits() -> None:
    assert problems(SHEET.replace("publisher:", "publsher:")) == [("S306", 4)]
    assert problems(SHEET.replace("2024-06-20", "juin")) == [("S302", 5)]
    assert problems(SHEET.replace("  2: ", "  3: ")) == [("S303", 9)]
    assert problems(SHEET.replace("La mairie", "La mairie " * 50)) == [("S304", 17)]
    (found,) = read_source("a", SHEET.replace("title: Le", "title: Le : le"), file="a.md").problems
    assert (found.code, found.line, found.level) == ("Y202", 3, Level.WARNING)


def test_what_is_no_text_is_refused_with_its_place() -> None:
    assert problems(b"ab\n\xff") == [("Y107", 2)]
    assert problems("# Titre\n") == [("S109", 1)]
    assert problems("un\n\x1bdeux") == [("S305", 2)]


@given(st.text(max_size=300), st.sampled_from(["a.md", "a.txt"]))
def test_any_text_is_read_without_losing_its_words(text: str, file: str) -> None:
    found = read_source("a", text, file=file)
    if found.source is None:
        return
    assert [one.number for one in found.source.paragraphs] == list(range(1, len(found.source.paragraphs) + 1))
    if file == "a.txt" and not text.startswith("---"):
        kept = "".join("".join(one.text.split()) for one in found.source.paragraphs)
        assert kept == "".join(text.replace("\r\n", "\n").split())


def test_a_backslash_makes_text_of_what_markdown_would_take_for_a_mark() -> None:
    text = "\\# un\n\n\\- deux\n\n2024\\. trois\n\n\\> quatre\n\n\\\\ cinq\n\nsix \\# sept\n"
    assert [one.text for one in read(text).paragraphs] == [
        *("# un", "- deux", "2024. trois", "> quatre", "\\ cinq", "six \\# sept")
    ]


@pytest.mark.parametrize("original", ["{file: a.txt, sha256: 12}", "{file: a.txt}", "a.txt", "[a.txt]"])
def test_an_original_is_named_by_its_file_and_its_bytes(original: str) -> None:
    found = read_source("s", f"---\noriginal: {original}\n---\nUn texte.\n", file="s.md")
    assert found.source is not None
    assert (found.source.restated, found.source.original) == (True, None)
    assert [problem.code for problem in found.problems] == ["S302"]


def test_the_original_s_digest_is_read_in_any_case() -> None:
    found = read_source(
        "s", f"---\noriginal: {{file: a.txt, sha256: {'AB' * 32}}}\n---\nUn texte.\n", file="s.md"
    )
    assert found.source is not None
    assert found.source.original == Original("a.txt", "ab" * 32)
    assert found.problems == ()
