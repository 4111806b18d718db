"""What of a text are the customer's own words: not the mail quoted below,
the signature, what is struck out (A1).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

from mmd_reviewer.domain.detail_labels import OTHER, label_of_line, labels_inside

_BLANKS = str.maketrans(
    {
        **dict.fromkeys(
            "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
            "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff",
            " ",
        ),
        **dict.fromkeys("\r\v\f\x1c\x1d\x1e\x85\u2028\u2029", "\n"),
    }
)
_HYPHEN = re.compile(r"\u00ad(?![^\W\d_])")  # a soft one that parts no letters
_STRUCK = re.compile(r"~~[^~\n]+~~")
_FORWARDED = (
    r"(?:(?:begin |start of |anfang der |beginn der |début du )?(?:original message|forwarded "
    r"message|message original|"
    r"original appointment|ursprünglichen? nachricht|original-?nachricht|weitergeleiteten? "
    r"nachricht|"
    r"message d['’]origine|message transféré|message réexpédié|oorspronkelijk bericht|doorgestuurd "
    r"bericht))"
)
_ORIGINAL = re.compile(rf"[-_=*]{{2,}}\s*{_FORWARDED}\b.{{0,80}}|{_FORWARDED}\s*:?", re.IGNORECASE)
_FROM = re.compile(
    r"[*_>]*(?:from|von|de|van|expéditeur|absender)[*_]*\s*:[*_]*\s*\S", re.IGNORECASE
)
_HEADER = re.compile(
    r"[*_>]*(?:sent|date|gesendet|datum|envoyé|verzonden|subject|betreff|objet|onderwerp)(?: (?:on|"
    r"am|le))?[*_]*\s*:",
    re.IGNORECASE,
)
_FLAT_HEADER = re.compile(
    r"[*_]*(?:from|von|de)[*_]*\s*:.{1,120}\s(?:sent|date|gesendet|datum|envoyé)[*_]*\s*:.{1,200}",
    re.IGNORECASE,
)
_WROTE = re.compile(
    r".{0,200}(?:\bwrote\b|\bschrieb\b|\ba écrit\b|\bschreef\b|\bhat geschrieben\b).{0,80}[:：]|"
    # in any language: a mail address and a clock
    r"(?=.*\d[:.h]\d\d).{0,200}[<(\[]\S+@\S+[>)\]].{0,40}[:：]",
    re.IGNORECASE,
)
_REGARDS = (
    r"(?:(?:(?:with )?(?:my |our )?(?:kind|kindest|best|warm|warmest|many|friendly) )?regards|best "
    r"wishes|"
    r"(?:yours )?(?:sincerely|faithfully|truly)(?: yours)?|respectfully|cordially|rgds|br|kr|"
    r"(?:mit )?(?:(?:freundlich|best|viel|lieb|schön|herzlich|sonnig)e[nm]? )?(?:grüßen?|grüssen?|"
    r"gruß|gruss)|mfg|vg|"
    r"lg|hochachtungsvoll|(?:bien )?cordialement|bien à vous|(?:meilleures |sincères |cordiales "
    r")?salutations"
    r"(?: distinguées)?|cdlt|"
    r"(?:(?:je|nous) vous pri(?:e|ons) (?:de |d['’])(?:agréer|recevoir|croire)|veuillez "
    r"agréer)\b[^\n:]{0,120}|"
    r"met vriendelijke groet(?:en)?|mvg|groeten)"
)
_BEHALF = (
    r"(?:(?:im auftrag|in vertretung)[,.]?|"
    r"(?:i\.[ \t]?[av]\.|ppa\.?|p\.[ \t]?[op]\.)(?:[ \t]+(?-i:[^\W\d_a-zäöü])[^:\d]{1,60})?)"
)
_CLOSING = re.compile(
    rf"{_REGARDS}(?:[ \t]*[,.!–-]*[ \t]*|[ \t,]+[^\n:]{{1,40}})|{_BEHALF}", re.IGNORECASE
)
_DAY = (
    r"have an? (?:nice|great|good|lovely) (?:day|evening|week|weekend)|(?:einen )?schöne[sn] "
    r"(?:tag|abend|wochenende)"
    r"(?: noch)?|bis bald|see you soon|à bientôt|bonne (?:journée|soirée|fin de journée)|bon "
    r"week-end"
)
_THANKS = re.compile(
    rf"(?:best|all the best|take care|cheers|kindly|yours|tia|{_DAY}|"
    r"(?:i|we) (?:really )?appreciate (?:your|it|any)\b[^\n:,.;]{0,50}|"
    r"(?:(?:(?:many |kind |with |a lot of |un grand |mille |tausend |avec (?:mes|nos) |(?:viel|"
    r"best|herzlich|lieb)en )*"
    r"(?:thanks|thank(?:ing)? you|thx|dank|mercis?|remerciements)|(?:your (?:help|support) (?:is|"
    r"would be) )?(?:much |"
    r"greatly )?appreciated|danke(?:schön)?|(?:wir|ich) (?:bedanken? (?:uns|mich)|danken?)|"
    r"(?:je |nous |en )?vous remerci(?:e|ons|ant))"
    r"(?: (?:very much|so much|a lot|a million|(?:once )?again|in advance|in anticipation|im "
    r"voraus|vorab|schön|sehr|"
    rf"ihnen|beaucoup|anticipés|(?:d['’]|par )avance)|(?: and| und| et|,| &) (?:{_REGARDS}|"
    rf"{_DAY}))*"
    r"(?: (?:de (?:votre|vos)|(?:for|für|pour) (?:your|the|considering|looking|taking|helping|"
    r"ihre?n?|eure?|die|das|"
    r"den|votre|vos|la|le|l['’]))\b[^\n:,.;]{0,60}(?!\.[ \t]*\S))?))"
    r"[ \t]*(?:[,!.–-]+[ \t]*[^\n:,.]{0,40}[.!]?|:-?\))?",
    re.IGNORECASE,
)
_OFFER = re.compile(
    r"(?:please (?:let (?:me|us) know|do(?: not|n['’]t) hesitate|contact (?:me|us)|feel free|reach "
    r"out|get back)|"
    r"let (?:me|us) know|(?:if|should) you have (?:any )?(?:further )?questions|(?:we |i "
    r")?(?:look(?:ing)? forward|"
    r"hope to hear)|(?:bei|für) (?:rück)?fragen|(?:ich freue mich|wir freuen uns) auf|n['’]hésitez "
    r"pas|"
    r"dans l['’]attente|(?:je|nous) rest(?:e|ons) à)\b.{0,300}",
    re.IGNORECASE,
)
_DEVICE = re.compile(
    r"(?:sent from (?:my|outlook|mail)|get outlook for|outlook für .{1,9} beziehen|(?:télécharger|"
    r"obtenir) outlook|"
    r"von meinem .{1,30} gesendet|gesendet (?:von|mit)|"
    r"envoyé (?:de mon|depuis|à partir)|verzonden vanaf|(?:this|diese|ce|cet) (?:e-?mail|message|"
    r"nachricht|courriel)\b"
    r".{0,60}(?:confidential|vertraulich|confidentiel)|"
    r"confidentiality notice|disclaimer\b).{0,400}",
    re.IGNORECASE,
)
_REACH = re.compile(
    r"(?:.{0,30}\b(?:tel|phone|telefon|mobile?|handy|fax|tél|portable|"
    r"[mtp])\s?[.:]{0,2}\s*)?\+?[(\d][\d ()/.-]{6,}|"
    r"(?:e-?mail|mail)?[: ]*\S+@\S+\.\w+|(?:https?://|www\.)\S+",
    re.IGNORECASE,
)
_DASHES = re.compile(r"-{2,}|—|_{2,}")


def own_words(text: str, contact: str = "") -> str:
    """The text with blanks in place of all that is not the customer's:
    same length, every letter in its place.

    `contact` is the name of who wrote it: alone on a line it begins the signature.
    """
    plain = _STRUCK.sub(
        lambda struck: " " * len(struck[0]), _HYPHEN.sub(" ", text.translate(_BLANKS))
    )
    lines = plain.split("\n")
    end = _signature(lines, contact, _without_quotes(lines))
    return "\n".join([*lines[:end], *(" " * len(line) for line in lines[end:])])


def _without_quotes(lines: list[str]) -> int:
    """Blank the lines that are quoted with `>`;
    the number of the line from which on everything is quoted.
    """
    bare = [line.strip() for line in lines]
    for at, line in enumerate(bare):
        if line.startswith(">"):
            lines[at] = " " * len(lines[at])
        elif _ORIGINAL.fullmatch(line) or _FLAT_HEADER.fullmatch(line) or _header(bare, at):
            return at
        elif 8 < len(line) < 300 and (size := _attribution(bare, at)):
            following = next((other for other in bare[at + size :] if other), "")
            if not following.startswith(">"):
                return at
            for quoted in range(at, at + size):
                lines[quoted] = " " * len(lines[quoted])
    return len(lines)


def _header(bare: Sequence[str], at: int) -> bool:
    """Does the head of a mail begin here: From, and within the next lines Sent or Subject?"""
    return bool(_FROM.match(bare[at])) and any(
        _HEADER.match(line) for line in bare[at + 1 : at + 7]
    )


def _attribution(bare: Sequence[str], at: int) -> int:
    """How many lines `On Monday Jana wrote:` takes, which may be broken in two; 0 if it is none."""
    if _WROTE.fullmatch(bare[at]):
        return 1
    if not re.match(r"(?:on|am|le|op)\s", bare[at], re.IGNORECASE):
        return 0
    both = " ".join(bare[at : at + 2])
    return 2 if at + 1 < len(bare) and len(both) < 300 and _WROTE.fullmatch(both) else 0


def _signature(lines: Sequence[str], contact: str, end: int) -> int:
    """The line with which the signature begins, at most `end`.

    A closing formula before the details closes nothing: two details named only below it speak
    against it.
    """
    named = [_details_named(line) for line in lines[:end]]
    none: frozenset[str] = frozenset()
    above = list(accumulate(named, frozenset.union, initial=none))
    below = list(accumulate(reversed(named), frozenset.union, initial=none))[::-1]
    names = _names(contact)
    for at in range(end):
        if lines[at] == "-- ":  # as mail programs mark it
            return at
        line = lines[at].strip(" \t*")
        if not 0 < len(line) < 500 or len(below[at + 1] - above[at]) > 1:
            continue
        folded = " ".join(line.casefold().strip(",.!-–—").split())
        if _CLOSING.fullmatch(line) or _THANKS.fullmatch(line) or _DEVICE.fullmatch(line):
            return at
        if folded in names:
            return _farewell(lines, named, at)
        if _one_line_card(folded, contact) and not lines[at - 1].strip():
            return at
        if _OFFER.fullmatch(line) and not below[at + 1]:
            return at
        ends = line == "--" or not (
            below[at + 1] - above[at] or _only_a_label(lines[at - 1] if at else "")
        )
        if _DASHES.fullmatch(line) and ends and _short(lines[at + 1 : end]):
            return at
    return _business_card(lines, named, end)


def _farewell(lines: Sequence[str], named: Sequence[frozenset[str]], at: int) -> int:
    """The line of a few words that takes leave above the name,
    in whatever words; else the line of the name.
    """
    above = at - 1 - (at > 1 and not lines[at - 1].strip())
    line = lines[above].strip() if at else ""
    apart = above > 0 and not lines[above - 1].strip() and not _only_a_label(lines[above - 2])
    few = (
        0 < len(line.split()) < 5
        and line.replace(" ", "").rstrip(",!").isalpha()
        and not named[above]
    )
    return above if few and (line[-1] == "," or apart) else at


def _short(lines: Sequence[str]) -> bool:
    said = [line.strip() for line in lines if line.strip()]
    return 0 < len(said) < 9 and all(len(line) <= 70 for line in said)


def _one_line_card(folded: str, contact: str) -> bool:
    """`Jana Hofer | Contoso | +43 1 234567`."""
    name = " ".join(contact.casefold().split())
    return (
        bool(name)
        and len(folded) <= 120
        and folded.startswith((f"{name} |", f"{name},", f"{name} -", f"{name} –"))
    )


def _only_a_label(line: str) -> bool:
    """A heading, which may be underlined."""
    label = label_of_line(line.rstrip())
    return label is not None and label.end >= len(line.rstrip())


def _details_named(line: str) -> frozenset[str]:
    first = label_of_line(line)
    found = {label.detail for label in labels_inside(line)} | ({first.detail} if first else set())
    return frozenset(found - {OTHER})


def _names(contact: str) -> set[str]:
    words = contact.casefold().split()
    if not words:
        return set()
    return {
        " ".join(words),
        words[0],
        f"{words[-1]}, {' '.join(words[:-1])}",
        f"{words[-1]} {' '.join(words[:-1])}",
    }


def _business_card(lines: Sequence[str], named: Sequence[frozenset[str]], end: int) -> int:
    """A last paragraph of short lines with a telephone number or an address:
    name, function, number.
    """
    last = end
    while last and not lines[last - 1].strip():
        last -= 1
    first = last
    while first and lines[first - 1].strip():
        first -= 1
    card = [line.strip() for line in lines[first:last]]
    is_card = first and len(card) > 1 and _short(card) and not any(named[first:last])
    return first if is_card and any(_REACH.fullmatch(line) for line in card) else end
