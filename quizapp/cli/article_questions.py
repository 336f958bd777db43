"""What `quizapp new` asks on a terminal: which lines to leave out, and what the article says of itself."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from quizapp.cli.output import tell
from quizapp.cli.plain.terminal import Terminal
from quizapp.errors import QuizError
from quizapp.library.articles.model import Draft, Facts, Line
from quizapp.messages import _, gettext, language, ngettext

PASTE = "-"
MANY, SHORT = 60, 50
"""Of more lines than the first, those shorter than the second (in characters) are only counted."""


def terminal_for(article: str, yes: bool) -> Terminal | None:
    """Where questions can be asked; None where nobody is there to answer."""
    if yes or article == PASTE or sys.stdin is None or not sys.stdin.isatty():
        return None
    from quizapp.cli.plain.terminal import Terminal

    return Terminal(sys.stdin, sys.stderr)


def tell_marks(draft: Draft) -> None:
    if draft.marks:
        tell(
            ngettext(
                "{n} control character of the article is written as a mark.",
                "{n} control characters of the article are written as marks.",
                draft.marks,
            ).format(n=draft.marks)
        )
    if draft.splits:
        tell(
            ngettext(
                "{n} very long paragraph was divided between sentences.",
                "{n} very long paragraphs were divided between sentences.",
                draft.splits,
            ).format(n=draft.splits)
        )


def judged_lines(draft: Draft, terminal: Terminal | None) -> Draft | None:
    """The draft without what is no part of the article, shown first; None where the user stops."""
    dropped = draft.dropped()
    if not dropped:
        return draft
    tell(
        ngettext(
            "{n} line is no part of the article:", "{n} lines are no part of the article:", len(dropped)
        ).format(n=len(dropped))
    )
    for line in _dropped_lines(dropped):
        tell(line)
    if terminal is None:
        tell(
            ngettext(
                "It is left out; --keep-all keeps it.",
                "They are left out; --keep-all keeps them.",
                len(dropped),
            )
        )
        return draft
    while True:
        typed = terminal.ask(_("Enter leaves them out, numbers keep some (2 5), * keeps all, :q stops > "))
        if typed is None or typed.strip() == ":q":
            return None
        words = typed.replace(",", " ").split()
        if words == ["*"]:
            return draft.keeping()
        if all(word.isdecimal() and len(word) < 7 and 1 <= int(word) <= len(dropped) for word in words):
            return draft.keeping(frozenset(map(int, words)))
        terminal.line(_("Type numbers from 1 to {n}, *, :q, or nothing.").format(n=len(dropped)))


def _dropped_lines(dropped: tuple[Line, ...]) -> Iterator[str]:
    """Each line with its number and the reason, cut to the width of the terminal. Of very many the short ones
    are only counted: they are the menus of a site."""
    import shutil

    from quizapp.text import shown

    room = max(shutil.get_terminal_size().columns - 1, 40)
    width = len(str(len(dropped)))
    untold = 0
    for number, line in enumerate(dropped, 1):
        if number > MANY and len(line.text) < SHORT:
            untold += 1
            continue
        why = _("{reason}: {line}").format(
            reason=gettext(line.reason or ""), line=shown(line.text, language())
        )
        told = f"{number:>{width}}  {why}"
        yield told if len(told) <= room else told[: room - 1] + "…"
    if untold:
        yield ngettext("and {n} short line", "and {n} short lines", untold).format(n=untold)


def asked_facts(facts: Facts, said: Facts, terminal: Terminal | None) -> Facts:
    """The facts as the user confirms them; what an option said is not asked."""
    if terminal is None:
        return facts
    terminal.line(_("Enter keeps what stands in brackets, - means none."))
    questions = {
        "title": _("Title"),
        "publisher": _("Publisher"),
        "author": _("Author"),
        "published": _("Date of publication"),
        "lang": _("Language"),
    }
    values = facts._asdict()
    for name, label in questions.items():
        if getattr(said, name) is None:
            values[name] = _ask_one(terminal, name, label, values[name])
    return facts._replace(**values)


def _ask_one(terminal: Terminal, name: str, label: str, found: str | None) -> str | None:
    from quizapp.workspace.wording import error_text

    while True:
        typed = terminal.ask(_("{label} [{found}] > ").format(label=label, found=found or "-"))
        if not typed or not typed.strip():
            return found
        if typed.strip() == "-":
            return None
        text = typed_text(typed)
        try:
            return typed_date(text) if name == "published" else typed_lang(text) if name == "lang" else text
        except QuizError as error:
            terminal.line(error_text(error))


def typed_text(text: str | None) -> str | None:
    """A text on one line, control characters visible; None for nothing."""
    from quizapp.text import visible

    return None if text is None else visible(" ".join(text.split())) or None


def typed_date(text: str | None) -> str | None:
    """A date as ISO, read as people write it. Raises QuizError "bad-published"."""
    from quizapp.library.articles.datelines import dated
    from quizapp.library.fields import is_date

    if text is None or is_date(text):
        return text
    found = dated(text, language())
    if found is None:
        raise QuizError("bad-published", exit_code=2, value=text[:60])
    return found


def typed_lang(text: str | None) -> str | None:
    """The code of a language. Raises QuizError "bad-text-lang"."""
    import re

    if text is not None and not re.fullmatch(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*", text.lower()):
        raise QuizError("bad-text-lang", exit_code=2, value=text[:60])
    return text.lower() if text else None
