"""A case written to a folder, with everything that proves it (`domain/case_export.py`)."""

from __future__ import annotations

from pathlib import Path

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.case_export import case_seal, check_folder, exported, kept_files
from mmd_reviewer.domain.deed import Seal
from mmd_reviewer.domain.errors import StoreError
from mmd_reviewer.services.desk import Desk


def export_case(desk: Desk, case: Case, folder: Path, check: bytes) -> tuple[Seal, int]:
    """Letters, facts, proofs, manifest and `check` (the text of `check.py`);
    the case's seal, and how many files.

    The folder is made, or is empty: nothing is overwritten. The files take their names together.
    """
    check_folder(
        str(folder), taken=folder.exists() and (not folder.is_dir() or any(folder.iterdir()))
    )
    documents = []
    for name, sha256 in kept_files(case.facts):
        document = desk.store.document(sha256)
        if document is None:
            raise StoreError(
                f"{name} of {case.number} is not in the store: run `verify`. Nothing was written."
            )
        documents.append((name, document.content))
    lines = desk.store.contents(case.key)
    files = exported(case.number, case.facts, lines, list(dict(documents).items()), check)
    desk.files.write_folder(folder, files)
    return case_seal(case.facts), len(files)
