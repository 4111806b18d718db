"""Reusable sentences for a reason box (F9): one's own, then those of the program."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QWidget

from mmd_reviewer.services.read.sentence_fields import filled
from mmd_reviewer.ui.forms.choosing import choose
from mmd_reviewer.ui.reviewing.own_sentences import OwnSentences

KEEP, FORGET = "\0keep", "\0forget"
KEEP_WORDS = "Keep what stands in the box as a sentence of mine"
FORGET_WORDS = "Forget one of mine…"


def offer(
    parent: QWidget,
    own: OwnSentences,
    about: str,
    present: str,
    fields: Mapping[str, str],
    others: Sequence[str],
    done: Callable[[str], object],
) -> None:
    """Choose a sentence; `present` is what stands in the box and may be kept as one."""
    mine = own.all(about)
    rows = [(filled(text, fields), f"Mine: {text}") for text in mine]
    rows += [(text, text) for text in others]
    if present.strip() and present.strip() not in mine and not own.secret:
        rows.append((KEEP, KEEP_WORDS))
    if mine:
        rows.append((FORGET, FORGET_WORDS))

    def take(chosen: str) -> None:
        if chosen == KEEP:
            own.add(present.strip(), about)
        elif chosen == FORGET:
            _ask_which(parent, own, mine)
        else:
            done(chosen)

    choose(parent, "Sentences", rows, take, accept="Take", name="sentences")


def _ask_which(parent: QWidget, own: OwnSentences, mine: Sequence[str]) -> None:
    rows = [(text, text) for text in mine]
    choose(parent, "Forget a sentence", rows, own.forget, accept="Forget", name="forgetSentence")
