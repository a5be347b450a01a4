"""Whose family a record belongs to, found along its foreign keys.

An area low in the order (papers, files) keeps things for records of any area without knowing them; this
tells under which family's key they go. The register of rights asks the same to see that no model about a
family is forgotten.
"""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django.db import models

# Models that lead to a household, with the rest of the way.
_ENDS: Final = {
    "families.household": "_id",
    "families.case": ".household_id",
    "families.person": ".home_id",
}
_OWN: Final = {"families.household": "pk", "families.case": "household_id", "families.person": "home_id"}
_DEPTH: Final = 4
_known: dict[type[models.Model], str | None] = {}


def family_path(model: type[models.Model]) -> str | None:
    """The way from a row of a model to its household; none for what is not about a family.

    The shortest of those that every row has; through a person, who may move, or by a key that may be
    empty, only when there is no other.
    """
    if model._meta.label_lower in _OWN:
        return _OWN[model._meta.label_lower]
    level: list[tuple[str, type[models.Model]]] = [("", model)]
    some_rows = ""
    for _ in range(_DEPTH):
        following: list[tuple[str, type[models.Model]]] = []
        found: list[tuple[int, str]] = []
        for path, here in level:
            for field in _ways(here):
                target: Any = field.related_model
                label = target._meta.label_lower
                if label in _ENDS and not field.null and label != "families.person":
                    found.append((list(_ENDS).index(label), f"{path}{field.name}{_ENDS[label]}"))
                elif label in _ENDS:
                    some_rows = some_rows or f"{path}{field.name}{_ENDS[label]}"
                elif not field.null:
                    following.append((f"{path}{field.name}.", target))
        if found:
            return min(found)[1]
        level = following
    return some_rows or None


def family_of(record: models.Model) -> UUID | None:
    """The household that a record is about, if it is about one."""
    model = type(record)
    if model not in _known:
        _known[model] = family_path(model)
    path = _known[model]
    if path is None:
        return None
    found: Any = record
    for step in path.split("."):
        found = getattr(found, step, None)
    return found if isinstance(found, UUID) else None


def _ways(model: type[models.Model]) -> list[Any]:
    """Foreign keys to records of the tenant; accounts and partners lead to no family."""
    return [
        field
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey)
        and field.related_model is not model
        and field.related_model._meta.app_label not in ("identity", "partnership", "basket", "auth")
    ]
