"""Guesses the language of a text by its commonest words, which no two languages share."""

from __future__ import annotations

import re

_WORDS = {
    "fr": "le la les des du une et est dans que qui pour pas sur par au aux ce cette ces il elle ils avec"
    " sont plus ne se son sa ses leur été mais ou où nous vous après avant selon depuis entre comme dont",
    "en": "the of and to in is that for it was with as are be by this have from at which had not but they"
    " were been has their its will would who more when after before about into than since according",
    "de": "der die das und ist nicht ein eine mit von zu den dem des im auf für sich als auch wird nach bei",
    "es": "el los las del y en que una por con para es se lo como más su al pero sus fue está este entre",
    "it": "il lo gli della di che è un una per con non sono dei nel alla anche più si come ha delle dal",
    "pt": "o os as da do dos em que um uma para com não é se por mais como foi ao na no pela são",
    "nl": "de het een van en in is dat op te zijn met voor niet aan er ook als bij naar maar wordt",
}
FUNCTION_WORDS = {lang: frozenset(words.split()) for lang, words in _WORDS.items()}

_WORD = re.compile(r"[^\W\d_]+")
_READ = 40_000
LEAST, PLENTY = 4, 12
"""How many words must speak for a language before it is named, and before that counts more than a claim."""


def guessed(text: str, least: int = LEAST) -> str | None:
    """The language's code; None where fewer than `least` words speak for any, or as many for two."""
    words = _WORD.findall(text[:_READ].lower())
    counts = sorted(
        ((sum(word in known for word in words), lang) for lang, known in FUNCTION_WORDS.items()), reverse=True
    )
    (best, lang), (second, _) = counts[:2]
    return lang if best >= least and best > second * 1.15 else None
