"""What the rules tell of single cards, and what they let pass."""

from __future__ import annotations

import pytest

from tests.library.rule_cards import asked, card, chosen, codes, filled, stated

SELON = "Selon la Gazette,"
SAYS = "According to the Gazette,"

BAD_FRENCH = [
    ("C301", chosen(f"{SELON} qui ?", "la région", "Région", "le phare")),
    ("C301", chosen(f"{SELON} qui ?", "le phare", "une île", "une ile")),
    ("C301", chosen(f"{SELON} qui ?", "le phare", "sous-marin", "un sous marin")),
    ("C302", chosen(f"{SELON} qui ?", "la région et une collecte publique", "le maire", "la lampe")),
    ("C303", chosen(f"{SELON} qui ?", "un", "deux", "trois", "quatre", "cinq")),
    ("C304", chosen(f"{SELON} qui ?", "le maire", "la lampe", "Toutes ces réponses")),
    ("C304", chosen(f"{SELON} qui ?", "aucune de ces réponses", "la lampe", "le maire")),
    ("C304", chosen(f"{SELON} qui ?", "le maire", "la lampe", "tout ce qui précède")),
    ("C304", chosen(f"{SELON} qui ?", "le maire", "la lampe", "les réponses A et B")),
    ("C305", chosen(f"{SELON} qui ?", "le maire", "la lampe")),
    ("C306", asked(f"{SELON} que fait la lampe électrique ?", "une lampe électrique")),
    ("C306", asked(f"{SELON} qui préside ?", "le maire", hint='"x"').replace("préside", "le maire préside")),
    ("C306", chosen(f"{SELON} que dit le maire du phare ?", "le maire", "la région", "l’État")),
    ("C306", card(front=f'"{SELON} où est Arguenin ?"', back="Arguenin")),
    ("C306", card(front="Arguenin", back="une île, Arguenin", reverse="true")),
    ("C308", asked(f"{SELON} qui ?", "le maire", hint='"C’est le maire."')),
    ("C308", filled(f"{SELON} le phare est à {{{{c1::Arguenin::près d’Arguenin}}}} depuis toujours.")),
    ("C309", asked(f"{SELON} qui ?", "le maire", explain='"Le maire."')),
    ("C313", stated(f"{SELON} il n’est pas vrai que le phare brille.")),
    ("C313", stated(f"{SELON} ce n'est pas faux.")),
    ("C313", stated(f"{SELON} il est pas impossible que le phare brille.")),
    ("C314", chosen(f"{SELON} lequel n’a pas payé ?", "un", "deux", "trois")),
    ("C314", chosen(f"{SELON} quelles communes ne paient jamais ?", "un", "deux", "trois")),
    ("C314", chosen(f"{SELON} qui n'a pas payé ?", "un", "deux", "trois")),
    ("C314", chosen("Qui ne paie jamais, selon la Gazette ?", "un", "deux", "trois")),
    ("C314", chosen(f"{SELON} qui paie, sauf un ?", "un", "deux", "trois")),
    ("C315", filled("{{c1::Le phare d’Arguenin}} {{c1::s’est rallumé}}, dit-on.")),
    ("C316", filled(f"{SELON} le phare est {{{{c1::à}}}} Arguenin depuis 2011.")),
    ("C316", filled(f"{SELON} le phare est {{{{c1::de la}}}} région.")),
    ("C317", card(question=f'"{SELON} combien ?"', number="{value: 10, tolerance: 10}")),
    ("C317", card(question=f'"{SELON} combien ?"', number="{value: 10, tolerance: 90%}")),
    ("C317", card(question=f'"{SELON} combien ?"', number="{between: [1, 5], tolerance: 1}")),
    ("C318", asked(f"{SELON} qui paie ? Et combien ?")),
    ("C318", asked(f"{SELON} quand et pourquoi le phare s’est-il éteint ?")),
    ("C318", asked(f"{SELON} qui a payé et à quelle date ?")),
    ("C319", asked(f"{SELON} pourquoi ?", "la lampe est usée ; le gardien est parti")),
    ("C319", asked(f"{SELON} pourquoi ?", "La lampe est usée. Le gardien est parti.")),
    ("C319", card(front=f'"{SELON} qui est-ce ?"', back='"Un maire, élu en 1994. Il préside le conseil."')),
    ("C320", asked("Qui a payé les travaux du phare ?")),
    ("C320", stated("Le phare s’est rallumé en 2025.")),
    ("C321", asked(f"{SELON} que fait-on aujourd’hui ?")),
    ("C321", asked(f"{SELON} que fait-on aujourd'hui ?")),
    ("C321", stated(f"{SELON} le phare s’est récemment rallumé.")),
    ("C322", asked(f"{SELON} qui ?", review_by="2026-02-28")),
    ("C322", asked(f"{SELON} qui ?", review_by="2025")),
    ("C323", asked(f"{SELON} {'dans un très long récit ' * 13}, qui ?")),
    ("C324", asked(f"{SELON} qui ?", "abcdefgh " * 9)),
    ("C325", asked(f"{SELON} qui a payé les travaux.")),
    ("C325", asked(f"{SELON} comment la lampe brille")),
]

BAD_ENGLISH = [
    ("C301", chosen(f"{SAYS} who?", "the café", "a cafe", "the tower")),
    ("C304", chosen(f"{SAYS} who?", "the mayor", "the town", "All of the above")),
    ("C304", chosen(f"{SAYS} who?", "the mayor", "the town", "none of these answers.")),
    ("C304", chosen(f"{SAYS} who?", "the mayor", "the town", "A and B")),
    ("C304", chosen(f"{SAYS} who?", "the mayor", "the town", "Both A and B.")),
    ("C313", stated(f"{SAYS} it is not true that the tower is open.")),
    ("C313", stated(f"{SAYS} this is not impossible.")),
    ("C314", chosen(f"{SAYS} which town did not pay?", "one", "two", "three")),
    ("C314", chosen(f"{SAYS} which of them isn’t open?", "one", "two", "three")),
    ("C314", chosen(f"{SAYS} who did not pay?", "one", "two", "three")),
    ("C314", chosen("Who never paid for the tower?", "one", "two", "three")),
    ("C316", filled(f"{SAYS} the tower stands {{{{c1::on the}}}} coast.")),
    ("C318", asked(f"{SAYS} who paid, and when was it?")),
    ("C318", asked(f"{SAYS} who paid? Why?")),
    ("C320", asked("Who paid for the tower?")),
    ("C321", asked(f"{SAYS} what is currently open?")),
    ("C325", asked(f"{SAYS} who paid for the tower")),
]

GOOD_FRENCH = [
    ("C301", chosen(f"{SELON} qui ?", "la région", "la religion", "le phare")),
    ("C301", chosen(f"{SELON} qui ?", "plus de 10", "plus de 100", "moins de 10")),
    ("C301", chosen(f"{SELON} combien ?", "-5", "5", "–5")),
    ("C301", chosen(f"{SELON} quel signe ?", "-", "'", "?")),
    ("C302", chosen(f"{SELON} qui ?", "la région", "la région et une collecte publique", "la lampe")),
    ("C302", chosen(f"{SELON} combien ?", "trente-sept ans", "dix", "deux")),
    ("C303", card(question=f'"{SELON} qui ?"', right="[a, b, c]", wrong="[d, e, f]")),
    ("C304", chosen(f"{SELON} qui ?", "toutes les communes", "aucune région", "tous les soirs")),
    ("C305", card(question=f'"{SELON} qui ?"', right="[a, b]", wrong="[{text: c, why: d}]")),
    ("C306", chosen(f"{SELON} entre la région et l’État, qui ?", "la région", "l’État", "la commune")),
    ("C306", asked(f"{SELON} paie-t-on plus ou moins ?", "moins")),
    ("C306", card(question='"Selon la Gazette du 4 mai 2025, quand ?"', date="2025")),
    ("C306", asked(f"{SELON} d’où vient l’argent ?", "de la collecte")),
    ("C306", card(front="Arguenin", back="une île dite Arguenin")),
    ("C308", asked(f"{SELON} qui ?", "le maire", hint='"Il préside le conseil."')),
    ("C309", asked(f"{SELON} qui ?", "le maire", explain='"Le maire préside le conseil."')),
    ("C313", stated(f"{SELON} le phare n’est pas ouvert.")),
    ("C314", chosen(f"{SELON} lequel n’a PAS payé ?", "un", "deux", "trois")),
    ("C314", chosen(f"{SELON} lequel n’a *pas* payé ?", "un", "deux", "trois")),
    ("C314", chosen(f"{SELON} pourquoi l’État n’a-t-il pas payé ?", "un", "deux", "trois")),
    ("C314", asked(f"{SELON} qui n’a pas payé ?")),
    ("C314", chosen(f"{SELON} que veut le maire, qui n’a pas payé, de la région ?", "un", "deux", "trois")),
    ("C314", chosen(f"{SELON} que veut le maire qui n’a pas payé ?", "un", "deux", "trois")),
    ("C315", filled(f"{SELON} le phare est {{{{c1::allumé}}}} la {{{{c2::nuit}}}}.")),
    ("C315", filled("{{c1::Le phare d’Arguenin}} {{c2::s’est rallumé}}, dit-on.")),
    ("C316", filled(f"{SELON} le phare est allumé {{{{c1::après la nuit}}}}.")),
    ("C317", card(question=f'"{SELON} combien ?"', number="{value: 10, tolerance: 5%}")),
    ("C317", card(question=f'"{SELON} combien ?"', number="{value: 0, tolerance: 2}")),
    ("C317", card(question=f'"{SELON} combien ?"', number="{value: -10, tolerance: 2}")),
    ("C318", asked(f"{SELON} qui paie ? (Deux noms ?)")),
    ("C318", asked(f"{SELON} où est la ville où il est né et où il est mort ?")),
    ("C318", asked(f"{SELON} qui a dit « Pourquoi ? Comment ? » en mai ?")),
    ("C318", asked(f"{SELON} qui paie la lampe et la tour ?")),
    ("C318", card(essay=f'"{SELON} quand et pourquoi ?"', rubric="[un, deux]")),
    ("C319", asked(f"{SELON} qui ?", "M. Le Gall")),
    ("C320", asked("Que dit Maud Kerbrat du phare ?")),
    ("C320", asked("Dans la Gazette d’Arguenin, qui a payé ?")),
    ("C320", asked("D’après l’article, qui a payé ?")),
    ("C321", asked(f"{SELON} que fait-on aujourd’hui, en mai 2025 ?")),
    ("C321", asked("Selon un texte non daté, que fait-on aujourd’hui ?")),
    ("C321", asked(f"{SELON} qu’a-t-on fait avant-hieroglyphes ?")),
    ("C322", asked(f"{SELON} qui ?", review_by="2026-03-01")),
    ("C322", asked(f"{SELON} qui ?", review_by="2026")),
    ("C324", asked(f"{SELON} qui ?").replace('"abc"', f'["{"abcdefgh " * 10}", "abc"]')),
    ("C324", card(front=f'"{SELON} qui ?"', back=f'"{"abcdefgh " * 10}"')),
    ("C325", asked(f"{SELON} complétez : qui a payé…")),
    ("C325", asked(f"{SELON} citez ce qui a payé les travaux.")),
    ("C325", asked(f"{SELON} citer ce qui a payé les travaux.")),
    ("C325", card(front=f'"{SELON} ce qui a payé"', back="x")),
]

GOOD_ENGLISH = [
    ("C304", chosen(f"{SAYS} what?", "vitamin A and D", "a and e", "and a")),
    ("C304", chosen(f"{SAYS} who?", "all of the towns", "both of the towers", "salt and pepper")),
    ("C314", chosen(f"{SAYS} which town did NOT pay?", "one", "two", "three")),
    ("C314", chosen("Why did the town not pay?", "a", "b", "c")),
    ("C314", chosen(f"{SAYS} where is the man, who did not pay, now in 2025?", "one", "two", "three")),
    ("C318", asked(f"{SAYS} who is the man who lived and who died there?")),
    ("C320", asked("What does Maud Kerbrat say of the tower?")),
    ("C321", asked(f"{SAYS} what was recently opened in May 2025?")),
    ("C325", asked(f"{SAYS} name the town which paid for the tower.")),
    ("C401", asked("According to the Gazette, what's that?")),
    ("C404", asked("According to the Gazette, who: the mayor?")),
]


@pytest.mark.parametrize(("code", "piece"), BAD_FRENCH)
def test_a_fault_is_told_in_a_french_deck(code, piece):
    assert code in codes(piece)


@pytest.mark.parametrize(("code", "piece"), BAD_ENGLISH)
def test_a_fault_is_told_in_an_english_deck(code, piece):
    assert code in codes(piece, "en")


@pytest.mark.parametrize(("code", "piece"), GOOD_FRENCH)
def test_what_only_looks_like_a_fault_is_let_pass_in_a_french_deck(code, piece):
    assert code not in codes(piece)


@pytest.mark.parametrize(("code", "piece"), GOOD_ENGLISH)
def test_what_only_looks_like_a_fault_is_let_pass_in_an_english_deck(code, piece):
    assert code not in codes(piece, "en")


@pytest.mark.parametrize("piece", [piece for _, piece in GOOD_FRENCH])
def test_a_piece_that_passes_is_a_sound_card(piece):
    assert [code for code in codes(piece) if code[0] in "YF"] == []


def test_no_finding_of_a_vague_word_is_told_twice():
    assert codes(asked(f"{SELON} que fait-on aujourd’hui ?")).count("C321") == 1
