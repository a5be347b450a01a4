"""Messages between a person of a family and who leads their case."""
