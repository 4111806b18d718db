"""The preview beside the queue by itself: what it says, which deeds its buttons name, what stays
while the case changes (A1, A6).
"""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.request_queue import QueueRow
from mmd_reviewer.services.read.shown import Shown
from mmd_reviewer.ui.commands.registry import ActionRegistry
from mmd_reviewer.ui.queue.preview_pane import Previewed, PreviewPane
from mmd_reviewer.ui.widgets.buttons import LinkButton, PushButton
from tests.making import case, day, request
from tests.ui.alone import child, on_screen, texts, too_wide
from tests.ui.shown_cases import shown_after

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
ME = "Ines"
PARKED = kinds.CaseParked(day(7), "Vendor replies.")


@pytest.fixture
def pane(qtbot: QtBot, registry: ActionRegistry) -> PreviewPane:
    for name in ("open", "assign", "ask", "park", "unpark"):
        registry.bind(f"queue.{name}", lambda: None)
    return on_screen(qtbot, PreviewPane(registry, ME), 440)


def show(pane: PreviewPane, shown: Shown, *earlier: QueueRow) -> None:
    pane.show_case(Previewed(shown, earlier))
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)  # what was shown before


def numbered(shown: Shown, number: str) -> Shown:
    return replace(shown, case=replace(shown.case, number=number))


def buttons(pane: PreviewPane) -> list[str]:
    return [one.label for one in pane.findChildren(PushButton) if one.isVisible()]


def test_nothing_current_shows_nothing(pane: PreviewPane) -> None:
    show(pane, shown_after())
    assert pane.number == "A-0001"
    assert buttons(pane) == ["Assess", "Assign", "Park", "Ask for details"]
    pane.show_none()
    assert (pane.number, buttons(pane)) == ("", [])


@pytest.mark.parametrize(
    ("bodies", "park", "mine"),
    [
        ((), "Park", True),
        ((PARKED,), "Unpark", True),
        ((kinds.CaseAssigned(ME),), "Park", False),
        ((kinds.CaseAssigned("Petra"),), "Park", True),
    ],
)
def test_a6_the_buttons_say_what_they_do_to_the_case(
    pane: PreviewPane, bodies: tuple[Any, ...], park: str, mine: bool
) -> None:
    show(pane, shown_after(*bodies))
    assert pane.park_button.label == park
    assert pane.assign_button.isEnabled() == mine
    assert pane.assign_button.toolTip() == ("" if mine else "It is assigned to you")


def test_while_rows_are_marked_every_button_names_what_it_touches(pane: PreviewPane) -> None:
    """Also of a case that is parked and mine: the marked ones are meant."""
    show(pane, shown_after(PARKED, kinds.CaseAssigned(ME)))
    pane.name_deeds("3 cases", "A-0001", "2 cases")
    assert buttons(pane) == [
        "Assess A-0001",
        "Assign 3 cases",
        "Park 3 cases",
        "Ask for details of 2 cases",
    ]
    assert pane.assign_button.isEnabled()
    pane.name_deeds("", "A-0001", "")
    assert buttons(pane) == ["Assess", "Assign", "Unpark", "Ask for details"]
    assert not pane.assign_button.isEnabled()


@pytest.mark.parametrize(("marked", "ran"), [("", "queue.unpark"), ("3 cases", "queue.park")])
def test_the_button_of_parking_does_what_it_says(
    pane: PreviewPane, registry: ActionRegistry, marked: str, ran: str
) -> None:
    did: list[str] = []
    for name in ("queue.park", "queue.unpark"):
        registry.bind(name, lambda name=name: did.append(name))  # type: ignore[misc]
    show(pane, shown_after(PARKED))
    pane.name_deeds(marked, "A-0001", marked)
    pane.park_button.click()
    assert did == [ran]


def test_a1_what_is_missing_and_what_is_parked_is_said_first_of_all(pane: PreviewPane) -> None:
    show(pane, shown_after(PARKED, requirement="", timeline=""))
    said = texts(pane)
    assert "Requirement and timeline are missing" in said
    assert "Parked until Mon 2026-11-30: Vendor replies." in said
    show(pane, shown_after())
    assert "All four details are given" in texts(pane)


def test_notes_stand_the_newest_first_and_linked_cases_open(
    pane: PreviewPane, qtbot: QtBot
) -> None:
    other = replace(case(asked=request(title="The older one")), number="A-0007")
    shown = shown_after(kinds.NoteAdded("One"), kinds.NoteAdded("Two"), linked=[other])
    show(pane, shown)
    said = texts(pane)
    assert said.index("Two") < said.index("One")
    assert "The older one" in said
    with qtbot.waitSignal(pane.case_wanted) as heard:
        child(pane, "earlier_A-0007", LinkButton).click()
    assert heard.args == ["A-0007"]


def test_earlier_cases_of_the_customer_say_how_they_ended(pane: PreviewPane) -> None:
    row = QueueRow(
        day(-90), day(900), "declined", "A-0003", "", "Fabrikam", "drivers", "", "", day(-90),
        None, "", (), (),
    )  # fmt: skip
    show(pane, shown_after(), row)
    said = texts(pane)
    at = said.index("Earlier cases of Fabrikam")
    assert said[at + 1 : at + 3] == ["No title or proposal", "Declined, received 2026-08-25"]
    show(pane, shown_after())
    assert "Earlier cases of Fabrikam" not in texts(pane)


def test_another_case_is_shown_from_its_top_and_the_same_one_stays(
    pane: PreviewPane, qtbot: QtBot
) -> None:
    pane.resize(440, 260)
    long = "A line of the requirement.\n" * 60
    show(pane, shown_after(requirement=long))
    qtbot.waitUntil(lambda: pane.verticalScrollBar().maximum() > 200)
    pane.verticalScrollBar().setValue(150)
    show(pane, shown_after(kinds.NoteAdded("Called."), requirement=long))
    assert pane.verticalScrollBar().value() == 150
    show(pane, numbered(shown_after(requirement=long), "A-0002"))
    assert pane.verticalScrollBar().value() == 0


def test_long_words_are_broken_and_the_buttons_stay_whole(pane: PreviewPane) -> None:
    long = "x" * 300
    parked = kinds.CaseParked(day(7), long)
    show(
        pane,
        shown_after(
            parked,
            kinds.NoteAdded(long),
            title=long,
            customer=long,
            requirement=long,
            proposal="ש" * 300,
            contact=long,
        ),
    )
    assert too_wide(pane) == []
    for button in pane.findChildren(PushButton):
        assert button.width() >= button.sizeHint().width(), button.label
