"""The view of a card: how well it is known, how it fades, what each rating would do, and all its history."""

from __future__ import annotations

from collections.abc import Iterator

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Footer, Static

from quizapp.charts import AIM, CURVE, curve
from quizapp.library.model import CardKey
from quizapp.messages import N_, _
from quizapp.tui.screens.card_lines import proven_lines
from quizapp.tui.screens.page import PageScreen
from quizapp.tui.text import own, said
from quizapp.tui.widgets.title_bar import TitleBar
from quizapp.workspace.browsing import due_text, state_text
from quizapp.workspace.card_story import (
    SIGNS,
    Review,
    card_story,
    day_text,
    forgetting_curve,
    summary_texts,
)
from quizapp.workspace.wording import RATINGS, duration_text, percent_text, wait_text
from quizapp.workspace.workspace import Workspace

HEIGHT, SCALE, WIDEST = 6, 6, 72
"""Rows of the curve, cells of the scale at its left, and its cells at most."""


class CardScreen(PageScreen):
    """All that is known of one card, top to bottom."""

    CSS_PATH = "card_view.tcss"
    BINDINGS = [Binding("escape,v,d,q", "back", N_("Back"), id="card.back")]

    def __init__(self, workspace: Workspace, key: CardKey) -> None:
        super().__init__()
        self._workspace = workspace
        self._key = key
        self._story = card_story(workspace, key)

    def compose(self) -> ComposeResult:
        story = self._story
        state = f"{state_text(story.listed)} · {due_text(story.listed, self._workspace.today())}"
        yield TitleBar(_("CARD"), said(story.deck_title, story.card.lang), state)
        with VerticalScroll(id="page", can_focus=False):
            yield Static(Content("\n").join(self._card()), classes="block", markup=False)
            yield Static(self._figures(), id="figures", classes="block", markup=False)
            yield Static(own(_("How it fades")), id="fading", classes="heading", markup=False)
            yield Static(id="curve", classes="block", markup=False)
            yield Static(own(_("If rated now")), classes="heading", markup=False)
            yield Static(self._futures(), id="futures", classes="block", markup=False)
            yield Static(own(_("Reviews")), classes="heading", markup=False)
            yield Static(Content("\n").join(self._reviews()), id="reviews", classes="block", markup=False)
            if story.incidents:
                yield Static(own(_("What else befell it")), classes="heading", markup=False)
                yield Static(Content("\n").join(self._incidents()), classes="block", markup=False)
        yield Footer(show_command_palette=False, compact=True)

    def on_resize(self, event: events.Resize) -> None:
        lines = list(self._curve(event.size.width))
        for name in ("#fading", "#curve"):
            self.query_one(name).display = bool(lines)
        self.query_one("#curve", Static).update(Content("\n").join(lines))

    def action_back(self) -> None:
        self.app.pop_screen()

    # -- what is on screen ------------------------------------------------------------------------

    def _card(self) -> list[Content]:
        story = self._story
        lines = proven_lines(story.card, self._key.rpartition("#")[2], story.expected, story.passages)
        return [*lines, Content(""), said(self._key, "en").stylize("$faint")]

    def _figures(self) -> Content:
        figures = summary_texts(self._story)
        width = max(len(name) for name, _value in figures) + 2
        lines = [
            Content.assemble(own(f"{name:<{width}}").stylize("$faint"), own(value)) for name, value in figures
        ]
        if self._story.listed.flag:
            flag = _("Flag {n}").format(n=self._story.listed.flag)
            lines.append(own(f"⚑ {flag}").stylize("$warning"))
        return Content("\n").join(lines)

    def _curve(self, width: int) -> Iterator[Content]:
        """The curve with its scale, the line of desired retention, and the days below it."""
        story, today = self._story, self._workspace.today()
        cells = min(WIDEST, max(10, width - 8 - SCALE))
        found = forgetting_curve(story, self._workspace.fsrs, today, 2 * cells)
        if found is None:
            return
        least = min(share for share in found.shares if share is not None)
        low = max(0.0, min(least, story.desired) - 0.05) // 0.1 * 0.1
        styles = {CURVE: "$primary", AIM: "$warning"}
        for number, row in enumerate(curve(found.shares, HEIGHT, story.desired, low)):
            label = percent_text(1 if number == 0 else low) if number in (0, HEIGHT - 1) else ""
            if any(cell.level == AIM for cell in row):
                label = percent_text(story.desired)
            pieces = [Content(cell.glyph).stylize(styles.get(cell.level, "")) for cell in row]
            yield Content.assemble(own(f"{label:>{SCALE - 1}} ").stylize("$faint"), *pieces)
        mark = found.today // 2
        yield Content.assemble(" " * (SCALE + mark), Content("▴").stylize("b $accent"))
        first, last = day_text(found.first), day_text(found.last)
        gap = " " * max(1, cells - len(first) - len(last))
        yield Content.assemble(" " * SCALE, own(first + gap + last).stylize("$faint"))
        aim = _("▴ today · ┄ desired retention {share}").format(share=percent_text(story.desired))
        yield Content.assemble(" " * SCALE, own(aim).stylize("$faint"))

    def _futures(self) -> Content:
        return Content("   ").join(
            [
                Content.assemble(
                    own(f"{_(RATINGS[each.rating])} ").stylize("$faint"), own(wait_text(each.wait_s))
                )
                for each in self._story.futures
            ]
        )

    def _reviews(self) -> list[Content]:
        reviews = self._story.reviews
        if not reviews:
            return [own(_("None yet."))]
        resets = {each.after: each.day for each in self._story.resets}
        lines = []
        for after, review in zip(range(len(reviews), 0, -1), reviews, strict=True):
            if after in resets:
                date = own(f"{day_text(resets[after]):<18}").stylize("$faint")
                lines.append(Content.assemble(date, own(" ↺ " + _("Made new again")).stylize("$warning")))
            lines.append(self._review(review))
        return lines

    def _review(self, review: Review) -> Content:
        sign = SIGNS.get(review.outcome or "", " ")
        style = "$success" if sign == "✓" else "$error" if sign in "✗○" else "$warning"
        took = duration_text(review.duration_ms) if review.duration_ms else "–"
        rating = f"{_(RATINGS[review.rating]):<12}"
        told = f"{rating}→ {wait_text(review.wait_s):<8} {took}"
        date = f"{day_text(review.day):<18}"
        return Content.assemble(own(date).stylize("$faint"), Content(f" {sign} ").stylize(style), own(told))

    def _incidents(self) -> list[Content]:
        return [
            Content.assemble(own(f"{day_text(one.day):<18} ").stylize("$faint"), own(one.text))
            for one in self._story.incidents
        ]
