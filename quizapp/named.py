"""Named tuples that are cheap to define: the program defines seventy of them on its way to a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple
else:
    from collections import namedtuple

    field_at = type(namedtuple("_", "first").first)
    """The descriptor of an item, of the place and the documentation that it is made of."""

    class _Definition(type):
        """Makes a class out of annotations: with what `typing.NamedTuple` gives it, but for the constructor.

        That one compiles each annotation and a constructor, which takes ten times as long.
        """

        def __new__(meta, name, bases, namespace):
            fields = tuple(namespace.get("__annotations__", ()))
            namespace["__slots__"] = ()
            if fields:
                namespace["_field_defaults"] = {
                    field: namespace[field] for field in fields if field in namespace
                }
                namespace["_fields"] = namespace["__match_args__"] = fields
                namespace.update((field, field_at(place, None)) for place, field in enumerate(fields))
            return super().__new__(meta, name, bases, namespace)

    _FEW = 10
    """So many values are made in half the time in which a constructor is written: most classes have fewer by
    the first question."""

    class NamedTuple(tuple, metaclass=_Definition):
        """What `typing.NamedTuple` is, for the modules that every start imports."""

        _made = 0

        def __new__(cls, *values, **named):
            """Makes the first few values; for more, and to refuse what does not fit, the standard library
            writes a constructor."""
            cls._made += 1
            rest = cls._fields[len(values) :]
            given = {**cls._field_defaults, **named}
            fits = len(values) <= len(cls._fields) and named.keys() <= set(rest) <= given.keys()
            if fits and cls._made <= _FEW:
                return tuple.__new__(cls, (*values, *map(given.__getitem__, rest)))
            standard = namedtuple(cls.__name__, cls._fields, defaults=cls._field_defaults.values())
            cls.__new__ = staticmethod(standard.__new__)
            return cls.__new__(cls, *values, **named)

        @classmethod
        def _make(cls, values):
            made = tuple.__new__(cls, values)
            if len(made) != len(cls._fields):
                raise TypeError(f"Expected {len(cls._fields)} arguments, got {len(made)}")
            return made

        def _replace(self, /, **named):
            made = self._make(map(named.pop, self._fields, self))
            if named:
                raise ValueError(f"Got unexpected field names: {list(named)!r}")
            return made

        def _asdict(self):
            return dict(zip(self._fields, self, strict=True))

        def __repr__(self):
            fields = ", ".join(f"{name}={value!r}" for name, value in self._asdict().items())
            return f"{type(self).__name__}({fields})"

        def __getnewargs__(self):
            return tuple(self)
