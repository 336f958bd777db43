"""An example for each finding: what `check --explain` prints, and what tests run."""

from __future__ import annotations

from quizapp.library.rules.examples import (
    card,
    format,
    grounding,
    quality,
    source,
    typography,
    worded,
    yaml,
)
from quizapp.library.rules.model import Example

EXAMPLES: dict[str, Example] = {
    **(yaml.EXAMPLES | format.EXAMPLES | card.EXAMPLES | source.EXAMPLES),
    **(quality.EXAMPLES | worded.EXAMPLES | typography.EXAMPLES | grounding.EXAMPLES),
}
"""Examples by code. A finding of the file system, or one that is a last resort, has no pieces to show."""
