"""One writer a case at a time."""

from __future__ import annotations

from core.families.models import Case


def lock_case(case: Case) -> None:
    """One writer a case at a time: teams and meetings are numbered and checked in its shadow."""
    list(Case.objects.select_for_update().filter(pk=case.pk).values_list("pk"))
