"""Colours, faces, icons and the look of states; knows no widget of ours."""
