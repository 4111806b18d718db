"""Correcting a letter corrects: reason, terms and period
by a new decision, the old one replaced (C2, C7).
"""

from dataclasses import replace
from pathlib import Path

import pytest

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.history import deed_to_undo
from mmd_reviewer.domain.letters.compose import as_text
from mmd_reviewer.services import correction, decision, letter, request_queue
from mmd_reviewer.services.desk import Desk
from tests.making import FACTOR_3, FACTOR_4, QuickPress, assessed, day, new_desk, refused

WHY = "The reason named the wrong plant."


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return replace(new_desk(tmp_path), press=QuickPress())


def told(desk: Desk, wish: Proposal, **given: str) -> Case:
    case = decision.make(desk, assessed(desk, FACTOR_4, **given), wish)
    case, issued = letter.issue(desk, case)
    return letter.dispatched(desk, case, issued.record.number, day(0), "R")


def test_c7_what_is_decided_otherwise_is_a_new_decision_and_its_letter_replaces_the_old(
    desk: Desk,
) -> None:
    case = told(desk, Proposal("decline", "The plant of Linz measured it."))
    wish = correction.as_it_stands(case, "declined")
    assert wish is not None
    better = replace(wish, reason="The plant of Wels measured it.")
    text = correction.corrected_text(desk, case, "declined", WHY, better)
    assert len(case.letters) == 1, "looking records nothing"
    after = correction.correct(desk, case, "declined", WHY, better)
    new = after.letters[-1]
    assert as_text(new.record) == text
    assert new.record.replaces == case.letters[0].record.number
    assert after.letters[0].void
    assert f"Reason: {WHY}" in text
    assert text.count("The plant of Wels measured it.") == 1
    assert "Linz" not in text


def test_c7_the_period_and_terms_of_an_approval_are_corrected(desk: Desk) -> None:
    case = told(desk, Proposal("approve", open_ended=True), timeline="permanent")
    wish = correction.as_it_stands(case, "approved")
    assert wish is not None
    after = correction.correct(
        desk, case, "approved", WHY, replace(wish, terms="Patched each month.")
    )
    assert "Patched each month." in as_text(after.letters[-1].record)
    assert after.decision is not None
    assert (after.decision.made.open_ended, after.decision.made.reason) == (True, WHY)
    text = as_text(after.letters[-1].record)
    assert text.count(WHY) == 1


def test_c2_without_another_decision_the_same_words_are_issued_anew(desk: Desk) -> None:
    case = told(desk, Proposal("decline", "Measured."))
    same = correction.as_it_stands(case, "declined")
    after = correction.correct(desk, case, "declined", "A name was misspelt.", same)
    assert after.decision == case.decision
    assert "Reason: A name was misspelt." in as_text(after.letters[-1].record)


def test_c2_a_letter_is_issued_anew_without_a_word_about_the_decision(desk: Desk) -> None:
    """C2, C7: nothing is decided where nothing is said of it, and the text looked at is its own."""
    case = told(desk, Proposal("decline", "Measured."))
    text = correction.corrected_text(desk, case, "declined", WHY, None)
    after = correction.correct(desk, case, "declined", WHY, None)
    assert as_text(after.letters[-1].record) == text
    assert (after.decision, len(after.letters)) == (case.decision, 2)
    standing = correction.as_it_stands(case, "declined")
    assert correction.corrected_text(desk, case, "declined", WHY, standing) == text


def test_c7_what_cannot_be_decided_anew_is_refused_and_nothing_is_issued(desk: Desk) -> None:
    case = told(desk, Proposal("decline", "Measured."))
    wish = replace(
        correction.as_it_stands(case, "declined") or Proposal("decline"), reason="x" * 40_000
    )
    assert refused(lambda: correction.correct(desk, case, "declined", WHY, wish))[1] == "reason"
    assert len(desk.case("A-0001").letters) == 1
    assert correction.as_it_stands(case, "notice_first") is None


def test_c2_a_reason_that_stands_in_the_letter_is_printed_once(desk: Desk) -> None:
    """C2, C7: decided again for a reason that the letter gives:
    it is not repeated beside the number.
    """
    told(desk, Proposal("decline", "Measured."))
    again = decision.make(
        desk, desk.case("A-0001"), Proposal("decline", "Measured by the vendor, too.")
    )
    text = as_text(letter.issue(desk, again)[1].record)
    assert text.count("Measured by the vendor, too.") == 1
    assert "replaces letter A-0001-L1 of Monday 23 November 2026. The reason stands below." in text


@pytest.mark.parametrize("why", ["ERP", "period", "a", "Devices"])
def test_c2_a_reason_is_not_lost_in_other_words_of_the_letter(desk: Desk, why: str) -> None:
    """C2: only where a sentence is the reason does it stand below."""
    case = told(desk, Proposal("decline", "Measured on ERP devices of the period."))
    assert why.lower() in as_text(case.letters[0].record).lower()
    same = correction.as_it_stands(case, "declined")
    assert f"Reason: {why}" in correction.corrected_text(desk, case, "declined", why, same)


def test_c2_a_correction_needs_its_reason_and_may_change_nothing_else(desk: Desk) -> None:
    case = told(desk, Proposal("decline", "Measured."))
    same = correction.as_it_stands(case, "declined")
    assert refused(lambda: correction.correct(desk, case, "declined", " ", same)) == ("C2", "why")
    assert f"Reason: {WHY}" in correction.corrected_text(desk, case, "declined", WHY, same)


def test_b6_a_migration_without_its_scope_says_none(desk: Desk) -> None:
    """C3: then the letter is not complete; it can be looked at all the same."""
    case = assessed(desk, {**FACTOR_3, "scope": ""}, timeline="9 months")
    case = decision.make(desk, case, Proposal("approve_migration"))
    record = letter.proposed(desk, case)
    assert not any("scope" in block.content.split() for block in record.blocks)


def test_c7_what_stands_above_a_deed_is_named(desk: Desk) -> None:
    """C7: a window takes back its own deed only while nothing counts above it."""
    case = request_queue.note(desk, assessed(desk, FACTOR_4), "First.")
    first = case.facts[-1].deed
    case = request_queue.note(desk, case, "Second.")
    newest = case.facts[-1].deed
    assert deed_to_undo(case, newest) == deed_to_undo(case) == newest
    assert refused(lambda: deed_to_undo(case, first)) == ("C7", "undo")
    (case,) = request_queue.undo(desk, request_queue.undo(desk, case)[0])
    assert refused(lambda: deed_to_undo(case, first)) == ("C7", "undo")
