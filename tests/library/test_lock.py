"""A lock is written the same each time, and read with distrust."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from quizapp.library.lock import BadLock, Lock, LockedQuote, lock_path, lock_text, read_lock
from quizapp.library.model import Deck, Level
from quizapp.library.problems import worded
from quizapp.library.roots import given_libraries
from quizapp.library.shelf import Shelf
from tests import changed
from tests.library.locks import cards, problems

SHA = "0" * 64
LOCK = Lock(
    {"./s.md": SHA, "note": "f" * 64},
    {("./s.md", 2): "Un « texte ».", ("note", 1): "Autre \u202e texte \x1b."},
    (
        LockedQuote("b", "note", 1, 0, 5, "Autre"),
        LockedQuote("a", "./s.md", 2, 3, 12, "« texte »"),
        LockedQuote("c", "./s.md", 9, 0, 3, "Vieux"[:3], former="Vieux."),
    ),
)


def test_names_that_end_twice_give_locks_of_their_own() -> None:
    decks = ["c.yaml", "c.yml", "c.yml.yaml", "c.yaml.yaml", "c.YAML", "c.YAML.yaml", "c.YML", "c.yml.yml"]
    assert len({lock_path(deck) for deck in decks}) == len(decks)
    assert lock_path("decks/a.b.yaml") == "decks/a.b.lock.json"


def test_what_is_written_is_read_back_whatever_the_order() -> None:
    text = lock_text(LOCK)
    read = read_lock(text.encode())
    assert (read.sources, read.paragraphs) == (LOCK.sources, LOCK.paragraphs)
    assert sorted(read.quotes) == sorted(LOCK.quotes)
    turned = Lock(dict(sorted(LOCK.sources.items(), reverse=True)), LOCK.paragraphs, LOCK.quotes[::-1])
    assert lock_text(turned) == text


def test_a_line_holds_one_entry_and_nothing_that_a_terminal_obeys() -> None:
    lines = lock_text(LOCK).split("\n")
    entries = [json.loads(line.rstrip(",")) for line in lines if line.startswith('{"')]
    assert [entry.get("card", entry["source"]) for entry in entries] == [
        *("./s.md", "note", "./s.md", "note", "a", "b", "c")
    ]
    assert lines[-1] == ""
    assert not {"\x1b", "\u202e"} & set("".join(lines))


@pytest.mark.parametrize(
    ("deck", "lock"),
    [("decks/a.yaml", "decks/a.lock.json"), ("decks/a.yml", "decks/a.yml.lock.json"), ("a", "a.lock.json")],
)
def test_no_two_decks_share_a_lock(deck: str, lock: str) -> None:
    assert lock_path(deck) == lock


HOSTILE: dict[str, bytes] = {
    "empty": b"",
    "not UTF-8": b"\xff\xfe{}",
    "no JSON": b"{",
    "left by a merge": b"<<<<<<< ours\n{}\n=======\n",
    "nested without end": b"[" * 200_000,
    "nested below a key": b'{"format":' + b"[" * 200_000,
    "a number without end": b'{"format": ' + b"9" * 10_000 + b"}",
    "a list": b"[]",
    "null": b"null",
    "another format": b'{"format": 2, "sources": [], "paragraphs": [], "quotes": []}',
    "a format that is true": b'{"format": true, "sources": [], "paragraphs": [], "quotes": []}',
    "a list missing": b'{"format": 1, "sources": [], "paragraphs": []}',
    "a key too many": b'{"format": 1, "sources": [], "paragraphs": [], "quotes": [], "x": 1}',
    "texts for lists": b'{"format": 1, "sources": "", "paragraphs": "", "quotes": ""}',
    "NaN": b'{"format": 1, "sources": NaN, "paragraphs": [], "quotes": []}',
}
for _name, _entry in {
    "a source that is a text": '"x"',
    "a source that is a list": '["source", "sha256"]',
    "a source without digest": '{"source": "s"}',
    "a digest that is none": '{"source": "s", "sha256": "zz"}',
    "a digest that is a number": '{"source": "s", "sha256": 12}',
    "a lone surrogate": '{"source": "\\ud800", "sha256": "' + SHA + '"}',
}.items():
    HOSTILE[_name] = f'{{"format": 1, "sources": [\n{_entry}\n], "paragraphs": [], "quotes": []}}'.encode()
_QUOTE: dict[str, object] = {"card": "c", "source": "s", "paragraph": 1, "span": [0, 2], "text": "ab"}
_BAD_QUOTES: dict[str, dict[str, object]] = {
    "no card": {"card": None},
    "an unknown source": {"source": "t"},
    "an unknown paragraph": {"paragraph": 2},
    "a paragraph that is true": {"paragraph": True},
    "a paragraph before the first": {"paragraph": 0},
    "a huge paragraph": {"paragraph": 10**30},
    "a span that is a number": {"span": 1},
    "a span of three": {"span": [0, 1, 2]},
    "a span backwards": {"span": [2, 0]},
    "a span beyond the end": {"span": [0, 9]},
    "a negative span": {"span": [-3, -1]},
    "other words": {"text": "zz"},
    "no words": {"text": "", "span": [0, 0]},
    "a former text without the words": {"former": "zz"},
    "a former text that is a number": {"former": 1},
    "another key": {"x": 1},
}
for _name, _change in _BAD_QUOTES.items():
    HOSTILE[_name] = (
        f'{{"format": 1, "sources": [{{"source": "s", "sha256": "{SHA}"}}],\n'
        '"paragraphs": [{"source": "s", "paragraph": 1, "text": "abc"}],\n"quotes": [\n'
        f"{json.dumps(_QUOTE | _change)}\n]}}"
    ).encode()


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_lock_is_a_finding_and_costs_no_card(name: str, tmp_path: Path) -> None:
    root = changed.make(tmp_path)
    (root / "decks" / "marche.lock.json").write_bytes(HOSTILE[name])
    deck = Shelf(given_libraries((root,))[0]).read("decks/marche.yaml").deck
    assert isinstance(deck, Deck)
    assert len(deck.cards) == 5
    (problem,) = deck.problems
    assert (problem.code, problem.file) == ("S407", "decks/marche.lock.json")
    assert problem.line > 0 < problem.column
    assert all(worded(problem))


def test_a_bad_entry_is_told_with_its_line() -> None:
    text = lock_text(LOCK).replace('"span": [0, 5]', '"span": [0, 4]')
    with pytest.raises(BadLock) as bad:
        read_lock(text.encode())
    assert '"card": "b"' in text.split("\n")[bad.value.line - 1]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes")
def test_a_lock_that_is_no_file_is_not_opened(tmp_path: Path) -> None:
    root = changed.make(tmp_path)
    lock = root / "decks" / "marche.lock.json"
    os.mkfifo(lock)
    assert problems(root) == [("Y101", None, Level.ERROR)]
    lock.unlink()
    lock.symlink_to(root / "elsewhere")
    assert problems(root) == [("Y102", None, Level.ERROR)]


def test_a_huge_lock_is_not_read(tmp_path: Path) -> None:
    root = changed.make(tmp_path)
    with (root / "decks" / "marche.lock.json").open("wb") as file:
        file.truncate(16 * 1024 * 1024 + 1)
    assert problems(root) == [("Y104", None, Level.ERROR)]
    assert len(cards(root)) == 5
