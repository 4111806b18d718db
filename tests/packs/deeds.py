"""Every deed of the program, tried at random on a case; what is refused changes nothing."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

from mmd_reviewer.domain.appeal import GROUNDS as APPEAL_GROUNDS
from mmd_reviewer.domain.appeal import OUTCOMES
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.device import Device
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.letters.dispatch import Dispatch
from mmd_reviewer.domain.letters.kinds import KINDS
from mmd_reviewer.domain.letters.owed import letters_owed
from mmd_reviewer.domain.retiming import KINDS as RETIMINGS
from mmd_reviewer.domain.revocation import NOTICES
from mmd_reviewer.domain.settling import CHOICES
from mmd_reviewer.services import (
    amendment,
    appeal,
    assessment,
    customers,
    decision,
    deployment,
    disposal,
    evidence,
    letter,
    packs,
    promise,
    removal,
    request_queue,
    revocation,
    second_assessment,
)
from mmd_reviewer.services.desk import Desk
from tests.making import FACTOR_3, FACTOR_4, GROUNDS, receive
from tests.packs.stations import LAPTOPS, cases_of, keys_of

Deed = Callable[[Desk, Case, random.Random], object]
TYPES = ("drivers", "policies", "other", "productivity_software")
DECIDED = ("approve", "approve_migration", "decline", "return", "no_exemption_needed", "withdrawn")


def _answers(rng: random.Random) -> dict[str, object]:
    if rng.random() < 0.4:
        return dict(rng.choice((FACTOR_3, FACTOR_4)))
    code = rng.choice(("security", "cost", "stability", "operations"))
    return {
        "conditions": {code: rng.choice(("holds", "broken", "unknown"))},
        **({"non_negotiable": rng.choice(("yes", "no"))} if rng.random() < 0.3 else {}),
        **({"notes": {code: f"note {rng.randrange(3)}"}} if rng.random() < 0.3 else {}),
    }


def _decide(desk: Desk, case: Case, rng: random.Random) -> None:
    outcome = rng.choice((*DECIDED, "approve", "approve_migration"))
    months = rng.choice((None, 3, 6)) if outcome == "approve_migration" else None
    wish = Proposal(
        outcome,
        months=months,
        open_ended=outcome == "approve",
        reason=f"Because {rng.randrange(3)}",
        route="Deploy it through Intune" if outcome == "no_exemption_needed" else "",
    )
    decision.make(desk, case, wish)


def _issue(desk: Desk, case: Case, rng: random.Random) -> None:
    letter.issue(desk, case, rng.choice(("", *KINDS)))


def _dispatch(desk: Desk, case: Case, rng: random.Random) -> None:
    if case.letters:
        number = rng.choice(case.letters).record.number
        on = desk.today() - timedelta(days=rng.randrange(3))
        letter.dispatched(desk, case, number, on, f"{case.request.ticket}", reason="It went so.")


def _correct(desk: Desk, case: Case, rng: random.Random) -> None:
    if case.letters:
        number = rng.choice(case.letters).record.number
        on = desk.today() - timedelta(days=rng.randrange(3))
        letter.correct_dispatch(
            desk, case, number, on, "MMD-2", "A slip.", taken_back=rng.random() < 0.3
        )


def _printed(desk: Desk, case: Case, rng: random.Random) -> None:
    if case.letters:
        letter.printed(desk, case, rng.choice(case.letters).record.number)


def _told(desk: Desk, case: Case, rng: random.Random) -> None:
    wish = Dispatch(desk.today(), f"T-{rng.randrange(9)}")
    owed = [row.kind for row in letters_owed(case, desk.today())]
    letter.told_elsewhere(desk, [case], rng.choice([*owed, "approved"]), wish, "Nora")


def _notice(case: Case, rng: random.Random) -> str:
    """The notice that comes next, or any."""
    pending = case.revocation.pending() if case.revocation is not None else ()
    return pending[0][0] if pending and rng.random() < 0.8 else rng.choice(NOTICES)


def _without(desk: Desk, case: Case, rng: random.Random) -> list[str]:
    """The serial of a device that does not carry the exemption."""
    carrying = case.carrying(desk.today())
    gone = [device.serial for device in case.devices if device not in carrying]
    return [rng.choice(gone or ["S0"])]


def _serials(rng: random.Random) -> list[str]:
    return [rng.choice(LAPTOPS).serial]


def _retime(desk: Desk, case: Case, rng: random.Random) -> None:
    revocation.retime(
        desk,
        case,
        rng.choice(tuple(RETIMINGS)),
        desk.today() + timedelta(days=rng.randrange(10, 120)),
        "Asked for.",
        incident="INC1",
        approved_by="Nora",
    )


def _appeal_outcome(desk: Desk, case: Case, rng: random.Random) -> None:
    outcome = rng.choice(tuple(OUTCOMES))
    later = desk.today() + timedelta(days=200) if outcome == "varied" else None
    appeal.decide_appeal(desk, case, outcome, "It is so.", deadline=later)


def _settle(desk: Desk, case: Case, rng: random.Random) -> None:
    packs.settle(desk, case, rng.choice(CHOICES), f"So {rng.randrange(2)}.")


def _reinstate(desk: Desk, case: Case, rng: random.Random) -> None:
    """A device that was removed too late gets its cover back."""
    carrying = case.carrying(desk.today())
    if carrying and rng.random() < 0.5:
        serials = [rng.choice(carrying).serial]
        case = removal.confirm_removal(desk, case, serials, desk.today(), "Jana")
    else:
        serials = _without(desk, case, rng)
    removal.reinstate(desk, case, serials, "Back.")


def _second(desk: Desk, case: Case, rng: random.Random) -> None:
    """Nora looks at a decision that was just made."""
    if case.decision is None:
        _decide(desk, assessment.answer(desk, case, FACTOR_4), rng)
    second = replace(desk, reviewer="Nora")
    second_assessment.assess(second, desk.by_key(case.key), _answers(rng))


DEEDS: dict[str, Deed] = {
    "answer": lambda desk, case, rng: assessment.answer(desk, case, _answers(rng)),
    "answer again": lambda desk, case, rng: assessment.answer(desk, case, _answers(rng)),
    "decide": _decide,
    "decide again": _decide,
    "issue": _issue,
    "issue the next": lambda desk, case, rng: letter.issue(desk, case),
    "issue a notice": lambda desk, case, rng: letter.issue(
        desk, case, f"notice_{_notice(case, rng)}"
    ),
    "dispatch": _dispatch,
    "dispatch another": _dispatch,
    "correct a dispatch": _correct,
    "print": _printed,
    "tell elsewhere": _told,
    "send elsewhere": lambda desk, case, rng: revocation.sent_elsewhere(
        desk, case, _notice(case, rng), desk.today(), "MMD-3", "Nora", "The other ticket."
    ),
    "deploy": lambda desk, case, rng: deployment.deploy(
        desk, case, desk.today(), [Device(f"D{rng.randrange(9)}", "HP", "Elite")]
    ),
    "revoke": lambda desk, case, rng: revocation.revoke(
        desk, case, [rng.choice(("security", "stability"))], **GROUNDS
    ),
    "add a ground": lambda desk, case, rng: revocation.add_ground(
        desk, case, ["cost"], why="It costs.", not_evident="It was cheap."
    ),
    "withdraw the revocation": lambda desk, case, rng: revocation.withdraw(desk, case, "Mended."),
    "retime": _retime,
    "appeal": lambda desk, case, rng: appeal.raise_appeal(
        desk, case, desk.today(), rng.choice(tuple(APPEAL_GROUNDS)), "An upgrade is coming."
    ),
    "decide the appeal": _appeal_outcome,
    "remove": lambda desk, case, rng: removal.confirm_removal(
        desk, case, _serials(rng), desk.today() - timedelta(days=rng.randrange(2)), "Jana"
    ),
    "find again": lambda desk, case, rng: removal.found_again(
        desk, case, _without(desk, case, rng), desk.today(), "Jana"
    ),
    "join devices": lambda desk, case, rng: removal.join_devices(
        desk, case, [Device(f"J{rng.randrange(3)}", "HP", "Elite")], desk.today(), "Jana"
    ),
    "exchange": lambda desk, case, rng: removal.exchange(
        desk, case, rng.choice(LAPTOPS).serial, Device(f"X{rng.randrange(3)}"), desk.today(), "Old."
    ),
    "correct a serial": lambda desk, case, rng: removal.correct_serial(
        desk, case, rng.choice(LAPTOPS).serial, Device(f"C{rng.randrange(3)}"), "A slip."
    ),
    "reinstate": _reinstate,
    "consent": lambda desk, case, rng: removal.record_consent(
        desk, case, "Jana", desk.today(), "You may remove it."
    ),
    "note": lambda desk, case, rng: request_queue.note(desk, case, f"note {rng.randrange(9)}"),
    "assign": lambda desk, case, rng: request_queue.assign(
        desk, [case], rng.choice(("Ines", "Kim", ""))
    ),
    "park": lambda desk, case, rng: request_queue.park(
        desk, [case], desk.today() + timedelta(days=rng.randrange(1, 9)), "Waiting."
    ),
    "unpark": lambda desk, case, rng: request_queue.unpark(desk, [case]),
    "judge": lambda desk, case, rng: request_queue.judge(
        desk, case, "requirement", sufficient=rng.random() < 0.5, why="Too short."
    ),
    "choose the type": lambda desk, case, rng: request_queue.choose_type(
        desk, case, rng.choice(TYPES)
    ),
    "read the timeline": lambda desk, case, rng: request_queue.correct_reading(
        desk, case, timeline=rng.choice(("6 months", "a year"))
    ),
    "amend": lambda desk, case, rng: request_queue.amend(
        desk, case, "telephone", proposal=f"Deploy version {rng.randrange(3)}."
    ),
    "settle an amendment": lambda desk, case, rng: amendment.settle(
        desk, case, rng.choice(("link", "rest", "again")), "So."
    ),
    "undo": lambda desk, case, rng: request_queue.undo(desk, case),
    "undo more": lambda desk, case, rng: request_queue.undo(desk, case),
    "redo": lambda desk, case, rng: request_queue.redo(desk, case),
    "promise": lambda desk, case, rng: promise.make(
        desk, case, "Patch it.", desk.today() + timedelta(days=9)
    ),
    "settle a promise": lambda desk, case, rng: promise.settle(
        desk, case, 1, "Seen.", kept=rng.random() < 0.5
    ),
    "review": lambda desk, case, rng: promise.review(desk, case, "Looked."),
    "hold": lambda desk, case, rng: disposal.hold(desk, case, f"Audit {rng.randrange(2)}"),
    "lift": lambda desk, case, rng: disposal.lift(desk, case, "Over."),
    "attach": lambda desk, case, rng: evidence.attach(
        desk, case, f"{rng.randrange(2)}.txt", b"proof"
    ),
    "assess a second time": _second,
    "keep the difference": lambda desk, case, rng: second_assessment.keep(desk, case, "It stands."),
    "link": lambda desk, case, rng: request_queue.link(desk, case, rng.choice(cases_of(desk))),
    "receive": lambda desk, case, rng: receive(desk, ticket=f"MMD-146505{rng.randrange(4)}-DDDDD"),
    "join customers": lambda desk, case, rng: customers.join(
        desk, f"Fabrikam {rng.randrange(3)}", "Fabrikam"
    ),
    "settle": _settle,
}


def try_some(desk: Desk, rng: random.Random, steps: int) -> int:
    """So many random deeds on random cases; how many were recorded. A deed that is refused is
    tried on each other case before it counts as refused.
    """
    done = 0
    for _ in range(steps):
        deed = DEEDS[rng.choice(tuple(DEEDS))]
        for key in rng.sample(keys := keys_of(desk), len(keys)):
            with suppress(Refused):
                deed(desk, desk.by_key(key), rng)
                done += 1
                break
    return done
