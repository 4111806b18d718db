"""Dialogs of the revocation course; each records one deed
and stays open while a rule refuses it.
"""
