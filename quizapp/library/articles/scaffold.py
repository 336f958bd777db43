"""The first lines of a deck: a card that can be studied at once, and an example of each kind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from quizapp.library.articles.datelines import dated
from quizapp.library.articles.languages import FUNCTION_WORDS
from quizapp.library.articles.model import Facts
from quizapp.library.articles.sheet import name, quoted
from quizapp.library.model import Paragraph
from quizapp.library.quotes import Found, QuoteFinder
from quizapp.library.sentences import sentence_spans
from quizapp.messages import _

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


class Sentence(NamedTuple):
    """A sentence that can be quoted, and its paragraph. `alone` says that it stands in the source only once,
    `among` how many sentences its paragraph has."""

    paragraph: int
    text: str
    alone: bool
    among: int


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
        *_first_card(title, sentences[0] if sentences else None, paragraphs[0]),
        "",
        *_comment(_("An example of each kind. To use one, take away “# ” before its lines, then reword it.")),
        *_comment(
            _("The words in “quote” are exact words of the source; “para” is the number of a paragraph.")
        ),
    ]
    for example in _examples(sentences, paragraphs[0], attribution):
        head += ["", *(f"  # {line}" for line in example)]
    return "\n".join(head) + "\n"


def _comment(text: str) -> list[str]:
    return [f"  ## {text}"]


def _first_card(title: str, sentence: Sentence | None, paragraph: Paragraph) -> list[str]:
    said = sentence.text if sentence else _cut(paragraph.text)
    front = _("To be reworded: what does “{title}” say first?").format(title=title)
    lines = [
        "- id: first",
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
        """A sentence with a number that is no year, and that number's digits."""
        for sentence in self._sentences:
            for figure in _FIGURE.finditer(sentence.text):
                if not _YEAR.fullmatch(figure[0]):
                    return sentence, re.sub(r"\D", "", figure[0])
        return self.next(), "12"

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


def _examples(sentences: list[Sentence], first: Paragraph, attribution: str) -> list[list[str]]:
    """A card of each kind, as lines."""
    pick = _Picker(sentences)
    ask = quoted(_("According to {source}, …?").format(source=attribution))
    question = f"  question: {ask}"
    counted, figure = pick.with_figure()
    day, date = pick.with_date()
    short, all_, choice, several = pick.next(), pick.next(), pick.next(), pick.next()
    truth, cloze, order, match = pick.next(), pick.next(), pick.next(), pick.next()
    # A list holds no text twice, so neither may two options be the same.
    wrong = [
        "  wrong:",
        f"    - {{text: {quoted(_('a wrong choice'))}, why: {quoted(_('why it is wrong'))}}}",
        f"    - {{text: {quoted(_('another wrong choice'))}, why: {quoted(_('why it is wrong'))}}}",
    ]
    proof = pick.among_others()
    return [
        ["- id: short-answer", question, f"  answer: [{quoted(_two(short)[0])}]", *_quote(short, first)],
        ["- id: list", question, f"  all: [{', '.join(map(quoted, _two(all_)))}]", *_quote(all_, first)],
        ["- id: date", question, f"  date: {date}", *_quote(day, first)],
        ["- id: number", question, f"  number: {figure}", *_quote(counted, first)],
        ["- id: choice", question, f"  right: {quoted(_two(choice)[0])}", *wrong, *_quote(choice, first)],
        [
            *("- id: several-choices", question, f"  right: [{', '.join(map(quoted, _two(several)))}]"),
            *(*wrong, *_quote(several, first)),
        ],
        [
            *("- id: true-or-false", f"  statement: {quoted(_said(truth, first))}", "  is: true"),
            *_quote(truth, first),
        ],
        ["- id: cloze", f"  cloze: {quoted(_gapped(_said(cloze, first)))}", *_quote(cloze, first)],
        [
            *(
                "- id: order",
                question,
                f"  order: [{', '.join(map(quoted, _places()))}]",
                "  inference: true",
            ),
            *_quote(order, first),
        ],
        [
            *("- id: match", question, "  match:"),
            *(
                f"    {quoted(word)}: {quoted(_('what belongs to “{text}”').format(text=word))}"
                for word in _two(match)
            ),
            *(f"  decoys: [{quoted(_('what belongs to none'))}]", *_quote(match, first)),
        ],
        _evidence(question, proof, first),
        [
            *("- id: essay", f"  essay: {ask}"),
            f"  rubric: [{quoted(_('an idea of a full answer'))}, {quoted(_('another idea'))}]",
            f"  para: {first.number}",
        ],
        [
            *("- id: flashcard", f"  front: {quoted(_two(choice)[1])}", f"  back: {quoted(_('what it is'))}"),
            *("  reverse: true", *_quote(choice, first)),
        ],
    ]


def _evidence(question: str, proof: Sentence | None, first: Paragraph) -> list[str]:
    """The sentence that proves something, among those of its paragraph."""
    if proof is None:
        text = quoted(_("words of one sentence"))
        return ["- id: evidence", question, f"  evidence: {text}", f"  para: {first.number}"]
    where = "" if proof.alone else f", para: {proof.paragraph}"
    evidence = f"{{text: {quoted(proof.text)}{where}}}"
    return ["- id: evidence", question, f"  evidence: {evidence}"]


def _said(sentence: Sentence | None, paragraph: Paragraph) -> str:
    return sentence.text if sentence else _cut(paragraph.text)


def _two(sentence: Sentence | None) -> tuple[str, str]:
    """Two different words of a sentence, or what stands for them."""
    words = [*(_words(sentence.text) if sentence else []), _("an answer"), _("another answer")]
    return words[0], words[1]


def _places() -> tuple[str, str, str]:
    return _("what was first"), _("what came next"), _("what was last")


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
