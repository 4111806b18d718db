"""Packs as files: taken, worked on, merged; what is refused whole (interfaces, "Offline packs")."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from mmd_reviewer import bootstrap
from mmd_reviewer.cli.main import run
from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.case_export import named_files
from mmd_reviewer.domain.case_state import flags
from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.errors import Refused, StoreError
from mmd_reviewer.packing import check_out, merge_pack
from mmd_reviewer.services import (
    decision,
    desk_settings,
    disposal,
    evidence,
    letter,
    packs,
    request_queue,
    second_assessment,
)
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.read.merge_words import merge_lines
from mmd_reviewer.store.sql_store import SqlStore
from tests.making import DAY, FACTOR_4, new_desk, png, receive, refused
from tests.packs.taking import opened, taken


def test_a_pack_holds_its_cases_whole_and_says_what_it_is(home: Desk, tmp_path: Path) -> None:
    """The desk's own facts travel along; cases that were not chosen do not."""
    pack = opened(taken(home, tmp_path, "A-0002"))
    assert pack.standing().pack is not None
    assert pack.standing().mark == ("Pack A1", "Taken by Kim on 2026-11-23")
    assert pack.case("A-0002").answers == home.case("A-0002").answers
    with pytest.raises(Refused):
        pack.case("A-0001")
    assert packs.out_numbers(home) == {"A-0002": "Out on A1 (Kim)"}
    assert packs.out_numbers(pack) == {}
    assert not pack.store.verify().findings
    assert not home.store.verify().findings


def test_what_is_numbered_in_a_pack_never_meets_what_is_numbered_elsewhere(
    home: Desk, tmp_path: Path
) -> None:
    """Numbers of cases and of letters carry the station."""
    pack = opened(taken(home, tmp_path, "A-0002"))
    assert receive(pack, ticket="MMD-1465060-R5V8P").number == "A1-0001"
    for desk, number in ((pack, "A-0002-A1-L1"), (home, "A-0002-L1")):
        case = decision.make(desk, desk.case("A-0002"), Proposal("approve", open_ended=True))
        _, issued = letter.issue(desk, case)
        assert issued.record.number == number
    merge_pack(home, pack.store.path)  # type: ignore[attr-defined]
    numbers = [row.record.number for row in home.case("A-0002").letters]
    assert numbers == ["A-0002-A1-L1", "A-0002-L1"]
    assert receive(home, ticket="MMD-1465061-R5V8P").number == "A-0003"
    assert not home.store.verify().findings


def test_a_case_advanced_on_one_side_only_arrives(home: Desk, tmp_path: Path) -> None:
    """Twice changes nothing; the pack is back, and its cases are out no longer."""
    file = taken(home, tmp_path, "A-0001", "A-0002")
    pack = opened(file)
    request_queue.note(pack, pack.case("A-0001"), "Asked the vendor.")
    pack.store.close()
    assert merge_pack(home, file, only_look=True).merged == ("A-0001",)
    assert not home.case("A-0001").notes
    done = merge_pack(home, file)
    assert (done.merged, done.unchanged, done.conflicts) == (("A-0001",), ("A-0002",), ())
    assert home.case("A-0001").notes[0].text == "Asked the vendor."
    assert packs.out_numbers(home) == {}
    again = merge_pack(home, file)
    assert (again.merged, again.facts) == ((), 0)
    assert not home.store.verify().findings


def test_a_pack_that_goes_on_stays_marked(home: Desk, tmp_path: Path) -> None:
    file = taken(home, tmp_path, "A-0001")
    merge_pack(home, file, still_out=True)
    assert packs.out_numbers(home) == {"A-0001": "Out on A1 (Kim)"}


def test_a_pack_is_brought_up_to_date_from_its_store(home: Desk, tmp_path: Path) -> None:
    """Its own cases only, and the desk's facts."""
    file = taken(home, tmp_path, "A-0002")
    request_queue.note(home, home.case("A-0002"), "A call.")
    request_queue.note(home, home.case("A-0001"), "Another.")
    home.store.close()
    pack = opened(file)
    done = merge_pack(pack, tmp_path / "s.sqlite")
    assert done.merged == ("A-0002",)
    assert pack.case("A-0002").notes[0].text == "A call."
    with pytest.raises(Refused):
        pack.case("A-0001")
    assert pack.standing().station == "A1"


def test_what_only_an_approver_may_record_is_named_before_a_merge(
    home: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server has such roles (tests/team); whose facts they are is asked of the store."""
    pack = opened(taken(home, tmp_path, "A-0001", "A-0002"))
    request_queue.note(pack, pack.case("A-0001"), "A call.")
    pack.store.close()
    file = tmp_path / "train.mmdpack"
    assert merge_pack(home, file, only_look=True).barred == ()
    monkeypatch.setattr(home.store, "barred", lambda: frozenset({"NoteAdded"}))
    looked = merge_pack(home, file, only_look=True)
    assert looked.barred == ("A-0001",)
    said = "Of A-0001 came what only an approver of the team may record: let an approver merge it."
    assert said in merge_lines(looked)


def test_one_request_that_came_in_at_two_stations_is_one_case(home: Desk, tmp_path: Path) -> None:
    """A5: the earlier number holds, the other still finds it, and its letters stay."""
    pack = opened(taken(home, tmp_path, "A-0001"))
    there = receive(pack, ticket="MMD-1465077-R5V8P")
    here = receive(home, ticket="MMD-1465077-R5V8P", proposal="Deploy it by Intune.")
    assert (there.number, here.number) == ("A1-0001", "A-0003")
    pack.store.close()
    done = merge_pack(home, tmp_path / "train.mmdpack")
    assert done.one_request == (("A1-0001", "A-0003"),)
    said = "A1-0001 and A-0003 are one request that came in twice: A1-0001 is its number now, "
    assert f"{said}the other finds it too." in merge_lines(done)
    assert merge_pack(home, tmp_path / "train.mmdpack").one_request == ()
    case = home.case("A-0003")
    assert case.numbers == ("A1-0001", "A-0003")
    assert case.key == home.case("A1-0001").key
    assert len(case.versions) == 2
    assert not home.store.verify().findings
    assert home.store.rebuild()
    assert receive(home, ticket="MMD-1465078-R5V8P").number == "A-0004"


def test_what_went_into_a_merge_by_disposal_does_not_come_back(home: Desk, tmp_path: Path) -> None:
    """C11: a case that is out is not disposed of; one that was disposed of is not brought back."""
    file = taken(home, tmp_path, "A-0002")
    case = decision.make(home, home.case("A-0002"), Proposal("withdrawn", reason="Not needed."))
    disposal.set_retention(home, {"withdrawn": 1})
    later = replace(home, clock=bootstrap.MachineClock(DAY.replace(year=2030)))
    assert refused(lambda: disposal.dispose(later, case, "Old.", "Nora")) == ("C11", "number")
    packs.give_up(home, "A1", "The stick is lost.")
    disposal.dispose(later, later.case("A-0002"), "Old.", "Nora")
    done = merge_pack(home, file)
    assert done.gone == ("A-0002",)
    with pytest.raises(Refused, match="disposed of"):
        home.case("A-0002")
    assert not home.store.verify().findings


def _truncated(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-9000])


def _altered(file: Path) -> None:
    content = file.read_bytes()
    assert content.count(b"ERP from home") > 1
    file.write_bytes(content.replace(b"ERP from home", b"ERP from hell"))


def _of_a_newer_program(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[60:64] = (99).to_bytes(4, "big")  # user_version
    file.write_bytes(content)


def _no_store(file: Path) -> None:
    file.write_bytes(b"PK\x03\x04 a holiday picture")


@pytest.mark.parametrize(
    "spoil", [_truncated, _altered, _of_a_newer_program, _no_store, Path.unlink]
)
def test_a_pack_that_is_not_whole_is_refused_whole(
    home: Desk, tmp_path: Path, spoil: object
) -> None:
    """Nothing of it is merged, and the sentence says why."""
    file = taken(home, tmp_path, "A-0001")
    pack = opened(file)
    request_queue.note(pack, pack.case("A-0001"), "Asked the vendor.")
    pack.store.close()
    spoil(file)  # type: ignore[operator]
    before = home.store.seal()
    with pytest.raises(StoreError, match="Nothing was merged") as told:
        merge_pack(home, file)
    assert "Nothing was changed" not in str(told.value)  # once is enough
    assert home.store.seal() == before


def test_what_stops_a_pack_on_the_way_is_told_by_the_name_it_was_to_have(
    home: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder in which it is made is no name that a person gave."""

    def full(store: SqlStore, *_: object) -> None:
        raise StoreError(f"The disk that holds {store.path} is full.")

    monkeypatch.setattr(SqlStore, "record", full)
    with pytest.raises(StoreError) as told:
        taken(home, tmp_path, "A-0001")
    assert str(told.value) == f"The disk that holds {tmp_path / 'train.mmdpack'} is full."
    assert not [*tmp_path.glob("*part*"), *tmp_path.glob(".*part*")]


def test_a_store_of_another_beginning_is_refused(home: Desk, tmp_path: Path) -> None:
    """Two stores of one station are told apart by their identity."""
    (tmp_path / "other").mkdir()
    other = new_desk(tmp_path / "other")
    receive(other)
    other.store.close()
    with pytest.raises(Refused, match="another beginning"):
        merge_pack(home, tmp_path / "other" / "s.sqlite")
    with pytest.raises(Refused, match="belongs to the store"):
        merge_pack(home, tmp_path / "s.sqlite")


def test_what_is_refused_of_taking_along(home: Desk, tmp_path: Path) -> None:
    """No case, a file that is there, a pack of a pack; nothing is recorded of it."""
    before = home.store.seal()
    file = tmp_path / "x.mmdpack"
    assert refused(lambda: check_out(home, [], file)) == ("", "numbers")
    file.write_text("mine")
    with pytest.raises(StoreError, match="nothing is overwritten"):
        check_out(home, [home.case("A-0001")], file)
    assert home.store.seal() == before
    pack = opened(taken(home, tmp_path, "A-0001"))
    pack_of_it = tmp_path / "y.mmdpack"
    assert refused(lambda: check_out(pack, [pack.case("A-0001")], pack_of_it)) == ("", "store")
    assert refused(lambda: packs.give_up(home, "A9", "Lost.")) == ("", "code")
    assert refused(lambda: packs.give_up(home, "A1", " ")) == ("", "reason")


def test_a_station_is_named_by_a_recorded_deed(home: Desk, tmp_path: Path) -> None:
    """New numbers carry it, older ones stay; a pack keeps its own."""
    desk_settings.change(home, {"station": "be"})
    assert home.standing().station == "BE"
    assert receive(home, ticket="MMD-1465099-R5V8P").number == "BE-0001"
    assert refused(lambda: desk_settings.change(home, {"station": "B2"})) == ("", "station")
    pack = opened(taken(home, tmp_path, "A-0001"))
    assert pack.standing().station == "BE1"
    assert refused(lambda: desk_settings.change(pack, {"station": "C"})) == ("", "station")


def test_a_pack_recovered_or_rebuilt_stays_a_pack(home: Desk, tmp_path: Path) -> None:
    """What it is stands beside its facts, and no upkeep forgets it."""
    file = taken(home, tmp_path, "A-0001")
    pack = opened(file)
    pack.store.rebuild()
    pack.store.close()
    bootstrap.recover_store(file, tmp_path / "again.sqlite")
    assert opened(tmp_path / "again.sqlite").standing().station == "A1"


@pytest.mark.model
def test_the_week_in_the_terminal(
    home: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Checkout, answers on both sides, merge, settle, verify: exit codes and JSON."""
    home.store.close()
    store, pack = str(tmp_path / "s.sqlite"), str(tmp_path / "t.mmdpack")

    def do(*words: str, at: str = store, code: int = 0) -> object:
        assert run([*words, "--store", at, "--json"], None) == code  # type: ignore[arg-type]
        return json.loads(capsys.readouterr().out)

    assert do("checkout", "--out", pack, "A-0002", "--to", "Kim") == {
        "pack": "A1",
        "file": pack,
        "cases": 1,
        "out_already": [],
    }
    assert do("packs")[0]["pack"] == "A1"  # type: ignore[index]
    assert do("packs")[0]["numbers"] == ["A-0002"]  # type: ignore[index]
    assert do("show", "A-0002")["out"] == "Out on A1 (Kim)"  # type: ignore[index]
    assert [row["out"] for row in do("list")] == ["", "Out on A1 (Kim)"]  # type: ignore[attr-defined]
    again = do("checkout", "--out", f"{pack}2", "A-0002", "--to", "Kim\nO")
    assert again["out_already"] == ["A-0002 is out on A1 (Kim) too"]  # type: ignore[index]
    assert do("packs", "--give-up", "a2", "--reason", "lost")[0]["pack"] == "A1"  # type: ignore[index]
    answers = tmp_path / "answers.json"
    answers.write_text('{"conditions": {"security": "broken"}}')
    do("assess", "A-0002", "--answers", str(answers), at=pack)
    answers.write_text('{"conditions": {"security": "unknown"}}')
    do("assess", "A-0002", "--answers", str(answers))
    merged = do("merge", pack, code=1)
    assert (merged["merged"], merged["conflicts"]) == (["A-0002"], ["A-0002"])  # type: ignore[index]
    shown = do("settle", "A-0002")
    assert shown["one"][0]["station"] == "A1"  # type: ignore[index]
    assert "two_sides" in do("show", "A-0002")["flags"]  # type: ignore[index]
    assert run(["list", "--store", store], None) == 0  # type: ignore[arg-type]
    assert capsys.readouterr().out.rstrip().endswith("  Two sides, to settle")
    refusal = do("note", "A-0002", "Seen.", code=2)
    assert "changed on two sides" in refusal["error"]["message"]  # type: ignore[index]
    do("settle", "A-0002", "--keep", "one", "--reason", "Kim asked the vendor.")
    assert do("show", "A-0002")["assessment"]["conditions"]["security"] == "broken"  # type: ignore[index]
    do("note", "A-0002", "Seen.")
    assert do("verify")["ok"]  # type: ignore[index]


def test_a_blind_second_assessment_travels_in_a_pack(home: Desk, tmp_path: Path) -> None:
    """The second person answers on the train without sight of the first's; nothing clashes."""
    desk_settings.change(home, {"second_types": "security_agents_vpns"})
    case = decision.make(home, home.case("A-0002"), Proposal("approve", open_ended=True))
    assert second_assessment.hidden(home) == frozenset()  # who decided sees it
    pack = opened(taken(home, tmp_path, "A-0002"))
    assert second_assessment.hidden(pack) == {"A-0002"}
    second_assessment.assess(pack, pack.case("A-0002"), FACTOR_4)
    pack.store.close()
    request_queue.note(home, case, "Meanwhile a call.")
    done = merge_pack(home, tmp_path / "train.mmdpack")
    assert (done.merged, done.conflicts) == (("A-0002",), ())
    after = home.case("A-0002")
    assert [row.by for row in after.second_assessments] == ["Kim"]
    assert letter.issue(home, after)[1].record.number == "A-0002-L1"


def test_a_logo_travels_and_settings_that_come_back_make_rows_anew(
    home: Desk, tmp_path: Path
) -> None:
    """What letters are made with is in the pack; what the desk decided there holds here."""
    logo = tmp_path / "logo.png"
    logo.write_bytes(png(40, 20))
    desk_settings.change(home, {"logo": str(logo)})
    pack = opened(taken(home, tmp_path, "A-0002"))
    sha256 = pack.standing().sender["logo"]
    assert pack.store.document(sha256) is not None
    desk_settings.change(pack, {"second_types": "security_agents_vpns"})
    case = decision.make(home, home.case("A-0002"), Proposal("approve", open_ended=True))
    assert flags(case, DAY) == ()
    pack.store.close()
    merge_pack(home, tmp_path / "train.mmdpack")
    assert "second_wanted" in flags(home.case("A-0002"), DAY)
    assert not home.store.verify().findings


def test_a_disposal_reaches_the_pack_when_it_is_brought_up_to_date(
    home: Desk, tmp_path: Path
) -> None:
    """C11: the words go there too."""
    receive(home, ticket="MMD-1465079-R5V8P")
    pack = opened(taken(home, tmp_path, "A-0001", "A-0002"))
    disposal.set_retention(home, {"withdrawn": 1})
    later = replace(home, clock=bootstrap.MachineClock(DAY.replace(year=2030)))
    packs.give_up(home, "A1", "It goes on by itself.")
    for number in ("A-0002", "A-0003"):  # the pack holds the first of them
        decision.make(home, home.case(number), Proposal("withdrawn", reason="Not needed."))
        disposal.dispose(later, later.case(number), "Old.", "Nora")
    done = packs.merge(pack, home.store)
    assert done.gone == ("A-0002", "A-0003")
    assert len(pack.store.case_keys()) == 2
    assert not pack.store.verify().findings


def test_a_file_that_a_fact_names_and_nobody_has_stops_everything(
    home: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half a case is taken by nobody."""
    evidence.attach(home, home.case("A-0002"), "proof.txt", b"proof")
    before = home.store.seal()
    monkeypatch.setattr(type(home.store), "document", lambda self, id: None)
    with pytest.raises(StoreError, match="is not in the store: run `verify`"):
        taken(home, tmp_path, "A-0002")
    assert home.store.seal() == before


def test_every_file_that_the_desk_names_goes_along() -> None:
    """The files of announced editions, too: without them nothing could be judged by them."""
    author = kinds.Author("Ines", "A", DAY, "2026-11-23T10:00:00.000000Z")
    body = kinds.EditionAnnounced("2027-01", "digest", DAY, "ab" * 32)
    fact, _ = kinds.write_fact(kinds.DESK_KEY, (), "d", author, body)
    assert list(named_files([fact])) == [("the file of edition 2027-01", "ab" * 32)]


def test_a_file_that_both_sides_attached_is_kept_once(home: Desk, tmp_path: Path) -> None:
    """C2: bytes are known by their SHA-256; each attachment stays a fact of its own."""
    pack = opened(taken(home, tmp_path, "A-0002"))
    for desk in (pack, home):
        evidence.attach(desk, desk.case("A-0002"), "proof.txt", b"proof")
    pack.store.close()
    done = merge_pack(home, tmp_path / "train.mmdpack")
    assert (done.merged, done.documents) == (("A-0002",), 0)
    files = [row.file.sha256 for row in home.case("A-0002").evidence]
    assert len(files) == 2
    assert len(set(files)) == 1
    assert not home.store.verify().findings
