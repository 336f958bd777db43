"""Cards as pieces of a deck for rules to look at, in French or in English."""

from __future__ import annotations

from quizapp.library.rules.examples.frame import HEAD, problems

ENGLISH = HEAD.replace("lang: fr", "lang: en")


def codes(cards: str, lang: str = "fr") -> list[str]:
    """The codes of the findings in cards, every rule on, in the order of the file."""
    return [one.code for one in problems(cards if lang == "fr" else ENGLISH + indented(cards))]


def indented(cards: str) -> str:
    return "".join(f"  {line}\n" for line in cards.splitlines())


def card(name: str = "a", **fields: str) -> str:
    """A card of fields as they are written in YAML; without a citation it cites the first paragraph."""
    fields = fields if {"quote", "para"} & set(fields) else {**fields, "para": "1", "inference": "true"}
    return "".join([f"- id: {name}\n", *(f"  {key}: {value}\n" for key, value in fields.items())])


def asked(question: str, answer: str = "abc", **fields: str) -> str:
    """A short answer."""
    return card(question=f'"{question}"', answer=f'"{answer}"', **fields)


def chosen(question: str, right: str, *wrong: str, **fields: str) -> str:
    """A choice of which each wrong text has its reason."""
    wrongs = "[" + ", ".join(f'{{text: "{text}", why: "Parce que."}}' for text in wrong) + "]"
    return card(question=f'"{question}"', right=f'"{right}"', wrong=wrongs, **fields)


def stated(statement: str, truth: str = "true", name: str = "a", **fields: str) -> str:
    return card(name, statement=f'"{statement}"', **{"is": truth}, **fields)


def filled(cloze: str, **fields: str) -> str:
    return card(cloze=f'"{cloze}"', **fields)
