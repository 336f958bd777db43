"""Sums up a sitting: score, time, weakest tags, missed cards."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from quizapp.questions.model import Outcome
from quizapp.study.model import Rating
from quizapp.study.session import Counts
from quizapp.workspace.model import NextDue, Record, Summary, TagScore

WEAKEST_TAGS = 3


def summarised(records: Sequence[Record], next_due: NextDue | None, left: Counts | None = None) -> Summary:
    """The summary of a sitting's records, in the order in which they were made."""
    counted = [record for record in records if _counts(record)]
    missed: dict[str, Record] = {}
    for record in counted:
        if not _passed(record):
            missed.setdefault(f"{record.card.deck}/{record.card.id}", record)
    return Summary(
        attempts=len(counted),
        correct=sum(1 for record in counted if _passed(record)),
        partly=sum(1 for record in counted if 0 < record.score < 1),
        score=sum(record.score for record in counted) / len(counted) if counted else 0.0,
        duration_ms=sum(record.duration_ms for record in counted),
        weakest=_weakest(counted),
        missed=tuple(sorted(missed.values(), key=lambda record: not record.sure)),
        next_due=next_due,
        left=left,
    )


def _counts(record: Record) -> bool:
    """A card turned over but not rated has no score yet."""
    return record.outcome is not Outcome.REVEALED or record.rating is not None


def _passed(record: Record) -> bool:
    if record.outcome is Outcome.REVEALED:
        return record.rating is not Rating.AGAIN
    return record.outcome is Outcome.CORRECT


def _weakest(records: Sequence[Record]) -> tuple[TagScore, ...]:
    """The tags with the lowest mean score; a tag on which nothing was missed is not weak."""
    scores: dict[str, list[float]] = defaultdict(list)
    for record in records:
        for tag in record.card.tags:
            scores[tag].append(record.score)
    means = [TagScore(tag, sum(found) / len(found), len(found)) for tag, found in scores.items()]
    weak = [mean for mean in means if mean.score < 1]
    return tuple(sorted(weak, key=lambda mean: (mean.score, -mean.attempts, mean.tag))[:WEAKEST_TAGS])
