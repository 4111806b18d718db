"""The import: a preview of every row before anything is stored."""
