"""What is shown is let go of and filled again: the process lives."""

import subprocess
import sys


def test_what_is_filled_again_and_again_lets_go_of_its_widgets_in_the_right_order() -> None:
    """Rows of values that went layout by layout left the toolkit with labels that were gone."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.ui.refilling"],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert (done.returncode, done.stdout) == (0, "still there\n")
