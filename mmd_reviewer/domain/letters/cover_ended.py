"""`cover_ended`: devices without cover since the deadline,
or since they were found (rules D2, D9).
"""

from __future__ import annotations

from collections.abc import Iterable

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.cover import NOT_COVERED, Covered, Stretch, cover, without_cover
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.letter_facts import Block
from mmd_reviewer.domain.letters.course_parts import place_of_end, still_has
from mmd_reviewer.domain.letters.devices import denied_elsewhere, model
from mmd_reviewer.domain.letters.kind import LetterKind, Promises, Telling, Writing
from mmd_reviewer.domain.letters.words import Words
from mmd_reviewer.domain.told import cover_lost

CODE = "cover_ended"


def owed(case: Case) -> Iterable[Telling]:
    """Devices that lost cover and whose customer was not told:
    those of one day by one letter (C9).
    """
    if not any(one.dates is not None for one in case.revocations):
        return
    lost: dict[Stretch, list[str]] = {}
    for device in case.devices:
        if device.in_test_group:
            continue  # outside service levels anyway
        for stretch in without_cover(case, device.key):
            name = cover_lost(device.key, stretch.since)
            if name not in case.told:
                lost.setdefault(stretch, []).append(name)
    for stretch, names in lost.items():
        place = place_of_end(case, stretch.since)
        yield Telling(
            CODE,
            f"cover {stretch.since.isoformat()}",
            stretch.since,
            tuple(names),
            until=stretch.back,
            effect="Cover has ended; not told for the record",
            place=place,
        )


def blocks(writing: Writing) -> list[Block]:
    """Since when, which notices were not sent, how cover comes back, each device."""
    words, one = writing.words, writing.one
    lost = [row for row in cover(writing.case, writing.day) if row.state == NOT_COVERED]
    if not lost or one.dates is None:
        raise Refused(
            "No device of the case is without cover because of a revocation.", "C3", "kind"
        )
    deadline = one.dates.deadline
    heading, which = writing.request.heading(), still_has(writing)
    since = words("cover_ended.text", deadline=deadline, devices=len(lost), which=which)
    found = [
        Block("text", words("course.intro", heading=heading, first=one.dates.first)),
        Block("heading", words("headings_notice.cover")),
        Block("text", since, content="since"),
    ]
    missed = one.not_sent_on(writing.day)
    if missed:
        names = tuple(words(f"notice_names.{name}") for name in missed)
        found.append(Block("text", words("cover_ended.not_sent", names=names)))
    found += [
        Block("text", words("cover_ended.back", deadline=deadline)),
        Block("heading", words("headings_notice.appeal")),
        Block(
            "text", words("cover_ended.challenge", reference=writing.reference), content="challenge"
        ),
        Block("text", words("notice.consent"), content="consent"),
        Block("heading", words("headings_notice.not_covered")),
        lost_table(writing, lost, words),
    ]
    return found


def lost_table(writing: Writing, lost: list[Covered], words: Words) -> Block:
    """Serial, device, and since when it is without cover; over all its exemptions (D9)."""
    remarks = denied_elsewhere(writing, [row.device for row in lost])
    rows = [(words("notice.serial"), words("notice.device"), words("cover_ended.since"))]
    for row in lost:
        since = words.day(row.since) if row.since else ""
        other = remarks.get(row.device.key, "")
        rows.append((row.device.serial, model(row.device), "; ".join(filter(None, (since, other)))))
    return Block("table", rows=tuple(rows), content="devices")


def promises(writing: Writing) -> Promises:
    """Without cover since, and on how many devices."""
    rows = cover(writing.case, writing.day)
    days = sorted({row.since for row in rows if row.state == NOT_COVERED and row.since is not None})
    return (("cover_ended", days[0].isoformat()),) if days else ()


KIND = LetterKind(
    CODE,
    "End of cover",
    required=("devices", "since", "challenge"),
    blocks=blocks,
    owed=owed,
    promises=promises,
)
