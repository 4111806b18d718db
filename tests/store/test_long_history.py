"""Every answer of a store, through a long history: the same from memory and from each database."""

from pathlib import Path

import pytest

from mmd_reviewer.domain.request_queue import SORTS, QueueFilter
from mmd_reviewer.services import appeal, letter, removal
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.ports import Store
from mmd_reviewer.settings import Place
from tests.long import long_or
from tests.making import Course, day
from tests.memory_store import MemoryStore, in_memory
from tests.store.test_contract import filled


def course_of(folder: Path) -> Desk:
    """Requests in several states; one revoked, appealed,
    partly removed, one device under two cases.
    """
    course = Course(folder)
    desk = course.on(0)
    numbers = filled(desk)
    letter.issue(desk, desk.case(numbers[2]))
    course.notified()
    appeal.raise_appeal(course.on(3), course.case(3), day(2), "other", "It is needed at night.")
    appeal.decide_appeal(course.on(5), course.case(5), "stands", "The plan is not changed by it.")
    course.send(30, "second")
    case = removal.confirm_removal(course.on(35), course.case(35), ["T1"], day(34), "Jana Hofer")
    case, _ = letter.issue(course.on(60), case, "notice_third")
    appeal.raise_appeal(course.on(61), case, day(61), "other", "Once more.")
    return course.on(61)


def told(store: Store) -> dict[str, object]:
    """All that a store can be asked, on many days."""
    found: dict[str, object] = {
        "seal": store.seal(),
        "part": store.seal(4),
        "deployed": store.ever_deployed(),
        "devices": [sorted(store.cases_with_device(serial)) for serial in ("5cg1", "T1", "none")],
        "like": [
            store.devices_like(words, 9) for words in ("5c", "t", "PC", "pc-1", "0165 ", "", "zz")
        ],
        "under": [sorted(store.cases_of(names)) for names in (["Fabrikam"], ["Contoso", "x"], [])],
        "decided": store.decided(day(-9), day(9)),
        "none": store.decided(day(1), day(9)),
        "waiting": (store.waiting_counts(), store.waiting_letters()),
        "appeals": store.open_appeals(9),
        "of": [store.entries_of(number) for number in ("A-0001", "A-0002", "A-0099")],
        "newest": (store.newest_day(), store.highest_number("A")),
        "documents": store.document("00" * 32),
        "precedents": [
            (store.outcomes(kind), sorted(row.number for row in store.precedents(words, 9)))
            for kind, words in (
                ("security_agents_vpns", ["anyconn"]),
                ("drivers", ["erp", "no such"]),
                ("", []),
            )
        ],
        "revoking": store.precedents(["home"], 9, revoking=True),
        "found": [store.find(name) for name in ("A-0001", "MMD-3-T", "MMD-9")],
    }
    for n in range(-10, 900, long_or(35, 105)):
        found[f"{n}"] = (
            store.entries_between(day(n), day(n + 35), 7),
            store.entries_overdue(day(n), 3),
            store.entries_later(day(n)),
            store.month(day(n), 35, 2),
            store.register(day(n)),
            store.owed(day(n)),
            store.state_counts(day(n)),
            dict(store.customers(day(n))),
            store.uncovered(day(n)),
            store.page(QueueFilter(state="", words="request"), day(n), 99),
        )
        for sort in SORTS:
            for wish in (
                QueueFilter(sort=sort),
                QueueFilter(state="owed", sort=sort, descending=True),
            ):
                ids = [*store.row_ids(wish, day(n))]
                found[f"{n} {wish}"] = (
                    ids,
                    store.page(wish, day(n), 3),
                    store.rows(ids),
                    store.count(wish, day(n), 3),
                )
    return found


@pytest.mark.long_form
@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_every_answer_of_a_long_history(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest, database: str
) -> None:
    """What is kept as rows is what the facts say when they are folded anew:
    the same deeds, the same answers.
    """
    in_memory(monkeypatch)
    memory = course_of(tmp_path).store
    assert isinstance(memory, MemoryStore)
    place: Place = tmp_path / "s.sqlite"
    if database == "postgresql":
        place = request.getfixturevalue("team_server").new_store()
    store = memory.recorded_in(place)
    expected, found = told(memory), told(store)
    for asked, answer in expected.items():
        assert found[asked] == answer, asked
    assert not store.verify().findings
    assert store.rebuild() == memory.rebuild() == 6
    assert told(store) == found
    store.close()
