"""Files named on the command line."""

from __future__ import annotations

from pathlib import Path

from mmd_reviewer.domain.errors import Refused


def read_bytes(name: str | Path) -> tuple[bytes, Path]:
    """The bytes of a file and its path; refuses what cannot be read, saying why."""
    path = Path(name)
    try:
        return path.read_bytes(), path
    except OSError as error:
        raise Refused(f"{path} cannot be read: {error.strerror}.", "", "file") from None
