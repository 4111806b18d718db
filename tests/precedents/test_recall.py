"""The right one among five: a query in other words finds its decided case (wish "Precedents").

The seed was drawn after the ranking was written; the words stand apart from the program's table.
"""

import random
import sqlite3
from collections.abc import Callable

import pytest

from mmd_reviewer.services import likeness
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.precedents import NEAREST, precedents_of
from tests.long import long_or
from tests.precedents.corpus import MOST_SHARED, Pair, content_words, corpus, shared
from tests.precedents.decided_store import case_of, decided_desk, number_of

SEED, SIZE, ASKED = 20261123, long_or(2000, 400), long_or(1000, 30)
PAIRS = corpus(SEED, SIZE)
CHOSEN = random.Random(SEED).sample(range(SIZE), ASKED)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return decided_desk(tmp_path_factory.mktemp("precedents") / "s.sqlite", PAIRS)


def recall(found: Callable[[Pair], list[str]]) -> float:
    """The share of the chosen queries whose case is among the first five."""
    return sum(number_of(place) in found(PAIRS[place]) for place in CHOSEN) / ASKED


def ours(desk: Desk) -> Callable[[Pair], list[str]]:
    return lambda pair: [
        near.row.number for near in precedents_of(desk, case_of(pair.query)).nearest
    ]


def plain_bm25() -> Callable[[Pair], list[str]]:
    """The database's own ranking of the words as they are written."""
    index = sqlite3.connect(":memory:")
    index.execute("CREATE VIRTUAL TABLE words USING fts5(text, tokenize='unicode61')")
    texts = [(place, pair.decided.text) for place, pair in enumerate(PAIRS)]
    index.executemany("INSERT INTO words (rowid, text) VALUES (?, ?)", texts)
    sql = "SELECT rowid FROM words WHERE words MATCH ? ORDER BY bm25(words) LIMIT ?"

    def found(pair: Pair) -> list[str]:
        any_of = " OR ".join(f'"{word}"' for word in sorted(content_words(pair.query.text)))
        return [number_of(place) for (place,) in index.execute(sql, (any_of, NEAREST))]

    return found


def test_queries_share_few_words_with_their_case_and_no_two_cases_are_one() -> None:
    assert max(shared(pair.query, pair.decided) for pair in PAIRS) <= MOST_SHARED == 0.30
    assert len({pair.decided for pair in PAIRS}) == SIZE
    assert corpus(SEED, 50) == corpus(SEED, 50) != corpus(SEED + 1, 50)


@pytest.mark.model
@pytest.mark.long_form
def test_the_right_one_is_among_five(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """At least nine times in ten; plain bm25 would not do, nor is it the table alone that does."""
    found, plain = recall(ours(desk)), recall(plain_bm25())
    known = likeness.table()
    bare = known._replace(meanings={}, wordings={}, longest={}, renamed=frozenset())
    with monkeypatch.context() as patch:
        patch.setattr(likeness, "table", lambda: bare)
        patch.setattr("mmd_reviewer.services.product.table", lambda: bare)
        likeness.said.cache_clear()
        without = recall(ours(desk))
    likeness.said.cache_clear()  # what was read without the table is read again with it
    with capsys.disabled():
        print(
            f"\nRecall among {NEAREST} of {SIZE:,} decided cases, {ASKED} queries: {found:.3f}; "
            f"plain bm25 {plain:.3f}; without the table of words {without:.3f}"
        )
    assert found >= 0.9
    assert plain < 0.75
    assert without > plain
