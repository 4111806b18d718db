"""The head of a letter: address, colour and logo as its record has them (rule C2)."""

import io
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from mmd_reviewer.domain.deed import Job
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.letter_facts import LetterRecord
from mmd_reviewer.domain.letterhead import is_legible
from mmd_reviewer.domain.print_batch import CoverList
from mmd_reviewer.pdf import styles as s
from mmd_reviewer.pdf.letter_pdf import draw_letter
from mmd_reviewer.pdf.letterhead import LOGO_HIGH, LOGO_TOP, LOGO_WIDE
from mmd_reviewer.pdf.picture import logo
from mmd_reviewer.pdf.press import Press
from mmd_reviewer.pdf.read_back import picture, read_pages
from tests.making import DAY, png
from tests.pdf.printed import FONTS, letters
from tests.pdf.test_archive import approved, read_aloud

pikepdf = pytest.importorskip("pikepdf", reason="no wheel of pikepdf for this system")

BLUE, YELLOW = "#0F6CBD", "#FFD400"
EDGE = 70  # of 255: how much a dot on the edge of a shape may differ
ADDRESS = "Bahnhofstraße 1\n8001 Zürich"
SVG = b"""<?xml version="1.0"?>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">
<style>/* plain */ .b{fill:#00f}</style>
<rect width="20" height="20" class="b"/>
<g transform="translate(20,0) scale(2)"><circle cx="5" cy="5" r="5" style="fill:lime"/></g>
<path d="M5,5 h10 v10 h-10 z" fill="none" stroke="red" stroke-width="2" opacity=".5"/>
</svg>"""


def headed(**sender: str) -> LetterRecord:
    """A letter with more of its sender."""
    record = letters()["approved"]
    return replace(record, sender={**record.sender, **sender})


def page(pdf: bytes, scale: float = 2) -> Image.Image:
    """The first page as a picture."""
    shown = picture(pdf, 0, scale)
    return Image.frombuffer(
        "RGB", (shown.width, shown.height), shown.pixels, "raw", "BGRX", shown.stride, 1
    )


def colours(image: Image.Image) -> set[tuple[int, ...]]:
    """Those that fill more than a few dots."""
    return {ink for count, ink in image.getcolors(1 << 24) or () if count > 40}  # type: ignore[misc]


def logo_of(image: Image.Image) -> Image.Image:
    """The part of a page in twice its size where a logo may stand."""
    left, top = 2 * s.LEFT, 2 * LOGO_TOP
    box = (left, top, left + 2 * LOGO_WIDE, top + 2 * LOGO_HIGH)
    return image.crop(tuple(map(round, box)))  # type: ignore[arg-type]


def test_c2_the_address_stands_under_the_unit_and_the_body_makes_room() -> None:
    plain, drawn = draw_letter(headed(), FONTS), draw_letter(headed(address=ADDRESS), FONTS)
    words = " ".join(read_pages(drawn.pdf)[0].text.split())
    assert "Exemption review Monday 23 November 2026 Bahnhofstraße 1 8001 Zürich" in words
    assert drawn.places[0].top < plain.places[0].top - 20


def test_c2_a_long_line_of_an_address_is_whole() -> None:
    long = "Gebäude " * 40
    words = read_pages(draw_letter(headed(address=long), FONTS).pdf)[0].text
    assert words.count("Gebäude") == 40


@pytest.mark.parametrize(("accent", "seen"), [(BLUE, True), (YELLOW, False), ("#FFFFFF", False)])
def test_c2_a_colour_is_used_where_it_can_be_read(accent: str, seen: bool) -> None:
    """WCAG 2: 4.5 on white or more; else the name stays as dark as it is without."""
    assert is_legible(accent) is seen
    ink = tuple(int(accent[at : at + 2], 16) for at in (1, 3, 5))
    head = page(draw_letter(headed(accent=accent), FONTS).pdf).crop((0, 0, 1190, 200))
    plain = page(draw_letter(headed(), FONTS).pdf).crop((0, 0, 1190, 200))
    assert (ink in colours(head) - colours(plain)) is seen
    assert (ImageChops.difference(head, plain).getbbox() is not None) is seen


@pytest.mark.parametrize(
    ("content", "inks"),
    [
        (png(30, 10), {(15, 108, 189)}),
        (png(30, 10, (255, 0, 0, 128)), {(255, 127, 127)}),
        (SVG, {(0, 0, 255), (0, 255, 0), (128, 0, 127)}),
    ],
)
def test_c2_a_logo_is_drawn_in_its_colours(content: bytes, inks: set[tuple[int, ...]]) -> None:
    drawn = draw_letter(headed(logo="ab"), FONTS, logo=content)
    found = colours(logo_of(page(drawn.pdf)))
    for ink in inks:
        assert any(all(abs(a - b) < 2 for a, b in zip(ink, one, strict=True)) for one in found)
    plain = draw_letter(headed(), FONTS)
    assert drawn.places[0].top < plain.places[0].top
    assert [one.text for one in read_pages(drawn.pdf)] == [
        one.text for one in read_pages(plain.pdf)
    ], "a logo has no words"


@pytest.mark.parametrize(("wide", "high"), [(1000, 10), (10, 1000), (300, 100)])
def test_c2_a_logo_is_never_larger_than_its_box(wide: int, high: int) -> None:
    for content in (png(wide, high), b'<svg viewBox="0 0 %d %d"/>' % (wide, high)):
        made = logo(content, LOGO_WIDE, LOGO_HIGH)
        assert made.width <= LOGO_WIDE + 0.01
        assert made.height <= LOGO_HIGH + 0.01
        assert made.width / made.height == pytest.approx(wide / high)


@pytest.mark.parametrize("content", [png(30, 10, (255, 0, 0, 128)), SVG])
def test_c2_a_letter_with_a_logo_is_one_for_the_archive(content: bytes, tmp_path: Path) -> None:
    """PDF/A-2b, readable aloud, the same bytes each time; so is a print file of many of them."""
    record = headed(logo="ab", address=ADDRESS, accent=BLUE)
    approved(draw_letter(record, FONTS, logo=content, claim=False).pdf, tmp_path)
    first = draw_letter(record, FONTS, logo=content).pdf
    read_aloud(first, tmp_path)
    logo.cache_clear()
    assert draw_letter(record, FONTS, logo=content).pdf == first
    cover = CoverList((), DAY, "Ines Moreau", "Microsoft Managed Desktop", "1:ab")
    batch, _ = Press(FONTS).batch(cover, [first] * 5, Job())
    approved(batch, tmp_path)
    with pikepdf.open(io.BytesIO(batch)) as opened:
        named = [part.Resources.get("/XObject", {}) for part in opened.pages]
        found = {one.objgen for part in named for one in part.values()}
    assert len(found) == 1, "one logo serves all letters"


def test_c2_the_press_reads_the_logo_that_the_record_names() -> None:
    kept: Mapping[str, bytes] = {"ab": SVG}
    press = Press(FONTS, kept.__getitem__)
    assert press.draw(headed(logo="ab"))[0] == draw_letter(headed(logo="ab"), FONTS, logo=SVG).pdf
    with pytest.raises(KeyError):
        press.draw(headed(logo="cd"))
    with pytest.raises(LookupError, match="No document ab"):
        Press(FONTS).draw(headed(logo="ab"))


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        ('<linearGradient id="a"/>', "it holds “linearGradient”"),
        ('<rect width="9" height="9" fill="url(#a)"/>', "“url(#a)” is no plain colour"),
        ('<path d="M0 0h9z" filter="url(#a)"/>', "it has a “filter”"),
        ("<style>@media print{a{fill:red}}</style>", "its style sheet says"),
        ('<path d="h9"/>', "cannot be read"),
        ('<path d="M0 0h1e9z"/>', "cannot be read"),
        ('<rect width="wide" height="9"/>', "cannot be read"),
        ('<g transform="spin(9)"><path d="M0 0h9z"/></g>', "cannot be read"),
        ("<g>" * 99 + "</g>" * 99, "cannot be read"),
        ("<path", "cannot be read"),
        ('<g transform="skewX()"/>', "cannot be read"),
        ('<g transform="translate(1"/>', "cannot be read"),
        ('<path d="M0 0h9z" style="transform:translate(4px,1px)"/>', "its style has a “transform”"),
        ("<style>.a{rotate:9deg}</style><g class='a'/>", "its style has a “rotate”"),
        ('<rect height="9" style="width:9px"/>', "its style has a “width”"),
        ('<path d="M0 5h5" marker-end="url(#m)"/>', "it has a “marker-end”"),
        ('<g style="marker:url(#m)"/>', "it has a “marker”"),
        ('<g vector-effect="non-scaling-stroke"/>', "it has a “vector-effect”"),
        ('<g style="paint-order:stroke"/>', "it has a “paint-order”"),
        ('<path d="M0 5h5" pathLength="3"/>', "it has a “pathLength”"),
        ('<path d="M0 5h5"><animate/></path>', "it holds “animate”"),
        ('<path d="M0 5h5" stroke="red" stroke-width="-5"/>', "cannot be read"),
        ('<path d="M0 5h5" stroke="red" stroke-dasharray="-5 2"/>', "cannot be read"),
    ],
)
def test_c3_what_an_svg_logo_could_not_show_is_refused(inside: str, words: str) -> None:
    """C3: nothing of a logo is left out silently."""
    content = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{inside}</svg>'
    with pytest.raises(Refused) as refusal:
        Press(FONTS).check_logo(content.encode())
    assert words in refusal.value.message
    assert (refusal.value.rule, refusal.value.field) == ("C3", "logo")


HUGE = png(9, 9)[:16] + (20_000).to_bytes(4, "big") * 2 + png(9, 9)[24:]


@pytest.mark.parametrize(
    "content",
    [
        png(5000, 1),
        png(9, 9)[:-30],
        HUGE,
        png(9, 9)[:33] + HUGE[8:],
        b'<svg viewBox="0 0 0 9"/>',
        b'<svg viewBox="0 0 9 9" transform="scale(2)"/>',
        b'<svg viewBox="0 0 9 9" style="background:red"/>',
        b'<?xml version="1.0" encoding="x-foo"?><svg viewBox="0 0 9 9"/>',
        b'<?xml-stylesheet href="a.css"?><svg viewBox="0 0 9 9"/>',
    ],
)
def test_c3_a_picture_that_is_none_is_refused(content: bytes) -> None:
    with pytest.raises(Refused, match="The logo cannot be drawn"):
        Press(FONTS).check_logo(content)


@pytest.mark.parametrize(
    ("shape", "same"),
    [
        ('<rect x="2" y="2" width="4" height="5"/>', '<path d="M2 2h4v5h-4z"/>'),
        ('<polygon points="2,2 6,2 6,7 2,7"/>', '<path d="M2 2h4v5h-4z"/>'),
        (
            '<g transform="matrix(2 0 0 2 1 1)"><path d="M0 0h2v2h-2z"/></g>',
            '<path d="M1 1h4v4h-4z"/>',
        ),
        ('<path d="M0 0h2v2h-2z" transform="rotate(90 2 2)"/>', '<path d="M4 0v2h-2v-2z"/>'),
        ('<path d="M0 0h2v2h-2z" transform="skewX(45)"/>', '<path d="M0 0h2l2 2h-2z"/>'),
        ('<g display="none"><path d="M0 0h9z"/></g><path d="M0 0h2v2z"/>', '<path d="M0 0h2v2z"/>'),
        (
            '<g fill="currentColor" color="red"><path d="M0 0h2v2z"/></g>',
            '<path d="M0 0h2v2z" fill="red"/>',
        ),
        (
            '<path d="M0 0h8v8h-8z M2 2h4v4h-4z" fill-rule="evenodd"/>',
            '<path d="M0 0h8v8h-8z M2 2v4h4v-4z"/>',
        ),
        (
            '<path d="M1 2l7 1" stroke="red"/>',
            '<path d="M.93 2.495L7.93 3.495L8.07 2.505L1.07 1.505z" fill="red"/>',
        ),
        (
            '<path d="M1 2h7" stroke="red" stroke-width="2px" stroke-dasharray="1 1"/>',
            '<path d="M1 1h1v2h-1zM3 1h1v2h-1zM5 1h1v2h-1zM7 1h1v2h-1z" fill="red"/>',
        ),
        (
            '<path d="M1 2h7" stroke="red" stroke-width="2" stroke-dasharray="1" '
            'stroke-dashoffset="-1"/>',
            '<path d="M2 1h1v2h-1zM4 1h1v2h-1zM6 1h1v2h-1z" fill="red"/>',
        ),
        (
            '<path d="M1 2h7" stroke="red" stroke-width="2" style="stroke-dasharray:0 0"/>',
            '<path d="M1 2h7" stroke="red" stroke-width="2"/>',
        ),
        (
            '<path d="M0 0h2v2z" stroke="red" stroke-width="0" style="paint-order:normal"/>',
            '<path d="M0 0h2v2z" transform="none"/>',
        ),
    ],
)
def test_shapes_of_an_svg_look_alike(shape: str, same: str) -> None:
    """Every way to say a shape gives the same dots as its plain outline."""
    head = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
    first, second = (
        logo_of(page(draw_letter(headed(logo="ab"), FONTS, logo=f"{head}{one}</svg>".encode()).pdf))
        for one in (shape, same)
    )
    apart = ImageChops.difference(first, second).getextrema()
    assert max(most for _, most in apart) < EDGE  # type: ignore[misc]
    assert len(colours(first)) > 1
