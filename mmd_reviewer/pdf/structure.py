"""What a screen reader is told of a file: headings, paragraphs, lists, tables, in reading order."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass, field


@dataclass(eq=False, slots=True)
class Node:
    """An element of the structure: its tag and the elements below it.

    `scope` of a heading cell: Column or Row; `span`: how many columns a cell is wide. `said`: the
    words of a heading, by which it is found, `top` how high above the page's lower edge it stands.
    `language` is the BCP 47 tag of its words and those below it, "" for that of what it stands in.
    `marks`: where its words are, page from 0 and number of the marked content; known at the end.
    """

    tag: str
    scope: str = ""
    span: int = 1
    said: str = ""
    top: float = 0
    language: str = ""
    below: list[Node] = field(default_factory=list)
    marks: list[tuple[int, int]] = field(default_factory=list)

    def add(self, tag: str, scope: str = "", language: str = "") -> Node:
        """A new element at the end of this one."""
        made = Node(tag, scope, language=language)
        self.below.append(made)
        return made

    def walk(self) -> Iterator[Node]:
        """This element and all below it, in reading order."""
        yield self
        for node in self.below:
            yield from node.walk()

    def prune(self, drawn: Container[Node]) -> bool:
        """Take out what came to hold no words; whether any is left."""
        self.below = [node for node in self.below if node.prune(drawn)]
        return bool(self.below) or self in drawn
