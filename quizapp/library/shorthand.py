"""A card's own keys become the canonical fields of its question kind: one function a kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from quizapp.library.arranging import expand_match, expand_order
from quizapp.library.essays import expand_essay
from quizapp.library.evidence import expand_evidence
from quizapp.library.fields import (
    TRUE,
    Fields,
    Report,
    kind_of,
    read_fields,
    short,
    text_of,
    texts_of,
)
from quizapp.library.nodes import Mapping, Node, Scalar, Sequence
from quizapp.library.quantities import read_quantity
from quizapp.library.quotes import fold
from quizapp.library.text_edits import quoted
from quizapp.messages import N_

Canonical: TypeAlias = dict[str, object]
"""A question's fields as pydantic validates them."""

MAX_OPTIONS = 6
OPTION_KEYS = ("text", "why")
OPTION_WANTED = ("text",)


class Shorthand(NamedTuple):
    """How a kind is written: its keys, the function that expands them, and those that may be left out."""

    keys: tuple[str, ...]
    expand: Callable[[Fields], tuple[str, Canonical] | None]
    optional: tuple[str, ...] = ()

    @property
    def wanted(self) -> tuple[str, ...]:
        """The keys that a card of the kind must have."""
        return tuple(key for key in self.keys if key not in self.optional)


class Shape(NamedTuple):
    """A question ready to be validated; `places` gives the node behind each canonical field."""

    kind: str
    fields: Canonical
    places: dict[str, Node]


def read_shape(card: Fields, key: str) -> Shape | None:
    """The canonical fields of a card of the kind that `key` tells; None where something does not fit."""
    before = card.report.errors()
    kind = SHORTHANDS[key]
    if not card.require(kind.wanted):
        return None
    expanded = kind.expand(card)
    if expanded is None or card.report.errors() > before:
        return None
    name, fields = expanded
    places = {_CANONICAL.get(field, field): node for field, node in card.values.items()}
    return Shape(name, fields, places)


_CANONICAL = {"all": "items", "order": "items", "match": "pairs", "is": "truth", "number": "quantity"}


def _flashcard(card: Fields) -> tuple[str, Canonical] | None:
    front, back = card.text("front"), card.texts("back")
    return "flashcard", {"front": front, "back": back, "reverse": card.flag("reverse", False)}


def _short(card: Fields) -> tuple[str, Canonical] | None:
    return "short", {"question": card.text("question"), "answer": card.texts("answer")}


def _list(card: Fields) -> tuple[str, Canonical] | None:
    node = card.values["all"]
    if not isinstance(node, Sequence) or not node.items:
        card.report.add("F107", node, key="all", wanted=N_("a list of answers"), found=kind_of(node))
        return None
    items = tuple(texts_of(item, "all", card.report) for item in node.items)
    return "list", {"question": card.text("question"), "items": items}


def _date(card: Fields) -> tuple[str, Canonical] | None:
    question, date = card.text("question"), card.text("date")
    if date is not None:
        card.tell_date("date", date)
    return "date", {"question": question, "date": date}


def _number(card: Fields) -> tuple[str, Canonical] | None:
    question = card.text("question")
    quantity = read_quantity(card.values["number"], card.report)
    return None if quantity is None else ("number", {"question": question, "quantity": quantity})


def _choice(card: Fields) -> tuple[str, Canonical] | None:
    right, wrong = card.values["right"], card.values["wrong"]
    several = isinstance(right, Sequence)
    if isinstance(right, Sequence) and not right.items:
        card.report.add("F108", right, key="right")
    rights = _options(right, "right", card.report)
    wrongs = _options(wrong, "wrong", card.report)
    for option, node in wrongs:
        if not option["why"]:
            text = short(option["text"] or "")
            card.report.add("C201", node, text=text, quoted=quoted(text))
    _check_options(rights, wrongs, card)
    if not rights or not wrongs:
        return None
    fields: Canonical = {
        "question": card.text("question"),
        "right": tuple(option for option, _ in rights) if several else rights[0][0],
        "wrong": tuple(option for option, _ in wrongs),
    }
    return ("choices" if several else "choice"), fields


_Option: TypeAlias = tuple[dict[str, str | None], Node]


def _options(node: Node, key: str, report: Report) -> list[_Option]:
    options: list[_Option] = []
    for item in node.items if isinstance(node, Sequence) else (node,):
        if isinstance(item, Mapping) and any(name.text in OPTION_KEYS for name, _ in item.pairs):
            fields = read_fields(item, N_("a choice"), OPTION_KEYS, report)
            if fields is None or not fields.require(OPTION_WANTED):
                continue
            text, why = fields.text("text"), fields.optional_text("why")
        else:
            text, why = text_of(item, key, report), None
        if text is not None:
            options.append(({"text": text, "why": why}, item))
    return options


def _check_options(rights: list[_Option], wrongs: list[_Option], card: Fields) -> None:
    count = len(rights) + len(wrongs)
    if not wrongs or count > MAX_OPTIONS:
        node = card.values["wrong"]
        card.report.add("C112", node, count=str(count), least="2", most=str(MAX_OPTIONS))
    seen: dict[str, bool] = {}
    for option, node in (*rights, *wrongs):
        text = option["text"] or ""
        form = fold(text).text.casefold()
        is_right = any(option is right for right, _ in rights)
        if form in seen:
            card.report.add("C113" if seen[form] is is_right else "C118", node, text=short(text))
        seen.setdefault(form, is_right)


def _statement(card: Fields) -> tuple[str, Canonical] | None:
    truth = card.one_of("is", ("true", "false", "vrai", "faux"))
    return "truefalse", {"statement": card.text("statement"), "truth": truth in TRUE}


_CLOZE_CODES = {
    "no-gap": "C114",
    "unclosed": "C131",
    "unopened": "C132",
    "nested": "C133",
    "bad-name": "C134",
    "no-answer": "C135",
    "empty-answer": "C136",
    "too-many-parts": "C137",
}


def _cloze(card: Fields) -> tuple[str, Canonical] | None:
    from quizapp.questions.gaps import ClozeError, parse_cloze

    node = card.values["cloze"]
    if isinstance(node, Mapping) and node.flow:
        card.report.add("Y203", node, key="cloze")
        return None
    text = card.text("cloze")
    if text is None:
        return None
    try:
        parse_cloze(text)
    except ClozeError as error:
        gap = short(text[error.offset : error.offset + 40])
        card.report.add(_CLOZE_CODES.get(error.code, "C115"), node, gap=gap)
        return None
    return "cloze", {"cloze": text}


SHORTHANDS: dict[str, Shorthand] = {
    "front": Shorthand(("front", "back", "reverse"), _flashcard, ("reverse",)),
    "answer": Shorthand(("question", "answer"), _short),
    "all": Shorthand(("question", "all"), _list),
    "date": Shorthand(("question", "date"), _date),
    "number": Shorthand(("question", "number"), _number),
    "right": Shorthand(("question", "right", "wrong"), _choice),
    "statement": Shorthand(("statement", "is"), _statement),
    "cloze": Shorthand(("cloze",), _cloze),
    "order": Shorthand(("question", "order"), expand_order),
    "match": Shorthand(("question", "match", "decoys"), expand_match, ("decoys",)),
    "evidence": Shorthand(("question", "evidence"), expand_evidence),
    "essay": Shorthand(("essay", "rubric"), expand_essay),
}


def tell_kind(card: Fields, *, spoilt: bool = False) -> str | None:
    """The key that tells the card's kind; None where none or two do (reported, but for a card that YAML has
    `spoilt`: either may be what is lost)."""
    told = [key for key in SHORTHANDS if key in card.values]
    told = [key for key in told if card.keys[key].text == key] or told[:1]
    if len(told) == 1:
        return told[0]
    if told and not spoilt:
        first, second = told[:2]
        card.report.add("C102", card.keys[second], first=first, second=second)
    elif not spoilt:
        fitting = _fitting(card)
        card.report.add("C101", card.node, known=", ".join(fitting), example=fitting[0])
    return None


def _fitting(card: Fields) -> list[str]:
    """The keys that tell the kinds to which all keys of a card belong, the plainest first; else to which one
    belongs alone; else all."""
    every = ["answer", *(key for key in SHORTHANDS if key != "answer")]
    kinds = Counter(name for kind in SHORTHANDS.values() for name in kind.keys)
    own = kinds.keys() & card.values
    alone = {name for name in own if kinds[name] == 1}
    fitting = [key for key in every if own <= set(SHORTHANDS[key].keys)]
    return fitting or [key for key in every if alone.intersection(SHORTHANDS[key].keys)] or every


def report_strays(card: Fields, key: str, common: frozenset[str]) -> None:
    """Reports the keys that belong to another kind than the card's."""
    own = SHORTHANDS[key].keys
    for name, node in card.keys.items():
        if name not in own and name not in common and node.text == name:
            others = ", ".join(other for other, kind in SHORTHANDS.items() if name in kind.keys)
            card.report.add("C104", node, key=name, kind=key, others=others)


def card_text(node: Node, key: str) -> str | None:
    """The text of a key of a card's node, if it is a plain field; for naming a card in problems."""
    if isinstance(node, Mapping):
        for name, value in node.pairs:
            if name.text == key and isinstance(value, Scalar):
                return value.text
    return None
