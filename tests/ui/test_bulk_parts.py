"""One deed for many cases part by part: what it is given, what each row says (A1, A4)."""

from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from mmd_reviewer.domain.bulk import ASSIGN, NEEDS, PARK, STAYS, WILL, Foreseen, Wish
from mmd_reviewer.domain.decision import NO_EXEMPTION, RETURN
from mmd_reviewer.ui.queue.bulk_fields import BulkFields
from mmd_reviewer.ui.queue.bulk_layout import COLUMNS, cell_of
from mmd_reviewer.ui.widgets.columns import Cell
from tests.making import DAY, case, day, edition, request
from tests.ui.alone import fill, on_screen, texts

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
NUMBER = "A-0001"


@pytest.fixture
def fields(app: QApplication, qtbot: QtBot) -> BulkFields:
    return on_screen(qtbot, BulkFields(edition()), 340)


def shown(fields: BulkFields) -> list[str]:
    """The fields that are seen, by their names."""
    rows: tuple[QWidget, ...] = (fields.reviewer, fields.until, fields.route, fields.words)
    return [row.objectName() for row in rows if row.isVisible()]


@pytest.mark.parametrize(
    ("kind", "seen", "first", "label"),
    [
        (RETURN, ["bulkWords"], "bulkWords", "Added to all letters"),
        (NO_EXEMPTION, ["bulkRoute", "bulkWords"], "bulkRoute", "Added to all letters"),
        (PARK, ["bulkUntil", "bulkWords"], "bulkUntil", "Reason"),
        (ASSIGN, ["bulkReviewer", "bulkWords"], "bulkReviewer", "Note"),
    ],
)
def test_each_deed_asks_for_what_it_needs_and_begins_there(
    fields: BulkFields, kind: str, seen: list[str], first: str, label: str
) -> None:
    fields.start(kind, DAY)
    assert shown(fields) == seen
    assert fields.first().objectName() == first
    assert label in texts(fields)
    assert fields.words.accessibleName() == label


@pytest.mark.parametrize(
    ("kind", "values", "wish"),
    [
        (PARK, {"bulkUntil": "+7", "bulkWords": " Vendor "}, Wish(PARK, "", day(7), "Vendor")),
        (PARK, {"bulkUntil": "soon"}, Wish(PARK)),
        (ASSIGN, {"bulkReviewer": " Petra Novak "}, Wish(ASSIGN, "Petra Novak")),
        (RETURN, {"bulkWords": "\nWho pays?"}, Wish(RETURN, reason="Who pays?")),
        (NO_EXEMPTION, {"bulkRoute": "intune"}, Wish(NO_EXEMPTION, route="intune")),
    ],
)
def test_what_was_typed_is_what_is_wished(
    fields: BulkFields, kind: str, values: dict[str, str], wish: Wish
) -> None:
    fields.start(kind, DAY)
    fill(fields, **values)
    assert fields.wish() == wish


def test_another_deed_begins_with_empty_fields(fields: BulkFields) -> None:
    fields.start(PARK, DAY)
    fill(fields, bulkUntil="+7", bulkWords="Vendor", bulkReviewer="Petra", bulkRoute="intune")
    fields.start(ASSIGN, DAY)
    assert fields.wish() == Wish(ASSIGN)


def test_every_key_is_told(fields: BulkFields) -> None:
    fields.start(PARK, DAY)
    told: list[Wish] = []
    fields.changed.connect(lambda: told.append(fields.wish()))
    fill(fields, bulkUntil="+7")
    fill(fields, bulkWords="V")
    fields.route.chosen.emit("intune")
    fill(fields, bulkReviewer="P")
    assert len(told) == 4


# The rows


def cell(key: str, standing: str, words: str = "", left_out: bool = False, **asked: Any) -> Cell:
    row = Foreseen(case(asked=request(**asked)), standing, words)
    return cell_of(row, key, {NUMBER} if left_out else set())


@pytest.mark.parametrize(
    ("standing", "left_out", "icon"),
    [
        (WILL, False, "check"),
        (WILL, True, "minus"),
        (NEEDS, False, "minus"),
        (STAYS, False, "minus"),
    ],
)
def test_only_what_will_be_done_and_is_not_left_out_is_ticked(
    standing: str, left_out: bool, icon: str
) -> None:
    assert cell("tick", standing, left_out=left_out).icon == icon
    assert cell("request", standing, left_out=left_out).muted == (icon == "minus")


@pytest.mark.parametrize(
    ("standing", "words", "left_out", "first", "second"),
    [
        (WILL, "Returned, its letter is written", False, "Returned, its letter is written", ""),
        (WILL, "Returned, its letter is written", True, "Left out", ""),
        (
            NEEDS,
            "Needs a reason: nothing is missing",
            False,
            "Needs a reason",
            "nothing is missing",
        ),
        (NEEDS, "Needs a reason", True, "Needs a reason", ""),
        (STAYS, "Declined: on Friday", False, "Declined: on Friday", ""),
    ],
)
def test_what_happens_to_a_case_is_said_and_what_it_needs_apart(
    standing: str, words: str, left_out: bool, first: str, second: str
) -> None:
    found = cell("happens", standing, words, left_out)
    assert (found.primary, found.secondary) == (first, second)
    assert found.muted == (standing == STAYS or (standing == WILL and left_out))


def test_what_happens_is_a_shape_of_its_own_and_what_lacks_is_named() -> None:
    assert len({cell("happens", one).icon for one in (WILL, NEEDS, STAYS)}) == 3
    assert cell("lacks", WILL).primary == "Nothing is missing"
    lacking = cell("lacks", WILL, requirement="", timeline="")
    assert "requirement" in lacking.primary.casefold()
    request_cell = cell("request", WILL, title="", proposal="Deploy it.")
    assert (request_cell.primary, request_cell.secondary) == ("Deploy it.", ("Fabrikam", NUMBER))
    assert [column.key for column in COLUMNS] == ["tick", "request", "lacks", "happens"]
