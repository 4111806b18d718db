"""Evidence: files kept by their hash with a case;
what may be kept stands in `domain/evidence.py`.
"""

from __future__ import annotations

import mimetypes
from pathlib import PurePath

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.deed import Document
from mmd_reviewer.domain.errors import StoreError
from mmd_reviewer.domain.evidence import attached, check_about, check_file
from mmd_reviewer.services.desk import Desk


def kept_file(name: str, content: bytes) -> Document:
    """The document of a file; refuses an empty or a huge one."""
    check_file(name, content)
    return Document.of(content, mimetypes.guess_type(name)[0] or "application/octet-stream")


def attach(desk: Desk, case: Case, name: str, content: bytes, about: str = "case") -> Case:
    """Keep a file with the case; `about` is "case", "revocation",
    "appeal" or the code of a key condition or factor.
    """
    now = desk.moment()
    check_about(case, now.edition, about)
    name = PurePath(name.replace("\\", "/")).name
    document = kept_file(name, content)
    return desk.record([(case, [attached(case, name, document, about)])], [document], now)[0]


def content_of(desk: Desk, sha256: str, name: str) -> bytes:
    """The stored bytes."""
    document = desk.store.document(sha256)
    if document is None:
        raise StoreError(f"The file {name} is not in the store: run `verify`.")
    return document.content
