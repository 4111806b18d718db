"""The tables. `fact` and `document` are append-only; everything else but `case_id` and `draft` is a projection."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

STORE_VERSION = 3  # 2: facts of the revocation course; 3: letters tied to what they owe
PROJECTION_VERSION = "4"

metadata = MetaData()

case_id = Table(
    "case_id",
    metadata,
    Column("case_no", Integer, primary_key=True),
    Column("case_key", LargeBinary(16), nullable=False, unique=True),
    Column("number", Text, nullable=False, unique=True),
)

fact = Table(
    "fact",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", LargeBinary(32), nullable=False, unique=True),
    Column("case_no", Integer, ForeignKey("case_id.case_no"), nullable=False),
    Column("n", Integer, nullable=False),  # place in this store's case, not hashed: refuses a stale append
    Column("kind", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),  # the canonical bytes that were hashed
    UniqueConstraint("case_no", "n"),
)

document = Table(
    "document",
    metadata,
    Column("id", LargeBinary(32), primary_key=True),
    Column("media", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

case_row = Table(
    "case_row",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("case_no", Integer, ForeignKey("case_id.case_no"), nullable=False),
    Column("since", Text, nullable=False),
    Column("until", Text, nullable=False),  # exclusive
    Column("state", Text, nullable=False),
    Column("number", Text, nullable=False),
    Column("ticket", Text, nullable=False),
    Column("customer", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("asked", Text, nullable=False),
    Column("received", Text, nullable=False),
    Column("next_date", Text),
    Column("reviewer", Text, nullable=False),
    Column("missing", Text, nullable=False),
    Column("flags", Text, nullable=False),
    Column("decided", Text),  # the day of the decision that counts
    Column("outcome", Text),
    Column("owed", Text),  # since when a letter is owed
    Column("open", Integer, nullable=False),  # open work
    UniqueConstraint("case_no", "since"),
)
# One index for each order that the queue offers; equal ones follow by the day received, as `queue_reader` asks.
Index("q_received", case_row.c.received, case_row.c.id, case_row.c.state, case_row.c.since, case_row.c.until)
Index("q_state", case_row.c.state, case_row.c.received, case_row.c.id, case_row.c.since, case_row.c.until)
Index("q_open", case_row.c.open, case_row.c.received, case_row.c.id, case_row.c.since, case_row.c.until)
Index("q_owed", case_row.c.owed, case_row.c.since, case_row.c.until, sqlite_where=case_row.c.owed.is_not(None))
for _name in ("customer", "title", "type", "asked", "next_date", "reviewer", "number"):
    Index(
        f"q_{_name}", case_row.c[_name], case_row.c.received, case_row.c.id, case_row.c.state, case_row.c.open,
        case_row.c.since, case_row.c.until,
    )  # fmt: skip
Index("q_ticket", case_row.c.ticket)

Index("q_decided", case_row.c.decided, sqlite_where=case_row.c.decided.is_not(None))

calendar_entry = Table(
    "calendar_entry",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("case_no", Integer, ForeignKey("case_id.case_no"), nullable=False, index=True),
    Column("day", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("number", Text, nullable=False),
    Column("customer", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("uid", Text, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("lapses", Text),
    Column("offset", Integer),
    Column("first", Text),
    Column("was", Text),
    Column("done_on", Text),
    Column("reference", Text, nullable=False),
    Column("letter", Text, nullable=False),
    Column("drafted", Integer, nullable=False),
    Column("devices", Integer, nullable=False),
    Column("note", Text, nullable=False),
    Column("stamp", Text, nullable=False),
    Column("warning", Integer, nullable=False),
)
Index(  # a month is painted from this index alone
    "c_day", calendar_entry.c.day, calendar_entry.c.customer, calendar_entry.c.code, calendar_entry.c.status,
    calendar_entry.c.lapses, calendar_entry.c.number, calendar_entry.c.id,
)  # fmt: skip
Index("c_status", calendar_entry.c.status, calendar_entry.c.day, calendar_entry.c.lapses)

device_row = Table(
    "device_row",
    metadata,
    Column("device_key", Text, primary_key=True),
    Column("case_no", Integer, ForeignKey("case_id.case_no"), primary_key=True, index=True),
    Column("serial", Text, nullable=False, index=True),
)

letter_row = Table(  # letters that wait to be printed or dispatched
    "letter_row",
    metadata,
    Column("letter", Text, primary_key=True),
    Column("case_no", Integer, ForeignKey("case_id.case_no"), nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("day", Text, nullable=False),
    Column("printed", Text),
    Column("customer", Text, nullable=False),
    Column("pages", Integer, nullable=False),
)

owed_row = Table(  # letters that the facts of a case owe (C9)
    "owed_row",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("case_no", Integer, ForeignKey("case_id.case_no"), nullable=False, index=True),
    Column("number", Text, nullable=False),
    Column("customer", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("ticket", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("since", Text, nullable=False),
    Column("waits", Integer, nullable=False),
    Column("settle", Integer, nullable=False),
    Column("effect", Text, nullable=False),
    Column("letter", Text, nullable=False),
    Column("printed", Text),
    Column("until", Text),  # exclusive
)
Index("o_since", owed_row.c.since, owed_row.c.number)

register_row = Table(
    "register_row",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("case_no", Integer, ForeignKey("case_id.case_no"), nullable=False, index=True),
    Column("number", Text, nullable=False),
    Column("ticket", Text, nullable=False),
    Column("customer", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("devices", Integer, nullable=False),
    Column("since", Text, nullable=False),
    Column("ends", Text),
    Column("state", Text, nullable=False),
    Column("edition", Text, nullable=False),
    Column("factor", Text, nullable=False),
    Column("valid_from", Text, nullable=False),
    Column("valid_until", Text, nullable=False),
)
Index("r_valid", register_row.c.valid_from, register_row.c.valid_until)

PROJECTIONS = (case_row, calendar_entry, device_row, letter_row, owed_row, register_row)

draft = Table(
    "draft",
    metadata,
    Column("case_key", LargeBinary(16), primary_key=True),
    Column("field", Text, primary_key=True),
    Column("author", Text, primary_key=True),
    Column("text", Text, nullable=False),
)

meta = Table("meta", metadata, Column("key", Text, primary_key=True), Column("value", Text, nullable=False))

PERMANENT = {
    "fact": "facts are never changed or deleted",
    "document": "documents are never changed or deleted",
}


def sqlite_extras() -> list[str]:
    """What SQLite needs beside the tables: guards against change, and the search index."""
    guards = [
        f"CREATE TRIGGER IF NOT EXISTS {table}_no_{action.lower()} BEFORE {action} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{words}'); END"
        for table, words in PERMANENT.items()
        for action in ("UPDATE", "DELETE")
    ]
    search = (
        "CREATE VIRTUAL TABLE IF NOT EXISTS search USING fts5(number, ticket, customer, title, requirement, proposal, "
        "tokenize='unicode61 remove_diacritics 2', prefix='2 3 4')"
    )
    return [*guards, search]
