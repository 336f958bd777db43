"""No shipped text breaks a line where French never does, at any width, in either front end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from quizapp.library.index import Index
from quizapp.library.model import CardKey
from quizapp.library.roots import given_libraries
from quizapp.text import NO_BREAK, released, shown, wrap
from quizapp.tui.text import quoted, said

ROOT = Path(__file__).resolve().parent.parent
NEVER_FIRST = frozenset(";:!?»%") | NO_BREAK
NEVER_LAST = frozenset("«") | NO_BREAK

Text = tuple[str, str]


def strings(value: object) -> Iterator[str]:
    """Every string in a value made of tuples and records."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from strings(getattr(value, field.name))
    elif isinstance(value, tuple):
        for part in value:
            yield from strings(part)


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> frozenset[Text]:
    """Every text of the shipped decks and sheets that is ever shown, with its language."""
    index = Index.open(tmp_path_factory.mktemp("index") / "index.sqlite")
    index.refresh(given_libraries([ROOT]), 0)
    found: set[Text] = {(deck.title, deck.lang) for deck in index.decks()}
    sources = set()
    for row in index.key_rows():
        card = index.card(CardKey(row.key))
        face = row.key.rpartition("#")[2]
        asked = (card.question.stem(face), card.question.form(face), card.question.expected(face, card.lang))
        whys = getattr(card.question, "wrong", ())
        said_of = (asked, whys, card.hint, card.explain, card.note, card.tags)
        found |= {(text, card.lang) for text in strings(said_of)}
        sources |= {passage.source for passage in card.passages}
    for ref in sources:
        source = index.source(ref)
        of_source = (source.title, source.publisher, source.author, source.paragraphs)
        found |= {(text, source.lang) for text in strings(of_source)}
    index.close()
    # Authors also type plain spaces there: what is shown must not depend on it.
    plainly = {(text.replace("\u00a0", " ").replace("\u202f", " "), lang) for text, lang in found}
    return frozenset(found | plainly)


def faults(lines: list[str]) -> list[str]:
    return [line for line in lines if line and (line[0] in NEVER_FIRST or line[-1] in NEVER_LAST)]


def test_the_shipped_texts_are_many_and_hold_what_french_binds(texts: frozenset[Text]) -> None:
    joined = "\n".join(shown(text, lang) for text, lang in texts)
    assert len(texts) > 500
    for bound in ("\u202f?", "\u00a0:", "\u00a0»", "«\u00a0", "\u202f;", "2\u202f000"):
        assert bound in joined, bound


@pytest.mark.parametrize(
    "widths", [range(start, start + 10) for start in range(20, 80, 10)] + [range(80, 81)], ids=str
)
def test_plain_lines_break_rightly_at_every_width(widths: range, texts: frozenset[Text]) -> None:
    for text, lang in sorted(texts):
        laid = shown(text, lang)
        for width in widths:
            assert faults(wrap(laid, width)) == [], f"at width {width}"


@pytest.mark.parametrize("width", [20, 27, 34, 48, 61, 74, 80])
def test_lines_on_the_screen_break_rightly(width: int, texts: frozenset[Text]) -> None:
    for text, lang in sorted(texts):
        middle = len(text) // 2
        for content in (said(text, lang), quoted(text, lang, (0, len(text)), ((middle, len(text)),))):
            lines = [released(line.plain).rstrip(" ") for line in content.wrap(width)]
            assert faults(lines) == [], f"at width {width}"
            assert "".join("".join(lines).split()) == "".join(shown(text, lang).split())
