"""Replays a review log beside plain `fsrs`: `python tests/bench/bench_fsrs_reference.py LOG.csv`.

The log has the columns card_id, review_rating and review_time (ISO 8601 with offset). Both sides see study
days in UTC with a rollover at 4:00, without steps or fuzz; memory must agree within 1e-9, intervals exactly.
"""

from __future__ import annotations

import argparse
import csv
import sys
import time
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from fsrs import Card, Scheduler
from fsrs import Rating as FsrsRating

from quizapp.clock import Instant
from quizapp.study.days import date_of, study_day
from quizapp.study.memory import Fsrs
from quizapp.study.model import CardState, Memory, New, Rating, Scheduled, StudyDay
from quizapp.study.scheduling import Steps, futures

TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True)
class LoggedReview:
    at_ms: int
    day: StudyDay
    rating: Rating


@dataclass(slots=True)
class Tally:
    cards: int = 0
    reviews: int = 0
    same_day: int = 0
    backwards: int = 0
    worst_stability: float = 0.0
    worst_difficulty: float = 0.0
    intervals_apart: int = 0
    futures_apart: int = 0
    raised: int = 0

    @property
    def agrees(self) -> bool:
        apart = max(self.worst_stability, self.worst_difficulty)
        return apart <= TOLERANCE and not self.intervals_apart and not self.futures_apart


def read_log(path: Path) -> dict[str, list[LoggedReview]]:
    """The reviews of each card in order of time."""
    reviews: defaultdict[str, list[LoggedReview]] = defaultdict(list)
    with path.open(newline="", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            at_ms = int(datetime.fromisoformat(row["review_time"]).timestamp() * 1000)
            reviews[row["card_id"]].append(
                LoggedReview(at_ms, study_day(at_ms, 0, 4), Rating(int(row["review_rating"])))
            )
    return {card: sorted(ours, key=lambda review: review.at_ms) for card, ours in reviews.items()}


def reference(reviews: list[LoggedReview]) -> list[tuple[float, float, int]]:
    """Stability, difficulty and interval after each review, by `fsrs` alone."""
    scheduler = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    card = Card(card_id=0, due=datetime(2000, 1, 1, 12, tzinfo=UTC))
    outcomes = []
    for review in reviews:
        at = datetime.combine(date_of(review.day), datetime.min.time(), UTC).replace(hour=12)
        card, _ = scheduler.review_card(card, FsrsRating(int(review.rating)), at)
        assert card.stability is not None
        assert card.difficulty is not None
        outcomes.append((card.stability, card.difficulty, (card.due - at).days))
    return outcomes


def compare(reviews: list[LoggedReview], tally: Tally) -> None:
    """Replays one card twice, by memory alone and by whole futures, and adds to the tally."""
    fsrs, steps = Fsrs(), Steps((), ())
    memory: Memory | None = None
    last_day: StudyDay | None = None
    state: CardState = New()
    tally.cards += 1
    for review, (stability, difficulty, interval) in zip(reviews, reference(reviews), strict=True):
        if memory is None or last_day is None:
            memory = fsrs.first(review.rating)
        else:
            elapsed = review.day - last_day
            tally.same_day += elapsed == 0
            tally.backwards += elapsed < 0
            memory = fsrs.after(memory, review.rating, elapsed)
        last_day = review.day
        now = Instant(review.at_ms, 0)
        future = futures("card", state, now, review.day, steps, fsrs, fuzz=False)[review.rating - 1]
        state = future.state
        tally.reviews += 1
        tally.worst_stability = max(tally.worst_stability, abs(memory.stability - stability))
        tally.worst_difficulty = max(tally.worst_difficulty, abs(memory.difficulty - difficulty))
        tally.intervals_apart += fsrs.interval(memory.stability) != interval
        assert isinstance(state, Scheduled)
        tally.futures_apart += state.memory != memory or state.interval < interval
        tally.raised += state.interval > interval


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("log", type=Path)
    log = read_log(parser.parse_args().log)
    tally = Tally()
    began = time.perf_counter()
    for reviews in log.values():
        compare(reviews, tally)
    print(f"cards {tally.cards}, reviews {tally.reviews} ({time.perf_counter() - began:.2f} s)")
    print(f"on the day of the last review {tally.same_day}, before it {tally.backwards}")
    print(f"largest difference: S {tally.worst_stability:.3g}, D {tally.worst_difficulty:.3g}")
    print(f"intervals that differ {tally.intervals_apart}, futures that differ {tally.futures_apart}")
    print(f"futures a day or more longer, to keep Hard < Good < Easy: {tally.raised}")
    print("agrees" if tally.agrees else "DOES NOT AGREE")
    return 0 if tally.agrees else 1


if __name__ == "__main__":
    sys.exit(main())
