"""The case below the agenda: its head and deeds, a late notice, its devices and their cover."""

from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from mmd_reviewer.domain.cover import Covered
from mmd_reviewer.domain.device import Device
from mmd_reviewer.domain.period import on_screen
from mmd_reviewer.services.read.course_marks import Mark, Words
from mmd_reviewer.services.read.entry_case import CaseRead, Course, Late
from mmd_reviewer.ui.calendar.case_pane import NOT_ISSUED, NOTHING_TO_PREPARE, CasePane
from mmd_reviewer.ui.calendar.devices_bar import CoverBar, DevicesBar, cover_cell, show_cover
from mmd_reviewer.ui.calendar.go_to_day import ask_day
from mmd_reviewer.ui.calendar.late_panel import LatePanel
from mmd_reviewer.ui.commands.registry import ActionRegistry
from mmd_reviewer.ui.forms.rows_dialog import RowsDialog
from mmd_reviewer.ui.look.theme import LIGHT
from mmd_reviewer.ui.widgets.fields import Field
from tests.making import DAY, case
from tests.ui.calendar_lines import entry
from tests.ui.painted_words import painted, words

K = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
WARNING = "5 days of warning would remain. The deadline can be lengthened (rule D4)."
FINAL = Late("A-0042", "final", WARNING, DAY + timedelta(days=7), DAY + timedelta(days=5), 7)
SECOND = FINAL._replace(notice="second", full=60)
ONE, TWO = Device("S1", "HP", "Elite", "DESK-1"), Device("T1", ring="Test")
LEDGER = (Covered(ONE, "in_notice", DAY), Covered(TWO, "outside", None))


def mark(code: str, days: int) -> Mark:
    text = ((Words(f"Mark {code}"),),)
    return Mark(code, DAY + timedelta(days=days), "planned", None, text, text, "why")


def course(**given: Any) -> Course:
    values: dict[str, Any] = {
        "one": None,
        "conditions": "System stability",
        "marks": (mark("1", -30), mark("2", 0), mark("D", 60)),
        "ledger": LEDGER,
        "late": None,
        "missed": "",
    }
    return Course(**{**values, **given})


def read(**given: Any) -> CaseRead:
    values: dict[str, Any] = {
        "entry": entry("2"),
        "day": DAY,
        "remark": "Letter issued, not dispatched",
        "why": "Day 0 and 30 days (rule D2).",
        "case": case(),
        "course": course(),
        "prepare": "notice_second",
    }
    return CaseRead(**{**values, **given})


@pytest.fixture
def pane(registry: ActionRegistry, parent: QWidget) -> CasePane:
    made = CasePane(registry)
    made.setParent(parent)
    made.resize(1100, 400)
    return made


def buttons(pane: CasePane) -> dict[str, bool]:
    """Those seen, and whether each can be pressed."""
    head = pane.head
    found = (head.open, head.prepare, head.dispatch, head.appeal)
    return {one.label: one.isEnabled() for one in found if one.isVisible()}


def test_it_names_the_case_why_it_is_revoked_and_what_can_be_done(pane: CasePane) -> None:
    pane.show_read(read(waiting="A-0042-L3", appeal=DAY - timedelta(days=3)))
    assert pane.isVisible()
    assert pane.head.title.text() == "Cisco AnyConnect"
    assert pane.head.who.text() == (
        "Litware · A-0042 · revoked for System stability · appeal open since Fri 2026-11-20"
    )
    assert buttons(pane) == {"Prepare second notice": True, "Record dispatch": True, "Appeal": True}
    assert pane.words.text() == "Letter issued, not dispatched. Day 0 and 30 days (rule D2)."
    assert pane.accessibleDescription() == f"Second notice, Litware · A-0042. {pane.words.text()}"
    assert pane.line.accessibleName() == "Course of A-0042"


def test_what_cannot_be_done_says_why(pane: CasePane) -> None:
    pane.show_read(read(prepare=""))
    assert buttons(pane) == {"Prepare letter": False, "Record dispatch": False, "Appeal": True}
    assert pane.head.prepare.toolTip() == NOTHING_TO_PREPARE
    assert pane.head.dispatch.toolTip() == NOT_ISSUED


def test_in_a_store_that_can_only_be_read_letters_are_still_looked_at(
    registry: ActionRegistry, parent: QWidget
) -> None:
    pane = CasePane(registry, "The store is read-only")
    pane.setParent(parent)
    pane.resize(1100, 400)
    pane.show_read(read(waiting="A-0042-L3", course=course(late=FINAL)))
    assert buttons(pane) == {
        "Prepare second notice": True,
        "Record dispatch": False,
        "Appeal": False,
    }
    assert pane.head.dispatch.toolTip() == pane.head.appeal.toolTip() == "The store is read-only"
    assert not pane.late.lengthen.isEnabled()


def test_d5_a_notice_that_was_missed_is_named_before_the_arithmetic(pane: CasePane) -> None:
    missed = "The third notice names the second notice as not sent (rule D5)"
    pane.show_read(read(course=course(missed=missed)))
    assert pane.words.text() == (
        f"Letter issued, not dispatched. {missed}. Day 0 and 30 days (rule D2)."
    )


def test_an_approval_that_ends_has_no_course_and_an_edition_no_case(pane: CasePane) -> None:
    pane.show_read(read(entry=entry("E", title=" "), course=None, prepare=""))
    assert pane.head.title.text() == "No title or proposal"
    assert pane.head.who.text() == "Litware · A-0042 · approval ends"
    assert buttons(pane) == {"Open case": True}
    assert not pane.line.isVisible()
    assert not pane.devices.isVisible()
    edition = entry("K", number="", customer="", title="2027-01")
    pane.show_read(read(entry=edition, course=None, prepare="", case=None))
    assert (pane.head.who.text(), buttons(pane)) == ("", {})
    pane.show_none()
    assert (pane.isVisible(), pane.shown) == (False, None)


def test_buttons_do_what_their_keys_do(registry: ActionRegistry, pane: CasePane) -> None:
    ran: list[str] = []
    for name in ("calendar.prepare", "calendar.dispatch", "course.appeal", "calendar.devices"):
        registry.bind(name, lambda name=name: ran.append(name))  # type: ignore[misc]
    pane.show_read(read(waiting="A-0042-L3"))
    for button in (pane.head.prepare, pane.head.dispatch, pane.head.appeal, pane.devices.link):
        button.click()
    assert ran == ["calendar.prepare", "calendar.dispatch", "course.appeal", "calendar.devices"]


@pytest.mark.parametrize("title", ["x", "Donaudampfschifffahrtsgesellschaft " * 9])
def test_the_title_gives_way_to_the_buttons(pane: CasePane, qtbot: QtBot, title: str) -> None:
    buttons = (pane.head.prepare, pane.head.dispatch, pane.head.appeal)
    for width in (1100, 700):
        pane.resize(width, 400)
        pane.show_read(read(entry=entry("2", title=title)))
        qtbot.waitUntil(lambda: buttons[-1].geometry().right() < pane.width())
        assert all(one.width() >= one.sizeHint().width() for one in buttons)
        assert pane.head.title.width() >= min(60, pane.head.title.sizeHint().width())


def test_a_late_notice_stands_above_the_course_where_room_is_short(
    pane: CasePane, parent: QWidget
) -> None:
    parent.resize(1400, 1000)
    for width, above in ((1100, False), (800, True), (1100, False)):
        pane.resize(width, 400)
        pane.show_read(read(course=course(late=FINAL)))
        QApplication.processEvents()
        top = pane.late.mapTo(pane, pane.late.rect().topLeft()).y()
        assert (top < pane.line.mapTo(pane, pane.line.rect().topLeft()).y()) is above


def test_the_list_above_does_not_jump_from_a_high_case_to_a_low_one(
    pane: CasePane, parent: QWidget
) -> None:
    parent.resize(1200, 1000)
    pane.show_read(read(course=course(late=FINAL)))
    high = pane.height()
    pane.show_read(read(course=None))
    assert pane.height() == high
    parent.resize(1200, 300)
    pane.show_read(read(course=course(late=FINAL)))
    assert pane.height() <= 300 * 58 // 100


@pytest.fixture
def late(app: QApplication, parent: QWidget) -> LatePanel:
    made = LatePanel()
    made.setParent(parent)
    return made


def test_d4_a_late_notice_says_what_remains_and_offers_never_takes(late: LatePanel) -> None:
    """D4: for a late final notice the longer deadline is preselected."""
    wanted: list[Late] = []
    late.lengthen_wanted.connect(wanted.append)
    late.show_late(FINAL)
    assert (late.strong.text(), late.rest.text()) == (
        "5 days of warning would remain",
        "The deadline can be lengthened (rule D4).",
    )
    assert (late.lengthen.label, late.keep.label) == (
        "Lengthen to 2026-11-30",
        "Keep 2026-11-28",
    )
    assert late.accessibleName() == WARNING
    assert late.lengthen.isChecked()
    assert wanted == []
    late.lengthen.click()
    assert wanted == [FINAL]
    assert late.lengthen.isChecked(), "it is offered until it is recorded"
    late.show_late(SECOND)
    assert not late.lengthen.isChecked()
    assert late.lengthen.accessibleDescription() == ""
    late.lengthen.click()
    assert not late.lengthen.isChecked()


def test_a_notice_whose_deadline_is_kept_is_not_asked_about_again(late: LatePanel) -> None:
    kept: list[int] = []
    late.kept.connect(lambda: kept.append(1))
    late.show_late(FINAL)
    late.keep.click()
    assert (kept, late.isVisible()) == ([1], False)
    late.show_late(FINAL)
    assert not late.isVisible()
    for other in (SECOND, FINAL._replace(number="A-0043"), FINAL._replace(deadline=DAY)):
        late.show_late(other)
        assert late.isVisible(), "another notice, case or deadline is another question"
    late.show_late(None)
    assert not late.isVisible()


@pytest.mark.parametrize(
    ("states", "words_", "list_"),
    [
        ((), "No device is listed", False),
        (("removed",), "1 of 1 device removed", True),
        (("in_notice",), "0 of 1 device removed, 1 in notice", True),
        (
            ("removed", "in_notice", "not_covered", "not_covered", "outside", "covered"),
            "1 of 6 devices removed, 1 in notice, 2 not covered, 1 covered, 1 outside",
            True,
        ),
    ],
)
def test_d9_how_far_the_removal_has_come(
    app: QApplication, qtbot: QtBot, states: tuple[str, ...], words_: str, list_: bool
) -> None:
    """D9: each device is counted by its cover."""
    bar = DevicesBar()
    qtbot.addWidget(bar)
    bar.resize(600, 40)
    bar.show()
    bar.show_ledger(tuple(Covered(Device(f"S{n}"), state, None) for n, state in enumerate(states)))
    assert words(bar)[0] == words_
    assert bar.link.accessibleDescription() == words_
    assert bar.link.isEnabled() is list_


def test_the_bar_shows_what_is_removed_from_the_left_and_without_cover_from_the_right(
    app: QApplication, qtbot: QtBot
) -> None:
    bar = CoverBar()
    qtbot.addWidget(bar)
    bar.resize(100, 8)
    bar.show_counts({"removed": 50, "not_covered": 25, "in_notice": 25})
    image = bar.grab().toImage()
    inks = [image.pixelColor(x, 4) for x in (20, 65, 90)]
    assert inks == [LIGHT.color("good"), LIGHT.color("edge"), LIGHT.color("broken")]
    bar.show_counts({})
    assert bar.grab().toImage().pixelColor(50, 4) == LIGHT.color("edge")


@pytest.mark.parametrize(
    ("found", "cells"),
    [
        (
            Covered(ONE, "in_notice", date(2026, 11, 23)),
            ["S1, DESK-1 · HP Elite", "In notice", "Mon 2026-11-23"],
        ),
        (Covered(TWO, "outside", None), ["T1, Test group", "Outside, Test group", ""]),
        (Covered(Device("S2"), "removed", None), ["S2", "Removed, covered", ""]),
    ],
)
def test_d9_a_device_with_its_cover_and_since_when(found: Covered, cells: list[str]) -> None:
    """D9: the Test group is told apart from a revocation."""
    assert [cover_cell(found, column).speech() for column in range(3)] == cells


def test_every_device_is_listed_and_enter_closes(parent: QWidget) -> None:
    show_cover(parent, "A-0042", LEDGER, DAY)
    dialog = parent.findChild(RowsDialog)
    assert dialog is not None
    assert dialog.windowTitle() == "Cover of the devices of A-0042"
    texts = [label.text() for label in dialog.findChildren(QLabel)]
    assert f"On {on_screen(DAY)}: 0 of 2 devices removed, 1 in notice, 1 outside." in texts
    assert [word.text for word in painted(dialog.rows.view)][:3] == [
        "S1",
        "DESK-1 · HP Elite",
        "In notice",
    ]
    assert not dialog.cancel_button.isVisible()
    QTest.keyClick(dialog.rows.view, K.Key_Return)
    assert not dialog.isVisible()


@pytest.mark.parametrize(
    ("typed", "day", "said"),
    [
        ("2026-12-01", date(2026, 12, 1), ""),
        ("+2w", date(2026, 12, 7), ""),
        ("", None, "Give the day as 2026-12-01, +7 or +2w."),
        ("2300-01-01", None, "2300-01-01 is out of range"),
    ],
)
def test_a_day_is_gone_to_or_said_not_to_be_one(
    parent: QWidget, typed: str, day: date | None, said: str
) -> None:
    went: list[date] = []
    dialog = ask_day(parent, DAY, went.append, "Of any year.")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    field = dialog.findChild(Field)
    assert isinstance(field, Field)
    field.setText(typed)
    QTest.keyClick(field, K.Key_Return)
    assert went == ([day] if day else [])
    assert dialog.error.text().startswith(said)
    assert dialog.isVisible() is (day is None)
