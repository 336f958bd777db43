"""What has become of a quote is told from how its paragraph reads now, in French and English."""

from __future__ import annotations

import re

import pytest

from quizapp.library.drift import ChangedSource, Drift
from quizapp.library.model import Paragraph, Source
from tests.content.shipped import checked

FR = (
    "La mairie annonce entre 10 000 et 12 000 visiteurs par semaine. Les loyers des étals ont baissé en juin."
)
LOYERS = "Les loyers des étals ont baissé"
FIRST, SECOND = FR[: FR.index(LOYERS)].strip(), FR[FR.index(LOYERS) :]
VISITEURS = "entre 10 000 et 12 000 visiteurs"
TRAVAUX = "Le marché a rouvert en juin 2024, après dix-huit mois de travaux financés par la région."
MOIS = "après dix-huit mois de travaux"
PORT = "Moscou livre à Pyongyang des systèmes de défense aérienne sophistiqués. Le port est fermé."
DEFENSE = "Moscou livre à Pyongyang des systèmes de défense"
EN = "The council approved the bridge in May 2021. It carries 10,000 cars a day and never closed in winter."
CARS = "It carries 10,000 cars a day"
BRIDGE = "The council approved the bridge in May 2021"
OTHER = "Un tout autre paragraphe, qui parle de la pluie et du vent."

# What the paragraph was, what was quoted, what the source reads now (a paragraph an item), the verdict.
CASES: dict[str, tuple[str, str, list[str], str]] = {
    "fr untouched": (FR, LOYERS, [FR], "unchanged"),
    "fr no-break spaces and apostrophes": (FR, VISITEURS, [FR.replace("10 000", "10\u202f000")], "unchanged"),
    "fr typo mended elsewhere": (FR, LOYERS, [FR.replace("annonce", "annonçe")], "unchanged"),
    "fr a paragraph before": (FR, LOYERS, [OTHER, FR], "moved"),
    "fr two paragraphs changed places": (FR, LOYERS, [OTHER, OTHER + " Et de la neige.", FR], "moved"),
    "fr split within the sentence": (FR, LOYERS, [FR[:-9], "En juin."], "around"),
    "fr split, second half": (FR, LOYERS, [FIRST, SECOND], "moved"),
    "fr split, first half": (FR, VISITEURS, [FIRST, SECOND], "unchanged"),
    "fr merged with what follows": (FR, LOYERS, [f"{FR} {OTHER}"], "unchanged"),
    "fr merged into a later one": (FR, LOYERS, [OTHER, f"{FR} {OTHER}"], "moved"),
    "fr sentence moved elsewhere": (FR, LOYERS, [FIRST, OTHER, f"{OTHER} {SECOND}"], "moved"),
    "fr other sentence: figure changed": (FR, LOYERS, [FR.replace("12 000", "15 000")], "around"),
    "fr other sentence: negation added": (FR, LOYERS, [FR.replace("annonce", "n’annonce pas")], "around"),
    "fr sentence with a name added": (FR, LOYERS, [FR + " Selon Valbrune, ce sera mieux."], "around"),
    "fr sentence without a mark added": (FR, LOYERS, [FR + " Le public vient souvent."], "unchanged"),
    "fr own sentence goes on": (FR, LOYERS, [FR.replace("en juin", "en juillet")], "around"),
    "fr own sentence: typo outside the quote": (
        TRAVAUX, MOIS, [TRAVAUX.replace("financés", "financées")], "around"),
    "fr figure changed": (FR, VISITEURS, [FR.replace("12 000", "14 000")], "conflict"),
    "fr figure with a point": (FR, VISITEURS, [FR.replace("10 000", "10.000")], "edited"),
    "fr figures joined": (
        FR, VISITEURS, [FR.replace("10 000", "10000").replace("12 000", "12000")], "edited"),
    "fr figures changed places": (
        FR, VISITEURS, [FR.replace("10 000 et 12 000", "12 000 et 10 000")], "conflict"),
    "fr figure in words changed": (TRAVAUX, MOIS, [TRAVAUX.replace("dix-huit", "vingt")], "conflict"),
    "fr figure in words now in digits": (TRAVAUX, MOIS, [TRAVAUX.replace("dix-huit", "18")], "edited"),
    "fr negation added": (FR, LOYERS, [FR.replace("ont baissé", "n’ont pas baissé")], "conflict"),
    "fr negation taken away": (
        FR.replace("ont baissé", "n’ont pas baissé"), "Les loyers des étals n’ont pas baissé", [FR],
        "conflict"),
    "fr negation of another kind": (
        FR.replace("ont baissé", "n’ont pas baissé"), "Les loyers des étals n’ont pas baissé",
        [FR.replace("ont baissé", "n’ont jamais baissé")], "conflict"),
    "fr negation of an object taken away": (
        "Il n’a mené aucune opération depuis 1953.", "n’a mené aucune opération",
        ["Il n’a mené opération depuis 1953."], "conflict"),
    "fr name changed": (PORT, DEFENSE, [PORT.replace("Pyongyang", "Pékin")], "conflict"),
    "fr name that begins the sentence changed": (
        PORT, DEFENSE, [PORT.replace("Moscou", "Minsk")], "conflict"),
    "fr names changed places": (
        PORT, DEFENSE, ["Pyongyang livre à Moscou des systèmes de défense aérienne sophistiqués."],
        "conflict"),
    "fr month changed": (TRAVAUX, "a rouvert en juin 2024", [TRAVAUX.replace("juin", "mai")], "conflict"),
    "fr opposite word": (
        "Les importations de blé ont repris au printemps.", "Les importations de blé ont repris",
        ["Les exportations de blé ont repris au printemps."], "conflict"),
    "fr typo mended in the quote": (
        FR.replace("loyers", "loiers"), "Les loiers des étals ont baissé", [FR], "edited"),
    "fr accent mended": (FR.replace("étals", "etals"), "Les loyers des etals ont baissé", [FR], "edited"),
    "fr small words changed": (FR, LOYERS, [FR.replace("des étals", "de ces étals")], "edited"),
    "fr a word added": (FR, LOYERS, [FR.replace("ont baissé", "ont nettement baissé")], "edited"),
    "fr a word taken away": (FR, "visiteurs par semaine", [FR.replace("par semaine", "semaine")], "edited"),
    "fr reworded in place": (
        TRAVAUX, "financés par la région", [TRAVAUX.replace("région", "commune")], "edited"),
    "fr capital changed": (TRAVAUX, "par la région", [TRAVAUX.replace("région", "Région")], "edited"),
    "fr edited and moved": (FR, LOYERS, [OTHER, OTHER, FR.replace("ont baissé", "baissaient")], "edited"),
    "fr sentence deleted": (FR, LOYERS, [FIRST], "lost"),
    "fr paragraph deleted": (FR, LOYERS, [OTHER], "lost"),
    "fr translated": (
        FR, LOYERS, ["The town hall announces visitors. Stall rents went down in June."], "lost"),
    "fr whole, untouched": (FR, FR, [FR], "unchanged"),
    "fr whole, moved": (FR, FR, [OTHER, FR], "moved"),
    "fr whole, typo": (FR, FR, [FR.replace("annonce", "annonçe")], "edited"),
    "fr whole, figure": (FR, FR, [FR.replace("12 000", "13 000")], "conflict"),
    "fr whole, deleted": (FR, FR, [OTHER], "lost"),
    "fr another in place": (TRAVAUX, "par la région", [TRAVAUX.replace("la région", "l’État")], "conflict"),
    "fr first word, no name": (
        "Travaux et loyers coûtent cher. Les travaux durent.", "Travaux et loyers coûtent cher",
        ["Chantiers et loyers coûtent cher. Les chantiers durent."], "edited"),
    "fr short quote, other year": (TRAVAUX, "2024", [TRAVAUX.replace("2024", "2025")], "conflict"),
    "en untouched": (EN, CARS, [EN], "unchanged"),
    "en other apostrophes": ("It isn't open.", "isn't open", ["It isn’t open."], "unchanged"),
    "en moved": (EN, CARS, ["First, something else entirely.", EN], "moved"),
    "en figure changed": (EN, CARS, [EN.replace("10,000", "12,000")], "conflict"),
    "en figure without its comma": (EN, CARS, [EN.replace("10,000", "10000")], "edited"),
    "en month changed": (EN, BRIDGE, [EN.replace("May", "June")], "conflict"),
    "en not added": (EN, BRIDGE, [EN.replace("approved", "has not approved")], "conflict"),
    "en contracted not added": ("The bridge was open to all traffic by then.", "The bridge was open",
        ["The bridge wasn't open to all traffic by then."], "conflict"),
    "en never taken away": (EN, "and never closed in winter", [EN.replace("never ", "")], "conflict"),
    "en spelling": ("The harbor was rebuilt by the navy.", "The harbor was rebuilt",
        ["The harbour was rebuilt by the navy."], "edited"),
    "en article": (EN, BRIDGE, [EN.replace("the bridge", "a bridge")], "edited"),
    "en name changed": ("Later Anna Smith sold the mill.", "Anna Smith sold the mill",
        ["Later Anne Smith sold the mill."], "conflict"),
    "en less is not careful": ("The crew was careful that night.", "The crew was careful",
        ["The crew was careless that night."], "conflict"),
    "en translated": (EN, BRIDGE, ["Le conseil a voté la construction du pont au printemps."], "lost"),
    "en deleted": (EN, BRIDGE, ["Nothing of that is left here, and nobody knows why."], "lost"),
}  # fmt: skip


def source(paragraphs: list[str], lang: str) -> Source:
    numbered = tuple(Paragraph(number, text) for number, text in enumerate(paragraphs, 1))
    return Source("given/s.md", "S", None, None, None, lang, numbered)


@pytest.mark.parametrize("case", CASES)
def test_a_quote_s_fate(case: str) -> None:
    old, quote, now, expected = CASES[case]
    start = old.index(quote)
    changed = ChangedSource(source(now, case[:2]), [old])
    found = changed.compare(old, (start, start + len(quote)), 1)
    assert found.drift == Drift(expected), found


@pytest.mark.parametrize(
    ("old", "quote", "now", "number", "words"),
    [
        (PORT, DEFENSE, [PORT.replace("Moscou", "Minsk")], 1, DEFENSE.replace("Moscou", "Minsk")),
        (TRAVAUX, "par la région", [TRAVAUX.replace("région", "commune")], 1, "par la commune"),
        (TRAVAUX, "après dix-huit mois", [TRAVAUX.replace("après", "malgré")], 1, "malgré dix-huit mois"),
        (FR, LOYERS, [FR.replace("ont", "n’ont pas")], 1, "Les loyers des étals n’ont pas baissé"),
        (TRAVAUX, "en juin 2024", ["Fermé en juin 2025.", TRAVAUX.replace("juin", "mai")], 2, "en mai 2024"),
    ],
)  # fmt: skip
def test_what_came_into_a_quote_s_place_is_told(
    old: str, quote: str, now: list[str], number: int, words: str
) -> None:
    start = old.index(quote)
    found = ChangedSource(source(now, "fr"), [old]).compare(old, (start, start + len(quote)), 1)
    assert found.place is not None
    assert found.place.number == number
    assert now[number - 1][found.place.start : found.place.end] == words


STATED = {
    "a figure": (r"\d", lambda found: str((int(found[0]) + 1) % 10)),
    "a name": (r"\b(?:Russie|Moscou|Pyongyang|Poutine|Ukraine|Séoul|Chine)\b", lambda found: "Syrie"),
    "a negation more": (r"\b(?:est|sont|a|ont|peut|fait)\b", lambda found: f"ne {found[0]} pas"),
    "a negation less": (r"\b(?:ne |n’|pas |aucune? |sans |jamais )", lambda found: ""),
}


@pytest.mark.parametrize("what", STATED)
def test_no_shipped_quote_passes_for_an_edit_where_it_states_something_else(what: str, full: bool) -> None:
    """Each place of the shipped quotes where the change can be made; without --full every fourth."""
    pattern, other = STATED[what]
    passages = {
        (source, passage.paragraph, passage.quote)
        for deck in checked().decks
        for source in deck.sources
        for card in deck.cards
        for passage in card.passages
        if passage.source == source.ref
    }
    places = [
        (source, number, quote, found)
        for source, number, quote in sorted(passages, key=lambda one: (one[0].ref, *one[1:]))
        for found in re.compile(pattern).finditer(source.paragraphs[number - 1].text, *quote)
    ]
    assert len(places) > 10
    for read, number, quote, found in places[:: 1 if full else 4]:
        old = read.paragraphs[number - 1].text
        new = old[: found.start()] + other(found) + old[found.end() :]
        texts = [new if one.number == number else one.text for one in read.paragraphs]
        drifted = ChangedSource(source(texts, "fr"), [old]).compare(old, quote, number)
        assert drifted.drift is Drift.CONFLICT, (old[slice(*quote)], found[0], drifted)


def test_what_would_take_too_long_counts_as_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quizapp.library.drift._EFFORT", len(LOYERS) * len(FR))
    changed = ChangedSource(source([FR.replace("baissé", "monté")], "fr"), [FR])
    start = FR.index(LOYERS)
    fates = [changed.compare(FR, (start, start + len(LOYERS)), 1).drift for _ in range(2)]
    assert fates == [Drift.EDITED, Drift.LOST]
