"""The rights of the persons whose data are kept, and how long they are kept."""
