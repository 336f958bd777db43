"""The figures as JSON, under keys that scripts may rely on."""

from __future__ import annotations

from typing import Any

from quizapp.stats.confidence import Calibration, Confidence
from quizapp.stats.figures import Answered, DeckFigures, DueDay, Retention, Weak
from quizapp.stats.foretold import Band, whole
from quizapp.stats.habit import Spent
from quizapp.stats.hours import Hour
from quizapp.stats.progress import Next, Progress
from quizapp.stats.spread import Bar
from quizapp.stats.topics import Tally
from quizapp.study.days import date_of

SCHEMA_VERSION = 3


def to_json(progress: Progress) -> dict[str, Any]:
    """The figures as plain values for `json.dumps`. Days are ISO dates of study days, shares lie between 0
    and 1, and what nothing is known of is null.

    - `schema_version`: 3
    - `day`: the study day; `deck`, `tag`, `source`: those that the figures are of, null for all; the streak
      alone is always of all
    - `desired_retention`
    - `today`: `answered`, `correct`, `new`, `duration_ms`
    - `due`: eight days from today on, each `day` and `due`; the first includes overdue cards
    - `streak`: `days` with an answer, over rests; `rested`, the days since without one, today left out
    - `forecast`: `backlog`, cards due before today; `days`, from today on, each `day` and `due`
    - `decks`: each `id`, `new`, `learning`, `young`, `mature`, `suspended`, `total`
    - `retention`: `days`, `n`, `passed`, `rate`, and `low` and `high`, its 95 % interval
    - `true_retention`: `today`, `week`, `month`, `year`, each `young`, `mature`, `all` like `retention`
    - `calendar`: each day of a year on which anything was answered: `day`, `answered`, `duration_ms`
    - `answered`: over the last `days`, what `today` has
    - `buttons`: over the last `days`, how often `again`, `hard`, `good`, `easy`
    - `time_a_card`: the same days in parts, each `from` a day `to` a day, `answered`, and the `mean_ms` of an
      answer
    - `hours`: over the last `days`, of each `hour` of the day from 0 to 23 the `answered`, `correct`,
      `duration_ms`, `rate`, and `low` and `high`, its 95 % interval; null where it was not looked for
    - `calibration`: over the last `days`, reviews of cards in review by the recall that was predicted: of
      `bands`, each from `low` on and below `high`, and of `all` the `n`, the mean `predicted`, `passed`,
      `rate`, and `at_least` and `at_most`, its 95 % interval; null where it was not looked for
    - `articles`: each `source`, its `faces`, of them `retained`, which are in review, not in learning nor
      relearning, and would be recalled as wanted; its paragraphs `asked`, of them `remembered`
    - `next`: the weakest `tags`, `sources`, `paragraphs`, each `name`, `attempts`, `correct`, `low`, `high`;
      keys of `leeches`, of cards `past_review_by`, and of the first face of cards with a passage that has
      changed, `changed_passages`, 40 at the most
    - `spreads`: `interval`, `stability` (both in days), `difficulty`, `retrievability`: cards `n` from `low`
      on and below `high`, null for none; `interval` and `retrievability` of cards in review alone; null where
      it was not looked for
    - `weakest`: up to five cards, weakest first, each `key`, `attempts`, `correct`, `lapses`,
      `last_outcome`, `retrievability`, `success_at_best`
    - `confidence`: null where the learner was never asked, else `answers`, how many of the latest answers
      it rests on; `sure` and `unsure`, each `n`, `correct`, `rate`; `sure_and_missed`, up to five cards,
      each `key`, `missed` (how often), `last` (the day)
    """
    return {
        "schema_version": SCHEMA_VERSION,
        "day": date_of(progress.day).isoformat(),
        **progress.filters._asdict(),
        "desired_retention": progress.desired_retention,
        "today": _answered(progress.today),
        "streak": progress.streak._asdict(),
        "due": _days(progress.due),
        "forecast": {"backlog": progress.backlog, "days": _days(progress.forecast)},
        "decks": [_deck(deck) for deck in progress.decks],
        "retention": _retention(progress.retention),
        "true_retention": {
            each.span: {name: _retention(getattr(each, name)) for name in ("young", "mature", "all")}
            for each in progress.recalled
        },
        "calendar": [
            {"day": date_of(each.day).isoformat(), "answered": each.answered, "duration_ms": each.duration_ms}
            for each in progress.year
            if each.answered
        ],
        "answered": {"days": progress.period, **_answered(progress.answered)},
        "buttons": {"days": progress.period, **progress.buttons._asdict()},
        "time_a_card": [_spent(part) for part in progress.times],
        "hours": None
        if progress.hours is None
        else {"days": progress.period, "hours": [_hour(each) for each in progress.hours]},
        "calibration": None
        if progress.foretold is None
        else {
            "days": progress.period,
            "bands": [_band(band) for band in progress.foretold],
            "all": _band(whole(progress.foretold)),
        },
        "articles": [each._asdict() for each in progress.articles],
        "next": _next(progress.next),
        "spreads": None
        if progress.spreads is None
        else {name: _bars(bars) for name, bars in progress.spreads._asdict().items()},
        "weakest": [_weak(card) for card in progress.weakest],
        "confidence": None if progress.confidence is None else _confidence(progress.confidence),
    }


def _answered(answered: Answered) -> dict[str, Any]:
    return {
        "answered": answered.answered,
        "correct": answered.correct,
        "new": answered.new,
        "duration_ms": answered.duration_ms,
    }


def _days(days: tuple[DueDay, ...]) -> list[dict[str, Any]]:
    return [{"day": date_of(due.day).isoformat(), "due": due.due} for due in days]


def _retention(retention: Retention) -> dict[str, Any]:
    return {
        "days": retention.days,
        "n": retention.n,
        "passed": retention.passed,
        "rate": retention.rate,
        "low": retention.low,
        "high": retention.high,
    }


def _next(following: Next) -> dict[str, Any]:
    def listed(tallies: tuple[Tally, ...]) -> list[dict[str, Any]]:
        return [tally._asdict() for tally in tallies]

    return {
        "tags": listed(following.tags),
        "sources": listed(following.sources),
        "paragraphs": listed(following.paragraphs),
        "leeches": list(following.leeches),
        "past_review_by": list(following.past_review_by),
        "changed_passages": list(following.changed),
    }


def _bars(bars: tuple[Bar, ...]) -> list[dict[str, Any]]:
    return [bar._asdict() for bar in bars]


def _spent(part: Spent) -> dict[str, Any]:
    return {
        "from": date_of(part.first).isoformat(),
        "to": date_of(part.last).isoformat(),
        "answered": part.answered,
        "mean_ms": part.each_ms,
    }


def _hour(hour: Hour) -> dict[str, Any]:
    known = hour.answered > 0
    return {
        "hour": hour.hour,
        "answered": hour.answered,
        "correct": hour.correct,
        "duration_ms": hour.duration_ms,
        "rate": hour.rate,
        "low": hour.low if known else None,
        "high": hour.high if known else None,
    }


def _band(band: Band) -> dict[str, Any]:
    known = band.n > 0
    return {
        "low": band.low,
        "high": band.high,
        "n": band.n,
        "predicted": band.predicted,
        "passed": band.passed,
        "rate": band.rate,
        "at_least": band.at_least if known else None,
        "at_most": band.at_most if known else None,
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
