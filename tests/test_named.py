"""The cheap named tuples are what those of the standard library are."""

from __future__ import annotations

import pickle
import typing
from typing import Any

import pytest

import quizapp.named


class Ours(quizapp.named.NamedTuple):
    """A place."""

    x: int
    y: int = 2
    name: str | None = None

    def sum(self) -> int:
        return self.x + self.y

    @property
    def named(self) -> bool:
        return self.name is not None


class Standard(typing.NamedTuple):
    """A place."""

    x: int
    y: int = 2
    name: str | None = None

    def sum(self) -> int:
        return self.x + self.y

    @property
    def named(self) -> bool:
        return self.name is not None


both = pytest.mark.parametrize("place", [Ours, Standard])


@both
def test_a_value_is_a_tuple_of_its_fields(place: Any) -> None:
    value = place(1, name="a")
    assert value == (1, 2, "a") and hash(value) == hash((1, 2, "a"))
    assert (value.x, value.y, value.name, value.sum(), value.named) == (1, 2, "a", 3, True)
    assert repr(value) == f"{place.__name__}(x=1, y=2, name='a')"
    assert value._asdict() == {"x": 1, "y": 2, "name": "a"}
    assert value._replace(y=5) == (1, 5, "a") and type(value._replace(y=5)) is place
    assert place._make([1, 2, None]) == place(x=1)
    assert place.__doc__ == "A place."
    assert place._fields == place.__match_args__ == ("x", "y", "name")
    assert place._field_defaults == {"y": 2, "name": None}
    match value:
        case place(1, y):
            assert y == 2


def fresh() -> Any:
    class Place(quizapp.named.NamedTuple):
        x: int
        y: int = 2
        name: str | None = None

    return Place


def test_the_first_value_is_made_as_the_hundredth_is() -> None:
    place = fresh()
    for _ in range(25):
        values = [place(1), place(1, 2, None), place(name=None, x=1), place(1, y=2)]
        assert values == [(1, 2, None)] * 4
        assert {type(value) for value in values} == {place}


@pytest.mark.parametrize(
    ("values", "named"), [((), {}), ((), {"y": 1}), ((1,), {"x": 1}), ((1,), {"z": 1}), ((1, 2, "a", 4), {})]
)
def test_a_first_value_that_does_not_fit_is_refused(values: tuple[Any, ...], named: dict[str, Any]) -> None:
    with pytest.raises(TypeError):
        fresh()(*values, **named)


@both
def test_a_value_travels(place: Any) -> None:
    value = place(1, name="a")
    back = pickle.loads(pickle.dumps(value))
    assert back == value and type(back) is place


@both
def test_a_value_is_frozen_and_holds_nothing_else(place: Any) -> None:
    with pytest.raises(AttributeError):
        place(1).x = 2
    with pytest.raises(AttributeError):
        place(1).other = 2
    assert not hasattr(place(1), "__dict__")


@both
def test_what_does_not_fit_is_refused(place: Any) -> None:
    for _ in range(2):
        with pytest.raises(TypeError, match="missing 1 required positional argument: 'x'"):
            place()
        with pytest.raises(TypeError):
            place(1, 2, "a", 4)
        with pytest.raises(TypeError, match="unexpected keyword argument 'z'"):
            place(1, z=1)
        with pytest.raises(TypeError, match="multiple values for argument 'x'"):
            place(1, x=1)
    with pytest.raises(TypeError):
        place._make([1, 2])
    with pytest.raises((TypeError, ValueError), match="z"):
        place(1)._replace(z=1)
