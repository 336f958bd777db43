"""The house keeps its rules: contracts hold, and starting loads nothing that a start does not need."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent

HEAVY = {"textual", "yaml", "pydantic", "rapidfuzz", "fsrs", "fsrs_rs_python", "numpy"}


def run(code: str) -> str:
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def test_import_contracts_hold():
    lint = "sys.exit(lint_imports(no_cache=True, no_logo=True))"
    code = f"import sys; from importlinter.cli import lint_imports; {lint}"
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_every_room_stands_in_the_contracts():
    import tomllib

    configuration = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = configuration["tool"]["importlinter"]["contracts"]
    layers = " ".join(next(contract["layers"] for contract in contracts if contract["type"] == "layers"))
    named = {
        name.strip("()").partition(".")[2]
        for name in layers.split()
        if name.strip("()").startswith("quizapp.")
    }
    rooms = {
        path.stem
        for path in (ROOT / "quizapp").iterdir()
        if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    # Those stand above all others: they start the program or set it up.
    assert rooms - {"__init__", "__main__", "bootstrap", "installer"} <= named


@pytest.mark.parametrize(
    "module", ["quizapp.workspace", "quizapp.settings", "quizapp.text", "quizapp.system"]
)
def test_importing_leaves_heavy_packages_alone(module):
    loaded = set(run(f"import sys, {module}; print(*sys.modules)").split())
    assert loaded & HEAVY == set()


def test_a_sitting_loads_nothing_of_authoring():
    ways_in = "quizapp.cli.study, quizapp.tui.screens.study, quizapp.tui.screens.home"
    loaded = run(f"import sys, {ways_in}; print(*sys.modules)").split()
    authoring = ("author", "draft", "preview", "deck_files", "row_list", "coverage", "beginning")
    assert [name for name in loaded if name.startswith("quizapp.") and any(map(name.count, authoring))] == []


def test_home_loads_nothing_of_a_sitting_nor_what_the_first_frame_does_not_show():
    loaded = set(run("import sys, quizapp.tui.app, quizapp.tui.screens.home; print(*sys.modules)").split())
    workspace = {"sitting", "asking", "records", "wording", "errors"}
    assert loaded & {f"quizapp.workspace.{name}" for name in workspace} == set()
    screens = {"quizapp.tui.screens.page", "quizapp.tui.screens.asking", "textual.widgets._footer"}
    assert loaded & screens == set()
    assert loaded & {"quizapp.questions.model", "quizapp.study.memory"} == set()


STARTED = """\
import sys
import quizapp.tui.app as app
from quizapp.cli import home, main, sitting
home.has_screen = sitting.has_screen = lambda _environ: True
app.run_home = app.run_study = lambda *_: 0
print(main(sys.argv[1:]), "click" in sys.modules)
"""


@pytest.mark.parametrize(
    ("arguments", "parsed"), [([], False), (["study"], False), (["study", "--new=1"], True)]
)
def test_a_start_without_options_loads_no_parser(arguments, parsed, tmp_path):
    environ = {**os.environ, "QUIZAPP_DATA": str(tmp_path), "HOME": str(tmp_path)}
    command = [sys.executable, "-c", STARTED, *arguments]
    ran = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["0", str(parsed)]


def test_study_loads_no_footer_nor_wording_before_its_first_frame():
    ways_in = "quizapp.tui.app, quizapp.tui.screens.study, quizapp.workspace.sitting"
    loaded = set(run(f"import sys, {ways_in}; print(*sys.modules)").split())
    late = {"workspace.wording", "tui.screens.page", "study.memory"}
    assert loaded & {"textual.widgets._footer", *(f"quizapp.{name}" for name in late)} == set()


SITTING = """\
import sys, quizapp.cli.study
from quizapp.workspace import sitting, workspace, home, dealing
from quizapp.cli.screen import import_asyncio
import_asyncio()
from quizapp.tui.app import run_study
from quizapp.tui.screens import home, study
from quizapp.study.queue import shuffle
shuffle("a/b#main", 1)
"""


def test_a_sitting_loads_no_openssl_and_leaves_it_to_those_who_want_it():
    loaded = set(run(SITTING + "print(*sys.modules)").split())
    assert "asyncio.sslproto" in loaded
    assert loaded & {"ssl", "_ssl", "hashlib", "_hashlib"} == set()
    assert run(SITTING + "import ssl; print(ssl.OPENSSL_VERSION)").startswith("OpenSSL")


def test_whoever_begins_the_app_imports_asyncio_without_openssl():
    began = [
        text
        for path in (ROOT / "quizapp" / "cli").glob("*.py")
        if "from quizapp.tui.app import" in (text := path.read_text("utf-8"))
    ]
    assert len(began) > 3
    assert all("    import_asyncio()\n        from quizapp.tui.app import" in text for text in began)


def test_a_sitting_defines_only_named_tuples_that_are_cheap_to_define():
    listed = """
named = {
    f"{name}.{value.__name__}"
    for name, module in list(sys.modules.items()) if name.startswith("quizapp.")
    for value in vars(module).values()
    if isinstance(value, type) and value.__module__ == name and hasattr(value, "_fields")
    and issubclass(value, tuple) and type(value) is type
}
print(*named)
"""
    assert run(SITTING + listed).split() == []


def test_the_bootstrap_needs_the_standard_library_only():
    code = "import sys, quizapp.bootstrap, quizapp.installer, quizapp.system; print(*sys.modules)"
    tops = {name.partition(".")[0] for name in run(code).split()}
    known = sys.stdlib_module_names | {"quizapp", "__main__", "_virtualenv", "sitecustomize", "usercustomize"}
    assert {name for name in tops if not name.startswith(("_", "distutils"))} <= known


def test_modules_at_the_top_shadow_no_standard_one():
    names = {path.stem for path in (ROOT / "quizapp").iterdir()} - {"__init__", "__main__", "__pycache__"}
    assert names & sys.stdlib_module_names == set()
