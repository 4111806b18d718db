"""A customer's page on paper."""

from mmd_reviewer import paths
from mmd_reviewer.domain.customer_sheet import CustomerSheet, SheetTable
from mmd_reviewer.pdf.customer_pdf import draw_customer
from mmd_reviewer.pdf.read_back import read_pages
from tests.making import DAY

FONTS = paths.resources() / "fonts"
COLUMNS = (("Serial number", 40), ("Name", 60))


def test_every_row_is_printed_and_a_long_table_goes_on_under_its_headings() -> None:
    rows = tuple((f"S{n:03}", f"PC-{n:03}") for n in range(120))
    said = SheetTable("In revocation", COLUMNS, (("A-0001", "VPN"), ("", "No appeal. " * 9)))
    found = CustomerSheet(
        "北 𗀀 Fabrikam <b>",
        DAY,
        "120 devices are out",
        ("All of them.",) * 3,
        (said, SheetTable("Devices", COLUMNS, rows)),
    )
    drawn = draw_customer(found, FONTS)
    pages = [page.text for page in read_pages(drawn)]
    text = " ".join(" ".join(pages).split())
    assert len(pages) == 3
    assert all(f"S{n:03}" in text and f"PC-{n:03}" in text for n in range(120))
    assert text.count("Devices, continued") == 2
    assert "120 devices are out" in text
    assert "北 [U+17000] Fabrikam <b>" in text, "what the fonts lack is written out"
    assert "Page 3 of 3" in text
    assert draw_customer(found, FONTS) == drawn
