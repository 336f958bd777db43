"""The figures as JSON, under keys that scripts may rely on."""

from __future__ import annotations

from typing import Any

from quizapp.stats.confidence import Calibration, Confidence
from quizapp.stats.figures import DeckFigures, Progress, Weak
from quizapp.study.days import date_of

SCHEMA_VERSION = 1


def to_json(progress: Progress) -> dict[str, Any]:
    """The figures as plain values for `json.dumps`. Days are ISO dates of study days, shares lie between 0
    and 1, and what nothing is known of is null.

    - `schema_version`: 1
    - `day`: the study day
    - `today`: `answered`, `correct`, `new`, `duration_ms`
    - `due`: eight days from today on, each `day` and `due`; the first includes overdue cards
    - `decks`: each `id`, `new`, `learning`, `young`, `mature`, `suspended`, `total`
    - `retention`: `days`, `n`, `passed`, `rate`, and `low` and `high`, its 95 % interval
    - `weakest`: up to five cards, weakest first, each `key`, `attempts`, `correct`, `lapses`,
      `last_outcome`, `retrievability`, `success_at_best`
    - `confidence`: null where the learner was never asked, else `answers`, how many of the latest answers
      it rests on; `sure` and `unsure`, each `n`, `correct`, `rate`; `sure_and_missed`, up to five cards,
      each `key`, `missed` (how often), `last` (the day)
    """
    retention = progress.retention
    return {
        "schema_version": SCHEMA_VERSION,
        "day": date_of(progress.day).isoformat(),
        "today": {
            "answered": progress.today.answered,
            "correct": progress.today.correct,
            "new": progress.today.new,
            "duration_ms": progress.today.duration_ms,
        },
        "due": [{"day": date_of(due.day).isoformat(), "due": due.due} for due in progress.due],
        "decks": [_deck(deck) for deck in progress.decks],
        "retention": {
            "days": retention.days,
            "n": retention.n,
            "passed": retention.passed,
            "rate": retention.rate,
            "low": retention.low,
            "high": retention.high,
        },
        "weakest": [_weak(card) for card in progress.weakest],
        "confidence": None if progress.confidence is None else _confidence(progress.confidence),
    }


def _deck(deck: DeckFigures) -> dict[str, Any]:
    return {
        "id": deck.deck,
        "new": deck.new,
        "learning": deck.learning,
        "young": deck.young,
        "mature": deck.mature,
        "suspended": deck.suspended,
        "total": deck.total,
    }


def _weak(card: Weak) -> dict[str, Any]:
    return {
        "key": card.key,
        "attempts": card.attempts,
        "correct": card.correct,
        "lapses": card.lapses,
        "last_outcome": card.last_outcome,
        "retrievability": card.retrievability,
        "success_at_best": card.success_at_best,
    }


def _confidence(confidence: Confidence) -> dict[str, Any]:
    return {
        "answers": confidence.answers,
        "sure": _calibration(confidence.sure),
        "unsure": _calibration(confidence.unsure),
        "sure_and_missed": [
            {"key": card.key, "missed": card.missed, "last": date_of(card.last).isoformat()}
            for card in confidence.misses
        ],
    }


def _calibration(calibration: Calibration) -> dict[str, Any]:
    return {"n": calibration.n, "correct": calibration.correct, "rate": calibration.rate}
