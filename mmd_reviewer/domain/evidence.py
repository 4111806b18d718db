"""Evidence: which files are kept with a case, and
which of them may be opened (rules C4, D1, D8).
"""

from __future__ import annotations

import re
from pathlib import PurePath

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.case import Case, Evidence
from mmd_reviewer.domain.deed import Document
from mmd_reviewer.domain.edition import Edition
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.request import check_words

MOST_BYTES = 50 * 1024 * 1024
ABOUT = ("case", "revocation", "appeal")
# What may be opened from here: kinds that show something and run nothing by themselves.
_LIST = """
    bmp csv docx eml gif jpeg jpg json log md odp ods odt pdf png pptx tif tiff tsv txt webp xlsx
"""
OPENS = frozenset(_LIST.split())
LONGEST_NAME, LONGEST_ENDING = 100, 8  # characters of a file's name on a disk
_OF_WINDOWS = re.compile(r"con|prn|aux|nul|(com|lpt)[0-9¹²³]", re.IGNORECASE)  # its devices
# How programs begin, whatever they are called.
_BEGINNINGS = (
    b"MZ",
    b"\x7fELF",
    b"#!",
    b"\xca\xfe\xba\xbe",
    b"\xcf\xfa\xed\xfe",
    b"\xfe\xed\xfa\xcf",
)


def check_file(name: str, content: bytes) -> None:
    """Refuse an empty file and a huge one."""
    if not content:
        raise Refused(f"{name} is empty: there is nothing to keep.", "", "file")
    if len(content) > MOST_BYTES:
        raise Refused(
            f"{name} is over 50 MB: attach a smaller file, or an extract of it.", "", "file"
        )
    check_words(name, "file name")


def check_about(case: Case, edition: Edition, about: str) -> None:
    """Refuse a file about something that the case or the edition does not have."""
    findings = [row.code for row in edition.conditions] + [row.code for row in edition.factors]
    if about not in (*ABOUT, *findings):
        known = ", ".join((*ABOUT, *findings))
        raise Refused(f'"{about}" is nothing that a file could be about: {known}.', "", "about")
    if about == "appeal" and not (case.revocations and case.revocations[-1].appeals):
        raise Refused(f"{case.number} has no appeal.", "D8", "about")
    if about == "revocation" and not case.revocations:
        raise Refused(f"{case.number} has no revocation.", "D1", "about")


def attached(case: Case, name: str, document: Document, about: str) -> kinds.EvidenceAttached:
    """A file kept with the case; refuses one that is attached already."""
    if any(row.file.sha256 == document.id and row.file.about == about for row in case.evidence):
        raise Refused(f"{name} is attached already: a file with the same contents.", "", "file")
    return kinds.EvidenceAttached(name, document.id, len(document.content), about, document.media)


def may_open(evidence: Evidence, content: bytes) -> bool:
    """True for the kinds on the list, if they do not begin as a program does;
    others can be saved, never opened.
    """
    ending = PurePath(evidence.file.name).suffix.lstrip(".").casefold()
    return ending in OPENS and not content.startswith(_BEGINNINGS)


def name_on_disk(name: str) -> str:
    """The file's name as every system takes it: no sign or word that Windows keeps for itself, no
    dot or blank at the end, not too long; the ending stays.
    """
    plain = re.sub(r'[<>:"/\\|?*\x00-\x1f]', "_", name).rstrip(". ")
    stem, dot, ending = plain.rpartition(".")
    if not stem or len(ending) > LONGEST_ENDING:
        stem, dot, ending = plain, "", ""
    stem = stem[:LONGEST_NAME].rstrip(". ") or "file"
    if _OF_WINDOWS.fullmatch(stem.partition(".")[0].strip()):
        stem = f"_{stem}"
    return f"{stem}{dot}{ending}"
