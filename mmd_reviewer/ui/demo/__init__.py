"""Pictures of every view for the demonstration without a display."""
