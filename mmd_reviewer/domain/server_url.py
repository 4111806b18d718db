"""The URL of a team's store: told from a file's name, shown and kept without a password."""

from __future__ import annotations

import re

from mmd_reviewer.domain.errors import Refused

BEGINS = ("postgresql://", "postgres://")
_PASSWORD = re.compile(r"(?<=://)([^/@:]*):[^/@]*@|[?&](?:ssl)?password=[^&]*")


def shown_url(url: str) -> str:
    """A URL without the password that may stand in it; a file's name as it is."""
    return _PASSWORD.sub(lambda found: f"{found[1]}@" if found[1] is not None else "", url)


def check_no_password(url: str) -> None:
    """Refuse to keep a password: it has its place in a password file or a service file."""
    if url.startswith(BEGINS) and shown_url(url) != url:
        raise Refused(
            "A password is kept nowhere by this program: leave it out of the URL and put it in "
            "your password file (~/.pgpass).",
            "",
            "store",
        )
