"""What the rules tell of cards beside each other, and of what they cite."""

from __future__ import annotations

import pytest

from quizapp.library.rules.examples.frame import problems
from tests.library.rule_cards import asked, card, chosen, codes, stated

SELON = "Selon la Gazette,"
COST = card(
    "cout", question=f'"{SELON} combien les travaux ont-ils coûté ?"', number="640000", quote='"640 000"'
)


def named(name: str, piece: str) -> str:
    return piece.replace("- id: a\n", f"- id: {name}\n", 1)


def teller(name: str, question: str) -> str:
    return named(name, asked(question, "xyz"))


LEAKS = [
    (COST, teller("b", f"{SELON} qui a payé les travaux, soit 640 000 euros ?")),
    (
        named("qui", asked(f"{SELON} qui préside l’association du phare ?", "Maud Kerbrat")),
        teller("b", f"{SELON} que veut l’association du phare, que préside Maud Kerbrat ?"),
    ),
    (
        named(
            "lampe", asked(f"{SELON} que remplacent des diodes dans la tour ?", "la lampe à incandescence")
        ),
        stated(f"{SELON} des diodes remplacent la lampe à incandescence dans la tour.", name="b"),
    ),
]

NO_LEAKS = [
    # Another matter of the same name.
    (
        named("qui", asked(f"{SELON} qui préside l’association ?", "Maud Kerbrat")),
        teller("b", f"{SELON} en quelle année Maud Kerbrat est-elle née ?"),
    ),
    # An everyday word.
    (
        named("qui", asked(f"{SELON} qui a payé la lampe du phare ?", "la région")),
        teller("b", f"{SELON} quand la région a-t-elle payé la lampe du phare ?"),
    ),
    # What is false gives nothing away.
    (
        named(
            "lampe", asked(f"{SELON} que remplacent des diodes dans la tour ?", "la lampe à incandescence")
        ),
        stated(f"{SELON} des diodes remplacent la lampe à incandescence dans la tour.", "false", name="b"),
    ),
]


@pytest.mark.parametrize("cards", LEAKS)
def test_a_prompt_that_gives_another_cards_answer_away_is_told(cards):
    found = [one for one in problems("".join(cards)) if one.code == "C307"]
    assert [one.card for one in found] == ["b"]


@pytest.mark.parametrize("cards", NO_LEAKS)
def test_a_prompt_that_only_shares_words_is_let_pass(cards):
    assert "C307" not in codes("".join(cards))


FILLERS = [teller(f"x{number}", f"{SELON} que fait le gardien numéro {number} ?") for number in range(30)]
CHIEF = named("qui", asked(f"{SELON} qui préside l’association du phare ?", "Maud Kerbrat"))


@pytest.mark.parametrize(("tellers", "leaks"), [(1, 1), (2, 2), (3, 0)])
def test_what_many_prompts_name_is_the_subject_of_the_deck_and_no_leak(tellers, leaks):
    names = [
        teller(f"b{number}", f"{SELON} que veut l’association du phare {number} de Maud Kerbrat ?")
        for number in range(tellers)
    ]
    assert codes("".join([CHIEF, *names, *FILLERS])).count("C307") == leaks


def test_words_that_many_prompts_share_make_no_leak():
    told = teller("b", f"{SELON} que veut l’association du phare de Maud Kerbrat ?")
    usual = [teller(f"y{number}", f"{SELON} l’association du phare {number}, quoi ?") for number in range(9)]
    assert "C307" in codes("".join([CHIEF, told, *FILLERS[:9]]))
    assert "C307" not in codes("".join([CHIEF, told, *usual]))


def test_a_question_that_holds_its_answer_is_told_as_that_alone():
    found = codes(asked(f"{SELON} que préside Maud Kerbrat, chef de l’association ?", "Maud Kerbrat"))
    assert [code for code in found if code[:3] == "C30"] == ["C306"]


def twins(first: str, second: str) -> list[str]:
    filler = [
        teller(f"x{number}", f"{SELON} que fait {number} fois le gardien {number} ?") for number in range(4)
    ]
    return codes("".join([named("un", asked(first)), *filler, named("deux", asked(second, "def"))]))


@pytest.mark.parametrize(
    "second",
    [
        "Selon la Gazette, qui a payé les travaux du vieux phare d’Arguenin après la collecte ?",
        "selon la gazette : qui a payé les travaux du vieux phare d'Arguenin après la collecte",
        "Selon la Gazette, qui a payé les travaux du vieux phare d’Arguenin après les collectes ?",
    ],
)
def test_a_prompt_that_is_nearly_an_earlier_one_is_told(second):
    first = "Selon la Gazette, qui a payé les travaux du vieux phare d’Arguenin après la collecte ?"
    assert "C310" in twins(first, second)


@pytest.mark.parametrize(
    "second",
    [
        "Selon la Gazette, quand a-t-on payé les travaux du vieux phare d’Arguenin après la collecte ?",
        "Selon la Gazette, qui a éteint la lampe du vieux phare d’Arguenin après la collecte ?",
    ],
)
def test_a_prompt_that_asks_something_else_is_let_pass(second):
    first = "Selon la Gazette, qui a payé les travaux du vieux phare d’Arguenin après la collecte ?"
    assert "C310" not in twins(first, second)


def test_prompts_that_differ_by_a_figure_are_let_pass():
    first = "Selon la Gazette, qui a payé les travaux du vieux phare d’Arguenin après la collecte de 2011 ?"
    assert "C310" not in twins(first, first.replace("2011", "2012"))


def test_generic_prompts_with_other_items_are_let_pass():
    first = card("un", question='"Associez."', match="{le phare: une tour, la lampe: un feu}")
    second = card("deux", question='"Associez."', match="{la région: un payeur, Maud: une présidente}")
    assert "C310" not in codes(first + second)
    assert "C310" in codes(first + first.replace("id: un", "id: deux"))


def test_the_same_answer_by_the_same_quote_is_told_once():
    first = asked(f"{SELON} à quelle distance porte le phare ?", "37 kilomètres", quote='"37 kilomètres"')
    second = named("b", asked(f"{SELON} jusqu’où le voit-on ?", "37 kilomètres", quote='"37 kilomètres"'))
    assert codes(first + second).count("C311") == 1
    assert "C311" not in codes(
        first + second.replace('37 kilomètres"\n  q', '37 km"\n  inference: true\n  q')
    )


def statements(*truths: str) -> str:
    return "".join(
        stated(f"{SELON} voici le numéro {number} de tous.", truth, name=f"v{number}")
        for number, truth in enumerate(truths)
    )


@pytest.mark.parametrize("truth", ["true", "false"])
def test_statements_of_one_truth_are_told_from_six_on(truth):
    assert codes(statements(*[truth] * 6)).count("C312") == 1
    assert "C312" not in codes(statements(*[truth] * 5))


def test_statements_in_balance_are_let_pass():
    assert "C312" not in codes(statements("true", "true", "true", "true", "true", "false", "false"))


# What is cited


@pytest.mark.parametrize(
    ("code", "piece"),
    [
        ("S210", stated(f"{SELON} la Bretagne a payé.", quote='"payés par la région"')),
        ("S210", asked(f"{SELON} qui a payé 46 euros ?", "la région", quote='"payés par la région"')),
        ("S210", chosen(f"{SELON} qui ?", "la ville de Brest", "x", "y", quote='"payés par la région"')),
        ("S214", chosen(f"{SELON} qui ?", "une collecte", "la région", "y", quote='"payés par la région"')),
    ],
)
def test_a_doubtful_proof_is_told(code, piece):
    assert code in codes(piece)


@pytest.mark.parametrize(
    ("code", "piece"),
    [
        ("S210", stated(f"{SELON} la Bretagne a payé.", "false", quote='"payés par la région"')),
        ("S210", stated(f"{SELON} la Bretagne a payé.", quote='"payés par la région"', inference="true")),
        ("S210", stated(f"{SELON} tout a coûté 640\u202f000 euros.", quote='"640 000 euros"')),
        ("S210", asked(f"{SELON} quelle région de France a payé ?", "la région", quote='"par la région"')),
        ("S210", asked("Selon la Gazette du 4 mai 2025, qui ?", "la région", quote='"payés par la région"')),
        ("S210", asked(f"{SELON} qui a payé ? (1 réponse, ou 7.)", "la région", quote='"par la région"')),
        ("S211", asked(f"{SELON} qui ?", "la région", quote='"payés par la région et par une collecte"')),
        ("S212", asked(f"{SELON} qui ?", "Maud Kerbrat", quote='"Maud Kerbrat"')),
        ("S213", asked(f"{SELON} qui ?", "la région", para="2")),
        (
            "S214",
            chosen(f"{SELON} qui n’a PAS payé ?", "l’État", "la région", "y", quote='"payés par la région"'),
        ),
    ],
)
def test_a_fair_proof_is_let_pass(code, piece):
    assert code not in codes(piece)


# Where a finding stands


@pytest.mark.parametrize(
    ("written", "column"),
    [
        ('"Selon la Gazette, que fait-on demain ?"', 13 + 1 + 30),
        ("Selon la Gazette, que fait-on demain ?", 13 + 30),
        ('"Selon la Gazette,\\x20que fait-on demain ?"', 13),
        ("'Selon la Gazette, que fait-on demain ?'", 13 + 1 + 30),
        (">-\n      Selon la Gazette, que fait-on demain ?", 13),
    ],
)
def test_a_word_is_told_at_its_column_where_the_text_stands_as_it_reads(written, column):
    [found] = [one for one in problems(card(question=written, answer="abc")) if one.code == "C321"]
    assert (found.line, found.column) == (16, column + 2)


def test_findings_of_a_card_can_be_ignored_where_they_stand():
    piece = asked(f"{SELON} que fait-on demain ?").replace('demain ?"', 'demain ?"  # quizapp: ignore[C321]')
    assert "C321" not in codes(piece)
