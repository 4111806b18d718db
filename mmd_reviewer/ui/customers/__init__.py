"""Customers: spellings joined or kept apart."""
