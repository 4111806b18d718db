"""What there is, kept: `backup`, `backups`, `restore`,
`recover`, `export-case`, `verify`, `rebuild`.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from mmd_reviewer import paths
from mmd_reviewer.bootstrap import MachineClock, open_desk, open_store, recover_store, restore_store
from mmd_reviewer.cli.answers import Answer
from mmd_reviewer.cli.command import NUMBER, arg, command, job_of, without_desk
from mmd_reviewer.cli.windows import Windows
from mmd_reviewer.domain.deed import Finding, Seal
from mmd_reviewer.domain.errors import Refused, StoreError
from mmd_reviewer.domain.going_back import Loss, loss_lines
from mmd_reviewer.domain.kept_backups import Backup
from mmd_reviewer.domain.period import count, on_screen
from mmd_reviewer.services import signing
from mmd_reviewer.services.case_export import export_case
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.going_back import loss
from mmd_reviewer.services.ports import Store
from mmd_reviewer.settings import Choices, Server, file_of
from mmd_reviewer.signing import PadesSigner


def _now() -> datetime:
    return datetime.fromisoformat(MachineClock(None).now())


@without_desk(
    "backup",
    "a verified copy of the store, also while it is in use",
    "backup E:/reviewer.sqlite",
    arg("file", nargs="?", type=Path, metavar="FILE", help="a new file; else one beside the store"),
)
def backup(options: argparse.Namespace, choices: Choices, windows: Windows) -> Answer:
    """A verified copy, in a file named or beside the store."""
    store = open_store(file_of(choices.store), create=False)
    job = job_of(options, "Copying")
    if options.file is not None:
        made = store.copy_to(options.file, _now(), job)
        return Answer(_json(made), f"{_words(made)} {_verified(made)}")
    made_now = store.back_up(_now(), job)
    if made_now is not None:
        return Answer(_json(made_now), f"{_words(made_now)} {_verified(made_now)}")
    newest = store.newest_backup()
    assert newest is not None
    return Answer(
        _json(newest), f"{_words(newest)} It holds all that the store holds: no other was made."
    )


@without_desk("backups", "the backups of the store, the newest first", "backups")
def backups(options: argparse.Namespace, choices: Choices, windows: Windows) -> Answer:
    """What backups there are."""
    found = open_store(file_of(choices.store), create=False).backups()
    lines = [_words(row) for row in found] or ["There is no backup yet: `backup` makes one."]
    return Answer([_json(row) for row in found], "\n".join(lines))


@without_desk(
    "restore",
    "a backup into a new store file; nothing is overwritten",
    "restore backup.sqlite --into new.sqlite",
    arg("file", type=Path, metavar="FILE"),
    arg("--into", type=Path, required=True, metavar="STORE", help="a file that does not exist yet"),
)
def restore(options: argparse.Namespace, choices: Choices, windows: Windows) -> Answer:
    """Into a new store; what the store of now holds beyond the backup is said,
    and its numbers stay used.
    """
    current = _store_of_now(choices, options.file)
    found = loss(current, options.file) if current is not None else Loss()
    made = restore_store(options.file, options.into, _now(), job_of(options, "Copying"), current)
    text = (
        f"{options.into}: {count(made.facts, 'fact')} restored and verified. {options.file} is as "
        f"it was."
    )
    lines = [text, *loss_lines(found)] if found.deeds else [text]
    return Answer({**_json(made), "lost": _loss_json(found)}, "\n".join(lines))


def _store_of_now(choices: Choices, backup: Path) -> Desk | None:
    """The desk of the store that the backup is one of;
    None where there is no such store, or none that can be read.
    """
    try:
        desk = open_desk(choices)
        return desk if desk.store.is_backup(backup) else None
    except StoreError:
        return None


def _loss_json(found: Loss) -> dict[str, Any]:
    return {
        "deeds": found.deeds,
        "letters": list(found.letters),
        "with_customer": found.with_customer,
        "cases": [
            {"number": row.number, "gone": row.gone, "deeds": len(row.deeds)} for row in found.cases
        ],
    }


@without_desk(
    "recover",
    "what can be read of a damaged store, with its backups, into a new one",
    "recover damaged.sqlite --into new.sqlite --with E:/letters",
    arg("file", type=Path, metavar="FILE"),
    arg("--into", type=Path, required=True, metavar="STORE", help="a file that does not exist yet"),
    arg(
        "--with",
        dest="others",
        nargs="+",
        type=Path,
        default=[],
        metavar="PATH",
        help="backups, exported cases, folders of letters: what they prove fills gaps",
    ),
)
def recover(options: argparse.Namespace, choices: Choices, windows: Windows) -> Answer:
    """What can be proved of a damaged store, in a new one; what is missing is named."""
    found = recover_store(options.file, options.into, options.others, job_of(options, "Recovering"))
    missing = [{"case": row.case, "what": row.what} for row in found.missing]
    data = {
        "facts": found.facts,
        "documents": found.documents,
        "missing": missing,
        "left_out": list(found.left_out),
        "unread": list(found.unread),
    }
    what = (
        f"{count(found.facts, 'fact')} and {count(found.documents, 'file')} recovered into "
        f"{options.into}"
    )
    lines = [
        f"{what}. {options.file} is as it was.",
        *(f"  {row.case}: {row.what}" for row in found.missing),
        *(f"  {sentence}" for sentence in (*found.left_out, *found.unread)),
        *filter(None, [found.in_all()]),
    ]
    return Answer(data, "\n".join(lines), 1 if missing or found.unread else 0)


@command(
    "export-case",
    "one case as files that can be read and checked without this program",
    "export-case A-0142 --out E:/A-0142",
    NUMBER,
    arg(
        "--out", type=Path, required=True, metavar="FOLDER", help="a folder that does not exist yet"
    ),
)
def write_case(options: argparse.Namespace, desk: Desk) -> Answer:
    """A case as files that can be checked without this program."""
    case = desk.case(options.number)
    check = (paths.resources() / "export" / "check.py").read_bytes()
    seal, files = export_case(desk, case, options.out, check)
    data = {"number": case.number, "out": str(options.out), "seal": str(seal), "files": files}
    text = f"{case.number}: {count(files, 'file')} in {options.out}. Seal of the case: {seal}"
    return Answer(
        data, f"{text}\nKeep the seal on paper: `python3 check.py SEAL` in the folder proves by it."
    )


def _json(row: Backup) -> dict[str, Any]:
    return {
        "file": str(row.path),
        "made": row.made.isoformat(),
        "facts": row.facts,
        "seal": row.seal,
        "bytes": row.size,
    }


def _words(row: Backup) -> str:
    return (
        f"{row.path}: {row.made:%Y-%m-%d %H:%M} UTC, {count(row.facts, 'fact')}, {row.size:,} "
        f"bytes."
    )


def _verified(row: Backup) -> str:
    gaps = count(row.missing, "entry", "entries")
    known = f" As the store it lacks {gaps} that a recovery could not read."
    return "Copied and verified." + known * (row.missing > 0)


@without_desk(
    "verify",
    "check hashes, links, documents and projections",
    "verify --json",
    arg(
        "--seal",
        default="",
        metavar="COUNT:DIGEST",
        help="a seal from a cover list: was a tail cut?",
    ),
)
def verify(options: argparse.Namespace, choices: Choices, windows: Windows) -> Answer:
    """Every hash, link and document; with a seal also whether a tail was cut."""
    store = open_store(choices.store, create=False)  # a desk would read what may be damaged
    log = store.log_left()
    found = store.verify(job_of(options, "Checking"))
    newest = store.newest_day()
    cut = _cut_tail(store, options.seal) if options.seal else ()
    signed = () if found.findings else tuple(signing.findings(store, PadesSigner()))
    found = replace(found, findings=(*found.findings, *cut, *signed))
    data = {
        "ok": not found.findings,
        "seal": str(store.seal()),
        "facts": found.facts,
        "cases": found.cases,
        "documents": found.documents,
        "day": newest.isoformat() if newest else None,
        "log_bytes": log,
        "findings": [{"where": row.where, "message": row.message} for row in found.findings],
    }
    amounts = (found.facts, "fact"), (found.cases, "case"), (found.documents, "document")
    lines = [f"{', '.join(count(number, word) for number, word in amounts)} checked."]
    lines.append(
        f"The store reaches to {on_screen(newest) if newest else 'no day'}, seal {data['seal']}."
    )
    if log:
        lines.append(
            f"{log:,} bytes stand in the log beside it (-wal): a copy of the file alone is older."
        )
    lines += [*map(str, found.findings)] or ["Everything is as it was written."]
    return Answer(data, "\n".join(lines), 1 if found.findings else 0)


def _cut_tail(store: Store, text: str) -> tuple[Finding, ...]:
    """What a seal that was printed or kept elsewhere tells of this store."""
    try:
        wanted = Seal.read(text)
    except ValueError:
        raise Refused(
            "A seal is written COUNT:DIGEST, as a cover list prints it.", "", "seal"
        ) from None
    if store.seal(wanted.facts) == wanted:
        return ()
    return (Finding("the seal", f"the first {wanted.facts} facts are not those that were sealed"),)


@without_desk("rebuild", "make the queue and the search index again from the facts", "rebuild")
def rebuild(options: argparse.Namespace, choices: Choices, windows: Windows) -> Answer:
    """Queue and search index, made again."""
    team = isinstance(choices.store, Server)  # for which opening a desk rebuilds nothing
    store: Store = open_store(choices.store, create=False) if team else open_desk(choices).store
    cases = store.rebuild(job_of(options, "Rebuilding"))
    return Answer({"cases": cases}, f"{count(cases, 'case')} made again from the facts.")


COMMANDS = (backup, backups, restore, recover, write_case, verify, rebuild)
