"""An extension: what it may extend, from when it counts, migrations in all (E2, C1)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.customers import Customers
from mmd_reviewer.domain.extension import (
    EXTENDS,
    check_extension,
    check_no_open_revocation,
    check_still_extends,
    extended,
    first_start,
    migrating_since,
    start_of,
)
from tests.domain.letter_cases import IN_FORCE, notified
from tests.domain.refusing import refusal
from tests.domain.test_decision import try_to
from tests.making import DAY, FACTOR_3, FACTOR_4, case, day, request

NOBODY = Customers()
NEW = case()
OTHERS = case(asked=request(customer="Contoso"))
DECIDED = case(try_to("approve", FACTOR_4))
OPEN_ENDED = case(
    try_to("approve", FACTOR_4, asked=request(timeline="permanent")),
    asked=request(timeline="permanent"),
)
DECLINED = case(try_to("decline", FACTOR_4, reason="The board said no."))
MIGRATED = case(try_to("approve_migration", FACTOR_3, months=6))
END = date(2028, 11, 23)  # of DECIDED: 24 months
REVOKED = notified(5)


def as_old(of: Case) -> Case:
    """The same case under the number that the newer one names."""
    return replace(of, number="A-0007")


REFUSALS: list[tuple[Callable[[], object], str, str]] = [
    (
        lambda: check_extension(NEW, as_old(NEW), NOBODY),
        "other",
        "A-0007 is no approval that could be extended.",
    ),
    (
        lambda: check_extension(NEW, as_old(DECLINED), NOBODY),
        "other",
        "A-0007 is no approval that could be extended.",
    ),
    (
        lambda: check_extension(OTHERS, as_old(DECIDED), NOBODY),
        "other",
        "A-0007 is an approval of Fabrikam: only the same customer extends it.",
    ),
    (
        lambda: check_extension(NEW, as_old(OPEN_ENDED), NOBODY),
        "other",
        "A-0007 is open-ended: there is nothing to extend.",
    ),
    (
        lambda: check_extension(DECIDED, as_old(DECIDED), NOBODY),
        "number",
        "A-0001 is decided already; an extension is linked before its decision.",
    ),
    (
        lambda: check_still_extends(OTHERS, as_old(DECIDED), NOBODY),
        "other",
        "A-0007 is an approval of Fabrikam now, and A-0001 a request of Contoso: only the same "
        "customer extends it. Join the names, or file it without the link.",
    ),
    (
        lambda: check_still_extends(NEW, as_old(DECLINED), NOBODY),
        "other",
        "A-0007 is no approval any more: there is nothing to extend.",
    ),
    (
        lambda: check_no_open_revocation(as_old(REVOKED)),
        "number",
        "A-0007 has an open revocation: its extension is not approved before that is over.",
    ),
]


@pytest.mark.parametrize(("act", "field", "message"), REFUSALS)
def test_what_is_no_extension_is_refused_in_one_sentence(
    act: Callable[[], object], field: str, message: str
) -> None:
    assert refusal(act) == ("E2", field, message)


def test_an_approval_with_an_end_can_be_extended_by_the_same_customer() -> None:
    for old in (DECIDED, MIGRATED):
        check_extension(NEW, as_old(old), NOBODY)
        check_still_extends(NEW, as_old(old), NOBODY)
    check_still_extends(NEW, None, NOBODY)
    check_no_open_revocation(None)
    check_no_open_revocation(DECIDED)


def test_joined_spellings_are_the_same_customer() -> None:
    joined = Customers(into={"contoso": "Fabrikam"})
    check_extension(OTHERS, as_old(DECIDED), joined)
    check_still_extends(OTHERS, as_old(DECIDED), joined)


@pytest.mark.parametrize(
    ("extension", "found"), [(EXTENDS, True), ("extended_by", False), ("", False)]
)
def test_the_case_that_is_extended_is_the_one_its_link_says(extension: str, found: bool) -> None:
    of = case(kinds.CaseLinked("A-0007", DAY, "", extension))
    old = as_old(DECIDED)
    assert extended(of, [NEW, old]) is (old if found else None)
    assert extended(of, [NEW]) is None


@pytest.mark.parametrize(
    ("old", "on", "start"),
    [
        (None, DAY, DAY),
        (DECIDED, DAY, date(2028, 11, 24)),
        (DECIDED, date(2028, 11, 24), date(2028, 11, 24)),
        (DECIDED, date(2029, 1, 1), date(2029, 1, 1)),
        (OPEN_ENDED, day(5), day(5)),
        (DECLINED, day(5), day(5)),
    ],
)
def test_an_extension_starts_the_day_after_the_old_end_or_today(
    old: Case | None, on: date, start: date
) -> None:
    assert start_of(old, on) == start


def test_a_start_that_is_wished_is_not_before_the_earliest() -> None:
    assert start_of(None, DAY, day(3)) == day(3)
    assert start_of(DECIDED, DAY, date(2028, 12, 1)) == date(2028, 12, 1)
    early = refusal(lambda: start_of(None, DAY, day(-1)))
    assert early == ("C1", "start", "It cannot start on 2026-11-22, before 2026-11-23.")
    before = refusal(lambda: start_of(DECIDED, DAY, END))
    assert before.message == "It cannot start on 2028-11-23, before 2028-11-24."
    assert refusal(lambda: start_of(None, DAY, date(9999, 1, 1))).field == "start"


@pytest.mark.parametrize(
    ("old", "start", "since"),
    [
        (None, DAY, None),
        (DECIDED, date(2028, 11, 24), day(1)),
        (DECIDED, END, DAY),
        (MIGRATED, date(2027, 5, 24), day(1)),
    ],
)
def test_months_count_from_the_first_approval_a_day_later_for_each_that_follows(
    old: Case | None, start: date, since: date | None
) -> None:
    """Twice six months are twelve."""
    assert first_start(old, start) == since


def test_only_a_migration_counts_towards_the_longest_one() -> None:
    assert migrating_since(DECIDED, date(2028, 11, 24)) is None
    assert migrating_since(MIGRATED, date(2027, 5, 24)) == day(1)
    assert migrating_since(None, DAY) is None


def test_in_a_line_of_three_the_first_start_is_kept() -> None:
    made = MIGRATED.decision
    assert made is not None
    second = replace(
        made.made, first_start=day(1), start=date(2027, 5, 24), until=date(2027, 8, 24)
    )
    line = case(second)
    assert first_start(line, date(2027, 8, 25)) == day(2)


def test_what_is_in_force_and_revoked_is_no_obstacle_once_the_course_is_over() -> None:
    over = notified(10, kinds.RevocationWithdrawn("Fixed.", ""))
    check_no_open_revocation(over)
    assert refusal(lambda: check_no_open_revocation(case(*IN_FORCE))).rule == "E2"
