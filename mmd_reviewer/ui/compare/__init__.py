"""The register against an inventory: what differs, and the deeds on offer (mock-up 19)."""
