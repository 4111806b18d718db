"""Words read leftwards beside others: where they stand, what is read back, what is heard."""

import io
import unicodedata
from dataclasses import replace
from itertools import groupby

import bidi
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from mmd_reviewer import bootstrap
from mmd_reviewer.domain.letter_facts import Block, LetterRecord
from mmd_reviewer.domain.letters.checks import FAILED, check_letter
from mmd_reviewer.pdf.faces import Faces
from mmd_reviewer.pdf.letter_pdf import draw_letter
from mmd_reviewer.pdf.levels import base_level, levels, of_line
from mmd_reviewer.pdf.read_back import read_pages
from mmd_reviewer.pdf.setting import Hyphens, one_line, set_lines
from mmd_reviewer.pdf.shaping import HYPHEN, Line
from tests.domain.letter_cases import IN_FORCE, write
from tests.long import long_or
from tests.making import case
from tests.pdf.printed import FONTS, letters
from tests.pdf.test_scripts import bare, marked, words_below

pikepdf = pytest.importorskip("pikepdf", reason="no wheel of pikepdf for this system")

FACES = Faces(FONTS)
ENGLISH = bootstrap.wordings().standard("en")
NOT_THERE = "A sentence is not on the page", "A line of the annex is not on the page"


def seen(line: Line) -> str:
    """A line from left to right."""
    placed = sorted(zip(line.places, line.words, strict=True), key=lambda pair: pair[0])
    return "".join(
        glyph.said for _, item in placed for run in item.runs for glyph in run.glyphs
    ).strip()


def with_text(text: str) -> LetterRecord:
    record = letters()["approved"]
    return replace(record, blocks=(Block("text", text, source="reason"), *record.blocks))


def refused(record: LetterRecord, of: LetterRecord | None = None) -> list[str]:
    """What the check finds missing on the pages of a letter, or on those `of` another one."""
    pages = [page.text for page in read_pages(draw_letter(of or record, FONTS).pdf)]
    found = check_letter(record, None, pages, 0, ENGLISH)
    return [row.detail for row in found if row.result == FAILED and row.words in NOT_THERE]


@pytest.mark.parametrize(
    "text",
    [
        "The client محمد (الدار) needs",
        "يحتاج Cisco AnyConnect 4.10 (VPN) حتى",
        "ab (שרה) cd",
        "The firm שרה (ירושלים) asks",
        "שרה [abc (def)] {5} ≤ כהן",
    ],
)
def test_brackets_stand_round_their_words(text: str) -> None:
    """UAX #9, N0: as the same standard is followed elsewhere."""
    assert seen(one_line(FACES, text)) == bidi.get_display(text)


SIGNS = "abXYأبمשרה١٢۳12,.:+-%$€/()[]{}<>«» \t\u00a0!?&…'’“”*=王" + "".join(
    map(chr, (0x5B8, 0x64E, 0x301, 0x2329, 0x3009, 0x3008, 0xFD3E, 0x27E6, 0x27E7, 0x2003))
)


@pytest.mark.long_form
@hypothesis_settings(max_examples=long_or(500_000, 400), deadline=None)
@given(st.text(st.sampled_from(SIGNS), max_size=16))
def test_levels_are_those_of_the_standard(text: str) -> None:
    """UAX #9, against another program that follows it."""
    base = base_level(text)
    found = of_line(text, levels(text, base), base)
    order = list(range(len(text)))
    for depth in range(max(found, default=0), 0, -1):
        turning = {place for place in order if found[place] >= depth}
        runs = [(turns, list(run)) for turns, run in groupby(order, key=turning.__contains__)]
        order = [place for turns, run in runs for place in (reversed(run) if turns else run)]
    assert "".join(text[place] for place in order) == bidi.get_display(text)


def test_a_code_that_is_not_drawn_goes_with_the_sign_before() -> None:
    assert levels("\u200cش\u200ca\u200d", 0) == [0, 1, 1, 0, 0]
    assert base_level("1 (ש") == 1
    assert levels("(" * 64 + "ש" + ")" * 64, 0) == [0] * 64 + [1] + [0] * 64


def test_which_way_signs_run_is_told_of_the_paragraph_not_of_a_line() -> None:
    """UAX #9: its first line alone would have a bracket that is not closed, and turn it."""
    first, second = set_lines(FACES, "aa שרה (ב cd) ef", 5500)
    assert (first.text, second.text) == ("aa שרה (ב", "cd) ef")
    assert seen(first) == "aa הרש (ב"


def test_a_hyphen_stands_beside_its_word() -> None:
    """Also where the line goes on to its right; and one of the words' own is told as such."""
    line, *_ = set_lines(FACES, "שרה documentation שרה", 7000, False, Hyphens("en-GB"))
    assert seen(line) == "docu\u00ad הרש"
    line, *_ = set_lines(FACES, "אבג.-דהו אבג.-דהו", 2300)
    assert seen(line) == f"{HYPHEN}.גבא"


LEFTWARDS = (
    "הוא אמר “שלום”.",
    "שרה… כהן",
    "שרה (5CG1234567).",
    "שרה [a] ≤ {b} ?!",
    "ﻣﺤﻤﺪ ﷺ ﷲ text",
    "Call שָׁלוֹם and مُحَمَّد now",
    "שרה ½ ® ❶ Ọ̀ṣọ́ ﬡﬠ",
    "يحتاج Cisco AnyConnect 4.10 (VPN) حتى للأجهزة 5CG1234567 و 50%.",
)
FORMS = ("The proﬁle is oﬃcial.", "한글 ㄱㄴ 가나", "´ ¨ ½ ² ﬀ")


@pytest.mark.parametrize("text", [*LEFTWARDS, *FORMS])
def test_a_right_letter_is_not_refused(text: str) -> None:
    """C3: whatever forms of letters and signs a reader of the file makes others of."""
    assert refused(with_text(text)) == []


@pytest.mark.parametrize("text", [*LEFTWARDS, *FORMS])
def test_an_altered_letter_is_refused(text: str) -> None:
    """C3: a letter fewer, one more, two exchanged, words gone."""
    record = with_text(text)
    place = max(n for n, sign in enumerate(text) if unicodedata.category(sign)[0] == "L")
    altered = (text[:place] + text[place + 1 :], text[:place] + "ק" + text[place:], "")
    for other in (*altered, text[:place] + "x" + text[place + 1 :]):
        assert refused(record, with_text(other)) == [f"“{text[:60]}”"], other


def test_an_altered_middle_of_a_long_sentence_is_refused() -> None:
    """C3: not only its first and last words are read."""
    long = "The planners need the warehouse program at home until the migration is over, " * 4
    other = "program".join(long.split("program", 2)[:2]) + "device" + long.split("program", 2)[2]
    assert refused(with_text(long)) == []
    assert refused(with_text(long), with_text(other))
    assert refused(with_text("a < b (c)"), with_text("a > b (c)"))


CHINESE = "".join(chr(0x4E00 + n) for n in range(2000) if FACES.shows(chr(0x4E00 + n)))[:287]
POINT = (
    "- Plant {n}: the planners of plant {n} need the warehouse program at home until {n} is over, "
)


@pytest.mark.parametrize("lead", range(30, 44, 2))
@pytest.mark.parametrize(
    "text",
    [CHINESE, "\n".join(POINT.format(n=n) + "to be told" for n in range(10, 26)), "שרה כהן " * 80],
    ids=["Chinese", "list", "Hebrew"],
)
def test_a_sentence_goes_on_on_the_next_page(lead: int, text: str) -> None:
    """C3: foot and head of the pages stand between its words; a word too few there is found."""
    before = Block("text", "\n".join("x" * lead))
    base = letters()["declined"]
    record = replace(base, blocks=(before, Block("text", text, source="reason"), *base.blocks))
    assert refused(record) == []
    pages = [page.text for page in read_pages(draw_letter(record, FONTS).pdf)]
    frame, own = pages[1].split("\f")
    cut = [pages[0], f"{frame}\f{own.strip()[4:]}", *pages[2:]]
    found = {row.words for row in check_letter(record, None, cut, 0, ENGLISH)}
    assert NOT_THERE[0] in found


def test_pages_that_do_not_tell_head_and_foot_apart_are_read_as_before() -> None:
    """C2: letters of the first press, which divide a sentence with them."""
    long = " ".join(f"word {n}" for n in range(40))
    record = with_text(long)
    body = "\n".join(block.text for block in record.blocks).replace(long, "")
    head = f"{record.case} {record.addressee[0]}\n"
    pages = [f"{head}{long[:150]}\nPage 1 of 2", f"{head}{long[150:]}\n{body}\nPage 2 of 2"]
    assert not {row.words for row in check_letter(record, None, pages, 0, ENGLISH)} & {*NOT_THERE}
    pages[1] = pages[1].replace("word 39", "word 93")
    assert NOT_THERE[0] in {row.words for row in check_letter(record, None, pages, 0, ENGLISH)}


@pytest.mark.parametrize("remark", ["הוסר ביום 5.", "הוסר", "x"])
def test_a_serial_beside_hebrew_is_read_as_it_stands(remark: str) -> None:
    """C3: PDFium takes the whole row for one that is read leftwards."""
    notice = write(case(*IN_FORCE), "notice_first")
    head, annex = notice.blocks[-1].rows[0], notice.blocks[-1]

    def of(*serials: str) -> LetterRecord:
        rows = (head, *((serial, "מחשב", remark) for serial in serials))
        return replace(notice, blocks=(*notice.blocks[:-1], replace(annex, rows=rows)))

    record = of("5CG0000000", "5CG0000001")
    assert refused(record) == []
    assert refused(record, of("0000000CG5", "5CG0000001")) == ["“5CG0000000”"]


@pytest.mark.parametrize("text", [*LEFTWARDS[:4], "محمد بن علي", "שרה כהן 12"])
def test_a_screen_reader_hears_words_in_their_own_order(text: str) -> None:
    """PDF 1.7, 14.8.2.3.3: their glyphs stand from left to right, and the file says so."""
    record = replace(letters()["approved"], blocks=(Block("text", text, source="reason"),))
    with pikepdf.open(io.BytesIO(draw_letter(record, FONTS).pdf)) as pdf:
        pages = [page.obj.objgen for page in pdf.pages]
        heard = bare("".join(words_below(pdf.Root.StructTreeRoot.K, marked(pdf), pages)))
    assert heard == bare("".join((*record.addressee, record.title, text)))


def test_what_is_turned_round_is_one_string() -> None:
    """Kerning would divide it: then readers would turn each piece, or the whole, as they please."""
    pdf = draw_letter(with_text("מחשבים שרה"), FONTS).pdf
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        turning, shown = False, []
        for operands, operator in pikepdf.parse_content_stream(opened.pages[0]):
            name = str(operator)
            turning = name == "BMC" or (turning and name != "EMC")
            if name == "TJ" and turning:
                shown.append(len(operands[0]))
    assert shown == [1, 1]
