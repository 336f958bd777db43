"""Why the choices, answers and twins of cards matter, with an example of each."""

from __future__ import annotations

from quizapp.library.rules.model import Example
from quizapp.messages import N_

_SAYS = "Selon la Gazette d’Arguenin du 4 mai 2025,"
_PAYER = f"""\
- id: payeur
  question: "{_SAYS} quelle collectivité a payé une part des travaux ?"
  right: la région
  wrong:
    - text: la commune
      why: "Elle n’est pas citée."
    - text: l’État
      why: "Il n’est pas cité."
  quote: "payés par la région et par une collecte"
"""
_MORE = """\
    - text: le département
      why: "Il n’est pas cité."
    - text: une fondation
      why: "Elle n’est pas citée."
"""
_REACH = f"""\
- id: portee
  question: "{_SAYS} jusqu’à quelle distance voit-on le phare ?"
  answer: "37 kilomètres"
  quote: "Sa portée est de 37 kilomètres"
"""
_COST = f"""\
- id: cout
  question: "{_SAYS} combien les travaux du phare ont-ils coûté ?"
  number: {{value: 640000, unit: euros}}
  quote: "Les travaux ont coûté 640 000 euros"
"""
_MONEY = f"""\
- id: collecte
  question: "{_SAYS} qu’est-ce qui a payé les travaux du phare, outre la région ?"
  answer: une collecte
  quote: "payés par la région et par une collecte"
"""
_ENTRY = f"""\
- id: entree
  question: "{_SAYS} comment est l’entrée du phare ?"
  answer: gratuite
  hint: "Un adjectif ; il s’agit d’argent."
  explain: "Les travaux sont payés par d’autres que les visiteurs."
  quote: "L’entrée reste gratuite"
"""
_STATEMENTS = "".join(
    f"""\
- id: vrai-{number}
  statement: "{_SAYS} {statement}."
  is: {truth}
  quote: "{quote}"
"""
    for number, (statement, truth, quote) in enumerate(
        (
            ("le phare était éteint depuis 2011", "true", "Éteint depuis 2011"),
            ("la région a payé une part des travaux", "true", "payés par la région"),
            ("une collecte a payé une part des travaux", "true", "par une collecte"),
            ("l’entrée ne coûte rien", "true", "L’entrée reste gratuite"),
            ("Maud Kerbrat préside les Amis du phare", "true", "présidente des Amis du phare"),
            ("la portée du phare est de 37 kilomètres", "true", "Sa portée est de 37 kilomètres"),
        )
    )
)

_CHOICES: dict[str, Example] = {
    "C301": Example(
        N_("Two choices that say the same leave one choice less, and a right one that looks like a slip."),
        _PAYER.replace("text: la commune", "text: Region"),
        _PAYER,
    ),
    "C302": Example(
        N_("Who knows nothing takes the longest choice, because authors qualify what is right."),
        _PAYER.replace("right: la région", "right: la région, qui a payé avec le produit d’une collecte"),
        _PAYER,
    ),
    "C303": Example(
        N_("Every further choice costs reading time, and seldom one beyond the third is ever taken."),
        _PAYER.replace("  quote:", _MORE + "  quote:"),
        _PAYER,
    ),
    "C304": Example(
        N_("Who sees that two choices are right knows the answer; and shuffled, nothing stands “above”."),
        _PAYER.replace("text: la commune", "text: toutes les réponses ci-dessus"),
        _PAYER,
    ),
    "C305": Example(
        N_("Between two choices, guessing is right every second time."),
        _PAYER[: _PAYER.index("    - text: l’État")] + _PAYER[_PAYER.index("  quote:") :],
        _PAYER,
    ),
}

_LEAKS: dict[str, Example] = {
    "C306": Example(
        N_("A question that holds its answer asks for reading, not for remembering."),
        _ENTRY.replace("comment est l’entrée du phare", "l’entrée gratuite du phare, comment est-elle"),
        _ENTRY,
    ),
    "C307": Example(
        N_("Cards are asked in any order: who has just read the answer on another card remembers nothing."),
        _COST + _MONEY.replace("les travaux du phare", "les travaux du phare, soit 640 000 euros"),
        _COST + _MONEY,
    ),
    "C308": Example(
        N_("A hint helps to remember; the answer itself is shown anyway, after the question."),
        _ENTRY.replace("Un adjectif ; il s’agit d’argent.", "Elle reste gratuite."),
        _ENTRY,
    ),
    "C309": Example(
        N_("Beside the answer and its passage, an explanation is worth reading if it adds a reason."),
        _ENTRY.replace("Les travaux sont payés par d’autres que les visiteurs.", "Elle est gratuite."),
        _ENTRY,
    ),
}

_TWINS: dict[str, Example] = {
    "C310": Example(
        N_("Of two questions alike, one is asked in vain, and nobody knows which answer is wanted."),
        _REACH + _REACH.replace("id: portee", "id: distance").replace('37 kilomètres"\n  q', '37"\n  q'),
        _REACH + _MONEY,
    ),
    "C311": Example(
        N_("Two cards for one fact cost twice the time, and each gives the other away."),
        _REACH
        + _REACH.replace("id: portee", "id: eclat").replace(
            "jusqu’à quelle distance voit-on le phare", "à combien porte son faisceau"
        ),
        _REACH + _MONEY,
    ),
    "C312": Example(
        N_("In a deck whose statements are nearly all true, “true” is learnt and not what they say."),
        _STATEMENTS,
        _STATEMENTS.replace('rien."\n  is: true', 'rien."\n  is: true')
        .replace('depuis 2011."\n  is: true', 'depuis 2001."\n  is: false')
        .replace('de 37 kilomètres."\n  is: true', 'de 73 kilomètres."\n  is: false'),
    ),
}

EXAMPLES: dict[str, Example] = _CHOICES | _LEAKS | _TWINS
