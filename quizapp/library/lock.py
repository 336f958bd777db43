"""The lock of a deck: its sources as they were when its quotes were last looked at, beside the deck as JSON.

One line holds one source, paragraph or quote, in a fixed order, so that a change of a lock reads well as a
diff. What a lock says is distrusted like a deck.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeVar

from quizapp.library.decoding import MARKED, Fault, decode
from quizapp.messages import N_

FORMAT = 1
SUFFIX = ".lock.json"

_QUOTE = ("card", "source", "paragraph", "span", "text")

T = TypeVar("T")


class LockedQuote(NamedTuple):
    """A citation: the raw offsets of its words in a paragraph of a source. `former` is the text of that
    paragraph where the entry was kept from an older state of the source; None: see `Lock.paragraphs`."""

    card: str
    source: str
    paragraph: int
    start: int
    end: int
    text: str
    former: str | None = None


class Lock(NamedTuple):
    """Sources by name with the SHA-256 of their bytes (inline: of their text) in hexadecimal, the cited
    paragraphs by source and number, and the quotes.

    A source's name is its path from the deck's folder, which begins with a dot, or the key of an inline one.
    """

    sources: Mapping[str, str]
    paragraphs: Mapping[tuple[str, int], str]
    quotes: tuple[LockedQuote, ...]

    def passage(self, quote: LockedQuote) -> str:
        """The text of the paragraph that a quote stood in."""
        return self.paragraphs[quote.source, quote.paragraph] if quote.former is None else quote.former


class BadLock(Exception):
    """A file that is no lock: the place, counted from 1, and what was expected there, as a phrase."""

    def __init__(self, line: int, column: int, wanted: str) -> None:
        super().__init__(wanted)
        self.line, self.column, self.wanted = line, column, wanted


def lock_path(deck: str) -> str:
    """The path of the lock of a deck file; a deck whose name ends in another way than `.yaml`, with that or
    without, keeps the whole of it, so that no two decks share a lock."""
    stem = deck.removesuffix(".yaml")
    return (deck if stem.lower().endswith((".yaml", ".yml")) else stem) + SUFFIX


def lock_text(lock: Lock) -> str:
    """The lock as a file: deterministic, sorted, one line an entry, with a newline at the end."""
    sources = [{"source": name, "sha256": sha256} for name, sha256 in sorted(lock.sources.items())]
    paragraphs = [
        {"source": source, "paragraph": number, "text": text}
        for (source, number), text in sorted(lock.paragraphs.items())
    ]
    quotes = [_quote_entry(quote) for quote in sorted(set(lock.quotes), key=_order)]
    parts = [f'"format": {FORMAT}']
    for name, entries in (("sources", sources), ("paragraphs", paragraphs), ("quotes", quotes)):
        parts.append(f'"{name}": [' + ",".join("\n" + _line(entry) for entry in entries) + "\n]")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _order(quote: LockedQuote) -> tuple[str, str, int, int, int, str]:
    return quote.card, quote.source, quote.paragraph, quote.start, quote.end, quote.former or ""


def _quote_entry(quote: LockedQuote) -> dict[str, object]:
    entry: dict[str, object] = {
        "card": quote.card,
        "source": quote.source,
        "paragraph": quote.paragraph,
        "span": [quote.start, quote.end],
        "text": quote.text,
    }
    return entry if quote.former is None else entry | {"former": quote.former}


def _line(entry: object) -> str:
    # Characters that an editor or a terminal would obey stay escapes, as in a deck.
    text = json.dumps(entry, ensure_ascii=False)
    return MARKED.sub(lambda found: json.dumps(found.group())[1:-1], text)


def read_lock(data: bytes) -> Lock:
    """The lock in a file's bytes. Raises BadLock."""
    text = decode(data)
    if isinstance(text, Fault):
        raise BadLock(text.line, text.column, N_("UTF-8"))
    try:
        root = json.loads(text)
    except json.JSONDecodeError as error:
        raise BadLock(error.lineno, error.colno, N_("JSON")) from None
    except (ValueError, RecursionError):
        # A number of thousands of digits, or lists nested without end.
        raise BadLock(1, 1, N_("JSON")) from None
    return _Reader(text).lock(root)


class _Reader:
    """Takes a lock's JSON apart; what does not fit is told with the line of its entry."""

    def __init__(self, text: str) -> None:
        self._text = text

    def lock(self, root: object) -> Lock:
        if not isinstance(root, dict) or type(root.get("format")) is not int or root["format"] != FORMAT:
            raise BadLock(1, 1, N_("“format: 1”"))
        if set(root) != {"format", "sources", "paragraphs", "quotes"}:
            raise BadLock(1, 1, N_("the lists “sources”, “paragraphs” and “quotes”"))
        sources = dict(self._each(root["sources"], _source, N_("a source with its SHA-256")))
        paragraphs = dict(self._each(root["paragraphs"], _paragraph, N_("a paragraph of a source")))

        def quote(entry: Mapping[str, Any]) -> LockedQuote:
            return _quote(entry, sources, paragraphs)

        quotes = self._each(root["quotes"], quote, N_("a quote that stands in its paragraph"))
        return Lock(sources, paragraphs, tuple(quotes))

    def _each(self, entries: object, read: Callable[[Mapping[str, Any]], T], wanted: str) -> list[T]:
        if not isinstance(entries, list):
            raise BadLock(1, 1, wanted)
        found = []
        for entry in entries:
            try:
                found.append(read(entry))
            except (AttributeError, LookupError, TypeError, ValueError):
                raise BadLock(self._line_of(entry), 1, wanted) from None
        return found

    def _line_of(self, entry: object) -> int:
        """The line that holds nothing but an entry; the first where the file was laid out in another way."""
        for number, line in enumerate(self._text.split("\n"), 1):
            try:
                if json.loads(line.strip().rstrip(",")) == entry:
                    return number
            except (ValueError, RecursionError):
                continue
        return 1


def _source(entry: Mapping[str, Any]) -> tuple[str, str]:
    name, sha256 = _values(entry, "source", "sha256")
    if len(_text(sha256)) != 64 or not set(sha256) <= set("0123456789abcdef"):
        raise ValueError("no digest")
    return _text(name), sha256


def _paragraph(entry: Mapping[str, Any]) -> tuple[tuple[str, int], str]:
    source, number, text = _values(entry, "source", "paragraph", "text")
    return (_text(source), _whole(number, 1)), _text(text)


def _quote(
    entry: Mapping[str, Any], sources: Mapping[str, str], paragraphs: Mapping[tuple[str, int], str]
) -> LockedQuote:
    former = None
    if "former" in entry:
        card, source, number, span, words, former = _values(entry, *_QUOTE, "former")
        passage = _text(former)
    else:
        card, source, number, span, words = _values(entry, *_QUOTE)
        passage = paragraphs[source, number]
        if source not in sources:
            raise ValueError("no source")
    start, end = span
    if not _whole(start, 0) < _whole(end, 1) <= len(passage) or passage[start:end] != words:
        raise ValueError("other words")
    return LockedQuote(_text(card), _text(source), _whole(number, 1), start, end, words, former)


def _values(entry: Mapping[str, Any], *names: str) -> list[Any]:
    if len(entry) != len(names):
        raise ValueError("other keys")
    return [entry[name] for name in names]


def _text(value: object) -> str:
    if not isinstance(value, str) or not value:
        raise ValueError("no text")
    if not value.isascii():
        value.encode()  # A lone surrogate, which JSON can spell, could be written nowhere.
    return value


def _whole(value: object, least: int) -> int:
    if type(value) is not int or not least <= value < 1_000_000_000:
        raise ValueError("no whole number")
    return value
