"""Decision and letters on a real store: frozen, stored, replaced, printed, dispatched."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mmd_reviewer.domain.case import Case, state
from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.errors import Refused, StoreError
from mmd_reviewer.services import assessment, decision, letter, request_queue
from mmd_reviewer.services.desk import Desk
from tests.making import DAY, FACTOR_3, FACTOR_4, new_desk, receive


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return new_desk(tmp_path)


def migration(desk: Desk, **given: str) -> Case:
    """A case approved for migration."""
    return decision.make(desk, assessment.answer(desk, receive(desk, **given), FACTOR_3), Proposal("approve_migration"))


def test_c2_asking_again_gives_the_stored_bytes(desk: Desk) -> None:
    """C2: the words are frozen, the bytes stored by SHA-256, never drawn again."""
    case, issued = letter.issue(desk, migration(desk))
    content = letter.stored(desk, issued)
    assert content.startswith(b"%PDF")
    again, same = letter.issue(desk, case)
    assert (again, same) == (case, issued)
    later = replace(desk, wording={**desk.wording, "version": "en-9"})
    assert letter.stored(later, letter.issue(later, desk.case(case.number))[1]) == content
    assert not desk.store.verify().findings


def test_c7_decisions_are_undone_until_the_letter_is_issued(desk: Desk) -> None:
    """C7: after that only a new decision with a reason, and a letter replacing the first, changes it."""
    case = request_queue.undo(desk, migration(desk))[0]
    assert case.decision is None
    case = decision.make(desk, case, Proposal("approve_migration"))
    case, first = letter.issue(desk, case)
    with pytest.raises(Refused, match=first.record.number):
        request_queue.undo(desk, case)
    with pytest.raises(Refused) as refusal:
        decision.make(desk, case, Proposal("approve_migration"))
    assert refusal.value.rule == "C7"
    case = decision.make(desk, case, Proposal("approve_migration", "A shorter project.", months=6))
    assert case.letters[0].void
    case, second = letter.issue(desk, case)
    assert second.record.replaces == first.record.number
    assert "A shorter project." in second.record.blocks[0].text
    assert letter.stored(desk, case.letters[0]) != letter.stored(desk, second)


def test_c2_a_correction_is_a_new_letter(desk: Desk) -> None:
    """C2: it names the one it replaces; nothing edits or deletes an issued letter."""
    case = migration(desk)
    with pytest.raises(Refused, match="no issued letter to replace"):
        letter.issue(desk, case, replace="misspelt")
    case, first = letter.issue(desk, case)
    case, second = letter.issue(desk, case, replace="A name was misspelt.")
    assert (second.record.number, second.record.replaces) == ("A-0001-L2", "A-0001-L1")
    assert [row.void for row in case.letters] == [True, False]
    assert letter.stored(desk, first)


def test_c3_issuing_is_refused_while_a_content_is_missing(desk: Desk) -> None:
    """C3: the technology must be named; nothing is recorded."""
    answers = {**FACTOR_3, "technology": ""}
    case = assessment.answer(desk, receive(desk), answers)
    case = decision.make(desk, case, Proposal("approve_migration"))
    with pytest.raises(Refused) as refusal:
        letter.issue(desk, case)
    assert (refusal.value.rule, refusal.value.field) == ("C3", "technology")
    assert desk.case(case.number).letters == ()


def test_c3_a_character_without_a_glyph_is_refused_with_its_field(desk: Desk) -> None:
    """C3: never a box, never a lost word."""
    with pytest.raises(Refused, match="U\\+6F22") as refusal:
        letter.issue(desk, migration(desk, requirement="Users write 漢字."))
    assert refusal.value.field == "requirement"


def test_c4_printed_and_dispatched_are_facts_of_their_own(desk: Desk) -> None:
    """C4: separate, once each, never in the future, never before the letter's date, never without a reference."""
    case, issued = letter.issue(desk, migration(desk))
    number = issued.record.number
    case = letter.printed(desk, case, number)
    for on, reference in ((date(2026, 11, 24), "MMD-1"), (date(2026, 11, 22), "MMD-1"), (DAY, " ")):
        with pytest.raises(Refused) as refusal:
            letter.dispatched(desk, case, number, on, reference)
        assert refusal.value.rule == "C4"
    case = letter.dispatched(desk, case, number, DAY, "MMD-1465058-R5V8P", "Jana")
    made = case.letter(number)
    assert made is not None
    assert (made.printed, made.dispatched, made.reference) == (DAY, DAY, "MMD-1465058-R5V8P")
    with pytest.raises(Refused, match="already"):
        letter.printed(desk, case, number)
    with pytest.raises(Refused, match="already"):
        letter.dispatched(desk, case, number, DAY, "again")
    with pytest.raises(Refused, match="A-0001-L7"):
        letter.printed(desk, case, "A-0001-L7")


def test_c2_a_void_letter_is_never_dispatched(desk: Desk) -> None:
    """C2: readable, never dispatched."""
    case, first = letter.issue(desk, migration(desk))
    case, _ = letter.issue(desk, case, replace="misspelt")
    with pytest.raises(Refused, match="void"):
        letter.dispatched(desk, case, first.record.number, DAY, "MMD-1")


def test_f3_issuing_waits_until_a_strange_date_is_confirmed(desk: Desk) -> None:
    """F3: before the newest fact's day, or more than 45 days after it; an explicit day is the confirmation."""
    case = migration(desk)
    for day in (date(2026, 11, 22), date(2027, 1, 8)):
        strange = replace(desk, clock=_Clock(day), day_confirmed=False)
        with pytest.raises(Refused) as refusal:
            letter.issue(strange, case)
        assert refusal.value.rule == "F3"
    later = replace(desk, clock=_Clock(date(2027, 1, 8)), day_confirmed=False)
    replace(desk, clock=_Clock(date(2027, 1, 7)), day_confirmed=False).check_date()
    later.confirm_date()
    assert letter.issue(later, case)[1].record.day == date(2027, 1, 8)


class _Clock:
    """A clock that stands on a day."""

    def __init__(self, day: date) -> None:
        self.day = day

    def today(self, zone: str) -> date:
        return self.day

    def now(self) -> str:
        return "2026-11-23T12:00:00.000000Z"


def test_f1_f2_the_service_zone_decides_what_today_is(desk: Desk) -> None:
    """F1, F2: rules take the day as an argument; a fact keeps the day and the machine's moment."""
    standing = desk.standing()
    assert (standing.zone, desk.today()) == ("Europe/Brussels", DAY)
    fact = receive(desk).facts[0]
    assert fact.day == DAY
    assert fact.at != f"{DAY}"
    assert fact.at.endswith("Z")


def test_every_outcome_has_its_letter_or_none(desk: Desk) -> None:
    """C1: every outcome from end to end."""
    wishes: dict[str, tuple[dict[str, Any], Proposal, str]] = {
        "approve": (FACTOR_4, Proposal("approve"), "approved"),
        "approve_migration": (FACTOR_3, Proposal("approve_migration"), "migration"),
        "decline": ({"non_negotiable": "yes"}, Proposal("decline", "It replaces Defender."), "declined"),
        "return": ({}, Proposal("return", "Which devices?"), "returned"),
        "no_exemption_needed": ({}, Proposal("no_exemption_needed", route="routine_change"), "no_exemption"),
    }
    for place, (outcome, (answers, wish, kind)) in enumerate(wishes.items()):
        case = receive(desk, ticket=f"MMD-{place}-T")
        case, first = letter.issue(desk, case)
        assert first.record.kind == "acknowledgement"
        case = decision.make(desk, assessment.answer(desk, case, answers), wish)
        case, issued = letter.issue(desk, case)
        assert (case.decision.made.outcome, issued.record.kind) == (outcome, kind)  # type: ignore[union-attr]
    withdrawn = decision.make(desk, receive(desk, ticket="MMD-9-T"), Proposal("withdrawn"))
    assert state(withdrawn, DAY) == "withdrawn"
    with pytest.raises(Refused):
        letter.issue(desk, withdrawn)


def test_a_letter_whose_file_is_gone_is_an_environment_error(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentence says what to do."""
    _, issued = letter.issue(desk, migration(desk))
    monkeypatch.setattr(type(desk.store), "document", lambda self, id: None)
    with pytest.raises(StoreError, match="verify"):
        letter.stored(desk, issued)


def test_b8_no_edition_in_force_is_said(desk: Desk) -> None:
    """B8: an edition before its first day falls back to the first; an unknown one is refused."""
    assert desk.edition(date(2019, 1, 1)).code == "2019-11"
    with pytest.raises(Refused) as refusal:
        replace(desk, editions={}).edition(DAY)
    assert refusal.value.rule == "B8"
