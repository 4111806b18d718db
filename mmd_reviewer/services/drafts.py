"""What was being typed, kept as a whole:
one record for the assessment of a case, one for each dialog.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from mmd_reviewer.domain.deed import Draft
from mmd_reviewer.domain.fact import DESK_KEY
from mmd_reviewer.services.desk import Desk

WHOLE = "entries"
DIALOG = "dialog "


def together(drafts: Iterable[Draft]) -> dict[str, str]:
    """The entries of an assessment by name;
    those that an earlier version kept one by one among them.
    """
    single = {
        row.field: row.text for row in drafts if row.text and not row.field.startswith(DIALOG)
    }
    whole = entries_in(single.pop(WHOLE, ""))
    return {**single, **{name: str(value) for name, value in whole.items()}}


def keep(desk: Desk, key: str, entries: Mapping[str, str]) -> None:
    """Keep the entries of an assessment as one record; none of them removes it."""
    for row in desk.store.drafts(key, desk.reviewer):
        if row.field != WHOLE and not row.field.startswith(DIALOG):
            desk.store.save_draft(replace(row, text=""))
    desk.store.save_draft(Draft(key, WHOLE, desk.reviewer, json.dumps(entries) if entries else ""))


def forget(desk: Desk, key: str, names: Iterable[str]) -> None:
    """Some of the entries became facts: the others stay; without names all of them did."""
    entries = together(desk.store.drafts(key, desk.reviewer))
    gone = set(names) or set(entries)
    if gone & entries.keys():
        keep(desk, key, {name: text for name, text in entries.items() if name not in gone})


def of_dialogs(desk: Desk) -> dict[str, dict[str, Any]]:
    """What this person typed into dialogs and has not recorded, by the dialog's name."""
    rows = desk.store.drafts_by(desk.reviewer)
    return {row.field: entries_in(row.text) for row in rows if row.field.startswith(DIALOG)}


def keep_dialog(desk: Desk, name: str, entries: Mapping[str, Any]) -> None:
    """Keep a dialog's entries with the case that its name tells,
    so that they go with it; else with the desk.
    """
    keys = (
        key
        for word in name.split()
        if any(map(str.isdigit, word))
        for key in desk.store.find(word.strip(",:"))
    )
    key = next(keys, DESK_KEY)
    desk.store.save_draft(Draft(key, name, desk.reviewer, json.dumps(entries) if entries else ""))


def entries_in(text: str) -> dict[str, Any]:
    """The entries in a record; none in one that cannot be read."""
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
