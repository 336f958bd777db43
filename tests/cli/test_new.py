"""`quizapp new` makes a source and a deck that can be studied at once, and never loses what was there."""

from __future__ import annotations

import errno
import io
import os
import re
import subprocess
import sys

import pytest

from quizapp import messages
from quizapp.cli import program
from quizapp.library.articles.scaffold import _FRENCH_IDS
from quizapp.library.roots import shipped_root
from tests.cli.conftest import Ran

TEXT = """\
Le four de Kerlann se rallume

Publié le 14 mars 2025

Partager cet article

Éteint depuis 2009, le four de Kerlann s’est rallumé le 3 mars 2025. La commune a payé 24 000 euros.

Le maire, Yann Prigent, n’a rien dit de la suite. Selon lui, le bois manque dans les forêts de la région.

© 2025 La Gazette
"""


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "article.txt"
    path.write_text(TEXT, "utf-8")
    return path


def written(library):
    files = (path for path in library.rglob("*") if path.is_file() and path.suffix != ".json")
    return sorted(str(path.relative_to(library)) for path in files)


ID = "four-kerlann-rallume"


def test_a_deck_is_made_checked_and_studied(quizapp, library, article):
    made = quizapp("new", str(article))
    assert made.code == 0
    assert made.lines == [str(library / "seeds" / f"{ID}.md"), str(library / "decks" / f"{ID}.yaml")]
    assert "share buttons: Partager cet article" in made.err
    checked = quizapp("check", "--format", "concise")
    (left,) = checked.lines
    assert ": F208 warning: “✎ " in left
    deck = library / "decks" / f"{ID}.yaml"
    deck.write_text(deck.read_text("utf-8").replace('front: "✎ ', 'front: "'), "utf-8")
    assert quizapp("check").code == 0
    studied = quizapp("study", "--plain", ID, stdin="\n3\n")
    assert studied.verdict().startswith("ANSWER")
    assert "Éteint depuis 2009" in studied.out


def test_the_source_holds_what_the_article_says_of_itself(quizapp, library, article):
    quizapp("new", str(article), "--publisher", 'La "Gazette": du bourg', "--author", "N. P.")
    assert (library / "seeds" / f"{ID}.md").read_text("utf-8").splitlines()[:8] == [
        "---",
        f"id: {ID}",
        'title: "Le four de Kerlann se rallume"',
        'publisher: "La \\"Gazette\\": du bourg"',
        'author: "N. P."',
        "published: 2025-03-14",
        "lang: fr",
        "---",
    ]


@pytest.mark.parametrize(
    ("first", "told", "missing"),
    [
        ("", " · La Gazette · 2025-03-14 · fr", "its author. Write it at"),
        ("Par Yann Prigent, 3 mars 2026", " · La Gazette · Yann Prigent · 2026-03-03 · fr", ""),
    ],
)
def test_an_author_that_is_found_is_told_and_one_that_is_not_is_asked_for(
    quizapp, library, article, first, told, missing
):
    article.write_text(TEXT.replace("Publié le 14 mars 2025", first or "Publié le 14 mars 2025"), "utf-8")
    err = quizapp("new", str(article)).err
    assert f"Le four de Kerlann se rallume{told}\n" in err
    assert ("The source does not say its " in err) == bool(missing)
    assert missing in err


def test_all_that_is_missing_is_asked_for_at_once(quizapp, library, article):
    article.write_text("Un four\n\nÉteint depuis 2009, le four de Kerlann s’est rallumé en mars.\n", "utf-8")
    err = quizapp("new", str(article)).err
    assert "The source does not say its publisher, author, published. Write them at the head" in err


def test_options_come_before_what_was_found(quizapp, library, article):
    quizapp(
        "new",
        str(article),
        "--deck",
        "four",
        "--title",
        "Autre",
        "--published",
        "3 mai 2024",
        "--text-lang",
        "en",
    )
    sheet = (library / "seeds" / "four.md").read_text("utf-8")
    assert 'title: "Autre"\npublisher: "La Gazette"\npublished: 2024-05-03\nlang: en\n' in sheet


def test_the_deck_speaks_the_language_of_the_article(quizapp, library, article):
    quizapp("new", str(article), QUIZAPP_LANG="en")
    assert messages.language() == "en"
    messages.use("fr")
    wanted = messages.gettext("To be reworded: what does “{title}” say first?").partition("{")[0]
    text = (library / "decks" / f"{ID}.yaml").read_text("utf-8")
    assert wanted in text
    ids = set(re.findall(r"- id: (.*)", text))
    assert {"premiere", "reponse-courte", "plusieurs-choix", "preuve", "redaction"} < ids
    assert not ids & {"first", "short-answer", "several-choices", "evidence", "essay"}


def test_a_french_deck_has_an_id_of_its_own_for_each_kind(quizapp, library, article):
    quizapp("new", str(article), "--text-lang", "en")
    english = re.findall(r"- id: (.*)", (library / "decks" / f"{ID}.yaml").read_text("utf-8"))
    assert set(_FRENCH_IDS) < set(english)
    assert len({_FRENCH_IDS.get(id, id) for id in english}) == len(english)


def test_a_paste_is_read_from_stdin_and_asks_nothing(quizapp, library):
    made = quizapp("new", "-", stdin=TEXT)
    assert made.code == 0
    assert " > " not in made.err
    assert written(library) == [f"decks/{ID}.yaml", f"seeds/{ID}.md"]


def test_a_full_disk_leaves_no_half_of_the_schema(quizapp, library, article, monkeypatch):
    real = os.fsync

    def full(descriptor: int) -> None:
        if os.fstat(descriptor).st_size > 20_000:
            raise OSError(errno.ENOSPC, "No space left on device")
        real(descriptor)

    (library / "decks" / "deck.schema.json").unlink(missing_ok=True)
    monkeypatch.setattr(os, "fsync", full)
    assert quizapp("new", str(article)).code == 0
    assert not [file.name for file in (library / "decks").iterdir() if "schema" in file.name]


def test_nothing_to_read_from_is_an_empty_article(tmp_path, library):
    command = f"exec {sys.executable} -m quizapp --lang en --library {library} --data {tmp_path} new - <&-"
    ran = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)
    assert ran.returncode in (1, 2)
    assert "no paragraph" in ran.stderr


def test_the_schema_that_the_deck_names_lies_beside_it_and_is_left_alone(quizapp, library, article):
    quizapp("new", str(article))
    schema = library / "decks" / "deck.schema.json"
    assert (
        (library / "decks" / f"{ID}.yaml")
        .read_text("utf-8")
        .startswith(f"# yaml-language-server: $schema={schema.name}\n")
    )
    assert schema.read_bytes() == (shipped_root() / "decks" / schema.name).read_bytes()
    schema.write_text("mine", "utf-8")
    quizapp("new", str(article), "--deck", "autre")
    assert schema.read_text("utf-8") == "mine"


def test_one_line_that_is_left_out_is_told_as_one(quizapp, article):
    article.write_text(
        "Un four\n\nPar Yann Prigent, 3 mars 2026\n\nLe four de Kerlann s’est rallumé en mars.\n", "utf-8"
    )
    err = quizapp("new", str(article)).err
    assert "1 line is no part of the article:" in err
    assert "It is left out; --keep-all keeps it.\n" in err


def test_keep_all_leaves_nothing_out(quizapp, library, article):
    made = quizapp("new", str(article), "--keep-all")
    assert "no part of the article" not in made.err
    assert "Partager cet article" in (library / "seeds" / f"{ID}.md").read_text("utf-8")


def test_an_article_without_a_title_is_called_by_its_first_words(quizapp, library):
    quizapp("new", "-", stdin="Le four est tombé en ruine.")
    assert 'title: "Le four est tombé en ruine."' in (library / "seeds" / "four-tombe-ruine.md").read_text(
        "utf-8"
    )


# -- nothing is overwritten ---------------------------------------------------------------------------


def test_a_taken_id_is_refused_with_the_free_one(quizapp, library, article):
    quizapp("new", str(article), "--deck", "four")
    before = (library / "decks" / "four.yaml").read_bytes()
    again = quizapp("new", str(article), "--deck", "four")
    assert (again.code, "--deck four-2" in again.err) == (2, True)
    assert (library / "decks" / "four.yaml").read_bytes() == before


@pytest.mark.parametrize("name", ["decks/four.yaml", "decks/four.yml", "seeds/four.md"])
def test_a_file_in_the_way_stays_and_nothing_else_is_written(quizapp, library, article, name):
    (library / "seeds").mkdir()
    (library / name).write_text("mine", "utf-8")
    assert quizapp("new", str(article), "--deck", "four").code == 2
    assert written(library) == [name]
    assert (library / name).read_text("utf-8") == "mine"


def test_an_id_of_another_file_s_deck_is_taken_too(quizapp, deck, article):
    deck("- {id: a, front: x, back: y, para: 1}", name="autre.yaml")
    assert "--deck marche-2" in quizapp("new", str(article), "--deck", "marche").err


def test_a_title_that_is_taken_gets_the_next_id(quizapp, library, article):
    quizapp("new", str(article))
    other = quizapp("new", "-", stdin=TEXT.replace("24 000", "25 000"))
    assert other.lines[-1] == str(library / "decks" / f"{ID}-2.yaml")


def test_an_article_that_is_a_source_already_is_said(quizapp, library, article):
    quizapp("new", str(article))
    again = quizapp("new", str(article))
    assert (again.code, "is a source already" in again.err, ID in again.err) == (1, True, True)
    assert quizapp("new", str(article), "--deck", "autre").code == 0


def test_both_files_are_written_or_neither(quizapp, library, article, monkeypatch):
    from quizapp.workspace import starting

    name = starting._name

    def fail(beside, file):
        if file.suffix == ".yaml":
            raise OSError(28, "No space left on device")
        name(beside, file)

    monkeypatch.setattr(starting, "_name", fail)
    made = quizapp("new", str(article))
    assert (made.code, "no space left" in made.err) == (1, True)
    assert written(library) == []


def test_a_file_that_appears_meanwhile_is_not_replaced(quizapp, library, article, monkeypatch):
    from quizapp.workspace import starting

    name = starting._name

    def race(beside, file):
        if file.suffix == ".yaml":
            file.write_text("mine", "utf-8")
        name(beside, file)

    monkeypatch.setattr(starting, "_name", race)
    assert quizapp("new", str(article)).code == 2
    assert written(library) == [f"decks/{ID}.yaml"]
    assert (library / "decks" / f"{ID}.yaml").read_text("utf-8") == "mine"


def test_without_hard_links_nothing_is_replaced_either(quizapp, library, article, monkeypatch):
    def no_link(*_):
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_link)
    assert quizapp("new", str(article)).code == 0
    assert written(library) == [f"decks/{ID}.yaml", f"seeds/{ID}.md"]


def test_without_hard_links_a_file_that_appears_meanwhile_is_not_replaced(
    quizapp, library, article, monkeypatch
):
    def no_link(_, file):
        file.write_text("mine", "utf-8")
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_link)
    assert quizapp("new", str(article)).code == 2
    assert written(library) == [f"seeds/{ID}.md"]
    assert (library / "seeds" / f"{ID}.md").read_text("utf-8") == "mine"


# -- what is refused ----------------------------------------------------------------------------------


@pytest.mark.parametrize("id", ["../four", "Four", "a/b", "", "a" * 61, "été", "-four", "a b", "a\x1b"])
def test_a_deck_s_id_names_no_path(quizapp, library, article, id):
    made = quizapp("new", str(article), "--deck", id)
    assert (made.code, "not a valid id" in made.err, "\x1b" in made.err) == (2, True, False)
    assert written(library) == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "holds no paragraph"),
        (bytes(range(256)) * 9, "is no text"),
        (b"%PDF-1.4", "is no text but PDF"),
        ("Été".encode("latin-1"), "line 1, column 1"),
        ("Été".encode("utf-16"), "UTF-16"),
        (b"<html></html>", "holds no paragraph"),
    ],
)
def test_what_is_no_article_is_said(quizapp, library, article, content, said):
    article.write_bytes(content)
    made = quizapp("new", str(article))
    assert (made.code, said in made.err) == (1, True)
    assert written(library) == []


def test_files_that_cannot_be_read_are_said(quizapp, tmp_path):
    assert "There is nothing at" in quizapp("new", str(tmp_path / "none.txt")).err
    assert "is a folder" in quizapp("new", str(tmp_path)).err


def test_an_address_is_not_read_and_what_to_do_is_said(quizapp, library):
    ran = quizapp("new", "https://example.org/halle.html")
    assert (ran.code, ran.out) == (2, "")
    assert "Save the page https://example.org/halle.html as HTML" in ran.err
    assert not (library / "seeds").exists()


def test_without_an_article_its_lack_is_said_in_words_of_ours(quizapp):
    missing = quizapp("new")
    assert (missing.code, missing.err.splitlines()[0]) == (2, "quizapp: ARTICLE is missing.")


def test_options_that_say_nonsense_are_refused(quizapp, article):
    assert "is not a date" in quizapp("new", str(article), "--published", "hier").err
    assert "is no language" in quizapp("new", str(article), "--text-lang", "français").err


def test_the_folder_of_decks_names_its_library(quizapp, article, tmp_path):
    decks = tmp_path / "mine" / "decks"
    decks.mkdir(parents=True)
    ran = quizapp("new", "--library", str(decks), "--deck", "halle", str(article))
    assert ran.lines == [str(tmp_path / "mine" / "seeds" / "halle.md"), str(decks / "halle.yaml")]


def test_a_deck_is_made_in_one_library(quizapp, article, tmp_path):
    two = ("--library", str(tmp_path / "a"), "--library", str(tmp_path / "b"))
    assert "one library" in quizapp("new", str(article), *two).err


def test_without_a_library_the_deck_is_made_in_the_user_s_own(quizapp, article, tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    made = quizapp("new", str(article), QUIZAPP_LIBRARY="")
    own = tmp_path / "home" / "Documents" / "quizapp"
    assert written(own) == [f"decks/{ID}.yaml", f"seeds/{ID}.md"]
    assert f"quizapp study {ID}" in made.err
    assert quizapp("study", "--plain", ID, stdin="\n3\n", QUIZAPP_LIBRARY="").verdict().startswith("ANSWER")
    assert "--deck missiles-2" in quizapp("new", str(article), "--deck", "missiles", QUIZAPP_LIBRARY="").err


def test_a_library_that_is_not_there_yet_is_made(quizapp, article, tmp_path):
    made = quizapp("new", str(article), "--library", str(tmp_path / "my lib"))
    assert written(tmp_path / "my lib") == [f"decks/{ID}.yaml", f"seeds/{ID}.md"]
    assert f"quizapp study --library '{tmp_path / 'my lib'}' {ID}" in made.err


def test_nothing_is_written_through_a_link(quizapp, library, article, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (library / "seeds").symlink_to(tmp_path / "elsewhere")
    made = quizapp("new", str(article))
    assert (made.code, "is a link" in made.err) == (1, True)
    assert written(tmp_path / "elsewhere") == []


def test_what_an_article_holds_reaches_the_terminal_as_marks(quizapp, library):
    made = quizapp(
        "new", "-", stdin="Un titre \x1b[31m rouge\n\nPartager sur \x1b]0;x\x07 Facebook\n\nUne phrase\u202e."
    )
    assert "\x1b" not in made.out + made.err
    assert "\u202e" not in made.err
    assert "4 control characters" in made.err


# -- on a terminal ------------------------------------------------------------------------------------


class Keyboard(io.StringIO):
    """Lines typed at a terminal."""

    def isatty(self):
        return True


@pytest.fixture
def typing(environ, monkeypatch, capsys):
    """Runs the program with lines typed at its questions."""

    def run(*arguments, lines):
        monkeypatch.setattr(sys, "stdin", Keyboard("".join(f"{line}\n" for line in lines)))
        code = program.run(arguments, environ)
        return Ran(code, *capsys.readouterr())

    return run


def test_what_is_dropped_is_asked_and_what_is_found_confirmed(typing, library, article):
    made = typing("new", str(article), lines=["9", "2", "", "Gazette", "-", "le 4 mars 2025", "fr"])
    assert made.code == 0
    assert "Type numbers from 1 to 3" in made.err
    assert "Title [Le four de Kerlann se rallume] > " in made.err
    assert "Date of publication [2025-03-14] > " in made.err
    sheet = (library / "seeds" / f"{ID}.md").read_text("utf-8")
    assert 'publisher: "Gazette"\npublished: 2025-03-04\nlang: fr\n' in sheet
    assert "Partager cet article" in sheet


def test_a_wrong_date_is_asked_again(typing, library, article):
    made = typing("new", str(article), "--keep-all", lines=["", "", "", "hier", "", ""])
    assert made.err.count("Date of publication") == 2
    assert "published: 2025-03-14" in (library / "seeds" / f"{ID}.md").read_text("utf-8")


def test_what_an_option_says_is_not_asked(typing, article):
    made = typing("new", str(article), "--title", "Le four", "--keep-all", lines=[])
    assert "Title [" not in made.err
    assert "Publisher [La Gazette]" in made.err


def test_stopping_writes_nothing(typing, library, article):
    made = typing("new", str(article), lines=[":q"])
    assert (made.code, "Nothing was written" in made.err) == (1, True)
    assert written(library) == []


def test_yes_asks_nothing(typing, library, article):
    assert " > " not in typing("new", str(article), "--yes", lines=[]).err
    assert written(library) == [f"decks/{ID}.yaml", f"seeds/{ID}.md"]


def test_very_many_short_lines_are_counted_and_long_ones_always_told(quizapp, library):
    menu = "".join(f"<li>Rubrique {n}</li>" for n in range(200))
    aside = "Une phrase à part, qui est assez longue pour que l’on tienne à la revoir."
    page = f"<html><nav>{menu}<p>{aside}</p></nav><p>Le four est rallumé, et il est dans le pré.</p></html>"
    made = quizapp("new", "-", stdin=page)
    assert "201 lines are no part" in made.err
    assert "201  navigation: Une phrase à part" in made.err
    assert "and 140 short lines" in made.err
    assert "Rubrique 150" not in made.err
