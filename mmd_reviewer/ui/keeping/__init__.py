"""The store kept safe: backups, going back, rescue."""
