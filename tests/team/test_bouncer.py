"""A bouncer in transaction mode between: no state of a connection is used but to listen."""

import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from mmd_reviewer.domain.deed import Draft
from mmd_reviewer.domain.request_queue import QueueFilter
from mmd_reviewer.services import request_queue
from mmd_reviewer.settings import Server
from mmd_reviewer.store.listening import ASK
from tests.making import DAY, receive
from tests.team.conftest import team_desk
from tests.team_server import USER, TeamServer, free_port, own_folder, owner

BOUNCER = Path("/usr/sbin/pgbouncer")
pytestmark = pytest.mark.skipif(
    not BOUNCER.exists(), reason="there is no bouncer: apt-get install pgbouncer"
)


@pytest.fixture(scope="module")
def bounced(team_server: TeamServer) -> Iterator[int]:
    """The port of a bouncer that lends two connections, for a transaction each time."""
    with own_folder() as folder:
        port = free_port()
        config = folder / "bouncer.ini"
        config.write_text(
            f"[databases]\n* = host=127.0.0.1 port={team_server.port} user={USER}\n[pgbouncer]\n"
            f"listen_addr = 127.0.0.1\nlisten_port = {port}\nauth_type = any\n"
            f"unix_socket_dir =\npool_mode = transaction\ndefault_pool_size = 2\n"
            f"logfile = {folder / 'bouncer.log'}\n"
        )
        config.chmod(0o644)
        process = subprocess.Popen([str(BOUNCER), "-q", str(config)], cwd="/", user=owner())
        try:
            wait_for(port)
            yield port
        finally:
            process.terminate()
            process.wait(10)


def wait_for(port: int) -> None:
    """Until somebody answers there."""
    until = time.monotonic() + 10
    while True:
        try:
            psycopg.connect(f"postgresql://{USER}@127.0.0.1:{port}/postgres").close()
            return
        except psycopg.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)


def test_a_team_works_through_a_bouncer(team_server: TeamServer, bounced: int) -> None:
    """More windows than connections: deeds, drafts, lists, claims, verify, rebuild."""
    team_server.run_sql("CREATE DATABASE bounced")
    place = Server(f"postgresql://{USER}@127.0.0.1:{bounced}/bounced")
    desks = [team_desk(place, f"Reviewer {n}") for n in range(6)]
    cases = [receive(desk, ticket=f"MMD-{n}-T") for n, desk in enumerate(desks)]

    def work(place: int) -> None:
        desk, number = desks[place], cases[place].number
        for n in range(5):
            request_queue.note(desk, desk.case(number), f"{place}-{n}")
            desk.store.save_draft(Draft(cases[place].key, "reason", desk.reviewer, f"{n}"))
            desk.store.claim(number, desk.reviewer)
            assert len(desk.store.page(QueueFilter(words="erp"), DAY, 9)) == len(desks)

    threads = [threading.Thread(target=work, args=(n,)) for n in range(len(desks))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [len(desks[0].case(case.number).notes) for case in cases] == [5] * len(desks)
    assert len(desks[0].store.claims()) == len(desks)
    assert not desks[0].store.verify().findings
    assert desks[0].store.rebuild() == len(cases)
    for desk in desks:
        desk.store.close()


def test_news_come_by_the_servers_own_address(team_server: TeamServer, bounced: int) -> None:
    """Through the bouncer nothing is heard, so the store is looked into now and again; with the
    address of the server itself it is told at once.
    """
    team_server.run_sql("CREATE DATABASE heard")
    place = Server(f"postgresql://{USER}@127.0.0.1:{bounced}/heard")
    case = receive(team_desk(place))
    direct = replace(place, listen=f"postgresql://{USER}@127.0.0.1:{team_server.port}/heard")
    told = threading.Event()
    desk = team_desk(direct, "Tom")
    end = desk.store.listen(told.set)
    assert end is not None
    assert told.wait(5)
    told.clear()
    request_queue.note(team_desk(place), case, "x")
    assert told.wait(1)
    end()
    deaf, looks = team_desk(place, "Petra"), threading.Semaphore(0)
    end = deaf.store.listen(looks.release)
    assert end is not None
    for _ in range(2):
        assert looks.acquire(timeout=ASK + 5)
    end()
