"""The dispatch of letters in the window: recorded, corrected, and of a notice sent elsewhere."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from mmd_reviewer.bootstrap import MachineClock
from mmd_reviewer.services import letter, revocation
from mmd_reviewer.ui.dispatch.dispatch_dialogs import ask_correction, record_dispatch
from tests.making import DAY
from tests.ui.calendar_store import APPEALED, COMING, DRAFTED, ENDS, FINAL_LATE, GROUNDS
from tests.ui.dialogs import (
    accept,
    choose,
    chord,
    is_open,
    on_a_copy,
    opened,
    refused,
    texts,
    the_case,
    write,
)
from tests.ui.running import Running, child, click, words

K = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def window(calendar_file: Path, tmp_path: Path, qtbot: object) -> Iterator[Running]:
    with on_a_copy(calendar_file, tmp_path) as it:
        yield it


def test_d3_dispatch_of_a_notice_says_what_it_starts(window: Running) -> None:
    """D3: day 0 is said; a notice that has gone out on another day needs the reason."""
    desk = window.desk_window.reviewing.desk
    revocation.revoke(desk, desk.case(ENDS), ["stability"], **GROUNDS)
    letter.issue(desk, desk.case(ENDS), "notice_first")
    dialog = opened(window, ENDS, "Ctrl+R", "dispatch")
    assert child(window, "dispatch_reference").hasFocus()
    shown = texts(dialog)
    assert "First notice, dated Mon 2026-11-23. The program sends nothing." in shown
    assert "Day 0 will be that day, and the deadline Sun 2027-02-21." in shown
    ticket = the_case(window, ENDS).request.ticket
    assert child(window, "dispatch_reference").selectedText() == ticket, "prefilled, typed over"
    write(window, dispatch_reference="")
    refused(window, dialog, "Give the portal's reference of the dispatch", "dispatch_reference")
    window.type("MMD-9-X")
    accept(window)
    one = the_case(window, ENDS).revocation
    assert one is not None
    assert one.dates is not None
    assert (one.dates.first, one.dates.deadline) == (DAY, date(2027, 2, 21))
    assert words(window).endswith("dispatch recorded.")


def test_d3_on_another_day_with_its_reason(window: Running) -> None:
    """D3: the letter bears another day than the one it has gone out on."""
    desk = window.desk_window.reviewing.desk
    revocation.revoke(desk, desk.case(ENDS), ["stability"], **GROUNDS)
    early = date(2026, 11, 24)
    letter.issue(desk, desk.case(ENDS), "notice_first", dated=early)
    dialog = opened(window, ENDS, "Ctrl+R", "dispatch")
    write(window, dispatch_reference="MMD-9-X")
    refused(window, dialog, "is before the letter's date", "dispatch_on")
    write(window, dispatch_on="2026-11-24")
    refused(window, dialog, "lies in the future", "dispatch_on")
    window.press(K.Key_Escape)
    issued = the_case(window, DRAFTED).letters[-1]
    dialog = opened(window, DRAFTED, "Ctrl+R", "dispatch")
    assert issued.record.number in dialog.windowTitle()
    assert child(window, "dispatch_reason").isVisible()


def test_d3_a_first_notice_that_went_out_later_starts_on_its_true_day(window: Running) -> None:
    """D3: the reason is asked for at the day, and then the later of both deadlines counts."""
    own = window.desk_window.reviewing.desk
    before = replace(own, clock=MachineClock(date(2026, 11, 20)))
    revocation.revoke(before, before.case(ENDS), ["stability"], **GROUNDS)
    letter.issue(before, before.case(ENDS), "notice_first")
    dialog = opened(window, ENDS, "Ctrl+R", "dispatch")
    write(window, dispatch_reference="MMD-9-X")
    refused(window, dialog, "if it has gone out already, write the reason", "dispatch_on")
    write(window, dispatch_reason="The portal was closed on Friday.")
    accept(window)
    one = the_case(window, ENDS).revocation
    assert one is not None
    assert one.dates is not None
    assert (one.dates.first, one.dates.deadline) == (DAY, date(2027, 2, 21))


def test_d11_a_dispatch_is_corrected(window: Running) -> None:
    """D11: both stay visible; the deadline never comes earlier."""
    number = [row for row in the_case(window, COMING).letters if row.dispatched][-1].record.number
    window.desk_window.open_letter(COMING, number)
    window.settle()
    click(window, "recordDispatch")
    dialog = child(window, "correctDialog")
    assert child(window, "correct_on").text() == "2026-10-26"
    refused(window, dialog, "Write why the dispatch is corrected", "correct_correct")
    window.type("It was the day after.")
    refused(window, dialog, "recorded so already", "correct_on")
    write(window, correct_on="2026-10-27", correct_reference="MMD-10-X")
    accept(window)
    case = the_case(window, COMING)
    corrected = case.letter(number)
    assert corrected is not None
    assert (corrected.dispatched, corrected.reference) == (date(2026, 10, 27), "MMD-10-X")
    assert case.revocation is not None
    assert case.revocation.dates is not None
    assert case.revocation.dates.first == date(2026, 10, 27)


def test_nothing_waits_for_its_dispatch(window: Running) -> None:
    choose(window, FINAL_LATE)
    chord(window, "Ctrl+R")
    assert words(window) == f"{FINAL_LATE} has no issued letter that waits."
    ask_correction(window.desk_window.reviewing, window.program.window, FINAL_LATE, "A-0001-L99")
    window.settle()
    assert not is_open("correctDialog")


def test_d3_a_notice_sent_elsewhere(window: Running) -> None:
    """D3: with the portal's reference and a second person."""
    desk = window.desk_window.reviewing.desk
    revocation.revoke(desk, desk.case(ENDS), ["stability"], **GROUNDS)
    dialog = opened(window, ENDS, "course.elsewhere", "elsewhere")
    assert child(window, "elsewhere_notice").hasFocus()
    refused(window, dialog, "Give the day", "elsewhere_for")
    window.type("2026-11-02")
    refused(window, dialog, "Choose: Notice.", "elsewhere_notice")
    window.press(K.Key_F)
    assert dialog.fields["notice"].code == "first"
    refused(window, dialog, "Give the portal's reference", "elsewhere_reference")
    window.type("MMD-11-X")
    refused(window, dialog, "A second person", "elsewhere_second_person")
    window.type("ines moreau")
    refused(window, dialog, "A second person", "elsewhere_second_person")
    write(window, elsewhere_second_person="Marc Dubois")
    accept(window)
    one = the_case(window, ENDS).revocation
    assert one is not None
    assert one.dates is not None
    assert one.dates.first == date(2026, 11, 2)
    dialog = opened(window, ENDS, "course.elsewhere", "elsewhere")
    window.press(K.Key_F)
    write(
        window,
        elsewhere_for="2026-11-03",
        elsewhere_reference="MMD-11-X",
        elsewhere_correct="A slip of a day.",
    )
    accept(window)
    one = the_case(window, ENDS).revocation
    assert one is not None
    assert (one.sent["first"].on, one.sent["first"].corrected[0][0]) == (
        date(2026, 11, 3),
        date(2026, 11, 2),
    )


def test_d3_another_cases_ticket_is_questioned_and_kept_with_a_reason(window: Running) -> None:
    """D3: a letter that is no notice bears no day of its own; its reference is questioned too."""
    desk = window.desk_window.reviewing.desk
    _, issued = letter.issue(desk, desk.case(APPEALED), "appeal_received")
    number = issued.record.number
    record_dispatch(window.desk_window.reviewing, window.program.window, APPEALED, number)
    window.settle()
    dialog = child(window, "dispatchDialog")
    write(window, dispatch_reference=the_case(window, ENDS).request.ticket)
    refused(window, dialog, f"is the ticket of {ENDS}", "dispatch_reference")
    write(window, dispatch_reason="Both were answered in one message.")
    accept(window)
    stored = the_case(window, APPEALED).letter(number)
    assert stored is not None
    assert stored.reference == the_case(window, ENDS).request.ticket
