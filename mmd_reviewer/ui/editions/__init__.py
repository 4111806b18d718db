"""Editions: announce, publish, impact."""
