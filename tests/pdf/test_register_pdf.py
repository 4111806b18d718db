"""The printed register: figures, then every deviation with a header on each page;
nothing is cut off (E3).
"""

from dataclasses import replace
from datetime import date

from mmd_reviewer import paths
from mmd_reviewer.domain.deed import Job
from mmd_reviewer.domain.register import UNKNOWN, Names, Register, RegisterRow, factor_names
from mmd_reviewer.domain.register_figures import figures
from mmd_reviewer.pdf.read_back import page_sizes, read_pages
from mmd_reviewer.pdf.register_pdf import EMPTY, draw_register
from tests.making import edition

FONTS = paths.resources() / "fonts"
DAY = date(2026, 11, 23)
NAMES = Names(
    {"drivers": "Hardware or software drivers"}, {"2019-11": "Edition 1"}, factor_names([edition()])
)
ROW = RegisterRow(
    "A-0001",
    "MMD-1465058-R5V8P",
    "Contoso",
    "drivers",
    "Zebra ZT411 label printer package",
    1234,
    date(2026, 1, 1),
    date(2027, 2, 28),
    "in_force",
    "2019-11",
    "microsoft_technology",
    date(2026, 1, 1),
    date.max,
)


def draw(rows: list[RegisterRow], wish: str = "", job: Job | None = None) -> bytes:
    book = Register(DAY, None, tuple(rows))
    return draw_register(book, rows, figures(rows, (), DAY, NAMES), NAMES, wish, DAY, FONTS, job)


def texts(pdf: bytes) -> list[str]:
    return [" ".join(page.text.split()) for page in read_pages(pdf)]


def test_the_first_page_counts_and_the_table_says_everything() -> None:
    """E3: type, what, devices, since, until, state, edition,
    deciding factor; per customer and over all.
    """
    rows = [
        ROW,
        replace(ROW, number="A-0002", devices=UNKNOWN, until=None, state="in_revocation"),
        replace(ROW, number="A-0003", customer="Adatum"),
    ]
    pdf = draw(rows, "State: In force")
    (page,) = texts(pdf)
    for words in (
        "3 deviations from the standard template",
        "2 customers, 2,468 devices, 1 deviation without a device list",
        "On Mon 2026-11-23, by all facts known now",
        "Shown: State: In force. 3 of 3 deviations of that day.",
        "By type on devices",
        "By deciding factor",
        "By state",
        "By age",
        "Approvals that end",
        "Decided",
        "Time to decision",
        "Adatum 1 deviation, 1,234 devices",
        "Contoso 2 deviations, 1,234 devices",
        "Zebra ZT411 label printer package",
        "Hardware or software drivers",
        "1,234",
        "2026-01-01",
        "2027-02-28",
        "In force",
        "In revocation",
        "Edition 1",
        "3 Migration period",
        "A-0001",
        "MMD-1465058-R5V8P",
        "Open-ended",
        "Not listed",
        "Printed on Mon 2026-11-23 · Data as of Mon 2026-11-23, by all facts known now Page 1 of 1",
    ):
        assert words in page, words
    assert all(wide > high for wide, high in page_sizes(pdf))
    assert draw(rows, "State: In force") == pdf
    assert not any(found.annotations for found in read_pages(pdf))


def test_every_page_begins_with_the_header_and_the_customer() -> None:
    told: list[tuple[int, int]] = []
    rows = [replace(ROW, number=f"A-{place:04d}") for place in range(120)]
    rows += [replace(ROW, number=f"B-{place:04d}", customer=f"Firm {place}") for place in range(40)]
    pages = texts(draw(rows, job=Job(progress=lambda done, total: told.append((done, total)))))
    assert len(pages) > 4
    for page in pages[1:]:
        assert page.startswith(
            "Exemption Exemption type Devices Since Until State Edition Deciding factor Case Ticket"
        )
    assert "Contoso continued" in pages[1]
    whole = " ".join(pages)
    assert all(row.number in whole for row in rows)
    assert told[-1][0] < told[-1][1] == 160


def test_long_and_strange_words_come_through_whole() -> None:
    """Markup is text; a name or a ticket of any length goes on over lines and pages."""
    customer = " ".join(f"name{place}" for place in range(900))
    ticket = " ".join(f"t{place}" for place in range(900))
    pages = texts(
        draw(
            [
                replace(
                    ROW,
                    customer=customer,
                    ticket=ticket,
                    title='<img src="x"> 中国 𗀀 & <b>more</b>',
                )
            ]
        )
    )
    whole = " ".join(pages)
    assert len(pages) > 3
    assert all(f"name{place}" in whole for place in (0, 450, 899))
    assert all(f"t{place}" in whole for place in (0, 450, 899))
    assert '<img src="x"> 中国 [U+17000]' in whole
    assert "<b>more</b>" in whole.replace("-", "")


def test_an_empty_register_says_so() -> None:
    (page,) = texts(draw([], "“zzz”, " + ", ".join(f"Type: {place}" for place in range(60))))
    assert "0 deviations from the standard template" in page
    assert EMPTY in page
    assert "None" in page
    assert "Type: 59" in page
