"""Every request that is held, exported and imported into an empty store,
is the same request (rule A5).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mmd_reviewer.domain.deed import Job
from mmd_reviewer.domain.identity import identity
from mmd_reviewer.domain.request import Request, words_of
from mmd_reviewer.domain.timeline_reading import read_timeline
from mmd_reviewer.exports.requests import request_table
from mmd_reviewer.exports.tables import write_csv, write_xlsx
from mmd_reviewer.readers import read_file
from tests.long import long_or
from tests.making import DAY, edition, request

WORDS = (
    st.text(
        st.characters(blacklist_categories=("Cs", "Cc", "Cf", "Zl", "Zp")), min_size=1, max_size=60
    )
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)
MISSING = st.just("")
LONG = st.lists(WORDS, min_size=1, max_size=3).map("\n".join)
TIMELINES = st.sampled_from(
    ["24 months", "until 30 June 2027", "permanent", "about a year", "from 1 March 2027"]
)


@st.composite
def requests(draw: st.DrawFn) -> Request:
    """A request of any words, some of them missing, with a portal ticket of its own or none."""
    number = draw(st.integers(0, 9_999_999))
    return replace(
        request(ticket=draw(st.sampled_from([f"MMD-{number:07d}-A1B2C", ""]))),
        customer=f"{draw(WORDS)} Ltd",
        title=draw(MISSING | WORDS),
        requirement=draw(MISSING | LONG),
        proposal=draw(MISSING | LONG),
        type_words=draw(st.sampled_from(["", "Something to install"])),
        type="",
        timeline=read_timeline(draw(MISSING | TIMELINES)),
        submitted=draw(st.sampled_from([None, DAY])),
        contact=draw(MISSING | WORDS),
        severity=draw(st.sampled_from(["", "2"])),
        notes=draw(st.sampled_from([{}, {"Cost centre": "1100"}])),
    )


@pytest.mark.model
@pytest.mark.long_form
@settings(
    max_examples=long_or(2400, 50), suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(requests(), min_size=1, max_size=4, unique_by=identity),
    st.sampled_from(["csv", "xlsx"]),
)
def test_a5_what_is_exported_is_read_back(tmp_path: Path, rows: list[Request], form: str) -> None:
    """A5, A1: words, timeline, ticket, day and columns of its own."""
    columns, cells = request_table(rows, edition(), workbook=form == "xlsx")
    content = (
        write_csv(columns, cells)
        if form == "csv"
        else write_xlsx("Requests", columns, cells, (), DAY)
    )
    file = tmp_path / f"requests.{form}"
    file.write_bytes(content)
    read = [row.request for row in read_file(file, "UTC", Job()).rows]
    assert len(read) == len(rows)
    for one, other in zip(rows, read, strict=True):
        assert other is not None
        assert identity(other) == identity(one)
        assert words_of(other) == words_of(one)
        assert (other.customer, other.timeline, other.submitted) == (
            one.customer,
            one.timeline,
            one.submitted,
        )
        assert {name: text for name, text in other.notes.items() if text} == dict(one.notes)


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+49 30 1",
        "- one",
        "@home",
        "a;=b",
        "'quoted'",
        "''",
        "it's",
        "a\n=b",
        "00123",
        "1e5",
        "#CALC!",
        "#N/A",
        "'=a",
        '="00123"',
        "'00123",
        "'#REF!",
        '=""',
        '\'=""',
    ],
)
def test_text_that_looks_like_something_else_is_read_back(tmp_path: Path, text: str) -> None:
    """A5: formulas, figures and quotes are the text that they are."""
    one = replace(request(), requirement=text, title=text.replace("\n", " "))
    for form in ("csv", "xlsx"):
        columns, cells = request_table([one], edition(), workbook=form == "xlsx")
        content = (
            write_csv(columns, cells)
            if form == "csv"
            else write_xlsx("Requests", columns, cells, (), DAY)
        )
        file = tmp_path / f"requests.{form}"
        file.write_bytes(content)
        (row,) = read_file(file, "UTC", Job()).rows
        assert row.request is not None
        assert words_of(row.request) == words_of(one), form


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("devices", ["", "40"])
@pytest.mark.parametrize("day", [None, date(2026, 11, 23)])
@pytest.mark.parametrize("beside", [True, False])
def test_a_request_of_which_only_the_customer_is_known_is_read_back(
    tmp_path: Path, form: str, devices: str, day: date | None, beside: bool
) -> None:
    """A5, A1: it is as incomplete as a request can be, and no total of a table."""
    nothing = Request("Contoso", devices=devices, submitted=day)
    whole = replace(request(), customer="Fabrikam")
    rows = [nothing, *([whole] if beside else []), replace(nothing, customer="Adatum")]
    columns, cells = request_table(rows, edition(), workbook=form == "xlsx")
    content = (
        write_csv(columns, cells)
        if form == "csv"
        else write_xlsx("Requests", columns, cells, (), DAY)
    )
    file = tmp_path / f"requests.{form}"
    file.write_bytes(content)
    read = [row.request for row in read_file(file, "UTC", Job()).rows]
    assert [one and (one.customer, one.devices, one.submitted) for one in read] == [
        (one.customer, one.devices, one.submitted) for one in rows
    ]
    assert [identity(one) for one in read if one] == [identity(one) for one in rows]


def test_the_customers_text_a_damaged_ticket_and_columns_with_our_names_are_read_back(
    tmp_path: Path,
) -> None:
    """A5, A1: of a request from the portal the description too;
    headings that begin a formula are guarded.
    """
    text = "Requirement: Macros\nProposal: Sign them\nWhy: see “Timeline” below"
    one = replace(
        request(),
        ticket="",
        text=text,
        notes={"Ticket": "1.00E+12", "=Plant": "7", "Details": "none"},
    )
    for form in ("csv", "xlsx"):
        columns, cells = request_table([one], edition(), workbook=form == "xlsx")
        content = (
            write_csv(columns, cells)
            if form == "csv"
            else write_xlsx("Requests", columns, cells, (), DAY)
        )
        assert b",=Plant" not in content
        file = tmp_path / f"requests.{form}"
        file.write_bytes(content)
        (row,) = read_file(file, "UTC", Job()).rows
        assert row.request is not None
        assert (row.request.text, words_of(row.request)) == (text, words_of(one)), form
        assert row.request.notes == {"=Plant": "7", "Details": "none"}, form
        assert row.request.ticket == "1.00E+12", "intake keeps it as a note again"


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("name", ["title", "Title", "# TITLE:", "severity"])
def test_a_column_of_ones_own_stands_in_no_way_of_ours(
    tmp_path: Path, form: str, name: str
) -> None:
    """A5: a note whose heading is ours but for case and signs is a note again, never the other."""
    one = replace(request(), severity="2", notes={name: "of another system"})
    columns, cells = request_table([one], edition(), workbook=form == "xlsx")
    file = tmp_path / f"requests.{form}"
    file.write_bytes(
        write_csv(columns, cells)
        if form == "csv"
        else write_xlsx("Requests", columns, cells, (), DAY)
    )
    (row,) = read_file(file, "UTC", Job()).rows
    assert row.request is not None
    assert (row.request.title, row.request.severity) == (one.title, "2")
    assert row.request.notes == {f"{name} (note)": "of another system"}
