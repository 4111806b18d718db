"""One case as files that can be read and checked without this program (quality, "Nothing lost").

What the files are is told by `check.py`, which goes with them and shares no code with this module.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.deed import Seal
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.fact import Fact

FORMAT = 1
FACTS, MANIFEST, CHECK = "facts.jsonl", "manifest.json", "check.py"
LONGEST_ENDING = 8  # characters of an ending, with its dot, that a kept file's name takes over


def case_seal(facts: Iterable[Fact]) -> Seal:
    """The content seal of a case: SHA-256 over the sorted ids of its facts.

    Printed, it proves an export.
    """
    ids = sorted(bytes.fromhex(fact.id) for fact in facts)
    return Seal(len(ids), hashlib.sha256(b"".join(ids)).hexdigest())


def kept_files(facts: Iterable[Fact]) -> Iterator[tuple[str, str]]:
    """Letters, proofs and evidence that the facts name:
    where each lies in the export, and its SHA-256.
    """
    for fact in facts:
        match fact.body:
            case kinds.LetterIssued() as body:
                yield f"letters/{body.record.number}.pdf", body.sha256
            case kinds.LetterSigned() as body:
                yield f"letters/{body.letter}-signed-{body.sha256[:8]}.pdf", body.sha256
            case kinds.EvidenceAttached() | kinds.DispatchProven() as body:
                ending = PurePath(body.name).suffix
                plain = (
                    ending[1:].isascii() and ending[1:].isalnum() and len(ending) <= LONGEST_ENDING
                )
                yield f"files/{body.sha256}{ending if plain else ''}", body.sha256


def named_files(facts: Iterable[Fact]) -> Iterator[tuple[str, str]]:
    """All files that facts name, the desk's too: what each is, and its SHA-256."""
    facts = tuple(facts)
    yield from kept_files(facts)
    for fact in facts:
        if isinstance(fact.body, kinds.EditionAnnounced):
            yield f"the file of edition {fact.body.code}", fact.body.document
        if isinstance(fact.body, kinds.LogoSet):
            yield f"the logo {fact.body.name}", fact.body.sha256


def check_folder(name: str, *, taken: bool) -> None:
    """Refuse a folder in which something stands already: an export is a folder of its own."""
    if taken:
        raise Refused(f"{name} is not an empty folder: name one that is not there yet.", "", "out")


def manifest(number: str, seal: Seal, files: Sequence[tuple[str, bytes]]) -> bytes:
    """The list of the files with their SHA-256,
    as `check.py` makes it again from what lies in the folder.
    """
    rows = {
        name: {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for name, content in files
    }
    document = {
        "format": FORMAT,
        "case": number,
        "seal": str(seal),
        "files": dict(sorted(rows.items())),
    }
    return json.dumps(document, indent=1, ensure_ascii=False).encode() + b"\n"


def exported(
    number: str,
    facts: Sequence[Fact],
    lines: Sequence[bytes],
    documents: Sequence[tuple[str, bytes]],
    check: bytes,
) -> list[tuple[str, bytes]]:
    """All files of an export by their place in its folder;
    `lines` are the stored bytes of the facts.
    """
    files = [(FACTS, b"".join(line + b"\n" for line in lines)), *documents]
    return [*files, (MANIFEST, manifest(number, case_seal(facts), files)), (CHECK, check)]
