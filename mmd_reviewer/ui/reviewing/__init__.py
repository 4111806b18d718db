"""What every view is handed: the desk's deeds off the GUI thread, what they changed, undo."""
