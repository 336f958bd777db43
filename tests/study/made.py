"""Candidates and queues for the tests of this room."""

from __future__ import annotations

from hypothesis import strategies as st

from quizapp.study.model import Phase, StudyDay
from quizapp.study.queue import Candidate, Limits, Orders, build

TODAY = StudyDay(739_000)
NOW = 1_717_581_600_000


def card(name, phase=Phase.NEW, due=None, *, face="main", deck="d", source="s", paragraphs=(), position=0):
    if due is None and phase is not Phase.NEW:
        due = TODAY if phase is Phase.REVIEW else NOW
    return Candidate(f"{deck}/{name}#{face}", deck, name, tuple(paragraphs), source, phase, due, position)


def queue(cards, *, new_limit=100, review_limit=100, **more):
    day = more.pop("day", TODAY)
    limits = more.pop("limits", Limits(new_limit, review_limit))
    return build(cards, day=day, now_ms=NOW, limits=limits, orders=more.pop("orders", Orders()), **more)


def names(cards):
    return [card.card for card in cards]


def reviews(count, **more):
    return [card(f"r{at}", Phase.REVIEW, **more) for at in range(count)]


@st.composite
def candidates(draw, max_size=40):
    chosen = {}
    for position in range(draw(st.integers(0, max_size))):
        name, face = draw(st.integers(0, 15)), draw(st.sampled_from(["fwd", "rev", "c1"]))
        phase = draw(st.sampled_from(Phase))
        due = {Phase.NEW: None, Phase.REVIEW: TODAY - draw(st.integers(-3, 30))}.get(
            phase, NOW + draw(st.integers(-(10**7), 10**7))
        )
        source = draw(st.sampled_from("ab"))
        cited = draw(st.lists(st.integers(1, 3), max_size=2, unique=True))
        paragraphs = [f"{source}:{number}" for number in cited]
        made = card(
            f"k{name}", phase, due, face=face, source=source, paragraphs=paragraphs, position=position
        )
        chosen[made.key] = made
    return tuple(chosen.values())
