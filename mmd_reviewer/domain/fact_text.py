"""Facts as text: plain JSON values, canonical bytes, and back.

Hash what is stored, never a re-serialisation.
"""

from __future__ import annotations

import json
import types
import unicodedata
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from mmd_reviewer.domain.errors import Refused

Shape = TypeVar("Shape")
BIGGEST_INTEGER = 2**53


_ENCODER = json.JSONEncoder(
    sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False
)


def canonical(data: Mapping[str, Any]) -> bytes:
    """Sorted keys, no blanks, UTF-8, NFC. Refuses lone surrogates."""
    text = _ENCODER.encode(data)
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    try:
        return text.encode()
    except UnicodeEncodeError:
        raise Refused(
            "The text holds half a character (a lone surrogate): type or save it anew.", "A1"
        ) from None


def to_json(value: Any) -> Any:
    """Plain JSON values for a body: days as ISO text, tuples as lists.

    Floats and huge integers are errors.
    """
    kind = type(value)
    if kind is str or value is None or kind is bool:
        return value
    if kind is int:
        if abs(value) > BIGGEST_INTEGER:
            raise ValueError(f"integer too large for a fact: {value}")
        return value
    if kind is date:
        return value.isoformat()
    if kind is tuple or kind is list:
        return [to_json(item) for item in value]
    if kind is dict:
        return {key: to_json(item) for key, item in value.items()}
    if is_dataclass(value):
        names, read = _shape(cast(Hashable, kind))
        return {
            n: item if type(item) is str else to_json(item)
            for n, item in zip(names, read(value), strict=True)
        }
    raise TypeError(f"a fact cannot hold {kind.__name__}")


@cache
def _shape(kind: Hashable) -> tuple[tuple[str, ...], Callable[[Any], Sequence[Any]]]:
    """The names of a dataclass's fields, and what reads them all at once."""
    names = tuple(row.name for row in fields(cast(Any, kind)))
    if len(names) > 1:
        return names, attrgetter(*names)
    return names, lambda value: [getattr(value, name) for name in names]


def from_json(kind: type[Shape], data: Mapping[str, Any]) -> Shape:
    """The dataclass `kind` from what `to_json` made of it; keys it does not know are left alone."""
    readers = _readers(cast(Hashable, kind))
    return kind(**{name: readers[name](value) for name, value in data.items() if name in readers})


@cache
def _readers(kind: Hashable) -> dict[str, Callable[[Any], Any]]:
    shape = cast(Any, kind)
    hints = get_type_hints(shape)
    return {row.name: _reader(hints[row.name]) for row in fields(shape)}


def _reader(hint: Any) -> Callable[[Any], Any]:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        inner = _reader(next(part for part in arguments if part is not type(None)))
        return lambda value: None if value is None else inner(value)
    if origin is tuple:
        item = _reader(arguments[0])
        return lambda value: tuple(map(item, value))
    if hint is date:
        return date.fromisoformat
    if is_dataclass(hint):
        shape: Any = hint
        return lambda value: from_json(shape, value)
    return lambda value: value
