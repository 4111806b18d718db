"""Whether a callback's widgets still exist when an answer comes back from the worker."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TypeVar

import shiboken6
from PySide6.QtCore import QObject

T = TypeVar("T")


def still_there(callback: Callable[..., object]) -> bool:
    """Does every widget exist that the callback is a method of, was given, or was written in?"""
    return all(shiboken6.isValid(held) for held in _held(callback, set()))


def if_still_there(callback: Callable[[T], object]) -> Callable[[T], object]:
    """The callback, which does nothing once one of its widgets is gone:
    whoever closed it no longer asks.
    """
    return lambda value: callback(value) if still_there(callback) else None


def _held(value: object, seen: set[int]) -> Iterator[QObject]:
    if id(value) in seen:  # a function that is written in itself
        return
    seen.add(id(value))
    if isinstance(value, QObject):
        yield value
    elif isinstance(value, partial):
        for part in (value.func, *value.args, *value.keywords.values()):
            yield from _held(part, seen)
    elif callable(value):
        yield from _held(getattr(value, "__self__", None), seen)
        for cell in getattr(value, "__closure__", None) or ():
            yield from _held(cell.cell_contents, seen)
