"""The settings of the desk, which letters and dates depend on: read and changed."""

from __future__ import annotations

import zoneinfo
from collections.abc import Mapping

from mmd_reviewer.domain.desk_settings import Known, Setting, desk_changed, desk_settings
from mmd_reviewer.domain.desk_settings import desk_values as values_of
from mmd_reviewer.services.desk import Desk


def desk_rows(desk: Desk) -> tuple[tuple[Setting, str], ...]:
    """Every setting of the desk and its value as text."""
    values = values_of(desk.standing().desk_set, desk.reviewer)
    return tuple((row, values[row.name]) for row in desk_settings(desk.edition(desk.today())))


def change(desk: Desk, wish: Mapping[str, str]) -> None:
    """Set some of them, all in one fact.

    Where cases stand otherwise by the new ones, their rows are made again.
    """
    before = desk.standing().desk_set
    known = Known(
        "zone" not in wish or wish["zone"].strip() in zoneinfo.available_timezones(),
        desk.holidays.knows(wish.get("region", "").strip()),
    )
    edition = desk.edition(desk.today())
    after = desk_changed(before, wish, desk.reviewer, edition, known)
    desk.record_on_desk(after)
    if after.rules != before.rules:
        desk.store.rebuild()
