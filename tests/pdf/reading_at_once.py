"""Pictures, words and sizes of one letter, asked for by three threads at once; run as a process of
its own, which PDFium would end.
"""

import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from mmd_reviewer.pdf.read_back import page_sizes, picture, read_pages, words_on_pages
from tests.long import long_or

ROUNDS = long_or(200, 80)


def main(file: Path) -> None:
    """Each answer is the same every time."""
    pdf = file.read_bytes()
    asked = (
        lambda: picture(pdf, 0, 1.0),
        lambda: words_on_pages(pdf),
        lambda: (page_sizes(pdf), read_pages(pdf)),
    )
    wanted = [ask() for ask in asked]
    with ThreadPoolExecutor(len(asked)) as threads:
        found = list(threads.map(again, asked, wanted))
    print("still there" if all(found) else "answered otherwise")


def again(ask: Callable[[], object], wanted: object) -> bool:
    """Is the answer the same, however often?"""
    return all(ask() == wanted for _ in range(ROUNDS))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
