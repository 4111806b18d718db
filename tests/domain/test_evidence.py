"""Which files are kept with a case, which may be opened, and how they are called on a disk."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.case import Case, Evidence
from mmd_reviewer.domain.deed import Document
from mmd_reviewer.domain.evidence import (
    LONGEST_ENDING,
    LONGEST_NAME,
    MOST_BYTES,
    OPENS,
    attached,
    check_about,
    check_file,
    may_open,
    name_on_disk,
)
from tests.domain.letter_cases import APPEAL, notified
from tests.domain.refusing import refusal
from tests.making import case, edition

FILE = Document("ab" * 32, "application/pdf", b"%PDF-1.7")
KEPT = kinds.EvidenceAttached("a.pdf", FILE.id, 8, "case", FILE.media)


class Huge(bytes):
    """Says that it is over 50 MB, and takes no room."""

    def __len__(self) -> int:
        return MOST_BYTES + 1


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "a.pdf is empty: there is nothing to keep."),
        (Huge(b"x"), "a.pdf is over 50 MB: attach a smaller file, or an extract of it."),
    ],
)
def test_an_empty_file_and_a_huge_one_are_refused(content: bytes, message: str) -> None:
    assert refusal(lambda: check_file("a.pdf", content)) == ("", "file", message)


def test_any_other_file_is_kept() -> None:
    check_file("a.exe", b"MZ")
    check_file("crash report (1).dmp", b"x")


@pytest.mark.parametrize("about", ["case", "security", "microsoft_technology", "non_negotiable"])
def test_a_file_is_about_the_case_a_condition_or_a_factor(about: str) -> None:
    check_about(case(), edition(), about)


def test_a_file_about_nothing_that_is_there_is_refused() -> None:
    found = refusal(lambda: check_about(case(), edition(), "weather"))
    assert (found.rule, found.field) == ("", "about")
    assert found.message.startswith(
        '"weather" is nothing that a file could be about: case, revocation, appeal, security, '
    )
    for about, rule in (("appeal", "D8"), ("revocation", "D1")):
        missing = refusal(lambda about=about: check_about(case(), edition(), about))  # type: ignore[misc]
        assert missing == (rule, "about", f"A-0001 has no {about}.")


@pytest.mark.parametrize(
    ("of", "about"), [(notified(5), "revocation"), (notified(5, APPEAL), "appeal")]
)
def test_a_course_and_its_appeal_have_files_of_their_own(of: Case, about: str) -> None:
    check_about(of, edition(), about)


def test_an_appeal_has_files_only_once_there_is_one() -> None:
    found = refusal(lambda: check_about(notified(5), edition(), "appeal"))
    assert found.message == "A-0001 has no appeal."


def test_a_file_is_attached_once_to_each_thing_it_is_about() -> None:
    of = case(KEPT)
    again = refusal(lambda: attached(of, "b.pdf", FILE, "case"))
    assert again.message == "b.pdf is attached already: a file with the same contents."
    assert attached(of, "b.pdf", FILE, "security") == kinds.EvidenceAttached(
        "b.pdf", FILE.id, 8, "security", FILE.media
    )
    other = Document("cd" * 32, "application/pdf", b"%PDF-1.7")
    assert attached(of, "a.pdf", other, "case").sha256 == "cd" * 32


def evidence(name: str) -> Evidence:
    of = case(kinds.EvidenceAttached(name, FILE.id, 8, "case", FILE.media))
    return of.evidence[0]


@pytest.mark.parametrize("ending", sorted(OPENS))
def test_what_only_shows_something_may_be_opened(ending: str) -> None:
    assert may_open(evidence(f"report.{ending}"), b"words")
    assert may_open(evidence(f"REPORT.{ending.upper()}"), b"words")


@pytest.mark.parametrize(
    "name",
    ["setup.exe", "run.bat", "a.js", "page.html", "a.svg", "a.docm", "noending", "a.pdf.lnk"],
)
def test_what_could_run_is_never_opened(name: str) -> None:
    assert not may_open(evidence(name), b"words")


@pytest.mark.parametrize(
    "content", [b"MZ\x90", b"\x7fELF\x02", b"#!/bin/sh", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe"]
)
def test_a_program_is_not_opened_whatever_it_is_called(content: bytes) -> None:
    assert not may_open(evidence("report.pdf"), content)
    assert may_open(evidence("report.pdf"), b"%PDF")


@pytest.mark.parametrize(
    ("name", "on_disk"),
    [
        ("report.pdf", "report.pdf"),
        ('a<b>:c"d/e\\f|g?h*.txt', "a_b__c_d_e_f_g_h_.txt"),
        ("tab\there.txt", "tab_here.txt"),
        ("../../etc/passwd", ".._.._etc_passwd"),
        ("name. . .", "name"),
        ("...", "file"),
        ("", "file"),
        ("   ", "file"),
        (".hidden", ".hidden"),
        ("con.txt", "_con.txt"),
        ("CON", "_CON"),
        ("nul.tar.gz", "_nul.tar.gz"),
        ("com1.log", "_com1.log"),
        ("COM¹.log", "_COM¹.log"),
        ("lpt9", "_lpt9"),
        ("com10.log", "com10.log"),
        ("concert.pdf", "concert.pdf"),
        ("Größe 王.pdf", "Größe 王.pdf"),
        ("archive.tar.gz", "archive.tar.gz"),
    ],
)
def test_a_name_is_one_that_every_system_takes(name: str, on_disk: str) -> None:
    assert name_on_disk(name) == on_disk


def test_a_long_name_is_cut_before_its_ending_which_stays() -> None:
    made = name_on_disk(f"{'x' * 300}.pdf")
    assert made == f"{'x' * LONGEST_NAME}.pdf"
    assert name_on_disk(f"a.{'y' * 300}") == f"a.{'y' * (LONGEST_NAME - 2)}"
    assert name_on_disk(f"a.{'y' * LONGEST_ENDING}") == f"a.{'y' * LONGEST_ENDING}"


@given(st.text(max_size=150))
def test_no_name_leaves_its_folder_or_ends_in_a_dot_or_blank(name: str) -> None:
    made = name_on_disk(name)
    assert made
    assert not set(made) & set('<>:"/\\|?*')
    assert made[-1] not in ". " or not name.strip()
    assert len(made) <= LONGEST_NAME + 1 + LONGEST_ENDING + 1
    assert name_on_disk(made) == made, "twice is once"
