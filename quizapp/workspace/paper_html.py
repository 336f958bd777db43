"""A paper as one HTML page: no script, nothing fetched, readable without colours and by a screen reader."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from quizapp.messages import _, language
from quizapp.questions.model import Outcome
from quizapp.text import shown, visible
from quizapp.workspace.model import ShownPassage
from quizapp.workspace.paper_export import Told, ours, pieces, summary_of, title_of, told
from quizapp.workspace.papers import Paper
from quizapp.workspace.wording import source_line

STYLE = """
:root { color-scheme: light dark; --ink: #22262c; --paper: #fbfaf6; --faint: #5f6670; --rule: #d9d5c9;
  --mark: #ffe9a3; --right: #1c6b3a; --wrong: #a3271f; --partly: #7a5200; }
@media (prefers-color-scheme: dark) { :root { --ink: #dcdfe4; --paper: #15181d; --faint: #98a1ae;
  --rule: #343c48; --mark: #57450f; --right: #8fc79a; --wrong: #e58b83; --partly: #e0b15e; } }
body { margin: 0 auto; padding: 2rem 1rem; max-width: 42rem; font: 1.05rem/1.6 system-ui, sans-serif;
  color: var(--ink); background: var(--paper); }
h1 { font-size: 1.5rem; line-height: 1.25; }
h2 { font-size: 1.1rem; line-height: 1.4; margin: 0 0 .5rem; }
article { border-top: 1px solid var(--rule); padding: 1.5rem 0; break-inside: avoid; }
.faint, figcaption { color: var(--faint); font-size: .9rem; }
.verdict { font-weight: 700; }
.correct { color: var(--right); } .wrong, .blank { color: var(--wrong); } .partial { color: var(--partly); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; margin: .5rem 0; }
dt { color: var(--faint); } dd { margin: 0; }
figure { margin: 1rem 0; padding: 0 0 0 1rem; border-left: .25rem solid var(--partly); }
blockquote { margin: 0 0 .5rem; white-space: pre-line; }
q { quotes: none; background: var(--mark); color: inherit; }
mark { background: var(--mark); color: inherit; font-weight: 700; text-decoration: underline; }
"""

POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def page(paper: Paper) -> str:
    """The page as text, to be written in UTF-8."""
    questions = "\n".join(
        "\n".join(_article(number, one.answered.verdict.outcome, told(one)))
        for number, one in enumerate(paper.answers, 1)
    )
    title = escape(title_of(paper))
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(language())}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{title}</h1>\n<p>{escape(summary_of(paper))}</p>\n{questions}\n</main>\n</body>\n</html>\n"
    )


def _article(number: int, outcome: Outcome, question: Told) -> Iterator[str]:
    lang = escape(visible(question.lang))
    yield f'<article aria-labelledby="q{number}">'
    yield f'<h2 id="q{number}">{number}. <span lang="{lang}">{_lines(question.stem)}</span></h2>'
    deck = f'<span lang="{lang}">{escape(question.deck)}</span>'
    yield f'<p class="faint">{deck} · {escape(question.state)}</p>'
    if question.image:
        yield f'<p lang="{lang}">{_lines(question.image)}</p>'
    if question.options:
        items = "".join(f"<li>{_lines(text)}</li>" for text in question.options)
        yield f'<ol lang="{lang}">{items}</ol>'
    yield f'<p class="verdict {outcome}">{escape(question.verdict)}</p>'
    yield "<dl>"
    for term, text in ((_("Your answer"), question.given), (_("Answer"), question.expected)):
        if text:
            yield f'<dt>{escape(term)}</dt><dd lang="{lang}">{_lines(text)}</dd>'
    yield "</dl>"
    for remark in question.remarks:
        yield f"<p>{_lines(remark)}</p>"
    for passage in question.passages:
        yield _figure(passage)
    for lesson in question.lessons:
        yield f'<p lang="{lang}">{_lines(lesson)}</p>'
    yield "</article>"


def _figure(passage: ShownPassage) -> str:
    text = "".join(_piece(*one) for one in pieces(passage))
    lang = escape(visible(passage.lang))
    caption = escape(ours(source_line(passage)))
    note = ""
    if passage.note:
        told = _("Note: {note}").format(note=shown(passage.note, passage.lang))
        note = f'<p class="faint" lang="{lang}">{_lines(told)}</p>'
    quote = f'<blockquote lang="{lang}">{text}</blockquote>'
    return f"<figure>{quote}<figcaption>{caption}</figcaption>{note}</figure>"


def _piece(text: str, quoted: bool, marked: bool) -> str:
    safe = escape(text)
    return f"<mark>{safe}</mark>" if marked else f"<q>{safe}</q>" if quoted else safe


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")
