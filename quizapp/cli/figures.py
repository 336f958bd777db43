"""Progress as lines of text: the figures of `quizapp stats`, aligned, without colour."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

from quizapp.cli.output import fitted, table
from quizapp.cli.plain.passage import passage_lines
from quizapp.cli.plain.verdict import expected_texts
from quizapp.messages import _, as_called, ngettext
from quizapp.stats.figures import Retention
from quizapp.stats.progress import Progress
from quizapp.study.days import date_of
from quizapp.text import number_text, shown, wrap
from quizapp.workspace.pictures import article_rows, schedule_text, streak_text
from quizapp.workspace.progress import ProvenCard, ShownProgress, WeakCard
from quizapp.workspace.steps import steps
from quizapp.workspace.wording import (
    calibration_texts,
    confidence_heading,
    date_text,
    duration_text,
    percent_text,
    sure_miss_text,
)

INDENT = "  "


def figure_lines(progress: ShownProgress) -> Iterator[str]:
    """All sections but those of the pictures, an empty line between them."""
    figures = progress.figures
    yield _today_line(figures)
    yield schedule_text(figures)
    yield streak_text(figures)
    yield ""
    yield from _article_lines(progress)
    yield from _step_lines(progress)
    yield from _due_lines(figures)
    yield ""
    yield from _deck_lines(progress)
    yield ""
    yield retention_line(figures.retention)
    yield ""
    yield from _confidence_lines(progress)
    yield from _weakest_lines(progress.weakest)


def retention_line(retention: Retention) -> str:
    """The share of reviews that were passed, with the count it rests on and its interval."""
    head = _("Retention over {days} days: ").format(days=retention.days)
    if retention.rate is None or retention.low is None or retention.high is None:
        return head + _("no review yet.")
    return head + ngettext(
        "{rate} of {n} review (95 % interval: {low} to {high}).",
        "{rate} of {n} reviews (95 % interval: {low} to {high}).",
        retention.n,
    ).format(
        rate=percent_text(retention.rate),
        n=number_text(retention.n),
        low=percent_text(retention.low),
        high=percent_text(retention.high),
    )


def _today_line(figures: Progress) -> str:
    today = figures.today
    if today.answered == 0:
        return _("Today: nothing answered yet.")
    return ngettext(
        "Today: {n} answer, {correct} correct, {new} new, {time}.",
        "Today: {n} answers, {correct} correct, {new} new, {time}.",
        today.answered,
    ).format(
        n=number_text(today.answered),
        correct=number_text(today.correct),
        new=number_text(today.new),
        time=duration_text(today.duration_ms),
    )


def _article_lines(progress: ShownProgress) -> Iterator[str]:
    """What is retained of each article."""
    rows = article_rows(progress, len(progress.figures.articles))
    if not rows:
        return
    yield _("Retained of each article, at {rate} recall or more:").format(
        rate=percent_text(progress.figures.desired_retention)
    )
    told = [(INDENT + percent_text(share), basis, title) for title, share, basis in rows]
    yield from fitted(table(told, right=frozenset({0})))
    yield ""


def _step_lines(progress: ShownProgress) -> Iterator[str]:
    """What to do next, each with what does something about it."""
    found = steps(progress)
    if not found:
        return
    width = shutil.get_terminal_size().columns - 2 * len(INDENT)
    yield _("What to do next:")
    for step in found:
        yield from (INDENT + line for line in wrap(step.text, width))
        yield from (INDENT + INDENT + line for line in wrap(as_called(step.command), width))
    yield ""


def _due_lines(figures: Progress) -> Iterator[str]:
    yield _("Due, without new cards:")
    rows = []
    for ahead, due in enumerate(figures.due):
        day = (_("today"), _("tomorrow"))[ahead] if ahead < 2 else date_text(date_of(due.day).isoformat())
        rows.append((INDENT + day, number_text(due.due)))
    yield from table(rows, right=frozenset({1}))


def _deck_lines(progress: ShownProgress) -> Iterator[str]:
    if not progress.figures.decks:
        yield _("There is no deck.")
        return
    head = (_("New"), _("Learning"), _("Young"), _("Mature"), _("Suspended"), _("Total"), _("Deck"))
    rows = [
        (
            *map(number_text, (deck.new, deck.learning, deck.young, deck.mature, deck.suspended, deck.total)),
            progress.titles.get(deck.deck, deck.deck),
        )
        for deck in progress.figures.decks
    ]
    yield from fitted(table([head, *rows], right=frozenset(range(6))))


def _confidence_lines(progress: ShownProgress) -> Iterator[str]:
    """How far the learner's own word can be trusted, and where not; nothing where it was never asked for."""
    confidence = progress.figures.confidence
    if confidence is None:
        return
    yield _("{heading}:").format(heading=confidence_heading(confidence))
    yield from (INDENT + text for text in calibration_texts(confidence))
    yield ""
    if progress.sure_misses:
        yield _("{heading}:").format(heading=_("Missed although sure"))
    for place, each in enumerate(progress.sure_misses, 1):
        yield from _proven_lines(place, each.proven, sure_miss_text(each.miss))
    if progress.sure_misses:
        yield ""


def _weakest_lines(weakest: tuple[WeakCard, ...]) -> Iterator[str]:
    if not weakest:
        yield _("Weakest cards: none was ever missed.")
        return
    yield _("Weakest cards:")
    for place, weak in enumerate(weakest, 1):
        score = _("{correct} of {attempts} correct").format(
            correct=weak.weak.correct, attempts=weak.weak.attempts
        )
        yield from _proven_lines(place, weak.proven, score)


def _proven_lines(place: int, proven: ProvenCard, record: str) -> Iterator[str]:
    """A card with its place in a list, its record, its answer, and what proves it."""
    width = shutil.get_terminal_size().columns - len(INDENT)
    lang = proven.card.lang
    answer = _("; ").join(expected_texts(proven.card, proven.key.rpartition("#")[2]))
    texts = (
        f"{place}. {shown(proven.stem, lang)} — {record}",
        _("Answer: {answer}").format(answer=answer),
    )
    yield ""
    for text in texts:
        yield from (INDENT + line for line in wrap(text, width))
    for passage in proven.passages:
        yield from (INDENT + line for line in passage_lines(passage, width))
