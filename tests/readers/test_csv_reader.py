"""CSV: encodings, separators, headings, dates, rows that are wrong, and files that cannot be read (A1, A3, A5)."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import pytest

from mmd_reviewer.domain.deed import Job
from mmd_reviewer.domain.errors import Cancelled
from mmd_reviewer.domain.intake import ReadFile, ReadRow
from mmd_reviewer.domain.request import Request
from mmd_reviewer.readers import columns, limits, read_file
from tests.readers.conftest import Reads

HEADINGS = ("Ticket", "Customer", "Exemption type", "Title", "Requirement", "Proposal", "Timeline", "Submitted")
ROW = ("MMD-1", "Žižkov", "Drivers", "Labels", "print; quickly", 'the "big" package', "six weeks", "2026-11-20")


def _csv(rows: Sequence[Sequence[str]], separator: str = ",", ending: str = "\r\n") -> str:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator, lineterminator=ending).writerows(rows)
    return text.getvalue()


def _request(row: ReadRow) -> Request:
    assert row.request is not None, row
    return row.request


def _problem(row: ReadRow) -> tuple[int | None, str, str]:
    assert row.problem is not None, row
    return row.problem.row, row.problem.column, row.problem.message


ENCODINGS = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8 with BOM",
    "utf-16": "UTF-16 LE",
    "utf-16-le": "UTF-16 LE",
    "utf-16-be": "UTF-16 BE",
    "cp1252": "Windows-1252",
}


@pytest.mark.parametrize("separator", ["comma", "semicolon", "tab", "bar"])
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_encoding_and_separator_gives_the_same_request(reads: Reads, encoding: str, separator: str) -> None:
    """A1, A3: what was detected is said."""
    sign = {"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|"}[separator]
    file = reads(_csv([HEADINGS, ROW], sign).encode(encoding))
    request = _request(file.rows[0])
    assert (file.reading.encoding, file.reading.separator) == (ENCODINGS[encoding], separator)
    assert (request.customer, request.requirement, request.proposal) == (
        "Žižkov",
        "print; quickly",
        'the "big" package',
    )
    assert (request.timeline.days, request.type_words, str(request.submitted)) == (42, "Drivers", "2026-11-20")
    assert (file.rows[0].row, file.reading.heading_row) == (2, 1)


def test_the_headings_of_the_mock_up_are_known(reads: Reads) -> None:
    headings = (
        "Ticket no.;Company;Customization;Title;Business need;Solution;How long;Created;Requester;Email;# devices;"
        "Cost centre"
    )
    file = reads(headings + "\nMMD-1;Contoso;VPN;t;need;solution;24 months;16/11/2026;Jana;j@x.example;214;4410\n")
    request = _request(file.rows[0])
    assert dict(file.reading.mapping) == {
        "Ticket no.": "Ticket", "Company": "Customer", "Customization": "Exemption type", "Title": "Title",
        "Business need": "Requirement", "Solution": "Proposal", "How long": "Timeline", "Created": "Submitted",
        "Requester": "Contact", "Email": "Email", "# devices": "Devices", "Cost centre": "",
    }  # fmt: skip
    assert request.notes == {"Cost centre": "4410"}
    assert (request.devices, request.contact, request.timeline.months) == ("214", "Jana", 24)
    assert file.reading.remarks == ("Dates in Created are read as day, month, year.",)


@pytest.mark.parametrize("field", columns.FIELDS)
def test_every_column_is_known_in_any_case_and_order(reads: Reads, field: str) -> None:
    others = [name for name in ("Customer", "Proposal", "Requirement") if name != field]
    file = reads(f"{','.join(others)},  {field.upper()} \na,b,c,2026-11-20\n"[: None if len(others) == 3 else 200])
    assert field in dict(file.reading.mapping).values()


DATES = {
    "2026-11-20": "2026-11-20",
    "2026-11-20 14:30": "2026-11-20",
    "2026-11-20T23:30:00Z": "2026-11-21",
    "20 November 2026": "2026-11-20",
    "November 20, 2026": "2026-11-20",
    "20.11.2026": "2026-11-20",
    "3.4.2026": "2026-04-03",
    "20/11/2026": "2026-11-20",
    "11/20/2026": "2026-11-20",
    "20-11-2026": "2026-11-20",
    "11/20/2026 2:30 PM": "2026-11-20",
    "20/11/2026 14:30:59": "2026-11-20",
    "4/4/2026": "2026-04-04",
    "0001-01-01T00:00:00Z": "None",
    "": "None",
}


@pytest.mark.parametrize("words", DATES)
def test_dates_are_read_where_they_leave_no_doubt(reads: Reads, words: str) -> None:
    file = reads(_csv([HEADINGS, (*ROW[:7], words)]))
    assert str(_request(file.rows[0]).submitted) == DATES[words]


@pytest.mark.parametrize("words", ["3/4/2026", "31/2/2026", "20/11/26", "soon", "46341", "2026-13-01", "2026-02-30"])
def test_a_date_that_cannot_be_read_is_a_problem_of_its_row(reads: Reads, words: str) -> None:
    """Never a guess: row and column are named, the other rows are read."""
    file = reads(_csv([HEADINGS, (*ROW[:7], words), ROW]))
    row, column, message = _problem(file.rows[0])
    assert (row, column) == (2, "Submitted")
    assert words in message
    assert file.rows[1].request


def test_the_dates_of_a_column_tell_how_the_doubtful_ones_are_meant(reads: Reads) -> None:
    def column(*words: str) -> ReadFile:
        return reads(_csv([HEADINGS, *[(*ROW[:7], word) for word in words]]))

    file = column("3/4/2026", "20/11/2026")
    assert str(_request(file.rows[0]).submitted) == "2026-04-03"
    assert file.reading.remarks == ("Dates in Submitted are read as day, month, year.",)
    file = column("3/4/2026", "11/20/2026")
    assert str(_request(file.rows[0]).submitted) == "2026-03-04"
    file = column("3/4/2026", "11/20/2026", "20/11/2026")
    assert "two ways" in _problem(file.rows[0])[2]
    assert [str(_request(row).submitted) for row in file.rows[1:]] == ["2026-11-20", "2026-11-20"]


def test_row_numbers_are_those_of_a_spreadsheet(reads: Reads) -> None:
    """A text over several lines is one row; blank rows count as rows and are passed over."""
    text = 'Export of today\n\nCustomer,Requirement\nContoso,"two\r\nlines"\n\n,  \n ,\nAdatum,x\n'
    file = reads(text)
    assert file.reading.heading_row == 3
    assert [row.row for row in file.rows] == [4, 8]
    assert _request(file.rows[0]).requirement == "two\nlines"


def test_short_rows_are_filled_and_long_ones_refused(reads: Reads) -> None:
    file = reads("Customer,Requirement,Proposal\nContoso,a\nContoso,a,b,,\nContoso,a,b,c\n")
    assert _request(file.rows[0]).proposal == ""
    assert _request(file.rows[1]).proposal == "b"
    assert _problem(file.rows[2])[:2] == (4, "D")
    assert "4 cells and there are 3 headings" in _problem(file.rows[2])[2]
    assert "1 row has fewer cells" in file.reading.remarks[0]


QUOTATIONS = {
    'Customer,Requirement\nContoso,"a" b\nAdatum,c\n': ([2], [3], "line 2"),
    'Customer,Requirement\nContoso,"never closed\nAdatum,c\n': ([2], [], "lines 2 to 3"),
    'Customer,Requirement\nAdatum,c\nContoso,"' + "x\n" * 70_000 + "Litware,d\n": ([3], [2], "131072"),
}


@pytest.mark.parametrize("text", QUOTATIONS, ids=["text after", "not closed", "swallows the file"])
def test_a_quotation_mark_out_of_place_is_a_problem_and_hides_no_row(reads: Reads, text: str) -> None:
    failed, good, words = QUOTATIONS[text]
    file = reads(text)
    assert [row.row for row in file.rows if row.problem] == failed
    assert set(good) <= {row.row for row in file.rows if row.request}
    message = next(row.problem.message for row in file.rows if row.problem)
    assert "quotation mark" in message
    assert words in message or "lines 3 to" in message


def test_text_that_is_no_text_is_a_problem_of_its_row(reads: Reads) -> None:
    file = reads("Customer,Requirement,Note\nContoso,a\0b,\nContoso,ok,\nContoso,ok,x\0\n")
    assert _problem(file.rows[0])[:2] == (2, "Requirement")
    assert file.rows[1].request
    assert _problem(file.rows[2])[:2] == (4, "Note")
    half = "Customer,Requirement\nContoso,\ud800\nContoso,ok\n".encode("utf-16-le", "surrogatepass")
    file = reads(b"\xff\xfe" + half)
    assert "half a character" in _problem(file.rows[0])[2]
    assert file.rows[1].request
    file = reads(b"\xef\xbb\xbfCustomer,Requirement\nContoso,\x81\xe4\nContoso,ok\n")
    assert "no character of the file's encoding" in _problem(file.rows[0])[2]
    assert file.rows[1].request


def test_a_cell_over_32_kilobytes_is_refused_and_one_of_that_length_is_not(reads: Reads) -> None:
    file = reads(f"Customer,Requirement\nContoso,{'x' * 32768}\nContoso,{'x' * 32769}\n")
    assert file.rows[0].request
    assert _problem(file.rows[1]) == (
        3, "Requirement", "The text has 32,769 characters and 32,768 is the most: shorten it or attach it.",
    )  # fmt: skip


def test_long_fields_and_markup_are_kept_as_they_are(reads: Reads) -> None:
    words, name = " ".join(["word"] * 5000), "N" * 300
    cells = ("MMD-1", name, "Drivers", "<b>", words, "<img src=x> & more", "6 weeks", "")
    request = _request(reads(_csv([HEADINGS, cells])).rows[0])
    assert (request.customer, request.title, request.requirement) == (name, "<b>", words)
    assert request.proposal == "<img src=x> & more"


def test_cells_that_start_with_an_equals_sign_stay_text(reads: Reads) -> None:
    file = reads('Customer,Requirement\nContoso,"=1+1"\n')
    assert _request(file.rows[0]).requirement == "=1+1"
    assert "Cells that start with = stay text." in file.reading.remarks
    assert not reads("Customer,Requirement\nContoso,1=1\n").reading.remarks


def test_a_separator_line_above_the_headings_is_no_row(reads: Reads) -> None:
    file = reads("sep=;\nCustomer;Requirement\nContoso;a,b\n")
    assert (file.rows[0].row, file.reading.heading_row, _request(file.rows[0]).requirement) == (2, 1, "a,b")


def test_our_own_heading_comes_before_a_synonym(reads: Reads) -> None:
    file = reads("Customer,Requirement,Justification,,\nContoso,a,b,c,d\n")
    assert _request(file.rows[0]).requirement == "a"
    assert _request(file.rows[0]).notes == {"Justification": "b", "Column D": "c", "Column E": "d"}
    assert len(file.reading.mapping) == 3
    assert "“Justification” is kept as a note" in file.reading.remarks[0]


def test_columns_without_or_with_the_same_heading_are_kept_apart(reads: Reads) -> None:
    file = reads("Customer,,Requirement,Note,Note\nContoso,x,a,b,c\n")
    assert _request(file.rows[0]).notes == {"Column B": "x", "Note": "b", "Note (2)": "c"}


WHOLE = {
    "no heading": ("a,b\n1,2\n", "No row of headings"),
    "one heading": ("Customer\nContoso\n", "No row of headings"),
    "two for one": (
        "Customer,Need,Reason\nC,a,b\n",
        "B (“Need”) and C (“Reason”) could both be the Requirement",
    ),
    "twice": ("Customer,Proposal,proposal\nC,a,b\n", "Columns B (“Proposal”) and C (“proposal”)"),
    "no rows": ("Customer,Requirement\n\n ,\n", "no rows below them"),
    "devices": ("Manufacturer,Model,Serial Number\nA,B,1\nA,B,2\n", "lists 2 devices, not exemption requests"),
    "Autopilot": ("Device Serial Number,Windows Product ID,Hardware Hash\n1,,T0EeBA\n", "lists 1 device, not"),
    "inventory": ("Serial Number;Device Name;Status\n1;MMD-1;Active\n", "lists 1 device, not"),
}


@pytest.mark.parametrize("case", WHOLE)
def test_a_table_that_cannot_be_read_is_refused_in_a_sentence(reads: Reads, case: str) -> None:
    text, words = WHOLE[case]
    file = reads(text)
    assert not file.rows
    assert words in file.problems[0].message
    assert "T0E" not in repr(file)


def test_a_file_that_breaks_off_within_a_character_is_read_or_refused(reads: Reads) -> None:
    table = "Customer,Requirement\nContoso,aé"
    whole = reads(table.encode("utf-16")[:-1])
    assert "breaks off within a character" in whole.problems[0].message
    assert "cannot be told" in reads(table.encode()[:-1]).problems[0].message
    long = "Customer,Requirement\n" + "Contoso,aé\n" * 20_000
    assert len(reads(long.encode()).rows) == 20_000
    assert "breaks off" in reads(long.encode("utf-16")[:-1]).problems[0].message


def test_a_refusal_of_unknown_headings_lists_those_that_are_known(reads: Reads) -> None:
    message = reads("a,b\n1,2\n").problems[0].message
    assert all(name in message for name in columns.FIELDS)


def test_files_at_and_over_the_limits(reads: Reads, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_ROWS", 3)
    head = "Customer,Requirement\n"
    assert len(reads(head + "Contoso,a\n" * 3).rows) == 3
    over = reads(head + "Contoso,a\n" * 4)
    assert not over.rows
    assert "more than 3 rows" in over.problems[0].message
    monkeypatch.setitem(limits.LARGEST, "CSV", len(head))
    assert "nothing to import" in reads(head).problems[0].message
    assert "0 MB is the most for CSV" in reads(head + "x").problems[0].message


def test_reading_can_be_cancelled_and_tells_how_far_it_is(tmp_path: Path) -> None:
    path = tmp_path / "many.csv"
    path.write_text("Customer,Requirement\n" + "Contoso,a\n" * 5000)
    told: list[tuple[int, int]] = []
    read_file(path, "UTC", Job(lambda done, total: told.append((done, total))))
    assert len(told) >= 10
    assert all(0 <= done <= total and total for done, total in told)
    with pytest.raises(Cancelled):
        read_file(path, "UTC", Job(cancelled=lambda: len(told) > 0))


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
def test_a_heading_may_give_the_unit_of_the_period(reads: Reads, heading: str, cell: str, read: str) -> None:
    """A3: a bare number below it is of that unit, and the preview says so; words keep their own."""
    file = reads(_csv([(*HEADINGS[:6], heading, "Submitted"), (*ROW[:6], cell, ROW[7])]))
    assert _request(file.rows[0]).timeline.in_short() == read
    assert any(f"Bare numbers in “{heading}” are read as" in said for said in file.reading.remarks)


@pytest.mark.parametrize(
    "line",
    [
        "Total Contoso,1,,,,,,", "Subtotal Contoso,1,,,,,,", "Summe Contoso,1,,,,,,", "Teilsumme,4,,,,,,",
        "Number of requests,4,,,,,,", ",*** end ***,,,,,,", ",9 records,,,,,,", ",Fin du rapport,,,,,,",
    ],
)  # fmt: skip
def test_subtotals_and_footers_are_no_cases(reads: Reads, line: str) -> None:
    """A5: passed over by name and counted; a row of words is a request, whatever its customer is called."""
    head, row = ",".join(HEADINGS), ",".join(ROW)
    file = reads(f"{head}\n{row}\n{line}\n")
    assert [bool(read.request) for read in file.rows] == [True, False]
    assert file.rows[1].skipped
    named = reads(f"{head}\n{row.replace(ROW[1], 'Total Energies')}\n").rows[0]
    assert named.request is not None
    assert named.request.customer == "Total Energies"


ALL = "Ticket;Customer;Exemption type;Title;Requirement;Proposal;Timeline"
CASE = "MMD-1;Contoso;Drivers;Labels;print labels;vendor driver;12 months"
SAME = [
    "Ticket / Vorgang;Customer / Kunde;Exemption type / Ausnahmetyp;Title/Titel;Requirement / Anforderung / Exigence;"
    "Proposal (Vorschlag);Zeitraum – Timeline",
    '"Ticket\nVorgang";"Customer\nKunde";"Exemption type\nAusnahmetyp";"Title\nTitel";"Requirement\nAnforderung";'
    '"Proposal\nVorschlag";"Timeline\nZeitraum"',
    "1. Ticket;2. Customer;3. Exemption type;4. Title;5. Requirement;6. Proposal;7. Timeline",
    "1) Ticket;2) Customer;3) Exemption type;4) Title;5) Requirement;6) Proposal;7) Timeline",
    "(1) Ticket;1.2 Customer;3 - Exemption type;d) Title;V. Requirement;Q6: Proposal;#7 Timeline",
    "1. Ticket / Vorgang;2. Kunde;3. Ausnahmetyp;4. Titel;5. Anforderung;6. Vorschlag;7. Zeitraum / Timeline",
    "number;u_customer;u_exemption_type;short_description;u_requirement;u_proposal;u_timeline",
    "number;u_company;u_exception_type;short_description;u_business_justification;u_proposed_solution;u_duration",
    "Ticket__c;Account;Exemption_Type__c;Subject;Requirement__c;Proposal__c;Timeline__c",
    "Ticket;Kunde;Ausnahmetyp;Titel;Anforderung (Pflichtfeld);Vorschlag [erforderlich];Dauer der Ausnahme",
    "Ticket;Client;Type d'exemption;Titre;Besoin (obligatoire);Solution proposée;Durée demandée",
    "Ticket;Customer;Exemption type;Title;Your requirement;Your proposal;Timeline (required)",
    "Ticket;Customer;Exemption type (Drivers, Devices, Other);Title;Requirement (what, why);Proposal;Timeline (max.)",
]


@pytest.mark.parametrize("headings", SAME)
def test_numbered_headings_two_languages_and_custom_fields_are_known(reads: Reads, headings: str) -> None:
    """A1: whatever stands around its name, a column is what its name says."""
    request = _request(reads(f"{headings}\n{CASE}\n").rows[0])
    said = (request.ticket, request.customer, request.type_words, request.title, request.requirement, request.proposal)
    assert (*said, request.timeline.text) == tuple(CASE.split(";"))


def test_a_heading_of_two_meanings_is_kept_as_a_note(reads: Reads) -> None:
    """A1: never a guess which of the two a text is; our own name comes before a custom field of the same."""
    request = _request(reads("Customer;Title;Requirement / Proposal\nContoso;t;print\n").rows[0])
    assert (request.requirement, request.proposal, request.notes) == ("", "", {"Requirement / Proposal": "print"})
    request = _request(reads("customer;u_customer;requirement;u_requirement\nContoso;a;print;b\n").rows[0])
    assert (request.customer, request.requirement) == ("Contoso", "print")


@pytest.mark.parametrize(
    "heading",
    ["Schweregrad", "Gravité", "Dringlichkeit", "Urgency", "Urgence", "Severity level", "Kritikalität", "Criticité",
     "Sévérité", "Niveau de gravité", "Prio", "u_severity", "Severity / Schweregrad", "8. Priority"],
)  # fmt: skip
def test_severity_has_its_names_in_three_languages(reads: Reads, heading: str) -> None:
    assert _request(reads(f"{ALL};{heading}\n{CASE};B\n").rows[0]).severity == "B"
    both = reads(f"{ALL};Severity;{heading}\n{CASE};A;B\n").rows[0]
    assert _request(both).severity == "A"


PAGES = {
    "another one of ours": (f"{ALL};Severity\n{CASE};C", "Row 4 holds other headings"),
    "below a title": (f"Requests;page 2\n\n{ALL};Severity\n{CASE};C", "Row 6 holds other headings"),
    "one before": (f"No.;{ALL}\n1;{CASE}", "Row 4 holds other headings"),
    "one between": (ALL.replace("Title", "Severity;Title") + f"\n{CASE};x", "Row 4 holds other headings"),
    "another language": ("Vorgang;Kunde;Ausnahmetyp;Titel;Anforderung;Vorschlag;Zeitraum", "Row 4 holds other"),
}


@pytest.mark.parametrize("page", PAGES)
def test_headings_with_more_columns_on_another_page_are_never_read_over(reads: Reads, page: str) -> None:
    """A1: the rows of the first page are no title block, and those of the second are not read as if of the first."""
    below, words = PAGES[page]
    file = reads(f"{ALL}\n{CASE}\n{CASE}\n{below}\n")
    assert [problem.message[: len(words)] for problem in file.problems] == [words]


def test_headings_again_with_a_column_of_no_name_are_passed_over(reads: Reads) -> None:
    """A1: what stands beside them changes nothing of the columns before."""
    file = reads(f"{ALL}\n{CASE}\n{ALL};Page 2\n{CASE}\n")
    assert [bool(row.request) for row in file.rows] == [True, False, True]
    assert file.rows[1].skipped == "The headings again"
    rule = reads("| Ticket | Customer | Requirement |\n|---|:---:|---|\n| MMD-1 | Contoso | print |\n")
    assert [bool(row.request) for row in rule.rows] == [False, True]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ('Customer;Requirement;Proposal;Title\nContoso; "print; all";driver;\n', "print; all|driver|"),
        ('Customer; Requirement; Proposal\nContoso; "print\nall; now"; "a ""b"""\n', 'print\nall; now|a "b"|'),
        ('Customer,Requirement,Proposal\nContoso,  "print, all", "driver"\n', "print, all|driver|"),
        ('Customer\tRequirement\tProposal\nContoso\t "print\tall"\tdriver\n', "print\tall|driver|"),
        ('Customer;Requirement;Proposal\nContoso; "big" labels;driver\n', '"big" labels|driver|'),
        ('Customer,Requirement,Proposal\nContoso,"he said, ""yes"", ok",driver\n', 'he said, "yes", ok|driver|'),
    ],
)
def test_a_blank_may_stand_before_an_opening_quotation_mark(reads: Reads, text: str, read: str) -> None:
    """A1: what is quoted is one text, and words in quotation marks within a text stay as they are."""
    (row,) = reads(text).rows
    request = _request(row)
    assert f"{request.requirement}|{request.proposal}|{request.title}" == read


@pytest.mark.parametrize("heading", ["Expiry date", "Gültigkeit", "Type"])
def test_a_looser_name_makes_no_request_of_a_device(reads: Reads, heading: str) -> None:
    """D1: an inventory may have a column that is called as one of ours might be."""
    file = reads(f"Serial Number;Model;Title;{heading}\n5CG0000001;X2;t;2027-01-01\n")
    assert "lists 1 device, not exemption requests" in file.problems[0].message


def test_the_words_of_a_description_that_became_details_are_marked_and_a_signature_is_none(reads: Reads) -> None:
    """A1: as in a ticket of the portal; what a column says itself stands in no description."""
    text = "Requirement: Macros\nTimeline: 1 year\nProposal: Sign them\n\nJana Hofer"
    (row,) = reads(f'Customer,Proposal,Contact,Description\nContoso,Allow,Jana Hofer,"{text}"'.encode()).rows
    assert row.request is not None
    assert (row.request.requirement, row.request.proposal) == ("Macros", "Allow")
    marked = [(one.detail, row.request.text[one.start : one.end]) for one in row.request.taken]
    assert marked == [("requirement", "Macros"), ("timeline", "1 year")]


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Ticket Ref", "Ticket"), ("Reference no.", "Ticket"), ("N° ticket", "Ticket"), ("# of devices", "Devices"),
        ("Company name (legal)", "Customer"), ("Why do you need it?", "Requirement"), ("Date (approved)", ""),
    ],
)  # fmt: skip
def test_headings_with_a_number_word_or_a_hint_are_known(reads: Reads, heading: str, name: str) -> None:
    """A1: a hint in brackets may change what a date or a person is, not whose text it is."""
    file = reads(f"Title,Proposal,{heading}\nMacros,Allow,1".encode())
    assert dict(file.reading.mapping)[heading] == name
