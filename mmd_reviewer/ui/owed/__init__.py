"""The letters owed: what customers wait for, oldest first (mock-up 17)."""
