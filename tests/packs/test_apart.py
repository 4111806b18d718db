"""Stores that went on apart: numbers given twice, settings changed on both sides."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.packing import check_out, merge_pack
from mmd_reviewer.services import decision, desk_settings, letter
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.read.merge_words import merge_lines
from mmd_reviewer.store.facts import ground_of
from tests.making import receive
from tests.packs.taking import opened, taken


@pytest.mark.parametrize("what", ["A-0003", "Letter A-0002-L1", "Pack A1"])
def test_two_copies_of_a_store_that_both_went_on_are_told_so(
    home: Desk, tmp_path: Path, what: str
) -> None:
    """No number stands for two things: nothing is merged, and a look beforehand says so too."""
    copied = tmp_path / "copy.sqlite"
    home.store.copy_to(copied, datetime(2026, 11, 23, tzinfo=UTC))
    for desk, ticket, kind in (
        (home, "MMD-1465061-R5V8P", "acknowledgement"),
        (opened(copied), "MMD-1465062-R5V8P", "approved"),
    ):
        if what == "A-0003":
            assert receive(desk, ticket=ticket).number == what
        elif what == "Pack A1":
            check_out(desk, [desk.case("A-0001")], tmp_path / f"{kind}.mmdpack")
        else:
            case = desk.case("A-0002")
            if kind == "approved":
                case = decision.make(desk, case, Proposal("approve", open_ended=True))
            letter.issue(desk, case, kind)
    before = home.store.seal()
    for only_look in (True, False):
        with pytest.raises(Refused, match=f"^{what} was .*Nothing was merged"):
            merge_pack(home, copied, only_look=only_look)
    assert home.store.seal() == before


def test_a_ticket_that_looks_like_a_number_stands_in_nobodys_way(
    home: Desk, tmp_path: Path
) -> None:
    """Another customer's reference is no number that was given twice (rule A5)."""
    pack = opened(taken(home, tmp_path, "A-0001"))
    receive(pack, ticket="MMD-1465061-R5V8P")
    receive(home, ticket="A1-0001")
    assert merge_pack(home, pack.store.path).begun == ("A1-0001",)  # type: ignore[attr-defined]


def test_settings_that_two_stations_changed_apart_take_nothing_from_each_other(
    home: Desk, tmp_path: Path
) -> None:
    """Each counts by what it changes; of one setting the later holds, in lists and rules alike."""
    file = taken(home, tmp_path, "A-0001")
    pack = opened(file)
    desk_settings.change(pack, {"second_devices": "9"})
    desk_settings.change(home, {"answer_days": "14", "station": "B", "signature": "Jana, PhD"})
    desk_settings.change(home, {"second_devices": "5"})
    desk_settings.change(pack, {"signature": "Kim", "address": "Quay 1"})
    pack.store.close()
    done = merge_pack(home, file)
    held = home.standing().desk_set
    assert (held.station, held.rules.answer_days, held.rules.second_devices) == ("B", 14, 5)
    assert (held.signatures, held.sender["address"]) == (
        {home.reviewer: "Jana, PhD", "Kim": "Kim"},
        "Quay 1",
    )
    assert done.settings == ("address: nothing → Quay 1",)
    assert "Settings that came with it: address: nothing → Quay 1." in merge_lines(done)
    assert not home.store.verify().findings
    with home.store._reading() as connection:  # type: ignore[attr-defined]
        assert ground_of(connection)[1] == held.rules
