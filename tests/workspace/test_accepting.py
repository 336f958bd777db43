"""An answer is added to a deck file by the smallest edit, and to no file that it does not fit."""

from __future__ import annotations

from contextlib import closing

import pytest

from quizapp.errors import QuizError
from quizapp.library.accepting import Addition, with_answers
from quizapp.questions.model import Marking, Outcome, Response
from quizapp.study.model import Rating
from quizapp.workspace.accepting import propose, write
from quizapp.workspace.model import Scope
from quizapp.workspace.sitting import Sitting
from quizapp.workspace.workspace import Workspace
from tests.workspace.making import Desk, answered, asking

DECK = """\
# un commentaire en tête
format: 1
deck: {id: d, title: D, lang: fr}   # la tête
sources: {s: {title: S, text: "Le marché compte trente étals."}}
defaults: {source: s}

cards:
  - id: a            # le premier
    CARD
    para: 1
    inference: true

  # entre deux
  - {id: z, question: Et puis ?, answer: rien, para: 1, inference: true}
"""


def deck(card: str) -> str:
    """The deck with what asks of its first card."""
    asks = "" if card.startswith("cloze") else 'question: "Combien ?"\n    '
    return DECK.replace("CARD", asks + card)


CASES = {
    "plain": ("answer: trente  # étals", 'answer: [trente, "une trentaine"]  # étals', "une trentaine"),
    "quoted": ("answer: 'trente'", "answer: ['trente', \"une trentaine\"]", "une trentaine"),
    "comma": ("answer: trente, environ", 'answer: ["trente, environ", "une trentaine"]', "une trentaine"),
    "block": (
        "answer:\n      - trente   # en lettres\n      - vingt-dix",
        'answer:\n      - trente   # en lettres\n      - vingt-dix\n      - "une trentaine"',
        "une trentaine",
    ),
}


@pytest.mark.parametrize("case", ["plain", "quoted", "comma", "block"])
def test_only_the_answer_s_place_changes(case: str) -> None:
    before, after, answer = CASES[case]
    edited = with_answers(deck(before), "a", "main", [Addition(0, answer)])
    assert edited == deck(after)


def test_a_flow_list_gets_one_more() -> None:
    edited = with_answers(deck("answer: [trente, 'les 30' ]"), "a", "main", [Addition(0, "x")])
    assert edited == deck("answer: [trente, 'les 30', \"x\" ]")


def test_an_item_of_a_list_gets_an_alternative() -> None:
    additions = [Addition(0, "une"), Addition(1, "II")]
    edited = with_answers(deck("all: [un, [deux, 2]]"), "a", "main", additions)
    assert edited == deck('all: [[un, "une"], [deux, 2, "II"]]')


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('cloze: "Il y a {{c1::trente::nombre}} étals."',
         'cloze: "Il y a {{c1::trente|a\\\\|b \\"c\\"::nombre}} étals."'),
        ("cloze: 'Il y a {{c1::trente|30}} étals.'", "cloze: 'Il y a {{c1::trente|30|a\\|b \"c\"}} étals.'"),
    ],
)  # fmt: skip
def test_a_gap_gets_an_alternative_before_its_hint(before: str, after: str) -> None:
    edited = with_answers(deck(before), "a", "c1", [Addition(0, 'a|b "c"')])
    assert edited == deck(after)


@pytest.mark.parametrize("card", ["answer: |\n      trente", "answer: trente\n   : [", "number: 30"])
def test_what_is_not_safe_is_not_edited(card: str) -> None:
    with pytest.raises(QuizError, match="answer-not-added"):
        with_answers(deck(card), "a", "main", [Addition(0, "x")])


def wrong(desk: Desk, card: str, response: Response) -> None:
    desk.path("d").write_text(deck(card), "utf-8")
    with desk.open() as workspace, workspace_sitting(workspace) as sitting:
        while asking(sitting).key.startswith("d/z"):
            sitting.set_aside(suspend=False)
        sitting.submit(response)
        if not hasattr(sitting.moment, "verdict"):
            sitting.submit(response)
        before = desk.path("d").read_bytes()
        proposal = propose(workspace, answered(sitting))
        assert desk.path("d").read_bytes() == before, "a proposal writes nothing"
        assert [line for line in proposal.diff() if line.startswith("+")]
        write(workspace, proposal)
        key = answered(sitting).asking.key
        now = workspace.index.card(key)
        verdict = now.question.grade(key.rpartition("#")[2], response, Marking("fr"))
        assert verdict.outcome is Outcome.CORRECT


def workspace_sitting(workspace: Workspace) -> closing[Sitting]:
    return closing(workspace.sitting(Scope(deck="d")))


@pytest.mark.parametrize(
    ("card", "response"),
    [
        ("answer: trente", "une bonne poignée"),
        ("all: [un, deux]", ("un", "zwei")),
        ('cloze: "Il y a {{c1::trente}} étals."', 'une : foule | "dense" \\ {de}'),
        ("cloze: Il y a {{c1::trente::nombre}} étals.", "beaucoup"),
    ],
)
def test_a_written_answer_is_right_from_then_on(card: str, response: Response, desk: Desk) -> None:
    wrong(desk, card, response)
    text = desk.path("d").read_text("utf-8")
    assert "# entre deux" in text and "# le premier" in text
    assert not list(desk.path("d").parent.glob(".*"))


def test_a_file_changed_meanwhile_is_not_written(desk: Desk) -> None:
    desk.path("d").write_text(deck("answer: trente"), "utf-8")
    with desk.open() as workspace, workspace_sitting(workspace) as sitting:
        sitting.submit("mauvais")
        proposal = propose(workspace, answered(sitting))
        desk.path("d").write_text(deck("answer: quarante"), "utf-8")
        with pytest.raises(QuizError, match="deck-changed"):
            write(workspace, proposal)
        assert "quarante" in desk.path("d").read_text("utf-8")


def test_the_deck_s_own_edit_makes_nothing_due(desk: Desk) -> None:
    desk.path("d").write_text(deck("answer: trente"), "utf-8")
    with desk.open() as workspace, workspace_sitting(workspace) as sitting:
        sitting.submit("mauvais")
        proposal = propose(workspace, answered(sitting))
        sitting.rate(Rating.EASY)
        write(workspace, proposal)
        assert workspace.edits.due == 0


def test_an_edit_that_would_not_accept_the_answer_is_refused(desk: Desk) -> None:
    desk.path("d").write_text(deck('cloze: "Il y a {{c1::a\\\\}}} étals."'), "utf-8")
    with desk.open() as workspace, workspace_sitting(workspace) as sitting:
        while asking(sitting).key.startswith("d/z"):
            sitting.set_aside(suspend=False)
        sitting.submit("zut")
        with pytest.raises(QuizError, match="answer-not-added"):
            propose(workspace, answered(sitting))
