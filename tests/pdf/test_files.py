"""The bytes of a file: objects, fonts with their glyphs alone, letters joined for printing."""

import io
import re
import zlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from mmd_reviewer.domain.letter_facts import Block, LetterRecord
from mmd_reviewer.pdf.archive import PRODUCER, TOOL, About, describe
from mmd_reviewer.pdf.canvas import Canvas, Used
from mmd_reviewer.pdf.embedding import NAME, embed
from mmd_reviewer.pdf.faces import LATIN, Faces
from mmd_reviewer.pdf.joined import Joined
from mmd_reviewer.pdf.letter_pdf import draw_letter
from mmd_reviewer.pdf.pdf_file import PdfFile
from mmd_reviewer.pdf.read_back import page_sizes, read_pages
from mmd_reviewer.pdf.setting import one_line
from mmd_reviewer.pdf.stored import stored
from tests.pdf.drawn import FONTS
from tests.pdf.printed import letters

pikepdf = pytest.importorskip("pikepdf", reason="no wheel of pikepdf for this system")

FACES = Faces(FONTS)
DAY = date(2026, 11, 23)
ABOUT = About("A (title) & <more>", "Contoso", "Case A-0001", DAY, "de-DE")


def finished(*contents: str) -> bytes:
    """A file of these objects behind its catalog."""
    file = PdfFile()
    catalog, tree = file.reserve(), file.add("<</Type/Pages/Count 0/Kids[]>>")
    for content in contents:
        file.add(content)
    _, info = describe(file, ABOUT)
    file.put(catalog, f"<</Type/Catalog/Pages {tree} 0 R>>")
    return file.finished(catalog, info)


def test_objects_are_numbered_in_the_order_in_which_they_are_asked_for() -> None:
    file = PdfFile()
    first = file.reserve()
    second, third = file.add("<</A 1>>"), file.add(b"<</B 2>>")
    assert (second, third) == (first + 1, first + 2)


def test_a_reserved_object_can_hold_what_another_does() -> None:
    file = PdfFile()
    one, other = file.add("<</A 1>>"), file.reserve()
    file.copy(one, other)
    catalog = file.add("<</Type/Catalog>>")
    _, info = describe(file, ABOUT)
    pdf = file.finished(catalog, info)
    assert pdf.count(b"<</A 1>>") == 2


@pytest.mark.parametrize("packed", [True, False])
def test_a_stream_says_its_length_and_how_it_is_packed(packed: bool) -> None:
    file, content = PdfFile(), b"a lot of words " * 50
    file.stream(content, "/Kind/Words", packed=packed)
    catalog = file.add("<</Type/Catalog>>")
    _, info = describe(file, ABOUT)
    pdf = file.finished(catalog, info)
    head, body = re.search(  # type: ignore[union-attr]
        rb"(<<[^>]*/Kind/Words[^>]*>>)\nstream\n(.*?)\nendstream", pdf, re.DOTALL
    ).groups()
    assert f"/Length {len(body)}".encode() in head
    assert (b"/FlateDecode" in head) is packed
    assert (zlib.decompress(body) if packed else body) == content


def test_the_id_of_a_file_is_made_of_its_contents() -> None:
    def own(pdf: bytes) -> bytes:
        return re.search(rb"/ID\s*\[<(\w+)><\1>\]", pdf)[1]  # type: ignore[index]

    assert own(finished("<</A 1>>")) == own(finished("<</A 1>>"))
    assert own(finished("<</A 1>>")) != own(finished("<</A 2>>"))


def test_a_file_says_of_itself_what_it_was_told_twice() -> None:
    with pikepdf.open(io.BytesIO(finished())) as pdf:
        info = pdf.docinfo
        assert str(info.Title) == ABOUT.title
        assert str(info.Author) == "Contoso"
        assert str(info.Subject) == "Case A-0001"
        assert (str(info.Creator), str(info.Producer)) == (TOOL, PRODUCER)
        assert str(info.CreationDate) == str(info.ModDate) == "D:20261123000000Z"
    xmp = finished()
    for words in (
        b"A (title) &amp; &lt;more&gt;",
        b"<rdf:li>de-DE</rdf:li>",
        b"2026-11-23T00:00:00Z",
        b"<pdfaid:part>2</pdfaid:part>",
        b"<pdfuaid:part",
    ):
        assert words in xmp


@pytest.mark.parametrize(
    ("claim", "archived"), [(True, True), (False, True), (True, False), (False, False)]
)
def test_a_file_claims_only_what_it_follows(claim: bool, archived: bool) -> None:
    file = PdfFile()
    catalog = file.add("<</Type/Catalog>>")
    _, info = describe(file, replace(ABOUT, claim=claim), archived=archived)
    pdf = file.finished(catalog, info)
    assert (b"<pdfuaid:part" in pdf) is claim
    assert (b"<pdfaid:part>" in pdf) is archived


def test_signs_that_xml_cannot_hold_are_left_out_of_the_description() -> None:
    file = PdfFile()
    catalog = file.add("<</Type/Catalog>>")
    _, info = describe(file, replace(ABOUT, title="bell\x07 and\x00 more"))
    assert b"bell  and  more</rdf:li>" in file.finished(catalog, info)


def test_a_day_of_an_early_year_has_four_digits() -> None:
    file = PdfFile()
    catalog = file.add("<</Type/Catalog>>")
    _, info = describe(file, replace(ABOUT, day=date(1, 2, 3)))
    assert b"D:00010203000000Z" in file.finished(catalog, info)


def fonts_of(pdf: Any) -> dict[str, Any]:
    """The fonts of the first page by their names without the tag of their glyphs."""
    found = pdf.pages[0].Resources.Font
    return {str(found[name].BaseFont)[1:].partition("+")[2]: found[name] for name in found}


def drawn(*texts: str, strong: bool = False) -> bytes:
    canvas = Canvas(FACES)
    canvas.begin((200, 200))
    for text in texts:
        canvas.text(None, 0, 0, one_line(FACES, text, strong), 9, "#000000")
    return stored(canvas, ABOUT, None)


def test_a_file_has_the_fonts_of_its_words_and_no_other() -> None:
    with pikepdf.open(io.BytesIO(drawn("Contoso"))) as pdf:
        assert set(fonts_of(pdf)) == {f"{NAME}-Latin-Regular"}
    with pikepdf.open(io.BytesIO(drawn("שרה", "王", strong=True))) as pdf:
        assert set(fonts_of(pdf)) == {
            f"{NAME}-Hebrew-SemiBold",
            f"{NAME}-SC-SemiBold",
            f"{NAME}-Latin-SemiBold",
        }


def test_a_font_has_the_glyphs_that_are_drawn_and_no_others() -> None:
    few, many = drawn("abc"), drawn("".join(map(chr, range(33, 127))))
    with pikepdf.open(io.BytesIO(few)) as pdf:
        (font,) = fonts_of(pdf).values()
        widths = font.DescendantFonts[0].W
        assert len(widths) == 2 * 5, "three letters, the blank behind the line, and the box"
        told = bytes(font.ToUnicode.read_bytes()).decode()
        assert re.findall(r"<(\w{4})>\n", told.partition("beginbfchar")[2]) == [
            "0020",
            "0061",
            "0062",
            "0063",
        ]
    assert len(few) < len(many)


def test_the_same_glyphs_have_the_same_name_everywhere() -> None:
    def name(pdf: bytes) -> bytes:
        return re.search(rb"/BaseFont/(\w{6})\+", pdf)[1]  # type: ignore[index]

    assert name(drawn("abc")) == name(drawn("cab", "bca"))
    assert name(drawn("abc")) != name(drawn("abd"))


def test_a_letter_with_marks_is_a_glyph_of_its_own_and_read_as_it_was_written() -> None:
    assert read_pages(drawn("ọ̀"))[0].text.strip() in ("ọ̀", "o\u0323\u0300", "\u1ecd\u0300")
    file, used = PdfFile(), Used(FACES.face(LATIN, strong=False), "F1")
    for run in one_line(FACES, "ọ̀").words[0].runs:
        for glyph in run.glyphs:
            used.code(glyph)
    assert max(used.meaning) >= used.face.glyphs
    assert embed(file, used) > 0


def joined(*pdfs: bytes) -> tuple[bytes, int]:
    made = Joined(FONTS)
    for pdf in pdfs:
        made.add(pdf)
    return made.finished(replace(ABOUT, claim=False))


def sample(names: Sequence[str]) -> list[bytes]:
    return [draw_letter(letters()[name], FONTS).pdf for name in names]


def with_words(text: str) -> LetterRecord:
    """A letter that says more."""
    record = letters()["declined"]
    return replace(record, blocks=(Block("text", text), *record.blocks))


def test_every_file_begins_on_a_front_page_and_backs_are_empty() -> None:
    one, two = sample(["returned", "declined"])
    pdf, pages = joined(one, two)
    texts = [page.text.strip() for page in read_pages(pdf)]
    assert pages == len(texts) == 4
    assert [bool(text) for text in texts] == [True, False, True, False]
    assert read_pages(one)[0].text.split() == texts[0].split()
    assert len(set(page_sizes(pdf))) == 1


def test_a_file_of_two_pages_needs_no_empty_back() -> None:
    long = with_words("words " * 500)
    two = draw_letter(long, FONTS)
    assert two.pages == 2
    _, pages = joined(two.pdf, two.pdf)
    assert pages == 4


def test_files_share_their_fonts() -> None:
    """Glyphs are called by the numbers of the face itself: one font serves all."""
    parts = sample(["declined", "returned", "closed"])
    pdf, _ = joined(*parts)
    assert len(pdf) < sum(map(len, parts))
    names = re.findall(rb"/BaseFont/\w{6}\+([\w-]+)/Encoding", pdf)
    assert len(names) < sum(len(fonts_of(pikepdf.open(io.BytesIO(part)))) for part in parts)
    shown = [page.text for page in read_pages(pdf) if page.text.strip()]
    for part, text in zip(parts, shown, strict=True):
        assert read_pages(part)[0].text.split() == text.split()


def test_glyphs_that_a_letter_made_for_itself_come_with_its_own_font() -> None:
    own = draw_letter(with_words("Ọ̀ṣọ́ asks"), FONTS).pdf
    pdf, _ = joined(own, own, sample(["approved"])[0])
    texts = [page.text for page in read_pages(pdf) if page.text.strip()]
    assert texts[0] == texts[1]
    assert read_pages(own)[0].text.split() == texts[0].split()


def test_a_joined_file_is_for_the_archive_where_all_its_files_are() -> None:
    pdf, _ = joined(*sample(["approved"]))
    assert b"<pdfaid:part>2" in pdf
    stripped = sample(["approved"])[0].replace(b"<pdfaid:part>2</pdfaid:part>", b" " * 28)
    other, _ = joined(sample(["declined"])[0], stripped)
    assert b"<pdfaid:part>2" not in other


def test_nothing_to_print_is_a_file_without_pages() -> None:
    pdf, pages = joined()
    assert pages == 0
    assert pdf.startswith(b"%PDF-1.7")
