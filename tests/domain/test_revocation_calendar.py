"""The calendar: entries derived from facts, what they mean on a day,
and why the date (rules D2 to D5, E1).
"""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.calendar_entry import Entry, days_late, standing
from mmd_reviewer.domain.calendar_words import remark, why
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.revocation_calendar import entries
from mmd_reviewer.domain.working_days import last_working_day, not_working
from tests.domain.letter_cases import APPEAL, IN_FORCE, LAPTOP, notified, told_of, write
from tests.domain.test_case import APPROVED, PARKED
from tests.domain.test_decision import try_to
from tests.making import DAY, case


def no_holiday(day: date) -> str:
    return ""


def ago(days: int) -> date:
    return DAY - timedelta(days=days)


def by_code(made: Case) -> dict[str, Entry]:
    return {entry.code: entry for entry in entries(made)}


def sent(notice: str, days: int) -> kinds.NoticeSentElsewhere:
    return kinds.NoticeSentElsewhere(notice, ago(days), f"R-{notice}", "Petra")


def test_d2_the_five_marks_of_a_course() -> None:
    """D2: due days, day numbers and the arithmetic of each."""
    made = by_code(notified(40, sent("second", 8)))
    assert [
        (made[code].day, made[code].offset, made[code].status) for code in ("1", "2", "3", "F", "D")
    ] == [
        (ago(40), 0, "done"),
        (ago(10), 30, "done"),
        (ago(-20), 60, "planned"),
        (ago(-43), 83, "planned"),
        (ago(-50), 90, "planned"),
    ]
    assert why(made["1"]).startswith(
        "Rule D3: day 0 is the recorded dispatch of the first notice, Wed 2026-10-14"
    )
    assert "day 60, calendar days counted from the first notice on Wed 2026-10-14" in why(made["3"])
    assert "one week before the deadline, day 83" in why(made["F"])
    assert days_late(made["2"], DAY) == 2
    assert remark(made["2"], DAY, no_holiday) == "Dispatched Sun 2026-11-15, 2 days late"
    assert remark(made["1"], DAY, no_holiday) == "Dispatched Wed 2026-10-14"


def test_d4_a_missed_notice_lapses_with_its_deadline() -> None:
    """D4, D5: overdue until somebody acts;
    once the deadline has passed it is not sent, and the record is due.
    """
    made = by_code(notified(95))
    assert {code: standing(made[code], DAY) for code in ("2", "3", "F", "D")} == {
        "2": "not_sent",
        "3": "not_sent",
        "F": "not_sent",
        "D": "overdue",
    }
    assert remark(made["2"], DAY, no_holiday) == "Not sent"
    assert "the record letter is due" in remark(made["D"], DAY, no_holiday)
    late = by_code(notified(35))
    assert (standing(late["2"], DAY), days_late(late["2"], DAY)) == ("overdue", 5)
    skipped = by_code(notified(65, sent("third", 5)))
    assert standing(skipped["2"], DAY) == "not_sent"


def test_d7_a_retimed_course_shows_the_days_before() -> None:
    """D7: final and deadline say where they stood;
    a shortened course drops what would come after the final.
    """
    move = kinds.Retimed("agreement", ago(-50), ago(-80), "More time.")
    made = by_code(notified(40, sent("second", 10), move))
    assert (made["D"].day, made["D"].was, made["F"].was) == (ago(-80), ago(-50), ago(-43))
    assert why(made["D"]).startswith("Rule D7: day 120")
    assert "it was Tue 2027-01-12 before the deadline was changed" in why(made["D"])
    short = kinds.Retimed("severe_incident", ago(-85), ago(-20), "w", "I-7", "Petra")
    pending = by_code(notified(5, short))
    # C9: not told, it does not hold
    assert (pending["D"].day, pending["F"].day) == (ago(-85), ago(-78))
    told = by_code(told_of(notified(5, short), "retimed"))
    assert (told["D"].day, told["D"].was, told["F"].day) == (ago(-20), ago(-85), ago(-13))
    assert [told[code].status for code in ("1", "2", "3", "F", "D")] == [
        "done",
        "cancelled",
        "cancelled",
        "planned",
        "planned",
    ]


def test_d7_finals_of_earlier_deadlines_and_passed_deadlines_stay() -> None:
    """D5, D7, D8: each final belongs to its deadline; a gap stays on its day."""
    longer = kinds.Retimed("agreement", ago(-5), ago(-30), "w")
    marks = entries(notified(85, sent("second", 55), sent("third", 25), sent("final", 2), longer))
    assert [(entry.status, entry.day) for entry in marks if entry.code == "F"] == [
        ("done", ago(2)),
        ("planned", ago(-23)),
    ]
    back = kinds.AppealDecided("varied", "w", ago(-30))
    marks = entries(notified(95, APPEAL, back))
    assert [(entry.status, entry.day) for entry in marks if entry.code == "D"] == [
        ("done", ago(5)),
        ("planned", ago(-30)),
    ]


def test_d10_marks_of_a_closed_course_are_cancelled_not_deleted() -> None:
    """D10, D8: later notices cancelled; a deadline that passed before stays done."""
    gone = kinds.RemovalConfirmed(tuple(device.key for device in IN_FORCE[1].devices), DAY, "Jana")
    marks = by_code(notified(40, gone))
    assert {marks[code].status for code in ("2", "3", "F", "D")} == {"cancelled"}
    assert remark(marks["3"], DAY, no_holiday) == "Cancelled"
    late = by_code(notified(95, gone))
    assert (late["D"].status, remark(late["D"], DAY, no_holiday)) == ("done", "Done")
    withdrawn = [
        entry
        for entry in entries(notified(95, kinds.RevocationWithdrawn("w")))
        if entry.code == "D"
    ]
    assert [entry.status for entry in withdrawn] == ["done"]
    assert [entry.uid for entry in withdrawn] == [late["D"].uid]  # E1: a stable name


def test_d8_a_later_deadline_that_a_withdrawal_ends_is_cancelled() -> None:
    """D8, D10: cover had ended and come back; the new deadline, planned until then, is cancelled
    and does not vanish from the calendars of others.
    """
    varied = kinds.AppealDecided("varied", "w", ago(-30))
    before = [row for row in entries(notified(95, APPEAL, varied)) if row.code == "D"]
    after = [
        row
        for row in entries(notified(95, APPEAL, varied, kinds.RevocationWithdrawn("w")))
        if row.code == "D"
    ]
    assert [(row.uid, row.day) for row in after] == [(row.uid, row.day) for row in before]
    assert [(row.day, row.status) for row in after] == [(ago(5), "done"), (ago(-30), "cancelled")]


def test_d8_an_appeal_is_open_until_it_is_decided() -> None:
    """D8: neither planned nor late."""
    made = by_code(notified(5, APPEAL))
    assert (standing(made["A"], DAY), days_late(made["A"], DAY)) == ("open", 0)
    assert why(made["A"]) == (
        "Rule D8: received on day 5, counted from the first notice on Wed 2026-11-18. It moves no "
        "date."
    )
    assert remark(made["A"], DAY, no_holiday) == "Version 6.1 is deployed since Friday."
    decided = by_code(notified(5, APPEAL, kinds.AppealDecided("stands", "w")))
    assert (decided["A"].status, decided["A"].done_on) == ("done", DAY)


def test_d8_a_day_to_answer_an_appeal_by_is_a_date_of_its_own() -> None:
    """D8: due until the appeal is decided, moved by what joins it; no other date moves."""
    target = DAY + timedelta(days=9)
    dated = replace(APPEAL, target=target)
    made = by_code(notified(5, dated))
    answer = made["R"]
    assert (answer.day, answer.uid) == (target, "A-0001-R1-A1-R")
    assert [standing(answer, target + timedelta(days=n)) for n in (-1, 0, 1)] == [
        "planned",
        "today",
        "overdue",
    ]
    assert why(answer) == (
        "Recorded with the appeal of Mon 2026-11-23: the day by which it is to be answered. It "
        "moves no date."
    )
    assert remark(answer, DAY, no_holiday) == "Version 6.1 is deployed since Friday."
    without = by_code(notified(5, APPEAL))
    assert "R" not in without
    assert {code: made[code].day for code in without} == {
        code: entry.day for code, entry in without.items()
    }
    later = replace(APPEAL, target=target + timedelta(days=7))
    assert by_code(notified(5, dated, APPEAL))["R"].day == target
    assert by_code(notified(5, dated, later))["R"].day == later.target
    decided = by_code(notified(5, dated, kinds.AppealDecided("stands", "w")))["R"]
    assert (decided.status, decided.done_on) == ("done", DAY)
    back = by_code(notified(5, dated, kinds.RevocationWithdrawn("w")))["R"]
    assert back.status == "cancelled"
    # answered before the revocation was withdrawn
    answered = notified(
        5, dated, kinds.AppealDecided("stands", "w"), kinds.RevocationWithdrawn("w")
    )
    assert by_code(answered)["R"].status == "done"


def test_d5_c2_a_notice_is_written_until_it_is_void_or_dispatched() -> None:
    """D5, C2: a later deadline makes the final that waits void; another is to be written."""
    final = kinds.LetterIssued(write(notified(85), "notice_final"), "ef", 1)
    assert by_code(notified(85, final))["F"].drafted
    retimed = kinds.Retimed("agreement", ago(-5), ago(-30), "More time was agreed.")
    assert not by_code(notified(85, final, retimed))["F"].drafted
    given = kinds.LetterDispatched(final.record.number, DAY, "R-9", "")
    assert not by_code(notified(85, final, given))["F"].drafted


def test_d9_a_record_letter_is_written_until_it_is_void_or_dispatched() -> None:
    """D9, C2: a later deadline makes it void; of the new deadline no letter is written."""
    ended = kinds.LetterIssued(write(notified(95), "cover_ended"), "ef", 1)
    written = by_code(notified(95, ended))["D"]
    assert (written.day, written.drafted) == (ago(5), True)
    varied = kinds.AppealDecided("varied", "w", ago(-30))
    later = by_code(notified(95, ended, APPEAL, varied))["D"]
    assert (later.day, later.drafted) == (ago(-30), False)
    told = by_code(
        notified(95, ended, kinds.LetterDispatched(ended.record.number, DAY, "R-9", ""))
    )["D"]
    assert (told.drafted, told.status, told.reference) == (False, "done", "R-9")


def test_e1_the_end_of_an_approval() -> None:
    """E1: not deployed it lapses by itself;
    on devices it is due until they are clean; no list is said.
    """
    approved = by_code(case(APPROVED))["E"]
    assert standing(approved, approved.day + timedelta(days=1)) == "done"
    assert (
        why(approved)
        == "Rules C1, C5: the last day of the approval that was given on Mon 2026-11-23."
    )
    listed = by_code(case(APPROVED, kinds.Deployed(DAY, (LAPTOP,))))["E"]
    late = listed.day + timedelta(days=3)
    assert (standing(listed, late), days_late(listed, late)) == ("overdue", 3)
    assert remark(listed, late, no_holiday) == "Expired, still on 1 device; no extension asked for"
    assert remark(listed, DAY, no_holiday) == "1 device still carries it; no extension asked for"
    unlisted = by_code(case(APPROVED, kinds.Deployed(DAY)))["E"]
    assert remark(unlisted, late, no_holiday).startswith("Expired, still on devices not listed")
    clean = by_code(
        case(
            APPROVED,
            kinds.Deployed(DAY, (LAPTOP,)),
            kinds.RemovalConfirmed((LAPTOP.key,), DAY, "J"),
        )
    )
    assert clean["E"].status == "cancelled"


def test_a_parked_case_comes_back_by_itself() -> None:
    """A6: never overdue."""
    made = by_code(case(PARKED))["P"]
    assert standing(made, made.day + timedelta(days=1)) == "done"
    assert (why(made), remark(made, DAY, no_holiday)) == (
        "Rule A6: the day until which the case is parked.",
        "The study starts then",
    )


def test_d3_weekends_and_holidays_are_said() -> None:
    """D3: nothing rolls; the last working day is named."""
    christmas = {date(2026, 12, 25): "Christmas Day"}.get
    holiday = lambda day: christmas(day, "")
    assert not_working(date(2026, 12, 26), holiday) == "Saturday"
    assert not_working(date(2026, 12, 25), holiday) == "Christmas Day"
    assert last_working_day(date(2026, 12, 27), holiday) == date(2026, 12, 24)
    entry = Entry(
        date(2026, 12, 27), "2", "planned", "A-1", "C", "T", "u", first=DAY, offset=30, drafted=True
    )
    assert (
        remark(entry, DAY, holiday)
        == "Sunday, act by Thu 2026-12-24; letter issued, not dispatched"
    )


@pytest.mark.model
@given(st.integers(0, 120), st.lists(st.sampled_from(("second", "third", "final")), unique=True))
def test_every_entry_keeps_its_name_and_its_number_only_rises(
    days: int, notices: list[str]
) -> None:
    """E1: for the calendars of others: a stable name, a number
    that rises with each change, one entry a name.
    """
    facts = [sent(name, days) for name in notices]
    before, after = entries(notified(days)), entries(notified(days, *facts))
    assert len({entry.uid for entry in after}) == len(after)
    for entry in before:
        again = next((other for other in after if other.uid == entry.uid), None)
        assert again is not None
        assert again.sequence >= entry.sequence


@pytest.mark.parametrize("code", ["1", "2", "3", "F", "D", "A", "E", "P", "K"])
def test_every_code_has_its_words(code: str) -> None:
    """D2: letter and words agree everywhere."""
    entry = Entry(DAY, code, "planned", "A-1", "C", "T", "u", first=DAY, offset=0)
    assert entry.what
    assert why(entry).startswith("Rule")


def test_d4_late_with_enough_days_left() -> None:
    """D4, D7: with a lengthened deadline a late notice leaves enough days,
    and nothing is said of them.
    """
    longer = kinds.Retimed("agreement", ago(-55), ago(-90), "w")
    late = by_code(notified(35, longer))["2"]
    assert (standing(late, DAY), remark(late, DAY, no_holiday)) == ("overdue", "")


@pytest.mark.parametrize(
    "after",
    [
        try_to("withdrawn", {}, reason="The site closes."),
        try_to("return", {}, reason="Which devices?"),
        try_to("no_exemption_needed", {}, route="configurable_setting"),
        replace(APPROVED, outcome="approve", until=None, open_ended=True),
    ],
)
def test_e1_an_approvals_end_that_falls_away_is_cancelled(after: kinds.DecisionMade) -> None:
    """E1, C7: exported before, it must not vanish from the calendars of others."""
    assert by_code(case(APPROVED))["E"].status == "planned"
    gone = by_code(case(APPROVED, after))["E"]
    assert (gone.status, gone.uid) == ("cancelled", "A-0001-E")
    assert gone.sequence > by_code(case(APPROVED))["E"].sequence


def test_e1_the_end_of_an_approval_that_was_removed_before_lapses() -> None:
    """E1, D10: nothing ends on that day any more; removed afterwards, it had ended."""
    deployed = kinds.Deployed(ago(300), (LAPTOP,))
    early = kinds.RemovalConfirmed((LAPTOP.key,), ago(100), "Jana")
    approved = replace(APPROVED, start=ago(365), until=ago(50))
    assert by_code(case(approved, deployed, early))["E"].status == "cancelled"
    late = kinds.RemovalConfirmed((LAPTOP.key,), ago(10), "Jana")
    assert by_code(case(approved, deployed, late))["E"].status == "done"
