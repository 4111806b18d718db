"""The tables of what is known: `fact` and `document` are append-only.

The projections stand in `rows/`.
"""

from __future__ import annotations

from sqlalchemy import (
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

from mmd_reviewer import __version__

# 2: facts of the revocation course; 3: letters tied to what they owe; 4: facts chained; 5: disposal
STORE_VERSION = 5
# Raised with it too: `verify` finds a version lowered by hand beside projections that are current
PROJECTION_VERSION = "14"

# In `meta` stand what facts say (the newest day, the highest number of each station), and besides:
PROGRAM = "program"  # the version of the program that gave the store its form
KEPT_KEYS = ("chain", "pack", "missing")  # no rebuild makes them anew
META_KEYS = frozenset({"projections", PROGRAM, *KEPT_KEYS})

metadata = MetaData()

case_id = Table(
    "case_id",
    metadata,
    Column("case_no", Integer, primary_key=True, autoincrement=False),
    Column("case_key", LargeBinary(16), nullable=False, unique=True),
    Column("number", Text, nullable=False, unique=True),
)

fact = Table(
    "fact",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),  # given under the turn, no gaps
    Column("id", LargeBinary(32), nullable=False, unique=True),
    Column("case_no", Integer, ForeignKey("case_id.case_no"), nullable=False),
    Column(
        "n", Integer, nullable=False
    ),  # place in this store's case, not hashed: refuses a stale append
    Column("kind", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),  # the canonical bytes that were hashed
    Column("chain", LargeBinary),  # of all facts up to this one, in the order in which they came
    UniqueConstraint("case_no", "n"),
)

document = Table(
    "document",
    metadata,
    Column("id", LargeBinary(32), primary_key=True),
    Column("media", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

draft = Table(
    "draft",
    metadata,
    Column("case_key", LargeBinary(16), primary_key=True),
    Column("field", Text, primary_key=True),
    Column("author", Text, primary_key=True),
    Column("text", Text, nullable=False),
)

meta = Table(
    "meta", metadata, Column("key", Text, primary_key=True), Column("value", Text, nullable=False)
)


def made_by() -> list[dict[str, str]]:
    """What `meta` of a new store says of who made it."""
    return [
        {"key": "projections", "value": PROJECTION_VERSION},
        {"key": PROGRAM, "value": __version__},
    ]


def too_new(place: object, program: str) -> str:
    """What is said of a store that a newer version wrote, and which version to get."""
    wanted = f"{program} or a later one" if program else "a later one"
    return (
        f"{place} was written by a newer version of this program: get version {wanted}; this is "
        f"{__version__}. Nothing was changed."
    )
