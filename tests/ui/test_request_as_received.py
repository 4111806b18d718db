"""The request beside the checklist: every version, what is missing, what was said and noted, and
what stays while answers are given (A1 to A5).
"""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu
from pytestqt.qtbot import QtBot

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.request import Post
from mmd_reviewer.ui.assessment.request_pane import WIDTH, RequestPane
from mmd_reviewer.ui.widgets.buttons import LinkButton
from tests.making import case, day, request
from tests.ui.alone import child, texts, too_wide
from tests.ui.shown_cases import shown, shown_after

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
LONG = "\\\\fileserver.example.org\\deployments\\" + "x" * 200


@pytest.fixture
def pane(app: QApplication, qtbot: QtBot) -> RequestPane:
    made = RequestPane()
    qtbot.addWidget(made)
    made.resize(WIDTH, 400)
    return made


def after(pane: RequestPane, label: str, lines: int = 1) -> list[str]:
    """What stands under a label."""
    said = texts(pane)
    at = said.index(label) + 1
    return said[at : at + lines]


def amended(source: str = "mail", proposal: str = "Deploy version 5.") -> Case:
    return case(kinds.RequestAmended(replace(request(), proposal=proposal), source))


def seen(pane: RequestPane, qtbot: QtBot) -> None:
    pane.show()
    qtbot.waitExposed(pane)
    pane.activateWindow()
    qtbot.waitUntil(pane.isActiveWindow)


def test_a1_the_four_details_stand_in_the_order_of_the_rules(pane: RequestPane) -> None:
    pane.show_case(shown_after())
    said = texts(pane)
    assert said[:11] == [
        "Request as received",
        "Version 1 of 1",
        "Exemption type",
        "Security agents & VPNs",
        "Requirement",
        "214 planners must reach the ERP from home.",
        "Proposal",
        "Deploy Cisco AnyConnect 4.10, packaged for Intune.",
        "Timeline",
        "24 months, until 2028-11-23",
        "Received",
    ]


@pytest.mark.parametrize(
    ("asked", "label", "said_so"),
    [
        ({"type": "", "type_words": ""}, "Exemption type", "No exemption type is given"),
        ({"requirement": " \n"}, "Requirement", "No requirement is given"),
        ({"proposal": ""}, "Proposal", "No proposal is given"),
        ({"timeline": ""}, "Timeline", "No timeline is given"),
    ],
)
def test_a1_a_detail_that_is_missing_is_named(
    pane: RequestPane, asked: dict[str, Any], label: str, said_so: str
) -> None:
    pane.show_case(shown_after(**asked))
    assert after(pane, label) == [said_so]


def test_a1_a_detail_that_is_not_sufficient_keeps_its_words_and_says_why(
    pane: RequestPane,
) -> None:
    judged = kinds.DetailJudged("proposal", sufficient=False, why="Which version?")
    pane.show_case(shown_after(judged))
    assert after(pane, "Proposal", 2) == [
        "Deploy Cisco AnyConnect 4.10, packaged for Intune.",
        "Not sufficient: Which version?",
    ]


def test_a1_a_type_that_is_none_of_the_edition_keeps_the_customers_words(
    pane: RequestPane,
) -> None:
    pane.show_case(shown_after(type="", type_words="Sundry"))
    assert after(pane, "Exemption type", 2) == [
        "Sundry",
        "This type is not one of the edition's",
    ]


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("24 months", ["24 months, until 2028-11-23", "Received"]),
        ("two years", ["24 months, until 2028-11-23", "Customer’s words: “two years”"]),
        ("until 2028-03-31", ["Until 2028-03-31", "Received"]),
        ("permanent", ["Open-ended", "Customer’s words: “permanent”"]),
        (
            "at least a year",
            ["at least a year", "Not understood: give the period when you approve"],
        ),
    ],
)
def test_a3_the_customers_words_stand_beside_what_was_understood(
    pane: RequestPane, words: str, lines: list[str]
) -> None:
    pane.show_case(shown_after(timeline=words))
    assert after(pane, "Timeline", 2) == lines


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("tickets.json", "by portal"),
        ("TICKETS.JSON", "by portal"),
        ("requests.csv", "in requests.csv"),
        ("telephone", "by telephone"),
        ("hand", "by hand"),
    ],
)
def test_a1_where_an_amendment_came_from_is_said_as_everywhere(
    pane: RequestPane, source: str, words: str
) -> None:
    pane.show_case(shown(amended(source)))
    assert after(pane, "Amended", 2) == [
        f"Mon 2026-11-23 {words}",
        "Ticket MMD-1465058-R5V8P, Jana Hofer",
    ]


@pytest.mark.parametrize(
    ("asked", "line"),
    [
        ({}, "Ticket MMD-1465058-R5V8P, Jana Hofer"),
        ({"contact": ""}, "Ticket MMD-1465058-R5V8P"),
        ({"ticket": ""}, "No portal ticket, Jana Hofer"),
        ({"ticket": "", "contact": ""}, "No portal ticket"),
    ],
)
def test_the_ticket_and_who_asked_stand_under_the_day(
    pane: RequestPane, asked: dict[str, Any], line: str
) -> None:
    pane.show_case(shown_after(**asked))
    assert after(pane, "Received", 2)[1] == line


def test_notes_of_the_ticket_and_ones_own_stand_there_the_newest_first(pane: RequestPane) -> None:
    posts = (Post("The vendor was asked.", day(-3), "Ops"), Post("They answered."))
    pane.show_case(
        shown_after(kinds.NoteAdded("Called."), kinds.NoteAdded("Wrote."), posts=posts, devices="9")
    )
    said = texts(pane)
    assert after(pane, "Devices") == ["9"]
    assert after(pane, posts[0].heading) == ["The vendor was asked."]
    at = said.index("Notes")
    assert said[at + 1 :] == ["Ines, Mon 2026-11-23", "Wrote.", "Ines, Mon 2026-11-23", "Called."]


def test_a5_linked_cases_are_named(pane: RequestPane) -> None:
    other = case(asked=request(title="The older one", ticket="MMD-2-T"))
    pane.show_case(shown_after(linked=[other]))
    assert after(pane, "Linked cases") == ["A-0001  The older one"]
    pane.show_case(shown_after())
    assert "Linked cases" not in texts(pane)


# Versions


def test_a5_every_version_is_one_press_away_and_the_keyboard_stays(
    pane: RequestPane, qtbot: QtBot
) -> None:
    seen(pane, qtbot)
    pane.show_case(shown(amended()))
    assert after(pane, "Proposal") == ["Deploy version 5."]
    switch = child(pane, "versionSwitch", LinkButton)
    assert switch.label == "Version 2 of 2"
    switch.setFocus()
    QTest.keyClick(switch, Qt.Key.Key_Space)
    assert after(pane, "Proposal") == ["Deploy Cisco AnyConnect 4.10, packaged for Intune."]
    assert "Received" in texts(pane)
    switch = child(pane, "versionSwitch", LinkButton)
    assert (switch.label, switch.hasFocus()) == ("Version 1 of 2", True)
    QTest.keyClick(switch, Qt.Key.Key_Space)
    assert after(pane, "Proposal") == ["Deploy version 5."]


def test_the_version_that_is_read_stays_until_a_newer_one_comes(pane: RequestPane) -> None:
    pane.show_case(shown(amended()))
    child(pane, "versionSwitch", LinkButton).click()
    pane.show_case(shown(amended()))
    assert child(pane, "versionSwitch", LinkButton).label == "Version 1 of 2"
    once_more = replace(request(), proposal="Deploy version 6.")
    newest = case(
        kinds.RequestAmended(replace(request(), proposal="Deploy version 5."), "mail"),
        kinds.RequestAmended(once_more, "mail"),
    )
    pane.show_case(shown(newest))
    assert child(pane, "versionSwitch", LinkButton).label == "Version 3 of 3"


# What stays while answers are given


def folded(pane: RequestPane) -> bool:
    label = next(row for row in pane.findChildren(QLabel) if row.text().startswith("Cost centre"))
    return label.isHidden()


def test_what_was_unfolded_stays_so_for_this_case_only(pane: RequestPane) -> None:
    notes = {"Cost centre": "1100", "Empty": "  ", "Plant": "Köln"}
    pane.show_case(shown_after(notes=notes))
    assert folded(pane)
    child(pane, "ticketText", LinkButton).click()
    assert "Cost centre: 1100\n\nPlant: Köln" in texts(pane)
    pane.show_case(shown_after(kinds.NoteAdded("Called."), notes=notes))
    assert not folded(pane)
    child(pane, "ticketText", LinkButton).click()
    assert folded(pane)
    child(pane, "ticketText", LinkButton).click()
    other = shown_after(notes=notes)
    pane.show_case(replace(other, case=replace(other.case, number="A-0002")))
    assert folded(pane)


def test_the_place_in_a_long_request_stays_while_answers_are_given(
    pane: RequestPane, qtbot: QtBot
) -> None:
    seen(pane, qtbot)
    long = "A line of the requirement.\n" * 80
    pane.show_case(shown_after(requirement=long))
    pane.verticalScrollBar().setValue(300)
    pane.show_case(shown_after(kinds.NoteAdded("Called."), requirement=long))
    assert pane.verticalScrollBar().value() == 300
    other = shown_after(requirement=long)
    pane.show_case(replace(other, case=replace(other.case, number="A-0002")))
    assert pane.verticalScrollBar().value() == 0


# Words without a blank


def test_a_path_longer_than_the_column_is_broken_not_cut(pane: RequestPane, qtbot: QtBot) -> None:
    linked = [case(asked=request(title=LONG, ticket="MMD-2-T"))]
    pane.show_case(
        shown_after(
            kinds.NoteAdded(LONG),
            linked=linked,
            requirement=LONG,
            proposal="מ" * 300,
            notes={"Path": LONG},
            contact=LONG,
            posts=(Post("Asked.", day(-3), "Jonas Weberknecht-Hofstetter of the operations desk"),),
        )
    )
    seen(pane, qtbot)
    child(pane, "ticketText", LinkButton).click()
    assert too_wide(pane) == []


def words_of(pane: RequestPane, text: str) -> QLabel:
    found = (row for row in pane.findChildren(QLabel) if row.text().replace("\u200b", "") == text)
    return next(found)


def test_what_is_copied_is_as_the_customer_wrote_it(pane: RequestPane, qtbot: QtBot) -> None:
    """By key and from the menu: a path with a break in it leads nowhere."""
    pane.show_case(shown_after(requirement=LONG))
    seen(pane, qtbot)
    label = words_of(pane, LONG)
    label.setSelection(0, len(label.text()))
    clipboard = QApplication.clipboard()
    clipboard.setText("")
    QTest.keyClick(label, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert clipboard.text() == LONG
    clipboard.setText("")
    menu = menu_of(label)
    assert [row.text() for row in menu.actions()] == ["Copy"]
    menu.actions()[0].trigger()
    assert clipboard.text() == LONG
    menu.close()


def test_where_nothing_is_marked_there_is_nothing_to_copy(pane: RequestPane, qtbot: QtBot) -> None:
    pane.show_case(shown_after(requirement=LONG))
    seen(pane, qtbot)
    menu = menu_of(words_of(pane, LONG))
    assert not menu.actions()[0].isEnabled()
    menu.close()


def menu_of(label: QLabel) -> QMenu:
    """What the right button of the mouse opens there."""
    there = QPoint(4, 4)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, there, label.mapToGlobal(there))
    QApplication.sendEvent(label, event)
    menu = label.findChild(QMenu)
    assert isinstance(menu, QMenu)
    return menu
