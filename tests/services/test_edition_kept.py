"""An edition whose announced day can no longer be kept, or has passed unpublished:
its letters, what is owed and what is due (rules B8, C2, C9).
"""

from pathlib import Path

import pytest

from mmd_reviewer.domain.calendar_entry import EDITION
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.letters.dispatch import Dispatch
from mmd_reviewer.domain.letters.owed import letters_owed
from mmd_reviewer.services import edition, letter, owed, print_batch, revocation_calendar
from mmd_reviewer.services.read import period
from tests.making import day, receive
from tests.services.edition_store import made, on, refused, told_elsewhere, with_an_approval


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return with_an_approval(tmp_path)


def announced_too_late(folder: Path) -> None:
    """Announced on day 0 for day 31; Fabrikam was told in time, Contoso was not."""
    edition.announce(on(folder, 0), made(), "e.json", day(31))
    desk = on(folder, 1)
    case, issued = letter.issue(desk, desk.case("A-0002"), "edition")
    letter.dispatched(desk, case, issued.record.number, day(1), "R")


def test_b8_a_letter_of_an_edition_is_not_written_when_its_day_can_no_longer_be_kept(
    folder: Path,
) -> None:
    """B8, C2: told on day 5 of day 31 the edition does not take effect then:
    no letter, no batch and no acknowledgement promises that day.
    """
    announced_too_late(folder)
    desk = on(folder, 1)
    promises = letter.proposed(desk, desk.case("A-0003"), "edition").promises
    assert promises == (("edition 2027-01", "2026-12-24"),)
    desk = on(folder, 5)
    assert refused(lambda: letter.issue(desk, desk.case("A-0003"), "edition")) == "effective"
    assert refused(lambda: edition.issue_letters(desk)) == "effective"
    assert "announce the edition again" in print_batch.plan(desk, day(5)).left_out[0].problem
    later = receive(desk, ticket="MMD-7777777-ABCDE", customer="Northwind")
    promise = letter.proposed(desk, later, "acknowledgement").promises
    assert promise == ()
    edition.announce(desk, made(), "e.json", day(60))
    assert len(edition.issue_letters(desk)) == 3
    assert letter.proposed(desk, later, "acknowledgement").promises != ()


def test_b8_c2_what_was_written_in_time_is_void_when_the_day_can_no_longer_be_kept(
    folder: Path,
) -> None:
    """C2, B8: an acknowledgement that promises the day is made again; that a letter of the edition
    has gone out late is recorded all the same, as what follows from it is a later day.
    """
    announced_too_late(folder)
    desk = on(folder, 1)
    later, promising = letter.issue(
        desk, receive(desk, ticket="MMD-7777777-ABCDE", customer="Northwind"), "acknowledgement"
    )
    other, late = letter.issue(desk, desk.case("A-0003"), "edition")
    assert letter.condition(desk, later, promising) == "issued"
    desk = on(folder, 5)
    assert letter.condition(desk, later, promising) == "void"
    assert letter.condition(desk, other, late) == "void"
    number = promising.record.number
    with pytest.raises(Refused, match="changed"):
        letter.dispatched(desk, later, number, day(5), "R")
    letter.dispatched(desk, later, number, day(1), "R")  # what went out in time was right then
    letter.dispatched(desk, other, late.record.number, day(5), "R")
    with pytest.raises(Refused, match="announce it again"):
        edition.publish(desk, made(), "e.json", day(5), day(31))


def test_b8_c9_letters_stay_owed_when_the_announced_day_passes(folder: Path) -> None:
    """C9, B8: nobody was told of the later day, and somebody was told of the first:
    both stay owed, and due, until it is announced again.
    """
    announced_too_late(folder)
    edition.announce(on(folder, 3), made(), "e.json", day(60))
    for days, effect in ((30, "Not in force before"), (59, "again"), (60, "again"), (99, "again")):
        rows = owed.owed_list(on(folder, days))
        assert [row.number for row in rows] == ["A-0002", "A-0003"]
        assert effect in rows[0].effect
        desk = on(folder, days)
        coming = desk.moment().coming
        assert [row.kind for row in letters_owed(desk.case("A-0003"), day(days), coming)] == [
            "edition"
        ]
    edition.announce(on(folder, 99), made(), "e.json", day(130))
    edition.issue_letters(on(folder, 99))
    told_elsewhere(folder, 99)
    assert owed.owed_list(on(folder, 99)) == ()


def test_b8_an_edition_whose_day_passed_unpublished_stays_due(folder: Path) -> None:
    """B8: everybody was told, one of them too late: no letter is owed,
    and the calendar says that it is to be announced again.
    """
    announced_too_late(folder)
    desk = on(folder, 5)
    wish = Dispatch(day(5), "Mail 7")
    letter.told_elsewhere(desk, [desk.case("A-0003")], "edition", wish, "Petra Novak")
    assert owed.owed_list(desk) == ()
    for days in (31, 32, 60):
        desk = on(folder, days)
        due = revocation_calendar.due_list(desk, day(days))
        (entry,) = [row for row in due if row.code == EDITION]
        assert "announce it again" in entry.note
        assert (entry in revocation_calendar.agenda(desk).overdue) == (days > 31)
        cells = period.read_month(desk, period.month_grid(day(31))).cells
        assert [line.entry for cell in cells for line in cell.lines] == [entry]
    edition.announce(on(folder, 60), made(), "e.json", day(91))
    assert revocation_calendar.agenda(on(folder, 60)).overdue == ()
    told_elsewhere(folder, 60)
    edition.publish(on(folder, 60), made(), "e.json", day(60), day(91))
    assert revocation_calendar.agenda(on(folder, 92)).overdue == ()
