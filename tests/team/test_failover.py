"""The primary is killed while reviewers work, the standby takes over: nothing that was acknowledged
is lost, nothing is done twice, and the old one does not come back unseen.
"""

import threading
import time
from dataclasses import replace

import pytest

from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.errors import StoreError
from mmd_reviewer.domain.fact import DESK_KEY
from mmd_reviewer.services import assessment, decision, letter
from mmd_reviewer.settings import Server
from mmd_reviewer.store.dialects import postgresql
from mmd_reviewer.store.team_store import TeamStore
from tests.long import long_or
from tests.making import FACTOR_4, receive
from tests.team.failover import Pair, Work, pair, refused_by_its_timeline, team_desk
from tests.team_server import MISSING, USER

pytestmark = [
    pytest.mark.skipif(bool(MISSING), reason=MISSING or "there is a server"),
    pytest.mark.long_form,
]
REVIEWERS, ROUNDS = long_or(20, 4), long_or(10, 1)
BEFORE, AFTER = long_or(6.0, 1.0), long_or(4.0, 1.0)  # seconds of work


@pytest.mark.parametrize("time_of", range(ROUNDS))
def test_no_acknowledged_fact_is_lost_when_the_primary_dies(time_of: int) -> None:
    with pair() as servers:
        servers.primary.run_sql("CREATE SCHEMA desk")
        place = Server(servers.url("desk"))
        first = team_desk(place, "Ines Moreau")
        numbers, letters = [], []
        for n in range(REVIEWERS):
            case = receive(first, ticket=f"MMD-{n}-T", timeline="permanent")
            case = assessment.answer(first, case, FACTOR_4)
            case, issued = letter.issue(first, decision.make(first, case, Proposal("approve")))
            numbers.append(case.number)
            letters.append(issued.record.number)
        work = Work(place, numbers, letters)
        threads = [threading.Thread(target=work.run, args=(who,)) for who in range(REVIEWERS)]
        for thread in threads:
            thread.start()
        time.sleep(BEFORE + time_of % 3 / 7)
        known = len(work.acknowledged)
        servers.kill_primary()
        servers.promote()
        time.sleep(AFTER)
        work.over.set()
        for thread in threads:
            thread.join()
        assert work.wrong == []
        assert len(work.acknowledged) > known > 0, "work went on"
        after = team_desk(replace(place, url=servers.standby.url("desk")), "Ines Moreau")
        cases = [after.case(number) for number in numbers]
        kept = [note.text for case in cases for note in case.notes]
        assert len(kept) == len(set(kept)), "none twice"
        assert set(work.acknowledged) <= set(kept), "none lost"
        assert not set(work.lost) & set(kept), "what was said not to be there is not"
        for case in cases:
            told = [fact for fact in case.facts if fact.kind == "LetterDispatched"]
            assert len(told) <= 1, "no notice twice"
        assert len(work.dispatched) == len(set(work.dispatched))
        assert not after.store.verify().findings
        servers.primary.start()
        servers.primary.run_sql("SELECT 1")
        with pytest.raises(StoreError, match="was replaced by another"):
            there_and_back(place, servers)
        servers.primary.stop("immediate")
        (servers.primary.data / "standby.signal").touch()
        (servers.primary.data / "postgresql.auto.conf").write_text(
            f"primary_conninfo = 'host=127.0.0.1 port={servers.standby.port} user={USER}'\n"
        )
        servers.primary.start()
        assert refused_by_its_timeline(servers.primary)
        after.store.close()
        first.store.close()
        print(f"{len(work.acknowledged)} acknowledged, {len(work.unsure)} unsure")


def there_and_back(place: Server, servers: Pair) -> None:
    """A window that worked on the new server, and whose next connection meets the old one."""
    store = TeamStore(replace(place, url=servers.standby.url("desk")))
    store._engine.dispose()
    with pytest.MonkeyPatch.context() as patch:
        really = postgresql.connect
        old = servers.primary.url("desk")
        patch.setattr(postgresql, "connect", lambda url: really(old))
        store.facts(DESK_KEY)
