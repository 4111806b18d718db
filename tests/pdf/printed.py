"""One of every file that the press makes, and two readers of their words."""

import subprocess
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache, partial
from pathlib import Path

from mmd_reviewer import paths
from mmd_reviewer.domain.control_sheet import ControlRow, ControlSheet
from mmd_reviewer.domain.customer_sheet import CustomerSheet, SheetTable
from mmd_reviewer.domain.deed import Job
from mmd_reviewer.domain.letter_facts import Block, LetterRecord
from mmd_reviewer.domain.print_batch import BatchRow, CoverList
from mmd_reviewer.pdf.letter_pdf import draw_letter
from mmd_reviewer.pdf.press import Press
from mmd_reviewer.pdf.read_back import read_pages
from tests.domain.letter_cases import CASES, IN_FORCE, OF_THE_COURSE, write
from tests.making import DAY, case, write_letter
from tests.pdf import test_calendar_pdf, test_register_pdf

FONTS = paths.resources() / "fonts"
NAMES = (
    "Zoë Žižek, Ọ̀ṣọ́, محمد بن علي, Σωκράτης, Юлия, שרה כהן, सीता क्षत्रिय, สมชาย, 王小明, さくら, "
    "한글 and ≤ ≥ → ✓ • ½ № €"
)


def with_names(record: LetterRecord) -> LetterRecord:
    """The letter with a name in every script, in its text and in its address."""
    named = Block("text", f"The users are {NAMES}.", source="requirement")
    return replace(record, addressee=(*record.addressee, "王小明"), blocks=(named, *record.blocks))


def letter(number: int) -> str:
    """One that differs from row to row: a checker takes what recurs at the edge of three pages for
    a running head.
    """
    return chr(ord("a") + number % 23)


@cache
def letters() -> Mapping[str, LetterRecord]:
    """A letter of each kind in each language, one of many pages, one in two languages, and one in
    every script.
    """
    notice = write(case(*IN_FORCE), "notice_first")
    head, *rows = notice.blocks[-1].rows
    many = tuple(
        (f"5CG{n:07d}", f"Model {letter(n)} {'x' * (n % 37)}", f"PC-{n}") for n in range(400)
    )
    annex = replace(notice.blocks[-1], rows=(head, *rows, *many))
    kinds = {kind: write(CASES[kind], kind) for kind in CASES}
    others = {
        f"{kind} {language}": write(CASES[kind], kind, language=language)
        for kind in CASES
        for language in ("de", "fr")
    }
    return (
        kinds
        | others
        | {
            "many devices": replace(notice, blocks=(*notice.blocks[:-1], annex)),
            "edition of a course": write_letter(CASES["edition"], "edition", news=OF_THE_COURSE),
            "courtesy": write(CASES["notice_first"], "notice_first", language="de", also="fr"),
            "every script": with_names(write(CASES["approved"])),
        }
    )


def lists() -> Mapping[str, Callable[[], bytes]]:
    """What draws the other tagged files: register, calendar, control sheet, a customer's page."""
    press = Press(FONTS)
    row = ControlRow("Cover ends", DAY, DAY, "planned", "Rule D3.")
    table = SheetTable("Devices", (("Serial number", 40), ("Name", 60)), (("S1", "王小明"),) * 80)
    entries = [
        test_calendar_pdf.entry(
            date(2026, 11, 1 + n % 28), n, customer=f"Žižek محمد {letter(n)}", title=letter(n) * 9
        )
        for n in range(90)
    ]
    rows = [replace(test_register_pdf.ROW, number=f"A-{n:04d}") for n in range(60)]
    return {
        "register": partial(test_register_pdf.draw, rows, "State: In force"),
        "empty register": partial(test_register_pdf.draw, []),
        "calendar": partial(test_calendar_pdf.draw, entries),
        "control sheet": partial(
            press.control_sheet, ControlSheet("A-0001", "Fabrikam", "VPN", DAY, (row,) * 60, "5ea1")
        ),
        "customer": partial(press.customer, CustomerSheet("שרה", DAY, "Out", ("All.",), (table,))),
    }


def batch() -> bytes:
    """A print file of three letters."""
    chosen = [letters()[name] for name in ("approved", "every script", "many devices")]
    rows = tuple(
        BatchRow(row.case, row.kind, row.number, "Žižek", row.ticket, DAY, 2) for row in chosen
    )
    cover = CoverList(rows, DAY, "Ines Moreau", "Microsoft Managed Desktop", "376:" + "ab" * 32)
    drawn = [draw_letter(record, FONTS).pdf for record in chosen]
    return Press(FONTS).batch(cover, drawn, Job())[0]


def by_poppler(pdf: bytes, folder: Path) -> str:
    """The words of all pages as another reader than ours finds them."""
    file = folder / "read.pdf"
    file.write_bytes(pdf)
    done = subprocess.run(
        ["pdftotext", "-raw", "-enc", "UTF-8", str(file), "-"], capture_output=True, check=True
    )
    return done.stdout.decode()


def by_pdfium(pdf: bytes) -> str:
    """The words of all pages as the program reads them back."""
    return "\n".join(page.text for page in read_pages(pdf))
