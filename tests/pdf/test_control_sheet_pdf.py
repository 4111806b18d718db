"""The control sheet on paper."""

from mmd_reviewer import paths
from mmd_reviewer.domain.control_sheet import ControlRow, ControlSheet
from mmd_reviewer.pdf.control_sheet import draw_control_sheet
from mmd_reviewer.pdf.read_back import read_pages
from tests.making import day

FONTS = paths.resources() / "fonts"
WHY = (
    "Rules D3, D11: day 140, calendar days counted from the first notice on Mon 2026-11-23. "
    "Rules D3, D11: it was Fri 2027-04-02 before the deadline was changed."
)


def test_the_arithmetic_is_printed_whole() -> None:
    """C9: a long one goes on in the next line; enough of them go on on the next page."""
    rows = (ControlRow("Cover ends", day(140), day(130), "planned", WHY),) * 40
    drawn = draw_control_sheet(
        ControlSheet("A-0001", "Fabrikam", "VPN", day(0), rows, "5ea1"), FONTS
    )
    pages = [page.text for page in read_pages(drawn)]
    text = " ".join(" ".join(pages).split())
    assert len(pages) > 1
    assert text.count(WHY) == len(rows)
    assert "…" not in text
    assert "Seal of the case: 5ea1" in text
