"""What the customer was told, in the dialog's cells (rule C10)."""

import pytest

from mmd_reviewer.domain.letters.promised import ToldRow
from mmd_reviewer.ui.letters.told_dialog import told_cells
from tests.making import DAY


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (
            ToldRow("decision", "approve", "approve", "A-0001-L1", DAY, False),
            ("Decision", "Approved", "Approved", "by A-0001-L1 on Mon 2026-11-23"),
        ),
        (
            ToldRow("last_day", "2027-11-23", "2027-11-24", "elsewhere", DAY, True),
            (
                *("Last day", "Tue 2027-11-23", "Wed 2027-11-24, differs"),
                "elsewhere on Mon 2026-11-23",
            ),
        ),
        (
            ToldRow("revocation", "", "withdrawn", "A-0001-L3", DAY, False),
            ("Revocation", "–", "Withdrawn", "by A-0001-L3 on Mon 2026-11-23"),
        ),
        (
            ToldRow("deadline", "2027-02-21", "", "", None, True),
            ("Deadline", "Sun 2027-02-21", "Not told, differs", "no letter told it"),
        ),
    ],
)
def test_c10_what_was_told_is_read_in_words(row: ToldRow, words: tuple[str, ...]) -> None:
    """C10: decisions by their names, days with their weekday, and who told it."""
    name, holds, told = told_cells(row)
    assert (name.primary, holds.primary, told.primary) == words[:3]
    assert told.secondary == words[3:]
