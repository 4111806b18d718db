"""Files broken at random: no reader raises, hangs or eats the machine,
whatever became of the bytes (A1, A3, A5).
"""

import random
import time
from pathlib import Path

import pytest

from mmd_reviewer.domain.deed import Job
from mmd_reviewer.readers import read_file
from mmd_reviewer.readers.device_files import read_devices
from tests.benchmarks.memory import memory_now, memory_peak
from tests.long import long_or

HERE = Path(__file__).parent
SEEDS = sorted(path for folder in ("found", "portal") for path in (HERE / folder).iterdir())
FILES, AT_ONCE = long_or(100_000, 80), 40
LONGEST = 30.0  # seconds for a file: then it hangs, however busy the machine is
MOST_MB, OWN_MB = 500, 150  # of a process that reads; what it has before it reads
JUNK = (
    b"\0",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b'"',
    b'""',
    b"\r",
    b"\n\n",
    b"=cmd|x",
    b"\xed\xa0\x80",
    b"{" * 40,
    b"[" * 900,
    b",,,,,,,,",
    b"9" * 400,
    b"<b>",
    b"&#x110000;",
    b"\xe2\x80\xae",
    b"PK\x03\x04",
    b"1e999",
    b"/Date(9)/",
)


def _mutated(content: bytes, chance: random.Random) -> bytes:
    made = bytearray(content)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(made) + 1)
        match chance.randrange(5):
            case 0 if made:
                made[min(at, len(made) - 1)] = chance.randrange(256)
            case 1:
                del made[at : at + chance.randint(1, 80)]
            case 2:
                made[at:at] = chance.choice(JUNK)
            case 3:
                made[at:at] = made[at : at + chance.randint(1, 400)] * chance.randint(1, 30)
            case _:
                del made[at:]
    return bytes(made)


@pytest.mark.long_form
@pytest.mark.parametrize("first", range(0, FILES, AT_ONCE))
def test_no_broken_file_stops_a_reader(tmp_path: Path, first: int) -> None:
    """A1: every row is a request, passed over or refused; every refusal is a sentence."""
    before, begun = memory_peak(), memory_now()  # of other tests that ran in this process
    for number in range(first, first + AT_ONCE):
        chance = random.Random(number)
        seed = chance.choice(SEEDS)
        file = tmp_path / f"f{number}{seed.suffix}"
        file.write_bytes(_mutated(seed.read_bytes(), chance))
        start = time.monotonic()
        read = read_file(file, "Europe/Brussels", Job())
        devices = read_devices(file)
        assert time.monotonic() - start < LONGEST, f"file {number} of {seed.name}"
        assert read.rows or read.problems, f"file {number} of {seed.name}"
        for row in read.rows:
            assert (row.request is not None) + bool(row.skipped) + (row.problem is not None) == 1
        said = [problem.message for problem in (*read.problems, *devices.problems)]
        assert all(message.strip() for message in said)
        file.unlink()
    assert memory_peak() <= max(before, begun + MOST_MB - OWN_MB)
