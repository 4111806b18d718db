"""What went out on two sides of a case: what counts, what the customer has (C2, C4, D3, D11)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.settling import consequences, to_settle
from mmd_reviewer.domain.sides import split
from tests.domain.test_case import APPROVED, GROUNDS
from tests.making import DAY
from tests.packs.two_sides import ISSUED, Apart, dispatched, issued, open_choices


def test_what_the_customer_has_of_it_is_named() -> None:
    """D3: a notice that went out at two stations: the earlier counts, the customer holds both."""
    apart = Apart()
    later = DAY + timedelta(days=2)
    apart.add("A", kinds.NoticeSentElsewhere("first", later, "MMD-9", "Nora"))
    apart.add("A1", kinds.NoticeSentElsewhere("first", DAY, "MMD-8", "Nora"))
    (said,) = consequences(apart.case, to_settle(apart.case))
    assert said.startswith("The first notice went out more than once: sent elsewhere on Mon 2026-")
    assert "the earlier counts" in said


def test_one_letter_dispatched_on_two_sides_counts_from_the_earlier_day() -> None:
    """C4: both records stay to be read; the earlier true dispatch counts, in whatever order."""
    later = DAY + timedelta(days=2)
    for here, there in ((later, DAY), (DAY, later)):
        apart = Apart(APPROVED, issued(ISSUED), issued("A-0001-L2", "acknowledgement"))
        apart.add("A", dispatched(ISSUED, here))
        apart.add("A", dispatched("A-0001-L2", here))  # on one side only: nothing to say of it
        apart.add("A1", dispatched(ISSUED, there))
        (said,) = consequences(apart.case, to_settle(apart.case))
        assert said.startswith("One letter is recorded as dispatched twice: A-0001-L1 on Mon 2026-")
        assert open_choices(apart.case) == {"both"}
        apart.settle("both")
        letter, _ = apart.case.letters
        assert (letter.dispatched, letter.reference) == (DAY, f"MMD-{DAY.day}")


def test_one_dispatch_corrected_on_two_sides_asks_which_day_is_true() -> None:
    """D11: of a letter, of a notice, and of a notice sent elsewhere; corrected alike, or of two
    letters, it asks nobody.
    """

    def corrected(letter: str, on: date, notice: str = "") -> kinds.DispatchCorrected:
        return kinds.DispatchCorrected(letter, on, "MMD-1", "A slip.", notice)

    before = (
        *(APPROVED, issued(ISSUED), dispatched(ISSUED, DAY)),
        *(GROUNDS, issued(NOTICE, "notice_first"), dispatched(NOTICE, DAY)),
    )
    later = DAY + timedelta(days=1)
    for one, other, about in (
        (corrected(ISSUED, DAY), corrected(ISSUED, later), ("dispatch", ISSUED)),
        (corrected(NOTICE, DAY), corrected(NOTICE, later), ("notice", "first")),
        (corrected(NOTICE, DAY), corrected("", later, "first"), ("notice", "first")),
        (corrected(ISSUED, DAY), corrected(ISSUED, DAY), None),
        (corrected(ISSUED, DAY), corrected(NOTICE, later), None),
    ):
        apart = Apart(*before)
        apart.add("A", one)
        apart.add("A1", other)
        found = split(apart.case)
        assert (found and found.subjects) == (about and (about,))


NOTICE = "A-0001-L2"
WITHDRAWN = kinds.RevocationWithdrawn("Mended.", "")


@pytest.mark.parametrize("closed", [False, True])
def test_one_notice_dispatched_on_two_sides_counts_from_the_earlier_day(closed: bool) -> None:
    """C4, D3: the letter and the course say the same day, also where a third had withdrawn the
    revocation by then.
    """
    later = DAY + timedelta(days=2)
    for here, there in ((later, DAY), (DAY, later)):
        apart = Apart(APPROVED, issued(ISSUED), GROUNDS, issued(NOTICE, "notice_first"))
        apart.add("A", dispatched(NOTICE, here))
        if closed:
            apart.add("A", WITHDRAWN)
        apart.add("A1", dispatched(NOTICE, there))
        (one,) = apart.case.revocations
        letter = apart.case.letter(NOTICE)
        assert letter is not None
        assert one.open is not closed
        assert one.dates is not None
        assert (letter.dispatched, one.sent["first"].on, one.dates.first) == (DAY, DAY, DAY)


def test_what_one_side_sent_while_the_other_withdrew_it_is_known_of_the_revocation() -> None:
    """C7, D3: the customer has the notice and answered it, so its letters can name the days."""
    for first in (True, False):
        apart = Apart(APPROVED, issued(ISSUED), GROUNDS)
        if first:
            apart.add("A", WITHDRAWN)
        apart.add("A1", kinds.NoticeSentElsewhere("first", DAY, "MMD-9", "Nora"))
        apart.add("A1", kinds.AppealRaised(DAY, "software", "An upgrade is coming."))
        if not first:
            apart.add("A", WITHDRAWN)
        (one,) = apart.case.revocations
        assert not one.open
        assert one.dates is not None
        assert (one.dates.first, one.sent["first"].reference) == (DAY, "MMD-9")
        assert [appeal.received for appeal in one.appeals] == [DAY]


def test_a_notice_of_a_revocation_that_is_over_begins_no_other() -> None:
    """D3: what went out of the one that was withdrawn says nothing of the one prepared since."""
    apart = Apart(APPROVED, issued(ISSUED), GROUNDS, issued(NOTICE, "notice_first"))
    apart.add("A", WITHDRAWN, GROUNDS)
    apart.add("A1", dispatched(NOTICE, DAY))
    _, anew = apart.case.revocations
    assert (anew.open, anew.notified, dict(anew.sent)) == (True, False, {})
    letter = apart.case.letter(NOTICE)
    assert letter is not None
    assert letter.dispatched == DAY


def test_two_letters_about_the_same_are_named_to_the_person() -> None:
    """C2: the customer holds both; a third that replaces them says which holds."""
    apart = Apart(APPROVED)
    apart.add("A", issued(ISSUED))
    apart.add("A", dispatched(ISSUED, DAY))
    apart.add("A1", issued("A-0001-A1-L1"))
    apart.add("A1", dispatched("A-0001-A1-L1", DAY))
    (said,) = consequences(apart.case, to_settle(apart.case))
    assert "holds two letters about the same: A-0001-L1 on" in said
    assert "by a letter that replaces both" in said


def test_an_approval_and_a_decline_that_both_went_out_are_named() -> None:
    """C2: they are letters of two kinds about one decision."""
    apart = Apart(APPROVED)
    for station, number, kind in (("A", ISSUED, "approved"), ("A1", "A-0001-A1-L1", "declined")):
        apart.add(station, APPROVED)
        apart.add(station, issued(number, kind), dispatched(number, DAY))
    (said,) = consequences(apart.case, to_settle(apart.case))
    assert said.startswith("The customer holds two letters about the same: A-0001-L1 on")


def test_one_notice_recorded_as_dispatched_twice_went_out_once() -> None:
    """D3: nobody is told that the customer holds two of it."""
    apart = Apart(APPROVED, issued(ISSUED, "notice_first"))
    apart.add("A", dispatched(ISSUED, DAY))
    apart.add("A1", dispatched(ISSUED, DAY + timedelta(days=1)))
    (said,) = consequences(apart.case, to_settle(apart.case))
    assert said.startswith("One letter is recorded as dispatched twice: A-0001-L1 on")


def test_what_was_not_sent_at_all_is_not_with_the_customer() -> None:
    """D11: a dispatch that its own side took back; of the other letter nothing is to be said."""
    apart = Apart(APPROVED)
    apart.add("A", issued(ISSUED), dispatched(ISSUED, DAY))
    other = "A-0001-A1-L1"
    back = kinds.DispatchCorrected(other, DAY, "", "It was another case.", taken_back=True)
    apart.add("A1", issued(other), dispatched(other, DAY), back)
    assert consequences(apart.case, to_settle(apart.case)) == ()
