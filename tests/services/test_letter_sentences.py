"""Sentences of letters that two facts make together:
each is true of both (rules C2, C9, D4, D7, D8, D9).
"""

from dataclasses import replace
from pathlib import Path

import pytest

from mmd_reviewer import bootstrap
from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.device import Device
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.letters.compose import as_text
from mmd_reviewer.domain.letters.dispatch import Dispatch
from mmd_reviewer.domain.letters.owed import letters_owed
from mmd_reviewer.domain.period import in_words
from mmd_reviewer.services import appeal, decision, letter, owed, removal, revocation
from tests.making import FACTOR_4, LAPTOP, TABLET, Course, QuickPress, assessed, day, new_desk
from tests.services.appeal_steps import granted, raised
from tests.services.course_steps import approved, kinds_owed, lengthen, shorten, tell


def annex(text: str) -> str:
    return text.partition("Annex: ")[2]


@pytest.mark.parametrize("outcome_first", [False, True])
def test_d7_d8_a_change_of_the_deadline_that_an_outcome_overtook(
    course: Course, outcome_first: bool
) -> None:
    """D7, D8: the letter of the agreement names the deadline of the outcome
    as the outcome's, in either order.
    """
    lengthen(course, 5, 120, "Holidays.")
    granted(course, 12, 150)
    if outcome_first:
        tell(course, 12, "appeal_outcome")
    text = tell(course, 12, "retimed")
    assert (
        f"New deadline: {in_words(day(150))}\nKind of change: Agreement\nKind of change: Appeal\n"
        in text
    )
    assert (
        f"Holidays.\n\nThe deadline was changed on {in_words(day(12))}, after your appeal." in text
    )


def test_d2_d7_a_notice_after_the_letter_says_before_the_change(course: Course) -> None:
    """D7: what was the deadline until months ago is not the deadline "until now"."""
    lengthen(course, 5, 120, "Holidays.")
    assert f"Deadline until now: {in_words(day(90))}" in tell(course, 5, "retimed")
    case = course.send(30, "second")
    assert f"Deadline before the change: {in_words(day(90))}" in as_text(case.letters[-1].record)
    lengthen(course, 31, 130, "A strike.")
    case = course.send(60, "third")  # it tells the change itself
    assert f"Deadline until now: {in_words(day(120))}" in as_text(case.letters[-1].record)


def test_d4_d10_notices_not_sent_are_named_after_the_last_removal(course: Course) -> None:
    """D4, D10: the deadline passed without them;
    that the revocation closed on day 95 changes nothing of it.
    """
    case = removal.confirm_removal(course.on(95), course.case(), [], day(95), "Jana")
    assert case.revocations[-1].not_sent_on(day(95)) == ("second", "third", "final")
    text = tell(course, 95, "cover_ended")
    assert "Not sent in the course: second notice, third notice, final notice." in text


def test_d4_d10_a_course_closed_before_its_deadline_missed_nothing(course: Course) -> None:
    """D10: its later notices are cancelled."""
    case = removal.confirm_removal(course.on(40), course.case(), [], day(40), "Jana")
    assert case.revocations[-1].not_sent_on(day(95)) == ()


def test_d8_terms_of_a_withdrawal_are_not_those_of_the_approval(course: Course) -> None:
    """D8: with terms of its own it is not in force "as it was approved"."""
    revocation.withdraw(course.on(10), course.case(), "A fixed driver.", "Patched within 5 days.")
    text = tell(course, 10, "revocation_withdrawn")
    assert "The exemption is in force again, under the terms below." in text
    assert "as it was approved" not in text


def test_d8_a_gap_that_is_over_is_told_of_the_past(course: Course) -> None:
    """D8: of a device that still had the exemption then; now none has it."""
    appeal.raise_appeal(course.on(50), course.case(), day(50), "other", "A test of ours.")
    removal.confirm_removal(course.on(95), course.case(), [], day(95), "Jana")
    appeal.decide_appeal(course.on(99), course.case(), "withdrawn", "You are right.")
    text = tell(course, 99, "appeal_outcome")
    since, back = in_words(day(90)), in_words(day(99))
    gap = (
        f"From {since} on the service level agreements did not apply to any device that still had "
        f"the exemption;"
    )
    assert f"{gap} from {back} on they apply again." in text
    assert "still has" not in text


def test_d9_two_reinstatements_of_one_day_and_reason_are_one_sentence(course: Course) -> None:
    """D9, C9: one letter tells both, and says once what holds of both devices."""
    tell(course, 90, "cover_ended")
    removal.confirm_removal(course.on(95), course.case(), [], day(95), "Jana")
    for device in (LAPTOP, TABLET):
        removal.reinstate(course.on(96), course.case(), [device.serial], "Clean.")
    text = tell(course, 96, "reinstated")
    assert text.count("Clean.") == 1
    assert f"apply to 2 devices again from {in_words(day(96))}" in text


def test_d9_the_annex_promises_cover_again_only_where_it_came_back(course: Course) -> None:
    """D9: a device whose cover never ended, and one that lost it again,
    are not headed "with cover again".
    """
    tell(course, 90, "cover_ended")
    removal.confirm_removal(course.on(92), course.case(), [TABLET.serial], day(90), "Jana")
    assert annex(tell(course, 92, "reinstated")).startswith("devices whose cover never ended\n")
    removal.confirm_removal(
        course.on(94), course.case(), [LAPTOP.serial], day(94), "Jana", reinstate="Clean."
    )
    removal.found_again(course.on(95), course.case(), [LAPTOP.serial], day(95), "Ines")
    text = tell(course, 95, "reinstated")
    assert "Since then the exemption was found once more on 1 device, now without cover" in text
    assert annex(text).startswith("the cover of each device\n")


def test_c10_d9_what_was_told_under_a_wrong_serial_number_ends_with_the_letter_of_the_right_one(
    course: Course,
) -> None:
    """C10, D9: nothing differs for ever because of a number that no device has."""
    tell(course, 90, "cover_ended")
    for serial, right in ((TABLET.serial, "5CG2"), ("5CG2", "5CG3")):
        removal.correct_serial(
            course.on(96), course.case(), serial, Device(right, "HP", "Elite"), "A slip."
        )
    tell(course, 96, "cover_ended")
    removal.confirm_removal(course.on(97), course.case(), [], day(97), "Jana")
    removal.reinstate(course.on(98), course.case(), [], "Clean.")
    tell(course, 98, "reinstated")
    rows = owed.told(course.on(98), course.case())
    assert [row for row in rows if row.what == "cover_ended"] == []
    assert letter.choices(course.on(98), course.case()) == ()


def test_d7_c9_more_time_is_not_promised_on_the_day_it_ends(course: Course) -> None:
    """C9: a lengthening told on its own deadline;
    there is no time any more, and the letter says so.
    """
    lengthen(course, 5, 100)
    text = tell(course, 100, "retimed")
    assert "more time" not in text
    reached = (
        f"it has been reached: since {in_words(day(100))} the service level agreements no longer "
        f"apply to any"
    )
    assert reached in text


def test_d11_two_corrections_make_one_sentence_and_one_deadline(course: Course) -> None:
    """D11: of a first notice corrected twice the letter names the last day;
    after a further change that as well.
    """
    case, number = course.case(), course.case().letters[-1].record.number
    for on in (3, 5):
        case = letter.correct_dispatch(
            course.on(on), course.case(), number, day(on), "R", "It was later."
        )
    text = as_text(letter.proposed(course.on(5), case, "retimed"))
    assert text.count("Kind of change:") == 1
    assert f"so the deadline is {in_words(day(95))}." in text
    assert in_words(day(93)) not in text
    lengthen(course, 6, 120, "Holidays.")
    text = tell(course, 6, "retimed")
    assert f"so the deadline became {in_words(day(95))} before it was changed again." in text
    assert f"New deadline: {in_words(day(120))}" in text


def corrected_late(course: Course) -> None:
    """The end of cover is told, then the first notice turns out to have gone out months later."""
    number = course.case().letters[-1].record.number
    tell(course, 91, "cover_ended")
    letter.correct_dispatch(course.on(100), course.case(), number, day(88), "R", "It was later.")


def test_d9_d11_a_notice_that_tells_a_later_deadline_says_that_cover_went_on(
    course: Course,
) -> None:
    """D11, D9, C10: it settles the letter of the change, so
    that it takes back what was told of the end of cover.
    """
    corrected_late(course)
    case = course.send(118, "second")
    assert "The service level agreements have applied without a break" in as_text(
        case.letters[-1].record
    )
    assert [row.what for row in owed.told(course.on(118), course.case()) if row.differs] == []


def test_c9_d11_a_corrected_deadline_that_another_letter_told_is_not_more_time(
    course: Course,
) -> None:
    """C9, D11: the letter of the appeal named it first, as of every other change."""
    number = course.case().letters[-1].record.number
    letter.correct_dispatch(course.on(12), course.case(), number, day(10), "R", "It was later.")
    raised(course, 13)
    assert f"The deadline is now {in_words(day(100))}." in tell(course, 13, "appeal_received")
    text = tell(course, 14, "retimed")
    assert "The deadline is the one that we told you last." in text
    assert f"Deadline before the change: {in_words(day(90))}" in text
    assert "until now" not in text
    letter.correct_dispatch(
        course.on(15),
        course.case(),
        course.case().letters[-1].record.number,
        day(14),
        "R",
        "It was not sent.",
        taken_back=True,
    )
    assert "The deadline is the one that we told you last." in tell(course, 16, "retimed")


@pytest.mark.parametrize("anew", [False, True])
def test_c10_a_withdrawal_told_elsewhere_tells_no_deadline(course: Course, anew: bool) -> None:
    """C10, D8: the customer was told that none runs;
    one of a later course stays as its notice told it.
    """
    revocation.withdraw(course.on(10), course.case(), "A fixed driver.")
    if anew:
        course.revoke(11)
        course.send(12, "first")
    wish = Dispatch(day(13), "TEL-1")
    letter.told_elsewhere(
        course.on(13), [course.case()], "revocation_withdrawn", wish, "Petra Novak"
    )
    rows = {row.what: row for row in owed.told(course.on(13), course.case())}
    assert [row.what for row in rows.values() if row.differs] == []
    assert rows["deadline"].told == day(102).isoformat() if anew else "deadline" not in rows


def test_c10_an_outcome_told_elsewhere_is_told(course: Course) -> None:
    """C10, D8: how the appeal ended stands among what the customer was told, whichever way."""
    appeal.raise_appeal(course.on(12), course.case(), day(12), "upgrade", "Version 6.1.")
    appeal.decide_appeal(course.on(12), course.case(), "stands", "It crashes all the same.")
    wish = Dispatch(day(13), "TEL-1")
    letter.told_elsewhere(course.on(13), [course.case()], "appeal_outcome", wish, "Petra Novak")
    rows = {row.what: row.told for row in owed.told(course.on(13), course.case())}
    assert (rows["appeal"], rows["deadline"]) == ("stands", day(90).isoformat())


def test_c1_e2_nothing_is_extended_before_a_last_day_that_has_passed(tmp_path: Path) -> None:
    """C1, E2: the letter of a short approval, written when it was over,
    asks for nothing that is too late.
    """
    desk = replace(new_desk(tmp_path), press=QuickPress())
    case = decision.make(desk, assessed(desk, FACTOR_4), Proposal("approve", months=1))
    assert "that extends it before its last day" in as_text(letter.proposed(desk, case))
    late = replace(desk, clock=bootstrap.MachineClock(day(40)))
    text = as_text(letter.proposed(late, case))
    assert "This day has passed" in text
    assert "before its last day" not in text


def test_c10_d8_an_outcome_told_after_the_next_first_notice_leaves_its_deadline_told(
    course: Course,
) -> None:
    """C10, D8: the revocation that was withdrawn by it is not the one whose notices run now."""
    appeal.raise_appeal(course.on(10), course.case(), day(10), "upgrade", "Version 6.1.")
    appeal.decide_appeal(course.on(12), course.case(), "withdrawn", "You are right.")
    course.revoke(20)
    course.send(21, "first")
    tell(course, 22, "appeal_outcome")
    rows = {row.what: row for row in owed.told(course.on(22), course.case())}
    assert (rows["deadline"].told, rows["deadline"].differs) == (day(111).isoformat(), False)
    assert (rows["revocation"].told, rows["appeal"].told) == ("in notice", "withdrawn")


def test_c10_d7_a_first_notice_sent_elsewhere_told_the_deadline_set_before_it(
    tmp_path: Path,
) -> None:
    """C10, D3, D7: it tells the deadline itself, so that nothing is owed and nothing differs."""
    course = Course(tmp_path)
    course.revoke()
    shorten(course, 0, 40)
    case = revocation.sent_elsewhere(
        course.on(1), course.case(), "first", day(1), "TEL-1", "Petra Novak"
    )
    assert kinds_owed(case, 1) == []
    row = next(row for row in owed.told(course.on(1), case) if row.what == "deadline")
    assert (row.holds, row.told, row.differs) == (day(40).isoformat(), day(40).isoformat(), False)


def test_c10_d8_d11_a_withdrawal_after_such_a_correction_says_that_cover_went_on(
    course: Course,
) -> None:
    """C10, D8, D11: the letter of the moved deadline is owed no more,
    so that of the withdrawal says it.
    """
    corrected_late(course)
    revocation.withdraw(course.on(101), course.case(), "A fixed driver.")
    text = tell(course, 101, "revocation_withdrawn")
    assert (
        "have applied without a break: what an earlier letter said of the end of cover did not "
        "come about." in text
    )
    assert [row.what for row in owed.told(course.on(101), course.case()) if row.differs] == []


def test_d7_of_several_changes_each_has_its_day_and_direction(course: Course) -> None:
    """D7, C9: one letter tells an agreement and the threat that overtook it;
    the agreement is not what shortens the time.
    """
    lengthen(course, 3, 120, "Agreed.")
    shorten(course, 5, 60)
    text = tell(course, 5, "retimed")
    for kind, on, where in (("Agreement", 3, "a later"), ("Severe incident", 5, "an earlier")):
        assert f"Kind of change: {kind}, on {in_words(day(on))}, to {where} day\n" in text
    lengthen(course, 6, 120, "Agreed again.")
    assert "Kind of change: Agreement\n" in tell(course, 6, "retimed")


def test_d7_of_several_changes_before_the_first_notice_each_has_its_day(tmp_path: Path) -> None:
    """D7: the first notice itself tells them."""
    course = Course(tmp_path)
    course.revoke()
    lengthen(course, 1, 110)
    lengthen(course, 2, 120)
    text = tell(course, 3, "notice_first")
    for on in (1, 2):
        assert f"Kind of change: Agreement, on {in_words(day(on))}\n" in text


def test_d2_the_dates_of_a_notice_stand_by_day(course: Course) -> None:
    """D2, D4: the final notice of an earlier deadline after the notices that went before it."""
    for on, name in ((30, "second"), (60, "third"), (83, "final")):
        course.send(on, name)
    lengthen(course, 84, 120)
    tell(course, 84, "retimed")
    dates = tell(course, 113, "notice_final").partition("first notice.\n")[2]
    starts = [
        "First",
        "Second",
        "Third",
        "Final notice of an earlier",
        "Final notice: ",
        "Deadline",
    ]
    rows = dates.strip().splitlines()
    assert [row.startswith(start) for row, start in zip(rows, starts, strict=False)] == [True] * 6


def test_c9_a_deadline_that_another_letter_named_is_not_said_to_differ(course: Course) -> None:
    """C9: what is owed is the change; the day that holds was told by the receipt of the appeal."""
    appeal.raise_appeal(course.on(7), course.case(), day(7), "upgrade", "Version 6.1.")
    revocation.retime(course.on(8), course.case(), "stay", day(120), "We test it.")
    tell(course, 8, "appeal_received")
    (row,) = letters_owed(course.case(), day(8))
    assert row.telling.effect == "Holds already; its day is told, the change is not"


@pytest.mark.parametrize(
    ("proposal", "kind"),
    [
        (Proposal("return", "How many?"), "returned"),
        (
            Proposal("no_exemption_needed", "A setting.", route="configurable_setting"),
            "no_exemption",
        ),
        (Proposal("decline", "A new finding."), "declined"),
        (Proposal("approve", "Shorter.", months=6), "approved"),
    ],
)
def test_c9_a_letter_in_place_of_a_told_approval_says_that_it_ends(
    course: Course, proposal: Proposal, kind: str
) -> None:
    """C9, C7: a told approval holds until the letter of the worse decision is dispatched;
    that letter says so, of a shorter approval it names the new last day.
    """
    case = decision.make(course.on(3), approved(course.on(0)), proposal)
    case, issued = letter.issue(course.on(3), case, kind)
    ends = f"This letter ends the approval of {in_words(day(0))}: from the day on which it is "
    assert (ends in as_text(issued.record)) == (kind != "approved")


def test_c3_what_is_missing_in_the_facts_is_mended_by_undoing_the_decision(tmp_path: Path) -> None:
    """C3, C8: a note written after the decision is none of its facts; said is what helps."""
    desk = replace(new_desk(tmp_path), press=QuickPress())
    broken = {**FACTOR_4, "conditions": {"security": "broken"}}
    case = decision.make(desk, assessed(desk, broken), Proposal("decline"))
    with pytest.raises(Refused, match="undo the decision"):
        letter.issue(desk, case)
