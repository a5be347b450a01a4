"""Choices of the partnership's texts: rules of co-operation and annual plans."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class TextKind(TextChoices):
    """What partners accept: the rules of the partnership, and each year its plan of work."""

    RULES = "rules", _("Regulamin współpracy")
    PLAN = "plan", _("Roczny plan pracy")


class TextState(TextChoices):
    """A version's way: written, put to the partners, in force, replaced by the next; or given up."""

    DRAFT = "draft", _("wersja robocza")
    PUT = "put", _("przekazana partnerom")
    IN_FORCE = "in_force", _("obowiązuje")
    REPLACED = "replaced", _("zastąpiona")
    ABANDONED = "abandoned", _("zaniechana")


class AcceptanceManner(TextChoices):
    """How a partner said yes."""

    PAGE = "page", _("w systemie")
    LINK = "link", _("linkiem z e-maila")
    MEETING = "meeting", _("na spotkaniu")
    PAPER = "paper", _("na papierze")
