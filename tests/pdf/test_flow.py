"""Where pages end: nothing stands alone that belongs to what is on the other page."""

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from mmd_reviewer.domain.letter_facts import Block, LetterRecord
from mmd_reviewer.domain.letterhead import PAPERS
from mmd_reviewer.pdf import styles as s
from mmd_reviewer.pdf.faces import Faces
from mmd_reviewer.pdf.flow import Frame, Strip, pages_of
from mmd_reviewer.pdf.letter_pdf import _pages, _Story, draw_letter
from mmd_reviewer.pdf.read_back import page_sizes, read_pages
from mmd_reviewer.pdf.structure import Node
from tests.domain.letter_cases import CASES, IN_FORCE, write
from tests.making import case
from tests.pdf.printed import FONTS, letters

FACES = Faces(FONTS)
FRAME = Frame((400, 200), 10, 10, first_top=20, later_top=20, bottom=20)  # 160 points a page


def strips(*joined: bool) -> list[Strip]:
    return [Strip(20, joined=place) for place in joined]


def test_a_page_ends_where_nothing_is_joined() -> None:
    """Eight strips fit on a page; a chain goes on to the next one as a whole."""
    free = [False] * 6
    assert [len(page) for page in pages_of(strips(*free, True, False, False), FRAME)] == [8, 1]
    assert [len(page) for page in pages_of(strips(*free, False, True, True), FRAME)] == [6, 3]


def test_a_chain_higher_than_a_page_is_divided() -> None:
    assert [len(page) for page in pages_of(strips(*[True] * 20), FRAME)] == [8, 8, 4]


def test_air_is_left_out_at_the_top_of_a_page_and_a_head_takes_room() -> None:
    tall = [Strip(20, before=10) for _ in range(12)]
    assert [len(page) for page in pages_of(tall, FRAME)] == [5, 5, 2]
    head = Strip(20)
    rows = [Strip(20, head=head) for _ in range(16)]
    assert [len(page) for page in pages_of(rows, FRAME)] == [7, 7, 2]


def pages(record: LetterRecord, paper: str = "A4") -> list[list[Strip]]:
    frame = s.frame(paper)
    story = _Story(record, FACES, frame, Node("Document")).strips()
    return _pages(story, record, frame)


def tags(strip: Strip) -> set[str]:
    return {mark.node.tag for mark in strip.marks if mark.node is not None}


@hypothesis_settings(max_examples=60, deadline=None)
@given(st.integers(0, 420), st.integers(0, 40), st.sampled_from(sorted(s.PAPERS)))
def test_nothing_stands_alone(words: int, devices: int, paper: str) -> None:
    """No heading below, no single line or row on either side of a page's end, no signature
    without the end of what it signs, whatever the length of what stands before.
    """
    notice = write(case(*IN_FORCE), "notice_first")
    long = Block("text", "requirement " * words, source="requirement")
    head, *rows = notice.blocks[-1].rows
    more = tuple((f"5CG{n}", "HP Elite", "") for n in range(devices))
    annex = replace(notice.blocks[-1], rows=(head, *rows, *more))
    record = replace(notice, blocks=(long, *notice.blocks[:-1], annex))
    found = pages(record, paper)
    frame = s.frame(paper)
    for number, page in enumerate(found):
        high = sum(strip.height + strip.before for strip in page) - page[0].before
        room = frame.top(number) - frame.bottom - (page[0].head.height if page[0].head else 0)
        assert high <= room + 0.1
        assert "H2" not in tags(page[-1]), "a heading is followed by its text"
        if number:
            assert not page[0].joined
    for before, after in itertools.pairwise(found):
        if "TD" in tags(before[-1]) and "TD" in tags(after[0]):
            assert "TD" in tags(before[-2]), "a first row keeps company"
            assert len(after) > 1
            assert "TD" in tags(after[1]), "a last row keeps company"
        one, other = before[-1].marks[0].node, after[0].marks[0].node
        if one is other:
            assert before[-2].marks[0].node is one, "two lines stay"
            assert after[1].marks[0].node is one, "two lines go on"
    signed = [strip for page in found for strip in page if strip.source == "sender"]
    first = next(page for page in found if signed[0] in page)
    assert all(strip in first for strip in signed)
    assert first.index(signed[0]) >= 2, "a signature is never alone"


def test_a_short_annex_takes_no_page_of_its_own_for_want_of_a_little_air() -> None:
    """Two rows that fit with less air between the blocks are drawn so."""
    notice = write(case(*IN_FORCE), "notice_first")
    lengths = []
    for words in range(0, 120, 4):
        long = Block("text", "requirement " * words, source="requirement")
        record = replace(notice, blocks=(long, *notice.blocks))
        frame = s.frame("A4")
        story = _Story(record, FACES, frame, Node("Document")).strips()
        lengths.append((len(pages_of(story, frame)), len(pages(record))))
    assert all(closer <= plain for plain, closer in lengths)
    assert (2, 1) in lengths


@pytest.mark.parametrize("name", ["retimed", "retimed de", "retimed fr", "acknowledgement fr"])
def test_a_label_is_not_divided_beside_empty_room(name: str) -> None:
    """Labels are as long as their language makes them."""
    record = letters()[name]
    words = " ".join(page.text for page in read_pages(draw_letter(record, FONTS).pdf))
    lines = words.replace("\u2019", "'").splitlines()
    labels = [row[0] for block in record.blocks if block.kind == "rows" for row in block.rows]
    assert labels
    for label in labels:
        assert any(line.startswith(label.replace("\u2019", "'")) for line in lines), label


@pytest.mark.parametrize("paper", sorted(s.PAPERS))
def test_a_letter_is_laid_out_for_its_paper(paper: str) -> None:
    """Never scaled: the same sizes of letters, other lines."""
    drawn = draw_letter(replace(letters()["many devices"], paper=paper), FONTS)
    wide, high = s.PAPERS[paper]
    for found in page_sizes(drawn.pdf):
        assert found == pytest.approx((wide, high), abs=0.01)
    assert tuple(s.PAPERS) == PAPERS
    assert all(place.right <= wide - s.RIGHT + 0.1 for place in drawn.places)
    texts = [page.text for page in read_pages(drawn.pdf)]
    assert all("Serial number" in text for text in texts[1:]), "the head stands on every page"


def test_every_kind_fits_both_papers() -> None:
    for kind in CASES:
        for paper in s.PAPERS:
            assert len(pages(write(CASES[kind], kind), paper)) <= 3
