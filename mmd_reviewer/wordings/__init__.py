"""The wording of letters: whole sentences by language, read from files, checked and filled in."""
