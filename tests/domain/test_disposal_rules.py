"""Retention, holds and disposal: what is set, held, disposed of, and what is refused (C11)."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.disposal import (
    MOST_YEARS,
    OVER,
    Disposal,
    check_not_gone,
    disposed,
    disposed_of,
    held,
    kept_until,
    over_since,
    released,
    retention_of,
    retention_set,
)
from mmd_reviewer.domain.fact import Author, Body, Fact, write_fact
from tests.domain.letter_cases import CASES, IN_FORCE, notified, told_of
from tests.domain.refusing import refusal
from tests.domain.test_decision import try_to
from tests.making import DAY, FACTOR_4, case

NEW = case()
WITHDRAWN = case(try_to("withdrawn", FACTOR_4, reason="By mail."))
APPROVED = case(try_to("approve", FACTOR_4))
DECLINED = told_of(CASES["declined"], "declined")
HELD = case(try_to("withdrawn", FACTOR_4, reason="By mail."), kinds.HoldPlaced("A lawsuit runs."))
YEARS = {"withdrawn": 2, "declined": 5}
LATER = date(2028, 11, 23)


def desk_facts(*bodies: Body) -> list[Fact]:
    """Facts of the desk, one after the other."""
    author = Author("Ines", "A", DAY, "2026-11-23T10:00:00.000000Z")
    return [
        write_fact("desk", [], f"deed{place}", author, body)[0]
        for place, body in enumerate(bodies, 1)
    ]


def dispose(
    of: Case, on: date = LATER, years: Any = YEARS, reason: str = "Over.", second: str = "Petra"
) -> kinds.CaseDisposed:
    return disposed(of, years, on, reason, second, "Ines")


REFUSALS: list[tuple[Callable[[], object], str, str]] = [
    (
        lambda: retention_set({}, {"approved": 2}),
        "years",
        "“approved” is no state in which a case is over: withdrawn, declined, "
        "no_exemption_needed, closed_unanswered, removed, expired.",
    ),
    (
        lambda: retention_set({}, {"declined": 101}),
        "years",
        "101 years for “declined”: give 1 to 100, or 0 for ever.",
    ),
    (
        lambda: retention_set({}, {"declined": -1}),
        "years",
        "-1 years for “declined”: give 1 to 100, or 0 for ever.",
    ),
    (
        lambda: retention_set({"declined": 2}, {"declined": 2}),
        "years",
        "The retention is set so already.",
    ),
    (lambda: retention_set({}, {"declined": 0}), "years", "The retention is set so already."),
    (lambda: retention_set({}, {}), "years", "The retention is set so already."),
    (lambda: held(HELD, "Again"), "number", "A-0001 is held already: A lawsuit runs."),
    (lambda: held(NEW, " "), "reason", "Write why the case is to be kept."),
    (lambda: released(NEW, "Over"), "number", "A-0001 is not held."),
    (lambda: released(HELD, ""), "reason", "Write why the hold is lifted."),
    (
        lambda: dispose(NEW),
        "number",
        "A-0001 is not over (new): nothing may be owed, open or on a device.",
    ),
    (
        lambda: dispose(APPROVED),
        "number",
        "A-0001 is not over (approved): nothing may be owed, open or on a device.",
    ),
    (
        lambda: dispose(HELD),
        "number",
        "A-0001 is held: A lawsuit runs.",
    ),
    (
        lambda: dispose(WITHDRAWN, years={}),
        "years",
        "Cases that are withdrawn are kept for ever: set their retention first.",
    ),
    (
        lambda: dispose(WITHDRAWN, date(2028, 11, 22)),
        "number",
        "A-0001 is over since 2026-11-23 and kept for 2 years, until 2028-11-23.",
    ),
    (
        lambda: dispose(WITHDRAWN, second=" ines "),
        "second-person",
        "A second person, of another name, agrees to a disposal.",
    ),
    (lambda: dispose(WITHDRAWN, reason=" "), "reason", "Write why the case is disposed of."),
]


@pytest.mark.parametrize(("act", "field", "message"), REFUSALS)
def test_what_cannot_be_set_held_or_disposed_of_is_refused_in_one_sentence(
    act: Callable[[], object], field: str, message: str
) -> None:
    assert refusal(act) == ("C11", field, message)


@pytest.mark.parametrize(
    ("known", "wish", "after"),
    [
        ({}, {"declined": 2}, {"declined": 2}),
        ({"declined": 2}, {"removed": 7}, {"declined": 2, "removed": 7}),
        ({"declined": 2, "removed": 7}, {"declined": 0}, {"removed": 7}),
        ({}, {"declined": MOST_YEARS}, {"declined": 100}),
        ({"declined": 2}, {"declined": 3, "removed": 0}, {"declined": 3}),
    ],
)
def test_years_are_set_state_by_state_and_0_is_for_ever(
    known: dict[str, int], wish: dict[str, int], after: dict[str, int]
) -> None:
    assert retention_set(known, wish).years == after


def test_the_newest_retention_holds() -> None:
    facts = desk_facts(kinds.RetentionSet({"declined": 2}), kinds.RetentionSet({"removed": 7}))
    assert retention_of(facts) == {"removed": 7}
    assert retention_of([]) == {}
    assert set(OVER) >= {"declined", "removed"}


def test_a_hold_is_placed_and_lifted_with_its_reason() -> None:
    assert held(NEW, " A lawsuit\n") == kinds.HoldPlaced("A lawsuit")
    assert released(HELD, " It ended ") == kinds.HoldLifted("It ended")


@pytest.mark.parametrize(
    ("of", "on", "since"),
    [
        (NEW, LATER, None),
        (WITHDRAWN, DAY, DAY),
        (WITHDRAWN, LATER, DAY),
        (CASES["declined"], LATER, None),  # its letter is owed
        (DECLINED, LATER, DAY),
        (APPROVED, DAY, None),
        (case(*IN_FORCE[:2]), LATER, None),
        (notified(100), DAY, None),
    ],
    ids=["new", "withdrawn", "later", "untold", "told", "approved", "in force", "not covered"],
)
def test_a_case_is_over_once_nothing_is_owed_open_or_on_a_device(
    of: Case, on: date, since: date | None
) -> None:
    assert over_since(of, on) == since


def test_an_expired_approval_is_over_since_its_last_day() -> None:
    told = told_of(case(try_to("approve", FACTOR_4, months=6)), "approved")
    assert over_since(told, date(2027, 5, 23)) is None
    assert over_since(told, date(2027, 5, 24)) == date(2027, 5, 23)


@pytest.mark.parametrize(
    ("years", "until"), [({"withdrawn": 2}, LATER), ({"declined": 2}, None), ({}, None)]
)
def test_it_is_kept_for_so_many_years(years: dict[str, int], until: date | None) -> None:
    assert kept_until(WITHDRAWN, years, DAY) == until
    assert kept_until(NEW, {"withdrawn": 2}, DAY) is None


def test_a_disposal_names_the_case_who_agreed_and_every_fact() -> None:
    made = dispose(WITHDRAWN, reason=" Over. ", second=" Petra Novak ")
    assert (made.number, made.case, made.state) == ("A-0001", WITHDRAWN.key, "withdrawn")
    assert (made.over, made.reason, made.second_person) == (DAY, "Over.", "Petra Novak")
    assert made.facts == tuple(fact.id for fact in WITHDRAWN.facts)
    assert made.documents == ()


def test_the_files_of_its_letters_go_with_it_once_each() -> None:
    made = dispose(DECLINED, date(2031, 11, 23))
    assert made.documents == ("ef",)


def test_a_case_that_is_gone_says_who_disposed_of_it() -> None:
    body = dispose(WITHDRAWN, second="Petra Novak")
    facts = desk_facts(kinds.RetentionSet({"withdrawn": 2}), body)
    assert disposed_of(facts) == {body.case: Disposal(body, DAY, "Ines")}
    words = (
        "A-0001 was disposed of on 2026-11-23 by Ines with Petra Novak: its words are gone, its "
        "hashes stay."
    )
    assert refusal(lambda: check_not_gone(" A-0001 ", facts)) == ("C11", "number", words)
    check_not_gone("A-0002", facts)
