"""What makes a choice hard to answer for those who know, and easy for those who do not."""

from __future__ import annotations

import re

from quizapp.library.fields import Report, short
from quizapp.library.rules.model import CardRule, DeckRule, DeckSeen
from quizapp.library.rules.prose import Prose, Role, add
from quizapp.library.rules.seen import CardSeen
from quizapp.library.rules.words import ARTICLES

MOST = 4
"""How many choices are compared at a glance; the format takes six for cards that show a whole set."""

WRONG_LEAST = 2

LONGER_BY = 12
LONGER_TIMES = 1.5
"""When a right choice stands out: so many characters more, and so many times the longest wrong one."""

_PLAIN = str.maketrans(
    dict(zip("àâäãáçéèêëîïíôöóùûüúÿñ", "aaaaaceeeeiiiooouuuuyn", strict=True))
    | {"œ": "oe", "æ": "ae"}
    | dict.fromkeys("-‐‑'’\u00a0\u202f", " ")
)
_SIGNED = re.compile(r"[-–−]\s?\d")

_NEEDS = ("tous", "toutes", "tout ce", "aucun", "réponse", " of the", " of them", " and ")
_OF_OTHERS = re.compile(
    r"\b(?:toutes (?:les|ces)|aucune (?:de ces|des)) (?:(?:autres|deux|trois|quatre) )?"
    r"(?:réponses?|propositions?|options?|affirmations?)\b"
    r"|\b(?:tous|toutes) les (?:deux|trois|quatre)\b|\btout ce qui précède\b"
    r"|\baucune? (?:de ces choix|des autres|des deux|des trois|de ce qui précède)\b"
    r"|\bréponses? [a-d] et [a-d]\b"
    r"|\b(?:all|none|both|any|neither|either) of (?:the|these|those)"
    r" (?:above|answers?|choices?|options?|others?)\b"
    r"|\b(?:all|none|both) of (?:the above|these|them)(?=\x00|\.)"
    r"|(?:both [a-d]|[a-d](?<=\x00.)) and [a-d](?=\x00|\.)"
)


def judge_choices(card: CardSeen, seen: DeckSeen, report: Report) -> None:
    """How many choices a card has, how long they are, and how unlike."""
    if card.kind != "choice" and card.kind != "choices":
        return
    rights = [one.text for one in card.said if one.role is Role.RIGHT]
    wrongs = [one.text for one in card.said if one.role is Role.WRONG]
    node = card.fields.values["wrong"]
    if card.kind == "choice" and len(wrongs) + 1 > MOST:
        report.add("C303", node, count=str(len(wrongs) + 1), most=str(MOST))
    least = WRONG_LEAST if len(rights) == 1 else 1
    if len(wrongs) < least:
        report.add("C305", node, count=str(len(wrongs)), least=str(least))
    longest, wrong = max(map(len, rights)), max(map(len, wrongs))
    if longest - wrong > LONGER_BY and longest > LONGER_TIMES * wrong:
        report.add("C302", card.fields.values["right"], right=str(longest), wrong=str(wrong))
    _report_alike(card, report)


def _report_alike(card: CardSeen, report: Report) -> None:
    seen: dict[str, str] = {}
    for one in card.said:
        if one.role is Role.RIGHT or one.role is Role.WRONG:
            form = plain_form(one.text)
            if form and form in seen:
                report.add("C301", one.node, text=short(one.text), other=short(seen[form]))
            seen.setdefault(form, one.text)


def plain_form(text: str) -> str:
    """A text without case, accents, hyphens, punctuation at its end and a leading article."""
    if _SIGNED.search(text):
        return text
    words = text.lower().translate(_PLAIN).rstrip(" .!?").split()
    if len(words) > 1 and words[0] in ARTICLES:
        del words[0]
    return " ".join(words)


def judge_words(seen: DeckSeen, report: Report) -> None:
    """Choices that speak of the other choices."""
    said = [
        one for card in seen.cards for one in card.said if one.role is Role.RIGHT or one.role is Role.WRONG
    ]
    prose = Prose(said)
    if not any(word in prose.small for word in _NEEDS):
        return
    for place, _match in prose.small_hits(_OF_OTHERS):
        add(report, "C304", place, seen.lines, text=short(place.text))


CARD_RULES: tuple[CardRule, ...] = (judge_choices,)
DECK_RULES: tuple[DeckRule, ...] = (judge_words,)
