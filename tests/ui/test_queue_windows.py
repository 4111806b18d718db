"""The windowed model: thousands of rows, of which only those looked at are read."""

from array import array
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mmd_reviewer.domain.intake import ReadFile, Reading, ReadRow
from mmd_reviewer.domain.request import Request
from mmd_reviewer.domain.request_queue import QueueRow
from mmd_reviewer.domain.timeline_reading import read_timeline
from mmd_reviewer.services import intake
from mmd_reviewer.ui.commands.registry import ActionRegistry
from mmd_reviewer.ui.queue.queue_cells import Looks
from mmd_reviewer.ui.queue.queue_model import KEPT_WINDOWS, QueueModel
from tests.ui.queue_place import DAY, Place, changes_of, make_place

MANY = 5000


@pytest.fixture
def crowd(qtbot: QtBot, registry: ActionRegistry, tmp_path: Path) -> Iterator[Place]:
    made = make_place(qtbot, registry, tmp_path, ())
    rows = [
        ReadRow(
            n + 1,
            Request(
                "Contoso",
                f"Request {n:05d}",
                "",
                "Drivers",
                "why",
                "what",
                read_timeline("12 months"),
                ticket=f"T-{n}",
                submitted=DAY - timedelta(days=(MANY - n) // 20),
            ),
        )
        for n in range(MANY)
    ]
    intake.carry_out(
        made.desk, intake.plan_import(made.desk, [ReadFile("t.csv", Reading("CSV"), tuple(rows))])
    )
    made.reviewing.changed.emit(replace(changes_of(), many=True))
    yield made
    made.reviewing.work.shutdown()


def test_the_first_page_comes_then_all_ids_then_the_rows_in_view(crowd: Place) -> None:
    view = crowd.view
    crowd.until(lambda: view.model.rowCount() == MANY)
    assert view.bar.count.text() == "5,000 requests"
    assert view.model.row_at(2500) is None
    view.list.set_current_row(2500)
    crowd.until(lambda: view.model.row_at(2500) is not None)
    assert view.model.cell(2500, 1).primary == "Request 02500"
    crowd.until(lambda: view.preview.number == view.current_number())
    assert view.places.position(view.current_number()) == (2501, MANY)


def test_the_row_in_the_middle_stays_current_after_a_change(crowd: Place) -> None:
    view = crowd.view
    crowd.until(lambda: view.model.rowCount() == MANY)
    view.list.set_current_row(2500)
    crowd.until(lambda: view.current_number() == "A-2501")
    crowd.reviewing.registry.run("queue.assign")
    crowd.until(
        lambda: view.model.row_at(2500) is not None and view.model.cell(2500, 3).secondary == "You"
    )
    assert view.current_number() == "A-2501"
    found: list[str | None] = []
    view.places.neighbour("A-4000", 1, found.append)
    crowd.until(lambda: found == ["A-4001"])
    assert view.places.position("A-4001") == (4001, MANY)


def test_rows_that_were_never_looked_at_are_copied_whole(crowd: Place) -> None:
    """Ctrl+A and Ctrl+C: every request with its own words, no dots."""
    view = crowd.view
    crowd.until(lambda: view.model.rowCount() == MANY)
    QApplication.clipboard().clear()
    view.list.select_all()
    view.list.view.copy_rows()
    crowd.until(lambda: bool(QApplication.clipboard().text()))
    lines = QApplication.clipboard().text().splitlines()
    assert lines[0] == "Age\tProposal\tAsked for\tState\tNext date"
    assert len(lines) == 1 + MANY
    assert [line.split("\t")[1].split(",")[0] for line in lines[1:]] == [
        f"Request {n:05d}" for n in range(MANY)
    ]


def test_a_newer_filter_replaces_an_older_one(crowd: Place) -> None:
    view = crowd.view
    crowd.until(lambda: view.model.rowCount() == MANY)
    for words in ("0", "00", "004", "00499", "004999"):
        view.bar.search.setText(words)
        view.bar.changed.emit()
    view.bar.set_filter({"words": "Request 04999", "state": "open"})
    crowd.until(lambda: crowd.titles == ["Request 04999"])


def test_an_unmet_row_is_dots_and_few_windows_are_kept(app: QApplication) -> None:
    model = QueueModel(Looks(DAY, "Ines Moreau", {}))
    model.reset(array("q", range(1, 10_001)), True, {})
    assert model.cell(50, 1).primary == "…"
    assert model.windows.wanted() == [0]
    row = QueueRow(
        DAY, DAY, "new", "A-0001", "", "c", "", "t", "12 months", DAY, None, "", (), (), id=51
    )
    for window in range(60):
        ids = model.ids
        model.add_windows(ids, {window: [replace(row, id=ids[window * 100])]})
    assert len(model.windows.known()) <= KEPT_WINDOWS
    assert model.windows.wanted() == []
