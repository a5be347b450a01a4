"""The standard's tables, our vocabulary in it, and how files are opened and read; all plain Python."""
