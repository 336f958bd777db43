"""Writes a large library in French without findings: a sheet a deck, as long as a real one, some shared."""

from __future__ import annotations

from pathlib import Path

from tests.bench.facts import Fact, make_facts

PARAGRAPH = 4
"""How many facts, and thus sentences, a paragraph tells."""

SHARED = 5
"""Of so many decks one takes a fifth of its cards from a sheet that it shares with four others."""


def make_library(root: Path, files: int, cards: int) -> None:
    """Writes `files` decks of `cards` cards below `root`, the same at every call."""
    (root / "decks").mkdir(parents=True)
    (root / "seeds").mkdir()
    shared: list[Fact] = []
    for number in range(files):
        facts = make_facts(f"deck {number}", cards)
        _write_sheet(root, f"sheet-{number:03}", facts)
        group, place = divmod(number, SHARED * 5)
        taken: list[Fact] = []
        if place % SHARED == 0:
            if place == 0:
                shared = make_facts(f"shared {group}", cards)
                _write_sheet(root, f"shared-{group}", shared)
            share = cards // 5
            taken = shared[place // SHARED * share :][:share]
        _write_deck(root, number, facts[: cards - len(taken)], taken, f"shared-{group}")


def _write_sheet(root: Path, name: str, facts: list[Fact]) -> None:
    lines = [
        *("---", f"id: {name}", f"title: La vie des communes, {name}", "publisher: La Gazette du pays"),
        *("published: null", "lang: fr", f"original: {{file: {name}.txt, sha256: {'0' * 64}}}"),
        *("notes:", '  1: "Les noms sont ceux que donne la gazette."', "---"),
    ]
    for number, start in enumerate(range(0, len(facts), PARAGRAPH)):
        if number % 6 == 3:
            lines += [f"## Chapitre {number // 6 + 1}", ""]
        text = " ".join(fact.sentence for fact in facts[start : start + PARAGRAPH])
        lines += [f"<!-- original: {number * 2 + 5} -->", text, ""]
    (root / "seeds" / f"{name}.md").write_text("\n".join(lines), encoding="utf-8")


def _write_deck(root: Path, number: int, own: list[Fact], taken: list[Fact], shared: str) -> None:
    lines = [
        *("# yaml-language-server: $schema=deck.schema.json", "format: 1"),
        f'deck: {{id: deck-{number:03}, title: "Les communes, {number}", lang: fr, license: CC-BY-4.0}}',
        *("sources:", f"  own: ../seeds/sheet-{number:03}.md"),
        *((f"  commun: ../seeds/{shared}.md",) if taken else ()),
        *("defaults: {source: own}", "cards:"),
    ]
    for place, fact in enumerate((*own, *taken)):
        lines += [f"  - id: carte-{place}", *(f"    {line}" for line in fact.fields)]
        lines += ["    source: commun"] if place >= len(own) else []
        lines += [f"    tags: [commune, thème-{place % 7}]", ""]
    (root / "decks" / f"deck-{number:03}.yaml").write_text("\n".join(lines), encoding="utf-8")
