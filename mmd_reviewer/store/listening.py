"""Told of what others record the moment it is there, by LISTEN and NOTIFY of the server.

The one thing that needs a connection of its own for long: through a bouncer that lends connections
for a transaction, it has an address of its own.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

from mmd_reviewer.store.dialects.postgresql import Ear

ASK = 1.5  # seconds: how often a store is looked into that cannot tell
SHORT = 0.5  # how soon the end of it is noticed


class Listening(threading.Thread):
    """Calls `told` (from a thread of its own) after every deed, and once after each beginning: what
    came while nobody listened is not missed. Where nothing is heard, it calls as often as a look is
    due.
    """

    def __init__(self, url: str, told: Callable[[], object]) -> None:
        super().__init__(name="listening", daemon=True)
        self._url, self._told, self._done = url, told, threading.Event()

    def stop(self) -> None:
        """From now on nothing is told."""
        self._done.set()

    def run(self) -> None:
        while not self._done.is_set():
            ear = Ear(self._url)
            try:
                heard = ear.open()
                self._told()
                while heard and not self._done.is_set():
                    if ear.hears(SHORT):
                        self._told()
            except ear.failures:
                pass
            finally:
                ear.close()
            self._done.wait(ASK)
