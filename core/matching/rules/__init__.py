"""Scores, bundles and causes as plain functions on values."""
