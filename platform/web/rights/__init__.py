"""Pages of the rights of persons, and of how long data are kept."""
