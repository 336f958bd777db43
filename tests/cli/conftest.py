"""Runs the program in this process on a small library, with its streams caught."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

import pytest

from quizapp.cli import program

HEAD = """\
format: 1
deck: {id: marche, title: Le marché de Valbrune, lang: fr}
sources:
  note:
    title: Note de terrain
    author: Nous
    published: 2024-06-20
    lang: fr
    text: |
      Le marché couvert a rouvert en juin 2024, après dix-huit mois de travaux.

      Les travaux ont été financés par la région et par une souscription publique.

      Les loyers des étals n’ont pas baissé : les commerçants le demandaient.

      Le marché accueille 12 000 visiteurs par semaine.
defaults: {source: note}
cards:
"""

CHOICE = """\
- id: financeur
  question: Qui a cofinancé les travaux ?
  right: la région
  wrong:
    - {text: la commune, why: La commune annonce.}
    - {text: la presse, why: Elle ne paie pas.}
  shuffle: false
  hint: Un échelon territorial.
  tags: [argent]
  quote: {text: "financés par la région et par une souscription publique", mark: [la région]}
"""

SHORT = """\
- id: abri
  question: Qu’est-ce qui a rouvert ?
  answer: [le marché couvert, marché couvert]
  quote: Le marché couvert a rouvert en juin 2024
"""

TRUTH = """\
- id: loyers
  statement: Les loyers des étals ont baissé.
  is: false
  explain: Les commerçants le demandaient, sans l’obtenir.
  quote: Les loyers des étals n’ont pas baissé
"""

ALL = """\
- id: payeurs
  question: Qui a payé ?
  all: [la région, une souscription publique]
  quote: financés par la région et par une souscription publique
"""

FLASHCARD = """\
- id: souscription
  front: Appel au public
  back: souscription publique
  quote: une souscription publique
"""


@dataclass(frozen=True)
class Ran:
    """How a run of the program ended, and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()

    def verdict(self) -> str:
        """The one line that begins with a verdict's word."""
        words = ("CORRECT", "PARTIAL", "WRONG", "BLANK", "ALMOST", "ANSWER")
        (found,) = (line for line in self.lines if line.startswith(words))
        return found


Quizapp = Callable[..., Ran]


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """An empty library."""
    (tmp_path / "library" / "decks").mkdir(parents=True)
    return tmp_path / "library"


@pytest.fixture
def environ(tmp_path: Path, library: Path) -> dict[str, str]:
    """The environment of every run: the library, a history of its own, a fixed start of the clock."""
    return {
        "QUIZAPP_DATA": str(tmp_path / "data"),
        "QUIZAPP_LIBRARY": str(library),
        "QUIZAPP_NOW": "2026-03-02T10:00:00+01:00",
        "LANG": "C.UTF-8",
        "TERM": "dumb",
    }


@pytest.fixture
def quizapp(
    environ: dict[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Quizapp:
    """Runs the program: `quizapp("due", "--json", stdin="…", QUIZAPP_LANG="fr")`."""

    def run(*arguments: str, stdin: str = "", **more: str) -> Ran:
        capsys.readouterr()
        monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
        code = program.run(arguments, {**environ, **more})
        out, err = capsys.readouterr()
        return Ran(code, out, err)

    return run


@pytest.fixture
def deck(library: Path) -> Callable[..., Path]:
    """Writes a deck of the given cards."""

    def write(*cards: str, head: str = HEAD, name: str = "marche.yaml") -> Path:
        path = library / "decks" / name
        body = "".join(dedent(card) for card in cards)
        path.write_text(head + "".join(f"  {line}\n" for line in body.splitlines()), "utf-8")
        return path

    return write
