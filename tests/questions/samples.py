"""A question or two of each kind, for tests that run over all of them."""

from __future__ import annotations

from quizapp.questions.choice import Choice
from quizapp.questions.choices import Choices
from quizapp.questions.cloze import Cloze
from quizapp.questions.date_answer import DateAnswer
from quizapp.questions.essay import Essay
from quizapp.questions.evidence import Evidence
from quizapp.questions.flashcard import Flashcard
from quizapp.questions.listing import ListItems
from quizapp.questions.match import Match, Pair
from quizapp.questions.model import Question
from quizapp.questions.number_answer import NumberAnswer
from quizapp.questions.option import Option
from quizapp.questions.order import Order
from quizapp.questions.quantity import Quantity
from quizapp.questions.short import ShortAnswer
from quizapp.questions.statement import Statement

QUESTIONS: tuple[Question, ...] = (
    Flashcard("Appel à la générosité", ("souscription publique", "souscription"), reverse=True),
    Flashcard("Front", ("Back",)),
    ShortAnswer("Qui ?", ("la région", "le conseil régional")),
    ShortAnswer("Combien ?", ("dix-huit mois",)),
    ListItems("Qui a payé ?", (("la région",), ("la souscription", "souscription publique"), ("l’État",))),
    ListItems("Une seule ?", (("la région",),)),
    DateAnswer("Quand ?", "2024"),
    DateAnswer("Quand ?", "2024-06"),
    DateAnswer("Quand ?", "2024-06-01"),
    NumberAnswer("Combien ?", Quantity("8000", "8000")),
    NumberAnswer("Combien ?", Quantity("10000", "12000", between=True, unit="visiteurs")),
    NumberAnswer("Combien ?", Quantity("1.125", "1.125", tolerance="5%", unit="%")),
    NumberAnswer("Combien ?", Quantity("-5", "-5", tolerance="0.5", unit="°C")),
    Choice("Qui ?", Option("la région"), (Option("l’État", "Non."), Option("la commune"))),
    Choices("Qui ?", (Option("a"), Option("b", "Oui.")), (Option("c"), Option("d"), Option("e"))),
    Choices("Tout ?", (Option("a"), Option("b")), ()),
    Statement("Les loyers ont baissé.", False),
    Statement("Le marché a rouvert.", True),
    Cloze("Les travaux ont duré {{c1::dix-huit mois|18 mois}} ; réouverture en {{c2::2024::année}}."),
    Order("Dans quel ordre ?", ("la souscription", "les travaux", "la réouverture")),
    Order("Et ici ?", ("a", "b", "c", "d", "e", "f", "g", "h")),
    Match("Qui fait quoi ?", (Pair("la région", "finance"), Pair("la mairie", "annonce")), ("fait grève",)),
    Match("Et ici ?", (Pair("a", "pair"), Pair("b", "impair"), Pair("c", "pair")), ()),
    Evidence("Laquelle le prouve ?", ("Il pleut.", "Les loyers n’ont pas baissé.", "Il neige."), 1),
    Essay("Pourquoi ?", ("loyers inchangés", "demande des commerçants")),
    Evidence("Et ici ?", ("Oui.", "Non."), 0),
    Cloze("De {{c1::10 000}} à {{c1::12 000::maximum}} visiteurs, {{c3::le samedi}}."),
)
FACES = tuple((question, face) for question in QUESTIONS for face in question.faces())
