"""`protect`, `unprotect`, and how the passphrase of a run is given:
by a file, a variable or at the prompt.
"""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from getpass import getpass
from pathlib import Path

from mmd_reviewer.bootstrap import protect_store
from mmd_reviewer.cli.answers import Answer
from mmd_reviewer.cli.command import arg, job_of, without_desk
from mmd_reviewer.cli.windows import Windows
from mmd_reviewer.domain.errors import Refused, StoreError
from mmd_reviewer.domain.period import count
from mmd_reviewer.settings import Choices, file_of
from mmd_reviewer.store.backup_names import folder_of
from mmd_reviewer.store.dialects.library import hand_over, looks_protected, passphrase

READS_FILE = ("restore", "recover")  # a store beside the one that is worked on


def take(options: argparse.Namespace, choices: Choices) -> None:
    """Before any store is opened: what opens it decides which library this process uses."""
    if options.passphrase_file is not None:
        hand_over(first_line(options.passphrase_file))
    elif passphrase() or options.command is None or not sys.stdin.isatty():
        return
    elif options.command == "protect":
        hand_over(_new())
    else:
        named = [options.file] if options.command in READS_FILE else []
        named += [choices.store] if isinstance(choices.store, Path) else []
        asked = next((path for path in named if looks_protected(path)), None)
        if asked is not None:
            hand_over(getpass(f"Passphrase of {asked.name} (Enter for none): "))


def first_line(file: Path) -> str:
    """The passphrase that a file holds; StoreError if it holds none."""
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise StoreError(f"{file} holds no passphrase: it is not text.") from None
    if not lines or not lines[0] or "\0" in lines[0]:
        raise StoreError(f"{file} holds no passphrase: its first line is to be the passphrase.")
    return lines[0]


def _new() -> str:
    words = getpass("New passphrase (nobody can open the store without it): ")
    if not words or words != getpass("The same again: "):
        raise Refused(
            "The two were not the same, or empty: nothing was done.", "", "passphrase-file"
        )
    return words


INTO = arg(
    "--into", type=Path, required=True, metavar="STORE", help="a file that does not exist yet"
)


@without_desk(
    "protect",
    "a verified copy of the store under a passphrase",
    "protect --into protected.sqlite",
    INTO,
)
def protect(options: argparse.Namespace, choices: Choices, windows: Windows) -> Answer:
    """The store stays in clear, and so do its backups: what is to be removed is named."""
    store = file_of(choices.store)
    left = [str(path) for path in (store, folder_of(store)) if path.exists()]
    return _copied(options, choices, left, "Still in clear, for you to remove")


@without_desk(
    "unprotect", "a verified copy of the store in clear", "unprotect --into clear.sqlite", INTO
)
def unprotect(options: argparse.Namespace, choices: Choices, windows: Windows) -> Answer:
    """The way back; the protected store stays."""
    return _copied(options, choices, [str(choices.store)], "Still under the passphrase")


def _copied(options: argparse.Namespace, choices: Choices, left: list[str], what: str) -> Answer:
    protected = options.command == "protect"
    job = job_of(options, "Copying")
    made = protect_store(
        file_of(choices.store), options.into, datetime.now(UTC), job, protected=protected
    )
    how = "under the passphrase" if protected else "in clear"
    text = f"{made.path}: {count(made.facts, 'fact')} {how}, verified, with the same content seal."
    data = {"file": str(made.path), "facts": made.facts, "seal": made.seal, "left": left}
    return Answer(data, f"{text}\n{what}: {', '.join(left)}; and copies elsewhere.")


COMMANDS = (protect, unprotect)
