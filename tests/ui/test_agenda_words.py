"""The words of the agenda: kinds of entries, its headline, how devices stand."""

import shutil
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from mmd_reviewer.bootstrap import open_desk
from mmd_reviewer.domain.calendar_entry import Entry
from mmd_reviewer.domain.cover import Covered
from mmd_reviewer.domain.device import Device
from mmd_reviewer.domain.revocation_calendar import entries
from mmd_reviewer.services.read.agenda import headline, later_words, next_words
from mmd_reviewer.services.read.entry_case import read_entry
from mmd_reviewer.services.read.entry_line import line_of
from mmd_reviewer.services.revocation_calendar import Agenda
from mmd_reviewer.settings import Choices
from mmd_reviewer.ui.calendar.day_pane import has_actions, state_words
from mmd_reviewer.ui.calendar.devices_bar import cover_words
from mmd_reviewer.ui.shell.due_strip import due_words
from tests.making import DAY
from tests.ui.calendar_store import COMING

K = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def store(calendar_file: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(calendar_file, tmp_path / "s.sqlite"))


def test_a_missed_notice_is_named_by_the_next_one(store: Path) -> None:
    day = date(2026, 12, 26)
    desk = open_desk(Choices(store, day, "Ines Moreau"))
    late = next(entry for entry in entries(desk.case(COMING)) if entry.code == "3")
    read = read_entry(desk, late)
    assert read.prepare == "notice_third"
    assert read.course is not None
    assert read.course.missed == "The third notice names the second notice as not sent (rule D5)"


def test_the_headline_says_what_matters_most() -> None:
    entry = Entry(DAY, "E", "planned", "A-1", "Litware", "VPN", "u")
    none = Agenda(DAY, DAY + timedelta(days=14), (), (), (), 0, None, None)
    assert headline(none)[::2] == ("Nothing is overdue", ("No date lies ahead",))
    assert (next_words(none), later_words(none)) == ("No date lies ahead", "Nothing")
    assert due_words(none) == ("", "", "info")
    today = replace(none, today=(entry,), soon=(entry,))
    assert headline(today) == ("1 due today", "", ("1 more date by Mon 2026-12-07",))
    assert due_words(today) == ("", "1 due today, 1 due this week", "amber")
    written = replace(entry, drafted=True)
    owed = replace(none, owed=(entry, written, written))
    assert due_words(owed) == ("", "1 letter owed, 2 letters to dispatch", "info")
    late = replace(none, overdue=(entry,))
    assert headline(late) == ("1 date overdue", "broken", ())
    assert due_words(late) == ("1 date overdue", "", "red")
    assert headline(replace(none, soon=(entry,)))[2] == (
        "Next: Mon 2026-11-23, an approval of Litware ends",
    )


def test_devices_are_counted_in_words() -> None:
    device = Device("5CG1")
    assert cover_words({}) == "No device is listed"
    assert cover_words({"removed": 1}) == "1 of 1 device removed"
    assert (
        cover_words({"outside": 2, "covered": 1}) == "0 of 3 devices removed, 1 covered, 2 outside"
    )
    assert Covered(device, "removed", None).device is device


def entry(**more: Any) -> Entry:
    plain = Entry(DAY, "2", "planned", "A-1", "Contoso", "T", "u", first=DAY, offset=30)
    return replace(plain, **more)


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        ({}, True),
        ({"day": date(2026, 11, 20)}, True),
        ({"code": "D"}, True),
        ({"code": "A", "status": "open"}, False),  # it is answered, and nothing dispatched for it
        ({"code": "P", "offset": None}, False),
        ({"status": "done"}, False),
        ({"status": "cancelled"}, False),
        ({"lapses": DAY}, False),  # not sent
    ],
)
def test_only_what_is_still_to_be_sent_has_a_letter_to_prepare(
    shown: dict[str, Any], expected: bool
) -> None:
    assert has_actions(line_of(entry(**shown), DAY)) == expected
    assert not has_actions(None)


@pytest.mark.parametrize(
    ("shown", "remark", "words"),
    [
        ({"day": date(2026, 11, 21)}, "Said", "2 days late, due Sat 2026-11-21"),
        ({"day": date(2026, 11, 25)}, "Said", "Wed 2026-11-25, in 2 days"),
        ({}, "Said", "Due today"),
        ({"drafted": True}, "Said", "Due today, letter issued"),
        ({"status": "done"}, "Dispatched", "Dispatched"),
        ({"status": "done"}, "", "Done"),
        ({"status": "cancelled"}, "Said", "Cancelled"),
    ],
)
def test_the_third_line_says_how_an_entry_stands(
    shown: dict[str, Any], remark: str, words: str
) -> None:
    assert state_words(line_of(entry(**shown), DAY, remark)) == words
