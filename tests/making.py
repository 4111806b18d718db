"""Cases made in a few words, for tests."""

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from mmd_reviewer import bootstrap, paths
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.case_fold import fold
from mmd_reviewer.domain.customers import Customers
from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.deed import Job
from mmd_reviewer.domain.device import Device
from mmd_reviewer.domain.edition import Edition
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.fact import Author, Body, Fact, RequestReceived, write_fact
from mmd_reviewer.domain.identity import identity
from mmd_reviewer.domain.letter_facts import LetterRecord
from mmd_reviewer.domain.letters.compose import Issuer, Replacement, compose, subject_of
from mmd_reviewer.domain.letters.drawn import DrawnLetter
from mmd_reviewer.domain.letters.kind import News
from mmd_reviewer.domain.letters.owed import TO_COME, letters_next, letters_owed, written_for
from mmd_reviewer.domain.letters.words import Wordings
from mmd_reviewer.domain.print_batch import CoverList
from mmd_reviewer.domain.request import Request
from mmd_reviewer.domain.timeline_reading import read_timeline
from mmd_reviewer.pdf.press import Press
from mmd_reviewer.services import assessment, decision, deployment, intake, letter, revocation
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.settings import Choices
from mmd_reviewer.wordings.book import Book

DAY = date(2026, 11, 23)
WORDINGS = Book(paths.resources() / "letters")  # no sentences of whoever runs the tests
HOLDING = {"security": "holds", "cost": "holds", "stability": "holds", "operations": "holds"}
FACTOR_4 = {"non_negotiable": "no", "microsoft_technology": "no", "conditions": HOLDING}
FACTOR_3 = {
    "non_negotiable": "no",
    "microsoft_technology": "yes",
    "technology": "Always On VPN by Intune",
    "scope": "Two plants.",
    "conditions": HOLDING,
}


def day(n: int) -> date:
    """The day `n` days after the day of the tests."""
    return DAY + timedelta(days=n)


def refused(act: Callable[[], object]) -> tuple[str, str]:
    """Rule and field of the refusal."""
    with pytest.raises(Refused) as refusal:
        act()
    return refusal.value.rule, refusal.value.field


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
    return bootstrap.open_desk(
        Choices(folder / "s.sqlite", day, reviewer, "Europe/Brussels"), create=True
    )


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


def write_letter(
    of: Case,
    kind: str = "",
    day: date = DAY,
    replacement: Replacement | None = None,
    news: News | None = None,
    under: Edition | None = None,
    wordings: Wordings | None = None,
    language: str = "en",
    also: str = "",
) -> LetterRecord:
    """The letter of that kind, or the one the case calls for, as it would be frozen on that day."""
    wanted = kind or next(iter(letters_next(of, day))).kind
    owed = [row.telling for row in letters_owed(of, day)]
    telling = subject_of(of, wanted, day, owed)
    words, spoken = wordings or WORDINGS, {of.request.customer.casefold(): language}
    issuer = Issuer(
        under or edition(),
        dict(bootstrap.SENDER),
        words,
        news,
        Customers(languages=spoken),
        editions=bootstrap.editions(),
    )
    return compose(of, telling, issuer, day, replacement=replacement, also=also)


def called_for(of: Case, day: date = DAY) -> tuple[str, ...]:
    """The kinds of letter to be written now; a notice that is not near yet is none of them."""
    rows = [row for row in letters_next(of, day) if row.why != TO_COME]
    return tuple(row.kind for row in rows if written_for(of, row.telling) is None)


def png(wide: int, high: int, ink: tuple[int, ...] = (15, 108, 189)) -> bytes:
    """A picture of one colour, with its opacity where four numbers are given."""
    file = io.BytesIO()
    Image.new("RGBA" if len(ink) > 3 else "RGB", (wide, high), ink).save(file, "PNG")
    return file.getvalue()


class QuickPress(Press):
    """A press for tests that are about facts, not pages: it draws nothing."""

    def __init__(self) -> None:
        super().__init__(paths.resources() / "fonts")

    def draw_with_places(self, record: LetterRecord, *, draft: bool = False) -> DrawnLetter:
        """The letter's number as bytes, one page."""
        return DrawnLetter(f"{record.number} {record.kind}".encode(), 1, ())

    def batch(self, cover: CoverList, letters: Iterable[bytes], job: Job) -> tuple[bytes, int]:
        """The letters one behind the other."""
        kept = list(letters)
        return b"\n".join(kept), len(kept)


def put_in_force(
    desk: Desk, of: Case, on: date | None = None, devices: Sequence[Device] = ()
) -> Case:
    """The letter of the approval is issued and dispatched, then the exemption is deployed (C9)."""
    if of.decision is not None and of.decision.approves and of.decision.fact not in of.told:
        kind = "migration" if of.decision.made.outcome == "approve_migration" else "approved"
        of, issued = letter.issue(replace(desk, press=QuickPress()), of, kind)
        of = letter.dispatched(desk, of, issued.record.number, desk.today(), f"P-{of.number}")
    return deployment.deploy(desk, of, on or desk.today(), devices)


LAPTOP = Device("016520771357", "Microsoft", "Surface Laptop")
TABLET, TESTER = Device("5CG1", "HP", "Elite"), Device("T1", ring="Test")
DEVICES = (LAPTOP, TABLET, TESTER)
GROUNDS: dict[str, Any] = {
    "why": "The driver caused 61 stop errors on 40 devices between 2 and 16 November 2026.",
    "actions": "Remove the client and use the Always On VPN profile.",
    "not_evident": "The driver came with version 6.0.4 in October.",
}


class Course:
    """One exemption, A-0001, in force on DEVICES since DAY; `on(n)` is the desk n days after it."""

    def __init__(self, folder: Path, devices: tuple[Device, ...] = DEVICES) -> None:
        desk = self._desk = replace(new_desk(folder), press=QuickPress())
        case = assessment.answer(desk, receive(desk, timeline="permanent"), FACTOR_4)
        case, issued = letter.issue(desk, decision.make(desk, case, Proposal("approve")))
        case = letter.dispatched(desk, case, issued.record.number, DAY, "MMD-1465058-R5V8P")
        deployment.deploy(desk, case, DAY, devices)

    def on(self, days: int, reviewer: str = "Ines Moreau") -> Desk:
        """The desk on that day, with a press that draws nothing."""
        return replace(
            self._desk, clock=bootstrap.MachineClock(DAY + timedelta(days=days)), reviewer=reviewer
        )

    def case(self, days: int = 0) -> Case:
        """The case as it stands."""
        return self.on(days).case("A-0001")

    def revoke(self, days: int = 0) -> Case:
        """Prepare the revocation."""
        return revocation.revoke(self.on(days), self.case(), ["stability"], **GROUNDS)

    def send(self, days: int, notice: str) -> Case:
        """Issue and dispatch a notice on that day."""
        desk = self.on(days)
        case, issued = letter.issue(desk, self.case(), f"notice_{notice}")
        return letter.dispatched(desk, case, issued.record.number, desk.today(), f"MMD-{days}-R")

    def notified(self) -> Case:
        """Prepared, and the first notice dispatched, on day 0."""
        self.revoke()
        return self.send(0, "first")
