"""What was built: version, day and the seal of the sources, as a built program carries them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from mmd_reviewer import __version__, paths

FILE = "built.json"  # among the resources; laid there by the build


@dataclass(frozen=True, slots=True)
class Built:
    """`day` (ISO) and `sources` (the SHA-256 over all source files) are "" where the program runs
    from its sources.
    """

    version: str
    day: str = ""
    sources: str = ""

    def said(self) -> str:
        """In a line for people."""
        if not self.sources:
            return f"MMD Reviewer {self.version}, from its sources"
        return f"MMD Reviewer {self.version}, built on {self.day}, sources {self.sources[:16]}"


def built(resources: Path | None = None) -> Built:
    """What the running program is."""
    file = (resources or paths.resources()) / FILE
    if not file.is_file():
        return Built(__version__)
    data = json.loads(file.read_bytes())
    return Built(data["version"], data["day"], data["sources"])
