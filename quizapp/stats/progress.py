"""All figures of a study day in one value, for whoever shows or exports them."""

from __future__ import annotations

from dataclasses import dataclass

from quizapp.stats.confidence import Confidence
from quizapp.stats.figures import Answered, DeckFigures, DueDay, Retention, Weak
from quizapp.stats.habit import Buttons, Streak, StudiedDay
from quizapp.stats.recall import Recalled
from quizapp.stats.spread import Spreads
from quizapp.stats.topics import Article, Tally
from quizapp.study.model import StudyDay

WEEK_AHEAD = 8
"""The days from today on of which the short forecast tells."""


@dataclass(frozen=True, slots=True)
class Next:
    """What to do next: the weakest names, and the keys of leeches and of cards whose date is past."""

    tags: tuple[Tally, ...]
    sources: tuple[Tally, ...]
    paragraphs: tuple[Tally, ...]
    leeches: tuple[str, ...]
    past_review_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """The figures of one day, of all decks or of `deck`.

    `forecast` begins with today, whose cards include the `backlog` from days before; `answered` and
    `buttons` are of the last `period` days. `confidence` is None where the learner was never asked,
    `spreads` where it was not looked for, and then `weakest` is empty.
    """

    day: StudyDay
    deck: str | None
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
    buttons: Buttons
    articles: tuple[Article, ...]
    next: Next
    confidence: Confidence | None
    spreads: Spreads | None = None
    weakest: tuple[Weak, ...] = ()

    @property
    def due(self) -> tuple[DueDay, ...]:
        """Today and the seven days after it."""
        return self.forecast[:WEEK_AHEAD]
