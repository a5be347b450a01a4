"""Invented families of 50, 500 or 2,800 towns, released month by month, and what it costs and tells."""
