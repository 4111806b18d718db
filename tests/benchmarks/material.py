"""What the benchmarks work on: made-up requests, the same every time,
and large stores of them made once.
"""

from __future__ import annotations

import csv
import gc
import hashlib
import random
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

from mmd_reviewer import bootstrap
from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.deed import Change
from mmd_reviewer.domain.fact import Author, Body
from mmd_reviewer.domain.identity import identity
from mmd_reviewer.domain.request import Request
from mmd_reviewer.domain.timeline_reading import read_timeline
from mmd_reviewer.services.recording import chain, new_deed
from mmd_reviewer.settings import Choices
from mmd_reviewer.store import tables

ROOT = Path(__file__).resolve().parents[2]
BENCH = ROOT / "build" / "bench"
DAY = date(2026, 11, 23)
ZONE = "Europe/Brussels"
REVIEWER = "Ines Moreau"
HEADINGS = (
    "Ticket",
    "Customer",
    "Exemption type",
    "Title",
    "Requirement",
    "Proposal",
    "Timeline",
    "Submitted",
    "Contact",
    "Email",
    "Severity",
    "Devices",
)
TIMELINES = (
    "12 months",
    "24 months",
    "6 weeks",
    "until 30 June 2027",
    "permanent",
    "two years",
    "",
)
REVIEWERS = ("", "", REVIEWER, "Jonas Weber", "Amara Okafor")
LONG, SHORT = (60, 40), (36, 24)  # words of requirement and proposal: about a hundred, about sixty
CHUNK = 10_000
RECIPE = 1  # raise it whenever the made-up requests change
_HEADS = (
    "ba",
    "ce",
    "di",
    "fo",
    "gu",
    "ha",
    "ji",
    "ko",
    "lu",
    "me",
    "ni",
    "po",
    "qua",
    "re",
    "so",
    "ta",
    "ul",
    "ve",
    "wi",
    "ya",
)
_TAILS = (
    "ction",
    "ment",
    "ware",
    "link",
    "point",
    "ssion",
    "ver",
    "ler",
    "tion",
    "net",
    "ding",
    "logy",
    "der",
    "sure",
    "work",
    "port",
    "drive",
    "able",
    "tic",
    "ral",
)


def vocabulary() -> list[str]:
    """8,000 words of uneven length, begun alike as in any language."""
    words = [a + b + c for a in _HEADS for b in ["", *_HEADS] for c in _TAILS]
    random.Random(1).shuffle(words)
    return words[:8000]


class Maker:
    """Requests one after another; some words are met often, most seldom, as in any language."""

    def __init__(self, seed: int = 7) -> None:
        self._random = random.Random(seed)
        self._words = vocabulary()
        self._weights = list(accumulate(1 / (place + 3) for place in range(len(self._words))))
        self._types = [row.name for row in bootstrap.editions()[bootstrap.FIRST_EDITION].types]

    def text(self, count: int) -> str:
        """A sentence."""
        chosen = self._random.choices(self._words, cum_weights=self._weights, k=count)
        return f"{chosen[0].capitalize()} {' '.join(chosen[1:])}."

    def cells(self, number: int, lengths: tuple[int, int] = LONG) -> list[str]:
        """A row of a table under HEADINGS."""
        pick = self._random.random
        person = self._words[int(pick() * 900)]
        firm = self._words[int(pick() * pick() * 1500)]
        submitted = date(2019, 12, 1) + timedelta(int(pick() * 2500))
        return [
            f"MMD-{number:07d}-{int(pick() * 90000) + 10000}",
            f"{firm.capitalize()} Industries",
            self._types[int(pick() * len(self._types))],
            self.text(6)[:-1],
            self.text(lengths[0]),
            self.text(lengths[1]),
            TIMELINES[int(pick() * len(TIMELINES))],
            submitted.isoformat(),
            f"{person.capitalize()} {firm.capitalize()}",
            f"{person}@{firm}.example",
            "ABC"[number % 3],
            str(number % 400 + 1),
        ]


def csv_file(rows: int) -> Path:
    """A CSV of made-up requests."""
    file = BENCH / f"requests-{rows}-{_stamp(rows)}.csv"
    if not file.exists():
        maker = Maker()
        with (partial := file.with_suffix(".new")).open(
            "w", encoding="utf-8", newline=""
        ) as target:
            writer = csv.writer(target)
            writer.writerow(HEADINGS)
            writer.writerows(maker.cells(number) for number in range(1, rows + 1))
        partial.rename(file)
    return file


def xlsx_file(rows: int) -> Path:
    """The same requests as a workbook."""
    import xlsxwriter

    file = BENCH / f"requests-{rows}-{_stamp(rows)}.xlsx"
    if not file.exists():
        maker = Maker()
        partial = file.with_suffix(".new")
        book = xlsxwriter.Workbook(str(partial))
        sheet = book.add_worksheet("Requests")
        sheet.write_row(0, 0, HEADINGS)
        for number in range(1, rows + 1):
            sheet.write_row(number, 0, maker.cells(number))
        book.close()
        partial.rename(file)
    return file


def queue_store(cases: int) -> Path:
    """A store of many cases in all states, written through `Store.record`;
    made once, kept while its stamp fits.
    """
    file = BENCH / f"queue-{cases}-{_stamp(cases)}.sqlite"
    if not file.exists():
        for left in BENCH.glob(f"queue-{cases}-*"):
            left.unlink()
        partial = file.with_suffix(".new")
        _fill(partial, cases)
        partial.rename(file)
    return file


def small_copy(cases: int, target: Path) -> Path:
    """A copy of a store of made-up cases, to be written to."""
    shutil.copyfile(queue_store(cases), target)
    return target


def _stamp(size: int) -> str:
    content = (
        Path(str(tables.__file__)).read_bytes()
        + f"{tables.PROJECTION_VERSION} {RECIPE} {size}".encode()
    )
    return hashlib.sha256(content).hexdigest()[:12]


def _fill(path: Path, cases: int) -> None:
    """Write the cases in deeds of 10,000, each case with the one to three facts of its course."""
    for side in ("", "-wal", "-shm"):
        Path(f"{path}{side}").unlink(missing_ok=True)
    desk = bootstrap.open_desk(Choices(path, DAY, REVIEWER, ZONE), create=True)
    maker, begun = Maker(), time.monotonic()
    gc.disable()
    for first in range(1, cases + 1, CHUNK):
        last = min(first + CHUNK, cases + 1)
        desk.store.record(list(_changes(maker, range(first, last))))
        _tell(
            f"making {path.stem}: {last - 1:,} of {cases:,} cases, {time.monotonic() - begun:.0f} s"
        )
    gc.enable()
    desk.store.close()
    _tell("")


def _tell(words: str) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{words:<78}\r")
        sys.stderr.flush()


def _changes(maker: Maker, numbers: range) -> Iterator[Change]:
    deed = new_deed()
    codes = {row.name: row.code for row in bootstrap.editions()[bootstrap.FIRST_EDITION].types}
    for number in numbers:
        cells = maker.cells(number, SHORT)
        submitted = date.fromisoformat(cells[7])
        asked = Request(
            cells[1],
            cells[3],
            codes[cells[2]],
            cells[2],
            cells[4],
            cells[5],
            read_timeline(cells[6]),
            cells[0],
            submitted,
            cells[8],
            cells[9],
            cells[10],
            cells[11],
        )
        author = Author(REVIEWER, "A", submitted, f"{submitted.isoformat()}T10:00:00.000000Z")
        bodies = [
            kinds.RequestReceived(f"A-{number:04d}", asked, "requests.csv"),
            *_course(number, submitted),
        ]
        yield Change((), chain(identity(asked), (), deed, author, bodies))


def _course(number: int, day: date) -> Sequence[Body]:
    """What followed: of ten cases three are new, two assigned,
    one parked, one declined, three approved.
    """
    assigned = kinds.CaseAssigned(REVIEWERS[number % len(REVIEWERS)])
    course: tuple[Callable[[], Sequence[Body]], ...] = (
        *(lambda: (),) * 3,
        *(lambda: (assigned,),) * 2,
        lambda: (
            assigned,
            kinds.CaseParked(DAY + timedelta(number % 60 - 20), "Waits for the pilot."),
        ),
        lambda: (assigned, decision("decline", day)),
        *(lambda: (assigned, decision("approve", day)),) * 3,
    )
    return course[number % 10]()


def decision(outcome: str, day: date) -> kinds.DecisionMade:
    """A decision as it would be recorded."""
    edition = bootstrap.editions()[bootstrap.FIRST_EDITION]
    approved = outcome == "approve"
    return kinds.DecisionMade(
        outcome=outcome,
        reason="" if approved else "The driver is unsigned.",
        start=day,
        until=day + timedelta(730) if approved else None,
        open_ended=False,
        months=24 if approved else None,
        terms="",
        route="",
        devices=(),
        departs=False,
        recommended=outcome,
        factor="4",
        because=(kinds.Reason("B1", "No Microsoft technology meets the requirement."),),
        broken=(),
        missing=(),
        edition=edition.code,
        edition_name=edition.name,
        edition_digest=edition.digest,
        wording={},
        technology="",
        findings={"security": "holds"},
        condition_notes={},
    )
