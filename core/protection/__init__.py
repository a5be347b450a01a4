"""Disclosure control as a pure mechanism: no database, no clock, nothing but what is printed."""
