"""The product as people use it: one real demonstration, a real browser."""
