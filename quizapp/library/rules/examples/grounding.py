"""Why good proof matters, with an example of each fault."""

from __future__ import annotations

from quizapp.library.rules.model import Example
from quizapp.messages import N_

_SAYS = "Selon la Gazette d’Arguenin du 4 mai 2025,"
_FREE = f"""\
- id: cout
  statement: "{_SAYS} les travaux ont coûté 640 000 euros."
  is: true
  quote: "Les travaux ont coûté 640 000 euros"
"""
_PAYER = f"""\
- id: payeur
  question: "{_SAYS} quelle collectivité a payé une part des travaux ?"
  right: la région
  wrong:
    - text: la commune
      why: "Elle n’est pas citée."
    - text: une collecte
      why: "Ce n’est pas une collectivité."
  quote: "payés par la région"
"""
_DECK = """\
format: 1
deck: {id: phare, title: Le phare d’Arguenin, lang: fr}
sources:
  gazette:
    title: Le phare se rallume
    publisher: Gazette d’Arguenin
    published: 2025-05-04
    text: |
      Éteint depuis 2011, le phare d’Arguenin s’est rallumé le 3 mai 2025 devant une foule venue de
      toute l’île, qui avait attendu la nuit sur le quai malgré un vent froid. Les travaux ont coûté
      640 000 euros, payés par la région et par une collecte. La lampe à incandescence est exposée au
      musée du port, où l’on peut la voir chaque jour, sauf le lundi, jusqu’à la fin de l’été.
      L’entrée du phare reste gratuite, a dit la mairie.
cards:
  - id: cout
    question: "Selon la Gazette d’Arguenin du 4 mai 2025, combien les travaux du phare ont-ils coûté ?"
    number: {value: 640000, unit: euros}
    CITED
"""
_QUOTED = _DECK.replace("CITED", 'quote: "Les travaux ont coûté 640 000 euros"')

EXAMPLES: dict[str, Example] = {
    "S210": Example(
        N_("A name or a figure that the source does not have is a slip, or is proved by another source."),
        _FREE.replace("640 000 euros.", "460 000 euros."),
        _FREE,
    ),
    "S211": Example(
        N_("The passage proves the answer at a glance, where it holds little else."),
        _DECK.replace(
            "CITED",
            'quote: "qui avait attendu la nuit sur le quai malgré un vent froid. Les travaux ont coûté 640'
            " 000 euros, payés par la région et par une collecte. La lampe à incandescence est exposée au"
            " musée du port, où l’on peut la voir chaque jour, sauf le lundi, jusqu’à la fin de l’été."
            ' L’entrée du phare reste gratuite, a dit la mairie."',
        ),
        _QUOTED,
    ),
    "S212": Example(
        N_("Who doubts the answer is convinced by a clause that states it, not by the answer once more."),
        _DECK.replace("CITED", 'quote: "640 000"'),
        _QUOTED,
    ),
    "S213": Example(
        N_("A long paragraph without a highlight leaves the learner to look for the proof."),
        _DECK.replace("CITED", "para: 1"),
        _QUOTED,
    ),
    "S214": Example(
        N_("A wrong choice that stands in the proof may be right too; if it is not, “why” should say so."),
        _PAYER.replace('la région"\n', 'la région et par une collecte"\n'),
        _PAYER,
    ),
    "S215": Example(
        N_("Claims are attributed and dated; where a source does not say by whom and when, no card can."),
        _QUOTED.replace("    publisher: Gazette d’Arguenin\n    published: 2025-05-04\n", ""),
        _QUOTED,
    ),
}
