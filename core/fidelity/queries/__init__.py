"""Fidelity read: the facts of many cases at once, how they stand, and the terms in force."""
