"""Letters made longer until they have so many pages, in words of their language."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import cycle, islice, pairwise, takewhile

from mmd_reviewer.domain.letter_facts import Block, LetterRecord
from mmd_reviewer.pdf import styles as s
from mmd_reviewer.pdf.faces import Faces
from mmd_reviewer.pdf.flow import Strip
from mmd_reviewer.pdf.letter_pdf import _pages, _Story
from mmd_reviewer.pdf.structure import Node
from tests.pdf.printed import FONTS

FACES = Faces(FONTS)
DEVICES = 400  # the annex of a large customer
OWN = {
    "en": "The 214 planners of both plants must reach the warehouse administration from home, "
    "while the responsible network configurations are being documented. Without it deliveries "
    "stop, as the audit of 12 October 2026 by Contoso-Steuerberatungsgesellschaft says.",
    "de": "Die 214 Disponenten beider Werke müssen die Lagerverwaltungssoftware von zu Hause aus "
    "erreichen, während die Netzwerkkonfigurationen dokumentiert werden. Ohne sie stehen die "
    "Auslieferungen still, wie das Wirtschaftsprüfungsprotokoll vom 12. Oktober 2026 sagt.",
    "fr": "Les 214 planificateurs des deux usines doivent accéder à l’administration des "
    "entrepôts depuis leur domicile, pendant que les configurations sont documentées. Sans cela "
    "les livraisons s’arrêtent, comme le dit l’audit du 12 octobre 2026 de la société Fabrikam.",
}
MODELS = ("Surface Laptop 5", "EliteBook 840 G9", "ThinkPad T14 Gen 3", "Latitude 7430")


def pages_as_drawn(record: LetterRecord) -> list[list[Strip]]:
    """The strips of each page."""
    frame = s.frame(record.paper)
    return _pages(_Story(record, FACES, frame, Node("Document")).strips(), record, frame)


def with_devices(record: LetterRecord, count: int) -> LetterRecord:
    """So many devices in its annex or its list; the letter itself where it has neither."""
    return replace(record, blocks=tuple(_of_devices(block, count) for block in record.blocks))


def _of_devices(block: Block, count: int) -> Block:
    if "devices" not in block.content or not block.rows:
        return block
    serials = [f"5CG{n * 7919 % 10**7:07d}" for n in range(count)]
    if block.kind == "list":
        return replace(block, rows=tuple((serial,) for serial in serials))
    named = [(serial, MODELS[n % 4], f"PC-{n:04d}") for n, serial in enumerate(serials)]
    return replace(block, rows=(block.rows[0], *named))


def with_words(record: LetterRecord, count: int) -> LetterRecord:
    """So many words in each paragraph and each point of a list that is a person's own."""
    own = " ".join(islice(cycle(OWN[record.language[:2]].split()), count))
    said = [place for place, block in enumerate(record.blocks) if _is_own(block)]
    chosen = said or [1]  # a kind without any: its introduction
    blocks = list(record.blocks)
    for place in chosen:
        block = blocks[place]
        longer = tuple((f"{row[0]} {own}".strip(),) for row in block.rows)
        blocks[place] = (
            replace(block, rows=longer)
            if block.kind == "list"
            else replace(block, text=f"{block.text} {own}".strip())
        )
    return replace(record, blocks=tuple(blocks))


def _is_own(block: Block) -> bool:
    return bool(block.source) and block.kind in ("text", "list")


def of_pages(record: LetterRecord, wanted: int) -> LetterRecord:
    """The letter with as many words as give it so many pages; its first such length."""
    few, many = 0, 8000
    while many - few > 1:
        between = (few + many) // 2
        if len(pages_as_drawn(with_words(record, between))) < wanted:
            few = between
        else:
            many = between
    return with_words(record, many)


def faults(record: LetterRecord) -> list[str]:
    """What a reader would find fault with where the letter's pages end."""
    found = pages_as_drawn(record)
    frame = s.frame(record.paper)
    wrong = []
    for number, page in enumerate(found):
        high = sum(strip.height + strip.before for strip in page) - page[0].before
        room = frame.top(number) - frame.bottom - (page[0].head.height if page[0].head else 0)
        if high > room + 0.1:
            wrong.append(f"{number + 1}: does not fit")
        if "H2" in tags(page[-1]):
            wrong.append(f"{number + 1}: ends with a heading")
    for number, (before, after) in enumerate(pairwise(found), 1):
        wrong += [f"{number}: {words}" for words in _at_an_end(before, after)]
    signed = [strip for page in found for strip in page if strip.source == "sender"]
    last = [page for page in found if any(strip in page for strip in signed)]
    if signed and len(last) > 1:
        wrong.append("the signature is divided")
    if signed and last[0].index(signed[0]) < 2:
        wrong.append("the signature is alone")
    return wrong


def _at_an_end(before: list[Strip], after: list[Strip]) -> Iterator[str]:
    one, other = _nodes(before[-1]), _nodes(after[0])
    if one & other:
        if len(before) > 1 and not one & _nodes(before[-2]):
            yield "a first line is alone"
        if len(after) == 1 or not other & _nodes(after[1]):
            yield "a last line is alone"
    for kind in ("TD", "LBody"):
        if kind in tags(before[-1]) and kind in tags(after[0]) and not one & other:
            if _alike(reversed(before), kind) < 2:
                yield f"a first {kind} is alone"
            if _alike(after, kind) < 2:
                yield f"a last {kind} is alone"
    if not one & other and _said(before[-1]).endswith(":"):
        yield "what is announced is on the next page"


def _alike(strips: Iterable[Strip], kind: str) -> int:
    """How many rows or points of a list the strips begin with."""
    found, seen = 0, set[int]()
    for strip in takewhile(lambda strip: kind in tags(strip), strips):
        nodes = _nodes(strip)
        found += not nodes & seen
        seen |= nodes
    return found


def tags(strip: Strip) -> set[str]:
    """The elements that have words on a strip."""
    return {mark.node.tag for mark in strip.marks if mark.node is not None}


def _nodes(strip: Strip) -> set[int]:
    return {id(mark.node) for mark in strip.marks if mark.node is not None}


def _said(strip: Strip) -> str:
    return strip.marks[-1].line.text.rstrip() if strip.marks else ""
