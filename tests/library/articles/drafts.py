"""What the tests of articles read, and what it comes to."""

from __future__ import annotations

import pytest

from quizapp.errors import QuizError
from quizapp.library.articles.drafting import read_article
from quizapp.library.articles.model import Draft, Facts, Line
from quizapp.library.articles.sheet import sheet_text
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
