"""Real French words a letter or two apart, and honest typos: what marking tells apart and forgives."""

from __future__ import annotations

from typing import NamedTuple

from quizapp.questions.model import Marking, Outcome
from quizapp.questions.short import ShortAnswer

PAIRS = """
poisson poison | désert dessert | cousin coussin | baiser baisser | raison saison |
maison liaison | guerre guêpe | canon canot | frontière fruitière | traité traître | troupe trouée |
soldat solde | armée année | pacte parte | sanction fonction | blocus bloc | ration nation |
 charge change | forage fourrage | partie patrie | régime régie |
    marin marine |
rivage ravage | rançon rayon | tranche branche | plage plaie | ligne digne | capitale capitule |
 drone crone | base basse | mine mime | cible crible | otage étage | trêve rêve |
exil exit | pilote pelote | témoin timon | avion aviron | bombe tombe | colonne colonie | défense dépense |
entente attente | étude étuve | faim fin | garde gerbe | guide guise | impôt dépôt | joute route |
langue langage | levée lavée | légion lésion | lutte hutte | message massage | moteur auteur | noyau boyau |
  ombre nombre | otages orages | peine reine |
péril persil | place glace | porte perte | poste piste | presse prise | prison poison |
radar radeau | recrue recrute | remise remède | revers rêveur | roquette raquette | rupture culture |
sabotage sabordage | sommet sonnet | tension pension | terrain terrine |
tribune tribunal | vedette dette | village virage | vote vole | zone none
"""
"""Pairs parted by `|`, each within two letters; none differs by its accents or its plural alone."""

TYPOS = """
embargo enbargo | embargo embarog | embargo embargoo | sanctions sanctoins | sanctions santions |
sanctions sanctionns | munitions munitons | munitions munitoins | satellites satelites |
satellites sattelites |
satellites satellies | artillerie artilerie | artillerie artillrie | artillerie artilleire |
renseignement renseignemnt | renseignement renseignment | renseignement renseingement |
territoires territoirs | territoires teritoires | partenariat partenarait | partenariat partenaria |
stratégique strategique | stratégique stratéqique | stratégique straétgique | dissuasion disuasion |
dissuasion dissuasoin | balistique ballistique | balistique balisitque | balistique balstique |
conteneurs containeurs | conteneurs conteneur | conteneurs contenneurs | technologies technolgies |
technologies tecnologies | technologies technologeis | prolifération proliferation |
prolifération prolifréation | prolifération proliféraion | isolement isolemnt | isolement isollement |
diplomatique diplomtaique | diplomatique diplomatque | diplomatique diplomatiqe |
infrastructures infrastuctures |
infrastructures infrastructurs | coopération cooperation | coopération coopréation | coopération coopértion |
infanterie infantrie | infanterie infanteire | uniformes uniformse | uniformes unifomes |
entraînement entrainement | entraînement entraînemnt | entraînement entraînnement | frontière frontere |
frontière frontièer | frontière frontiere | pénuries pénurise | pénuries penuries | médiation médiaiton |
médiation medation | inquiétude inquietude | inquiétude inquiétdue | inquiétude inquitude |
escalade escaladde | escalade escaldae | péninsule peninsule | péninsule péninslue | péninsule péninsulle
"""
"""What was meant and what was typed, parted by `|`."""


def rows(text: str) -> tuple[tuple[str, str], ...]:
    """The pairs of such a table."""
    found = []
    for row in text.replace("\n", " ").split("|"):
        first, second = row.split()
        found.append((first, second))
    return tuple(found)


class Rates(NamedTuple):
    """How many pairs were tried both ways and passed for one another, how many typos were refused."""

    pairs: int
    accepted: tuple[tuple[str, str], ...]
    typos: int
    refused: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        return (
            f"false accepts {len(self.accepted)}/{self.pairs} ({len(self.accepted) / self.pairs:.1%}), "
            f"false rejects {len(self.refused)}/{self.typos} ({len(self.refused) / self.typos:.1%})"
        )


def rates() -> Rates:
    """Marks each pair both ways, at the first try and at the retype, and each typo; without any vocabulary,
    which would only make it easier."""
    tried = [pair for one, other in rows(PAIRS) for pair in ((one, other), (other, one))]
    accepted = [
        (wanted, typed)
        for wanted, typed in tried
        for final in (False, True)
        if _outcome(wanted, typed, final=final) is Outcome.CORRECT
    ]
    typos = rows(TYPOS)
    refused = [
        (wanted, typed)
        for wanted, typed in typos
        if _outcome(wanted, typed) not in (Outcome.CORRECT, Outcome.ALMOST)
    ]
    return Rates(2 * len(tried), tuple(accepted), len(typos), tuple(refused))


def _outcome(wanted: str, typed: str, *, final: bool = False) -> Outcome:
    return ShortAnswer("?", (wanted,)).grade("main", typed, Marking("fr", final=final)).outcome


if __name__ == "__main__":
    print(rates())
