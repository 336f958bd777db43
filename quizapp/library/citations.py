"""A card's `quote`, `para`, `mark` and `source` become passages anchored in the paragraphs they cite."""

from __future__ import annotations

import re
from collections.abc import Mapping as Table
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from quizapp.library.fields import Fields, Report, kind_of, read_fields, short, text_of, texts_of
from quizapp.library.following import Citation, Watch
from quizapp.library.model import Paragraph, Passage, Source
from quizapp.library.nodes import Mapping, Node, Scalar, Sequence
from quizapp.library.quotes import Ambiguous, Found, NotFound, QuoteFinder, fold
from quizapp.messages import N_
from quizapp.questions.folding import words

KEYS = ("source", "quote", "para", "mark")
QUOTE_KEYS = ("source", "text", "para", "mark")
PARA_MOST = 999_999
PARA = re.compile(r"(?!0+$)[0-9]{1,6}")


_SHARED = 300_000
"""The characters of the largest source whose finder outlives a deck: it takes about 40 bytes for each."""


@dataclass(slots=True)
class Sources:
    """The sources of one deck by key. `source` is None for one that could not be read: what cites it is
    silently left without a passage, because the source's own problem is reported already; so is every card of
    a deck whose sources are all `unread`."""

    by_key: Table[str, Source | None]
    default: str | None = None
    watch: Watch | None = None
    unread: bool = False
    _finders: dict[str, QuoteFinder] = field(default_factory=dict)

    def finder(self, key: str, source: Source) -> QuoteFinder:
        if key not in self._finders:
            small = sum(len(one.text) for one in source.paragraphs) <= _SHARED
            self._finders[key] = (_finder if small else QuoteFinder)(source.paragraphs)
        return self._finders[key]


class Cited(NamedTuple):
    """What a card cites: passages with their quoted texts and the texts of their paragraphs. Not `readable`:
    one stands in an unread source."""

    passages: tuple[Passage, ...] = ()
    texts: tuple[str, ...] = ()
    readable: bool = True
    paragraphs: tuple[str, ...] = ()


class _Wanted(NamedTuple):
    """One citation as written."""

    place: Node
    text: Scalar | None
    marks: tuple[Scalar, ...]
    paragraph: int | None
    paragraph_node: Node | None


_Beside: TypeAlias = dict[str | None, frozenset[int | None]]
"""All that a card cites of one source: the numbers of its paragraphs by the words quoted there, folded, None
for whole paragraphs."""


@lru_cache(maxsize=16)
def _finder(paragraphs: tuple[Paragraph, ...]) -> QuoteFinder:
    """The finder of a source that is not huge, which the decks of a library share."""
    return QuoteFinder(paragraphs)


def read_citations(card: Fields, sources: Sources) -> Cited:
    """The passages that a card cites, its evidence first, then in the order written; what does not fit is
    reported."""
    report = card.report
    marks = _marks(card.values.get("mark"), report)
    paras = _paragraphs(card.values.get("para"), report)
    passages: list[Passage] = []
    texts: list[str] = []
    paragraphs: list[str] = []
    readable = True
    if "source" in card:
        # Checked by itself, because a card whose quotes all name theirs, or that has none, never asks for it.
        _source_key(card.values["source"], card.node, sources, report)
    named = card.values.get("source")
    every = [(wanted, key_node or named) for wanted, key_node in _all_wanted(card, marks, paras)]
    beside: dict[str | None, _Beside] = {}
    for wanted, key_node in every:
        key = _source_key(key_node, wanted.place, sources, report)
        if key is None:
            continue
        source = sources.by_key[key]
        if source is None:
            readable = False
            continue
        passage = None
        if sources.watch is not None and sources.watch.sees(source):
            name = _scalar_text(key_node)
            if name not in beside:
                beside[name] = _beside([one for one, node in every if _scalar_text(node) == name])
            passage = sources.watch.follow(_citation(wanted, beside[name]), source, report)
        if passage is None:
            passage = _anchor(wanted, source, sources.finder(key, source), report)
        if passage is not None:
            passages.append(passage)
            changed = passage.changed
            text = source.paragraphs[passage.paragraph - 1].text if changed is None else changed.text
            texts.append(text[passage.quote[0] : passage.quote[1]])
            paragraphs.append(text)
    return Cited(tuple(passages), tuple(texts), readable, tuple(paragraphs))


def _all_wanted(
    card: Fields, marks: tuple[Scalar, ...], paras: list[tuple[int, Node]]
) -> list[tuple[_Wanted, Node | None]]:
    evidence, quote = card.values.get("evidence"), card.values.get("quote")
    if evidence is None and quote is None:
        return [(_Wanted(node, None, marks, number, node), None) for number, node in paras]
    only = paras[0] if len(paras) == 1 else (None, None)
    items = quote.items if isinstance(quote, Sequence) else (quote,)
    if not items and quote is not None:
        card.report.add("F108", quote, key="quote")
    found = []
    for item in (evidence, *items):
        wanted = None if item is None else _quote(item, marks, only, card.report)
        if wanted is not None:
            found.append(wanted)
    return found


def _quote(
    node: Node, marks: tuple[Scalar, ...], only: tuple[int | None, Node | None], report: Report
) -> tuple[_Wanted, Node | None] | None:
    if not isinstance(node, Mapping):
        text = text_of(node, "quote", report)
        return None if text is None else (_Wanted(node, _scalar(node), marks, *only), None)
    fields = read_fields(node, N_("the quote"), QUOTE_KEYS, report)
    if fields is None:
        return None
    paras = _paragraphs(fields.values.get("para"), report)
    own = paras[0] if paras else only
    own_marks = _marks(fields.values.get("mark"), report) or marks
    if "text" not in fields:
        if not paras:
            report.add("F102", node, key="text", where=N_("the quote"), entry="text:")
            return None
        return _Wanted(node, None, own_marks, *own), fields.values.get("source")
    quoted = fields.values["text"]
    if text_of(quoted, "text", report) is None:
        return None
    return _Wanted(quoted, _scalar(quoted), own_marks, *own), fields.values.get("source")


def _beside(cited: list[_Wanted]) -> _Beside:
    numbers: dict[str | None, set[int | None]] = {}
    for one in cited:
        numbers.setdefault(_folded(one), set()).add(one.paragraph)
    return {words: frozenset(those) for words, those in numbers.items()}


def _citation(wanted: _Wanted, beside: _Beside) -> Citation:
    """What the deck's lock is asked about."""
    words = None if wanted.text is None else wanted.text.text
    quoted = frozenset(folded for folded in beside if folded is not None)
    return Citation(wanted.place, words, wanted.marks, wanted.paragraph, beside[_folded(wanted)], quoted)


def _folded(wanted: _Wanted) -> str | None:
    return None if wanted.text is None else fold(wanted.text.text).text


def _scalar_text(node: Node | None) -> str | None:
    return node.text if isinstance(node, Scalar) else None


def _anchor(wanted: _Wanted, source: Source, finder: QuoteFinder, report: Report) -> Passage | None:
    last = len(source.paragraphs)
    number = wanted.paragraph
    if number is not None and number > last:
        node = wanted.paragraph_node or wanted.place
        report.add("S107", node, source=source.title, paragraph=str(number), last=str(last))
        return None
    if wanted.text is None:
        assert number is not None
        found: Found | None = Found(number, 0, len(source.paragraphs[number - 1].text))
    else:
        found = _find(wanted.text, source, finder, number, report)
    if found is None:
        return None
    spans: list[tuple[int, int]] = []
    for mark in wanted.marks:
        within = finder.within(found, mark.text)
        if not within:
            report.add("S108", mark, mark=short(mark.text))
        spans.extend(within)
    if not wanted.marks and wanted.text is not None:
        spans = [(found.start, found.end)]
    return Passage(source.ref, found.paragraph, (found.start, found.end), _merged(spans))


def _find(
    quote: Scalar, source: Source, finder: QuoteFinder, number: int | None, report: Report
) -> Found | None:
    try:
        found = finder.find(quote.text, number)
    except ValueError:
        report.add("F108", quote, key="quote")
        return None
    if isinstance(found, Found):
        return found
    if isinstance(found, NotFound):
        _tell_nearest(quote, source, finder, number, found, report)
    elif isinstance(found, Ambiguous):
        count = str(len(found.paragraphs))
        places = list(dict.fromkeys(map(str, found.paragraphs)))
        if len(places) == 1:
            report.add("S111", quote, source=source.title, count=count, paragraph=places[0])
        else:
            report.add("S106", quote, source=source.title, count=count, paragraphs=", ".join(places[:10]))
    return None


def _tell_nearest(
    quote: Scalar,
    source: Source,
    finder: QuoteFinder,
    number: int | None,
    missed: NotFound,
    report: Report,
) -> None:
    """Tells what keeps a quote from being found: the number of its paragraph, its spelling, or its words."""
    elsewhere = None if number is None else finder.find(quote.text)
    if isinstance(elsewhere, Found):
        place = {"paragraph": str(elsewhere.paragraph), "before": str(number)}
        report.add("S112", quote, source=source.title, **place)
    elif missed.nearest is None:
        report.add("S105", quote, source=source.title)
    else:
        nearest = missed.nearest.strip()
        code = "S113" if words(quote.text) == words(nearest) else "S104"
        report.add(code, quote, source=source.title, nearest=nearest, paragraph=str(missed.paragraph))


def _merged(spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The spans in order, those that touch or overlap made one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _source_key(node: Node | None, place: Node, sources: Sources, report: Report) -> str | None:
    if sources.unread:
        return None
    if node is not None:
        key = text_of(node, "source", report)
        if key is None:
            return None
        if key not in sources.by_key:
            known = ", ".join(sources.by_key) or "—"
            report.add("S102", node, key=short(key), known=known)
            return None
        return key
    if sources.default is not None:
        return sources.default if sources.default in sources.by_key else None
    if len(sources.by_key) == 1:
        return next(iter(sources.by_key))
    if sources.by_key:
        report.add("S103", place, known=", ".join(sources.by_key))
    else:
        # Once: the slip is the deck's, and costs no card more than a source that cannot be read.
        report.note("S103", place, known="—")
        sources.unread = True
    return None


def _marks(node: Node | None, report: Report) -> tuple[Scalar, ...]:
    if node is None or not texts_of(node, "mark", report):
        return ()
    items = node.items if isinstance(node, Sequence) else (node,)
    return tuple(item for item in items if isinstance(item, Scalar) and item.text.strip())


def _paragraphs(node: Node | None, report: Report) -> list[tuple[int, Node]]:
    if node is None:
        return []
    numbers: dict[int, Node] = {}
    if isinstance(node, Sequence) and not node.items:
        report.add("F108", node, key="para")
    for item in node.items if isinstance(node, Sequence) else (node,):
        text = item.text if isinstance(item, Scalar) else kind_of(item)
        if PARA.fullmatch(text):
            numbers.setdefault(int(text), item)
        else:
            report.add("F115", item, value=short(text))
    return list(numbers.items())


def _scalar(node: Node) -> Scalar:
    assert isinstance(node, Scalar)
    return node
