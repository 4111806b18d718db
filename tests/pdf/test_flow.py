"""Where pages end: nothing stands alone that belongs to what is on the other page."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from mmd_reviewer.domain.letter_facts import Block
from mmd_reviewer.domain.letterhead import PAPERS
from mmd_reviewer.pdf import styles as s
from mmd_reviewer.pdf.flow import Frame, Strip, pages_of
from mmd_reviewer.pdf.letter_pdf import _Story, draw_letter
from mmd_reviewer.pdf.read_back import page_sizes, read_pages
from mmd_reviewer.pdf.structure import Node
from tests.domain.letter_cases import CASES, IN_FORCE, write
from tests.long import long_or
from tests.making import case
from tests.pdf.lengths import (
    DEVICES,
    FACES,
    faults,
    of_pages,
    pages_as_drawn,
    with_devices,
    with_words,
)
from tests.pdf.printed import FONTS, letters

LANGUAGES = ("en", "de", "fr")
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


@pytest.mark.long_form
@hypothesis_settings(max_examples=long_or(20_000, 40), deadline=None)
@given(
    st.sampled_from(sorted(CASES)),
    st.sampled_from(LANGUAGES),
    st.sampled_from(PAPERS),
    st.integers(0, 900),
    st.integers(1, 60),
)
def test_nothing_stands_alone(
    kind: str, language: str, paper: str, words: int, devices: int
) -> None:
    """No heading below, no single line, row or point of a list on either side of a page's end,
    nothing announced that is overleaf, no signature without the end of what it signs, in every
    kind, whatever the length of what stands before.
    """
    record = replace(write(CASES[kind], kind, language=language), paper=paper)
    assert faults(with_words(with_devices(record, devices), words)) == []


SEVEN = [("en", "A4"), ("de", "Letter"), ("fr", "A4")]


@pytest.mark.long_form
@pytest.mark.parametrize("kind", CASES)
def test_a_letter_of_seven_pages_has_no_fault_at_any_of_their_ends(kind: str) -> None:
    """In each language, on each paper, with many devices where there are any."""
    one = SEVEN[[*CASES].index(kind) % len(SEVEN)]
    for language, paper in long_or(
        [(each, other) for each in LANGUAGES for other in PAPERS], [one]
    ):
        record = replace(write(CASES[kind], kind, language=language), paper=paper)
        whole = with_devices(record, DEVICES)
        short = with_devices(record, 100)
        seven = of_pages(short, 7)
        assert len(pages_as_drawn(seven)) == 7
        assert faults(seven) == faults(whole) == []
        assert len(pages_as_drawn(whole)) >= (10 if whole != short else 1)


@pytest.mark.parametrize("name", ["cover_ended de", "notice_final de", "declined de"])
def test_titles_headings_and_days_are_not_divided(name: str) -> None:
    record = letters()[name]
    for strip in (strip for page in pages_as_drawn(record) for strip in page):
        three = len({mark.x for mark in strip.marks}) == 3  # label, day, number of the day
        for mark in strip.marks:
            if mark.look.strong or three:
                assert mark.line.words[-1].text != "\u00ad", mark.line.text


def test_a_short_annex_takes_no_page_of_its_own_for_want_of_a_little_air() -> None:
    """Two rows that fit with less air between the blocks are drawn so."""
    notice = write(case(*IN_FORCE), "notice_first")
    lengths = []
    for words in range(0, 120, 4):
        long = Block("text", "requirement " * words, source="requirement")
        record = replace(notice, blocks=(long, *notice.blocks))
        frame = s.frame("A4")
        story = _Story(record, FACES, frame, Node("Document")).strips()
        lengths.append((len(pages_of(story, frame)), len(pages_as_drawn(record))))
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
            assert len(pages_as_drawn(replace(write(CASES[kind], kind), paper=paper))) <= 3
