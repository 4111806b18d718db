"""What a server of PostgreSQL says went wrong, in words a reviewer reads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from sqlalchemy import exc

from mmd_reviewer.domain.errors import (
    CaseChangedElsewhere,
    ConnectionLost,
    StoreDamaged,
    StoreError,
)
from mmd_reviewer.store.dialects.postgresql_roles import NOT_AN_APPROVER

# refused where somebody else was first
ONCE = re.compile("fact_case_no_n|fact_pkey|fact_id_key|case_id_")
LOST = re.compile("08...|57P0[123]|25P03")  # what becomes of a connection, not of a deed
SENTENCES = {  # by the beginning of SQLSTATE, the longest first
    "28": "{place} does not let you in: check the name, and the password in your password file or "
    "service file. {said}",
    "3D000": "{place} has no such database: check the name.",
    "42501": "Your role on {place} may not do that: {said}. Nothing was recorded.",
    "25006": "{place} can only be read: it is a replica, or set so. Nothing was recorded.",
    "53100": "The disk of {place} is full: its administrator frees space, then repeat. Nothing was "
    "recorded.",
    "53": "{place} has no room for another connection or for this: try again in a moment. Nothing "
    "was recorded. {said}",
    "55P03": "{place} is being written by somebody else for long: wait a moment, then repeat. "
    "Nothing was recorded.",
    "40": "{place} was being written by somebody else: repeat it. Nothing was recorded.",
    "57014": "{place} ended what was asked because it took too long. Nothing was recorded.",
    "22021": "The text holds a NUL character, which is not text: remove it. Nothing was recorded.",
    "42P01": "{place} is no store of this program, or a part of it is missing: run `verify`. "
    "{said}",
}
REFUSED = (  # libpq tells no SQLSTATE where nobody is let in
    ("3D000", re.compile('database ".*" does not exist')),
    ("28", re.compile("authentication|password|pg_hba|certificate|role .* (not exist|permitted)")),
)
DAMAGE = re.compile("XX00[12]|58030|42703")


def damaged(place: str, why: str) -> str:
    """What is said of a damaged store, and what to do."""
    return (
        f"{place} is damaged ({why}): nothing was written. Its administrator brings it back from "
        f"the server's own backup."
    )


@contextmanager
def failures(place: str) -> Iterator[None]:
    """Failures of server and network become StoreError with words for the person; bugs pass."""
    try:
        yield
    except (exc.DBAPIError, psycopg.Error) as error:
        cause = error.orig if isinstance(error, exc.DBAPIError) else error
        said = _in_words(cause, place)
        if said is None:
            raise
        raise said from error


def _in_words(cause: BaseException | None, place: str) -> StoreError | None:
    if not isinstance(cause, psycopg.Error):
        return None
    said = _first_line(cause)
    state = cause.sqlstate or next((code for code, words in REFUSED if words.search(said)), "")
    if state == "42501":
        said = NOT_AN_APPROVER if NOT_AN_APPROVER in said else "ask its administrator"
    if isinstance(cause, psycopg.errors.UniqueViolation):
        if not ONCE.search(cause.diag.constraint_name or ""):
            return None
        return CaseChangedElsewhere(
            "The case was changed elsewhere since it was read: look at it again, then repeat. "
            "Nothing was recorded."
        )
    if DAMAGE.fullmatch(state):
        return StoreDamaged(damaged(place, said))
    for begin in sorted(SENTENCES, key=len, reverse=True):
        if state.startswith(begin):
            return StoreError(SENTENCES[begin].format(place=place, said=said).strip())
    if "NUL" in said and isinstance(cause, psycopg.DataError):
        return StoreError(SENTENCES["22021"])
    if LOST.fullmatch(state) or (not state and isinstance(cause, psycopg.OperationalError)):
        return ConnectionLost(
            f"{place} does not answer: check the network, or ask its administrator. {said}"
        )
    return None


def _first_line(cause: psycopg.Error) -> str:
    """What the server or libpq said; neither repeats a password."""
    line = str(cause).strip().splitlines()[0] if str(cause).strip() else ""
    return f"({line.rstrip('.')}.)" if line else ""
