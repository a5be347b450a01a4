"""A town's own exact figures, and the definitions by which they are read."""
