"""What stands around an article is told from its prose by clear marks alone."""

from __future__ import annotations

import pytest

from quizapp.library.articles import furniture
from tests.library.articles.drafts import draft, kept


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
