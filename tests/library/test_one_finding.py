"""A slip of an author is told once, where it stands, and who does literally what is said has a sound deck."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.library.check import check
from quizapp.library.model import Level, Paragraph
from quizapp.library.problems import worded
from quizapp.library.quotes import NotFound, QuoteFinder
from quizapp.library.roots import Library
from quizapp.library.rules.examples.frame import HEAD, problems
from quizapp.library.rules.selection import Selection

CARD = """\
- id: qui
  question: "Qui préside les Amis du phare ?"
  answer: Maud Kerbrat
  quote: "Maud Kerbrat, présidente des Amis du phare"
"""
DATE = """\
- id: jour
  question: "Quel jour le phare s’est-il rallumé ?"
  date: 2025-05-03
  quote: "s’est rallumé le 3 mai 2025"
"""
NUMBER = """\
- id: cout
  question: "Combien les travaux ont-ils coûté ?"
  number: {value: 640000, unit: euros}
  quote: "ont coûté 640 000 euros"
"""
CHOICE = """\
- id: payeur
  question: "Qui a payé les travaux ?"
  right: la région
  wrong: [{text: la mairie, why: "Elle n’a rien payé."}, {text: le port, why: "Il a fermé."}]
  quote: "payés par la région"
"""

SLIPS = {
    "a misspelt key of an answer": (CARD, "answer", "anwser", "F106", 3, 3, "Write “answer:”"),
    "a misspelt question": (CARD, "question", "qestion", "F106", 2, 3, "Write “question:”"),
    "a misspelt id": (CARD, "id: qui", "ID: qui", "F106", 1, 3, "Write “id:”"),
    "a misspelt quote": (CARD, "quote", "qoute", "F106", 4, 3, "Write “quote:”"),
    "a misspelt key of a choice": (CHOICE, "wrong:", "wrongs:", "F106", 4, 3, "Write “wrong:”"),
    "a misspelt key of a number": (NUMBER, "value:", "valeur:", "F106", 3, 12, "Write “value:”"),
    "no answer": (CARD, "  answer: Maud Kerbrat\n", "", "C101", 1, 3, "such as “answer: …”"),
    "no right choice": (CHOICE, "  right: la région\n", "", "C101", 1, 3, "such as “right: …”"),
    "curly quotes around a quote": (
        CARD,
        '"Maud Kerbrat, présidente des Amis du phare"',
        "“Maud Kerbrat, présidente des Amis du phare”",
        "Y405",
        4,
        10,
        'straight quotes: "Maud Kerbrat, présidente des Amis du phare"',
    ),
    "curly quotes around an id": (CARD, "id: qui", "id: “qui”", "Y405", 1, 7, 'straight quotes: "qui"'),
    "curly quotes around a date": (DATE, "2025-05-03", "“2025-05-03”", "Y405", 3, 9, '"2025-05-03"'),
    "a date in words": (DATE, "2025-05-03", "3 mai 2025", "F114", 3, 9, "known: 2025-05-03."),
    "a date as it is spoken": (DATE, "2025-05-03", "03/05/2025", "F114", 3, 9, "2025-05-03, 2025-03-05."),
    "an id of words": (CARD, "id: qui", "id: Qui préside", "F109", 1, 7, "such as “qui-preside”"),
    "an id that is nothing": (CARD, "id: qui", "id: ~", "F109", 1, 7, "such as “card-1”"),
    "a unit beside its number": (
        NUMBER,
        "{value: 640000, unit: euros}",
        "640 000 euros",
        "C138",
        3,
        11,
        "Write {value: 640000, unit: euros}.",
    ),
    "a missing dash": (CARD + NUMBER, "- id: cout", "  id: cout", "Y306", 5, 3, "write “- id: …”"),
    "a dash without a space": (CARD + NUMBER, "- id: cout", "-id: cout", "Y215", 5, 1, "Write “- id: cout”."),
    "a key too far": (CARD, "  answer", "   answer", "Y211", 3, 4, "in column 5, in line with “question"),
    "a dash too far": (CARD + NUMBER, "- id: cout", " - id: cout", "Y211", 5, 2, "Begin it in column 3,"),
    "a key of another kind": (
        CARD,
        "  quote",
        "  back: a\n  quote",
        "C104",
        4,
        3,
        "Remove it, or write the key to which it belongs in the place of “answer”.",
    ),
    "a choice without why": (
        CHOICE,
        '{text: le port, why: "Il a fermé."}',
        "le port",
        "C201",
        4,
        58,
        'why it is wrong: {text: "le port", why: "…"}.',
    ),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_told_once_with_its_cure(slip: str):
    good, old, new, code, line, column, cure = SLIPS[slip]
    assert problems(good, Selection()) == ()
    found = problems(good.replace(old, new), Selection())
    place = (line + HEAD.count("\n"), column + 2)
    assert [(one.code, (one.line, one.column)) for one in found] == [(code, place)]
    assert cure in worded(found[0])[1]


def codes(text: str) -> list[str]:
    return [one.code for one in problems(text, Selection())]


def test_a_misspelt_key_that_is_there_as_well_costs_no_second_finding():
    assert codes(CARD.replace("  quote", "  dates: 2025\n  quote")) == ["F106"]


def test_the_value_of_an_unknown_key_is_nothing_to_judge():
    assert codes(CARD.replace("  quote", "  couleur: yes\n  quote")) == ["F105"]


def test_curly_quotes_that_cost_a_card_are_an_error_and_no_comment_silences_what_they_cost():
    curly = CARD.replace("id: qui", "id: “qui”")
    (found,) = problems(curly, Selection())
    assert found.level is Level.ERROR
    silenced = curly.replace("“qui”", "“qui” # quizapp: ignore[Y405]")
    assert codes(silenced) == ["F109"]
    harmless = problems(CARD.replace("Maud Kerbrat\n", "“Maud Kerbrat”\n"), Selection())
    assert [(one.code, one.level) for one in harmless] == [("Y405", Level.WARNING)]


@pytest.mark.parametrize(
    ("sources", "found"),
    [
        ("sources: [gazette.md]\n", ["F107"]),
        ("sources: gazette.md\n", ["F107"]),
        ("", ["S103"]),
        (
            "source:\n  gazette: {title: G, publisher: G, published: 2025, text: Maud Kerbrat y est.}\n",
            ["F106"],
        ),
    ],
)
def test_sources_that_cannot_be_read_are_told_once_and_not_with_each_card(sources: str, found: list[str]):
    cards = "".join(
        f"  - {{id: {name}, question: Qui est {name} ?, answer: Maud Kerbrat, quote: Maud Kerbrat}}\n"
        for name in ("là", "ici")
    ).replace("id: là", "id: la")
    text = HEAD[: HEAD.index("sources:")] + sources + "cards:\n" + cards
    assert [code for code in codes(text) if code not in ("C311", "C310")] == found


def test_a_quote_between_quotation_marks_of_the_author_is_near_to_its_own_words():
    text = "Lit in 1874, it reaches 20 km. It was built by Jean Le Bris. It cost 12,000 francs."
    missed = QuoteFinder((Paragraph(1, text),)).find("« built by Jean Le Bris »")
    assert missed == NotFound("built by Jean Le Bris", 1)


@pytest.mark.parametrize(
    ("written", "nearest"),
    [
        ("../seeds/marchee.md", "../seeds/marche.md"),
        ("seeds/marche.md", "../seeds/marche.md"),
        ("marche.md", "../seeds/marche.md"),
        ("notes.tx", "notes.txt"),
        ("ailleurs.md", None),
    ],
)
def test_a_source_that_is_not_there_is_told_with_the_file_that_is_meant(
    tmp_path: Path, written: str, nearest: str | None
):
    for folder, file in (("seeds", "marche.md"), ("decks", "notes.txt")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / file).write_text("Le marché a rouvert.\n", "utf-8")
    card = "cards: [{id: a, front: b, back: c, inference: true, explain: d}]\n"
    deck = f"format: 1\ndeck: {{id: a, title: A, lang: fr}}\nsources: {{m: {written}}}\n{card}"
    (tmp_path / "decks" / "a.yaml").write_text(deck, "utf-8")
    (found,) = check([Library("given", tmp_path)]).problems
    assert (found.code, dict(found.params).get("nearest")) == ("Y111" if nearest else "Y105", nearest)
    if nearest:
        (tmp_path / "decks" / "a.yaml").write_text(deck.replace(written, nearest), "utf-8")
        assert [one.code for one in check([Library("given", tmp_path)]).problems] == ["F204"]
