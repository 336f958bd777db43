"""The way from a bare checkout to a running program: an environment filled from the lock with only pip.

Debian's pip refuses `pip install .` and its Python lacks ensurepip, so the environment is made without pip
and filled from outside by `pip --python`. Every start passes here, so what only a set-up needs is imported
there.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from quizapp.messages import _, choose_language, use

STAMP = "quizapp-stamp"
_POLL_S = 0.2


class Environment:
    """A virtual environment that holds exactly what the first of `locks` names.

    It lies in the checkout as `name`, or in the user's cache folder where the checkout cannot be written.
    With `wheelhouse`, the wheels of the last of `locks` are kept in its folder `wheelhouse`.
    """

    def __init__(self, checkout: str, name: str, locks: tuple[str, ...], *, wheelhouse: bool = False) -> None:
        self.checkout = checkout
        self.locks = tuple(os.path.join(checkout, lock) for lock in locks)
        self.folder = os.path.join(checkout, name)
        self.wheelhouse = os.path.join(self.folder, "wheelhouse") if wheelhouse else None
        if not os.access(checkout, os.W_OK) and not self.is_ready():
            self.folder = os.path.join(_cache_folder(), _folder_name(checkout, name))
            self.wheelhouse = os.path.join(self.folder, "wheelhouse") if wheelhouse else None

    @property
    def python(self) -> str:
        if sys.platform == "win32":
            return os.path.join(self.folder, "Scripts", "python.exe")
        return os.path.join(self.folder, "bin", "python")

    @property
    def stamp(self) -> str:
        return os.path.join(self.folder, STAMP)

    def is_ready(self) -> bool:
        """Tells whether a set-up came to its end here, from these very locks, and its Python is still there.

        The stamp is the locks themselves: comparing 30 kB costs less than importing hashlib.
        """
        try:
            with open(self.stamp, "rb") as file:
                stamp = file.read()
        except OSError:
            return False
        return os.path.exists(self.python) and stamp == self.expected_stamp()

    def expected_stamp(self) -> bytes:
        """What the stamp must say. It holds the version where the environment runs the Python that runs now,
        so that a Python upgraded in place is noticed."""
        parts = []
        for lock in self.locks:
            with open(lock, "rb") as file:
                parts.append(file.read())
        return b"\n".join((self._version(), *parts))

    def _version(self) -> bytes:
        """The version of the environment's Python: our own if it is the same, else what its set-up noted."""
        if os.path.realpath(self.python) == os.path.realpath(sys.executable):
            return b"%d.%d" % sys.version_info[:2]
        try:
            with open(os.path.join(self.folder, "pyvenv.cfg"), encoding="utf-8") as file:
                settings = dict(line.split(" = ", 1) for line in file if " = " in line)
        except OSError:
            return b""
        return ".".join(settings.get("version", "").strip().split(".")[:2]).encode()


def hand_over(environment: Environment, module: str, arguments: Sequence[str]) -> int:
    """Runs a module in the environment, which is set up first where needed.

    Where the system can replace the running process this does not return; else it gives the exit code.
    """
    if not environment.is_ready():
        if os.path.realpath(sys.prefix) == os.path.realpath(environment.folder):
            return _start_from_outside()
        use(choose_language(None, os.environ))
        try:
            code = set_up(environment)
        except KeyboardInterrupt:
            _say(_("Set-up interrupted; the next start does it again."))
            return 130
        except OSError as error:
            _say(_("The environment cannot be set up: {error}").format(error=error))
            return 1
        if code:
            return code
    # -P: a file of the current folder must not stand in for a module.
    command = [environment.python, "-P", *_called(arguments), "-m", module, *arguments]
    if sys.platform != "win32":
        sys.stdout.flush()
        sys.stderr.flush()
        os.execv(command[0], command)
    import signal
    import subprocess

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    return subprocess.call(command)


def _called(arguments: Sequence[str]) -> tuple[str, ...]:
    """Hands on what was typed to get here, as an option of Python that no further process inherits.

    Nothing where that cannot be shown as it would be typed: hints are templates, and go to the terminal.
    """
    python, *words = sys.orig_argv[: len(sys.orig_argv) - len(arguments)]
    name = os.path.basename(python)
    if any(os.access(os.path.join(folder, name), os.X_OK) for folder in os.get_exec_path()):
        # A manager of Pythons puts its full path in the place of the name that was typed.
        python = name
    typed = " ".join(f'"{word}"' if " " in word else word for word in (python, *words))
    plain = all(char.isalnum() or char in '"/\\ ._-+:' for char in typed)
    return ("-X", f"called={typed}") if plain else ()


def set_up(environment: Environment) -> int:
    """Fills the environment, after whoever else is just doing so. Gives 0, or the code to exit with."""
    import time
    from pathlib import Path

    from quizapp.system import Locked, lock_file

    os.makedirs(os.path.dirname(environment.folder), exist_ok=True)
    waiting = False
    while True:
        try:
            with lock_file(Path(environment.folder + ".lock"), str(os.getpid())):
                return 0 if environment.is_ready() else _fill(environment)
        except Locked:
            if not waiting:
                _say(_("Another set-up is under way; waiting for it."))
            waiting = True
            time.sleep(_POLL_S)


def _start_from_outside() -> int:
    """Starts anew with the Python that the environment was made from: no environment can replace itself."""
    import subprocess

    return subprocess.call([sys._base_executable, *sys.orig_argv[1:]])  # type: ignore[attr-defined]


def _fill(environment: Environment) -> int:
    from quizapp.installer import Pip, missing_pip

    pip = Pip.found(environment.python)
    if pip is None:
        _say(missing_pip())
        return 1
    _say(_("First start: setting up {folder}").format(folder=environment.folder))
    _create(environment)
    pip.prepare()
    options: list[str] = []
    if environment.wheelhouse:
        options = ["--find-links", environment.wheelhouse]
        if not pip.run("wheel", environment.locks[-1], ["--wheel-dir", environment.wheelhouse]):
            return _failed()
    if not pip.run("install", environment.locks[0], options):
        return _failed()
    with open(environment.stamp + ".new", "wb") as file:
        file.write(environment.expected_stamp())
    os.replace(environment.stamp + ".new", environment.stamp)
    _say(_("Set up."))
    return 0


def _failed() -> int:
    _say(_("pip could not fill the environment; its own words stand above. The next start tries again."))
    return 1


def _create(environment: Environment) -> None:
    """Makes the environment empty, with the checkout importable in it.

    The path is relative where it can be, so that a checkout may be moved.
    """
    import sysconfig
    import venv

    venv.create(environment.folder, clear=True, symlinks=sys.platform != "win32", with_pip=False)
    places = {"base": environment.folder, "platbase": environment.folder}
    packages = sysconfig.get_path("purelib", "venv", places)
    inside = environment.folder.startswith(environment.checkout + os.sep)
    path = os.path.relpath(environment.checkout, packages) if inside else environment.checkout
    with open(os.path.join(packages, "quizapp-checkout.pth"), "w", encoding="utf-8") as file:
        file.write(path + "\n")


def _cache_folder() -> str:
    """The user's cache folder as platformdirs gives it, which is not there before the set-up."""
    home = os.path.expanduser("~")
    if sys.platform == "win32":
        return os.path.join(os.environ.get("LOCALAPPDATA") or home, "quizapp", "Cache")
    if sys.platform == "darwin":
        return os.path.join(home, "Library", "Caches", "quizapp")
    return os.path.join(os.environ.get("XDG_CACHE_HOME") or os.path.join(home, ".cache"), "quizapp")


def _folder_name(checkout: str, name: str) -> str:
    """A name of its own for each checkout."""
    from zlib import crc32

    return f"{name.lstrip('.')}-{crc32(os.fsencode(checkout)):08x}"


def _say(text: str) -> None:
    print(f"quizapp: {text}", file=sys.stderr, flush=True)
