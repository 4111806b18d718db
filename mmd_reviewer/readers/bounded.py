"""Small files named by a person: answers, editions, evidence; looked at before they are read."""

from __future__ import annotations

import stat
from pathlib import Path

from mmd_reviewer.domain.errors import Refused

MEGABYTE = 1024 * 1024


def read_bounded(path: Path, most: int = 50 * MEGABYTE) -> bytes:
    """The bytes of a file; refuses folders, pipes and devices,
    which may never end, and what is over `most` bytes.
    """
    try:
        found = path.stat()
        if stat.S_ISREG(found.st_mode) and found.st_size <= most:
            return path.read_bytes()
    except OSError as error:
        raise Refused(f"{path} cannot be read: {error.strerror}.", "", "file") from None
    if stat.S_ISREG(found.st_mode):
        raise Refused(
            f"{path} is over {most // MEGABYTE} MB: choose a smaller file, or an extract of it.",
            "",
            "file",
        )
    raise Refused(f"{path} is no ordinary file: choose a file.", "", "file")
