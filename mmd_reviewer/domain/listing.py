"""Names in a row, as a sentence lists them."""

from collections.abc import Iterable


def in_a_row(names: Iterable[str]) -> str:
    """`a`, `a and b`, `a, b and c`; "" of none."""
    *most, last = list(names) or [""]
    return f"{', '.join(most)} and {last}" if most else last
