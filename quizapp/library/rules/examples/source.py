"""Why findings of sources and quotes matter, with an example of each."""

from __future__ import annotations

from quizapp.library.rules.model import Example
from quizapp.messages import N_

_PORTEE = """\
- id: portee
  question: "Quelle est la portée du phare ?"
  answer: "37 kilomètres"
  quote: "Sa portée est de 37 kilomètres"
"""
_COUT = '- id: cout\n  front: "Le coût"\n  back: "640 000 euros"\n  para: 2\n'
_TWO = """\
format: 1
deck: {id: a, title: A, lang: fr}
sources:
  note: {text: "Hier la lampe a été changée. Puis la lampe a été changée encore."}
  carnet: {text: "Lundi, le phare est resté éteint.\\n\\nMardi, le phare est resté éteint."}
cards:
  - {id: b, front: c, back: d, inference: true, source: note, quote: Puis la lampe}
  - {id: e, front: f, back: g, inference: true, source: carnet, quote: le phare est resté éteint, para: 1}
"""
_SHEET = """\
---
id: phare
title: Le phare se rallume
publisher: Gazette d’Arguenin
published: 2025-05-04
lang: fr
original: {file: phare.txt, sha256: 1c5a629e90079140e901e330bef62329dee840b70154c07d8431e1d7c75031a4}
notes:
  1: "Daté du jour."
---
<!-- original: 3 -->
Le phare s’est rallumé le 3 mai 2025.
"""


def _drifted(quote: str) -> str:
    """A card that was locked before its source changed."""
    return f'- {{id: phare, front: "Le phare", back: "Arguenin", inference: true, quote: {quote}}}\n'


QUOTES: dict[str, Example] = {
    "S102": Example(
        N_("A card cites a source of its deck."),
        _PORTEE + "  source: carnet\n",
        _PORTEE + "  source: gazette\n",
    ),
    "S103": Example(
        N_("Where a deck has several sources, a quote says which it is from."),
        _TWO.replace(", source: note", ""),
        _TWO,
    ),
    "S104": Example(
        N_("The quote is the proof that is shown after the answer, so its words stand in the source."),
        _PORTEE.replace("Sa portée est de 37", "La portée est de 37"),
        _PORTEE,
    ),
    "S105": Example(
        N_("The quote is the proof that is shown after the answer, so its words stand in the source."),
        _PORTEE.replace("Sa portée est de 37 kilomètres", "qwxzkj"),
        _PORTEE,
    ),
    "S106": Example(N_("A quote shows one place."), _TWO.replace(", para: 1", ""), _TWO),
    "S107": Example(N_("Paragraphs are counted from 1."), _COUT.replace("para: 2", "para: 9"), _COUT),
    "S108": Example(
        N_("The marked words are those of the quote that answer."),
        _PORTEE + '  mark: "38 kilomètres"\n',
        _PORTEE + '  mark: "37 kilomètres"\n',
    ),
    "S111": Example(
        N_("A quote shows one place."),
        _TWO.replace("quote: Puis la lampe", "quote: la lampe a été changée"),
        _TWO,
    ),
    "S112": Example(
        N_("Paragraphs are counted from 1, as the authoring screen shows them."),
        _PORTEE + "  para: 2\n",
        _PORTEE + "  para: 1\n",
    ),
    "S113": Example(
        N_("Capitals and accents tell words apart, so a quote has those of its source."),
        _PORTEE.replace("Sa portée", "sa portee"),
        _PORTEE,
    ),
}

GROUNDS: dict[str, Example] = {
    "S110": Example(
        N_("A deck reads files of its own library only."),
        "format: 1\ndeck: {id: a, title: A, lang: fr}\nsources: {note: /etc/hosts}\ncards:\n"
        "  - {id: b, front: c, back: d, inference: true, explain: e}\n",
        "format: 1\ndeck: {id: a, title: A, lang: fr}\ncards:\n"
        "  - {id: b, front: c, back: d, inference: true, explain: e}\n",
    ),
    "S201": Example(
        N_("After each answer quizapp shows the passage that proves it; without one, nothing is proved."),
        _PORTEE.replace('  quote: "Sa portée est de 37 kilomètres"\n', ""),
        _PORTEE,
    ),
    "S202": Example(
        N_("A passage that does not hold the answer proves nothing, unless the answer is concluded from it."),
        _PORTEE.replace("Sa portée est de 37 kilomètres", "s’est rallumé le 3 mai 2025"),
        _PORTEE,
    ),
    "S203": Example(
        N_("What is neither quoted nor explained is only claimed."),
        _PORTEE + '- {id: cher, front: "Le coût", back: "cher", inference: true}\n',
        _PORTEE
        + '- {id: cher, front: "Le coût", back: "cher", inference: true, explain: "640 000 euros."}\n',
    ),
}

SHEETS: dict[str, Example] = {
    "S109": Example(N_("There is nothing to quote."), _SHEET[: _SHEET.index("<!--")], _SHEET),
    "S302": Example(
        N_("What is known of a source is shown with its passages."),
        _SHEET.replace("2025-05-04", "mai 2025"),
        _SHEET,
    ),
    "S303": Example(
        N_("A note is shown with its paragraph."), _SHEET.replace('  1: "Daté', '  4: "Daté'), _SHEET
    ),
    "S304": Example(
        N_("A short paragraph is shown whole beside its question."),
        _SHEET + "Et sa lampe brûle toute la nuit. " * 20 + "\n",
        _SHEET,
    ),
    "S305": Example(
        N_("Invisible characters can turn text around or hide it."),
        _SHEET.replace("le 3 mai", "le\u202e 3 mai"),
        _SHEET,
    ),
    "S306": Example(
        N_("A key that is not known would be ignored without a word."),
        _SHEET.replace("publisher:", "editeur:"),
        _SHEET,
    ),
}

DRIFT: dict[str, Example] = {
    "S401": Example(
        N_("The lock says which words the card cites; its paragraph has another number since."),
        _drifted("{text: 'des Amis du phare, attend', para: 5}"),
        _drifted("{text: 'des Amis du phare, attend', para: 3}"),
    ),
    "S402": Example(
        N_("The lock keeps the passage as it was, so the card is studied until its author quotes it anew."),
        _drifted("réglés par la région"),
        _drifted("payés par la région"),
    ),
    "S403": Example(
        N_("What the source said when the deck was locked, it no longer says: the answer may be wrong."),
        _drifted("attend entre 12 000 et 14 000 visiteurs"),
        _drifted("attend entre 15 000 et 18 000 visiteurs"),
    ),
    "S404": Example(
        N_("The source was shortened since the deck was locked, and nothing proves the answer any more."),
        _drifted("Une buvette ouvrira cet été"),
        _drifted("payés par la région"),
    ),
    "S405": Example(
        N_("Since the deck was locked, a figure beside the quoted words has changed."),
        _drifted("L’entrée reste"),
        _drifted("reste gratuite"),
    ),
    "S406": Example(
        N_("The cards show their words where these stand now; only the lock says where they stood."),
        _drifted("'des Amis du phare, attend'"),
        _drifted("payés par la région"),
    ),
}

EXAMPLES = QUOTES | GROUNDS | SHEETS | DRIFT
