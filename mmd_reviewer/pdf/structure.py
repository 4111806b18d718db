"""What a screen reader is told of a file: headings, paragraphs, lists, tables, in reading order."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(eq=False, slots=True)
class Node:
    """An element of the structure: its tag, its elements below, and where its words are drawn.

    `scope` of a heading cell: Column or Row; `span`: how many columns a cell is wide. `marks`: page
    from 0 and number of the marked content.
    """

    tag: str
    scope: str = ""
    span: int = 1
    below: list[Node] = field(default_factory=list)
    marks: list[tuple[int, int]] = field(default_factory=list)

    def add(self, tag: str, scope: str = "") -> Node:
        """A new element at the end of this one."""
        made = Node(tag, scope)
        self.below.append(made)
        return made

    def prune(self) -> bool:
        """Take out what came to hold no words; true where that is all of it."""
        self.below = [node for node in self.below if not node.prune()]
        return not (self.below or self.marks)
