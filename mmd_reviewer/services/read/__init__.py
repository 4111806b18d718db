"""What views and terminal show, read at one moment and put in words: no deed, no toolkit."""
