"""Names in a row, as a sentence lists them."""

from collections.abc import Iterable, Sequence


def in_a_row(names: Iterable[str]) -> str:
    """`a`, `a and b`, `a, b and c`; "" of none."""
    *most, last = list(names) or [""]
    return f"{', '.join(most)} and {last}" if most else last


def first_of(names: Sequence[str], most: int) -> str:
    """The first few in a row and how many more there are: `a, b and 3 more`."""
    more = len(names) - most
    return f"{', '.join(names[:most])} and {more:,} more" if more > 0 else in_a_row(names)
