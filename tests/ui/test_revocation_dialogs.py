"""The dialogs of the revocation course, filled by keys:
what is refused stays, what is accepted is recorded.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from mmd_reviewer.domain.case_state import state
from mmd_reviewer.domain.period import on_screen
from mmd_reviewer.services import desk_settings, revocation
from mmd_reviewer.ui.reviewing.changes import Changes
from tests.making import DAY, receive
from tests.ui.calendar_store import APPEALED, COMING, DRAFTED, ENDS, FINAL_LATE, GROUNDS, THIRD_LATE
from tests.ui.dialogs import (
    accept,
    choose,
    chord,
    is_open,
    on_a_copy,
    opened,
    refused,
    said,
    texts,
    the_case,
    write,
)
from tests.ui.running import Running, child, click, running, words

K = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def panel_rows(window: Running) -> list[str]:
    """What the panel says of each date, with what stands beside it."""
    return [row.strip() for row in child(window, "whatIf").accessibleName().split("; ")]


@pytest.fixture
def window(calendar_file: Path, tmp_path: Path, qtbot: object) -> Iterator[Running]:
    with on_a_copy(calendar_file, tmp_path) as it:
        yield it


def test_d1_revoke_by_keys_then_the_first_notice_opens(window: Running) -> None:
    """D1, D3: every refusal leads to its field and keeps what was typed;
    no clock runs before the dispatch.
    """
    dialog = opened(window, ENDS, "Ctrl+Shift+R", "revoke")
    assert child(window, "revoke_conditions_security").hasFocus()
    assert "If dispatched on 2026-11-23. No clock runs" in texts(dialog)
    assert panel_rows(window) == [
        "First Mon 2026-11-23",
        "Second Wed 2026-12-23",
        "Third Fri 2027-01-22",
        "Final Sun 2027-02-14, not a working day",
        "Deadline Sun 2027-02-21, not a working day",
    ]
    refused(window, dialog, "Name the key condition(s) that are broken", "revoke_conditions")
    window.press(K.Key_Tab, K.Key_Tab, K.Key_Space, K.Key_Tab, K.Key_Tab)
    assert child(window, "revoke_conditions_stability").isChecked()
    window.type("61 stop errors.")
    refused(window, dialog, "“actions” is empty; every notice says it (rule D1).", "revoke_actions")
    window.type("Remove the client.")
    refused(window, dialog, "“not evident” is empty", "revoke_not_evident")
    assert child(window, "revoke_why").toPlainText() == "61 stop errors."
    window.type("It came in October.")
    accept(window)
    assert not is_open("revokeDialog")
    one = the_case(window, ENDS).revocation
    assert one is not None
    assert (one.prepared.conditions, one.prepared.why, one.notified) == (
        ("stability",),
        "61 stop errors.",
        False,
    )
    assert window.shown() == "letter"
    shown = window.desk_window.rooms.letter.shown
    assert shown is not None
    assert (shown.kind, shown.issued) == ("notice_first", None)
    assert words(window).startswith(f"{ENDS}: revocation prepared.")


def test_d1_prepared_again_the_words_stand_there(window: Running) -> None:
    """D1: until the first notice is dispatched it can be prepared again;
    holidays of the region are named.
    """
    desk = window.desk_window.reviewing.desk
    desk_settings.change(desk, {"region": "BE"})
    window.desk_window.reviewing.days_off.look_up()
    window.desk_window.reviewing.deed(
        lambda: revocation.revoke(desk, desk.case(ENDS), ["cost"], **GROUNDS)
    )
    window.settle()
    dialog = opened(window, ENDS, "Ctrl+Shift+R", "revoke")
    ticks = {
        tick.property("code"): tick.isChecked()
        for tick in dialog.fields["conditions"].children()
        if tick.property("code")
    }
    assert ticks == {"security": False, "cost": True, "stability": False, "operations": False}
    for key, text in GROUNDS.items():
        assert child(window, f"revoke_{key}").toPlainText() == text
    window.press(K.Key_Escape)
    assert not is_open("revokeDialog")
    assert window.desk_window.queue.list.view.hasFocus()
    day = dialog_words(window, date(2026, 12, 25))
    assert day == "Fri 2026-12-25, Christmas Day"
    assert dialog_words(window, date(2026, 12, 26)) == "Sat 2026-12-26, not a working day"


def dialog_words(window: Running, day: date) -> str:
    form = opened(window, COMING, "Ctrl+Shift+D", "retime")
    found: str = form.day_said(day)
    form.reject()
    window.settle()
    return found


def test_d1_revoking_twice_is_refused_in_the_dialog(window: Running) -> None:
    dialog = opened(window, COMING, "Ctrl+Shift+R", "revoke")
    child(window, "revoke_conditions_security").setChecked(True)
    accept(window)
    assert "A revocation is open already" in said(dialog)
    assert dialog.accept_button.isEnabled()


def test_d1_a_ground_for_the_next_notice(window: Running) -> None:
    """D1: a ground found later moves no date."""
    before = the_case(window, COMING).revocation
    dialog = opened(window, COMING, "course.ground", "ground")
    window.press(K.Key_Space, K.Key_Tab, K.Key_Tab, K.Key_Tab, K.Key_Tab)
    window.type("A second stop code.")
    refused(window, dialog, "“not evident” is empty", "ground_not_evident")
    window.type("It is new.")
    accept(window)
    one = the_case(window, COMING).revocation
    assert one is not None
    assert before is not None
    assert [ground.body.why for ground in one.grounds] == ["A second stop code."]
    assert one.dates == before.dates
    assert words(window) == f"{COMING}: ground added for the next notice."


def test_d4_a_late_notice_offers_its_day(window: Running) -> None:
    """D4, D7: kind and day are preselected, the reason is asked for."""
    dialog = opened(window, FINAL_LATE, "Ctrl+Shift+D", "retime")
    assert dialog.fields["kind"].code == "late_notice"
    assert child(window, "retime_deadline").text() == "2026-11-30"
    assert "Mon 2026-11-30" in texts(dialog)
    assert "The deadline is Sun 2026-11-29." in texts(dialog)
    refused(window, dialog, "Write why the deadline is changed", "retime_reason")
    window.type("The notice is late by a day.")
    accept(window)
    one = the_case(window, FINAL_LATE).revocation
    assert one is not None
    assert one.dates is not None
    assert one.dates.deadline == date(2026, 11, 30)
    assert words(window).startswith(f"{FINAL_LATE}: the deadline is now Mon 2026-11-30.")


def test_c9_a_shortening_says_what_holds_until_its_letter_is_dispatched(window: Running) -> None:
    """C9, D7: the old deadline holds; all dates are offered, also those of before."""
    opened(window, COMING, "Ctrl+Shift+D", "retime").fields["kind"].set_code("severe_threat")
    old = the_case(window, COMING).revocation.dates.deadline  # type: ignore[union-attr]
    write(
        window,
        retime_deadline="2026-12-10",
        retime_reason="It spreads.",
        retime_incident="I-7",
        retime_approved_by="Petra",
    )
    accept(window)
    assert words(window) == (
        f"{COMING}: until its letter is dispatched the deadline of {on_screen(old)} holds, not Thu "
        f"2026-12-10."
    )
    click(window, "message_deed")
    assert is_open("controlSheetDialog")


def test_d7_shortening_needs_incident_and_a_second_person(window: Running) -> None:
    """D7: each refusal goes to its field; nothing typed is lost."""
    dialog = opened(window, COMING, "Ctrl+Shift+D", "retime")
    assert child(window, "retime_deadline").hasFocus(), "nothing is late: the day comes first"
    refused(window, dialog, "Give the day as 2026-12-01", "retime_deadline")
    window.type("+8")
    refused(
        window,
        dialog,
        "Choose the kind of the change: Severe incident, Severe threat",
        "retime_kind",
    )
    window.press(K.Key_S)
    assert dialog.fields["kind"].code == "severe_incident"
    refused(window, dialog, "Write why", "retime_reason")
    window.type("The driver destroys disks.")
    refused(window, dialog, "names the incident", "retime_incident")
    window.type("INC-7")
    refused(window, dialog, "approved by a second person", "retime_approved_by")
    window.type("Ines Moreau")
    refused(window, dialog, "not by Ines Moreau alone", "retime_approved_by")
    write(window, retime_approved_by="Marc Dubois")
    accept(window)
    one = the_case(window, COMING).revocation
    assert one is not None
    assert one.shortening is not None
    assert (one.shortening.body.approved_by, one.shortening.body.new) == (
        "Marc Dubois",
        date(2026, 12, 1),
    )
    assert one.dates is not None
    assert one.dates.deadline == date(2027, 1, 24)  # C9: until its letter is dispatched


def test_d7_before_the_first_notice_no_deadline_is_said(window: Running) -> None:
    dialog = opened(window, ENDS, "Ctrl+Shift+D", "retime")
    assert "The deadline is" not in texts(dialog)
    write(window, retime_deadline="+30", retime_reason="x")
    accept(window)
    assert "has no open revocation" in said(dialog)


def test_d8_withdrawn_with_terms(window: Running) -> None:
    """D8: the exemption is in force again; with an appeal open it is the outcome that withdraws."""
    dialog = opened(window, APPEALED, "course.withdraw", "withdraw")
    write(window, withdraw_reason="Repaired.")
    accept(window)
    assert "An appeal is open: record its outcome" in said(dialog)
    window.press(K.Key_Escape)
    dialog = opened(window, THIRD_LATE, "course.withdraw", "withdraw")
    assert child(window, "withdraw_reason").hasFocus()
    refused(window, dialog, "Write why the revocation is withdrawn (rule D8).", "withdraw_reason")
    window.type("Version 7 is out.")
    window.press(K.Key_Tab)
    window.type("Version 7 only.")
    accept(window)
    case = the_case(window, THIRD_LATE)
    assert (case.revocation, state(case, DAY)) == (None, "in_force")
    assert words(window) == f"{THIRD_LATE}: revocation withdrawn."


def test_without_a_case_the_commands_say_so(tmp_path: Path, qtbot: object) -> None:
    with running(tmp_path / "empty.sqlite") as window:
        chord(window, "Ctrl+Shift+R")
        assert words(window) == "Choose a case first."


def test_a_failure_of_the_disk_is_said_in_the_dialog(
    window: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = opened(window, THIRD_LATE, "course.withdraw", "withdraw")
    write(window, withdraw_reason="Repaired.")

    def broken(*given: object) -> None:
        raise OSError("The disk is full.")

    monkeypatch.setattr(revocation, "withdraw", broken)
    accept(window)
    assert said(dialog) == "The disk is full."
    assert dialog.accept_button.isEnabled()


def test_the_keys_work_from_the_calendar_too(window: Running) -> None:
    choose(window, DRAFTED)
    window.program.window.show_view("calendar")
    window.settle()
    number = window.desk_window.rooms.calendar.current_number()
    assert number not in ("", DRAFTED)
    chord(window, "Ctrl+Shift+A")
    assert is_open("appealDialog")
    assert child(window, "appealDialog").windowTitle() == f"Appeal of {number}"
    window.press(K.Key_Escape)
    assert not is_open("appealDialog")


def test_e2_a_request_that_asks_to_extend(window: Running) -> None:
    """E2: linked to an approval with an end, before it is decided itself."""
    desk = window.desk_window.reviewing.desk
    case = receive(desk, ticket="MMD-7-X", title="F5 for another year", customer="Blue Yonder")
    window.desk_window.reviewing.changed.emit(Changes(many=True))
    window.settle()
    dialog = opened(window, case.number, "course.extends", "extension")
    assert child(window, "extension_other").hasFocus()
    accept(window)
    assert said(dialog)
    window.type(COMING)
    refused(window, dialog, "Relecloud", "extension_other")  # E2: a request of the same customer
    write(window, extension_other=ENDS)
    accept(window)
    assert [link.other for link in the_case(window, case.number).links] == [ENDS]
    assert words(window) == f"{case.number} asks to extend {ENDS}."
