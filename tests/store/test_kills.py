"""A process killed while it writes loses nothing that was acknowledged."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.long import long_or

KILLS = long_or(10_000, 100)


@pytest.mark.kill
@pytest.mark.long_form
@pytest.mark.skipif(
    sys.platform == "win32", reason="fork and SIGKILL are needed to kill inside a transaction"
)
def test_kills_inside_transactions_lose_nothing(tmp_path: Path) -> None:
    """Facts, letters and imports: 0 acknowledged facts lost, 0 half cases, `verify` clean."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.store.kill_worker", str(tmp_path), str(KILLS)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["findings"] == []
    assert told["inside"] >= KILLS
    assert told["acknowledged"] >= KILLS


@pytest.mark.kill
def test_a_kill_at_every_statement_of_a_notice_leaves_nothing_or_one_whole_notice(
    tmp_path: Path,
) -> None:
    """D5, C2: issue and dispatch of a notice, killed at each statement and commit;
    verify is clean each time.
    """
    command = [sys.executable, "-m", "tests.store.notice_kill_worker", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["issue"]["places"] > 5
    assert found["dispatch"]["places"] > 5
    assert found["issue"]["left"] == [[2, 1], [3, 1]]
    assert found["dispatch"]["left"] == [[3, 1], [3, 2]]
    assert found["issue"]["findings"] == found["dispatch"]["findings"] == []
    print(
        f"killed at {found['issue']['places']} places of issue, {found['dispatch']['places']} of "
        f"dispatch"
    )
