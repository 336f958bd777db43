"""The ledger: the same counts as the day sums, with their cards and hours, and what was predicted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from quizapp.store.history import History
from quizapp.store.ledger import AT_A_TIME, Ledger
from tests.store.making import DAY_MS, NOON_DAY, HandClock, action, attempt, event, review

HOUR_MS = 3_600_000


def by_hour(ledger: Ledger, name: str) -> dict[tuple[str, int, int], int]:
    return {(card, day, hour): counts[name] for card, day, hour, counts in ledger.counted if name in counts}


def by_day(history: History, ledgers: Iterable[Ledger]) -> tuple[Counter[object], Counter[object]]:
    """The counts of ledgers, and of the day sums, by day and name."""
    counted: Counter[object] = Counter()
    for ledger in ledgers:
        for _card, day, _hour, counts in ledger.counted:
            counted.update({(day, name): count for name, count in counts.items()})
    sums: Counter[object] = Counter()
    for row in history.day_sums(1, 3_000_000):
        sums.update(
            {(row.day, name): value for name, value in row._asdict().items() if name not in ("day", "deck")}
        )
    return +counted, +sums


def scheduled(rating: int, predicted: object, **more: int) -> dict[str, object]:
    after = {"phase": "review", "due": NOON_DAY + 4, "interval": 4}
    return {"rating": rating, "after": after, "retrievability": predicted, **more}


def test_answers_stand_at_the_hour_of_their_clock(history: History, clock: HandClock) -> None:
    history.append(attempt("d/a#main"))
    clock.at_ms += 3 * HOUR_MS
    history.append(attempt("d/a#main", outcome="wrong"), attempt("d/b#main"))
    ledger = history.ledger(["d/a#main"])
    assert ledger.cards == {"d/a#main"}
    assert by_hour(ledger, "answered") == {("d/a#main", NOON_DAY, 12): 1, ("d/a#main", NOON_DAY, 15): 1}
    assert by_hour(ledger, "correct") == {("d/a#main", NOON_DAY, 12): 1, ("d/a#main", NOON_DAY, 15): 0}


def test_a_rating_judges_at_the_hour_of_the_answer(history: History, clock: HandClock) -> None:
    group = action()
    (tried,) = history.append(attempt("d/a#main", outcome="revealed", group=group))
    clock.at_ms += HOUR_MS
    history.append(review("d/a#main", target=tried.id, group=group))
    ledger = history.ledger(["d/a#main"])
    assert by_hour(ledger, "correct") == {("d/a#main", NOON_DAY, 12): 1}
    assert by_hour(ledger, "reviews") == {("d/a#main", NOON_DAY, 13): 1}


def test_only_predictions_of_cards_in_review_are_kept(history: History, clock: HandClock) -> None:
    history.append(
        event("review", "d/a#main", scheduled(3, 0.5))
    )  # a new card, of which nothing was predicted
    for predicted in (0.91, True, 1.5, "0.9", None):
        clock.at_ms += DAY_MS
        history.append(event("review", "d/a#main", scheduled(1 if predicted == 0.91 else 3, predicted)))
    (only,) = history.ledger(["d/a#main"]).foretold
    assert only == ("d/a#main", NOON_DAY + 1, 0.91, False)


def test_voids_overrides_and_new_names_count(history: History, clock: HandClock) -> None:
    (tried,) = history.append(attempt("d/old#main", outcome="wrong"))
    history.override(tried.id, outcome="correct", score=1.0)
    history.append(review("d/old#main", target=tried.id))
    clock.at_ms += DAY_MS
    history.append(event("alias", "d/new#main", {"from": "d/old#main"}))
    history.append(attempt("d/new#main"))
    ledger = history.ledger(["d/old#main"])
    assert ledger.cards == {"d/old#main", "d/new#main"}
    assert {row.card for row in ledger.counted} == {"d/new#main"}
    assert sum(row.counts["correct"] for row in ledger.counted) == 2
    history.undo()
    ledger = history.ledger(["d/new#main"])
    counted, sums = by_day(history, [ledger])
    assert counted == sums and counted[NOON_DAY, "answered"] == 1


def test_the_whole_log_is_read_a_few_cards_at_a_time(history: History) -> None:
    history.append(*(attempt(f"d/{n:04d}#main") for n in range(AT_A_TIME + 5)))
    first = history.ledger()
    assert first.last == f"d/{AT_A_TIME - 1:04d}#main" and len(first.counted) == AT_A_TIME
    second = history.ledger(after=first.last)
    assert len(second.counted) == 5 and second.last is not None
    assert history.ledger(after=second.last) == Ledger(frozenset(), None, (), ())
    counted, sums = by_day(history, [first, second])
    assert counted == sums
