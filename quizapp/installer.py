"""pip as the set-up uses it: found, or asked for by the line that installs it, and run with progress."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence

from quizapp.messages import _

OLDEST = (22, 3)
"""The first pip that fills another environment than its own."""

_LINES = {
    "debian": "apt-get install python3-pip",
    "ubuntu": "apt-get install python3-pip",
    "fedora": "dnf install python3-pip",
    "rhel": "dnf install python3-pip",
    "arch": "pacman -S python-pip",
    "suse": "zypper install python3-pip",
    "opensuse": "zypper install python3-pip",
    "alpine": "apk add py3-pip",
}
"""What installs pip, by the ID and ID_LIKE of /etc/os-release."""

# Where a user's own pip settings would send packages elsewhere than into the environment.
_ELSEWHERE = ("PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_PYTHON", "PIP_DRY_RUN")


class Pip:
    """A pip that fills the environment of a Python, which may have none itself."""

    def __init__(self, command: Sequence[str], first: Sequence[str] = ()) -> None:
        self._command = tuple(command)
        self._first = tuple(first)

    @classmethod
    def found(cls, python: str) -> Pip | None:
        """The pip of the Python that runs now, else the one that comes with Python, else None."""
        if running_version() >= OLDEST:
            return cls((sys.executable, "-m", "pip", "--python", python))
        if _is_there("ensurepip"):
            return cls((python, "-m", "pip"), first=(python, "-m", "ensurepip"))
        return None

    def prepare(self) -> None:
        """Unpacks the pip that comes with Python, if that is the one. The environment must exist by now."""
        if self._first:
            subprocess.run(self._first, stdout=subprocess.DEVNULL, check=False)

    def run(self, verb: str, lock: str, options: Sequence[str]) -> bool:
        """Runs `pip install` or `pip wheel` over a lock file, and tells whether all went well."""
        total = _packages(lock)
        environ = {name: value for name, value in os.environ.items() if name not in _ELSEWHERE}
        environ |= {"PIP_USER": "0", "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_ROOT_USER_ACTION": "ignore"}
        command = (*self._command, verb, "--no-input", "--progress-bar", "off", *options)
        command += ("--require-hashes", "--requirement", lock)
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, text=True, errors="replace", env=environ
        ) as pip:
            assert pip.stdout is not None
            done = 0
            for line in pip.stdout:
                if line.startswith("Collecting "):
                    done += 1
                    _progress(min(done, total), total, line.split()[1].partition("==")[0])
                elif line.startswith("Installing "):
                    _progress(total, total, _("unpacking"))
        _progress_end()
        return pip.returncode == 0


def running_version() -> tuple[int, ...]:
    """The version of the pip of the Python that runs now; (0,) without one."""
    from importlib import metadata

    if not _is_there("pip"):
        return (0,)
    try:
        version = metadata.version("pip")
    except metadata.PackageNotFoundError:
        return (0,)
    return tuple(int(part) for part in version.split(".")[:2] if part.isdigit())


def missing_pip(os_release: str = "/etc/os-release") -> str:
    """What to tell a user without a usable pip: the exact line that installs one."""
    line = f"{sys.executable} -m pip install --upgrade pip"
    if not _is_there("pip"):
        line = _system_line(os_release) or f"{sys.executable} -m ensurepip --upgrade"
    return _("The set-up needs pip {version} or newer. This installs it:\n\n    {line}\n").format(
        version=".".join(map(str, OLDEST)), line=line
    )


def _system_line(os_release: str) -> str | None:
    try:
        with open(os_release, encoding="utf-8") as file:
            fields = dict(line.rstrip("\n").split("=", 1) for line in file if "=" in line)
    except OSError:
        return None
    names = f"{fields.get('ID', '')} {fields.get('ID_LIKE', '')}".translate({34: None, 39: None}).split()
    line = next((_LINES[name] for name in names if name in _LINES), None)
    if line is None:
        return None
    is_root = sys.platform != "win32" and os.geteuid() == 0
    return line if is_root else f"sudo {line}"


def _is_there(module: str) -> bool:
    from importlib.util import find_spec

    return find_spec(module) is not None


def _packages(lock: str) -> int:
    with open(lock, encoding="utf-8") as file:
        return sum("==" in line and not line.startswith((" ", "#")) for line in file)


def _progress(done: int, total: int, name: str) -> None:
    """One line that is written over, on a terminal only."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r  {done}/{total} {name:<40.40}")
        sys.stderr.flush()


def _progress_end() -> None:
    if sys.stderr.isatty():
        sys.stderr.write("\r" + " " * 60 + "\r")
        sys.stderr.flush()
