"""A damaged store is never written to, and the way out is said (quality, "Nothing lost")."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from mmd_reviewer import bootstrap, paths
from mmd_reviewer.domain.deed import Job
from mmd_reviewer.domain.errors import StoreDamaged, StoreError
from mmd_reviewer.readers.any_file import read_file
from mmd_reviewer.services import intake, request_queue
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.settings import Choices
from mmd_reviewer.store.store_file import StoreFile
from tests.long import long_or
from tests.making import DAY, new_desk, receive

ROUNDS = long_or(300, 6)
REQUESTS = paths.resources() / "samples" / "requests.csv"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A store with the portal's sample requests."""
    folder = tmp_path_factory.mktemp("whole")
    desk = new_desk(folder)
    tickets = read_file(
        paths.resources() / "samples" / "portal-tickets.json", "Europe/Brussels", Job()
    )
    intake.carry_out(desk, intake.plan_import(desk, [tickets]))
    desk.store.close()
    return (folder / "s.sqlite").read_bytes()


def bring(desk: Desk) -> object:
    return intake.carry_out(
        desk, intake.plan_import(desk, [read_file(REQUESTS, "Europe/Brussels", Job())])
    )


def take_note(desk: Desk) -> object:
    return request_queue.note(desk, desk.case("A-0001"), "Asked the vendor.")


@pytest.mark.long_form
@pytest.mark.parametrize("deed", [bring, take_note])
def test_what_is_damaged_stays_as_it_is(
    tmp_path: Path, whole: bytes, deed: Callable[[Desk], object]
) -> None:
    """A page destroyed: either it meant nothing,
    or not a byte is written and the sentence says what to do.
    """
    refused = 0
    for number in range(ROUNDS):
        rng = random.Random(number)
        data, page = bytearray(whole), 8192
        at = rng.randrange(1, len(data) // page) * page
        data[at : at + page] = rng.randbytes(page)
        file = tmp_path / f"{number}.sqlite"
        file.write_bytes(data)
        try:
            desk = bootstrap.open_desk(Choices(file, DAY, "Ines"))
            deed(desk)
        except StoreError as error:
            refused += isinstance(error, StoreDamaged)
            assert file.read_bytes() == bytes(data), f"round {number}"
        else:
            assert desk.store.verify().findings == (), f"round {number}"
            desk.store.close()
    assert refused > ROUNDS // 4


def test_the_sentence_says_what_is_wrong_and_what_to_do(tmp_path: Path, whole: bytes) -> None:
    file = tmp_path / "s.sqlite"
    data = bytearray(whole)
    place = data.rindex(b'"customer":"')
    data[place + 12] ^= 1
    file.write_bytes(data)
    desk = bootstrap.open_desk(Choices(file, DAY, "Ines"))
    assert desk.store.fault() == "", "the pages hang together"
    assert desk.store.look_closely().startswith("A-00"), "it names the case"
    with pytest.raises(
        StoreDamaged, match=r"is damaged \(.*\): nothing was written\. `recover` reads what"
    ):
        receive(desk, ticket="MMD-2-B")
    assert file.read_bytes() == bytes(data)


def test_a_look_that_takes_too_long_is_left_to_verify(
    tmp_path: Path, whole: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A deed waits five seconds at most."""
    (tmp_path / "s.sqlite").write_bytes(whole)
    monkeypatch.setattr("mmd_reviewer.store.dialects.sqlite_file.QUICK", -1.0)
    monkeypatch.setattr("mmd_reviewer.store.sql_store.QUICK", -1.0)
    desk = bootstrap.open_desk(Choices(tmp_path / "s.sqlite", DAY, "Ines"))
    assert (desk.store.fault(), desk.store.look_closely()) == ("", "")
    take_note(desk)
    assert isinstance(desk.store, StoreFile)
