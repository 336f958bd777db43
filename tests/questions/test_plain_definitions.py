"""The fast ways of folding, of reading clozes and of finding numbers give what the plain definitions give."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quizapp.questions import numerals
from quizapp.questions.folding import fold_n0, fold_n1, without_diacritics, words
from quizapp.questions.gaps import ClozeError, Segment, parse_cloze
from tests.hostile_text import HOSTILE
from tests.questions.plain_definitions import (
    plain_cloze,
    plain_n0,
    plain_n1,
    plain_without_diacritics,
    plain_words,
)


def assert_folds_plainly(text: str) -> None:
    assert fold_n0(text) == plain_n0(text), repr(text)
    assert fold_n1(text) == plain_n1(text), repr(text)
    assert without_diacritics(text) == plain_without_diacritics(text), repr(text)
    assert words(text) == plain_words(text), repr(text)


@given(HOSTILE)
def test_every_level_folds_as_plainly_defined(text: str) -> None:
    assert_folds_plainly(text)


def test_each_code_point_folds_as_plainly_defined(full: bool) -> None:
    quick = (range(0x600), range(0x1E00, 0x3100), range(0xFB00, 0xFB50), range(0xFE00, 0x10000))
    for code in (code for span in ((range(0x20000),) if full else quick) for code in span):
        assert_folds_plainly(f"a{chr(code)}b")


_CLOZE = st.lists(
    st.sampled_from(
        [
            *(
                "{{",
                "}}",
                "{",
                "}",
                "\\",
                ":",
                "::",
                "|",
                "c1",
                "c0::a",
                "c2::",
                "c1::a",
                " ",
                "\n",
                "é",
                "x",
            ),
            *("{{c1::a}}", "{{c12::b|c::h}}", "{{c1::a\\|b\\::c\\}}}"),
        ]
    ),
    max_size=10,
).map("".join)


def read(text: str, *, plainly: bool) -> tuple[Segment, ...] | tuple[str, int]:
    try:
        return plain_cloze(text) if plainly else parse_cloze(text)
    except ClozeError as error:
        return error.code, error.offset


@given(_CLOZE)
def test_a_cloze_reads_as_plainly_defined(text: str) -> None:
    assert read(text, plainly=False) == read(text, plainly=True)


_NUMBER_WORDS = sorted(
    {word for lang in ("fr", "en") for word in numerals._beginnings(lang)}
    | {"et", "and", "de", "d", "virgule", "point", "quatre", "vingts", "dizaines", "scores", "soixantes"}
    | {"12", "-3", "1.5", "--2", "٣", "½", "x", "", "le", "zeros", "uns"}
)


@given(
    st.lists(st.sampled_from(_NUMBER_WORDS), min_size=1, max_size=5), st.sampled_from(["fr", "en", "fr-CA"])
)
@example(["quatre", "vingt"], "en")
def test_a_number_that_is_not_looked_for_is_none(found: list[str], lang: str) -> None:
    quick = numerals.parse_number(found, 0, lang)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(numerals, "_beginnings", lambda _lang: frozenset(found))
        assert quick == numerals.parse_number(found, 0, lang)
