"""What each key of a deck is for, in the sentence that an editor shows over it."""

from __future__ import annotations

from quizapp.messages import N_

ABOUT: dict[str, str] = {
    "format": N_("The version of the deck format, which is 1."),
    "deck": N_("What the deck is: its id, its title and what else is known of it."),
    "sources": N_("The texts that the cards quote, each under a short key."),
    "defaults": N_("What all cards share unless they say otherwise."),
    "cards": N_("The cards: each asks for one thing and quotes the words that prove its answer."),
    "deck.id": N_("The deck’s name, to which the history of your answers belongs, wherever the file lies."),
    "deck.title": N_("The title that the home screen shows."),
    "deck.lang": N_("The language in which typed answers are marked: fr or en; without it, English."),
    "deck.version": N_("The deck’s version, for those with whom you share it."),
    "deck.license": N_("The licence under which you share the deck, such as CC-BY-4.0."),
    "deck.author": N_("Who wrote the deck."),
    "deck.description": N_("What the deck is about, for those with whom you share it."),
    "source": N_(
        "A path from the deck’s folder to a Markdown or text file, or the text itself with its title."
    ),
    "source.title": N_("The title of the text, shown above its passages."),
    "source.publisher": N_("Who published the text."),
    "source.author": N_("Who wrote the text."),
    "source.published": N_("When the text appeared, if it says so itself: 2025, 2025-05 or 2025-05-04."),
    "source.lang": N_("The language of the text, where it is not the deck’s."),
    "source.text": N_("The text itself; an empty line begins a new paragraph."),
    "defaults.source": N_("The key of the source that cards quote unless they name another."),
    "defaults.tags": N_("Tags of every card, a text or a list."),
    "defaults.accents": N_(
        "Whether a missing accent is forgiven (lenient) or makes an answer “almost” (strict)."
    ),
    "defaults.shuffle": N_(
        "Whether the options of choices change places at each showing; they do unless this is false."
    ),
    "card": N_("A card; which kind it is, its own keys tell."),
    "card.id": N_(
        "The card’s name, unique in the deck, to which its history belongs: name the subject, not the place."
    ),
    "card.tags": N_("Tags of the card, a text or a list, besides those of the defaults."),
    "card.source": N_("The key of the source that the card quotes."),
    "card.quote": N_("The exact words of one paragraph that prove the answer, or a list of such quotes."),
    "card.para": N_(
        "The number of the paragraph that holds the quote, from 1; without a quote, all of it is cited."
    ),
    "card.mark": N_(
        "The words to highlight within the quote, a text or a list; without it, the whole quote."
    ),
    "card.hint": N_("What the learner sees on asking for it; the answer then counts as harder."),
    "card.explain": N_("What is shown below the passage after the answer."),
    "card.note": N_("A remark of yours, shown after the answer below the explanation."),
    "card.inference": N_("Whether the answer follows from the quote without standing in it in these words."),
    "card.accents": N_(
        "Whether a missing accent is forgiven (lenient) or makes the answer “almost” (strict)."
    ),
    "card.shuffle": N_("Whether the options change places at each showing; they do unless this is false."),
    "card.aliases": N_("Former names of the card, old-id or deck/old-id, whose history it takes over."),
    "card.image": N_("A path from the deck’s folder to a picture, which always has “alt” beside it."),
    "card.alt": N_("What the picture shows, in words that do not give the answer away."),
    "card.review_by": N_("The date by which you want to look at the card again."),
    "card.front": N_("The front of a flashcard."),
    "card.back": N_("The back of a flashcard, one text or several ways to say it."),
    "card.reverse": N_("Whether the flashcard is asked from its back, too."),
    "card.question": N_("What is asked."),
    "card.answer": N_(
        "The right answer, to be typed, or a list of all that are right; the first one is shown."
    ),
    "card.all": N_(
        "The items that are all wanted, in any order; one with several names is a list of its own."
    ),
    "card.date": N_("The date that is asked, as precise as it is wanted: 2025, 2025-05 or 2025-05-04."),
    "card.number": N_(
        "The number that is asked, or a mapping with value or between, and tolerance and unit."
    ),
    "card.right": N_("The right option; a list of them makes a question with several right ones."),
    "card.wrong": N_("The wrong options, each best with a “why”; there are at most {most} options in all."),
    "card.statement": N_("A statement that is true or false."),
    "card.is": N_("Whether the statement is true: true, false, vrai or faux."),
    "card.cloze": N_(
        "A sentence with gaps to be filled, each written {{{{c1::answer|other answer::hint}}}}."
    ),
    "card.order": N_("The items in their right order, from {least_ordered} to {most_ordered}."),
    "card.match": N_("The lines, each with the text that belongs to it, from {least_lines} to {most_lines}."),
    "card.decoys": N_("Texts that belong to no line; there are at most {most_texts} texts to choose from."),
    "card.evidence": N_(
        "Exact words of the one sentence that is the proof; its paragraph’s sentences are the options."
    ),
    "card.essay": N_("A question to be answered in free text."),
    "card.rubric": N_(
        "The ideas that a full answer holds, from {least_ideas} to {most_ideas}, ticked by the learner."
    ),
    "number.value": N_("The number, with a point before decimals."),
    "number.between": N_("Two numbers, the smaller first, of which both are wanted."),
    "number.tolerance": N_("How far off an answer may be: a percentage such as 5%, or an amount."),
    "number.unit": N_("The unit; one that the learner leaves out is noted, a wrong one is wrong."),
    "option.text": N_("The option as it is shown."),
    "option.why": N_("Why the option is right or wrong, shown after the answer."),
    "quote.source": N_("The key of the source that this quote is from."),
    "quote.text": N_("The exact words of one paragraph of the source."),
    "quote.para": N_(
        "The number of the paragraph that holds the words, from 1; without words, all of it is cited."
    ),
    "quote.mark": N_("The words to highlight within this quote, a text or a list."),
}
"""A sentence a key, under the mapping that it stands in; some name limits of the reader."""

TITLES: dict[str, str] = {
    "front": N_("Flashcard"),
    "answer": N_("Short answer"),
    "all": N_("List"),
    "date": N_("Date"),
    "number": N_("Number"),
    "right": N_("Choice"),
    "statement": N_("True or false"),
    "cloze": N_("Cloze"),
    "order": N_("Order"),
    "match": N_("Match"),
    "evidence": N_("Evidence"),
    "essay": N_("Essay"),
}
"""The name of each kind of card by the key that tells it."""
