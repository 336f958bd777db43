"""What Home says: a deck a line, what today asks, and what else there is to know."""

from __future__ import annotations

from textual.content import Content

from quizapp.messages import _, ngettext
from quizapp.text import number_text
from quizapp.tui.keys import keyed
from quizapp.tui.text import own, said
from quizapp.workspace.model import DeckStatus, Home

BAR = 10
COLUMN, NARROW_COLUMN = 8, 7
ROOM_FOR_BAR = 60


def today_line(home: Home) -> str:
    """What is to be done today, or what one may do where nothing is."""
    all_decks = home.decks[0]
    if home.counted and all_decks.total:
        if not home.ever_answered:
            return _("Press Enter to study all decks together, or choose one with ↑ and ↓.")
        if not all_decks.due and not all_decks.new_today:
            return _nothing_left(home, all_decks)
    # What is not counted yet leaves about as much room as it will take, so that nothing below it moves.
    counts = (all_decks.due, all_decks.new_today) if home.counted else (2, 2)
    marks = tuple(map(number_text, counts)) if home.counted else ("…", "…")
    due = ngettext("{n} card to review", "{n} cards to review", counts[0]).format(n=marks[0])
    new = ngettext("{n} new card", "{n} new cards", counts[1]).format(n=marks[1])
    done = ngettext("{n} answer today", "{n} answers today", home.answered_today).format(
        n=number_text(home.answered_today)
    )
    return f"{due} · {new} · {done}"


def _nothing_left(home: Home, all_decks: DeckStatus) -> str:
    """What one may do where today asks nothing more."""
    from quizapp.workspace.wording import next_due_text

    if all_decks.beyond:
        return keyed(
            ngettext(
                "Today’s limit is reached; {n} card is still due. {home.more-reviews} reviews more.",
                "Today’s limit is reached; {n} cards are still due. {home.more-reviews} reviews more.",
                all_decks.beyond,
            ),
            n=number_text(all_decks.beyond),
        )
    free = (
        _(
            "Nothing is due. {when} Press {home.ahead} to study ahead, {home.quiz} for a quiz,"
            " {home.more-new} for ten more new cards."
        )
        if all_decks.new
        else _("Everything is learnt. {when} Press {home.ahead} to study ahead, {home.quiz} for a quiz.")
    )
    return keyed(free, when=next_due_text(home.next_due))


def empty_text(home: Home) -> str:
    """What stands in the place of decks where there is none."""
    if home.unreadable:
        return _("No deck can be read. Run “quizapp check” to see what is wrong and where.")
    return keyed(
        _(
            "There is no deck yet. Put a YAML deck into your library’s “decks” folder, then"
            " press {home.reload}."
        )
    )


def notices(home: Home) -> str:
    """What else the learner should know, a line each."""
    told = []
    if home.ahead is not None:
        from quizapp.workspace.quarantine import ahead_text

        cure = _("{what}: set it right, or press {home.quarantine} if it is right.")
        told.append(keyed(cure, what=ahead_text(home.ahead)))
    if home.skipped_cards:
        skipped = ngettext("{n} card is skipped", "{n} cards are skipped", home.skipped_cards)
        told.append(skipped.format(n=home.skipped_cards) + _(" because of errors: run “quizapp check”."))
    if home.unreadable and home.decks[0].total:
        unreadable = ngettext(
            "{n} file cannot be read whole", "{n} files cannot be read whole", home.unreadable
        )
        told.append(unreadable.format(n=home.unreadable) + _(" because of errors: run “quizapp check”."))
    shadowing = [status.title for status in home.decks[1:] if status.shadows]
    if len(shadowing) == 1:
        told.append(_("Your deck “{title}” replaces the shipped one.").format(title=shadowing[0]))
    elif shadowing:
        told.append(_("{n} of your decks replace shipped ones.").format(n=len(shadowing)))
    if home.exam_minutes is not None:
        left = ngettext("{n} minute left", "{n} minutes left", home.exam_minutes).format(n=home.exam_minutes)
        under_way = keyed(_("An exam is under way, {left}: press {home.exam} to go on."), left=left)
        over = keyed(_("The time of an exam has run out: press {home.exam} for its paper."))
        told.append(under_way if home.exam_minutes else over)
    if home.suspended:
        cards = ngettext(
            "{n} card is suspended: press {home.resume} to bring it back.",
            "{n} cards are suspended: press {home.resume} to bring them back.",
            home.suspended,
        )
        told.append(keyed(cards, n=number_text(home.suspended)))
    return "\n".join(told)


def heads(width: int) -> Content:
    """The heads of the columns, for rows of `width` cells."""
    column = _column(width)
    heads = "".join(f"{head[: column - 1]:>{column}}" for head in (_("due"), _("new"), _("faces")))
    bar = "" if width < ROOM_FOR_BAR else " " * (BAR + 2)
    first = own(_("Deck"))
    room = width - 2 - first.cell_length - 3 * column - len(bar)
    return Content.assemble("  ", first, " " * max(1, room), own(heads), bar)


def row(status: DeckStatus, width: int, *, counted: bool = True) -> Content:
    """A deck in one line of `width` cells: title, due, new, faces, and a bar of what was seen; the room of
    what is not `counted` yet stays empty."""
    bar = Content("") if width < ROOM_FOR_BAR else Content.assemble("  ", _bar(status))
    name, column = title(status), _column(width)
    room = width - 2 - 3 * column - bar.cell_length
    name = name.truncate(room, ellipsis=True)
    first = Content.assemble("  ", name, " " * max(0, room - name.cell_length))
    if not counted:
        return Content.assemble(first, " " * 3 * column, bar)
    due = _number(status.due, column).stylize("b $accent" if status.due else "dim")
    new = _number(status.new, column).stylize("$primary" if status.new else "dim")
    total = _number(status.total, column).stylize("dim")
    return Content.assemble(first, due, new, total, bar)


def _column(width: int) -> int:
    """The cells of a column of numbers, in rows of so many."""
    return NARROW_COLUMN if width < ROOM_FOR_BAR else COLUMN


def _number(count: int, column: int) -> Content:
    """A count at the right of its column; one that would fill it stands without what groups its digits."""
    told = number_text(count)
    return own(f"{told if len(told) < column else count:>{column}}")


def title(status: DeckStatus) -> Content:
    """What a row is called."""
    return own(_("All decks")).stylize("b") if status.id is None else said(status.title, "fr")


def _bar(status: DeckStatus) -> Content:
    filled = round(BAR * status.seen / status.total) if status.total else 0
    if status.seen and not filled:
        filled = 1
    return Content.assemble(
        Content("━" * filled).stylize("$success"), Content("─" * (BAR - filled)).stylize("$rule")
    )
