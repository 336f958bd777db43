"""Knows units of measure by all their names, so that `122 mm` and `122 millimètres` are one answer."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from quizapp.questions.folding import fold_n0, words
from quizapp.questions.plurals import singular

# dimension, then factor to the dimension's base unit with every name of the unit (folded, singular).
_NAMES: tuple[tuple[str, str, str], ...] = (
    ("%", "1", "%|pour cent|pourcent|percent|per cent|pct"),
    ("length", "0.001", "mm|millimetre|millimeter"),
    ("length", "0.01", "cm|centimetre|centimeter"),
    ("length", "1", "m|metre|meter"),
    ("length", "1000", "km|kilometre|kilometer|kms"),
    ("length", "1609.344", "mile|mi"),
    ("length", "1852", "mille nautique|nautical mile|nm"),
    ("length", "0.3048", "ft|foot|feet"),
    ("area", "1", "m2|m²|metre carre|square metre|square meter"),
    ("area", "10000", "ha|hectare"),
    ("area", "1000000", "km2|km²|kilometre carre|square kilometre|square kilometer"),
    ("volume", "1", "l|litre|liter"),
    ("volume", "1000", "m3|m³|metre cube|cubic metre|cubic meter"),
    ("mass", "0.001", "g|gramme|gram|gr"),
    ("mass", "1", "kg|kilo|kilogramme|kilogram|kgs"),
    ("mass", "1000", "t|tonne|metric ton|tonne metrique"),
    ("mass", "1000000", "kt|kilotonne"),
    ("time", "1", "s|sec|seconde|second"),
    ("time", "60", "min|mn|minute"),
    ("time", "3600", "h|hr|heure|hour"),
    ("time", "86400", "j|jour|day|d"),
    ("time", "604800", "semaine|week|wk|sem"),
    ("months", "1", "mois|month|mo"),
    ("months", "12", "an|annee|year|yr|ans"),
    ("months", "120", "decennie|decade"),
    ("months", "1200", "siecle|century"),
    ("speed", "1", "km/h|kmh|kph|kilometre par heure|kilometre heure|kilometer per hour|kilometre per hour"),
    ("speed", "3.6", "m/s|metre par seconde|meter per second|metre per second"),
    ("mach", "1", "mach"),
    ("power", "1", "w|watt"),
    ("power", "1000", "kw|kilowatt"),
    ("power", "1000000", "mw|megawatt"),
    ("power", "1000000000", "gw|gigawatt"),
    ("celsius", "1", "°c|degre|degre celsius|degree|degree celsius|c|°"),
    ("eur", "1", "€|eur|euro"),
    ("usd", "1", "$|usd|us$|$us|dollar|dollar americain|us dollar"),
    ("gbp", "1", "£|gbp|livre sterling|pound|pound sterling"),
    ("rub", "1", "₽|rouble|ruble|rub"),
)

# Nouns that count the same things; as answers in words they may differ.
_SAME_NOUNS = (
    {"soldat", "homme", "militaire", "combattant", "soldier", "troop", "man", "men"},
    {"conteneur", "container", "containeur"},
    {"personne", "individu", "person", "people", "individual"},
)


@cache
def _units() -> dict[str, tuple[str, Decimal]]:
    return {
        name: (dimension, Decimal(factor)) for dimension, factor, names in _NAMES for name in names.split("|")
    }


@cache
def _short_names() -> dict[str, str]:
    return {name: names.split("|")[0] for _, _, names in _NAMES for name in names.split("|")}


def _unit_words(unit: str) -> tuple[str, ...]:
    return tuple(singular(word) for word in words(unit))


def _known(unit: str) -> tuple[str, Decimal] | None:
    plain = fold_n0(unit).casefold().strip(" .")
    return _units().get(plain) or _units().get(" ".join(_unit_words(unit)))


def short_name(unit: str) -> str | None:
    """Gives the symbol of a known unit, whatever of its names is given; None for any other word."""
    plain = fold_n0(unit).casefold()
    return _short_names().get(plain) or _short_names().get(" ".join(_unit_words(unit)))


def unit_factor(given: str, expected: str) -> Decimal | None:
    """Gives what a value in `given` must be multiplied by to stand in `expected`, None where they differ.

    Units of no table (`visiteurs par semaine`) are the same where one begins with the other, number and
    accents aside; a longer unit says more, never something else.
    """
    ours, theirs = _known(given), _known(expected)
    if ours and theirs:
        return ours[1] / theirs[1] if ours[0] == theirs[0] else None
    mine, wanted = _unit_words(given), _unit_words(expected)
    if not mine or not wanted:
        return None
    if any(" ".join(mine) in nouns and " ".join(wanted) in nouns for nouns in _SAME_NOUNS):
        return Decimal(1)
    shorter = min(len(mine), len(wanted))
    return Decimal(1) if mine[:shorter] == wanted[:shorter] else None


def names_unit(text: str, unit: str) -> bool:
    """Whether a word of a text names a unit, in the singular or the plural, in full or in short."""
    return any(unit_factor(word, unit) == 1 for word in words(text))
