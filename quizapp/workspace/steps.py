"""What to do next: what goes worst of each sort, in words, and the quiz over it."""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from quizapp.messages import _, ngettext
from quizapp.stats.topics import Tally
from quizapp.text import number_text
from quizapp.workspace.progress import ShownProgress, standings
from quizapp.workspace.wording import percent_text

if TYPE_CHECKING:
    from quizapp.workspace.drawing import RoundScope
    from quizapp.workspace.workspace import Workspace

MOST = 9
"""So many are told, so that each has a digit."""

LEECHES = 5
"""So many leeches are told by their keys."""


class Step(NamedTuple):
    """One thing to do next: `kind` is `due`, `tag`, `source`, `paragraph`, `leech`, `sure`, `passage` or
    `date`, `name` which one, and `command` what does something about it from a shell, or the keys of the
    cards concerned."""

    text: str
    kind: str
    name: str
    command: str


def steps(shown: ShownProgress) -> tuple[Step, ...]:
    """What to do next: what is due, then what goes worst of each sort."""
    following = shown.figures.next
    found = list(_due_step(shown))
    found += [
        Step(
            _tallied(_("Tag “{name}”").format(name=each.name), each),
            "tag",
            each.name,
            f"quizapp quiz --tag {shlex.quote(each.name)}",
        )
        for each in following.tags[:2]
    ]
    found += [_place_step(shown, "source", each) for each in following.sources[:2]]
    found += [_place_step(shown, "paragraph", each) for each in following.paragraphs[:2]]
    return (*found, *_counted_steps(shown))[:MOST]


def _due_step(shown: ShownProgress) -> Iterable[Step]:
    filters, due = shown.figures.filters, shown.figures.due[0].due if shown.figures.due else 0
    if due and filters.source is None:
        text = ngettext("Study the {n} card that is due", "Study the {n} cards that are due", due)
        words = ["quizapp", "study", *([filters.deck] if filters.deck else ())]
        words += ["--tag", filters.tag] if filters.tag else ()
        yield Step(text.format(n=number_text(due)), "due", "", shlex.join(words))


def _place_step(shown: ShownProgress, kind: str, tally: Tally) -> Step:
    source, number = (tally.name, "") if kind == "source" else tally.name.rsplit(":", 1)
    title = shown.sources.get(source, source)
    if kind == "source":
        text = _("Article “{title}”").format(title=title)
    else:
        text = _("§ {n} of “{title}”").format(n=number, title=title)
    return Step(_tallied(text, tally), kind, tally.name, "quizapp cram --weak")


def _counted_steps(shown: ShownProgress) -> Iterable[Step]:
    following, misses = shown.figures.next, shown.sure_misses
    if following.leeches:
        n = len(following.leeches)
        text = ngettext("{n} card forgotten again and again", "{n} cards forgotten again and again", n)
        yield Step(text.format(n=number_text(n)), "leech", "", ", ".join(following.leeches[:LEECHES]))
    if misses:
        n = len(misses)
        text = ngettext("{n} card missed although sure", "{n} cards missed although sure", n)
        yield Step(text.format(n=number_text(n)), "sure", "", ", ".join(each.proven.key for each in misses))
    if following.changed:
        n = len(following.changed)
        text = ngettext("{n} card whose passage changed", "{n} cards whose passage changed", n)
        yield Step(text.format(n=number_text(n)), "passage", "", "quizapp check")
    if following.past_review_by:
        n = len(following.past_review_by)
        text = ngettext("{n} card to check for its facts’ age", "{n} cards to check for their facts’ age", n)
        yield Step(text.format(n=number_text(n)), "date", "", "quizapp check")


def _tallied(text: str, tally: Tally) -> str:
    return _("{rate} of {n} right ({low} to {high}): {name}").format(
        name=text,
        rate=percent_text(tally.correct / tally.attempts),
        n=number_text(tally.attempts),
        low=percent_text(tally.low),
        high=percent_text(tally.high),
    )


def round_about(workspace: Workspace, shown: ShownProgress, kind: str, name: str) -> RoundScope:
    """A quiz over what one of the `steps` names: `tag`, `source`, `paragraph`, `leech`, `sure` or
    `passage`."""
    from quizapp.workspace.drawing import RoundScope

    filters, following = shown.figures.filters, shown.figures.next
    decks = () if filters.deck is None else (filters.deck,)
    if kind == "tag" and not filters.narrow:
        return RoundScope(decks, name)
    keys = {
        "tag": lambda: standings(workspace).about(filters._replace(tag=name)),
        "source": lambda: standings(workspace).about(filters._replace(source=name)),
        "paragraph": lambda: standings(workspace).about(filters, name),
        "leech": lambda: following.leeches,
        "passage": lambda: following.changed,
        "sure": lambda: tuple(each.proven.key for each in shown.sure_misses),
    }[kind]()
    return RoundScope(keys=keys[: RoundScope().size])
