"""A `Say` in a test: it only listens."""

from types import ModuleType

import pytest

from mmd_reviewer.ui.reviewing.say import DEED, MessageAction, Tone, Unsettled


class Heard:
    """What was said and not taken back, by cause; which view was asked for last."""

    view_id = "queue"

    def __init__(self) -> None:
        self.messages: dict[str, str] = {}
        self.tones: dict[str, Tone] = {}
        self.offers: dict[str, MessageAction] = {}
        self.conflicts: list[Unsettled] = []

    def show_message(
        self,
        cause: str,
        text: str,
        tone: Tone = "info",
        strong: str = "",
        action: MessageAction | None = None,
    ) -> None:
        self.messages[cause] = f"{strong}{text}"
        self.tones[cause] = tone
        self.offers.pop(cause, None)
        if action is not None:
            self.offers[cause] = action

    def clear_message(self, cause: str) -> None:
        self.messages.pop(cause, None)

    def show_conflict(self, unsettled: Unsettled) -> None:
        self.conflicts.append(unsettled)

    def set_saved(self, time: str) -> None:
        self.messages["saved"] = time

    def show_view(self, view_id: str) -> None:
        self.view_id = view_id

    @property
    def of_deed(self) -> str:
        """What is said of the last deed; "" for nothing."""
        return self.messages.get(DEED, "")


def announced_in(module: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a screen reader is given to say by a part of the window, from now on."""
    heard: list[str] = []
    monkeypatch.setattr(module, "announce", lambda widget, text: heard.append(text))
    return heard
