"""`edition`: the rules that exemptions are assessed by change, how and from when (rule B8)."""

from __future__ import annotations

from dataclasses import replace

from mmd_reviewer.domain.course_plan import NOTICES
from mmd_reviewer.domain.edition import Edition, Factor
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.letter_facts import Block
from mmd_reviewer.domain.letters.kind import LetterKind, News, Promises, Writing
from mmd_reviewer.domain.letters.words import Words, months_values

CODE = "edition"


def blocks(writing: Writing) -> list[Block]:
    """What changes, from when."""
    if writing.news is None:
        raise Refused("No edition is announced that a letter could tell of.", "B8", "kind")
    return changes(writing.news, writing.words)


def changes(news: News, words: Words) -> list[Block]:
    """What a coming edition changes, from when, and what that means for the customer (B8)."""
    news = replace(
        news,
        edition=news.edition.in_language(words.language),
        before=news.before.in_language(words.language),
    )
    intro = words("edition.intro", name=news.edition.name, effective=news.effective)
    found = [Block("text", intro, content="effective")]
    lists = {**_conditions(news), **_types(news, words), **_factors(news, words)}
    for name, rows in lists.items():
        if rows:
            lead = words(f"edition.{name}", count=len(rows))
            found.append(Block("heading", words(f"edition.headings.{name}")))
            found.append(Block("list", lead, tuple((row,) for row in rows), "changes"))
    course = _course(news, words)
    if course:
        found.append(Block("heading", words("edition.headings.course")))
        found.append(Block("text", words("edition.course")))
        found.append(Block("rows", rows=course, content="changes"))
        found.append(Block("text", words("edition.course_kept")))
    if len(found) == 1:
        found.append(Block("text", words("edition.wording"), content="changes"))
    found.append(Block("heading", words("headings_notice.effect")))
    found.append(Block("text", words("edition.effect")))
    return found


def _conditions(news: News) -> dict[str, list[str]]:
    """Key conditions that are new, reworded or gone (B3)."""
    old = {row.code: row.text for row in news.before.conditions}
    new = {row.code: row.text for row in news.edition.conditions}
    return {
        "added": [text for code, text in new.items() if code not in old],
        "changed": [text for code, text in new.items() if old.get(code, text) != text],
        "gone": [text for code, text in old.items() if code not in new],
    }


def _types(news: News, words: Words) -> dict[str, list[str]]:
    """Exemption types that are gone, new or described otherwise (A2)."""
    old = {row.code: row for row in news.before.types}
    described = [
        row
        for row in news.edition.types
        if row.code in old
        and (row.name, row.description) != (old[row.code].name, old[row.code].description)
    ]
    return {
        "types": [row.name for row in old.values() if news.edition.type(row.code) is None],
        "new_types": [row.name for row in news.edition.types if row.code not in old],
        "described_types": [
            words("common.named", name=row.name, text=row.description) for row in described
        ],
    }


def _factors(news: News, words: Words) -> dict[str, list[str]]:
    """Factors that are new, changed or gone, their order, and months of migration (B1, B6)."""
    old = {row.code: row for row in news.before.factors}
    both = [(old[row.code], row) for row in news.edition.factors if row.code in old]
    kept = [code for code in old if news.edition.factor(code) is not None]
    order = [row.question for row in news.edition.factors]
    return {
        "new_factors": [
            _said(row, news.edition, words) for row in news.edition.factors if row.code not in old
        ],
        "factors": [
            _said(new, news.edition, words) for was, new in both if _asks(was) != _asks(new)
        ],
        "gone_factors": [row.question for code, row in old.items() if code not in kept],
        "order": order if [row.code for row in news.edition.factors] != kept else [],
        "months": [
            words(
                "edition.months_changed",
                question=new.question,
                **{f"old_{name}": value for name, value in months_values(was.months).items()},
                **{f"new_{name}": value for name, value in months_values(new.months).items()},
            )
            for was, new in both
            if was.months and new.months and was.months != new.months
        ],
    }


def _asks(factor: Factor) -> tuple[object, ...]:
    """What a factor asks, of which types, and where a yes leads."""
    return factor.question, factor.if_yes, factor.asked, factor.types, factor.linked_types


def _said(factor: Factor, edition: Edition, words: Words) -> str:
    """The factor, where it leads, and the types that it is limited to."""
    months = months_values(factor.months) if factor.months else {}
    asked = "yes" if factor.asked else "else"
    question = factor.question if factor.question.endswith("?") else f"{factor.question}."
    parts = [question, words(f"edition.{asked}.{factor.if_yes}", **months)]
    if factor.types:
        names = tuple(edition.type_name(code) for code in factor.types)
        parts.append(words("edition.only_types", types=names))
    if factor.linked_types:
        names = tuple(edition.type_name(code) for code in factor.linked_types)
        parts.append(words("edition.linked_types", types=names))
    return " ".join(parts)


def _course(news: News, words: Words) -> tuple[tuple[str, str], ...]:
    """The days of a revocation that change: its later notices and the end of cover (D2)."""
    was, new = news.before.course, news.edition.course
    days = [(notice, was.offset(notice), new.offset(notice)) for notice in NOTICES]
    days.append(("deadline", was.length, new.length))
    return tuple(
        (words(f"notice.{name}"), words("edition.day_changed", old=old, new=now))
        for name, old, now in days
        if old != now
    )


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
