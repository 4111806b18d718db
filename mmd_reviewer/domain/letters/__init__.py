"""Letters: a file a kind, each a `LetterKind`,
and one answer to "which letter now?" (rules C2 to C10).

`kinds.py` is the explicit table of all kinds. `owed.py` says which letters are owed on a day and
which one is next; window, calendar, terminal, batch and health check ask it and nobody else
chooses. `compose.py` freezes a letter's words and says whether an issued one still says what the
facts say.
"""
