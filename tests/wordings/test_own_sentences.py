"""Sentences of the user's own: per kind, edition and language (C2, C3)."""

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from mmd_reviewer import bootstrap, paths
from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.letters.kinds import KINDS
from mmd_reviewer.services import assessment, decision, letter
from mmd_reviewer.services.read.letter import read_letter
from mmd_reviewer.wordings.book import Book
from tests.making import FACTOR_4, new_desk, receive

STANDARD = paths.resources() / "letters"
OWN = '[approved]\ntitle = "Good news"\n'


def own(folder: Path, name: str, text: str) -> Path:
    """A file of one's own."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def what_stops(book: Book) -> Refused:
    """Why the letter of an approval cannot be written in English."""
    with pytest.raises(Refused) as refusal:
        book("en", "approved", "2019-11")
    return refusal.value


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book(STANDARD, tmp_path / "letters")


def test_c2_the_most_particular_file_has_the_last_word(book: Book, tmp_path: Path) -> None:
    """For all kinds, a kind, a kind under an edition; others stay as they are."""
    folder = tmp_path / "letters"
    every = own(
        folder, "en/every.toml", '[headings]\nwhy = "For this reason"\nterms = "Conditions"\n'
    )
    kind = own(folder, "en/approved.toml", '[headings]\nwhy = "Because"\n')
    edition = own(folder, "en/2022-12/approved.toml", OWN)
    approved, later = book("en", "approved", "2019-11"), book("en-GB", "approved", "2022-12")
    assert (approved("headings.why"), approved("headings.terms")) == ("Because", "Conditions")
    assert approved("approved.title") == "Your exemption is approved"
    assert (later("approved.title"), later("headings.why")) == ("Good news", "Because")
    assert book("en", "declined", "2022-12")("headings.why") == "For this reason"
    assert book("de", "approved", "2022-12")("headings.why") == "Begründung"
    assert book("en", "approved", "2022-12").language == "en-GB"
    digests = [hashlib.sha256(file.read_bytes()).hexdigest() for file in (every, kind, edition)]
    assert later.version == (
        f"en-12 + en/every.toml {digests[0]} + en/approved.toml {digests[1]} "
        f"+ en/2022-12/approved.toml {digests[2]}"
    )
    assert book("fr", "approved", "2022-12").version == "fr-2"


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("[approved]\ntitle = \n", 2, 9, "invalid value"),
        ('[approved]\n\ntitel = "Good news"\n', 3, 1, "no sentence of that name"),
        (
            '[approved]\nintro = "We approve {recieved}."\n',
            2,
            21,
            "“recieved” is filled in nowhere",
        ),
        ('[approved]\nintro = "We approve."\n', 2, 10, "the place “received” is missing"),
        ('[approved]\nintro = "Of {received"\n', 2, 22, "neither a comma nor a }"),
        ("[approved]\ntitle = 5\n", 2, 9, "stands in quotation marks"),
        ('[approved]\ntitle = " "\n', 2, 10, "the sentence is empty"),
        (
            '[period]\nlimited = "{count, plural, one {a}}"\n',
            2,
            12,
            "the forms of “count” lack “other”",
        ),
        (
            '[approved]\nintro = """\nOf {received}:\nall {is} well"""\n',
            4,
            5,
            "“is” is filled in nowhere",
        ),
        (
            '[notice]\nleft = "{left} {deadline} {which, select, some {x} other {y}}"\n',
            2,
            27,
            "“which” is never “some”",
        ),
        (
            '[notice]\nleft = "{left} {deadline, plural, other {#}} {which}"\n',
            2,
            16,
            "“deadline” is no number",
        ),
    ],
)
def test_c3_a_fault_is_a_sentence_with_line_and_column(
    book: Book, tmp_path: Path, text: str, line: int, column: int, words: str
) -> None:
    """It stops letters of that kind in that language; all others go on."""
    path = own(tmp_path / "letters", "en/approved.toml", text)
    refusal = what_stops(book)
    assert refusal.message.startswith(f"{path}, line {line}, column {column}: ")
    assert words in refusal.message
    assert refusal.rule == "C3"
    assert book("en", "declined", "2019-11")("declined.title") == "Your request is declined"
    assert book("de", "approved", "2019-11").version == "de-2"
    found = book.own_files(tuple(KINDS), ("2019-11", "2022-12"))
    assert found == {str(path): refusal.message}
    path.write_text(OWN, "utf-8")
    assert book("en", "approved", "2019-11")("approved.title") == "Good news"
    assert set(book.own_files(tuple(KINDS), ()).values()) == {""}


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ('[approved]\ntitle = "Say \\"no\\" and \\u00e9 {bad}"\n', 2, 32, "“bad”"),
        ('[approved]\ntitle = "\\U000000e9\\t{bad}"\n', 2, 22, "“bad”"),
        ('[approved]\n"title" = "No {bad}"\n', 2, 15, "“bad”"),
        ('approved."tit\\u006ce" = "No {bad}"\n', 1, 29, "“bad”"),
        ("# [x]\n[ approved ] # y\n\ntitle = 'No {bad}'\n", 4, 13, "“bad”"),
        ('approved = {title = "No {bad}", "x" = 1}\n', 1, 25, "“bad”"),
        (
            'x = [["]", \'[\'], # [\n 5]\n[approved]\ntitle = "{bad}"\n',
            1,
            1,
            "“x” stands in no sec",
        ),
        ('[approved]\ntitle = """No \\\n   {bad}"""\n', 3, 4, "“bad”"),
        ('[approved]\nx = """\n[approved]\ntitle = {"""\n', 2, 1, "no sentence of that name"),
        ("[approved]\n'a b' = '''\n'''\n", 2, 1, "no sentence of that name"),
        ('title = "No"\n', 1, 1, "“title” stands in no section"),
        ('\n[[approved]]\ntitle = "No"\n', 2, 1, "in one bracket, not two"),
        (f'[approved]\ntitle = "{"{a, select, other {" * 99}{"}}" * 99}"\n', 2, 409, "too deep"),
        ("spelled = [{a = '{'}, \"]\"]\n[approved]\ntitle = 5\n", 3, 9, "in quotation marks"),
        (f"\nx = {'[' * 2000}{']' * 2000}\n", 2, 1, "too deep"),
        (f"[approved]\n{'a.' * 2000}a = 5\n", 2, 1, "no sentence of that name"),
    ],
)
def test_c3_the_place_of_a_fault_is_right_however_it_is_written(
    book: Book, tmp_path: Path, text: str, line: int, column: int, words: str
) -> None:
    """C3: a sentence that would be ignored is a fault, too; no file ends the program."""
    path = own(tmp_path / "letters", "en/approved.toml", text)
    refusal = what_stops(book)
    assert refusal.message.startswith(f"{path}, line {line}, column {column}: ")
    assert words in refusal.message
    assert book.own_files(tuple(KINDS), ()) == {str(path): refusal.message}


@pytest.mark.parametrize("language", ["en", "de", "fr"])
def test_c2_a_copy_of_the_program_s_own_file_is_in_order(
    book: Book, tmp_path: Path, language: str
) -> None:
    """What stands at its head is taken from the program's own file all the same."""
    text = (STANDARD / f"{language}.toml").read_text("utf-8")
    own(tmp_path / "letters", f"{language}/every.toml", text)
    assert set(book.own_files(tuple(KINDS), ()).values()) == {""}
    assert book(language, "approved", "2019-11")("approved.title")


def test_c3_a_file_that_is_no_text_has_its_place_too(book: Book, tmp_path: Path) -> None:
    own(tmp_path / "letters", "en/approved.toml", "").write_bytes(b'[approved]\ntitle = "\xe4"\n')
    with pytest.raises(Refused, match=r"line 2, column 10: a character is no UTF-8"):
        book("en", "approved", "2019-11")
    mixed = "\ufeff# \u00fc\r\nü = ".encode() + b"\xe4"
    own(tmp_path / "letters", "en/approved.toml", "").write_bytes(mixed)
    with pytest.raises(Refused, match=r"line 2, column 5: a character is no UTF-8"):
        book("en", "approved", "2019-11")


def test_c2_a_byte_order_mark_is_no_fault(book: Book, tmp_path: Path) -> None:
    """Windows' own editor writes one."""
    own(tmp_path / "letters", "en/approved.toml", f"\ufeff{OWN}")
    assert book("en", "approved", "2019-11")("approved.title") == "Good news"


def test_a_file_in_no_right_place_is_named(book: Book, tmp_path: Path) -> None:
    """A misspelt kind, language or edition would never be read."""
    for name in ("nl/approved.toml", "en/2031-01/approved.toml", "en/aproved.toml", "o.toml"):
        own(tmp_path / "letters", name, OWN)
    (tmp_path / "letters" / "en" / "declined.toml").mkdir()
    found = list(book.own_files(tuple(KINDS), ("2019-11",)).values())
    said = ("no edition", "no kind of letter", "no language", "in no folder of a language")
    assert [words in text for words, text in zip(said, found, strict=True)] == [True] * 4


def test_c2_a_letter_records_its_wording_and_no_later_fault_touches_it(tmp_path: Path) -> None:
    """C2: own sentences print and are named; a fault then hides and voids nothing issued."""
    folder = tmp_path / "letters"
    desk = replace(new_desk(tmp_path), wordings=Book(STANDARD, folder))
    path = own(folder, "en/approved.toml", OWN)
    case = assessment.answer(desk, receive(desk), FACTOR_4)
    case = decision.make(desk, case, Proposal("approve"))
    case, issued = letter.issue(desk, case)
    assert issued.record.title == "Good news"
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    assert issued.record.wording == f"en-12 + en/approved.toml {digest}"
    path.write_text("[approved", "utf-8")
    assert letter.condition(desk, case, issued) == "issued"
    assert letter.issue(desk, case)[1] == issued
    assert read_letter(desk, case.number, "approved").issued == issued
    with pytest.raises(Refused, match=r"approved\.toml, line 1, column"):
        letter.issue(desk, case, replace="Anew.")
    number = letter.dispatched(desk, case, issued.record.number, desk.today(), "P-1")
    assert number.letters[0].dispatched == desk.today()


def test_the_user_s_folder_stands_beside_the_stores() -> None:
    """Where it is not there, nothing is missed."""
    book = bootstrap.wordings()
    assert paths.own_letters() == paths.user_data() / "letters"
    assert book.own_files(tuple(KINDS), ()) == {}
