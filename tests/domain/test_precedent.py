"""Precedents: what a decided case is as one, what is counted of several, when a draft departs."""

from dataclasses import replace
from datetime import date

import pytest

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.precedent import (
    ENOUGH,
    UNKNOWN,
    Counted,
    Counts,
    Precedent,
    counted,
    departs,
    devices_of,
    months_of,
    precedents,
)
from tests.benchmarks.material import decision
from tests.making import DAY, case, request


def precedent(outcome: str = "approve", asked: str = "24 months", **given: str) -> Precedent:
    """A case decided on the day of the tests."""
    asking = request(timeline=asked, **given)
    return next(precedents(case(decision(outcome, DAY), asked=asking)))


def test_c8_it_is_about_the_version_that_was_decided_on() -> None:
    """C8: an amendment after the decision changes nothing of it; the customer is the newest."""
    later = request(proposal="Deploy Zoom.", title="Zoom", contact="Luca Ferrari")
    amended = kinds.RequestAmended(later, "tickets.json")
    found = next(precedents(case(decision("approve", DAY), amended)))
    assert (found.title, found.number) == ("Cisco AnyConnect to reach the ERP", "A-0001")
    assert "AnyConnect 4.10" in found.proposal
    assert (found.asked, found.outcome, found.months) == ("24 months", "approve", 23)


@pytest.mark.parametrize(
    ("outcome", "is_one"),
    [
        ("approve", True),
        ("approve_migration", True),
        ("decline", True),
        ("no_exemption_needed", True),
        ("return", False),
        ("withdrawn", False),
        ("closed_unanswered", False),
    ],
)
def test_c1_only_what_was_decided_about_the_matter_is_one(outcome: str, is_one: bool) -> None:
    """C1: a request returned, withdrawn or closed unanswered says nothing of how the next goes."""
    made = replace(decision("approve", DAY), outcome=outcome)
    assert bool([*precedents(case(made))]) == is_one


def test_b5_the_reason_as_it_was_printed() -> None:
    """B5: where nothing was written, the recommendation's reasons were printed; what does not apply
    is no reason.
    """
    made = decision("approve", DAY)
    aside = kinds.Reason("B7", "Factor 2 does not apply to this type.", "dash")
    silent = next(precedents(case(replace(made, because=(aside, *made.because)))))
    assert silent.printed == "No Microsoft technology meets the requirement."
    written = next(precedents(case(decision("decline", DAY))))
    assert written.printed == "The driver is unsigned."


@pytest.mark.parametrize(
    ("until", "months"),
    [(date(2027, 11, 23), 12), (date(2027, 1, 4), 1), (date(2027, 11, 22), 11), (None, None)],
)
def test_c5_months_are_whole_ones(until: date | None, months: int | None) -> None:
    """C5: as months are counted everywhere; none without an end."""
    assert months_of(DAY, until) == months


@pytest.mark.parametrize(
    ("words", "devices"),
    [("214", 214), ("", UNKNOWN), ("about 214", UNKNOWN), ("²", UNKNOWN), ("9" * 12, UNKNOWN)],
)
def test_devices_are_a_number_or_unknown(words: str, devices: int) -> None:
    assert devices_of(case(asked=request(devices=words))) == devices


def rows(*of: tuple[str, int | None, tuple[str, ...]]) -> list[Counted]:
    return [Counted(f"A-{place}", *row) for place, row in enumerate(of)]


MIGRATED = [("approve_migration", months, ()) for months in (1, 6, 9, 12)]


@pytest.mark.parametrize(
    ("cases", "counts"),
    [
        (rows(*MIGRATED), None),
        (rows(*MIGRATED, ("decline", None, ())), Counts(5, "approve_migration", 4, 9, 0, "")),
        (
            rows(*MIGRATED, ("approve_migration", 12, ("stability", "cost"))),
            Counts(5, "approve_migration", 5, 9, 1, "cost"),
        ),
        (
            rows(*[("approve", None, ("security",))] * 3, *[("approve", 6, ())] * 2),
            Counts(5, "approve", 5, None, 3, "security"),
        ),
        (rows(*[("decline", None, ())] * 5), Counts(5, "decline", 5, None, 0, "")),
    ],
    ids=["too few", "a denominator", "all, one revoked", "half without an end", "declined"],
)
def test_counts_have_a_denominator_from_five_cases_on(
    cases: list[Counted], counts: Counts | None
) -> None:
    assert counted(cases) == counts
    assert (counts is None) == (len(cases) < ENOUGH)


@pytest.mark.parametrize(
    ("outcome", "until", "otherwise"),
    [
        ("approve", date(2028, 11, 22), False),
        ("approve", date(2028, 10, 23), False),
        ("approve", date(2027, 11, 23), True),
        ("approve", None, True),
        ("approve_migration", date(2028, 11, 22), True),
        ("decline", None, True),
    ],
)
def test_a_draft_departs_by_its_outcome_or_its_whole_months(
    outcome: str, until: date | None, otherwise: bool
) -> None:
    nearest = precedent()  # until 2028-11-22: 23 months
    assert departs(nearest, outcome, DAY, until) == otherwise


def test_a_decline_departs_from_no_decline() -> None:
    assert not departs(precedent("decline"), "decline", DAY, None)
