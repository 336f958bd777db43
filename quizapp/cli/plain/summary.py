"""The end of a sitting as lines: score, weakest tags, missed cards with their proof, what comes next."""

from __future__ import annotations

from quizapp.cli.plain.passage import passage_lines
from quizapp.cli.plain.terminal import Terminal
from quizapp.cli.plain.verdict import expected_texts
from quizapp.messages import _, language, ngettext
from quizapp.text import shown
from quizapp.workspace.left_wording import coming_text
from quizapp.workspace.model import Record, Summary
from quizapp.workspace.wording import duration_text, partly_text, percent_text

SUMMARY = "SUMMARY"
"""The first word of the line that sums a sitting up, the same in every language."""


def show_summary(summary: Summary, terminal: Terminal, *, scheduled: bool = True) -> None:
    """`scheduled` says that what comes next is part of it."""
    terminal.line()
    terminal.unbroken(f"{SUMMARY} {shown(score_text(summary), language())}")
    if summary.weakest:
        tags = ", ".join(f"{tag.tag} {percent_text(tag.score)}" for tag in summary.weakest)
        terminal.line(_("Weakest tags: {tags}").format(tags=tags))
    if summary.missed:
        terminal.line(ngettext("Missed card:", "Missed cards:", len(summary.missed)))
        for record in summary.missed:
            _show_missed(record, terminal)
    if scheduled:
        terminal.line(coming_text(summary))


def score_text(summary: Summary) -> str:
    """How many answers were right, and how long they took."""
    if summary.attempts == 0:
        return _("Nothing was answered.")
    template = ngettext(
        "{n} answer, {correct} correct, {score}, {time}.",
        "{n} answers, {correct} correct, {score}, {time}.",
        summary.attempts,
    )
    text = template.format(
        n=summary.attempts,
        correct=summary.correct,
        score=percent_text(summary.score),
        time=duration_text(summary.duration_ms),
    )
    return f"{text} {partly_text(summary.partly)}." if summary.partly else text


def _show_missed(record: Record, terminal: Terminal) -> None:
    lang = record.card.lang
    answer = _("; ").join(expected_texts(record.card, record.key.rpartition("#")[2]))
    terminal.line()
    if record.sure:
        terminal.line(_("You were sure of it."))
    terminal.said(record.stem, lang)
    terminal.text(_("Answer: {answer}").format(answer=answer))
    for passage in record.passages:
        for line in passage_lines(passage, terminal.width):
            terminal.unbroken(line)
