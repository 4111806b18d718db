"""A batch as one file: a list in front, every letter
from a front page on, the same bytes each time.
"""

from dataclasses import replace
from datetime import date

import pytest

from mmd_reviewer import paths
from mmd_reviewer.domain.deed import Job
from mmd_reviewer.domain.errors import Cancelled
from mmd_reviewer.domain.print_batch import BatchRow, CoverList
from mmd_reviewer.pdf import styles as s
from mmd_reviewer.pdf.batch_pdf import draw_batch
from mmd_reviewer.pdf.press import Press
from mmd_reviewer.pdf.read_back import page_sizes, read_pages, words_on_pages
from tests.domain.letter_cases import CASES, IN_FORCE, write
from tests.long import long_or
from tests.making import DAY, case

FONTS = paths.resources() / "fonts"
SEAL = "376:" + "ab" * 32


def letters(number: int) -> tuple[CoverList, list[bytes]]:
    """Notices of one and of many devices in turn, and their list."""
    record = write(case(*IN_FORCE), "notice_first")
    table = record.blocks[-1]
    press, rows, files = Press(FONTS), [], []
    for place in range(number):
        more = tuple((f"S{n:05d}", "HP Elite", "") for n in range(60 * (place % 2)))
        blocks = (*record.blocks[:-1], replace(table, rows=(*table.rows, *more)))
        one = replace(record, number=f"A-{place:04d}-L1", blocks=blocks)
        pdf, pages = press.draw(one)
        files.append(pdf)
        name = (
            "Žižkov Strojírny & Sons with a name that is far too long for its column"
            if not place
            else "Fabrikam"
        )
        rows.append(
            BatchRow(
                f"A-{place:04d}", "notice_first", one.number, name, "MMD-1465058-R5V8P", DAY, pages
            )
        )
    return CoverList(tuple(rows), DAY, "Ines Moreau", "Microsoft Managed Desktop", SEAL), files


def test_every_letter_begins_on_a_front_page() -> None:
    """C4: printed on both sides no letter shares a sheet with another;
    blank backs keep the order.
    """
    cover, files = letters(5)
    pdf, pages = draw_batch(cover, files, FONTS, Job())
    texts = [page.text for page in read_pages(pdf)]
    assert pages == len(texts)
    assert pages % 2 == 0
    for row in cover.rows:
        first = next(
            n for n, text in enumerate(texts) if row.letter in text and "First notice" in text and n
        )
        assert first % 2 == 0
    assert sum(page.annotations for page in read_pages(pdf)) == 0


@pytest.mark.parametrize("paper", s.PAPERS)
def test_each_letter_keeps_its_paper(paper: str) -> None:
    """C2, C4: blank backs are as large as their fronts; the list is on the paper of the desk."""
    record = write(CASES["acknowledgement"])
    press = Press(FONTS)
    drawn = [press.draw(replace(record, paper=one)) for one in ("A4", "Letter")]
    assert [pages for _, pages in drawn] == [1, 2]
    cover, _ = letters(1)
    pdf, _ = draw_batch(replace(cover, paper=paper), [one for one, _ in drawn], FONTS, Job())
    sizes = [s.PAPERS[one] for one in (paper, paper, "A4", "A4", "Letter", "Letter")]
    for found, size in zip(page_sizes(pdf), sizes, strict=True):
        assert found == pytest.approx(size, abs=0.01)
    words = words_on_pages(pdf)[0]
    ends = (
        box.right for sign, box in zip(words.text, words.boxes, strict=True) if box and sign > " "
    )
    assert max(ends) == pytest.approx(s.PAPERS[paper][0] - s.RIGHT, abs=1)


def test_the_list_names_every_letter_and_the_seal() -> None:
    """C4: addressee, reference, pages, the seal of the store, and that nothing is sent."""
    cover, files = letters(3)
    pdf, _ = draw_batch(cover, files, FONTS, Job())
    text = read_pages(pdf)[0].text
    for words in (
        "Print batch",
        "Monday 23 November 2026",
        "3 letters",
        "A-0002-L1",
        "MMD-1465058-R5V8P",
        "ab" * 32,
        "376 facts",
        "Printed is not dispatched",
        "Žižkov Strojírny & Sons",
        "Page 1 of 1",
    ):
        assert words in text


def test_a_long_list_runs_over_pages() -> None:
    """C4: every letter has its line and its tick box."""
    cover, files = letters(1)
    many = replace(
        cover, rows=tuple(replace(cover.rows[0], letter=f"A-{n:04d}-L9") for n in range(90))
    )
    pdf, _ = draw_batch(many, files * 90, FONTS, Job())
    front = "".join(page.text for page in read_pages(pdf)[:6])
    assert all(f"A-{n:04d}-L9" in front for n in range(90))
    assert "Print batch, continued" in front


def test_the_same_letters_give_the_same_bytes() -> None:
    """C2: so that a file written before a crash is recognised and not printed twice."""
    cover, files = letters(2)
    one = draw_batch(cover, files, FONTS, Job())
    assert draw_batch(cover, files, FONTS, Job()) == one
    assert draw_batch(replace(cover, day=date(2026, 11, 24)), files, FONTS, Job()) != one


def test_cancel_answers_between_letters() -> None:
    """A long batch can be stopped; nothing is kept of it."""
    cover, files = letters(3)
    seen: list[int] = []
    job = Job(lambda done, total: seen.append(done), lambda: len(seen) > 1)
    with pytest.raises(Cancelled):
        draw_batch(cover, files, FONTS, job)


@pytest.mark.long_form
def test_an_annex_of_very_many_devices() -> None:
    """D1, D2: every serial number is printed, the head stands on every page, no page is cut off."""
    record = write(case(*IN_FORCE), "notice_first")
    rows = tuple(
        (f"5CG{n:07d}", "Microsoft Corporation Surface Laptop 3 " * (1 + n % 3), "")
        for n in range(long_or(10_000, 1_000))
    )
    table = replace(record.blocks[-1], rows=(record.blocks[-1].rows[0], *rows))
    pdf, pages = Press(FONTS).draw(replace(record, blocks=(*record.blocks[:-1], table)))
    texts = [page.text for page in read_pages(pdf)]
    assert pages == len(texts)
    printed = "\n".join(texts)
    assert all(row[0] in printed for row in rows)
    assert all("Serial number" in text for text in texts[2:])
    assert all(f"Page {n} of {pages}" in text for n, text in enumerate(texts, 1))
