"""The only place where parts meet: settings, store, editions and clock become a desk."""

from __future__ import annotations

import atexit
import getpass
import json
import shutil
import tempfile
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from mmd_reviewer import paths
from mmd_reviewer.domain.case_fold import in_parent_order
from mmd_reviewer.domain.deed import Job
from mmd_reviewer.domain.desk_set_fold import settings_of
from mmd_reviewer.domain.edition import Edition, edition_from
from mmd_reviewer.domain.edition_check import translated
from mmd_reviewer.domain.errors import CaseChangedElsewhere, StoreError
from mmd_reviewer.domain.fact import DESK_KEY, EditionAnnounced
from mmd_reviewer.domain.kept_backups import Backup
from mmd_reviewer.domain.letters.words import OwnWordings
from mmd_reviewer.domain.seen import ANY, Seen
from mmd_reviewer.exports.to_file import OutFiles
from mmd_reviewer.holiday_book import HolidayBook
from mmd_reviewer.pdf.press import Press
from mmd_reviewer.print_system import CupsPrintSystem
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.going_back import keep_numbers
from mmd_reviewer.services.ports import Facts, Store
from mmd_reviewer.settings import Choices, Server, file_of
from mmd_reviewer.signing import PadesSigner
from mmd_reviewer.store import opening
from mmd_reviewer.store.backup import copy_store, described
from mmd_reviewer.store.backup_names import check_not_lost, folder_of, made_at, words_of_a_new_one
from mmd_reviewer.store.dialects.library import looks_protected, passphrase
from mmd_reviewer.store.opening import PART
from mmd_reviewer.store.recover import Recovered, recover
from mmd_reviewer.wordings.book import Book

FIRST_EDITION = "2019-11"
SENDER: Mapping[str, str] = {
    "service": "Microsoft Managed Desktop",
    "unit": "Exemption review",
    "contact": "Exemption review, in the admin portal",
}


@dataclass(frozen=True, slots=True)
class MachineClock:
    """The machine's clock; `day` sets the day worked under, never the moment (F2)."""

    day: date | None = None

    def today(self, zone: str) -> date:
        return self.day or datetime.now(ZoneInfo(zone)).date()

    def now(self) -> str:
        return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


@cache
def editions() -> Mapping[str, Edition]:
    """All bundled editions by code (B8)."""
    return read_editions(paths.resources() / "editions")


def read_editions(folder: Path) -> Mapping[str, Edition]:
    """The editions of a folder by code, by the day they were first used;
    `CODE.LANGUAGE.json` is a translation.
    """
    found, translations = {}, []
    for file in sorted(folder.glob("*.json")):
        data = json.loads(file.read_bytes())
        if "." in file.stem:
            translations.append(data)
        else:
            edition = edition_from(data)
            found[edition.code] = edition
    for data in translations:
        found[data["edition"]] = translated(found[data["edition"]], data)
    return dict(sorted(found.items(), key=lambda pair: pair[1].since))


def wordings() -> OwnWordings:
    """The words of the letters in every language, with the user's own in their place."""
    return _book(paths.own_letters())


@cache
def _book(own: Path) -> Book:
    return Book(paths.resources() / "letters", own)


def account_name() -> str:
    """The name of the person at the machine."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "reviewer"


def machine_zone() -> str:
    """The machine's IANA zone name, UTC where it has none or two that differ."""
    from tzlocal import get_localzone_name

    with suppress(LookupError, ValueError, OSError), warnings.catch_warnings(action="ignore"):
        name = str(get_localzone_name() or "")
        ZoneInfo(name)
        return name
    return "UTC"


open_store = opening.open_store
on_the_way = opening.on_the_way


def restore_store(
    backup: Path, into: Path, now: datetime, job: Job | None = None, current: Desk | None = None
) -> Backup:
    """A backup copied into a new store file and verified; nothing is overwritten.

    `current`: the store of now, of which it is a backup. Numbers that it gave since are never given
    again.
    """
    if not backup.exists():
        raise StoreError(f"There is no file {backup}: name the backup.")
    protected = bool(passphrase()) or None  # as every store that is made anew
    if current is None:
        return copy_store(backup, into, now, job, protected=protected)
    with on_the_way(into) as part:
        copy_store(backup, part, now, job, protected=protected)
        then = open_desk(Choices(part, current.today(), current.reviewer))
        try:
            keep_numbers(current, then, current.store.lacking(backup), made_at(backup, now))
        finally:
            then.store.close()
        return copy_store(part, into, now, job)


def protect_store(
    store: Path, into: Path, now: datetime, job: Job | None = None, *, protected: bool
) -> Backup:
    """A verified copy under the run's passphrase, or in clear,
    with the same facts; the store stays as it is.
    """
    if not passphrase():
        raise StoreError(
            "No passphrase was given: name a file that holds it with --passphrase-file."
        )
    if not store.exists():
        raise StoreError(f"There is no store at {store}.")
    if looks_protected(store) == protected:
        how = "under a passphrase" if protected else "in clear"
        raise StoreError(f"{store} is {how} already: nothing was copied.")
    made = copy_store(store, into, now, job, protected=protected)
    here = described(store, now, sealed=True)
    if here is None or here.seal != made.seal:
        into.unlink()
        raise StoreError(f"{store} was written meanwhile: close its windows, then repeat.")
    return made


def recover_store(
    file: Path, into: Path, others: Sequence[Path] = (), job: Job | None = None
) -> Recovered:
    """What can be proved of a damaged store, its backups and `others`,
    in a new store that can be worked with.
    """
    folder = folder_of(file)
    others = [*others, *([folder] if folder.is_dir() else [])]
    if into.exists():
        raise StoreError(f"{into} exists: nothing is overwritten. Name another file.")
    with on_the_way(into) as part:
        found = recover(file, part, others, job)
        recovered = open_store(part, create=False)
        recovered.note_missing()  # or it could never be backed up
        recovered.close()
        open_desk(
            Choices(part), create=True
        ).store.close()  # settings that were lost are set up anew
        part.rename(into)
    return found


def rescue_store(store: Path, now: datetime, job: Job | None = None) -> tuple[Recovered, Path]:
    """In place of a damaged store a new one of all that can be proved;
    the damaged file is kept beside it.
    """
    new = store.with_name(f".{store.stem} new{store.suffix}")
    kept = store.with_name(f"{store.stem} damaged {now:%Y-%m-%dT%H%M%SZ}{store.suffix}")
    try:
        found = recover_store(store, new, job=job)
        for ending in ("-wal", "-shm", "-journal", ""):
            beside = store.with_name(store.name + ending)
            if beside.exists():
                beside.rename(kept.with_name(kept.name + ending))
        new.rename(store)
        return found, kept
    except OSError as error:
        raise StoreError(
            f"{error.filename or store} cannot be put aside: {error.strerror}."
        ) from error
    finally:
        new.unlink(missing_ok=True)


def go_back(desk: Desk, backup: Path, now: datetime, job: Job | None = None) -> None:
    """The store holds from now on what a backup holds;
    the store of now is kept as a backup before (quality).

    Other windows on it see it too: the file stays, its contents are exchanged in one transaction.
    """
    with on_the_way(backup) as then:

        def prepared() -> Path:
            then.unlink(missing_ok=True)
            desk.store.back_up(now, job)
            restore_store(backup, then, now, job, desk)
            return then

        desk.store.take_over(prepared)


def kept_editions(store: Facts) -> dict[str, Edition]:
    """The editions whose files are kept in the store (B8)."""
    found = {}
    for fact in store.facts(DESK_KEY):
        if isinstance(fact.body, EditionAnnounced):
            document = store.document(fact.body.document)
            if document is None:
                raise StoreError(
                    f"The file of edition {fact.body.code} is not in the store: run `verify`."
                )
            found[fact.body.code] = edition_from(json.loads(document.content))
    return found


class KnownEditions(Mapping[str, Edition]):
    """The bundled editions and those kept in a store;
    one that was announced since is read when it is asked for.
    """

    def __init__(self, store: Facts) -> None:
        self._store = store
        self._known = {**editions(), **kept_editions(store)}

    def __getitem__(self, code: str) -> Edition:
        if code not in self._known:
            self._known = {**self._known, **kept_editions(self._store)}
        return self._known[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)


def open_for_window(choices: Choices) -> Desk:
    """Begun where there is none, as a person can be asked: not in the place of a store that is gone
    while its backups are there.
    """
    if isinstance(choices.store, Path):
        check_not_lost(choices.store)
    return open_desk(choices, create=True)


def open_for_intake(choices: Choices) -> tuple[Desk, tuple[str, ...]]:
    """Begun where there is none, by a command that takes requests in; and what is to be said of
    that.
    """
    said = words_of_a_new_one(choices.store) if isinstance(choices.store, Path) else ""
    return open_desk(choices, create=True), (said,) if said else ()


def open_desk(choices: Choices, *, create: bool = False) -> Desk:
    """A desk on the chosen store; a new store gets its zone, station, sender and first edition."""
    if choices.looks and isinstance(choices.store, Path):
        said = (
            "This is a copy to look at: nothing is recorded in it, and it goes when it is closed."
        )
        return open_a_copy(choices, said)
    sql_store = open_store(choices.store, create=create)
    store: Store = sql_store
    if choices.looks:
        store.only_read()
    desk = Desk(
        store=store,
        clock=MachineClock(choices.day),
        press=_press(store),
        editions=KnownEditions(store),
        wordings=wordings(),
        holidays=HolidayBook(),
        files=OutFiles(choices.store if isinstance(choices.store, Path) else None),
        printers=CupsPrintSystem(),
        signer=PadesSigner(),
        recorded=choices.recorded,
        seen=Seen({ANY: choices.seen} if choices.seen else {}),
        reviewer=choices.reviewer or account_name(),
        day_confirmed=choices.day is not None,
    )
    known = store.facts(DESK_KEY)
    if not known:
        if not create:
            raise StoreError(
                f"{choices.store} was never set up: import a file or open the window first."
            )
        with suppress(CaseChangedElsewhere):  # another process was first, and set it up the same
            desk.set_up(
                choices.zone or machine_zone(),
                "A",
                {**SENDER, **choices.sender},
                editions()[FIRST_EDITION],
                sample=choices.sample,
            )
        known = store.facts(DESK_KEY)
    elif not store.projections_current():
        if isinstance(choices.store, Server):  # colleagues may still work with the other version
            raise StoreError(
                f"{choices.store} stands in the form of another version of this program: use that "
                f"version, or, when all have this one, its administrator runs `rebuild`."
            )
        if sql_store.read_only:
            said = (
                "The store was made by an earlier version and may only be read: it is shown from a "
                "copy."
            )
            return open_a_copy(choices, said)
        store.back_up(datetime.now(UTC))
        store.rebuild()
        choices.said.append(
            "The store was made by an earlier version and has this version's form now. A verified "
            "backup of it as it "
            "was lies beside it."
        )
    if settings_of(in_parent_order(known)).sample:
        desk = replace(desk, press=_press(store, sample=True))
    if choices.held:
        store.only_read()
    return desk


def _press(store: Facts, *, sample: bool = False) -> Press:
    """The press, which reads what letters name by its SHA-256 from the store."""

    def document(name: str) -> bytes:
        found = store.document(name)
        if found is None:
            raise StoreError(f"The document {name} is not in the store: run `verify`.")
        return found.content

    return Press(paths.resources() / "fonts", document, sample=sample)


def open_a_copy(choices: Choices, said: str) -> Desk:
    """A store that is only to be read, such as an older version's
    or a backup, from a copy in this version's form.
    """
    store = file_of(choices.store)
    if not store.exists():
        raise StoreError(f"There is no store at {store}.")
    folder = Path(tempfile.mkdtemp(prefix=f"{PART}-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    copy_store(store, folder / store.name, datetime.now(UTC))
    desk = open_desk(replace(choices, store=folder / store.name, looks=False, said=[]))
    choices.said.append(said)
    desk.store.only_read()
    return desk
