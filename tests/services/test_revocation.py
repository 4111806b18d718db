"""The revocation course on a real store, day by day, as a reviewer would live it."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from mmd_reviewer import bootstrap
from mmd_reviewer.domain.calendar_entry import days_late
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.case_state import flags, state
from mmd_reviewer.domain.cover import cover
from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.device import Device
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.letters.compose import as_text
from mmd_reviewer.domain.request_queue import QueueFilter, next_date
from mmd_reviewer.services import (
    assessment,
    decision,
    letter,
    removal,
    request_queue,
    revocation,
    revocation_calendar,
)
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.settings import Choices
from tests.making import DAY, FACTOR_4, new_desk, put_in_force, receive

LAPTOP = Device("016520771357", "Microsoft", "Surface Laptop")
DEVICES = (LAPTOP, Device("5CG1", "HP", "Elite"), Device("T1", ring="Test"))
GROUNDS: dict[str, Any] = {
    "why": "The driver caused 61 stop errors on 40 devices between 2 and 16 November 2026.",
    "actions": "Remove the client and use the Always On VPN profile.",
    "not_evident": "The driver came with version 6.0.4 in October.",
}
On = Callable[[int], Desk]


@pytest.fixture
def on(tmp_path: Path) -> On:
    """A desk on the n-th day after deployment and revocation, of the one case A-0001."""
    desk = new_desk(tmp_path)
    case = assessment.answer(desk, receive(desk, timeline="permanent"), FACTOR_4)
    put_in_force(desk, decision.make(desk, case, Proposal("approve")), DAY, DEVICES)
    return lambda days: bootstrap.open_desk(
        Choices(tmp_path / "s.sqlite", DAY + timedelta(days=days), "Ines Moreau")
    )


def revoked(on: On) -> Case:
    """A revocation prepared on day 0."""
    return revocation.revoke(on(0), on(0).case("A-0001"), ["stability"], **GROUNDS)


def send(desk: Desk, notice: str, reference: str = "MMD-1-R") -> Case:
    """Issue and dispatch a notice today."""
    case, issued = letter.issue(desk, desk.case("A-0001"), f"notice_{notice}")
    return letter.dispatched(desk, case, issued.record.number, desk.today(), reference)


def test_d1_to_d5_the_whole_course(on: On) -> None:
    """D1, D2, D3, D5, D9, A6: first, second, third, final;
    then cover ends for devices that still carry it.
    """
    case = revoked(on)
    assert (state(case, DAY), flags(case, DAY)) == ("in_force", ("revocation_prepared",))
    case = send(on(1), "first")
    day_0 = DAY + timedelta(days=1)
    assert (state(case, day_0), next_date(case, state(case, day_0))) == (
        "in_revocation",
        DAY + timedelta(days=31),
    )
    assert state(case, DAY) == "in_force"
    for day, notice in ((31, "second"), (61, "third"), (84, "final")):
        case = send(on(day), notice)
    deadline = DAY + timedelta(days=91)
    assert case.revocation is not None
    assert case.revocation.pending() == ()
    assert next_date(case, state(case, DAY + timedelta(days=85))) == deadline
    assert state(case, deadline - timedelta(days=1)) == "in_revocation"
    assert state(case, deadline) == "cover_ended"
    desk = on(91)
    assert desk.store.page(QueueFilter(state="cover_ended"), deadline, 9)[0].number == "A-0001"
    found = {row.device.serial: row.state for row in cover(case, deadline)}
    assert found == {"016520771357": "not_covered", "5CG1": "not_covered", "T1": "outside"}
    assert not desk.store.verify().findings


def test_d2_every_notice_says_the_four_contents_word_for_word(on: On) -> None:
    """D2, C3, C6: only number, date and days left differ; the devices stand in the annex."""
    revoked(on)
    texts = []
    for day, notice in ((0, "first"), (30, "second"), (60, "third"), (83, "final")):
        case = send(on(day), notice)
        texts.append(as_text(case.letters[-1].record))
    for text in texts:
        deadline = "Sunday 21 February 2027"
        for words in (
            *GROUNDS.values(),
            "kernel mode",
            deadline,
            "appeal at any time",
            LAPTOP.serial,
        ):
            assert words in text
        assert "We remove nothing from your devices without your consent." in text
    assert "You have 90 days left" in texts[0]
    assert "You have 7 days left" in texts[3]
    assert "First notice: Monday 23 November 2026: Day 0" in texts[3]


def test_d3_a_first_notice_is_dispatched_on_the_day_it_bears(on: On) -> None:
    """D3: dated for tomorrow it starts the clock tomorrow;
    dispatched on another day it is made again.
    """
    case = revoked(on)
    case, tomorrow = letter.issue(on(0), case, "notice_first", dated=DAY + timedelta(days=1))
    assert tomorrow.record.deadline == DAY + timedelta(days=91)
    assert letter.issue(on(0), case, "notice_first", dated=DAY + timedelta(days=1))[1] == tomorrow
    with pytest.raises(Refused) as refusal:
        letter.dispatched(on(2), case, tomorrow.record.number, DAY + timedelta(days=2), "R")
    assert (refusal.value.rule, refusal.value.field) == ("D3", "on")
    case, again = letter.issue(on(2), case, "notice_first")
    assert again.record.replaces == tomorrow.record.number
    case = letter.dispatched(on(2), case, again.record.number, DAY + timedelta(days=2), "R")
    assert case.revocation is not None
    assert case.revocation.dates is not None
    assert case.revocation.dates.first == DAY + timedelta(days=2)
    with pytest.raises(Refused, match="void"):
        letter.dispatched(on(2), case, tomorrow.record.number, DAY + timedelta(days=2), "R")


@pytest.mark.parametrize(
    ("day", "notice", "dated", "rule"),
    [
        (5, "first", None, "D5"),
        (5, "second", None, "D5"),
        (26, "second", None, "D5"),
        (35, "third", None, "D5"),
        (65, "second", None, "D5"),
        (90, "final", None, "D4"),
        (30, "second", 29, "D3"),
        (30, "fifth", None, "C3"),
    ],
)
def test_d5_notices_that_are_not_to_be_issued(
    on: On, day: int, notice: str, dated: int | None, rule: str
) -> None:
    """C3, D2 to D5: once only, in turn, at most three days early,
    not after the deadline, not for a past day.
    """
    revoked(on)
    case = send(on(0), "first")
    with pytest.raises(Refused) as refusal:
        letter.issue(
            on(day),
            case,
            f"notice_{notice}",
            dated=None if dated is None else DAY + timedelta(days=dated),
        )
    assert refusal.value.rule == rule


def test_d5_three_days_early_counts_and_missed_ones_are_named(on: On) -> None:
    """D5: the second on day 27; the third missed; the final names it and it becomes not sent."""
    revoked(on)
    send(on(0), "first")
    send(on(27), "second")
    case = send(on(84), "final")
    assert case.revocation is not None
    assert case.revocation.not_sent == ("third",)
    assert "Third notice: Not sent; it was planned for Friday 22 January 2027" in as_text(
        case.letters[-1].record
    )


def test_d3_d5_dispatch_checks(on: On) -> None:
    """D3, D5: without a first notice no second; once only;
    a second letter of the same notice is refused.
    """
    case = revoked(on)
    with pytest.raises(Refused) as refusal:
        letter.issue(on(0), case, "notice_second")
    assert refusal.value.rule == "D3"
    case, one = letter.issue(on(0), case, "notice_first")
    case = letter.dispatched(on(0), case, one.record.number, DAY, "R")
    with pytest.raises(Refused):
        letter.dispatched(on(0), case, one.record.number, DAY, "R")
    with pytest.raises(Refused, match="cannot be undone"):
        request_queue.undo(on(0), case)


def test_d1_what_can_be_revoked(on: On) -> None:
    """D1: approved and deployed; one at a time; grounds from the edition; every content given."""
    desk = on(0)
    fresh = receive(desk, ticket="MMD-9-X")
    with pytest.raises(Refused, match="deployed"):
        revocation.revoke(desk, fresh, ["stability"], **GROUNDS)
    case = desk.case("A-0001")
    for conditions, change, field in (
        ([], {}, "conditions"),
        (["taste"], {}, "conditions"),
        (["stability"], {"why": " "}, "why"),
        (["stability"], {"actions": ""}, "actions"),
        (["stability"], {"not_evident": ""}, "not_evident"),
    ):
        with pytest.raises(Refused) as refusal:
            revocation.revoke(desk, case, conditions, **{**GROUNDS, **change})
        assert (refusal.value.rule, refusal.value.field) == ("D1", field)
    case = revocation.revoke(desk, case, ["stability", "security", "stability"], **GROUNDS)
    assert case.revocation is not None
    assert case.revocation.prepared.conditions == ("stability", "security")
    case = revocation.revoke(desk, case, ["cost"], **GROUNDS)
    assert case.revocation is not None
    assert (case.revocation.prepared.conditions, len(case.revocations)) == (("cost",), 1)
    case = request_queue.undo(desk, request_queue.undo(desk, case)[0])[0]
    assert case.revocation is None
    revocation.revoke(desk, case, ["stability"], **GROUNDS)
    case = send(desk, "first")
    with pytest.raises(Refused, match="one at a time"):
        revocation.revoke(desk, case, ["stability"], **GROUNDS)


def test_d1_the_device_list_is_needed_before_the_first_notice(on: On) -> None:
    """D1: deployment without a list is not enough for a notice."""
    desk = on(0)
    case = assessment.answer(desk, receive(desk, ticket="MMD-8-X", timeline="permanent"), FACTOR_4)
    case = put_in_force(desk, decision.make(desk, case, Proposal("approve")), DAY)
    case = revocation.revoke(desk, case, ["cost"], **GROUNDS)
    with pytest.raises(Refused) as refusal:
        letter.issue(desk, case, "notice_first")
    assert (refusal.value.rule, refusal.value.field) == ("D1", "devices")
    with pytest.raises(Refused, match="no open revocation"):
        letter.issue(desk, receive(desk, ticket="MMD-7-X"), "notice_first")
    with pytest.raises(Refused):
        letter.issue(desk, desk.case("MMD-7-X"), "notice_first")


def test_d6_d9_d10_removals_close_the_course(on: On) -> None:
    """D6, D9, D10: removed by day 20; later notices cancelled, not deleted; cover never ends."""
    revoked(on)
    send(on(0), "first")
    desk = on(29)
    case, waiting = letter.issue(
        desk, desk.case("A-0001"), "notice_second", dated=DAY + timedelta(days=30)
    )
    case = removal.confirm_removal(desk, case, ["5CG1"], DAY + timedelta(days=19), "Jana Hofer")
    assert len(case.carrying(desk.today())) == 2
    case = removal.confirm_removal(desk, case, [], DAY + timedelta(days=20), "Jana Hofer")
    assert (state(case, desk.today()), case.revocation) == ("removed", None)
    assert (case.revocations[0].how_ended, case.revocations[0].ended) == (
        "removed",
        DAY + timedelta(days=20),
    )
    stored = case.letter(waiting.record.number)
    assert stored is not None
    assert stored.void
    far = DAY + timedelta(days=200)
    assert {row.state for row in cover(case, far)} == {"removed"}  # D9: also one of the Test group
    with pytest.raises(Refused):
        removal.confirm_removal(desk, case, [], DAY + timedelta(days=21), "Jana Hofer")


def test_d6_the_service_removes_only_with_recorded_consent(on: On) -> None:
    """D6: recorded of that day or before; every refusal names its field."""
    desk = on(5)
    case = desk.case("A-0001")

    def refused(serials: list[str], day: int, by: str, *, service: bool = False) -> str:
        with pytest.raises(Refused) as refusal:
            removal.confirm_removal(
                desk, case, serials, DAY + timedelta(days=day), by, by_service=service
            )
        assert refusal.value.rule == "D6"
        return refusal.value.field

    assert refused([], 2, "Ines", service=True) == "by"
    assert refused([], 6, "Jana") == "on"
    assert refused([], -1, "Jana") == "on"
    assert refused([], 1, " ") == "confirmed-by"
    assert refused(["nope"], 1, "Jana") == "devices"
    for by, on_day, text, field in (
        ("", 1, "x", "by"),
        ("Jana", 1, "", "text"),
        ("Jana", 9, "x", "on"),
    ):
        with pytest.raises(Refused) as refusal:
            removal.record_consent(desk, case, by, DAY + timedelta(days=on_day), text)
        assert refusal.value.field == field
    case = removal.record_consent(
        desk, case, "Jana Hofer", DAY + timedelta(days=2), "Please remove it."
    )
    assert refused([], 1, "Ines", service=True) == "by"
    case = removal.confirm_removal(desk, case, [], DAY + timedelta(days=3), "Ines", by_service=True)
    assert state(case, desk.today()) == "removed"
    undeployed = receive(desk, ticket="MMD-6-X")
    with pytest.raises(Refused, match="not deployed"):
        removal.record_consent(desk, undeployed, "Jana", DAY, "Please remove it.")
    with pytest.raises(Refused, match="not deployed"):
        removal.confirm_removal(desk, undeployed, [], DAY, "Jana")


def test_d8_a_revocation_is_withdrawn(on: On) -> None:
    """D8: open notices are cancelled; in force again;
    a later revocation has its own first notice.
    """
    revoked(on)
    send(on(0), "first")
    desk = on(28)
    case, waiting = letter.issue(desk, desk.case("A-0001"), "notice_second")
    with pytest.raises(Refused):
        revocation.withdraw(desk, case, " ")
    case = revocation.withdraw(desk, case, "A fixed driver is deployed.")
    assert (state(case, desk.today()), case.revocation) == ("in_force", None)
    stored = case.letter(waiting.record.number)
    assert stored is not None
    assert stored.void
    with pytest.raises(Refused):
        revocation.withdraw(desk, case, "again")
    case = revocation.revoke(desk, case, ["security"], **GROUNDS)
    case = send(desk, "first", "MMD-2-R")
    assert case.revocation is not None
    assert case.revocation.dates is not None
    assert case.revocation.dates.first == desk.today()
    assert {row.state for row in cover(case, desk.today())} == {"in_notice", "outside"}


def test_d4_due_list_over_a_closed_program(on: On) -> None:
    """D4, D5: opened after 35 days the second notice is overdue by 5;
    coming ones within the window.
    """
    revoked(on)
    send(on(0), "first")
    desk = on(35)
    rows = revocation_calendar.due_list(desk, desk.today(), 60)
    assert [(row.what, days_late(row, desk.today())) for row in rows] == [
        ("Second notice", 5),
        ("Third notice", 0),
        ("Final notice", 0),
        ("Cover ends", 0),
    ]
    assert revocation_calendar.due_list(on(1), DAY + timedelta(days=1)) == ()


def test_d3_a_notice_whose_deadline_moved_is_made_again(on: On) -> None:
    """D3: what the letter names and what is in force must agree."""
    from dataclasses import replace

    from mmd_reviewer.domain.notice import check_dispatch

    revoked(on)
    case = send(on(0), "first")
    case, second = letter.issue(on(30), case, "notice_second")
    record = replace(second.record, deadline=date(2027, 1, 1))
    with pytest.raises(Refused, match="make it again") as refusal:
        check_dispatch(case, replace(second, record=record), second.record.day, "")
    assert refusal.value.field == "letter"
    first = case.letters[1]
    with pytest.raises(Refused, match="once only"):
        check_dispatch(case, replace(first, record=replace(first.record, day=DAY)), DAY, "")
