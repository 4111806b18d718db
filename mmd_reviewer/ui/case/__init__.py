"""One case, whatever the view: its facts in words, history, files, deployment, corrections."""
