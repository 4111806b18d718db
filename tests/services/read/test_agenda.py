"""The words of the calendar: kinds of entries, what a missed notice leads to, the headline."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from mmd_reviewer.domain.calendar_entry import Entry
from mmd_reviewer.services.read.entry_case import prepare_words, read_entry
from mmd_reviewer.services.read.entry_line import for_whom, line_of
from tests.making import DAY, new_desk


def test_words_for_every_kind_of_entry(tmp_path: Path) -> None:
    base = Entry(
        DAY,
        "K",
        "planned",
        "",
        "All customers",
        "Edition 2",
        "edition-2",
        lapses=DAY + timedelta(days=1),
    )
    read = read_entry(new_desk(tmp_path), base)
    assert (read.case, read.course) == (None, None)
    assert for_whom(base) == "new edition, All customers"
    assert for_whom(replace(base, code="D", customer="Litware")) == "cover of Litware ends"
    assert for_whom(replace(base, code="E", customer="Litware")) == "an approval of Litware ends"
    assert (
        for_whom(replace(base, code="P", customer="Litware", number="A-1"))
        == "A-1 of Litware returns"
    )
    assert line_of(replace(base, status="open"), DAY).when == "Open today"
    assert line_of(replace(base, status="cancelled"), DAY).tone == "muted"
    assert prepare_words("notice_third") == "Prepare third notice"
