"""The queue: triage at the keyboard."""
