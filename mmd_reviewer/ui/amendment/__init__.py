"""An amendment after the decision: both versions side by side, and what is made of it."""
