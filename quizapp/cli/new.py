"""`quizapp new`: an article becomes a source and the beginning of a deck."""

from __future__ import annotations

import sys
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

import click

from quizapp.cli.commands import Verb
from quizapp.cli.options import common, common_options, opened
from quizapp.cli.output import say, tell
from quizapp.errors import QuizError
from quizapp.messages import LANGUAGES, _, as_called, language, ngettext, use

if TYPE_CHECKING:
    from quizapp.library.articles.model import Draft, Facts
    from quizapp.library.model import Source
    from quizapp.workspace.starting import Place, Started


def verb() -> click.Command:
    return Verb(
        name="new",
        help=_(
            "Make a source and the beginning of a deck from an ARTICLE: a text, Markdown or HTML file, or “-”"
            " for what is pasted. What on a page is no part of the article is shown, then left out. The deck"
            " goes into your own library, or into that of --library. Nothing is overwritten."
        ),
        short_help=_("Begin a deck from an article."),
        callback=click.pass_context(run),
        params=[
            click.Argument(["article"], metavar=_("ARTICLE")),
            click.Option(["--deck"], metavar="ID", help=_("The deck’s id, otherwise made from the title.")),
            click.Option(["--title"], metavar=_("TEXT"), help=_("The article’s title.")),
            click.Option(["--publisher"], metavar=_("TEXT"), help=_("Who published it.")),
            click.Option(["--author"], metavar=_("TEXT"), help=_("Who wrote it.")),
            click.Option(
                ["--published"], metavar=_("DATE"), help=_("When it was published, as in 2024-06-05.")
            ),
            click.Option(
                ["--text-lang"], metavar=_("CODE"), help=_("The article’s language, as in fr or en.")
            ),
            click.Option(["--keep-all"], is_flag=True, help=_("Leave nothing of the article out.")),
            click.Option(["--yes", "-y"], is_flag=True, help=_("Ask nothing: take what was found.")),
            *common_options(),
        ],
    )


def run(
    context: click.Context,
    article: str,
    deck: str | None,
    keep_all: bool,
    yes: bool,
    **options: str | None,
) -> int:
    from quizapp.cli.article_questions import asked_facts, judged_lines, tell_marks, terminal_for
    from quizapp.library.articles.drafting import read_article
    from quizapp.workspace.starting import chosen_id

    said = _said(options)
    place = _place(context)
    if deck is not None:
        # Before a paste, which could not be had again.
        chosen_id(place, deck, "")
    draft = read_article(_input(article), article)
    draft = draft._replace(facts=said.or_else(draft.facts))
    tell_marks(draft)
    terminal = terminal_for(article, yes)
    judged = judged_lines(draft.keeping() if keep_all else draft, terminal)
    if judged is None:
        tell(_("Nothing was written."))
        return 1
    if deck is None:
        known = _known(context, place, judged)
        if known is not None:
            source = known.ref.rpartition("/")[2].rpartition(".")[0] or known.ref
            raise QuizError("article-known", source=source, title=known.title)
    facts = asked_facts(judged.facts, said, terminal)
    draft = judged._replace(facts=facts._replace(title=facts.title or _beginning(draft)))
    id = chosen_id(place, deck, draft.facts.title or "")
    _tell_result(context, draft, _started(place, id, draft))
    return 0


def _started(place: Place, id: str, draft: Draft) -> Started:
    """Writes the files; the deck speaks the language of the article where that is one of ours."""
    from quizapp.workspace.starting import start

    before = language()
    try:
        use(next((lang for lang in LANGUAGES if lang == draft.facts.lang), before))
        return start(place, id, draft, _attribution(draft.facts))
    finally:
        use(before)


# -- what is given ------------------------------------------------------------------------------------------


def _said(options: dict[str, str | None]) -> Facts:
    """What the options say of the article. Raises QuizError."""
    from quizapp.cli.article_questions import typed_date, typed_lang, typed_text
    from quizapp.library.articles.model import Facts

    texts = {name: typed_text(value) for name, value in options.items()}
    published, lang = texts.pop("published", None), texts.pop("text_lang", None)
    return Facts(**texts, published=typed_date(published), lang=typed_lang(lang))


def _place(context: click.Context) -> Place:
    """The library in which the deck is made. Raises QuizError "one-library"."""
    from quizapp.library.roots import library_folder
    from quizapp.workspace.libraries import user_library
    from quizapp.workspace.starting import Place

    named = common(context).libraries_named()
    if len(named) > 1:
        raise QuizError("one-library", exit_code=2)
    root = (library_folder(named[0]) if named else user_library()).absolute()
    if named and not root.is_dir():
        return Place(root, frozenset())
    with opened(context, writing=False) as workspace:
        return Place(root, frozenset(row.id for row in workspace.index.decks()))


def _known(context: click.Context, place: Place, draft: Draft) -> Source | None:
    from quizapp.workspace.starting import known_source

    if not place.root.is_dir():
        return None
    with opened(context, writing=False) as workspace:
        return known_source(workspace, draft)


def _input(article: str) -> bytes:
    """The bytes of a file or of a paste. Raises QuizError."""
    from quizapp.cli.article_questions import PASTE

    if article.casefold().startswith(("http://", "https://")):
        raise QuizError("article-address", exit_code=2, address=article)
    if article != PASTE:
        from quizapp.workspace.starting import read_input

        return read_input(Path(article).expanduser())
    from quizapp.library.safe_open import MAX_BYTES

    if sys.stdin is None:
        return b""
    if sys.stdin.isatty():
        from quizapp.system import pasted

        tell(_("Paste the article, then press ctrl+d (Windows: ctrl+z, Enter)."))
        return pasted(sys.stdin.fileno(), MAX_BYTES)
    buffer = getattr(sys.stdin, "buffer", None)
    data: bytes = buffer.read(MAX_BYTES + 1) if buffer else sys.stdin.read(MAX_BYTES + 1).encode()
    return data


def _beginning(draft: Draft) -> str:
    """The first words of an article without a title."""
    first = next(line.text for line in draft.kept() if line.level == 0)
    words = first[:60].rpartition(" ")[0] or first[:60]
    return first if len(first) <= 60 else words.rstrip(" ,;:–-") + "…"


# -- what came of it ----------------------------------------------------------------------------------------


def _attribution(facts: Facts) -> str:
    """How questions name the source: who published or wrote it, and when."""
    from quizapp.workspace.wording import date_text

    who = facts.publisher or facts.author or _("“{title}”").format(title=facts.title)
    when = date_text(facts.published) if facts.published else _("undated")
    return f"{who} ({when})"


def _tell_result(context: click.Context, draft: Draft, started: Started) -> None:
    facts = draft.facts
    told = [facts.title, facts.publisher, facts.author, facts.published, facts.lang]
    tell(" · ".join(one for one in told if one))
    say(str(started.source))
    say(str(started.deck))
    tell(
        ngettext(
            "The source has {n} paragraph, the deck {id} a first card and examples.",
            "The source has {n} paragraphs, the deck {id} a first card and examples.",
            started.paragraphs,
        ).format(n=started.paragraphs, id=started.id)
    )
    keys = ("publisher", "author", "published")
    missing = [key for key in keys if getattr(facts, key) is None]
    if missing:
        tell(
            ngettext(
                "The source does not say its {keys}. Write it at the head of the file.",
                "The source does not say its {keys}. Write them at the head of the file.",
                len(missing),
            ).format(keys=", ".join(missing))
        )
    environ = common(context).environ
    named = (environ.get(name, "").strip() for name in ("VISUAL", "EDITOR"))
    editor = next(filter(None, named), None)
    libraries = common(context).libraries
    where = f"--library {quote(str(libraries[0]))} " if libraries else ""
    tell(_("Next:"))
    if editor is None:
        tell("  " + _("write cards in your editor: {path}").format(path=started.deck))
    else:
        tell("  " + _("write cards: {command}").format(command=f"{editor} {quote(str(started.deck))}"))
    author = as_called(f"quizapp author {where}{started.id}")
    tell("  " + _("or beside the source: {command}").format(command=author))
    check = as_called(f"quizapp check {quote(str(started.deck))}")
    tell("  " + _("check them: {command}").format(command=check))
    study = as_called(f"quizapp study {where}{started.id}")
    tell("  " + _("study them: {command}").format(command=study))
