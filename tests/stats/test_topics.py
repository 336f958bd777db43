"""Articles, tags and decks out of counted topics."""

from __future__ import annotations

from quizapp.stats.figures import DeckFigures, wilson
from quizapp.stats.rows import TopicRow
from quizapp.stats.topics import Article, Tally, articles, deck_figures, weakest_names

ROWS = [
    TopicRow("d", ("x",), ("s.md:1",), new=2, young=2, attempts=8, correct=4, retained=1),
    TopicRow("d", ("x", "y"), ("s.md:2", "t.md:1"), mature=4, attempts=12, correct=11, retained=3),
    TopicRow("e", (), ("s.md:1", "s.md:3"), learning=1, suspended=1, attempts=2, correct=0, lapsed=1),
    TopicRow("gone", ("z",), (), young=9, attempts=9, correct=0),
]


def test_an_article_counts_its_faces_once_and_its_paragraphs_apart():
    assert articles(ROWS) == (Article("s.md", 10, 4, 3, 2), Article("t.md", 4, 3, 1, 1))
    assert articles(ROWS)[0].share == 0.4
    assert Article("empty", 0, 0, 0, 0).share == 0


def test_names_with_fewer_than_ten_attempts_or_no_miss_are_not_weak():
    assert weakest_names(ROWS, lambda row: row.tags) == (
        Tally("x", 20, 15, *wilson(15, 20)),
        Tally("y", 12, 11, *wilson(11, 12)),
    )
    perfect = [TopicRow("d", ("p",), (), attempts=50, correct=50)]
    assert weakest_names(perfect, lambda row: row.tags) == ()


def test_the_weakest_is_the_one_whose_best_hope_is_lowest():
    rows = [
        TopicRow("d", ("few",), (), attempts=10, correct=5),
        TopicRow("d", ("many",), (), attempts=100, correct=55),
    ]
    assert [each.name for each in weakest_names(rows, lambda row: row.tags)] == ["many", "few"]
    assert len(weakest_names(rows, lambda row: row.tags, limit=1)) == 1


def test_a_name_said_twice_in_a_row_counts_once():
    assert weakest_names(ROWS, lambda row: ["s", "s"], least=31)[0].attempts == 31


def test_decks_add_up_their_topics():
    assert deck_figures(["e", "d", "empty"], ROWS) == (
        DeckFigures("e", 0, 1, 0, 0, 1),
        DeckFigures("d", 2, 0, 2, 4, 0),
        DeckFigures("empty", 0, 0, 0, 0, 0),
    )
    assert deck_figures(["d"], ROWS)[0].total == 8
