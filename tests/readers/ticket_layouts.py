"""Tickets as people lay them out, made together with what they mean;
knows nothing of the reader.
"""

import html
import random
from collections.abc import Callable
from dataclasses import dataclass

from tests.readers.ticket_words import CLEAN, GREETINGS, LABELS, QUOTES, SIGNATURES, VALUES

Words = dict[str, str]
ORDINALS = ("First", "Second", "Third", "Finally")
ORDER = ("type", "requirement", "proposal", "timeline")


@dataclass(frozen=True)
class Ticket:
    """A text and what it says of each detail; whoever reads it finds all of it without guessing."""

    layout: str
    text: str
    means: Words


Layout = Callable[[random.Random, dict[str, str], Words, list[str]], str]


def _lines(mark: Callable[[int], str], sign: str, between: str = "\n") -> Layout:
    def made(draw: random.Random, labels: dict[str, str], words: Words, order: list[str]) -> str:
        return between.join(
            f"{mark(at)}{labels[name]}{sign}{words[name]}" for at, name in enumerate(order)
        )

    return made


def _below(mark: Callable[[int], str], after: str = "", between: str = "\n\n") -> Layout:
    def made(draw: random.Random, labels: dict[str, str], words: Words, order: list[str]) -> str:
        return between.join(
            f"{mark(at)}{labels[name]}{after}\n{words[name]}" for at, name in enumerate(order)
        )

    return made


def _run(mark: Callable[[int], str], sign: str, between: str) -> Layout:
    return _lines(mark, sign, between)


def _pipes(draw: random.Random, labels: dict[str, str], words: Words, order: list[str]) -> str:
    head = "| Detail | Text |\n|---|---|\n" if draw.random() < 0.5 else ""
    return head + "\n".join(f"| {labels[name]} | {words[name]} |" for name in order)


def _head(draw: random.Random, labels: dict[str, str], words: Words, order: list[str]) -> str:
    rule = "|---" * len(order) + "|\n" if draw.random() < 0.7 else ""
    row = [words[name] for name in order]
    return f"| {' | '.join(labels[name] for name in order)} |\n{rule}| {' | '.join(row)} |"


def _small(draw: random.Random, labels: dict[str, str], words: Words, order: list[str]) -> str:
    """All but the first in small letters, or one of the others."""
    small = draw.choice((order[1:], [draw.choice(order[1:])]))
    return "\n".join(
        f"{labels[name].lower() if name in small else labels[name]}: {words[name]}"
        for name in order
    )


def _rows(number: Callable[[int], str], edge: str) -> Layout:
    def made(draw: random.Random, labels: dict[str, str], words: Words, order: list[str]) -> str:
        rows = (f"{number(at)} | {labels[name]} | {words[name]}" for at, name in enumerate(order))
        return "\n".join(f"{edge} {row} {edge}".strip() for row in rows)

    return made


def _tabbed_head(
    draw: random.Random, labels: dict[str, str], words: Words, order: list[str]
) -> str:
    return (
        "\t".join(labels[name] for name in order) + "\n" + "\t".join(words[name] for name in order)
    )


def _separated(sign: str) -> Layout:
    def made(draw: random.Random, labels: dict[str, str], words: Words, order: list[str]) -> str:
        rows = ([labels[name] for name in order], [words[name] for name in order])
        return "\n".join(map(sign.join, rows))

    return made


def _asked(draw: random.Random, labels: dict[str, str], words: Words, order: list[str]) -> str:
    return "\n".join(
        f"Q{at}: {labels[name]}?\nA{at}: {words[name]}" for at, name in enumerate(order, 1)
    )


def _each(opening: str, middle: str, closing: str, around: tuple[str, str] = ("", "")) -> Layout:
    def made(draw: random.Random, labels: dict[str, str], words: Words, order: list[str]) -> str:
        rows = (
            f"{opening}{labels[name]}{middle}{html.escape(words[name], quote=False)}{closing}"
            for name in order
        )
        return around[0] + "".join(rows) + around[1]

    return made


def _html_head(draw: random.Random, labels: dict[str, str], words: Words, order: list[str]) -> str:
    head = "".join(f"<th><p>{labels[name]}</p></th>" for name in order)
    row = "".join(f"<td>{html.escape(words[name], quote=False)}</td>" for name in order)
    return f"<table><tr>{head}</tr>\n<tr>{row}</tr></table>"


def _none(at: int) -> str:
    return ""


def _letter(at: int) -> str:
    return f"{'abcd'[at]}) "


def _number(at: int) -> str:
    return f"{at + 1}. "


ROMAN = ("i.", "ii.", "iii.", "iv.")
PLAIN: dict[str, Layout] = {
    "colon": _lines(_none, ": "),
    "colon, empty lines": _lines(_none, ": ", "\n\n"),
    "equals": _lines(_none, " = "),
    "dash": _lines(_none, " - "),
    "long dash": _lines(_none, " – "),
    "arrow": _lines(_none, " → "),
    "ascii arrow": _lines(_none, " -> "),
    "tab": _lines(_none, "\t"),
    "NBSP": _lines(_none, "\u00a0: "),
    "wide colon": _lines(_none, "："),
    "numbers": _lines(_number, ": "),
    "letters": _lines(_letter, ": "),
    "brackets": _lines(lambda at: f"({at + 1}) ", ": "),
    "Roman": _lines(lambda at: f"{ROMAN[at]} ", ": "),
    "capital letters": _lines(lambda at: f"{'ABCD'[at]}. ", ": "),
    "bullets": _lines(lambda at: "- ", ": "),
    "stars": _lines(lambda at: "* ", ": "),
    "dots": _lines(lambda at: "• ", ": "),
    "o": _lines(lambda at: "o ", ": "),
    "Word bullets": _lines(lambda at: "\uf0b7 ", ": "),
    "bold": _lines(lambda at: "**", ":** "),
    "bold alone": _lines(lambda at: "**", "** "),
    "comma": _lines(lambda at: "", ","),
    "bold dash": _lines(lambda at: "**", "** - "),
    "below": _below(_none),
    "below, colon": _below(_none, ":"),
    "below, close": _below(_none, ":", "\n"),
    "headings": _below(lambda at: "## "),
    "numbers below": _below(_number),
    "bold below": _below(lambda at: "**", "**"),
    "hint": _lines(_none, " (see the guide): "),
    "pipes": _pipes,
    "pictures": _lines(lambda at: "\U0001f539 ", ": "),
    "keycaps": _lines(lambda at: f"{at + 1}\ufe0f\u20e3 ", ": "),
    "ticks": _lines(lambda at: "✅ ", ": "),
    "list in a list": _lines(lambda at: f"1.{at + 1} ", ": "),
    "boxes": _lines(lambda at: "[x] ", ": "),
    "two names": _lines(_none, " / details: "),
    "italic": _lines(lambda at: "_", "_: "),
    "fat arrow": _lines(_none, " => "),
    "long arrow": _lines(_none, " --> "),
    "heavy arrow": _lines(_none, " ➡ "),
    "dots before": _lines(_none, " ....... "),
    "becomes": _lines(_none, " := "),
    "colon, dash": _lines(_none, ": - "),
    "numbered rows": _rows(lambda at: f"{at + 1}", "|"),
    "rows of a list": _rows(lambda at: f"{at + 1}.", ""),
    "lettered rows": _rows(lambda at: f"{'abcd'[at]})", "|"),
    "small letters": _small,
    "tabs and numbers": _lines(lambda at: f"{at + 1}\t", "\t"),
    "head": _head,
    "tabbed head": _tabbed_head,
    "indented": _lines(lambda at: "    ", ": "),
}
RUNS: dict[str, Layout] = {
    "stars run together": _run(lambda at: "* ", ": ", " "),
    "numbers run together": _run(_number, ": ", " "),
    "dots run together": _run(lambda at: "• ", ": ", " "),
    "bars between": _run(_none, ": ", " | "),
    "letters run together": _run(_letter, ": ", " "),
    "sentences": _run(_none, ": ", ". "),
    "slashes": _run(_none, ": ", " / "),
    "dashes between": _run(_none, ": ", " - "),
    "bold run together": _run(lambda at: "**", ":** ", " "),
    "tabs between": _run(_none, ": ", "\t"),
    "semicolons": _run(_none, ": ", "; "),
    "commas": _run(_none, ": ", ", "),
    "nothing between": _run(_none, ": ", " "),
    "double slashes": _run(_none, ": ", " // "),
    "tildes": _run(_none, ": ", " ~ "),
    "dots and brackets": _lines(lambda at: f"{at + 1}.) ", ": "),
    "dots and brackets run together": _run(lambda at: f"{at + 1}.) ", ": ", " "),
    "degrees": _lines(lambda at: f"{at + 1}°) ", " : "),
    "double colons": _lines(_none, ":: "),
    "ratio": _lines(_none, "∶ "),
    "ordinals": _lines(lambda at: f"{ORDINALS[at]}, ", ": "),
    "steps": _lines(lambda at: f"Step {at + 1}: ", ": "),
    "questions and answers": _asked,
    "semicolons in a table": _separated(";"),
}
MARKUP: dict[str, Layout] = {
    "p": _each("<p>", ": ", "</p>"),
    "p bold alone": _each("<p><b>", "</b> ", "</p>"),
    "underlined": _each("<u>", "</u> ", "<br>"),
    "p bold": _each("<p><strong>", ":</strong> ", "</p>"),
    "div": _each("<div>", ": ", "</div>"),
    "br": _each("", ": ", "<br>", ("<p>", "</p>")),
    "li": _each("<li>", ": ", "</li>", ("<ul>", "</ul>")),
    "ol b": _each("<li><b>", "</b>: ", "</li>", ("<ol>", "</ol>")),
    "table": _each("<tr><td>", "</td><td>", "</td></tr>", ("<table>", "</table>")),
    "table of Word": _each(
        "<tr>\n<td><p>", "</p></td>\n<td><p>", "</p></td></tr>", ("<table>", "</table>")
    ),
    "h3": _each("<h3>", "</h3><p>", "</p>"),
    "dl": _each("<dt>", "</dt><dd>", "</dd>", ("<dl>", "</dl>")),
    "head of a table": _html_head,
    "typed lines in p": _each("", ": ", "\n", ("<p>", "</p>")),
}


def _unsplit(draw: random.Random) -> Ticket:
    """Names of the service plan, two or three on a line with nothing or a mark between them."""
    labels = draw.choice(
        (
            ("Exemption type", "Requirement", "Proposal", "Timeline"),
            ("Ausnahmetyp", "Anforderung", "Vorschlag", "Zeitraum"),
        )
    )
    second = draw.randrange(1, 4)
    words = {name: draw.choice(texts) for name, texts in {**VALUES, **CLEAN}.items()}
    parts = [f"{label}: {words[name]}" for label, name in zip(labels, ORDER, strict=True)]
    joint = draw.choice((" ", "  ", ", ", "; ", ". ", " - ", " / "))
    text = joint.join(parts[:second]) + "\n" + joint.join(parts[second:])
    return Ticket(f"unsplit by {joint!r}", text, words)


def ticket(seed: int) -> Ticket:
    """One ticket of that number, always the same."""
    draw = random.Random(seed)
    if seed % 12 == 7:
        return _unsplit(draw)
    family = draw.choices((PLAIN, RUNS, MARKUP), (6, 2, 3))[0]
    layout = draw.choice(list(family))
    words = {name: draw.choice(texts) for name, texts in VALUES.items()}
    if family is RUNS or "head" in layout:
        words |= {name: draw.choice(texts) for name, texts in CLEAN.items()}
    chosen = draw.choice(LABELS[:1] * 3 + LABELS)
    labels = {name: draw.choice(forms) for name, forms in chosen.items()}
    order = list(ORDER)
    if draw.random() < 0.4:
        draw.shuffle(order)
    if family is not RUNS and draw.random() < 0.15:
        words.pop(order.pop(draw.randrange(4)))
    text = family[layout](draw, labels, words, order)
    gap = "\n\n"
    parts = [draw.choice(GREETINGS), text, draw.choice(SIGNATURES), draw.choice(QUOTES)]
    struck = ""
    if family is MARKUP:
        parts = [parts[0], text, parts[2], parts[3]]
        inner = [
            f"<p>{html.escape(part, quote=False).replace(chr(10), '<br>')}</p>"
            if part and part != text
            else part
            for part in parts
        ]
        whole = "".join(inner)
        if "timeline" in words and draw.random() < 0.15:
            struck = "s"
            whole = whole.replace(f"{words['timeline']}<", f"<s>36 months</s> {words['timeline']}<")
        if draw.random() < 0.1:
            whole = html.escape(whole, quote=False)
    else:
        whole = gap.join(part for part in parts if part)
        if draw.random() < 0.1:
            whole = html.escape(whole, quote=False)
        whole = whole.replace("\n", draw.choice(("\n", "\n", "\r\n")))
    return Ticket(f"{layout}{' struck' if struck else ''}", whole, words)
