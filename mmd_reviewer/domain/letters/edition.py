"""`edition`: the key conditions change, what changes and from when (rule B8)."""

from __future__ import annotations

from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.letter_facts import Block
from mmd_reviewer.domain.letters.kind import LetterKind, News, Promises, Writing
from mmd_reviewer.domain.letters.words import Words
from mmd_reviewer.domain.period import in_words

CODE = "edition"


def blocks(writing: Writing) -> list[Block]:
    """What changes, from when."""
    if writing.news is None:
        raise Refused("No edition is announced that a letter could tell of.", "B8", "kind")
    return changes(writing.news, writing.words)


def changes(news: News, words: Words) -> list[Block]:
    """What a coming edition changes, from when, and what that means for the customer (B8)."""
    old = {row.code: row for row in news.before.conditions}
    new = {row.code: row for row in news.edition.conditions}
    names = {row.code: row.name for row in news.before.types}
    parts = {
        "added": [row.text for code, row in new.items() if code not in old],
        "changed": [
            row.text for code, row in new.items() if code in old and row.text != old[code].text
        ],
        "gone": [row.text for code, row in old.items() if code not in new],
        "types": [name for code, name in names.items() if news.edition.type(code) is None],
        "new_types": [row.name for row in news.edition.types if row.code not in names],
    }
    effective = in_words(news.effective)
    intro = words("edition.intro", name=news.edition.name, effective=effective)
    found = [Block("text", intro, content="effective")]
    for name, rows in parts.items():
        if rows:
            one = "_one" if len(rows) == 1 and name in ("types", "new_types") else ""
            lead = words(f"edition.{name}{one}")
            found.append(Block("heading", words(f"edition.headings.{name}")))
            found.append(Block("list", lead, tuple((row,) for row in rows), "changes"))
    if not any(parts.values()):
        found.append(Block("text", words("edition.wording"), content="changes"))
    found.append(Block("heading", words("headings_notice.effect")))
    found.append(Block("text", words("edition.effect")))
    return found


def promises(writing: Writing) -> Promises:
    """Which edition, and from when."""
    news = writing.news
    return ((f"edition {news.edition.code}", news.effective.isoformat()),) if news else ()


KIND = LetterKind(
    CODE,
    "New edition",
    required=("changes", "effective"),
    blocks=blocks,
    about=CODE,
    promises=promises,
)
