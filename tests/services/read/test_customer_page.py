"""One customer over all cases and spellings: counts and sentences (rules A5, C9, C10, D9)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.case_fold import fold
from mmd_reviewer.domain.customers import Customers
from mmd_reviewer.domain.device import Device
from mmd_reviewer.domain.fact import Author, Body, Fact, write_fact
from mmd_reviewer.domain.identity import identity, plain
from mmd_reviewer.domain.letters.promised import ToldRow
from mmd_reviewer.domain.period import on_screen
from mmd_reviewer.domain.register import Names
from mmd_reviewer.services.read import customer_words as words
from mmd_reviewer.services.read.customer_list import CustomerLine, fitting
from mmd_reviewer.services.read.customer_page import CustomerPage, LastTold, page_of
from mmd_reviewer.services.read.customer_sheet import customer_sheet
from tests.domain.letter_cases import GROUNDS
from tests.domain.test_decision import try_to
from tests.making import DAY, FACTOR_4, day, request

SPELLINGS = ("Northwind Traders", "Northwind", "NWT")
JOINED = Customers({plain(name): SPELLINGS[0] for name in SPELLINGS[1:]})
DEVICES = tuple(
    Device(f"S{n}", "HP", "Elite", f"PC-{n}", "Test" if n % 4 == 0 else "Broad") for n in range(9)
)
APPROVED = try_to("approve", FACTOR_4)


def made(place: int, customer: str, bodies: Sequence[Body], title: str = "Zebra driver") -> Case:
    """A case of a customer with what happened to it."""
    asked = request(customer=customer, ticket=f"MMD-{place}", title=title, contact="Ana Ruiz")
    facts: list[Fact] = []
    for n, body in enumerate((kinds.RequestReceived(f"A-{place:04d}", asked, "f.csv"), *bodies)):
        author = Author("Ines", "A", DAY, f"2026-11-23T10:00:{n:02d}.000000Z")
        parents = [facts[-1].id] if facts else []
        facts.append(write_fact(identity(asked), parents, f"deed{n}", author, body)[0])
    return fold(facts)


def in_force(devices: Sequence[Device], since: int = -120) -> list[Body]:
    return [APPROVED, kinds.Deployed(day(since), tuple(devices))]


def revoked(devices: Sequence[Device], first: int) -> list[Body]:
    """Notified so many days from today; day 90 is its deadline."""
    sent = kinds.NoticeSentElsewhere("first", day(first), "MMD-1", "Jonas Weber")
    return [*in_force(devices, min(first, -120)), GROUNDS, sent]


def page(
    cases: Sequence[Case], known: Customers = JOINED, name: str = SPELLINGS[0]
) -> CustomerPage:
    return page_of(
        name,
        cases,
        DAY,
        known,
        Names({"security_agents_vpns": "VPNs"}, {}),
        lambda one: "Stability",
    )


STORIES = st.lists(
    st.tuples(
        st.sampled_from(SPELLINGS),
        st.sampled_from(["new", "force", "notice", "lapsed"]),
        st.sets(st.integers(0, len(DEVICES) - 1), min_size=1, max_size=5),
    ),
    min_size=1,
    max_size=6,
)


def told_story(place: int, story: tuple[str, str, set[int]]) -> Case:
    spelling, kind, numbers = story
    devices = [DEVICES[n] for n in sorted(numbers)]
    bodies: list[Body] = []
    if kind == "force":
        bodies = in_force(devices)
    elif kind != "new":
        bodies = revoked(devices, -30 if kind == "notice" else -100)
    return made(place, spelling, bodies)


@pytest.mark.model
@given(STORIES)
def test_a5_counts_of_joined_spellings_are_the_distinct_union(
    stories: list[tuple[str, str, set[int]]],
) -> None:
    """A5, D9: register, cover and letters of the joined customer are the union of its spellings;
    a device under several of them counts once.
    """
    cases = [told_story(place, story) for place, story in enumerate(stories, 1)]
    whole = page(cases)
    parts = [
        page([case for case in cases if case.request.customer == name], Customers(), name)
        for name in SPELLINGS
    ]
    out = {one.device.serial for part in parts for one in part.out}
    lost = {one.device.serial for part in parts for one in part.out if one.revoked}
    assert {one.device.serial for one in whole.out} == out
    assert whole.out_by == (len(lost), len(out - lost))
    carrying = {
        device.serial
        for part in parts
        for row in part.exemptions
        for device in row.case.carrying(DAY)
    }
    assert whole.devices == len(carrying)
    for name in ("exemptions", "cases", "letters"):
        assert len(getattr(whole, name)) == sum(len(getattr(part, name)) for part in parts)
    ahead = {
        device.serial
        for case in cases
        if case.revocation is not None and case.revocation.dates is not None
        if case.revocation.dates.deadline > DAY
        for device in case.under_revocation(DAY)
        if not device.in_test_group
    }
    assert sum(one.devices for one in whole.ahead) == len(ahead - lost)
    assert whole.decided.approved == sum(part.decided.approved for part in parts)
    assert {row.number for row in whole.cases} == {case.number for case in cases}


@pytest.mark.parametrize(
    ("cases", "headline", "note"),
    [
        ([("new", 0)], "No device is out of service levels today", ""),
        (
            [("force", 1)],
            "1 device is out of service levels today",
            "In the Test group, not by a revocation.",
        ),
        (
            [("notice", 6)],
            "2 devices are out of service levels today",
            "All in the Test group, none by a revocation. "
            "4 more from Fri 2027-01-22, if nothing is removed.",
        ),
        (
            [("lapsed", 2)],
            "2 devices are out of service levels today",
            "1 by a revocation, 1 in the Test group.",
        ),
    ],
)
def test_d9_the_headline_tells_test_group_and_revocation_apart(
    cases: list[tuple[str, int]], headline: str, note: str
) -> None:
    """D9: out of service levels is always told apart; what comes next has its day."""
    found = page(
        [
            told_story(place, (SPELLINGS[0], kind, set(range(count))))
            for place, (kind, count) in enumerate(cases, 1)
        ]
    )
    assert (words.headline(found), words.headline_note(found)) == (headline, note)


def test_d9_by_a_revocation_alone() -> None:
    """D9."""
    one, two = (page([made(1, "NWT", revoked(DEVICES[1:end], -100))]) for end in (2, 3))
    assert words.headline_note(one) == "By a revocation."
    assert words.headline_note(two) == "All by a revocation."
    assert words.ahead_words(one) == ""
    (machine,) = one.out
    assert words.why_words(machine) == "By a revocation"
    assert words.since_words(machine) == "Fri 2026-11-13"
    assert words.copied(one).splitlines() == [
        "Serial number\tName\tDevice\tCase\tWhy\tSince",
        "S1\tPC-1\tHP Elite\tA-0001\tBy a revocation\t2026-11-13",
    ]


def test_the_parts_of_the_page_and_their_lines() -> None:
    """A6, C9, E1: each case stands in one part; what is missing is said at its right."""
    ended = replace(APPROVED, until=day(-5), open_ended=False)
    cases = [
        made(1, "NWT", []),
        made(2, "NWT", in_force(DEVICES[:3])),
        made(3, "NWT", revoked(DEVICES[:3], -30)),
        made(4, "NWT", [ended, kinds.Deployed(day(-120), DEVICES[:2])]),
        made(5, "NWT", [ended]),
        made(6, "NWT", [try_to("withdrawn", {})]),
        made(7, "NWT", [APPROVED]),
        made(8, "NWT", [APPROVED, kinds.Deployed(day(-9))]),
        made(9, "NWT", revoked(DEVICES[:3], -100)),
    ]
    found = page(cases)
    parts = {row.number: row.part for row in found.cases}
    assert parts == {
        "A-0001": "open",
        "A-0002": "approved",
        "A-0003": "revoked",
        "A-0004": "lapsed",
        "A-0005": "over",
        "A-0006": "over",
        "A-0007": "approved",
        "A-0008": "approved",
        "A-0009": "revoked",
    }
    rows = {row.number: row for row in found.cases}
    assert words.subline(found).startswith(
        "6 exemptions, 4 of them on 3 devices, 1 without a device list · 1 open request"
    )
    ends = {number: words.end_words(row, DAY) for number, row in rows.items()}
    assert ends["A-0001"] == ("", "not assigned")
    assert ends["A-0002"][1] == "letter not written"
    assert ends["A-0003"] == ("Fri 2027-01-22", "last day to act, in 60 days")
    assert ends["A-0009"] == ("Fri 2026-11-13", "was the last day")
    assert words.amount_words(rows["A-0001"], DAY) == ("12", "d")
    assert words.amount_words(rows["A-0007"], DAY) == ("–", "")
    assert words.amount_words(rows["A-0008"], DAY) == ("Not listed", "")
    assert words.state_line(rows["A-0007"]) == "Approved, not deployed"
    assert words.what_line(rows["A-0001"], found)[2] == "asked for 24 months"
    assert words.what_line(rows["A-0003"], found) == ("Stability: 61 stop errors.", "A-0003")
    assert words.course_words(rows["A-0003"].case, DAY) == (
        "Second notice due Mon 2026-11-23. No appeal. 0 of 2 removed."
    )
    assert (
        words.course_words(rows["A-0009"].case, DAY)
        == "Cover has ended. No appeal. 0 of 2 removed."
    )
    assert [*words.decided_lines(found)] == [
        ("7 of 7 approved", "0 declined, 0 returned"),
        ("2 of 7 ever revoked", "2 in revocation today"),
    ]
    assert found.contacts[0].cases == tuple(sorted(parts))
    assert words.contact_note(found.contacts[0]) == "9 requests, last Wed 2026-11-11"
    sheet = customer_sheet(found)
    titles = [table.title for table in sheet.tables]
    assert titles[:3] == ["Open requests", "Approved and in force", "In revocation"]
    assert "Out of service levels today" in titles
    assert "Letters" not in titles, "there are none"


def test_a_revocation_that_is_not_notified_is_said_and_an_appeal_too() -> None:
    """D1, D8: no clock runs before the first notice; removals count without the Test group."""
    prepared = page([made(1, "NWT", [*in_force(DEVICES[:2]), GROUNDS])])
    (row,) = prepared.part("approved")
    assert words.course_words(row.case, DAY).startswith("A revocation is prepared")
    gone = kinds.RemovalConfirmed((DEVICES[1].key,), DAY, "Ana Ruiz")
    appeal = kinds.AppealRaised(DAY, "upgrade", "Version 6 is deployed.")
    found = page([made(1, "NWT", [*revoked(DEVICES[:3], -70), gone, appeal])])
    (row,) = found.part("revoked")
    assert words.course_words(row.case, DAY) == (
        "Third notice due Fri 2026-11-13, 10 days late. "
        "An appeal of Mon 2026-11-23 is open. 1 of 2 removed."
    )


@pytest.mark.parametrize(
    ("what", "value", "sentence"),
    [
        ("deadline", "2027-01-22", "Last day to act on Zebra driver is Fri 2027-01-22."),
        ("deadline", "2026-11-13", "Last day to act on Zebra driver was Fri 2026-11-13."),
        ("last_day", "2028-05-23", "Zebra driver is approved until Tue 2028-05-23."),
        ("last_day", "open-ended", "Zebra driver is approved open-ended."),
        (
            "cover_ended",
            "2026-11-13, 2 devices",
            "Zebra driver: without cover since Fri 2026-11-13, 2 devices.",
        ),
        ("decision", "decline", "Zebra driver: declined."),
        ("decision", "withdrawn", "Zebra driver: withdrawn by the customer."),
        ("appeal", "withdrawn", "Zebra driver: the revocation is withdrawn."),
        ("revocation", "withdrawn", "Zebra driver: revocation withdrawn."),
        ("revocation", "in notice", "Zebra driver: revocation in notice."),
    ],
)
def test_c10_what_was_told_last_is_a_sentence(what: str, value: str, sentence: str) -> None:
    """C10."""
    told = ToldRow(what, value, value, "A-0001-L2", DAY, False)
    last = LastTold(made(1, "NWT", []), told, "MMD-1", False)
    assert words.told_sentence(last, DAY) == sentence
    assert words.told_by(last) == "A-0001-L2, dispatched Mon 2026-11-23, MMD-1"


def test_c10_told_elsewhere_and_what_differs() -> None:
    """C10: the newest word counts; where something was told otherwise the case is named."""
    found = page([made(1, "NWT", revoked(DEVICES[:3], -30)), made(2, "NWT", [APPROVED])])
    assert found.told is not None
    assert words.told_sentence(found.told, DAY).startswith("Last day to act on Zebra driver is")
    assert words.told_by(found.told) == "Told elsewhere, Sat 2026-10-24"
    assert words.told_holds(found) == ("good", "Same as what holds")
    assert words.differing_words(found) == "Not told as it holds: A-0001, A-0002"
    nothing = page([made(1, "NWT", [])])
    assert nothing.told is None
    assert [*words.decided_lines(nothing)] == [("Nothing is decided yet", "")]
    assert words.subline(nothing) == "No exemption · 1 open request"


def test_a_customer_is_found_by_the_beginnings_of_its_words_and_spellings() -> None:
    lines = [CustomerLine("Northwind Traders", ("NWT",)), CustomerLine("Contoso", ())]
    for typed, number in (("north", 1), ("tra nor", 1), ("nwt", 1), ("wind", 0), ("", 2)):
        assert len(fitting(lines, typed)) == number, typed
    assert lines[0].words == ""
    assert replace(lines[0], open=1, in_force=2, over=3).words == "1 open, 2 in force, 3 over"


def test_spellings_that_differ_in_capitals_only_are_shown_and_not_joined() -> None:
    """A5: they are one customer anyway; a joined one is shown as it was written."""
    known = Customers({"nwt": "Northwind Traders"}, {"nwt": "NWT"})
    found = page([made(1, "NORTHWIND TRADERS", []), made(2, "NWT", [])], known)
    assert (found.joined, found.others) == (("NWT",), ("NORTHWIND TRADERS",))


def test_several_deadlines_ahead_count_a_device_on_its_first() -> None:
    """D9."""
    cases = [made(1, "NWT", revoked(DEVICES[1:4], -30)), made(2, "NWT", revoked(DEVICES[2:7], -10))]
    found = page(cases)
    assert [(one.day, one.devices) for one in found.ahead] == [
        (date(2027, 1, 22), 3),
        (date(2027, 2, 11), 2),
    ]
    assert words.ahead_words(found) == (
        "3 more from Fri 2027-01-22, 2 more from Thu 2027-02-11, if nothing is removed."
    )


def told(case: Case, kind: str) -> Case:
    """The decision was told elsewhere today."""
    assert case.decision is not None
    body = kinds.ToldElsewhere(kind, (case.decision.fact,), DAY, "TEL-1", "Jonas Weber")
    author = Author("Ines", "A", DAY, "2026-11-23T11:00:00.000000Z")
    said = write_fact(case.key, [case.facts[-1].id], "told", author, body)[0]
    return fold([*case.facts, said])


def test_d9_on_the_deadline_it_is_still_the_last_day_to_act() -> None:
    """D9: a device removed on it keeps its cover; the day after it was the last day."""
    for first, said in (
        (-89, "last day to act, in 1 day"),
        (-90, "last day to act, today"),
        (-91, "was the last day"),
    ):
        (row,) = page([made(1, "NWT", revoked(DEVICES[:3], first))]).part("revoked")
        assert words.end_words(row, DAY) == (on_screen(day(first + 90)), said)


def test_c5_an_approval_is_in_force_on_its_last_day() -> None:
    """C5: expired the day after."""
    for ends, said in ((0, "today"), (1, "in 1 day"), (-1, "still on devices")):
        approved = replace(APPROVED, until=day(ends), open_ended=False)
        one = made(1, "NWT", [approved, kinds.Deployed(day(-120), DEVICES[:2])])
        (row,) = page([told(one, "approved")]).exemptions
        assert words.end_words(row, DAY) == (on_screen(day(ends)), said)


def test_c1_the_age_of_an_open_request_stands_still_while_its_customer_owes_an_answer() -> None:
    """C1, A6: the page says the age that the queue says, and orders by it."""
    asked = try_to("return", FACTOR_4, reason="Which version?")
    found = page_of(
        SPELLINGS[0],
        [told(made(1, "NWT", [asked]), "returned")],
        day(30),
        JOINED,
        Names({}, {}),
        lambda one: "",
    )
    (row,) = found.part("open")
    assert words.amount_words(row, found.day) == ("12", "d")
