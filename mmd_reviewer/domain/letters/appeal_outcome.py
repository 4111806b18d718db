"""`appeal_outcome`: how an appeal ended, why, and what it means (rule D8)."""

from __future__ import annotations

from collections.abc import Iterable

from mmd_reviewer.domain.appeal import STANDS, TAKEN_BACK, VARIED, WITHDRAWN, Appeal
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.course_facts import AppealDecided, DeviceExchanged
from mmd_reviewer.domain.cover import without_cover
from mmd_reviewer.domain.device import Device
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.letter_facts import Block
from mmd_reviewer.domain.letters.appeal_received import told_appeal
from mmd_reviewer.domain.letters.course_parts import (
    course_promises,
    cover_goes_on,
    gap_text,
    intro,
    notices_to_come,
    standing_rules,
    still_has,
)
from mmd_reviewer.domain.letters.devices import (
    denied_elsewhere,
    device_table,
    model,
    said_of_others,
)
from mmd_reviewer.domain.letters.kind import LetterKind, Promises, Telling, Writing
from mmd_reviewer.domain.letters.reinstated import covered_again
from mmd_reviewer.domain.letters.revocation_withdrawn import in_force_again
from mmd_reviewer.domain.letters.revocation_withdrawn import promises as withdrawal_promises
from mmd_reviewer.domain.revocation import ENDED_WITHDRAWN

CODE = "appeal_outcome"


def owed(case: Case) -> Iterable[Telling]:
    """Each outcome that was not told; its letter also tells that the appeal was received (C9)."""
    for place, one in enumerate(case.revocations):
        for appeal in one.appeals:
            if appeal.outcome is None or appeal.outcome.fact in case.told:
                continue
            received = tuple(row.fact for row in appeal.sources if row.fact not in case.told)
            better = appeal.decided is not None and appeal.decided.outcome in (VARIED, WITHDRAWN)
            effect = "Holds already; not told" if better else "The customer waits for the answer"
            yield Telling(
                CODE,
                appeal.outcome.fact,
                appeal.outcome.day,
                (*received, appeal.outcome.fact),
                effect=effect,
                settle=appeal.outcome.settle,
                place=place,
            )


def blocks(writing: Writing) -> list[Block]:
    """Outcome, reason, effect on deadline and devices."""
    words, one = writing.words, writing.one
    appeal = told_appeal(writing)
    if appeal is None or appeal.decided is None or one.dates is None:
        raise Refused(
            "No outcome of an appeal is recorded that a letter could tell of.", "C3", "kind"
        )
    decided = appeal.decided
    earlier = [row for row in _told_with(writing) if row is not appeal]
    found = [
        intro(writing),
        Block("text", _outcome_words(writing, appeal), content="outcome"),
        Block("heading", words("headings.why")),
        Block("text", decided.reason, content="reason", source="reason"),
    ]
    for row in earlier:  # not told before: the same letter answers them too (C9)
        assert row.decided is not None
        found.append(Block("heading", words("headings_notice.earlier")))
        found.append(Block("text", _outcome_words(writing, row), content="outcome"))
        found.append(Block("text", row.decided.reason, content="reason", source="reason"))
    found.append(Block("heading", words("headings_notice.effect")))
    if decided.outcome == WITHDRAWN:
        return [*found, *in_force_again(writing, decided.terms)]
    answers = [row.decided for row in (*earlier, appeal) if row.decided is not None]
    found += _gaps(writing, (*earlier, appeal))
    for answer in answers:
        found += _new_actions(writing, answer)
    listed = any(block.content == "elsewhere" for block in found)
    keys = {key for answer in answers for key in answer.released}
    released, annex = _released(writing, keys, listed=listed)
    found += released
    moved = any(answer.deadline == one.dates.deadline for answer in answers)
    name = "appeal_outcome.deadline_now" if moved else "appeal_outcome.deadline"
    name = "appeal_outcome.passed" if one.lapsed_on(writing.day) else name
    name = name if one.open else "appeal_outcome.over"
    text = words(name, deadline=one.dates.deadline, which=still_has(writing))
    found.append(Block("text", text, content="effect"))
    found += cover_goes_on(writing) if one.open else []
    found += [*notices_to_come(writing), *standing_rules(writing)]
    if annex is not None:
        found += [Block("heading", words("headings_notice.released")), annex]
    return found


def _told_with(writing: Writing) -> list[Appeal]:
    """The appeals whose outcome the letter tells, in the order they were decided."""
    told = set(writing.telling.tells)
    return [
        row for row in writing.one.appeals if row.outcome is not None and row.outcome.fact in told
    ]


def _outcome_words(writing: Writing, appeal: Appeal) -> str:
    """How it ended; a deadline that something else moved is not called unchanged, and a revocation
    that was withdrawn since does not stand.
    """
    assert appeal.decided is not None
    one, outcome = writing.one, appeal.decided.outcome
    moved = one.dates is not None and one.told is not None and one.told != one.dates.deadline
    name = (
        f"{outcome}_moved"
        if (moved or not one.open) and outcome in (STANDS, TAKEN_BACK)
        else outcome
    )
    if one.how_ended == ENDED_WITHDRAWN and outcome in (STANDS, TAKEN_BACK):
        name = f"{outcome}_withdrawn"
    name = "varied_over" if outcome == VARIED and not one.open else name
    return writing.words(f"appeal_outcome.outcomes.{name}", received=appeal.received)


def _gaps(writing: Writing, told: Iterable[Appeal]) -> list[Block]:
    """The days without cover that these outcomes ended, whatever moved the deadline since (D8)."""
    days = {row.decided_on for row in told if row.deadline is not None}
    found = [gap_text(writing, gap) for gap in writing.one.lapses if gap.back in days]
    return [*found, *_denied(writing)] if found else []


def _new_actions(writing: Writing, decided: AppealDecided) -> list[Block]:
    if not decided.actions:
        return []
    return [
        Block("text", writing.words("appeal_outcome.new_actions")),
        Block("text", decided.actions, source="actions"),
    ]


def _denied(writing: Writing) -> list[Block]:
    """Devices that another exemption leaves without cover all the same, by serial number (D9)."""
    words = writing.words
    remarks = denied_elsewhere(writing, writing.case.carrying(writing.day))
    test = words("notice.test")
    rows = tuple(
        (f"{device.serial}, {model(device)}",)
        for device in writing.case.devices
        if remarks.get(device.key, test) != test
    )
    said = words("devices.denied_list", count=len(rows))
    return [Block("list", said, rows, "elsewhere")] if rows else []


def _released(
    writing: Writing, keys: set[str], *, listed: bool
) -> tuple[list[Block], Block | None]:
    """Devices that may keep the exemption: what is said of them, and their annex.

    `listed`: those that another exemption leaves without cover are named already.
    """
    for fact in writing.case.counting:
        if isinstance(fact.body, DeviceExchanged) and fact.body.old in keys:
            keys = {*keys, fact.body.new.key} - {fact.body.old}
    devices = [device for device in writing.case.devices if device.key in keys]
    if not devices:
        return [], None
    remarks = denied_elsewhere(writing, devices)
    said = [Block("text", writing.words("appeal_outcome.released", count=len(devices)))]
    said += [] if listed else said_of_others(writing, remarks)
    for device in devices:
        remarks[device.key] = "; ".join(
            filter(None, (_gap(writing, device), remarks.get(device.key, "")))
        )
    return said, device_table(devices, writing.words, remarks)


def _gap(writing: Writing, device: Device) -> str:
    """One released after the deadline was without cover until then (D8);
    of the Test group it is outside all the time (D9).
    """
    if device.in_test_group:
        return ""
    released = writing.one.released.get(device.key)
    gaps = [
        row
        for row in without_cover(writing.case, device.key)
        if row.back is not None and row.back == released
    ]
    return covered_again(writing, device, gaps[-1].back) if gaps and gaps[-1].back else ""


def promises(writing: Writing) -> Promises:
    """The outcome, and the deadline unless the revocation is withdrawn."""
    appeal = told_appeal(writing)
    assert appeal is not None  # without an outcome there are no words either
    assert appeal.decided is not None
    outcome = ("appeal", appeal.decided.outcome)
    if appeal.decided.outcome == WITHDRAWN:
        return (outcome, *withdrawal_promises(writing))
    return (outcome, *course_promises(writing))


KIND = LetterKind(
    CODE,
    "Outcome of the appeal",
    required=("outcome", "reason", "effect"),
    blocks=blocks,
    says_what_holds=True,
    owed=owed,
    promises=promises,
)
