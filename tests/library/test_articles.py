"""Articles as found in the wild become sources and decks that read back as they were meant."""

from __future__ import annotations

import re
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.errors import QuizError
from quizapp.library.articles import furniture, pages
from quizapp.library.articles.datelines import byline, dated, holder, is_dateline
from quizapp.library.articles.drafting import MOST_TEXT, read_article
from quizapp.library.articles.languages import guessed
from quizapp.library.articles.model import Draft, Facts, Line, paragraphs
from quizapp.library.articles.scaffold import SCHEMA_LINE, deck_text
from quizapp.library.articles.sheet import ID_LENGTH, free_id, name, quoted, sheet_text, slug
from quizapp.library.decks import read_deck
from quizapp.library.fields import ID
from quizapp.library.model import Deck
from quizapp.library.safe_open import MAX_BYTES
from quizapp.library.sources import SourceRead, read_source

PAGE = """\
<!DOCTYPE html><html lang="fr-FR"><head><meta charset="utf-8">
<title>Le four de Kerlann | La Gazette</title>
<meta property="og:site_name" content="La Gazette">
<meta property="article:published_time" content="2025-03-14T07:30:00+01:00">
<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle",
"headline": "Le four de Kerlann se rallume", "author": [{"name": "Nolwenn Prigent"}]}]}</script>
<style>p {color: red}</style></head><body class="has-sidebar">
<div class="cookie-banner"><p>Ce site garde des traces de votre passage,
pour mieux vous connaître encore.</p></div>
<nav><ul><li>Politique<li>Sport</ul></nav>
<main><article><h1>Le four de Kerlann se rallume</h1>
<p>Éteint depuis 2009, le four à pain de Kerlann s’est rallumé le 3&nbsp;mars 2025, devant cent habitants
de la commune.</p>
<div>Par Nolwenn Prigent</div><time datetime="2025-03-14">Publié le 14 mars 2025 à 7h30</time>
<p hidden>caché</p><p style="display: none">caché aussi</p><script>alert("caché")</script>
<h2>Une souscription</h2>
<p>Le chantier a co&ucirc;t&eacute; 24&nbsp;000 euros. Le reste vient d’une souscription de 135
donateurs<br>et d’un emprunt.</p>
<ul><li>onze bénévoles</li><li>deux boulangers</li></ul>
<table><tr><th>Année</th><th>Pains</th></tr><tr><td>2025</td><td>60</td></tr></table>
<p>Lire aussi : Le marché s’agrandit</p></article>
<section id="comments"><p>Bravo à toute l’équipe, une très belle nouvelle pour
notre commune, vraiment.</p></section>
</main><footer>© 2025 La Gazette</footer></body></html>
"""


def draft(text: str | bytes, name: str = "article.txt") -> Draft:
    return read_article(text.encode() if isinstance(text, str) else text, name)


def kept(text: str | bytes, name: str = "article.txt") -> list[str]:
    return [line.text for line in draft(text, name).kept()]


def refused(data: bytes, name: str = "article.txt") -> str:
    with pytest.raises(QuizError) as error:
        read_article(data, name)
    return error.value.code


def source_of(lines: tuple[Line, ...], facts: Facts | None = None) -> SourceRead:
    facts = facts or Facts("Titre")
    return read_source("x", sheet_text("x", facts, lines), file="x.md")


# -- pages -------------------------------------------------------------------------------------------------


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


# -- awful input -------------------------------------------------------------------------------------------

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


# -- text and Markdown -------------------------------------------------------------------------------------


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


# -- furniture ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Nous utilisons des cookies avec nos partenaires.", furniture.COOKIES),
        ("Accept all cookies", furniture.COOKIES),
        ("Lire aussi : Le marché s’agrandit", furniture.RELATED),
        ("À lire également\u00a0: le port", furniture.RELATED),
        ("Read more: What became of the lifeboat", furniture.RELATED),
        ("Related articles", furniture.RELATED),
        ("Partager cet article", furniture.SHARE),
        ("Partagez sur Facebook", furniture.SHARE),
        ("Partagez cet article sur les réseaux sociaux", furniture.SHARE),
        ("Photograph: Nora Tench/The Quay", furniture.CREDIT),
        ("Image source, Quay Pictures", furniture.CREDIT),
        ("Facebook Twitter WhatsApp", furniture.SHARE),
        ("Recevez chaque matin notre newsletter", furniture.NEWSLETTER),
        ("Sign up for our newsletter", furniture.NEWSLETTER),
        ("Article réservé aux abonnés", furniture.SUBSCRIPTION),
        ("Accueil > Bretagne > Trégor", furniture.NAVIGATION),
        ("Skip to content", furniture.NAVIGATION),
        ("© 2024 The Courier. All rights reserved.", furniture.COPYRIGHT),
        ("Crédit photo : Ronan Le Bris", furniture.CREDIT),
        ("Le four de Kerlann, en 2024. © Ronan Le Bris", furniture.CREDIT),
        ("Publicité", furniture.ADVERT),
        ("La suite après la publicité", furniture.ADVERT),
        ("12 commentaires", furniture.COMMENTS),
        ("Leave a reply", furniture.COMMENTS),
        ("Temps de lecture : 3 min", furniture.READING_TIME),
        ("Publié le 14 mars 2025 à 7h30", furniture.DATE),
        ("By Iona Craig", furniture.DATE),
        ("* * *", furniture.SEPARATOR),
    ],
)
def test_furniture_is_told_by_clear_marks(line, reason):
    assert furniture.reason_for(line) == reason


@pytest.mark.parametrize(
    "line",
    [
        "Lire aussi bien des romans que des essais demande du temps.",
        "Partager le pouvoir sur l’île a pris dix ans.",
        "Les cookies de la boulangerie se vendent deux euros.",
        "La publicité a changé le village.",
        "Le 14 mars 2025, un incendie a détruit la halle.",
        "Par Jean, j’ai su que le phare rouvrait en mai.",
        "Annoncée en 2024, la fermeture a été repoussée.",
        "Search parties found nothing on the island.",
        "Home is where the ferry lands, she said.",
        "Share prices fell by 4 % on Monday.",
        "La photo a été prise par un drone.",
        "Comments by the minister were badly received.",
        "Le droit d’auteur protège 300 œuvres.",
        "Il a répondu par un seul mot : non.",
        "Facebook a fermé son bureau de Brest.",
        "Le site ne dit pas combien de lecteurs lisent sa newsletter.",
    ],
)
def test_prose_is_kept_in_doubt(line):
    assert furniture.reason_for(line) is None


def test_what_would_drop_everything_drops_nothing():
    assert kept("Publicité\n\nPartager cet article\n\nAccueil")


def test_dropped_lines_can_be_kept_by_number():
    found = draft("Un titre\n\nPublicité\n\nUne phrase ordinaire.\n\nLire aussi : le port")
    assert [line.text for line in found.keeping(frozenset({2})).kept()] == [
        "Une phrase ordinaire.",
        "Lire aussi : le port",
    ]
    assert len(found.keeping().kept()) == 3


# -- dates, authors, languages -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "lang", "date"),
    [
        ("Publié le 5 juin 2024 à 10:15", "fr", "2024-06-05"),
        ("Le 1er août 2023", "fr", "2023-08-01"),
        ("June 5, 2024", "en", "2024-06-05"),
        ("5th of June 2024", "en", "2024-06-05"),
        ("Wed, 5 Jun 2024", "en", "2024-06-05"),
        ("2024-06-05T10:00", None, "2024-06-05"),
        ("05/06/2024", "fr", "2024-06-05"),
        ("05/06/2024", "en", None),
        ("31 février 2024", "fr", None),
        ("99 juin 2024", "fr", None),
        ("aucune date", "fr", None),
    ],
)
def test_dates_are_read_as_they_are_written(text, lang, date):
    assert dated(text, lang) == date


def test_a_dateline_says_nothing_but_a_date():
    assert is_dateline("Publié le mardi 4 mars 2025 à 18 h 03, mis à jour le 5 mars 2025")
    assert not is_dateline("Le 4 mars 2025, la halle a brûlé")
    assert not is_dateline("La halle a brûlé")


def test_the_date_of_publication_comes_before_that_of_a_change():
    text = "Un titre ici\n\nMis à jour le 9 mars 2025\n\nPublié le 4 mars 2025\n\nUne phrase ordinaire."
    assert draft(text).facts.published == "2025-03-04"


def test_a_date_in_the_prose_is_no_date_of_publication():
    assert draft("Un titre ici\n\nLe 4 mars 2025, la halle a brûlé.").facts.published is None


def test_authors_and_holders_of_rights_are_found():
    assert byline("Par Nolwenn Le Prigent et Jean de La Tour") == "Nolwenn Le Prigent et Jean de La Tour"
    assert byline("Par hasard, il est venu") is None


@pytest.mark.parametrize(
    ("line", "facts"),
    [
        ("By Nora Tench, Quay Chronicle, 14 March 2025", ("Quay Chronicle", "Nora Tench", "2025-03-14")),
        ("By Nora Tench | Harbour & Quay | March 14, 2025", ("Harbour & Quay", "Nora Tench", "2025-03-14")),
        (
            "Par Hélène Maroit — Le Courrier du Causse — publié le 3 octobre 2025",
            ("Le Courrier du Causse", "Hélène Maroit", "2025-10-03"),
        ),
    ],
)
def test_a_line_of_author_publisher_and_date_tells_all_three_and_is_left_out(line, facts):
    read = draft(f"La halle rouvrira\n\n{line}\n\nLa halle a brûlé en hiver, et elle rouvrira.")
    assert (read.facts.publisher, read.facts.author, read.facts.published) == facts
    assert [one.text for one in read.dropped()] == [line]


@pytest.mark.parametrize(
    "line",
    [
        "By Nora Tench, who saw it close, 14 March 2025",
        "Par Hélène Maroit, La halle a brûlé, 3 octobre 2025",
        "By Nora Tench, Harbour Chronicle, the bridge closed on 14 March 2025",
    ],
)
def test_a_sentence_is_no_line_of_author_publisher_and_date(line):
    assert byline(line) is None
    assert holder("© 2024 The Scarness Courier. All rights reserved.") == "The Scarness Courier"
    assert holder("Copyright 2024. Tous droits réservés") is None


@pytest.mark.parametrize(
    "line",
    [
        "Par Camille Renard, 3 mars 2026",
        "Par Camille Renard, le 3 mars 2026 à 7h30",
        "Par Camille Renard — Publié le 3 mars 2026",
        "Par Camille Renard | 3 mars 2026, mis à jour le 4 mars 2026",
        "By Camille Renard · March 3, 2026",
        "By Camille Renard March 3, 2026",
        "Publié le 3 mars 2026 par Camille Renard",
        "3 mars 2026 - Par Camille Renard",
        "2026-03-03, by Camille Renard",
    ],
)
def test_an_author_and_a_date_in_one_line_are_both_found_and_left_out(line):
    found = draft(f"Un titre ici\n\n{line}\n\nUne phrase ordinaire, et assez longue.")
    assert (found.facts.author, found.facts.published) == ("Camille Renard", "2026-03-03")
    assert [one.text for one in found.dropped()] == [line]


@pytest.mark.parametrize(
    "line", ["Par Camille Renard, 3 mars", "Par Camille Renard, envoyée à Brest le 3 mars 2026"]
)
def test_a_line_that_says_more_than_an_author_and_a_date_is_kept(line):
    assert draft(f"Un titre ici\n\n{line}\n\nUne phrase ordinaire, et assez longue.").dropped() == ()


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Le four de la commune s’est rallumé et il est dans le pré.", "fr"),
        ("The oven of the village was lit again and it is in the meadow.", "en"),
        ("Der Ofen ist nicht in dem Dorf, und die Leute sind auf dem Feld.", "de"),
        ("KN-23 12 000", None),
        ("", None),
    ],
)
def test_the_language_is_guessed_by_common_words(text, lang):
    assert guessed(text) == lang


def test_the_words_of_an_article_count_more_than_what_its_page_declares():
    page = "<html lang=en><p>" + "Le four de la commune est dans le pré. " * 3
    assert draft(page, "page.html").facts.lang == "fr"


# -- ids ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "id"),
    [
        ("Le phare d’Arguenin", "phare-arguenin"),
        ("Œuvres & cœur", "oeuvres-coeur"),
        ("../../etc/passwd", "etc-passwd"),
        ("Aux", "article-aux"),
        ("", "article"),
        ("？？？", "article"),
        ("The", "the"),
        ("KN-23", "kn-23"),
    ],
)
def test_a_title_becomes_an_id(title, id):
    assert slug(title) == id


@given(st.text())
def test_every_title_becomes_a_valid_id(title):
    id = slug(title)
    assert ID.fullmatch(id)
    assert len(id) <= ID_LENGTH


def test_a_free_id_is_numbered_and_short_enough():
    assert free_id("phare", lambda id: id in {"phare", "phare-2"}) == "phare-3"
    assert len(free_id("a" * ID_LENGTH, lambda id: len(set(id)) == 1)) == ID_LENGTH


def test_ids_that_other_programs_retype_are_quoted():
    assert [name(id) for id in ("phare", "null", "no", "2024", "1e3", "a-b", "a.b")] == [
        *("phare", '"null"', '"no"', '"2024"', '"1e3"', "a-b", "a.b")
    ]


# -- what is written ---------------------------------------------------------------------------------------

TEXTS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=60) | st.sampled_from(
    [
        "# x",
        "- x",
        "1. x",
        "2024. x",
        "> x",
        "```",
        "---",
        "===",
        "<!-- x",
        "a <!-- x --> b",
        "--> x",
        "\\ x",
        "\\- x",
        "* * *",
        "| a |",
        "~~~ x",
    ]
)


@given(st.lists(TEXTS, min_size=1, max_size=6), TEXTS)
def test_what_is_kept_is_what_a_source_reads_back(texts, title):
    try:
        found = draft("\n\n".join(texts), "-").keeping()
    except QuizError as error:
        assert error.code in {"article-empty", "article-not-text"}
        return
    facts = found.facts._replace(
        title=title if title.isprintable() and title.strip() else "Titre", publisher="a: b #"
    )
    read = source_of(found.kept(), facts)
    assert read.source is not None
    assert tuple(one.text for one in read.source.paragraphs) == paragraphs(found.kept())
    assert read.source.title == facts.title
    assert read.source.publisher == "a: b #"


@given(
    st.lists(TEXTS, min_size=1, max_size=6),
    st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1),
)
def test_a_deck_reads_without_a_problem_whatever_the_article(texts, title):
    try:
        found = draft("Titre\n\n" + "\n\n".join(texts), "-").keeping()
    except QuizError:
        return
    assert_sound(found._replace(facts=found.facts._replace(title=title)))


def assert_sound(found: Draft) -> Deck:
    read = source_of(found.kept(), found.facts)
    assert read.source is not None
    text = deck_text("x", found.facts, read.source.paragraphs, "La Gazette (2025)")
    deck = read_deck(text, path="x.yaml", load_source=lambda path, lang: read).deck
    assert isinstance(deck, Deck)
    assert deck.problems == ()
    assert len(deck.cards) == 1
    return deck


def uncommented(text: str) -> str:
    return re.sub(r"(?m)^  # ", "  ", text)


def test_the_examples_cover_every_kind_and_hold_when_they_are_taken():
    from quizapp.questions import KINDS

    found = draft(PAGE, "page.html")
    assert_sound(found)
    read = source_of(found.kept(), found.facts)
    assert read.source is not None
    text = deck_text("x", found.facts, read.source.paragraphs, "La Gazette (2025)")
    deck = read_deck(uncommented(text), path="x.yaml", load_source=lambda path, lang: read).deck
    assert isinstance(deck, Deck)
    assert [problem for problem in deck.problems if problem.level == "error"] == []
    assert {card.question.kind for card in deck.cards} == set(KINDS)
    assert text.startswith(SCHEMA_LINE + "\nformat: 1\n")
    assert not re.search(
        r"(?m)^\s+(?:# +)?(?:front|back|question|statement|cloze|title|text|quote): [^\"]", text
    )


def test_every_text_that_is_to_be_replaced_is_told():
    from quizapp.library.rules.format_rules import TO_WRITE
    from quizapp.library.rules.lint import lint
    from quizapp.library.rules.selection import Selection

    found = draft(PAGE, "page.html")
    read = source_of(found.kept(), found.facts)
    assert read.source is not None
    text = deck_text("x", found.facts, read.source.paragraphs, "La Gazette (2025)")
    for held in ("a wrong choice", "why it is wrong", "what came next", "what it is", "what belongs to none"):
        assert TO_WRITE + held in text
    for whole, count in ((text, 1), (uncommented(text), text.count(TO_WRITE))):
        reading = read_deck(whole, path="x.yaml", load_source=lambda path, lang: read)
        told = [one for one in lint(reading, Selection()) if one.code == "F208"]
        assert len(told) == count
        assert all(one.card for one in told)


@pytest.mark.parametrize("text", ["a <!-- x --> b", "<!-- x -->", "a --> b", "```", "***", "# x #", "1) x"])
def test_what_markdown_would_take_is_read_back(text):
    found = draft(f"Un titre ici\n\nDebut.\n\n{text}\n\nFin.", "-").keeping()
    read = source_of(found.kept())
    assert read.source is not None
    assert tuple(one.text for one in read.source.paragraphs) == paragraphs(found.kept())


def test_a_sentence_that_stands_twice_is_quoted_with_its_paragraph():
    twice = "Le four de Kerlann s’est rallumé le 3 mars 2025."
    found = draft(f"Un titre ici\n\n{twice}\n\nUne autre phrase.\n\n{twice}")
    (card,) = assert_sound(found).cards
    assert [passage.paragraph for passage in card.passages] == [1]


def test_a_text_in_quotes_is_read_back():
    for text in ('a "b" c', "a \\ b", "a: b # c", "{x} [y] & * ! | > ' % @ `", "– tiret"):
        deck = f"format: 1\ndeck: {{id: x, title: {quoted(text)}}}\ncards: []\n"
        read = read_deck(deck, path="x.yaml", load_source=lambda path, lang: source_of((Line("x"),))).deck
        assert isinstance(read, Deck)
        assert read.title == text
