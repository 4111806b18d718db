"""The column of fields beside a letter by itself: they stand as on the page, and lead to it
(C2, C3, C7).
"""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from mmd_reviewer.domain.case import Case
from mmd_reviewer.ui.letters.fields_pane import FieldsPane
from mmd_reviewer.ui.widgets.buttons import LinkButton
from tests.ui.alone import child, on_screen, texts, too_wide
from tests.ui.shown_letters import LOST, RED, draft, issued

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def fields(app: QApplication, qtbot: QtBot) -> FieldsPane:
    return on_screen(qtbot, FieldsPane(), 316)


def boxes(pane: FieldsPane) -> list[tuple[str, str]]:
    found = pane.findChildren(QWidget)
    return [
        (row.objectName().removeprefix("letterField_"), row.accessibleName())
        for row in found
        if row.objectName().startswith("letterField_")
    ]


def test_fields_stand_in_the_order_of_the_page(fields: FieldsPane, approved: Case) -> None:
    fields.show_letter(draft(approved))
    names = [name for name, _ in boxes(fields)]
    assert names == ["addressee", "requirement", "proposal", "reason", "period", "terms"]
    assert dict(boxes(fields))["reason"] == "Reason: They need it."
    assert texts(fields)[:2] == ["Approval", "A-0001 · Fabrikam"]


def test_a_field_that_a_red_check_misses_is_there_to_go_to(
    fields: FieldsPane, approved: Case
) -> None:
    """Once, however often it is missed; a field that is filled is not added."""
    again = replace(RED, words="Another check")
    fields.show_letter(draft(approved, RED, again, replace(RED, source="reason"), LOST))
    found = boxes(fields)
    assert found[-1] == ("technology", "Microsoft technology: Not given")
    assert [name for name, _ in found].count("reason") == 1
    fields.focus_field("technology")
    assert child(fields, "letterField_technology", QWidget).hasFocus()


def test_a_field_that_takes_the_keyboard_tells_its_paragraph(
    fields: FieldsPane, approved: Case
) -> None:
    told: list[str] = []
    fields.marked.connect(told.append)
    fields.show_letter(draft(approved))
    fields.focus_field("requirement")
    fields.focus_field("nowhere")
    QTest.mousePress(child(fields, "letterField_proposal", QWidget), Qt.MouseButton.LeftButton)
    assert told == ["requirement", "proposal"]


def test_long_words_of_the_customer_are_cut_in_length_and_broken_in_width(
    fields: FieldsPane, approved: Case
) -> None:
    shown = draft(approved)
    assert shown.record is not None
    long = [
        replace(block, text="x" * 900) if block.source == "requirement" else block
        for block in shown.record.blocks
    ]
    fields.show_letter(replace(shown, record=replace(shown.record, blocks=tuple(long))))
    assert too_wide(fields) == []
    words = next(row for row in texts(fields) if row.startswith("xxx"))
    assert (len(words), words[-1]) == (400, "…")


@pytest.mark.parametrize(
    ("kind", "link"), [("approved", "Change the decision"), ("notice_first", "Change grounds")]
)
def test_what_a_letter_says_is_changed_where_it_was_decided(
    fields: FieldsPane, approved: Case, revoked: Case, kind: str, link: str, qtbot: QtBot
) -> None:
    case = approved if kind == "approved" else revoked
    fields.show_letter(draft(case, kind=kind))
    found = child(fields, "changeDecision", LinkButton)
    assert found.label.startswith(link)
    with qtbot.waitSignal(fields.change_wanted):
        found.click()
    fields.show_letter(issued(case, kind=kind))
    assert fields.findChild(LinkButton, "changeDecision") is None


def test_the_letters_of_the_case_are_chosen_from_and_the_one_shown_is_chosen(
    fields: FieldsPane, approved: Case, qtbot: QtBot
) -> None:
    fields.show_letter(draft(approved))
    combo = fields.letters
    assert [combo.itemText(n) for n in range(combo.count())] == ["Acknowledgement", "Approval"]
    assert combo.currentData() == "approved"
    with qtbot.waitSignal(fields.chosen) as heard:
        combo.activated.emit(0)
    assert heard.args == ["acknowledgement"]


def test_a_courtesy_translation_is_offered_in_every_language_but_its_own(
    fields: FieldsPane, approved: Case, qtbot: QtBot
) -> None:
    fields.show_letter(draft(approved))
    also = fields.also
    assert also is not None
    offered = [also.itemData(n) for n in range(also.count())]
    assert offered[0] == ""
    assert "en" not in offered
    assert "de" in offered
    with qtbot.waitSignal(fields.also_chosen) as heard:
        also.activated.emit(offered.index("de"))
    assert heard.args == ["de"]
    also.setFocus()
    fields.show_letter(draft(approved))
    assert fields.also is not None
    assert fields.also.hasFocus()
    fields.show_letter(issued(approved))
    assert fields.also is None
