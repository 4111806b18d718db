"""The letter: its real pages, its checks, issuing it."""
