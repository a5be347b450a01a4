"""Counting a town's figures, and writing down what they are counted from beside families' records."""

from core.indicators.operations.counting import compute, refresh

__all__ = ["compute", "refresh"]
