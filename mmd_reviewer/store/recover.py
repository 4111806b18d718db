"""What can be read of a damaged store, put into a new one;
what is missing is listed (quality, "Nothing lost").

A fact or a file counts when its hash proves it, wherever it was found: in the damaged file and its
log, in backups, in exported cases, among files of a folder. Nothing else is taken over.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.case_export import named_files
from mmd_reviewer.domain.case_fold import in_parent_order
from mmd_reviewer.domain.deed import Change, Document, Job, Written
from mmd_reviewer.domain.errors import StoreError
from mmd_reviewer.domain.fact import DESK_KEY, Fact, read_fact
from mmd_reviewer.domain.period import count
from mmd_reviewer.store.backup_names import made_at
from mmd_reviewer.store.dialects.library import connect, library, looks_protected, passphrase
from mmd_reviewer.store.dialects.sqlite import read_only_file
from mmd_reviewer.store.dialects.sqlite_pages import Pages, Value
from mmd_reviewer.store.disposal import GONE
from mmd_reviewer.store.left_behind import Held, left_behind, went_back
from mmd_reviewer.store.sql_store import SqlStore

LARGEST = 50 * 1024 * 1024
STORES, LINES = (".sqlite", ".db"), ".jsonl"
LETTER = "application/pdf"
DESK = "The desk"
_OF_DESK = f'"case":"{DESK_KEY}"'.encode()


@dataclass(frozen=True, slots=True)
class Missing:
    """What could not be read: of which case, in words."""

    case: str
    what: str


@dataclass(frozen=True, slots=True)
class Recovered:
    """How much stands in the new store, and what does not."""

    facts: int
    documents: int
    missing: tuple[Missing, ...]
    left_out: tuple[str, ...] = ()  # what was read and is not to come back, in sentences
    unread: tuple[str, ...] = ()  # what the disk or the system does not give, in sentences

    def in_all(self) -> str:
        """What is said where nothing is known to be missing."""
        if self.missing:
            return ""
        return f"{'Of what could be read nothing' if self.unread else 'Nothing'} is missing."


@dataclass(slots=True)
class _Found:
    """Proved facts (their bytes), proved files, and the numbers of cases by key; `store` is the
    damaged one.
    """

    store: Path
    facts: dict[str, bytes] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    pack: str = ""  # what the damaged store was the pack of
    recorded: int = 0  # how many facts the stores say they had
    own: int = 0  # how many facts were read of the damaged store
    read: list[Path] = field(default_factory=list)  # stores
    strangers: list[Path] = field(default_factory=list)  # backups of another store
    unread: dict[Path, str] = field(default_factory=dict)  # why not, or not to its end
    emptied: set[str] = field(default_factory=set)  # facts that were disposed of
    begins: set[str] = field(default_factory=set)  # the desk's first: one, where all is one store's

    def take_store(self, file: Path) -> None:
        """What one store holds, unless it is another one's backup: its cases have the same
        numbers.
        """
        there = _Found(self.store)
        there.take_rows(file, self)
        if (
            (self.begins and there.begins)
            and self.begins.isdisjoint(there.begins)
            and self.facts.keys().isdisjoint(there.facts)
        ):
            self.strangers.append(file)
            return
        self.read.append(file)
        self.unread |= there.unread
        self.facts |= there.facts
        self.begins |= there.begins
        self.documents = there.documents | self.documents
        self.numbers = there.numbers | self.numbers
        self.pack = self.pack or there.pack
        self.recorded = max(self.recorded, there.recorded)
        if file == self.store:
            self.own = len(there.facts)

    def take_rows(self, file: Path, known: _Found) -> None:
        """Whatever the pages of a store's file hold, damaged or not;
        or, of one under a passphrase, its rows. What is `known` is kept once.
        """
        pages = Pages(file)
        if pages.unread:
            self.unread[file] = f"the disk does not give {pages.unread:,} bytes of it"
        for row in chain(
            pages.records(), _rows(file) if passphrase() and looks_protected(file) else ()
        ):
            match row:
                case [None, bytes() as id, int(), int(), str(), bytes() as content, *_]:
                    if content == GONE:
                        self.emptied.add(id.hex())
                    self.take_fact(known.facts.get(id.hex(), content), id.hex())
                case [bytes() as id, str() as media, bytes() as content]:
                    if id.hex() not in known.documents:
                        self.take_document(content, media, id.hex())
                case ["chain", str() as end] if end.partition(" ")[0].isdecimal():
                    self.recorded = max(self.recorded, int(end.partition(" ")[0]))
                case ["pack", str() as id] if file == self.store:
                    self.pack = id
                case [int() | None, bytes() as key, str() as number] if (
                    len(key) == len(DESK_KEY) // 2
                ):
                    self.numbers.setdefault(key.hex(), number)

    def take_fact(self, content: bytes, id: str = "") -> None:
        """Keep a fact that its hash proves;
        a line of an export proves itself by what follows it.
        """
        digest = hashlib.sha256(content).hexdigest()
        if id in ("", digest):
            self.facts[digest] = content
            if b'"parents":[]' in content and _OF_DESK in content:
                self.begins.add(digest)

    def take_document(self, content: bytes, media: str, id: str = "") -> None:
        """Keep a file that its hash proves."""
        digest = hashlib.sha256(content).hexdigest()
        if id in ("", digest):
            self.documents.setdefault(digest, Document(digest, media, content))

    def take(self, source: Path) -> None:
        """A backup, an exported case, or any file or folder that may hold letters. What cannot be
        read is named, and does not keep the rest from being taken.
        """
        for file in self._files(source):
            try:
                self._take_file(file)
            except OSError as error:
                self._note(error, file)

    def _files(self, source: Path) -> list[Path]:
        """The newest backup first: it says whose the others are where the damaged store cannot."""
        if not source.is_dir():
            return [source]
        walked = os.walk(source, onerror=lambda error: self._note(error, source))
        return sorted((Path(top, name) for top, _, names in walked for name in names), reverse=True)

    def _note(self, error: OSError, file: Path) -> None:
        where = Path(error.filename) if isinstance(error.filename, str) else file
        self.unread[where] = error.strerror or str(error)

    def _take_file(self, file: Path) -> None:
        if not file.is_file() or file.name.startswith("."):
            return
        if file.suffix in STORES:
            self.take_store(file)
        elif file.stat().st_size <= LARGEST:
            content = file.read_bytes()
            for line in content.splitlines() if file.suffix == LINES else ():
                self.take_fact(line)
            self.take_document(
                content, LETTER if file.suffix == ".pdf" else "application/octet-stream"
            )


def _rows(file: Path) -> Iterator[list[Value]]:
    """Read through the library, from both ends of each table:
    encrypted pages show nothing without the tree above.
    """
    for table, columns in _TABLES.items():
        for order in ("", "DESC"):
            with (
                suppress(library().Error),
                closing(connect(file, read_only_file(file))) as connection,
            ):
                for row in connection.execute(
                    f"SELECT {columns} FROM {table} ORDER BY rowid {order}"
                ):
                    yield list(row)


_NEVER = datetime.min.replace(tzinfo=UTC)  # of a store that is no backup by its name
_TABLES = {
    "case_id": "case_no, case_key, number",
    "fact": "NULL, id, case_no, n, kind, content",
    "document": "id, media, content",
    "meta": "key, value",
}


def recover(
    file: Path, into: Path, others: Sequence[Path] = (), job: Job | None = None
) -> Recovered:
    """A new store at `into` of everything that can be proved; `others` fill gaps.

    The damaged file stays as it is.
    """
    job = job or Job()
    found = _Found(file)
    try:
        # Of a store that was deleted there are its backups
        sources = (file, *others) if file.exists() or not others else others
        for done, source in enumerate(sources):
            job.step(done, len(others) + 2)
            found.take_store(source) if source == file else found.take(source)
    except OSError as error:
        raise StoreError(f"{error.filename or file} cannot be read: {error.strerror}.") from error
    behind = _leave_behind(found)
    cases, gone = _by_case(found), _disposed(found)
    for key in gone:
        cases.pop(key, None)
    if not cases:
        hint = (
            ""
            if passphrase() or not looks_protected(file)
            else " and, if it is under one, its passphrase"
        )
        raise StoreError(f"Nothing of {file} can be read: try `--with` a backup{hint}.")
    wanted = {sha256 for facts in cases.values() for _, sha256 in named_files(facts)}
    store = SqlStore(into, create=True)
    try:
        documents = [found.documents[id] for id in sorted(wanted & found.documents.keys())]
        order = sorted(cases, key=lambda key: (key != DESK_KEY, found.numbers.get(key, "")))
        changes = [
            Change(
                (),
                tuple(Written(fact, found.facts[fact.id]) for fact in in_parent_order(cases[key])),
            )
            for key in order
        ]
        store.record(changes, documents, job)
        if found.pack:
            store.be_pack(found.pack)
    finally:
        store.close()
    facts = sum(map(len, cases.values()))
    left_out = [
        f"{stranger} is of another store: nothing of it was taken." for stranger in found.strangers
    ]
    unread = [f"{file} could not be read: {why}." for file, why in sorted(found.unread.items())]
    return Recovered(
        facts,
        len(documents),
        tuple(_missing(found, cases, gone)),
        (*behind, *left_out),
        tuple(unread),
    )


def _leave_behind(found: _Found) -> list[str]:
    """Take out what the store went back behind; a sentence for each case."""
    facts = [fact for rows in _by_case(found, begun=False).values() for fact in rows]
    if not went_back(fact for fact in facts if fact.case == DESK_KEY):
        return []
    stores = []
    for file in found.read:  # once more, as only here it matters which store holds what
        there = _Found(found.store)
        there.take_rows(file, found)
        ids = frozenset(there.facts.keys() | there.emptied)
        made = None if file == found.store else made_at(file, _NEVER)
        stores.append(Held(ids, there.recorded, made, damaged=file == found.store))
    behind = left_behind(facts, stores)
    kept = {fact.case for fact in facts if fact.id not in behind}
    counted: dict[str, int] = {}
    for fact in facts:
        if fact.id in behind:
            del found.facts[fact.id]
            counted[fact.case] = counted.get(fact.case, 0) + 1
    names = {key: DESK if key == DESK_KEY else found.numbers.get(key, "a case") for key in counted}
    for key in counted.keys() - kept:
        found.numbers.pop(key, None)
    last = went_back(fact for fact in facts if fact.case == DESK_KEY)
    found.recorded = max(
        (
            held.recorded
            for held in stores
            if held.damaged or held.ids.issuperset(fact.id for fact in last)
        ),
        default=0,
    )
    return [
        f"{names[key]}: {count(number, 'entry', 'entries')} left behind by going back to a backup."
        for key, number in sorted(counted.items(), key=lambda row: names[row[0]])
    ]


def _by_case(found: _Found, *, begun: bool = True) -> dict[str, list[Fact]]:
    """The facts of each case; with `begun` that has its beginning:
    without it nothing can be made of them.
    """
    cases: dict[str, list[Fact]] = {}
    for content in found.facts.values():
        try:
            fact = read_fact(content)
        except (ValueError, KeyError, TypeError):
            continue
        cases.setdefault(fact.case, []).append(fact)
    return {
        key: facts for key, facts in cases.items() if key == DESK_KEY or not begun or _number(facts)
    }


def _disposed(found: _Found) -> dict[str, int]:
    """Cases that a recorded disposal names are not brought back (C11):
    by key, how many facts each had.
    """
    bodies = [fact.body for fact in _by_case(found).get(DESK_KEY, ())]
    return {body.case: len(body.facts) for body in bodies if isinstance(body, kinds.CaseDisposed)}


def _number(facts: Iterable[Fact]) -> str:
    return next(
        (fact.body.number for fact in facts if isinstance(fact.body, kinds.RequestReceived)), ""
    )


def _missing(
    found: _Found, cases: dict[str, list[Fact]], gone: dict[str, int]
) -> Iterator[Missing]:
    """Cases of which nothing is left, entries before others, and files that facts name."""
    for key, number in sorted(found.numbers.items(), key=lambda row: row[1]):
        if key not in cases and key not in gone and key != DESK_KEY:
            yield Missing(number, "nothing of it could be read, or not its beginning")
    for key, facts in sorted(cases.items(), key=lambda row: _number(row[1])):
        name = _number(facts) or DESK
        known = {fact.id for fact in facts}
        gaps = sum(parent not in known for fact in facts for parent in fact.parents)
        if gaps:
            yield Missing(name, f"{gaps} of its entries could not be read")
        if key == DESK_KEY and not any(isinstance(fact.body, kinds.DeskSet) for fact in facts):
            yield Missing(name, "its settings could not be read")
        for what, sha256 in dict(named_files(facts)).items():
            if sha256 not in found.documents:
                yield Missing(name, f"{what} could not be read")
    if DESK_KEY not in cases:
        yield Missing(DESK, "its settings, editions and joined customers could not be read")
    if not found.own:
        yield Missing("In all", _unknown_since(found))
    lost = found.recorded - sum(map(len, cases.values())) - sum(gone.values())
    if lost > 0:
        yield Missing("In all", f"{lost} of {found.recorded} entries that were recorded")


def _unknown_since(found: _Found) -> str:
    """Of a store of which nothing is left nobody can say what it had besides."""
    made = max(
        (made_at(file, _NEVER) for file in found.read if file != found.store), default=_NEVER
    )
    since = f"the backup of {made:%Y-%m-%d %H:%M:%S} UTC" if made != _NEVER else "what was found"
    return f"none of its entries could be read: what was recorded after {since} is not known"
