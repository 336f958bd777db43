"""The table of marking: what learners type, and how a fair teacher marks it."""

from __future__ import annotations

from typing import NamedTuple

from quizapp.questions.model import Outcome

RIGHT, ALMOST, WRONG, BLANK = Outcome.CORRECT, Outcome.ALMOST, Outcome.WRONG, Outcome.BLANK

FRENCH_SOURCE = """
Les exportations de la Corée du Nord et ses importations. Un missile, des missiles balistiques, le
guidage inertiel, une livraison, les livraisons, une rédaction et la réduction des stocks. Le nord, le
sud, la Russie, le russe, offensif, défensif, l'embargo, des sanctions, la section, une allocation,
l'allocution du président, le résident, la dissuasion nucléaire, nucléaires, un accord de partenariat
stratégique global, la prolifération, la non-prolifération, la collision, la collusion, un conteneur,
des conteneurs, un obus, une attaque, la mission, le marché, la marche, la production et la protection
des sols, une conversation, la conversion, l'hypertension, l'hypotension.
"""
ENGLISH_SOURCE = """
Exports and imports of missiles, the missile, a mission, production and protection, the causal chain,
casual talk, the council gave counsel, prescription and proscription, the employer and the employee, an
attack, the attacks, a resident president, desert and dessert, personal and personnel matters, nuclear
weapons and unclear words.
"""


class Case(NamedTuple):
    """A row: language, accepted answers parted by `|`, what is typed, the outcome, a remark code if any."""

    lang: str
    accepted: str
    given: str
    outcome: Outcome
    remark: str = ""


def _rows(lang: str, outcome: Outcome, remark: str, text: str) -> list[Case]:
    """Reads `accepted <- typed` lines; several typed texts are parted by ` / `."""
    rows = []
    for line in text.strip().splitlines():
        accepted, _, typed = line.partition("<-")
        rows += [Case(lang, accepted.strip(), given, outcome, remark) for given in typed.strip().split(" / ")]
    return rows


SHORT = [
    *_rows("fr", RIGHT, "", """
        Russie <- Russie / russie / RUSSIE /   Russie   / Russie. / « Russie » / "Russie" / la Russie
        Russie <- (Russie)
        l’arme nucléaire <- l'arme nucléaire / l‘arme nucléaire / l´arme nucléaire / L’ARME NUCLÉAIRE
        l’arme nucléaire <- arme nucléaire
        l’arme nucléaire <- L'ARME NUCLEAIRE / une arme nucléaire / L’arme nucléaire !
        l’équilibre stratégique <- équilibre stratégique / l’e\u0301quilibre strate\u0301gique
        l’arme nucléaire <- larme nucléaire / larmenucléaire
        l’invasion de l’Ukraine <- linvasion de lukraine / l invasion de l Ukraine
        œuvre <- oeuvre / Œuvre / l’œuvre
        cœur du réacteur <- coeur du réacteur / le cœur du réacteur
        curriculum vitæ <- curriculum vitae
        missiles sol-air <- missiles sol/air
        juin <- au mois de juin / JUIN
        sous-marins <- sous marins / sous‑marins / sous–marins / des sous-marins
        KN-23 <- KN23 / kn 23 / KN‑23 / kn-23 / le KN-23 / KN – 23
        Hwasong-18 <- Hwasong 18 / hwasong18
        SU-35 <- Su35 / su 35
        H5N1 <- h5n1 / H5 N1
        3 000 <- 3000 / 3\u00a0000 / 3\u202f000 / 3\u2009000 / 3.000 / trois mille / 3 mille
        dix-huit mois <- 18 mois / dix huit mois / 18\u00a0mois / Dix-huit mois
        soixante-dix <- 70 / septante
        quatre-vingt-treize <- 93 / nonante-trois / quatre vingt treize / quatre-vingts-treize
        2,5 millions <- 2 500 000 / deux millions et demi / 2,5 M / 2.5 millions
        10 % <- 10% / dix pour cent / 10 pour cent / 10\u202f%
        122 mm <- 122mm / 122 millimètres / cent vingt-deux millimètres
        120 à 140 km <- entre 120 et 140 km / 120-140 km / de 120 à 140 kilomètres / 120 – 140 km
        10 000 à 12 000 conteneurs <- entre 10 000 et 12 000 conteneurs / 10000 à 12000 conteneurs
        juin 2024 <- en juin 2024 / 06/2024 / Juin 2024 / 2024-06
        5 juin 2024 <- le 5 juin 2024 / 05/06/2024 / mercredi 5 juin 2024
        1er juin 2024 <- 1 juin 2024 / premier juin 2024 / 01/06/2024
        XXe siècle <- 20e siècle / vingtième siècle / XXème siècle / le XXe siècle
        États-Unis <- les États-Unis / ÉTATS-UNIS / ETATS-UNIS / États Unis
        ONU <- O.N.U. / onu / l’ONU / l'O.N.U
        Organisation des Nations unies (ONU) <- Organisation des Nations unies
        Organisation des Nations unies (ONU) <- organisation des nations unies (onu)
        le Conseil de sécurité|le Conseil <- conseil / Conseil de sécurité
        recherche & développement <- recherche et développement
        un missile <- 1 missile / missile
        5 € <- 5 euros / cinq euros / 5€
        Kim Jong-un <- Kim Jong Un / kim jong-un
        aujourd’hui <- aujourd'hui / aujourd hui
        −5 °C <- -5 °C / –5°C
        à Kharkiv <- Kharkiv
        Kharkiv <- à Kharkiv
        100 km/h <- 100km/h / 100 kilomètres par heure
        la Corée du Nord et la Russie <- La Corée du Nord et la Russie…
    """),
    *_rows("fr", RIGHT, "finer-date", "juin <- juin 2024"),
    *_rows("fr", RIGHT, "accents", """
        équilibre stratégique <- equilibre strategique / l'equilibre stratégique
        Corée du Nord <- Coree du Nord / la coree du nord
        dénucléarisation <- denuclearisation / dénuclearisation
        missiles sol-air à longue portée <- missiles sol-air a longue portee
        où <- ou
        sûr <- sur
        tâche <- tache
        voilé <- voile
        un évènement <- événement
        ça <- ca
        événement <- évènement
    """),
    *_rows("fr", RIGHT, "spelling", """
        rallumé <- rallmué
        dénucléarisation <- dénucléarization / dénucléarisaton
        Pyongyang <- Pyonyang / Pyongyangh
        embargo <- embarog
        partenariat stratégique <- partenariat stratégiqe / partenarait stratégique / partenaria stratégique
        corrélation optique <- corélation optique / correlation opttique
        résolutions de l’ONU <- résolutoins de l’ONU / résolutions de LONU
        Vladivostok <- Vladivostock
        aucune livraison d’armes <- aucun livraison d’armes / aucune livraisson d’armes
    """),
    *_rows("fr", RIGHT, "small-words", """
        la Corée du Nord et la Russie <- Corée du Nord et Russie
        Kharkiv <- c’est Kharkiv / en Kharkiv
        l’Ukraine <- en Ukraine
        la fin de la guerre <- la fin de guerre
        accord de partenariat <- accord partenariat / leur accord de partenariat
        son programme nucléaire <- le programme nucléaire / programme nucléaire
    """),
    *_rows("fr", RIGHT, "ending", """
        missiles balistiques <- missile balistique / un missile balistique
        conteneurs <- conteneur / un conteneur
        chars <- char
        inertiel <- inertielle
        nord-coréen <- nord-coréenne / nord-coréens / nord-coréennes
        chevaux <- cheval
        organes régionaux <- organe régional
    """),
    *_rows("fr", ALMOST, "near", """
        missiles balistiques <- missile balistque / misile balistique / misiles balistique
        missile balistique <- misiles balistiques
        missiles <- misile
        rallumé <- ralumé / rallumné
        Kharkiv <- Kharkhiv / Kharkif
        embargo <- embarggo
        offensif <- offensiv
        exportations <- importations
        rédaction <- réduction
        collision <- collusion
        allocution <- allocation
        protection <- production
        hypertension <- hypotension
        conjoncture <- conjecture
        Louis XIV <- Louis XVI
        hépatite B <- hépatite C
        12 000 conteneurs <- 13 000 conteneurs
        côte <- côté / coté
        pêche <- péché
        voile <- voilé
        les frappes <- les frappés / frappés
        embargo <- enbargo
        10 000 conteneurs <- 10 001 conteneurs
        personnel militaire <- personne militaire
        accord militaire global <- acckrt militaire global
        livraisons d’armes à la Russie <- livraisons d’armes la Russie
        Super Bowl XXXVI <- Super Bowl XXXVII
        hypertrophie <- hypotrophie
        ne pas déployer <- ne plus déployer
        offensives <- défensives
        KN-23 et KN-02 <- KN-23 et KN-03
        symétrique <- asymétrique
        conversion <- conversation
        différend <- différent
        dessein <- dessin
        nitrite <- nitrate
        francophile <- francophobe
    """),
    *_rows("fr", WRONG, "", """
        mines <- mime
        Russie <- Chine / la Chine / ? / Prusse orientale
        nord <- sud / nor
        KN-23 <- KN-24 / KN-02 / KN-32 / 23
        3 000 <- 300 / 30 000 / trois cents / 3,000.5
        2024 <- 2025 / 2042 / 24 mois
        10 % <- 11 % / 100 %
        122 mm <- 122 cm / 152 mm
        10 000 <- 12 000
        juin 2024 <- juillet 2024 / juin 2023
        l’accord signé <- l’accord non signé
        sanctions <- sections
        prolifération <- non-prolifération
        Kim Jong-un <- Kim Jong-il
        États-Unis <- Royaume-Uni
        Iran <- Irak
        est <- ouest
        avec <- sans
        obus <- abus
        la Corée du Nord <- la Corée du Sud
        avant 2024 <- après 2024
        deux <- douze
        -5 <- 5
    """),
    *_rows("fr", ALMOST, "", """
        18 mois <- 18
        juin 2024 <- 2024
        5 juin 2024 <- juin 2024
        120 à 140 km <- 130 km
        pour 3 missiles <- pour 2 missiles
    """),
    *(Case("fr", "Russie", given, BLANK) for given in ("", "   ", "\u00a0", "\t\n", "\u200b", "\u202f")),
    *_rows("en", RIGHT, "", """
        the missile <- missile / The Missile / a missile / 'missile'
        don’t know <- don't know / DON’T KNOW
        cooperation treaty <- Cooperation treaty. / the cooperation treaty
        three thousand <- 3000 / 3,000 / 3 thousand / three thousand
        twenty-one <- 21 / twenty one
        two and a half million <- 2.5 million / 2,500,000 / 2.5M
        5% <- 5 % / five percent / five per cent / 5 percent
        $5 million <- 5 million dollars / US$5 million / 5,000,000 $
        June 2024 <- in June 2024 / jun 2024 / 2024-06
        June 5, 2024 <- 5 June 2024 / June 5th 2024 / the 5th of June, 2024 / 2024-06-05 / 06/05/2024
        June 5, 2024 <- 05/06/2024
        20th century <- twentieth century / the 20th century / XXth century
        short-range missiles <- short range missiles / short‑range missiles
        120 to 140 km <- between 120 and 140 km / 120-140 kilometers / 120–140 km
        U.S. <- US / u.s.
        supply & demand <- supply and demand
        C++ <- c++
        ten miles <- 10 miles / 10 mi
    """),
    *_rows("en", RIGHT, "accents", "café <- cafe\ncafe <- café\nfiancé <- fiance\nZoë <- Zoe\nŁódź <- Lodz"),
    *_rows("en", RIGHT, "spelling", """
        Pyongyang <- Pyongyeng
        nonproliferation <- nonprolifertion
        strategic partnership <- strategic parntership / stratgic partnership
        government <- goverment
        weekend <- week end
    """),
    *_rows("en", RIGHT, "ending", """
        missiles <- missile
        attack <- attacks
        countries <- country
        boxes <- box
    """),
    *_rows("en", RIGHT, "small-words", """
        balance of power <- the balance of the power
        Moscow <- in Moscow / it's Moscow
        Russia and China <- the Russia and the China
    """),
    *_rows("en", ALMOST, "near", """
        fission <- fision
        prescription <- proscription
        employer <- employee
        causal <- casual
        dessert <- desert
        protection <- production
        symmetrical <- asymmetrical
        martial <- marital
        nuclear <- unclear
        construction <- constriction
        affect <- effect
        trainer <- trainee
        not allowed <- now allowed
    """),
    *_rows("en", WRONG, "", """
        C++ <- C / C#
        10.000 <- 10000 / ten thousand
        north <- south
        Iran <- Iraq
        != <- = / ==
        exports <- imports
        council <- counsel
        personnel <- personal
        principal <- principle
        KN-23 <- KN-24
        Austria <- Australia
        fifteen <- fifty
        Russia <- Prussian
    """),
]  # fmt: skip


class NumberCase(NamedTuple):
    """A row: language, quantity as `low[..high][±tolerance][ unit]`, what is typed, outcome, remark code."""

    lang: str
    quantity: str
    given: str
    outcome: Outcome
    remark: str = ""


def _numbers(lang: str, outcome: Outcome, remark: str, text: str) -> list[NumberCase]:
    return [NumberCase(*case) for case in _rows(lang, outcome, remark, text)]


NUMBERS = [
    *_numbers("fr", RIGHT, "", """
        10000 <- 10000 / 10 000 / 10\u202f000 / dix mille / 10 mille / environ 10 000 / ~10000
        10000 <- près de 10 000 / dix milles
        10000 <- à peu près 10 000 / 10 000 environ / une dizaine de milliers / plus de 10 000 / 10k
        10000 <- 10'000 / 10_000
        1500000 <- 1,5 million / un million et demi / 1 500 000 / 1,5 M / 1 million 500 mille / 1.5 million
        2500000000 <- 2,5 milliards / deux milliards et demi / 2,5 Md / 2,5 Mds
        10.5 % <- 10,5 % / 10.5% / dix virgule cinq pour cent / 10,50 %
        71 <- soixante et onze / septante et un / soixante-et-onze / 71,0
        80 <- quatre-vingts / huitante / octante / quatre vingt
        99 <- quatre-vingt-dix-neuf / nonante-neuf
        21 <- vingt et un / vingt-et-un / vingt et une
        1984 <- mille neuf cent quatre-vingt-quatre / dix-neuf cent quatre-vingt-quatre
        12 km <- 12 km / 12km / douze kilomètres / 12 kilomètre
        50 t <- 50 tonnes / cinquante t
        3000 soldats <- 3 000 hommes / 3000 militaires
        8000 visiteurs <- 8 000 visiteurs / 8000 visiteur / huit mille visiteurs / 8 000 visiteurs par semaine
        -5 <- -5 / −5 / moins cinq
        10000..12000 conteneurs <- entre 10 000 et 12 000 conteneurs / 10 000 à 12 000 conteneurs
        10000..12000 conteneurs <- de 10 000 à 12 000 conteneurs / 10000-12000 conteneurs
        10000..12000 conteneurs <- 10 à 12 mille conteneurs
        10000..12000 conteneurs <- dix à douze mille conteneurs / entre dix mille et douze mille conteneurs
        10000..12000 conteneurs <- 10 000 – 12 000 conteneurs / 10 000 et 12 000 conteneurs
        10000..12000 conteneurs <- 10 000 conteneurs à 12 000 conteneurs / environ 10 000 à 12 000 conteneurs
        10000000..12000000 <- 10-12 millions / 10 à 12 millions / entre 10 et 12 millions
        10000000..12000000 <- dix à douze millions
        10000..12000 <- 12 000 à 10 000 / 10 à 12 000 / 10 000, 12 000 / 10 000 ; 12 000 / ~10 000-12 000
        21..31 <- entre vingt et un et trente et un
        120..140 km <- 120 à 140 km / 120-140 kilomètres / 120 km - 140 km
        0.5 <- 0,5 / ,5 / 0.5
        100 <- une centaine / cent / 100
        1.8 million d’euros <- 1,8 million d'euros / 1,8 M€ / 1 800 000 euros / un million huit cent mille €
        1.8 M€ <- 1,8 million d'euros / 1,8 M€ / 1 800 000 €
        2..3 milliers de soldats <- entre 2 000 et 3 000 hommes / 2 à 3 milliers de soldats
        12 milles nautiques <- 12 milles nautiques
        50 cents <- 50 cents
    """),
    *_numbers("fr", WRONG, "", """
        1.8 million d’euros <- 1,8 euro / 1,8 milliard d'euros / 18 millions d'euros / 1,8 million de dollars
        5 m <- 5 millions
        50 cents <- 5000
        5 cents d’euro <- 500 euros
        12 milles <- 12000
        12 milles nautiques <- 12000
        3 et demi <- 4,5
    """),
    *_numbers("fr", RIGHT, "unit-missing", "1.8 million d’euros <- 1,8 / 1 800 000"),
    *_numbers("fr", RIGHT, "inexact", "1.8±0.1 million d’euros <- 1 850 000 euros / 1,85 million d'euros"),
    *_numbers("en", RIGHT, "", "2.4 million pounds <- 2.4 million pounds / £2.4m / 2,400,000 pounds"),
    *_numbers("fr", RIGHT, "unit-missing", """
        12 km <- 12 / douze
        10.5 % <- 10,5
        10000..12000 conteneurs <- 10 000 à 12 000
    """),
    *_numbers("fr", RIGHT, "unit-converted", "12 km <- 12 000 m\n50 t <- 50 000 kg\n24 mois <- 2 ans"),
    *_numbers("fr", RIGHT, "unit-unasked", "10000 <- 10 000 conteneurs"),
    *_numbers("fr", RIGHT, "separator", "10000 <- 10.000"),
    *_numbers("fr", RIGHT, "inexact", "1000±5% <- 1040 / 960\n1000±50 <- 1050 / 950"),
    *_numbers("fr", ALMOST, "", """
        10000..12000 conteneurs <- 11 000 conteneurs / 10 000 / douze mille
        10000 <- 10,000
        10 <- 10.000
        10 <- entre 9 et 11
    """),
    *_numbers("fr", WRONG, "", """
        10000 <- 1000 / 100 000 / 10 001 / beaucoup / dix / 10 000 ou 12 000 / 10 millions / KN-23
        12 km <- 12 m / 12 kg / 12 km/h
        8000 visiteurs <- 8000 exposants
        10000..12000 conteneurs <- 9 000 / 10 000 à 13 000 conteneurs / 10 000 à 12 000 tonnes / entre 9 et 12
        10.5 % <- 105 % / 10,6 %
        1000±5% <- 1051 / 949
        -5 <- 5
        71 <- soixante onze mille
    """),
    *_numbers("fr", BLANK, "", "10000 <-   "),
    *_numbers("en", RIGHT, "", """
        10000 <- 10,000 / 10000 / ten thousand / about 10,000 / 10 thousand / 10k / over 10,000
        10000 <- roughly ten thousand
        1500000 <- 1.5 million / one and a half million / 1.5m / 1,500,000 / one million five hundred thousand
        2000000000 <- 2 billion / two billion / 2bn
        123 <- one hundred and twenty-three / a hundred and twenty three
        0.5 <- 0.5 / .5
        12 km <- 12 km / twelve kilometers / 12 kilometres
        10.5 % <- 10.5% / ten point five percent / 10.5 per cent
        10000..12000 containers <- between 10,000 and 12,000 containers / 10,000 to 12,000 containers
        10000..12000 containers <- 10-12 thousand containers / from ten to twelve thousand containers
        12 <- a dozen / twelve / 12.0
        24 <- two dozen
        40 <- fourty / forty
        5000000 $ <- $5 million / 5 million dollars / $5,000,000 / $5m
    """),
    *_numbers("en", RIGHT, "separator", "10000 <- 10,000\n10 <- 10.000"),
    *_numbers("en", ALMOST, "", "10000 <- 10.000\n10000..12000 <- 11,000"),
    *_numbers("en", WRONG, "", """
        15 <- fifty / 50 / a few
        10000 <- 1,000 / 10 / ten hundred
        12 km <- 12 miles / 12 kg
        5000000 $ <- 5 million euros
    """),
]  # fmt: skip

DATES = [
    *_rows("fr", RIGHT, "", """
        2024 <- 2024 / en 2024 / l’année 2024 / deux mille vingt-quatre / depuis 2024 / l'an 2024
        2024-06 <- juin 2024 / en juin 2024 / Juin 2024 / 06/2024 / 6/2024 / 2024-06 / juin 24
        2024-06 <- au mois de juin 2024
        2024-06 <- june 2024 / JUIN 2024 / jiun 2024 / juin deux mille vingt-quatre / 06.2024 / 06-2024
        2024-06-05 <- 5 juin 2024 / le 5 juin 2024 / 05/06/2024 / 5/6/24 / 5.6.2024 / 05-06-2024
        2024-06-05 <- 2024-06-05 / 5 juin, 2024
        2024-06-05 <- mercredi 5 juin 2024 / cinq juin 2024 / 05 06 2024 / 5 juin 24
        2024-06-01 <- 1er juin 2024 / le premier juin 2024 / 1 juin 2024
        2024-02 <- février 2024 / fevrier 2024 / févr. 2024 / fév 2024
        2024-08 <- août 2024 / aout 2024 / AOÛT 2024
        2024-12 <- décembre 2024 / déc. 2024 / Decembre 2024
        2024-09 <- sept. 2024 / septembre 2024
        1917-10 <- octobre 1917
        2024-02-29 <- 29 février 2024
    """),
    *_rows("fr", RIGHT, "finer-date", "2024 <- juin 2024\n2024-06 <- 5 juin 2024 / 05/06/2024"),
    *_rows("fr", RIGHT, "day-first", "2024-06-25 <- 06/25/2024"),
    *_rows("fr", ALMOST, "", """
        2024-06 <- 2024 / juin / été 2024
        2024-06-05 <- juin 2024 / 2024 / 5 juin / 05/06
    """),
    *_rows("fr", WRONG, "", """
        2024 <- 2023 / 2042 / vingt-quatre mois / jamais
        2024-06 <- juillet 2024 / juin 2023 / mai / 2023 / 31/02/2024 / 13/2024
        2024-06-05 <- 6 mai 2024 / 06/05/2024 / 5 juillet 2024 / 5 juin 2023 / 2024-05-06
        2024-06-05 <- avant le 5 juin 2024
        2023-02-28 <- 29 février 2023
    """),
    *_rows("fr", BLANK, "", "2024 <-   "),
    *_rows("en", RIGHT, "", """
        2024-06 <- June 2024 / june 2024 / in June 2024 / Jun 2024 / June, 2024 / 06/2024 / juin 2024
        2024-06-05 <- June 5, 2024 / 5 June 2024 / June 5th, 2024 / the 5th of June 2024 / 2024-06-05
        2024-06-05 <- 05/06/2024 / Jun. 5, 2024 / Wednesday, June 5, 2024
        2024 <- 2024 / in 2024 / the year 2024 / twenty twenty-four
    """),
    *_rows("en", RIGHT, "day-first", "2024-06-05 <- 06/05/2024\n2024-06-25 <- 06/25/2024"),
    *_rows("en", ALMOST, "month-asked", "2024-06 <- 2024 / summer 2024"),
    *_rows("en", ALMOST, "day-asked", "2024-06-05 <- June 2024"),
    *_rows("en", WRONG, "", "2024-06 <- July 2024 / June 2023\n2024-06-05 <- June 6, 2024 / 07/05/2024"),
]  # fmt: skip
