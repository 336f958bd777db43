"""The words by which names are told from capitals that name nothing, in French and English, folded."""

from __future__ import annotations

from functools import cache

_STARTERS = """
a afin ailleurs ainsi alors apres au aucun aucune aujourd aupres aussi autant autour autre autres aux avant
avec beaucoup bien bref car ce ceci cela celle celles celui cependant certain certaine certaines certains ces
cet cette ceux chacun chacune chaque chez combien comme comment contre d dans de debut depuis derriere des
desormais dessous dessus devant donc dont du durant elle elles en enfin ensuite entre envers environ et etant
eux face faute fin force grace hier hors ici il ils jadis jamais je jusqu jusque l la laquelle le lequel les
leur leurs loin lors lorsque lui ma mais malgre meme mes moins mon ne ni nombre non nos notre nous nul nulle
on or ou outre par parce parfois parmi pas pendant personne peu plus plusieurs plutot pour pourquoi pourtant
premier premiere pres presque puis puisque qu quand quant que quel quelle quelles quelque quelques quels qui
quiconque quoi quoique rien s sa sans sauf se second seconde selon ses seul seule seuls si sinon soit son sont
sous souvent suite suivant sur ta tandis tant te tel telle telles tels tes toujours tous tout toute toutefois
toutes tres trop tu un une va vers via voici voila votre vous vu y
about above according across after again against all almost along already also although always among an and
another any are as at because before behind below between beyond both but by can could despite did do does
during each either even every few finally first following for from had has have he her here his how however i
if in indeed inside instead into is it its just last later least less like many may meanwhile might more most
moreover much must my near neither never no nobody none nor not nothing now of off once one only or other
others our out outside over perhaps rather said same several shall she should since so some still such than
that the their them then there therefore these they this those though through throughout thus to together
too toward towards two three under unless unlike until up upon us we were what when where whereas whether
which while who whose why will with within without would yet you your
"""

_NEVER = """
etats etat eglise internet dieu bc ad ce bce jc m mm mme mmes mlle mr mrs ms dr pr me i
janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre
january february march april june july august september october november december
lundi mardi mercredi jeudi vendredi samedi dimanche monday tuesday wednesday thursday friday saturday sunday
"""

_COMPASS = """
nord sud est ouest nord-est nord-ouest sud-est sud-ouest centre north south east west northeast northwest
southeast southwest
"""

_TITLES = """
president presidente premier ministre prime minister general colonel captain capitaine professor professeur
king queen roi reine prince princess princesse pope pape emperor senator senateur chancellor
foreign deputy vice chairman marshal marechal admiral amiral judge sir lord lady doctor docteur
"""

_PEOPLES = """
afghan africain albanais algerien allemand americain anglais arabe argentin armenien asiatique australien
autrichien balte belge bielorusse birman bosniaque bresilien britannique bulgare cambodgien canadien catalan
chilien chinois chypriote colombien congolais coreen croate cubain danois ecossais egyptien emirati espagnol
estonien ethiopien europeen finlandais flamand francais gallois georgien grec hollandais hongrois indien
indonesien irakien iranien irlandais islandais israelien italien japonais jordanien juif kazakh kurde laotien
letton libanais libyen lituanien luxembourgeois macedonien malaisien malgache malien marocain mauritanien
mexicain moldave mongol montenegrin musulman neerlandais nigerian nigerien norvegien occidental occidentaux
oriental orientaux ouzbek pakistanais palestinien peruvien philippin polonais portugais qatari roumain russe
saoudien scandinave senegalais serbe singapourien slave slovaque slovene somalien soudanais sovietique
suedois suisse syrien taiwanais tatar tchadien tchetchene tcheque thailandais tibetain tunisien turc turque
ukrainien vietnamien yemenite chretien catholique protestant
american african arab argentine armenian asian australian austrian belgian brazilian british briton bulgarian
canadian chilean chinese christian colombian croatian cuban czech dane danish dutch egyptian english estonian
ethiopian european filipino finn finnish french georgian german greek hungarian indian indonesian iranian
iraqi irish israeli italian japanese jewish jordanian korean kurd kurdish latvian lebanese libyan lithuanian
malaysian mexican mongolian moroccan muslim nigerian norwegian pakistani palestinian peruvian pole polish
portuguese romanian russian saudi scandinavian scottish serb serbian slovak slovenian somali soviet spaniard
spanish sudanese swede swedish swiss syrian taiwanese thai tibetan tunisian turk turkish ukrainian vietnamese
welsh western westerner yemeni
"""

_HEADS = """
bibliotheque ecole faculte hopital opera theatre
academie agence alliance armee assemblee assemblees association banque bureau centre chambre charte club
comite commission communaute compagnie confederation conference congres conseil cour croix direction etat-
major federation fondation fonds force forces front gouvernement groupe haut haute institut jeux ligue
maison marche ministere mouvement mur musee nations observatoire office organisation parlement parti pacte
palais plan pole premiere programme projet prix republique royaume sanctuaire senat service services societe
syndicat traite tribunal union universite academy agency army assembly association bank board bureau center
centre chamber charter church city club college commission committee community confederation congress corps
council county court department federation force forces foundation fund government group house institute
kingdom league ministry movement museum office organisation organization palace parliament party people
republic school secretary senate service society state states treaty tribunal union university war
"""

_PLACES = """
baie massif plateau vallee
afrique amerique asie cap coree cote europe golfe guerre ile iles lac mer moyen-orient ocean presqu province
region timor detroit bataille battle expedition revolution empire affaire siege canal isthme
"""

_ACTS = "traite accord pacte convention protocole armistice"

_VERBS = """
appelle rappelle explique indique implique applique complique critique revendique communique pratique
fabrique replique provoque arrive suive prive motive active derive cultive revele demain soudain mais
convoque evoque invoque pique attaque risque manque marque remarque lui celui elle laquelle quelle telle
"""


@cache
def starters() -> frozenset[str]:
    """Words that begin sentences: no names where they stand alone with a capital."""
    return frozenset(_STARTERS.split())


@cache
def never() -> frozenset[str]:
    """Words that have a capital and are no part of a name: months, days, `M.`, `l’État`."""
    return frozenset(_NEVER.split())


@cache
def compass() -> frozenset[str]:
    """Directions: part of a name, none alone."""
    return frozenset(_COMPASS.split())


@cache
def titles() -> frozenset[str]:
    """What stands with a capital before a person's name and is no part of it."""
    return frozenset(_TITLES.split())


@cache
def heads() -> frozenset[str]:
    """Words with which names of institutions begin: what completes them belongs to the name."""
    return frozenset(_HEADS.split())


@cache
def places() -> frozenset[str]:
    """Words with which names of places begin: `Asie de l’Est`."""
    return frozenset(_PLACES.split())


@cache
def verbs() -> frozenset[str]:
    """Words that end like adjectives and are none."""
    return frozenset(_VERBS.split())


def acts() -> tuple[str, ...]:
    """What French names with a small letter, though it has a name: treaties and the like."""
    return tuple(_ACTS.split())


@cache
def _peoples() -> frozenset[str]:
    names = _PEOPLES.split()
    feminine = {f"{name}ne" for name in names if name.endswith("en")} | {f"{name}e" for name in names}
    every = {*names, *feminine}
    return frozenset(every | {f"{name}s" for name in every})


def is_people(word: str) -> bool:
    """Whether a folded word names the people or the adjective of a country: `coreens`, `nord-coreens`."""
    first, _, last = word.rpartition("-")
    return last in _peoples() and (not first or first in compass() or first in _peoples())
