"""What `--self-test` tries beyond drawing and printing: cases on the road, and the parts that a
program installed by pip may lack.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import replace
from importlib.util import find_spec

from mmd_reviewer import paths, signing
from mmd_reviewer.bootstrap import open_desk
from mmd_reviewer.built import built
from mmd_reviewer.cli.answers import Answer
from mmd_reviewer.cli.packs import checkout, merge
from mmd_reviewer.cli.parser import build_parser
from mmd_reviewer.cli.request_queue import note
from mmd_reviewer.cli.windows import Windows
from mmd_reviewer.domain.errors import StoreError
from mmd_reviewer.domain.letter_facts import case_of_letter
from mmd_reviewer.domain.pack import ENDING
from mmd_reviewer.services.signing import sign
from mmd_reviewer.settings import Choices, file_of, place_of

NOBODY = "postgresql://127.0.0.1:1/none?connect_timeout=5"  # no server has this port
PATIENCE = 300  # seconds for a program that is started again


def travel(choices: Choices, number: str, windows: Windows) -> None:
    """A case taken along in a pack, worked on there, and merged back."""
    pack = file_of(choices.store).with_name(f"trial{ENDING}")
    parser, _ = build_parser((checkout, merge, note))

    def say(there: Choices, *words: str) -> Answer:
        options = parser.parse_args(words)
        answer: Answer = options.run(options, there, windows)
        return answer

    say(choices, "checkout", "--out", str(pack), number)
    say(replace(choices, store=pack), "note", number, "Written in the pack.")
    if number not in say(choices, "merge", str(pack)).data["merged"]:
        raise StoreError(f"What was noted on {number} in a pack did not come back from it.")


def try_extras(choices: Choices, letter: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The extras that were tried, and those that are not there.

    StoreError for one that does not work, and for one that a built program lacks: nothing can be
    installed into that.
    """
    there = [name for name, (module, _) in EXTRAS.items() if find_spec(module) is not None]
    lacking = [name for name in EXTRAS if name not in there]
    if lacking and built().sources:
        raise StoreError(f"This program was built without {', '.join(lacking)}: get another copy.")
    for name in there:
        EXTRAS[name][1](choices, letter)
    return tuple(there), tuple(lacking)


def _sign(choices: Choices, letter: str) -> None:
    desk = open_desk(choices)
    try:
        sign(desk, desk.case(case_of_letter(letter)), letter, signing.key_of_a_day("Self-test"))
    finally:
        desk.store.close()


def _protect(choices: Choices, letter: str) -> None:
    """In programs of their own: this one has chosen its SQLite already (`dialects/library.py`)."""
    store = file_of(choices.store)
    secret, protected = store.with_name("passphrase"), store.with_name("protected.sqlite")
    secret.write_text("self-test\n", "utf-8")
    for place, words in ((store, ("protect", "--into", str(protected))), (protected, ("verify",))):
        command = [*paths.this_program(), "--store", str(place), "--passphrase-file", str(secret)]
        done = subprocess.run(
            [*command, *words],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
            timeout=PATIENCE,
            check=False,
        )
        if done.returncode:
            raise StoreError(f"A store under a passphrase: {done.stderr.strip()}")


def _ask_nobody(choices: Choices, letter: str) -> None:
    """PostgreSQL's own library is loaded and knocks; it is to say that nobody answers."""
    try:
        open_desk(replace(choices, store=place_of(NOBODY)))
    except StoreError as error:
        if "does not answer" not in str(error):
            raise


EXTRAS: Mapping[str, tuple[str, Callable[[Choices, str], None]]] = {
    "sign": ("pyhanko", _sign),
    "passphrase": ("sqlcipher3", _protect),
    "team": ("psycopg", _ask_nobody),
}  # the extra of pyproject.toml: what it installs, and what tries it
