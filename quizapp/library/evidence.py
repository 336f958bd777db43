"""Cards that ask for the sentence that proves a statement: the sentences of what they cite become options."""

from __future__ import annotations

from quizapp.library.citations import Cited
from quizapp.library.fields import Fields
from quizapp.library.quotes import fold
from quizapp.library.sentences import sentence_spans

SENTENCES_LEAST, SENTENCES_MOST = 2, 12
"""How many sentences there are to choose from."""


def expand_evidence(card: Fields) -> tuple[str, dict[str, object]] | None:
    """The canonical fields of a card with `evidence`, its sentences still to be added."""
    return "evidence", {"question": card.text("question"), "sentences": (), "proof": 0}


def with_sentences(card: Fields, canonical: dict[str, object], cited: Cited) -> dict[str, object]:
    """The canonical fields with the sentences of every cited paragraph, in the order of the sources, and the
    place among them of the one that holds the evidence; what does not fit is reported."""
    before = card.report.errors()
    node = card.values["evidence"]
    if not cited.passages:
        card.report.add("C126", node)
        return canonical
    paragraphs: dict[tuple[str, int], str] = {}
    for passage, text in zip(cited.passages, cited.paragraphs, strict=True):
        # The first is the evidence's own; another may cite the same paragraph as it reads since a change.
        paragraphs.setdefault((passage.source, passage.paragraph), text)
    evidence = cited.passages[0]
    proof = (evidence.source, evidence.paragraph, _holding(cited.paragraphs[0], evidence.quote))
    if proof[2] is None:
        card.report.add("C124", node)
        return canonical
    found: dict[str, tuple[str, bool]] = {}
    for (source, number), text in sorted(paragraphs.items()):
        for place, (start, end) in enumerate(sentence_spans(text)):
            sentence = text[start:end]
            # Of sentences that say the same one is shown, the proof if it is among them.
            form, is_proof = fold(sentence).text.casefold(), (source, number, place) == proof
            if is_proof or form not in found:
                found[form] = (sentence, is_proof)
    if not SENTENCES_LEAST <= len(found) <= SENTENCES_MOST:
        limits = {"least": str(SENTENCES_LEAST), "most": str(SENTENCES_MOST)}
        card.report.add("C125", node, count=str(len(found)), **limits)
    if card.report.errors() > before:
        return canonical
    sentences = tuple(found.values())
    index = next(place for place, (_text, is_proof) in enumerate(sentences) if is_proof)
    return {**canonical, "sentences": tuple(text for text, _ in sentences), "proof": index}


def _holding(text: str, quote: tuple[int, int]) -> int | None:
    """The index of the sentence that holds a quote whole; None where it stands in several."""
    for place, (start, end) in enumerate(sentence_spans(text)):
        if start <= quote[0] and quote[1] <= end:
            return place
    return None
