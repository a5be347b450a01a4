"""In what an institution may help somebody, and how it said so."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from core.privacy.enums import DataCategory

# Kinds of data that are kinds of help as well; an institution confirms one of them, and nothing about it.
HELP = (
    DataCategory.UPBRINGING,
    DataCategory.EDUCATION,
    DataCategory.WORK,
    DataCategory.FINANCES,
    DataCategory.HOUSING,
    DataCategory.HEALTH,
    DataCategory.ADDICTION,
    DataCategory.VIOLENCE,
)


class Way(TextChoices):
    """How a question was answered."""

    NAMED = "named", _("po nazwisku, za zgodą osoby")
    BLIND = "blind", _("po numerze PESEL, bez nazwiska")
    LISTED = "listed", _("z listy numerów, którą instytucja zostawiła wcześniej")
