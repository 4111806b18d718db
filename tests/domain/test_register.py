"""The register's rows, filters and figures (rules E1, E3)."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from mmd_reviewer.domain import register as registers
from mmd_reviewer.domain import register_figures as figures_of
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.period import LAST_DAY
from mmd_reviewer.domain.register import (
    AGES,
    UNKNOWN,
    Decided,
    Names,
    Register,
    RegisterRow,
    age_band,
)
from mmd_reviewer.domain.register_filter import (
    ENDS,
    ON_DEVICES,
    OPEN,
    PAST,
    SAMPLE,
    STATES,
    UNLISTED,
    DecidedFilter,
    RegisterFilter,
    check,
    chosen,
    chosen_decisions,
    in_words,
    until_words,
)
from tests.making import edition

DAY = date(2026, 11, 23)
NAMES = Names(
    {"drivers": "Hardware or software drivers", "policies": "Policies"},
    {"2019-11": "Edition 1"},
    registers.factor_names([edition()]),
)


def row(**given: Any) -> RegisterRow:
    values: dict[str, Any] = {
        "number": "A-0001",
        "ticket": "MMD-1-R",
        "customer": "Contoso",
        "type": "drivers",
        "title": "Zebra driver",
        "devices": 5,
        "since": date(2026, 1, 1),
        "until": date(2027, 1, 1),
        "state": "in_force",
        "edition": "2019-11",
        "factor": "microsoft_technology",
        "valid_from": date(2026, 1, 1),
        "valid_until": LAST_DAY,
    }
    return RegisterRow(**{**values, **given})


ROWS = (
    row(),
    row(
        number="A-0002",
        devices=UNKNOWN,
        until=None,
        type="policies",
        factor="",
        since=date(2024, 1, 1),
    ),
    row(
        number="A-0003",
        customer="Adatum",
        until=date(2026, 11, 22),
        state="expired",
        since=date(2026, 11, 1),
    ),
    row(
        number="A-0004",
        customer="adatum",
        until=date(2026, 12, 7),
        edition="2022-12",
        since=date(2025, 6, 1),
    ),
    row(number="A-0005", title="Citrix ＦＵＬＬ", state="in_revocation", until=date(2027, 11, 30)),
    row(
        number="A-0006",
        state="cover_ended",
        devices=0,
        until=date(2026, 11, 23),
        factor="no_microsoft_technology",
    ),
)
DECISIONS = (
    Decided("A-0001", "approve", date(2026, 11, 1), date(2026, 11, 3)),
    Decided("A-0002", "decline", date(2026, 9, 1), date(2026, 9, 15)),
    Decided("A-0003", "approve", date(2026, 9, 1), date(2026, 9, 30)),
    Decided("A-0004", "approve", date(2026, 1, 1), date(2026, 9, 30)),
)


def numbers(**wish: str) -> list[str]:
    return [found.number[-1] for found in chosen(ROWS, RegisterFilter(**wish), DAY)]


@pytest.mark.parametrize(
    ("wish", "found"),
    [
        ({}, "123456"),
        ({"words": " full  CITRIX "}, "5"),
        ({"words": "mmd-1 adatum"}, "34"),
        ({"customer": "Adatum"}, "3"),
        ({"state": "expired"}, "3"),
        ({"state": ON_DEVICES}, "13456"),
        ({"state": UNLISTED}, "2"),
        ({"type": "policies"}, "2"),
        ({"edition": "2022-12"}, "4"),
        ({"factor": "no_microsoft_technology"}, "6"),
        ({"age": AGES[0]}, "3"),
        ({"age": AGES[3]}, "2"),
        ({"ends": PAST}, "3"),
        ({"ends": OPEN}, "2"),
        ({"ends": "14d"}, "46"),
        ({"ends": "3m"}, "146"),
        ({"ends": "12m"}, "146"),
        ({"ends": "2026-11"}, "6"),
        ({"ends": "2027-01"}, "1"),
        ({"ends": "14d", "customer": "Contoso"}, "6"),
    ],
)
def test_e3_rows_are_filtered(wish: dict[str, str], found: str) -> None:
    """E3: words are folded; an end counts from the day, so what ended before it is in the past."""
    assert "".join(numbers(**wish)) == found


@pytest.mark.parametrize(
    ("since", "band"),
    [
        (date(2026, 11, 23), 0),
        (date(2026, 8, 24), 0),
        (date(2026, 8, 23), 1),
        (date(2025, 11, 24), 1),
        (date(2025, 11, 23), 2),
        (date(2024, 11, 24), 2),
        (date(2024, 11, 23), 3),
    ],
)
def test_e3_c5_an_age_is_in_its_band_from_the_day_that_completes_the_months(
    since: date, band: int
) -> None:
    """E3, C5: 3, 12 and 24 months to the day before the day of the register."""
    assert age_band(row(since=since), DAY) == AGES[band]


def test_filters_say_themselves_in_words() -> None:
    full = RegisterFilter(
        "zebra", "Contoso", "in_force", "drivers", "2019-11", "microsoft_technology", AGES[1], "3m"
    )
    assert in_words(full, NAMES) == (
        "“zebra”, Customer: Contoso, State: In force, Type: Hardware or software drivers, Edition: "
        "Edition 1, "
        "Deciding factor: 3 Migration period, In force for: 3 to 12 months, Ends: Within 3 months"
    )
    assert (
        in_words(RegisterFilter(ends="2027-03", state="approved"), NAMES)
        == "State: Approved, Ends: 2027-03"
    )
    assert in_words(RegisterFilter(state="on_devices"), NAMES) == "State: Still on devices"
    assert in_words(RegisterFilter(state="unlisted"), NAMES) == "State: Devices not listed"
    assert in_words(RegisterFilter(), NAMES) == ""


def test_a_filter_that_means_nothing_is_refused() -> None:
    for wish, field in (
        (RegisterFilter(state="new"), "state"),
        (RegisterFilter(age="old"), "age"),
        (RegisterFilter(ends="soon"), "ends"),
        (RegisterFilter(ends="2027-13"), "ends"),
    ):
        with pytest.raises(Refused) as refusal:
            check(wish, DAY)
        assert refusal.value.field == field
    for code in ENDS:
        assert check(RegisterFilter(ends=code), DAY).ends == code
    for code in STATES:
        assert check(RegisterFilter(state=code, age=AGES[0]), DAY).state == code


def test_e3_every_number_opens_the_rows_behind_it() -> None:
    """E3: each bar and each note has as many rows as it says."""
    found = figures_of.figures(ROWS, DECISIONS, DAY, NAMES)
    for bar in (*(bar for chart in found.charts() for bar in chart.bars), *found.notes):
        if isinstance(bar.wish, DecidedFilter):
            assert len(chosen_decisions(DECISIONS, bar.wish)) == bar.number, bar
        else:
            assert len(chosen(ROWS, bar.wish, DAY)) == bar.number, bar
    assert [(bar.label, bar.number) for bar in found.by_type.bars] == [
        ("Drivers", 5),
        ("Policies", 1),
    ]
    assert [bar.number for bar in found.by_factor.bars] == [0, 4, 1, 1]
    assert [bar.number for bar in found.by_state.bars] == [3, 1, 1, 1]
    assert [bar.number for bar in found.by_age.bars] == [1, 3, 1, 1]
    assert [bar.label for bar in found.notes] == [
        "1 in revocation",
        "1 with cover ended",
        "2 end within 14 days",
        "1 expired, still on devices",
    ]


def test_e1_ends_and_decisions_by_month() -> None:
    """E1: the months warn ahead; the current one is marked and counts from the day on."""
    found = figures_of.figures(ROWS, DECISIONS, DAY, NAMES)
    assert [(bar.label, bar.number) for bar in found.ends.bars][:3] == [
        ("Nov", 1),
        ("Dec", 1),
        ("Jan", 1),
    ]
    assert [bar.now for bar in found.ends.bars] == [True, *[False] * 11]
    assert [bar.number for bar in found.decided.bars] == [0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, 1]
    assert found.decided.bars[-1].now
    assert figures_of.first_month_counted(DAY) == date(2025, 12, 1)
    assert [bar.number for bar in found.time.bars] == [1, 1, 1, 1]
    assert found.time.remark == "median 21.5 days"
    assert figures_of.median_words(DECISIONS[:1] * 3) == "median 2 days"
    assert (
        figures_of.median_words([replace(DECISIONS[0], decided=date(2026, 11, 2))])
        == "median 1 day"
    )
    empty = figures_of.figures((), (), DAY, NAMES)
    assert (empty.time.remark, empty.by_type.bars, empty.by_type.most, empty.notes) == (
        "",
        (),
        1,
        (),
    )


def test_heads_count_devices_once_for_each_exemption() -> None:
    found = registers.heads(ROWS)
    assert (found.deviations, found.customers, found.devices, found.unlisted) == (6, 3, 20, 1)
    assert found.words == "3 customers, 20 devices, 1 deviation without a device list"
    assert registers.heads(ROWS[:1]).words == "1 customer, 5 devices"
    assert list(registers.by_customer(ROWS)) == ["Adatum", "adatum", "Contoso"]


def test_e3_a_register_says_its_day_and_by_which_facts() -> None:
    """E3: on D by all facts known now, as it stood on D, and by the facts of another day."""
    assert Register(DAY, None, ()).words == "Mon 2026-11-23, by all facts known now"
    assert Register(DAY, DAY, ()).words == "Mon 2026-11-23, as it stood that day"
    assert Register(DAY, DAY, ()).as_known == "as it stood on Mon 2026-11-23"
    later = Register(DAY, DAY - timedelta(days=1), ROWS)
    assert later.words == "Mon 2026-11-23, by the facts known on Sun 2026-11-22"
    notes = dict(registers.about(later, ROWS[:2], "State: In force", DAY))
    assert (notes["Rows"], notes["Deviations of the day"], notes["Filters"]) == (
        2,
        6,
        "State: In force",
    )
    assert dict(registers.about(later, ROWS, "", DAY))["Filters"] == "None"


def test_values_are_text_numbers_and_days() -> None:
    assert registers.values(ROWS[0], NAMES) == (
        "Contoso",
        "Hardware or software drivers",
        "Zebra driver",
        5,
        date(2026, 1, 1),
        date(2027, 1, 1),
        "In force",
        "Edition 1",
        "3 Migration period",
        "A-0001",
        "MMD-1-R",
    )
    odd = registers.values(
        replace(ROWS[1], edition="x", type="x", state="approved", factor="x"), NAMES
    )
    assert odd[1:9] == (
        "x",
        "Zebra driver",
        "Not listed",
        date(2024, 1, 1),
        "Open-ended",
        "Approved",
        "x",
        "x",
    )
    assert (NAMES.factor(""), NAMES.factor_number("")) == ("-", "-")
    assert (NAMES.factor("non_negotiable"), NAMES.factor_number("x")) == ("1 Not negotiable", "x")
    assert NAMES.factor_number("microsoft_technology", "2019-11") == "3"
    assert Names({}, {}).approving() == []


def test_e1_the_days_left_are_said_when_the_end_is_near() -> None:
    """E1: the register warns ahead, in words."""
    assert until_words(replace(ROWS[0], until=date(2026, 11, 30)), DAY) == "7 days"
    assert until_words(replace(ROWS[0], until=DAY), DAY) == "last day"
    assert until_words(ROWS[0], DAY) == until_words(ROWS[1], DAY) == until_words(ROWS[5], DAY) == ""


def test_e1_what_a_desk_is_measured_by() -> None:
    """E1: looks and decisions in median days, and how many depart from the recommendation."""
    looked = tuple(
        replace(one, looked=one.received + timedelta(days=place), departs=place == 1)
        for place, one in enumerate(DECISIONS[:3])
    )
    found = figures_of.measures((*looked, DECISIONS[3]))
    assert (found.decisions, found.to_first_look, found.departing) == (4, 1, 1)
    assert figures_of.median_words(looked[:1] * 2).endswith(", first look 0")
    assert chosen_decisions(looked, DecidedFilter(departs=True)) == looked[1:2]
    assert figures_of.measures(()) == figures_of.Measures(0, None, None, 0)


def test_e1_a_sample_is_the_same_at_every_desk_for_a_month() -> None:
    """E1: drawn by chance, whatever the order; another month draws others."""
    many = [replace(DECISIONS[0], number=f"A-{n:04}") for n in range(200)]
    november = chosen_decisions(many, DecidedFilter(sample="2026-11"))
    again = chosen_decisions(many[::-1], DecidedFilter(sample="2026-11"))
    assert len(november) == SAMPLE
    assert set(november) == set(again)
    assert set(november) != set(chosen_decisions(many, DecidedFilter(sample="2026-12")))
