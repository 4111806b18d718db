"""Several at one store: told at once, claims, roles, a replica, a connection that goes away."""

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Engine, event

from mmd_reviewer import bootstrap
from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.errors import ConnectionLost, StoreError
from mmd_reviewer.domain.request_queue import QueueFilter
from mmd_reviewer.domain.seen import ChangedSince
from mmd_reviewer.packing import check_out, merge_pack
from mmd_reviewer.services import assessment, decision, request_queue
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.read.merge_words import merge_lines
from mmd_reviewer.settings import Choices, Server
from mmd_reviewer.store import team_store
from mmd_reviewer.store.dialects import postgresql
from mmd_reviewer.store.dialects.postgresql_roles import ROLES
from mmd_reviewer.store.team_store import TeamStore
from tests.making import DAY, FACTOR_4, receive
from tests.team.conftest import team_desk
from tests.team.failover import Pair, pair
from tests.team_server import TeamServer


def test_a_deed_of_another_is_told_within_a_second(desk: Desk, place: Server) -> None:
    case = receive(desk)
    other = team_desk(place, "Tom")
    told = threading.Event()
    end = other.store.listen(told.set)
    assert end is not None
    assert told.wait(5), "once when it begins"
    told.clear()
    request_queue.note(desk, case, "x")
    assert told.wait(1)
    end()


def test_two_record_at_once_and_the_second_sees_both_sides(desk: Desk, place: Server) -> None:
    case = receive(desk)
    request_queue.park(desk, [case], DAY + timedelta(days=7), "Study")
    with pytest.raises(ChangedSince, match="Ines Moreau"):
        request_queue.assign(team_desk(place, "Tom"), [case], "Tom")


def test_fifty_deeds_at_once_lose_nothing(desk: Desk, place: Server) -> None:
    """Each in its turn: what was acknowledged is there, in one chain without gaps."""
    cases = [receive(desk, ticket=f"MMD-{n}-T") for n in range(5)]
    done: list[str] = []

    def work(who: int) -> None:
        mine = team_desk(place, f"Reviewer {who}")
        for n in range(10):
            try:
                request_queue.note(mine, mine.case(cases[(who + n) % 5].number), f"{who}-{n}")
                done.append(f"{who}-{n}")
            except ChangedSince:
                pass
        mine.store.close()

    threads = [threading.Thread(target=work, args=(who,)) for who in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    kept = [note.text for case in cases for note in desk.case(case.number).notes]
    assert sorted(kept) == sorted(done)
    assert len(done) > 10
    assert not desk.store.verify().findings


class TestClaims:
    """Courtesy that ends by itself."""

    def test_who_has_it_open(self, desk: Desk, place: Server) -> None:
        case, other = receive(desk), team_desk(place, "Tom")
        assert desk.store.is_shared
        desk.store.claim(case.number, "Ines Moreau")
        other.store.claim(case.number, "Tom")
        (claim,) = other.store.claims()
        assert (claim.number, claim.by) == (case.number, "Ines Moreau")
        assert claim.words.startswith("Ines Moreau has it open since ")
        desk.store.claim(case.number, "Ines Moreau")
        assert other.store.claims() == (claim,), "a sign of life begins nothing anew"
        other.store.release(case.number, "Tom")
        assert other.store.claims() == (claim,)
        desk.store.release(case.number, "Ines Moreau")
        assert other.store.claims() == ()
        other.store.claim(case.number, "Tom")
        assert [one.by for one in desk.store.claims()] == ["Tom"]

    def test_it_expires_by_the_servers_clock(self, desk: Desk, place: Server) -> None:
        case = receive(desk)
        desk.store.claim(case.number, "Ines Moreau")
        with psycopg.connect(place.url, autocommit=True) as connection:
            connection.execute("UPDATE claim SET until = now() - interval '1 second'")
        assert desk.store.claims() == ()
        desk.store.claim(case.number, "Tom")
        assert [one.by for one in desk.store.claims()] == ["Tom"]

    def test_never_in_the_way_of_saving(self, desk: Desk, place: Server) -> None:
        case = receive(desk)
        desk.store.claim(case.number, "Ines Moreau")
        assert request_queue.note(team_desk(place, "Tom"), case, "x").notes
        assert not desk.store.verify().findings


class TestRoles:
    """By grants of the server; the program says in words when a role may not do something."""

    @pytest.fixture
    def as_role(self, desk: Desk, team_server: TeamServer, place: Server) -> dict[str, Desk]:
        store = desk.store
        assert isinstance(store, TeamStore)
        self.number = receive(desk).number
        store.roles(make=True)
        desks = {}
        for role in ROLES:
            login = f"{role}_of_{place.url.rpartition('%3D')[2]}"
            team_server.run_sql(f"CREATE ROLE {login} LOGIN IN ROLE {role}")
            url = place.url.replace("//mmd@", f"//{login}@")
            desks[role] = bootstrap.open_desk(Choices(Server(url), DAY, role))
        return desks

    def test_what_each_may(self, as_role: dict[str, Desk]) -> None:
        auditor, reviewer, approver, administrator = (as_role[role] for role in ROLES)
        assert not auditor.store.writable()
        assert not auditor.store.verify().findings
        with pytest.raises(StoreError, match="can only be read by you"):
            request_queue.note(auditor, auditor.case(self.number), "x")
        case = assessment.answer(reviewer, reviewer.case(self.number), FACTOR_4)
        with pytest.raises(StoreError, match="only an approver"):
            decision.make(reviewer, case, Proposal("approve"))
        assert reviewer.case(self.number).decision is None
        with pytest.raises(StoreError, match="Your role"):
            reviewer.store.rebuild()
        case = decision.make(approver, case, Proposal("approve"))
        with pytest.raises(StoreError, match="only an approver"):
            request_queue.undo(reviewer, case)
        (case,) = request_queue.undo(approver, case)
        with pytest.raises(StoreError, match="only an approver"):
            request_queue.redo(reviewer, case)
        assert request_queue.redo(approver, case)[0].decision is not None
        case = request_queue.note(reviewer, reviewer.case(self.number), "mine")
        request_queue.undo(reviewer, case)  # what is no approver's
        assert administrator.store.rebuild() == 1
        for one in as_role.values():
            assert one.store.page(QueueFilter(state=""), DAY, 9)[0].number == self.number
        request_queue.note(reviewer, reviewer.case(self.number), "after the rebuild")
        assert not auditor.store.verify().findings

    def test_a_merge_says_before_that_it_needs_an_approver(
        self, as_role: dict[str, Desk], tmp_path: Path
    ) -> None:
        reviewer, approver = as_role["mmd_reviewer"], as_role["mmd_approver"]
        pack = tmp_path / "train.mmdpack"
        check_out(reviewer, [reviewer.case(self.number)], pack)
        away = bootstrap.open_desk(Choices(pack, DAY, "Kim"))
        case = assessment.answer(away, away.case(self.number), FACTOR_4)
        assert merge_pack(reviewer, pack, only_look=True).barred == ()
        decision.make(away, case, Proposal("approve"))
        away.store.close()
        looked = merge_pack(reviewer, pack, only_look=True)
        assert looked.barred == (self.number,)
        assert f"Of {self.number} came what only an approver" in "\n".join(merge_lines(looked))
        with pytest.raises(StoreError, match="only an approver"):
            merge_pack(reviewer, pack)
        assert merge_pack(approver, pack).barred == ()
        assert reviewer.case(self.number).decision is not None

    def test_the_database_refuses_what_the_program_never_asks(
        self, as_role: dict[str, Desk], place: Server
    ) -> None:
        store = as_role["mmd_approver"].store
        assert isinstance(store, TeamStore)
        with psycopg.connect(store.server.url, autocommit=True) as connection:
            for statement in (
                "UPDATE fact SET kind = 'x'",
                "DELETE FROM document",
                "TRUNCATE fact",
                "ALTER TABLE fact DISABLE TRIGGER fact_fixed",
                "DROP TABLE case_row",
            ):
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    connection.execute(statement.encode())


class TestConnectionLost:
    """In the middle of a deed: it is there once, or not at all, and which is said."""

    def test_before_the_commit(
        self, desk: Desk, place: Server, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        case = receive(desk)
        end_connections_at(monkeypatch, place, after=False)
        with pytest.raises(ConnectionLost, match="Nothing was recorded"):
            request_queue.note(desk, case, "x")
        monkeypatch.undo()
        assert desk.case(case.number).notes == ()
        assert request_queue.note(desk, case, "again").notes

    def test_when_it_was_committed(
        self, desk: Desk, place: Server, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The answer got lost: the deed stands, and is done."""
        case = receive(desk)
        end_connections_at(monkeypatch, place, after=True)
        assert request_queue.note(desk, case, "x").notes
        monkeypatch.undo()
        assert [note.text for note in desk.case(case.number).notes] == ["x"]

    def test_when_the_server_does_not_come_back(
        self, desk: Desk, place: Server, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        case = receive(desk)
        monkeypatch.setattr(team_store, "PATIENCE", 0.1)
        end_connections_at(monkeypatch, place, after=True, for_good=True)
        with pytest.raises(StoreError, match="Whether it was recorded, `verify` and `show` tell"):
            request_queue.note(desk, case, "x")
        monkeypatch.undo()
        assert [note.text for note in desk.case(case.number).notes] == ["x"]


def end_connections_at(
    monkeypatch: pytest.MonkeyPatch, place: Server, *, after: bool, for_good: bool = False
) -> None:
    """The server ends the connection before or after it commits a deed."""
    really, done = psycopg.Connection.commit, list[bool]()

    def commit(connection: psycopg.Connection[tuple[object, ...]]) -> None:
        writing = "SELECT pg_current_xact_id_if_assigned()"
        if (
            done
            or connection.autocommit is False
            or connection.execute(writing).fetchone() == (None,)
        ):
            really(connection)
            return
        done.append(True)
        if after:
            really(connection)
        ended = "SELECT pg_terminate_backend(%s)"
        with psycopg.connect(place.url, autocommit=True) as other:
            other.execute(ended, (connection.info.backend_pid,))
        if for_good:
            monkeypatch.setattr(postgresql, "connect", refuse)
        connection.execute("SELECT 1")

    def refuse(url: str) -> object:
        raise psycopg.OperationalError("connection refused")

    monkeypatch.setattr(psycopg.Connection, "commit", commit)


def _asked(store: TeamStore, engine: Engine | None) -> list[str]:
    """The statements that one of a store's two servers is asked from now on."""
    asked: list[str] = []
    assert engine is not None
    event.listen(engine, "checkout", lambda *_: asked.append("asked"))
    return asked


def _searched(desk: Desk) -> list[str]:
    return [row.number for row in desk.store.page(QueueFilter(words="erp", state=""), DAY, 9)]


def test_a_replica_reads_register_calendar_and_search() -> None:
    """A real one, that lags behind at will: it is asked while it knows what this desk knows, and
    otherwise the server that is written to.
    """
    with pair() as servers:
        servers.primary.run_sql("CREATE SCHEMA s")
        place = Server(servers.primary.url("s"), read_from=servers.standby.url("s"))
        desk, other = team_desk(place), team_desk(place, "Jonas Weber")
        store = desk.store
        assert isinstance(store, TeamStore)
        first = receive(desk, ticket="MMD-1-T")
        _until(lambda: _in_step(servers))
        asked = _asked(store, store._replica)
        assert _searched(desk) == _searched(other) == [first.number]
        assert store.register(DAY) == []
        assert len(asked) >= 2

        servers.standby.run_sql("SELECT pg_wal_replay_pause()")
        second = receive(desk, ticket="MMD-2-T")
        assert _searched(desk) == [first.number, second.number], "what was just recorded is seen"
        assert _searched(other) == [first.number], "who was not told yet may see what was"
        other.store.newer(0, 9)
        assert _searched(other) == [first.number, second.number]
        before = len(asked)
        servers.standby.run_sql("SELECT pg_wal_replay_resume()")
        _until(lambda: _in_step(servers))
        assert _searched(desk) == [first.number, second.number]
        assert len(asked) > before
        for one in (desk, other):
            one.store.close()


def _in_step(servers: Pair) -> bool:
    newest = "SELECT max(seq) FROM s.fact"
    with suppress(psycopg.errors.UndefinedTable):  # the standby has not made it yet
        return servers.standby.run_sql(newest) == servers.primary.run_sql(newest)
    return False


def _until(holds: Callable[[], bool]) -> None:
    until = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < until
        time.sleep(0.05)


def test_a_replica_that_is_no_replica_of_this_store_or_is_away_is_not_asked(
    team_server: TeamServer, desk: Desk, place: Server
) -> None:
    case = receive(desk)
    foreign = team_server.new_store()
    receive(team_desk(foreign), ticket="MMD-2-T")
    for url in (foreign.url, "postgresql://127.0.0.1:1/none"):
        store = TeamStore(replace(place, read_from=url))
        assert store.page(QueueFilter(words="erp"), DAY, 9)[0].number == case.number
        store.close()
