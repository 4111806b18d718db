"""JSON files as people really have them, each with its right outcome (A1, A2, A3, A5)."""

import json
from pathlib import Path

import pytest

from mmd_reviewer import paths
from mmd_reviewer.domain.deed import Job
from mmd_reviewer.domain.edition import edition_from
from mmd_reviewer.domain.intake import ReadFile, ReadRow
from mmd_reviewer.domain.request import Request, recognise_type, words_taken
from mmd_reviewer.readers import read_file

FOUND = Path(__file__).parent / "found"
EDITION = edition_from(json.loads((paths.resources() / "editions" / "2019-11.json").read_bytes()))
SCAN = "Contoso|drivers|scan|driver|12 months"
NOBODY = "|drivers|scan|driver|12 months"

# What each row says (customer, type, requirement, proposal, timeline), or why it is none.
ROWS: dict[str, list[str]] = {
    "j01_nextlink": [SCAN],
    "j02_entities": ["Contoso|security_agents_vpns|R&D needs it; latency <5 ms|driver|12 months"],
    "j03_nbsp": [SCAN] * 2,
    "j04_lettered": [SCAN] * 4,
    "j05_reply": [SCAN],
    "j06_inner_labels": [
        "Contoso|drivers|the scanners fail. Solution: none so far. Duration: each scan takes 3 "
        "weeks|vendor driver|"
        "12 months",
        "Contoso|drivers|scan invoices|Vendor driver 4.1 Requirements: Windows 10, 4 GB RAM|12 "
        "months",
    ],
    "j07_signature": [SCAN] * 2,
    "j08_ps_depth": [NOBODY],
    "j09_date_ms": [SCAN],
    "j10_num_strings": [SCAN] * 2,
    "j11_html_table_h": [SCAN],
    "j12_p_newlines": [SCAN],
    "j13_double_encoded": [SCAN],
    "j14_strike": ["Contoso|drivers|scan|driver|until 30 June 2027"],
    "j15_type_words": [
        f"Contoso|{code}|x|y|1 year"
        for code in (
            "security_agents_vpns",
            "security_agents_vpns",
            "drivers",
            "drivers",
            "other",
            "",
            "",
            "",
            "security_agents_vpns",
            "productivity_software",
            "",
        )
    ],
    "j16_custom_state": [*[SCAN] * 5, "“Change”, not a change request"],
    "j17_dup_id": [
        SCAN,
        "id: Ticket MMD-1000001-AAAAA stands in row 1 with another organisation: keep one of them.",
    ],
    "j18_pages_array": [SCAN] * 2,
    "j19_ps_wrapper": [SCAN],
    "j20_jsonl": [SCAN] * 2,
    "j21_utf16": [SCAN],
    "j22_cp1252": [],
    "j23_trailing_comma": [],
    "j24_emails": [
        *[SCAN] * 4,
        NOBODY,
        "Partner" + NOBODY,
        *[NOBODY] * 4,
        SCAN,
        SCAN,
        NOBODY,
        SCAN,
        NOBODY,
        NOBODY,
        "Müller" + NOBODY,
    ],
    "j25_tz": [
        *[SCAN] * 3,
        "createdDateTime: “11/2/2026 11:30:00 PM” is not a moment: write it as "
        "2026-11-23T09:30:00Z.",
        SCAN,
        "createdDateTime: “1793606400” is not a moment: write it as 2026-11-23T09:30:00Z.",
        SCAN,
    ],
    "m01_mail": [NOBODY] * 6,
}
SAID = {
    "j01_nextlink": "This is one page of several (@odata.nextLink): it holds 1 of 250 entries.",
    "j08_ps_depth": "1 contact was cut off when the file was saved and not read: ConvertTo-Json "
    "needs -Depth 5.",
    "j18_pages_array": "The file holds 2 documents, one after the other; they were read as one "
    "list.",
    "j19_ps_wrapper": "The file has no @odata.context; its entries were known as tickets by their "
    "fields.",
    "j20_jsonl": "The file has no @odata.context; its entries were known as tickets by their "
    "fields.",
    "j22_cp1252": "The file is not UTF-8 text at byte 192 (line 1, byte 192 of it).",
    "j23_trailing_comma": "a comma too many stands in line 1, column 656.",
    "m01_mail": "1 ticket was filed by a partner, whose address does not name the customer: give "
    "the customer.",
}
DAYS = {
    "j09_date_ms": ["2026-11-02"],
    "j25_tz": ["2026-11-03", "2026-11-02", "2026-11-03", "", "2026-11-03", "", "None"],
}


def _read(name: str) -> ReadFile:
    return read_file(FOUND / f"{name}.json", "Europe/Brussels", Job())


def _words(row: ReadRow) -> str:
    request = row.request
    if request is None:
        return row.skipped or (
            f"{row.problem.column}: {row.problem.message}" if row.problem else ""
        )
    code = recognise_type(request.type_words, EDITION)
    words = (request.customer, code, request.requirement, request.proposal, request.timeline.text)
    return "|".join(" ".join(text.split()) for text in words)


def test_every_file_is_in_the_table() -> None:
    assert {path.stem for path in FOUND.glob("[jm]*.json")} == set(ROWS)


@pytest.mark.parametrize("name", ROWS)
def test_each_file_says_what_stands_in_it(name: str) -> None:
    """A1, A2: read, refused or asked for; never guessed."""
    file = _read(name)
    assert [_words(row) for row in file.rows] == ROWS[name]
    said = [*file.reading.remarks, *(problem.message for problem in file.problems)]
    assert bool(said) == (name in SAID)
    assert any(SAID.get(name, "") in words for words in [*said, ""])


@pytest.mark.parametrize("name", DAYS)
def test_moments_are_days_of_the_service_zone(name: str) -> None:
    """F1."""
    assert [str(row.request.submitted) if row.request else "" for row in _read(name).rows] == DAYS[
        name
    ]


@pytest.mark.parametrize("name", ROWS)
def test_every_detail_is_a_part_of_the_customers_text(name: str) -> None:
    """A1: the places that are kept hold exactly the words that were read."""
    for row in _read(name).rows:
        if row.request is not None:
            assert words_taken(row.request) == row.request.taken
            assert _pieces(row.request) == {
                "type": row.request.type_words,
                "requirement": " ".join(row.request.requirement.split()),
                "proposal": " ".join(row.request.proposal.split()),
                "timeline": row.request.timeline.text,
            }


def _pieces(request: Request) -> dict[str, str]:
    names = ("type", "requirement", "proposal", "timeline")
    text = request.text
    pieces = {
        name: [text[one.start : one.end] for one in request.taken if one.detail == name]
        for name in names
    }
    return {name: " ".join(" ".join(words).split()) for name, words in pieces.items()}


def test_a_file_in_another_encoding_is_read_when_the_encoding_is_named() -> None:
    from mmd_reviewer.readers.portal_json import read_portal_json

    file = read_portal_json(FOUND / "j22_cp1252.json", "UTC", Job(), encoding="cp1252")
    assert file.rows[0].request is not None
    assert file.rows[0].request.requirement == "Pläne"


def test_the_notes_of_one_ticket_may_stand_in_several_documents(tmp_path: Path) -> None:
    """A5: pages of notes are one row; notes beside other documents are refused whole, as each of
    them would be a row that is no ticket.
    """

    def page(fragment: str, words: str) -> str:
        context = f"https://mmdls.microsoft.com/$metadata#{fragment}"
        return json.dumps({"@odata.context": context, "value": [{"text": words}]})

    notes, path = "Tickets('MMD-1465058-R5V8P')/notes", tmp_path / "notes.json"
    path.write_text(page(notes, "one") + page(notes, "two"), "utf-8")
    (row,) = read_file(path, "UTC", Job()).rows
    assert row.notes_only
    assert row.request is not None
    assert [post.text for post in row.request.posts] == ["one", "two"]
    for other in ("Tickets('MMD-1465059-R5V8P')/notes", "Tickets"):
        path.write_text(page(notes, "one") + page(other, "two"), "utf-8")
        found = read_file(path, "UTC", Job())
        assert not found.rows
        assert "a file of its own" in found.problems[0].message
