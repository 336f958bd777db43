"""Why French typography matters, with an example of each fault."""

from __future__ import annotations

from quizapp.library.rules.model import Example
from quizapp.messages import N_

_CARD = """\
- id: rallumage
  question: "Selon la Gazette d’Arguenin du 4 mai 2025, quand le phare s’est-il rallumé ?"
  date: 2025-05-03
  explain: "EXPLAIN"
  quote: "s’est rallumé le 3 mai 2025"
"""


def _explained(why: str, bad: str, good: str) -> Example:
    bad = bad.replace('"', '\\"')
    return Example(why, _CARD.replace("EXPLAIN", bad), _CARD.replace("EXPLAIN", good))


EXAMPLES: dict[str, Example] = {
    "C401": _explained(
        N_("Printed French has the curved apostrophe; the straight one is a typewriter’s."),
        "La lampe est celle d'origine.",
        "La lampe est celle d’origine.",
    ),
    "C402": _explained(
        N_("French quotes between « and »."),
        'La Gazette parle de "fête".',
        "La Gazette parle de « fête ».",
    ),
    "C403": _explained(
        N_("An ellipsis is one sign: it keeps together at the end of a line."),
        "La lampe, les travaux...",
        "La lampe, les travaux…",
    ),
    "C404": _explained(
        N_("In French a space stands before ; : ! and ?; the program keeps it from breaking a line."),
        "La date tient en un mot: hier.",
        "La date tient en un mot : samedi.",
    ),
    "C405": _explained(
        N_("In French a space stands after « and before »."),
        "La Gazette parle de «fête».",
        "La Gazette parle de « fête ».",
    ),
    "C406": _explained(
        N_("A quotation that is not closed leaves open who speaks."),
        "La Gazette parle de « fête.",
        "La Gazette parle de « fête ».",
    ),
    "C407": _explained(
        N_("Figures from 10 000 up are read at a glance in groups of three."),
        "Il en a coûté 640000 euros.",
        "Il en a coûté 640 000 euros.",
    ),
    "C408": _explained(
        N_("In French a space parts a number from its unit and from %."),
        "La portée est de 37km, la hausse de 5%.",
        "La portée est de 37 km, la hausse de 5 %.",
    ),
    "C409": _explained(
        N_("In these words œ is one letter."),
        "Le phare est au coeur de l’île.",
        "Le phare est au cœur de l’île.",
    ),
    "C410": _explained(
        N_("Capitals keep their accents: without them some words change their sense."),
        "A la fin des travaux, l’Etat n’avait rien payé.",
        "À la fin des travaux, l’État n’avait rien payé.",
    ),
    "C411": _explained(
        N_("A space that is doubled, or stands before a comma, shows as a hole in the line."),
        "La région , avec une  collecte, a payé.",
        "La région, avec une collecte, a payé.",
    ),
    "C412": _explained(
        N_("A space follows a comma and a semicolon."),
        "La région,avec une collecte, a payé.",
        "La région, avec une collecte, a payé.",
    ),
    "C413": _explained(
        N_("A hyphen joins words, a dash parts them."),
        "La région - avec une collecte - a payé.",
        "La région – avec une collecte – a payé.",
    ),
}
