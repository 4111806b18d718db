"""What other courses of the customer stand beside one that is thought of (rule D3)."""

from pathlib import Path

from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.services import assessment, customers, decision, letter, revocation
from mmd_reviewer.services.read.what_if import other_courses
from tests.making import FACTOR_4, GROUNDS, LAPTOP, Course, day, put_in_force, receive


def test_d3_open_dates_of_the_same_customers_other_cases(tmp_path: Path) -> None:
    """D3, A5: dates to come, under every spelling; not those of other customers."""
    course = Course(tmp_path)
    course.notified()
    desk = course.on(5)
    for place, name in enumerate(("Contoso", "Fabrikam Ltd"), 2):
        asked = receive(desk, customer=name, ticket=f"MMD-{place}-X", timeline="permanent")
        asked = assessment.answer(desk, asked, FACTOR_4)
        case = put_in_force(desk, decision.make(desk, asked, Proposal("approve")), None, [LAPTOP])
        case, issued = letter.issue(
            desk, revocation.revoke(desk, case, ["stability"], **GROUNDS), "notice_first"
        )
        letter.dispatched(desk, case, issued.record.number, day(5), f"MMD-{place}-X")
    thought_of = receive(desk, ticket="MMD-9-X")
    found = other_courses(desk, thought_of)
    assert [(row.number, row.code, row.day) for row in found] == [
        ("A-0001", "2", day(30)),
        ("A-0001", "3", day(60)),
        ("A-0001", "F", day(83)),
        ("A-0001", "D", day(90)),
    ]
    customers.join(desk, "Fabrikam Ltd", "Fabrikam")
    assert {row.number for row in other_courses(desk, thought_of)} == {"A-0001", "A-0003"}
    assert {row.number for row in other_courses(desk, desk.case("A-0001"))} == {"A-0003"}
