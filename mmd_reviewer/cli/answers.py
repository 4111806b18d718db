"""Cases, rows and recommendations as plain JSON values (interfaces.md, "Commands")."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from mmd_reviewer.domain.age import age_of
from mmd_reviewer.domain.appeal import Appeal
from mmd_reviewer.domain.assessment import Answers
from mmd_reviewer.domain.case import Case, Decided, Letter
from mmd_reviewer.domain.case_state import flags, state
from mmd_reviewer.domain.fact_text import to_json
from mmd_reviewer.domain.history import tell_of
from mmd_reviewer.domain.intake import SKIPPED, Imported, Plan
from mmd_reviewer.domain.recommendation import Recommendation
from mmd_reviewer.domain.request import words_taken
from mmd_reviewer.domain.request_queue import QueueRow
from mmd_reviewer.domain.revocation import Revocation
from mmd_reviewer.domain.timeline import Timeline
from mmd_reviewer.domain.value_history import changes_of


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command says: `data` with --json, `text` otherwise,
    warnings on stderr, and the exit code.
    """

    data: Any
    text: str = ""
    code: int = 0
    warnings: tuple[str, ...] = ()


def row_json(row: QueueRow, day: date) -> dict[str, Any]:
    """A line of `list`."""
    return {
        "number": row.number,
        "ticket": row.ticket,
        "customer": row.customer,
        "type": row.type,
        "title": row.title,
        "state": row.state,
        "flags": list(row.flags),
        "received": row.received.isoformat(),
        "age_days": row.age_days(day),
        "waits_since": row.waits_since.isoformat() if row.waits_since else None,
        "first_look_due": row.look_due.isoformat() if row.look_due else None,
        "next_date": row.next_date.isoformat() if row.next_date else None,
        "reviewer": row.reviewer,
        "missing": list(row.missing),
    }


def timeline_json(timeline: Timeline) -> dict[str, Any]:
    return {
        "text": timeline.text,
        "months": timeline.months,
        "days": timeline.days,
        "until": timeline.until.isoformat() if timeline.until else None,
        "open_ended": timeline.open_ended,
        "start": timeline.start.isoformat() if timeline.start else None,
    }


def recommendation_json(found: Recommendation) -> dict[str, Any]:
    """The recommendation of `assess` and `show`."""
    least, most = found.months or (None, None)
    return {
        "outcome": found.outcome,
        "factor": found.factor or None,
        "conditions_broken": list(found.broken),
        "conditions_unknown": list(found.unknown),
        "months": {"min": least, "max": most, "suggested": found.suggested},
        "until": found.until.isoformat() if found.until else None,
        "length": found.period.length or None,
        "open_ended": found.open_ended,
        "because": [{"rule": reason.rule, "text": reason.text} for reason in found.because],
        "open": list(found.open),
        "flags": list(found.flags),
        "edition": found.edition,
    }


def answers_json(answers: Answers) -> dict[str, Any]:
    return {
        **answers.factors,
        "technology": answers.technology,
        "scope": answers.scope,
        "months": answers.months,
        "conditions": dict(answers.findings),
        "notes": dict(answers.notes),
        "ticks": list(answers.ticks),
        "to_be_confirmed": sorted(answers.unconfirmed),
        "edition": answers.edition or None,
    }


def decision_json(decided: Decided) -> dict[str, Any]:
    made = to_json(decided.made)
    return {**made, "day": decided.day.isoformat(), "by": decided.by}


def letter_json(letter: Letter) -> dict[str, Any]:
    return {
        "number": letter.record.number,
        "kind": letter.record.kind,
        "day": letter.record.day.isoformat(),
        "sha256": letter.sha256,
        "pages": letter.pages,
        "replaces": letter.record.replaces or None,
        "void": letter.void,
        "printed": letter.printed.isoformat() if letter.printed else None,
        "dispatched": letter.dispatched.isoformat() if letter.dispatched else None,
        "reference": letter.reference or None,
    }


def case_json(case: Case, day: date, recommendation: Recommendation | None) -> dict[str, Any]:
    """One case, whole."""
    request = case.request
    return {
        "number": case.number,
        "ticket": request.ticket,
        "customer": request.customer,
        "type": request.type,
        "type_words": request.type_words,
        "title": request.title,
        "requirement": request.requirement,
        "proposal": request.proposal,
        "timeline": timeline_json(request.timeline),
        "state": state(case, day),
        "flags": list(flags(case, day)),
        "missing": list(case.missing),
        "not_sufficient": dict(case.judged),
        "received": case.received_on.isoformat(),
        "age_days": age_of(case, day),
        "contact": request.contact,
        "email": request.email,
        "severity": request.severity,
        "devices_asked_for": request.devices,
        "description": request.text,
        "ticket_notes": [to_json(post) for post in request.posts],
        "taken": [to_json(one) for one in words_taken(request)],
        "extra": dict(request.notes),
        "versions": len(case.versions),
        "reviewer": case.reviewer,
        "parked": {"until": case.parked.until.isoformat(), "reason": case.parked.reason}
        if case.parked
        else None,
        "notes": [
            {"text": note.text, "by": note.by, "day": note.day.isoformat()} for note in case.notes
        ],
        "links": [link.other for link in case.links],
        "assessment": answers_json(case.answers),
        "recommendation": recommendation_json(recommendation) if recommendation else None,
        "decision": decision_json(case.holding) if case.holding else None,
        "decision_untold": decision_json(case.decision)
        if case.decision not in (None, case.holding)
        else None,
        "letters": [letter_json(letter) for letter in case.letters],
        "deployment": deployment_json(case) if case.deployed else None,
        "revocation": revocation_json(case.revocation, day) if case.revocation else None,
        "revocations": [revocation_json(one, day) for one in case.revocations],
        "consents": [to_json(row) for row in case.consents],
        "evidence": [to_json(row.file) for row in case.evidence],
        "head": case.heads[-1],
        "history": history_json(case),
    }


def deployment_json(case: Case) -> dict[str, Any]:
    """Waves, and every device with its deployment group;
    the Test group is outside service levels.
    """
    return {
        "since": min(wave.on for wave in case.waves).isoformat(),
        "waves": [{"on": wave.on.isoformat(), "devices": len(wave.devices)} for wave in case.waves],
        "devices": [
            {
                "serial": device.serial,
                "manufacturer": device.manufacturer,
                "model": device.model,
                "name": device.name,
                "ring": device.ring,
                "outside_service_levels": device.in_test_group,
            }
            for device in case.devices
        ],
    }


def revocation_json(one: Revocation, day: date) -> dict[str, Any]:
    """A revocation: its grounds, its dates, what was sent and what was not."""
    dates = one.dates
    return {
        "conditions": list(one.prepared.conditions),
        "why": one.prepared.why,
        "actions": one.prepared.actions,
        "not_evident": one.prepared.not_evident,
        "prepared": one.prepared_on.isoformat(),
        "first": dates.first.isoformat() if dates else None,
        "deadline": dates.deadline.isoformat() if dates else None,
        "sent": {
            notice: {"letter": sent.letter, "on": sent.on.isoformat(), "reference": sent.reference}
            for notice, sent in (one.sent or {}).items()
        },
        "earlier_finals": [
            {"letter": sent.letter, "on": sent.on.isoformat(), "reference": sent.reference}
            for sent in one.earlier_finals
        ],
        "not_sent": list(one.not_sent_on(day)),
        "pending": [
            {"notice": notice, "due": due.isoformat()} for notice, due in one.pending_on(day)
        ],
        "grounds_added": [{"day": row.day.isoformat(), **to_json(row.body)} for row in one.grounds],
        "retimings": [
            {"day": row.day.isoformat(), "by": row.source.by, **to_json(row.body)}
            for row in one.retimings
        ],
        "shortening": _waiting_json(one, day),
        "moved": [{"old": row.old.isoformat(), "new": row.new.isoformat()} for row in one.moves],
        "told_deadline": one.told.isoformat() if one.told else None,
        "appeals": [appeal_json(row) for row in one.appeals],
        "gaps": [
            {
                "since": lapse.since.isoformat(),
                "back": lapse.back.isoformat() if lapse.back else None,
            }
            for lapse in one.lapses
        ],
        "ended": one.ended.isoformat() if one.ended else None,
        "how_ended": one.how_ended or None,
    }


def _waiting_json(one: Revocation, day: date) -> dict[str, Any] | None:
    """A shortening that waits for its letter: it does not hold (C9)."""
    waiting = one.shortening_on(day)
    if waiting is None:
        return None
    return {"day": waiting.day.isoformat(), "by": waiting.source.by, **to_json(waiting.body)}


def appeal_json(appeal: Appeal) -> dict[str, Any]:
    """What an appeal brought, and how it ended."""
    decided = appeal.decided
    return {
        "received": appeal.received.isoformat(),
        "information": [to_json(row) for row in appeal.raised],
        "answer_by": appeal.target.isoformat() if appeal.target else None,
        "outcome": decided.outcome if decided else None,
        "reason": decided.reason if decided else None,
        "decided": appeal.decided_on.isoformat() if appeal.decided_on else None,
        "deadline": decided.deadline.isoformat() if decided and decided.deadline else None,
    }


def history_json(case: Case) -> list[dict[str, Any]]:
    """Every fact in order; those that an undo took back are marked."""
    counting = {fact.id for fact in case.counting}
    changes = changes_of(case)
    return [
        {
            "id": fact.id,
            "kind": fact.kind,
            "day": fact.day.isoformat(),
            "at": fact.at,
            "by": fact.by,
            "text": tell_of(case, fact),
            "changes": [
                {"field": row.field, "from": row.old, "to": row.new}
                for row in changes.get(fact.id, ())
            ],
            "undone": fact.id not in counting,
        }
        for fact in case.facts
    ]


def imported_json(done: Imported) -> Mapping[str, Any]:
    """The result of `import`; rows = imported + amended + skipped + failed."""
    return {
        "rows": done.rows,
        "imported": done.imported,
        "amended": done.amended,
        "skipped": done.skipped,
        "failed": done.failed,
        "problems": [
            {
                "file": problem.file,
                "row": problem.row,
                "column": problem.column,
                "message": problem.message,
            }
            for problem in done.problems
        ],
        "cases": list(done.cases),
    }


def plan_json(plan: Plan) -> dict[str, Any]:
    """Rows that were skipped, each with its reason, and letters
    that stand in a ticket without a dispatch.
    """
    skipped = (row for row in plan.rows if row.result == SKIPPED)
    return {
        "passed_over": [{"file": row.file, "row": row.row, "reason": row.why} for row in skipped],
        "dispatches": [{**to_json(letter), "words": letter.words()} for letter in plan.dispatches],
    }
