"""The foot of a case's page: its devices, its letters, what is owed and was told (C9, C10, D9)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from mmd_reviewer.domain.cover import (
    COVERED,
    IN_NOTICE,
    NOT_COVERED,
    OUTSIDE,
    REMOVED,
    Covered,
)
from mmd_reviewer.domain.device import Device
from mmd_reviewer.domain.letters.kind import Telling
from mmd_reviewer.domain.letters.owed import Owed
from mmd_reviewer.domain.letters.promised import ToldRow
from mmd_reviewer.services.read.case_page import CasePage, LetterLine, read_page
from mmd_reviewer.ui.case.page_columns import (
    MOST_LETTERS,
    MOST_OUT,
    MOST_TOLD,
    devices_column,
    devices_words,
    letters_column,
    told_column,
)
from mmd_reviewer.ui.widgets.buttons import LinkButton
from tests.making import DAY, Course, assessed, day, new_desk
from tests.prepared import Prepared
from tests.ui.alone import child, texts

Column = Callable[[CasePage, Callable[[str], object]], QWidget]


def _fill(folder: Path) -> None:
    Course(folder).notified()


@pytest.fixture(scope="module")
def in_notice(prepared: Prepared, tmp_path_factory: pytest.TempPathFactory) -> CasePage:
    """Three devices, one of them in the Test group; the first notice was dispatched today."""
    folder = prepared(_fill, tmp_path_factory.mktemp("notice"))
    return read_page(new_desk(folder), "A-0001")


@pytest.fixture
def page(in_notice: CasePage, app: QApplication) -> CasePage:
    return in_notice


def links(made: QWidget) -> list[str]:
    return [row.label for row in made.findChildren(LinkButton) if not row.isHidden()]


def shown(column: Column, page: CasePage) -> list[str]:
    return texts(column(page, lambda _: None))


def ledger(**states: int) -> tuple[Covered, ...]:
    """So many devices in each state."""
    return tuple(
        Covered(Device(f"{state}-{n}", "HP", "Elite", f"LT-{n}"), state, DAY)
        for state, number in states.items()
        for n in range(number)
    )


def out_of(rows: tuple[Covered, ...]) -> tuple[Covered, ...]:
    return tuple(row for row in rows if row.state in (NOT_COVERED, OUTSIDE))


# Devices


def test_d9_devices_are_counted_by_their_state_and_what_is_none_is_left_out(
    page: CasePage,
) -> None:
    rows = ledger(**{COVERED: 1200, IN_NOTICE: 3, REMOVED: 2, NOT_COVERED: 1, OUTSIDE: 4})
    said = shown(devices_column, replace(page, ledger=rows, out=out_of(rows)))
    assert said[1:6] == [
        "1,200 covered",
        "3 in notice",
        "2 removed",
        "1 without cover",
        "4 outside service levels, Test group",
    ]
    few = shown(devices_column, replace(page, ledger=ledger(**{REMOVED: 2}), out=()))
    assert few[:4] == ["Devices", "2 removed", "Out of service levels today", "0"]


def test_d9_why_a_device_is_out_of_service_levels_is_told_apart(page: CasePage) -> None:
    rows = (
        Covered(Device("S1", "HP", "Elite", "LT-1"), NOT_COVERED, DAY),
        Covered(Device("S2", "HP", "", "", ring="Test"), OUTSIDE, DAY),
    )
    said = shown(devices_column, replace(page, ledger=rows, out=rows, later=None))
    at = said.index("Out of service levels today")
    assert said[at + 1 : at + 6] == [
        "2",
        "S1",
        "LT-1, Elite, by the revocation",
        "S2",
        "Test group",
    ]


@pytest.mark.parametrize(
    ("number", "named", "more"),
    [(MOST_OUT, MOST_OUT, []), (MOST_OUT + 1, MOST_OUT, ["and 1 more"])],
)
def test_so_many_devices_are_named_and_the_rest_is_counted(
    page: CasePage, number: int, named: int, more: list[str]
) -> None:
    rows = ledger(**{NOT_COVERED: number})
    said = shown(devices_column, replace(page, ledger=rows, out=rows))
    assert sum(words.startswith(f"{NOT_COVERED}-") for words in said) == named
    assert [words for words in said if words.endswith(" more")] == more


def test_how_many_more_will_be_out_is_said_with_its_day(page: CasePage) -> None:
    assert page.later == (2, day(90))
    said = shown(devices_column, page)
    assert said[-1] == "If nothing is removed, 2 more from Sun 2027-02-21."
    assert "If nothing" not in " ".join(shown(devices_column, replace(page, later=None)))


def test_without_a_list_it_is_said_whether_it_is_in_force(page: CasePage) -> None:
    """No link leads to an empty list."""
    bare = replace(page, ledger=(), out=(), later=None)
    assert shown(devices_column, bare) == ["Devices", "No device is listed yet"]
    assert links(devices_column(bare, print)) == []
    undecided = replace(bare, shown=replace(page.shown, case=replace(page.case, waves=())))
    assert shown(devices_column, undecided) == ["Devices", "Not in force on any device"]


def test_all_devices_are_one_click_away(page: CasePage) -> None:
    asked: list[str] = []
    made = devices_column(replace(page, ledger=ledger(**{COVERED: 1200})), asked.append)
    link = child(made, "caseAllDevices", LinkButton)
    assert link.label == "All 1,200"
    link.click()
    assert asked == ["devices"]


def test_devices_are_spoken_with_how_many_are_out(page: CasePage) -> None:
    assert devices_words(page) == "3 devices, 1 out of service levels today"
    one = ledger(**{COVERED: 1})
    assert devices_words(replace(page, ledger=one, out=())) == (
        "1 device, 0 out of service levels today"
    )


# Letters


def test_letters_stand_in_the_order_they_are_given_with_each_of_their_days(
    page: CasePage,
) -> None:
    lines = (
        LetterLine("notice_second", waits="due Wed 2026-12-23"),
        LetterLine("retimed", waits="owed since today", owed=True),
        LetterLine("notice_first", "A-0001-L2", day(0), day(1), day(2)),
        LetterLine("approved", "A-0001-L1", day(-9), None, None, void=True),
    )
    made = letters_column(replace(page, letters=lines), print)
    assert texts(made) == [
        "Letters",
        "Issued",
        "Printed",
        "Dispatched",
        "Due Wed 2026-12-23",
        "Owed since today",
        "L2",
        "2026-11-23",
        "2026-11-24",
        "2026-11-25",
        "L1, void",
        "2026-11-14",
        "–",
        "–",
    ]
    assert links(made) == [
        "Open all",
        "Second notice",
        "Change of the deadline",
        "First notice",
        "Approval",
    ]


def test_each_letter_opens_by_its_number_or_as_it_is_not_written_by_its_kind(
    page: CasePage,
) -> None:
    lines = (
        LetterLine("notice_second", waits="due Wed 2026-12-23"),
        LetterLine("notice_first", "A-0001-L2", DAY),
    )
    asked: list[str] = []
    made = letters_column(replace(page, letters=lines), asked.append)
    for name in ("caseLetter_notice_second", "caseLetter_A-0001-L2", "caseAllLetters"):
        child(made, name, LinkButton).click()
    assert asked == ["notice_second", "A-0001-L2", "letters"]


@pytest.mark.parametrize(
    ("line", "speech"),
    [
        (LetterLine("retimed", waits="owed since today", owed=True), "owed since today"),
        (
            LetterLine("approved", "A-0001-L1", DAY, day(1), day(2)),
            "A-0001-L1, issued Mon 2026-11-23, printed Tue 2026-11-24, dispatched Wed 2026-11-25",
        ),
        (
            LetterLine("approved", "A-0001-L1", DAY, void=True),
            "A-0001-L1, void, issued Mon 2026-11-23, not printed, not dispatched",
        ),
    ],
)
def test_a_letter_is_spoken_with_its_days_and_their_weekdays(
    page: CasePage, line: LetterLine, speech: str
) -> None:
    made = letters_column(replace(page, letters=(line,)), print)
    link = child(made, f"caseLetter_{line.number or line.kind}", LinkButton)
    assert link.accessibleDescription() == speech


@pytest.mark.parametrize(
    ("number", "last"), [(MOST_LETTERS, "–"), (MOST_LETTERS + 1001, "and 1,001 more")]
)
def test_so_many_letters_are_shown_and_the_rest_is_counted(
    page: CasePage, number: int, last: str
) -> None:
    lines = tuple(LetterLine("approved", f"A-0001-L{n}", DAY) for n in range(number, 0, -1))
    made = letters_column(replace(page, letters=lines), print)
    assert texts(made)[-1] == last
    assert len(links(made)) == MOST_LETTERS + 1


def test_a_case_without_letters_says_so_and_has_no_headings_over_nothing(page: CasePage) -> None:
    made = letters_column(replace(page, letters=()), print)
    assert (texts(made), links(made)) == (["Letters", "No letter yet"], [])


# What is owed, what was told


def owed(since: date = DAY, effect: str = "The deadline does not hold") -> Owed:
    return Owed(Telling("retimed", "1", since, ("1",), waits=True, effect=effect))


def test_c9_what_is_owed_is_said_with_since_when_and_what_waits_for_it(page: CasePage) -> None:
    rows = (owed(day(-3)), owed())
    said = shown(told_column, replace(page, owed=rows))
    assert said[:2] == ["Owed to the customer", "2"]
    assert said[3:5] == ["since Fri 2026-11-20", "The deadline does not hold; not written."]
    assert said[6] == "since today"


def test_c9_a_letter_that_is_written_is_owed_until_it_is_dispatched(page: CasePage) -> None:
    row = replace(owed(), written=page.case.letters[-1])
    said = shown(told_column, replace(page, owed=(row,)))
    assert said[4] == "The deadline does not hold; A-0001-L2 is not dispatched."


def test_c9_where_nothing_is_owed_it_is_said(page: CasePage) -> None:
    said = shown(told_column, replace(page, owed=()))
    assert said[:3] == ["Owed to the customer", "0", "Nothing: the customer was told all of it"]


TOLD = ToldRow("deadline", "2027-02-21", "2027-02-21", "A-0001-L2", DAY, differs=False)


@pytest.mark.parametrize(
    ("row", "said_so"),
    [
        (TOLD, ["Sun 2027-02-21", "deadline", "A-0001-L2, Mon 2026-11-23"]),
        (
            replace(TOLD, holds="2027-03-21", differs=True),
            ["Sun 2027-02-21", "deadline", "now Sun 2027-03-21", "A-0001-L2, Mon 2026-11-23"],
        ),
        (
            replace(TOLD, holds="", differs=True),
            ["Sun 2027-02-21", "deadline", "no longer so", "A-0001-L2, Mon 2026-11-23"],
        ),
        (
            replace(TOLD, told="", letter="", on=None, differs=True),
            ["Not told", "deadline", "Sun 2027-02-21 holds", "no letter told it"],
        ),
    ],
)
def test_c10_what_holds_stands_beside_what_was_told_where_they_differ(
    page: CasePage, row: ToldRow, said_so: list[str]
) -> None:
    said = shown(told_column, replace(page, owed=(), told=(row,)))
    assert said[4:] == said_so


def test_c10_so_many_promises_are_shown_and_all_are_one_click_away(page: CasePage) -> None:
    rows = tuple(replace(TOLD, what=f"Term {n}") for n in range(MOST_TOLD + 3))
    asked: list[str] = []
    made = told_column(replace(page, told=rows), asked.append)
    named = [words for words in texts(made) if words.startswith("term ")]
    assert named == [f"term {n}" for n in range(MOST_TOLD)]
    child(made, "caseTold", LinkButton).click()
    assert asked == ["told"]


def test_c10_nothing_told_has_no_link(page: CasePage) -> None:
    made = told_column(replace(page, told=()), print)
    assert texts(made)[-1] == "Nothing yet"
    assert links(made) == []


def test_a_case_that_only_was_asked_for_has_every_column(tmp_path: Path, app: QApplication) -> None:
    desk = new_desk(tmp_path)
    assessed(desk, {})
    page = read_page(desk, "A-0001")
    assert shown(devices_column, page) == ["Devices", "Not in force on any device"]
    assert shown(letters_column, page) == ["Letters", "No letter yet"]
    assert "Nothing yet" in shown(told_column, page)
