"""All figures of a study day in one value, for whoever shows or exports them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from quizapp.stats.confidence import Confidence
from quizapp.stats.figures import Answered, DeckFigures, DueDay, Retention, Weak
from quizapp.stats.foretold import Band
from quizapp.stats.habit import Buttons, Spent, Streak, StudiedDay
from quizapp.stats.hours import Hour
from quizapp.stats.recall import Recalled
from quizapp.stats.spread import Spreads
from quizapp.stats.topics import Article, Tally
from quizapp.study.model import StudyDay

WEEK_AHEAD = 8
"""The days from today on of which the short forecast tells."""


class Filters(NamedTuple):
    """Which cards the figures are of: those of a deck, with a tag, citing a source; None: whichever."""

    deck: str | None = None
    tag: str | None = None
    source: str | None = None

    @property
    def narrow(self) -> bool:
        """Whether more than a deck is asked for, which the sums by day and deck cannot tell."""
        return self.tag is not None or self.source is not None


@dataclass(frozen=True, slots=True)
class Next:
    """What to do next: the weakest names, and the keys of leeches, of cards whose date is past, and of those
    of which a passage has changed."""

    tags: tuple[Tally, ...]
    sources: tuple[Tally, ...]
    paragraphs: tuple[Tally, ...]
    leeches: tuple[str, ...]
    past_review_by: tuple[str, ...]
    changed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """The figures of one day, of the cards that `filters` let through.

    The streak is that of all cards. `forecast` begins with today, whose cards include the `backlog` from days
    before; `answered`, `times`, `buttons`, `hours` and `foretold` are of the last `period` days.
    `confidence` is None where the learner was never asked. `spreads`, `hours` and `foretold` are None where
    they were not looked for, and then `weakest` is empty.
    """

    day: StudyDay
    filters: Filters
    period: int
    desired_retention: float
    today: Answered
    streak: Streak
    backlog: int
    forecast: tuple[DueDay, ...]
    decks: tuple[DeckFigures, ...]
    retention: Retention
    recalled: tuple[Recalled, ...]
    year: tuple[StudiedDay, ...]
    answered: Answered
    times: tuple[Spent, ...]
    buttons: Buttons
    articles: tuple[Article, ...]
    next: Next
    confidence: Confidence | None
    spreads: Spreads | None = None
    hours: tuple[Hour, ...] | None = None
    foretold: tuple[Band, ...] | None = None
    weakest: tuple[Weak, ...] = ()

    @property
    def due(self) -> tuple[DueDay, ...]:
        """Today and the seven days after it."""
        return self.forecast[:WEEK_AHEAD]
