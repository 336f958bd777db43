"""What of the sheets has to be recalled, not recognised: their figures, and the names that carry a claim."""

from __future__ import annotations

import re
from functools import cache

from quizapp.questions.folding import words
from tests.content.shipped import RECOGNISED, faces, sheets

_MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
_DAYS = "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
_FIGURE = re.compile(
    rf"\b(?:[A-Z]{{2,}}-\d+|(?:{_MONTHS})(?: \d{{4}})?|(?:{_DAYS})|\d+(?:[ \u00a0\u202f]\d{{3}})*(?:,\d+)?"
    r"|un seul|dizaines?|centaines?|milliers?|millions?)\b",
    re.IGNORECASE,
)
_GROUPED = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3}\b)")
_IN_DIGITS = {"un seul": "1"}

EXCEPTIONS: dict[tuple[str, str], str] = {
    ("missiles", "milliers"): "the containers, of which missiles/conteneurs asks the exact range",
}
"""Figures of a sheet that no card asks in these words, each with the reason."""

NAMES: dict[str, tuple[str, ...]] = {
    "envoi-potentiel": (
        *("obus", "courte", "balistiques", "satellites", "munitions", "course aux armements"),
        *("Corée du Sud", "Japon", "Chine", "Asie de l’Est", "péninsule coréenne"),
    ),
    "changer-la-donne": (
        *("Hong Min", "analyste à l’Institut coréen pour la réunification nationale", "président"),
        *("dirigeant", "Lee Sang-min", "chercheur à l’Institut coréen d’analyse de la défense"),
        *("Vladimir Tikhonov", "professeur d’études coréennes à l’université d’Oslo"),
        *("Vladimir Poutine", "Kim Jong Un", "autorités ukrainiennes", "camp d’entraînement"),
        *("champ de bataille", "armes", "main-d’œuvre", "péninsule", "Pékin", "États-Unis"),
        *("Corée du Sud", "défense mutuelle"),
    ),
    "soldats-en-route": (
        *("Service national de renseignement", "NIS", "armée russe", "drones", "familles"),
        *("traducteurs", "Russie", "Ukraine", "péninsule coréenne", "Corée du Sud", "États-Unis"),
        *("OTAN", "nucléaires"),
    ),
    "ordre-mondial": (
        *("obus", "missiles", "artillerie", "drones", "infanterie", "longue portée", "munitions"),
        *("personnel", "Koursk", "Asie-Pacifique", "États-Unis", "européens", "Corée du Sud"),
        *("américains", "président ukrainien", "Volodymyr Zelensky", "Occidentaux", "défense mutuelle"),
    ),
    "missiles": (
        *("missiles balistiques", "obus", "KN-23", "KN-02", "courte portée", "corrélation optique"),
        *("inertiel", "défense aérienne", "missiles sol-air", "sous-marins", "satellites espions"),
        *("systèmes soviétiques", "Kharkiv", "Asie de l’Est", "Corée du Sud", "Japon", "Iran", "Chine"),
        *("partenariat stratégique global", "embargo sur les armes", "non-prolifération"),
    ),
}
"""Roles, weapons and places that carry a claim, sheet by sheet, in the sheet's words."""


def figures(text: str) -> tuple[str, ...]:
    """The numbers, dates, designations and orders of magnitude of a text, each as it stands there."""
    return tuple(dict.fromkeys(found[0] for found in _FIGURE.finditer(text)))


def missing_figures(sheet: str) -> tuple[str, ...]:
    """The figures of a sheet that are no answer of a recall card of its deck, as exceptions name them."""
    found = dict.fromkeys(
        " ".join(figure.lower().split()) if figure.islower() or figure.istitle() else figure
        for paragraph in sheets()[sheet].paragraphs
        for figure in figures(paragraph.text)
    )
    return tuple(figure for figure in found if not is_recalled(sheet, _IN_DIGITS.get(figure, figure)))


def is_recalled(sheet: str, answer: str) -> bool:
    """Whether a recall card of the sheet's deck wants an answer that holds these words."""
    return any(_spelled(answer) in text for text in _recalled(sheet))


def stands_in(sheet: str, answer: str) -> bool:
    return any(_spelled(answer) in _spelled(one.text) for one in sheets()[sheet].paragraphs)


def _spelled(text: str) -> str:
    """The folded words of a text between spaces, each number one word."""
    return f" {' '.join(words(_GROUPED.sub('', text)))} "


@cache
def _recalled(sheet: str) -> tuple[str, ...]:
    return tuple(
        _spelled(text)
        for face in faces(sheet)
        if face.card.question.kind not in RECOGNISED
        for alternatives in face.wanted
        for text in alternatives
    )
