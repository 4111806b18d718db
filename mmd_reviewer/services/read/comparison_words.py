"""What a comparison says in sentences: its headline, its rows, what each rests on (mock-up 19)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from mmd_reviewer.domain.comparison import (
    BY_NAME,
    BY_YEAR,
    NO_DEVICE,
    NO_OWNER,
    NO_SOFTWARE,
    SEVERAL,
    UNDECLARED,
    UNSEEN,
    VERSION,
    Difference,
    Find,
)
from mmd_reviewer.domain.inventory import Inventory
from mmd_reviewer.domain.listing import first_of, in_a_row
from mmd_reviewer.domain.period import on_screen
from mmd_reviewer.domain.product_words import SURE
from mmd_reviewer.domain.register import amount, state_words
from mmd_reviewer.services.read.comparison import Compared

ALL = "all"
HEADINGS = {
    UNDECLARED: ("On devices, not in the register", "no case declares them"),
    UNSEEN: ("In the register, not seen on the devices", "absent is not removed"),
    VERSION: ("In another version than approved", "the proposal names one"),
}
TONES = {UNDECLARED: "broken", UNSEEN: "attention", VERSION: "attention"}
DOUBTS = {
    BY_NAME: "the program’s name only resembles the proposal’s",
    BY_YEAR: "the one version is a year, the other is not",
    NO_OWNER: "nothing says whose device it is",
    SEVERAL: "more than one exemption of the customer may be meant",
}
NAMED = 12  # so many devices are named in a note
CONFIRMS = (
    "A file in which a device is absent confirms nothing: a person of the customer does. This "
    "program removes nothing."
)
DECLARE, AGAIN, REMOVAL, REVOKE, GROUND, EXCHANGE, NOTE = (
    "declare",
    "again",
    "removal",
    "revoke",
    "ground",
    "exchange",
    "note",
)


class Offer(NamedTuple):
    """A deed on offer for a row, and the words of its button."""

    deed: str
    words: str


def headline(found: Compared) -> str:
    """`9 differences between the register and the devices`."""
    number = len(found.comparison.differences)
    if not number:
        return "The register and the devices agree"
    return f"{amount(number, 'difference')} between the register and the devices"


def subline(found: Compared) -> str:
    """Which files, how many devices, against which register, how many exemptions agree."""
    what = found.comparison
    parts = [
        f"{names_of(found.inventory)}, {amount(len(found.inventory.devices), 'device')}",
        f"against the register of {on_screen(what.day)}",
        f"{what.agreeing:,} of {amount(len(what.exemptions), 'exemption')} agree",
    ]
    newest = found.inventory.newest
    if newest is not None:
        parts.insert(1, f"newest check-in {on_screen(newest)}")
    return " · ".join(([f"{found.customer} only"] if found.customer else []) + parts)


def names_of(inventory: Inventory) -> str:
    """The names of its files."""
    return in_a_row([file.file for file in inventory.files])


def remarks(found: Compared) -> Iterator[str]:
    """What the whole comparison leaves out or could not tell."""
    what, inventory = found.comparison, found.inventory
    if not inventory.tells_software:
        yield "No column names programs: only whether a device is listed was compared."
    if what.left_out and not found.customer:
        customers = len({one.who for one in what.left_out})
        yield (
            f"Not compared: {amount(len(what.left_out), 'exemption')} of "
            f"{amount(customers, 'customer')} of whom no device is listed."
        )
    if what.strangers:
        named = first_of([f"“{name}”" for name in what.strangers], 3)
        yield f"No exemption is of {named}: if it is a spelling of a customer, join it."
    nameless = sum(not one.customer for one in inventory.devices)
    if nameless and not found.customer:
        few = nameless < len(inventory.devices)
        whose = amount(nameless, "device") if few else "The devices"
        verb = "names" if few and nameless == 1 else "name"
        yield f"{whose} {verb} no customer: a case that lists one tells whose it is."
    problems = sum(len(file.problems) for file in inventory.files)
    if problems:
        yield f"{amount(problems, 'row')} could not be read whole."


def register_number(row: Difference) -> str:
    """How many devices the register has it on, `–` without a case."""
    one = row.exemption
    if one is None:
        return "–"
    return f"{len(one.carrying):,}" if one.listed else "no list"


def case_words(row: Difference) -> tuple[str, str]:
    """The case and its state, and what differs."""
    one = row.exemption
    if one is None:
        others = [other.number for other in row.others]
        return "no case", f"approved for others: {first_of(others, 3)}"
    state = state_words(one.state)
    return f"{one.number}, {state[:1].lower()}{state[1:]}", _what_differs(row)


def _what_differs(row: Difference) -> str:
    number = len(row.finds)
    if row.kind == UNDECLARED:
        gone = sum(find.gone is not None for find in row.finds)
        if gone == number:
            return f"{gone:,} removed once, found again"
        again = f", {gone:,} found again" if gone else ""
        return f"{number - gone:,} never declared{again}"
    if row.kind == VERSION:
        return f"{number:,} in version {versions(row)}"
    lost = sum(find.why == NO_DEVICE for find in row.finds)
    if lost == number:
        return f"{number:,} not listed in the file"
    absent = f", {lost:,} not listed" if lost else ""
    return f"{number - lost:,} listed without it{absent}"


def versions(row: Difference) -> str:
    """`6.5.1`, `6.5.1 and 7.0`: those found, in order of their number of devices."""
    found = [find.installed.version for find in row.finds if find.installed is not None]
    named = sorted(set(found), key=lambda one: (-found.count(one), one))
    return first_of(named, 3)


def pane_title(row: Difference) -> str:
    """The sentence that matters of the row."""
    one, number = row.exemption, len(row.finds)
    if row.kind == UNDECLARED:
        carry = "carries" if number == 1 else "carry"
        if one is None:
            return f"{amount(number, 'device')} {carry} it without a case"
        return f"{amount(number, 'device')} {carry} it undeclared"
    assert one is not None
    if row.kind == VERSION:
        carry = "carries" if number == 1 else "carry"
        return f"{number:,} of {amount(row.carried, 'device')} {carry} another version"
    there = len(one.carrying) - number
    carry = "carries" if there == 1 else "carry"
    return f"{there:,} of {amount(len(one.carrying), 'device')} still {carry} it"


def pane_sentence(row: Difference, day: date) -> str:
    """What it means, and what it does not."""
    one = row.exemption
    if one is None:
        whose = row.customer or "these devices"
        return (
            f"No case of {whose} asks for it; others have it approved "
            f"({first_of([other.number for other in row.others], 3)}). A request comes first."
        )
    if row.kind == UNDECLARED:
        return (
            "A device found with it joins the exemption and its open revocation: the same "
            "deadline, or no cover from the day it was found (D9)."
        )
    if row.kind == VERSION:
        return (
            f"The proposal names version {one.product.version}. Another version may be a ground to "
            f"revoke, or the customer’s own upgrade: ask first."
        )
    shown = [find for find in row.finds if find.silent_on(day)]
    silent = ""
    if shown:
        verb = "has" if len(shown) == 1 else "have"
        silent = f" {len(shown):,} of them {verb} reported nothing for over four weeks."
    kept = (
        " Removed on or before the last day, a device keeps its cover."
        if (one.state == "in_revocation")
        else ""
    )
    program = (
        ""
        if row.carried or one.by_device
        else (" Nothing in the file is called so: it may be named otherwise there.")
    )
    return f"The file shows only that it was absent. Absent is not removed.{kept}{silent}{program}"


def doubts(row: Difference) -> str:
    """Why some or all of it is only perhaps so; "" if nothing is."""
    found = [find.doubt for find in row.finds if find.doubt]
    named = [DOUBTS[code] for code in dict.fromkeys(found) if code]
    if not named:
        return ""
    some = "" if len(found) == len(row.finds) else f" ({len(found):,} of {len(row.finds):,})"
    return f"Perhaps{some}: {in_a_row(named)}."


def find_note(find: Find, inventory: Inventory) -> str:
    """What the file says of one device, with its place: the file too where there are several."""

    def place(file: str, row: int) -> str:
        return f"{file}, row {row:,}" if len(inventory.files) > 1 else f"row {row:,}"

    found, installed = find.found, find.installed
    if installed is not None and found is not None:
        version = f" {installed.version}" if installed.version else ""
        return f"{place(installed.file, installed.row)}: {installed.program.name}{version}"
    if find.other is not None:
        at = place(find.other.file, find.other.row)
        return f"{at}: {find.device.name} is {find.other.device.serial} there"
    if found is None:
        return "not listed"
    listed = "no program is listed of it" if find.why != NO_SOFTWARE else "listed without it"
    return f"{place(found.file, found.row)}: {listed}"


def seen_words(find: Find) -> str:
    """The last check-in."""
    seen = find.found.seen if find.found is not None else None
    return seen.isoformat() if seen is not None else "–"


def programs_words(found: Compared, row: Difference) -> list[tuple[str, bool]]:
    """The names taken for the product, each with whether surely."""
    number = row.exemption.number if row.exemption is not None else ""
    return [
        (program.name, like == SURE) for program, like in found.comparison.programs.get(number, ())
    ]


def offers(row: Difference) -> list[Offer]:
    """The deeds that fit, the likeliest first; none is done unasked."""
    one = row.exemption
    if one is None:
        return []
    course = one.state in ("in_revocation", "cover_ended")
    note = Offer(NOTE, "Ask the customer…")
    if row.kind == UNSEEN:
        removal = Offer(REMOVAL, "Removal confirmed…")
        made = [removal, note] if course else [note, removal]
        if any(find.other is not None for find in row.finds):
            made.append(Offer(EXCHANGE, "Exchange a device…"))
        return made
    if row.kind == VERSION:
        return [note, Offer(GROUND, "Add a ground…") if course else Offer(REVOKE, "Revoke…")]
    again = sum(find.gone is not None for find in row.finds)
    new = sum(find.gone is None and bool(find.device.serial) for find in row.finds)
    made = [Offer(AGAIN, f"Record {again:,} found again…")] if again else []
    made += [Offer(DECLARE, f"Record {new:,} as found…")] if new else []
    if row.perhaps or not made:
        return [note, *made]
    return [*made, note]


def note_text(found: Compared, row: Difference) -> str:
    """A note that asks the customer, to be changed before it is kept."""
    one, names = row.exemption, [find.device.serial or find.device.name for find in row.finds]
    some = first_of(names, NAMED)
    newest = found.inventory.newest
    of = f", newest check-in {on_screen(newest)}" if newest is not None else ""
    begin = f"Inventory {names_of(found.inventory)}{of}: {row.title}"
    if row.kind == VERSION:
        assert one is not None
        return (
            f"{begin} in version {versions(row)} where {one.product.version} was approved, on "
            f"{some}. Ask the customer why and since when."
        )
    if row.kind == UNDECLARED:
        return f"{begin} found on devices that are not declared: {some}. Ask the customer."
    return (
        f"{begin} not seen on {some}. Absent is not removed: ask the customer whether and when it "
        f"was removed, and who confirms it."
    )


def why_words(found: Compared, row: Difference) -> str:
    """What a revocation would say of another version; its reviewer completes it."""
    one = row.exemption
    assert one is not None
    newest = found.inventory.newest
    on = f" of {on_screen(newest)}" if newest is not None else ""
    return (
        f"The inventory{on} shows {row.title} in version {versions(row)} on "
        f"{amount(len(row.finds), 'device')}; version {one.product.version} was approved."
    )


def removal_words(found: Compared, row: Difference) -> str:
    """Above the devices of a removal."""
    return (
        f"Only the {amount(len(row.finds), 'device')} on which {names_of(found.inventory)} does "
        f"not show it are listed; none is ticked. {CONFIRMS}"
    )


def of_kind(rows: Sequence[Difference], kind: str) -> list[Difference]:
    """The rows of a counter."""
    return [row for row in rows if kind in (ALL, row.kind)]
