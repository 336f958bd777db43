"""Reads a deck file whole: its head, its sources, and every card that can be studied, with all problems."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from quizapp.library.cards import CardRead, read_card
from quizapp.library.citations import Sources
from quizapp.library.decoding import Fault, decode
from quizapp.library.fields import ACCENTS, Fields, Report, kind_of, read_fields, short, tell_id
from quizapp.library.following import Watch
from quizapp.library.images import ImageFinder, no_finder
from quizapp.library.model import Deck, Level, Problem, Source
from quizapp.library.nodes import Mapping, Node, Scalar, Sequence
from quizapp.library.recovery import Tree, read_tree
from quizapp.library.safe_open import Refused
from quizapp.library.shorthand import card_text
from quizapp.library.sources import SourceRead, plain_paragraphs
from quizapp.messages import N_

FORMAT = 1

HEAD_KEYS = ("format", "deck", "sources", "defaults", "cards")
HEAD_WANTED = ("format", "deck", "cards")
DECK_KEYS = ("id", "title", "lang", "version", "license", "author", "description")
DECK_WANTED = ("id", "title")
SOURCE_KEYS = ("title", "publisher", "author", "published", "lang", "text")
SOURCE_WANTED = ("text",)
DEFAULT_KEYS = ("source", "tags", "accents", "shuffle")

_OF_FILE = frozenset(("Y305", "Y308", "Y310"))

SourceLoader: TypeAlias = Callable[[str, str], SourceRead]
"""Reads the source that a deck names, given its path as written and the deck's language. Raises Refused."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A deck file of which nothing can be studied, and why."""

    path: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Defaults:
    """What the cards of a deck share unless they say otherwise."""

    tags: tuple[str, ...] = ()
    strict_accents: bool = False
    shuffle: bool = True


class Reading(NamedTuple):
    """A deck as read beside its text: the root of its tree, None where there is none, and the cards of the
    deck with what their author wrote."""

    deck: Deck | Unread
    text: str = ""
    root: Node | None = None
    cards: tuple[CardRead, ...] = ()


def read_deck(
    data: bytes | str,
    *,
    path: str,
    load_source: SourceLoader,
    find_image: ImageFinder = no_finder,
    watch: Watch | None = None,
) -> Reading:
    """The deck in a file's content; `path` names the file in problems, `watch` knows its lock.

    A card with an error is left out; its problems carry its id. Without a format, an id and a title there
    is no deck.
    """
    report = Report(path)
    text = decode(data) if isinstance(data, bytes) else data
    if isinstance(text, Fault):
        report.add_fault(text)
        return Reading(Unread(path, _sorted(report)))
    if not text.strip():
        report.add_at("Y109", 1, 1)
        return Reading(Unread(path, _sorted(report)), text)
    tree = read_tree(text)
    cards = card_nodes(tree.root)
    bad = _report_faults(tree, cards, report)
    if not isinstance(tree.root, Mapping):
        if not tree.faults:
            found = N_("nothing") if tree.root is None else kind_of(tree.root)
            line, column = (1, 1) if tree.root is None else (tree.root.line, tree.root.column)
            report.add_at("F101", line, column, found=found)
        return Reading(Unread(path, _sorted(report)), text, tree.root)
    reading = _read_root(tree.root, cards, bad, report, load_source, find_image, watch)
    if reading is None:
        return Reading(Unread(path, _sorted(report)), text, tree.root)
    deck, read = reading
    return Reading(deck._replace(problems=_sorted(report)), text, tree.root, read)


def _read_root(
    root: Mapping,
    cards: tuple[Node, ...],
    bad: frozenset[int],
    report: Report,
    load_source: SourceLoader,
    find_image: ImageFinder,
    watch: Watch | None,
) -> tuple[Deck, tuple[CardRead, ...]] | None:
    head = read_fields(root, N_("the deck file"), HEAD_KEYS, report)
    if head is None or not _is_readable(head):
        return None
    about = _about(head)
    if about is None:
        return None
    by_key = _sources(head, about, load_source)
    unread = "sources" in head and not isinstance(head.values["sources"], Mapping)
    defaults, source_key = _defaults(head, None if unread else by_key)
    if watch is not None:
        watch.cards = frozenset(filter(None, (card_text(card, "id") for card in cards)))
    sources = Sources(by_key, source_key, watch, unread)
    deck_cards = tuple(_cards(cards, bad, about, sources, defaults, report, find_image))
    if watch is not None:
        watch.tell_moved(report)
    if not cards and "cards" in head and not report.errors():
        report.add("F113", head.keys["cards"])
    read = tuple(source for source in by_key.values() if source is not None)
    return about._replace(cards=tuple(one.card for one in deck_cards), sources=read), deck_cards


def _is_readable(head: Fields) -> bool:
    """Whether the head names a format that is read here and all that a deck needs."""
    if "format" in head:
        node = head.values["format"]
        written = node.text.strip() if isinstance(node, Scalar) else kind_of(node)
        if written.isascii() and written.isdigit() and 0 < int(written[:9]) != FORMAT:
            head.report.add("F103", node, format=short(written))
            return False
        if written != str(FORMAT):
            head.report.add("F104", node, format=short(written))
    return head.require(HEAD_WANTED) and not head.report.errors_of("F104")


def _about(head: Fields) -> Deck | None:
    report = head.report
    fields = read_fields(head.values["deck"], N_("“deck”"), DECK_KEYS, report)
    if fields is None or not fields.require(DECK_WANTED):
        return None
    deck_id, title = fields.text("id"), fields.text("title")
    if deck_id is None or not tell_id(deck_id, fields.values["id"], report) or title is None:
        return None
    texts = {
        key: fields.optional_text(key) for key in ("lang", "version", "license", "author", "description")
    }
    return Deck(
        id=deck_id,
        title=title,
        lang=(texts["lang"] or "en").lower(),
        version=texts["version"],
        license=texts["license"],
        path=report.file,
        cards=(),
        sources=(),
        problems=(),
        line=fields.values["id"].line,
    )


def _sources(head: Fields, deck: Deck, load_source: SourceLoader) -> dict[str, Source | None]:
    by_key: dict[str, Source | None] = {}
    node = head.values.get("sources")
    if node is None:
        return by_key
    if not isinstance(node, Mapping):
        head.report.add(
            "F107",
            node,
            key="sources",
            wanted=N_("a key with its path, such as “note: ../seeds/note.md”"),
            found=kind_of(node),
        )
        return by_key
    for key, value in node.pairs:
        tell_id(key.text, key, head.report)
        if isinstance(value, Mapping):
            by_key[key.text] = _inline(key.text, value, deck, head.report)
        elif isinstance(value, Scalar):
            by_key[key.text] = _loaded(key, value, deck, head.report, load_source)
        else:
            by_key[key.text] = None
            head.report.add(
                "F107", value, key=key.text, wanted=N_("a path or a source"), found=kind_of(value)
            )
    return by_key


def _loaded(
    key: Scalar, value: Scalar, deck: Deck, report: Report, load_source: SourceLoader
) -> Source | None:
    try:
        read = load_source(value.text, deck.lang)
    except Refused as refused:
        report.add(refused.code, value, **refused.params)
        return None
    report.problems.extend(read.problems)
    if read.source is None:
        report.add("S101", value, key=key.text, path=short(value.text))
    return read.source


def _inline(key: str, node: Mapping, deck: Deck, report: Report) -> Source | None:
    fields = read_fields(node, N_("a source"), SOURCE_KEYS, report)
    if fields is None or not fields.require(SOURCE_WANTED):
        return None
    text = fields.text("text")
    if text is None:
        return None
    return Source(
        ref=f"{deck.id}/{key}",
        title=fields.optional_text("title") or key,
        publisher=fields.optional_text("publisher"),
        author=fields.optional_text("author"),
        published=fields.date("published"),
        lang=fields.optional_text("lang") or deck.lang,
        paragraphs=plain_paragraphs(text),
    )


def _defaults(head: Fields, sources: dict[str, Source | None] | None) -> tuple[Defaults, str | None]:
    if not head.given("defaults"):
        return Defaults(), None
    fields = read_fields(head.values["defaults"], N_("“defaults”"), DEFAULT_KEYS, head.report)
    if fields is None:
        return Defaults(), None
    source = fields.text("source")
    if source is not None and sources is not None and source not in sources:
        known = ", ".join(sources) or "—"
        head.report.add("S102", fields.values["source"], key=short(source), known=known)
    strict = fields.one_of("accents", ACCENTS) == "strict"
    return Defaults(fields.texts("tags"), strict, fields.flag("shuffle", True)), source


def card_nodes(root: Node | None) -> tuple[Node, ...]:
    """The nodes of all cards of a deck's tree, sound or not."""
    if isinstance(root, Mapping):
        for key, value in root.pairs:
            if key.text == "cards" and isinstance(value, Sequence):
                return value.items
    return ()


def _report_faults(tree: Tree, cards: tuple[Node, ...], report: Report) -> frozenset[int]:
    """Reports the faults of reading; gives the positions of the cards that an error spoils."""
    starts = [(card.line, card.column) for card in cards]
    after = _end_of_cards(tree.root, starts)
    bad = set()
    for fault in tree.faults:
        lost = tree.lost.get(fault.line)
        at = (fault.line, fault.column)
        index = bisect_right(starts, at) - 1
        inside = lost is None and fault.code not in _OF_FILE and index >= 0 and (after is None or at < after)
        card = card_text(cards[index], "id") if inside else lost
        report.add_fault(fault, card)
        if inside and report.problems[-1].level is Level.ERROR:
            bad.add(index)
    return frozenset(bad)


def _end_of_cards(root: Node | None, starts: list[tuple[int, int]]) -> tuple[int, int] | None:
    if not isinstance(root, Mapping) or not starts:
        return None
    after = [(key.line, key.column) for key, _ in root.pairs if (key.line, key.column) > starts[-1]]
    return min(after, default=None)


def _cards(
    nodes: tuple[Node, ...],
    bad: frozenset[int],
    deck: Deck,
    sources: Sources,
    defaults: Defaults,
    report: Report,
    find_image: ImageFinder,
) -> Iterator[CardRead]:
    lines: dict[str, int] = {}
    for index, node in enumerate(nodes):
        report.card = card_text(node, "id")
        card = read_card(node, deck, sources, defaults, report, find_image, spoilt=index in bad)
        name = report.card
        if name is not None and name in lines:
            report.add("C105", node, id=short(name), first=str(lines[name]), second=str(node.line))
        elif card is not None and index not in bad:
            yield card
        if name is not None:
            lines.setdefault(name, node.line)
    report.card = None


def _sorted(report: Report) -> tuple[Problem, ...]:
    """The problems in the order of the file, each place told once a code; those of sources come first."""
    unique = dict.fromkeys(report.problems)
    return tuple(sorted(unique, key=lambda found: (found.file != report.file, found.line, found.column)))
