"""Takes plural and feminine off words, so that an ending forgotten is not read as another word."""

from __future__ import annotations

from functools import cache

# Words whose form without the s or x is another word, or that are singular as they stand.
_NOT_PLURAL = """
cours fils mois fois pays sens bras poids temps corps puits bois choix voix prix croix noix paix
faux doux roux taux vers cas tas bas repas proces succes acces exces progres congres pres apres tres
divers travers univers revers envers mars gars discours concours secours parcours recours alors
dehors ailleurs plusieurs toujours tiers obus virus bus campus corpus abus refus jus dos gros os los
suisses pas plus moins dans sans sous mais jamais anglais francais japonais chinois polonais danois
portugais hollandais irlandais ecossais finlandais marais palais relais rabais frais engrais laquais
avis permis compromis mepris logis tapis colis souris radis paradis iris debris news means glass
species series physics customs arms goods works forces remains colours colors spectacles damages
minutes airs ashes mathematics politics economics ethics tactics optics genetics statistics
logistics athletics class mass pass loss boss less press stress process access success congress
express princess business witness illness fitness weakness darkness analysis basis crisis thesis
axis oasis emphasis hypothesis lens gas yes this his its was has does paris texas arkansas kansas
illinois laos honduras cyprus athens brussels maldives philippines naples venus uranus christmas
jesus thomas james charles jules georges texas nantes reims tours cannes rennes limoges bruges
londres alpes vosges ardennes antilles pyrenees moeurs obseques fiancailles vacances lunettes
ciseaux assises tenebres archives affaires lumieres lettres
"""

_EUX = {"jeux", "enjeux", "lieux", "milieux", "feux", "cheveux", "aveux", "neveux", "voeux", "adieux"}


@cache
def _invariable() -> frozenset[str]:
    return frozenset(_NOT_PLURAL.split())


def singular(word: str) -> str:
    """Gives a folded word without its plural ending, or the word itself where it has none.

    Irregular plurals stay as they are; both sides of a comparison go through here, so what counts is that
    singular and plural meet and that two different words do not.
    """
    if len(word) < 4 or word in _invariable():
        return word
    if word in _EUX or word.endswith(("eaux", "oux")):
        return word[:-1]
    if word.endswith("aux"):
        return word[:-3] + "al"
    if word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word


def same_but_ending(one: str, other: str, lang: str) -> bool:
    """Tells whether two folded words differ at most by number or, in French, by an adjective's gender."""
    if one == other or singular(one) == singular(other):
        return True
    if lang[:2] == "fr" and _masculine(singular(one)) == _masculine(singular(other)):
        return True
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < 3:
        return False
    if shorter.endswith("y"):
        return longer == shorter[:-1] + "ies"
    return shorter.endswith(("s", "x", "ch", "sh")) and longer == shorter + "es"


def _masculine(word: str) -> str:
    """Gives an adjective without its feminine where it takes more than an e; an e alone parts nouns."""
    for feminine, masculine in (("elle", "el"), ("enne", "en"), ("ive", "if"), ("euse", "eux")):
        if len(word) > len(feminine) + 2 and word.endswith(feminine):
            return word.removesuffix(feminine) + masculine
    return word
