"""Every request that is held, exported and imported into an empty store,
is the same request (rule A5).
"""

from __future__ import annotations

from dataclasses import replace
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
from tests.making import DAY, edition, request

WORDS = (
    st.text(
        st.characters(blacklist_categories=("Cs", "Cc", "Cf", "Zl", "Zp")), min_size=1, max_size=60
    )
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)
LONG = st.lists(WORDS, min_size=1, max_size=3).map("\n".join)
TIMELINES = st.sampled_from(
    ["24 months", "until 30 June 2027", "permanent", "about a year", "from 1 March 2027"]
)


@st.composite
def requests(draw: st.DrawFn) -> Request:
    """A request of any words, with a portal ticket of its own."""
    number = draw(st.integers(0, 9_999_999))
    return replace(
        request(ticket=f"MMD-{number:07d}-A1B2C"),
        customer=draw(WORDS),
        title=draw(WORDS),
        requirement=draw(LONG),
        proposal=draw(LONG),
        timeline=read_timeline(draw(TIMELINES)),
        contact=draw(WORDS),
        severity=draw(st.sampled_from(["", "2"])),
        notes=draw(st.sampled_from([{}, {"Cost centre": "1100"}])),
    )


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(requests(), min_size=1, max_size=4, unique_by=lambda one: one.ticket),
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
