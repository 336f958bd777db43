"""Why findings of cards matter, with an example of each."""

from __future__ import annotations

from quizapp.library.rules.model import Example
from quizapp.messages import N_

_PORTEE = """\
- id: portee
  question: "Quelle est la portée du phare ?"
  answer: "37 kilomètres"
  quote: "Sa portée est de 37 kilomètres"
"""
_COUT = """\
- id: cout
  question: "Combien les travaux ont-ils coûté ?"
  number: {value: 640000, unit: euros}
  quote: "ont coûté 640 000 euros"
"""
_AFFLUX = """\
- id: afflux
  question: "Combien de visiteurs Maud Kerbrat attend-elle par an ?"
  number: {between: [15000, 18000], unit: visiteurs}
  quote: "entre 15 000 et 18 000 visiteurs par an"
"""
_CHOIX = """\
- id: payeur
  question: "Quelle collectivité a payé une part des travaux ?"
  right: la région
  wrong:
    - text: la commune
      why: "Elle n’est pas citée."
    - text: l’État
      why: "Il n’est pas cité."
  quote: "payés par la région et par une collecte"
"""
_TROU = '- id: trou\n  cloze: "Le phare porte à {{c1::37 kilomètres|37 km}}."\n  quote: "37 kilomètres"\n'
_ORDRE = """\
- id: etapes
  question: "Remettez dans l’ordre."
  order: [l’extinction, les travaux, le rallumage]
  inference: true
  para: [1, 2]
"""
_PAIRES = """\
- id: payeurs
  question: "Qui fait quoi ?"
  match: {la région: paie, Maud Kerbrat: attend du monde}
  decoys: [garde la lampe]
  para: [2, 3]
"""
_PREUVE = """\
- id: preuve
  question: "Quelle phrase dit jusqu’où porte le phare ?"
  evidence: "Sa portée est de 37 kilomètres"
"""
_ESSAI = """\
- id: bilan
  essay: "Que change la réouverture ?"
  rubric: [le phare est rallumé, l’entrée est gratuite]
  para: [1, 2]
"""

KINDS: dict[str, Example] = {
    "C101": Example(
        N_("The key that holds the answer tells how a card is asked."),
        _PORTEE.replace('  answer: "37 kilomètres"\n', ""),
        _PORTEE,
    ),
    "C102": Example(
        N_("A card asks in one way."), _COUT.replace("  quote", '  answer: "640 000"\n  quote'), _COUT
    ),
    "C104": Example(
        N_("A key of another kind would be ignored without a word."),
        _PORTEE + "  wrong: [20 kilomètres]\n",
        _PORTEE,
    ),
    "C105": Example(
        N_("The history names a card by its id: two cards of one id would share their reviews."),
        _PORTEE + _COUT.replace("id: cout", "id: portee"),
        _PORTEE + _COUT,
    ),
    "C106": Example(
        N_("The history names a card by its id; without one, every edit would lose its reviews."),
        _PORTEE.replace("- id: portee\n  question", "- question"),
        _PORTEE,
    ),
    "C116": Example(
        N_("Something in the card is not what its kind wants, in a way that has no message of its own."),
        "",
        "",
    ),
    "C117": Example(
        N_("An alias is the id that the card had before."),
        _PORTEE + "  aliases: [L’ancienne]\n",
        _PORTEE + "  aliases: [ancienne, phares/ancienne]\n",
    ),
}

NUMBERS: dict[str, Example] = {
    "C107": Example(
        N_("A figure is written in digits; learners may type it in words."),
        _COUT.replace("640000", "six cents"),
        _COUT,
    ),
    "C138": Example(
        N_("A unit of its own lets learners leave it out, or answer in another."),
        _COUT.replace("{value: 640000, unit: euros}", "640000 euros"),
        _COUT,
    ),
    "C108": Example(
        N_("“10.000” is ten thousand in French and ten in English: the deck says which."),
        _COUT.replace("640000", "640.000"),
        _COUT,
    ),
    "C109": Example(N_("A range goes up."), _AFFLUX.replace("[15000, 18000]", "[18000, 15000]"), _AFFLUX),
    "C110": Example(
        N_("A tolerance says how far off an answer may be: as a share, or in the unit asked."),
        _COUT.replace("unit: euros", "tolerance: un peu"),
        _COUT.replace("unit: euros", "tolerance: 5%"),
    ),
    "C111": Example(N_("A number is one value or a range."), _COUT.replace("value: 640000, ", ""), _COUT),
}

CHOICES: dict[str, Example] = {
    "C112": Example(
        N_("Three good options beat four, and more than six do not fit a small screen."),
        _CHOIX.replace("  quote", "".join(f"    - {{text: t{n}, why: w}}\n" for n in range(5)) + "  quote"),
        _CHOIX,
    ),
    "C113": Example(
        N_("Two options that read alike cannot both be wrong for a reason."),
        _CHOIX.replace("text: l’État", "text: La commune"),
        _CHOIX,
    ),
    "C118": Example(
        N_("An option is right or wrong."), _CHOIX.replace("text: l’État", "text: La région"), _CHOIX
    ),
    "C201": Example(
        N_("After a wrong choice the learner wants to know why it is wrong: that is where one learns."),
        _CHOIX.replace('      why: "Il n’est pas cité."\n', ""),
        _CHOIX,
    ),
}

GAPS: dict[str, Example] = {
    "C114": Example(
        N_("A cloze asks for its gaps."), _TROU.replace("{{c1::37 kilomètres|37 km}}", "37 km"), _TROU
    ),
    "C115": Example(N_("A gap is written as number, answers and hint."), "", ""),
    "C131": Example(
        N_("A gap that does not end takes the rest of the text."), _TROU.replace("}}", ""), _TROU
    ),
    "C132": Example(
        N_("Braces that close nothing are most likely left over."), _TROU.replace("}}", "}} }}"), _TROU
    ),
    "C133": Example(
        N_("Gaps stand beside one another; of a gap in a gap one would give the other away."),
        _TROU.replace("37 km}}", "{{c2::37}} km}}"),
        _TROU,
    ),
    "C134": Example(N_("The number tells which gaps are asked together."), _TROU.replace("c1::", ""), _TROU),
    "C135": Example(
        N_("A gap wants an answer."), _TROU.replace("{{c1::37 kilomètres|37 km}}", "{{c1}}"), _TROU
    ),
    "C136": Example(
        N_("An empty answer would be right for whoever types nothing."),
        _TROU.replace("37 kilomètres|37 km", "37 kilomètres|"),
        _TROU,
    ),
    "C137": Example(
        N_("Behind the answers of a gap there is room for one hint."),
        _TROU.replace("37 km}}", "37 km::une longueur::en km}}"),
        _TROU.replace("37 km}}", "37 km::une longueur}}"),
    ),
}

ARRANGED: dict[str, Example] = {
    "C119": Example(
        N_("Two items that never start in the right order would give it away; more than eight do not fit."),
        _ORDRE.replace(", le rallumage", ""),
        _ORDRE,
    ),
    "C120": Example(
        N_("Two texts that read alike cannot be told apart."),
        _ORDRE.replace("les travaux", "le rallumage"),
        _ORDRE,
    ),
    "C121": Example(
        N_("One pair is no question, and more than six do not fit a small screen."),
        _PAIRES.replace(", Maud Kerbrat: attend du monde", ""),
        _PAIRES,
    ),
    "C122": Example(
        N_("There is nothing to match where all lines have one text."),
        _PAIRES.replace("attend du monde", "paie").replace("  decoys: [garde la lampe]\n", ""),
        _PAIRES,
    ),
    "C123": Example(
        N_("A decoy belongs to no line."), _PAIRES.replace("[garde la lampe]", "[paie]"), _PAIRES
    ),
    "C124": Example(
        N_("The learner picks one sentence."),
        _PREUVE.replace("Sa portée", "le 3 mai 2025. Sa portée"),
        _PREUVE,
    ),
    "C125": Example(
        N_("There must be something to choose from, and not a whole page."),
        _PREUVE.replace("Sa portée est de 37 kilomètres", "attend entre 15 000 et 18 000 visiteurs"),
        _PREUVE,
    ),
    "C127": Example(
        N_("One idea is a short answer; more than eight have no key of their own."),
        _ESSAI.replace(", l’entrée est gratuite", ""),
        _ESSAI,
    ),
}

_IMAGE = _PORTEE + "  image: phare.png\n  alt: Le phare vu du quai.\n"

IMAGES: dict[str, Example] = {
    "C203": Example(
        N_("Whoever does not see the image is to know what it shows."),
        _IMAGE.replace("  alt: Le phare vu du quai.\n", ""),
        _IMAGE,
    ),
    "C204": Example(
        N_("A description of nothing is most likely a forgotten image."),
        _IMAGE.replace("  image: phare.png\n", ""),
        _IMAGE,
    ),
    "C205": Example(
        N_(
            "A deck names files of its own library only: no deck makes anybody’s computer fetch or show"
            " something else."
        ),
        _IMAGE.replace("phare.png", "https://example.org/phare.png"),
        _IMAGE,
    ),
    "C206": Example(
        N_("Only formats that hold pictures and nothing else are opened."),
        _IMAGE.replace(".png", ".pdf"),
        _IMAGE,
    ),
    "C207": Example(
        N_("Only formats that hold pictures and nothing else are opened."),
        _IMAGE.replace(".png", ".svg"),
        _IMAGE,
    ),
}

EXAMPLES = KINDS | NUMBERS | CHOICES | GAPS | ARRANGED | IMAGES
