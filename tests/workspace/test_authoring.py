"""A deck file is followed whatever happens to it on disk, and what it last held is kept meanwhile."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from quizapp.errors import QuizError
from quizapp.library.roots import Library, file_library
from quizapp.library.safe_open import read_bytes
from quizapp.workspace.authoring import Authoring
from quizapp.workspace.deck_files import open_deck, open_only, open_path, own_files
from tests.workspace.making import Desk, short

SHEET = (
    "---\ntitle: Feuille\nlang: fr\n---\nLe marché compte trente étals. Il est vieux.\n\nLa mairie paie.\n"
)
DECK = """\
format: 1
deck: {id: marche, title: Le marché, lang: fr}
sources: {f: ../seeds/feuille.md}
cards:
  - {id: etals, question: Combien ?, answer: trente, quote: compte trente étals}
  - {id: mairie, question: Qui ?, answer: la mairie, quote: La mairie paie}
"""
THIRD = "  - {id: age, question: Est-il neuf ?, answer: vieux, quote: Il est vieux}\n"
SECOND_NS = 1_000_000_000


class Written:
    """A deck that is being written, and a clock that every save moves on by a minute."""

    def __init__(self, root: Path) -> None:
        self.now_ns = 1_700_000_000 * SECOND_NS
        self.root = root
        (root / "decks").mkdir(parents=True)
        (root / "seeds").mkdir()
        self.file = root / "decks" / "marche.yaml"
        self.sheet = root / "seeds" / "feuille.md"
        self.save(self.sheet, SHEET)
        self.save(self.file, DECK)
        self.authoring = Authoring(Library("user", root.resolve()), "decks/marche.yaml", self.now_ns)

    def save(self, file: Path, text: str | bytes) -> None:
        self.now_ns += 60 * SECOND_NS
        file.write_bytes(text.encode() if isinstance(text, str) else text)
        os.utime(file, ns=(self.now_ns, self.now_ns))

    def look(self) -> Authoring:
        self.now_ns += SECOND_NS // 4
        self.authoring.poll(self.now_ns)
        return self.authoring

    def cards(self) -> list[str]:
        return [card.id for card in self.look().draft.cards]

    def quoted(self) -> int:
        return sum(bool(sentence.cards) for sentence in self.look().draft.sentences())

    def stale(self) -> list[str]:
        """The codes of the problems while the last good deck is shown."""
        draft = self.look().draft
        assert draft.stale
        assert [card.id for card in draft.cards] == ["etals", "mairie"]
        assert self.quoted() == 2, "what was quoted stays so"
        return [problem.code for problem in draft.problems]

    def is_well(self) -> bool:
        draft = self.look().draft
        return (not draft.stale, draft.problems, self.cards(), self.quoted()) == (
            *(True, (), ["etals", "mairie"]), 2
        )  # fmt: skip


@pytest.fixture
def written(tmp_path: Path) -> Written:
    written = Written(tmp_path / "library")
    assert written.is_well()
    return written


def test_nothing_changed_gives_the_same_draft(written: Written) -> None:
    first = written.look().draft
    assert written.look().draft is first
    written.now_ns += 3600 * SECOND_NS
    assert written.look().draft is first


def test_a_save_is_seen_at_the_next_look(written: Written) -> None:
    written.save(written.file, DECK + THIRD)
    assert written.cards() == ["etals", "mairie", "age"]
    assert written.quoted() == 3
    assert written.look().draft.saved_ns == written.file.stat().st_mtime_ns


def test_a_second_save_within_one_tick_of_a_slow_clock_is_seen(written: Written) -> None:
    written.save(written.file, DECK)
    written.look()
    again = DECK.replace("trente,", "trento,")
    written.file.write_text(again, "utf-8")
    os.utime(written.file, ns=(written.now_ns - SECOND_NS // 4,) * 2)
    written.look()
    assert [problem.code for problem in written.look().draft.problems] == ["S202"]


def test_a_save_is_read_once(written: Written, monkeypatch: pytest.MonkeyPatch) -> None:
    reads: list[str] = []

    def counted(root: Path, path: str) -> bytes:
        reads.append(path)
        return read_bytes(root, path)

    monkeypatch.setattr("quizapp.library.shelf.read_bytes", counted)
    written.save(written.file, DECK + THIRD)
    for _ in range(6):
        written.look()
    assert reads.count("decks/marche.yaml") == 1, "a file is not read anew while it stays as it is"


@pytest.mark.parametrize("length", [0, 10, 60, 100])
def test_a_file_saved_half_written_keeps_the_last_good_deck(written: Written, length: int) -> None:
    written.save(written.file, DECK.encode()[:length])
    assert written.stale()
    written.save(written.file, DECK)
    assert written.is_well()


def long(count: int = 5) -> str:
    card = "  - id: c{0}\n    question: Combien {0} ?\n    answer: [trente]\n    quote: compte trente étals\n"
    return DECK[: DECK.index("  - {id")] + "".join(card.format(number) for number in range(count))


@pytest.mark.parametrize("end", ["id: c", "question: Comb", "answer", "answer: [tren"])
def test_a_file_that_ends_within_a_card_keeps_the_last_good_deck(written: Written, end: str) -> None:
    written.save(written.file, long())
    assert len(written.cards()) == 5
    cut = long().index(end, long().index("id: c2")) + len(end)
    written.save(written.file, long()[:cut])
    draft = written.look().draft
    assert draft.stale
    assert [card.id for card in draft.cards] == ["c0", "c1", "c2", "c3", "c4"]
    assert draft.problems
    written.save(written.file, long())
    assert not written.look().draft.stale


@pytest.mark.parametrize(
    "text",
    [
        long()[: long().index("question: Combien 4")],
        long()[: long().index("id: c4")] + "id: d\n    question: q\n",
        long(3).replace("answer: ", "anwser: ", 1),
        long(3),
    ],
)
def test_an_end_that_its_author_changes_is_shown_as_it_is(written: Written, text: str) -> None:
    written.save(written.file, long())
    assert len(written.cards()) == 5
    written.save(written.file, text)
    assert not written.look().draft.stale


def test_a_card_saved_half_written_is_shown_with_its_problem_as_it_was(written: Written) -> None:
    written.save(written.file, DECK.replace("answer: la mairie, ", ""))
    draft = written.look().draft
    assert not draft.stale
    etals, mairie = draft.cards
    assert (etals.skipped, mairie.skipped) == (False, True)
    assert mairie.problems and mairie.card is not None and mairie.card.question.stem("main") == "Qui ?"
    written.save(written.file, DECK)
    assert written.is_well()


def test_a_deleted_file_is_told_and_comes_back(written: Written) -> None:
    written.file.unlink()
    assert written.stale() == ["Y105"]
    assert written.look().draft.missing
    written.save(written.file, DECK)
    assert written.is_well()


def test_a_renamed_file_is_followed(written: Written) -> None:
    written.file.rename(written.file.with_name("halle.yaml"))
    assert written.is_well()
    assert written.authoring.file.name == "halle.yaml"
    written.file = written.authoring.file
    written.save(written.file, DECK + THIRD)
    assert written.cards() == ["etals", "mairie", "age"]


def test_a_copy_that_was_there_before_is_not_taken_for_the_renamed_file(written: Written) -> None:
    written.save(written.file.with_name("marche-backup.yaml"), DECK)
    written.look()
    written.file.unlink()
    assert written.stale() == ["Y105"]
    assert written.authoring.file == written.file.resolve()


def test_the_old_name_is_followed_again_once_it_returns(written: Written) -> None:
    written.file.rename(written.file.with_name("halle.yaml"))
    written.look()
    assert written.authoring.file.name == "halle.yaml"
    written.file.mkdir()
    written.look()
    assert written.authoring.file.name == "halle.yaml", "a folder is no deck"
    written.file.rmdir()
    written.save(written.file, DECK + THIRD)
    assert written.cards() == ["etals", "mairie", "age"]
    assert written.authoring.file == written.file.resolve()
    written.file.unlink()
    written.look()
    assert written.authoring.file == written.file.resolve(), "the other name was there before"


def test_a_file_opened_by_its_path_is_shown_by_it_when_its_name_returns(
    written: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(written.root)
    authoring = open_path(Path("decks/marche.yaml"), written.now_ns)
    shown = authoring.shown_path
    other = written.file.rename(written.file.with_name("halle.yaml"))
    authoring.poll(written.now_ns)
    assert authoring.file.name == "halle.yaml"
    other.rename(written.file)
    authoring.poll(written.now_ns)
    assert authoring.shown_path == shown


def test_a_file_with_other_words_is_not_taken_for_the_renamed_one(written: Written) -> None:
    written.save(written.file.with_name("autre.yaml"), DECK.replace("Combien", "Conbien"))
    written.file.unlink()
    assert written.stale() == ["Y105"]


def test_a_directory_in_its_place_is_told_and_gives_way(written: Written) -> None:
    written.file.unlink()
    written.file.mkdir()
    assert written.stale() == ["Y101"]
    written.file.rmdir()
    written.save(written.file, DECK)
    assert written.is_well()


def test_a_link_in_its_place_is_not_followed(written: Written, tmp_path: Path) -> None:
    outside = tmp_path / "outside.yaml"
    outside.write_text(DECK, "utf-8")
    written.file.unlink()
    written.file.symlink_to(outside)
    assert written.stale() == ["Y102"]


def test_an_unreadable_file_is_told_and_read_once_it_may_be(
    written: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = os.open

    def refuse(path: str, *rest: int, **more: int) -> int:
        if path == "marche.yaml":
            raise PermissionError(13, "Permission denied")
        return opened(path, *rest, **more)

    written.save(written.file, DECK)
    written.now_ns += 10 * SECOND_NS
    monkeypatch.setattr(os, "open", refuse)
    assert written.stale() == ["Y106"]
    monkeypatch.undo()
    assert written.is_well(), "without another save, which only its time would tell"


def test_a_changed_source_moves_what_is_quoted(written: Written) -> None:
    written.save(written.sheet, SHEET.replace("La mairie paie", "La région paie"))
    draft = written.look().draft
    assert [(card.id, card.skipped) for card in draft.cards] == [("etals", False), ("mairie", True)]
    assert written.quoted() == 1
    written.save(written.sheet, SHEET)
    assert written.is_well()


def test_a_source_that_is_gone_leaves_what_was_last_read(written: Written) -> None:
    written.sheet.unlink()
    assert "Y105" in written.stale()
    written.save(written.sheet, SHEET)
    assert written.is_well()


def test_a_source_that_the_author_takes_out_is_gone(written: Written) -> None:
    inline = DECK.replace("../seeds/feuille.md", '{text: "Il compte trente étals. La mairie paie."}')
    written.save(written.file, inline)
    draft = written.look().draft
    assert not draft.stale
    assert [source.ref for source in draft.sources] == ["marche/f"]


def test_a_file_that_is_broken_from_the_start_is_told_and_shown_once_it_is_mended(tmp_path: Path) -> None:
    written = Written(tmp_path)
    written.save(written.file, "format: 1\n")
    written.authoring = Authoring(Library("user", tmp_path.resolve()), "decks/marche.yaml", written.now_ns)
    draft = written.look().draft
    assert (draft.deck, draft.stale, draft.cards) == (None, False, ())
    assert draft.problems
    written.save(written.file, DECK)
    assert written.is_well()


def test_nothing_is_written_while_a_file_is_followed(written: Written) -> None:
    def tree() -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in written.root.rglob("*") if path.is_file()}

    before = tree()
    for _ in range(3):
        written.look()
    assert tree() == before


# -- which file it is ------------------------------------------------------------------------------


def test_a_deck_is_opened_by_its_id_and_a_broken_one_by_the_name_of_its_file(desk: Desk) -> None:
    desk.write("a", {"x": short()})
    desk.path("casse").write_text("format: 1\n", "utf-8")
    with desk.open(writing=False) as workspace:
        assert open_deck(workspace, "a", 0).file == desk.path("a").resolve()
        assert open_deck(workspace, "casse", 0).file == desk.path("casse").resolve()
        with pytest.raises(QuizError, match="no-deck"):
            open_deck(workspace, "rien", 0)


def test_the_files_are_listed_the_one_saved_last_first_also_the_broken(desk: Desk) -> None:
    desk.write("a", {"x": short()})
    desk.path("casse").write_text("format: 1\n", "utf-8")
    os.utime(desk.path("casse"), ns=(5, 5))
    with desk.open(writing=False) as workspace:
        files = own_files(workspace)
        assert [(file.path, file.deck, file.cards) for file in files] == [
            ("decks/a.yaml", "a", 1), ("decks/casse.yaml", None, 0)
        ]  # fmt: skip
        assert open_only(workspace, 0) is None, "there are two"


def test_the_only_file_is_opened_and_none_is_told(desk: Desk) -> None:
    with desk.open(writing=False) as workspace, pytest.raises(QuizError, match="no-own-deck"):
        open_only(workspace, 0)
    desk.write("a", {"x": short()})
    with desk.open(writing=False) as workspace:
        found = open_only(workspace, 0)
        assert found is not None and found.draft.deck is not None and found.draft.deck.id == "a"


def test_a_file_is_opened_by_its_path_with_its_sources(written: Written) -> None:
    authoring = open_path(written.file, written.now_ns)
    assert authoring.draft.problems == () and len(authoring.draft.cards) == 2
    assert authoring.library == file_library(written.file)


def test_a_problem_names_the_file_and_the_place_to_open(written: Written) -> None:
    written.save(written.file, DECK.replace("La mairie paie", "La marie paie"))
    problem = written.look().draft.problems[0]
    place = written.authoring.place_of(problem)
    assert (place.file, place.line) == (written.file.resolve(), 6)
    assert place.column == problem.column > 1


def test_a_shipped_deck_is_not_edited_in_place(written: Written) -> None:
    shipped = Authoring(Library("shipped", written.root.resolve()), "decks/marche.yaml", 0)
    with pytest.raises(QuizError, match="deck-shipped"):
        shipped.expect_own()
    written.authoring.expect_own()
