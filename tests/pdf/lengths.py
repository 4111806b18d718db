"""Letters made longer until they have so many pages, in words of their language."""

from dataclasses import replace
from itertools import cycle, islice

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
