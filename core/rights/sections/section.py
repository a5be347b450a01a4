"""One entry of the register."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.apps import apps
from django.db import models

from core.rights.enums import AfterErasure, Kept

CASE: Final = "case__household"


@dataclass(frozen=True)
class Section:
    """One model. `household` and `person` are ways to the household and to the person whose row it is.

    Rows with another person are never exported; rows without one are common to the family and go to each
    of its members (`shared`), as far as the safety rules let them: `record` and `made` are what those ask.
    """

    model: str
    title: Any
    household: str = CASE
    person: str = ""
    fields: tuple[str, ...] = ()
    shared: bool = False
    meeting: bool = False
    record: str = "pk"
    made: str = "created_at"
    kept: Kept = Kept.CASE
    after: AfterErasure = AfterErasure.UNREADABLE
    withheld: str = ""
    draft: tuple[str, str] = ("", "")

    @property
    def rows(self) -> models.QuerySet[Any]:
        """All rows of the model."""
        model: Any = self.class_
        found: models.QuerySet[Any] = model.objects.all()
        return found

    @property
    def class_(self) -> type[models.Model]:
        """The model."""
        return apps.get_model(self.model)
