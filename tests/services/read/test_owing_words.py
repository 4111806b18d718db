"""What the preview says of a letter owed (rules C9, C10, D7, D8)."""

from pathlib import Path

from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.services import appeal, decision, removal, revocation
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.read.owing import Owing, read_owed, read_owing
from mmd_reviewer.services.read.owing_words import (
    lines,
    owed_words,
    told_lines,
    waiting_words,
    who_line,
)
from tests.making import FACTOR_4, LAPTOP, Course, assessed, day
from tests.services.course_steps import lengthen, shorten, tell


def owing(desk: Desk, kind: str) -> Owing:
    (item,) = [row for row in read_owed(desk, desk.today()) if row.row.kind == kind]
    return read_owing(desk, item)


def said(found: Owing) -> list[tuple[str, str, str]]:
    return [(row.label, row.words, row.note) for row in lines(found)]


def test_d8_a_withdrawn_revocation_has_no_last_day_that_holds(course: Course) -> None:
    """D8: its notices are cancelled, the exemption is in force again."""
    revocation.withdraw(course.on(5), course.case(), "It was upgraded.")
    found = owing(course.on(6), "revocation_withdrawn")
    assert [label for label, _, _ in said(found)] == ["Because of", "Until then"]
    assert owed_words(found) == "owed 1 day"


def test_d8_a_revocation_withdrawn_by_an_appeal_has_none_either(course: Course) -> None:
    """D8, C10: what was told is said beside it."""
    appeal.raise_appeal(course.on(3), course.case(), day(3), "upgrade", "Version 6 is deployed.")
    tell(course, 3, "appeal_received")
    appeal.decide_appeal(course.on(5), course.case(), "withdrawn", "It was upgraded.")
    found = owing(course.on(5), "appeal_outcome")
    assert "Holds today" not in [label for label, _, _ in said(found)]
    assert ("Because of", "Revocation withdrawn", "Sat 2026-11-28") in said(found)


def test_d8_a_revocation_that_stands_keeps_its_last_day(course: Course) -> None:
    """D8, C10: the schedule runs on; which letter told it."""
    appeal.raise_appeal(course.on(3), course.case(), day(3), "upgrade", "Version 6 is deployed.")
    found = owing(course.on(3), "appeal_received")
    first = ("Holds today", "Sun 2027-02-21", "day 90, told by A-0001-L2")
    assert said(found)[0] == first
    assert owed_words(found) == "owed since today"


def test_d7_a_shortening_can_be_told_while_eight_days_remain(course: Course) -> None:
    """D7: dispatched on day 22 the customer has 8 days to day 30; on day 23 too few."""
    shorten(course, 20, 30)
    waiting = owing(course.on(20), "retimed").waiting
    assert waiting is not None
    assert (waiting.last, waiting.new, waiting.left(day(22))) == (day(22), day(30), 8)
    assert waiting_words(waiting, day(22), "Fabrikam").startswith(
        "Dispatched today, Fabrikam has 8 days. After Tue 2026-12-15 fewer than 8 remain"
    )
    assert waiting_words(waiting, day(23), "Fabrikam").startswith("Fewer than 8 days remain")


def test_d6_a_removed_device_is_not_among_those_it_is_about(course: Course) -> None:
    """D6: so many carry it today."""
    appeal.raise_appeal(course.on(3), course.case(), day(3), "upgrade", "Version 6 is deployed.")
    removal.confirm_removal(course.on(3), course.case(), [LAPTOP.serial], day(3), "Jana Hofer")
    found = owing(course.on(3), "appeal_received")
    assert who_line(found) == "Fabrikam · Cisco AnyConnect to reach the ERP · 2 devices"


def test_c10_a_shortening_that_waits_differs_from_what_was_told(course: Course) -> None:
    """C9, C10, D7: the old deadline holds and was told; who decided the new one, and why."""
    shorten(course, 20, 30)
    found = owing(course.on(20), "retimed")
    assert said(found) == [
        ("Holds today", "Sun 2027-02-21", "day 90, told by A-0001-L2"),
        ("Decided", "Wed 2026-12-23", "severe incident, I-7"),
        ("Decided by", "Ines Moreau, approved by Petra Novak", "Sun 2026-12-13"),
        ("Reason", "It spreads.", ""),
    ]
    assert [(row.label, row.words, row.note, differs) for row, differs in told_lines(found)] == [
        ("last day to act", "Sun 2027-02-21", "A-0001-L2, dispatched Mon 2026-11-23", True)
    ]


def test_c9_a_later_deadline_holds_at_once_and_was_not_told(course: Course) -> None:
    """C9, C10: no letter told the day that holds."""
    lengthen(course, 5, 100)
    found = owing(course.on(5), "retimed")
    assert said(found)[0] == ("Holds today", "Wed 2027-03-03", "day 100")
    assert said(found)[2] == ("Decided by", "Ines Moreau", "Sat 2026-11-28")
    assert [differs for _, differs in told_lines(found)] == [True]


def test_c9_the_end_of_cover_names_no_deadline_as_holding(course: Course) -> None:
    """C9, D9: it is over."""
    found = owing(course.on(90), "cover_ended")
    assert "Holds today" not in [label for label, _, _ in said(found)]


def test_c9_a_decision_that_is_told_nowhere_holds(tmp_path: Path) -> None:
    """C1, C9: one decision alone is what was decided; nothing else holds beside it."""
    course = Course(tmp_path)
    case = assessed(course.on(0), FACTOR_4, ticket="MMD-2-T", timeline="3 months")
    decision.make(course.on(0), case, Proposal("approve"))
    found = owing(course.on(1), "approved")
    assert said(found) == [
        ("Decided", "Approve, until Tue 2027-02-23", ""),
        ("Decided by", "Ines Moreau", "Mon 2026-11-23"),
    ]
    assert [*told_lines(found)] == []
