"""Makes facts about invented towns: each a sentence of French, and the card that asks for it."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import NamedTuple


def _listed(text: str) -> list[str]:
    return [" ".join(part.split()) for part in text.split(",")]


_STARTS = _listed("Val, Mont, Roche, Cour, Sœur, Bel, Fon, Châ, Gué, Prâ, Plœ, Tré, Né, Bû")
_MIDDLES = _listed("bru, cé, fla, gno, lou, mé, no, rai, thé, vi, zœ")
_ENDS = _listed("ne, gny, court, lède, nac, rès, vaux, çay, lœuil")
_FIRST = _listed("Zoé, Léa, Noël, Inès, Chloé, Théo, Maëlle, Loïc, Agnès, Jérôme, Cœline, Gaëtan")
_HOUSES = _listed(
    """coopérative, chorale, bibliothèque, fanfare, crèche, laiterie, scierie, verrerie, piscine, librairie,
    halle, ferme, poste, brasserie, tannerie, filature"""
)
_ORDERS = _listed("préside, dirige, gère, anime, représente, conseille, défend, administre")
_MEANS = _listed(
    """la souscription publique, la vente du bois, le don d’une veuve, la taxe de séjour, le loyer des étals,
    le prêt d’un notaire, la quête de Pâques, la loterie d’été"""
)
_GOODS = _listed(
    """des œufs, du miel, des poires, du chanvre, des châtaignes, du sel, de la laine, des nèfles, du seigle,
    des noix, du cidre, des fèves"""
)
_STEPS = _listed(
    """on cure le fossé, on sèche l’argile, on trie les ardoises, on goudronne la cale, on chaule le mur,
    on scelle la grille, on peint l’enseigne, on cintre la poutre, on vernit le pupitre"""
)
_TASKS = _listed(
    """tient le registre, garde les clés, accorde le piano, relève les ruches, sonne la cloche,
    paie les gages, ferre les ânes"""
)
_MONTHS = _listed(
    "janvier, février, mars, avril, mai, juin, juillet, août, septembre, octobre, novembre, décembre"
)


class Fact(NamedTuple):
    """A sentence of a sheet and a card that asks for it: its lines without `id`, `source` and `tags`."""

    sentence: str
    fields: tuple[str, ...]


class _Matter(NamedTuple):
    """What the facts of one sheet are about: the number of a fact among those of its kind, and chance."""

    number: int
    house: str
    town: str
    people: tuple[str, str, str]
    chance: random.Random

    def some(self, words: list[str], count: int) -> list[str]:
        return self.chance.sample(words, count)


def make_facts(name: str, count: int) -> list[Fact]:
    """So many facts of all kinds in turn, the same for the same name."""
    chance = random.Random(name)
    towns = chance.sample([a + b + c for a in _STARTS for b in _MIDDLES for c in _ENDS], min(count, 1300))
    houses = chance.sample(_HOUSES, len(_HOUSES))
    facts = []
    for place in range(count):
        number, kind = divmod(place, len(_KINDS))
        first, second, third = chance.sample(_FIRST, 3)
        names = [f"{_STARTS[chance.randrange(12)]}{_ENDS[chance.randrange(9)]}" for _ in range(3)]
        people = (f"{first} {names[0]}", f"{second} {names[1]}", f"{third} {names[2]}")
        town = towns[place % len(towns)]
        facts.append(_KINDS[kind](_Matter(number, houses[number % len(houses)], town, people, chance)))
    return facts


def _flashcard(of: _Matter) -> Fact:
    (good,) = of.some(_GOODS, 1)
    quote = f"La {of.house} de {of.town} vend {good} sous les arcades"
    return Fact(
        f"{quote}, rapporte {of.people[0]}.",
        (f'front: "Marchandise de la {of.house} de {of.town}"', f'back: "{good}"', f'quote: "{quote}"'),
    )


def _short(of: _Matter) -> Fact:
    verb = _ORDERS[of.number % len(_ORDERS)]
    quote = f"{of.people[0]} {verb} la {of.house} de {of.town}"
    return Fact(
        f"{quote} depuis {of.chance.randint(3, 40)} ans, avec un seul adjoint.",
        (
            f'question: "Qui {verb} la {of.house} de {of.town} ?"',
            f'answer: ["{of.people[0]}", "{of.people[0].split()[1]}"]',
            f'quote: {{text: "{quote.replace("’", chr(39))}", mark: ["{of.people[0]}"]}}',
        ),
    )


def _list(of: _Matter) -> Fact:
    goods = of.some(_GOODS, 3)
    quote = f"la {of.house} de {of.town} achète {goods[0]}, {goods[1]} et {goods[2]}"
    return Fact(
        f"Chaque automne, {quote} aux éleveurs.",
        (
            f'question: "Que se procure, chaque automne, la {of.house} de {of.town} ?"',
            *("all:", *(f'  - "{good}"' for good in goods)),
            f'quote: "{quote}"',
        ),
    )


def _date(of: _Matter) -> Fact:
    year, month, day = of.chance.randint(1850, 2020), of.chance.randint(1, 12), of.chance.randint(2, 28)
    written, iso = (
        (f"En {year}", f"{year}"),
        (f"En {_MONTHS[month - 1]} {year}", f"{year}-{month:02}"),
        (f"Le {day} {_MONTHS[month - 1]} {year}", f"{year}-{month:02}-{day:02}"),
    )[of.number % 3]
    quote = f"{written}, la {of.house} de {of.town} rouvre"
    return Fact(
        f"{quote} après {of.chance.randint(2, 9)} mois de travaux.",
        (
            f'question: "Quand la {of.house} de {of.town} accueille-t-elle à nouveau ?"',
            *(f"date: {iso}", f'quote: {{text: "{quote}", mark: ["{written}"]}}'),
        ),
    )


def _number(of: _Matter) -> Fact:
    low = of.chance.randint(11, 80) * 1000
    high = low + of.chance.randint(1, 9) * 1000
    if of.number % 2:
        value, told = f"{{value: {low}, unit: visiteurs}}", f"{low // 1000}\u202f000"
    else:
        value = f"{{between: [{low}, {high}], unit: visiteurs}}"
        told = f"entre {low // 1000}\u202f000 et {high // 1000}\u202f000"
    quote = f"la {of.house} de {of.town} reçoit {told} visiteurs"
    return Fact(
        f"Par an, {quote} d’après le dernier relevé.",
        (
            f'question: "Combien de personnes viennent par an à la {of.house} de {of.town} ?"',
            f"number: {value}",
            'hint: "En milliers."',
            f'quote: "{quote.replace(chr(0x202F), " ")}"',
        ),
    )


def _choice(of: _Matter) -> Fact:
    right, *wrong = of.some(_MEANS, 3)
    quote = f"à {of.town}, {right} finance la {of.house}"
    return Fact(
        f"Ailleurs, {quote}, précise {of.people[1]}.",
        (
            f'question: "De quoi vit surtout la {of.house} de {of.town} ?"',
            f'right: "{right}"',
            "wrong:",
            *(
                line
                for text in wrong
                for line in (f'  - text: "{text}"', '    why: "La gazette dit autre chose."')
            ),
            f'quote: {{text: "{quote}", mark: ["{right}"]}}',
        ),
    )


def _choices(of: _Matter) -> Fact:
    goods = of.some(_GOODS, 4)
    quote = f"la {of.house} de {of.town} réclame {goods[0]} et {goods[1]}"
    return Fact(
        f"Depuis peu, {quote} ; le maire s’y oppose.",
        (
            f'question: "Que demande, depuis peu, la {of.house} de {of.town} ?"',
            *("right:", *(f'  - "{good}"' for good in goods[:2])),
            "wrong:",
            *(line for good in goods[2:] for line in (f'  - text: "{good}"', '    why: "Rien ne le dit."')),
            f'quote: "{quote}"',
        ),
    )


def _statement(of: _Matter) -> Fact:
    year, kept = of.chance.randint(1950, 2020), of.number % 2 == 0
    quote = f"Les loyers de la {of.house} de {of.town} {'ont' if kept else 'n’ont pas'} baissé depuis {year}"
    return Fact(
        f"{quote} : {of.people[2]} le regrette.",
        (
            f'statement: "Les loyers de la {of.house} de {of.town} ont baissé depuis {year}."',
            *(f"is: {'true' if kept else 'false'}", 'explain: "Le bail le dit en toutes lettres."'),
            f'quote: "{quote}"',
        ),
    )


def _cloze(of: _Matter) -> Fact:
    months, millions = of.chance.randint(3, 40), of.chance.randint(2, 90)
    quote = f"le chantier de la {of.house} de {of.town} a duré {months} mois et coûté {millions} millions"
    return Fact(
        f"Selon le devis, {quote}.",
        (
            f'cloze: "Le chantier de la {of.house} de {of.town} a duré {{{{c1::{months} mois|{months}}}}}'
            f' et coûté {{{{c2::{millions} millions}}}}."',
            f'quote: "{quote}"',
        ),
    )


def _order(of: _Matter) -> Fact:
    steps = of.some(_STEPS, 3)
    quote = f"{steps[0]}, puis {steps[1]}, enfin {steps[2]}"
    return Fact(
        f"Pour la {of.house} de {of.town}, {quote}.",
        (
            f'question: "Dans quel ordre rénove-t-on la {of.house} de {of.town} ?"',
            *("order:", *(f'  - "{step}"' for step in steps)),
            f'quote: "Pour la {of.house} de {of.town}, {quote}"',
        ),
    )


def _match(of: _Matter) -> Fact:
    tasks = of.some(_TASKS, 4)
    pairs = list(zip(of.people, tasks, strict=False))
    quote = ", ".join(f"{person} {task}" for person, task in pairs)
    return Fact(
        f"À la {of.house} de {of.town}, {quote}.",
        (
            f'question: "Qui fait quoi à la {of.house} de {of.town} ?"',
            *("match:", *(f'  "{person}": "{task}"' for person, task in pairs)),
            f'decoys: ["{tasks[3]}"]',
            f'quote: "À la {of.house} de {of.town}, {quote}"',
        ),
    )


def _evidence(of: _Matter) -> Fact:
    quote = f"Le tribunal rejette la plainte de {of.people[0]} contre la {of.house} de {of.town}"
    return Fact(
        f"{quote}.",
        (
            f'question: "Quelle phrase dit que la {of.house} de {of.town} l’emporte en justice ?"',
            f'evidence: "{quote}"',
        ),
    )


def _essay(of: _Matter) -> Fact:
    quote = f"La {of.house} de {of.town} divise : les uns craignent le bruit, les autres l’oubli"
    return Fact(
        f"{quote}.",
        (
            f'essay: "Pourquoi la {of.house} de {of.town} partage-t-elle les esprits ?"',
            'rubric: ["la crainte du bruit", "la crainte de l’oubli"]',
            f'quote: "{quote}"',
        ),
    )


_KINDS: tuple[Callable[[_Matter], Fact], ...] = (
    *(_flashcard, _short, _list, _date, _number, _choice, _choices),
    *(_statement, _cloze, _order, _match, _evidence, _essay),
)
