"""The same deeds from a terminal: same words, same rules as in the window."""
