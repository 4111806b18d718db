"""Files kept by their hash; what may be opened, and what never is."""

from pathlib import Path

import pytest

from mmd_reviewer.domain import evidence as rules
from mmd_reviewer.domain.errors import Refused, StoreError
from mmd_reviewer.domain.evidence import may_open, name_on_disk
from mmd_reviewer.domain.history import tell
from mmd_reviewer.services import appeal, evidence
from tests.making import DAY, Course


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return Course(tmp_path)


def test_a_file_is_kept_with_a_case_a_finding_and_an_appeal(course: Course) -> None:
    """Name, size and hash; the same bytes once for one thing; verify looks at them."""
    desk = course.on(0)
    case = evidence.attach(desk, course.case(), r"C:\temp\crash report.pdf", b"%PDF crash")
    case = evidence.attach(desk, case, "crash.pdf", b"%PDF crash", "stability")
    with pytest.raises(Refused, match="attached already"):
        evidence.attach(desk, case, "again.pdf", b"%PDF crash", "stability")
    for about, rule in (("appeal", "D8"), ("revocation", "D1"), ("weather", "")):
        with pytest.raises(Refused) as refusal:
            evidence.attach(desk, case, "x.txt", b"x", about)
        assert (refusal.value.rule, refusal.value.field) == (rule, "about")
    course.notified()
    case = appeal.raise_appeal(desk, course.case(), DAY, "upgrade", "6.1")
    case = evidence.attach(desk, case, "log.txt", b"no stop", "appeal")
    case = evidence.attach(desk, case, "mail.txt", b"agreed", "revocation")
    assert [(row.file.name, row.file.size, row.file.about) for row in case.evidence] == [
        ("crash report.pdf", 10, "case"),
        ("crash.pdf", 10, "stability"),
        ("log.txt", 7, "appeal"),
        ("mail.txt", 6, "revocation"),
    ]
    assert tell(case.facts[-1]) == "mail.txt attached to revocation, 6 bytes."
    assert evidence.content_of(desk, case.evidence[2].file.sha256, "log.txt") == b"no stop"
    assert not desk.store.verify().findings
    with pytest.raises(StoreError, match="not in the store"):
        evidence.content_of(desk, "ab" * 32, "gone.txt")


def test_empty_and_huge_files_are_refused(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sentence says what to do; nothing is recorded."""
    monkeypatch.setattr(rules, "MOST_BYTES", 9)
    for content, words in ((b"", "empty"), (b"0123456789", "over 50 MB")):
        with pytest.raises(Refused, match=words):
            evidence.attach(course.on(0), course.case(), "x.txt", content)
    assert course.case().evidence == ()
    assert evidence.attach(course.on(0), course.case(), "x.txt", b"123456789").evidence


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("report.pdf", b"%PDF", True),
        ("picture.PNG", b"\x89PNG", True),
        ("tool.exe", b"MZ", False),
        ("report.pdf", b"MZ\x90", False),
        ("notes.txt", b"#!/bin/sh", False),
        ("macro.docm", b"PK", False),
        ("page.html", b"<script>", False),
        ("noending", b"text", False),
    ],
)
def test_what_runs_code_is_never_opened(
    course: Course, name: str, content: bytes, expected: bool
) -> None:
    """By its ending, and by how it begins."""
    case = evidence.attach(course.on(0), course.case(), name, content)
    assert may_open(case.evidence[0], content) is expected


@pytest.mark.parametrize(
    ("name", "on_disk"),
    [
        ("Mail of 3 May.eml", "Mail of 3 May.eml"),
        ("aux.txt", "_aux.txt"),
        ("COM1.log.txt", "_COM1.log.txt"),
        ("console.txt", "console.txt"),
        ('a<b>:"c|?*.pdf', "a_b___c___.pdf"),
        ("minutes. . .", "minutes"),
        ("...", "file"),
        ("王小明.pdf", "王小明.pdf"),
        ("n" * 300 + ".docx", "n" * 100 + ".docx"),
        ("no ending at all, but a long one.of words", "no ending at all, but a long one.of words"),
    ],
)
def test_a_copy_has_a_name_that_every_system_takes(name: str, on_disk: str) -> None:
    """Windows: reserved names and signs, dots at the end, length."""
    assert name_on_disk(name) == on_disk
