"""A page of the web gives its article, and says what it leaves out."""

from __future__ import annotations

import pytest

from quizapp.library.articles import furniture
from quizapp.library.articles.model import Facts
from tests.library.articles.drafts import PAGE, draft, kept, refused


def test_a_page_gives_its_article_in_order():
    assert kept(PAGE, "page.html") == [
        "Éteint depuis 2009, le four à pain de Kerlann s’est rallumé le 3\u00a0mars 2025, devant cent"
        " habitants de la commune.",
        "Une souscription",
        "Le chantier a coûté 24\u00a0000 euros. Le reste vient d’une souscription de 135 donateurs",
        "et d’un emprunt.",
        *("onze bénévoles", "deux boulangers", "Année | Pains", "2025 | 60"),
    ]


def test_a_page_says_of_itself():
    assert draft(PAGE, "page.html").facts == Facts(
        "Le four de Kerlann se rallume", "La Gazette", "Nolwenn Prigent", "2025-03-14", "fr"
    )


def test_what_a_page_loses_is_told_with_the_reason():
    reasons = {line.text[:20]: line.reason for line in draft(PAGE, "page.html").dropped()}
    assert reasons == {
        "Ce site garde des tr": furniture.COOKIES,
        "Politique": furniture.NAVIGATION,
        "Sport": furniture.NAVIGATION,
        "Par Nolwenn Prigent": furniture.DATE,
        "Publié le 14 mars 20": furniture.DATE,
        "Lire aussi : Le marc": furniture.RELATED,
        "Bravo à toute l’équi": furniture.COMMENTS,
        "© 2025 La Gazette": furniture.NAVIGATION,
    }


def test_a_class_that_wraps_the_whole_page_drops_nothing():
    prose = "Une phrase tout à fait ordinaire, assez longue pour être lue, la {} de la page, je crois."
    page = "<html><body><div class='nav'>" + "".join(f"<p>{prose.format(n)}</p>" for n in range(3)) + "</div>"
    assert kept(page + "<p>Une ligne après.", "page.html")[:3] == [prose.format(n) for n in range(3)]


def test_a_class_that_says_how_the_article_is_drops_nothing():
    prose = "Une phrase tout à fait ordinaire, assez longue pour être lue, et même davantage."
    page = (
        f"<html><p>{prose}</p><div class='post has-comments'><p>{prose} Suite.</p></div><p>{prose} Fin.</p>"
    )
    assert kept(page, "page.html") == [prose, f"{prose} Suite.", f"{prose} Fin."]


def test_what_stands_between_the_words_of_an_encyclopedia_is_left_out():
    page = (
        '<html><h1>Four</h1><h2>Histoire<span class="mw-editsection">[modifier]</span></h2>'
        '<p>Le four<sup class="reference">[1]</sup> est rallumé<span class="sr-only"> (fenêtre)</span>.</p>'
    )
    assert kept(page, "page.html") == ["Histoire", "Le four est rallumé."]


def test_a_page_that_hides_itself_behind_a_dialog_is_read():
    page = "<html><body><div aria-hidden=true><p>Une phrase que le navigateur montrait.</p></div></body>"
    assert kept(page, "page.html") == ["Une phrase que le navigateur montrait."]


def test_a_page_whose_text_is_in_its_data_is_read():
    page = (
        '<html><script type="application/ld+json">'
        '{"@type": "Article", "articleBody": "Un début.\\nUne suite."}</script><body><div></div></body>'
    )
    assert kept(page, "page.html") == ["Un début.", "Une suite."]


def test_a_page_is_told_from_text_by_its_beginning():
    assert kept("\n<!-- x --><!doctype html><p>Bonjour à tous.", "-") == ["Bonjour à tous."]
    assert kept("Le signe <p> ouvre un paragraphe en HTML.", "-") == [
        "Le signe <p> ouvre un paragraphe en HTML."
    ]


def test_what_is_closed_but_was_never_open_closes_nothing():
    page = "</div><article><p>Un début.</b></section> De phrase, puis la fin.</p></article></html></p>"
    assert kept("<html>" + page, "page.html") == ["Un début.", "De phrase, puis la fin."]


def test_of_parts_in_one_another_the_innermost_is_the_article():
    prose = "Une phrase ordinaire, assez longue pour compter comme de la prose dans une page de journal."
    aside = "<section><article><p>Une autre histoire, plus courte que la première, d’un autre jour.</p>"
    page = (
        f"<html><main><p>Avant.</p><article><p>{prose}</p><article><p>Dedans.</p></article></article>{aside}"
    )
    assert kept(page, "page.html") == [prose, "Dedans."]


def test_a_page_without_long_paragraphs_is_read_whole():
    page = "<html><body><p>Une ligne.</p><main><p>Une autre.</p></main><article><p>La fin.</p></article>"
    assert kept(page, "page.html") == ["Une ligne.", "Une autre.", "La fin."]


def test_unclosed_paragraphs_do_not_hide_what_follows():
    assert kept("<html><p hidden>caché<p>Montré, et bien montré.", "page.html") == ["Montré, et bien montré."]


@pytest.mark.parametrize("charset", ["iso-8859-1", "windows-1252"])
def test_the_declared_charset_is_read(charset):
    page = f"<html><head><meta charset='{charset}'></head><p>Été à Brest, dit-“il”.".encode("cp1252")
    assert kept(page, "page.html") == ["Été à Brest, dit-“il”."]


def test_a_page_in_utf_16_is_read():
    assert kept("<html><p>Été à Brest.".encode("utf-16"), "page.html") == ["Été à Brest."]


@pytest.mark.parametrize("charset", ["unicode_escape", "punycode", "rot13", "zip", "utf-7", "nothing"])
def test_no_codec_but_encodings_of_text_is_run(charset):
    assert refused(f"<html><meta charset={charset}><p>x".encode(), "page.html") == "article-encoding"
