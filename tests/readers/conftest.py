"""Shared by the readers' tests: the zone, and one way to read bytes as a file."""

from collections.abc import Callable
from pathlib import Path

import pytest

from mmd_reviewer.domain.deed import Job
from mmd_reviewer.domain.intake import ReadFile, ReadWish
from mmd_reviewer.readers import read_file

Reads = Callable[..., ReadFile]


@pytest.fixture
def reads(tmp_path: Path) -> Reads:
    """Reads bytes or text as a file of the given name, in the zone of Brussels."""

    def read(
        content: bytes | str,
        name: str = "requests.csv",
        zone: str = "Europe/Brussels",
        encoding: str = "",
    ) -> ReadFile:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_file(path, zone, Job(), ReadWish(encoding))

    return read
