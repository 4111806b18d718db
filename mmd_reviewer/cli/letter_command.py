"""`letter`: issue a letter or write it again, as PDF or text, whole or not at all (rule C2)."""

from __future__ import annotations

import argparse
import hashlib
import os
import tempfile
from pathlib import Path

from mmd_reviewer.bootstrap import open_desk
from mmd_reviewer.cli.answers import Answer
from mmd_reviewer.cli.windows import Windows
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.letters.compose import as_text
from mmd_reviewer.services import letter
from mmd_reviewer.settings import Choices


def write_letter(options: argparse.Namespace, choices: Choices, windows: Windows) -> Answer:
    """Issue the letter, or write the stored bytes; `--draft` and `--text` issue nothing."""
    desk = open_desk(choices)
    case = desk.case(options.number)
    issued = letter.given_again(desk, case, options.kind)
    if options.draft:
        record = letter.proposed(desk, case, options.kind, options.replace)
        content, pages = desk.press.draw(record, draft=True)
    elif options.text:
        record = issued.record if issued else letter.proposed(desk, case, options.kind, options.replace)
        content, pages = ("" if issued else "DRAFT, not issued\n\n").encode() + as_text(record).encode(), 0
    else:
        check_out(options.out, options.force, issued.sha256 if issued and not options.replace else "")
        if issued is None or options.replace:
            case, issued = letter.issue(desk, case, options.kind, options.replace)
        record, content, pages = issued.record, letter.stored(desk, issued), issued.pages
    digest = hashlib.sha256(content).hexdigest()
    check_out(options.out, options.force, digest)
    write_out(options.out, content)
    data = {"number": record.number, "kind": record.kind, "sha256": digest, "pages": pages}
    return Answer(data, f"{record.number}: {record.title} → {options.out}")


def check_out(out: Path, force: bool, digest: str) -> None:
    """A file that exists with other bytes is not overwritten without --force."""
    if out.is_dir():
        raise Refused(f"{out} is a folder: name a file.", "", "out")
    if not out.parent.exists():
        raise Refused(f"The folder {out.parent} does not exist.", "", "out")
    check_writable(out.parent)
    if out.exists() and not force and hashlib.sha256(out.read_bytes()).hexdigest() != digest:
        raise Refused(f"{out} exists with other contents: choose another name, or add --force.", "", "out")


def check_writable(folder: Path) -> None:
    """Fail before anything is issued where nothing can be written."""
    with tempfile.TemporaryFile(dir=folder):
        pass


def write_out(out: Path, content: bytes) -> None:
    """Whole or not at all: written beside, then renamed."""
    handle, name = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(out)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
