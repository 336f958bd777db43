"""The fast ways of reading give what the plain definitions give, to the last offset."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quizapp.library import sentences
from quizapp.library.decoding import MARKS, is_marked
from quizapp.library.grounding import missing_answers
from quizapp.library.model import Paragraph
from quizapp.library.quotes import Ambiguous, Found, NotFound, QuoteFinder, fold
from quizapp.library.sentences import sentence_spans
from quizapp.questions.folding import fold_n3, words
from quizapp.questions.numerals import parse_number
from quizapp.questions.tokens import tokens
from tests.hostile_text import HOSTILE
from tests.library.plain_quotes import plain_fold, plain_places


def spans(text: str) -> list[tuple[str, tuple[int, int]]]:
    folded = fold(text)
    return [(letter, folded.raw(place, place + 1)) for place, letter in enumerate(folded.text)]


@given(HOSTILE)
@example("« \u00ad« a  \u200b b » »…  »")
@example(" \u00ad \n…*")
@example("a  b")
def test_each_folded_character_maps_to_the_raw_span_of_the_plain_definition(text: str) -> None:
    assert spans(text) == plain_fold(text)


@given(HOSTILE)
@example("a…  « b »e\u0301c")
def test_each_folded_span_maps_to_all_that_stands_behind_it(text: str) -> None:
    folded, plain = fold(text), plain_fold(text)
    for start in range(len(plain)):
        for end in range(start + 1, len(plain) + 1):
            assert folded.raw(start, end) == (plain[start][1][0], plain[end - 1][1][1])


def test_each_code_point_folds_as_plainly_defined(full: bool) -> None:
    last = 0x20000 if full else 0x3100
    for character in (chr(code) for code in range(last) if not 0xD800 <= code < 0xE000):
        for text in (f"a{character}b", f" {character} ", f"e\u0301{character}"):
            assert spans(text) == plain_fold(text), repr(text)


@given(st.lists(HOSTILE, min_size=1, max_size=4), HOSTILE, st.data())
def test_a_quote_is_found_where_a_search_of_each_paragraph_finds_it(
    texts: list[str], other: str, data: st.DataObject
) -> None:
    text = data.draw(st.sampled_from(texts))
    start = data.draw(st.integers(0, len(text)))
    quote = data.draw(st.sampled_from((text[start : start + data.draw(st.integers(0, 6))], other)))
    only = data.draw(st.none() | st.integers(1, len(texts)))
    places = [place for place in plain_places(texts, quote) if only in (None, place[0])]
    finder = QuoteFinder([Paragraph(number, each) for number, each in enumerate(texts, 1)])
    if not plain_fold(quote):
        with pytest.raises(ValueError, match="empty"):
            finder.find(quote, only)
        return
    found = finder.find(quote, only)
    if len(places) == 1:
        assert found == Found(places[0][0], *places[0][1])
    elif places:
        assert found == Ambiguous(tuple(number for number, _ in places))
    else:
        assert isinstance(found, NotFound)


def test_no_quote_is_found_across_paragraphs() -> None:
    finder = QuoteFinder([Paragraph(1, "un"), Paragraph(2, "étal")])
    assert all(isinstance(finder.find(quote), NotFound) for quote in ("un étal", "un\nétal", "unétal"))


@given(HOSTILE, st.data())
def test_marked_words_lie_where_a_search_of_the_paragraph_finds_them(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    mark = text[start : start + data.draw(st.integers(0, 3))]
    within = QuoteFinder([Paragraph(1, text)]).within(Found(1, 0, len(text)), mark)
    assert set(within) <= {span for _, span in plain_places([text], mark)}
    assert bool(within) is bool(plain_places([text], mark))


def test_no_marked_character_passes_for_an_ordinary_one() -> None:
    assert all(is_marked(f"a{character}\n\u00a0") for character in MARKS)
    assert not is_marked("a\u00a0\u202f\t\n\u3000é\ue000")


@given(HOSTILE)
def test_a_text_is_marked_where_one_of_its_characters_is(text: str) -> None:
    assert is_marked(text) is not MARKS.isdisjoint(text)


@given(
    st.lists(
        st.sampled_from(["La halle", " rouvre", " M", " Mme", " approx", " à", ". ", ".", "… ", " ? ", " »"])
        | st.sampled_from([" anticonstitutionnellement", " av", "\n", " J", "É", " « ", "(Non)", "! "]),
        max_size=12,
    ).map("".join)
)
@example("Elle compte approx. La halle.")
def test_what_stands_far_before_a_full_stop_does_not_matter(text: str) -> None:
    quick = sentence_spans.__wrapped__(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sentences, "_LONGEST", len(text) + 1)
        assert quick == sentence_spans.__wrapped__(text)


_SAID = st.lists(
    st.sampled_from(
        [
            *(
                "de ",
                "l’",
                "10 000 ",
                "10\u202f000 ",
                "dix ",
                "mille ",
                "La ",
                "école ",
                "œuf ",
                "e\u0301",
                "-",
            ),
            *("deux millions ", "10,5", "2 ", "KN-23 ", "un ", "et ", "demi ", "!", ".", "kilomètres "),
        ]
    ),
    max_size=8,
).map("".join)


@given(st.lists(_SAID | HOSTILE, min_size=1, max_size=2).map(tuple), st.lists(_SAID, min_size=1, max_size=3))
@example(("une école",), ["La école"])
def test_an_answer_is_missing_where_neither_of_its_forms_stands(
    passages: tuple[str, ...], answers: list[str]
) -> None:
    texts = [f" {' '.join(words(passage))} " for passage in passages]
    forms = {" ".join(form) for each in answers for form in (words(each), words(fold_n3(each, "fr")))}
    expected = () if any(f" {form} " in text for form in forms for text in texts) else (answers[0],)
    assert missing_answers("short", {"answer": tuple(answers)}, passages, "fr") == expected


@given(
    st.lists(_SAID | HOSTILE, min_size=1, max_size=2).map(tuple),
    st.sampled_from([("10000", "10000"), ("10.5", "10.5"), ("2", "10000"), ("10", "2000000")]),
    st.sampled_from(["fr", "en", "de"]),
)
def test_a_number_is_missing_where_no_passage_says_it(
    passages: tuple[str, ...], bounds: tuple[str, str], lang: str
) -> None:
    found: set[Decimal] = set()
    for passage in passages:
        parts = tokens(passage, lang)
        read = (parse_number(parts, start, lang) for start in range(len(parts)))
        found |= {parsed[0] for parsed in read if parsed is not None}
    expected = tuple(text for text in dict.fromkeys(bounds) if Decimal(text) not in found)
    quantity = {"low": bounds[0], "high": bounds[1]}
    assert missing_answers("number", {"quantity": quantity}, passages, lang) == expected


def test_a_number_word_in_the_unit_counts_with_the_number() -> None:
    quantity = {"low": "1.8", "high": "1.8", "unit": "million d’euros"}
    passage = "Le chantier a coûté 1,8 million d’euros."
    assert missing_answers("number", {"quantity": quantity}, (passage,), "fr") == ()
    assert missing_answers("number", {"quantity": quantity}, ("Il a coûté 18 millions.",), "fr") == ("1.8",)
