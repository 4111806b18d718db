"""CSV: encodings, separators, headings, dates, rows that are wrong,
and files that cannot be read (A1, A3, A5).
"""

from pathlib import Path

import pytest

from mmd_reviewer.domain.deed import Job
from mmd_reviewer.domain.errors import Cancelled
from mmd_reviewer.domain.intake import ReadFile
from mmd_reviewer.readers import limits, read_file
from tests.readers.conftest import Reads
from tests.readers.csv_rows import HEADINGS, ROW, csv_text, problem_of, request_of

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
def test_every_encoding_and_separator_gives_the_same_request(
    reads: Reads, encoding: str, separator: str
) -> None:
    """A1, A3: what was detected is said."""
    sign = {"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|"}[separator]
    file = reads(csv_text([HEADINGS, ROW], sign).encode(encoding))
    request = request_of(file.rows[0])
    assert (file.reading.encoding, file.reading.separator) == (ENCODINGS[encoding], separator)
    assert (request.customer, request.requirement, request.proposal) == (
        "Žižkov",
        "print; quickly",
        'the "big" package',
    )
    assert (request.timeline.days, request.type_words, str(request.submitted)) == (
        42,
        "Drivers",
        "2026-11-20",
    )
    assert (file.rows[0].row, file.reading.heading_row) == (2, 1)


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
    "11/20/2026, 2:30\u202fPM": "2026-11-20",
    "20\xa0November\xa02026": "2026-11-20",
    "4/4/2026": "2026-04-04",
    "0001-01-01T00:00:00Z": "None",
    "": "None",
}


@pytest.mark.parametrize("words", DATES)
def test_dates_are_read_where_they_leave_no_doubt(reads: Reads, words: str) -> None:
    file = reads(csv_text([HEADINGS, (*ROW[:7], words)]))
    assert str(request_of(file.rows[0]).submitted) == DATES[words]


@pytest.mark.parametrize(
    "words", ["3/4/2026", "31/2/2026", "20/11/26", "soon", "46341", "2026-13-01", "2026-02-30"]
)
def test_a_date_that_cannot_be_read_is_a_problem_of_its_row(reads: Reads, words: str) -> None:
    """Never a guess: row and column are named, the other rows are read."""
    file = reads(csv_text([HEADINGS, (*ROW[:7], words), ROW]))
    row, column, message = problem_of(file.rows[0])
    assert (row, column) == (2, "Submitted")
    assert words in message
    assert file.rows[1].request


def test_the_dates_of_a_column_tell_how_the_doubtful_ones_are_meant(reads: Reads) -> None:
    def column(*words: str) -> ReadFile:
        return reads(csv_text([HEADINGS, *[(*ROW[:7], word) for word in words]]))

    file = column("3/4/2026", "20/11/2026")
    assert str(request_of(file.rows[0]).submitted) == "2026-04-03"
    assert file.reading.remarks == ("Dates in Submitted are read as day, month, year.",)
    file = column("3/4/2026", "11/20/2026")
    assert str(request_of(file.rows[0]).submitted) == "2026-03-04"
    file = column("3/4/2026", "11/20/2026", "20/11/2026")
    assert "two ways" in problem_of(file.rows[0])[2]
    assert [str(request_of(row).submitted) for row in file.rows[1:]] == ["2026-11-20", "2026-11-20"]


def test_row_numbers_are_those_of_a_spreadsheet(reads: Reads) -> None:
    """A text over several lines is one row; blank rows count as rows and are passed over."""
    text = 'Export of today\n\nCustomer,Requirement\nContoso,"two\r\nlines"\n\n,  \n ,\nAdatum,x\n'
    file = reads(text)
    assert file.reading.heading_row == 3
    assert [row.row for row in file.rows] == [4, 8]
    assert request_of(file.rows[0]).requirement == "two\nlines"


def test_short_rows_are_filled_and_long_ones_refused(reads: Reads) -> None:
    file = reads("Customer,Requirement,Proposal\nContoso,a\nContoso,a,b,,\nContoso,a,b,c\n")
    assert request_of(file.rows[0]).proposal == ""
    assert request_of(file.rows[1]).proposal == "b"
    assert problem_of(file.rows[2])[:2] == (4, "D")
    assert "4 cells and there are 3 headings" in problem_of(file.rows[2])[2]
    assert "1 row has fewer cells" in file.reading.remarks[0]


QUOTATIONS = {
    'Customer,Requirement\nContoso,"a" b\nAdatum,c\n': ([2], [3], "line 2"),
    'Customer,Requirement\nContoso,"never closed\nAdatum,c\n': ([2], [], "lines 2 to 3"),
    'Customer,Requirement\nAdatum,c\nContoso,"' + "x\n" * 70_000 + "Litware,d\n": (
        [3],
        [2],
        "131072",
    ),
}


@pytest.mark.parametrize("text", QUOTATIONS, ids=["text after", "not closed", "swallows the file"])
def test_a_quotation_mark_out_of_place_is_a_problem_and_hides_no_row(
    reads: Reads, text: str
) -> None:
    failed, good, words = QUOTATIONS[text]
    file = reads(text)
    assert [row.row for row in file.rows if row.problem] == failed
    assert set(good) <= {row.row for row in file.rows if row.request}
    message = next(row.problem.message for row in file.rows if row.problem)
    assert "quotation mark" in message
    assert words in message or "lines 3 to" in message


def test_text_that_is_no_text_is_a_problem_of_its_row(reads: Reads) -> None:
    file = reads("Customer,Requirement,Note\nContoso,a\0b,\nContoso,ok,\nContoso,ok,x\0\n")
    assert problem_of(file.rows[0])[:2] == (2, "Requirement")
    assert file.rows[1].request
    assert problem_of(file.rows[2])[:2] == (4, "Note")
    half = "Customer,Requirement\nContoso,\ud800\nContoso,ok\n".encode("utf-16-le", "surrogatepass")
    file = reads(b"\xff\xfe" + half)
    assert "half a character" in problem_of(file.rows[0])[2]
    assert file.rows[1].request
    file = reads(b"\xef\xbb\xbfCustomer,Requirement\nContoso,\x81\xe4\nContoso,ok\n")
    assert "no character of the file's encoding" in problem_of(file.rows[0])[2]
    assert file.rows[1].request


def test_a_cell_over_32_kilobytes_is_refused_and_one_of_that_length_is_not(reads: Reads) -> None:
    file = reads(f"Customer,Requirement\nContoso,{'x' * 32768}\nContoso,{'x' * 32769}\n")
    assert file.rows[0].request
    assert problem_of(file.rows[1]) == (
        3,
        "Requirement",
        "The text has 32,769 characters and 32,768 is the most: shorten it or attach it.",
    )


def test_long_fields_and_markup_are_kept_as_they_are(reads: Reads) -> None:
    words, name = " ".join(["word"] * 5000), "N" * 300
    cells = ("MMD-1", name, "Drivers", "<b>", words, "<img src=x> & more", "6 weeks", "")
    request = request_of(reads(csv_text([HEADINGS, cells])).rows[0])
    assert (request.customer, request.title, request.requirement) == (name, "<b>", words)
    assert request.proposal == "<img src=x> & more"


def test_cells_that_start_with_an_equals_sign_stay_text(reads: Reads) -> None:
    file = reads('Customer,Requirement\nContoso,"=1+1"\n')
    assert request_of(file.rows[0]).requirement == "=1+1"
    assert "Cells that start with = stay text." in file.reading.remarks
    assert not reads("Customer,Requirement\nContoso,1=1\n").reading.remarks


def test_a_separator_line_above_the_headings_is_no_row(reads: Reads) -> None:
    file = reads("sep=;\nCustomer;Requirement\nContoso;a,b\n")
    assert (file.rows[0].row, file.reading.heading_row, request_of(file.rows[0]).requirement) == (
        2,
        1,
        "a,b",
    )


def test_lines_are_counted_with_the_one_that_names_the_separator(reads: Reads) -> None:
    """They are looked for in an editor, which shows that line."""
    file = reads('sep=;\nCustomer;Requirement\nContoso;"a" b\n')
    assert "in line 3" in problem_of(file.rows[0])[2]


def test_a_quotation_mark_above_the_headings_is_no_problem(reads: Reads) -> None:
    """A5: nothing above the headings is a row."""
    file = reads('"Exemptions" of 2026\nCustomer,Requirement\nContoso,a\n')
    assert [(row.row, row.problem) for row in file.rows] == [(3, None)]
    assert "“Exemptions of 2026”" in file.reading.remarks[0]


WHOLE = {
    "no heading": ("a,b\n1,2\n", "No row of headings"),
    "one heading": ("Customer\nContoso\n", "No row of headings"),
    "two for one": (
        "Customer,Need,Reason\nC,a,b\n",
        "B (“Need”) and C (“Reason”) could both be the Requirement",
    ),
    "twice": ("Customer,Proposal,proposal\nC,a,b\n", "Columns B (“Proposal”) and C (“proposal”)"),
    "no rows": ("Customer,Requirement\n\n ,\n", "no rows below them"),
    "devices": (
        "Manufacturer,Model,Serial Number\nA,B,1\nA,B,2\n",
        "lists 2 devices, not exemption requests",
    ),
    "Autopilot": (
        "Device Serial Number,Windows Product ID,Hardware Hash\n1,,T0EeBA\n",
        "lists 1 device, not",
    ),
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
    "line",
    [
        "Total Contoso,1,,,,,,",
        "Subtotal Contoso,1,,,,,,",
        "Summe Contoso,1,,,,,,",
        "Teilsumme,4,,,,,,",
        "Number of requests,4,,,,,,",
        ",*** end ***,,,,,,",
        ",9 records,,,,,,",
        ",Fin du rapport,,,,,,",
    ],
)
def test_subtotals_and_footers_are_no_cases(reads: Reads, line: str) -> None:
    """A5: passed over by name and counted; a row of words is a request,
    whatever its customer is called.
    """
    head, row = ",".join(HEADINGS), ",".join(ROW)
    file = reads(f"{head}\n{row}\n{line}\n")
    assert [bool(read.request) for read in file.rows] == [True, False]
    assert file.rows[1].skipped
    named = reads(f"{head}\n{row.replace(ROW[1], 'Total Energies')}\n").rows[0]
    assert named.request is not None
    assert named.request.customer == "Total Energies"


@pytest.mark.parametrize("customer", ["Total Energies", "Source 4 Ltd", "Total", "End of Line 2"])
def test_a_customer_may_be_called_like_a_total(reads: Reads, customer: str) -> None:
    """A1: a row of few cells that asks for something is a request."""
    file = reads(f"Customer,Requirement,Title\n{customer},scan plans,\n")
    assert request_of(file.rows[0]).customer == customer


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (
            'Customer;Requirement;Proposal;Title\nContoso; "print; all";driver;\n',
            "print; all|driver|",
        ),
        (
            'Customer; Requirement; Proposal\nContoso; "print\nall; now"; "a ""b"""\n',
            'print\nall; now|a "b"|',
        ),
        ('Customer,Requirement,Proposal\nContoso,  "print, all", "driver"\n', "print, all|driver|"),
        ('Customer\tRequirement\tProposal\nContoso\t "print\tall"\tdriver\n', "print\tall|driver|"),
        ('Customer;Requirement;Proposal\nContoso; "big" labels;driver\n', '"big" labels|driver|'),
        (
            'Customer,Requirement,Proposal\nContoso,"he said, ""yes"", ok",driver\n',
            'he said, "yes", ok|driver|',
        ),
    ],
)
def test_a_blank_may_stand_before_an_opening_quotation_mark(
    reads: Reads, text: str, read: str
) -> None:
    """A1: what is quoted is one text,
    and words in quotation marks within a text stay as they are.
    """
    (row,) = reads(text).rows
    request = request_of(row)
    assert f"{request.requirement}|{request.proposal}|{request.title}" == read


def test_the_words_of_a_description_that_became_details_are_marked_and_a_signature_is_none(
    reads: Reads,
) -> None:
    """A1: as in a ticket of the portal; what a column says itself stands in no description."""
    text = "Requirement: Macros\nTimeline: 1 year\nProposal: Sign them\n\nJana Hofer"
    (row,) = reads(
        f'Customer,Proposal,Contact,Description\nContoso,Allow,Jana Hofer,"{text}"'.encode()
    ).rows
    assert row.request is not None
    assert (row.request.requirement, row.request.proposal) == ("Macros", "Allow")
    marked = [(one.detail, row.request.text[one.start : one.end]) for one in row.request.taken]
    assert marked == [("requirement", "Macros"), ("timeline", "1 year")]
