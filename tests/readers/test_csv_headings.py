"""Headings as people have them: other words, other languages, units, again on another page."""

from pathlib import Path

import pytest

from mmd_reviewer.domain.deed import Job
from mmd_reviewer.domain.intake import REQUEST_COLUMNS, ReadWish
from mmd_reviewer.readers import read_file
from mmd_reviewer.readers.columns import by_hand, heading_key
from tests.readers.conftest import Reads
from tests.readers.csv_rows import HEADINGS, ROW, csv_text, request_of


def test_the_headings_of_the_mock_up_are_known(reads: Reads) -> None:
    headings = (
        "Ticket no.;Company;Customization;Title;Business need;Solution;How "
        "long;Created;Requester;Email;# devices;"
        "Cost centre"
    )
    file = reads(
        headings
        + "\nMMD-1;Contoso;VPN;t;need;solution;24 months;16/11/2026;Jana;j@x.example;214;4410\n"
    )
    request = request_of(file.rows[0])
    assert dict(file.reading.mapping) == {
        "Ticket no.": "Ticket",
        "Company": "Customer",
        "Customization": "Exemption type",
        "Title": "Title",
        "Business need": "Requirement",
        "Solution": "Proposal",
        "How long": "Timeline",
        "Created": "Submitted",
        "Requester": "Contact",
        "Email": "Email",
        "# devices": "Devices",
        "Cost centre": "",
    }
    assert request.notes == {"Cost centre": "4410"}
    assert (request.devices, request.contact, request.timeline.months) == ("214", "Jana", 24)
    assert file.reading.remarks == ("Dates in Created are read as day, month, year.",)


@pytest.mark.parametrize("field", REQUEST_COLUMNS)
def test_every_column_is_known_in_any_case_and_order(reads: Reads, field: str) -> None:
    others = [name for name in ("Customer", "Proposal", "Requirement") if name != field]
    file = reads(
        f"{','.join(others)},  {field.upper()} \na,b,c,2026-11-20\n"[
            : None if len(others) == 3 else 200
        ]
    )
    assert field in dict(file.reading.mapping).values()


def test_our_own_heading_comes_before_a_synonym(reads: Reads) -> None:
    file = reads("Customer,Requirement,Justification,,\nContoso,a,b,c,d\n")
    assert request_of(file.rows[0]).requirement == "a"
    assert request_of(file.rows[0]).notes == {
        "Justification": "b",
        "Column D": "c",
        "Column E": "d",
    }
    assert len(file.reading.mapping) == 3
    assert "“Justification” is kept as a note" in file.reading.remarks[0]


def test_columns_without_or_with_the_same_heading_are_kept_apart(reads: Reads) -> None:
    file = reads("Customer,,Requirement,Note,Note\nContoso,x,a,b,c\n")
    assert request_of(file.rows[0]).notes == {"Column B": "x", "Note": "b", "Note (2)": "c"}


def test_a_refusal_of_unknown_headings_lists_those_that_are_known(reads: Reads) -> None:
    message = reads("a,b\n1,2\n").problems[0].message
    assert all(name in message for name in REQUEST_COLUMNS)


@pytest.mark.parametrize(
    ("heading", "cell", "read"),
    [
        ("Duration (months)", "6", "6 months"),
        ("Duration in weeks", "6", "6 weeks"),
        ("Dauer (Monate)", "6", "6 months"),
        ("Durée en mois", "6", "6 months"),
        ("Period [days]", "90", "90 days"),
        ("Duration (months)", "until 2027-06-30", "Until 2027-06-30"),
        ("Duration (months)", "2 weeks", "2 weeks"),
    ],
)
def test_a_heading_may_give_the_unit_of_the_period(
    reads: Reads, heading: str, cell: str, read: str
) -> None:
    """A3: a bare number below it is of that unit, and the preview says so; words keep their own."""
    file = reads(csv_text([(*HEADINGS[:6], heading, "Submitted"), (*ROW[:6], cell, ROW[7])]))
    assert request_of(file.rows[0]).timeline.in_short() == read
    assert any(f"Bare numbers in “{heading}” are read as" in said for said in file.reading.remarks)


ALL = "Ticket;Customer;Exemption type;Title;Requirement;Proposal;Timeline"


CASE = "MMD-1;Contoso;Drivers;Labels;print labels;vendor driver;12 months"


SAME = [
    "Ticket / Vorgang;Customer / Kunde;Exemption type / Ausnahmetyp;Title/Titel;Requirement / "
    "Anforderung / Exigence;"
    "Proposal (Vorschlag);Zeitraum – Timeline",
    '"Ticket\nVorgang";"Customer\nKunde";"Exemption '
    'type\nAusnahmetyp";"Title\nTitel";"Requirement\nAnforderung";'
    '"Proposal\nVorschlag";"Timeline\nZeitraum"',
    "1. Ticket;2. Customer;3. Exemption type;4. Title;5. Requirement;6. Proposal;7. Timeline",
    "1) Ticket;2) Customer;3) Exemption type;4) Title;5) Requirement;6) Proposal;7) Timeline",
    "(1) Ticket;1.2 Customer;3 - Exemption type;d) Title;V. Requirement;Q6: Proposal;#7 Timeline",
    "1. Ticket / Vorgang;2. Kunde;3. Ausnahmetyp;4. Titel;5. Anforderung;6. Vorschlag;7. Zeitraum "
    "/ Timeline",
    "number;u_customer;u_exemption_type;short_description;u_requirement;u_proposal;u_timeline",
    "number;u_company;u_exception_type;short_description;u_business_justification;u_proposed_solution;u_duration",
    "Ticket__c;Account;Exemption_Type__c;Subject;Requirement__c;Proposal__c;Timeline__c",
    "Ticket;Kunde;Ausnahmetyp;Titel;Anforderung (Pflichtfeld);Vorschlag [erforderlich];Dauer der "
    "Ausnahme",
    "Ticket;Client;Type d'exemption;Titre;Besoin (obligatoire);Solution proposée;Durée demandée",
    "Ticket;Customer;Exemption type;Title;Your requirement;Your proposal;Timeline (required)",
    "Ticket;Customer;Exemption type (Drivers, Devices, Other);Title;Requirement (what, "
    "why);Proposal;Timeline (max.)",
]


@pytest.mark.parametrize("headings", SAME)
def test_numbered_headings_two_languages_and_custom_fields_are_known(
    reads: Reads, headings: str
) -> None:
    """A1: whatever stands around its name, a column is what its name says."""
    request = request_of(reads(f"{headings}\n{CASE}\n").rows[0])
    said = (
        request.ticket,
        request.customer,
        request.type_words,
        request.title,
        request.requirement,
        request.proposal,
    )
    assert (*said, request.timeline.text) == tuple(CASE.split(";"))


def test_a_heading_of_two_meanings_is_kept_as_a_note(reads: Reads) -> None:
    """A1: never a guess which of the two a text is;
    our own name comes before a custom field of the same.
    """
    request = request_of(reads("Customer;Title;Requirement / Proposal\nContoso;t;print\n").rows[0])
    assert (request.requirement, request.proposal, request.notes) == (
        "",
        "",
        {"Requirement / Proposal": "print"},
    )
    request = request_of(
        reads("customer;u_customer;requirement;u_requirement\nContoso;a;print;b\n").rows[0]
    )
    assert (request.customer, request.requirement) == ("Contoso", "print")


@pytest.mark.parametrize(
    "heading",
    [
        "Schweregrad",
        "Gravité",
        "Dringlichkeit",
        "Urgency",
        "Urgence",
        "Severity level",
        "Kritikalität",
        "Criticité",
        "Sévérité",
        "Niveau de gravité",
        "Prio",
        "u_severity",
        "Severity / Schweregrad",
        "8. Priority",
    ],
)
def test_severity_has_its_names_in_three_languages(reads: Reads, heading: str) -> None:
    assert request_of(reads(f"{ALL};{heading}\n{CASE};B\n").rows[0]).severity == "B"
    both = reads(f"{ALL};Severity;{heading}\n{CASE};A;B\n").rows[0]
    assert request_of(both).severity == "A"


PAGES = {
    "another one of ours": (f"{ALL};Severity\n{CASE};C", "Row 4 holds other headings"),
    "below a title": (f"Requests;page 2\n\n{ALL};Severity\n{CASE};C", "Row 6 holds other headings"),
    "one before": (f"No.;{ALL}\n1;{CASE}", "Row 4 holds other headings"),
    "one between": (
        ALL.replace("Title", "Severity;Title") + f"\n{CASE};x",
        "Row 4 holds other headings",
    ),
    "another language": (
        "Vorgang;Kunde;Ausnahmetyp;Titel;Anforderung;Vorschlag;Zeitraum",
        "Row 4 holds other",
    ),
}


@pytest.mark.parametrize("page", PAGES)
def test_headings_with_more_columns_on_another_page_are_never_read_over(
    reads: Reads, page: str
) -> None:
    """A1: the rows of the first page are no title block,
    and those of the second are not read as if of the first.
    """
    below, words = PAGES[page]
    file = reads(f"{ALL}\n{CASE}\n{CASE}\n{below}\n")
    assert [problem.message[: len(words)] for problem in file.problems] == [words]


def test_headings_again_with_a_column_of_no_name_are_passed_over(reads: Reads) -> None:
    """A1: what stands beside them changes nothing of the columns before."""
    file = reads(f"{ALL}\n{CASE}\n{ALL};Page 2\n{CASE}\n")
    assert [bool(row.request) for row in file.rows] == [True, False, True]
    assert file.rows[1].skipped == "The headings again"
    rule = reads(
        "| Ticket | Customer | Requirement |\n|---|:---:|---|\n| MMD-1 | Contoso | print |\n"
    )
    assert [bool(row.request) for row in rule.rows] == [False, True]


@pytest.mark.parametrize("heading", ["Expiry date", "Gültigkeit", "Type"])
def test_a_looser_name_makes_no_request_of_a_device(reads: Reads, heading: str) -> None:
    """D1: an inventory may have a column that is called as one of ours might be."""
    file = reads(f"Serial Number;Model;Title;{heading}\n5CG0000001;X2;t;2027-01-01\n")
    assert "lists 1 device, not exemption requests" in file.problems[0].message


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Ticket Ref", "Ticket"),
        ("Reference no.", "Ticket"),
        ("N° ticket", "Ticket"),
        ("# of devices", "Devices"),
        ("Company name (legal)", "Customer"),
        ("Why do you need it?", "Requirement"),
        ("Date (approved)", ""),
    ],
)
def test_headings_with_a_number_word_or_a_hint_are_known(
    reads: Reads, heading: str, name: str
) -> None:
    """A1: a hint in brackets may change what a date or a person is, not whose text it is."""
    file = reads(f"Title,Proposal,{heading}\nMacros,Allow,1".encode())
    assert dict(file.reading.mapping)[heading] == name


def test_a_mapping_by_hand_stays_beside_a_heading_of_signs(tmp_path: Path) -> None:
    """A1: a column `#` of row numbers moves no word to another detail, nor does its absence."""
    path = tmp_path / "requests.csv"
    path.write_text("Kundin;#;Wunsch;Weg\nContoso;7;need;way\n", "utf-8")
    headings = [theirs for theirs, _ in read_file(path, "UTC", Job()).reading.mapping]
    chosen = {heading_key(headings): by_hand(["Customer", "", "Requirement", "Proposal"])}
    request = request_of(read_file(path, "UTC", Job(), ReadWish(columns=chosen)).rows[0])
    assert (request.customer, request.requirement, request.proposal) == ("Contoso", "need", "way")
    assert request.notes == {"#": "7"}
    path.write_text("Kundin;Wunsch;Weg\nContoso;need;way\n", "utf-8")
    assert not read_file(path, "UTC", Job(), ReadWish(columns=chosen)).rows


def test_a_question_as_a_heading_can_be_chosen_by_hand(tmp_path: Path) -> None:
    """A1: forms head their columns so; a hardware hash is no question and never shown."""
    question = "Beschreiben Sie möglichst genau, warum Sie diese Abweichung vom Üblichen wünschen"
    path = tmp_path / "requests.csv"
    path.write_text(f"Kundin;{question};Weg\nContoso;need;way\n", "utf-8")
    headings = [theirs for theirs, _ in read_file(path, "UTC", Job()).reading.mapping]
    assert headings == ["Kundin", question, "Weg"]
    chosen = {heading_key(headings): by_hand(["Customer", "Requirement", "Proposal"])}
    request = request_of(read_file(path, "UTC", Job(), ReadWish(columns=chosen)).rows[0])
    assert (request.requirement, request.proposal) == ("need", "way")
    path.write_text(f"5CG1;{'T0E' * 1300};HP\n", "utf-8")
    headings = [theirs for theirs, _ in read_file(path, "UTC", Job()).reading.mapping]
    assert headings == ["5CG1", "HP"]


def test_of_two_columns_for_one_the_others_stay_understood(reads: Reads) -> None:
    """A1: only what is in doubt is chosen in the preview, or the rest would become notes."""
    file = reads("Customer,Need,Reason,Proposal,Note\nContoso,a,b,c,d\n")
    assert "could both be the Requirement" in file.problems[0].message
    assert file.reading.mapping == (
        ("Customer", "Customer"),
        ("Need", ""),
        ("Reason", ""),
        ("Proposal", "Proposal"),
        ("Note", ""),
    )
