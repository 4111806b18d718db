"""The queue as a file: what the filter shows, with the columns of the terminal's `list --out`."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from mmd_reviewer.domain.deed import Job
from mmd_reviewer.exports.requests import COLUMNS
from mmd_reviewer.readers.any_file import read_file
from tests.making import receive
from tests.ui.dialogs import chord
from tests.ui.running import Running, child, running, words
from tests.ui.window_store import three_requests

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def window(tmp_path: Path, qtbot: object) -> Iterator[Running]:
    desk = three_requests(tmp_path)
    for place in range(120):  # more than one page is read of the list
        receive(desk, ticket=f"MMD-{place}-T", title=f"Zebra driver {place:03d}")
    with running(tmp_path / "s.sqlite") as it:
        it.desk_window.queue.bar.set_filter({"words": "Zebra"})
        it.settle()
        it.desk_window.queue.list.setFocus()
        yield it


def export(window: Running, out: Path) -> None:
    """E, a name, Save."""
    chord(window, "E")
    dialog = child(window, "exportQueueDialog", QFileDialog)
    dialog.fileSelected.emit(str(out))
    dialog.close()
    window.settle()


def test_a5_the_rows_of_the_filter_are_written_in_its_order(
    window: Running, tmp_path: Path
) -> None:
    """A5: all of them, also those that are not read yet, and an import reads them back."""
    window.desk_window.queue.list.header.set_sort("title", True)
    window.desk_window.queue.list.sort_requested.emit("title", True)
    window.settle()
    out = tmp_path / "queue.csv"
    export(window, out)
    assert words(window) == f"120 requests exported to {out}."
    rows = list(csv.DictReader(io.StringIO(out.read_text("utf-8-sig"))))
    assert tuple(rows[0]) == COLUMNS
    titles = [row["Title"] for row in rows]
    assert titles == [f"Zebra driver {place:03d}" for place in reversed(range(120))]


def test_a5_a_workbook_says_when_it_was_made(window: Running, tmp_path: Path) -> None:
    """A5: XLSX as CSV; any other ending is refused, nothing is written."""
    out = tmp_path / "queue.xlsx"
    export(window, out)
    assert words(window) == f"120 requests exported to {out}."
    assert len(read_file(out, "Europe/Brussels", Job()).rows) == 120
    export(window, tmp_path / "queue.pdf")
    assert words(window) == "Name a file that ends in .xlsx or .csv."
    assert not (tmp_path / "queue.pdf").exists()


def test_an_empty_filter_asks_for_no_file(window: Running) -> None:
    window.desk_window.queue.bar.set_filter({"words": "nothing like this"})
    window.settle()
    window.desk_window.registry.run("queue.export")
    assert words(window) == "The filter shows no request: there is nothing to export."
