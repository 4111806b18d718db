"""Cases made in a few words, for tests."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from mmd_reviewer import bootstrap
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.case_fold import fold
from mmd_reviewer.domain.edition import Edition
from mmd_reviewer.domain.fact import Author, Body, Fact, RequestReceived, write_fact
from mmd_reviewer.domain.request import Request, identity
from mmd_reviewer.domain.timeline import read_timeline
from mmd_reviewer.services import assessment, intake
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.settings import Choices

DAY = date(2026, 11, 23)
HOLDING = {"security": "holds", "cost": "holds", "stability": "holds", "operations": "holds"}
FACTOR_4 = {"non_negotiable": "no", "microsoft_technology": "no", "conditions": HOLDING}
FACTOR_3 = {
    "non_negotiable": "no",
    "microsoft_technology": "yes",
    "technology": "Always On VPN by Intune",
    "conditions": HOLDING,
}


def edition(code: str = "2019-11") -> Edition:
    """A bundled edition."""
    return bootstrap.editions()[code]


def request(**given: Any) -> Request:
    """A complete request; `timeline` may be words."""
    timeline = given.pop("timeline", "24 months")
    values: dict[str, Any] = {
        "customer": "Fabrikam",
        "title": "Cisco AnyConnect to reach the ERP",
        "type": "security_agents_vpns",
        "type_words": "Security agents & VPNs",
        "requirement": "214 planners must reach the ERP from home.",
        "proposal": "Deploy Cisco AnyConnect 4.10, packaged for Intune.",
        "ticket": "MMD-1465058-R5V8P",
        "contact": "Jana Hofer",
        "submitted": date(2026, 11, 11),
    }
    return Request(**{**values, **given}, timeline=read_timeline(timeline))


def story(*bodies: Body, asked: Request | None = None) -> list[Fact]:
    """A request and what followed, one deed each (`deed1`, `deed2` …), as facts in a line."""
    asked = asked or request()
    facts: list[Fact] = []
    for place, body in enumerate((RequestReceived("A-0001", asked, "tickets.json"), *bodies)):
        author = Author("Ines", "A", DAY, f"2026-11-23T10:00:{place:02d}.000000Z")
        parents = [facts[-1].id] if facts else []
        facts.append(write_fact(identity(asked), parents, f"deed{place}", author, body)[0])
    return facts


def case(*bodies: Body, asked: Request | None = None) -> Case:
    """The fold of `story`."""
    return fold(story(*bodies, asked=asked))


def new_desk(folder: Path, day: date = DAY, reviewer: str = "Ines Moreau") -> Desk:
    """A desk on a new store."""
    return bootstrap.open_desk(Choices(folder / "s.sqlite", day, reviewer, "Europe/Brussels"), create=True)


def receive(desk: Desk, **given: str) -> Case:
    """A complete request typed in."""
    values = {
        "customer": "Fabrikam",
        "type_words": "Security agents & VPNs",
        "title": "Cisco AnyConnect to reach the ERP",
        "requirement": "214 planners must reach the ERP from home.",
        "proposal": "Deploy Cisco AnyConnect 4.10, packaged for Intune.",
        "timeline": "24 months",
        "ticket": "MMD-1465058-R5V8P",
        "contact": "Jana Hofer",
    }
    return intake.receive(desk, **{**values, **given})  # type: ignore[arg-type]


def assessed(desk: Desk, answers: Mapping[str, Any], **given: str) -> Case:
    """A request received and answered."""
    return assessment.answer(desk, receive(desk, **given), answers)
