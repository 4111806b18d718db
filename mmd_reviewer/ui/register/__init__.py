"""The register: every deviation on a day, in figures and in rows (mock-up 06)."""
