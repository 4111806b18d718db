"""The sample files that the demonstration imports:
what each row becomes, and that they hold what was promised.
"""

import json
from collections import Counter
from dataclasses import replace

from mmd_reviewer import paths
from mmd_reviewer.domain.deed import Job
from mmd_reviewer.domain.edition import edition_from
from mmd_reviewer.domain.identity import identity
from mmd_reviewer.domain.intake import ReadFile
from mmd_reviewer.domain.request import Request, missing, recognise_type, same_words
from mmd_reviewer.readers import read_file

FOLDER = paths.resources() / "samples"
EDITION = edition_from(json.loads((paths.resources() / "editions" / "2019-11.json").read_bytes()))


def _read(name: str) -> ReadFile:
    file = read_file(FOLDER / name, "Europe/Brussels", Job())
    assert not file.problems
    assert not [row for row in file.rows if row.problem]
    return file


def _requests(name: str) -> list[Request]:
    return [row.request for row in _read(name).rows if row.request]


def test_the_portal_export_holds_change_requests_incidents_and_a_question() -> None:
    """A4: only change requests become cases."""
    skipped = Counter(row.skipped for row in _read("portal-tickets.json").rows)
    assert skipped == {
        "": 21,
        "An incident, not a change request": 2,
        "A request for information, not a change request": 1,
    }


def test_the_table_is_read_under_the_headings_of_its_owner() -> None:
    reading = _read("requests.csv").reading
    assert (reading.encoding, reading.separator, reading.heading_row) == (
        "UTF-8 with BOM",
        "semicolon",
        1,
    )
    assert dict(reading.mapping)["Customization"] == "Exemption type"
    assert reading.remarks == ("Dates in Created are read as day, month, year.",)


def test_together_they_hold_every_type_long_and_foreign_names_and_missing_details() -> None:
    """A1, A2."""
    requests = _requests("portal-tickets.json") + _requests("requests.csv")
    assert len({identity(request) for request in requests}) == 35
    types = {recognise_type(request.type_words, EDITION) for request in requests}
    assert types == {row.code for row in EDITION.types} | {""}
    assert all(
        recognise_type(request.type_words, EDITION) for request in requests if request.type_words
    )
    customers = {request.customer for request in requests}
    assert {"Ζευς Ναυτιλιακή Α.Ε.", "Žižkov Strojírny", "Балтика Логистика"} <= customers
    assert max(len(request.title) for request in requests) > 180
    named = [request for request in requests if request.type_words]
    assert all(request.timeline.understood for request in named if request.timeline.given)
    lacking = {request.ticket: missing(_typed(request)) for request in requests}
    assert lacking["MMD-1465090-C9D4N"] == ("type", "proposal", "timeline")
    assert lacking["MMD-1465240-F2Q7N"] == ("proposal", "timeline")
    assert sum(map(bool, lacking.values())) == 2


def _typed(request: Request) -> Request:
    return replace(request, type=recognise_type(request.type_words, EDITION))


def test_one_ticket_is_amended_and_two_come_again_unchanged() -> None:
    """A5."""
    known = {identity(request): request for request in _requests("portal-tickets.json")}
    again = [request for request in _requests("requests.csv") if identity(request) in known]
    same = {request.ticket: same_words(request, known[identity(request)]) for request in again}
    assert same == {
        "MMD-1465058-R5V8P": True,
        "MMD-1464911-J3D8H": True,
        "MMD-1464876-W2F5J": False,
    }


def test_every_ticket_of_the_script_is_in_the_files() -> None:
    script = json.loads((FOLDER / "demo.json").read_bytes())
    tickets = {
        request.ticket for request in _requests("portal-tickets.json") + _requests("requests.csv")
    }
    assert {step["ticket"] for step in script["steps"]} <= tickets
    outcomes = {step["decide"]["outcome"] for step in script["steps"] if "decide" in step}
    assert outcomes == {
        "approve",
        "approve_migration",
        "decline",
        "return",
        "no_exemption_needed",
        "withdrawn",
    }
