"""Pages of entering one's own page, leaving it at once, and of who gets in."""
