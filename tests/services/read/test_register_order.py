"""Rows of the register, and decisions behind a figure, in the order that was asked for (E3)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmd_reviewer.domain.register import (
    UNKNOWN,
    Decided,
    Names,
    Register,
    RegisterRow,
    factor_names,
)
from mmd_reviewer.domain.register_figures import figures
from mmd_reviewer.domain.register_filter import DecidedFilter, RegisterFilter
from mmd_reviewer.services.read.register_rows import (
    DECIDED_KEYS,
    ROW_KEYS,
    arrange,
    decisions_in_order,
    in_order,
)
from mmd_reviewer.services.register import RegisterBook
from tests.making import edition

DAY = date(2026, 11, 23)
NAMES = Names(
    {"drivers": "Hardware or software drivers", "apps": "Applications"},
    {"2019-11": "Edition 1", "2027-01": "Edition 2"},
    factor_names([edition()]),
)
ROW = RegisterRow(
    "A-0001",
    "MMD-1",
    "Contoso",
    "drivers",
    "Zebra",
    10,
    date(2026, 1, 1),
    date(2027, 2, 28),
    "in_force",
    "2019-11",
    "microsoft_technology",
    date(2026, 1, 1),
    date.max,
)


def rows(**columns: Sequence[Any]) -> list[RegisterRow]:
    """Rows that differ in these columns, one for each value, numbered in their order."""
    number = len(next(iter(columns.values())))
    return [
        replace(
            ROW, **{"number": f"A-{n + 1:04d}", **{name: col[n] for name, col in columns.items()}}
        )
        for n in range(number)
    ]


def ordered(found: Sequence[RegisterRow], key: str, descending: bool = False) -> list[str]:
    return [row.number for row in in_order(found, key, descending, NAMES)]


ORDERS = [
    ("customer", {"customer": ["zava", "Adatum", "adatum", "Contoso"]}, [2, 3, 4, 1]),
    ("title", {"title": ["vpn", "Agent", "Zebra", "agent"]}, [2, 4, 1, 3]),
    ("type", {"type": ["drivers", "apps", "drivers"]}, [2, 1, 3]),
    ("devices", {"devices": [100, UNKNOWN, 9]}, [2, 3, 1]),
    ("since", {"since": [date(2026, 3, 1), date(2025, 1, 1), date(2026, 2, 1)]}, [2, 3, 1]),
    ("until", {"until": [None, date(2027, 1, 1), date(2026, 12, 1)]}, [3, 2, 1]),
    (
        "state",
        {"state": ["in_force", "expired", "cover_ended", "in_revocation"]},
        [3, 4, 2, 1],
    ),
    ("edition", {"edition": ["2027-01", "2019-11", "2027-01"]}, [2, 1, 3]),
]


@pytest.mark.parametrize(("key", "columns", "order"), ORDERS)
def test_rows_are_in_the_order_of_a_column(
    key: str, columns: dict[str, Sequence[Any]], order: list[int]
) -> None:
    assert ordered(rows(**columns), key) == [f"A-{n:04d}" for n in order]


def test_case_numbers_are_ordered_as_numbers_station_by_station() -> None:
    names = ["B-0002", "A-10000", "A-9999", "A1-0003", "A-0001", "odd"]
    found = [replace(ROW, number=name) for name in names]
    assert ordered(found, "number") == ["odd", "A-0001", "A-9999", "A-10000", "A1-0003", "B-0002"]


def test_equal_rows_stand_by_customer_and_case_whichever_way_round() -> None:
    """Turning a column round leaves what is equal in it as it was."""
    found = [
        replace(ROW, number="A-0003", customer="Contoso"),
        replace(ROW, number="A-0002", customer="Contoso"),
        replace(ROW, number="A-0001", customer="Zava"),
        replace(ROW, number="A-0009", customer="Adatum", state="expired"),
    ]
    assert ordered(found, "state") == ["A-0009", "A-0002", "A-0003", "A-0001"]
    assert ordered(found, "state", descending=True) == ["A-0002", "A-0003", "A-0001", "A-0009"]


def test_factors_are_ordered_by_their_number_not_by_their_name() -> None:
    codes = [row.code for row in edition().factors]
    found = [replace(ROW, number=f"A-{n:04d}", factor=code) for n, code in enumerate(codes, 1)]
    assert ordered(found[::-1], "factor") == [row.number for row in found]


def test_an_unknown_state_or_factor_stands_at_an_end_and_breaks_nothing() -> None:
    found = [replace(ROW, state="new_one"), replace(ROW, number="A-0002", factor="none")]
    for key in ROW_KEYS:
        assert len(ordered(found, key)) == 2


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Contoso", "contoso", "Žižek", "王"]),
            st.integers(UNKNOWN, 5),
            st.sampled_from(["in_force", "expired", "cover_ended"]),
        ),
        max_size=8,
    ),
    st.sampled_from(sorted(ROW_KEYS)),
    st.booleans(),
)
def test_no_row_is_lost_and_the_order_does_not_depend_on_where_one_came_from(
    values: list[tuple[str, int, str]], key: str, descending: bool
) -> None:
    found = [
        replace(ROW, number=f"A-{n:04d}", customer=customer, devices=devices, state=state)
        for n, (customer, devices, state) in enumerate(values)
    ]
    made = ordered(found, key, descending)
    assert sorted(made) == sorted(row.number for row in found)
    assert made == ordered(found[::-1], key, descending)


ONE = Decided(
    number="A-0001",
    customer="Contoso",
    title="Zebra",
    outcome="approve",
    received=date(2026, 11, 1),
    decided=date(2026, 11, 20),
)


@pytest.mark.parametrize(
    ("key", "values", "order"),
    [
        ("customer", ["zava", "Adatum", "adatum"], [2, 3, 1]),
        ("title", ["b", "A", "c"], [2, 1, 3]),
        ("outcome", ["decline", "approve", "approve_migration"], [2, 3, 1]),
        ("received", [date(2026, 11, 5), date(2026, 11, 1), date(2026, 11, 3)], [2, 3, 1]),
        ("decided", [date(2026, 11, 25), date(2026, 11, 21), date(2026, 11, 23)], [2, 3, 1]),
    ],
)
def test_decisions_are_in_the_order_of_a_column(
    key: str, values: list[Any], order: list[int]
) -> None:
    found = [
        replace(ONE, **{"number": f"A-{n:04d}", key: value}) for n, value in enumerate(values, 1)
    ]
    wanted = [f"A-{n:04d}" for n in order]
    assert [one.number for one in decisions_in_order(found[::-1], key, False)] == wanted
    assert [one.number for one in decisions_in_order(found, key, True)] == wanted[::-1]


def test_decisions_by_their_days_and_equal_ones_by_case() -> None:
    found = [
        replace(ONE, number="A-0003"),
        replace(ONE, number="A-0001", received=date(2026, 10, 1)),
        replace(ONE, number="A-0002"),
    ]
    assert [one.number for one in decisions_in_order(found, "days", False)] == [
        "A-0002",
        "A-0003",
        "A-0001",
    ]
    assert set(DECIDED_KEYS) == {
        "customer",
        "title",
        "number",
        "outcome",
        "received",
        "decided",
        "days",
    }


def book(found: Sequence[RegisterRow], decisions: Sequence[Decided]) -> RegisterBook:
    own = figures(found, decisions, DAY, NAMES)
    register = Register(DAY, None, tuple(found))
    return RegisterBook(register, tuple(decisions), own, NAMES)


def test_a_wish_leaves_the_rows_that_fit_it_and_no_decisions() -> None:
    found = rows(state=["in_force", "expired", "in_force"])
    wish = RegisterFilter(state="in_force")
    made = arrange(book(found, [ONE]), wish, ("number", True), None, ("number", False))
    assert [row.number for row in made.rows] == ["A-0003", "A-0001"]
    assert (made.wish, made.decisions) == (wish, None)


def test_behind_a_figure_stand_its_decisions_and_no_rows() -> None:
    decisions = [ONE, replace(ONE, number="A-0002", departs=True), replace(ONE, number="A-0003")]
    made = arrange(
        book([ROW], decisions),
        RegisterFilter(),
        ("number", False),
        DecidedFilter(departs=True),
        ("number", False),
    )
    assert made.rows == ()
    assert made.decisions is not None
    assert [one.number for one in made.decisions] == ["A-0002"]
