"""`reinstated`: devices have cover again (rule D9)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from mmd_reviewer.domain.case import Case, Reinstatement
from mmd_reviewer.domain.course_facts import RemovalConfirmed
from mmd_reviewer.domain.cover import lost_since, without_cover
from mmd_reviewer.domain.device import Device
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.letter_facts import Block
from mmd_reviewer.domain.letters.course_parts import intro, place_of_end
from mmd_reviewer.domain.letters.devices import denied_elsewhere, model, said_of_others
from mmd_reviewer.domain.letters.kind import LetterKind, Promises, Telling, Writing
from mmd_reviewer.domain.period import LAST_DAY
from mmd_reviewer.domain.told import Kept, cover_kept, cover_lost

CODE = "reinstated"


def owed(case: Case) -> Iterable[Telling]:
    """All reinstatements that were not told, by one letter;
    it also tells of the days without cover (C9).

    So does it tell of devices whose removal in time became known after the letter of the end of
    cover.
    """
    yield from _kept_owed(case)
    untold = [row for row in case.reinstatements if row.source.fact not in case.told]
    if not untold or not case.revocations:
        return
    gaps = [
        cover_lost(key, stretch.since)
        for row in untold
        for key in row.body.devices
        for stretch in without_cover(case, key)
        if stretch.back == row.body.on and cover_lost(key, stretch.since) not in case.told
    ]
    facts = [row.source.fact for row in untold]
    yield Telling(
        CODE,
        facts[-1],
        untold[0].source.day,
        (*facts, *dict.fromkeys(gaps)),
        effect="Holds already; not told",
        settle=all(row.source.settle for row in untold),
        place=place_of_end(case, max(row.body.on for row in untold)),
    )


def _kept_owed(case: Case) -> Iterable[Telling]:
    kept = [row for row in cover_kept(case) if row.name not in case.told]
    if not kept:
        return
    keys = {row.device.key for row in kept}
    days = [
        fact.day
        for fact in case.counting
        if isinstance(fact.body, RemovalConfirmed) and keys & {*fact.body.devices}
    ]
    # A serial number corrected since goes by another name
    known = max(days, default=kept[-1].told.on)
    yield Telling(
        CODE,
        kept[-1].name,
        known,
        tuple(row.name for row in kept),
        effect="Cover never ended; told otherwise",
        place=place_of_end(case, kept[-1].since),
    )


def _kept(writing: Writing) -> list[Kept]:
    return [row for row in cover_kept(writing.case) if row.name in writing.telling.tells]


def blocks(writing: Writing) -> list[Block]:
    """Which devices, from when, and after which days without cover;
    what other exemptions deny (D9).
    """
    words, case = writing.words, writing.case
    told = [row for row in case.reinstatements if row.source.fact in writing.telling.tells]
    kept = _kept(writing)
    if not told and not kept:
        raise Refused("No reinstatement is recorded that a letter could tell of.", "C3", "kind")
    keys = {key for row in told for key in row.body.devices} | {row.device.key for row in kept}
    devices = [device for device in case.devices if device.key in keys]
    remarks = denied_elsewhere(writing, devices)
    found = [intro(writing), Block("heading", words("headings_notice.effect"))]
    lost = dict(lost_since(case, writing.day))
    for (on, reason), own in _given_back(told).items():
        covered = [key for key in own if key not in lost]
        void = [key for key in own if not covered and lost[key] <= on]
        name = (
            "reinstated.text"
            if covered
            else "reinstated.no_effect"
            if void
            else "reinstated.lost_again"
        )
        text = words(name, devices=len(covered or void or own), since=on)
        found.append(Block("text", text, content="since"))
        found.append(Block("text", reason, content="reason", source="reason"))
    for since in sorted({row.since for row in kept}):
        devices_kept = sum(row.since == since for row in kept)
        text = words("reinstated.kept", devices=devices_kept, since=since)
        found.append(Block("text", text, content="since"))
    return [
        *found,
        *said_of_others(writing, remarks),
        Block("heading", words(f"headings_notice.{_annex(told, kept, keys & {*lost})}")),
        _table(writing, devices, told, remarks),
    ]


def _given_back(told: list[Reinstatement]) -> dict[tuple[date, str], list[str]]:
    """Devices by the day from which they have cover again and the reason;
    of one given back twice the newer.
    """
    found: dict[tuple[date, str], list[str]] = {}
    for place, row in enumerate(told):
        later = {key for other in told[place + 1 :] for key in other.body.devices}
        own = [key for key in row.body.devices if key not in later]
        if own:
            found.setdefault((row.body.on, row.body.reason), []).extend(own)
    return found


def _annex(told: list[Reinstatement], kept: list[Kept], lost: set[str]) -> str:
    """The heading of the annex promises cover again only where every device in it has that."""
    if not told:
        return "kept"
    return "cover_of" if kept or lost else "reinstated"


def _table(
    writing: Writing, devices: list[Device], told: list[Reinstatement], remarks: dict[str, str]
) -> Block:
    words, lost = writing.words, dict(lost_since(writing.case, writing.day))
    rows = [(words("notice.serial"), words("notice.device"), words("reinstated.cover"))]
    kept = {row.device.key: row for row in _kept(writing)}
    for device in devices:
        on = max((row.body.on for row in told if device.key in row.body.devices), default=None)
        if on is None:
            text = words("reinstated.removed", removed=kept[device.key].removed)
            rows.append(
                (
                    device.serial,
                    model(device),
                    "; ".join(filter(None, (text, remarks.get(device.key, "")))),
                )
            )
            continue
        text, since = covered_again(writing, device, on), lost.get(device.key)
        if (
            since is not None and since <= on
        ):  # found on it again before that day: cover did not come back
            text = words("reinstated.still", lost=since)
        elif since is not None:
            text += "; " + words("reinstated.without", lost=since)
        other = remarks.get(device.key, "")
        rows.append((device.serial, model(device), "; ".join(filter(None, (text, other)))))
    return Block("table", rows=tuple(rows), content="devices" if len(rows) > 1 else "")


def covered_again(writing: Writing, device: Device, on: date) -> str:
    """Since when a device is covered again, and after which days without cover (D9)."""
    gap = next((row for row in without_cover(writing.case, device.key) if row.back == on), None)
    if gap is None:
        return writing.words("reinstated.again", since=on)
    return writing.words("reinstated.gap", lost=gap.since, since=on)


def promises(writing: Writing) -> Promises:
    """Covered again from that day."""
    lost = dict(lost_since(writing.case, writing.day))
    rows = [
        row.body.on
        for row in writing.case.reinstatements
        if row.source.fact in writing.telling.tells
        and any(lost.get(key, LAST_DAY) > row.body.on for key in row.body.devices)
    ]
    return (("cover_back", rows[-1].isoformat()),) if rows else ()


def variant(writing: Writing) -> str:
    """The title promises cover only where a device has it on the letter's day,
    or had it all the time.
    """
    reinstated = {row.source.fact for row in writing.case.reinstatements}
    if not reinstated & set(writing.telling.tells) and _kept(writing):
        return "_kept"
    lost = {key for key, _ in lost_since(writing.case, writing.day)}
    keys = {
        key
        for row in writing.case.reinstatements
        if row.source.fact in writing.telling.tells
        for key in row.body.devices
    }
    return "" if keys - lost else "_not"


KIND = LetterKind(
    CODE,
    "Cover given back",
    required=("devices", "since"),
    blocks=blocks,
    says_what_holds=True,
    owed=owed,
    promises=promises,
    variant=variant,
)
