"""What happens in the fifty demo towns: told as data first, then lived through operations."""
