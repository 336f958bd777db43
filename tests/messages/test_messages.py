"""Messages: the language asked for is the one spoken, in both catalogues complete."""

from __future__ import annotations

import gettext
import subprocess
import sys

import pytest

from quizapp import messages
from quizapp.messages import choose_language, ngettext, use
from tests import messages_tool


@pytest.mark.parametrize(
    ("option", "environ", "expected"),
    [
        (None, {}, "en"),
        ("fr", {"QUIZAPP_LANG": "en", "LC_ALL": "en_GB.UTF-8"}, "fr"),
        ("en", {"QUIZAPP_LANG": "fr"}, "en"),
        (None, {"QUIZAPP_LANG": "fr", "LC_ALL": "en_GB.UTF-8"}, "fr"),
        (None, {"QUIZAPP_LANG": "", "LC_ALL": "fr_FR.UTF-8"}, "fr"),
        (None, {"LC_ALL": "fr_FR.UTF-8", "LC_MESSAGES": "en_GB", "LANG": "en_GB"}, "fr"),
        (None, {"LC_ALL": "C", "LC_MESSAGES": "POSIX", "LANG": "fr_CH"}, "fr"),
        (None, {"LC_ALL": "C.UTF-8", "LANG": "fr_BE@euro"}, "fr"),
        (None, {"LC_MESSAGES": "fr", "LANG": "en_US.UTF-8"}, "fr"),
        (None, {"LC_ALL": "de_DE.UTF-8", "LANG": "fr_FR.UTF-8"}, "en"),
        (None, {"LANG": "frp_FR.UTF-8"}, "en"),
        (None, {"LANG": "C.UTF-8"}, "en"),
        ("fr-CA", {}, "fr"),
    ],
)
def test_the_first_that_names_a_language_decides(option, environ, expected):
    assert choose_language(option, environ) == expected


def test_english_is_the_text_itself():
    use("en")
    assert messages.gettext("No such text.") == "No such text."
    assert ngettext("one", "many", 1) == "one"
    assert ngettext("one", "many", 0) == "many"


def test_french_says_what_its_catalogue_says():
    use("fr")
    assert messages.language() == "fr"
    assert messages.gettext("Set up.") == "C’est prêt."
    assert messages.gettext("No such text.") == "No such text."
    assert messages.gettext("") == ""


def test_english_never_imports_gettext():
    code = "import sys; import quizapp.messages as m; m.use('en'); m._('x'); print('gettext' in sys.modules)"
    ran = subprocess.run(
        [sys.executable, "-I", "-S", "-c", f"import sys; sys.path[:0] = {sys.path!r}; {code}"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout == "False\n"


def test_every_translation_is_there_fresh_and_compiled():
    assert messages_tool.findings() == []


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A small package with its own catalogue, wholly translated."""
    package = tmp_path / "app"
    package.mkdir()
    (package / "words.py").write_text(
        'A = N_("Hello {name}")\nB = _("Plain")\nC = ngettext("{n} card", "{n} cards", 2)\nD = _(A)\n'
    )
    monkeypatch.setattr(messages_tool, "PACKAGE", package)
    catalog = messages_tool.extracted(package)
    translations: dict[str, str | tuple[str, ...]] = {
        "Hello {name}": "Bonjour {name} !",
        "Plain": "Simple",
        "{n} card": ("{n} carte", "{n} cartes"),
    }
    for message in catalog:
        if message.id:
            message.string = translations[messages_tool._key(message)]
    return package, catalog


def wrong(package, catalog):
    return list(messages_tool.problems("fr", messages_tool.extracted(package), catalog))


def test_a_complete_catalogue_has_no_problem(package):
    assert wrong(*package) == []


def test_a_missing_translation_is_found(package):
    folder, catalog = package
    (folder / "more.py").write_text('_("New")\n')
    assert wrong(folder, catalog) == ["fr: 'New' is not translated"]


def test_a_missing_plural_form_is_found(package):
    folder, catalog = package
    catalog.get("{n} card").string = ("{n} carte", "")
    assert wrong(folder, catalog) == ["fr: '{n} card' is not translated"]


def test_a_fuzzy_translation_is_found(package):
    folder, catalog = package
    catalog.get("Plain").flags.add("fuzzy")
    assert wrong(folder, catalog) == ["fr: 'Plain' is marked fuzzy"]


def test_a_stale_translation_is_found(package):
    folder, catalog = package
    catalog.add("Gone", "Parti")
    assert wrong(folder, catalog) == ["fr: 'Gone' is stale"]


@pytest.mark.parametrize("translation", ["Bonjour", "Bonjour {nom}", "Bonjour {name} {", "Bonjour {}"])
def test_other_fields_than_the_text_has_are_found(package, translation):
    folder, catalog = package
    catalog.get("Hello {name}").string = translation
    assert wrong(folder, catalog) == [f"fr: 'Hello {{name}}' has other fields in {translation!r}"]


@pytest.mark.parametrize("call", ['_(f"Hello {x}")', '_("a" + b)', '_("a {x}".format(x=1))', "N_(name)"])
def test_a_text_put_together_where_it_is_marked_is_found(package, call):
    folder, _catalog = package
    (folder / "late.py").write_text(f"\n{call}\n")
    assert messages_tool.unreadable_calls(folder) == ["app/late.py:2"]


def test_a_compiled_catalogue_that_says_something_else_is_found(package):
    _folder, catalog = package
    path = messages_tool.catalogue_path("fr", "mo")
    assert messages_tool.out_of_date("fr", catalog)
    path.parent.mkdir(parents=True)
    path.write_bytes(messages_tool.compiled("fr", catalog))
    assert not messages_tool.out_of_date("fr", catalog)
    catalog.get("Plain").string = "Tout simple"
    assert messages_tool.out_of_date("fr", catalog)


def test_compiling_puts_the_french_spaces(package, tmp_path):
    _folder, catalog = package
    path = tmp_path / "x.mo"
    path.write_bytes(messages_tool.compiled("fr", catalog))
    with path.open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    assert compiled.gettext("Hello {name}") == "Bonjour {name}\u202f!"
    assert compiled.ngettext("{n} card", "{n} cards", 0) == "{n} carte"
    assert compiled.ngettext("{n} card", "{n} cards", 2) == "{n} cartes"


def test_updating_keeps_translations_adds_new_texts_and_drops_stale_ones(package):
    folder, _catalog = package
    messages_tool.update("fr")
    path = messages_tool.catalogue_path("fr", "po")
    path.write_text(path.read_text().replace('msgid "Plain"\nmsgstr ""', 'msgid "Plain"\nmsgstr "Simple"'))
    (folder / "words.py").write_text('_("Plain")\n_("Plainer")\n')
    messages_tool.update("fr")
    texts = {message.id: message.string for message in messages_tool.read_catalogue("fr") if message.id}
    assert texts == {"Plain": "Simple", "Plainer": ""}
    before = path.read_bytes()
    messages_tool.update("fr")
    assert path.read_bytes() == before
