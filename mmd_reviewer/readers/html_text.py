"""HTML of a ticket → plain text. Plain text with angle brackets in it stays as it is."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

from mmd_reviewer.domain.detail_labels import label_of_cell
from mmd_reviewer.domain.detail_words import FOUR

_BREAKS = {"br", "hr"}
_BLOCKS = {
    "p",
    "div",
    "li",
    "ul",
    "ol",
    "dl",
    "dt",
    "dd",
    "table",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "td",
    "th",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "pre",
    "blockquote",
    "section",
    "article",
    "header",
    "footer",
    "html",
    "body",
    "center",
}
_INLINE = {
    "a",
    "abbr",
    "b",
    "big",
    "cite",
    "code",
    "del",
    "em",
    "font",
    "i",
    "ins",
    "kbd",
    "label",
    "mark",
    "q",
    "s",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "sup",
    "tt",
    "u",
}
_DROPPED = {"script", "style", "head", "title", "template", "noscript"}
_VOID = {"img", "meta", "link", "input", "wbr", "col", "base"}
_KNOWN = _BREAKS | _BLOCKS | _INLINE | _DROPPED | _VOID | {"o:p", "colgroup", "caption"}
_STRUCK = {"s", "strike", "del"}
_LINE_THROUGH = re.compile(r"text-decoration[^;]*line-through", re.IGNORECASE)
# Editors indent with a quotation that has no bar
_INDENT = re.compile(r"border:\s*(?:none|0)", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,31}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")
# A new line that a label follows was typed.
_WRAPPED = re.compile(r"[ \t]*\n(?![ \t]*[A-ZÄÖÜÉÀ][\w'’-]*(?:[ \t][\w'’/&-]+){0,3}[ \t\xa0]?:\s)")
_ESCAPED = re.compile(r"(?:\\r)?\\n[ \t]*(?=(?:\d\W{1,3})?[A-ZÄÖÜÉÀ][\w'’ -]{2,40}[ \t\xa0]?:)")
_DECLARATION = re.compile(r"<[!?][a-zA-Z\[/][^<>]*>")
_NO_TAG = re.compile(r"<(?!/?[a-zA-Z][^<>]*>)")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:]*)(?=[\s/>])[^<>]*>")
_EMPHASISED = re.compile(  # at the beginning of a line, and something stands behind it
    r"(?:^|\n|<(?:br|p|div|li|dd|h\d)\b[^<>]*>)[ \t]*<(?P<tag>b|strong|u|em|i)\b[^<>]*>"
    r"(?P<words>[^<>\n]{2,60}(?<![\s:：?]))</(?P=tag)>(?=\s*[^\s<:：])",
    re.IGNORECASE,
)


def looks_like_html(text: str) -> bool:
    """True with a block tag, a line break, or an inline tag that is opened and closed."""
    if "<" not in text:
        return False
    opened: set[str] = set()
    closed: set[str] = set()
    for end, name in _TAG.findall(text):
        folded = name.casefold()
        if folded in _BLOCKS or folded in _BREAKS:
            return True
        (closed if end else opened).add(folded)
    return bool(opened & closed & (_INLINE | _DROPPED))


def plain_text(text: str) -> str:
    """The words of an HTML text, a line for each block, a bar between cells, ~~ around what is
    struck out, > before what is quoted. Of a text that is not HTML only entities are spelled out.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\n" not in text:  # some exports write line ends out
        text = _ESCAPED.sub("\n", text)
    for _ in range(2):  # some exports encode HTML once more than needed
        if not looks_like_html(text) and _ENTITY.search(text):
            text = _ENTITY.sub(lambda entity: html.unescape(entity[0]), text)
    if not looks_like_html(text):
        return text.strip()
    words = _Words()
    try:
        words.feed(_labelled(_orderly(text)))
        words.close()
    except (
        AssertionError,
        ValueError,
    ):  # html.parser has no word of its own for a declaration it cannot follow
        return text.strip()
    if words.inside_dropped:  # a script that is never closed would swallow the request
        return text.strip()
    return words.lines.text()


def _orderly(text: str) -> str:
    """Comments and declarations away, brackets that open no tag written out:
    the parser would try each anew.
    """
    parts = []
    at = 0
    while (start := text.find("<!--", at)) >= 0:
        end = text.find("-->", start + 4)
        if end < 0:
            break
        parts.append(text[at:start])
        at = end + 3
    parts.append(text[at:])
    bare = _DECLARATION.sub("", "".join(parts))
    return _NO_TAG.sub("&lt;", bare)


def _labelled(text: str) -> str:
    """A colon behind labels that are told by their emphasis alone: plain words have none.

    One emphasised word may begin a sentence; two that are labels of details are a layout.
    """
    found = [lead for lead in _EMPHASISED.finditer(text) if _detail(lead) in FOUR]
    if len({_detail(lead) for lead in found}) < 2:
        return text
    at = {lead.end() for lead in found}
    return _EMPHASISED.sub(lambda lead: lead[0] + ":" * (lead.end() in at), text)


def _detail(lead: re.Match[str]) -> str:
    return label_of_cell(html.unescape(lead["words"]).strip())


class _Lines:
    """The text as it grows, in lines; the cells of a row share one."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._cell = False
        self._row = 0  # where the parts of the row begin

    def add(self, text: str) -> None:
        self._parts.append(text)

    def new_line(self) -> None:
        if self._parts and not self._parts[-1].endswith("\n") and not self._opens_cell():
            self._parts.append("\n")

    def open_cell(self) -> None:
        if not self._cell:
            self.new_line()
            self._cell, self._row = True, len(self._parts)
            return
        while (
            len(self._parts) > self._row and not self._parts[-1].strip()
        ):  # a paragraph ends in the cell before
            self._parts.pop()
        self._parts.append(" | ")

    def end_row(self) -> None:
        self._cell = False

    def begins(self) -> bool:
        return not self._parts or self._parts[-1].endswith("\n") or self._opens_cell()

    def broken(self) -> bool:
        """Did nothing follow the last break yet?"""
        return self._parts[-1:] == ["\n"]

    def _opens_cell(self) -> bool:
        """The first block of a cell goes on in the line of the row."""
        return self._cell and self._parts[-1:] == [" | "]

    def text(self) -> str:
        """The lines without outer and doubled blanks,
        never more than one empty line between two.
        """
        whole = "".join(self._parts).replace("\xa0", " ")
        lines = [re.sub(r"[ \t]+", " ", line).strip() for line in whole.split("\n")]
        return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


class _Words(HTMLParser):
    """Collects text; blocks and breaks become new lines, tags that HTML does not have stay text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines = _Lines()
        self._dropped = 0
        self._blocks = 0
        self._pre = 0
        self._quotes: list[bool] = []
        self._struck = ""  # the tag that struck it, and how many of its name are open inside
        self._depth = 0

    @property
    def inside_dropped(self) -> bool:
        return self._dropped > 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._strike(tag, attrs)
        if tag in _DROPPED:
            self._dropped += 1
        elif tag in _BREAKS:
            self.lines.add("\n")
        elif tag in _BLOCKS:
            self._blocks += 1
            self._pre += tag == "pre"
            self._open_block(tag, attrs)
        elif tag not in _KNOWN:
            self.handle_data(self.get_starttag_text() or "")

    def _strike(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._struck:
            self._depth += tag == self._struck
        elif tag in _STRUCK or any(
            name == "style" and _LINE_THROUGH.search(value or "") for name, value in attrs
        ):
            self._struck, self._depth = tag, 1

    def _open_block(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("td", "th"):
            self.lines.open_cell()
            return
        if tag == "tr":
            self.lines.end_row()
        if tag == "blockquote":
            styles = "".join(value or "" for name, value in attrs if name == "style")
            self._quotes.append(not _INDENT.search(styles))
        self.lines.new_line()
        if tag == "li":
            self.lines.add("- ")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An empty element as XML writes it: `<td/>` is a cell, or those behind it would move."""
        self.handle_starttag(tag, attrs)
        if tag in _KNOWN:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == self._struck:
            self._depth -= 1
            self._struck = self._struck if self._depth else ""
        if tag in _DROPPED:
            self._dropped = max(0, self._dropped - 1)
        elif tag in _BLOCKS:
            self._blocks = max(0, self._blocks - 1)
            self._pre = max(0, self._pre - (tag == "pre"))
            self._close_block(tag)
        elif tag not in _KNOWN:
            self.handle_data(f"</{tag}>")

    def _close_block(self, tag: str) -> None:
        if tag in ("td", "th"):
            return
        if tag in ("tr", "table"):
            self.lines.end_row()
        self.lines.new_line()
        if tag == "blockquote" and self._quotes:
            self._quotes.pop()
        if tag == "p":
            self.lines.add("\n")

    def handle_data(self, data: str) -> None:
        if self._dropped or (
            self._blocks and not self._pre and not data.strip() and self.lines.begins()
        ):
            return
        # Portals mix tags with typed lines: outside of every block a new line is one the customer
        # typed.
        if self._blocks and not self._pre:
            data = _WRAPPED.sub(" ", data)
        elif self.lines.broken():  # <br> at the end of a typed line is one new line, not two
            data = data.removeprefix("\n")
        if self._struck:
            data = re.sub(r"[^\s~](?:[^\n~]*[^\s~])?", r"~~\g<0>~~", data)
        if any(self._quotes) and data.strip() and self.lines.begins():
            self.lines.add("> ")
        self.lines.add(data)
