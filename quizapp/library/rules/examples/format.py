"""Why findings of the format matter, with an example of each."""

from __future__ import annotations

from quizapp.library.rules.model import Example
from quizapp.messages import N_

_CARD = "  - {id: b, front: c, back: d, inference: true, explain: e}\n"
_DECK = "format: 1\ndeck: {id: a, title: A, lang: fr}\ncards:\n" + _CARD

_PORTEE = """\
- id: portee
  question: "Quelle est la portée du phare ?"
  answer: "37 kilomètres"
  quote: "Sa portée est de 37 kilomètres"
"""

HEAD: dict[str, Example] = {
    "F101": Example(N_("A deck says first in which format it is written."), "Un phare.\n", _DECK),
    "F102": Example(
        N_("A deck is known by its id and its title, and a card is asked by its question."),
        _DECK.replace(", title: A", ""),
        _DECK,
    ),
    "F103": Example(
        N_("A newer format may mean something else by the same words."), _DECK.replace("t: 1", "t: 2"), _DECK
    ),
    "F104": Example(
        N_("A deck says first in which format it is written."), _DECK.replace("t: 1", "t: un"), _DECK
    ),
    "F109": Example(
        N_("Ids name cards in the history for years, on every system: plain characters only."),
        _DECK.replace("id: b", "id: Été"),
        _DECK.replace("id: b", "id: ete"),
    ),
    "F113": Example(N_("Without a card there is nothing to study."), _DECK.replace(_CARD, "  []\n"), _DECK),
    "F203": Example(
        N_("The language decides how answers are marked: which articles, numbers and spaces count."),
        _DECK.replace(", lang: fr", ""),
        _DECK,
    ),
    "F204": Example(
        N_("Either a passage was forgotten, or the source is left over."),
        _DECK.replace("cards:", "sources: {note: {text: Un phare porte à 37 km.}}\ncards:"),
        _DECK,
    ),
}

FIELDS: dict[str, Example] = {
    "F105": Example(
        N_("A key that is not known would be ignored without a word."),
        _PORTEE + "  couleur: rouge\n",
        _PORTEE + "  x-couleur: rouge\n",
    ),
    "F106": Example(
        N_("A key that is not known would be ignored without a word."),
        _PORTEE + '  explian: "La lampe a changé."\n',
        _PORTEE + '  explain: "La lampe a changé."\n',
    ),
    "F107": Example(
        N_("Each key wants a value of one shape."),
        _PORTEE.replace('"Quelle est la portée du phare ?"', "[Quelle portée ?]"),
        _PORTEE,
    ),
    "F108": Example(N_("An empty text asks and proves nothing."), _PORTEE + '  hint: ""\n', _PORTEE),
    "F110": Example(
        N_("Some keys know a few words only."), _PORTEE + "  accents: fort\n", _PORTEE + "  accents: strict\n"
    ),
    "F111": Example(
        N_("A text with a colon is a mapping for YAML, even where it is an item of a list."),
        _PORTEE.replace('"37 kilomètres"\n', "\n    - Portée : 37 kilomètres\n"),
        _PORTEE.replace('"37 kilomètres"\n', '\n    - "Portée : 37 kilomètres"\n    - "37 kilomètres"\n'),
    ),
    "F114": Example(
        N_("Dates are written one way, so that none is read as another."),
        _PORTEE + "  review_by: 3 mai 2030\n",
        _PORTEE + "  review_by: 2030-05-03\n",
    ),
    "F115": Example(
        N_("Paragraphs are counted from 1."),
        '- id: cout\n  front: "Le coût"\n  back: "640 000 euros"\n  para: deux\n',
        '- id: cout\n  front: "Le coût"\n  back: "640 000 euros"\n  para: 2\n',
    ),
    "F116": Example(N_("A card is a mapping of keys."), "- portee\n", _PORTEE),
    "F205": Example(
        N_("Two spellings of a tag divide its cards in statistics and filters."),
        _PORTEE + "  tags: [Phare]\n" + _PORTEE.replace("id: portee", "id: autre") + "  tags: [phare]\n",
        _PORTEE + "  tags: [phare]\n",
    ),
    "F206": Example(
        N_("An alias carries the history of a card that was renamed; a card that lives keeps its own."),
        _PORTEE + "- {id: loin, aliases: portee, front: Le coût, back: 640 000 euros, para: 2}\n",
        "- {id: loin, aliases: portee, front: Le coût, back: 640 000 euros, para: 2}\n",
    ),
    "F207": Example(
        N_("A key that does nothing hides a mistake about the card’s kind."),
        _PORTEE + "  shuffle: false\n",
        _PORTEE,
    ),
    "F208": Example(
        N_("A deck that “quizapp new” began holds texts with “✎” that say what to write in their place."),
        _PORTEE.replace("Quelle", "✎ Quelle"),
        _PORTEE,
    ),
}

COMMENTS: dict[str, Example] = {
    "F201": Example(
        N_("A comment with a mistyped code silences nothing, and nobody would notice."),
        _PORTEE.replace("id: portee", "id: portee  # quizapp: ignore[S2O1]"),
        _PORTEE,
    ),
    "F202": Example(
        N_("A comment that has outlived its finding would hide the next one."),
        _PORTEE.replace("id: portee", "id: portee  # quizapp: ignore[S201]"),
        _PORTEE,
    ),
}

EXAMPLES = HEAD | FIELDS | COMMENTS
