"""The rows below the headings, the same for every table:
what is no row of data is passed over and said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from mmd_reviewer.domain.intake import Problem
from mmd_reviewer.domain.listing import first_of
from mmd_reviewer.domain.request import LONGEST_TEXT
from mmd_reviewer.readers.cells import ERRORS, is_untidy, not_text, tidy
from mmd_reviewer.readers.columns import Columns, Vocabulary, fold_heading, letters
from mmd_reviewer.readers.limits import Unreadable

AGAIN, TOTAL, REPORT, EXAMPLE = (
    "the headings again",
    "a total",
    "a line about the report",
    "an example",
)
RULE = "a rule"
MOST_NAMED = 5
_NO_BYTE = (
    "The text holds a byte that is no character of the file's encoding: correct it, or save the "
    "file as UTF-8."
)
_TOTALS = re.compile(
    r"(?:grand[ -]?|sub[ -]?)?totals?|sum(?:me)?|(?:gesamt|teil)?ergebnis|average|durchschnitt|"
    r"mittelwert|moyenne|gesamt(?:summe|zahl|anzahl)?|zwischensumme|"
    r"insgesamt|anzahl|count|"
    r"total général|sous[ -]total|totaux|somme|nombre|teilsumme|number of|no\.? of",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    rf"(?:{_TOTALS.pattern})(?: (?:rows|records|devices|requests|zeilen|geräte|lignes))?\W*[\d.,' "
    rf"]*",
    re.IGNORECASE,
)
# Total Contoso, beside nothing but numbers
_TOTAL_OF = re.compile(rf"(?:{_TOTALS.pattern})\b", re.IGNORECASE)
_FOOTER = re.compile(
    r"\W*(?:end|ende|fin)(?: (?:of|du|des|der|de la) [\w ]+)?\W*|"
    r"\d[\d.,' ]* (?:rows|records|requests|devices|geräte|appareils|entries|lines|zeilen|einträge|"
    r"datensätze|lignes|"
    r"enregistrements)\W*",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[\d.,'%\s-]+")
_REPORT = re.compile(
    r"(?:report|generated|exported|created|printed|downloaded|page|end of|confidential|source|data "
    r"as of|as of|"
    r"erstellt|exportiert|gedruckt|generiert|seite|bericht|ende|stand|vertraulich|quelle|"
    r"généré|exporté|imprimé|édité|rapport|fin d|confidentiel)\b.*[\s\d]",
    re.IGNORECASE | re.DOTALL,
)
_EXAMPLE = re.compile(
    r"(?:e\. ?g\.|z\. ?b\.|example|beispiel|exemple|par exemple|ex\.|sample)(?:\W|$)", re.IGNORECASE
)


class Rows:
    """Turns the cells of a row into as many texts as there are headings,
    or says what it is instead.
    """

    def __init__(
        self,
        file: str,
        columns: Columns,
        vocabulary: Vocabulary,
        *,
        suspect: bool = False,
        untidy: bool | None = False,
    ) -> None:
        self._file = file
        self._columns = columns
        self._vocabulary = vocabulary
        self._suspect = suspect
        self._untidy = untidy
        self._folded = [
            "" if at in columns.unnamed else fold_heading(text)
            for at, text in enumerate(columns.headings)
        ]
        self._quick = {heading.casefold() for heading in columns.headings} | vocabulary.words
        self._width = columns.width
        first = sorted(columns.places.values()) or [0]
        self._anchors = first[0], first[1 % len(first)]
        self._ours = set(columns.places.values())
        self._padded = 0
        self._formulas = False
        self._passed: dict[str, list[int]] = {}
        self._errors: list[str] = []

    def read(self, number: int, cells: list[str]) -> list[str] | Problem | str | None:
        """Texts for the headings; a problem; why the row is passed over;
        None for a row of blanks.
        """
        untidy = is_untidy("\n" + "\n".join(cells)) if self._untidy is None else self._untidy
        if untidy:
            cells = [tidy(cell) for cell in cells]
        width, filled = self._width, len(cells) - cells.count("")
        if not filled:
            return None
        if len(cells) != width:
            if any(cells[width:]):
                again = self._repeats(number, cells)
                return self.pass_over(number, AGAIN) if again else self._too_many(number, cells)
            if len(cells) < width:
                cells = cells + [""] * (width - len(cells))
                if not self._is_aside(cells):
                    self._padded += 1
            else:
                cells = cells[:width]
        if max(map(len, cells)) > LONGEST_TEXT or self._suspect:
            problem = self._text_problem(number, cells)
            if problem:
                return problem
        one, other = self._anchors
        again = (
            cells[one].casefold() in self._quick or cells[other].casefold() in self._quick
        ) and self._repeats(number, cells)
        if again or ((filled < 5 or cells[one][:1] in "-:=") and self._few(cells)):
            return self.pass_over(number, AGAIN if again else self._few(cells))
        return self._error(number, cells) if untidy else cells

    def pass_over(self, number: int, reason: str) -> str:
        """Remember a row that holds nothing of what is looked for."""
        self._passed.setdefault(reason, []).append(number)
        return reason

    def remarks(self) -> tuple[str, ...]:
        """What was read into the table, for preview and terminal."""
        found = list(self._columns.remarks)
        if self._padded:
            rows = "1 row has" if self._padded == 1 else f"{self._padded:,} rows have"
            found.append(
                f"{rows} fewer cells than there are headings; what is not there counts as empty."
            )
        if self._passed:
            parts = (f"{reason} ({rows_named(rows)})" for reason, rows in self._passed.items())
            found.append(f"Passed over: {'; '.join(parts)}.")
        if self._errors:
            found.append(f"Cells that hold an error: {first_of(self._errors, MOST_NAMED)}.")
        if self._formulas:
            found.append("Cells that start with = stay text.")
        return tuple(found)

    def problem(self, number: int, column: str, message: str) -> Problem:
        """What is wrong in a row."""
        return Problem(self._file, number, column, message)

    def _is_aside(self, cells: Sequence[str]) -> bool:
        return len(cells) - cells.count("") <= 2 and bool(self._few(cells))

    def _repeats(self, number: int, cells: Sequence[str]) -> bool:
        """Are these the headings again? Other headings
        would change what the rows below them mean.
        """
        there = [(place, fold_heading(cell)) for place, cell in enumerate(cells) if cell]
        if len(there) < min(2, len(self._columns.places)):
            return False
        here = {place: self._folded[place] if place < self._width else "" for place, _ in there}
        other = [place for place, folded in there if folded != here[place]]
        known = [bool(self._vocabulary.names([cells[place]])) for place in other]
        whole = all(known) or self._vocabulary.names(cells) >= self._columns.places.keys()
        if other and (not whole or self._vocabulary.merit(cells) < 3):
            return False
        if any(known):
            raise Unreadable(
                f"Row {number:,} holds other headings than those above: the file was joined from "
                f"two. Split it there."
            )
        return not any(here[place] for place in other)

    @staticmethod
    def _few(cells: Sequence[str]) -> str:
        """What a row of few cells is, if it is no data."""
        there = [cell for cell in cells if cell]
        first = there[0]
        if not any(cell.strip("-:=+ ") for cell in there):
            return RULE
        if len(cells) > 1 and _TOTAL.fullmatch(first) and all(map(_NUMBER.fullmatch, there[1:])):
            return TOTAL
        if len(there) > 1 and _TOTAL_OF.match(first) and all(map(_NUMBER.fullmatch, there[1:])):
            return TOTAL
        if (
            len(there) == 1
            and len(cells) > 1
            and (_REPORT.match(first) or _FOOTER.fullmatch(first))
        ):
            return REPORT
        return ""

    def _text_problem(self, number: int, cells: Sequence[str]) -> Problem | None:
        for place, cell in enumerate(cells):
            wrong = (
                _NO_BYTE if any("\udc80" <= sign <= "\udcff" for sign in cell) else not_text(cell)
            )
            if wrong:
                return self.problem(number, self._columns.headings[place], wrong)
        return None

    def _error(self, number: int, cells: list[str]) -> list[str] | Problem:
        ticket = self._columns.place("Ticket")
        wrong = []
        for place, cell in enumerate(cells):
            if cell[:1] == "=":
                self._formulas = True
            elif cell in ERRORS:
                named = f"{letters(place)}{number} ({cell})"
                if place in self._ours and place != ticket:
                    wrong.append((place, named))
                else:
                    self._errors.append(named)
        if not wrong:  # an apostrophe says that the word of an error is meant
            return [
                cell[1:] if cell[:1] == "'" and cell.lstrip("'") in ERRORS else cell
                for cell in cells
            ]
        cell_names = ", ".join(named for _, named in wrong)
        what = (
            f"Cell {cell_names} holds an error"
            if len(wrong) == 1
            else f"Cells {cell_names} hold errors"
        )
        heading = self._columns.headings[wrong[0][0]]
        return self.problem(number, heading, f"{what}: correct it where the table was made.")

    def _too_many(self, number: int, cells: Sequence[str]) -> Problem:
        width = self._columns.width
        count = max(place for place, cell in enumerate(cells, 1) if cell)
        said = (
            f"The row has {count} cells and there are {width} headings. Put quotation marks around "
            f"a text that holds"
        )
        return self.problem(number, letters(width), f"{said} the separator.")


def is_total(text: str) -> bool:
    """Is a cell the word for a total, with or without a figure?"""
    return _TOTAL.fullmatch(text) is not None


def is_example(text: str) -> bool:
    """Does a cell say that its row only shows how to fill in the table?"""
    return text[0] in "eEzZbBsSpP" and _EXAMPLE.match(text) is not None


def rows_named(numbers: Sequence[int]) -> str:
    """`row 3`, `rows 3, 5 and 2 more`."""
    named = first_of([f"{number:,}" for number in numbers], MOST_NAMED)
    return f"{'row' if len(numbers) == 1 else 'rows'} {named}"


def above(rows: Iterable[Sequence[str]]) -> str:
    """What stands above the headings, said in a sentence; "" if nothing does."""
    lines = [
        " ".join(word if len(word) <= 40 else "…" for word in " ".join(cells).split())
        for cells in rows
    ]
    words = [line if len(line) <= 60 else line[:59] + "…" for line in lines if line]
    if not words:
        return ""
    more = f" and {len(words) - 3} more lines" if len(words) > 3 else ""
    return (
        f"Above the headings stands what is not read: "
        f"{', '.join(f'“{line}”' for line in words[:3])}{more}."
    )
