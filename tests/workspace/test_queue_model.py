"""Queue and limits against a plain reference over random days.

The reference is written from what is documented: the README, the docstrings of `study.queue` and
`study.session`, and where they say "as in Anki", Anki's manual ("Deck Options": daily limits, display order,
burying; "Studying": learning ahead). It knows all cards, keeps its own tallies, and is slow.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from quizapp.library.model import CardKey
from quizapp.settings import Settings
from quizapp.store.model import EventKind, NewEvent
from quizapp.study.model import New, Rating, Scheduled, Stepping, StudyDay
from quizapp.study.queue import shuffle
from quizapp.workspace import acts
from quizapp.workspace.browsing import found_cards
from quizapp.workspace.model import Answered, Asking, Done, Scope, Waiting
from quizapp.workspace.sitting import Sitting
from quizapp.workspace.workspace import Workspace
from tests.workspace.making import DAY_MS, MINUTE_MS, Desk

DECKS = ("d", "e")
HOUR_MS = 60 * MINUTE_MS
DAYS_OF_A_WORLD = 20


class Face(NamedTuple):
    """A face as the reference sees it; `position` is its place in its deck."""

    key: str
    deck: str
    card: str
    position: int


class Reference:
    """What a learner may expect, told card by card."""

    def __init__(self, workspace: Workspace, faces: list[Face], settings: Settings) -> None:
        self.workspace = workspace
        self.faces = faces
        self.settings = settings
        self.new_done: Counter[str] = Counter()
        self.reviews_done: Counter[str] = Counter()
        self.main: list[str] = []
        self.waiting: dict[str, int] = {}
        self.due: list[str] = []
        self.again: set[str] = set()
        self.last: str | None = None
        self.day = StudyDay(0)

    # -- the day -------------------------------------------------------------------------------

    def turn(self) -> None:
        """Notices a new study day."""
        if self.workspace.today() != self.day:
            self.day = self.workspace.today()
            self.new_done.clear()
            self.reviews_done.clear()

    def draw(self, scope: Scope) -> None:
        """Builds the queue of the day anew."""
        self.turn()
        self.last = None
        rows = self.workspace.history.memory(face.key for face in self.faces)
        end_ms = self.workspace.day_end_ms()
        ours = [face for face in self.faces if scope.deck in (None, face.deck)]
        free: dict[str, Any] = {
            face.key: rows[face.key].state
            for face in self.faces
            if not rows[face.key].suspended and (rows[face.key].buried_until or 0) <= self.day
        }
        seen = [
            face
            for face in self.faces
            if not isinstance(state := rows[face.key].state, New) and state.last_day == self.day
        ]
        self.again, studied = {face.key for face in seen}, {face.card for face in seen}
        steps = [face for face in ours if isinstance(free.get(face.key), Stepping)]
        steps = [face for face in steps if free[face.key].due_ms < end_ms]
        put_off = [face for face in steps if self.is_put_off(free[face.key], end_ms)]
        intraday = [face for face in steps if face not in put_off]
        self.waiting = {face.key: free[face.key].due_ms for face in intraday}
        due = [f for f in ours if isinstance(s := free.get(f.key), Scheduled) and s.due <= self.day]
        fresh = [face for face in ours if isinstance(free.get(face.key), New)]

        own = self.settings.of(scope.deck or "")
        taken = studied | {face.card for face in intraday}
        self.due = [face.key for face in intraday]
        unlimited = set(taken)
        for faces, kind in ((put_off, "learning"), (due, "reviews")):
            self.due += self.let_through(faces, kind, unlimited, len(faces), Counter())
        left, left_of = self.left("review_limit", self.reviews_done)
        put_off.sort(key=lambda face: shuffle(face.key, self.day))
        interday = self.let_through(put_off, "learning", taken, left, left_of)
        due.sort(key=lambda face: self.rank(face, free[face.key], own.review_order))
        # What is due holds its new siblings back, whether the limit lets it come today or not.
        would_come = {face.card for face in (*put_off, *due)}
        reviews = self.let_through(due, "reviews", taken, left - len(interday), left_of)
        taken |= would_come
        left, left_of = self.left("new_limit", self.new_done)
        fresh = self.leading(fresh, taken) if own.new_order == "deck" else fresh
        new = self.let_through(self.in_turns(fresh, own.new_order), "new", taken, left, left_of)
        self.main = self.joined(self.mixed(reviews, interday), new)

    def is_put_off(self, state: Any, end_ms: int) -> bool:
        """Whether a step of this day or an earlier one was set on a study day before its own."""
        return bool(state.last_day < self.day - (end_ms - 1 - state.due_ms) // DAY_MS)

    def left(self, limit: str, done: Counter[str]) -> tuple[int, Counter[str]]:
        decks = {
            deck: max(0, value - done[deck])
            for deck, own in self.settings.decks.items()
            if isinstance(value := own.get(limit), int)
        }
        return max(0, getattr(self.settings, limit) - done.total()), Counter(decks)

    def buries(self, face: Face, kind: str) -> bool:
        return kind in self.settings.of(face.deck).bury_siblings

    def let_through(
        self, faces: list[Face], kind: str, taken: set[str], left: int, left_of: Counter[str]
    ) -> list[str]:
        chosen: list[str] = []
        for face in faces:
            # What was made due again since it was studied today is asked today.
            if face.card in taken and face.key not in self.again and self.buries(face, kind):
                continue
            if len(chosen) < left and (face.deck not in left_of or left_of[face.deck] > 0):
                chosen.append(face.key)
                taken.add(face.card)
                if face.deck in left_of:
                    left_of[face.deck] -= 1
        return chosen

    def leading(self, fresh: list[Face], taken: set[str]) -> list[Face]:
        """New cards that no sibling, seen today or earlier in the deck, keeps from taking a turn."""
        seen, led = set(taken), []
        for face in sorted(fresh, key=lambda face: face.position):
            if face.card not in seen or not self.buries(face, "new"):
                led.append(face)
            seen.add(face.card)
        return led

    def rank(self, face: Face, state: Any, order: str) -> tuple[Any, bytes]:
        fsrs = self.workspace.fsrs
        recall = fsrs.retrievability(state.memory, self.day - state.last_day)
        first = {"due": state.due, "random": 0, "ascending": recall, "descending": -recall}[order]
        return first, shuffle(face.key, self.day)

    def in_turns(self, fresh: list[Face], order: str) -> list[Face]:
        if order == "random":
            return sorted(fresh, key=lambda face: shuffle(face.key, self.day))
        rest = {
            deck: sorted((f for f in fresh if f.deck == deck), key=lambda f: f.position) for deck in DECKS
        }
        turns = sorted(
            (deck for deck in DECKS if rest[deck]), key=lambda deck: (rest[deck][0].position, deck)
        )
        found = []
        while turns:
            deck = turns.pop(0)
            found.append(rest[deck].pop(0))
            turns += [deck] if rest[deck] else []
        return found

    @staticmethod
    def mixed(many: list[str], few: list[str]) -> list[str]:
        """Each at even distances: the i-th of n stands at i/(n+1) of the way."""
        places = [(Fraction(i, len(many) + 1), 0, i, key) for i, key in enumerate(many, 1)]
        places += [(Fraction(i, len(few) + 1), 1, i, key) for i, key in enumerate(few, 1)]
        return [key for *_, key in sorted(places)]

    def joined(self, reviews: list[str], new: list[str]) -> list[str]:
        return {
            "mixed": self.mixed(reviews, new),
            "first": new + reviews,
            "last": reviews + new,
        }[self.settings.new_mix]

    # -- a sitting -----------------------------------------------------------------------------

    def next(self) -> str | None:
        """What is asked now; None where there is nothing to ask at this moment."""
        now_ms = self.workspace.clock.now().at_ms
        by_time = sorted(self.waiting, key=lambda key: (self.waiting[key], key))
        ready = [key for key in by_time if self.waiting[key] <= now_ms] + self.main
        ahead_ms = self.settings.learn_ahead_minutes * MINUTE_MS
        soon = [key for key in by_time if now_ms < self.waiting[key] <= now_ms + ahead_ms]
        for keys in ([key for key in ready if key != self.last], [k for k in soon if k != self.last]):
            if keys:
                return keys[0]
        return next(iter([*ready, *soon]), None)

    def rated(self, key: str, before: Any, after: Any) -> None:
        """Takes note of an answer."""
        deck = key.partition("/")[0]
        end_ms = self.workspace.day_end_ms()
        if isinstance(before, New):
            self.new_done[deck] += 1
        elif isinstance(before, Scheduled) or (key in self.main and isinstance(before, Stepping)):
            self.reviews_done[deck] += 1
        self.aside(key)
        self.last = key
        if isinstance(after, Stepping) and after.due_ms < end_ms:
            self.waiting[key] = after.due_ms

    def aside(self, key: str) -> None:
        self.main = [other for other in self.main if other != key]
        self.waiting.pop(key, None)


def some_settings(rng: random.Random) -> Settings:
    def own() -> dict[str, Any]:
        return {
            key: value
            for key, value in {
                "new_limit": rng.randint(0, 4),
                "review_limit": rng.randint(0, 5),
                "review_order": rng.choice(["due", "ascending", "descending", "random"]),
                "new_order": rng.choice(["deck", "random"]),
                "bury_siblings": rng.choice([(), ("new",), ("new", "reviews", "learning")]),
                "desired_retention": rng.choice([0.8, 0.95]),
                "learning_steps": rng.choice([(), (60,), (600, 86_400)]),
            }.items()
            if rng.random() < 0.4
        }

    return Settings(
        new_limit=rng.randint(1, 7),
        review_limit=rng.choice([rng.randint(1, 9), 40]),
        learning_steps=rng.choice([(60, 600), (), (60, 43_200, 86_400), (86_400,)]),
        relearning_steps=rng.choice([(600,), (), (86_400,), (30, 86_400)]),
        learn_ahead_minutes=rng.choice([0, 20, 20, 120]),
        new_order=rng.choice(["deck", "random"]),
        review_order=rng.choice(["due", "ascending", "descending", "random"]),
        new_mix=rng.choice(["mixed", "first", "last"]),
        bury_siblings=rng.choice([("new", "reviews"), ("new", "reviews", "learning"), (), ("reviews",)]),
        leech_threshold=rng.choice([0, 2, 3]),
        leech_action=rng.choice(["tag", "suspend"]),
        decks={deck: own() for deck in DECKS if rng.random() < 0.7},
    )


def write_decks(desk: Desk, rng: random.Random) -> list[Face]:
    """Decks of cards that cite no paragraph: spacing them is another test's."""
    faces = []
    for deck in DECKS:
        cards, position = [], 0
        for number in range(rng.randint(5, 25)):
            both = rng.random() < 0.4
            asked = (
                {"front": "r", "back": "v", "reverse": True} if both else {"question": "Q", "answer": "oui"}
            )
            cards.append({"id": f"k{number}", "inference": True, **asked})
            for face in ("fwd", "rev") if both else ("main",):
                faces.append(Face(f"{deck}/k{number}#{face}", deck, f"{deck}/k{number}", position))
                position += 1
        lines = ["format: 1", f"deck: {{id: {deck}, title: T, lang: fr}}", "cards:"]
        lines += [f"  - {json.dumps(card)}" for card in cards]
        desk.path(deck).write_text("\n".join(lines) + "\n", "utf-8")
    return faces


def asked(sitting: Sitting) -> str | None:
    moment = sitting.moment
    if isinstance(moment, Asking):
        return moment.key
    assert isinstance(moment, Waiting | Done)
    return None


def live_a_day(desk: Desk, workspace: Workspace, reference: Reference, rng: random.Random) -> int:
    """Sits one to three times, each time answering some; gives how many answers there were."""
    answers = 0
    for _ in range(rng.randint(1, 3)):
        desk.wait(rng.randint(1, 180) * MINUTE_MS)
        scope = Scope(deck=rng.choice([None, None, *DECKS]))
        if rng.random() < 0.4:
            edit_an_answer(workspace, reference, rng)
        reference.draw(Scope())
        due = workspace.due()
        assert due.due + due.new == len(reference.main) + len(reference.waiting)
        assert cards(found_cards(workspace, "is:due")) == cards(reference.due)
        reference.draw(scope)
        sitting = workspace.sitting(scope)
        if isinstance(sitting.moment, Asking):
            assert sitting.moment.counts.total == len(reference.main) + len(reference.waiting)
        for _ in range(rng.randint(0, 25)):
            assert asked(sitting) == reference.next()
            if not step(desk, sitting, reference, scope, rng):
                break
            answers += 1
        sitting.close()
    return answers


def edit_an_answer(workspace: Workspace, reference: Reference, rng: random.Random) -> None:
    """Makes a face due, one that was studied today if there is one: its answer was edited."""
    today = workspace.today()
    rows = workspace.history.memory(face.key for face in reference.faces)
    later = {
        key: row.state
        for key, row in rows.items()
        if isinstance(row.state, Scheduled) and row.state.due > today
    }
    seen = sorted(key for key, state in later.items() if state.last_day == today)
    if later:
        key = rng.choice(seen or sorted(later))
        event = NewEvent(
            EventKind.DUE, workspace.history.new_id(), "", CardKey(key), None, {"due": int(today)}
        )
        workspace.history.append(event)


def cards(keys: list[CardKey] | list[str]) -> Counter[str]:
    """How many faces of each card; which of two siblings is asked is told elsewhere."""
    return Counter(key.rpartition("#")[0] for key in keys)


def step(desk: Desk, sitting: Sitting, reference: Reference, scope: Scope, rng: random.Random) -> bool:
    """One thing that a learner does; False where the sitting is over."""
    if rng.random() < 0.5:
        sitting.prepare()
    history, key = reference.workspace.history, asked(sitting)
    if key is None:
        if isinstance(sitting.moment, Done):
            return False
        desk.wait(rng.choice([MINUTE_MS, 20 * MINUTE_MS]))
        redrawn(sitting, reference, scope)
        sitting.tick()
        return True
    act = rng.random()
    if act < 0.04:
        sitting.set_aside(suspend=rng.random() < 0.3)
        reference.draw(scope)
    elif act < 0.05:
        if sitting.act(rng.choice([acts.dating(reference.workspace.today(), rng.randrange(3)), acts.RESET])):
            reference.draw(scope)
    elif act < 0.11 and sitting.undo():
        # What an undo asks again is told in other tests; here the day goes on with a sitting of its own.
        reference.new_done, reference.reviews_done = tallied(reference)
        return False
    else:
        before = history.memory((key,))[key].state
        sitting.submit("oui")
        desk.wait(rng.choice([1000, 30_000, 5 * MINUTE_MS] + [5 * HOUR_MS] * (rng.random() < 0.03)))
        rolled = reference.workspace.today() != reference.day
        assert isinstance(sitting.moment, Answered)
        rating = rng.choice([Rating.AGAIN, Rating.HARD, Rating.GOOD, Rating.GOOD, Rating.EASY])
        preview = sitting.moment.futures[rating - 1].state
        sitting.rate(rating)
        reference.turn()
        row = history.memory((key,))[key]
        assert rolled or is_as_previewed(row.state, preview)
        reference.rated(key, before, row.state)
        if row.suspended:
            reference.aside(key)
        if rolled:
            reference.draw(scope)
    return True


def is_as_previewed(after: Any, preview: Any) -> bool:
    """Whether a rating did what was shown; a step counts its wait from the rating, not from the preview."""
    if isinstance(preview, Stepping):
        return bool(after._replace(due_ms=0) == preview._replace(due_ms=0))
    return bool(after == preview)


def redrawn(sitting: Sitting, reference: Reference, scope: Scope) -> None:
    if reference.workspace.today() != reference.day:
        reference.draw(scope)


def tallied(reference: Reference) -> tuple[Counter[str], Counter[str]]:
    """The day's tallies from the log: an undo may have taken back what was done before this sitting."""
    new: Counter[str] = Counter()
    reviews: Counter[str] = Counter()
    events = list(reference.workspace.history.events())
    voided: set[str] = set()
    for event in events:
        if event.kind == "void" and event.target is not None:
            voided.add(event.target)
    for event in events:
        if event.kind == "review" and event.day == reference.day and event.action not in voided:
            deck = str(event.card).partition("/")[0]
            before = event.body["before"]
            if before == "new":
                new[deck] += 1
            elif before == "review" or event.body.get("interday"):
                reviews[deck] += 1
    return new, reviews


def worlds(full: bool) -> Iterator[int]:
    yield from range(1000 // DAYS_OF_A_WORLD if full else 3)


@pytest.mark.parametrize("reduced", [0, 1, 2])
def test_queue_and_limits_are_those_of_the_reference(tmp_path: Path, full: bool, reduced: int) -> None:
    """60 random days, 1,000 under --full."""
    answers = days = 0
    for world in [w for w in worlds(full) if w % 3 == reduced]:
        rng = random.Random(f"world {world}")
        root = tmp_path / str(world)
        desk = Desk(root, settings=some_settings(rng))
        faces = write_decks(desk, rng)
        workspace = desk.open()
        reference = Reference(workspace, faces, desk.settings)
        for _ in range(DAYS_OF_A_WORLD):
            days += 1
            answers += live_a_day(desk, workspace, reference, rng)
            desk.wait(rng.choice([1, 1, 1, 2, 5]) * DAY_MS - rng.randint(0, 3) * HOUR_MS)
        desk.close()
    assert answers > 3 * days
