from __future__ import annotations

from collections import Counter
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from quizapp.study.model import Phase, StudyDay
from quizapp.study.queue import Limits, Orders, sibling_group
from quizapp.study.spacing import spaced, together
from tests.study.made import NOW, TODAY, candidates, card, names, queue, reviews


def test_reviews_come_by_due_day_and_in_an_order_of_their_own_each_day():
    cards = [card(f"late{at}", Phase.REVIEW, TODAY - 3) for at in range(20)] + reviews(20)
    order = names(queue(cards).main)
    assert {name[:4] for name in order[:20]} == {"late"}
    assert order != names(cards)
    assert order == names(queue(cards[::-1]).main)
    assert order[:20] != names(queue(cards, day=StudyDay(TODAY + 1)).main)[:20]


def test_review_is_due_from_its_day_on():
    cards = [card("tomorrow", Phase.REVIEW, TODAY + 1), card("today", Phase.REVIEW, TODAY)]
    assert names(queue(cards).main) == ["today"]


def test_limits_hold_the_oldest_dues_and_the_first_new():
    cards = (
        reviews(3) + [card("old", Phase.REVIEW, TODAY - 1)] + [card(f"n{at}", position=at) for at in range(5)]
    )
    chosen = queue(cards, new_limit=2, review_limit=1)
    assert sorted(names(chosen.main)) == ["n0", "n1", "old"]
    assert queue(cards, new_limit=0, review_limit=-4).main == ()


def test_learning_is_outside_the_limits_and_by_due_time():
    cards = [
        card("b", Phase.LEARNING, NOW - 1),
        card("a", Phase.RELEARNING, NOW + 5),
        card("c", Phase.LEARNING, 9),
    ]
    assert names(queue(cards, new_limit=0, review_limit=0).learning) == ["c", "b", "a"]


def test_steps_of_another_day_wait_for_it():
    cards = [card("b", Phase.LEARNING, NOW + 50), card("a", Phase.LEARNING, NOW - 1)]
    assert names(queue(cards, end_ms=NOW + 50).learning) == ["a"]
    assert names(queue(cards, end_ms=NOW - 50).learning) == ["a"]


def test_new_cards_are_mixed_in_evenly():
    order = names(queue(reviews(12) + [card(f"n{at}", position=at) for at in range(3)]).main)
    assert [at for at, name in enumerate(order) if name[0] == "n"] == [3, 7, 11]
    assert names(queue([card("n"), *reviews(2)]).main)[1] == "n"


def faded(name, days):
    return card(name, Phase.REVIEW)._replace(faded=days)


def test_reviews_come_by_retrievability_where_that_is_asked():
    cards = [faded("b", 2.0), faded("a", 0.5), faded("c", 1.0)]
    assert names(queue(cards, orders=Orders(review="ascending")).main) == ["b", "c", "a"]
    assert names(queue(cards, orders=Orders(review="descending")).main) == ["a", "c", "b"]
    assert names(queue(cards, orders=Orders(review="ascending"), review_limit=1).main) == ["b"]


def test_random_orders_are_other_ones_each_day_and_the_same_all_day():
    for orders in (Orders(review="random"), Orders(new="random")):
        cards = [*reviews(20, due=TODAY - 5), *(card(f"n{at}", position=at) for at in range(20))]
        order = names(queue(cards, orders=orders).main)
        assert order == names(queue(cards[::-1], orders=orders).main)
        assert order != names(queue(cards, orders=orders, day=StudyDay(TODAY + 1)).main)
    fresh = [card(f"n{at}", position=at) for at in range(20)]
    assert names(queue(fresh, orders=Orders(new="random")).main) != names(fresh)


def test_new_cards_come_first_or_last_where_that_is_asked():
    cards = [*reviews(3), card("n0"), card("n1", position=1)]
    assert names(queue(cards, orders=Orders(mix="first")).main)[:2] == ["n0", "n1"]
    assert names(queue(cards, orders=Orders(mix="last")).main)[3:] == ["n0", "n1"]


def test_a_decks_limits_cap_its_own_cards_and_those_of_all_cap_all():
    cards = [card(f"n{at}", deck=deck, position=at) for at in range(5) for deck in "de"]
    cards += [card(f"r{at}", Phase.REVIEW, deck=deck) for at in range(5) for deck in "de"]
    chosen = queue(cards, limits=Limits(4, 6, {"d": 1}, {"e": 2})).main
    assert Counter((c.deck, c.phase) for c in chosen) == {
        ("d", Phase.NEW): 1, ("e", Phase.NEW): 3, ("d", Phase.REVIEW): 4, ("e", Phase.REVIEW): 2,
    }  # fmt: skip


def interday(name, **more):
    return card(name, Phase.LEARNING, NOW - 5, **more)._replace(interday=True)


def test_steps_of_a_day_and_more_count_as_reviews_and_go_before_them_where_the_limit_is_short():
    cards = [*reviews(4), interday("i0"), interday("i1")]
    chosen = queue(cards, review_limit=3)
    assert chosen.learning == ()
    assert len(chosen.main) == 3
    assert {"i0", "i1"} < set(names(chosen.main))
    assert names(queue(cards).main)[0][0] == "r"


def test_siblings_are_buried_as_the_setting_says():
    cards = [interday("x", face="c1"), interday("x", face="c2")]
    cards += [card("y", Phase.REVIEW, face="c1"), card("y", Phase.REVIEW, face="c2"), card("y", face="c3")]
    shown = {
        bury: len(queue(cards, buries=lambda deck, kind, bury=bury: kind in bury).main)
        for bury in [(), ("new",), ("reviews",), ("learning",), ("new", "reviews", "learning")]
    }
    assert list(shown.values()) == [5, 4, 4, 4, 2]


def test_new_cards_take_turns_between_sources():
    cards = [card(f"a{at}", source="a", position=at) for at in range(4)]
    cards += [card(f"b{at}", source="b", position=10 + at) for at in range(2)]
    assert names(queue(cards).main) == ["a0", "b0", "a1", "b1", "a2", "a3"]
    assert names(queue(cards, new_limit=2).main) == ["a0", "b0"]


def test_a_face_that_waits_for_its_sibling_takes_no_turn():
    cards = [card("a", face="fwd", source="a"), card("a", face="rev", source="a", position=1)]
    cards += [card("a2", source="a", position=2)]
    cards += [card(f"b{at}", source="b", position=9 + at) for at in range(3)]
    assert names(queue(cards).main) == ["a", "b0", "a2", "b1", "b2"]


def test_cards_of_one_paragraph_are_kept_apart():
    cards = [card(f"n{at}", paragraphs=[f"s:{at // 2}"], position=at) for at in range(4)]
    assert names(queue(cards).main) == ["n0", "n2", "n1", "n3"]


def test_one_face_of_a_card_a_day_and_its_siblings_take_no_room():
    cards = [card("x", face="fwd", position=0), card("x", face="rev", position=1), card("y", position=2)]
    chosen = queue(cards, new_limit=2)
    assert [c.key for c in chosen.main] == ["d/x#fwd", "d/y#main"]
    assert chosen.held == ("d/x#rev",)


def test_a_due_face_holds_back_a_new_one():
    cards = [card("x", face="fwd"), card("x", Phase.REVIEW, face="rev")]
    assert [c.key for c in queue(cards).main] == ["d/x#rev"]


def test_siblings_of_a_card_studied_today_wait_but_its_learning_faces_come():
    cards = [card("x", face="rev"), card("x", Phase.LEARNING, face="c3"), card("y", Phase.REVIEW)]
    chosen = queue(cards, studied=["d/x#fwd", "d/y#c1"])
    assert [c.key for c in chosen.learning] == ["d/x#c3"]
    assert chosen.main == ()


def test_a_face_that_was_made_due_again_on_its_day_waits_for_no_sibling():
    cards = [card("x", Phase.REVIEW, face=face, due=TODAY - late) for face, late in (("fwd", 0), ("rev", 1))]
    chosen = queue(cards, studied=["d/x#fwd"])
    assert [c.key for c in chosen.main] == ["d/x#fwd"]
    assert chosen.held == ("d/x#rev",)
    assert len(queue(cards, studied=["d/x#fwd", "d/x#rev"]).main) == 2


def test_cards_of_one_name_in_two_decks_are_no_siblings():
    assert len(queue([card("x", deck="d"), card("x", deck="e")]).main) == 2


def test_group_is_the_key_without_its_face():
    assert sibling_group("d/x#fwd") == "d/x" == card("x").group


@given(candidates(), st.integers(-2, 20), st.integers(-2, 20), st.sets(st.integers(0, 15), max_size=4))
def test_queue_keeps_limits_dues_and_siblings(cards, new_limit, review_limit, studied):
    keys = [f"d/k{name}#main" for name in studied]
    chosen = queue(cards, new_limit=new_limit, review_limit=review_limit, studied=keys)
    phases = Counter(card.phase for card in chosen.main)
    assert phases[Phase.NEW] <= max(0, new_limit)
    assert phases[Phase.REVIEW] <= max(0, review_limit)
    assert set(phases) <= {Phase.NEW, Phase.REVIEW}
    assert all(card.due is None or card.due <= TODAY for card in chosen.main)
    groups = Counter(card.group for card in chosen.main)
    assert all(count == 1 for count in groups.values())
    assert not set(groups) & ({card.group for card in chosen.learning} | {sibling_group(key) for key in keys})
    assert set(chosen.learning) == {c for c in cards if c.phase in (Phase.LEARNING, Phase.RELEARNING)}
    assert set(chosen.main) | set(chosen.learning) <= set(cards)
    assert not set(chosen.held) & {card.key for card in chosen.main}


@given(candidates(), st.randoms(use_true_random=False))
def test_queue_does_not_depend_on_the_order_of_candidates(cards, random):
    shuffled = list(cards)
    random.shuffle(shuffled)
    assert queue(shuffled) == queue(cards)


@given(candidates())
def test_without_limits_every_due_group_is_shown(cards):
    chosen = queue(cards)
    due = {c.group for c in cards if c.phase is not Phase.REVIEW or c.due <= TODAY}
    assert due == {c.group for c in chosen.main + chosen.learning}


PARAGRAPHS = st.lists(st.sampled_from(["a:1", "a:2", "a:3", "b:1"]), max_size=2, unique=True)


@given(st.lists(PARAGRAPHS, max_size=25))
def test_spacing_keeps_every_card_and_lets_another_go_first_while_one_can(cited):
    cards = [card(f"k{at}", paragraphs=paragraphs) for at, paragraphs in enumerate(cited)]
    order = spaced(cards)
    assert sorted(names(order)) == sorted(names(cards))
    for at, (before, after) in enumerate(pairwise(order)):
        if together(before.paragraphs, after.paragraphs):
            assert all(together(before.paragraphs, other.paragraphs) for other in order[at + 1 :])


@given(st.lists(st.sampled_from("pqrs"), max_size=25))
def test_cards_of_one_paragraph_never_follow_one_another_where_that_is_possible(cited):
    cards = [card(f"k{at}", paragraphs=[paragraph]) for at, paragraph in enumerate(cited)]
    pairs = sum(together(b.paragraphs, a.paragraphs) for b, a in pairwise(spaced(cards)))
    most = max(Counter(cited).values(), default=0)
    assert pairs == max(0, most - (len(cited) - most) - 1)


@given(st.lists(st.sampled_from("pqrs"), max_size=25, unique=True))
def test_spacing_leaves_cards_alone_that_share_nothing(cited):
    cards = [card(f"k{at}", paragraphs=[paragraph]) for at, paragraph in enumerate(cited)]
    assert spaced(cards) == cards
