"""Every event belongs to the card that its name became, as carrying aliases through the log tells."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from quizapp.store.model import Event, EventKind
from quizapp.store.names import Names
from tests.store.carrying import owners

NAMES = st.sampled_from(["a", "b", "c", "d", None])
LOGS = st.lists(st.tuples(st.sampled_from(["alias", "alias", "attempt"]), NAMES, NAMES), max_size=12)


def at(number: int, kind: str, card: str | None, old: str | None) -> Event:
    return Event(f"e{number}", "d", number, number, 0, 1, kind, "x", "s", card, None, 1, {"from": old}, 0)


@given(LOGS)
@example([("attempt", "a", None), ("alias", "b", "a"), ("attempt", "a", None), ("alias", "c", "a")])
def test_an_event_belongs_to_what_its_name_became(said):
    events = [at(number, *each) for number, each in enumerate(said, 1)]
    names = Names(each for each in events if each.kind == EventKind.ALIAS)
    assert [names.owner(each) for each in events] == owners(events)


@given(LOGS)
def test_what_a_card_may_have_borne_holds_every_name_that_became_it(said):
    events = [at(number, *each) for number, each in enumerate(said, 1)]
    names = Names(each for each in events if each.kind == EventKind.ALIAS)
    for each, card in zip(events, owners(events), strict=True):
        assert card is None or card == each.card or each.card in names.borne(card) & names.ended
