"""What makes two requests the same one: references, placeholders, spellings (rule A5)."""

from dataclasses import replace

import pytest

from mmd_reviewer.domain.customers import Customers, customers_of, joined, parted
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.fact import (
    Author,
    Body,
    CustomersJoined,
    CustomersParted,
    Fact,
    write_fact,
)
from mmd_reviewer.domain.identity import identities, identity, is_placeholder, reference
from mmd_reviewer.domain.planned_row import completed, without_placeholder
from tests.making import DAY, edition, request


@pytest.mark.parametrize(
    "ticket",
    [
        "",
        "N/A",
        "n.a.",
        "-",
        "--",
        "—",
        "TBD",
        "tbd.",
        "#REF!",
        "#N/A",
        "#VALUE!",
        "1.00E+12",
        "1,00E+12",
        "1E12",
        "None",
        "null",
        "unknown",
        "?",
        "0",
        "000",
        "keine",
        "<none>",
        "[TBD]",
        "not applicable",
        " . ",
        "kein Ticket",
        "siehe Mail",
        "per Mail",
        "n. a.",
        "à définir",
        "wird nachgereicht",
        "unassigned",
        "Project ALPHA",
        "MMD-XXXXXXX-XXXXX",
        "MMD-0000000-00000",
        "0001-01-01",
        "=SUM(A2:A9)",
    ],
)
def test_a_placeholder_or_damaged_number_is_no_reference(ticket: str) -> None:
    """A5: two customers with it are two customers' cases."""
    assert reference(ticket) == ""
    one, other = request(ticket=ticket), request(ticket=ticket, customer="Contoso")
    assert identity(one) != identity(other)


def test_words_that_say_nothing_are_told_apart_from_words_to_look_at() -> None:
    """A5: of what is no reference the latter are kept as a note."""
    said = {one: is_placeholder(one) for one in ("N/A", "[tbd]", "0000-00-00", "1.00E+12", "#REF!")}
    assert said == {
        "N/A": True,
        "[tbd]": True,
        "0000-00-00": True,
        "1.00E+12": False,
        "#REF!": False,
    }
    assert not is_placeholder("siehe Mail")


def test_a5_what_is_no_reference_is_dropped_and_words_of_it_are_kept_as_a_note() -> None:
    """A5: what says nothing is not kept either."""
    assert without_placeholder(None) is None
    cases: dict[str, tuple[str, dict[str, str]]]
    cases = {"12": ("12", {}), "N/A": ("", {}), "": ("", {})}
    cases["siehe Mail"] = ("", {"Ticket": "siehe Mail"})
    cases["1.00E+12"] = ("", {"Ticket": "1.00E+12"})
    for ticket, expected in cases.items():
        found = without_placeholder(request(ticket=ticket))
        assert found is not None
        assert (found.ticket, found.notes) == expected
    noted = without_placeholder(request(ticket="per Mail", notes={"Cost centre": "7"}))
    assert noted is not None
    assert noted.notes == {"Cost centre": "7", "Ticket": "per Mail"}


@pytest.mark.parametrize(
    ("named", "own", "fallback", "customer"),
    [
        (" Adatum ", "Fabrikam", "Contoso", "Adatum"),
        ("", "Fabrikam\nAG", "Contoso", "Fabrikam AG"),
        (" ", " ", " Contoso", "Contoso"),
        ("", "", "", ""),
    ],
)
def test_a5_the_customer_is_the_one_named_else_the_rows_else_that_of_the_file(
    named: str, own: str, fallback: str, customer: str
) -> None:
    """A5, A2: one-line fields are on one line, and the type is recognised from its words."""
    row = request(
        customer=own,
        title=" A wish\nfor two lines ",
        contact="Jana\tHofer",
        email=" j@x.example",
        ticket=" 12\n",
        type="",
        type_words="Drivers",
    )
    types: dict[str, str] = {}
    found = completed(row, edition(), named, fallback, types)
    assert found.customer == customer
    assert (found.title, found.contact, found.email) == (
        "A wish for two lines",
        "Jana Hofer",
        "j@x.example",
    )
    assert (found.ticket, found.type, types) == ("12", "drivers", {"Drivers": "drivers"})


def test_another_reference_counts_with_its_customer() -> None:
    """A5: the portal's form alone; a running number of a list only together with who sent it."""
    assert identity(request(ticket="12")) != identity(request(ticket="12", customer="Contoso"))
    assert identity(request(ticket="12")) == identity(
        request(ticket=" 12 ", customer=" FABRIKAM ", proposal="other")
    )
    portal = request(ticket="MMD-1465058-R5V8P")
    assert identity(portal) == identity(replace(portal, customer="Contoso"))
    near = request(ticket="MMD-146505-R5V8P")
    assert identity(near) != identity(replace(near, customer="Contoso")), "not the portal's form"


@pytest.mark.parametrize(
    "ticket",
    [
        "mmd-1465058-r5v8p",
        "MMD\u20111465058\u2011R5V8P",
        "MMD–1465058–R5V8P",
        "\ufeffMMD-1465058-R5V8P",
        "MMD-1465058-\u200bR5V8P",
        "ＭＭＤ-1465058-R5V8P",
        "MMD\u22121465058-R5V8P",
        "MMD-\u00ad1465058-R5V8P",
    ],
)
def test_hyphens_of_every_kind_and_invisible_characters_make_no_other_ticket(ticket: str) -> None:
    """A5: no hyphen is dropped."""
    assert identity(request(ticket=ticket)) == identity(request(ticket="MMD-1465058-R5V8P"))
    assert identity(request(ticket="MMD1465058R5V8P")) != identity(
        request(ticket="MMD-1465058-R5V8P")
    )


def test_a_look_up_tries_today_then_other_spellings_then_earlier_rules() -> None:
    """A5: a case's key never changes, whatever the rule of the day."""
    one = request(ticket="12")
    keys = identities(one, ("Fabrikam AG", "fabrikam"))
    assert keys[0] == identity(one, "Fabrikam AG")
    assert keys[1] == identity(one)
    assert len(keys) == 3, "and the ticket alone"
    bare = request(ticket="", requirement="A wish – with a dash")
    assert len(identities(bare, ("Fabrikam AG", "fabrikam"))) == 4, (
        "words by two spellings, two rules"
    )
    assert len(identities(request(ticket="MMD-1465058-R5V8P"))) == 1
    words = request(ticket="Project Alpha", requirement="A wish")
    assert len(identities(words)) == 3, "words, the ticket alone, the words that were a reference"


def facts(*bodies: Body) -> list[Fact]:
    author = Author("Ines", "A", DAY, "2026-11-23T09:00:00Z")
    return [
        write_fact("desk", (), f"d{place}", author, body)[0] for place, body in enumerate(bodies)
    ]


def test_spellings_are_joined_and_parted_by_facts() -> None:
    """A5: also through one another; each keeps what it was when it is taken back."""
    known = customers_of(
        facts(CustomersJoined("Contoso Ltd", "Contoso"), CustomersJoined("contoso", "Contoso AG"))
    )
    assert [known.name(one) for one in ("CONTOSO  LTD", "Contoso", "Contoso AG", "Adatum")] == [
        "Contoso AG",
        "Contoso AG",
        "Contoso AG",
        "Adatum",
    ]
    assert known.same("Contoso Ltd", "contoso ag")
    assert not known.same("Contoso", "Adatum")
    assert known.spellings("Contoso Ltd") == ("Contoso AG", "contoso ltd", "contoso")
    assert known.spellings("Adatum") == ("Adatum", "adatum")
    apart = customers_of(
        facts(CustomersJoined("Contoso Ltd", "Contoso"), CustomersParted("contoso  LTD"))
    )
    assert not apart.same("Contoso Ltd", "Contoso")


@pytest.mark.parametrize(
    ("name", "into", "field"),
    [
        ("", "Contoso", "name"),
        ("X", " ", "into"),
        ("Contoso", "CONTOSO", "name"),
        ("Contoso Ltd", "Adatum", "name"),
    ],
)
def test_a_joining_that_says_nothing_is_refused(name: str, into: str, field: str) -> None:
    """A5: the field at fault is named; a circle cannot be made."""
    known = Customers({"contoso ltd": "Contoso"})
    with pytest.raises(Refused) as refusal:
        joined(known, name, into)
    assert (refusal.value.rule, refusal.value.field) == ("A5", field)
    with pytest.raises(Refused):
        joined(known, "Contoso", "Contoso Ltd")
    assert joined(known, "Contoso  AG", "contoso ltd") == CustomersJoined("Contoso AG", "Contoso")
    with pytest.raises(Refused):
        parted(known, "Adatum")
    assert parted(known, "contoso LTD") == CustomersParted("contoso LTD")


def test_facts_that_would_turn_in_a_circle_end() -> None:
    """A5: merged from two stations, each joined the other way round."""
    known = Customers({"a": "B", "b": "A"})
    assert known.same("A", "B")
    assert known.name("b") == "A"
