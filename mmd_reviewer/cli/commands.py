"""One function per command: read the options, call the deed, say what was done."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from mmd_reviewer.bootstrap import open_desk, open_store
from mmd_reviewer.cli import answers
from mmd_reviewer.cli.answers import Answer
from mmd_reviewer.cli.calendar_commands import CALENDAR_COMMANDS
from mmd_reviewer.cli.case_lines import decision_lines, flag_lines, recommendation_lines
from mmd_reviewer.cli.course_commands import COURSE_COMMANDS
from mmd_reviewer.cli.customer_commands import CUSTOMER_COMMANDS
from mmd_reviewer.cli.demo import demo, self_test
from mmd_reviewer.cli.disposal_commands import DISPOSAL_COMMANDS
from mmd_reviewer.cli.intake_commands import deploy, import_files, job_of, serials_of
from mmd_reviewer.cli.keeping_commands import KEEPING_COMMANDS
from mmd_reviewer.cli.letter_command import write_letter
from mmd_reviewer.cli.list_command import list_cases
from mmd_reviewer.cli.owed_commands import OWED_COMMANDS
from mmd_reviewer.cli.windows import Windows
from mmd_reviewer.domain.case import Case, state
from mmd_reviewer.domain.decision import NO_EXEMPTION, Proposal
from mmd_reviewer.domain.deed import Finding, Seal
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.history import tell, tell_of
from mmd_reviewer.domain.period import on_screen
from mmd_reviewer.readers.bounded import read_bounded
from mmd_reviewer.services import assessment, decision, evidence, intake, letter, request_queue
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.ports import Store
from mmd_reviewer.settings import Choices


def _new(options: argparse.Namespace, choices: Choices, windows: Windows) -> Answer:
    desk = open_desk(choices, create=True)
    case = intake.receive(
        desk,
        customer=options.customer,
        type_words=options.type,
        title=options.title,
        requirement=options.requirement,
        proposal=options.proposal,
        timeline=options.timeline,
        ticket=options.ticket,
        contact=options.contact,
        email=options.email,
        submitted=options.submitted,
    )
    return _case_answer(desk, case)


def _show(options: argparse.Namespace, choices: Choices, windows: Windows) -> Answer:
    desk = open_desk(choices)
    return _case_answer(desk, desk.case(options.number), whole=True)


def _case_answer(desk: Desk, case: Case, *, whole: bool = False) -> Answer:
    day = desk.today()
    found = assessment.recommendation(desk, case)
    data = answers.case_json(case, day, found)
    request = case.request
    edition = desk.edition(day)
    lines = [
        f"{case.number}  {state(case, day)}  {request.customer}  {request.ticket}".rstrip(),
        request.heading(),
    ]
    if whole:
        lines += [
            f"Exemption type: {edition.type_name(request.type) if request.type else request.type_words or '-'}",
            f"Requirement: {request.requirement or '-'}",
            f"Proposal: {request.proposal or '-'}",
            f"Timeline: {request.timeline.in_short()} (“{request.timeline.text}”)",
            *([f"Severity: {request.severity}"] if request.severity else []),
            *(["Customer’s text:", *(f"  {line}" for line in request.text.splitlines())] if request.text else []),
            *(f"{post.heading}: {post.text}" for post in request.posts),
            *decision_lines(case),
            *flag_lines(case, day),
            *recommendation_lines(found),
            "History:",
            *(f"  {fact.day}  {fact.by}: {tell_of(case, fact)}" for fact in case.facts),
        ]
    return Answer(data, "\n".join(lines))


def _several(deed: Callable[[argparse.Namespace, Desk, list[Case]], tuple[Case, ...]]) -> Command:
    def carry_out(options: argparse.Namespace, choices: Choices, windows: Windows) -> Answer:
        desk = open_desk(choices)
        cases = deed(options, desk, [desk.case(name) for name in dict.fromkeys(options.numbers)])
        return _facts_answer(cases)

    return carry_out


def _one(deed: Callable[[argparse.Namespace, Desk, Case], Case | tuple[Case, ...]]) -> Command:
    def carry_out(options: argparse.Namespace, choices: Choices, windows: Windows) -> Answer:
        desk = open_desk(choices)
        done = deed(options, desk, desk.case(options.number))
        return _facts_answer(done if isinstance(done, tuple) else (done,))

    return carry_out


def _facts_answer(cases: tuple[Case, ...]) -> Answer:
    """The newest fact of each case."""
    data = [{"number": case.number, **answers.history_json(case)[-1]} for case in cases]
    text = "\n".join(f"{row['number']}: {row['text']}" for row in data)
    return Answer(data[0] if len(data) == 1 else data, text)


def _assign(options: argparse.Namespace, desk: Desk, cases: list[Case]) -> tuple[Case, ...]:
    who = {"me": desk.reviewer, "nobody": ""}.get(options.to, options.to)
    return request_queue.assign(desk, cases, who)


def _judge(options: argparse.Namespace, desk: Desk, case: Case) -> Case:
    if options.choose is None:
        return request_queue.judge(desk, case, options.detail, sufficient=options.sufficient, why=options.why)
    if options.detail == "type":
        return request_queue.choose_type(desk, case, options.choose)
    if options.detail not in ("timeline", "customer"):
        raise Refused("Only type, timeline and customer are read; the other details are words.", "A1", "as")
    return request_queue.correct_reading(desk, case, **{options.detail: options.choose})


def _assess(options: argparse.Namespace, choices: Choices, windows: Windows) -> Answer:
    desk = open_desk(choices)
    case = desk.case(options.number)
    data = _answers_from(options.answers)
    if options.dry_run:
        found = assessment.try_answers(desk, case, data)
    else:
        case = assessment.answer(desk, case, data)
        found = assessment.recommendation(desk, case)
    text = "\n".join(recommendation_lines(found))
    return Answer({"number": case.number, "recommendation": answers.recommendation_json(found)}, text)


def _answers_from(name: str) -> Mapping[str, Any]:
    try:
        text = sys.stdin.read() if name == "-" else Path(name).read_text("utf-8-sig")
        data = json.loads(text)
    except OSError as error:
        raise Refused(f"{name} cannot be read: {error.strerror}.", "", "answers") from None
    except ValueError as error:
        raise Refused(f"{name} is not a JSON document: {error}.", "", "answers") from None
    if not isinstance(data, dict):
        raise Refused(f"{name} must hold one object of answers.", "", "answers")
    return data


def _decide(options: argparse.Namespace, choices: Choices, windows: Windows) -> Answer:
    desk = open_desk(choices)
    case = desk.case(options.number)
    wish = Proposal(
        outcome=options.outcome,
        reason=options.reason,
        months=options.months,
        until=options.until,
        open_ended=options.open_ended,
        terms=options.terms,
        route=options.route if options.outcome == NO_EXEMPTION else "",
        devices=serials_of(options.devices) if options.devices else (),
    )
    case = decision.make(desk, case, wish)
    assert case.decision is not None
    return Answer({"number": case.number, **answers.decision_json(case.decision)}, tell(case.facts[-1]))


def _of_letter(desk: Desk, number: str) -> Case:
    return desk.case(number.rpartition("-L")[0] or number)


def _printed(options: argparse.Namespace, choices: Choices, windows: Windows) -> Answer:
    desk = open_desk(choices)
    return _facts_answer((letter.printed(desk, _of_letter(desk, options.letter), options.letter),))


def _dispatch(options: argparse.Namespace, choices: Choices, windows: Windows) -> Answer:
    desk = open_desk(choices)
    case, number = _of_letter(desk, options.letter), options.letter
    if options.correct:
        case = letter.correct_dispatch(
            desk, case, number, options.on, options.reference, options.correct, taken_back=options.taken_back
        )
    else:
        case = letter.dispatched(desk, case, number, options.on, options.reference, options.to, options.reason)
    return _facts_answer((case,))


def _proof(options: argparse.Namespace, choices: Choices, windows: Windows) -> Answer:
    desk = open_desk(choices)
    path = Path(options.file)
    content = read_bounded(path)
    case = letter.prove(desk, _of_letter(desk, options.letter), options.letter, path.name, content)
    return _facts_answer((case,))


def _attach(options: argparse.Namespace, choices: Choices, windows: Windows) -> Answer:
    desk = open_desk(choices)
    path = Path(options.file)
    content = read_bounded(path)
    return _facts_answer((evidence.attach(desk, desk.case(options.number), path.name, content, options.about),))


def _verify(options: argparse.Namespace, choices: Choices, windows: Windows) -> Answer:
    store = open_store(choices.store, create=False)  # a desk would read what may be damaged
    log = store.log_left()
    found = store.verify(job_of(options, "Checking"))
    newest = store.newest_day()
    cut = _cut_tail(store, options.seal) if options.seal else ()
    found = replace(found, findings=(*found.findings, *cut))
    data = {
        "ok": not found.findings,
        "seal": str(store.seal()),
        "facts": found.facts,
        "cases": found.cases,
        "documents": found.documents,
        "day": newest.isoformat() if newest else None,
        "log_bytes": log,
        "findings": [{"where": row.where, "message": row.message} for row in found.findings],
    }
    lines = [f"{found.facts} facts, {found.cases} cases, {found.documents} documents checked."]
    lines.append(f"The file reaches to {on_screen(newest) if newest else 'no day'}, seal {data['seal']}.")
    if log:
        lines.append(f"{log:,} bytes stand in the log beside it (-wal): a copy of the file alone is older.")
    lines += [f"{row.where}: {row.message}" for row in found.findings] or ["Everything is as it was written."]
    return Answer(data, "\n".join(lines), 1 if found.findings else 0)


def _cut_tail(store: Store, text: str) -> tuple[Finding, ...]:
    """What a seal that was printed or kept elsewhere tells of this store."""
    try:
        wanted = Seal.read(text)
    except ValueError:
        raise Refused("A seal is written COUNT:DIGEST, as a cover list prints it.", "", "seal") from None
    if store.seal(wanted.facts) == wanted:
        return ()
    return (Finding("the seal", f"the first {wanted.facts} facts are not those that were sealed"),)


def _rebuild(options: argparse.Namespace, choices: Choices, windows: Windows) -> Answer:
    cases = open_desk(choices).store.rebuild(job_of(options, "Rebuilding"))
    return Answer({"cases": cases}, f"{cases} cases were made again from their facts.")


def _demo(options: argparse.Namespace, choices: Choices, windows: Windows) -> Answer:
    data, text, code = demo(options.headless, choices, windows)
    return Answer(data, text, code)


def _self_test(options: argparse.Namespace, choices: Choices, windows: Windows) -> Answer:
    data, text = self_test(windows)
    return Answer(data, text)


Command = Callable[[argparse.Namespace, Choices, Windows], Answer]
COMMANDS: Mapping[str, Command] = {
    "import": import_files,
    "new": _new,
    "list": list_cases,
    "show": _show,
    "assign": _several(_assign),
    "park": _several(lambda o, desk, cases: request_queue.park(desk, cases, o.until, o.reason)),
    "unpark": _several(lambda o, desk, cases: request_queue.unpark(desk, cases)),
    "note": _one(lambda o, desk, case: request_queue.note(desk, case, o.text)),
    "link": _one(lambda o, desk, case: request_queue.link(desk, case, desk.case(o.other), extends=o.extends)),
    "judge": _one(_judge),
    "undo": _one(lambda o, desk, case: request_queue.undo(desk, case)),
    "redo": _one(lambda o, desk, case: request_queue.redo(desk, case)),
    "assess": _assess,
    "decide": _decide,
    "deploy": deploy,
    "letter": write_letter,
    "printed": _printed,
    "dispatch": _dispatch,
    "proof": _proof,
    "attach": _attach,
    "verify": _verify,
    "rebuild": _rebuild,
    "demo": _demo,
    "self-test": _self_test,
    **COURSE_COMMANDS,
    **OWED_COMMANDS,
    **CUSTOMER_COMMANDS,
    **CALENDAR_COMMANDS,
    **KEEPING_COMMANDS,
    **DISPOSAL_COMMANDS,
}
