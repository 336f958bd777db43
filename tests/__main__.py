"""`python3 tests` sets up the tests' own environment and runs the whole check; see `tests.check`."""

import os
import sys


def start() -> int:
    if sys.version_info < (3, 11):  # noqa: UP036 - older ones come here to be told
        sys.exit("quizapp needs Python 3.11 or newer; this is Python %d.%d." % sys.version_info[:2])  # noqa: UP031
    if __package__:
        from tests.check import main

        return main(sys.argv[1:])
    tests = os.path.dirname(os.path.realpath(__file__))
    checkout = os.path.dirname(tests)
    sys.path[:] = [checkout, *(folder for folder in sys.path if os.path.realpath(folder) != tests)]
    from quizapp.bootstrap import Environment, hand_over

    locks = ("requirements-dev.lock", "requirements.lock")
    return hand_over(Environment(checkout, ".venv-tests", locks, wheelhouse=True), "tests", sys.argv[1:])


if __name__ == "__main__":
    sys.exit(start())
