"""Commands that read files of requests and devices: `import`, `deploy`."""

from __future__ import annotations

import argparse
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from mmd_reviewer.bootstrap import open_desk
from mmd_reviewer.cli import answers
from mmd_reviewer.cli.answers import Answer
from mmd_reviewer.cli.reading_words import reading_json, reading_lines
from mmd_reviewer.cli.windows import Windows
from mmd_reviewer.domain.deed import Job
from mmd_reviewer.domain.device import DeviceFile
from mmd_reviewer.domain.errors import CaseChangedElsewhere, Refused
from mmd_reviewer.domain.history import tell
from mmd_reviewer.domain.intake import FAILED, SKIPPED, Imported, ReadWish
from mmd_reviewer.domain.period import count
from mmd_reviewer.readers import read_file
from mmd_reviewer.readers.device_files import TWICE, read_devices
from mmd_reviewer.services import deployment, intake
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.settings import Choices


def import_files(options: argparse.Namespace, choices: Choices, windows: Windows) -> Answer:
    """Requests from files; what was assumed of each file is said."""
    if options.dry_run and not choices.store.exists():
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            return _import_into(options, open_desk(replace(choices, store=Path(folder) / "none.sqlite"), create=True))
    return _import_into(options, open_desk(choices, create=True))


def _import_into(options: argparse.Namespace, desk: Desk) -> Answer:
    job = job_of(options, "Reading")
    zone = desk.standing().zone
    wish = ReadWish(options.encoding, options.sheet)
    files = [read_file(path, zone, job, wish) for path in options.files]
    plan = intake.plan_import(desk, files, options.customer, job)
    if options.dry_run:
        counts = plan.counts
        done = Imported(
            len(plan.rows), counts["new"], counts["amended"], counts["skipped"], counts[FAILED], plan.problems, ()
        )
    else:
        try:
            done = intake.carry_out(desk, plan, job_of(options, "Storing"))
        except CaseChangedElsewhere:  # another import was first: what it brought is known now
            plan = intake.plan_import(desk, files, options.customer, job)
            done = intake.carry_out(desk, plan, job_of(options, "Storing"))
    words = "would be" if options.dry_run else "were"
    text = (
        f"{count(done.rows, 'row')}: {done.imported} {words} imported, {done.amended} amended, "
        f"{done.skipped} skipped, {done.failed} refused."
    )
    lines = [line for file in files for line in reading_lines(file.file, file.reading)] + [text]
    lines += [
        f"  {letter.words()} dispatch {letter.letter} --on {letter.on} --reference {letter.reference}"
        for letter in plan.dispatches
    ]
    shown = plan.rows if options.dry_run else [row for row in plan.rows if row.result == SKIPPED]
    lines += [f"  {row.file} row {row.row}: {row.result}{f' ({row.why})' if row.why else ''}" for row in shown[:200]]
    lines += [f"  and {len(shown) - 200} more"] if len(shown) > 200 else []
    problems = tuple(_problem_words(problem) for problem in done.problems)
    refused = bool(done.problems) and done.rows == done.failed
    data = {
        **answers.imported_json(done),
        **answers.plan_json(plan),
        "read_as": [reading_json(file.file, file.reading, file.rows) for file in files],
    }
    return Answer(data, "\n".join(lines), 2 if refused else bool(done.problems), problems)


def _problem_words(problem: Any) -> str:
    row = f", row {problem.row}" if problem.row else ""
    column = f", column {problem.column}" if problem.column else ""
    return f"{problem.file}{row}{column}: {problem.message}"


def deploy(options: argparse.Namespace, choices: Choices, windows: Windows) -> Answer:
    """An approval goes into force on the devices of a list, if there is one."""
    desk = open_desk(choices)
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


def job_of(options: argparse.Namespace, word: str) -> Job:
    """Progress on stderr where a person looks at it."""
    if options.quiet or options.json or not sys.stderr.isatty():
        return Job()

    def show(done: int, total: int) -> None:
        print(f"\r{word} {done} of {total}", end="\n" if done == total else "", file=sys.stderr, flush=True)

    return Job(show)
