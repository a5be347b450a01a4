"""Choices of a meeting of the partnership, its minutes and what it decided."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from core.shared.minutes import AmendmentState, MinutesPhase

__all__ = [
    "AmendmentState",
    "Answer",
    "DecisionKind",
    "FrozenKind",
    "MeetingState",
    "MinutesPhase",
    "TaskState",
]


class MeetingState(TextChoices):
    """Where a meeting stands; only a held one counts in the figures."""

    PLANNED = "planned", _("planowane")
    HELD = "held", _("odbyte")
    CANCELLED = "cancelled", _("odwołane")


class Answer(TextChoices):
    """What an invited organisation says to the invitation."""

    YES = "yes", _("będziemy")
    MAYBE = "maybe", _("jeszcze nie wiemy")
    NO = "no", _("nie będzie nas")


class DecisionKind(TextChoices):
    """How binding a decision is: a resolution was voted on, a finding was agreed on."""

    RESOLUTION = "resolution", _("uchwała")
    FINDING = "finding", _("ustalenie")


class TaskState(TextChoices):
    """How far an organisation is with what it was given to do; empty where nobody was given anything."""

    OPEN = "open", _("do zrobienia")
    DONE = "done", _("zrobione")
    CANCELLED = "cancelled", _("anulowane")


class FrozenKind(TextChoices):
    """What was published for good: the minutes, or a later correction of them."""

    MINUTES = "minutes", _("protokół")
    ANNEX = "annex", _("aneks")
