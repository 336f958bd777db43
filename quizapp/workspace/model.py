"""What front ends are shown: frozen values, ready to be worded and painted.

Named tuples, because each frozen dataclass costs a start 0.7 ms to define.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from quizapp.named import NamedTuple

if TYPE_CHECKING:
    from quizapp.library.model import Card, CardKey, Problem
    from quizapp.questions.model import Form, Outcome, Response, Verdict
    from quizapp.store.quarantine import Ahead
    from quizapp.study.model import Future, Phase, Rating
    from quizapp.study.session import Counts

MOST_AHEAD = 365
"""So many days of reviews can be studied ahead of time at most."""


class Scope(NamedTuple):
    """What a sitting is about. `deck` and `tag` narrow it; `limit` caps the cards of the sitting, `new` the
    new ones among them and `reviews` those to review (None: what today's limits leave). With `ahead` it is
    about what comes due in so many days, whatever the limits, without new cards unless told."""

    deck: str | None = None
    tag: str | None = None
    limit: int | None = None
    new: int | None = None
    reviews: int | None = None
    ahead: int | None = None


class DeckStatus(NamedTuple):
    """A deck on Home; `id` is None for all decks together. Counts are of faces that are not suspended: `new`
    never studied, `seen` studied at least once, `total` all. `due` and `new_today` are those that a sitting
    would still ask until the end of the study day: within its limits, not buried, one face a card.
    `reviews_today` are those of `due` that count against the limit of reviews, `beyond` those that it keeps
    back."""

    id: str | None
    title: str
    library: str
    due: int
    new: int
    new_today: int
    seen: int
    total: int
    errors: int
    shadows: bool
    reviews_today: int = 0
    beyond: int = 0


class NextDue(NamedTuple):
    """When the next card comes: a wait in seconds from now, or a count of study days from today."""

    seconds: int | None
    days: int | None


class Home(NamedTuple):
    """The state of the whole library: all decks together first, then each. `exam_minutes` is what is left
    to the exam under way, if there is one; `ahead` what of the history is dated well after the clock. Where
    it is not `counted`, decks tell no counts but all their faces as `total`, and `next_due` is None."""

    decks: tuple[DeckStatus, ...]
    next_due: NextDue | None
    answered_today: int
    ever_answered: bool
    skipped_cards: int
    unreadable: int
    suspended: int = 0
    exam_minutes: int | None = None
    ahead: Ahead | None = None
    counted: bool = True


class Neighbour(NamedTuple):
    """A paragraph beside the one that was cited."""

    number: int
    text: str


class ShownChange(NamedTuple):
    """What has come into the place of a passage since the deck was locked. `kind` is `edited`, `conflict` or
    `lost`; `quote` is the span of the new words in `text`. All but `kind` are None where nothing has."""

    kind: str
    paragraph: int | None = None
    text: str | None = None
    quote: tuple[int, int] | None = None


class OriginalLine(NamedTuple):
    """The line of an original document that a paragraph restates, and by what the document is found."""

    sha256: str
    file: str
    line: int


class ShownOriginal(NamedTuple):
    """A line of an original document; `shared` are the spans of figures and names that its restatement
    holds as well."""

    file: str
    line: int
    text: str
    shared: tuple[tuple[int, int], ...]


class ShownPassage(NamedTuple):
    """A passage as shown after the answer. Spans are offsets into `text`; `lang` is the source's. `original`
    is set where the learner has attached the document that the passage restates. Where the
    passage is `changed`, all this is as it was."""

    title: str
    publisher: str | None
    author: str | None
    published: str | None
    restated: bool
    paragraph: int
    text: str
    quote: tuple[int, int]
    marks: tuple[tuple[int, int], ...]
    note: str | None
    lang: str
    before: Neighbour | None
    after: Neighbour | None
    original: OriginalLine | None = None
    changed: ShownChange | None = None


class Asking(NamedTuple):
    """A question that waits for its response. `order` is the permutation in which options are shown;
    `first` is the earlier response where this is the retype after an "almost"; of several typed texts,
    `almost` holds those that are to be looked at again. `flag` is 0 for none."""

    key: CardKey
    face: str
    card: Card
    deck_title: str
    stem: str
    form: Form
    order: tuple[int, ...]
    phase: Phase
    counts: Counts
    first: Response = None
    retype: bool = False
    almost: tuple[str, ...] = ()
    flag: int = 0


class Answered(NamedTuple):
    """A committed attempt with its verdict, the proof, and what each rating would do.

    `futures` is empty where nothing is scheduled. `suggested` is None where the learner is the judge.
    `restored` says that the attempt was made in an earlier sitting that ended before its rating, `marked` is
    the program's verdict where the learner overruled it. `change` is the print of what changed in the
    passages where the learner is still to say whether the card holds.
    """

    asking: Asking
    attempt: str
    response: Response
    verdict: Verdict
    passages: tuple[ShownPassage, ...]
    futures: tuple[Future, ...]
    suggested: Rating | None
    restored: bool = False
    marked: Verdict | None = None
    change: str | None = None


class Waiting(NamedTuple):
    """Nothing to ask now, but a learning card comes back at `until_ms` (Unix milliseconds)."""

    until_ms: int
    counts: Counts


class Done:
    """The queue of this sitting is empty."""

    __slots__ = ()


Moment: TypeAlias = Asking | Answered | Waiting | Done
"""What a sitting is at, at any time."""


class Reread(NamedTuple):
    """What an edit of decks came to: whether the answer on screen is another one, how many other cards
    became due because theirs are, and the error that keeps the card on screen from being read, if any."""

    changed: bool = False
    due: int = 0
    problem: Problem | None = None


class Leech(NamedTuple):
    """A card that was forgotten so often that its learner is told, and whether it was suspended for that."""

    lapses: int
    suspended: bool


class Intro(NamedTuple):
    """What a round is, before its first question: how many cards of which kinds, most frequent first, and
    whether it is a cram."""

    total: int
    kinds: tuple[tuple[str, int], ...]
    seed: int
    cram: bool = False


class Record(NamedTuple):
    """A rated or submitted attempt of this sitting; `sure` is what the learner said before the verdict."""

    key: CardKey
    card: Card
    stem: str
    expected: tuple[str, ...]
    outcome: Outcome
    score: float
    duration_ms: int
    rating: Rating | None
    passages: tuple[ShownPassage, ...]
    sure: bool | None = None


class TagScore(NamedTuple):
    """The mean score of a tag's attempts, between 0 and 1."""

    tag: str
    score: float
    attempts: int


class Summary(NamedTuple):
    """A sitting looked back on. `score` is the mean between 0 and 1 over `attempts`, `correct` counts full
    marks and self-marked passes, `partly` those between right and wrong, `missed` names each missed card
    once, those first that the learner was sure of, `left` counts what daily review was still to ask, None
    where that was all."""

    attempts: int
    correct: int
    partly: int
    score: float
    duration_ms: int
    weakest: tuple[TagScore, ...]
    missed: tuple[Record, ...]
    next_due: NextDue | None
    left: Counts | None = None
