"""Letters as their view shows them, made of two cases: one approved, one to be revoked."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from mmd_reviewer.domain.case import Case, Letter
from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.letters.checks import CONFIRM, FAILED, PASSED, Check
from mmd_reviewer.services import decision
from mmd_reviewer.services.read.letter import LetterShown
from tests.making import FACTOR_4, Course, assessed, day, new_desk, write_letter

RED = Check("Every placeholder is filled", FAILED, "The technology is missing.", "technology")
AMBER = Check("No bare number of a month", CONFIRM, "3/4/2027 stands in the reason.", "reason")
GREEN = Check("Every character can be printed", PASSED)
LOST = Check("The letter has no link", FAILED, "Page 2 has one.")


def fill_approved(folder: Path) -> None:
    """An approval whose letter is to be written."""
    desk = new_desk(folder)
    case = assessed(desk, FACTOR_4)
    decision.make(desk, case, Proposal("approve", until=day(300), reason="They need it."))


def fill_revoked(folder: Path) -> None:
    """A revocation is prepared, its first notice is to be written."""
    Course(folder).revoke()


def draft(case: Case, *checks: Check, kind: str = "approved", **given: Any) -> LetterShown:
    """As it would be issued, with these checks."""
    record = write_letter(case, kind)
    choices = (("acknowledgement", "Acknowledgement"), (kind, "Approval"))
    shown = LetterShown(case, kind, record, None, b"%PDF", (), (), checks or (GREEN,), choices)
    return replace(shown, **given)


def issued(case: Case, kind: str = "approved", **given: Any) -> LetterShown:
    """Issued, and what else is recorded of it."""
    record = write_letter(case, kind)
    letter = Letter(record, "ab" * 32, 2, "fact")
    shown = draft(case, kind=kind)
    return replace(shown, issued=replace(letter, **given), checks=())
