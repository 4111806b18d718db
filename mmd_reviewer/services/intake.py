"""Intake: from read files to cases, planned first and then stored as one deed (rules A1 to A5)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from mmd_reviewer.domain import intake
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.case_fold import fold
from mmd_reviewer.domain.deed import Change, Job, Written, collector_at_rest
from mmd_reviewer.domain.disposal import disposed_of
from mmd_reviewer.domain.errors import CaseChangedElsewhere
from mmd_reviewer.domain.fact import (
    Author,
    Body,
    RequestAmended,
    RequestReceived,
    TicketNotesReceived,
)
from mmd_reviewer.domain.identity import identities
from mmd_reviewer.domain.intake import (
    Imported,
    Plan,
    PlannedRow,
    ReadFile,
    ReadRow,
    StandingLetter,
    check_typed_in,
)
from mmd_reviewer.domain.known_case import HAND, key_of, known_case
from mmd_reviewer.domain.planned_row import completed, planned_row, without_placeholder
from mmd_reviewer.domain.request import Request, one_line
from mmd_reviewer.domain.standing_letter import standing_letters
from mmd_reviewer.domain.timeline_reading import read_timeline
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.recording import chain, new_deed

STEP = 1000


def plan_import(
    desk: Desk, files: Sequence[ReadFile], customer: str = "", job: Job | None = None
) -> Plan:
    """What importing the files would do, row by row; nothing is stored."""
    with collector_at_rest():
        return _plan(desk, files, customer, job or Job())


def _plan(desk: Desk, files: Sequence[ReadFile], customer: str, job: Job) -> Plan:
    now = desk.moment()
    edition, customers = now.edition, now.issuer.customers
    requests: list[tuple[ReadFile, ReadRow, Request | None, tuple[str, ...]]] = []
    types: dict[str, str] = {}
    spellings: dict[str, tuple[str, ...]] = {}
    for file in files:
        for row in file.rows:
            named = customer if file.reading.customer_by_mail else ""
            request = row.request
            if request is not None and not row.notes_only:
                request = completed(request, edition, named, customer, types)
            if request is None:
                requests.append((file, row, None, ()))
                continue
            if request.customer not in spellings:
                spellings[request.customer] = customers.spellings(request.customer)
            requests.append((file, row, request, identities(request, spellings[request.customer])))
    known = desk.store.known({key for *_, keys in requests for key in keys})
    versions = {key: known_case(facts) for key, facts in known.items()}
    gone = disposed_of(now.desk_facts)
    standing: list[StandingLetter] = []
    planned: list[PlannedRow] = []
    for done, (file, row, request, keys) in enumerate(requests):
        if not done % STEP:
            job.step(done, len(requests))
        key = key_of(request, keys, versions, customers) if request else ""
        buried = (
            next((gone[name] for name in keys if name in gone), None) if key not in known else None
        )
        if buried is not None:
            planned.append(
                PlannedRow(
                    file.file, row.row, intake.SKIPPED, buried.in_words(), request, buried.body.case
                )
            )
            continue
        if request is not None and request.posts and key in known:
            standing += standing_letters(fold(known[key]), request.posts)
        planned.append(
            planned_row(file, row, without_placeholder(request), key, versions, customers)
        )
    problems = tuple(problem for file in files for problem in file.problems)
    problems += tuple(row.problem for row in planned if row.problem)
    readings = tuple((file.file, file.reading) for file in files)
    counts = Counter(row.result for row in planned)
    return Plan(tuple(planned), problems, readings, counts, tuple(dict.fromkeys(standing)))


def carry_out(desk: Desk, plan: Plan, job: Job | None = None) -> Imported:
    """Store what the plan says as one deed and one transaction;
    cancelled, nothing is left behind.
    """
    desk.seen.check_many()
    job = job or Job()
    with collector_at_rest():
        try:
            numbers = _store(desk, plan, job)
        except (
            CaseChangedElsewhere
        ):  # another window took a number meanwhile: once more, with fresh ones
            numbers = _store(desk, plan, job)
    counts = plan.counts
    return Imported(
        rows=len(plan.rows),
        imported=counts[intake.NEW],
        amended=counts[intake.AMENDED],
        skipped=counts[intake.SKIPPED],
        failed=counts[intake.FAILED],
        problems=plan.problems,
        cases=tuple(dict.fromkeys(numbers)),
    )


def _store(desk: Desk, plan: Plan, job: Job) -> list[str]:
    standing = desk.standing()
    author = Author(
        desk.reviewer, standing.station, desk.clock.today(standing.zone), desk.clock.now()
    )
    deed = new_deed()
    running = desk.highest_number()
    known = desk.store.known(
        {row.key for row in plan.rows if row.result != intake.NEW and row.stores}
    )
    heads: dict[str, tuple[str, ...]] = {key: fold(facts).heads for key, facts in known.items()}
    written: dict[str, list[Written]] = {}
    numbers: dict[str, str] = {}
    stored: list[str] = []
    wanted = [row for row in plan.rows if row.stores]
    for done, row in enumerate(wanted):
        if not done % STEP:
            job.step(done, 2 * len(wanted))
        assert row.request is not None
        if row.result == intake.NEW:
            running += 1
            numbers[row.key] = f"{standing.station}-{running:04d}"
            body: Body = RequestReceived(numbers[row.key], row.request, row.file)
        elif row.notes:
            body = TicketNotesReceived(row.notes, row.file)
        else:
            body = RequestAmended(row.request, row.file, row.said)
        facts = chain(row.key, heads.get(row.key, ()), deed, author, (body,))
        heads[row.key] = (facts[-1].fact.id,)
        written.setdefault(row.key, []).extend(facts)
        stored.append(numbers.get(row.key) or row.number)
    changes = [Change(known.get(key, ()), tuple(facts)) for key, facts in written.items()]
    if changes:
        desk.seen.own.update(row.fact.id for change in changes for row in change.written)
        desk.store.record(
            changes,
            job=Job(lambda done, total: job.progress(total + done, 2 * total), job.cancelled),
        )
    return stored


def receive(
    desk: Desk,
    *,
    customer: str,
    type_words: str,
    title: str,
    requirement: str,
    proposal: str,
    timeline: str,
    ticket: str = "",
    contact: str = "",
    email: str = "",
    submitted: date | None = None,
) -> Case:
    """A request typed in (A1 to A5); refused if the same request is known already."""
    request = Request(
        customer=one_line(customer),
        title=one_line(title),
        type_words=one_line(type_words),
        requirement=requirement.strip(),
        proposal=proposal.strip(),
        timeline=read_timeline(timeline.strip()),
        ticket=one_line(ticket),
        contact=one_line(contact),
        email=one_line(email),
        submitted=submitted,
    )
    plan = plan_import(desk, [ReadFile(HAND, intake.Reading("typed in"), (ReadRow(1, request),))])
    row = plan.rows[0]
    check_typed_in(row)
    number = carry_out(desk, plan).cases[0]
    return desk.case(number)
