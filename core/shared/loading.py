"""Loading what rows point to, without a join for each foreign key.

PostgreSQL plans every statement anew, and a join of eight tables takes it ten times as long to plan as to
run. A page that reads a handful of rows with many foreign keys is faster with one small query a model.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import ForeignKey, Model


def attach(rows: Sequence[Model], *names: str, known: Iterable[Model] = ()) -> None:
    """Set the foreign keys `names` of rows of one model: one query for each model that they point to.

    What is `known` already is not asked for again.
    """
    if not rows:
        return
    fields = [_foreign_key(rows[0], name) for name in names]
    found: dict[tuple[type[Model], Any], Model] = {(type(one), one.pk): one for one in known}
    for model in dict.fromkeys(field.related_model for field in fields):
        pointing = [field for field in fields if field.related_model is model]
        keys = {getattr(row, field.attname) for row in rows for field in pointing} - {None}
        missing = {key for key in keys if (model, key) not in found}
        if missing:
            rows_of = model._meta.base_manager.filter(pk__in=missing).order_by()
            found |= {(model, one.pk): one for one in rows_of}
    for field in fields:
        for row in rows:
            key = getattr(row, field.attname)
            field.set_cached_value(row, found[field.related_model, key] if key is not None else None)


def _foreign_key(row: Model, name: str) -> ForeignKey[Any, Any]:
    field = row._meta.get_field(name)
    if not isinstance(field, ForeignKey):
        message = f"{name} is no foreign key of {type(row).__name__}."
        raise TypeError(message)
    return field
