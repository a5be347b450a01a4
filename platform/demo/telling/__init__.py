"""Living through the stories: every record is made by the operation that a page would call."""
