"""Meetings of the partnership in the API: agenda, attendance, minutes, decisions and tasks."""
