"""Lists real words that are a slip apart, so that one of them never passes for a typo of another."""

from __future__ import annotations

from functools import cache

# Groups between bars, folded without accents; two different members of one group are two different answers.
_PARONYMS = """
acception acceptation | accident incident | adhesion adherence | affliger infliger |
allocation allocution | allusion illusion | amende amande | amener emmener | anoblir ennoblir |
armement armistice | apporter emporter | astrologie astronomie | attention intention |
avenement evenement | balade ballade | bilateral unilateral | caler caller |
cession session section cessation | censure censeur | clarte charte | coalition collision collusion |
coalition coalescence | commission omission | compensation condensation | comprehensible comprehensif |
concession confession conversion convention convection conviction connexion connection |
conduire construire | conjecture conjoncture conjonction | conscience consciences conscient |
consommer consumer | consul conseil | consultation constitution constatation |
contraction contradiction contrition | contestation constatation | coree corse coran |
cours course source | critere critique | declaration declamation deceleration | delivrer livrer |
dementir demantir | denudation denutrition | desaffecter desinfecter | dessin dessein destin |
destruction distraction dissuasion | detention detonation detente | different differend differant |
effraction infraction | election erection elation | emission omission mission | employeur employe |
emigrant immigrant emigration immigration | eruption irruption interruption | evoquer invoquer |
exportation importation | exportateur importateur | fission fusion | fraction friction fiction faction |
herbivore carnivore | hiberner hiverner | import export | inclinaison inclination | inculper inculquer |
infecter infester injecter | insertion assertion | interne interner intense |
intention invention intervention | irriter imiter | isolation isolement | judiciaire judicieux |
justice justesse | legislatif executif | legal loyal | liberation liberalisation |
livraison liaison livre livret | luxation laxation | martyr martyre | matinal matutinal | median medial |
melodie maladie | militaire militant milicien militariste | mission missile missive | munition mutation |
notable notoire | nucleaire nucleique | objection abjection | obus abus | officiel officieux officier |
operation oppression | oppresser opprimer | original originel | ouest est | ouvrable ouvrier |
partial partiel | partiale partielle | partenaire partenariat | percepteur precepteur |
perpetrer perpetuer | perspective prospective | portee porte porter | population pollution |
precede procede | prediction predilection | premices premisses | prescription proscription |
president residant resident | prodige prodigue | production protection |
profession procession progression possession | prolongation prolongement | promoteur prometteur |
prospect prospectus | provisions previsions prevision provision | racial radical | rafale rafle |
rebattre rabattre | recouvrer recouvrir | reduction redaction | reformer reforme | refuge refus |
region religion legion | repression depression | repercussion percussion | resolution revolution |
restaurer restituer | retrait retraite traite | russe ruse rousse | sanction section sanctions |
satire satyre | signal signe signature | simuler stimuler dissimuler | soldat solde |
somptuaire somptueux | souverain souterrain | stationnaire stationnement | strategie stratege |
strategique tragique | suggestion sujetion | tactique tactile | tenant tendant | tendance tendresse |
territoire territorial | traite traitre trait | transaction transition translation |
tribu tribut tribune tribunal | usage usure | vaccination vacation | veneneux venimeux |
verification versification | victoire victime | vision version | autriche australie | chine chili |
colombie colombia columbia | guinee guyane guyana | iran irak iraq | jordanie jourdain |
lettonie lituanie | libye liban liberia | mali malawi malte | maurice mauritanie | niger nigeria |
paraguay uruguay | slovaquie slovenie | suede suisse | zambie gambie | austria australia |
slovakia slovenia | latvia lithuania | sweden switzerland | mauritius mauritania | dominica dominique |
north south | northern southern | accept except | access excess | adapt adopt adept | addition edition |
advice advise device | affect effect | alley ally | amount mount | angel angle | appraise apprise |
ascent assent accent | assure ensure insure | attraction attractive | bazaar bizarre | beside besides |
breath breathe | bridal bridle | calendar calender | canvas canvass | capital capitol | carton cartoon |
casual causal | censor sensor censure | cite site | coarse course | collision collusion |
complement compliment | concession confession | confident confidant | conscience conscious |
construction constriction | contract contact | conversion conversation convention conviction convection |
corporate cooperate | council counsel | country county | credible creditable | dairy diary |
decent descent dissent | deprecate depreciate | desert dessert |
destruction distraction | detract distract | device devise | disease decease | elicit illicit |
emigrate immigrate | eminent imminent immanent | employer employee | entrance entrants |
envelop envelope | eruption irruption | evolution revolution | expansive expensive | exported imported |
exports imports | faction fraction friction fiction | farther further father | formally formerly |
historic historical | human humane | immorality immortality | infection inflection injection inspection |
ingenious ingenuous | instruction institution destruction | intention invention | interstate intrastate |
later latter | lightening lightning | loose lose | marital martial | mediate meditate | medal metal |
mission missile | moral morale | morality mortality | motion notion | nitrate nitrite |
ordinance ordnance | parameter perimeter | passed past | patience patients | payer payee | peace piece |
perpetrate perpetuate | persecute prosecute | personal personnel | poison poisson | portion potion |
practice practise | precede proceed | prediction predication | prescribe proscribe | presence presents |
president precedent resident | principal principle | prosecution persecution | quiet quite |
reaction relation | reality realty | reduction seduction | relation revelation |
respectfully respectively | sanction section | sensible sensitive | session cession section |
stationary stationery | statue statute status stature | suit suite | taunt taught | than then |
thorough through | trail trial | trainer trainee | transaction transition translation transmission |
treaty treat treatise | united untied | venal venial | vocation vacation | waist waste | weather whether |
wonder wander
"""

# Words that only accents tell apart; the one typed must not be another of them than the one expected.
_HOMOGRAPHS = """
arrive arrivé | acheve achevé | aine aîné | boite boîte | casse cassé | chasse châsse chassé |
colon côlon | conserve conservé | cote côte côté coté | crée cree | cure curé | dément dement | des dès |
du dû | élève élevé eleve | entre entré | exposé expose | foret forêt | gène gêne géne | hale hâle |
haler hâler | interne interné | jeune jeûne jeuné | la là | légume legume | levé lève leve | mais maïs |
marche marché | masse massé | modèle modelé | mur mûr | notre nôtre | ou où | pale pâle palé |
passe passé | pèche pêche péché | pêcher pécher | pêcheur pécheur | porte porté | prêt pret près pré |
rentre rentré | retraite retraité | roder rôder | rôle role rolé | sale salé | sur sûr | tache tâche |
tacher tâcher | traite traité | trompe trompé | trouve trouvé | vote voté | votre vôtre | résume résumé |
relève relevé | pose posé
"""

_OPPOSED = """
a ab ad ana anti auto bi co contra contre de des dis down dys e ecto em en endo epi ex exo extra hetero
homo hyper hypo il im in infra inter intra intro ir iso macro mal maxi meso meta mi micro mini mis mono
multi neo non omni out over para per peri phil pluri poly post pre pro proto pseudo quadri re retro semi
sous sub super supra sur sym syn trans tri ultra un under uni up vice
"""
_ENDINGS = (
    {"ite", "ate", "ure", "ide", "ique", "eux"}, {"ane", "ene", "yne", "ol", "anol"}, {"er", "ee", "or"},
    {"eur", "e", "ant"}, {"phile", "phobe", "phage"}, {"ophile", "ophobe"}, {"ism", "ist"}, {"isme", "iste"},
    {"ful", "less"}, {"graphe", "gramme"}, {"graph", "gram"},
)  # fmt: skip


@cache
def _groups(table: str) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for group in table.split("|"):
        members = frozenset(group.split())
        for word in members:
            found[word] = found.get(word, frozenset()) | members
    return found


def real_words_apart(typed: str, expected: str) -> bool:
    """Tells whether two folded words, alike as they look, are known as two words."""
    from quizapp.questions.plurals import singular

    one, other = singular(typed), singular(expected)
    return one != other and one in _groups(_PARONYMS).get(other, frozenset())


def accents_apart(typed: str, expected: str, lang: str) -> bool:
    """Tells whether two words of level N1 differ by accents only and mean two things, where the one typed
    bears accents: leaving accents out is a habit of keyboards, putting others is another word. So is, in
    French, a last e that was given one: `voilé` is not `voile`."""
    if typed == expected or typed.isascii():
        return False
    if lang == "fr" and typed.removesuffix("s").endswith("é") and expected.removesuffix("s").endswith("e"):
        return True
    return typed in _groups(_HOMOGRAPHS).get(expected, frozenset())


def opposed(typed: str, expected: str) -> bool:
    """Tells whether two folded words differ by a prefix or an ending that changes the meaning."""
    return _opposed_prefix(typed, expected) or _opposed_ending(typed, expected)


@cache
def _prefixes() -> tuple[str, ...]:
    return ("", *_OPPOSED.split())


def _opposed_prefix(typed: str, expected: str) -> bool:
    mine = {typed[len(p) :].lstrip("-"): p for p in _prefixes() if typed.startswith(p)}
    wanted = {expected[len(p) :].lstrip("-"): p for p in _prefixes() if expected.startswith(p)}
    return any(len(rest) >= 3 and mine[rest] != wanted[rest] for rest in mine.keys() & wanted.keys())


def _opposed_ending(typed: str, expected: str) -> bool:
    for endings in _ENDINGS:
        mine = {typed[: -len(e)]: e for e in endings if typed.endswith(e)}
        wanted = {expected[: -len(e)]: e for e in endings if expected.endswith(e)}
        if any(len(stem) >= 3 and mine[stem] != wanted[stem] for stem in mine.keys() & wanted.keys()):
            return True
    return False
