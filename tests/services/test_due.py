"""What is due, and the health check on opening a store (rules D4, D5, E1, E2)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from mmd_reviewer import bootstrap
from mmd_reviewer.domain.calendar_entry import days_late, standing
from mmd_reviewer.domain.calendar_words import remark, why
from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.device import Device
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.history import tell
from mmd_reviewer.domain.letters.compose import as_text
from mmd_reviewer.services import (
    appeal,
    assessment,
    decision,
    desk_settings,
    edition,
    letter,
    removal,
    request_queue,
    revocation,
    revocation_calendar,
)
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.settings import Choices
from tests.making import (
    DAY,
    FACTOR_3,
    FACTOR_4,
    LAPTOP,
    TABLET,
    TESTER,
    Course,
    QuickPress,
    day,
    put_in_force,
    receive,
    refused,
)
from tests.services.edition_store import made


@pytest.mark.parametrize(("closed", "overdue"), [(0, 0), (31, 1), (61, 2), (85, 3), (89, 3)])
def test_d5_a_program_that_was_closed_loses_and_doubles_nothing(
    tmp_path: Path, closed: int, overdue: int
) -> None:
    """D5: derived at every start, each due notice once; none is marked as sent."""
    course = Course(tmp_path)
    course.notified()
    found = revocation_calendar.agenda(course.on(closed))
    names = ["Second notice", "Third notice", "Final notice"]
    assert [entry.what for entry in found.overdue if entry.is_notice] == names[:overdue]
    assert (found.late_notices, len(found.overdue)) == (overdue, overdue)
    case = course.case()
    assert case.revocation is not None
    assert list(case.revocation.sent) == ["first"]


@pytest.mark.parametrize("courses", [1, 5, pytest.param(100, marks=pytest.mark.model)])
def test_d5_closed_over_many_due_notices(tmp_path: Path, courses: int) -> None:
    """D5: over 1, 5 and 100 due notices, all listed at the next start, none merged or doubled."""
    course = Course(tmp_path)
    desk = replace(course.on(0), press=QuickPress())
    for n in range(courses):
        case = assessment.answer(
            desk, receive(desk, ticket=f"MMD-{n}-Q", timeline="permanent"), FACTOR_4
        )
        case = put_in_force(
            desk, decision.make(desk, case, Proposal("approve")), DAY, (Device(f"D{n}"),)
        )
        case = revocation.revoke(desk, case, ["cost"], why="w", actions="a", not_evident="n")
        case, issued = letter.issue(desk, case, "notice_first")
        letter.dispatched(desk, case, issued.record.number, DAY, "R")
    found = revocation_calendar.due_list(course.on(35), day(35), 0)
    assert len({entry.number for entry in found}) == len(found) == courses
    assert {(entry.what, days_late(entry, day(35))) for entry in found} == {("Second notice", 5)}


def test_d4_what_the_agenda_says(tmp_path: Path) -> None:
    """D4, D3: overdue, today, coming and later; weekends and holidays in words."""
    course = Course(tmp_path)
    course.notified()
    desk_settings.change(course.on(0), {"region": "BE"})
    desk = course.on(30)
    found = revocation_calendar.agenda(desk)
    assert [entry.what for entry in found.today] == ["Second notice"]
    assert (found.soon, found.later, found.next.what if found.next else "") == (
        (),
        3,
        "Third notice",
    )
    assert found.later_until == day(90)
    assert [entry.what for entry in revocation_calendar.later_entries(desk, found.until)] == [
        "Third notice",
        "Final notice",
        "Cover ends",
    ]
    assert desk.holiday(date(2026, 12, 25)) == "Christmas Day"
    late = revocation_calendar.agenda(course.on(62)).overdue[-1]
    words = remark(late, day(62), desk.holiday)
    assert words == "Dispatched today, 28 days of warning left, not 30"
    deadline = revocation_calendar.agenda(course.on(80)).soon[-1]
    assert (
        remark(deadline, day(80), desk.holiday)
        == "3 devices still carry it; Sunday, act by Fri 2027-02-19"
    )


def test_b8_a_coming_edition_stands_in_the_calendar(tmp_path: Path) -> None:
    """B8: its day, for everybody."""
    course = Course(tmp_path)
    edition.announce(course.on(0), made(), "e.json", day(40))
    desk = bootstrap.open_desk(Choices(tmp_path / "s.sqlite", day(30), "Ines"))
    found = revocation_calendar.agenda(desk)
    assert [(entry.what, entry.customer, entry.title) for entry in found.soon] == [
        ("New edition", "All customers", "Edition of January 2027")
    ]
    assert [entry.code for entry in revocation_calendar.entries_between(desk, day(0), day(99))] == [
        "K"
    ]
    assert standing(found.soon[0], day(41)) == "done"


def on(folder: Path, days: int) -> Desk:
    desk = bootstrap.open_desk(Choices(folder / "s.sqlite", day(days), "Ines Moreau"))
    return replace(desk, press=QuickPress())


def test_e1_e2_expiry_extension_and_health(tmp_path: Path) -> None:
    """E1, E2: warned ahead, expired at once everywhere, extended
    by a linked request that starts the day after.
    """
    course = Course(tmp_path)
    desk = course.on(0)
    old = assessment.answer(desk, receive(desk, ticket="MMD-2-X", timeline="6 months"), FACTOR_3)
    old = decision.make(desk, old, Proposal("approve_migration"))
    assert old.decision is not None
    end = old.decision.made.until
    assert end == date(2027, 5, 23)
    old = put_in_force(desk, old, DAY, (LAPTOP, TABLET))
    ahead = on(tmp_path, 175)
    entry = next(
        entry for entry in revocation_calendar.agenda(ahead).soon if entry.number == old.number
    )
    assert remark(entry, day(175), ahead.holiday) == (
        "2 devices still carry it; Sunday, act by Fri 2027-05-21; no extension asked for"
    )
    new = receive(ahead, ticket="MMD-3-X", timeline="7 months", title="Longer")
    with pytest.raises(Refused, match="no approval"):
        request_queue.link(ahead, old, new, extends=True)
    with pytest.raises(Refused, match="open-ended"):
        request_queue.link(ahead, new, ahead.case("A-0001"), extends=True)
    new = request_queue.link(ahead, new, ahead.case(old.number), extends=True)
    assert new.received_on == day(175)
    entry = next(e for e in revocation_calendar.agenda(ahead).soon if e.number == old.number)
    assert "extension asked for in A-0003" in remark(entry, day(175), ahead.holiday)
    new = assessment.answer(ahead, new, FACTOR_3)
    with pytest.raises(Refused, match="longer than 12 months in all"):
        decision.make(ahead, new, Proposal("approve_migration"))
    new = decision.make(ahead, new, Proposal("approve_migration", "The partner needs until then."))
    assert new.decision is not None
    assert new.decision.made.start == date(2027, 5, 24)
    assert new.decision.made.until == date(2027, 12, 24)
    assert (new.decision.made.extends, new.decision.made.first_start) == (old.number, day(1))
    text = as_text(letter.issue(ahead, new)[1].record)
    assert f"This approval extends that of case {old.number}." in text
    with pytest.raises(Refused, match="decided already"):
        request_queue.link(ahead, ahead.case(new.number), ahead.case(old.number), extends=True)
    late = on(tmp_path, 190)
    entry = next(e for e in revocation_calendar.agenda(late).overdue if e.number == old.number)
    assert remark(entry, day(190), late.holiday).startswith("Expired, still on 2 devices")
    assert any(row.what == "Expired, still on devices" for row in revocation_calendar.health(late))
    put_in_force(late, late.case(new.number), day(190), (LAPTOP, TABLET))
    assert late.case(old.number).carrying(day(190)) == ()
    assert not [e for e in revocation_calendar.agenda(late).overdue if e.number == old.number]
    assert "2 devices carried over to A-0003" in str(_told(late, old.number))


def _told(desk: Desk, number: str) -> list[str]:
    from mmd_reviewer.domain.history import tell

    return [tell(fact) for fact in desk.case(number).facts]


def test_e2_no_extension_while_a_revocation_is_open(tmp_path: Path) -> None:
    """E2: refused before the decision is recorded;
    the first approval counts for 12 months in all.
    """
    course = Course(tmp_path)
    desk = course.on(0)
    old = assessment.answer(desk, receive(desk, ticket="MMD-2-X", timeline="6 months"), FACTOR_3)
    old = put_in_force(
        desk, decision.make(desk, old, Proposal("approve_migration")), DAY, (LAPTOP,)
    )
    new = assessment.answer(desk, receive(desk, ticket="MMD-3-X", timeline="3 months"), FACTOR_3)
    new = request_queue.link(desk, new, old, extends=True)
    revocation.revoke(desk, desk.case(old.number), ["cost"], why="w", actions="a", not_evident="n")
    with pytest.raises(Refused) as refusal:
        decision.make(desk, new, Proposal("approve_migration"))
    assert refusal.value.rule == "E2"
    assert decision.make(desk, new, Proposal("decline", "Revoked.")).decision is not None


def test_the_health_check_finds_what_waits_too_long(tmp_path: Path) -> None:
    """Printed and not dispatched, overdue without a letter,
    returned, unassigned, an appeal near the deadline.
    """
    course = Course(tmp_path)
    course.notified()
    desk = course.on(0)
    receive(desk, ticket="MMD-2-X", title="Nobody’s")
    decision.make(
        desk,
        receive(desk, ticket="MMD-3-X", title="Not asked"),
        Proposal("return", "Which devices?"),
    )
    asked = decision.make(
        desk, receive(desk, ticket="MMD-4-X", title="Unanswered"), Proposal("return", "Which one?")
    )
    asked, returned = letter.issue(desk, asked)
    letter.dispatched(desk, asked, returned.record.number, day(0), "MMD-4-X")
    case, issued = letter.issue(desk, course.case(), "approved", "A name was misspelt.")
    letter.printed(desk, case, issued.record.number)
    appeal.raise_appeal(course.on(80), course.case(), day(80), "upgrade", "6.1")
    found = {row.what: row.since for row in revocation_calendar.health(course.on(81))}
    assert found == {
        "Nobody is assigned for 81 days": day(0),
        "Returned without an answer for 81 days": day(0),
        f"Approval {issued.record.number} is printed and not dispatched": day(0),
        "Second notice is 51 days late and has no letter": day(30),
        "Third notice is 21 days late and has no letter": day(60),
        "An appeal is open and cover ends on 2027-02-21": day(80),
        "Return for details is owed and not written": day(0),  # C9
        "Appeal received is owed and not written": day(80),  # C9
    }
    assert "An appeal is open" not in str(revocation_calendar.health(course.on(70)))


def test_d8_the_answer_to_an_appeal_is_due_and_near_or_past_a_concern(tmp_path: Path) -> None:
    """D8: due from two weeks before, a concern from three days before, until it is decided."""
    course = Course(tmp_path)
    course.notified()

    def raise_by(target: int) -> Callable[[], object]:
        return lambda: appeal.raise_appeal(
            course.on(10), course.case(), day(10), "upgrade", "6.1", day(target)
        )

    assert refused(raise_by(9)) == ("D8", "target")
    raise_by(10)()
    case = appeal.raise_appeal(course.on(10), course.case(), day(10), "other", "A video.", day(30))
    assert f"A video. To be answered by {day(30)}." in tell(case.facts[-1])

    def said(on: int) -> tuple[list[int], str]:
        desk = course.on(on)
        due = [row for row in revocation_calendar.due_list(desk, day(on)) if row.code == "R"]
        words = [row.what for row in revocation_calendar.health(desk) if "answer" in row.what]
        return [days_late(row, day(on)) for row in due], "; ".join(words)

    assert [said(on) for on in (15, 16, 26, 27, 33)] == [
        ([], ""),
        ([0], ""),
        ([0], ""),
        ([0], f"The answer to an appeal is due on {day(30)}"),
        ([3], "The answer to an appeal is 3 days late"),
    ]
    appeal.decide_appeal(course.on(33), course.case(), "stands", "It hangs too.")
    assert said(33) == ([], "")


def test_a_prepared_revocation_is_not_forgotten(tmp_path: Path) -> None:
    """D3: no clock runs before the first dispatch, so the health check says that it waits."""
    course = Course(tmp_path)
    course.revoke()
    assert [row.what for row in revocation_calendar.health(course.on(1))] == [
        "A revocation is prepared and its first notice is not dispatched"
    ]
    course.send(1, "first")
    removal.confirm_removal(course.on(2), course.case(), [], day(2), "Jana")
    assert revocation_calendar.health(course.on(3)) == ()


def test_e2_d1_an_extension_is_no_way_out_of_a_revocation(tmp_path: Path) -> None:
    """D1, E2: approved before it, an extension is not deployed
    while a revocation of the old approval is open.
    """
    course = Course(tmp_path)
    desk = course.on(0)
    old = assessment.answer(desk, receive(desk, ticket="MMD-2-X", timeline="1 month"), FACTOR_4)
    old = put_in_force(desk, decision.make(desk, old, Proposal("approve")), DAY, (LAPTOP,))
    new = receive(desk, ticket="MMD-3-X", timeline="2 months")
    new = assessment.answer(desk, request_queue.link(desk, new, old, extends=True), FACTOR_4)
    decision.make(course.on(25), new, Proposal("approve"))
    desk = course.on(32)
    put_in_force(desk, desk.case(new.number), day(32), (LAPTOP,))
    request_queue.undo(desk, desk.case(new.number))
    revocation.revoke(desk, desk.case(old.number), ["cost"], why="w", actions="a", not_evident="n")
    with pytest.raises(Refused) as refusal:
        put_in_force(desk, desk.case(new.number), day(32), (LAPTOP,))
    assert (refusal.value.rule, refusal.value.field) == ("D1", "number")
    with pytest.raises(Refused, match="A-0002 was changed since"):
        request_queue.redo(desk, desk.case(new.number))
    assert [device.serial for device in desk.case(old.number).carrying(day(32))] == [LAPTOP.serial]


def test_e2_twice_six_months_are_twelve(tmp_path: Path) -> None:
    """E2, C5: a line of migrations is beyond 12 months when its months are,
    not for the day that each starts later.
    """
    course = Course(tmp_path)
    old = ""
    for place, (on, months, reason) in enumerate(
        ((0, 4, ""), (90, 4, ""), (200, 4, ""), (330, 3, "Still moving."))
    ):
        desk = course.on(on)
        case = receive(desk, ticket=f"MMD-{place}-Z", timeline=f"{months} months")
        if old:
            case = request_queue.link(desk, case, desk.case(old), extends=True)
        case = assessment.answer(desk, case, FACTOR_3)
        if reason:
            with pytest.raises(Refused, match="longer than 12 months in all"):
                decision.make(desk, case, Proposal("approve_migration"))
        case = decision.make(desk, case, Proposal("approve_migration", reason))
        assert case.decision is not None
        assert case.decision.made.departs == bool(reason)
        old = case.number


def test_d9_nothing_is_due_for_test_group_devices_alone(tmp_path: Path) -> None:
    """D9: outside service levels anyway, so no letter of the end of cover is due,
    and none stays overdue.
    """
    course = Course(tmp_path, (TESTER,))
    course.notified()
    entries = [
        row
        for row in revocation_calendar.entries_between(course.on(95), day(90), day(90))
        if row.code == "D"
    ]
    assert [(standing(row, day(90)), standing(row, day(91))) for row in entries] == [
        ("today", "done")
    ]
    assert not [
        row for row in revocation_calendar.due_list(course.on(95), day(95)) if row.code == "D"
    ]


def test_c9_letters_owed_stand_in_agenda_and_due_list(tmp_path: Path) -> None:
    """C9: on the day since which each is owed, with what is true until then;
    a written one names its letter.
    """
    course = Course(tmp_path)
    course.notified()
    revocation.retime(course.on(5), course.case(), "agreement", day(120), "More time was agreed.")
    (entry,) = revocation_calendar.agenda(course.on(9), day(9)).owed
    assert (entry.what, entry.day, entry.title.partition(":")[0]) == (
        "Letter owed",
        day(5),
        "Change of the deadline",
    )
    assert remark(entry, day(9), course.on(9).holiday) == "Holds already; told 2027-02-21"
    assert why(entry) == "Rule C9: owed since Sat 2026-11-28."
    assert entry in revocation_calendar.due_list(course.on(9), day(9))
    for first, last, found in ((1, 5, (entry,)), (5, 9, (entry,)), (6, 9, ()), (1, 4, ())):
        assert (
            revocation_calendar.owed_between(course.on(9), day(9), day(first), day(last)) == found
        )
    _, issued = letter.issue(course.on(9), course.case(), "retimed")
    (entry,) = revocation_calendar.agenda(course.on(9), day(9)).owed
    words = f"Holds already; told 2027-02-21; {issued.record.number} is written"
    assert remark(entry, day(9), course.on(9).holiday) == words


def test_c9_a_letter_that_is_to_be_made_again_is_not_written_in_the_due_list(
    tmp_path: Path,
) -> None:
    """C9, C2: what it says has changed, so that the customer waits for another one:
    the due list says the same as the list of letters owed.
    """
    course = Course(tmp_path)
    course.notified()
    appeal.raise_appeal(course.on(10), course.case(), day(10), "upgrade", "6.1")
    letter.issue(course.on(10), course.case(), "appeal_received")
    late = course.on(95)  # it names the deadline as one that is still ahead
    rows = [row for row in revocation_calendar.due_list(late, day(95)) if row.code == "L"]
    assert [(row.title.partition(":")[0], row.letter) for row in rows] == [
        ("Appeal received", ""),
        ("End of cover", ""),
    ]
