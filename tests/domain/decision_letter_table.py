"""What the letters of all decisions say:
every recommendation with every decision that can follow it.

Made here, kept in `decision_letters.txt`, compared by a test. Write it anew with `python -m
tests.domain.decision_letter_table`, and read every changed letter as its addressee would.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from mmd_reviewer.domain.assessment import patch_from
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.decision import Proposal, decide
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.fact import Body, DetailJudged
from mmd_reviewer.domain.letter_facts import LetterDispatched, LetterIssued, LetterRecord
from mmd_reviewer.domain.letters.compose import as_text, check_complete
from mmd_reviewer.domain.recommendation import Recommendation, recommend
from mmd_reviewer.domain.request import Request
from tests.making import DAY, HOLDING, case, edition, request, write_letter

FILE = Path(__file__).with_name("decision_letters.txt")
NO_FACTOR = {"non_negotiable": "no"}
SOFTWARE = {
    **NO_FACTOR,
    "restricted_productivity": "yes",
    "ticks": ["U1"],
    "technology": "Always On VPN",
    "scope": "Two sites.",
}
CAN = {
    **NO_FACTOR,
    "microsoft_technology": "yes",
    "technology": "Always On VPN",
    "scope": "Two sites.",
}
CANNOT = {
    **NO_FACTOR,
    "microsoft_technology": "no",
    "technology": "Always On VPN",
    "scope": "Two sites.",
}
PATHS: dict[str, dict[str, Any]] = {"factor 2": SOFTWARE, "factor 3": CAN, "factor 4": CANNOT}
FIRST = {"non_negotiable": "yes", "technology": "Always On VPN", "scope": "Two sites."}
NOTES = {"security": "The driver is unsigned.", "non_negotiable": "It switches Defender off."}
REASON = "The board of the customer decided so on 20 November."


@dataclass(frozen=True)
class Found:
    """An assessment and what it is called."""

    name: str
    answers: dict[str, Any]
    asked: Request = field(default_factory=request)

    def case(self) -> Case:
        """The case so assessed."""
        return case(patch_from(self.answers, edition(), self.asked), asked=self.asked)

    def recommendation(self) -> Recommendation:
        """What the rules make of it."""
        return recommend(edition(), self.asked, self.case().answers, DAY)


def findings(**changed: str) -> dict[str, str]:
    """All key conditions hold but those named."""
    return {**HOLDING, **changed}


def assessments() -> Iterator[Found]:
    """Every way to a recommendation."""
    bad = dict.fromkeys(("security", "stability", "cost", "operations"), "broken")
    yield Found("factor 1, conditions not assessed", {**FIRST, "notes": NOTES})
    yield Found("factor 1, conditions hold", {**FIRST, "notes": NOTES, "conditions": HOLDING})
    broken = findings(security="broken")
    yield Found("factor 1, a condition is broken", {**FIRST, "notes": NOTES, "conditions": broken})
    for name, answers in PATHS.items():
        asked = request(type="productivity_software") if name == "factor 2" else request()
        for amount in (0, 1, 2, 4):
            some = findings(**dict(list(bad.items())[:amount]))
            words = ("conditions hold", "one broken", "two broken", "", "four broken")[amount]
            yield Found(f"{name}, {words}", {**answers, "conditions": some, "notes": NOTES}, asked)
        for amount in (1, 2):
            some = findings(**dict.fromkeys(list(bad)[:amount], "unknown"))
            yield Found(
                f"{name}, {('', 'one', 'two')[amount]} unknown",
                {**answers, "conditions": some},
                asked,
            )
    yield Found("nothing answered", {})
    yield Found("factor 3 open, conditions hold", {**NO_FACTOR, "conditions": HOLDING})
    yield Found(
        "factor 3 open, a condition is broken", {**NO_FACTOR, "conditions": broken, "notes": NOTES}
    )


def wishes(found: Recommendation) -> Iterator[tuple[str, Proposal]]:
    """Every decision that the customer gets a letter of, a reason where it departs."""
    kinds: tuple[tuple[str, str, dict[str, Any]], ...] = (
        ("approve until", "approve", {"months": 9}),
        ("approve open-ended", "approve", {"open_ended": True}),
        ("migration of 9 months", "approve_migration", {"months": 9}),
        ("migration of 2 months", "approve_migration", {"months": 2}),
        ("decline", "decline", {}),
    )
    for name, outcome, given in kinds:
        departs = outcome != found.outcome or name == "migration of 2 months"
        yield name, Proposal(outcome, reason=REASON if departs else "", **given)


def letter(of: Case) -> LetterRecord:
    """The letter of the case's decision, complete."""
    record = write_letter(of)
    check_complete(record)
    return record


def heart(record: LetterRecord) -> str:
    """What differs from decision to decision: from why to the period,
    or to what would change the answer.
    """
    lines = as_text(record).splitlines()
    last = "Terms" if "Terms" in lines else "If circumstances change"
    return "\n".join([record.title, *lines[lines.index("Why") : lines.index(last)]]).rstrip()


def table() -> str:
    """Every letter of an approval or a decline under its assessment."""
    parts = []
    for found in assessments():
        of, recommendation = found.case(), found.recommendation()
        for name, wish in wishes(recommendation):
            head = f"=== {found.name} ({recommendation.outcome}) -> {name}"
            try:
                made = decide(of, edition(), recommendation, wish, DAY)
            except Refused as refusal:
                parts.append(f"{head}\nRefused by {refusal.rule}: {refusal.message}")
                continue
            after = case(patch_from(found.answers, edition(), found.asked), made, asked=found.asked)
            parts.append(f"{head}\n{heart(letter(after))}")
    return "\n\n".join([*parts, *others()]) + "\n"


def others() -> Iterator[str]:
    """The letters that are the same whatever was recommended:
    returns, a route, a request closed unanswered.
    """
    judged = DetailJudged("requirement", False, "It names no business need.")
    nothing = request(type="", type_words="Toys", requirement="", proposal="", timeline="")
    after = {
        "return: the proposal is missing": returned(request(proposal="")),
        "return: every detail is missing": returned(nothing),
        "return: the requirement is not sufficient": returned(request(), judged),
        "return: a question": returned(request(), reason="Which devices are concerned?"),
        "no exemption needed": decision_on(
            case(),
            Proposal("no_exemption_needed", "It has no driver.", route="deploy_through_intune"),
        ),
        "closed unanswered: a detail": closed(request(proposal="")),
        "closed unanswered: a question": closed(request(), reason="Which devices are concerned?"),
    }
    for name, of in after.items():
        lines = as_text(letter(of)).splitlines()
        first = lines.index(letter(of).title)
        yield "\n".join([f"=== {name}", *lines[first:-1]]).rstrip()


def decision_on(of: Case, wish: Proposal, day: date = DAY) -> Case:
    """The case with this decision."""
    made = decide(of, edition(), recommend(edition(), of.request, of.answers, day), wish, day)
    return case(*(fact.body for fact in of.facts[1:]), made, asked=of.versions[0].request)


def returned(asked: Request, *before: Body, reason: str = "") -> Case:
    """Returned for what is missing, or with a question."""
    return decision_on(case(*before, asked=asked), Proposal("return", reason))


def closed(asked: Request, reason: str = "") -> Case:
    """Returned, told, and not answered within 30 days."""
    of = returned(asked, reason=reason)
    told = (LetterIssued(letter(of), "ab", 1), LetterDispatched("A-0001-L1", DAY, "R", ""))
    of = case(*(fact.body for fact in of.facts[1:]), *told, asked=asked)
    return decision_on(of, Proposal("closed_unanswered"), DAY + timedelta(days=30))


if __name__ == "__main__":
    FILE.write_text(table(), "utf-8")
