"""The register against an inventory of 10,000 devices with 20 programs each, and half of it: the
time grows with the devices, no faster.
"""

from __future__ import annotations

import csv
import gc
import random
from datetime import date, timedelta
from pathlib import Path

from mmd_reviewer.domain.comparison import Exemption
from mmd_reviewer.domain.device import Device
from mmd_reviewer.domain.intake import Reading
from mmd_reviewer.domain.inventory import FoundDevice, Installed, InventoryFile, inventory_of
from mmd_reviewer.domain.product_words import Product, Program
from tests.benchmarks.harness import Row, Side, run, side, timed, typical
from tests.benchmarks.material import BENCH, DAY, ZONE

DEVICES, PROGRAMS, NAMES, EXEMPTIONS, CUSTOMERS = 10_000, 20, 1_500, 300, 25
EACH = 100  # devices of an exemption
GOAL = 2.0  # seconds, without the reading
ROUNDS = 5
HEADINGS = (
    "Serial number",
    "Device name",
    "Last check-in",
    "ApplicationName",
    "ApplicationVersion",
)


def measure(quick: bool) -> list[Row]:
    """The goal, the growth, and the reading for the record."""
    devices = DEVICES // 4 if quick else DEVICES
    whole, half = (run(__name__, "ours", str(number)) for number in (devices, devices // 2))
    job = f"compare {devices:,} devices, {PROGRAMS} programs each"
    spent, goal, read = whole.seconds, GOAL, whole.more["read"]
    return [
        Row(job, spent, goal, spent / goal, 1, whole.peak, "baseline is the goal"),
        Row("the same beside half of it", spent, half.seconds, spent / half.seconds, 2.5, 0),
        Row("reading them as CSV", read, read, 1, 0, whole.peak, "for the record"),
    ]


def ours(number: str) -> Side:
    """Merged and compared; the answer is how much agrees and differs."""
    from mmd_reviewer.domain.comparing import compare
    from mmd_reviewer.domain.deed import Job
    from mmd_reviewer.readers import read_inventory

    file, exemptions = _file(int(number)), [_exemption(n, int(number)) for n in range(EXEMPTIONS)]
    path = _written(file)
    read, _ = timed(lambda: read_inventory(path, ZONE, Job()))
    path.unlink()
    gc.collect()

    def work() -> list[int]:
        what = compare(DAY, exemptions, inventory_of([file]), str.casefold)
        return [what.declared, what.same, what.perhaps, len(what.differences)]

    spent, answer = typical(work, ROUNDS)
    return side(spent, answer, read=read)


def _exemption(n: int, devices: int) -> Exemption:
    carrying = tuple(_device((n * EACH + k) % devices) for k in range(EACH))
    who, title = f"Customer {n % CUSTOMERS}", f"Product{n} client"
    product = Product(title, f"Product{n} Suite 4.2 by Intune")
    return Exemption(
        f"A-{n:04d}",
        who,
        who.casefold(),
        title,
        "productivity_software",
        "in_force",
        None,
        product,
        carrying,
    )


def _device(n: int) -> Device:
    return Device(f"S{n:05d}", "HP", "EliteBook 840 G9", f"PC-{n:05d}")


def _file(devices: int) -> InventoryFile:
    chance = random.Random(19)
    programs = [Program(f"Product{n} Suite {n % 9}", f"Vendor{n % 70} Inc") for n in range(NAMES)]
    found = []
    for n in range(devices):
        picked = chance.choices(programs, k=PROGRAMS)
        software = tuple(Installed(one, "4.2.1", n + 2) for one in picked)
        seen: date = DAY - timedelta(days=n % 40)
        who = f"Customer {n % CUSTOMERS}"
        found.append(FoundDevice(_device(n), "", who, seen, "f.csv", n + 2, software))
    return InventoryFile("f.csv", Reading("CSV"), tuple(found), (), True)


def _written(file: InventoryFile) -> Path:
    path = BENCH / "inventory.csv"
    with path.open("w", newline="", encoding="utf-8") as out:
        rows = csv.writer(out)
        rows.writerow(HEADINGS)
        for one in file.devices:
            for row in one.software:
                name, seen = row.program.name, one.seen
                rows.writerow([one.device.serial, one.device.name, seen, name, row.version])
    return path
