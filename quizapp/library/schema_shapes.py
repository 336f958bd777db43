"""The shapes of a deck's values as an editor's validator sees them: numbers, truths and nothing where our
reader sees the author's text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

from quizapp.library.cards import ALIAS
from quizapp.library.citations import PARA, PARA_MOST
from quizapp.library.fields import ACCENTS, DATE, DATES, FALSE, ID, TRUE
from quizapp.library.images import SUFFIXES
from quizapp.library.problems import WORDINGS
from quizapp.library.quantities import GROUPED, PERCENT, PLAIN, TWO_WAYS
from quizapp.messages import gettext

Schema: TypeAlias = dict[str, Any]

_END = r"$(?!\n)"
"""The end of a text in Python, too, where `$` alone also stands before a last line end."""

_SOME = r"\S"


def ref(shape: str) -> Schema:
    return {"$ref": f"#/definitions/{shape}"}


def cure(code: str, **params: str) -> str:
    """What a finding of the reader says of mending it, for the message of a validator."""
    return gettext(WORDINGS[code].cure).format_map(params)


def either(kind: str | Sequence[str], then: Schema | None, otherwise: Schema) -> Schema:
    """One shape for values of some JSON types and another for the rest.

    Never `anyOf` or `oneOf`: a validator would then tell an author of all the shapes that a value could have,
    or of the wrong one.
    """
    test = {"type": kind if isinstance(kind, str) else list(kind)}
    return {"if": test, **({} if then is None else {"then": then}), "else": otherwise}


def string(pattern: str, says: str) -> Schema:
    return {"type": "string", "pattern": pattern, "patternErrorMessage": says}


def listed(item: str, least: int = 1, most: int | None = None) -> Schema:
    """A list of items of a shape."""
    limit = {} if most is None else {"maxItems": most}
    return {"type": "array", "items": ref(item), "minItems": least, **limit}


def unlike(item: str, least: int, most: int) -> Schema:
    """A list of texts of which no two are the same; two numbers may be the same and differ as texts."""
    alike = {"if": {"items": {"type": "string"}}, "then": {"uniqueItems": True}}
    return {**listed(item, least, most), **alike}


def shapes() -> dict[str, Schema]:
    """Every shape of a single value by its name, and those of lists of them."""
    text = either(("number", "boolean"), None, string(_SOME, cure("F108")))
    return {
        "anyText": text,
        "optionalText": either("null", None, ref("anyText")),
        "anyTexts": either("array", listed("anyText"), ref("anyText")),
        "optionalTexts": either("null", None, ref("anyTexts")),
        "anId": _name(ID.pattern, cure("F109", example="card-1")),
        "anAlias": _name(ALIAS.pattern, cure("C117")),
        "aliases": either("array", listed("anAlias"), ref("anAlias")),
        "truth": either("boolean", None, _word((*TRUE, *FALSE))),
        "optionalFlag": either("null", None, ref("truth")),
        "accentRule": _word(ACCENTS),
        "isoDate": either(
            "number", _whole(1, 9999), string(f"^{DATE.pattern}{_END}", cure("F114", example=DATES))
        ),
        "optionalDate": either("null", None, ref("isoDate")),
        "decimal": _decimal(),
        "tolerance": _tolerance(),
        "paragraph": either("number", _whole(1, PARA_MOST), string(f"^{PARA.pattern}{_END}", cure("F115"))),
        "paragraphs": either("array", listed("paragraph"), ref("paragraph")),
        "path": either(("number", "boolean"), None, string(rf"^(?!/){_STEP}+{_END}", cure("S110"))),
        "imagePath": either("null", None, _image()),
        "clozeText": string(_cloze(), cure("C115")),
    }


def _name(pattern: str, says: str) -> Schema:
    return either(("number", "boolean"), {"minimum": 0}, string(f"^{pattern}{_END}", says))


def _word(words: Iterable[str]) -> Schema:
    """One of some words in whatever case."""
    words = tuple(words)
    forms = ("".join(f"[{letter}{letter.upper()}]" for letter in word) for word in words)
    return string(f"^(?:{'|'.join(forms)}){_END}", cure("F110", allowed=", ".join(words)))


def _whole(least: int, most: int) -> Schema:
    return {"type": "integer", "minimum": least, "maximum": most}


def _signed(pattern: str) -> str:
    return pattern.replace("-?", "[-\u2212]?", 1)


def _decimal() -> Schema:
    forms = f"(?!{_signed(TWO_WAYS.pattern)}\\s*$)(?:{_signed(GROUPED.pattern)}|{_signed(PLAIN.pattern)})"
    limits = {"exclusiveMinimum": -1e30, "exclusiveMaximum": 1e30}
    return either("number", limits, string(rf"^\s*{forms}\s*$", cure("C107")))


def _tolerance() -> Schema:
    form = string(rf"^\s*(?:{PERCENT.pattern}|(?!-){PLAIN.pattern})\s*$", cure("C110"))
    return either("null", None, either("number", {"minimum": 0, "exclusiveMaximum": 1e30}, form))


_STEP = r"[^\\:\u0000]"


def _image() -> Schema:
    suffixes = ("".join(f"[{char}{char.upper()}]" for char in suffix[1:]) for suffix in SUFFIXES)
    name = r"\.*[^\\:\u0000/.][^\\:\u0000/]*\."
    says = cure("C205") + " " + cure("C206", known=", ".join(SUFFIXES))
    return string(rf"^(?!/)(?:{_STEP}*/)?{name}(?:{'|'.join(suffixes)}){_END}", says)


def _cloze() -> str:
    """The pattern of a text that `questions.gaps` reads; each character has one way to be matched."""
    escape = r"\\[{}|:\\]|\\(?![{}|:\\])"
    brace = r"\{(?!\{)|\}(?!\})"
    in_part = rf"{escape}|{brace}|:(?!:)"
    answer = rf"\s*(?:{in_part}|[^\\:{{}}|\s])(?:{in_part}|[^\\:{{}}|])*"
    hint = rf"(?:::(?:{in_part}|[^\\:{{}}])*)?"
    gap = rf"\{{\{{\s*c[1-9][0-9]*\s*::{answer}(?:\|{answer})*{hint}\}}\}}"
    outside = rf"(?:{escape}|{brace}|[^\\{{}}])"
    return rf"^{outside}*{gap}(?:{outside}|{gap})*{_END}"
