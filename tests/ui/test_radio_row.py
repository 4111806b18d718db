"""A row of the decision where there is little room."""

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mmd_reviewer.ui.look.theme import REGULAR, SEMIBOLD, font
from mmd_reviewer.ui.widgets.answers import RadioRow
from mmd_reviewer.ui.widgets.painting import width_of
from tests.ui.painted_words import painted


@pytest.mark.parametrize("chosen", [False, True])
def test_the_hint_of_a_row_stands_below_where_there_is_no_room_beside(
    app: QApplication, qtbot: QtBot, chosen: bool
) -> None:
    row, hint = RadioRow("Withdrawn by the customer", "r", "needs a reason"), "needs a reason"
    row.setChecked(chosen)
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(row)
    qtbot.addWidget(made)
    made.resize(row.sizeHint().width(), 60)
    made.show()
    first, beside = painted(row)
    assert (row.height(), beside.text, beside.base - first.base) == (26, hint, 0)
    made.resize(row.minimumSizeHint().width(), 60)
    qtbot.waitUntil(lambda: row.height() == 44)
    first, below = painted(row)
    assert (first.left, below.left) == (26, 26)
    assert first.base + 12 < below.base < row.height()
    assert 26 + width_of(font(13, SEMIBOLD if chosen else REGULAR), first.text) <= row.width()
