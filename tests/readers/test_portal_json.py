"""Portal tickets: envelopes, keys, dates, details, and everything
that can be wrong with them (A1, A2, A3, A5).
"""

import json
from datetime import date
from typing import Any

import pytest

from mmd_reviewer.domain.intake import ReadFile
from mmd_reviewer.domain.request import Post
from tests.readers.conftest import Reads

CONTEXT = "https://mmd-support-prod-nam.trafficmanager.net/odata/v1/$metadata#"
DESCRIPTION = (
    "Exemption type: Drivers\nRequirement: labels\nProposal: Zebra package\nTimeline: permanent"
)


def _ticket(**fields: Any) -> dict[str, Any]:
    contact = {"givenName": " Jana ", "surname": "Hofer", "email": "jana@fabrikam.com"}
    ticket = {
        "id": " MMD-1465058-R5V8P ",
        "title": " Labels ",
        "type": "ChangeRequest",
        "description": DESCRIPTION,
    }
    return {
        **ticket,
        "createdDateTime": "2026-11-11T10:04:07Z",
        "contact": contact,
        "severity": 4,
        **fields,
    }


def _list(*tickets: Any, fragment: str = "Tickets") -> str:
    return json.dumps({"@odata.context": CONTEXT + fragment, "value": list(tickets)})


def _one(reads: Reads, **fields: Any) -> ReadFile:
    return reads(_list(_ticket(**fields)), "tickets.json")


def test_a_ticket_becomes_a_request_with_its_four_details(reads: Reads) -> None:
    """A1: type, requirement, proposal and timeline come from the description by their labels."""
    file = _one(reads, usersOrDevicesImpacted=38)
    request = file.rows[0].request
    assert request is not None
    assert (request.ticket, request.title, request.customer) == (
        "MMD-1465058-R5V8P",
        "Labels",
        "Fabrikam",
    )
    assert (request.type_words, request.requirement, request.proposal) == (
        "Drivers",
        "labels",
        "Zebra package",
    )
    assert request.timeline.open_ended
    assert (request.contact, request.devices, request.severity) == ("Jana Hofer", "38", "4")
    assert file.reading.kind == "Portal tickets (JSON)"
    assert ("createdDateTime", "Submitted") in file.reading.mapping


@pytest.mark.parametrize(
    ("kind", "skipped"),
    [
        ("ChangeRequest", ""),
        ("Change Request", ""),
        (" change  REQUEST ", ""),
        ("Incident", "An incident, not a change request"),
        ("RequestForInformation", "A request for information, not a change request"),
        ("Request for information", "A request for information, not a change request"),
        ("Problem", "“Problem”, not a change request"),
    ],
)
def test_only_change_requests_become_requests(reads: Reads, kind: str, skipped: str) -> None:
    """A4: the others are passed over, with the reason."""
    row = _one(reads, type=kind).rows[0]
    assert row.skipped == skipped
    assert (row.request is None) == bool(skipped)


@pytest.mark.parametrize(
    ("created", "day"),
    [
        ("2026-11-11T10:04:07Z", "2026-11-11"),
        ("2026-11-11T10:04:07.123456Z", "2026-11-11"),
        ("2026-11-11T10:04:07.5381567Z", "2026-11-11"),
        ("2026-11-11T23:30:00Z", "2026-11-12"),
        ("2026-11-11T23:30:00", "2026-11-11"),
        ("2026-11-11", "2026-11-11"),
        ("9999-12-31T23:59:59Z", "None"),
        ("0001-01-01T00:00:00Z", "None"),
        (None, "None"),
        ("", "None"),
    ],
)
def test_a_moment_is_a_civil_day_of_the_service_zone(
    reads: Reads, created: str | None, day: str
) -> None:
    """F1: at half past eleven in the evening UTC it is the next day in Brussels;
    the year 1 is no date.
    """
    row = _one(reads, createdDateTime=created).rows[0]
    assert row.request is not None
    assert str(row.request.submitted) == day


def test_the_year_1_does_not_fall_out_of_the_calendar_west_of_utc(reads: Reads) -> None:
    file = reads(
        _list(_ticket(createdDateTime="0001-01-01T00:00:00Z")), "t.json", "America/Los_Angeles"
    )
    assert file.rows[0].request is not None


@pytest.mark.parametrize(
    ("description", "requirement"),
    [
        ("<p>Requirement: R&amp;D needs it</p><p>Timeline: 3&nbsp;months</p>", "R&D needs it"),
        ("Requirement: x <b>", "x <b>"),
        ("Requirement: <b>must</b> hold", "must hold"),
        ("Requirement: a < b & c > d", "a < b & c > d"),
        ("Requirement: <img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>"),
        ("Exception Type - drivers<br/>REQUIREMENT = print<br>Proposal: p", "print"),
        ("<script>alert(1)</script><div>Requirement: kept</div><style>p{}</style>", "kept"),
        (None, ""),
    ],
)
def test_details_are_read_from_plain_text_and_html(
    reads: Reads, description: str | None, requirement: str
) -> None:
    """A1: data is never taken as markup, and markup never kept as data."""
    row = _one(reads, description=description).rows[0]
    assert row.request is not None
    assert row.request.requirement == requirement


@pytest.mark.parametrize(
    "word", ["Customization", "Customisation", "Exemption", "Exception", "EXEMPTION"]
)
def test_the_three_words_mean_the_same(reads: Reads, word: str) -> None:
    """A2."""
    row = _one(reads, description=f"{word} type: VPN").rows[0]
    assert row.request is not None
    assert row.request.type_words == "VPN"


def test_keys_are_read_without_regard_to_case(reads: Reads) -> None:
    upper = {key.upper(): value for key, value in _ticket().items()}
    file = reads(json.dumps({"@ODATA.CONTEXT": CONTEXT + "tickets/$entity", **upper}), "t.json")
    assert file.rows[0].request is not None
    assert file.rows[0].request.title == "Labels"


@pytest.mark.parametrize("fragment", ["Tickets", "tickets", "Tickets(id,title)"])
def test_a_list_is_known_by_the_fragment_of_its_context(reads: Reads, fragment: str) -> None:
    assert len(reads(_list(_ticket(), _ticket(), fragment=fragment), "t.json").rows) == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_json_comes_in_several_encodings(reads: Reads, encoding: str) -> None:
    text = _list(_ticket(title="Ζευς Žižkov")).encode(encoding)
    row = reads(text, "t.json").rows[0]
    assert row.request is not None
    assert row.request.title == "Ζευς Žižkov"


def test_tickets_that_lost_their_envelope_are_known_by_their_fields(reads: Reads) -> None:
    for content in (_ticket(), [_ticket()], {"value": [_ticket()]}):
        file = reads(json.dumps(content), "t.json")
        assert file.rows[0].request is not None
        assert "no @odata.context" in file.reading.remarks[0]


ROWS: list[tuple[str, Any, str, str]] = [
    ("not a ticket", 5, "", "not a ticket"),
    ("no type", _ticket(type=None), "type", "fill it in"),
    (
        "no such year",
        _ticket(createdDateTime="/Date(999999999999999)/"),
        "createdDateTime",
        "is not a moment",
    ),
    (
        "no moment",
        _ticket(createdDateTime="yesterday"),
        "createdDateTime",
        "“yesterday” is not a moment",
    ),
    ("a list for a title", _ticket(title=["a"]), "title", "should hold text"),
    ("NUL", _ticket(title="a\0b"), "title", "NUL"),
    (
        "half a character",
        _ticket(description="Requirement: \ud800"),
        "description",
        "half a character",
    ),
    ("half a character in a note", _ticket(category="\udfff"), "Category", "half a character"),
    ("too long", _ticket(description="x" * 40_000), "description", "40,000 characters"),
    (
        "far too long",
        _ticket(description="<p>" + "x" * 200_000),
        "description",
        "200,003 characters",
    ),
    (
        "too long a note",
        _ticket(businessImpact="y" * 33_000),
        "Business impact",
        "33,000 characters",
    ),
]


@pytest.mark.parametrize(
    ("ticket", "column", "words"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS]
)
def test_a_bad_ticket_is_a_problem_of_its_row_alone(
    reads: Reads, ticket: Any, column: str, words: str
) -> None:
    """A1: the good rows beside it are read; row and field are named."""
    rows = reads(_list(_ticket(), ticket, _ticket()), "t.json").rows
    assert rows[0].request
    assert rows[2].request
    problem = rows[1].problem
    assert problem is not None
    assert (problem.row, problem.column) == (2, column)
    assert words in problem.message


def test_pages_are_one_list_and_the_last_says_whether_more_follow(reads: Reads) -> None:
    """A1: a page alone is not the whole list, and that is said."""
    first = json.loads(_list(_ticket()))
    last = json.loads(_list(_ticket(id="MMD-2")))
    first["@odata.nextLink"] = "https://x"
    whole = reads(json.dumps([first, last]), "t.json")
    assert (len(whole.rows), whole.problems) == (2, ())
    half = reads(json.dumps(first), "t.json")
    assert "it holds 1 entries. Export the other pages" in half.problems[0].message
    bare = reads(
        "\n".join(json.dumps(page) for page in ({"value": [_ticket()], "@odata.nextLink": "x"},)),
        "t.json",
    )
    assert "one page of several" in bare.problems[0].message


def test_moments_of_older_programs_are_shown_as_a_person_reads_them(reads: Reads) -> None:
    """A1: kept as notes; the year 1 says nothing."""
    times = {
        "nextActionTime": "/Date(1793606400000)/",
        "resolvedDateTime": "/Date(-62135596800000)/",
    }
    request = _one(reads, **times).rows[0].request
    assert request is not None
    assert request.notes["Next action"].startswith("2026-11-02")
    assert "Resolved" not in request.notes
    far = _one(reads, nextActionTime="/Date(999999999999999)/").rows[0].request
    assert far is not None
    assert "999999999999999" in far.notes["Next action"]


def test_the_notes_of_a_ticket_are_kept_as_plain_text(reads: Reads) -> None:
    notes = [
        {
            "id": 0,
            "text": "<p>A &amp; B</p>",
            "createdDateTime": "2026-11-20T23:30:00Z",
            "sender": "Ops",
        },
        {"id": 1, "text": "no day", "createdDateTime": "soon"},
        {"id": 2, "text": ""},
        "no note",
    ]
    request = _one(reads, notes=notes).rows[0].request
    assert request is not None
    assert request.posts == (Post("A & B", date(2026, 11, 21), "Ops"), Post("no day"))
    wrong = _one(reads, notes=[{"text": "a\0b"}]).rows[0].problem
    assert wrong is not None
    assert wrong.column == "notes[0].text"


@pytest.mark.parametrize("filed", [True, "true", "Yes", 1, "1", "Ja", "partner"])
def test_a_partner_is_not_the_customer(reads: Reads, filed: object) -> None:
    """A5: the customer is asked for."""
    file = _one(reads, isPartner=filed)
    assert file.rows[0].request is not None
    assert file.rows[0].request.customer == ""
    assert "filed by a partner" in file.reading.remarks[0]
    two = reads(_list(_ticket(isPartner=filed), _ticket(isPartner=filed)), "t.json")
    assert "2 tickets were" in two.reading.remarks[0]


@pytest.mark.parametrize(
    ("created", "day"),
    [
        ("/Date(1793606400000)/", "2026-11-02"),
        ("/Date(86400000+0100)/", "1970-01-02"),
        ("/Date(0)/", "None"),
        ("/Date(-62135596800000)/", "None"),  # the year 1, which means that nothing was given
    ],
)
def test_milliseconds_are_a_moment(reads: Reads, created: str, day: str) -> None:
    """F1."""
    row = _one(reads, createdDateTime=created).rows[0]
    assert row.request is not None
    assert str(row.request.submitted) == day


def test_a_field_that_stands_twice_with_two_values_is_not_guessed_at(reads: Reads) -> None:
    text = _list(_ticket()).replace('"severity": 4', '"Title": "Other", "severity": 4')
    problem = reads(text, "t.json").rows[0].problem
    assert problem is not None
    assert (problem.column, "twice" in problem.message) == ("Title", True)
    same = _list(_ticket()).replace('"severity": 4', '"severity": 4, "severity": 4')
    assert reads(same, "t.json").rows[0].request is not None


WHOLE: list[tuple[str, str | bytes, str]] = [
    ("truncated", _list(_ticket())[:-60], "The JSON breaks off"),
    ("truncated after a comma", '{"value": [\n1,', "line 2"),
    ("not valid", '{"value": x}', "not valid in line 1, column 11"),
    ("single value", "[5]", "not from the portal"),
    ("no tickets", '{"a": 1}', "not from the portal"),
    ("an error", '{"error": {"code": "403", "message": "secret"}}', "error (403)"),
    ("unknown kind", '{"@odata.context": "x#Alerts", "value": []}', "“Alerts”"),
    ("value is no list", '{"@odata.context": "x#Tickets", "value": 5}', "not a list"),
    ("no rows", '{"@odata.context": "x#Tickets", "value": []}', "no tickets"),
    ("too deep", "[" * 100_000, "nested too deeply"),
    ("a long number", '{"a": ' + "9" * 5000 + "}", "number too long"),
    (
        "a comma too many",
        '{"value": [\n{"a": 1},\n]}',
        "a comma too many stands in line 2, column 9",
    ),
    ("a comma first", '{"value": [\n,5]}', "a comma too many stands in line 2, column 1"),
    ("text after it", '{"a": 1} x', "not valid in line 1, column 10"),
    (
        "pages of nothing",
        '[{"value": []}, {"@odata.context": "x#Tickets", "value": []}]',
        "not from the portal",
    ),
    ("not UTF-8", b'{"a": "\xff\xff"}', "not UTF-8 text at byte 8"),
]


@pytest.mark.parametrize(
    ("content", "words"), [row[1:] for row in WHOLE], ids=[row[0] for row in WHOLE]
)
def test_a_json_file_that_cannot_be_read_is_refused_in_a_sentence(
    reads: Reads, content: str | bytes, words: str
) -> None:
    file = reads(content, "t.json")
    assert not file.rows
    assert words in file.problems[0].message
    assert file.problems[0].message.endswith((".", "import."))


def test_a_500_kilobyte_flood_of_brackets_is_read_in_a_moment(reads: Reads) -> None:
    """Half-open tags, comments and attributes made the parser try each anew: 75 seconds before."""
    emphasised = ("<b>", "<b>Timeline</b> ", "<br>\n")
    for flood in ("<a b", "<!--", "</", "<?x", "<![CDATA[", "<p ", "&", "\n", *emphasised):
        description = "<p>Requirement: x</p>" + flood * (100_000 // len(flood)) + "."
        assert len(_one(reads, description=description).rows) == 1


def test_an_encoding_that_is_named_is_used_for_tickets_too(reads: Reads) -> None:
    """A1: JSON is UTF-8 by its standard; what is not says so,
    and can be named; a BOM comes first.
    """
    text = json.dumps([_ticket(title="Müller")], ensure_ascii=False)
    refused = reads(text.encode("cp1252"), "t.json").problems[0].message
    assert "or name the encoding (--encoding)" in refused
    row = reads(text.encode("cp1252"), "t.json", encoding="cp1252").rows[0]
    assert row.request is not None
    assert row.request.title == "Müller"
    assert (
        reads(text.encode("utf-8-sig"), "t.json", encoding="cp1252").rows[0].request == row.request
    )
    assert "no encoding" in reads(text, "t.json", encoding="klingon").problems[0].message


def test_the_notes_of_a_ticket_alone_name_its_ticket(reads: Reads) -> None:
    """A5: rows of notes and none of requests; an empty list is passed over."""
    fragment = "Tickets('MMD-1465058-R5V8P')/notes"
    note = {"text": "<p>A &amp; B</p>", "createdDateTime": "2026-11-20T23:30:00Z", "sender": "Ops"}
    row = reads(_list(note, fragment=fragment), "notes.json").rows[0]
    assert row.notes_only
    assert row.request is not None
    assert (row.request.ticket, row.request.posts) == (
        "MMD-1465058-R5V8P",
        (Post("A & B", date(2026, 11, 21), "Ops"),),
    )
    assert (
        reads(_list(fragment=fragment), "notes.json").rows[0].skipped
        == "The ticket MMD-1465058-R5V8P has no notes"
    )
