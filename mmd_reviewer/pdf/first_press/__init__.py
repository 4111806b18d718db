"""The press of the first letters, left as it was: what it froze it draws to the same bytes (C2)."""
