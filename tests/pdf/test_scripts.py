"""Every script in one letter: the words that were approved are the words that are read."""

import io
import re
import shutil
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from mmd_reviewer import bootstrap
from mmd_reviewer.domain.letter_facts import Block, LetterRecord
from mmd_reviewer.domain.letters.checks import PASSED, check_letter
from mmd_reviewer.domain.letters.signs import texts
from mmd_reviewer.pdf.faces import Faces
from mmd_reviewer.pdf.letter_pdf import draw_letter
from mmd_reviewer.pdf.read_back import read_pages, words_on_pages
from mmd_reviewer.pdf.setting import Hyphens, one_line, set_lines
from mmd_reviewer.pdf.shaping import word
from mmd_reviewer.pdf.signs import visible
from tests.domain.letter_cases import CASES, write
from tests.long import long_or
from tests.pdf.printed import FONTS, NAMES, by_pdfium, by_poppler, letters

FACES = Faces(FONTS)
ENGLISH = bootstrap.wordings().standard("en")
DIRECTIONS = dict.fromkeys(map(ord, "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2069"))
pikepdf = pytest.importorskip("pikepdf", reason="no wheel of pikepdf for this system")


def bare(text: str) -> str:
    """Without blanks, line ends, soft hyphens, and the marks of direction that a reader adds."""
    plain = unicodedata.normalize("NFC", text).translate(DIRECTIONS).replace("\u2010", "-")
    return "".join(plain.split()).replace("\u00ad", "")


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler-utils are not installed")
@pytest.mark.parametrize("name", sorted(letters()))
def test_the_words_approved_are_read_by_two_readers(name: str, tmp_path: Path) -> None:
    """C2, C3: every text of the record, with its blanks, in every kind and script."""
    record = letters()[name]
    pdf = draw_letter(record, FONTS).pdf
    for found in (by_pdfium(pdf), by_poppler(pdf, tmp_path)):
        read = bare(found)
        joined = re.sub("\u00ad\\s*", "", found)  # a word divided at the end of a line
        spaced = " ".join(joined.translate(DIRECTIONS).split())
        for field, text in texts(record):
            for line in text.splitlines():
                assert bare(line) in read, (field, line)
            if len(text) < 40 and text.isascii():
                assert " ".join(text.split()) in spaced


ARABIC = "يطلب العميل محمد بن علي استثناءً لعدد 214 جهازاً من نوع Surface لأن (VPN) لا يعمل. "
HEBREW = "מבקשת שרה כהן חריגה עבור 12 מחשבים (Surface) עד סוף השנה, מפני שאין תחליף אחר. "
MIXED = "The user محمد بن علي (Casablanca) asks, and שרה כהן too."


@pytest.mark.parametrize("text", [ARABIC * 3, HEBREW * 3, MIXED])
def test_a_letter_that_is_read_leftwards_passes_its_checks(text: str) -> None:
    """C3: what is read back from the pages is what is recorded, so that it can be issued."""
    record = letters()["approved"]
    record = replace(record, blocks=(Block("text", text, source="reason"), *record.blocks))
    pages = [page.text for page in read_pages(draw_letter(record, FONTS).pdf)]
    made = CASES["approved"].decision
    assert made is not None
    assert {check.result for check in check_letter(record, made.made, pages, 0, ENGLISH)} == {
        PASSED
    }


@pytest.mark.parametrize(
    ("text", "parted", "joined"),
    [
        ("क्\u200dष और क्\u200cष done", "क्\u200cष", "क्ष"),
        ("می\u200cخواهم کتاب\u200cها", "می\u200cخواهم", "میخواهم"),
        ("He writes می\u200cخواهم 3, שרה क्\u200cष", "می\u200cخواهم", "میخواهم"),
    ],
)
def test_what_joins_letters_is_kept_and_obeyed(text: str, parted: str, joined: str) -> None:
    """C3: no box is drawn for it, and what is read back is what is recorded."""
    record = letters()["approved"]
    record = replace(record, blocks=(Block("text", text, source="reason"), *record.blocks))
    made = CASES["approved"].decision
    assert made is not None
    pages = [page.text for page in read_pages(draw_letter(record, FONTS).pdf)]
    assert bare(text) in bare(pages[0])
    checks = check_letter(record, made.made, pages, 0, ENGLISH)
    assert {check.result for check in checks} == {PASSED}
    first, second = (word(FACES, one, False, one[0] < "\u0900") for one in (parted, joined))
    parts = [part for run in first.runs for glyph in run.glyphs for part in glyph.parts]
    assert 0 not in [number for number, _, _ in parts]
    assert first.width != second.width


def test_lists_keep_what_joins_letters_too() -> None:
    assert visible("क्\u200cष ✔\ufe0f\u2028\u200c", FACES) == "क्\u200cष ✔\n[U+200C]"


def words_below(node: Any, said: dict[tuple[int, int], str], pages: list[Any]) -> Iterator[str]:
    """What a screen reader says, in its order."""
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            yield said[pages.index(node.Pg.objgen), kid]
        elif "/MCID" in kid:
            yield said[pages.index(kid.Pg.objgen), int(kid.MCID)]
        else:
            yield from words_below(kid, said, pages)


def marked(pdf: Any) -> dict[tuple[int, int], str]:
    """The text of each marked stretch, by page and number, from the fonts' own tables."""
    said: dict[tuple[int, int], str] = {}
    for place, page in enumerate(pdf.pages):
        tables = {name: table_of(font) for name, font in page.Resources.Font.items()}
        opened: list[int | str | None] = []
        table: dict[int, str] = {}
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) in ("BDC", "BMC"):
                given = operands[1] if len(operands) > 1 else {}
                own = str(operands[0]) if operands[0] == "/ReversedChars" else None
                opened.append(int(given["/MCID"]) if "/MCID" in given else own)
            elif str(operator) == "EMC":
                opened.pop()
            elif str(operator) == "Tf":
                table = tables[str(operands[0])]
            elif str(operator) == "TJ":
                mark = next((mark for mark in reversed(opened) if isinstance(mark, int)), None)
                codes = b"".join(
                    bytes(part) for part in operands[0] if isinstance(part, pikepdf.String)
                )
                pairs = [int.from_bytes(codes[n : n + 2], "big") for n in range(0, len(codes), 2)]
                if "/ReversedChars" in opened:
                    pairs.reverse()
                if mark is not None:
                    text = "".join(table[code] for code in pairs)
                    said[place, mark] = said.get((place, mark), "") + text
    return said


def table_of(font: Any) -> dict[int, str]:
    rows = font.ToUnicode.read_bytes().decode().splitlines()
    pairs = [row.strip("<>").split("><") for row in rows if row.startswith("<") and "><" in row]
    return {
        int(code, 16): bytes.fromhex(said).decode("utf-16-be")
        for code, said in pairs
        if code != "0000" or said != "FFFF"
    }


@pytest.mark.parametrize("name", ["approved", "notice_first", "many devices", "migration"])
def test_a_screen_reader_reads_in_the_order_of_the_letter(name: str) -> None:
    """Address, title, then block after block, row after row, each once; no running head or foot."""
    record = letters()[name]
    with pikepdf.open(io.BytesIO(draw_letter(record, FONTS).pdf)) as pdf:
        pages = [page.obj.objgen for page in pdf.pages]
        heard = bare("".join(words_below(pdf.Root.StructTreeRoot.K, marked(pdf), pages)))
    wanted = [*record.addressee, record.title]
    for block in record.blocks:
        dashed = block.kind == "list"
        wanted.append(block.text)
        wanted += [("–" if dashed else "") + cell for row in block.rows for cell in row]
    assert heard == bare("".join(wanted))


def test_a_courtesy_translation_is_read_aloud_in_its_language() -> None:
    """Each block under the tag of its words; what bears none is in the language of the letter."""
    record = letters()["courtesy"]
    with pikepdf.open(io.BytesIO(draw_letter(record, FONTS).pdf)) as pdf:
        pages, said = [page.obj.objgen for page in pdf.pages], marked(pdf)
        assert str(pdf.Root.Lang) == record.language == "de-DE"
        heard: dict[str, str] = {}
        for element in pdf.Root.StructTreeRoot.K.K:
            words = "".join(words_below(element, said, pages))
            heard[str(element.get("/Lang", ""))] = (
                heard.get(str(element.get("/Lang", "")), "") + words
            )
    wanted = {"": "".join((*record.addressee, record.title)), "fr-FR": ""}
    for block in record.blocks:
        dash = "–" if block.kind == "list" else ""
        cells = [dash + cell for row in block.rows for cell in row]
        wanted[block.language] += "".join((block.text, *cells))
    assert {name: bare(words) for name, words in heard.items()} == {
        name: bare(words) for name, words in wanted.items()
    }


def test_words_are_divided_by_the_rules_of_their_block() -> None:
    """A French word in a German letter is divided as in French, and the other way round."""
    text = " ".join("x" * n + " configurations" for n in range(6, 66))
    divided = {}
    for language in ("fr-FR", "de-DE"):
        record = replace(
            letters()["courtesy"], blocks=(Block("text", text, source="x", language=language),)
        )
        words = "".join(page.text for page in words_on_pages(draw_letter(record, FONTS).pdf))
        divided[language] = {*re.findall("(\\w+)\u00ad", words)}
    assert divided["fr-FR"]
    assert divided["fr-FR"] != divided["de-DE"]


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Call محمد بن علي now", ["Call", "محمد", "بن", "علي", "now"]),
        ("שרה כהן 12", ["שרה", "כהן", "12"]),
        ("(שרה)", ["(", "שרה", ")"]),
    ],
)
def test_what_is_read_leftwards_is_seen_leftwards(text: str, seen: list[str]) -> None:
    """UAX #9: words and numerals keep their place; a line of such words begins on the right."""
    line = one_line(FACES, text)
    kept = [
        (item.text, place)
        for item, place in zip(line.words, line.places, strict=False)
        if item.text.strip()
    ]
    assert [said for said, _ in kept] == seen
    turned = [place for said, place in kept if not said.isascii()]
    assert turned == sorted(turned, reverse=True)
    assert line.leftwards == (not text[0].isascii() or text[1:2] == "ש")
    assert line.width == sum(item.width for item in line.words[:-1])


def test_marks_stand_on_their_letters() -> None:
    """A letter without a composed form is one glyph of parts, as wide as the letter."""
    (run,) = word(FACES, "ọ̀").runs
    (glyph,) = run.glyphs
    assert len(glyph.parts) > 1
    assert glyph.width == word(FACES, "ọ").width
    assert unicodedata.normalize("NFC", glyph.said) == "ọ̀"


def test_each_script_has_its_face_and_language() -> None:
    families = {
        "Ω": ("Latin", "el"), "я": ("Latin", "und-Cyrl"), "م": ("Arabic", "ar"),
        "ש": ("Hebrew", "he"), "स": ("Latin", "hi"), "ส": ("Thai", "th"), "王": ("SC", "zh"),
        "さ": ("JP", "ja"), "한": ("KR", "ko"), "≤": ("Math", ""), "✓": ("Math", ""),
    }  # fmt: skip
    for sign, (family, language) in families.items():
        drawn = word(FACES, sign)
        assert (drawn.runs[0].face.name.split("-")[0], drawn.language) == (family, language), sign
    assert word(FACES, "直さ").runs[0].face.name.startswith("JP"), "with kana it is Japanese"


@pytest.mark.parametrize(("codec", "signs"), [("gb2312", 7445), ("euc_jp", 6879), ("euc_kr", 8226)])
def test_the_whole_of_a_standard_can_be_printed(codec: str, signs: int) -> None:
    """GB 2312, JIS X 0208, KS X 1001."""
    found = []
    for lead in range(0xA1, 0xFE):
        for trail in range(0xA1, 0xFF):
            try:
                found += list(bytes((lead, trail)).decode(codec))
            except UnicodeDecodeError:
                continue
    assert abs(len(found) - signs) < 40
    lacking = {
        sign for sign in unicodedata.normalize("NFC", "".join(found)) if not FACES.shows(sign)
    }
    assert lacking <= {"\u00ad"}, "a soft hyphen is not seen"


def test_lines_are_broken_where_a_reader_would() -> None:
    """By syllables of the language; never in serials, numbers, names; Chinese between signs."""

    def lines(text: str, width: int, hyphens: Hyphens | None = None) -> list[str]:
        return [line.text for line in set_lines(FACES, text, width, False, hyphens)]

    english, german = Hyphens("en-GB"), Hyphens("de-DE", capitals=True)
    assert lines("a documentation", 6000, english)[0].startswith("a doc")
    assert lines("Die Ausnahmegenehmigung", 9000, german)[0].startswith("Die Ausnahme")
    assert lines("Die Ausnahmegenehmigung", 9000, Hyphens("de-DE"))[0] == "Die"
    for name in ("MMD-1465058-R5V8P", "AnyConnectClientSetup", "ABCDEFGHIJKLMNOP"):
        assert lines(f"see {name}", 11_200, english) == ["see", name]
    assert lines("王小明王小明王小明", 4100) == ["王小明王", "小明王小", "明"]
    assert lines("https://www.example.org/documentation", 14_000)[0].endswith("/")
    assert "".join(lines("w" * 100, 5000)) == "w" * 100
    for line in (*set_lines(FACES, "w" * 100, 5000), *set_lines(FACES, "ww", 10)):
        assert "".join(item.text for item in line.words).strip() == line.text, "drawn as it says"


def test_a_line_ends_with_a_blank_unless_its_word_goes_on() -> None:
    """So that words read from the file are neither joined nor torn apart."""
    first, last = set_lines(FACES, "a documentation", 6000, False, Hyphens("en-GB"))
    assert first.words[-1].text == "\u00ad"
    assert last.words[-1].text == " "
    parts = set_lines(FACES, "w" * 100, 5000)
    assert all(line.words[-1].text != " " for line in parts[:-1])


WORDS = ("abc", "XYZ", "Žižek ẞ", "Ωμέγα", "Ёжик", "محمد", "مُحَمَّد", "שרה", "שָׁלוֹם", "सीता", "क्षत्रिय")
MORE = ("สมชาย", "王小明", "さくら", "한글", "Ọ̀ṣọ́", "≤ ≥ → ✓", "wide\u00a0blank")
CODE = ("12,5 %", "<b>&amp;</b>", "(x)", "a/b", "{ticket}")
SCRIPTS = st.sampled_from((*WORDS, *MORE, *CODE))


@pytest.mark.long_form
@hypothesis_settings(max_examples=long_or(100_000, 25), deadline=None)
@given(
    st.sampled_from(sorted(CASES)),
    st.lists(st.one_of(SCRIPTS, st.text(st.characters(codec="utf-8"), max_size=12)), max_size=12),
)
def test_text_in_is_text_out(kind: str, parts: list[str]) -> None:
    """C2: whatever is typed stands in the letter, in every kind and script; nothing is active."""
    text = "".join(sign for sign in " ".join(parts) if FACES.shows(sign) and sign not in "\t\r")
    text = unicodedata.normalize("NFC", text)
    record = letters()[kind]
    record = replace(record, blocks=(Block("text", text, source="reason"), *record.blocks))
    drawn = draw_letter(record, FONTS)
    pages = read_pages(drawn.pdf)
    assert sum(page.annotations for page in pages) == 0
    with pikepdf.open(io.BytesIO(drawn.pdf)) as pdf:
        assert not {"/OpenAction", "/AcroForm", "/Names", "/AA"} & set(pdf.Root.keys())
        said = "".join(marked(pdf).values())
    assert sorted(bare(said)) == sorted(bare(spoken(record)))


def spoken(record: LetterRecord) -> str:
    """All that a letter says, but for its frame."""
    parts = [*record.addressee, record.title]
    for block in record.blocks:
        dashed = block.kind == "list"
        parts.append(block.text)
        parts += [("–" if dashed else "") + cell for row in block.rows for cell in row]
    return "".join(parts)


def test_names_in_every_script_are_in_one_letter() -> None:
    """Nothing of it is refused, and the same record gives the same bytes."""
    record = letters()["every script"]
    assert NAMES in record.blocks[0].text
    assert draw_letter(record, FONTS).pdf == draw_letter(record, FONTS).pdf
    assert write(CASES["approved"]).blocks == record.blocks[1:]
