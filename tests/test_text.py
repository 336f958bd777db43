"""The text door: nothing marked gets through, all else does, and lines break where French allows."""

from __future__ import annotations

import re
from unicodedata import category

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from quizapp import messages
from quizapp.text import french, held, number_text, released, shown, visible, wrap

NO_BREAKS = "\u00a0\u202f\u2060"


def is_marked(char: str) -> bool:
    """The marked set of design.md §8, and the surrogates that no terminal can be sent."""
    code = ord(char)
    return (
        (code < 0x20 and char not in "\n\t")
        or 0x7F <= code <= 0x9F
        or code in (0x061C, 0x200E, 0x200F, 0xFEFF)
        or 0x2028 <= code <= 0x202E
        or 0x2066 <= code <= 0x2069
        or 0xFDD0 <= code <= 0xFDEF
        or code & 0xFFFE == 0xFFFE
        or category(char) == "Cs"
    )


ANY_TEXT = st.text(
    st.characters(codec=None, exclude_categories=()) | st.sampled_from("\x1b\u202e\ufdd0\n\t ")
)
FRENCH_TEXT = st.text(st.sampled_from("aé 1230 ;:!?«»%—–-,.\n\u00a0\u202f/") | st.characters(codec="utf-8"))
WORDY_TEXT = st.text(st.sampled_from("abé語👩\u200d❤\ufe0f    \u00a0\u202f\u2060\n«».,-"), max_size=200)


def test_exactly_the_marked_set_is_marked():
    wrong = [
        hex(code) for code in range(0x110000) if (visible(chr(code)) != chr(code)) != is_marked(chr(code))
    ]
    assert wrong == []


@given(ANY_TEXT)
def test_no_marked_character_remains(text):
    assert not any(is_marked(char) for char in shown(text, "fr"))


@given(ANY_TEXT)
def test_all_other_characters_pass_in_order(text):
    unmarked = "".join(char for char in text if not is_marked(char))
    without_marks = "".join(visible(char) for char in text if not is_marked(char))
    assert without_marks == unmarked
    assert visible(text) == "".join(visible(char) for char in text)


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("\x1b[31m", "␛[31m"),
        ("\x00", "␀"),
        ("\x7f", "␡"),
        ("\r\n", "␍\n"),
        ("\x9b", "‹U+009B›"),
        ("\u202eabc", "‹U+202E›abc"),
        ("\ufeff", "‹U+FEFF›"),
        ("\U0010ffff", "‹U+10FFFF›"),
    ],
)
def test_marks_say_what_stood_there(text, mark):
    assert visible(text) == mark


@pytest.mark.parametrize(
    "text", ["👩‍👩‍👧", "❤️", "می‌خواهم", "🏴\U000e0067\U000e0062\U000e007f", "e\u0301", "[/x] list[int]"]
)
def test_emoji_persian_and_brackets_stay_whole(text):
    assert shown(text, "fr") == text


@pytest.mark.parametrize(
    ("plain", "expected"),
    [
        ("Vrai ?", "Vrai\u202f?"),
        ("Vrai ?!", "Vrai\u202f?!"),
        ("Oui ; non !", "Oui\u202f; non\u202f!"),
        ("Associez : un", "Associez\u00a0: un"),
        ("Associez  : un", "Associez\u00a0\u00a0: un"),
        ("dit « oui » et « non » ?", "dit «\u00a0oui\u00a0» et «\u00a0non\u00a0»\u202f?"),
        ("10,5 % de", "10,5\u00a0% de"),
        ("de 10 000 à 1 200 000 obus", "de 10\u202f000 à 1\u202f200\u202f000 obus"),
        ("10 000-12 000", "10\u202f000-12\u202f000"),
        ("-10 000", "-10\u202f000"),
        ("voir § 3 et 18 § sur § x", "voir §\u00a03 et 18\u00a0§ sur § x"),
        ("{n} % : {title} ?", "{n}\u00a0%\u00a0: {title}\u202f?"),
        ("le pays — dit-il — nie", "le pays —\u00a0dit-il\u00a0— nie"),
        ("le pays – dit-il –, nie", "le pays –\u00a0dit-il\u00a0–, nie"),
        ("oui — non", "oui\u00a0— non"),
        ("— Oui\n— Non", "—\u00a0Oui\n—\u00a0Non"),
    ],
)
def test_french_spaces_become_no_break_ones(plain, expected):
    assert french(plain) == expected
    assert shown(plain, "fr-CA") == expected
    assert shown(plain, "en") == plain


@pytest.mark.parametrize(
    "text",
    [
        "https://exemple.fr/a;b:c?d=1!e%20f",
        "à 12:30 et 18:05",
        "à 12:30 100 obus",
        "le 5/06 200 obus",
        "en 2024 120 obus",
        "le KN-23 100 fois",
        "3,141 592",
        "10 0000",
        "commande :q ou /!bang",
        "«",
        " ; en tête",
        "a-b — ",
        "l'an 1953, 12 jours",
    ],
)
def test_urls_times_dates_and_designations_keep_their_spaces(text):
    assert french(text) == text


@given(FRENCH_TEXT)
def test_french_changes_plain_spaces_only_and_only_once(text):
    changed = french(text)
    assert len(changed) == len(text)
    assert all(
        new == old or (old == " " and new in NO_BREAKS) for old, new in zip(text, changed, strict=True)
    )
    assert re.search(r"[^\n ] +[;!?]+(?![\w/;!?])", changed) is None
    assert re.search(r"« +[^\n ]", changed) is None


@given(st.text(st.characters(exclude_categories=()) | st.sampled_from(NO_BREAKS)))
def test_held_spaces_come_back(text):
    safe = visible(text)
    assert released(held(safe)) == safe
    assert "\u00a0" not in held(safe)
    assert "\u202f" not in held(safe)


def without_spaces(text: str) -> str:
    return re.sub("[ \n\t]", "", text)


@given(WORDY_TEXT, st.integers(2, 80))
@example("a" * 300, 20)
@example("語" * 300, 21)
@example("un\tmot", 3)
@example("  en retrait de deux espaces", 12)
def test_wrapping_keeps_all_text_within_the_width(text, width):
    lines = wrap(text, width)
    assert without_spaces("".join(lines)) == without_spaces(text)
    assert all(cell_len(line) <= width for line in lines)
    assert not any("\n" in line or "\t" in line for line in lines)


@given(
    st.lists(st.text(st.sampled_from("abé«»?:10\u00a0\u202f\u2060"), min_size=1, max_size=18), max_size=30)
)
@example(["mot\u202f?"] * 20)
def test_a_line_breaks_at_plain_spaces_only(words):
    text = " ".join(words)
    for width in range(20, 81):
        lines = wrap(text, width)
        assert " ".join(lines) == text


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("aaaaaaa\u00a0?", ["aaaaaa", "a\u00a0?"]),
        ("aaaaaaaa,", ["aaaaaaa", "a,"]),
        ("«\u00a0aaaaaaaaaa", ["«\u00a0aaaaaa", "aaaa"]),
        ("aaaaaaaa\u2060bbb", ["aaaaaaa", "a\u2060bbb"]),
    ],
)
def test_a_word_too_long_is_cut_away_from_no_break_spaces(text, lines):
    assert wrap(text, 8) == lines


def test_a_cluster_is_never_cut():
    family = "👩‍👩‍👧"
    assert wrap(family * 5, 4) == [family * 2, family * 2, family]


def test_indentation_and_empty_lines_are_kept():
    assert wrap("  un deux trois\n\nfin", 9) == ["  un deux", "trois", "", "fin"]


def test_a_character_wider_than_the_line_stands_alone():
    assert wrap("語語", 1) == ["語", "語"]
    assert wrap("ab", 0) == ["a", "b"]


@pytest.mark.parametrize(
    ("lang", "told"), [("en", "0 999 1,000 1,234,567"), ("fr", "0 999 1\u202f000 1\u202f234\u202f567")]
)
def test_counts_have_their_thousands_apart_as_the_language_wants(lang, told):
    messages.use(lang)
    assert " ".join(map(number_text, (0, 999, 1_000, 1_234_567))) == told
