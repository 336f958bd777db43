"""A deck whose every text tries to harm the terminal or to get lost: §8's marked set, markup, long lines."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

_CONTROLS = [*range(0x20), *range(0x7F, 0xA0)]
_BIDI = [0x61C, 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2066, 0x206A), 0xFEFF]
_NONCHARACTERS = [
    *range(0xFDD0, 0xFDF0),
    *(plane << 16 | low for plane in range(17) for low in (0xFFFE, 0xFFFF)),
]

MARKED = [chr(code) for code in (*_CONTROLS, *_BIDI, *_NONCHARACTERS) if chr(code) not in "\n\t"]
"""Every character of the marked set."""

MARKUP = "[/x] [@click=app.quit]clic[/] [b]gras list[int] dict[str, list[int]] [red [ ] \\[ $accent {} {0} %s"
EMOJI = "👩‍👩‍👧‍👦 🏳️‍🌈 👍🏽 🏴󠁧󠁢󠁥󠁮󠁧󠁿 e\u0301"
RIGHT_TO_LEFT = "שלום עולם مرحبا بالعالم می‌خواهم"
FRENCH = "« vraiment » ? 10 000 % ; non !"
ATTACK = "\x1b]0;volé\x07 \x1b[2J \x9b31m \x1b)0 \u202egnirts\u202c"


def hostile(name: str, length: int) -> str:
    """A text that begins and ends with words of its name and holds everything hostile, with numbered words
    of so many characters. Its name stands so often in it that no line looks like one of another text."""
    marked = (f"({name}{character})" for character in MARKED)
    rest = f"{MARKUP} {EMOJI} {RIGHT_TO_LEFT} {ATTACK} {FRENCH}".split(" ")
    named = (" ".join((name, *rest[place : place + 3])) for place in range(0, len(rest), 3))
    words = (f"{name}{number:05d}" for number in range(length // (len(name) + 6)))
    return " ".join((f"{name}-debut", *marked, *named, *words, f"{name}-fin"))


def quoted(text: str) -> str:
    """The text as a YAML scalar, whatever is not plain in it given by escapes."""
    escaped = "".join(
        character if character.isascii() and character.isprintable() else _escape(character)
        for character in text.replace("\\", "\\\\").replace('"', '\\"')
    )
    return f'"{escaped}"'


def _escape(character: str) -> str:
    code = ord(character)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


LONG_FIELDS = frozenset({"question", "texte", "dos", "reponse", "explication"})
"""Fields that hold a line of 10,000 characters in reduced runs too."""


@dataclass
class HostileLibrary:
    """The library on disk, and each text by its name."""

    root: Path
    full: bool
    longest: int = 10_000
    texts: dict[str, str] = field(default_factory=dict)

    def say(self, name: str) -> str:
        """A hostile text of a name, ready for YAML."""
        length = self.longest if self.full or name in LONG_FIELDS else 300
        self.texts[name] = hostile(name, length)
        return quoted(self.texts[name])

    def write(self) -> None:
        say = self.say
        deck = f"""\
format: 1
deck: {{id: hostile, title: {say("paquet")}, lang: fr}}
sources:
  feuille: ../seeds/feuille.md
  note: {{title: {say("titre")}, author: {say("autrice")}, published: 2024-06-20, lang: fr,
    text: "{quoted("Le mot juste.")[1:-1]} {say("texte")[1:-1]}"}}
defaults: {{source: note, shuffle: false}}
cards:
  - id: choix
    question: {say("question")}
    right: {say("juste")}
    wrong: [{{text: {say("faux")}, why: {say("pourquoi")}}}]
    hint: {say("indice")}
    explain: {say("explication")}
    note: {say("remarque")}
    tags: [c1, {say("etiquette")}]
    quote: Le mot juste
  - id: carte
    front: {say("face")}
    back: {say("dos")}
    tags: [c2]
    source: feuille
    quote: La preuve
  - id: court
    question: {say("demande")}
    answer: {say("reponse")}
    tags: [c3]
    quote: Le mot juste
  - id: trou
    cloze: "{{{{c1::mot::{say("invite")[1:-1]}}}}} {say("suite")[1:-1]}"
    tags: [c4]
    quote: Le mot juste
"""
        sheet = f"""\
---
id: feuille
title: {say("ouvrage")}
publisher: {say("editeur")}
published: 2024-06-20
lang: fr
notes:
  1: {say("mise-en-garde")}
---
La preuve tient dans cette phrase de la feuille.
"""
        for folder, name, text in (("decks", "hostile.yaml", deck), ("seeds", "feuille.md", sheet)):
            (self.root / folder).mkdir(parents=True, exist_ok=True)
            (self.root / folder / name).write_text(text, "utf-8")
