"""Which rows of a list are read for its paint: work that must not grow with the list."""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from mmd_reviewer.ui.widgets.columns import Cell, CellModel

IN_SIGHT = 100  # more than fit on any screen


@contextmanager
def rows_read(model: CellModel) -> Iterator[set[int]]:
    """The places of the rows whose cells are asked for meanwhile."""
    read: set[int] = set()
    cell = model.cell

    def noting(row: int, column: int) -> Cell:
        read.add(row)
        return cell(row, column)

    with patch.object(model, "cell", noting):
        yield read
