"""Fixes mend what was found by small edits, and leave every other character as it was."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from textwrap import indent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.errors import QuizError
from quizapp.library import roots
from quizapp.library.mending import Mended, mend, mend_all, write_mended
from quizapp.library.model import Deck, Problem
from quizapp.library.roots import Library
from quizapp.library.rules.fixes import FIXES
from quizapp.library.rules.fixing import Fix
from quizapp.library.rules.lint import lint
from quizapp.library.rules.selection import Selection
from quizapp.library.shelf import Shelf
from tests import changed
from tests.docs.guide import FRAME, GUIDE, examples

ROOT = Path(__file__).resolve().parent.parent.parent
TOLD = Selection()

HEAD = """\
# en tête
format: 1
deck: {id: d, title: D, lang: fr}   # la tête
sources: {s: {title: S, text: "Le marché compte trente étals."}}

cards:
  # entre deux
"""
PROOF = "    para: 1\n    inference: true\n"
LAST = '  - {id: z, question: "Et puis ?", answer: rien, para: 1, inference: true}  # fin\n'


@pytest.fixture(autouse=True, scope="module")
def _no_rules() -> Iterator[None]:
    """Only what reading finds is told: these tests are not about the rules."""
    with pytest.MonkeyPatch.context() as patch:
        for rules in ("TEXT_RULES", "CARD_RULES", "DECK_RULES"):
            patch.setattr(f"quizapp.library.rules.lint.{rules}", ())
        yield


def shelf(root: Path = ROOT) -> Shelf:
    return Shelf(Library("given", root))


def mended(text: str, selection: Selection = TOLD, *, unsafe: bool = False) -> Mended:
    return mend(shelf(), "decks/d.yaml", text.encode(), selection, unsafe=unsafe)


def card(body: str) -> str:
    lines = "".join(f"    {line}\n" for line in body.removesuffix("\n").split("\n"))
    return f"{HEAD}  - id: a  # le premier\n{lines}{PROOF}{LAST}"


def after(text: str, *, unsafe: bool = False) -> str:
    return mended(text, unsafe=unsafe).after.decode()


def problems_of(data: bytes) -> tuple[Problem, ...]:
    return lint(shelf().read("decks/d.yaml", data).reading, TOLD)


def codes(text: str | bytes) -> list[str]:
    return [problem.code for problem in problems_of(text.encode() if isinstance(text, str) else text)]


MENDED = {
    "Y202": (
        "question: Selon la Gazette : quand ?  # oui\n",
        'question: "Selon la Gazette : quand ?"  # oui\n',
    ),
    "Y202 long": (
        'question: Selon\n    la « Gazette » \\ du "4\n\n    mai" : quand ?\n  \n',
        'question: "Selon\n    la « Gazette » \\\\ du \\"4\n\n    mai\\" : quand ?"\n  \n',
    ),
    "Y203": ("cloze: {{c1::trente}} étals # n\n", 'cloze: "{{c1::trente}} étals" # n\n'),
    "Y203 whole": ("cloze: {{c1::trente}}\n", 'cloze: "{{c1::trente}}"\n'),
    "Y205": ("question:\u00a0 Quoi ?\n", "question:  Quoi ?\n"),
    "Y209": ("question: % de quoi ?  # p\n", 'question: "% de quoi ?"  # p\n'),
    "Y108": ("question: Q\u202euoi ?\n", "question: Quoi ?\n"),
    "Y108 word": ('question: "Quoi\u2029donc ?"\n', 'question: "Quoi donc ?"\n'),
}


@pytest.mark.parametrize("name", MENDED)
def test_a_slip_of_yaml_is_mended_and_nothing_else_changes(name: str):
    bad, good = MENDED[name]
    rest = "" if bad.startswith("cloze") else "answer: a\n"
    assert name[:4] in codes(card(bad + rest))
    assert after(card(bad + rest)) == card(good + rest)


@pytest.mark.parametrize(
    "body",
    [
        "question: Selon\n  suite : quand ?\nanswer: a\n",
        "question: a : b\n    answer: c\n",
        "question: [a, b: c : d]\nanswer: e\n",
        "question: a : b # n\n  c\nanswer: e\n",
        "question: 'a : b' : c\nanswer: d\n",
        "question: q\nanswer: [% a, b]\n",
    ],
)
def test_a_slip_whose_extent_is_unclear_is_left_to_its_author(body: str):
    assert after(card(body)) == card(body)


def test_no_break_spaces_in_the_indentation_become_plain_ones():
    bad = card("question: q\nhint: h\nanswer: a\n").replace("    hint", "   \u00a0hint")
    assert codes(bad) == ["Y205"]
    assert after(bad) == bad.replace("\u00a0", " ")


def test_a_tab_becomes_the_indentation_of_its_neighbours():
    bad = card('question: q\nright: a\nwrong:\n  - text: b\n    why: c\nTABhint: "h"\n').replace(
        "    TAB", "\t"
    )
    assert "Y206" in codes(bad)
    assert after(bad) == bad.replace("\thint", "    hint")
    bad = card("question: q\nright: a\nwrong:\n  - text: b\n TABwhy: c\n").replace("     TAB", "\t\t")
    assert after(bad) == bad.replace("\t\twhy", "        why")


def test_what_one_fix_lays_bare_is_mended_by_the_next():
    bad = card("question: a : b\nhint: c : d\nexplain: e : f\nanswer: % g\n")
    assert codes(bad) == ["Y202"]
    assert [problem.code for problem in mended(bad).fixed] == ["Y202", "Y202", "Y202", "Y209"]
    assert codes(after(bad)) == []


def test_more_invisible_characters_than_are_told_are_all_deleted():
    text = card('question: "' + "a\u202e" * 70 + '"\nanswer: b\n')
    assert after(text) == text.replace("\u202e", "")


def test_a_lone_carriage_return_is_left_alone():
    text = card("question: a\rb\nanswer: c\n")
    assert after(text) == text


@pytest.mark.parametrize(
    ("cards", "good"),
    [
        (
            '  - question: "Quand le marché a-t-il rouvert ?"  # q\n    answer: a\n',
            '  - id: marche-rouvert\n    question: "Quand le marché a-t-il rouvert ?"  # q\n',
        ),
        (
            "  - {question: Combien ?, answer: a}\n  - {question: Combien ?, answer: b}\n",
            "  - {id: combien, question: Combien ?, answer: a}\n  - {id: combien-2, question: Combien ?,",
        ),
        (
            '  -\n    # note\n    front: "?"\n    back: b\n',
            '  -\n    # note\n    id: card\n    front: "?"\n    back: b\n',
        ),
        (
            '  - cloze: "Il y a {{c1::trente|30::combien}} étals."\n',
            '  - id: trente-etals\n    cloze: "Il y a {{c1::trente|30::combien}} étals."\n',
        ),
        (
            "  - front: a # quizapp: ignore[S201]\n    back: b\n",
            "  - front: a # quizapp: ignore[S201]\n    id: a\n    back: b\n",
        ),
        ("  - {id: combien, front: x, back: y}\n  - front: Combien ?\n    back: b\n", "id: combien-2\n"),
    ],
)
def test_a_card_without_an_id_gets_one_of_its_words(cards: str, good: str):
    assert "C106" in codes(HEAD + cards)
    result = after(HEAD + cards + LAST)
    assert good in result
    assert "C106" not in codes(result)
    assert result.replace(" id:", "").count("\n") - result.count(" id:") <= HEAD.count("\n") + 20


def test_new_ids_are_made_of_what_tells_the_cards_of_a_deck_apart():
    asked = ("combien coûte la digue", "quand ouvre le port", "quand ouvre le port")
    cards = "".join(f"  - {{question: Selon le Courrier {one} ?, answer: a}}\n" for one in asked)
    result = after(HEAD + cards)
    for minted in ("{id: combien-coute, ", "{id: quand-ouvre, ", "{id: quand-ouvre-2, "):
        assert minted in result


@pytest.mark.parametrize(
    ("bad", "good"),
    [
        ("[b, c, B]", "[b, c]"),
        ('[b,\n    "b" ,  c]', "[b ,  c]"),
        ("\n  - text: b\n    why: w\n  - c\n  - text: B\n    why: v\n", "\n  - text: b\n    why: w\n  - c\n"),
        ("\n  - b  # un\n  - b\n  - c # deux\n", "\n  - b  # un\n  - c # deux\n"),
        ("[b, b, b, b, b]", "[b]"),
    ],
)
def test_a_choice_that_stands_twice_is_removed(bad: str, good: str):
    question = "question: q\nright: a\nwrong: {}\n"
    assert "C113" in codes(card(question.format(bad)))
    assert after(card(question.format(bad))) == card(question.format(good))


@pytest.mark.parametrize(
    "wrong",
    [
        "\n  - b\n  - b # deux\n",
        "\n  - b\n  - {text: b, why: w}\n",
        "\n  - text: b\n    why: w\n  - text: b\n    # non\n    why: w\n",
        "[b, # un\n    b]\n",
        "\n  - text: b\n    why: w\n  - text: b\n    why: | # non\n      w\n",
    ],
)
def test_a_choice_is_not_removed_with_a_comment_or_the_only_why(wrong: str):
    text = card(f"question: q\nright: a\nwrong: {wrong}")
    assert "C113" in codes(text)
    assert after(text) == text


def test_a_comment_that_silences_nothing_is_removed_code_by_code():
    body = "question: q # quizapp: ignore[C2]\nanswer: b\n# quizapp: ignore[C201, S3] pour la presse\n"
    text = card(body).replace("# en tête\n", "# en tête\n# quizapp: ignore[S3]\n")
    assert codes(text).count("F202") == 4
    assert after(text) == card("question: q\nanswer: b\n# pour la presse\n")
    text = card("question: q\nright: a\nwrong: [b, c] # quizapp: ignore[S3, C201]\n")
    assert after(text) == text.replace("S3, C201", "C201")


def test_unknown_keys_are_renamed_and_quotes_copied_only_if_that_is_asked_for():
    text = (
        HEAD
        + '  - id: a\n    question: q\n    awnser: b\n    quote: "Le marche, compte  TRENTE étals"\n'
        + LAST
    )
    assert after(text) == text
    assert after(text, unsafe=True) == text.replace("awnser", "answer").replace(
        "Le marche, compte  TRENTE étals", "Le marché compte trente étals"
    )


def test_a_quote_of_other_words_is_never_copied_from_the_source():
    text = HEAD + '  - id: a\n    question: q\n    answer: b\n    quote: "Le marché compte vingt étals"\n'
    assert "S104" in codes(text)
    assert after(text, unsafe=True) == text


def drifted(tmp_path: Path, cards: str, *, unsafe: bool = False) -> str:
    """What fixes make of cards that were locked before a paragraph came in and words were replaced."""
    root = changed.make(tmp_path)
    head = changed.DECK[: changed.DECK.index("  - id:")]
    deck, sheet = root / "decks" / "marche.yaml", root / "seeds" / "marche.md"
    deck.write_text(head + cards, "utf-8")
    changed.lock(root)
    changed.change(root, "financés par la région", "n’ont pas baissé cette")
    sheet.write_text(sheet.read_text("utf-8").replace("Fermé en", "Un chapeau.\n\nFermé en"), "utf-8")
    data = deck.read_bytes()
    after = mend(Shelf(Library("given", root)), "decks/marche.yaml", data, TOLD, unsafe=unsafe).after
    return after.decode().removeprefix(head)


@pytest.mark.parametrize(
    ("cited", "good"),
    [
        ('quote: "trente étals, dont douze", para: 3', 'quote: "trente étals, dont douze", para: 4'),
        ('quote: {text: trente étals, para: "03"}', "quote: {text: trente étals, para: 4}"),
        ("quote: [{text: trente étals, para: 3}, rouvert en juin]", None),
        ("para: [3, 1]", "para: [4, 1]"),
        ("quote: trente étals", "quote: trente étals"),
    ],
)
def test_the_number_of_a_moved_paragraph_is_corrected(cited: str, good: str | None, tmp_path: Path):
    card = "  - {{id: a, question: q, answer: b, inference: true, {}}} # para: 3\n"
    wanted = cited.replace("para: 3", "para: 4") if good is None else good
    assert drifted(tmp_path, card.format(cited)) == card.format(wanted)


def test_an_edited_quote_takes_the_words_of_today_only_if_that_is_asked_for(tmp_path: Path):
    card = '  - {{id: a, question: q, answer: b, inference: true, quote: "{} par la région"}}\n'
    assert drifted(tmp_path, card.format("financés")) == card.format("financés")
    assert drifted(tmp_path, card.format("financés"), unsafe=True) == card.format("payés")


def test_a_quote_whose_negation_is_gone_is_left_to_its_author(tmp_path: Path):
    card = "  - {id: a, question: q, answer: b, inference: true, quote: n’ont pas baissé cette année}\n"
    assert drifted(tmp_path, card, unsafe=True) == card


def test_only_what_is_asked_for_is_mended():
    text = card("question: a : b\nanswer: c\n").replace("- {id: z, ", "- {")
    assert codes(mended(text, Selection(("C",))).after) == ["Y202"]
    assert codes(mended(text, Selection((), ("Y",))).after) == ["Y202"]
    assert codes(mended(text, Selection(("Y",))).after) == ["C106"]


def test_a_fix_that_would_change_another_card_is_not_made(monkeypatch: pytest.MonkeyPatch):
    from quizapp.library.text_edits import Edit

    text = card("question: q\nright: a\nwrong: [b, b]\n")
    at = text.index("b, b]")
    mends = Edit(at, at + 4, "b")
    spoils, retitles = text.index("rien"), text.index("title: D")
    for also, made in (
        (Edit(spoils, spoils + 4, "rien"), True),
        (Edit(spoils, spoils + 4, "tout"), False),
        (Edit(text.index("  - {id: z"), len(text), ""), False),
        (Edit(retitles, retitles + 8, "title: E"), False),
    ):
        monkeypatch.setitem(FIXES, "C113", Fix(partial(lambda edits, _problem, _draft: edits, (mends, also))))
        assert (after(text) != text) == made


def test_a_fix_that_mends_nothing_or_breaks_something_is_not_made(monkeypatch: pytest.MonkeyPatch):
    from quizapp.library.text_edits import Edit

    text = card("question: q\nright: a\nwrong: [b, b]\n")
    at = text.index("[b, b]")
    for wrong in ("[b,  b]", "[b", "[]"):
        edits = (Edit(at, at + 6, wrong),)
        monkeypatch.setitem(FIXES, "C113", Fix(partial(lambda made, _problem, _draft: made, edits)))
        assert after(text) == text


def test_line_ends_and_a_byte_order_mark_stay():
    text = card("question: a : b\nright: é\nwrong:\n  - b\n  - c\n  - b\n").replace("- {id: z,", "- {")
    text = text.replace("  - {question", "  - hint: h\n    question").replace(
        ", answer: rien, para: 1", "\n    answer: r"
    )
    text = text.replace(", inference: true}", "")
    plain = mended(text).after
    assert codes(plain) == ["S201"] or "C106" not in codes(plain)
    crlf = text.replace("\n", "\r\n")
    assert mend(shelf(), "d", b"\xef\xbb\xbf" + crlf.encode(), TOLD).after == (
        b"\xef\xbb\xbf" + plain.replace(b"\n", b"\r\n")
    )


@pytest.mark.parametrize("data", [b"\xff\xfea\0", b"a\xff", b"", b"\0" * 30, b"[" * 100])
def test_a_file_that_is_no_deck_stays(data: bytes):
    assert mend(shelf(), "d", data, TOLD).after in (data, b"")


# Writing.


@pytest.fixture
def library(tmp_path: Path) -> Library:
    (tmp_path / "decks").mkdir()
    (tmp_path / "decks" / "d.yaml").write_text(card("question: a : b\nanswer: c\n"), "utf-8")
    (tmp_path / "decks" / "sound.yaml").write_text(card("question: q\nanswer: c\n"), "utf-8")
    return Library("given", tmp_path.resolve())


def test_mending_writes_nothing_by_itself_and_names_only_what_changes(library: Library):
    file = library.root / "decks" / "d.yaml"
    before = file.read_bytes()
    (one,) = mend_all([library], TOLD)
    assert (one.path, file.read_bytes()) == ("decks/d.yaml", before)
    file.chmod(0o640)
    write_mended(one)
    assert file.read_bytes() == one.after != before
    assert file.stat().st_mode & 0o777 == 0o640
    assert mend_all([library], TOLD) == ()
    assert sorted(path.name for path in file.parent.iterdir()) == ["d.yaml", "sound.yaml"]


def test_a_file_changed_meanwhile_is_not_written(library: Library):
    (one,) = mend_all([library], TOLD)
    file = library.root / one.path
    file.write_text("autre", "utf-8")
    with pytest.raises(QuizError, match="deck-changed"):
        write_mended(one)
    assert file.read_text("utf-8") == "autre"
    file.unlink()
    with pytest.raises(QuizError, match="deck-changed"):
        write_mended(one)
    file.symlink_to(library.root / "decks" / "sound.yaml")
    with pytest.raises(QuizError, match="deck-changed"):
        write_mended(one)


def test_a_file_that_cannot_be_written_is_told(library: Library, monkeypatch: pytest.MonkeyPatch):
    def full(file: Path, data: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("quizapp.library.mending.replace_file", full)
    (one,) = mend_all([library], TOLD)
    with pytest.raises(QuizError, match="deck-unwritable"):
        write_mended(one)


def test_the_decks_of_an_installed_package_are_not_written(library: Library, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(roots, "__file__", str(library.root / "quizapp" / "library" / "roots.py"))
    shipped = library.root / "quizapp" / "shipped"
    shipped.mkdir(parents=True)
    (library.root / "decks").rename(shipped / "decks")
    (one,) = mend_all([library._replace(root=shipped)], TOLD)
    with pytest.raises(QuizError, match="deck-shipped"):
        write_mended(one)
    assert (shipped / one.path).read_bytes() == one.before


# Whatever slips stand in a deck.

TEXT = GUIDE.read_text("utf-8")
BLOCKS = examples(TEXT)
FRAME_TEXT = next(block.text for block in BLOCKS if f"id: {FRAME}\n" in block.text)
CARDS = tuple(
    indent("- id:" + piece, "  ")
    for block in BLOCKS
    if not block.is_deck
    for piece in block.text.split("- id:")[1:]
)

_PROSE = re.compile(r'^(    (?:question|statement|hint|explain|cloze): )"(.*)"$', re.MULTILINE)
SLIPS = {
    "unquoted": lambda text: _PROSE.sub(r"\1\2", text),
    "no-break": lambda text: text.replace("    question: ", "    question:\u00a0", 1),
    "tab": lambda text: text.replace("\n    quote", "\n\tquote", 1),
    "invisible": lambda text: text.replace(" ", " \u202e", 7),
    "nameless": lambda text: re.sub(r"- id: .*\n    ", "- ", text),
    "twice": lambda text: re.sub(r"(    wrong:\n(      - .*\n(?:        .*\n)*))", r"\1\2", text),
    "useless": lambda text: text.replace("\n", "  # quizapp: ignore[S304]\n", 1),
    "percent": lambda text: re.sub(r"^(    answer: ).*$", r"\1% de", text, flags=re.MULTILINE),
}


@st.composite
def slipped(draw: st.DrawFn) -> bytes:
    """A deck of some cards of the guide with slips in them, and comments everywhere."""
    cards = draw(st.lists(st.sampled_from(CARDS), min_size=1, max_size=5, unique=True))
    text = FRAME_TEXT
    for number, one in enumerate(cards):
        for name in draw(st.lists(st.sampled_from(sorted(SLIPS)), max_size=2)):
            one = SLIPS[name](one)
        text += f"  # avant {number}\n" + one
    text += "# à la fin"
    data = text.replace("\n", draw(st.sampled_from(["\n", "\r\n"]))).encode()
    return draw(st.sampled_from([b"", b"\xef\xbb\xbf"])) + data


@given(slipped())
def test_fixing_again_changes_nothing_and_comments_and_order_stay(data: bytes):
    once = mend(shelf(), "decks/d.yaml", data, TOLD)
    again = mend(shelf(), "decks/d.yaml", once.after, TOLD)
    assert (again.after, again.fixed) == (once.after, ())
    assert re.findall(rb"# (?:avant \d+|\xc3\xa0 la fin)\r?\n?", once.after) == re.findall(
        rb"# (?:avant \d+|\xc3\xa0 la fin)\r?\n?", data
    )
    assert once.after.startswith(b"\xef\xbb\xbf") == data.startswith(b"\xef\xbb\xbf")
    assert once.after.count(b"\r\n") == (once.after.count(b"\n") if b"\r\n" in data else 0)


@given(slipped())
def test_what_was_fixed_is_no_longer_found_and_sound_cards_stay(data: bytes):
    once = mend(shelf(), "decks/d.yaml", data, TOLD)
    found, left = (Counter(problem.code for problem in problems_of(one)) for one in (data, once.after))
    # A slip hides those after it in its card, so more of a kind may be mended than were told.
    assert once.fixed or data == once.after
    assert all(left[problem.code] < found[problem.code] or not left[problem.code] for problem in once.fixed)
    before, now = (shelf().read("decks/d.yaml", one).deck for one in (data, once.after))
    if isinstance(before, Deck):
        assert isinstance(now, Deck)
        read = {card.id: card._replace(line=0) for card in now.cards}
        assert all(read[card.id] == card._replace(line=0) for card in before.cards)
