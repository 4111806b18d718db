"""Steps of a revocation course as the tests of its letters take them."""

from datetime import date

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.letters.compose import as_text
from mmd_reviewer.domain.letters.owed import letters_owed
from mmd_reviewer.domain.revocation import Revocation
from mmd_reviewer.services import decision, letter, revocation
from mmd_reviewer.services.desk import Desk
from tests.making import FACTOR_4, Course, assessed, day

DEADLINE = day(90)


def shorten(course: Course, on: int, deadline: int) -> Case:
    """A severe incident makes the deadline earlier."""
    return revocation.retime(
        course.on(on),
        course.case(),
        "severe_incident",
        day(deadline),
        "It spreads.",
        incident="I-7",
        approved_by="Petra Novak",
    )


def lengthen(course: Course, on: int, deadline: int, why: str = "More time was agreed.") -> Case:
    return revocation.retime(course.on(on), course.case(), "agreement", day(deadline), why)


def tell(course: Course, on: int, kind: str) -> str:
    """Issue and dispatch a letter on that day; its words."""
    case, issued = letter.issue(course.on(on), course.case(), kind)
    letter.dispatched(course.on(on), case, issued.record.number, day(on), f"MMD-{on}-T")
    return as_text(issued.record)


def one_of(case: Case) -> Revocation:
    assert case.revocation is not None
    return case.revocation


def deadline_of(course: Course) -> date:
    dates = one_of(course.case()).dates
    assert dates is not None
    return dates.deadline


def kinds_owed(case: Case, on: int) -> list[str]:
    return [row.kind for row in letters_owed(case, day(on))]


def approved(desk: Desk, ticket: str = "MMD-1470000-AAAAA") -> Case:
    """Another case, A-0002, with an open-ended approval that was told on day 0."""
    case = assessed(desk, FACTOR_4, ticket=ticket, timeline="permanent")
    case, issued = letter.issue(desk, decision.make(desk, case, Proposal("approve")))
    return letter.dispatched(desk, case, issued.record.number, desk.today(), "MMD-0-A")
