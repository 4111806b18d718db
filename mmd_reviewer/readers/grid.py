"""A table before anybody knows what it holds: its first rows,
where its headings stand, its records.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from mmd_reviewer.domain.deed import Job
from mmd_reviewer.domain.intake import Problem, Reading, ReadWish
from mmd_reviewer.readers.columns import NOTE, Columns, Vocabulary, columns_of
from mmd_reviewer.readers.limits import Unreadable
from mmd_reviewer.readers.rows import above

_LONGEST = 500  # letters of a heading that is a question
LONGEST_HEADING = 60  # what is longer, such as a hardware hash, is no heading and never shown
Record = tuple[
    int, list[str] | Problem
]  # row number as a person counts; texts without outer blanks


@dataclass(frozen=True)
class Grid:
    """CSV and XLSX alike. `index`: of the heading row among `first`,
    None if no row has known names.

    `records(below, job, watch)` gives the rows below a row number and fills `numbers`: those in
    which the watched column holds no text but a date or a number, as only a workbook can tell.
    """

    file: str
    kind: str
    first: Sequence[Sequence[str]]
    index: int | None
    records: Callable[[int, Job, int], Iterator[Record]]
    encoding: str = ""
    separator: str = ""
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    suspect: bool = False
    untidy: bool | None = False  # do cells need a closer look? None: each row tells
    numbers: list[int] = field(default_factory=list)

    def columns(self, vocabulary: Vocabulary, wish: ReadWish) -> Columns:
        """The plan for the heading row; a refusal carries what was read,
        so that a person can choose.
        """
        assert self.index is not None
        try:
            return columns_of(self.first[self.index], self.kind, vocabulary, wish.columns)
        except Unreadable as reason:
            headings = self.first[self.index]
            names = [vocabulary.known_as(cell)[0] for cell in headings]
            sure = [name if names.count(name) == 1 else NOTE for name in names]
            reason.reading = self.reading(_to_choose(headings, sure))
            raise

    def unknown(self) -> Reading:
        """What was read of a table without known headings: the row that looks most like one."""
        at = max(
            range(len(self.first)), key=lambda at: sum(map(bool, self.first[at])), default=None
        )
        headings = self.first[at] if at is not None else ()
        return self.reading(_to_choose(headings, [NOTE] * len(headings)))

    def reading(
        self, mapping: Sequence[tuple[str, str]], remarks: Sequence[str] = (), date_order: str = ""
    ) -> Reading:
        """How the file was understood."""
        over = above(self.first[: self.index or 0])
        said = (*self.said, *([over] if over else []), *remarks)
        row = None if self.index is None else self.index + 1
        return Reading(
            self.kind,
            self.encoding,
            self.separator,
            self.sheet,
            row,
            tuple(mapping),
            said,
            sheets=self.sheets,
            date_order=date_order,
        )


def _to_choose(headings: Sequence[str], names: Sequence[str]) -> list[tuple[str, str]]:
    """Every heading with our name, to be chosen from: forms ask in whole sentences, and where one
    were left out the choice would be of another row. A hash is one long word.
    """
    return [
        (" ".join(words), name)
        for words, name in zip(map(str.split, headings), names, strict=True)
        if words and max(map(len, words)) <= LONGEST_HEADING and sum(map(len, words)) <= _LONGEST
    ]
