"""Devices of a case and their cover, from `removal` to `device` (rules D6, D9)."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from mmd_reviewer.cli.answers import Answer
from mmd_reviewer.cli.command import NUMBER, arg, command, day, facts_answer, listed, on_case
from mmd_reviewer.domain import cover as domain_cover
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.device import Device
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.services import removal as removals
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.read.customer_words import device_words
from mmd_reviewer.services.read.device_page import (
    DevicePage,
    course_words,
    former_words,
    read_device,
    told_words,
)


@command(
    "removal",
    "record that devices no longer carry the exemption",
    'removal A-0142 --devices all --on 2026-12-01 --confirmed-by "Jana Hofer"',
    NUMBER,
    arg("--devices", required=True, metavar="SERIALS", help="serial numbers with commas, or all"),
    arg("--on", type=day, required=True, metavar="D"),
    arg("--confirmed-by", required=True, metavar="WHO"),
    arg("--by", choices=("customer", "service"), default="customer"),
    arg("--left-service", action="store_true", help="scrapped, lost or unenrolled"),
    arg(
        "--reinstate",
        default="",
        metavar="REASON",
        help="after the deadline: give cover back as well",
    ),
)
@on_case
def removal(options: argparse.Namespace, desk: Desk, case: Case) -> Case:
    """Devices are clean, as somebody confirmed."""
    return removals.confirm_removal(
        desk,
        case,
        _serials(options.devices),
        options.on,
        options.confirmed_by,
        by_service=options.by == "service",
        left_service=options.left_service,
        reinstate=options.reinstate,
    )


def _serials(text: str) -> list[str]:
    """Serial numbers with commas, or `all`; an empty list would mean all to the deed (D6)."""
    if text.strip().casefold() == "all":
        return []
    serials = listed(text)
    if not serials:
        raise Refused("Name the devices, or say all.", "D6", "devices")
    return serials


consent = command(
    "consent",
    "record the customer's consent to a removal by the service",
    'consent A-0142 --by "Jana Hofer" --on 2026-12-01 --text "Please remove it"',
    NUMBER,
    arg("--by", required=True, metavar="WHO"),
    arg("--on", type=day, required=True, metavar="D"),
    arg("--text", required=True),
)(on_case(lambda o, desk, case: removals.record_consent(desk, case, o.by, o.on, o.text)))


@command(
    "found",
    "a device carries it again",
    'found A-0142 --devices 5CG1 --on 2026-12-03 --by "Ines Moreau"',
    NUMBER,
    arg("--devices", required=True, metavar="SERIALS", help="serial numbers with commas"),
    arg("--on", type=day, required=True, metavar="D"),
    arg("--by", required=True, metavar="WHO"),
    arg("--undeclared", action="store_true", help="they were never deployed: they join it"),
    arg("--manufacturer", default="", help="with --undeclared"),
    arg("--model", default="", help="with --undeclared"),
)
@on_case
def found(options: argparse.Namespace, desk: Desk, case: Case) -> Case:
    """Devices carry it again, or, undeclared, were never deployed and join it (D9)."""
    serials = listed(options.devices)
    if options.undeclared:
        machines = [Device(serial, options.manufacturer, options.model) for serial in serials]
        return removals.join_devices(desk, case, machines, options.on, options.by)
    return removals.found_again(desk, case, serials, options.on, options.by)


@command(
    "exchange",
    "one machine in place of another, or with --same-machine a corrected serial number (rule D9)",
    'exchange A-0142 --device 5CG1 --to 5CG2 --on 2026-12-03 --reason "Repaired by exchange"',
    NUMBER,
    arg("--device", required=True, metavar="SERIAL"),
    arg("--to", required=True, metavar="SERIAL"),
    arg("--manufacturer", default=""),
    arg("--model", default=""),
    arg("--on", type=day, default=None, metavar="D", help="the day of the exchange; else today"),
    arg("--reason", required=True),
    arg("--same-machine", action="store_true", help="it was listed under a wrong serial number"),
)
def exchange(options: argparse.Namespace, desk: Desk) -> Answer:
    """A device exchanged, or its serial number corrected."""
    case = desk.case(options.number)
    new = Device(options.to.strip(), options.manufacturer, options.model)
    if options.same_machine:
        case = removals.correct_serial(desk, case, options.device, new, options.reason)
    else:
        case = removals.exchange(
            desk, case, options.device, new, options.on or desk.today(), options.reason
        )
    return facts_answer((case,))


reinstate = command(
    "reinstate",
    "give cover back to devices that no longer carry the exemption",
    'reinstate A-0142 --devices all --reason "Removed on day 93"',
    NUMBER,
    arg("--devices", required=True, metavar="SERIALS", help="serial numbers with commas, or all"),
    arg("--reason", required=True),
)(on_case(lambda o, desk, case: removals.reinstate(desk, case, _serials(o.devices), o.reason)))


@command(
    "cover",
    "the cover of every device on a day",
    "cover A-0142 --on 2027-02-21",
    NUMBER,
    arg("--on", type=day, default=None, metavar="D"),
)
def cover(options: argparse.Namespace, desk: Desk) -> Answer:
    """The cover of every device on a day."""
    day = options.on or desk.today()
    rows = domain_cover.cover(desk.case(options.number), day)
    data = [
        {
            "serial": row.device.serial,
            "name": row.device.name,
            "state": row.state,
            "since": row.since.isoformat() if row.since else None,
        }
        for row in rows
    ]
    lines = [f"{row.device.serial:<20} {row.state:<12} {row.since or ''}".rstrip() for row in rows]
    return Answer(data, "\n".join(lines) or "No device is listed.")


@command(
    "device",
    "one device: its exemptions, its cover, earlier serial numbers, letters that told of it",
    "device 5CG1 --on 2027-02-21",
    arg("serial", metavar="SERIAL", help="its serial number, an earlier one, or its name"),
    arg("--on", type=day, default=None, metavar="D"),
)
def device(options: argparse.Namespace, desk: Desk) -> Answer:
    """What every exemption means for the cover of one device; across them it has the worst (D9)."""
    page = read_device(desk, options.serial, options.on)
    machine = page.device
    data = {
        "serial": machine.serial,
        "name": machine.name,
        "manufacturer": machine.manufacturer,
        "model": machine.model,
        "state": page.worst.state,
        "since": page.worst.since.isoformat() if page.worst.since else None,
        "earlier": [
            {"serial": row.device.serial, "how": row.how, "on": row.on.isoformat()}
            for row in page.formers
        ],
        "cases": [
            {
                "number": row.case.number,
                "customer": row.case.request.customer,
                "title": row.case.request.heading(),
                "case_state": row.state,
                "carries": row.carries,
                "carried_since": row.since.isoformat() if row.since else None,
                "state": row.cover.state,
                "since": row.cover.since.isoformat() if row.cover.since else None,
                "told": [
                    {"letter": told.letter, "kind": told.kind, "on": told.on.isoformat()}
                    for told in row.told
                ],
            }
            for row in page.carried
        ],
    }
    return Answer(data, "\n".join(_device_lines(page)))


def _device_lines(page: DevicePage) -> Iterator[str]:
    yield f"{page.device.serial} on {page.day}: {page.worst.state}"
    named = " ".join(part for part in (page.device.name, device_words(page.device)) if part)
    if named:
        yield named
    for row in page.carried:
        case, since = row.case, row.cover.since or ""
        yield f"{case.number}  {row.cover.state:<12} {since!s:<10}  {course_words(row)}".rstrip()
        yield f"  {case.request.customer}: {' '.join(case.request.heading().split())}"
        yield from (f"  {told_words(told)}" for told in row.told)
    yield from (f"Before: {former_words(row)}" for row in page.formers)


COMMANDS = (removal, consent, found, exchange, reinstate, cover, device)
