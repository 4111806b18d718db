"""A case as files that can be checked without this program (quality,
"Nothing lost"; `resources/export/check.py`).
"""

import hashlib
import json
import random
import runpy
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest

from mmd_reviewer import paths
from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.deed import Document
from mmd_reviewer.domain.errors import Refused, StoreError
from mmd_reviewer.exports.to_file import OutFiles
from mmd_reviewer.services import appeal, evidence, letter
from mmd_reviewer.services.case_export import export_case
from tests.long import long_or
from tests.making import Course, day

CHECK = paths.resources() / "export" / "check.py"
CHANGES = long_or(10_000, 200)
SIGNED = hashlib.sha256(b"%PDF of the signed copy").hexdigest()
Change = Callable[[random.Random, Path], bool]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder of a case with letters, a signed copy, a proof, evidence and an undone deed;
    and its seal on paper.
    """
    base = tmp_path_factory.mktemp("export")
    course = Course(base)
    case = course.notified()
    case = letter.prove(
        course.on(1), case, "A-0001-L2", "mail of 23 Nov.eml", b"From: Ines\n\nSent."
    )
    case = evidence.attach(course.on(1), case, "figures.xlsx", b"PK figures")
    case = evidence.attach(course.on(1), case, "no ending", b"words")
    case = appeal.raise_appeal(
        course.on(5), case, day(5), "upgrade", "Version 6.1 – für alle Geräte."
    )
    desk = replace(course.on(6), files=OutFiles(base / "s.sqlite"))
    signed = Document.of(b"%PDF of the signed copy", "application/pdf")
    body = kinds.LetterSigned("A-0001-L1", signed.id, "Ines Moreau", day(900))
    (case,) = desk.record([(case, [body])], [signed], desk.moment())
    seal, files = export_case(desk, case, base / "A-0001", CHECK.read_bytes())
    assert files == 9
    return base / "A-0001", str(seal)


def test_an_export_is_checked_by_its_own_program(made: tuple[Path, str]) -> None:
    """Run as a person would, in the folder, with and without the seal from paper."""
    folder, seal = made
    names = sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    )
    assert names[:2] == ["check.py", "facts.jsonl"]
    assert [name for name in names if name.startswith("letters/")] == [
        f"letters/A-0001-L1-signed-{SIGNED[:8]}.pdf",
        "letters/A-0001-L1.pdf",
        "letters/A-0001-L2.pdf",
    ]
    assert sum(name.startswith("files/") for name in names) == 3
    for arguments, words in (
        ([], "Give the seal from paper as well."),
        ([seal], "The seal on paper agrees."),
    ):
        done = subprocess.run(
            [sys.executable, "check.py", *arguments], cwd=folder, capture_output=True, text=True
        )
        assert (done.returncode, done.stdout) == (0, f"Everything is as it was exported. {words}\n")
    wrong = subprocess.run(
        [sys.executable, "check.py", "3:ab"], cwd=folder, capture_output=True, text=True
    )
    assert (wrong.returncode, "The seal on paper is 3:ab" in wrong.stdout) == (1, True)
    for empty in ("", " "):  # a variable of a script that was never set
        unset = subprocess.run(
            [sys.executable, "check.py", empty], cwd=folder, capture_output=True, text=True
        )
        assert (unset.returncode, unset.stdout) == (2, "")
        assert unset.stderr.startswith("The seal given is empty")
    assert len(CHECK.read_text("utf-8").splitlines()) <= 150


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.name != "check.py")


def _byte(rng: random.Random, folder: Path) -> bool:
    path = rng.choice(_files(folder))
    content = bytearray(path.read_bytes())
    content[rng.randrange(len(content))] ^= 1 << rng.randrange(8)
    path.write_bytes(content)
    return True


def _gone(rng: random.Random, folder: Path) -> bool:
    rng.choice(_files(folder)).unlink()
    return True


def _added(rng: random.Random, folder: Path) -> bool:
    (folder / rng.choice(("", "letters", "files")) / f"{rng.randrange(99)}.pdf").write_bytes(
        b"%PDF"
    )
    return True


def _renamed(rng: random.Random, folder: Path) -> bool:
    path = rng.choice(_files(folder))
    path.rename(path.with_name(f"{rng.randrange(9)}{path.name}"))
    return True


def _lines(rng: random.Random, folder: Path) -> bool:
    """A fact left out, said twice or in another place."""
    path = folder / "facts.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    before, one = list(lines), rng.randrange(len(lines))
    taken = lines.pop(one)
    if rng.random() < 0.6:
        lines.insert(rng.randrange(len(lines) + 1), taken)
    if rng.random() < 0.3:
        lines.insert(one, taken)
    path.write_bytes(b"".join(lines))
    return lines != before


def _rehashed(rng: random.Random, folder: Path) -> bool:
    """All made anew and consistent: words of a fact, every id after it,
    a letter's file, the manifest.
    """
    path = folder / "facts.jsonl"
    ids: dict[str, str] = {}
    lines, facts = [], path.read_bytes().splitlines()
    changed = rng.randrange(len(facts))
    for place, line in enumerate(facts):
        fact = json.loads(line)
        if place == changed:
            name = rng.choice(("by", "day", "at"))
            fact[name] = {
                "by": "Somebody else",
                "day": "2026-01-01",
                "at": "2026-01-01T00:00:00.000000Z",
            }[name]
        fact["parents"] = sorted(ids.get(parent, parent) for parent in fact["parents"])
        new = json.dumps(fact, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
        ids[hashlib.sha256(line).hexdigest()] = hashlib.sha256(new).hexdigest()
        lines.append(new)
    path.write_bytes(b"".join(line + b"\n" for line in lines))
    checker = runpy.run_path(str(CHECK))
    contents = {file.relative_to(folder).as_posix(): file.read_bytes() for file in _files(folder)}
    del contents["manifest.json"]
    wrong: list[str] = []
    found = checker["read_facts"](contents["facts.jsonl"], wrong)
    (folder / "manifest.json").write_bytes(checker["manifest_of"](found, contents))
    assert (wrong, checker["check"](folder)) == ([], []), "without the paper it passes"
    return True


@pytest.mark.model
@pytest.mark.long_form
def test_every_change_is_found(made: tuple[Path, str], tmp_path: Path) -> None:
    """Also one after which the whole folder was made anew: the seal on paper tells."""
    folder, seal = made
    check: Callable[[Path, str], list[str]] = runpy.run_path(str(CHECK))["check"]
    kinds: tuple[Change, ...] = (_byte, _byte, _byte, _gone, _added, _renamed, _lines, _rehashed)
    missed = []
    for number in range(CHANGES):
        rng, copy = random.Random(number), tmp_path / "copy"
        shutil.copytree(folder, copy)
        kind = kinds[number % len(kinds)]
        if kind(rng, copy) and not check(copy, seal):
            missed.append(f"{kind.__name__} {number}")
        shutil.rmtree(copy)
    assert missed == []


def test_an_export_overwrites_nothing_and_is_whole_or_not_at_all(tmp_path: Path) -> None:
    course = Course(tmp_path)
    desk = replace(course.on(1), files=OutFiles(tmp_path / "s.sqlite"))
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "mine.txt").write_text("mine")
    for name in ("taken", "taken/mine.txt"):
        with pytest.raises(Refused, match="not an empty folder"):
            export_case(desk, course.case(), tmp_path / name, b"")
    (tmp_path / "empty").mkdir()
    export_case(desk, course.case(), tmp_path / "empty", b"")

    class Lost:
        def __getattr__(self, name: str) -> Any:
            return getattr(desk.store, name)

        def document(self, id: str) -> None:
            return None

    with pytest.raises(StoreError, match=r"letters/A-0001-L1\.pdf of A-0001 is not in the store"):
        export_case(replace(desk, store=cast(Any, Lost())), course.case(), tmp_path / "new", b"")
    assert not (tmp_path / "new").exists()
