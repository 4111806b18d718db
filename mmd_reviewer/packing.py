"""Packs as files: taken from the desk's store, and merged with it (`services/packs.py`)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from mmd_reviewer import bootstrap
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.deed import Job
from mmd_reviewer.domain.errors import StoreError, without_nothing
from mmd_reviewer.services import packs
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.settings import Choices
from mmd_reviewer.store.sql_store import SqlStore


def check_out(
    desk: Desk,
    cases: Sequence[Case],
    out: Path,
    to: str = "",
    job: Job | None = None,
    *,
    whole: bool = False,
) -> packs.Packing:
    """A pack of these cases as a store of its own at `out`; `whole`: of all. Never over a file.

    It is recorded as taken when its file is whole, and before the file takes its name: no two packs
    have one code. Under the run's passphrase, if there is one.
    """
    if out.exists():
        raise StoreError(f"{out} exists: nothing is overwritten. Name another file.")
    with bootstrap.on_the_way(out) as part:
        store = SqlStore(part, create=True)
        try:
            packed = packs.pack_up(desk, cases, to, store, job, whole=whole)
        finally:
            store.close()
        packs.taken(desk, packed)
        try:
            part.rename(out)
        except OSError as error:
            raise StoreError(
                f"Pack {packed.code} is recorded as taken, but its file cannot be put at {out} "
                f"({error.strerror}). Give it up (packs --give-up {packed.code}) and take another."
            ) from error
    return packed


def merge_pack(
    desk: Desk,
    pack: Path,
    job: Job | None = None,
    *,
    still_out: bool = False,
    only_look: bool = False,
) -> packs.Merged:
    """Unite what a pack, or the store that this pack was taken from, knows with the desk's store.

    It is read from a verified copy, whole or not at all: the pack's own file is not touched. A
    backup of the store is made before.
    """
    desk.files.check(pack)  # the store itself is no pack of it
    try:
        other = bootstrap.open_a_copy(Choices(pack), "")
        found = other.store.verify(job)
    except StoreError as error:
        words = str(error).replace(" No backup was made: run `verify` on the store.", "")
        raise StoreError(f"{without_nothing(StoreError(words))} Nothing was merged.") from error
    try:
        if found.findings:
            raise StoreError(
                f"{pack} does not verify ({found.findings[0]}). Nothing was merged: take another "
                "copy of it."
            )
        looked = packs.merge(desk, other.store, job, still_out=still_out, only_look=True)
        if only_look or not looked.facts:
            return looked
        if not desk.store.is_shared:  # a server is backed up by its own means
            desk.store.back_up(datetime.now(UTC))
        return packs.merge(desk, other.store, job, still_out=still_out)
    finally:
        other.store.close()
