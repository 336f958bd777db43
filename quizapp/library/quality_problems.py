"""What can be wrong with sound cards as questions: their choices, leaks, twins, wording and attribution."""

from __future__ import annotations

from quizapp.library.wording import Wording, warning
from quizapp.messages import N_

_CHOICES: dict[str, Wording] = {
    "C301": warning(
        N_("The choices “{text}” and “{other}” differ only by accents, articles or hyphens."),
        N_("Reword one of the two, or remove it."),
    ),
    "C302": warning(
        N_("The right choice has {right} characters, the longest wrong one {wrong}: its length tells it."),
        N_("Shorten it, or give the wrong choices as much detail."),
    ),
    "C303": warning(
        N_("The card has {count} choices of which one is right; {most} at most can be compared at a glance."),
        N_("Keep the wrong choices that somebody would believe: three good choices beat five."),
    ),
    "C304": warning(
        N_("“{text}” speaks of the other choices, which are shuffled, and is right or wrong by logic alone."),
        N_("Write a choice of its own, or list several right ones below “right:”."),
    ),
    "C305": warning(
        N_("The card has too few wrong choices: {count}, where {least} are wanted."),
        N_("Add a wrong choice that somebody would believe, or make it a true/false card."),
    ),
}

_LEAKS: dict[str, Wording] = {
    "C306": warning(
        N_("The question holds its own answer, “{answer}”."),
        N_("Reword the question so that it does not name what it asks."),
    ),
    "C307": warning(
        N_("The text of this card gives away the answer “{answer}” of the card “{other}” (line {place})."),
        N_("Say here the same without these words, or ask for something else there."),
    ),
    "C308": warning(
        N_("The hint holds the answer “{answer}”."),
        N_("Hint at its kind, its form or its context, not at its words."),
    ),
    "C309": warning(
        N_("The explanation only repeats the answer."),
        N_("Say why it is so, or remove “explain:”: the passage is shown anyway."),
    ),
}

_TWINS: dict[str, Wording] = {
    "C310": warning(
        N_("The question is nearly that of the card “{other}” (line {place})."),
        N_("Remove one of the two, or name in each what tells them apart."),
    ),
    "C311": warning(
        N_("The card “{other}” (line {place}) wants the same answer, proved by the same quote."),
        N_("Remove one of the two, or ask each for another fact."),
    ),
    "C312": warning(
        N_("Of {count} statements, {share} are {found}: who always says so is mostly right."),
        N_("Turn some of them round, by one point each."),
    ),
}

_LOGIC: dict[str, Wording] = {
    "C313": warning(
        N_("“{text}” makes a true/false statement a puzzle of negations."),
        N_("State it without the negation, and turn “is:” round."),
    ),
    "C314": warning(
        N_("The question asks for what is not so, and “{text}” is easily overlooked."),
        N_("Ask for what is so, or write it in capitals."),
    ),
    "C315": warning(
        N_("A face of the cloze hides {share} % of the text: too little is left to tell what is asked."),
        N_("Hide less, or ask a question instead."),
    ),
    "C316": warning(
        N_("The gap “{gap}” hides only a function word, which tells nothing of the source."),
        N_("Hide the word that carries the fact."),
    ),
    "C317": warning(
        N_("With its tolerance, anything from {low} to {high} is right."),
        N_("Narrow the tolerance, or ask for the order of magnitude with “between”."),
    ),
    "C318": warning(
        N_("The card asks two questions at once."),
        N_("Make two cards: who knows one half only can be marked fairly then."),
    ),
    "C319": warning(
        N_("The answer “{answer}” joins two statements."),
        N_("Make two cards, or a list (“all:”) of two short answers."),
    ),
}

_WORDING: dict[str, Wording] = {
    "C320": warning(
        N_("The question does not say who says it, though the source names its publisher and its date."),
        N_("Name the publisher, the author or the person quoted, such as “According to {who}, …”."),
        on=False,
    ),
    "C321": warning(
        N_("“{text}” will mean another time when the card is asked, and no date stands beside it."),
        N_("Write the date, or that of the source."),
    ),
    "C322": warning(
        N_("The card was to be looked at again by {date}."),
        N_("Check that it still holds, then change or remove “review_by:”."),
    ),
    "C323": warning(
        N_("The question has {count} characters; up to {most} are read at a glance."),
        N_("Say less, or move the context into “explain:”."),
    ),
    "C324": warning(
        N_("The answer to be typed has {count} characters; more than {most} are seldom typed alike."),
        N_("Ask for its key words, or make it a flashcard, a choice or an essay."),
    ),
    "C325": warning(N_("The question has no question mark."), N_("End it with one.")),
}

QUALITY: dict[str, Wording] = _CHOICES | _LEAKS | _TWINS | _LOGIC | _WORDING

GROUNDING: dict[str, Wording] = {
    "S210": warning(
        N_("“{text}” stands nowhere in what the card cites, nor elsewhere in that source."),
        N_("Use the source’s own name or figure, cite the source that has it, or write “inference: true”."),
    ),
    "S211": warning(
        N_("The quote has {count} characters of a paragraph of {of}: the proof is lost among them."),
        N_("Quote the clause that proves the answer, or highlight it with “mark:”."),
    ),
    "S212": warning(
        N_("The quote “{quote}” is too short to prove anything by itself."),
        N_("Quote the whole clause, and highlight these words with “mark:”."),
    ),
    "S213": warning(
        N_("The card cites a whole paragraph of {count} characters."),
        N_("Quote the clause that proves the answer."),
        on=False,
    ),
    "S214": warning(
        N_("The wrong choice “{text}” stands in the quote as well."),
        N_("Check that the quote proves it wrong, or quote fewer words."),
        on=False,
    ),
    "S215": warning(
        N_("The source “{source}” does not tell {wanted}."),
        N_("Add it to the source’s front matter, so that claims can be attributed and dated."),
        on=False,
    ),
}
