"""Letters that corrections and later facts overtake:
what is written again, what stays told (C2, C9, C10, D7, D11).
"""

from pathlib import Path

from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.letters.compose import as_text
from mmd_reviewer.domain.letters.owed import letters_owed
from mmd_reviewer.domain.period import in_words
from mmd_reviewer.domain.revocation_calendar import entries
from mmd_reviewer.services import (
    appeal,
    decision,
    deployment,
    letter,
    owed,
    removal,
    request_queue,
    revocation,
)
from tests.making import FACTOR_4, LAPTOP, TABLET, Course, assessed, day, refused
from tests.services.course_steps import (
    DEADLINE,
    approved,
    deadline_of,
    kinds_owed,
    lengthen,
    one_of,
    shorten,
    tell,
)


def test_c2_c9_a_letter_that_would_say_something_else_counts_as_not_written(tmp_path: Path) -> None:
    """C2, C9: issued, then overtaken by facts: the list and the batch make it again."""
    course = Course(tmp_path)
    course.notified()
    unwritten = [row for row in owed.owed_list(course.on(92)) if row.kind == "cover_ended"]
    assert owed.still_written(course.on(92), unwritten) == tuple(unwritten)
    letter.issue(course.on(92), course.case(), "cover_ended")
    written = [row for row in owed.owed_list(course.on(92)) if row.kind == "cover_ended"]
    assert owed.still_written(course.on(92), written) == tuple(written), (
        "it says what it would say today"
    )
    removal.confirm_removal(course.on(93), course.case(), [LAPTOP.serial], day(80), "Jana")
    desk = course.on(93)
    rows = [row for row in owed.owed_list(desk) if row.kind == "cover_ended"]
    assert [bool(row.letter) for row in rows] == [True]
    assert [row.letter for row in owed.still_written(desk, rows)] == [""]


def test_c2_d9_cover_given_back_and_lost_again_is_said_so(tmp_path: Path) -> None:
    """C2, D9: issued, then the device is found with it again:
    the letter is void, the new one says both.
    """
    course = Course(tmp_path)
    course.notified()
    removal.confirm_removal(course.on(94), course.case(), [LAPTOP.serial], day(94), "Jana")
    removal.reinstate(course.on(95), course.case(), [], "Clean.")
    case, issued = letter.issue(course.on(95), course.case(), "reinstated")
    assert "apply to 1 device again from" in as_text(issued.record)
    case = removal.found_again(course.on(97), case, [LAPTOP.serial], day(97), "Ines")
    number = issued.record.number
    assert refused(lambda: letter.dispatched(course.on(97), case, number, day(97), "R")) == (
        "C2",
        "letter",
    )
    text = as_text(letter.issue(course.on(97), case, "reinstated")[1].record)
    assert "apply to" not in text.partition("What this means")[2].partition("Annex")[0]
    assert "found once more on 1 device, now without cover" in text
    assert "without cover again since" in text


def test_c2_d8_a_withdrawal_beside_a_newer_revocation_promises_no_end_of_deadlines(
    tmp_path: Path,
) -> None:
    """C2, D8: after the first notice of another revocation
    the letter of the withdrawal says whose dates hold.
    """
    course = Course(tmp_path)
    course.notified()
    revocation.withdraw(course.on(29), course.case(), "A fixed driver.")
    _, issued = letter.issue(course.on(29), course.case(), "revocation_withdrawn")
    assert "no deadline runs" in as_text(issued.record)
    course.revoke(29)
    course.send(29, "first")
    assert refused(
        lambda: letter.dispatched(course.on(31), course.case(), issued.record.number, day(31), "R")
    ) == ("C2", "letter")
    text = as_text(letter.issue(course.on(31), course.case(), "revocation_withdrawn")[1].record)
    assert "no deadline runs" not in text
    assert "revoked anew: our notice of Tuesday 22 December 2026" in text


def test_c2_d8_what_a_letter_says_of_the_schedule_is_that_of_the_day_it_goes_out(
    tmp_path: Path,
) -> None:
    """C2, D8: received before the deadline, confirmed after it:
    the deadline does not remain, it has passed.
    """
    course = Course(tmp_path)
    course.notified()
    appeal.raise_appeal(course.on(85), course.case(), day(85), "upgrade", "Version 6.1")
    case, issued = letter.issue(course.on(85), course.case(), "appeal_received")
    assert letter.overtaken(course.on(86), case, case.letters[-1]) == ""
    assert refused(
        lambda: letter.dispatched(course.on(91), course.case(), issued.record.number, day(91), "R")
    ) == ("C2", "letter")


def test_d11_a_corrected_shortening_that_is_taken_back_leaves_nothing_behind(
    course: Course,
) -> None:
    """D11, C9: neither a letter that is owed for ever, nor an old deadline that nobody was told."""
    shorten(course, 20, 30)
    tell(course, 20, "retimed")
    number = course.case().letters[-1].record.number
    letter.correct_dispatch(course.on(27), course.case(), number, day(25), "R", "A wrong day.")
    assert (deadline_of(course), one_of(course.case()).told) == (day(33), day(30))
    (row,) = letters_owed(course.case(), day(27))
    assert row.telling.effect == "Holds already; told 2026-12-23"
    letter.correct_dispatch(
        course.on(27), course.case(), number, day(25), "R", "Never sent.", taken_back=True
    )
    assert (deadline_of(course), one_of(course.case()).moves) == (DEADLINE, ())
    lengthen(course, 28, 120)
    text = tell(course, 28, "retimed")
    assert "Deadline until now: Sunday 21 February 2027" in text
    assert "another day" not in text
    assert kinds_owed(course.case(), 28) == []


def test_d7_a_deadline_that_comes_back_has_a_final_of_its_own(course: Course) -> None:
    """D5, D7, D11: the one sent belonged to the shortened deadline;
    the customer holds it, which `told` says.
    """
    shorten(course, 20, 30)
    tell(course, 20, "retimed")
    number = course.case().letters[-1].record.number
    course.send(23, "final")
    letter.correct_dispatch(
        course.on(24), course.case(), number, day(20), "R", "Never sent.", taken_back=True
    )
    one = one_of(course.case())
    assert dict(one.pending())["final"] == day(83)
    assert [row.on for row in one.earlier_finals] == [day(23)]
    row = next(row for row in owed.told(course.on(24), course.case()) if row.what == "deadline")
    assert (row.holds, row.told, row.differs) == ("2027-02-21", "2026-12-23", True)
    course.send(83, "final")


def test_c9_a_final_that_names_a_moved_deadline_tells_it(course: Course) -> None:
    """C9, D11: old, new and reason stand in it,
    so no letter says afterwards that there is more time than told.
    """
    shorten(course, 10, 20)
    case, issued = letter.issue(course.on(10), course.case(), "retimed")
    letter.dispatched(
        course.on(14), case, issued.record.number, day(14), "R", reason="It went out late."
    )
    assert kinds_owed(course.case(), 14) == ["retimed"]
    course.send(15, "final")
    assert kinds_owed(course.case(), 15) == []


def test_d7_a_letter_that_tells_a_deadline_named_before_shows_the_one_before_the_change(
    course: Course,
) -> None:
    """D7: an appeal's letter named the stay's deadline already;
    nothing is called old and new alike.
    """
    appeal.raise_appeal(course.on(5), course.case(), day(5), "upgrade", "Version 6.1")
    revocation.retime(course.on(5), course.case(), "stay", day(120), "While we look at it.")
    tell(course, 5, "appeal_received")
    text = tell(course, 6, "retimed")
    assert "The deadline is the one that we told you last." in text
    assert "Deadline before the change: Sunday 21 February 2027" in text
    assert "Deadline until now" not in text


def test_d7_a_first_notice_tells_every_change_before_it(tmp_path: Path) -> None:
    """D7: shortened for an incident, then lengthened by agreement: both with their reasons."""
    course = Course(tmp_path)
    course.revoke()
    shorten(course, 0, 30)
    lengthen(course, 0, 60, "They asked.")
    text = as_text(letter.issue(course.on(0), course.case(), "notice_first")[1].record)
    assert "Kind of change: Severe incident" in text
    assert "Incident: I-7" in text
    assert "It spreads." in text
    assert "Kind of change: Agreement" in text


def test_d11_cover_that_a_correction_gives_back_is_told(course: Course) -> None:
    """D11, C10: the first notice went out later, so the deadline is ahead:
    told and held differ until the letter.
    """
    tell(course, 91, "cover_ended")
    first = next(row for row in course.case().letters if row.record.kind == "notice_first")
    letter.correct_dispatch(
        course.on(92), course.case(), first.record.number, day(10), "R", "It went out later."
    )
    rows = [row for row in owed.told(course.on(92), course.case()) if row.what == "cover_ended"]
    assert [(row.holds, row.told, row.differs) for row in rows] == [
        ("", "2027-02-21, 2 devices", True)
    ]
    text = tell(course, 92, "retimed")
    assert "The service level agreements have applied without a break" in text
    assert [
        row for row in owed.told(course.on(92), course.case()) if row.what == "cover_ended"
    ] == []


def test_c10_a_letter_of_an_older_revocation_takes_nothing_from_the_newer(course: Course) -> None:
    """C10: its course was told by its own notice;
    the late letter says so and promises nothing else.
    """
    revocation.withdraw(course.on(5), course.case(), "A fixed driver.")
    course.revoke(6)
    course.send(8, "first")
    tell(course, 9, "revocation_withdrawn")
    rows = {row.what: row.differs for row in owed.told(course.on(9), course.case())}
    assert (rows["revocation"], rows["deadline"]) == (False, False)


def test_d11_what_an_earlier_letter_told_stays_told(tmp_path: Path) -> None:
    """D11, C9: a replacing letter was not dispatched after all;
    the approval was told by the first.
    """
    course = Course(tmp_path)
    case, issued = letter.issue(course.on(1), course.case(), "approved", "A name was misspelt.")
    case = letter.dispatched(course.on(1), case, issued.record.number, day(1), "R")
    letter.correct_dispatch(
        course.on(2), case, issued.record.number, day(1), "R", "Never sent.", taken_back=True
    )
    assert kinds_owed(course.case(), 2) == []


def test_d4_what_was_missed_stays_missed_when_the_devices_are_removed(course: Course) -> None:
    """D4, D10: only later notices fall away."""
    removal.confirm_removal(
        course.on(92), course.case(), [LAPTOP.serial, TABLET.serial, "T1"], day(92), "Jana"
    )
    marks = {entry.code: entry.status for entry in entries(course.case())}
    assert (marks["2"], marks["3"], marks["F"]) == ("not_sent", "not_sent", "not_sent")


def test_d9_c9_a_removal_in_time_that_became_known_late_is_told(course: Course) -> None:
    """D9, C9: cover never ended there; the letter that said
    so is corrected, and then nothing is owed.
    """
    tell(course, 91, "cover_ended")
    removal.confirm_removal(course.on(93), course.case(), [LAPTOP.serial], day(90), "Jana")
    (row,) = letters_owed(course.case(), day(93))
    assert (row.kind, row.since, row.telling.effect) == (
        "reinstated",
        day(93),
        "Cover never ended; told otherwise",
    )
    text = tell(course, 94, "reinstated")
    assert "Service levels went on: a correction" in text
    assert "no longer apply to 1 device from Sunday 21 February 2027" in text
    assert (
        f"{LAPTOP.serial}: Microsoft Surface Laptop: Removed Sunday 21 February 2027, cover never "
        f"ended" in text
    )
    assert TABLET.serial not in text
    assert kinds_owed(course.case(), 94) == []
    rows = [row for row in owed.told(course.on(94), course.case()) if row.what == "cover_ended"]
    assert [(row.holds, row.told) for row in rows] == [
        ("2027-02-21, 1 device", "2027-02-21, 1 device")
    ]


def test_c9_an_approval_that_stands_again_after_another_decision_was_told_is_told(
    course: Course,
) -> None:
    """C9: deployed before the decline went out, recorded afterwards:
    the approval holds, and that is owed.
    """
    case = approved(course.on(0))
    case = decision.make(course.on(3), case, Proposal("decline", "A new finding."))
    case, issued = letter.issue(course.on(3), case, "declined")
    case = letter.dispatched(course.on(5), case, issued.record.number, day(5), "R")
    case = deployment.deploy(course.on(6), case, day(4), (LAPTOP,))
    (row,) = letters_owed(case, day(6))
    assert (row.kind, row.since, row.telling.waits) == ("approved", day(6), False)
    case, again = letter.issue(course.on(7), case)
    text = as_text(again.record)
    assert f"replaces letter {issued.record.number}" in text
    assert "deployed before you were told of that decision, so the approval stands" in text
    case = letter.dispatched(course.on(7), case, again.record.number, day(7), "R")
    assert letters_owed(case, day(8)) == ()
    assert not any(row.differs for row in owed.told(course.on(8), case))


def test_c2_c8_a_letter_to_a_contact_that_changed_is_made_again(tmp_path: Path) -> None:
    """C8, C2: the contact is always the newest; what is written to another does not go out."""
    desk = Course(tmp_path).on(0)
    case = assessed(desk, FACTOR_4, ticket="MMD-1470000-AAAAA", timeline="6 months")
    case, issued = letter.issue(desk, decision.make(desk, case, Proposal("approve")))
    case = request_queue.amend(desk, case, "telephone", contact="Juno Park")
    why = letter.overtaken(desk, case, issued)
    assert why.endswith("the contact is Juno Park now")
    assert refused(lambda: letter.dispatched(desk, case, issued.record.number, day(0), "R")) == (
        "C2",
        "letter",
    )
    case, again = letter.issue(desk, case)
    assert again.record.addressee[-1] == "Juno Park"
    assert letter.dispatched(desk, case, again.record.number, day(0), "R").letters[
        -1
    ].dispatched == day(0)


def test_c2_a_letter_of_an_earlier_revocation_stays_what_it_is(tmp_path: Path) -> None:
    """C2, D8: another was prepared and withdrawn since, of which nobody was notified:
    what the outcome said holds, so that its letter is dispatched and not made again.
    """
    course = Course(tmp_path)
    course.notified()
    appeal.raise_appeal(course.on(5), course.case(), day(5), "upgrade", "Version 6.1.")
    appeal.decide_appeal(course.on(6), course.case(), "withdrawn", "You are right.")
    case, issued = letter.issue(course.on(6), course.case(), "appeal_outcome")
    course.revoke(7)
    case = revocation.withdraw(course.on(8), course.case(), "A slip.")
    assert letter.condition(course.on(8), case, case.letters[-1]) == "issued"
    case = letter.dispatched(course.on(8), case, issued.record.number, day(8), "MMD-8-T")
    assert kinds_owed(case, 8) == []


def final_of_an_earlier_deadline(course: Course) -> str:
    """The number of a final notice that told an agreement, and after which there was another."""
    lengthen(course, 5, 100)
    number = course.send(93, "final").letters[-1].record.number
    lengthen(course, 94, 130)
    return number


def test_d11_the_final_of_an_earlier_deadline_is_corrected_everywhere(tmp_path: Path) -> None:
    """D11: calendar, later notices and case say the true day; both stay visible."""
    course = Course(tmp_path)
    course.notified()
    number = final_of_an_earlier_deadline(course)
    course.send(123, "final")
    lengthen(course, 124, 160)
    case = letter.correct_dispatch(
        course.on(125), course.case(), number, day(95), "R2", "It was later."
    )
    sent, other = one_of(case).earlier_finals
    assert (sent.on, sent.reference, sent.corrected) == (day(95), "R2", ((day(93), "MMD-93-R"),))
    (entry,) = [row for row in entries(case) if row.letter == number]
    assert (entry.day, entry.done_on, entry.reference) == (day(95), day(95), "R2")
    assert (other.on, other.corrected) == (day(123), ())


def test_d11_the_final_of_an_earlier_deadline_that_was_never_sent_told_nothing(
    tmp_path: Path,
) -> None:
    """D11, C9, D5: what it told is owed again, and what it passed over is to be given."""
    course = Course(tmp_path)
    course.notified()
    number = final_of_an_earlier_deadline(course)
    assert one_of(course.case()).not_sent == ("second", "third")
    case = letter.correct_dispatch(
        course.on(96), course.case(), number, day(96), "R", "Never sent.", taken_back=True
    )
    one = one_of(case)
    assert (one.earlier_finals, one.told, one.not_sent) == ((), DEADLINE, ())
    assert [name for name, _ in one.pending()] == ["second", "third", "final"]
    (row,) = letters_owed(case, day(96))
    assert (row.telling.effect, len(row.telling.tells)) == (f"Holds already; told {DEADLINE}", 2)
    text = tell(course, 96, "retimed")
    assert f"Deadline until now: {in_words(DEADLINE)}" in text
    assert text.count("Kind of change: Agreement, on ") == 2


def test_d11_d7_a_final_that_was_never_sent_does_not_come_back_with_its_deadline(
    tmp_path: Path,
) -> None:
    """D11, D7: the letter of the shortening that followed it was not sent either."""
    course = Course(tmp_path)
    course.notified()
    lengthen(course, 5, 120)
    course.send(60, "third")
    final = course.send(110, "final").letters[-1].record.number
    shorten(course, 110, 119)
    tell(course, 110, "retimed")
    case = course.case()
    for number in (final, case.letters[-1].record.number):
        case = letter.correct_dispatch(
            course.on(111), case, number, day(110), "R", "Never sent.", taken_back=True
        )
    one = one_of(case)
    assert ("final" in one.sent, one.earlier_finals, deadline_of(course)) == (False, (), day(120))
    assert dict(one.pending())["final"] == day(113)
