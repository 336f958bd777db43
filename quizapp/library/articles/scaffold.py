"""The first lines of a deck: a card that can be studied at once, and an example of each kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeAlias

from quizapp.library.articles.datelines import dated
from quizapp.library.articles.languages import FUNCTION_WORDS
from quizapp.library.articles.model import Facts
from quizapp.library.articles.sheet import name, quoted
from quizapp.library.model import Paragraph
from quizapp.library.quotes import Found, QuoteFinder
from quizapp.library.rules.format_rules import TO_WRITE
from quizapp.library.rules.typography import REPLACEMENTS
from quizapp.library.sentences import sentence_spans
from quizapp.messages import _, language

SCHEMA_LINE = "# yaml-language-server: $schema=deck.schema.json"

_LEAST, _MOST = 40, 240
"""The length of a sentence that makes a good quote, in characters."""

_LOOKED_AT = 60
_SEARCHED = 300_000
"""In longer texts quotes are not looked for elsewhere: they name their paragraph instead."""

_FIGURE = re.compile(
    r"(?<![\w.,:/-])\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?![\w.,:/-])|(?<![\w.,:/-])\d{1,9}(?![\w.,:/%-]\w)"
)
_YEAR = re.compile(r"(?<![\w.,:/-])(?:1[5-9]|20)\d\d(?![\w.,:/-]\w)")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_NAMES = re.compile(r"[A-ZÀ-Þ][\w-]+(?: (?:(?:de|du|des|of|von|van) )?[A-ZÀ-Þ][\w-]+)+")
_SHORTEST = 4
"""Shorter words are not asked for, in characters."""

_FRENCH_IDS = {
    "first": "premiere", "short-answer": "reponse-courte", "list": "liste", "number": "nombre",
    "choice": "choix", "several-choices": "plusieurs-choix", "true-or-false": "vrai-ou-faux",
    "cloze": "texte-a-trous", "order": "ordre", "match": "paires", "flashcard": "carte", "evidence": "preuve",
    "essay": "redaction",
}  # fmt: skip
"""The ids of cards in a French deck, where they differ."""


class Sentence(NamedTuple):
    """A sentence that can be quoted, and its paragraph. `alone` says that it stands in the source only once,
    `among` how many sentences its paragraph has."""

    paragraph: int
    text: str
    alone: bool
    among: int


_Example: TypeAlias = tuple[str, list[str], Sentence | None]
"""A card's id, its own lines, and the sentence that it cites."""


def deck_text(id: str, facts: Facts, paragraphs: Sequence[Paragraph], attribution: str) -> str:
    """The content of a deck file in a library whose source is `seeds/ID.md`; `attribution` names the source
    in questions ("Avion-Chasse.fr, 5 June 2024")."""
    sentences = _sentences(paragraphs)
    title = facts.title or id
    head = [
        SCHEMA_LINE,
        "format: 1",
        "deck:",
        f"  id: {name(id)}",
        f"  title: {quoted(title)}",
        f"  lang: {facts.lang or 'en'}",
        "  version: 0.1.0",
        "sources:",
        f"  {name(id)}: ../seeds/{id}.md"
        if name(id) == id
        else f"  {name(id)}: {quoted(f'../seeds/{id}.md')}",
        f"defaults: {{source: {name(id)}}}",
        "cards:",
        *_comment(_("A first card, to be reworded: ask for what the sentence says.")),
        *_first_card(title, sentences[0] if sentences else None, paragraphs[0], facts.lang),
        "",
        *_comment(_("An example of each kind. To use one, take away “# ” before its lines, then reword it.")),
        *_comment(
            _("The words in “quote” are exact words of the source; “para” is the number of a paragraph.")
        ),
    ]
    for example in _examples(sentences, paragraphs[0], attribution):
        head += ["", *(f"  # {line}" for line in example)]
    return "\n".join(head) + "\n"


def _id(english: str) -> str:
    """The id of a card in the language of the deck."""
    return _FRENCH_IDS.get(english, english) if language() == "fr" else english


def _comment(text: str) -> list[str]:
    return [f"  ## {text}"]


def _first_card(title: str, sentence: Sentence | None, paragraph: Paragraph, lang: str | None) -> list[str]:
    said = sentence.text if sentence else _cut(paragraph.text)
    front = TO_WRITE + _("To be reworded: what does “{title}” say first?").format(title=title)
    if lang == "fr":
        # Quotes may keep the article's typewriter apostrophes; `check` wants the deck's own words without.
        front, said = (REPLACEMENTS["C401"](text) for text in (front, said))
    lines = [
        f"- id: {_id('first')}",
        f"  front: {quoted(front)}",
        f"  back: {quoted(said)}",
        *_quote(sentence, paragraph),
    ]
    return [f"  {line}" for line in lines]


def _quote(sentence: Sentence | None, paragraph: Paragraph) -> list[str]:
    """The lines that cite a sentence, or the whole paragraph where none can be quoted."""
    if sentence is None:
        return [f"  para: {paragraph.number}"]
    where = [] if sentence.alone else [f"  para: {sentence.paragraph}"]
    return [f"  quote: {quoted(sentence.text)}", *where]


def _cut(text: str) -> str:
    """The beginning of a text up to the end of a word."""
    return text if len(text) <= _MOST else text[:_MOST].rpartition(" ")[0] or text[:_MOST]


def _sentences(paragraphs: Sequence[Paragraph]) -> list[Sentence]:
    """The sentences of the first paragraphs that can be quoted whole."""
    size = sum(len(paragraph.text) for paragraph in paragraphs)
    finder = QuoteFinder(paragraphs) if size <= _SEARCHED else None
    found = []
    for paragraph in paragraphs[:_LOOKED_AT]:
        spans = sentence_spans(paragraph.text)
        for start, end in spans:
            text = paragraph.text[start:end]
            if not _LEAST <= len(text) <= _MOST:
                continue
            alone = finder is not None and isinstance(finder.find(text), Found)
            if alone or isinstance(QuoteFinder([paragraph]).find(text), Found):
                found.append(Sentence(paragraph.number, text, alone, len(spans)))
    return found


def _words(text: str) -> list[str]:
    """Words of a sentence that could be asked for: names first, then the longest."""
    known = FUNCTION_WORDS["fr"] | FUNCTION_WORDS["en"]
    whole = [name for name in _NAMES.findall(text) if name.split(" ")[0].lower() not in known]
    rest = [word for word in _WORD.findall(text) if not any(word in name for name in whole)]
    words = {word.casefold(): word for word in rest if len(word) >= _SHORTEST and word.lower() not in known}
    names = [word for word in words.values() if word[0].isupper() and not text.startswith(word)]
    others = sorted((word for word in words.values() if word not in names), key=len, reverse=True)
    return [*dict.fromkeys(whole), *names, *others]


class _Picker:
    """Hands out the sentences in turn, so that the examples cite different ones."""

    def __init__(self, sentences: list[Sentence]) -> None:
        self._sentences = sentences
        self._at = 0

    def next(self) -> Sentence | None:
        """The next sentence in turn; None where there is none at all."""
        if not self._sentences:
            return None
        self._at += 1
        return self._sentences[self._at % len(self._sentences)]

    def with_figure(self) -> tuple[Sentence | None, str]:
        """The sentence with the longest number that is no year, and that number's digits: short ones are
        often part of a date."""
        found = [
            (re.sub(r"\D", "", figure[0]), sentence)
            for sentence in self._sentences
            for figure in _FIGURE.finditer(sentence.text)
            if not _YEAR.fullmatch(figure[0])
        ]
        if not found:
            return self.next(), "12"
        digits, sentence = max(found, key=lambda one: len(one[0]))
        return sentence, digits

    def with_date(self) -> tuple[Sentence | None, str]:
        """A sentence with a date, and that date."""
        for sentence in self._sentences:
            year = _YEAR.search(sentence.text)
            date = dated(sentence.text) or (year[0] if year else None)
            if date:
                return sentence, date
        return self.next(), "2024-06"

    def among_others(self) -> Sentence | None:
        """A sentence whose paragraph has others, but not too many to choose from."""
        return next((one for one in self._sentences if 2 <= one.among <= 12), None)


def _examples(sentences: list[Sentence], first: Paragraph, attribution: str) -> Iterator[list[str]]:
    """A card of each kind, as lines."""
    pick = _Picker(sentences)
    asked = quoted(TO_WRITE + _("According to {source}, …?").format(source=attribution))
    for id, lines, cited in (
        *_typed(pick, f"question: {asked}"),
        *_chosen(pick, f"question: {asked}"),
        *_composed(pick, f"question: {asked}", first),
    ):
        yield [f"- id: {_id(id)}", *(f"  {line}" for line in lines), *_quote(cited, first)]
    yield _evidence(f"  question: {asked}", pick.among_others(), first)
    ideas = _list(*_to_write(_("an idea of a full answer"), _("another idea")))
    yield [f"- id: {_id('essay')}", f"  essay: {asked}", f"  rubric: {ideas}", f"  para: {first.number}"]


def _typed(pick: _Picker, question: str) -> Iterator[_Example]:
    """Cards whose answer is typed."""
    sentence = pick.next()
    yield "short-answer", [question, f"answer: {_list(_two(sentence)[0])}"], sentence
    sentence = pick.next()
    yield "list", [question, f"all: {_list(*_two(sentence))}"], sentence
    sentence, date = pick.with_date()
    yield "date", [question, f"date: {date}"], sentence
    sentence, figure = pick.with_figure()
    yield "number", [question, f"number: {figure}"], sentence


def _chosen(pick: _Picker, question: str) -> Iterator[_Example]:
    """Cards whose answer is chosen."""
    why, *texts = map(quoted, _to_write(_("why it is wrong"), _("a wrong choice"), _("another wrong choice")))
    wrong = ["wrong:", *(f"  - {{text: {text}, why: {why}}}" for text in texts)]
    sentence = pick.next()
    yield "choice", [question, f"right: {quoted(_two(sentence)[0])}", *wrong], sentence
    sentence = pick.next()
    yield "several-choices", [question, f"right: {_list(*_two(sentence))}", *wrong], sentence


def _composed(pick: _Picker, question: str, first: Paragraph) -> Iterator[_Example]:
    """Cards that are made of the words of a sentence."""
    sentence = pick.next()
    yield "true-or-false", [f"statement: {quoted(_said(sentence, first))}", "is: true"], sentence
    sentence = pick.next()
    yield "cloze", [f"cloze: {quoted(_gapped(_said(sentence, first)))}"], sentence
    places = _list(*_to_write(_("what was first"), _("what came next"), _("what was last")))
    yield "order", [question, f"order: {places}", "inference: true"], pick.next()
    sentence = pick.next()
    belonging, to_none = _to_write(_("what belongs to “{text}”"), _("what belongs to none"))
    pairs = [f"  {quoted(word)}: {quoted(belonging.format(text=word))}" for word in _two(sentence)]
    yield "match", [question, "match:", *pairs, f"decoys: {_list(to_none)}"], sentence
    sentence, meaning = pick.next(), quoted(*_to_write(_("what it is")))
    yield "flashcard", [f"front: {quoted(_two(sentence)[0])}", f"back: {meaning}", "reverse: true"], sentence


def _evidence(question: str, proof: Sentence | None, first: Paragraph) -> list[str]:
    """The sentence that proves something, among those of its paragraph."""
    id = f"- id: {_id('evidence')}"
    if proof is None:
        text = quoted(_("words of one sentence"))
        return [id, question, f"  evidence: {text}", f"  para: {first.number}"]
    where = "" if proof.alone else f", para: {proof.paragraph}"
    return [id, question, f"  evidence: {{text: {quoted(proof.text)}{where}}}"]


def _to_write(*texts: str) -> list[str]:
    """Texts that hold the place of others; `check` tells of them until they are replaced."""
    return [TO_WRITE + text for text in texts]


def _list(*texts: str) -> str:
    """Texts as a list of YAML on one line."""
    return f"[{', '.join(map(quoted, texts))}]"


def _said(sentence: Sentence | None, paragraph: Paragraph) -> str:
    return sentence.text if sentence else _cut(paragraph.text)


def _two(sentence: Sentence | None) -> tuple[str, str]:
    """Two different words of a sentence, or what stands for them."""
    words = [*(_words(sentence.text) if sentence else []), _("an answer"), _("another answer")]
    return words[0], words[1]


def _gapped(text: str) -> str:
    """A sentence with a gap in the place of a figure or of a word."""
    found = _FIGURE.search(text)
    if not found:
        word = next(iter(_words(text)), None)
        found = re.search(re.escape(word), text) if word else re.search(r"\S+", text)
    assert found is not None
    before, gap, after = (
        re.sub(r"([{}|:\\])", r"\\\1", part)
        for part in (text[: found.start()], found[0], text[found.end() :])
    )
    return f"{before}{{{{c1::{gap}}}}}{after}"
