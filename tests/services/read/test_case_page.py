"""The page of a case says what holds, why, and what the customer knows (C8 to C10, D9)."""

from pathlib import Path

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.letters.dispatch import Dispatch
from mmd_reviewer.services import (
    appeal,
    assessment,
    decision,
    deployment,
    letter,
    request_queue,
    revocation,
)
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.read.case_page import CasePage, read_page, to_assess
from tests.making import (
    DAY,
    FACTOR_4,
    LAPTOP,
    TABLET,
    TESTER,
    Course,
    assessed,
    day,
    put_in_force,
    receive,
)
from tests.services.course_steps import tell


def page(desk: Desk, case: Case) -> CasePage:
    return read_page(desk, case.number)


def letters(found: CasePage) -> list[tuple[str, str]]:
    return [(line.name, line.number or line.waits) for line in found.letters]


def life(found: CasePage) -> list[str]:
    return [mark.above[0][0].text for mark in found.life]


def test_a_case_opens_on_its_assessment_until_it_is_decided(tmp_path: Path) -> None:
    """C1, C7: not decided, or to be decided again; a returned one waits for its customer."""
    desk = Course(tmp_path).on(0)
    new = receive(desk, ticket="MMD-2-T")
    assert to_assess(new)
    assert to_assess(assessment.answer(desk, new, FACTOR_4))
    decided = decision.make(desk, desk.case(new.number), Proposal("approve"))
    assert not to_assess(decided)
    returned = decision.make(desk, receive(desk, ticket="MMD-3-T", timeline=""), Proposal("return"))
    assert not to_assess(returned)


def test_d2_d9_a_case_in_revocation(course: Course) -> None:
    """D2, D9: the last day to act is the largest; why it is revoked stands beside it;
    the Test group is told apart, and how many follow if nothing is removed.
    """
    found = page(course.on(10), course.case())
    assert (found.headline.label, found.headline.value) == ("Last day to act", "Sun 2027-02-21")
    assert (found.headline.more, found.headline.differs) == ("in 80 days", "")
    assert found.decision is not None
    assert found.decision.heading == "Approved, open-ended"
    assert [said.heading for said in found.why] == ["Why it is revoked", "Advised"]
    assert found.why[0].words.startswith("System stability: The driver caused 61 stop errors")
    assert [row.device for row in found.out] == [TESTER]
    assert found.later == (2, day(90))
    assert life(found) == [
        "Received",
        "Decided",
        "First notice",
        "Second notice",
        "Third notice",
        "Final notice",
        "Cover ends",
    ]


def test_c9_letters_planned_owed_and_issued_newest_first(course: Course) -> None:
    """C9, D5: what is planned or owed stands above what is issued."""
    appeal.raise_appeal(course.on(3), course.case(), day(3), "upgrade", "Version 6.1 is out.")
    found = page(course.on(5), course.case())
    assert letters(found) == [
        ("Final notice", "due Sun 2027-02-14"),
        ("Third notice", "due Fri 2027-01-22"),
        ("Second notice", "due Wed 2026-12-23"),
        ("Appeal received", "owed since Thu 2026-11-26"),
        ("First notice", "A-0001-L2"),
        ("Approval", "A-0001-L1"),
    ]
    assert [line.owed for line in found.letters].count(True) == 1
    assert found.next_kind == "appeal_received"
    assert found.remark == "appeal open since Thu 2026-11-26"
    assert [said.heading for said in found.why][-1] == "Appeal of Thu 2026-11-26"


def test_c2_a_letter_that_is_to_be_made_again_is_void_and_owed(course: Course) -> None:
    """C2, C9: on the deadline it would say something else: the next deed is to make it again,
    not to record a dispatch that is refused.
    """
    appeal.raise_appeal(course.on(3), course.case(), day(3), "upgrade", "Version 6.1 is out.")
    _, issued = letter.issue(course.on(3), course.case(), "appeal_received")
    before = page(course.on(4), course.case())
    assert [row.written is None for row in before.owed] == [False]
    found = page(course.on(90), course.case())
    assert {row.kind: row.written for row in found.owed} == {
        "appeal_received": None,
        "cover_ended": None,
    }
    lines = {line.number or line.kind: line for line in found.letters}
    assert lines[issued.record.number].void
    assert not lines["A-0001-L2"].void
    assert lines["appeal_received"].owed


def test_d4_a_notice_that_is_late_stands_among_the_letters(course: Course) -> None:
    """D4, D5: due on its day, and how late it is."""
    found = page(course.on(32), course.case())
    assert [(line.waits, line.owed) for line in found.letters if not line.number] == [
        ("due Sun 2027-02-14", False),
        ("due Fri 2027-01-22", False),
        ("due Wed 2026-12-23, 2 days late", True),
    ]


def test_c10_another_day_than_the_customer_was_told_is_said(course: Course) -> None:
    """C9, C10, D7: a later deadline holds at once, and its letter is owed."""
    revocation.retime(course.on(5), course.case(), "agreement", day(104), "As agreed.")
    found = page(course.on(5), course.case())
    assert found.headline.value == "Sun 2027-03-07"
    assert found.headline.differs == "The customer was told Sun 2027-02-21"


def test_d9_from_the_deadline_on_devices_are_out(course: Course) -> None:
    """D2, D9: without cover since the deadline, with the Test group told apart."""
    found = page(course.on(91), course.case())
    assert (found.headline.label, found.headline.more) == ("Without cover since", "1 day ago")
    assert sorted(row.state for row in found.out) == ["not_covered", "not_covered", "outside"]
    assert found.later is None


def test_e1_approvals_before_in_and_after_their_period(tmp_path: Path) -> None:
    """C1, E1: its last day, how far it is, on how many devices it still is."""
    course = Course(tmp_path)
    desk = course.on(0)
    case = assessed(desk, FACTOR_4, ticket="MMD-7-T", timeline="3 months")
    case = decision.make(desk, case, Proposal("approve", terms="Only in the laboratory."))
    approved = page(desk, case)
    assert (approved.headline.label, approved.headline.value) == ("Last day", "Tue 2027-02-23")
    assert approved.headline.differs == "The customer was not told this day yet"
    assert ("Terms", "Only in the laboratory.") in [
        (row.heading, row.words) for row in approved.why
    ]
    assert approved.next_kind == "approved"
    case = put_in_force(desk, case, DAY, (LAPTOP,))
    assert page(desk, case).headline.differs == ""
    ended = page(course.on(93), case)
    assert ended.headline.label == "Ended"
    assert ended.headline.more == "1 day ago, still on 1 device"
    assert life(ended)[-1] == "Approval ended"


def test_c1_what_is_not_approved_says_when_it_was_decided(tmp_path: Path) -> None:
    """A6, C1: a decline, a return with the day from which it is asked after, a withdrawal."""
    course = Course(tmp_path)
    desk = course.on(0)
    asked = receive(desk, ticket="MMD-3-T", timeline="")
    returned = page(course.on(2), decision.make(desk, asked, Proposal("return")))
    assert returned.headline.value == "Mon 2026-11-23"
    assert returned.headline.more == "2 days ago; asked after from Wed 2026-12-23"
    declined = assessed(desk, FACTOR_4, ticket="MMD-4-T")
    found = page(desk, decision.make(desk, declined, Proposal("decline", "A new finding.")))
    assert (found.headline.label, found.headline.more) == ("Decided", "today")
    assert ("Reason", "A new finding.") in [(row.heading, row.words) for row in found.why]
    assert [row.heading for row in found.why][-2:] == ["Asked for", "Because"]
    gone = decision.make(desk, receive(desk, ticket="MMD-5-T"), Proposal("withdrawn"))
    assert page(desk, gone).headline.label == "Recorded"
    assert page(desk, gone).next_kind == ""


def test_an_undecided_case_has_a_page_too(tmp_path: Path) -> None:
    """A6: by its tab, or parked: when it came."""
    desk = Course(tmp_path).on(0)
    (case,) = request_queue.park(desk, [receive(desk, ticket="MMD-3-T")], day(9), "A study.")
    found = page(desk, case)
    assert (found.headline.label, found.headline.more) == ("Received", "today")
    assert (found.decision, found.ledger, found.out) == (None, (), ())
    assert life(found) == ["Received"]


def test_c8_the_page_names_the_version_that_was_decided(tmp_path: Path) -> None:
    """C8: an amendment after the decision is not what was decided."""
    desk = Course(tmp_path).on(0)
    case = decision.make(desk, assessed(desk, FACTOR_4, ticket="MMD-4-T"), Proposal("approve"))
    case, _ = letter.issue(desk, case)
    case = desk.case(case.number)
    amended = request_queue.amend(desk, case, "telephone", proposal="On all 900 devices.")
    found = page(desk, amended)
    assert found.decision is not None
    assert found.decision.words.endswith("on version 1 of the request")
    assert ("Asked for", "Deploy Cisco AnyConnect 4.10, packaged for Intune.") in [
        (row.heading, row.words) for row in found.why
    ]


def test_c1_a_told_return_is_asked_after_so_many_days_from_when_it_was_told(
    tmp_path: Path,
) -> None:
    """C1: the days count from the day it was told, as in the queue."""
    course = Course(tmp_path)
    asked = receive(course.on(0), ticket="MMD-3-T", timeline="")
    returned = decision.make(course.on(0), asked, Proposal("return"))
    wish = Dispatch(day(4), "TEL-1")
    (told,) = letter.told_elsewhere(course.on(4), [returned], "returned", wish, "Petra Novak")
    more = page(course.on(5), told).headline.more
    assert more == "5 days ago; asked after from Sun 2026-12-27"


def test_d9_on_the_deadline_nothing_more_is_to_follow(course: Course) -> None:
    """D9: the day before, two devices will follow; on it those that carry it are out."""
    assert page(course.on(89), course.case()).later == (2, day(90))
    found = page(course.on(90), course.case())
    assert found.later is None
    assert (found.headline.label, found.headline.more) == ("Without cover since", "today")
    assert sorted(row.state for row in found.out) == ["not_covered", "not_covered", "outside"]


def test_d1_a_prepared_revocation_moves_nothing_yet(tmp_path: Path) -> None:
    """D1, D3: no day counts before the first notice is dispatched."""
    course = Course(tmp_path)
    found = page(course.on(0), course.revoke())
    assert (found.headline.label, found.headline.value) == ("No end date", "Open-ended")
    assert found.later is None
    assert found.remark == "a revocation is prepared, its first notice not dispatched"


def test_c5_an_approval_ends_on_the_page_after_its_last_day(tmp_path: Path) -> None:
    """C5: in force on the end date, expired the day after."""
    course = Course(tmp_path)
    case = assessed(course.on(0), FACTOR_4, ticket="MMD-7-T", timeline="3 months")
    case = decision.make(course.on(0), case, Proposal("approve"))
    last = page(course.on(92), case)
    assert (last.headline.label, last.headline.more) == ("Last day", "today")
    assert life(last)[-1] == "Approval ends"
    assert life(page(course.on(93), case))[-1] == "Approval ended"
    assert page(course.on(91), case).headline.more == "in 1 day"
    assert last.decision is not None
    assert last.decision.heading == "Approved, until Tue 2027-02-23"


def test_d1_a_life_tells_the_devices_of_its_first_day(tmp_path: Path) -> None:
    """D1: deployment may come in waves; later ones were not in force on that day."""
    course = Course(tmp_path, (LAPTOP,))
    deployment.deploy(course.on(5), course.case(), day(5), (TABLET, TESTER))
    marks = page(course.on(6), course.case()).life
    assert [mark.below[0][0].text for mark in marks] == ["", "In force, 1 device"]
    case = assessed(course.on(0), FACTOR_4, ticket="MMD-7-T", timeline="permanent")
    case = decision.make(course.on(0), case, Proposal("approve"))
    case = put_in_force(course.on(2), case, day(2), (LAPTOP, TABLET))
    deployment.deploy(course.on(5), case, day(5), (TESTER,))
    marks = page(course.on(6), case).life
    assert [mark.below[0][0].text for mark in marks] == ["", "", "2 devices"]


def test_c1_an_approval_without_an_end_runs_from_its_start(tmp_path: Path) -> None:
    """C1: it may start later than its decision; on its start it runs."""
    course = Course(tmp_path)
    case = assessed(course.on(0), FACTOR_4, ticket="MMD-7-T", timeline="permanent")
    case = decision.make(course.on(0), case, Proposal("approve", start=day(9)))
    for on, said in ((8, "from Wed 2026-12-02"), (9, "since Wed 2026-12-02")):
        assert page(course.on(on), case).headline.more == said


def test_d8_an_open_appeal_says_by_when_it_is_to_be_answered(course: Course) -> None:
    """D8: decided, it says how and why instead."""
    appeal.raise_appeal(course.on(3), course.case(), day(3), "upgrade", "It is new.", day(13))
    (said,) = page(course.on(5), course.case()).why[-1:]
    assert (said.words, said.note) == ("It is new.", "open, to be answered by Sun 2026-12-06")
    tell(course, 5, "appeal_received")
    appeal.decide_appeal(course.on(6), course.case(), "stands", "The stop errors go on.")
    (said,) = page(course.on(6), course.case()).why[-1:]
    assert said.note == "stands: The stop errors go on."
