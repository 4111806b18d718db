"""Editions: announced, told by letter, published 30 days later or more,
and their impact (rule B8).
"""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mmd_reviewer import bootstrap, paths
from mmd_reviewer.domain.calendar_words import remark
from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.errors import Refused, StoreError
from mmd_reviewer.domain.letters.compose import as_text
from mmd_reviewer.services import decision, edition, letter, revocation, revocation_calendar
from mmd_reviewer.settings import Choices
from tests.making import DAY, FACTOR_3, FACTOR_4, GROUNDS, assessed, day, new_desk
from tests.services.edition_store import FIFTH, made, on, refused, told_elsewhere, with_an_approval


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return with_an_approval(tmp_path)


def test_b8_from_announcement_by_letters_to_force(folder: Path) -> None:
    """B8: told is the last letter's dispatch; day 30 is allowed;
    a case decided before keeps its wording.
    """
    desk = on(folder, 0)
    edition.announce(desk, made(), "e.json", day(40))
    desk = on(folder, 1)
    assert [(row.code, row.standing) for row in edition.known(desk)] == [
        ("2019-11", "in_force"),
        ("2027-01", "announced"),
    ]
    letters = edition.issue_letters(desk)
    assert [row.record.addressee[0] for row in letters] == ["Fabrikam", "Contoso"]
    text = as_text(letters[0].record)
    assert (
        "From Saturday 2 January 2027 exemptions are assessed by Edition of January 2027." in text
    )
    assert "New key conditions" in text
    assert edition.issue_letters(on(folder, 1)) == letters

    def publish(told: int, effective: int) -> object:
        return edition.publish(on(folder, 12), made(), "e.json", day(told), day(effective))

    assert refused(lambda: publish(10, 40)) == "announced"
    for place, row in enumerate(letters):
        case = on(folder, 9 + place).case(row.record.case)
        letter.dispatched(on(folder, 9 + place), case, row.record.number, day(9 + place), "R")
        again = refused(lambda: edition.announce(on(folder, 10), made(), "e.json", day(50)))
        assert again == "effective"  # a customer was told the day
        assert refused(lambda: publish(9, 40)) == "announced"  # not everybody, or not the last
    assert refused(lambda: publish(13, 43)) == "announced"
    assert refused(lambda: publish(11, 40)) == "announced"
    assert refused(lambda: publish(10, 41)) == "effective"
    publish(10, 40)
    assert refused(lambda: publish(10, 40)) == "code"
    assert refused(lambda: edition.announce(on(folder, 12), made(), "e.json", day(99))) == "code"
    before, after = on(folder, 39), on(folder, 40)
    assert (before.edition(day(39)).code, after.edition(day(40)).code) == ("2019-11", "2027-01")
    assert [row.standing for row in edition.known(before)] == ["in_force", "coming"]
    assert [row.standing for row in edition.known(after)] == ["over", "in_force"]
    assert after.case("A-0001").decision is not None
    assert not after.store.verify().findings


def test_b8_an_edition_does_not_overtake_the_one_before(tmp_path: Path) -> None:
    """B8: where nobody has to be told, days and order are checked all the same."""
    empty = new_desk(tmp_path)
    assert refused(lambda: edition.publish(empty, made(), "e.json", DAY, day(29))) == "effective"
    early = date(2019, 1, 1)
    assert (
        refused(lambda: edition.publish(empty, made(), "e.json", early, date(2019, 11, 1)))
        == "effective"
    )
    edition.publish(empty, made(), "e.json", DAY, day(30))
    assert [row.code for row in edition.known(on(tmp_path, 1))] == ["2019-11", "2027-01"]


@pytest.mark.parametrize(
    ("content", "field"),
    [
        (b"{", "file"),
        (b"[]", "file"),
        (made(conditions=[]), "conditions"),
        (made(since="soon"), "since"),
        (json.dumps({**json.loads(FIFTH), "name": "Another"}).encode(), "code"),
    ],
)
def test_b8_an_edition_with_a_hole_is_refused(folder: Path, content: bytes, field: str) -> None:
    """B8: the hole is named, nothing is recorded."""
    desk = on(folder, 0)
    facts = desk.standing().facts
    assert refused(lambda: edition.announce(desk, content, "e.json", day(40))) == field
    assert desk.standing().facts == facts


def test_b8_announcing_too_early_or_nothing(folder: Path) -> None:
    """B8: today is the earliest day customers can be told;
    without an edition there is no letter.
    """
    desk = on(folder, 0)
    assert refused(lambda: edition.announce(desk, made(), "e.json", day(29))) == "effective"
    assert refused(lambda: edition.issue_letters(desk)) == "kind"
    assert refused(lambda: letter.issue(desk, desk.case("A-0001"), "edition")) == "kind"
    edition.announce(desk, made(), "e.json", day(35))
    edition.announce(on(folder, 0), made(), "e.json", day(36))
    assert on(folder, 0).standing().coming_editions(DAY)[-1][0] == day(36)


def test_b8_the_impact_names_active_exemptions(folder: Path) -> None:
    """B8: new or reworded conditions have to be judged,
    known broken ones break it, a type may be gone.
    """
    desk = on(folder, 0)
    found = edition.impact(desk, "2022-12")
    assert {row.number for row in found} == {"A-0001"}
    assert {row.verdict for row in found} == {"to_judge"}
    assert any("new, an exemption must not" in row.what for row in found)
    assert refused(lambda: edition.impact(desk, "1999")) == "edition"
    assert edition.impact(desk, "2019-11") == ()


def test_d1_a_ground_from_a_coming_edition_waits_for_it(folder: Path) -> None:
    """D1, B8: prepared before, notified once that edition is in force;
    an older preparation is made again.
    """
    desk = on(folder, 0)
    edition.announce(desk, made(), "e.json", day(40))
    conditions = edition.read_edition(desk, made(), "e").conditions
    new = next(row.code for row in conditions if row.code not in FACTOR_4["conditions"])
    desk = on(folder, 5)
    case = revocation.revoke(desk, desk.case("A-0001"), [new], **GROUNDS)
    assert case.revocation is not None
    assert case.revocation.prepared.edition == "2027-01"
    assert refused(lambda: letter.issue(desk, case, "notice_first")) == "edition"
    told_elsewhere(folder, 10)
    edition.publish(on(folder, 10), made(), "e.json", day(10), day(40))
    later = on(folder, 40)
    case, issued = letter.issue(later, later.case("A-0001"), "notice_first")
    assert issued.record.edition == "2027-01"
    case = letter.dispatched(later, case, issued.record.number, day(40), "R")
    with pytest.raises(Refused):
        revocation.add_ground(later, case, ["nothing"], why="w", not_evident="n")


def test_d1_a_ground_from_a_coming_edition_is_not_added_early(folder: Path) -> None:
    """D1: a running course takes it once its edition is in force."""
    edition.announce(on(folder, 0), made(), "e.json", day(40))
    desk = on(folder, 0)
    new = next(
        row.code
        for row in desk.editions["2027-01"].conditions
        if row.code not in FACTOR_4["conditions"]
    )
    case = revocation.revoke(desk, desk.case("A-0001"), ["cost"], **GROUNDS)
    case, issued = letter.issue(desk, case, "notice_first")
    case = letter.dispatched(desk, case, issued.record.number, DAY, "R")
    with pytest.raises(Refused, match="not in force yet") as refusal:
        revocation.add_ground(desk, case, [new], why="w", not_evident="n")
    assert (refusal.value.rule, refusal.value.field) == ("D1", "conditions")


@pytest.mark.sqlite
def test_b8_a_kept_edition_that_is_gone_is_said(folder: Path) -> None:
    """B8: the store's own file of the edition is checked when it is opened."""
    import sqlite3

    edition.announce(on(folder, 0), made(), "e.json", day(40))
    with sqlite3.connect(folder / "s.sqlite") as connection:
        connection.execute("DROP TRIGGER document_no_delete")
        connection.execute("DELETE FROM document WHERE media = 'application/json'")
    connection.close()
    with pytest.raises(StoreError, match="2027-01 is not in the store"):
        on(folder, 1)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"types": ["x"]}, "types"),
        ({"since": 5}, "file"),
        ({"code": " "}, "code"),
        ({"conditions": [{"code": "a", "name": "", "text": "x"}]}, "conditions"),
        ({"conditions": [{"code": "a", "name": "n", "text": "x"}] * 2}, "conditions"),
        (
            {"factors": [{"code": "x", "question": "q", "if_yes": "banana", "asked": False}]},
            "factors",
        ),
        ({"factors": [{"code": "x", "question": "q", "if_yes": "approve", "months": [3]}]}, "file"),
        (
            {"factors": [{"code": "x", "question": "q", "if_yes": "approve", "months": [5, 3]}]},
            "factors",
        ),
        ({"factors": [{"code": "x", "question": "q", "if_yes": "approve"}]}, "factors"),
        ({"triage": [{"question": "q", "route": "nowhere"}]}, "triage"),
    ],
)
def test_b8_rows_that_do_not_hold_together_are_refused(
    folder: Path, changes: dict[str, Any], field: str
) -> None:
    """B8: types, factors and conditions are rows of data;
    what is no row, empty, twice or out of joint is named.
    """
    assert (
        refused(lambda: edition.announce(on(folder, 0), made(**changes), "e.json", day(40)))
        == field
    )
    assert on(folder, 0).standing().announced == ()


def test_b8_a_draft_is_replayed_over_past_decisions(folder: Path) -> None:
    """B8: which decisions it would change and why; nothing is recorded,
    and a draft that changes none says none.
    """
    desk = on(folder, 0)
    facts = desk.standing().facts
    case = assessed(desk, FACTOR_3, ticket="MMD-7-X")
    decision.make(desk, case, Proposal("approve_migration"))
    found = edition.replay(desk, made(), "draft.json")
    assert [(row.number, row.was, row.would_be) for row in found] == [
        ("A-0001", "approve", "undetermined"),
        ("A-0004", "approve_migration", "undetermined"),
    ]
    assert found[0].because == ("Personalisation is unknown: no approval yet.",)
    first = json.loads((paths.resources() / "editions" / "2019-11.json").read_bytes())

    def draft(**changes: Any) -> bytes:
        return json.dumps({**first, "code": "2027-01", **changes}).encode()

    assert edition.replay(desk, draft(), "draft.json") == ()
    factors = json.loads(draft())["factors"]
    factors[2]["months"] = [3, 6]
    (row,) = edition.replay(desk, draft(factors=factors), "draft.json")
    assert row.because == ("The longest migration is 6 months; it was approved until 2027-11-23.",)
    types = [row for row in first["types"] if row["code"] != "security_agents_vpns"]
    gone = edition.replay(desk, draft(types=types, technology=[]), "draft.json")
    assert {row.because for row in gone} == {("Its exemption type is no longer used.",)}
    factors = json.loads(draft())["factors"]
    factors[0]["question"] = "Is it anything at all?"
    assert (
        "Factor 1 is not answered."
        in edition.replay(desk, draft(factors=factors), "d.json")[0].because
    )
    assert desk.standing().facts == facts


def test_b8_the_edition_that_was_announced_is_published(folder: Path) -> None:
    """B8: another file under its code is refused, and so is announcing it twice for one day."""
    desk = on(folder, 0)
    edition.announce(desk, made(), "e.json", day(40))
    assert refused(lambda: edition.announce(desk, made(), "e.json", day(40))) == "effective"
    other = made(conditions=json.loads(FIFTH)["conditions"][:3])
    for here in (desk, on(folder, 0)):
        assert (
            refused(lambda here=here: edition.publish(here, other, "e.json", DAY, day(40)))
            == "code"
        )


def test_b8_an_edition_with_a_character_that_cannot_be_printed_is_refused_when_it_is_read(
    folder: Path,
) -> None:
    """B8, C3: whatever is accepted can be printed."""
    desk = bootstrap.open_desk(Choices(folder / "s.sqlite", day(0), "Ines Moreau"))
    content = made().replace(b"Edition of January", "Edition \U00017000 of January".encode())
    assert content != made()
    with pytest.raises(Refused) as refusal:
        edition.announce(desk, content, "e.json", day(40))
    assert "U+17000" in refusal.value.message


def test_b8_an_edition_whose_day_cannot_be_kept_is_said_on_the_calendar(folder: Path) -> None:
    """B8: told less than 30 days before, or not at all by then,
    it does not take effect on that day.
    """
    edition.announce(on(folder, 0), made(), "e.json", day(40))
    (entry,) = revocation_calendar.edition_entries(on(folder, 9))
    assert entry.note == ""
    (entry,) = revocation_calendar.edition_entries(on(folder, 11))
    assert "announce it again for a later one" in remark(entry, day(11), lambda _: "")
    told_elsewhere(folder, 10)
    assert revocation_calendar.edition_entries(on(folder, 11))[0].note == ""


def test_b8_the_entry_of_an_edition_announced_anew_is_a_newer_one(folder: Path) -> None:
    """B8: other calendars take over its later day: the number rises and the moment moves."""
    desk = on(folder, 0)
    edition.announce(desk, made(), "e.json", day(40))
    (first,) = revocation_calendar.edition_entries(desk)
    assert (first.sequence, first.stamp) == (0, desk.standing().facts[-1].at)
    later = on(folder, 12)
    edition.announce(later, made(), "e.json", day(60))
    (entry,) = revocation_calendar.edition_entries(later)
    assert (entry.uid, entry.day, entry.sequence) == (first.uid, day(60), 1)
    assert entry.stamp == later.standing().facts[-1].at != first.stamp


@pytest.mark.parametrize(
    ("proposal", "told"),
    [
        (Proposal("decline", "The driver is unsigned."), False),
        (Proposal("no_exemption_needed", "A setting.", route="configurable_setting"), False),
        (Proposal("return", "How many users?"), True),
        (Proposal("approve"), True),
    ],
)
def test_b8_only_the_customer_of_a_case_that_an_edition_can_concern_must_be_told(
    folder: Path, proposal: Proposal, told: bool
) -> None:
    """B8: undecided, approved, in force or under revocation;
    that the letter of a decision is owed does not make it undecided.
    """
    desk = on(folder, 0)
    case = assessed(desk, FACTOR_4, ticket="MMD-4-X", customer="Litware", timeline="permanent")
    case = decision.make(desk, case, proposal)
    assert (case.number in edition.recipients(desk)) == told


LATER = {"code": "2027-05", "name": "Edition of May 2027"}


def test_b8_editions_are_published_in_the_order_of_their_days(folder: Path) -> None:
    """B8: a later edition waits for an earlier one that customers were told of,
    else the earlier could never take effect on its day, nor on another.
    """
    desk = on(folder, 1)
    edition.announce(desk, made(), "e.json", day(60))
    edition.announce(desk, made(**LATER), "f.json", day(90))
    told_elsewhere(folder, 2)
    desk = on(folder, 3)
    with pytest.raises(Refused, match="Edition of January 2027 is announced for 2027-01-22"):
        edition.publish(desk, made(**LATER), "f.json", day(2), day(90))
    edition.publish(desk, made(), "e.json", day(2), day(60))
    edition.publish(desk, made(**LATER), "f.json", day(2), day(90))
    assert [row.code for row in edition.known(desk)] == ["2019-11", "2027-01", "2027-05"]


def test_b8_an_earlier_edition_whose_day_cannot_be_kept_holds_up_no_other(folder: Path) -> None:
    """B8: it is announced again, for a day after those of published editions,
    and for none that another edition has.
    """
    edition.announce(on(folder, 1), made(), "e.json", day(40))
    edition.announce(on(folder, 1), made(**LATER), "f.json", day(90))

    def again(days: int) -> object:
        return edition.announce(on(folder, 11), made(), "e.json", day(days))

    assert refused(lambda: again(90)) == "effective"
    told_elsewhere(folder, 11)  # of both; of the earlier one too late
    edition.publish(on(folder, 11), made(**LATER), "f.json", day(11), day(90))
    with pytest.raises(Refused, match="is not after 2027-02-21"):
        again(89)
    again(120)
