"""Two processes at once on one store: nothing crashes,
nothing is doubled (quality, "Nothing lost").
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from mmd_reviewer import bootstrap, paths
from mmd_reviewer.settings import Choices
from tests.long import long_or

REQUESTS = str(paths.resources() / "samples" / "requests.csv")
AT_ONCE, ROUNDS = long_or(3, 2), long_or(9, 1)


@pytest.mark.long_form
def test_imports_into_a_store_that_none_of_them_found(tmp_path: Path) -> None:
    """Each makes the store, sets it up and imports the same rows:
    they come in once, the others know them.
    """
    for number in range(ROUNDS):
        store = tmp_path / f"{number}.sqlite"
        command = [
            sys.executable,
            "-m",
            "mmd_reviewer",
            "--store",
            str(store),
            "import",
            REQUESTS,
            "--json",
        ]
        running = [
            subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
            for _ in range(AT_ONCE)
        ]
        answers = [process.communicate() for process in running]
        assert [process.returncode for process in running] == [0] * AT_ONCE, answers
        done = [json.loads(out) for out, _ in answers]
        assert sum(row["imported"] for row in done) == 17
        desk = bootstrap.open_desk(Choices(store))
        assert desk.store.verify().findings == ()
        desk.store.close()
