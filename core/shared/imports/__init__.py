"""Handing files in: opened with care, shown before anything is written, written in batches."""
