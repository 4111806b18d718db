"""Triage deeds on a real store: assign, park, note,
link, judge, undo and redo, bulk as one deed.
"""

from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from mmd_reviewer.domain.case_state import flags, state
from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.history import tell
from mmd_reviewer.domain.request_queue import QueueFilter
from mmd_reviewer.services import assessment, decision, request_queue
from mmd_reviewer.services.desk import Desk
from tests.making import DAY, FACTOR_3, FACTOR_4, Course, day, new_desk, receive, refused


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return new_desk(tmp_path)


def three(desk: Desk) -> list[str]:
    """Numbers of three cases."""
    return [receive(desk, ticket=f"MMD-146505{n}-AAAAA").number for n in range(3)]


def test_bulk_is_one_deed_with_one_undo(desk: Desk) -> None:
    """C7: several cases assigned and parked as one deed each; one undo takes it back on all."""
    numbers = three(desk)
    cases = request_queue.assign(desk, [desk.case(name) for name in numbers], "Ines Moreau")
    assert {case.reviewer for case in cases} == {"Ines Moreau"}
    assert len({case.facts[-1].deed for case in cases}) == 1
    request_queue.park(
        desk, [desk.case(name) for name in numbers], date(2026, 12, 7), "Vendor replies then"
    )
    assert [state(desk.case(name), DAY) for name in numbers] == ["parked"] * 3
    request_queue.undo(desk, desk.case(numbers[1]))
    assert [state(desk.case(name), DAY) for name in numbers] == ["new"] * 3
    request_queue.redo(desk, desk.case(numbers[2]))
    assert [state(desk.case(name), DAY) for name in numbers] == ["parked"] * 3
    assert not desk.store.verify().findings


def test_a_case_handed_over_is_new_to_its_reviewer_until_a_first_deed(desk: Desk) -> None:
    """A6: a flag beside the state; what somebody else does on it is no taking up."""
    petra = replace(desk, reviewer="Petra Novak")
    (case,) = request_queue.assign(desk, [receive(desk)], "Petra Novak")
    assert (case.handed_by, flags(case, DAY)) == ("Ines Moreau", ("handed",))
    case = request_queue.note(desk, case, "You know Zebra.")
    assert case.handed_by == "Ines Moreau"
    case = request_queue.note(petra, case, "Asked the vendor.")
    assert (case.handed_by, flags(case, DAY)) == ("", ())
    (mine,) = request_queue.assign(desk, [case], "Ines Moreau")
    assert flags(mine, DAY) == (), "who takes a case is handed nothing"


def test_undo_of_a_bulk_is_refused_where_one_case_went_on(desk: Desk) -> None:
    """C7: last in, first out, on every case it touched; the refusal names the case."""
    numbers = three(desk)
    request_queue.assign(desk, [desk.case(name) for name in numbers], "Ines Moreau")
    request_queue.note(desk, desk.case(numbers[2]), "went on")
    with pytest.raises(Refused, match=numbers[2]):
        request_queue.undo(desk, desk.case(numbers[0]))


def test_parked_cases_come_back_by_themselves(desk: Desk) -> None:
    """A6: on the day, derived, nothing is written."""
    number = receive(desk).number
    request_queue.park(desk, [desk.case(number)], date(2026, 12, 7), "Study")
    open_then = [row.state for row in desk.store.page(QueueFilter(), date(2026, 12, 7), 9)]
    assert open_then == ["new"]
    request_queue.unpark(desk, [desk.case(number)])
    assert state(desk.case(number), DAY) == "new"
    with pytest.raises(Refused):
        request_queue.unpark(desk, [desk.case(number)])


@pytest.mark.parametrize(
    ("until", "reason"),
    [(DAY, "x"), (date(2026, 11, 1), "x"), (date(9999, 12, 31), "x"), (date(2026, 12, 1), " ")],
)
def test_parking_needs_a_later_day_and_a_reason(desk: Desk, until: date, reason: str) -> None:
    """A6: refused with the rule, nothing recorded."""
    case = receive(desk)
    with pytest.raises(Refused) as refusal:
        request_queue.park(desk, [case], until, reason)
    assert refusal.value.rule == "A6"
    assert len(desk.case(case.number).facts) == 1


def test_a_decided_case_is_not_parked(desk: Desk) -> None:
    """A6: there is nothing to wait for."""
    case = assessment.answer(desk, receive(desk), FACTOR_3)
    case = decision.make(desk, case, Proposal("approve_migration"))
    with pytest.raises(Refused):
        request_queue.park(desk, [case], date(2026, 12, 7), "x")
    assert state(request_queue.undo(desk, case)[0], DAY) == "in_assessment"


def test_a6_nothing_that_is_decided_is_parked_in_whatever_state(tmp_path: Path) -> None:
    """A6: in force, under revocation and without cover too; a return waits, so it may be parked."""
    course = Course(tmp_path / "course")
    until, reason = day(200), "The study starts then"
    course.notified()
    for n, current in ((0, "in_revocation"), (90, "cover_ended")):
        case = course.case(n)
        assert state(case, day(n)) == current
        assert refused(partial(request_queue.park, course.on(n), [case], until, reason)) == (
            "A6",
            "number",
        )
    other = Course(tmp_path / "other")
    assert state(other.case(), DAY) == "in_force"
    assert refused(lambda: request_queue.park(other.on(0), [other.case()], until, reason)) == (
        "A6",
        "number",
    )
    asked = decision.make(
        other.on(0), receive(other.on(0), ticket="MMD-7-T", timeline=""), Proposal("return")
    )
    (parked,) = request_queue.park(other.on(0), [asked], until, reason)
    assert state(parked, DAY) == "parked"


def test_c8_a1_what_was_read_is_corrected_until_it_is_decided_and_after_an_answer(
    desk: Desk,
) -> None:
    """A1, A5, C8: a returned case that was answered is new again."""
    case = receive(desk)
    case = request_queue.choose_type(desk, case, "drivers")
    case = request_queue.correct_reading(desk, case, timeline="12 months")
    case = decision.make(desk, case, Proposal("return", "Which version?"))
    for act, field in (
        (lambda: request_queue.choose_type(desk, case, "policies"), "type"),
        (lambda: request_queue.correct_reading(desk, case, timeline="6 months"), "timeline"),
    ):
        assert refused(act) == ("C8", field)
    answered = request_queue.amend(desk, case, "mail", proposal="Version 4.10.")
    answered = request_queue.choose_type(desk, answered, "policies")
    answered = request_queue.correct_reading(desk, answered, timeline="6 months")
    assert (answered.request.type, answered.request.timeline.months) == ("policies", 6)


def test_a5_linked_cases_know_one_another(desk: Desk) -> None:
    """A5: age counts from the first; B7:
    drivers linked to the software that needs them may answer factor 2.
    """
    software = receive(desk, type_words="Productivity software", ticket="MMD-1-A")
    drivers = receive(desk, type_words="Drivers", ticket="MMD-2-B")
    with pytest.raises(Refused, match="does not apply"):
        assessment.answer(desk, drivers, {"restricted_productivity": "yes"})
    drivers = request_queue.link(desk, drivers, software)
    assert [case.number for case in desk.linked(drivers)] == [software.number]
    assert [case.number for case in desk.linked(desk.case(software.number))] == [drivers.number]
    drivers = assessment.answer(
        desk, drivers, {"non_negotiable": "no", "restricted_productivity": "yes"}
    )
    assert assessment.recommendation(desk, drivers).factor == "restricted_productivity"
    with pytest.raises(Refused):
        request_queue.link(desk, drivers, drivers)


def test_a1_details_are_judged(desk: Desk) -> None:
    """A1: not sufficient counts as missing, with its why."""
    case = request_queue.judge(
        desk, receive(desk), "requirement", sufficient=False, why="No business need."
    )
    assert case.missing == ("requirement",)
    assert request_queue.judge(desk, case, "requirement", sufficient=True).missing == ()
    for detail, why in (("taste", "x"), ("requirement", "")):
        with pytest.raises(Refused):
            request_queue.judge(desk, case, detail, sufficient=False, why=why)


def test_notes_and_assigning_twice(desk: Desk) -> None:
    """A note is kept with who and when; nothing happens twice."""
    case = request_queue.note(desk, receive(desk), " asked the vendor ")
    assert (case.notes[0].text, case.notes[0].by, case.notes[0].day) == (
        "asked the vendor",
        "Ines Moreau",
        DAY,
    )
    with pytest.raises(Refused):
        request_queue.note(desk, case, "  ")
    case = request_queue.assign(desk, [case], "Tomas")[0]
    with pytest.raises(Refused, match="Tomas"):
        request_queue.assign(desk, [case], "Tomas")
    assert request_queue.assign(desk, [case], "")[0].reviewer == ""
    with pytest.raises(Refused, match="nobody"):
        request_queue.assign(desk, [desk.case(case.number)], "")


def test_answers_are_tried_without_being_recorded(desk: Desk) -> None:
    """B5: the recommendation comes from one code path, tried or recorded."""
    case = receive(desk)
    tried = assessment.try_answers(desk, case, FACTOR_3)
    assert len(desk.case(case.number).facts) == 1
    case = assessment.answer(desk, case, FACTOR_3)
    assert assessment.recommendation(desk, case) == tried
    assert assessment.answer(desk, case, {"non_negotiable": "no"}) is case


def test_cases_are_found_by_number_and_ticket(desk: Desk) -> None:
    """A5: the portal's ticket names the case too."""
    case = receive(desk)
    assert desk.case("MMD-1465058-R5V8P").number == case.number == "A-0001"
    with pytest.raises(Refused, match="A-0009"):
        desk.case("A-0009")


def test_a1_a_reading_is_corrected_beside_the_words(desk: Desk) -> None:
    """A1, A3: kept through a later export; dropped when those words change;
    a decided case keeps what was read.
    """
    case = receive(desk, timeline="about a year", customer="Adventure Works")
    assert refused(lambda: request_queue.correct_reading(desk, case)) == ("A1", "timeline")
    assert refused(lambda: request_queue.correct_reading(desk, case, timeline="about a year")) == (
        "A3",
        "timeline",
    )
    case = request_queue.correct_reading(desk, case, timeline="12 months", customer="Fabrikam")
    assert (case.newest.timeline.text, case.newest.timeline.months) == ("about a year", 12)
    assert tell(case.facts[-1]) == "Customer: Fabrikam. Timeline read as: 12 months."
    case = receive(
        desk, timeline="about a year", customer="Adventure Works", proposal="Other words"
    )
    assert (case.newest.timeline.months, case.newest.customer) == (12, "Fabrikam"), (
        "came under its first customer"
    )
    case = receive(desk, timeline="9 months", customer="Fabrikam", proposal="Other words")
    assert (case.newest.timeline.months, case.newest.customer) == (9, "Fabrikam")
    case = decision.make(desk, assessment.answer(desk, case, FACTOR_4), Proposal("decline", "No."))
    assert refused(lambda: request_queue.correct_reading(desk, case, timeline="1 month")) == (
        "C8",
        "timeline",
    )


def test_a1_c7_the_type_and_what_was_read_are_corrected_in_one_deed(desk: Desk) -> None:
    """A1, C7: the type alone too; one undo takes back all of it."""
    case = receive(desk, timeline="about a year")
    before, other = case.request.type, "policies"
    case = request_queue.correct_reading(desk, case, timeline="12 months", code=other)
    assert (case.request.type, case.newest.timeline.months) == (other, 12)
    (case,) = request_queue.undo(desk, case)
    assert (case.request.type, case.newest.timeline.months) == (before, None)
    case = request_queue.correct_reading(desk, case, code=other)
    assert (case.request.type, case.newest.timeline.months) == (other, None)
