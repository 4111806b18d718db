"""Editions: announced, told by letter, published 30 days later or more, and their impact (rule B8)."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mmd_reviewer import bootstrap, paths
from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.errors import Refused, StoreError
from mmd_reviewer.domain.letters.compose import as_text
from mmd_reviewer.domain.letters.dispatch import Dispatch
from mmd_reviewer.domain.period import in_words
from mmd_reviewer.domain.revocation_calendar import remark
from mmd_reviewer.services import assessment, decision, edition, letter, owed, revocation, revocation_calendar
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.settings import Choices
from tests.making import (
    DAY,
    FACTOR_3,
    FACTOR_4,
    GROUNDS,
    LAPTOP,
    Course,
    QuickPress,
    assessed,
    day,
    new_desk,
    put_in_force,
    receive,
)

FIFTH = (paths.resources() / "editions" / "2022-12.json").read_bytes()


def made(**changes: Any) -> bytes:
    """An edition file like that of 2022, changed."""
    return json.dumps({**json.loads(FIFTH), "code": "2027-01", "name": "Edition of January 2027", **changes}).encode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A store with an approval in force of Fabrikam, an open request of it, and one of Contoso."""
    desk = new_desk(tmp_path)
    case = assessment.answer(desk, receive(desk, timeline="permanent"), FACTOR_4)
    put_in_force(desk, decision.make(desk, case, Proposal("approve")), DAY, (LAPTOP,))
    receive(desk, ticket="MMD-2-X")
    receive(desk, ticket="MMD-3-X", customer="Contoso")
    return tmp_path


def on(folder: Path, days: int) -> Desk:
    desk = bootstrap.open_desk(Choices(folder / "s.sqlite", day(days), "Ines Moreau"))
    return replace(desk, press=QuickPress())


def refused(act: object) -> str:
    """The field of a refusal by B8."""
    with pytest.raises(Refused) as refusal:
        act()  # type: ignore[operator]
    assert refusal.value.rule == "B8"
    return refusal.value.field


def told_elsewhere(folder: Path, days: int) -> None:
    """Every customer was told of the announced edition in another way, on that day."""
    desk = on(folder, days)
    cases = [desk.case(number) for number in desk.standing().announced[-1].body.tell]
    letter.told_elsewhere(desk, cases, "edition", Dispatch(day(days), "Mail 7"), "Petra Novak")


def test_b8_from_announcement_by_letters_to_force(folder: Path) -> None:
    """B8: told is the last letter's dispatch; day 30 is allowed; a case decided before keeps its wording."""
    desk = on(folder, 0)
    edition.announce(desk, made(), "e.json", day(40))
    desk = on(folder, 1)
    assert [(row.code, row.standing) for row in edition.known(desk)] == [
        ("2019-11", "in_force"), ("2027-01", "announced"),
    ]  # fmt: skip
    letters = edition.issue_letters(desk)
    assert [row.record.addressee[0] for row in letters] == ["Fabrikam", "Contoso"]
    text = as_text(letters[0].record)
    assert "From Saturday 2 January 2027 exemptions are assessed by Edition of January 2027." in text
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


def test_b8_publishing_without_letters_of_this_program(folder: Path) -> None:
    """B8: announced, and told elsewhere with a second person; 30 days are needed all the same."""
    desk = on(folder, 0)
    assert refused(lambda: edition.publish(desk, made(), "e.json", DAY, day(31))) == "announced"
    edition.announce(desk, made(), "e.json", day(30))
    told_elsewhere(folder, 1)
    desk = on(folder, 1)
    assert refused(lambda: edition.publish(desk, made(), "e.json", day(1), day(30))) == "effective"
    edition.announce(desk, made(), "e.json", day(31))  # too late for day 30: announced again for a later day
    assert refused(lambda: edition.publish(on(folder, 1), made(), "e.json", day(1), day(31))) == "announced"
    told_elsewhere(folder, 1)
    edition.publish(on(folder, 1), made(), "e.json", day(1), day(31))
    assert on(folder, 31).edition(day(31)).code == "2027-01"
    assert on(folder, 30).edition(day(30)).code == "2019-11"


def test_b8_an_edition_does_not_overtake_the_one_before(tmp_path: Path) -> None:
    """B8: where nobody has to be told, days and order are checked all the same."""
    empty = new_desk(tmp_path)
    assert refused(lambda: edition.publish(empty, made(), "e.json", DAY, day(29))) == "effective"
    early = date(2019, 1, 1)
    assert refused(lambda: edition.publish(empty, made(), "e.json", early, date(2019, 11, 1))) == "effective"
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
    """B8: today is the earliest day customers can be told; without an edition there is no letter."""
    desk = on(folder, 0)
    assert refused(lambda: edition.announce(desk, made(), "e.json", day(29))) == "effective"
    assert refused(lambda: edition.issue_letters(desk)) == "kind"
    assert refused(lambda: letter.issue(desk, desk.case("A-0001"), "edition")) == "kind"
    edition.announce(desk, made(), "e.json", day(35))
    edition.announce(on(folder, 0), made(), "e.json", day(36))
    assert on(folder, 0).standing().coming_editions(DAY)[-1][0] == day(36)


def test_b8_the_impact_names_active_exemptions(folder: Path) -> None:
    """B8: new or reworded conditions have to be judged, known broken ones break it, a type may be gone."""
    desk = on(folder, 0)
    found = edition.impact(desk, "2022-12")
    assert {row.number for row in found} == {"A-0001"}
    assert {row.verdict for row in found} == {"to_judge"}
    assert any("new, an exemption must not" in row.what for row in found)
    assert refused(lambda: edition.impact(desk, "1999")) == "edition"
    assert edition.impact(desk, "2019-11") == ()


def test_d1_a_ground_from_a_coming_edition_waits_for_it(folder: Path) -> None:
    """D1, B8: prepared before, notified once that edition is in force; an older preparation is made again."""
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
    new = next(row.code for row in desk.editions["2027-01"].conditions if row.code not in FACTOR_4["conditions"])
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
        ({"factors": [{"code": "x", "question": "q", "if_yes": "banana", "asked": False}]}, "factors"),
        ({"factors": [{"code": "x", "question": "q", "if_yes": "approve", "months": [3]}]}, "file"),
        ({"factors": [{"code": "x", "question": "q", "if_yes": "approve", "months": [5, 3]}]}, "factors"),
        ({"factors": [{"code": "x", "question": "q", "if_yes": "approve"}]}, "factors"),
        ({"triage": [{"question": "q", "route": "nowhere"}]}, "triage"),
    ],
)
def test_b8_rows_that_do_not_hold_together_are_refused(folder: Path, changes: dict[str, Any], field: str) -> None:
    """B8: types, factors and conditions are rows of data; what is no row, empty, twice or out of joint is named."""
    assert refused(lambda: edition.announce(on(folder, 0), made(**changes), "e.json", day(40))) == field
    assert on(folder, 0).standing().announced == ()


def test_b8_a_newer_request_hides_no_letter(folder: Path) -> None:
    """B8: told is the dispatch of the *last* letter, also of one that hangs on a case no longer the newest."""
    edition.announce(on(folder, 0), made(), "e.json", day(40))
    letters = edition.issue_letters(on(folder, 1))
    receive(on(folder, 2), ticket="MMD-4-X")
    receive(on(folder, 2), ticket="MMD-5-X", customer="Contoso")
    assert edition.issue_letters(on(folder, 2)) == letters

    def act(told: int) -> None:
        edition.publish(on(folder, 9), made(), "e.json", day(told), day(40))

    assert refused(lambda: act(1)) == "announced"
    desk = on(folder, 9)
    for row in letters:
        letter.dispatched(desk, desk.case(row.record.case), row.record.number, day(9), "R")
    assert edition.known(desk)[-1].standing == "announced"
    act(9)
    assert (edition.known(desk)[-1].standing, edition.known(desk)[-1].announced) == ("coming", day(9))


def test_b8_a_new_type_is_told(folder: Path) -> None:
    """B8: the letter says what changes: also a type that is added."""
    types = [*json.loads(FIFTH)["types"], {"code": "printers", "name": "Printers", "description": "Printing."}]
    edition.announce(on(folder, 0), made(types=types), "e.json", day(40))
    text = as_text(edition.issue_letters(on(folder, 1))[0].record)
    assert "This exemption type is new:\n- Printers" in text


def test_b8_a_draft_is_replayed_over_past_decisions(folder: Path) -> None:
    """B8: which decisions it would change and why; nothing is recorded, and a draft that changes none says none."""
    desk = on(folder, 0)
    facts = desk.standing().facts
    case = assessed(desk, FACTOR_3, ticket="MMD-7-X")
    decision.make(desk, case, Proposal("approve_migration"))
    found = edition.replay(desk, made(), "draft.json")
    assert [(row.number, row.was, row.would_be) for row in found] == [
        ("A-0001", "approve", "undetermined"), ("A-0004", "approve_migration", "undetermined"),
    ]  # fmt: skip
    assert found[0].because == ("Personalisation is unknown: no approval yet.",)
    first = json.loads((paths.resources() / "editions" / "2019-11.json").read_bytes())

    def draft(**changes: Any) -> bytes:
        return json.dumps({**first, "code": "2027-01", **changes}).encode()

    assert edition.replay(desk, draft(), "draft.json") == ()
    factors = json.loads(draft())["factors"]
    factors[2]["months"] = [3, 6]
    row, = edition.replay(desk, draft(factors=factors), "draft.json")
    assert row.because == ("The longest migration is 6 months; it was approved until 2027-11-23.",)
    types = [row for row in first["types"] if row["code"] != "security_agents_vpns"]
    gone = edition.replay(desk, draft(types=types, technology=[]), "draft.json")
    assert {row.because for row in gone} == {("Its exemption type is no longer used.",)}
    factors = json.loads(draft())["factors"]
    factors[0]["question"] = "Is it anything at all?"
    assert "Factor 1 is not answered." in edition.replay(desk, draft(factors=factors), "d.json")[0].because
    assert desk.standing().facts == facts


def test_b8_two_announced_editions_have_letters_of_their_own(folder: Path) -> None:
    """B8, C9: each customer is told each of them; what was told is owed no more and is given again as it is."""
    edition.announce(on(folder, 0), made(), "e.json", day(40))
    next_one = {"code": "2027-06", "name": "Edition of June 2027"}
    edition.announce(on(folder, 1), made(**next_one), "f.json", day(80))
    desk = on(folder, 1)
    letters = edition.issue_letters(desk)
    texts = [as_text(row.record) for row in letters]
    assert [("Edition of January 2027" in text, "Edition of June 2027" in text) for text in texts] == [
        (True, False), (True, False), (False, True), (False, True),
    ]  # fmt: skip
    assert [row.letter for row in owed.owed_list(desk)] == [row.record.number for row in letters]
    assert owed.owed_list(desk, DAY)[0].age_days(day(3)) == 3
    assert len(owed.owed_list(desk, DAY)) == 2  # the second was not announced then
    for row in letters[:2]:
        letter.dispatched(desk, desk.case(row.record.case), row.record.number, day(1), "R")
    assert [row.letter for row in owed.owed_list(desk)] == [row.record.number for row in letters[2:]]
    again = edition.issue_letters(desk)
    assert [row.record.number for row in again] == [row.record.number for row in letters]
    assert [row.dispatched for row in again] == [day(1), day(1), None, None]
    for row in letters[2:]:
        assert letter.condition(desk, desk.case(row.record.case), row) == "issued"


def test_b8_the_edition_that_was_announced_is_published(folder: Path) -> None:
    """B8: another file under its code is refused, and so is announcing it twice for one day."""
    desk = on(folder, 0)
    edition.announce(desk, made(), "e.json", day(40))
    assert refused(lambda: edition.announce(desk, made(), "e.json", day(40))) == "effective"
    other = made(conditions=json.loads(FIFTH)["conditions"][:3])
    for here in (desk, on(folder, 0)):
        assert refused(lambda here=here: edition.publish(here, other, "e.json", DAY, day(40))) == "code"


def test_b8_who_comes_after_the_announcement_is_told_by_the_acknowledgement(folder: Path) -> None:
    """B8: the letter that confirms a request names the coming edition, its day and what changes."""
    case = receive(on(folder, 0), ticket="MMD-6666666-ABCDE")
    heading = "The key conditions of exemptions change"
    assert heading not in as_text(letter.issue(on(folder, 0), case, "acknowledgement")[1].record)
    edition.announce(on(folder, 0), made(), "e.json", day(40))
    later = receive(on(folder, 1), ticket="MMD-7777777-ABCDE", customer="Northwind")
    text = as_text(letter.issue(on(folder, 1), later, "acknowledgement")[1].record)
    assert heading in text
    assert in_words(day(40)) in text


def test_b8_a_second_announced_edition_is_told_beside_the_one_it_follows(folder: Path) -> None:
    """B8: a condition that the first adds and the second drops again is told as ending."""
    rows = json.loads(FIFTH)["conditions"]
    words = {"broken": "It slows the start of the device.", "open": "Would it slow the start of the device?"}
    added = {**rows[0], "code": "start", "name": "Start", "text": "slow the start of a device", "words": words}
    edition.announce(on(folder, 0), made(conditions=[*rows, added]), "e.json", day(40))
    following = made(code="2027-06", name="Edition of June 2027")
    edition.announce(on(folder, 1), following, "f.json", day(80))
    texts = [as_text(row.record) for row in edition.issue_letters(on(folder, 1))]
    first = next(text for text in texts if "Edition of January 2027" in text)
    second = next(text for text in texts if "Edition of June 2027" in text)
    assert "slow the start of a device" in first
    gone = second.partition("This no longer applies. An exemption must not:")[2]
    assert "slow the start of a device" in gone


def test_b8_an_edition_whose_file_is_not_at_hand_is_no_news(folder: Path) -> None:
    """B8: of two announced, letters tell the next one that can be read, beside the one it follows."""
    edition.announce(on(folder, 0), made(), "e.json", day(40))
    now = on(folder, 0).moment()
    known = {code: one for code, one in now.editions.items() if code != "2027-01"}
    assert now.news() is not None
    assert replace(now, editions=known).news() is None


def test_b8_c2_an_edition_announced_for_a_later_day_has_a_letter_that_replaces_the_first(folder: Path) -> None:
    """B8, C2: the customer who was told the first day is told that this letter replaces it."""
    edition.announce(on(folder, 0), made(), "e.json", day(40))
    first = edition.issue_letters(on(folder, 0))
    case = on(folder, 12).case(first[0].record.case)
    case = letter.dispatched(on(folder, 12), case, first[0].record.number, day(12), "R")
    edition.announce(on(folder, 12), made(), "e.json", day(60))
    again = edition.issue_letters(on(folder, 12))
    assert [row.record.replaces for row in again] == [row.record.number for row in first]
    text = as_text(again[0].record)
    assert f"This letter replaces letter {first[0].record.number} of" in text
    assert "Friday 22 January 2027" in text
    assert letter.overtaken(on(folder, 12), on(folder, 12).case(first[1].record.case), first[1])
    assert edition.issue_letters(on(folder, 12)) == again


def test_b8_an_edition_with_a_character_that_cannot_be_printed_is_refused_when_it_is_read(folder: Path) -> None:
    """B8, C3: whatever is accepted can be printed."""
    desk = bootstrap.open_desk(Choices(folder / "s.sqlite", day(0), "Ines Moreau"))
    content = made().replace(b"Edition of January", "Edition \u2bd1 of January".encode())
    assert content != made()
    with pytest.raises(Refused) as refusal:
        edition.announce(desk, content, "e.json", day(40))
    assert "U+2BD1" in refusal.value.message


def test_b8_d2_a_first_notice_is_overtaken_by_an_edition_published_before_its_day(tmp_path: Path) -> None:
    """B8, D2: dated for a day on which another edition is in force, it is not dispatched under the old plan."""
    course = Course(tmp_path)
    edition.announce(course.on(0), made(), "e.json", day(31))
    numbers = edition.issue_letters(course.on(0))
    letter.dispatched(course.on(0), course.case(), numbers[0].record.number, day(0), "R")
    course.revoke(29)
    _, issued = letter.issue(course.on(29), course.case(), "notice_first", dated=day(31))
    edition.publish(course.on(30), made(), "e.json", day(0), day(31))
    assert "not in force" in letter.overtaken(course.on(31), course.on(31).case("A-0001"), issued)
    with pytest.raises(Refused):
        letter.dispatched(course.on(31), course.on(31).case("A-0001"), issued.record.number, day(31), "R")


def test_b8_an_edition_whose_day_cannot_be_kept_is_said_on_the_calendar(folder: Path) -> None:
    """B8: told less than 30 days before, or not at all by then, it does not take effect on that day."""
    edition.announce(on(folder, 0), made(), "e.json", day(40))
    (entry,) = revocation_calendar.edition_entries(on(folder, 9))
    assert entry.note == ""
    (entry,) = revocation_calendar.edition_entries(on(folder, 11))
    assert "announce it again for a later one" in remark(entry, day(11), lambda _: "")
    told_elsewhere(folder, 10)
    assert revocation_calendar.edition_entries(on(folder, 11))[0].note == ""
