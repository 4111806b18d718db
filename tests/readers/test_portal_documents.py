"""Every document saved from the portal has its outcome here:
read, passed over, or refused by its name (A1, A4).
"""

from pathlib import Path

import pytest

from mmd_reviewer.domain.deed import Job
from mmd_reviewer.readers import read_file

PORTAL = Path(__file__).parent / "portal"
INCIDENT = "An incident, not a change request"
INFORMATION = "A request for information, not a change request"
DEVICES = "lists {}, not exemption requests"

# name → (what becomes of each row, words of the refusal)
OUTCOMES: dict[str, tuple[list[str], str]] = {
    "create-elevation-request-2.json": ([], DEVICES.format("1 elevation request")),
    "create-ticket-2.json": ([INFORMATION], ""),
    "create-ticket-4.json": (["Title"], ""),
    "create-ticket-6.json": ([INCIDENT], ""),
    "device-registration-sample-partner.csv": ([], DEVICES.format("1 device")),
    "device-registration-sample-self.csv": ([], DEVICES.format("1 device")),
    "get-device-1.json": ([], DEVICES.format("1 device")),
    "get-elevation-request-details-1.json": ([], "holds an administrator password"),
    "get-ticket-id-1.json": ([INCIDENT], ""),
    "get-ticket-notes-1.json": ([""], ""),
    "get-user-1.json": ([], DEVICES.format("1 user")),
    "list-devices-1.json": ([], DEVICES.format("3 devices")),
    "list-devices-2.json": ([], DEVICES.format("2 devices")),
    "list-devices-3.json": ([], DEVICES.format("1 device")),
    "list-elevation-requests-1.json": ([], DEVICES.format("2 elevation requests")),
    "list-elevation-requests-2.json": ([], DEVICES.format("2 elevation requests")),
    "list-elevation-requests-3.json": ([], DEVICES.format("2 elevation requests")),
    "list-profiles-1.json": ([], DEVICES.format("3 device profiles")),
    "list-tickets-1.json": ([INCIDENT, INCIDENT], ""),
    "list-tickets-2.json": ([INCIDENT, "Test ticket 2"], ""),
    "list-tickets-3.json": ([INCIDENT, "Test ticket 2"], ""),
    "list-users-2.json": ([], DEVICES.format("2 users")),
    "list-users-3.json": ([], DEVICES.format("1 user")),
}


def test_every_document_has_an_outcome() -> None:
    assert sorted(OUTCOMES) == sorted(path.name for path in PORTAL.iterdir())


@pytest.mark.parametrize("name", sorted(OUTCOMES))
def test_a_portal_document_is_read_or_refused_in_words(name: str) -> None:
    rows, refusal = OUTCOMES[name]
    file = read_file(PORTAL / name, "Europe/Brussels", Job())
    assert [row.request.title if row.request else row.skipped for row in file.rows] == rows
    assert [row.row for row in file.rows] == list(range(1, len(rows) + 1))
    assert len(file.problems) == bool(refusal)
    for problem in file.problems:
        assert refusal in problem.message
        assert "mport" in problem.message or "delete" in problem.message  # what to do
        assert problem.file == name


@pytest.mark.parametrize("name", sorted(OUTCOMES))
def test_no_password_and_no_hardware_hash_is_shown(name: str) -> None:
    shown = repr(read_file(PORTAL / name, "UTC", Job()))
    assert "T0E" not in shown
    assert "accountUpn" not in shown
    assert "password'" not in shown


def test_a_change_request_of_the_portal_keeps_what_it_says() -> None:
    """A1, A5: ticket, day and contact, and what has no place of its own as a note;
    a partner is not the customer.
    """
    row = read_file(PORTAL / "list-tickets-2.json", "Europe/Brussels", Job()).rows[1]
    request = row.request
    assert request is not None
    assert (request.ticket, request.customer, request.contact) == ("Ticket Number", "", "John Doe")
    assert (request.email, request.severity, request.devices) == ("jd@contoso.com", "4", "100")
    assert str(request.submitted) == "2021-12-14"
    assert request.text == "Description"
    assert request.notes["Category"] == "Apps"
    assert request.notes["Subcategory"] == "Other"
    assert request.notes["Next action by"] == "Microsoft"
