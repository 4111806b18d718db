"""Letters owed and told: what waits for a dispatch,
what holds at once, what settles what (C2, C9, D7).
"""

from datetime import date
from pathlib import Path

import pytest

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.case_state import flags, state
from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.letters.compose import as_text
from mmd_reviewer.domain.letters.dispatch import Dispatch
from mmd_reviewer.domain.letters.owed import letters_next, letters_owed
from mmd_reviewer.services import appeal, decision, letter, owed, removal
from tests.making import LAPTOP, TABLET, Course, day, refused
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


def test_c9_d7_a_shortened_deadline_does_not_hold_before_its_letter_is_dispatched(
    course: Course,
) -> None:
    """C9, D7: until then the old deadline gives every due date;
    the letter is the most pressing one.
    """
    case = shorten(course, 10, 40)
    one = one_of(case)
    assert (deadline_of(course), one.retimings) == (DEADLINE, ())
    assert "shortening_untold" in flags(case, day(10))
    assert dict(one.pending()) == {"second": day(30), "third": day(60), "final": day(83)}
    (row,) = letters_owed(case, day(28))
    assert (row.kind, row.telling.waits, row.since, row.age_days(day(28))) == (
        "retimed",
        True,
        day(10),
        18,
    )
    pressing = [(row.kind, row.why) for row in letters_next(case, day(28))]
    assert pressing == [("retimed", "waits"), ("notice_second", "notice")]
    text = tell(course, 12, "retimed")
    assert "Deadline until now: Sunday 21 February 2027" in text
    assert "New deadline: Saturday 2 January 2027" in text
    assert "I-7" in text
    one = one_of(course.case())
    assert (deadline_of(course), one.told) == (day(40), day(40))
    assert dict(one.pending()) == {"second": day(30), "final": day(33)}
    assert letters_owed(course.case(), day(12)) == ()


def told_apart(course: Course, on: int) -> list[tuple[str, date, bool]]:
    """The letters owed by the lists over all cases, which are those of the case."""
    case, desk = course.case(), course.on(on)
    rows = [(row.kind, row.since, row.telling.waits) for row in letters_owed(case, day(on))]
    listed = owed.owed_list(desk)
    assert [(row.kind, row.since, row.waits) for row in listed] == rows
    assert owed.counts(listed).owed == len(rows)
    return rows


@pytest.mark.sqlite
def test_c9_the_lists_over_all_cases_count_letters_as_the_case_does(course: Course) -> None:
    """C9, D7: a shortening's letter tells the untold lengthening before it, until the deadline
    comes first: then that has a letter of its own, owed since it was decided.
    """
    lengthen(course, 5, 120)
    assert told_apart(course, 9) == [("retimed", day(5), False)]
    shorten(course, 10, 100)
    for on in (10, 119):
        assert ("retimed", day(10), True) in told_apart(course, on)
        assert [kind for kind, _, _ in told_apart(course, on)].count("retimed") == 1
    on_deadline = told_apart(course, 120)
    assert [row for row in on_deadline if row[0] == "retimed"] == [("retimed", day(5), False)]


def test_c9_two_outcomes_that_were_not_told_are_one_letter_in_every_list(course: Course) -> None:
    """C9, D8: one letter answers both appeals; it is owed since the first was decided."""
    for on in (5, 8):
        case = appeal.raise_appeal(course.on(on), course.case(), day(on), "upgrade", "Version 6.1")
        appeal.decide_appeal(course.on(on + 1), case, "stands", "It hangs all the same.")
    assert told_apart(course, 10) == [("appeal_outcome", day(6), False)]
    letter.issue(course.on(10), course.case(), "appeal_outcome")
    told_apart(course, 10)
    (row,) = owed.owed_list(course.on(10))
    assert row.letter == course.case().letters[-1].record.number


def test_d7_a_shortening_lapses_when_the_old_deadline_comes_first(course: Course) -> None:
    """D7, C9: on the old deadline it is not owed any more, and its letter is not dispatched."""
    shorten(course, 20, 85)
    case, issued = letter.issue(course.on(20), course.case(), "retimed")
    assert kinds_owed(case, 89) == ["retimed"]
    assert "retimed" not in kinds_owed(case, 90)
    assert (deadline_of(course), state(case, day(89))) == (DEADLINE, "in_revocation")
    act = lambda: letter.dispatched(course.on(91), case, issued.record.number, day(91), "R")
    assert refused(act)[0] in ("D7", "C2")
    assert kinds_owed(case, 90) == ["cover_ended"]
    assert "shortening_untold" not in flags(case, day(90))


def test_d7_a_later_lengthening_voids_an_undispatched_shortening(course: Course) -> None:
    """D7, C2: what is owed then is the lengthening alone, from the deadline last told."""
    shorten(course, 10, 40)
    _, issued = letter.issue(course.on(10), course.case(), "retimed")
    case = lengthen(course, 11, 120)
    assert (deadline_of(course), one_of(case).shortening) == (day(120), None)
    stored = case.letter(issued.record.number)
    assert stored is not None
    assert stored.void
    act = lambda: letter.dispatched(course.on(11), case, issued.record.number, day(11), "R")
    assert refused(act) == ("C2", "letter")
    text = tell(course, 11, "retimed")
    assert "Deadline until now: Sunday 21 February 2027" in text
    assert "New deadline: Tuesday 23 March 2027" in text
    assert "It spreads." not in text
    assert kinds_owed(course.case(), 11) == []


def test_d7_a_shortening_that_went_out_late_leaves_eight_days(course: Course) -> None:
    """D7: fewer is refused and made again; gone out already,
    it is its dispatch and 8 days, told anew.
    """
    shorten(course, 10, 18)
    assert refused(lambda: letter.issue(course.on(11), course.case(), "retimed")) == (
        "D7",
        "deadline",
    )
    case, issued = letter.issue(course.on(10), course.case(), "retimed")
    number = issued.record.number

    def sent(reason: str) -> Case:
        return letter.dispatched(course.on(13), course.case(), number, day(12), "R", reason=reason)

    assert refused(lambda: sent("")) == ("D7", "on")
    case = sent("A colleague posted it on Saturday.")
    assert (deadline_of(course), one_of(case).told) == (day(20), day(18))
    assert kinds_owed(case, 13) == ["retimed"]
    text = tell(course, 13, "retimed")
    assert "Deadline until now: Friday 11 December 2026" in text
    assert "New deadline: Sunday 13 December 2026" in text
    assert kinds_owed(course.case(), 13) == []
    assert one_of(course.case()).told == day(20)
    assert [row.body.approved_by for row in one_of(course.case()).retimings] == ["Petra Novak"]


def test_c9_the_letter_names_as_old_the_deadline_last_told(course: Course) -> None:
    """C9: two changes that were not told are told by one letter;
    the next names what that one said.
    """
    lengthen(course, 10, 100)
    lengthen(course, 11, 110, "The vendor asked for more.")
    assert deadline_of(course) == day(110)  # better for the customer: it holds at once
    (row,) = letters_owed(course.case(), day(11))
    assert (row.telling.waits, row.since, len(row.telling.tells)) == (False, day(10), 2)
    text = tell(course, 11, "retimed")
    assert "Deadline until now: Sunday 21 February 2027" in text
    assert "New deadline: Saturday 13 March 2027" in text
    assert "More time was agreed." in text
    assert "The vendor asked for more." in text
    assert kinds_owed(course.case(), 11) == []
    lengthen(course, 20, 120)
    text = tell(course, 20, "retimed")
    assert "Deadline until now: Saturday 13 March 2027" in text
    assert "New deadline: Tuesday 23 March 2027" in text


def test_d7_before_the_first_notice_no_letter_of_the_change_is_owed(tmp_path: Path) -> None:
    """D7: the first notice itself tells the deadline."""
    course = Course(tmp_path)
    course.revoke()
    shorten(course, 0, 20)
    assert kinds_owed(course.case(), 0) == []
    course.send(0, "first")
    assert (deadline_of(course), kinds_owed(course.case(), 0)) == (day(20), [])


def test_c9_an_outcome_settles_what_was_received(course: Course) -> None:
    """C9: the letter of the outcome says all that the earlier one owed."""
    appeal.raise_appeal(course.on(5), course.case(), day(5), "upgrade", "Version 6.1 is deployed.")
    assert kinds_owed(course.case(), 5) == ["appeal_received"]
    appeal.raise_appeal(course.on(6), course.case(), day(6), "upgrade", "And 6.2.")
    assert kinds_owed(course.case(), 6) == ["appeal_received"]
    appeal.decide_appeal(course.on(8), course.case(), "stands", "It hangs all the same.")
    (row,) = letters_owed(course.case(), day(8))
    assert (row.kind, len(row.telling.tells)) == ("appeal_outcome", 3)
    tell(course, 8, "appeal_outcome")
    assert kinds_owed(course.case(), 8) == []


def test_c9_d9_several_reinstatements_are_told_by_one_letter(course: Course) -> None:
    """C9, D9: also of the days without cover, which then owe no letter of their own."""
    for on, serial in ((95, LAPTOP.serial), (96, TABLET.serial)):
        removal.confirm_removal(
            course.on(on), course.case(), [serial], day(on), "Jana", reinstate="Clean."
        )
    case = course.case()
    assert kinds_owed(course.on(94).case("A-0001"), 94) == ["cover_ended"]
    assert kinds_owed(case, 96) == ["reinstated"]
    text = tell(course, 97, "reinstated")
    assert LAPTOP.serial in text
    assert TABLET.serial in text
    assert kinds_owed(course.case(), 97) == []


def test_c2_a_letter_that_changed_facts_overtake_is_made_again(course: Course) -> None:
    """C2: never dispatched; asked for again it is a new letter
    that says which one it replaces and why.
    """
    appeal.raise_appeal(course.on(5), course.case(), day(5), "upgrade", "Version 6.1 is deployed.")
    case, old = letter.issue(course.on(5), course.case(), "appeal_received")
    assert letter.condition(course.on(5), case, old) == "issued"
    lengthen(course, 6, 120)
    case = course.case()
    assert letter.condition(course.on(6), case, old) == "void"
    act = lambda: letter.dispatched(course.on(6), case, old.record.number, day(6), "R")
    assert refused(act) == ("C2", "letter")
    case, new = letter.issue(course.on(6), case, "appeal_received")
    assert new.record.replaces == old.record.number
    assert "What it said has changed." in as_text(new.record)
    assert letter.stored(course.on(6), old)  # readable for ever


def test_c9_told_elsewhere_with_a_second_person_in_bulk(course: Course) -> None:
    """C9: reference and second person; of several cases at once;
    what waited for it takes effect.
    """
    case = decision.make(
        course.on(3), approved(course.on(0)), Proposal("decline", "A new finding.")
    )
    lengthen(course, 2, 120)
    numbers = (case.number, "A-0001")

    def told(
        on: int, second: str = "Petra Novak", reference: str = "Mail 7", kind: str = ""
    ) -> tuple[Case, ...]:
        desk = course.on(6)
        cases = [desk.case(number) for number in numbers]
        return letter.told_elsewhere(desk, cases, kind, Dispatch(day(on), reference), second)

    assert refused(lambda: told(5, "ines  MOREAU")) == ("C9", "second-person")
    assert refused(lambda: told(5, " ")) == ("C9", "second-person")
    assert refused(lambda: told(7)) == ("C9", "on")
    assert refused(lambda: told(2)) == ("C9", "on")  # before one of them happened
    assert refused(lambda: told(5, reference=" "))[1] == "reference"
    # One case owes no such letter
    assert refused(lambda: told(5, kind="retimed")) == ("C9", "kind")
    declined, other = told(5)
    assert (state(declined, day(5)), declined.holding) == ("declined", declined.decision)
    assert one_of(other).told == day(120)
    assert letters_owed(declined, day(6)) == letters_owed(other, day(6)) == ()
    assert declined.facts[-1].deed == other.facts[-1].deed
    assert refused(lambda: told(5)) == ("C9", "kind")


def test_c10_what_the_customer_was_told_for_any_day(course: Course) -> None:
    """C10: letter and day that told it; where what holds differs, it says so;
    of an earlier day as of then.
    """
    lengthen(course, 10, 120)

    def deadline(on: int) -> tuple[str, str, str, date | None, bool]:
        rows = {row.what: row for row in owed.told(course.on(12), course.case(), day(on))}
        row = rows["deadline"]
        return row.holds, row.told, row.letter, row.on, row.differs

    assert deadline(9) == ("2027-02-21", "2027-02-21", "A-0001-L2", day(0), False)
    assert deadline(12) == ("2027-03-23", "2027-02-21", "A-0001-L2", day(0), True)
    tell(course, 12, "retimed")
    assert deadline(12) == ("2027-03-23", "2027-03-23", "A-0001-L3", day(12), False)
    decided = {row.what: (row.told, row.letter) for row in owed.told(course.on(12), course.case())}
    assert (decided["decision"], decided["last_day"]) == (
        ("approve", "A-0001-L1"),
        ("open-ended", "A-0001-L1"),
    )


def test_c9_a_notice_that_told_the_deadline_is_what_the_next_letter_starts_from(
    course: Course,
) -> None:
    """C9: the second notice told 23 March, so that is the old deadline when it is changed again."""
    lengthen(course, 10, 120)
    course.send(30, "second")
    assert kinds_owed(course.case(), 30) == []
    assert one_of(course.case()).told == day(120)
    lengthen(course, 40, 130)
    text = tell(course, 40, "retimed")
    assert "Deadline until now: Tuesday 23 March 2027" in text
    assert "New deadline: Friday 2 April 2027" in text


def test_c9_a_shortening_told_elsewhere_is_the_deadline_last_told(course: Course) -> None:
    """C9, C10: also when it is recorded so late that a letter of
    that day would leave less than eight days.
    """
    shorten(course, 10, 20)
    wish = Dispatch(day(11), "Mail 7")
    (case,) = letter.told_elsewhere(course.on(14), [course.case()], "retimed", wish, "Petra Novak")
    assert (deadline_of(course), kinds_owed(case, 14)) == (day(20), [])
    assert one_of(case).told == day(20)
    assert [row.what for row in owed.told(course.on(14), case) if row.differs] == []


def test_c9_c2_a_letter_that_facts_overtook_does_not_count_as_written(course: Course) -> None:
    """C2, C9: it is void and never dispatched, so the letter is still to be written."""
    appeal.raise_appeal(course.on(5), course.case(), day(5), "upgrade", "Version 6.1 is deployed.")
    letter.issue(course.on(5), course.case(), "appeal_received")
    assert owed.counts(owed.owed_list(course.on(5))).unwritten == 0
    lengthen(course, 6, 120)
    found = owed.counts(owed.owed_list(course.on(6)))
    assert (found.owed, found.unwritten) == (2, 2)


def test_d7_a_shortening_told_elsewhere_too_late_owes_a_letter_of_today(course: Course) -> None:
    """D7, C9: eight days would pass the old deadline, so it stands;
    another date was told: owed, nothing to settle.
    """
    shorten(course, 10, 40)
    letter.told_elsewhere(
        course.on(84), [course.case()], "retimed", Dispatch(day(84), "Mail 7"), "Petra Novak"
    )
    assert deadline_of(course) == DEADLINE
    (row,) = [row for row in letters_owed(course.case(), day(84)) if row.kind == "retimed"]
    assert (row.since, row.telling.settle) == (day(84), False)


def test_c9_a_moved_deadline_is_owed_since_it_moved_though_a_shortening_lapsed_later(
    course: Course,
) -> None:
    """C9, D11: one letter would have told both;
    after the shortening lapsed the rest keeps its age.
    """
    case = shorten(course, 10, 40)
    first = case.letters[-1].record.number
    letter.correct_dispatch(course.on(15), case, first, day(12), "MMD-0-R", "It went out later.")
    moved = deadline_of(course)
    assert moved == day(102)
    (row,) = letters_owed(course.case(), day(16))
    assert (row.since, row.telling.waits) == (day(10), True)
    rows = {row.kind: row for row in letters_owed(course.case(), moved)}
    assert (rows["retimed"].since, rows["retimed"].telling.waits) == (day(15), False)
