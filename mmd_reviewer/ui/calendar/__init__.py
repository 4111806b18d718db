"""The revocation calendar: agenda, week, month, and the course of one case (mock-ups 04, 05)."""
