"""The one family of expected failures: a code and its parameters, worded by the front ends."""

from __future__ import annotations


class QuizError(Exception):
    """An expected failure.

    `code` names a message of `quizapp.workspace.wording`, `params` fill it, and `exit_code` is what a
    command ends with: 1 for a failure, 2 for a misuse.
    """

    def __init__(self, code: str, *, exit_code: int = 1, **params: str) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params
        self.exit_code = exit_code
