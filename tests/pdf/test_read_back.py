"""A PDF read back by several threads of the window: the process lives, and all read the same."""

import subprocess
import sys
from pathlib import Path

import pytest

from mmd_reviewer import paths
from mmd_reviewer.pdf.press import Press
from tests.domain.letter_cases import IN_FORCE, write
from tests.making import case


@pytest.mark.long_form
def test_pages_words_and_sizes_are_read_by_several_threads_at_once(tmp_path: Path) -> None:
    """A letter is opened, its words are read for the search, and another one is issued."""
    file = tmp_path / "letter.pdf"
    pdf, _ = Press(paths.resources() / "fonts").draw(write(case(*IN_FORCE), "notice_first"))
    file.write_bytes(pdf)
    done = subprocess.run(
        [sys.executable, "-m", "tests.pdf.reading_at_once", str(file)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert (done.returncode, done.stdout) == (0, "still there\n")
