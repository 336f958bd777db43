"""The whole check, in order: lint, format, types, import contracts, translations, tests with the built wheel.

`python3 tests [--full] [pytest arguments]`. With paths or other pytest arguments only pytest runs, over
those; `--full` takes the counts that the issues name instead of reduced ones.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

_LINT_IMPORTS = """
import sys
from importlinter.cli import lint_imports
sys.exit(lint_imports(no_cache=True, no_logo=True))
"""

STEPS: dict[str, tuple[str, ...]] = {
    "lint": ("-m", "ruff", "check", "."),
    "format": ("-m", "ruff", "format", "--check", "."),
    "types": ("-m", "mypy"),
    "import contracts": ("-c", _LINT_IMPORTS),
    "translations": ("-m", "tests.messages_tool", "check"),
}


def main(arguments: list[str]) -> int:
    """Runs every step, also after one has failed, and gives 0 only if all went well."""
    steps = {} if [argument for argument in arguments if argument != "--full"] else dict(STEPS)
    workers = ("-n", "2") if steps else ()
    steps["tests"] = ("-m", "pytest", *workers, *arguments)
    failed = [name for name, command in steps.items() if not _run(name, command)]
    if failed:
        print(f"failed: {', '.join(failed)}", flush=True)
    return 1 if failed else 0


def _run(name: str, command: tuple[str, ...]) -> bool:
    print(f"── {name}", flush=True)
    began = time.monotonic()
    code = subprocess.run((sys.executable, *command), cwd=ROOT, check=False).returncode
    print(f"── {name}: {'ok' if code == 0 else 'FAILED'} in {time.monotonic() - began:.0f} s", flush=True)
    return code == 0
