"""Files for the archive that can be read aloud: PDF/A-2b, PDF/UA, every font within."""

import hashlib
import io
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from mmd_reviewer.domain.deed import Job
from mmd_reviewer.domain.letter_facts import PRESS
from mmd_reviewer.domain.print_batch import BatchRow, CoverList
from mmd_reviewer.pdf import archive
from mmd_reviewer.pdf.embedding import NAME
from mmd_reviewer.pdf.letter_pdf import draw_letter
from mmd_reviewer.pdf.press import Press
from mmd_reviewer.pdf.read_back import read_pages
from tests.long import long_or
from tests.making import DAY
from tests.pdf.printed import FONTS, batch, letters, lists

pikepdf = pytest.importorskip("pikepdf", reason="no wheel of pikepdf for this system")
pdfa = pytest.importorskip("pikepdf.pdfa", reason="no wheel of pikepdf for this system")
outloud = pytest.importorskip("outloud", reason="outloud is not installed")
pdfua = pytest.importorskip("pdfua", reason="pdfua is not installed")

pytestmark = pytest.mark.skipif(
    shutil.which("qpdf") is None or shutil.which("pdffonts") is None,
    reason="qpdf or poppler-utils are not installed",
)
# Each kind in one language after another; under `dev.py long` in all of them
LETTERS = long_or(sorted(letters()), sorted(letters())[::4])
LISTS = long_or(sorted(lists()), sorted(lists())[::2])
CLAIM = archive._CLAIM.encode()


def approved(pdf: bytes, folder: Path) -> None:
    """PDF/A-2b by pikepdf, sound by qpdf, all fonts embedded by poppler."""
    file = folder / "file.pdf"
    file.write_bytes(pdf)
    report = pdfa.validate_written(file, "2b")
    assert report.passed, report.findings
    checked = subprocess.run(["qpdf", "--check", str(file)], capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout
    fonts = subprocess.run(["pdffonts", str(file)], capture_output=True, text=True, check=True)
    rows = [re.split(r" +", row.strip()) for row in fonts.stdout.splitlines()[2:]]
    assert rows
    assert all(row[-5:-2] == ["yes", "yes", "yes"] for row in rows), "embedded, subset, Unicode"
    assert "Helvetica" not in fonts.stdout


def read_aloud(pdf: bytes, folder: Path) -> None:
    """Nothing to say by two checkers of PDF/UA."""
    file = folder / "claimed.pdf"
    file.write_bytes(pdf)
    found = outloud.check(str(file))
    assert (found.errors, found.warnings) == (0, 0), [str(row) for row in found.findings]
    assert pdfua.validate(str(file)).findings == ()


def without(pdf: bytes) -> bytes:
    """A file without its description, length, id and cross-references."""
    described = re.sub(rb"/Type/Metadata.*?endstream", b"", pdf, flags=re.DOTALL)
    return re.sub(rb"xref\n.*", b"", described, flags=re.DOTALL)


@pytest.mark.long_form
@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_is_one_for_the_archive(name: str, tmp_path: Path) -> None:
    """C2: approved without the claim of PDF/UA, which the approver does not know;
    the claim is the only difference.
    """
    plain = draw_letter(letters()[name], FONTS, claim=False).pdf
    claimed = draw_letter(letters()[name], FONTS).pdf
    approved(plain, tmp_path)
    assert CLAIM in claimed
    assert CLAIM not in plain
    assert without(claimed) == without(plain)
    with pikepdf.open(io.BytesIO(claimed)) as pdf:
        assert pdf.Root.Metadata.read_bytes().replace(CLAIM, b"") == (
            pikepdf.open(io.BytesIO(plain)).Root.Metadata.read_bytes()
        )


@pytest.mark.long_form
@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_can_be_read_aloud(name: str, tmp_path: Path) -> None:
    """Headings, paragraphs, lists and tables are named, also in a draft and on other paper."""
    record = letters()[name]
    read_aloud(draw_letter(record, FONTS).pdf, tmp_path)
    read_aloud(draw_letter(replace(record, paper="Letter"), FONTS, draft=True).pdf, tmp_path)


@pytest.mark.long_form
@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_one_for_the_archive_and_can_be_read_aloud(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw = lists()[name]
    read_aloud(draw(), tmp_path)
    about = archive.About
    plain = "mmd_reviewer.pdf.sheet.About"
    monkeypatch.setattr(plain, lambda *given: replace(about(*given), claim=False))
    approved(draw(), tmp_path)


def test_a_print_file_is_one_for_the_archive_and_is_not_tagged(tmp_path: Path) -> None:
    """C4: for the printer; what is read aloud are the letters themselves."""
    pdf = batch()
    approved(pdf, tmp_path)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert "/StructTreeRoot" not in opened.Root
        names = [
            str(font.BaseFont)
            for page in opened.pages
            for font in page.Resources.get("/Font", {}).values()
        ]
    latin = {name for name in names if name.endswith("Latin-Regular")}
    assert len(latin) <= 2, "one font serves all letters but those with glyphs of their own"


def test_the_file_says_what_it_is_twice_alike() -> None:
    """Language, title, service, subject, the letter's own day; no account name."""
    record = letters()["approved"]
    pdf = draw_letter(record, FONTS).pdf
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        xmp = opened.Root.Metadata.read_bytes().decode()
        info = opened.docinfo
        for name, tag in (
            ("/Title", "dc:title"),
            ("/Author", "dc:creator"),
            ("/Subject", "dc:description"),
        ):
            said = re.search(rf"<{tag}>.*?<rdf:li[^>]*>(.*?)</rdf:li>", xmp, re.DOTALL)
            assert said is not None
            assert said[1] == str(info[name])
        assert str(info["/CreationDate"]) == str(info["/ModDate"]) == "D:20261123000000Z"
        assert xmp.count("2026-11-23T00:00:00Z") == 3
        assert str(opened.Root.Lang) == record.language == "en-GB"
        assert opened.Root.ViewerPreferences.DisplayDocTitle
    assert b"Ines" not in pdf


def test_a_letter_names_the_press_that_draws_it() -> None:
    """C2: new ones that of today; one without a name is of the first, and drawn as it was."""
    record = letters()["approved"]
    assert record.press == PRESS
    press = Press(FONTS)
    drawn, _ = press.draw(record)
    assert NAME.encode() in drawn
    first, _ = press.draw(replace(record, press=""))
    assert NAME.encode() not in first
    assert first.startswith(b"%PDF-1.4")


def test_letters_of_both_presses_are_printed_together(tmp_path: Path) -> None:
    """C4: those of the first are none for the archive, so that the file does not say so either."""
    press, record = Press(FONTS), letters()["approved"]
    drawn = [press.draw(replace(record, press=name))[0] for name in ("", PRESS, "")]
    row = BatchRow(record.case, record.kind, record.number, "Žižek", record.ticket, DAY, 2)
    cover = CoverList((row,) * 3, DAY, "Ines Moreau", "Microsoft Managed Desktop", "1:ab")
    pdf, pages = press.batch(cover, drawn, Job())
    texts = [page.text for page in read_pages(pdf)]
    assert len(texts) == pages == 8
    assert all("Your exemption is approved" in texts[place] for place in (2, 4, 6))
    assert b"<pdfaid:part>" not in pdf
    file = tmp_path / "both.pdf"
    file.write_bytes(pdf)
    assert subprocess.run(["qpdf", "--check", str(file)], capture_output=True).returncode == 0


def test_a_press_keeps_its_fonts() -> None:
    """C2: other outlines or numbers of glyphs would be another press, which letters would name."""
    files = sorted((FONTS / "press").glob("*.ttf")) + [
        FONTS / f"NotoSans-{weight}.ttf" for weight in ("Regular", "SemiBold")
    ]
    whole = hashlib.sha256(b"".join(hashlib.sha256(file.read_bytes()).digest() for file in files))
    assert whole.hexdigest()[:16] == "37c3228f5aecbae5"
