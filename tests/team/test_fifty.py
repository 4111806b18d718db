"""Fifty reviewers for five minutes beside pgbench running the same statements: nothing is lost,
and our own code costs no more than the server does.
"""

from pathlib import Path

import pytest

from mmd_reviewer.settings import Server
from tests.long import LONG, long_or
from tests.team.failover import team_desk
from tests.team.fifty import fill, in_processes, percentiles, pgbench, pgbench_script
from tests.team_server import TeamServer

pytestmark = pytest.mark.long_form
MANY, SECONDS, CASES = long_or(50, 6), long_or(300, 2), long_or(2_000, 12)
PGBENCH = long_or(60, 1)


def test_fifty_reviewers_lose_nothing(team_server: TeamServer, tmp_path: Path) -> None:
    place = team_server.new_store()
    schema = place.url.rpartition("%3D")[2]
    desk = team_desk(place, "Ines Moreau")
    numbers = fill(desk, CASES)
    done = in_processes(Server(place.url), numbers, MANY, SECONDS)
    assert done.wrong == []
    rounds = len(done.recorded)
    assert rounds > MANY
    for number in numbers:
        kept = {fact.id for fact in desk.case(number).facts}
        mine = {id for known, id in done.recorded if known == number}
        assert mine <= kept, "no update is lost"
    assert len({id for _, id in done.recorded}) == rounds
    assert not desk.store.verify().findings
    script = tmp_path / "round.sql"
    text = pgbench_script(desk, numbers[-1])
    script.write_text(f"\\set case random(2, {CASES + 1})\n{text}", "utf-8")
    bare = pgbench(team_server, schema, script, MANY, PGBENCH)
    ratio = rounds / SECONDS / bare
    print(f"{rounds / SECONDS:.0f} rounds a second, pgbench {bare:.0f}: {ratio:.2f}")
    print(f"{len(done.refused)} were told that another was first")
    for kind, took in done.took.items():
        print(f"{kind}: p50 %.0f, p95 %.0f, p99 %.0f ms" % percentiles(took))
    assert not LONG or ratio >= 0.5
    desk.store.close()
