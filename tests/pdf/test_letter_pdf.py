"""Letter pages: text in is text out, the same bytes everywhere, nothing active, nothing cut."""

import hashlib
import io
import json
import os
import subprocess
import sys
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from mmd_reviewer import bootstrap, paths
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.fact_text import from_json, to_json
from mmd_reviewer.domain.letter_facts import Block, LetterRecord
from mmd_reviewer.domain.letters.checks import PASSED, check_letter
from mmd_reviewer.domain.letters.drawn import DrawnLetter
from mmd_reviewer.pdf.faces import Faces
from mmd_reviewer.pdf.letter_pdf import draw_letter
from mmd_reviewer.pdf.read_back import page_sizes, picture, read_pages
from tests.domain.letter_cases import CASES, decided, write
from tests.long import long_or
from tests.making import FACTOR_4, request

pikepdf = pytest.importorskip("pikepdf", reason="no wheel of pikepdf for this system")


FACES = Faces(paths.resources() / "fonts")


def draw(record: LetterRecord, *, draft: bool = False) -> DrawnLetter:
    return draw_letter(record, paths.resources() / "fonts", draft=draft)


def squeezed(text: str) -> str:
    return "".join(text.split()).replace("-", "").replace("\u2010", "")


def words_of(drawn: DrawnLetter) -> str:
    return squeezed(" ".join(page.text for page in read_pages(drawn.pdf)))


@pytest.mark.parametrize("kind", CASES)
def test_c2_every_letter_says_what_its_record_says(kind: str) -> None:
    """C2, C3: read back from the pages: every sentence, every row; all checks pass."""
    record = write(CASES[kind], kind)
    drawn = draw(record)
    printed = words_of(drawn)
    for block in record.blocks:
        for text in (block.text, *(cell for row in block.rows for cell in row)):
            assert squeezed(text) in printed
    pages = read_pages(drawn.pdf)
    made = CASES[kind].decision.made if CASES[kind].decision else None  # type: ignore[union-attr]
    checks = check_letter(
        record,
        made,
        [page.text for page in pages],
        sum(page.annotations for page in pages),
        bootstrap.wordings().standard(record.language),
    )
    assert {check.result for check in checks} == {PASSED}, checks


PAYLOADS = (
    "<b>bold</b> & <img src='http://x.example/a.png'> <a href='http://x.example'>x</a>",
    "</para><para><seq id='a'/>&amp;&#65;&lt;",
    "<font color='red' size='99'>x</font><br/><super>2</super>",
    "=1+1 {ticket} %s %(x)s {0} ${HOME} \\n",
    "https://x.example/a?b=c&d=e mailto:a@b.example javascript:alert(1)",
    "a\tb\n\nc   d\re\r\nf",
    "Ünïcödé Ωμέγα Ёжик ẞ № € – “quotes” ½ ×",
)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_c2_data_is_never_markup(payload: str) -> None:
    """C2: text in is text out, and nothing in the file is active."""
    asked = request(requirement=payload, customer=payload[:60])
    record = write(decided("approve", FACTOR_4, asked=asked, terms=payload))
    drawn = draw(record)
    assert words_of(drawn).count(squeezed(payload)) >= 2
    with pikepdf.open(io.BytesIO(drawn.pdf)) as pdf:
        for page in pdf.pages:
            assert "/Annots" not in page
            assert "/AA" not in page
        assert not {"/OpenAction", "/AcroForm", "/Names", "/AA"} & set(pdf.Root.keys())


@pytest.mark.long_form
@hypothesis_settings(max_examples=long_or(800, 16))
@given(st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=120))
def test_c3_every_character_is_printed_or_refused(text: str) -> None:
    """C3: a letter is drawn with every word, or refused naming the character; never a box."""
    record = write(CASES["declined"])
    record = replace(record, blocks=(*record.blocks, Block("text", text, source="reason")))
    if not all(FACES.shows(character) for character in unicodedata.normalize("NFC", text)):
        with pytest.raises(Refused) as refusal:
            draw(record)
        assert (refusal.value.rule, refusal.value.field) == ("C3", "reason")
        return
    drawn = draw(record)
    printed = " ".join(page.text for page in read_pages(drawn.pdf))
    assert squeezed(unicodedata.normalize("NFKC", text)) in squeezed(
        unicodedata.normalize("NFKC", printed)
    )


@pytest.mark.parametrize("character", ["𗀀", "ᚠ", "\u202e", "\u0007", "🚢", "\ue000", "\u200b"])
def test_c3_what_cannot_be_printed_is_named(character: str) -> None:
    """C3: other scripts, direction marks, control characters, private ones."""
    record = write(decided("decline", {"non_negotiable": "yes"}, reason=f"Say {character}."))
    with pytest.raises(Refused, match=f"U\\+{ord(character):04X}") as refusal:
        draw(record)
    assert refusal.value.field == "reason"


def test_c2_the_same_record_gives_the_same_bytes_anywhere(tmp_path: Path) -> None:
    """C2: in another process, locale, zone and hash seed."""
    record = write(CASES["migration"])
    file = tmp_path / "record.json"
    file.write_text(json.dumps(to_json(record)), "utf-8")
    program = (
        "import json, sys, hashlib, pathlib\n"
        "from mmd_reviewer import paths\n"
        "from mmd_reviewer.domain.letter_facts import LetterRecord\n"
        "from mmd_reviewer.domain.fact_text import from_json\n"
        "from mmd_reviewer.pdf.letter_pdf import draw_letter\n"
        "record = from_json(LetterRecord, "
        "json.loads(pathlib.Path(sys.argv[1]).read_text('utf-8')))\n"
        "print(hashlib.sha256(draw_letter(record, paths.resources() / 'fonts').pdf).hexdigest())\n"
    )
    digests = {hashlib.sha256(draw(record).pdf).hexdigest()}
    for zone, locale, seed in (
        ("Pacific/Kiritimati", "C", "1"),
        ("America/Los_Angeles", "tr_TR.UTF-8", "77"),
    ):
        surroundings = {
            **os.environ,
            "TZ": zone,
            "LC_ALL": locale,
            "PYTHONHASHSEED": seed,
            "PYTHONUTF8": "1",
        }
        done = subprocess.run(
            [sys.executable, "-c", program, str(file)],
            env=surroundings,
            capture_output=True,
            text=True,
            check=True,
        )
        digests.add(done.stdout.strip())
    assert len(digests) == 1
    assert from_json(LetterRecord, to_json(record)) == record


def test_long_requirements_run_over_pages_without_an_orphaned_signature() -> None:
    """Item 6: 5,000 words; page x of y; the signature stands below text, never alone."""
    for words in (5000, *range(1, 240, 6), *range(300, 800, 25)):
        record = write(
            decided("approve", FACTOR_4, asked=request(requirement="requirement " * words))
        )
        drawn = draw(record)
        pages = [page.text for page in read_pages(drawn.pdf)]
        assert len(pages) == drawn.pages
        for number, text in enumerate(pages, 1):
            assert f"Page {number} of {drawn.pages}" in text
            assert "A-0001" in text
        assert "Contact:" in pages[-1]
        assert "Exemption review" in pages[-1].split("Contact:")[1].split("\n", 1)[1]
        assert "If a problem is found later" in pages[-1]
        assert (
            sum(text.count("requirement ") + text.count("requirement\n") for text in pages) >= words
        )


def test_a_long_name_and_a_word_without_blanks_stay_on_the_page() -> None:
    """Bad input: a 300-character name, a 2,000-character word, a long list of devices."""
    devices = tuple(f"5CG{n:07d}" for n in range(120))
    asked = request(customer="N" * 300, requirement="w" * 2000)
    drawn = draw(write(decided("approve", FACTOR_4, asked=asked, devices=devices)))
    printed = words_of(drawn)
    assert printed.count("w") >= 2000
    assert devices[-1] in printed
    with pikepdf.open(io.BytesIO(drawn.pdf)) as pdf:
        assert len(pdf.pages) == drawn.pages
    assert {place.source for place in drawn.places} >= {
        "addressee",
        "requirement",
        "proposal",
        "sender",
    }
    assert all(0 < place.left < place.right <= 596 for place in drawn.places)


def test_fonts_are_embedded_and_the_file_names_its_letter() -> None:
    """Item 6: only embedded fonts; title, author, language; no reviewer's account name."""
    drawn = draw(write(CASES["approved"]))
    with pikepdf.open(io.BytesIO(drawn.pdf)) as pdf:
        assert str(pdf.docinfo["/Title"]) == "A-0001-L1 Your exemption is approved"
        assert str(pdf.docinfo["/Author"]) == "Microsoft Managed Desktop"
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20261123")
        assert str(pdf.Root["/Lang"]) == "en-GB"
        for page in pdf.pages:
            for font in page["/Resources"]["/Font"].values():
                assert "/FontFile2" in font["/DescendantFonts"][0]["/FontDescriptor"], font
    assert b"Ines" not in drawn.pdf


def test_drafts_say_so_on_every_page() -> None:
    """`--draft` marks pages DRAFT."""
    record = write(CASES["approved"])
    pages = read_pages(draw(record, draft=True).pdf)
    assert all("DRAFT" in page.text and "Draft, not issued" in page.text for page in pages)
    assert all("DRAFT" not in page.text for page in read_pages(draw(record).pdf))


def test_pages_are_pictures_of_the_right_size() -> None:
    """The preview shows the real pages."""
    drawn = draw(write(CASES["approved"]))
    width, height = page_sizes(drawn.pdf)[0]
    assert (round(width), round(height)) == (595, 842)
    shown = picture(drawn.pdf, 0, 1.0)
    assert (shown.width, shown.height) == (596, 842)
    assert len(shown.pixels) == shown.stride * shown.height
    assert min(shown.pixels) < 128 < max(shown.pixels)
