"""The settings of the desk, which letters and dates depend on: read and changed."""

from __future__ import annotations

import zoneinfo
from collections.abc import Mapping
from pathlib import Path

from mmd_reviewer.domain.deed import Document
from mmd_reviewer.domain.desk_facts import LogoRemoved, LogoSet
from mmd_reviewer.domain.desk_settings import Known, Setting, desk_changed, desk_settings
from mmd_reviewer.domain.desk_settings import desk_values as values_of
from mmd_reviewer.domain.letterhead import logo_media, no_such_file
from mmd_reviewer.services.desk import Desk


def desk_rows(desk: Desk) -> tuple[tuple[Setting, str], ...]:
    """Every setting of the desk and its value as text."""
    standing = desk.standing()
    logo = standing.logo.name if standing.logo is not None else ""
    values = {**values_of(standing.desk_set, desk.reviewer), "logo": logo}
    return tuple((row, values[row.name]) for row in desk_settings(desk.edition(desk.today())))


def change(desk: Desk, wish: Mapping[str, str]) -> None:
    """Set some of them, all in one fact; the logo, which is given by its path, in one of its own.

    Where cases stand otherwise by the new ones, their rows are made again.
    """
    wish = dict(wish)
    if "logo" in wish:
        _set_logo(desk, wish.pop("logo").strip())
        if not wish:
            return
    standing = desk.standing()
    before = standing.desk_set
    known = Known(
        "zone" not in wish or wish["zone"].strip() in zoneinfo.available_timezones(),
        desk.holidays.knows(wish.get("region", "").strip()),
        standing.pack.code if standing.pack is not None else "",
    )
    edition = desk.edition(desk.today())
    after = desk_changed(before, wish, desk.reviewer, edition, known)
    desk.record_on_desk(after)
    if after.rules != before.rules:
        desk.store.rebuild()


def _set_logo(desk: Desk, path: str) -> None:
    """Keep the file by its SHA-256: letters that bore another keep theirs (C2)."""
    if not path:
        desk.record_on_desk(LogoRemoved())
        return
    try:
        content = Path(path).expanduser().read_bytes()
    except OSError as error:
        raise no_such_file(path, error.strerror or "it is no file") from None
    name = Path(path).name
    document = Document.of(content, logo_media(name, content))
    desk.press.check_logo(content)
    desk.record_on_desk(LogoSet(name, document.id, document.media), [document])
