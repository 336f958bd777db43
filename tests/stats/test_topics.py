"""Articles and names by how they go."""

from __future__ import annotations

from quizapp.stats.figures import wilson
from quizapp.stats.topics import Article, Tally, hope, source_of, tally


def test_an_article_is_retained_by_the_share_of_its_faces():
    assert Article("s.md", 10, 4, 3, 2).share == 0.4
    assert Article("empty", 0, 0, 0, 0).share == 0


def test_names_with_fewer_than_ten_attempts_or_no_miss_are_not_weak():
    assert hope(9, 0) is None and hope(50, 50) is None
    assert hope(10, 0) == wilson(0, 10)[1]


def test_names_are_ranked_by_the_most_that_may_be_hoped():
    few, many = hope(10, 5), hope(100, 55)
    assert few is not None and many is not None and many < few


def test_a_tally_tells_its_interval_and_a_paragraph_its_source():
    assert tally("x", 20, 15) == Tally("x", 20, 15, *wilson(15, 20))
    assert source_of("given/seeds/a:b.md:12") == "given/seeds/a:b.md"
