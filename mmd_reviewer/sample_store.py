"""The sample cases: a portal export and a CSV, imported,
triaged, assessed and decided as a reviewer would.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from mmd_reviewer import paths
from mmd_reviewer.bootstrap import on_the_way, open_desk
from mmd_reviewer.domain.assessment import HOLDS
from mmd_reviewer.domain.case import APPROVALS
from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.deed import Job
from mmd_reviewer.domain.intake import Imported
from mmd_reviewer.domain.request_queue import QueueFilter
from mmd_reviewer.readers import read_file
from mmd_reviewer.sample_course import play_course
from mmd_reviewer.services import (
    assessment,
    decision,
    desk_settings,
    intake,
    letter,
    request_queue,
    second_assessment,
)
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.settings import Choices, file_of

FILES = ("portal-tickets.json", "requests.csv", "portal-amended.json")
SECOND_PERSON = "Tomas Aldana"
LAST_READ = "requests.csv"  # the steps come after it: the third file amends what they decided


@dataclass(frozen=True, slots=True)
class Filled:
    """What was made: the desk on the sample store,
    the counts of each import, the letters issued.
    """

    desk: Desk
    imports: Mapping[str, Imported]
    letters: tuple[str, ...]


def sample_script() -> Mapping[str, Any]:
    """The day, the reviewer and the steps of the sample store."""
    script: Mapping[str, Any] = json.loads(
        (paths.resources() / "samples" / "demo.json").read_bytes()
    )
    return script


def sample_choices(store: Path) -> Choices:
    """The sample store's day, reviewer and zone."""
    script = sample_script()
    return Choices(
        store, date.fromisoformat(script["day"]), script["reviewer"], "Europe/Brussels", sample=True
    )


def sample_file() -> Path:
    """Where the samples have a store of their own, beside the usual one."""
    return paths.user_data() / "sample.sqlite"


def make_sample(job: Job) -> Choices:
    """The store of samples, filled when it is asked for first; cancelled, nothing is left of it."""
    store = sample_file()
    if not store.exists():
        with on_the_way(store) as part:
            desk = open_desk(sample_choices(part), create=True)
            try:
                play_into(desk, job)
            finally:
                desk.store.close()
            part.rename(store)
    return sample_choices(store)


def assessed_twice(choices: Choices, folder: Path) -> Choices:
    """A copy of a sample store, opened by a second person: one decision wants a second assessment,
    one has it and it differs.
    """
    second = folder / "second.sqlite"
    copy = replace(choices, store=second, reviewer=SECOND_PERSON)
    shutil.copy(file_of(choices.store), second)
    desk = open_desk(copy)
    first = replace(desk, reviewer=choices.reviewer)
    rows = desk.store.page(QueueFilter(state="in_assessment"), desk.today(), 200)
    cases = [desk.case(row.number) for row in rows]
    found = {case.number: assessment.recommendation(desk, case) for case in cases}
    wanted = next(case for case in cases if found[case.number].if_open_holds)
    case = next(case for case in cases if found[case.number].outcome in APPROVALS)
    types = {wanted.newest.type, case.newest.type}
    desk_settings.change(first, {"second_types": ",".join(types)})
    holding = {"conditions": {row.code: HOLDS for row in desk.edition(desk.today()).conditions}}
    wanted = assessment.answer(first, wanted, holding)
    for one in (wanted, case):
        outcome = assessment.recommendation(first, one).outcome
        decision.make(first, one, Proposal(outcome))
    answers = case.answers
    conditions = {**answers.findings, "stability": "broken"}
    notes = {"stability": "Its driver hung 12 devices of another customer in October."}
    data = {**answers.factors, "conditions": conditions, "notes": notes}
    second_assessment.assess(desk, desk.case(case.number), data)
    desk.store.close()
    return copy


def every_kind(desk: Desk, folder: Path) -> Filled:
    """A copy of the sample store in which more is done, for the kinds of letters that the samples
    have none of: on the day of the samples, and a month later what waits so long.
    """
    copy = folder / "every-kind.sqlite"
    desk.store.copy_to(copy, datetime.now(UTC))
    there = open_desk(sample_choices(copy))
    day = date.fromisoformat(sample_script()["day"])
    letters = play_course(there, day, Job(), "every-kind.json")
    return Filled(there, {}, tuple(letters))


def fill(choices: Choices) -> Filled:
    """Import the sample files into a new store and do the script's steps."""
    return play_into(open_desk(choices, create=True))


def play_into(desk: Desk, job: Job | None = None) -> Filled:
    """Import the sample files and do the script's steps on the day of the desk;
    cancelled, the rest is left out.
    """
    job = job or Job()
    script = sample_script()
    imports: dict[str, Imported] = {}
    letters: list[str] = []
    for name in FILES:
        file = read_file(paths.resources() / "samples" / name, desk.standing().zone, Job())
        imports[name] = intake.carry_out(desk, intake.plan_import(desk, [file]))
        for done, step in enumerate(script["steps"]):
            job.step(done, len(script["steps"]))
            if step.get("after", LAST_READ) == name:
                letters += _play(desk, step)
    letters += play_course(desk, date.fromisoformat(script["day"]), job)
    return Filled(desk, imports, tuple(letters))


def _play(desk: Desk, step: Mapping[str, Any]) -> list[str]:
    case = desk.case(step["ticket"])
    if "assign" in step:
        request_queue.assign(desk, [case], step["assign"])
    if "judge" in step:
        request_queue.judge(
            desk,
            desk.case(step["ticket"]),
            step["judge"]["detail"],
            sufficient=False,
            why=step["judge"]["why"],
        )
    if "note" in step:
        request_queue.note(desk, desk.case(step["ticket"]), step["note"])
    if "answers" in step:
        assessment.answer(desk, desk.case(step["ticket"]), step["answers"])
    if "decide" in step:
        wish = dict(step["decide"])
        if "until" in wish:
            wish["until"] = date.fromisoformat(wish["until"])
        decision.make(desk, desk.case(step["ticket"]), Proposal(**wish))
    if "park" in step:
        until = date.fromisoformat(step["park"]["until"])
        request_queue.park(desk, [desk.case(step["ticket"])], until, step["park"]["reason"])
    if step.get("letter"):
        _, issued = letter.issue(desk, desk.case(step["ticket"]))
        return [issued.record.number]
    return []
