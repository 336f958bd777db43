"""Putting in order, matching, and choosing a sentence: how it is shown, read and marked."""

from __future__ import annotations

from itertools import combinations, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.questions.evidence import Evidence
from quizapp.questions.match import LETTERS, Match, Pair
from quizapp.questions.model import Marking, Misread, Options, Ordering, Outcome, Remark, Response, Typed
from quizapp.questions.order import Order, kendall_tau, longest_run
from quizapp.questions.prints import answer_print, prompt_print
from quizapp.questions.showing import shown_order

FR = Marking("fr")
STEPS = Order("Dans quel ordre ?", ("la souscription", "les travaux", "la réouverture", "la fête"))
PERMUTATIONS = st.integers(1, 8).flatmap(lambda count: st.permutations(range(count)))


@given(PERMUTATIONS)
def test_the_score_of_an_order_is_the_rank_correlation_and_never_negative(drawn: list[int]) -> None:
    question = Order("?", tuple("abcdefgh"[: len(drawn)]))
    verdict = question.grade("main", tuple(drawn), FR)
    assert -1.0 <= kendall_tau(drawn) <= 1.0
    assert verdict.score == max(0.0, kendall_tau(drawn))
    assert (verdict.outcome is Outcome.CORRECT) == (drawn == sorted(drawn)) == (verdict.score == 1.0)
    assert (verdict.outcome is Outcome.WRONG) == (verdict.score == 0.0)
    assert [part.expected for part in verdict.parts] == list(question.items)
    assert [part.given for part in verdict.parts] == [question.items[index] for index in drawn]


def test_one_swap_of_neighbours_costs_less_than_the_ends_exchanged() -> None:
    assert STEPS.grade("main", (1, 0, 2, 3), FR).score == pytest.approx(2 / 3)
    assert STEPS.grade("main", (3, 1, 2, 0), FR).score == 0.0
    assert STEPS.grade("main", (3, 2, 1, 0), FR).outcome is Outcome.WRONG


@given(PERMUTATIONS)
def test_the_longest_run_is_in_order_and_none_is_longer(drawn: list[int]) -> None:
    run = longest_run(drawn)
    assert list(run) == sorted(run)
    assert [index for index in drawn if index in run] == list(run)
    for longer in combinations(drawn, len(run) + 1):
        assert list(longer) != sorted(longer)


def test_the_longest_run_is_told_in_words() -> None:
    (remark,) = STEPS.grade("main", (0, 3, 1, 2), FR).remarks
    items = "la souscription → les travaux → la réouverture"
    assert remark == Remark("ordered-run", (("count", "3"), ("total", "4"), ("items", items)))
    assert STEPS.grade("main", (3, 2, 1, 0), FR).remarks == ()
    assert STEPS.grade("main", (0, 1, 2, 3), FR).remarks == ()


@pytest.mark.parametrize("response", [(0, 1, 2), (0, 1, 2, 2), (1, 2, 3, 4), ("a", "b", "c", "d"), "a", True])
def test_what_is_no_order_is_refused(response: Response) -> None:
    with pytest.raises(ValueError):
        STEPS.grade("main", response, FR)


def test_every_order_is_read_from_the_numbers_shown() -> None:
    for shown in permutations(range(4)):
        lines = STEPS.plain_lines("main", shown)
        assert lines[1:] == tuple(f"{n}. {STEPS.items[index]}" for n, index in enumerate(shown, 1))
        numbers = [str(shown.index(index) + 1) for index in range(4)]
        for line in (" ".join(numbers), ", ".join(numbers), "".join(numbers), " -> ".join(numbers)):
            assert STEPS.plain_response("main", line, shown) == (0, 1, 2, 3), line


@pytest.mark.parametrize("line", ["1 2 3", "1 2 3 3", "0 1 2 3", "1 2 3 5", "12", "a b c d", "1 2 3 4 1"])
def test_a_line_that_is_no_order_is_misread(line: str) -> None:
    assert STEPS.plain_response("main", line, (0, 1, 2, 3)) == Misread("not-an-order", (("count", "4"),))


@given(PERMUTATIONS, st.booleans())
def test_items_never_start_in_the_right_order(drawn: list[int], shuffle: bool) -> None:
    order = shown_order(Ordering(tuple("abcdefgh"[: len(drawn)])), drawn, shuffle=shuffle)
    assert sorted(order) == sorted(drawn)
    assert list(order) != sorted(order) or len(drawn) == 1
    assert order == tuple(drawn) or drawn == sorted(drawn)


def test_options_keep_their_order_where_they_are_not_shuffled() -> None:
    assert shown_order(Options(("a", "b", "c")), (1, 2, 0), shuffle=False) == (0, 1, 2)
    assert shown_order(Options(("a", "b", "c")), (1, 2, 0), shuffle=True) == (1, 2, 0)
    assert shown_order(Options(("a", "b", "c"), order=(2, 0, 1)), (1, 2, 0), shuffle=True) == (2, 0, 1)
    assert shown_order(Typed(), (), shuffle=True) == ()


def test_prints_of_an_order_tell_its_answer_but_not_its_prompt() -> None:
    turned = Order(STEPS.question, STEPS.items[::-1])
    assert answer_print(turned, "main") != answer_print(STEPS, "main")
    assert prompt_print(turned, "main") == prompt_print(STEPS, "main")
    assert prompt_print(Order(STEPS.question, STEPS.items[:3]), "main") != prompt_print(STEPS, "main")


ROLES = Match(
    "Qui fait quoi ?",
    (Pair("la région", "finance"), Pair("la mairie", "annonce"), Pair("la presse", "raconte")),
    ("fait grève",),
)


@given(st.lists(st.integers(-1, 3), min_size=3, max_size=3))
def test_the_score_of_a_match_is_the_share_corrected_for_chance(drawn: list[int]) -> None:
    verdict = ROLES.grade("main", tuple(drawn), FR)
    hits = sum(index == line for line, index in enumerate(drawn))
    assert verdict.score == pytest.approx(max(0.0, (hits / 3 - 1 / 4) / (3 / 4)))
    assert (verdict.outcome is Outcome.CORRECT) == (hits == 3)
    assert (verdict.outcome is Outcome.BLANK) == (drawn == [-1] * 3)
    assert [part.expected for part in verdict.parts] == list(ROLES.expected("main"))
    assert [part.outcome is Outcome.CORRECT for part in verdict.parts] == [
        index == line for line, index in enumerate(drawn)
    ]


@given(st.integers(2, 6), st.integers(0, 2))
def test_who_guesses_scores_nothing_on_average_before_the_floor(count: int, decoys: int) -> None:
    texts = count + decoys
    share = sum(text == line for line in range(count) for text in range(texts)) / (count * texts)
    assert (share - 1 / texts) / (1 - 1 / texts) == pytest.approx(0.0)


def test_a_text_may_belong_to_several_lines() -> None:
    question = Match("?", (Pair("a", "pair"), Pair("b", "impair"), Pair("c", "pair")), ())
    assert question.texts() == ("pair", "impair")
    assert question.grade("main", (0, 1, 0), FR).outcome is Outcome.CORRECT
    assert question.grade("main", (0, 0, 0), FR).score == pytest.approx(1 / 3)


def test_a_match_is_read_in_every_usual_form() -> None:
    for shown in permutations(range(4)):
        lines = ROLES.plain_lines("main", shown)
        assert lines[1:4] == ("1. la région", "2. la mairie", "3. la presse")
        assert lines[4:] == tuple(f"{LETTERS[n]}. {ROLES.texts()[index]}" for n, index in enumerate(shown))
        a, b, c = (LETTERS[shown.index(index)] for index in range(3))
        for line in (
            f"1{a} 2{b} 3{c}",
            f"3{c},1{a};2{b}",
            f"1-{a} 2: {b} 3 {c}".upper(),
            f"{a}{b}{c}",
            f"{a} {b} {c}",
        ):
            assert ROLES.plain_response("main", line, shown) == (0, 1, 2), line
        assert ROLES.plain_response("main", f"2{b}", shown) == (-1, 1, -1)


@pytest.mark.parametrize("line", ["1", "1e", "4a", "0a", "1a 1b", "1a x", "a", "ab", "abcd", "finance", "12"])
def test_a_line_that_is_no_match_is_misread(line: str) -> None:
    found = ROLES.plain_response("main", line, (0, 1, 2, 3))
    assert found == Misread("no-pairs", (("count", "3"), ("last", "d")))


@pytest.mark.parametrize("response", [(0, 1), (0, 1, 4), (0, 1, -2), ("a", "b", "c"), "a", True])
def test_what_is_no_match_is_refused(response: Response) -> None:
    with pytest.raises(ValueError):
        ROLES.grade("main", response, FR)


def test_prints_of_a_match_tell_its_lines_its_texts_and_its_pairs() -> None:
    crossed = Match(
        ROLES.question,
        (Pair("la région", "annonce"), Pair("la mairie", "finance"), ROLES.pairs[2]),
        ROLES.decoys,
    )
    assert prompt_print(crossed, "main") == prompt_print(ROLES, "main")
    assert answer_print(crossed, "main") != answer_print(ROLES, "main")
    turned = Match(ROLES.question, ROLES.pairs[::-1], ROLES.decoys)
    assert answer_print(turned, "main") == answer_print(ROLES, "main")
    assert prompt_print(Match(ROLES.question, ROLES.pairs, ()), "main") != prompt_print(ROLES, "main")


def test_sentences_are_shown_as_they_stand_and_the_proof_is_right() -> None:
    for proof in range(3):
        question = Evidence("?", ("Un.", "Deux.", "Trois."), proof)
        form = question.form("main")
        assert isinstance(form, Options)
        order = shown_order(form, (0, 1, 2), shuffle=True)
        assert question.plain_lines("main", order)[1:] == ("1. Un.", "2. Deux.", "3. Trois.")
        for number in range(3):
            response = question.plain_response("main", str(number + 1), order)
            assert not isinstance(response, Misread)
            verdict = question.grade("main", response, FR)
            assert (verdict.outcome is Outcome.CORRECT) == (number == proof) == (verdict.score == 1.0)
            assert verdict.parts[0].given == question.sentences[number]
        assert question.plain_response("main", "1 2", order) == Misread("one-option")
