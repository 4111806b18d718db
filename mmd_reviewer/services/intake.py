"""Intake: from read files to cases, planned first and then stored as one deed (rules A1 to A5)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from mmd_reviewer.domain import intake
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.case_fold import fold
from mmd_reviewer.domain.customers import Customers
from mmd_reviewer.domain.deed import Change, Job, Written, collector_at_rest
from mmd_reviewer.domain.disposal import disposed_of
from mmd_reviewer.domain.edition import Edition
from mmd_reviewer.domain.errors import CaseChangedElsewhere, Refused
from mmd_reviewer.domain.fact import (
    Author,
    Body,
    Fact,
    RequestAmended,
    RequestReceived,
    TicketNotesReceived,
)
from mmd_reviewer.domain.identity import by_ticket_alone, damaged, identities, reference
from mmd_reviewer.domain.intake import (
    Imported,
    Plan,
    PlannedRow,
    Problem,
    ReadFile,
    ReadRow,
    StandingLetter,
    check_typed_in,
)
from mmd_reviewer.domain.period import count
from mmd_reviewer.domain.request import (
    DETAIL_NAMES,
    Post,
    Request,
    changed_details,
    check_text,
    missing,
    one_line,
    recognise_type,
    same_contact,
    same_words,
)
from mmd_reviewer.domain.standing_letter import standing_letters
from mmd_reviewer.domain.timeline_reading import read_timeline
from mmd_reviewer.domain.triage import TOLD
from mmd_reviewer.services.desk import Desk, chain, new_deed

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
                request = _completed(request, edition, named, customer, types)
            if request is None:
                requests.append((file, row, None, ()))
                continue
            if request.customer not in spellings:
                spellings[request.customer] = customers.spellings(request.customer)
            requests.append((file, row, request, identities(request, spellings[request.customer])))
    known = desk.store.known({key for *_, keys in requests for key in keys})
    versions = {key: _versions(facts) for key, facts in known.items()}
    gone = disposed_of(now.desk_facts)
    standing: list[StandingLetter] = []
    planned: list[PlannedRow] = []
    for done, (file, row, request, keys) in enumerate(requests):
        if not done % STEP:
            job.step(done, len(requests))
        key = _key(request, keys, versions, customers) if request else ""
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
        planned.append(_planned(file, row, _without_placeholder(request), key, versions, customers))
    problems = tuple(problem for file in files for problem in file.problems)
    problems += tuple(row.problem for row in planned if row.problem)
    readings = tuple((file.file, file.reading) for file in files)
    counts = Counter(row.result for row in planned)
    return Plan(tuple(planned), problems, readings, counts, tuple(dict.fromkeys(standing)))


def _key(
    request: Request, keys: Sequence[str], known: Mapping[str, _Known], customers: Customers
) -> str:
    """Under which key the case of this request is found, or will be kept (A5).

    Today's identity by any of the customer's spellings; an earlier rule's only for the same
    customer.
    """
    if len(keys) == 1:
        return keys[0]
    placeholder = by_ticket_alone(request.ticket) if not reference(request.ticket) else ""
    for key in keys:
        case = known.get(key)
        if case is None or not case.is_of(request.customer, customers):
            continue
        if key != placeholder or any(same_words(request, text) for text in case.texts):
            return (
                key  # what once was taken for one case by a placeholder never takes in more words
            )
    return keys[0]


@dataclass(slots=True)
class _Known:
    """The texts of a case so far, those of this import included;
    `contacts`: everything that named one.
    """

    number: str
    texts: list[Request] = field(default_factory=list)
    contacts: list[Request] = field(default_factory=list)
    exported: Request | None = None  # what the newest file said; what was typed in since is kept
    posts: set[Post] = field(default_factory=set)  # notes of the ticket, from all files
    came_under: str = ""  # the customer as it was read, before a reviewer corrected it

    def is_of(self, customer: str, customers: Customers) -> bool:
        """Is it a case of that customer?"""
        return any(
            customers.same(name, customer)
            for name in (self.texts[0].customer, self.came_under)
            if name
        )


def _versions(facts: Sequence[Fact]) -> _Known:
    case = fold(facts)
    bodies = [
        fact.body
        for fact in case.counting
        if isinstance(fact.body, RequestReceived | RequestAmended)
    ]
    exported = [request for request in map(_said, bodies) if request is not None]
    texts = [version.request for version in case.versions]
    first = next(fact.body for fact in case.facts if isinstance(fact.body, RequestReceived))
    posts = {post for text in texts for post in text.posts}
    contacts = [body.request for body in bodies]
    return _Known(
        case.number,
        texts,
        contacts,
        exported[-1] if exported else None,
        posts,
        first.request.customer,
    )


def _said(body: RequestReceived | RequestAmended) -> Request | None:
    """What the file of a version said; None of one that was typed in."""
    if body.source in (HAND, *TOLD):
        return None
    return (body.said if isinstance(body, RequestAmended) else None) or body.request


def _only_what_differs(export: Request, request: Request, newest: Request) -> Request:
    """An export amends only what differs from the export before it (C8):
    the rest stays as it is now.
    """
    changed = changed_details(export, request)
    kept = {
        name: getattr(newest, name)
        for name in ("title", "requirement", "proposal", "timeline")
        if name not in changed
    }
    if "type" not in changed:
        kept |= {"type": newest.type, "type_words": newest.type_words}
    return replace(request, **kept)


def _completed(
    request: Request, edition: Edition, named: str, fallback: str, types: dict[str, str]
) -> Request:
    """The customer is `named`, else the row's, else `fallback`.

    `types` keeps the words met so far and what they mean, as a table says the same few again and
    again.
    """
    words = request.type_words
    if words not in types:
        types[words] = recognise_type(words, edition)
    return replace(
        request,
        customer=one_line(named) or one_line(request.customer) or one_line(fallback),
        type=types[words],
        ticket=one_line(request.ticket),
        **_folded(request),
    )


def _without_placeholder(request: Request | None) -> Request | None:
    """What is no reference is dropped;
    of a number that a spreadsheet damaged the rest is kept to look at.
    """
    if request is None or not request.ticket or reference(request.ticket):
        return request
    notes = (
        {**request.notes, "Ticket": request.ticket} if damaged(request.ticket) else request.notes
    )
    return replace(request, ticket="", notes=notes)


ONE_LINE = ("title", "contact", "email", "severity")
HAND = "hand"  # the source of what was typed in


def _folded(request: Request) -> dict[str, Any]:
    """The one-line fields into which line ends were pasted, each on one line."""
    lines = {name: getattr(request, name) for name in ONE_LINE}
    return {
        name: one_line(text)
        for name, text in lines.items()
        if not text.isprintable() or text != text.strip()
    }


def _planned(
    file: ReadFile,
    row: ReadRow,
    request: Request | None,
    key: str,
    versions: dict[str, _Known],
    customers: Customers,
) -> PlannedRow:
    if row.problem is not None:
        return PlannedRow(
            file.file, row.row, intake.FAILED, row.problem.message, request, problem=row.problem
        )
    if request is None:
        return PlannedRow(file.file, row.row, intake.SKIPPED, row.skipped, None)
    known = versions.get(key)
    if row.notes_only:
        return _notes_planned(file, row, request, key, known)
    if (
        known is not None and not request.customer
    ):  # a partner's ticket, whose customer was given before
        request = replace(request, customer=known.texts[-1].customer)
    try:
        check_text(request)
    except Refused as refusal:
        problem = Problem(file.file, row.row, _column(file, refusal.field), refusal.message)
        return PlannedRow(
            file.file, row.row, intake.FAILED, refusal.message, request, problem=problem
        )
    lacking = missing(request)
    if known is None:
        versions[key] = _Known("", [request], [request], posts=set(request.posts))
        names = " and ".join(DETAIL_NAMES[name] for name in lacking)
        why = f"{names[:1].upper()}{names[1:]} missing" if names else ""
        return PlannedRow(file.file, row.row, intake.NEW, why, request, key, missing=lacking)
    name = known.number or "a row above"
    theirs = known.texts[0].customer
    if not known.is_of(request.customer, customers):
        message = (
            f"{name} is a case of {theirs}, this row says {request.customer}: join the two "
            f"spellings, or correct "
            "the row."
        )
        problem = Problem(file.file, row.row, _column(file, "customer"), message)
        return PlannedRow(file.file, row.row, intake.FAILED, message, request, problem=problem)
    before, said = known.texts[-1], request
    if any(same_words(request, text) for text in known.texts):
        return _unchanged(file, row, request, key, known)
    if known.exported is not None and file.file != HAND:
        known.exported, request = request, _only_what_differs(known.exported, request, before)
        if same_words(request, before):
            return _unchanged(file, row, request, key, known)
    changed = changed_details(before, request)
    known.texts.append(request)
    known.contacts.append(request)
    known.posts |= set(request.posts)
    why = f"{name}, {' and '.join(changed)} changed"
    return PlannedRow(
        file.file,
        row.row,
        intake.AMENDED,
        why,
        request,
        key,
        known.number,
        lacking,
        changed,
        before,
        said=said if said != request else None,
    )


def _unchanged(
    file: ReadFile, row: ReadRow, request: Request, key: str, known: _Known
) -> PlannedRow:
    """The customer's words are known; notes of the ticket, or the contact, may be new."""
    name = known.number or "a row above"
    new = tuple(post for post in request.posts if post not in known.posts)
    known.posts |= set(new)
    before = known.texts[-1]
    if (
        file.file != HAND
        and request.contact
        and not any(same_contact(request, text) for text in known.contacts)
    ):
        posts = tuple(dict.fromkeys((*before.posts, *new)))
        newest = replace(before, contact=request.contact, email=request.email, posts=posts)
        known.contacts.append(newest)
        return PlannedRow(
            file.file,
            row.row,
            intake.AMENDED,
            f"{name}, contact changed",
            newest,
            key,
            known.number,
            missing(newest),
            ("contact",),
            before,
        )
    why = (
        f"{name}, {count(len(new), 'new note')} of the ticket"
        if new
        else f"{name}, nothing changed"
    )
    return PlannedRow(
        file.file, row.row, intake.SKIPPED, why, request, key, known.number, notes=new
    )


def _notes_planned(
    file: ReadFile, row: ReadRow, request: Request, key: str, known: _Known | None
) -> PlannedRow:
    """The notes of a ticket alone: of a case that is known."""
    if known is None:
        message = (
            f"These are the notes of ticket {request.ticket}, and no case has it: import the "
            f"ticket first."
        )
        problem = Problem(file.file, row.row, "", message)
        return PlannedRow(file.file, row.row, intake.FAILED, message, request, problem=problem)
    try:
        check_text(replace(request, customer=known.texts[-1].customer))
    except Refused as refusal:
        problem = Problem(file.file, row.row, _column(file, refusal.field), refusal.message)
        return PlannedRow(
            file.file, row.row, intake.FAILED, refusal.message, request, problem=problem
        )
    return replace(_unchanged(file, row, request, key, known), notes_only=True)


def _column(file: ReadFile, field: str) -> str:
    wanted = {"type_words": "Exemption type"}.get(field, field[:1].upper() + field[1:])
    return next((theirs for theirs, ours in file.reading.mapping if ours == wanted), wanted)


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
