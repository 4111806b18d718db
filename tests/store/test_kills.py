"""A process killed while it writes loses nothing that was acknowledged."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

KILLS = 100


@pytest.mark.kill
@pytest.mark.skipif(sys.platform == "win32", reason="fork and SIGKILL are needed to kill inside a transaction")
def test_100_kills_inside_transactions_lose_nothing(tmp_path: Path) -> None:
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
