"""Finds what French typography does not allow in a text: each rule is a pattern with its name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from quizapp.library.nodes import Mapping, Node, Scalar, Sequence
from quizapp.library.recovery import read_tree
from tests.content.shipped import ROOT, sheets

_SPACE = " \u00a0\u202f"
_RULES: dict[str, str] = {
    "straight apostrophe": "'",
    "straight quote": '"',
    "three dots": r"\.\.\.",
    "double space": rf"[{_SPACE}]{{2,}}",
    "space at the edge": r"\A\s|\s\Z",
    "no space before": rf"(?<![{_SPACE}!?])[;:!?»%]",
    "no space after «": rf"«(?![{_SPACE}])",
    "no space after": r"[,;:!?»…)][^\W\d_]",
    "space before": rf"[{_SPACE}][,.)\]…]",
    "space after": rf"[(\[’][{_SPACE}]",
    "hyphen as a dash": rf"[{_SPACE}]-[{_SPACE}]|--",
    "digits without groups": r"\d{5}",
    "unit without space": r"\d(?:mm|km|kg|°)",
    "capital without accent": r"\b(?:Etat|Etude|Echange|Equilibre|Ecart|Evenement)|\AA (?=\w)",
    "letters for a ligature": r"(?i)\b\w*(?:coeur|oeuv|soeur|voeu|noeud|oeil|moeurs|boeuf)",
}
_RULES_COMPILED = {name: re.compile(pattern) for name, pattern in _RULES.items()}

_NOT_PROSE = {
    *("format", "id", "lang", "version", "license", "sources", "source", "para", "date", "number", "is"),
    *("reverse", "inference", "accents", "shuffle", "aliases", "image", "review_by"),
}
_GAP = re.compile(r"\{\{c\d+::(.*?)\}\}")


class Text(NamedTuple):
    """A piece of prose and where it stands."""

    place: str
    text: str


def faults(text: str) -> tuple[str, ...]:
    """The names of the rules that a text breaks, each with the place in the text."""
    found = [
        f"{name}: …{text[max(0, hit.start() - 15) : hit.end() + 15]}…"
        for name, rule in _RULES_COMPILED.items()
        for hit in rule.finditer(text)
    ]
    if text.count("«") != text.count("»"):
        found.append("« » not in pairs")
    return tuple(found)


def deck_texts() -> Iterator[Text]:
    """Every text of every deck file, gaps of a cloze and their alternatives one by one."""
    for file in sorted((ROOT / "decks").glob("*.yaml")):
        root = read_tree(file.read_text("utf-8")).root
        assert root is not None
        for scalar in _prose(root):
            place = f"{file.name}:{scalar.line}"
            yield Text(place, _GAP.sub(lambda gap: re.split(r"\||::", gap[1])[0], scalar.text))
            for gap in _GAP.finditer(scalar.text):
                yield from (Text(place, piece) for piece in re.split(r"\||::", gap[1]))


def _prose(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Mapping):
        for key, value in node.pairs:
            if key.text not in _NOT_PROSE:
                yield from _prose(value)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _prose(item)
    else:
        yield node


def sheet_texts() -> Iterator[Text]:
    """Every paragraph, note, title and heading of every sheet."""
    for name, sheet in sheets().items():
        yield Text(f"{name}: title", sheet.title)
        for paragraph in sheet.paragraphs:
            yield Text(f"{name} § {paragraph.number}", paragraph.text)
            if paragraph.note:
                yield Text(f"{name} § {paragraph.number}: note", paragraph.note)
        lines = (ROOT / "seeds" / f"{name}.md").read_text("utf-8").splitlines()
        for number, line in enumerate(lines, 1):
            if line.startswith("#"):
                yield Text(f"{name}:{number}", line.lstrip("#").removeprefix(" "))
