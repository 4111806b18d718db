"""Painted controls and lists shared by every view."""
