"""Drawn pages as the bytes of a file: content, fonts, structure, description."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from mmd_reviewer.pdf.archive import About, colours, describe
from mmd_reviewer.pdf.canvas import HEADINGS, Artifact, Canvas, Page
from mmd_reviewer.pdf.embedding import embed
from mmd_reviewer.pdf.pdf_file import PdfFile
from mmd_reviewer.pdf.strings import number, text
from mmd_reviewer.pdf.structure import Node


def stored(canvas: Canvas, about: About, root: Node | None) -> bytes:
    """The file; without a `root` it is not tagged, as a file for printing need not be."""
    file = PdfFile()
    tree = file.reserve()
    pages = [file.reserve() for _ in canvas.pages]
    fonts = [f"/{used.name} {embed(file, used)} 0 R" for used in canvas.used.values()]
    pictures = "".join(
        f"/P{place} {picture.embed(file)} 0 R" for place, picture in enumerate(canvas.pictures, 1)
    )
    shown = f"/XObject<<{pictures}>>" if pictures else ""
    resources = file.add(f"<</Font<<{''.join(fonts)}>>{shown}>>")
    order = {node: place for place, node in enumerate(_read(canvas, root))}
    for place, (page, own) in enumerate(zip(canvas.pages, pages, strict=True)):
        content = file.stream("\n".join(_content(page, place, order)).encode("latin-1"))
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
        if len(pages) > 1:
            tagged += f"/Outlines {_outline(file, root, pages)} 0 R"
    catalog = file.add(
        f"<</Type/Catalog/Pages {tree} 0 R/Lang({about.language})/Metadata {metadata} 0 R"
        f"/OutputIntents[{colours(file, canvas.faces.folder)} 0 R]"
        f"/ViewerPreferences<</DisplayDocTitle true>>{tagged}>>"
    )
    return file.finished(catalog, info)


def _read(canvas: Canvas, root: Node | None) -> list[Node]:
    """The elements that hold words, in the order in which they are read."""
    if root is None:
        return []
    root.prune({owner for page in canvas.pages for owner in page.drawn if isinstance(owner, Node)})
    return list(root.walk())


def _content(page: Page, place: int, order: Mapping[Node, int]) -> Iterator[str]:
    """Artifacts, then the elements in the order in which they are read."""
    if page.under:
        yield from ("/Artifact <</Type/Pagination>> BDC", *page.under, "EMC")
    for kind in Artifact:
        if kind in page.drawn:
            yield from (f"/Artifact <</Type/{kind.value}>> BDC", *page.drawn[kind].code, "EMC")
    nodes = [owner for owner in page.drawn if isinstance(owner, Node)]
    for mark, node in enumerate(sorted(nodes, key=order.__getitem__)):
        node.marks.append((place, mark))
        yield from (f"/{node.tag} <</MCID {mark}>> BDC", *page.drawn[node].code, "EMC")


def _structure(file: PdfFile, canvas: Canvas, root: Node, pages: Sequence[int]) -> int:
    """Write the elements, each with those below it and its places on the pages."""
    top = file.reserve()
    elements = list(root.walk())
    numbers = {node: file.reserve() for node in elements}
    above = {below: numbers[node] for node in elements for below in node.below}
    begins: dict[Node, int] = {}
    for node in reversed(elements):
        begins[node] = (
            node.marks[0][0] if node.marks else begins.get(next(iter(node.below), node), 0)
        )
        content = _element(node, begins[node], numbers, pages)
        file.put(numbers[node], f"<</Type/StructElem/P {above.get(node, top)} 0 R{content}>>")
    rows = []
    for place, page in enumerate(canvas.pages):
        nodes = [owner for owner in page.drawn if isinstance(owner, Node)]
        marked = " ".join(
            str(numbers[node]) + " 0 R" for node in sorted(nodes, key=numbers.__getitem__)
        )
        rows.append(f"{place} {file.add(f'[{marked}]')} 0 R")
    parents = file.add(f"<</Nums[{' '.join(rows)}]>>")
    file.put(
        top,
        f"<</Type/StructTreeRoot/K {numbers[root]} 0 R/ParentTree {parents} 0 R"
        f"/ParentTreeNextKey {len(rows)}>>",
    )
    return top


def _element(node: Node, begins: int, numbers: Mapping[Node, int], pages: Sequence[int]) -> str:
    kids = [f"{numbers[below]} 0 R" for below in node.below]
    kids += [
        str(mark) if at == begins else f"<</Type/MCR/Pg {pages[at]} 0 R/MCID {mark}>>"
        for at, mark in node.marks
    ]
    span = f"/ColSpan {node.span}" if node.span > 1 else ""
    scope = f"/A<</O/Table/Scope/{node.scope}{span}>>" if node.scope else ""
    spoken = f"/Lang({node.language})" if node.language else ""
    return f"/S/{node.tag}/Pg {pages[begins]} 0 R{spoken}{scope}/K[{' '.join(kids)}]"


def _outline(file: PdfFile, root: Node, pages: Sequence[int]) -> int:
    """The headings, by which one goes about in the file."""
    heads = [node for node in root.walk() if node.tag in HEADINGS]
    top, numbers = file.reserve(), [file.reserve() for _ in heads]
    for place, (node, own) in enumerate(zip(heads, numbers, strict=True)):
        before = f"/Prev {numbers[place - 1]} 0 R" if place else ""
        after = f"/Next {numbers[place + 1]} 0 R" if place + 1 < len(heads) else ""
        at = f"[{pages[node.marks[0][0]]} 0 R/XYZ 0 {number(node.top)} null]"
        file.put(own, f"<</Title {text(node.said)}/Parent {top} 0 R{before}{after}/Dest{at}>>")
    ends = f"/First {numbers[0]} 0 R/Last {numbers[-1]} 0 R" if numbers else ""
    file.put(top, f"<</Type/Outlines/Count {len(heads)}{ends}>>")
    return top
