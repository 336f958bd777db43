"""The figures of Progress as headed rows of names and counts, which each front end draws or lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from quizapp.messages import N_, _, ngettext
from quizapp.stats.figures import Retention
from quizapp.stats.foretold import Band, whole
from quizapp.stats.hours import Hour
from quizapp.stats.progress import Progress
from quizapp.stats.spread import Bar
from quizapp.study.days import date_of
from quizapp.text import number_text
from quizapp.workspace.progress import ShownProgress
from quizapp.workspace.wording import (
    MONTHS,
    SHORT_MONTHS,
    WEEKDAYS,
    date_text,
    duration_text,
    percent_text,
)

SPANS = {"today": N_("today"), "week": N_("week"), "month": N_("month"), "year": N_("year")}

RECALLED = {"young": N_("young"), "mature": N_("mature"), "all": N_("all")}


class Marked(NamedTuple):
    """A line with two marks: the share predicted, and that which came of `n`."""

    label: str
    predicted: float
    actual: float
    n: int


class Picture(NamedTuple):
    """A chart and its table: bars of names and counts, and under `head` the same in full. `full` is the count
    of a whole bar where that is not the highest; `note` is said below either. `columns` says that the bars
    had best stand side by side. Instead of bars there may be lines with a mark for what was predicted and one
    for what came of it."""

    heading: str
    bars: tuple[tuple[str, int], ...]
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""
    full: int | None = None
    columns: bool = False
    marked: tuple[Marked, ...] = ()


def forecast_picture(figures: Progress) -> Picture:
    """The cards due from today on, the backlog apart."""
    today = figures.forecast[0].due - figures.backlog
    bars = [(_("before today"), figures.backlog), (_("today"), today)]
    rows = [(_("before today"), number_text(figures.backlog)), (_("today"), number_text(today))]
    for due in figures.forecast[1:]:
        date = date_of(due.day)
        bars.append((f"{_(WEEKDAYS[date.weekday()])[:3]} {date.day}", due.due))
        rows.append((date_text(date.isoformat()), number_text(due.due)))
    total = sum(due.due for due in figures.forecast)
    note = _("New cards and reviews still to come are not foreseen.")
    if not total:
        bars, note = [], _("Nothing is due.") + " " + note
    if mean := round(total / len(figures.forecast)):
        daily = ngettext("{n} card a day on average.", "{n} cards a day on average.", mean)
        note = f"{daily.format(n=number_text(mean))} {note}"
    return Picture(_("Due in the coming days"), tuple(bars), (_("Day"), _("due")), tuple(rows), note)


def retention_picture(figures: Progress) -> Picture:
    """The share of reviews passed over each span, young and mature cards apart."""
    bars, rows = [], []
    for each in figures.recalled:
        for name, word in RECALLED.items():
            kept: Retention = getattr(each, name)
            label = f"{_(SPANS[each.span])} · {_(word)}"
            rows.append((label, *_retention_cells(kept)))
            if kept.rate is not None:
                bars.append((f"{label} ({number_text(kept.n)})", round(kept.rate * 100)))
    wanted = (_("desired"), round(figures.desired_retention * 100))
    head = (_("Span"), _("passed"), _("reviews"), _("95 % interval"))
    if not bars:
        note = _("No review yet: it is measured on cards that come back after a day or more.")
        return Picture(_("True retention, in percent"), (), head, tuple(rows), note, 100)
    counted = _("Counted are the reviews of cards past their learning steps.")
    mature = _("Mature cards have intervals of 21 days and more.")
    return Picture(
        _("True retention, in percent"), (wanted, *bars), head, tuple(rows), f"{counted} {mature}", 100
    )


def _retention_cells(kept: Retention) -> tuple[str, str, str]:
    if kept.rate is None or kept.low is None or kept.high is None:
        return "–", "0", "–"
    return percent_text(kept.rate), number_text(kept.n), _interval(kept.low, kept.high)


def foretold_picture(figures: Progress) -> Picture:
    """Predicted against actual recall over the period: a mark for each in every band of predictions."""
    found = [band for band in figures.foretold or () if band.rate is not None and band.predicted is not None]
    heading = ngettext(
        "Recall predicted and actual, over {n} day",
        "Recall predicted and actual, over {n} days",
        figures.period,
    ).format(n=figures.period)
    head = (_("Predicted"), _("mean"), _("passed"), _("reviews"), _("95 % interval"))
    if figures.foretold is None:
        return Picture(heading, (), head, (), _("Reading every answer…"))
    if not found:
        return Picture(heading, (), head, (), _("No review in this time whose recall was predicted."))
    rows = []
    for band in found:
        label = f"{round(band.low * 100)}–{round(band.high * 100)}"
        rows.append((_("{range} %").format(range=label), *_band_cells(band)))
    both = whole(found)
    rows.append((_("all"), *_band_cells(both)))
    lines = tuple(
        Marked(row[0], band.predicted or 0.0, band.rate or 0.0, band.n)
        for row, band in zip(rows, found, strict=False)
    )
    note = ngettext(
        "Predicted {predicted}, passed {passed} of {n} review.",
        "Predicted {predicted}, passed {passed} of {n} reviews.",
        both.n,
    ).format(
        predicted=percent_text(both.predicted or 0.0),
        passed=percent_text(both.rate or 0.0),
        n=number_text(both.n),
    )
    return Picture(heading, (), head, tuple(rows), f"{note} {_told(both)}", marked=lines)


def _band_cells(band: Band) -> tuple[str, str, str, str]:
    interval = _interval(band.at_least, band.at_most)
    return percent_text(band.predicted or 0.0), percent_text(band.rate or 0.0), number_text(band.n), interval


def _told(band: Band) -> str:
    """What the difference comes to, where it is more than chance may make."""
    if band.predicted is None or band.at_least <= band.predicted <= band.at_most:
        return _("The predictions hold.")
    if band.predicted > band.at_most:
        return _("You remember less than predicted.")
    return _("You remember more than predicted.")


def hour_picture(figures: Progress) -> Picture:
    """The answers of the period by hour of the day; the table leaves out hours without any."""
    heading = _("Answers by hour of the day")
    head = (_("Hour"), _("answers"), _("right"), _("95 % interval"), _("time each"))
    if figures.hours is None:
        return Picture(heading, (), head, (), _("Reading every answer…"))
    rows = [_hour_row(each) for each in figures.hours if each.answered]
    bars = tuple((f"{each.hour:02d}", each.answered) for each in figures.hours)
    best = max(figures.hours, key=lambda each: each.answered)
    if not best.answered:
        return Picture(heading, (), head, tuple(rows), _("Nothing was answered in this time."))
    note = _("Most answers between {h} and {end} h: {n}.").format(
        h=best.hour, end=best.hour + 1, n=number_text(best.answered)
    )
    return Picture(heading, bars, head, tuple(rows), note, columns=True)


def _hour_row(each: Hour) -> tuple[str, ...]:
    rate, interval = percent_text(each.rate or 0.0), _interval(each.low, each.high)
    took = duration_text(each.duration_ms // each.answered)
    return _("{h} h").format(h=f"{each.hour:02d}"), number_text(each.answered), rate, interval, took


def _interval(low: float, high: float) -> str:
    return _("{low} to {high}").format(low=percent_text(low), high=percent_text(high))


def time_picture(figures: Progress) -> Picture:
    """The mean time of an answer over the parts of the period."""
    bars, rows = [], []
    for part in figures.times:
        first, each = date_of(part.first), part.each_ms
        bars.append((f"{first.day} {_(SHORT_MONTHS[first.month - 1])}", round((each or 0) / 1000)))
        told = "–" if each is None else duration_text(each)
        rows.append((date_text(first.isoformat()), told, number_text(part.answered)))
    head = (_("From the"), _("time each"), _("answers"))
    if not any(part.answered for part in figures.times):
        note = _("Nothing was answered in this time.")
        return Picture(_("Time a card, in seconds"), (), head, tuple(rows), note)
    return Picture(_("Time a card, in seconds"), tuple(bars), head, tuple(rows))


def card_pictures(figures: Progress) -> tuple[Picture, ...]:
    """The cards by state, interval, stability, difficulty and recall of today."""
    states = (
        (_("new"), sum(deck.new for deck in figures.decks)),
        (_("learning"), sum(deck.learning for deck in figures.decks)),
        (_("young"), sum(deck.young for deck in figures.decks)),
        (_("mature"), sum(deck.mature for deck in figures.decks)),
        (_("suspended"), sum(deck.suspended for deck in figures.decks)),
    )
    cards, spreads = _counted(_("Cards"), states), figures.spreads
    if spreads is None:
        return (cards,)
    if not any(bar.n for bar in spreads.stability):
        return (cards._replace(note=_("No card was studied yet: how they spread shows after the first.")),)
    return (
        cards,
        _counted(_("Intervals, in days"), _whole(spreads.interval)),
        _counted(_("Stability, in days"), _real(spreads.stability)),
        _counted(_("Difficulty, 1 to 10"), _real(spreads.difficulty)),
        _counted(_("Recall today, in percent"), _percent(spreads.retrievability)),
    )


def button_picture(figures: Progress) -> Picture:
    """How often each button was pressed in the period, and what the answers took."""
    buttons, answered = figures.buttons, figures.answered
    named = (
        (_("Again"), buttons.again),
        (_("Hard"), buttons.hard),
        (_("Good"), buttons.good),
        (_("Easy"), buttons.easy),
    )
    heading = ngettext("Answers of {n} day", "Answers of {n} days", figures.period).format(n=figures.period)
    if not answered.answered:
        return _counted(heading, named)._replace(bars=(), note=_("Nothing was answered in this time."))
    answers = ngettext("{n} answer", "{n} answers", answered.answered).format(
        n=number_text(answered.answered)
    )
    each = _("{time} each").format(time=duration_text(answered.duration_ms // answered.answered))
    right = _("{rate} right").format(rate=percent_text(answered.correct / answered.answered))
    told = [answers, right, time_text(answered.duration_ms), each]
    unrated = answered.answered - sum(count for _name, count in named)
    if unrated > 0:
        rest = _("{n} without a rating: quizzes, exams, cramming")
        told.append(rest.format(n=number_text(unrated)))
    note = " · ".join(told)
    return _counted(heading, named)._replace(note=note)


def year_picture(figures: Progress) -> Picture:
    """The year by months: the table of the calendar."""
    answers: Counter[tuple[int, int]] = Counter()
    days: Counter[tuple[int, int]] = Counter()
    time: Counter[tuple[int, int]] = Counter()
    for each in figures.year:
        date = date_of(each.day)
        month = date.year, date.month
        answers[month] += each.answered
        days[month] += each.answered > 0
        time[month] += each.duration_ms
    bars = tuple((f"{_(MONTHS[month - 1])} {year}", answers[year, month]) for year, month in answers)
    rows = tuple(
        (name, number_text(count), str(days[month]), time_text(time[month]))
        for (name, count), month in zip(bars, answers, strict=True)
    )
    head = (_("Month"), _("answers"), _("days"), _("time"))
    return Picture(_("A year of answers"), bars, head, rows, streak_text(figures))


def streak_text(figures: Progress) -> str:
    """The streak in few words, and the rest that it bears."""
    days, rested = figures.streak
    if not days:
        return _("No streak: it begins with the first answer.")
    text = ngettext("Streak: {n} day studied", "Streak: {n} days studied", days).format(n=number_text(days))
    if rested:
        rest = ngettext("resting for {n} day", "resting for {n} days", rested).format(n=rested)
        return f"{text}, {rest}"
    return text


def schedule_text(figures: Progress) -> str:
    """Whether one is on schedule."""
    due = figures.forecast[0].due
    if not due:
        return _("On schedule: nothing is due.")
    cards = ngettext("{n} card is due", "{n} cards are due", due).format(n=number_text(due))
    if not figures.backlog:
        return _("On schedule: {cards} today.").format(cards=cards)
    late = ngettext("{n} of them for longer", "{n} of them for longer", figures.backlog)
    return _("Behind: {cards}, {late}.").format(cards=cards, late=late.format(n=number_text(figures.backlog)))


def article_rows(shown: ShownProgress, limit: int) -> tuple[tuple[str, float, str], ...]:
    """What is retained of each article: its title, the share, and in words what that rests on."""
    rows = []
    for each in shown.figures.articles[:limit]:
        template = ngettext("{retained} of {n} card", "{retained} of {n} cards", each.faces)
        faces = template.format(retained=number_text(each.retained), n=number_text(each.faces))
        asked = _("{remembered} of {asked} §").format(
            remembered=number_text(each.remembered), asked=number_text(each.asked)
        )
        rows.append((shown.sources.get(each.source, each.source), each.share, f"{faces} · {asked}"))
    return tuple(rows)


def time_text(duration_ms: int) -> str:
    """A sum of times, from an hour on in hours and minutes."""
    hours, minutes = divmod(round(duration_ms / 60_000), 60)
    return (
        _("{h} h {m:02d} min").format(h=number_text(hours), m=minutes)
        if hours
        else duration_text(duration_ms)
    )


def _counted(heading: str, named: Iterable[tuple[str, int]]) -> Picture:
    bars = tuple(named)
    rows = tuple((name, number_text(count)) for name, count in bars)
    return Picture(heading, bars, ("", _("number")), rows)


def _whole(bars: Iterable[Bar]) -> list[tuple[str, int]]:
    """Bars over whole numbers, each named by its first and its last one."""
    named = []
    for bar in bars:
        low, last = int(bar.low), None if bar.high is None else int(bar.high) - 1
        named.append((f"{low}+" if last is None else f"{low}" if last == low else f"{low}–{last}", bar.n))
    return named


def _real(bars: Iterable[Bar]) -> list[tuple[str, int]]:
    return [(f"≥ {bar.low:g}" if bar.high is None else f"{bar.low:g}–{bar.high:g}", bar.n) for bar in bars]


def _percent(bars: Iterable[Bar]) -> list[tuple[str, int]]:
    return [
        (f"{round(bar.low * 100)}–{100 if bar.high is None else round(bar.high * 100)}", bar.n)
        for bar in bars
    ]
