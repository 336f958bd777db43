"""The words, in French and English, by which rules tell what a text says from how it says it."""

from __future__ import annotations

_ARTICLES = "l le la les un une des du the a an"
_FUNCTION = f"""
    {_ARTICLES} de d et ou à au aux en y que qui dont où ce cet cette ces se s sa son ses il elle ils elles on
    ne n of and or to in on at by it is are was were be that this
"""
_SMALL = f"""
    {_FUNCTION} pas qu c est sont été leur leurs dans sur pour par avec sans
    its his her their for from with not
"""
_ASKING = """
    quel quelle quels quelles lequel laquelle lesquels lesquelles quoi qui comment combien pourquoi quand où
    which what how many much who whom whose when where why
"""

ARTICLES = frozenset(_ARTICLES.split())
FUNCTION_WORDS = frozenset(_FUNCTION.split())
SMALL_WORDS = frozenset(_SMALL.split())
"""Words that tell nothing by themselves."""

ASKING_WORDS = frozenset(_ASKING.split())
"""Words that tell what is asked."""
