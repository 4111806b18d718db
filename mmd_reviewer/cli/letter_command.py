"""`letter`: issue a letter or write it again, as PDF or text, whole or not at all (rule C2)."""

from __future__ import annotations

import argparse
import hashlib

from mmd_reviewer.bootstrap import open_desk
from mmd_reviewer.cli.answers import Answer
from mmd_reviewer.cli.windows import Windows
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
        given = issued.sha256 if issued and not options.replace else ""
        desk.files.check(options.out, force=options.force, digest=given)
        if issued is None or options.replace:
            case, issued = letter.issue(desk, case, options.kind, options.replace)
        record, content, pages = issued.record, letter.stored(desk, issued), issued.pages
    digest = hashlib.sha256(content).hexdigest()
    desk.files.check(options.out, force=options.force, digest=digest)
    desk.files.write(options.out, content)
    data = {"number": record.number, "kind": record.kind, "sha256": digest, "pages": pages}
    return Answer(data, f"{record.number}: {record.title} → {options.out}")
