"""What letters tell of a coming edition, while its announced day can be kept (rule B8)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from mmd_reviewer.domain.edition_announced import Announced, check_kept
from mmd_reviewer.domain.letters.compose import Issuer
from mmd_reviewer.domain.letters.kind import Telling
from mmd_reviewer.domain.letters.kinds import ACKNOWLEDGEMENT, EDITION
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.moment import Moment


def told_days(desk: Desk, row: Announced) -> dict[str, date]:
    """The days on which the customers of an announcement were told it, by case (B8)."""
    found = {}
    for number in row.body.tell:
        told = desk.case(number).told.get(row.told_as)
        if told is not None:
            found[number] = told.on
    return found


def cannot_be_kept(desk: Desk, row: Announced, published: Collection[str], day: date) -> bool:
    """Is somebody told too late for the announced day, were everybody else told on `day`?"""
    return not row.surely_kept(published, day) and row.too_late(told_days(desk, row), day)


def issuer_of(desk: Desk, telling: Telling, now: Moment, day: date) -> Issuer:
    """What a letter that goes out on `day` is written with, and which edition it tells of.

    Its own letter tells of the edition that it is about; whoever comes after an announcement is
    told by the acknowledgement. A day that can no longer be kept is promised by neither.
    """
    if telling.kind not in (EDITION, ACKNOWLEDGEMENT):
        return now.issuer
    announced = [row for row in now.coming if row.source.day <= day]
    published = {code for _, code in now.published}
    late = {row.told_as for row in announced if cannot_be_kept(desk, row, published, day)}
    kept = replace(now, coming=tuple(row for row in announced if row.told_as not in late))
    code = ""
    if telling.kind == EDITION:
        check_kept(telling.about, late)
        code = telling.about.removeprefix("edition ").partition(" ")[0]
    return replace(now.issuer, news=kept.news(code))
