"""`python -m quizapp` starts the program; `python3 quizapp`, run in a checkout, also sets it up first.

Written for old Pythons too, as far as the message that asks for a newer one.
"""

import os
import sys


def start() -> int:
    if sys.version_info < (3, 11):  # noqa: UP036 - older ones come here to be told
        sys.exit("quizapp needs Python 3.11 or newer; this is Python %d.%d." % sys.version_info[:2])  # noqa: UP031
    if __package__:
        from quizapp.cli import main

        return int(main() or 0)
    package = os.path.dirname(os.path.realpath(__file__))
    checkout = os.path.dirname(package)
    # The package's own folder would make its modules importable by their short names.
    sys.path[:] = [checkout, *(folder for folder in sys.path if os.path.realpath(folder) != package)]
    from quizapp.bootstrap import Environment, hand_over

    return hand_over(Environment(checkout, ".venv", ("requirements.lock",)), "quizapp", sys.argv[1:])


if __name__ == "__main__":
    sys.exit(start())
