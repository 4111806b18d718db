"""Stores and letters made by version 0.1 (23 November 2026);
what comes later is held against them.
"""
