"""Articles as found in the wild are read as they were meant, or refused by name."""

from __future__ import annotations

from textwrap import dedent

import pytest

from quizapp.errors import QuizError
from quizapp.library.articles import pages
from quizapp.library.articles.drafting import MOST_TEXT, read_article
from quizapp.library.articles.model import Facts, paragraphs
from quizapp.library.safe_open import MAX_BYTES
from tests.library.articles.drafts import draft, kept, refused

FIRST = "<html><p>Bonjour à tous, voici une phrase.</p>"


@pytest.mark.parametrize("tail", ["<!--", "<a ", '<a a="', "</a", "<![", "<?", "<!x", "<a a=b c "])
def test_what_is_never_closed_costs_no_more_than_its_length_and_is_no_text(tail, full):
    """A parser that is closed takes quadratic time over each, and gives it out as text."""
    found = kept(FIRST + tail * (200_000 if full else 10_000), "page.html")
    assert found == ["Bonjour à tous, voici une phrase."]


@pytest.mark.parametrize("tail", ["&#", "<title>", "<script>", "<svg><p>", "<p hidden>", "<li>", "</p>"])
def test_what_repeats_costs_no_more_than_its_length(tail, full):
    found = kept(FIRST + tail * (200_000 if full else 10_000), "page.html")
    assert found[0] == "Bonjour à tous, voici une phrase."


@pytest.mark.parametrize("tag", ["div", "article", "p", "table", "b", "li"])
def test_deep_nesting_survives(tag):
    page = f"<html>{f'<{tag}>' * 20_000}Un texte au fond de la page.{f'</{tag}>' * 20_000}"
    assert kept(page, "page.html") == ["Un texte au fond de la page."]


def test_deep_json_survives():
    page = f'<html><script type="application/ld+json">{"[" * 100_000}</script>{FIRST}'
    assert kept(page, "page.html") == ["Bonjour à tous, voici une phrase."]


def test_a_bomb_of_tags_is_refused(monkeypatch):
    monkeypatch.setattr(pages, "MOST_TAGS", 1000)
    assert kept(b"<html>" + b"<b>" * 998 + b"Un texte.", "page.html") == ["Un texte."]
    assert refused(b"<html>" + b"<b>" * 1001 + b"Un texte.", "page.html") == "article-tangled"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "article-empty"),
        (b" \n\n\t", "article-empty"),
        ("\ufeff".encode(), "article-empty"),
        (bytes(range(256)) * 40, "article-not-text"),
        (b"\x00" * 100, "article-not-text"),
        (b"%PDF-1.7 ...", "article-binary"),
        (b"PK\x03\x04...", "article-binary"),
        ("Été".encode("latin-1"), "article-not-utf8"),
        ("Été à Brest".encode("utf-16"), "article-encoding"),
        (b"x" * (MAX_BYTES + 1), "article-too-large"),
        (b"Une phrase. " * (MOST_TEXT // 12 + 1), "article-too-long"),
        (b"<html><head><title>x</title></head></html>", "article-empty"),
        (b"<html></html>", "article-empty"),
    ],
)
def test_what_is_no_article_is_refused_by_name(data, code):
    assert refused(data) == code


def test_the_place_of_a_wrong_byte_is_told():
    with pytest.raises(QuizError) as error:
        read_article(b"Un.\nDeux\xe9", "a.txt")
    assert error.value.params == {"path": "a.txt", "line": "2", "column": "5", "byte": "0xE9"}


def test_ten_megabytes_of_picture_around_a_text_are_read():
    page = FIRST + "<img src='data:" + "A" * 10_000_000 + "'>"
    assert kept(page, "page.html") == ["Bonjour à tous, voici une phrase."]


def test_control_characters_become_marks_and_are_counted():
    found = draft("Titre \x1b[31m\u202e\n\nUn nul\0 et\u2028une ligne, \u200fpuis la fin.")
    assert [line.text for line in found.kept()] == ["Un nul␀ et", "une ligne, puis la fin."]
    assert (found.facts.title, found.marks) == ("Titre ␛[31m‹U+202E›", 3)


def test_windows_line_ends_and_a_byte_order_mark_do_not_count():
    assert kept("\ufeffUn titre\r\n\r\nUn paragraphe ici.\r\n\r\nUn autre là.\r\n") == [
        "Un paragraphe ici.",
        "Un autre là.",
    ]


def test_a_paragraph_of_50_000_characters_is_divided_between_sentences():
    found = draft("Un titre\n\n" + "Ceci est une phrase, dit-elle à Jean. " * 1316)
    pieces = paragraphs(found.kept())
    assert found.splits == 1
    assert len(pieces) > 40
    assert max(map(len, pieces)) <= 1600
    assert all(piece.endswith("Jean.") for piece in pieces)


def test_a_word_of_50_000_letters_is_kept_whole():
    assert "".join(kept("Un titre\n\n" + ("B" + "a" * 50_000 + " -. ") * 2)).count("a") == 100_000


def test_wrapped_lines_are_joined_and_others_are_paragraphs():
    wrapped = (
        "Un titre de journal\n\nLe four à pain de Kerlann s’est rallumé le 3 mars\n"
        "2025, devant cent habitants de la commune qui en\nont gardé la clé.\n"
    )
    assert kept(wrapped) == [
        "Le four à pain de Kerlann s’est rallumé le 3 mars 2025, devant cent habitants de la commune qui"
        " en ont gardé la clé."
    ]
    assert kept("Un titre\n\nUne phrase.\nUne autre phrase, plus longue que la première.") == [
        "Une phrase.",
        "Une autre phrase, plus longue que la première.",
    ]


def test_a_short_line_between_long_paragraphs_is_a_heading():
    long = "Une phrase qui est assez longue pour un paragraphe, avec des mots" + 8 * ", et d’autres"
    found = draft(f"Un titre\n\n{long} Fin un.\n\nUne souscription\n\n{long} Fin deux.\n\nFin\n")
    assert [(line.level, line.text[:16]) for line in found.kept()] == [
        (0, "Une phrase qui e"),
        (2, "Une souscription"),
        (0, "Une phrase qui e"),
        (0, "Fin"),
    ]


def test_markdown_keeps_headings_and_loses_its_signs():
    text = dedent("""\
        ---
        title: Le four
        publisher: La Gazette
        published: 2025-03-14
        lang: fr
        ---
        # Le four

        Un **mot** fort, un [lien](https://example.org/a_b_c) et une ![image](x.png).

        > Une citation.

        ## Une souscription

        - un point
        - un autre
        <!-- rien -->
        """)
    found = draft(text, "article.md")
    assert [(line.level, line.text) for line in found.kept()] == [
        (0, "Un mot fort, un lien et une ."),
        (0, "Une citation."),
        (2, "Une souscription"),
        (0, "un point"),
        (0, "un autre"),
    ]
    assert found.facts == Facts("Le four", "La Gazette", None, "2025-03-14", "fr")


def test_a_title_that_stands_twice_is_taken_once():
    assert kept("Le four\n\nLe four de Kerlann\n\nLe four de Kerlann\n\nUne phrase ordinaire.")[-1] == (
        "Une phrase ordinaire."
    )
    assert kept("Le four de Kerlann\n\nLe four de Kerlann\n\nUne phrase.") == ["Une phrase."]
