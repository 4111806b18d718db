"""Drawn pages as the bytes of a file: content, fonts, structure, description."""

from __future__ import annotations

from collections.abc import Sequence

from mmd_reviewer.pdf.archive import About, colours, describe
from mmd_reviewer.pdf.canvas import Canvas
from mmd_reviewer.pdf.embedding import embed
from mmd_reviewer.pdf.pdf_file import PdfFile
from mmd_reviewer.pdf.strings import number
from mmd_reviewer.pdf.structure import Node


def stored(canvas: Canvas, about: About, root: Node | None) -> bytes:
    """The file; without a `root` it is not tagged, as a file for printing need not be."""
    canvas.close()
    file = PdfFile()
    tree = file.reserve()
    pages = [file.reserve() for _ in canvas.pages]
    fonts = [f"/{used.name} {embed(file, used)} 0 R" for used in canvas.used.values()]
    resources = file.add(f"<</Font<<{''.join(fonts)}>>>>")
    for place, (page, own) in enumerate(zip(canvas.pages, pages, strict=True)):
        content = file.stream("\n".join(page.code).encode("latin-1"))
        tags = f"/StructParents {place}/Tabs/S" if root is not None else ""
        file.put(
            own,
            f"<</Type/Page/Parent {tree} 0 R/MediaBox[0 0 {number(page.size[0])} "
            f"{number(page.size[1])}]/Resources {resources} 0 R/Contents {content} 0 R{tags}>>",
        )
    kids = " ".join(f"{own} 0 R" for own in pages)
    file.put(tree, f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>")
    metadata, info = describe(file, about)
    tagged = ""
    if root is not None:
        tagged = (
            f"/StructTreeRoot {_structure(file, canvas, root, pages)} 0 R/MarkInfo<</Marked true>>"
        )
    catalog = file.add(
        f"<</Type/Catalog/Pages {tree} 0 R/Lang({about.language})/Metadata {metadata} 0 R"
        f"/OutputIntents[{colours(file, canvas.faces.folder)} 0 R]"
        f"/ViewerPreferences<</DisplayDocTitle true>>{tagged}>>"
    )
    return file.finished(catalog, info)


def _structure(file: PdfFile, canvas: Canvas, root: Node, pages: Sequence[int]) -> int:
    """Write the elements, each with those below it and its places on the pages."""
    root.prune()
    top = file.reserve()
    numbers: dict[Node, int] = {}
    elements = [root]
    for node in elements:  # grows while it is walked
        numbers[node] = file.reserve()
        elements += node.below
    above = {below: numbers[node] for node in elements for below in node.below}
    for node in elements:
        file.put(numbers[node], _element(node, above.get(node, top), numbers, pages))
    rows = []
    for place, page in enumerate(canvas.pages):
        marked = " ".join(f"{numbers[node]} 0 R" for node in page.marks)
        rows.append(f"{place} {file.add(f'[{marked}]')} 0 R")
    parents = file.add(f"<</Nums[{' '.join(rows)}]>>")
    file.put(
        top,
        f"<</Type/StructTreeRoot/K {numbers[root]} 0 R/ParentTree {parents} 0 R"
        f"/ParentTreeNextKey {len(rows)}>>",
    )
    return top


def _element(node: Node, above: int, numbers: dict[Node, int], pages: Sequence[int]) -> str:
    kids = [f"{numbers[below]} 0 R" for below in node.below]
    page = ""
    if node.marks:
        first = node.marks[0][0]
        page = f"/Pg {pages[first]} 0 R"
        kids += [
            str(mark) if at == first else f"<</Type/MCR/Pg {pages[at]} 0 R/MCID {mark}>>"
            for at, mark in node.marks
        ]
    span = f"/ColSpan {node.span}" if node.span > 1 else ""
    scope = f"/A<</O/Table/Scope/{node.scope}{span}>>" if node.scope else ""
    return f"<</Type/StructElem/S/{node.tag}/P {above} 0 R{page}{scope}/K[{' '.join(kids)}]>>"
