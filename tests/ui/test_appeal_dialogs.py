"""The dialogs of an appeal and of its outcome, filled by keys."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from mmd_reviewer.ui.forms.deed_form import DeedForm
from tests.making import DAY
from tests.ui.calendar_store import APPEALED, COMING, ENDS, LAPSED
from tests.ui.dialogs import (
    accept,
    is_open,
    on_a_copy,
    opened,
    refused,
    said,
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


def test_d8_an_appeal_and_what_joins_it(window: Running) -> None:
    """D8: possible at any time from the first notice on,
    after the deadline too; more information joins.
    """
    dialog = opened(window, LAPSED, "Ctrl+Shift+A", "appeal")
    assert dialog.windowTitle() == f"Appeal of {LAPSED}"
    assert "does not stop the clock" in texts(dialog)
    refused(
        window, dialog, "Choose what the appeal rests on: an upgrade, a changed", "appeal_grounds"
    )
    window.press(K.Key_A, K.Key_A)
    assert dialog.fields["grounds"].code == "configuration"
    refused(window, dialog, "The appeal says nothing", "appeal_text")
    window.type("The printers have their own port.")
    write(window, appeal_received="2026-08-01")
    refused(window, dialog, "an appeal is possible from then on", "appeal_received")
    write(window, appeal_received="soon")
    refused(window, dialog, "Give the day", "appeal_received")
    write(window, appeal_received="2026-11-20")
    write(window, appeal_target="2026-11-20")
    refused(window, dialog, "is answered today", "appeal_target")
    write(window, appeal_target="+7")
    accept(window)
    raised = the_case(window, LAPSED).revocations[-1].appeal
    assert raised is not None
    assert (raised.received, raised.raised[0].grounds) == (date(2026, 11, 20), "configuration")
    assert raised.target == DAY + timedelta(days=7)
    dialog = opened(window, LAPSED, "Ctrl+Shift+A", "appeal")
    assert dialog.windowTitle() == f"More information on the appeal of {LAPSED}"
    assert "whose outcome is recorded with Ctrl+Shift+O" in texts(dialog)
    window.press(K.Key_A)
    write(window, appeal_text="And a new version.")
    accept(window)
    joined = the_case(window, LAPSED).revocations[-1].appeal
    assert joined is not None
    assert len(joined.raised) == 2


def test_d8_an_appeal_needs_a_notified_revocation(window: Running) -> None:
    dialog = opened(window, ENDS, "Ctrl+Shift+A", "appeal")
    window.press(K.Key_O)
    write(window, appeal_text="It is needed.")
    accept(window)
    assert "no revocation that the customer was notified of" in said(dialog)


def seen(dialog: DeedForm) -> list[str]:
    return [key for key, field in dialog.fields.items() if field.isVisible()]


def test_d8_the_outcome_shows_its_rows(window: Running) -> None:
    """D8: rows come and go with the outcome, the dialog grows and shrinks with them."""
    dialog = opened(window, APPEALED, "Ctrl+Shift+O", "outcome")
    assert child(window, "outcome_outcome").hasFocus()
    small = dialog.height()
    assert seen(dialog) == ["outcome", "reason"]
    window.press(K.Key_T)
    assert (dialog.fields["outcome"].code, seen(dialog)) == ("stands", ["outcome", "reason"])
    window.press(K.Key_T)
    assert (dialog.fields["outcome"].code, seen(dialog)) == (
        "withdrawn",
        ["outcome", "reason", "terms"],
    )
    window.press(K.Key_T)
    assert dialog.fields["outcome"].code == "varied"
    assert seen(dialog) == ["outcome", "reason", "deadline", "actions", "devices"]
    assert dialog.height() > small
    window.press(K.Key_T)
    assert (dialog.fields["outcome"].code, seen(dialog)) == ("taken_back", ["outcome", "reason"])
    assert dialog.height() == small
    refused(window, dialog, "Write the reason; the customer is told (rule D8).", "outcome_reason")
    window.type("As asked.")
    accept(window)
    appeal = the_case(window, APPEALED).revocations[-1].appeals[-1]
    assert appeal.decided is not None
    assert appeal.decided.outcome == "taken_back"


def test_d8_varied_with_a_later_day_and_a_released_device(window: Running) -> None:
    """D8: a day that cannot be read is never left out; released devices are in force again."""
    dialog = opened(window, APPEALED, "Ctrl+Shift+O", "outcome")
    window.press(K.Key_T, K.Key_T, K.Key_T)
    write(window, outcome_reason="One is needed.", outcome_actions="Remove it from the other.")
    write(window, outcome_deadline="next week")
    refused(window, dialog, "Give the day as 2026-12-01", "outcome_deadline")
    write(window, outcome_deadline="2026-12-01")
    refused(window, dialog, "is not later than 2026-12-21", "outcome_deadline")
    write(window, outcome_deadline="2027-01-11")
    click(window, "outcome_devicesAll")
    refused(window, dialog, "That releases every device", "outcome_devices")
    write(window, outcome_devicesFilter="5CG5000")
    click(window, "outcome_devicesNone")
    assert dialog.fields["devices"].serials() == ["5CG5001"]
    accept(window)
    case = the_case(window, APPEALED)
    one = case.revocation
    assert one is not None
    assert one.dates is not None
    assert one.dates.deadline == date(2027, 1, 11)
    decided = one.appeals[-1].decided
    assert decided is not None
    assert decided.actions == "Remove it from the other."
    assert [device.serial for device in case.under_revocation(DAY)] == ["5CG5000"]
    assert "the revocation is varied" in words(window)


def test_d8_withdrawn_by_the_appeal_with_terms(window: Running) -> None:
    opened(window, APPEALED, "Ctrl+Shift+O", "outcome")
    window.press(K.Key_T, K.Key_T)
    write(window, outcome_reason="Version 7 is out.", outcome_terms="Version 7 only.")
    accept(window)
    assert not is_open("outcomeDialog")
    assert the_case(window, APPEALED).revocation is None


def test_d8_an_outcome_without_an_appeal(window: Running) -> None:
    dialog = opened(window, COMING, "Ctrl+Shift+O", "outcome")
    window.press(K.Key_T)
    write(window, outcome_reason="x")
    accept(window)
    assert f"{COMING} has no open appeal (rule D8)." in said(dialog)
