"""The frame around the views: bars, rail, counts, the watch over day, dates and health."""
