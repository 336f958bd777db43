"""The strict reading of a `number:` field, so that a figure never means two things."""

from __future__ import annotations

import re
from decimal import Decimal

from quizapp.library.fields import Report, kind_of, read_fields, short
from quizapp.library.nodes import Mapping, Node, Scalar, Sequence
from quizapp.library.text_edits import quoted
from quizapp.messages import N_

QUANTITY_KEYS = ("value", "between", "tolerance", "unit")
GROUPED = re.compile(r"-?[0-9]{1,3}(?:[ \u00a0\u202f\u2009][0-9]{3})+(?:[.,][0-9]+)?")
PLAIN = re.compile(r"-?[0-9]{1,30}(?:[.,][0-9]{1,30})?")
_UNITED = re.compile(rf"({GROUPED.pattern}|{PLAIN.pattern})[ \u00a0\u202f]?([^\W\d_].*|[%€$£°].*)")
TWO_WAYS = re.compile(r"-?[1-9][0-9]{0,2}[.,][0-9]{3}")
PERCENT = re.compile(r"([0-9]{1,3}(?:[.,][0-9]{1,6})?)[ \u00a0\u202f]?%")


def read_quantity(node: Node, report: Report) -> dict[str, object] | None:
    """The canonical fields of a quantity: bounds as decimal texts, tolerance, unit; None where reported."""
    if not isinstance(node, Mapping):
        value = _decimal(node, report)
        return None if value is None else _quantity(value, value, between=False)
    fields = read_fields(node, N_("“number”"), QUANTITY_KEYS, report)
    if fields is None:
        return None
    if ("value" in fields) == ("between" in fields):
        report.add("C111", node)
        return None
    between = "between" in fields
    bounds = (
        _between(fields.values["between"], report) if between else _single(fields.values["value"], report)
    )
    tolerance = _tolerance(fields.values["tolerance"], report) if fields.given("tolerance") else None
    unit = fields.optional_text("unit")
    return None if bounds is None else _quantity(*bounds, between=between, tolerance=tolerance, unit=unit)


def _quantity(
    low: str, high: str, *, between: bool, tolerance: str | None = None, unit: str | None = None
) -> dict[str, object]:
    return {"low": low, "high": high, "between": between, "tolerance": tolerance, "unit": unit}


def _single(node: Node, report: Report) -> tuple[str, str] | None:
    value = _decimal(node, report)
    return None if value is None else (value, value)


def _between(node: Node, report: Report) -> tuple[str, str] | None:
    if not isinstance(node, Sequence) or len(node.items) != 2:
        report.add("C109", node)
        return None
    low, high = (_decimal(item, report) for item in node.items)
    if low is None or high is None:
        return None
    if Decimal(low) >= Decimal(high):
        report.add("C109", node)
        return None
    return low, high


def _decimal(node: Node, report: Report) -> str | None:
    if not isinstance(node, Scalar):
        report.add("F107", node, key="number", wanted=N_("a number"), found=kind_of(node))
        return None
    text = node.text.strip().replace("\N{MINUS SIGN}", "-")
    if not text.isascii() and not GROUPED.fullmatch(text):
        text = ""
    if TWO_WAYS.fullmatch(text):
        whole, decimals = re.split(r"[.,]", text)
        shortest = f"{whole}.{decimals}".rstrip("0").rstrip(".")
        second = f"{shortest}0" if TWO_WAYS.fullmatch(shortest) else shortest
        report.add("C108", node, value=node.text, first=whole + decimals, second=second)
        return None
    if GROUPED.fullmatch(text):
        text = re.sub(r"[ \u00a0\u202f\u2009]", "", text)
    if not PLAIN.fullmatch(text):
        united = _UNITED.fullmatch(node.text.strip())
        if united and not TWO_WAYS.fullmatch(united[1]):
            number = re.sub(r"[ \u00a0\u202f\u2009]", "", united[1]).replace(",", ".")
            unit = united[2] if united[2].isalpha() else quoted(united[2])
            report.add("C138", node, value=short(node.text), number=number, unit=unit)
        else:
            report.add("C107", node, value=short(node.text))
        return None
    return text.replace(",", ".")


def _tolerance(node: Node, report: Report) -> str | None:
    text = node.text.strip() if isinstance(node, Scalar) else ""
    percent = PERCENT.fullmatch(text)
    if percent:
        return percent.group(1).replace(",", ".") + "%"
    if PLAIN.fullmatch(text) and not text.startswith("-"):
        return text.replace(",", ".")
    report.add("C110", node, value=short(text))
    return None
