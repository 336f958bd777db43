"""What searches find, over a small library with a history; and that no text breaks their parser."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.errors import QuizError
from quizapp.library import index_writer
from quizapp.library.index import Index, TextBlock
from quizapp.library.model import CardKey
from quizapp.settings import Settings
from quizapp.store import ratings
from quizapp.store.model import EventKind, NewEvent
from quizapp.workspace import bulk, conditions, patterns, text_hits
from quizapp.workspace.browsing import Order, found_cards, listed_cards
from quizapp.workspace.errors import ERRORS
from quizapp.workspace.model import Scope
from quizapp.workspace.search import MOST_DEPTH, MOST_TERMS, parse
from quizapp.workspace.workspace import Workspace
from tests.store.making import DAY_MS, NOON_DAY, attempt, event, review
from tests.workspace.making import Desk, answer_all, choice, cloze, essay, reversed_card, short

ALL = "a1 a2 b1.c1 b1.c2 b2 b3 b4 b5"


def keyed(names: str) -> list[str]:
    """Keys out of short names: `a1` is `alpha/a1#main`, `b1.c2` is `beta/b1#c2`."""
    decks = {"a": "alpha", "b": "beta"}
    return [
        f"{decks[name[0]]}/{name.partition('.')[0]}#{name.partition('.')[2] or 'main'}"
        for name in names.split()
    ]


@pytest.fixture(scope="module")
def studied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """Two decks. On the day of the search `a1` is overdue, `a2` in learning, `b1.c1` far ahead after many
    lapses, `b2` a suspended leech, `b3` buried, `b4` flagged, and the others are new."""
    desk = Desk(tmp_path_factory.mktemp("search"))
    desk.write(
        "alpha",
        {
            "a1": short("Cœur d’été", question="Où bat l’océan ?", tags=["Date", "mer"]),
            "a2": short(
                "un ÂNE", question="Associez 12:30 - (fin)", explain="Le maître l’explique.", tags=["été"]
            ),
        },
    )
    desk.write(
        "beta",
        {
            "b1": cloze(2, tags=["date"]),
            "b2": choice(tags=["mer/haute"]),
            "b3": essay(para=7),
            "b4": short("ﬁn de l’océan"),
            "b5": short("deux mots", question="Un or ou un and ?"),
        },
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(index_writer, "FOLDED_FACES", 2)
        workspace = desk.open()
    log(workspace, desk)
    workspace.catch_up()
    yield workspace
    desk.close()


@pytest.fixture(params=["few hits", "many hits", "few faces"])
def finding(request: pytest.FixtureRequest) -> Iterator[None]:
    """All is found in each way: by words that are rare or frequent, by filters that leave few faces or many,
    by the ratings of a few cards or of all."""
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "many hits":
            patch.setattr(conditions, "FEW_HITS", -1)
            patch.setattr(conditions, "FEW_FACES", 1)
        if request.param == "few faces":
            patch.setattr(text_hits, "FOLDED_FACES", conditions.FEW_FACES + 1)
            patch.setattr(ratings, "EVENTS_A_LOOK", 1)
            patch.setattr(ratings, "FEW_EVENTS", 0)
            patch.setattr(conditions, "FIRST_ASKED", 1)
        yield


def log(workspace: Workspace, desk: Desk) -> None:
    def reviewed(name: str, rating: int, due: int, interval: int = 4) -> None:
        (key,) = keyed(name)
        workspace.history.append(attempt(key), review(key, rating=rating, due=due, interval=interval))

    for _ in range(9):
        for rating in (4, 1):
            reviewed("b1.c1", rating, NOON_DAY + 1)
            desk.wait(DAY_MS)
    reviewed("b1.c1", 3, NOON_DAY + 100, 80)
    reviewed("a1", 3, NOON_DAY + 20)
    desk.wait(5 * DAY_MS)
    reviewed("b2", 4, NOON_DAY + 20, 9)
    (a2,) = keyed("a2")
    step = {"rating": 1, "after": {"phase": "learning", "step": 0, "due_ms": desk.clock.at_ms + 60_000}}
    workspace.history.append(NewEvent(EventKind.REVIEW, "step", "s", a2, None, step))
    workspace.history.append(event("leech", keyed("b2")[0], {"lapses": 1}))
    bulk.suspend(workspace, [CardKey(key) for key in keyed("b2")])
    bulk.bury(workspace, [CardKey(key) for key in keyed("b3")])
    bulk.flag(workspace, [CardKey(key) for key in keyed("b4")], 3)


FOUND = [
    ("", ALL),
    ("   ", ALL),
    ("océan", "a1 b4"),
    ("OCEAN", "a1 b4"),
    ("oce", "a1 b4"),
    ("océan -is:suspended", "a1 b4"),
    ("(ane or is:leech) -is:leech", "a2"),
    ("(océan or is:leech) -is:new", "a1 b2"),
    ("-(océan or is:flagged) is:new", "b1.c2 b3 b5"),
    ("(océan or rated:90:4) -is:new coeur", "a1"),
    ("(océan or rated:90) (ane or -is:new)", "a1 a2 b1.c1 b2"),
    ("coeur", "a1"),
    ("cœur", "a1"),
    ("CŒUR d'ete", "a1"),
    ("fin", "a2 b4"),
    ("ﬁn", "a2 b4"),
    ("ane", "a2"),
    ("maitre", "a2"),
    ("océan ocean", "a1 b4"),
    ("océan -coeur", "b4"),
    ("-océan", "a2 b1.c1 b1.c2 b2 b3 b5"),
    ("coeur or ane", "a1 a2"),
    ("coeur OR ane", "a1 a2"),
    ("coeur and bat", "a1"),
    ("(coeur or fin) océan", "a1 b4"),
    ("coeur or fin océan", "a1 b4"),
    ("-(océan or ane)", "b1.c1 b1.c2 b2 b3 b5"),
    ("--océan", "a1 b4"),
    ('"deux mots"', "b5"),
    ('"mots deux"', ""),
    ("mots deux", "b5"),
    ('"un or ou"', "b5"),
    ("\\or", "b5"),
    ("\\(fin\\)", "a2"),
    ('"(fin)"', "a2"),
    ("12:30", "a2"),
    ("\\(", "a2"),
    ("?", "a1 b2 b3 b4 b5"),
    ("associez\\ 12", "a2"),
    ('""', ALL),
    ("un paragraphe", ALL),
    ("deck:alpha", "a1 a2"),
    ("deck:ALPHA", "a1 a2"),
    ('deck:"deck beta" océan', "b4"),
    ('"deck:Deck alpha"', "a1 a2"),
    ("deck:*a", ALL),
    ("deck:al*", "a1 a2"),
    ("deck:al", ""),
    ("-deck:beta", "a1 a2"),
    ("tag:date", "a1 b1.c1 b1.c2"),
    ("tag:DATE", "a1 b1.c1 b1.c2"),
    ("tag:ete", "a2"),
    ("tag:mer", "a1"),
    ("tag:mer*", "a1 b2"),
    ("tag:*", "a1 a2 b1.c1 b1.c2 b2"),
    ("-tag:*", "b3 b4 b5"),
    ("kind:cloze", "b1.c1 b1.c2"),
    ("kind:short", "a1 a2 b4 b5"),
    ("kind:ch*", "b2"),
    ("-kind:short -kind:cloze", "b2 b3"),
    ("source:s", ALL),
    ("source:alpha/s", "a1 a2"),
    ("source:nowhere", ""),
    ("id:b1", "b1.c1 b1.c2"),
    ("id:beta/b1", "b1.c1 b1.c2"),
    ("id:beta/b1#c2", "b1.c2"),
    ("id:b*", "b1.c1 b1.c2 b2 b3 b4 b5"),
    ("id:alpha/*", "a1 a2"),
    ("id:[ab]1", ""),
    ("is:new", "b1.c2 b3 b4 b5"),
    ("is:learning", "a2"),
    ("is:review", "a1 b1.c1 b2"),
    ("is:due", "a1 a2"),
    ("is:suspended", "b2"),
    ("is:buried", "b3"),
    ("is:flagged", "b4"),
    ("is:leech", "b2"),
    ("-is:new -is:leech", "a1 a2 b1.c1"),
    ("is:due or is:suspended", "a1 a2 b2"),
    ("flag:3", "b4"),
    ("flag:1", ""),
    ("flag:0 is:new", "b1.c2 b3 b5"),
    ("prop:interval>=9", "b1.c1 b2"),
    ("prop:interval=80", "b1.c1"),
    ("prop:interval!=80", "a1 b2"),
    ("prop:reps>1", "b1.c1"),
    ("prop:reps<2", "a1 a2 b2"),
    ("prop:lapses>7", "b1.c1"),
    ("prop:lapses=0", "a1 a2 b2"),
    ("prop:stability>8", "b2"),
    ("-prop:stability>8", "a1 a2 b1.c1 b1.c2 b3 b4 b5"),
    ("prop:stability>2,3 prop:stability<2.4", "a1"),
    ("prop:difficulty>=1", "a1 a2 b1.c1 b2"),
    ("prop:due=-3", "a1 b2"),
    ("prop:due=0", "a2"),
    ("prop:due>0", "b1.c1"),
    ("prop:retrievability<90%", "a1 b1.c1"),
    ("prop:retrievability<0.9", "a1 b1.c1"),
    ("prop:retrievability>=100%", "a2 b2"),
    ("prop:retrievability>0", "a1 a2 b1.c1 b2"),
    ("prop:retrievability<=0", ""),
    ("rated:1", "a2 b2"),
    ("rated:1:1", "a2"),
    ("rated:1:4", "b2"),
    ("rated:6:3", "a1 b1.c1"),
    ("rated:5", "a2 b2"),
    ("rated:30:1", "a2 b1.c1"),
    ("-rated:30", "b1.c2 b3 b4 b5"),
    ("océan rated:30", "a1"),
    ("fin tag:été kind:short", "a2"),
    ("l'oc", "a1 b4"),
    ("océan or (deux mots) or (fin -associez)", "a1 b4 b5"),
    ("deux is:new or mots is:due", "b5"),
]


@pytest.mark.usefixtures("finding")
@pytest.mark.parametrize(("text", "names"), FOUND, ids=[text for text, _ in FOUND])
def test_a_search_finds_what_it_says(studied: Workspace, text: str, names: str) -> None:
    assert found_cards(studied, text) == keyed(names)
    for limit in (1, 2, 3):
        assert found_cards(studied, text, limit=limit) == keyed(names)[:limit]
    assert sorted(found_cards(studied, text, Order.DUE)) == sorted(keyed(names))


def test_a_page_is_filled_deck_by_deck_as_the_whole_would_be(
    studied: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quizapp.workspace.browsing.FIRST_BATCH", 1)
    for text, names in FOUND:
        for limit in (1, 2, 5, 100):
            assert found_cards(studied, text, limit=limit) == keyed(names)[:limit], text


def test_a_page_has_no_more_cards_looked_into_than_fill_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"d/c{number}#main" for number in range(10)]
    desk.write("d", {f"c{number}": short(question="La girafe ?") for number in range(10)})
    workspace = desk.open()
    for name in names:
        workspace.history.append(attempt(name), review(name, rating=1))
    monkeypatch.setattr(ratings, "FEW_EVENTS", 0)
    monkeypatch.setattr(conditions, "FIRST_ASKED", 2)
    looked: list[list[str]] = []
    look = ratings.Ratings.look

    def noting(self: ratings.Ratings, cards: Iterable[str]) -> None:
        looked.append(list(cards))
        look(self, looked[-1])

    monkeypatch.setattr(ratings.Ratings, "look", noting)
    monkeypatch.delattr(ratings.Ratings, "_is_rated")  # Each of them was looked into with others.
    assert found_cards(workspace, "rated:30:1 girafe", limit=5) == names[:5]
    assert looked == [names[:2], names[2:6]]
    looked.clear()
    assert found_cards(workspace, "rated:30:1 girafe") == names
    assert looked == [names]


def test_cards_come_in_the_order_in_which_people_sort_decks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(tmp_path)
    names = ("b", "d1", "d2", "d10", "d10b", "d11", "d100")
    for deck in reversed(names):
        desk.write(deck, {"x": short("girafe"), "y": short("zèbre")})
    workspace = desk.open()
    assert [deck.id for deck in workspace.index.decks()] == list(names)
    every = [f"{deck}/{card}#main" for deck in names for card in "xy"]
    for batch in (1, 1000):
        monkeypatch.setattr("quizapp.workspace.browsing.FIRST_BATCH", batch)
        for text, wanted in (("", "xy"), ("girafe", "x"), ("girafe or is:new", "xy"), ("is:new zebre", "y")):
            found = [key for key in every if key.partition("#")[0][-1] in wanted]
            assert found_cards(workspace, text) == found
            for limit in (1, 3, 100):
                assert found_cards(workspace, text, limit=limit) == found[:limit]
    desk.close()


@pytest.mark.parametrize("order", Order)
def test_words_are_looked_for_in_all_decks_that_filters_leave_in_every_order(
    desk: Desk, order: Order, monkeypatch: pytest.MonkeyPatch
) -> None:
    decks = ("d1", "d2", "d3", "d10", "e1")
    for deck in decks:
        desk.write(deck, {"x": short("girafe"), "y": short("girafe")})
    workspace = desk.open()
    monkeypatch.setattr(conditions, "FEW_FACES", len(decks))
    monkeypatch.setattr(text_hits, "FOLDED_FACES", len(decks) + 1)
    found = {f"{deck}/x#main" for deck in decks}
    assert set(found_cards(workspace, "girafe id:x", order)) == found


REFUSED = [
    ("or", "search-alone", 1),
    ("mot or", "search-alone", 5),
    ("mot or or mot", "search-alone", 8),
    ("-", "search-alone", 1),
    ("mot (-)", "search-alone", 6),
    ("and mot", "search-alone", 1),
    ("()", "search-empty", 1),
    ("mot ( ", "search-open", 5),
    ("((mot)", "search-open", 1),
    ("mot)", "search-closed", 4),
    (")", "search-closed", 1),
    ('mot "deux', "search-quote", 5),
    ("mot nope:x", "search-filter", 5),
    ("deck:", "search-value", 1),
    ("is:nope", "search-value", 1),
    ("kind:nope", "search-value", 1),
    ("prop:stability", "search-value", 1),
    ("prop:nope>1", "search-value", 1),
    ("prop:reps>x", "search-number", 1),
    ("prop:reps>10%", "search-number", 1),
    ("prop:retrievability>2", "search-number", 1),
    ("rated:0", "search-number", 1),
    ("rated:7:5", "search-number", 1),
    ("flag:9", "search-number", 1),
    ("mot " * (MOST_TERMS + 1), "search-long", 4 * MOST_TERMS + 1),
    ("(" * (MOST_DEPTH + 1), "search-deep", MOST_DEPTH + 1),
]


@pytest.mark.parametrize(("text", "code", "place"), REFUSED, ids=[text[:20] for text, *_ in REFUSED])
def test_a_bad_search_is_told_with_its_place(text: str, code: str, place: int) -> None:
    with pytest.raises(QuizError) as caught:
        parse(text)
    params = dict(caught.value.params)
    assert (caught.value.code, params.pop("place")) == (code, str(place))
    ERRORS[code].format(place=place, **params)


def test_parentheses_that_are_closed_make_no_depth() -> None:
    assert parse("(mot) -deux " * (MOST_DEPTH // 2 + 1)) != parse("")


@pytest.mark.usefixtures("finding")
@given(st.data())
def test_words_are_found_wherever_they_stand_in_a_text(studied: Workspace, data: st.DataObject) -> None:
    texts = studied.index.connection.execute(
        "SELECT name, text FROM deck JOIN folded USING (file) ORDER BY name, position"
    )
    lines = [(deck, line) for deck, text in texts for line in text.split("\n")]
    piece = st.sampled_from(lines).flatmap(
        lambda line: st.tuples(*[st.integers(0, len(line[1]))] * 2).map(
            lambda ends: line[1][slice(*sorted(ends))]
        )
    )
    words = data.draw(st.lists(piece.map(str.strip).filter(bool), min_size=1, max_size=3))
    quoted = ['"' + re.sub(r'([\\":])', r"\\\1", word) + '"' for word in words]
    keys = found_cards(studied, "")
    for sign, every in ((" ", all), (" or ", any)):
        wanted = [
            key for key, (_, line) in zip(keys, lines, strict=True) if every(word in line for word in words)
        ]
        assert found_cards(studied, sign.join(quoted)) == wanted


def test_a_word_that_is_spelled_like_a_filter_drops_no_filter(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.write("alpha", {"a": short("new"), "b": short("new")})
    workspace = desk.open()
    workspace.history.append(attempt("alpha/a#main"), review("alpha/a#main"))
    assert found_cards(workspace, "new is:new") == ["alpha/b#main"]
    desk.close()


PIECES = st.sampled_from(
    ["(", ")", "-", '"', "\\", " ", "or", "and", ":", "deck", "is", "due", "prop", ">", "é", "7"]
)


@given(st.one_of(st.text(), st.lists(PIECES, max_size=40).map("".join)))
def test_no_text_breaks_the_parser_or_the_query(studied: Workspace, text: str) -> None:
    try:
        parse(text)
    except QuizError as error:
        assert 1 <= int(dict(error.params)["place"]) <= len(text) + 1
        return
    assert set(found_cards(studied, text)) <= set(keyed(ALL))


@given(st.lists(st.sampled_from([text for text, _ in FOUND if text.strip()]), min_size=2, max_size=3))
def test_not_and_or_are_those_of_sets(studied: Workspace, texts: list[str]) -> None:
    each = [set(found_cards(studied, text)) for text in texts]
    every = set(keyed(ALL))
    bracketed = [f"({text})" for text in texts]
    assert set(found_cards(studied, " ".join(bracketed))) == set.intersection(*each)
    assert set(found_cards(studied, " or ".join(bracketed))) == set.union(*each)
    assert set(found_cards(studied, f"-{bracketed[0]}")) == every - each[0]


@pytest.mark.parametrize(
    ("order", "first"),
    [
        (Order.DECK, "a1 a2"),
        (Order.DUE, "a1 b2 a2 b1.c1"),
        (Order.STABILITY, "a2"),
        (Order.DIFFICULTY, "b1.c1"),
        (Order.RETRIEVABILITY, "b1.c1 a1"),
        (Order.LAPSES, "b1.c1"),
        (Order.REVIEWED, "a2 b2"),
    ],
)
def test_new_cards_come_last_but_in_the_order_of_decks(studied: Workspace, order: Order, first: str) -> None:
    found = found_cards(studied, "", order)
    assert found[: len(keyed(first))] == keyed(first)
    assert sorted(found) == sorted(keyed(ALL))
    assert order is Order.DECK or set(found[4:]) == set(found_cards(studied, "is:new"))


LIKE = (
    ("a*b*c", "abc axbyc abcbc", "ab abcb xabc"),
    ("*b*", "b abc ab bc", "ac"),
    ("ab*ba", "abba abxba", "aba"),
    ("**", "a ab", ""),
    ("é*", "Été e", "ate"),
    (".+*", ".+ .+a", "aa"),
)


@pytest.mark.parametrize(("pattern", "yes", "no"), LIKE)
def test_a_star_stands_for_any_characters(pattern: str, yes: str, no: str) -> None:
    assert [name for name in yes.split() if not patterns.is_like(pattern, name)] == []
    assert [name for name in no.split() if patterns.is_like(pattern, name)] == []


def test_many_stars_are_looked_for_once_each() -> None:
    """As a regular expression, this would try more ways to place them than there are atoms."""
    assert not patterns.is_like("*a" * 200 + "*b", "a" * 2000)
    assert patterns.is_like("*a" * 200 + "*", "a" * 2000)


@pytest.mark.usefixtures("finding")
def test_a_renamed_card_is_found_by_its_reviews(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.write("alpha", {"neu": short(aliases=["alt"])})
    workspace = desk.open()
    workspace.history.append(attempt("alpha/alt#main"), review("alpha/alt#main"))
    alias = NewEvent(EventKind.ALIAS, "x", "", "alpha/neu#main", None, {"from": "alpha/alt#main"})
    workspace.history.append(alias)
    assert found_cards(workspace, "rated:1") == ["alpha/neu#main"]
    assert found_cards(workspace, "rated:1:3") == ["alpha/neu#main"]
    desk.close()


@pytest.mark.usefixtures("finding")
def test_a_card_made_new_again_is_found_by_its_reviews(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.write("d", {name: short() for name in "abc"})
    workspace = desk.open()
    for name in "ab":
        workspace.history.append(attempt(f"d/{name}#main"), review(f"d/{name}#main", rating=2))
    bulk.reset(workspace, [CardKey("d/a#main")])
    assert found_cards(workspace, "rated:1") == ["d/a#main", "d/b#main"]
    assert found_cards(workspace, "rated:1:2 is:new") == ["d/a#main"]
    assert found_cards(workspace, "rated:1:3") == []
    assert found_cards(workspace, "-rated:1") == ["d/c#main"]
    desk.close()


@pytest.mark.usefixtures("finding")
def test_a_review_of_an_earlier_day_that_came_later_hides_none(tmp_path: Path) -> None:
    """As after a flight westwards: the later review is of the day before."""
    desk = Desk(tmp_path)
    desk.write("d", {"a": short()})
    workspace = desk.open()
    workspace.history.append(attempt("d/a#main"), review("d/a#main", rating=2))
    desk.clock.offset_min -= 24 * 60
    desk.wait(1)
    workspace.history.append(attempt("d/a#main"), review("d/a#main", rating=3))
    desk.clock.offset_min += 24 * 60
    assert found_cards(workspace, "rated:1") == ["d/a#main"]
    assert found_cards(workspace, "rated:1:2") == ["d/a#main"]
    assert found_cards(workspace, "rated:1:3") == []
    desk.close()


def test_a_list_leaves_out_what_is_gone_and_words_the_rest(studied: Workspace) -> None:
    keys = [*keyed("a1 b1.c2"), "alpha/gone#main"]
    listed = listed_cards(studied, [CardKey(key) for key in keys])
    assert list(listed) == keys[:2]
    assert listed[CardKey(keys[1])].stem == "Voici mot1 […]."
    assert listed[CardKey(keys[1])].due is None
    seen = listed[CardKey(keys[0])]
    assert (seen.reps, seen.lapses, seen.interval) == (1, 0, 4)
    assert seen.retrievability is not None
    assert 0 < seen.retrievability < 0.9


@pytest.mark.parametrize(("siblings", "due"), [(("new", "reviews"), 1), ((), 2)])
def test_due_is_what_a_sitting_would_ask(tmp_path: Path, siblings: tuple[str, ...], due: int) -> None:
    desk = Desk(tmp_path, settings=Settings(bury_siblings=siblings))
    desk.write("d", {"a": cloze(2), "b": short()})
    workspace = desk.open()
    faces = [f"d/a#{face}" for face in ("c1", "c2")]
    for face in faces:
        workspace.history.append(attempt(face), review(face, rating=3, due=NOON_DAY + 1))
    desk.wait(2 * DAY_MS)
    found = found_cards(workspace, "is:due")
    assert len(found) == workspace.due().due == due
    assert found_cards(workspace, "-is:due") == [*faces[due:], "d/b#main"]
    desk.close()


def test_an_answer_edited_on_the_day_of_its_review_is_due_on_that_day(desk: Desk) -> None:
    desk.write("d", {"a": reversed_card(), "b": short()})
    workspace = desk.open()
    for days in (1, 400, 0):
        sitting = workspace.sitting(Scope())
        studied = answer_all(sitting)
        sitting.close()
        desk.wait(days * DAY_MS)
    assert len(studied) == 2
    assert found_cards(workspace, "is:due") == []
    desk.write("d", {"a": reversed_card(front="endroit", back="envers"), "b": short("non")})
    workspace.reload()
    assert workspace.edits.due == 2
    assert workspace.due()[:2] == (2, 0)
    assert sorted(found_cards(workspace, "is:due")) == sorted(studied)
    sitting = workspace.sitting(Scope())
    assert sorted(answer_all(sitting)) == sorted(studied)
    sitting.close()
    assert workspace.due().due == 0
    assert found_cards(workspace, "is:due") == []


def test_a_deck_that_is_indexed_anew_while_texts_are_read_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(tmp_path)
    for deck in ("d", "e"):
        desk.write(deck, {"a": short("girafe")})
    workspace = desk.open()
    listed = Index.text_blocks

    def edited(index: Index) -> dict[str, list[TextBlock]]:
        found = listed(index)
        desk.write("d", {"a": short("girafe"), "b": short()})
        desk.open(writing=False)
        return found

    monkeypatch.setattr(Index, "text_blocks", edited)
    assert list(found_cards(workspace, "girafe")) == ["e/a#main"]
    desk.close()


def test_a_deck_whose_texts_another_program_has_just_dropped_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(text_hits, "FOLDED_FACES", conditions.FEW_FACES + 1)
    desk = Desk(tmp_path)
    for deck in ("d", "e", "f"):
        desk.write(deck, {"a": short("girafe"), "b": short("girafe")})
    workspace = desk.open()
    bulk.flag(workspace, [CardKey("e/b#main")], 1)
    known = {deck: blocks for deck, blocks in workspace.index.text_blocks().items() if deck == "e"}
    monkeypatch.setattr(Index, "text_blocks", lambda index: known)
    assert found_cards(workspace, "-flag:1 girafe") == ["e/a#main"]
    desk.close()
