"""What operations of the area share: records made once, papers numbered in order."""

from __future__ import annotations

from typing import Any, TypeVar
from uuid import UUID

from django.db import connection, models

from core.partnership import rules

Made = TypeVar("Made", bound=models.Model)


def made_before(found: models.QuerySet[Made], key: UUID | None) -> Made | None:
    """The record that the same form made when it came the first time."""
    return found.filter(pk=key).first() if key else None


def next_number(papers: models.QuerySet[Any], year: int) -> str:
    """The next free number of a year; one at a time in a town, since two would read the same count."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(current_schema() || '.papers'))")
    used = papers.filter(number__endswith=f"/{year}").count()
    return rules.numbered(used + 1, year)
