"""What every kind of fact has in common."""

from __future__ import annotations

from typing import ClassVar


class Body:
    """What a fact says. Subclasses are frozen dataclasses of text,
    integers, days, lists and such.
    """

    __slots__ = ()
    version: ClassVar[int] = 1
