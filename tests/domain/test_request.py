"""Requests: types known by their names, what is missing,
and when two requests are one (A1, A2, A5).
"""

import json
import unicodedata
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmd_reviewer import paths
from mmd_reviewer.domain.edition import Edition, edition_from
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.identity import identity
from mmd_reviewer.domain.organisation import organisation_of
from mmd_reviewer.domain.request import (
    LONGEST_TEXT,
    Post,
    Request,
    changed_details,
    check_text,
    missing,
    recognise_type,
    same_words,
)
from mmd_reviewer.domain.timeline_reading import read_timeline


def _edition(code: str) -> Edition:
    return edition_from(json.loads((paths.resources() / "editions" / f"{code}.json").read_bytes()))


FULL = Request(
    customer="Fabrikam",
    title="VPN",
    type="security_agents_vpns",
    type_words="VPN",
    requirement="reach the ERP",
    proposal="AnyConnect",
    timeline=read_timeline("24 months"),
)


TYPE_WORDS = {
    "Productivity software": "productivity_software",
    "productivity_software": "productivity_software",
    "Security agents & VPNs": "security_agents_vpns",
    "Security agents and VPNs": "security_agents_vpns",
    "SECURITY AGENT": "security_agents_vpns",
    "VPN.": "security_agents_vpns",
    "Digital experience monitoring": "digital_experience_monitoring",
    "DEM": "digital_experience_monitoring",
    "Hardware or software drivers": "drivers",
    "Drivers": "drivers",
    "driver": "drivers",
    "Policies": "policies",
    "Policy exemption": "policies",
    "4 - Hardware or software drivers": "drivers",
    "b) Drivers (Zebra).": "drivers",
    "Drivers (and policies)": "",
    "Drivers (not devices)": "",
    "Other than the listed ones": "",
    "not Devices": "",
    "Other than devices": "",
    "☐ Devices": "",
    "Devices [ ]": "",
    "Devices": "devices",
    "other": "other",
    "Something we made up": "",
    "Productivity software and drivers": "",
    "": "",
    "  ": "",
    "&": "",
}


@pytest.mark.parametrize("code", ["2019-11", "2022-12"])
@pytest.mark.parametrize("words", TYPE_WORDS)
def test_a_type_is_known_by_its_names_and_nothing_else(words: str, code: str) -> None:
    """A1, A2: an unrecognised type is missing, not `other`."""
    assert recognise_type(words, _edition(code)) == TYPE_WORDS[words]


@pytest.mark.parametrize("code", ["2019-11", "2022-12"])
def test_no_two_types_of_an_edition_share_a_name(code: str) -> None:
    """A2: every code, name and synonym leads to its own type."""
    edition = _edition(code)
    for row in edition.types:
        for name in (row.code, row.name, *row.synonyms):
            assert recognise_type(name, edition) == row.code, name


@pytest.mark.parametrize(
    ("request_", "lacking"),
    [
        (FULL, ()),
        (replace(FULL, type=""), ("type",)),
        (replace(FULL, requirement=" \n"), ("requirement",)),
        (replace(FULL, proposal=""), ("proposal",)),
        (replace(FULL, timeline=read_timeline("")), ("timeline",)),
        (replace(FULL, timeline=read_timeline("when we are done")), ()),
        (Request("Proseware"), ("type", "requirement", "proposal", "timeline")),
    ],
)
def test_what_is_missing_is_named(request_: Request, lacking: tuple[str, ...]) -> None:
    """A1: a timeline that was not understood is present."""
    assert missing(request_) == lacking


@pytest.mark.parametrize(
    ("post", "heading"),
    [
        (Post("Hello", date(2026, 11, 20), "Ops"), "Note in the ticket, Fri 2026-11-20 by Ops"),
        (Post("Hello", date(2026, 11, 20)), "Note in the ticket, Fri 2026-11-20"),
        (Post("Hello", sender="Ops"), "Note in the ticket, Ops"),
        (Post("Hello"), "Note in the ticket"),
    ],
)
def test_a_note_of_the_ticket_says_when_and_by_whom_as_far_as_it_is_known(
    post: Post, heading: str
) -> None:
    assert post.heading == heading


def test_the_ticket_makes_two_requests_one_whatever_their_words() -> None:
    """A5."""
    ticket = replace(FULL, ticket="MMD-1465058-R5V8P")
    assert identity(ticket) == identity(
        replace(ticket, ticket=" mmd-1465058-r5v8p ", proposal="other", customer="X")
    )
    assert identity(ticket) != identity(replace(ticket, ticket="MMD-1465058-R5V8Q"))
    assert len(identity(ticket)) == 32


def _with(field: str, words: str) -> Request:
    fields = {
        "customer": "Fabrikam",
        "title": "VPN",
        "type_words": "VPN",
        "requirement": "r",
        "proposal": "p",
    }
    return Request(**{**fields, field: words})  # type: ignore[arg-type]


@pytest.mark.model
@given(
    st.sampled_from(["customer", "title", "type_words", "requirement", "proposal"]),
    st.text(max_size=40),
)
def test_without_a_ticket_customer_title_and_details_are_the_identity(
    field: str, words: str
) -> None:
    """A5: case, blanks and Unicode form are folded away, nothing else."""
    one = _with(field, f"x {words}")
    assert identity(one) == identity(_with(field, f"  X\n\t{words} "))
    assert identity(one) == identity(_with(field, f"x {words}".casefold()))
    assert identity(one) != identity(_with(field, f"y {words}"))


def test_the_unicode_form_of_a_name_makes_no_other_request() -> None:
    """A5."""
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        same = _with("customer", unicodedata.normalize(form, "Žižkov Ångström"))
        assert identity(same) == identity(_with("customer", "Žižkov Ångström"))


@pytest.mark.parametrize(
    ("request_", "heading"),
    [
        (FULL, "VPN"),
        (replace(FULL, title=""), "AnyConnect"),
        (replace(FULL, title="", proposal="", requirement="a\nb"), "a b"),
        (replace(FULL, title="", proposal="word " * 30), "word " * 16 + "word…"),
        (Request("Proseware"), ""),
    ],
)
def test_the_heading_is_the_title_or_the_first_words(request_: Request, heading: str) -> None:
    assert request_.heading() == heading
    assert len(heading) <= 90


def test_words_and_not_blanks_make_an_amendment() -> None:
    """A5."""
    spaced = replace(FULL, proposal="  anyconnect\n", timeline=read_timeline("24  MONTHS"))
    assert same_words(FULL, spaced)
    assert changed_details(FULL, spaced) == ()
    changed = replace(FULL, title="New", timeline=read_timeline("12 months"))
    assert changed_details(FULL, changed) == ("title", "timeline")
    assert not same_words(FULL, changed)


MAILS = {
    "jd@contoso.com": "Contoso",
    "jd@mail.contoso.com": "Contoso",
    "jd@contoso.co.uk": "Contoso",
    "jd@contoso.onmicrosoft.com": "Contoso",
    "JD@FABRIKAM.COM ": "Fabrikam",
    "a@adventure-works.com": "Adventure Works",
    "a@northwind-traders.example": "Northwind Traders",
    "a@-x-.example": "X",
    "someone@outlook.com": "",
    "jana@web.de": "",
    "jana@kunde.t-online.de": "",
    "jana@orange.fr": "",
    "jana@hotmail.co.uk": "",
    "jana@contoso-my.sharepoint.com": "",
    "jana@contoso.mail.onmicrosoft.com": "Contoso",
    "jana@onmicrosoft.com": "",
    "jana@upcmail.at": "",
    "jana@hushmail.me": "",
    "jana@centrum.sk": "",
    "jana@zoho.eu": "",
    "jana@vodafone.it": "",
    "jana@127.0.0.1": "",
    "jana@xn--mller-kva.de": "Müller",
    "jana@xn--\udc80.de": "Xn \udc80",
    "Jana Hofer <jana@contoso.com>": "Contoso",
    "jana@contoso.com; tom@contoso.de": "Contoso",
    "jana@contoso.com; tom@fabrikam.com": "",
    "jana_contoso.com#EXT#@partner.onmicrosoft.com": "",
    "someone@gmail.com": "",
    "contoso.com": "",
    "a@localhost": "",
    "": "",
    "@": "",
}


@pytest.mark.parametrize("mail", MAILS)
def test_the_organisation_is_that_of_the_mail_domain(mail: str) -> None:
    assert organisation_of(mail) == MAILS[mail]


@pytest.mark.model
@given(st.text(max_size=40))
def test_no_address_stops_it(mail: str) -> None:
    organisation_of(mail)


@pytest.mark.parametrize(
    ("request_", "field"),
    [
        (replace(FULL, customer=" "), "customer"),
        (replace(FULL, requirement="x" * (LONGEST_TEXT + 1)), "requirement"),
        (replace(FULL, title="a\0b"), "title"),
        (replace(FULL, proposal="\ud800"), "proposal"),
        (replace(FULL, timeline=read_timeline("\udfff")), "timeline"),
        (replace(FULL, notes={"Cost centre": "\0"}), "Cost centre"),
    ],
)
def test_what_cannot_be_kept_is_refused_naming_the_field(request_: Request, field: str) -> None:
    """A1, A5."""
    with pytest.raises(Refused) as refusal:
        check_text(request_)
    assert refusal.value.field == field
    check_text(replace(FULL, requirement="x" * LONGEST_TEXT, title="Ζευς 中 🚢"))
