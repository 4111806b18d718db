"""Tables made with their meaning: none is read wrongly, hardly one is not read (A1)."""

from pathlib import Path

import pytest

from mmd_reviewer.domain.deed import Job
from mmd_reviewer.domain.intake import ReadFile, ReadWish
from mmd_reviewer.readers import read_file
from tests.long import long_or
from tests.readers.made_tables import Made, made_table


def _read(made: Made, folder: Path) -> ReadFile:
    path = folder / made.name
    path.write_bytes(made.content)
    return read_file(path, "Europe/Brussels", Job(), ReadWish(made.chosen))


def _meant(file: ReadFile) -> list[tuple[str, ...]]:
    return [
        (
            one.ticket,
            one.customer,
            one.type_words,
            one.title,
            one.requirement,
            one.proposal,
            one.timeline.text,
        )
        for one in (row.request for row in file.rows)
        if one is not None
    ]


@pytest.mark.long_form
def test_made_tables_are_read_as_they_are_meant(tmp_path: Path) -> None:
    """0 wrong; of those that can be told, 98 in 100 are read; the others are asked for."""
    wrong, unread, asked = [], [], 0
    count = long_or(2000, 40)
    for seed in range(count):
        made = made_table(seed)
        file = _read(made, tmp_path)
        found = _meant(file)
        if made.asked:
            asked += not found
            if found and found != made.rows:
                wrong.append((seed, made.what))
        elif not found and file.problems:
            unread.append((seed, made.what, file.problems[0].message))
        elif found != made.rows or any(row.problem for row in file.rows):
            refused = {row.row for row in file.rows if row.problem}
            if [row for row in found if row not in made.rows] or not refused:
                wrong.append((seed, made.what))
            else:
                unread.append((seed, made.what, "rows refused"))
    print(
        f"{count} tables: {len(wrong)} wrong, {len(unread)} not read, {asked} asked for their "
        f"encoding"
    )
    assert not wrong
    assert len(unread) <= 0.02 * count, unread
