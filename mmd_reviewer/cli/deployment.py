"""`deploy`: an approval goes into force on devices (rule D1)."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import Any

from mmd_reviewer.cli import answers
from mmd_reviewer.cli.answers import Answer
from mmd_reviewer.cli.command import NUMBER, READING, arg, command, day
from mmd_reviewer.cli.reading_words import reading_json, reading_lines
from mmd_reviewer.domain.device import DeviceFile
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.history import tell
from mmd_reviewer.domain.intake import ReadWish
from mmd_reviewer.readers.device_files import TWICE, read_devices
from mmd_reviewer.services import deployment
from mmd_reviewer.services.desk import Desk


@command(
    "deploy",
    "an approval is in force on devices",
    "deploy A-0142 --on 2026-12-01 --devices devices.csv",
    NUMBER,
    arg("--on", type=day, required=True, metavar="D"),
    arg(
        "--devices",
        type=Path,
        default=None,
        metavar="FILE",
        help="JSON, CSV, XLSX, or serial numbers",
    ),
    *READING,
)
def deploy(options: argparse.Namespace, desk: Desk) -> Answer:
    """An approval goes into force on the devices of a list, if there is one."""
    case = desk.case(options.number)
    found = DeviceFile((), ())
    if options.devices:
        found = read_devices(options.devices, ReadWish(options.encoding, options.sheet))
        _check_whole(found, "D1")
    case = deployment.deploy(desk, case, options.on, found.devices)
    data: dict[str, Any] = {"number": case.number, "deployment": answers.deployment_json(case)}
    lines = [f"{case.number}: {tell(case.facts[-1])}"]
    if found.reading is not None:
        name = options.devices.name
        data["read_as"] = [reading_json(name, found.reading)]
        lines = [*reading_lines(name, found.reading), *lines]
    return Answer(data, "\n".join(lines))


def _check_whole(found: DeviceFile, rule: str) -> None:
    """A list with a hole records nothing."""
    if not found.problems:
        return
    first = found.problems[0]
    more = f" There are {len(found.problems)} such rows." if len(found.problems) > 1 else ""
    row = f", row {first.row}" if first.row else ""
    raise Refused(f"{first.file}{row}: {first.message}{more}", rule, "devices")


def serials_of(path: Path) -> tuple[str, ...]:
    """The serial numbers of a device list of any kind; one may stand there twice."""
    found = read_devices(path)
    wrong = tuple(problem for problem in found.problems if TWICE not in problem.message)
    _check_whole(replace(found, problems=wrong), "C1")
    return tuple(dict.fromkeys(device.serial for device in found.devices))


COMMANDS = (deploy,)
