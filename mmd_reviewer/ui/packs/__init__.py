"""Cases taken along in a pack, merged back, and two sides of a case settled."""
