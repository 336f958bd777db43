"""Why the wording of cards matters, with an example of each."""

from __future__ import annotations

from quizapp.library.rules.model import Example
from quizapp.messages import N_

_SAYS = "Selon la Gazette d’Arguenin du 4 mai 2025,"
_FREE = f"""\
- id: entree
  statement: "{_SAYS} l’entrée du phare reste gratuite."
  is: true
  quote: "L’entrée reste gratuite"
"""
_PAYER = f"""\
- id: payeur
  question: "{_SAYS} laquelle de ces collectivités n’a PAS payé une part des travaux ?"
  right: la commune
  wrong:
    - text: la région
      why: "Elle a payé avec une collecte."
    - text: le conseil régional
      why: "C’est celui de la région."
  quote: "payés par la région et par une collecte"
"""
_GAP = f"""\
- id: portee
  cloze: "{_SAYS} la portée du phare est de {{{{c1::37 kilomètres|37 km}}}}."
  quote: "Sa portée est de 37 kilomètres"
"""
_COST = f"""\
- id: cout
  question: "{_SAYS} combien les travaux ont-ils coûté ?"
  number: {{value: 640000, unit: euros, tolerance: 5%}}
  quote: "Les travaux ont coûté 640 000 euros"
"""
_SINCE = f"""\
- id: depuis
  question: "{_SAYS} depuis quelle année le phare était-il éteint ?"
  date: 2011
  quote: "Éteint depuis 2011"
"""
_WHO = f"""\
- id: payeurs
  front: "{_SAYS} qui a payé les travaux du phare ?"
  back: "La région, avec le produit d’une collecte"
  quote: "payés par la région et par une collecte"
"""
_ANSWER = f"""\
- id: amis
  question: "{_SAYS} que préside Maud Kerbrat ?"
  answer: les Amis du phare
  quote: "Maud Kerbrat, présidente des Amis du phare"
"""
_LONG = "la présidente des Amis du phare, une association qui attend entre 15 000 et 18 000 visiteurs par an"
_TOLD = " ".join(
    (
        "Le phare d’Arguenin, que la région et une collecte ont fait rénover, et dont l’entrée ne coûte",
        "rien, a de nouveau une lampe, que l’on voit de loin, et une association de bénévoles, que préside",
        "Maud Kerbrat et qui attend des milliers de visiteurs, l’a fait savoir à tous ceux qui la lisent ;",
        "la Gazette d’Arguenin du 4 mai 2025 en parle :",
    )
)

_LOGIC: dict[str, Example] = {
    "C313": Example(
        N_("Who must undo two negations fails at logic and not at what the source says."),
        _FREE.replace("l’entrée du phare reste gratuite", "il est faux que l’entrée du phare soit payante"),
        _FREE,
    ),
    "C314": Example(
        N_("In a hurry, “not” is read over; a learner who knows the answer should not lose it to that."),
        _PAYER.replace("PAS", "pas"),
        _PAYER,
    ),
    "C315": Example(
        N_("A sentence of which most is hidden can be filled in many right ways, of which one is accepted."),
        '- id: portee\n  cloze: "Portée : {{c1::37 kilomètres|37 km}}."\n'
        '  quote: "Sa portée est de 37 kilomètres"\n',
        _GAP,
    ),
    "C316": Example(
        N_("Grammar alone fills a gap that hides an article or a preposition."),
        _GAP.replace("de {{c1::37 kilomètres|37 km}}", "{{c1::de}} 37 kilomètres"),
        _GAP,
    ),
    "C317": Example(
        N_("A tolerance is for rounding: one that takes 0, or ten times as much, marks nonsense as right."),
        _COST.replace("5%", "100%"),
        _COST,
    ),
    "C318": Example(
        N_("Who knows one of two answers is marked wrong, and reviews what was known with what was not."),
        _SINCE.replace("était-il éteint", "était-il éteint et quand s’est-il rallumé"),
        _SINCE,
    ),
    "C319": Example(
        N_("Each card should hold one fact, so that it is known or not known, and comes back alone."),
        _WHO.replace('collecte"\n  q', 'collecte ; l’entrée reste gratuite"\n  q'),
        _WHO,
    ),
}

_WORDING: dict[str, Example] = {
    "C320": Example(
        N_("What an article claims is asked as its claim: somebody may say otherwise, or later know better."),
        _SINCE.replace(f"{_SAYS} depuis", "Depuis"),
        _SINCE,
    ),
    "C321": Example(
        N_("A card is asked for years; “today” was the day of the article."),
        _SINCE.replace(
            f"{_SAYS} depuis quelle année", "Dans le phare récemment rallumé, depuis quand"
        ).replace("était-il", "était-il d’après la Gazette d’Arguenin,"),
        _SINCE,
    ),
    "C322": Example(
        N_("The card’s author wanted to see by that day whether it still holds."),
        _SINCE + "  review_by: 2026-02\n",
        _SINCE + "  review_by: 2026-09\n",
    ),
    "C323": Example(
        N_("What is asked disappears in a long text, and with it the moment of remembering."),
        _SINCE.replace(_SAYS, _TOLD),
        _SINCE,
    ),
    "C324": Example(
        N_("A long text is remembered by its sense and typed in other words, which are marked wrong."),
        _ANSWER.replace("que préside", "qui est").replace("les Amis du phare", _LONG) + "  inference: true\n",
        _ANSWER,
    ),
    "C325": Example(
        N_("The mark says at a glance that something is asked, and what is read aloud rises with it."),
        _SINCE.replace(" ?", "."),
        _SINCE,
    ),
}

EXAMPLES: dict[str, Example] = _LOGIC | _WORDING
