"""New rows like a case of the same customer: offered by words, linked where chosen (rule A5)."""

from dataclasses import replace
from pathlib import Path

import pytest

from mmd_reviewer.domain.intake import Plan, ReadFile, Reading, ReadRow
from mmd_reviewer.services import customers, intake
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.related import ROWS, Related, import_and_link, related
from tests.making import QuickPress, new_desk, receive, request


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Fabrikam asked for AnyConnect and a label printer, Contoso for AnyConnect."""
    desk = replace(new_desk(tmp_path), press=QuickPress())
    receive(desk)
    receive(desk, ticket="MMD-2-X", title="Driver of the label printers in Graz")
    receive(desk, ticket="MMD-3-X", customer="Contoso")
    return desk


def plan_of(desk: Desk, *titles: str, customer: str = "Fabrikam") -> Plan:
    rows = tuple(
        ReadRow(place, request(title=title, ticket=f"MMD-9{place}-Y", customer=customer))
        for place, title in enumerate(titles, 1)
    )
    return intake.plan_import(desk, [ReadFile("list.csv", Reading("csv"), rows)])


@pytest.mark.parametrize(
    ("title", "number"),
    [
        ("AnyConnect for the plant in Linz", "A-0001"),  # the product, whatever else is said
        ("Label printer drivers", "A-0002"),  # the words, in any order and number
        ("Longer screen lock", ""),
        ("A driver for wide plotters", ""),  # of several words one is not enough
        ("", "A-0001"),  # without a title by what is proposed
    ],
)
def test_a5_a_new_row_is_like_a_case_by_product_or_words(
    desk: Desk, title: str, number: str
) -> None:
    """A5: of the same customer alone."""
    plan = plan_of(desk, title, "Photoshop on two kiosks", "Docker on build servers of the driver")
    assert related(desk, plan).get(0, Related("", "")).number == number


def test_a5_another_customers_case_is_not_like_it_until_they_are_joined(desk: Desk) -> None:
    """A5: joined spellings are one customer."""
    plan = plan_of(desk, "AnyConnect for the plant", customer="Contoso Ltd")
    assert related(desk, plan) == {}
    customers.join(desk, "Contoso Ltd", "Contoso")
    found = related(desk, plan)
    assert found == {0: Related("A-0003", "Cisco AnyConnect to reach the ERP")}
    assert found[0].words == "like A-0003: Cisco AnyConnect to reach the ERP"


def test_a5_only_new_rows_are_compared_and_not_more_than_are_looked_at(desk: Desk) -> None:
    """A5: a known request is no news; a file of thousands is not compared whole."""
    known = intake.plan_import(
        desk, [ReadFile("list.csv", Reading("csv"), (ReadRow(1, request()),))]
    )
    assert related(desk, known) == {}
    many = plan_of(desk, *(f"AnyConnect at site {place}" for place in range(ROWS + 1)))
    assert sorted(related(desk, many)) == list(range(ROWS))
    answers = iter((True, True, False))
    assert sorted(related(desk, many, lambda: next(answers))) == [0, 1], "the import has begun"


def test_a5_what_was_chosen_is_linked_and_nothing_else(desk: Desk) -> None:
    """A5: after the import, by a deed of its own, on both cases."""
    plan = plan_of(desk, "AnyConnect for the plant", "AnyConnect at home")
    done = import_and_link(desk, plan, {1: "A-0001"})
    assert done.cases == ("A-0004", "A-0005")
    assert [[link.other for link in desk.case(number).links] for number in done.cases] == [
        [],
        ["A-0001"],
    ]
    assert [link.other for link in desk.case("A-0001").links] == ["A-0005"]
