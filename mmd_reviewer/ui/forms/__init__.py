"""Dialogs and their parts: rows, days as typed, files asked for, lists to choose from."""
