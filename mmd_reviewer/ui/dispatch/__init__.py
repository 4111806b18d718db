"""Dispatch: recorded, corrected, told elsewhere, still waiting."""
