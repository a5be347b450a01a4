"""Choices of a planned meeting of a task team, of its invitations, and of requests to join."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PlanState(TextChoices):
    """Where a planned meeting stands: a day is looked for, it is set, the meeting was held or called off."""

    CHOOSING = "choosing", _("szukamy terminu")
    SET = "set", _("termin ustalony")
    HELD = "held", _("odbyte")
    CANCELLED = "cancelled", _("odwołane")


class SlotChoice(TextChoices):
    """What somebody says to one of the proposed times."""

    FREE = "free", _("mogę")
    IF_NEEDED = "if_needed", _("mogę, jeśli trzeba")
    BUSY = "busy", _("nie mogę")


class Answer(TextChoices):
    """What an invited person says to a meeting whose time is set."""

    YES = "yes", _("będę")
    REMOTE = "remote", _("będę zdalnie")
    NO = "no", _("nie będę")


class Coming(TextChoices):
    """Who came: there, there at a distance, away and told us, or did not come."""

    PRESENT = "present", _("na miejscu")
    REMOTE = "remote", _("zdalnie")
    EXCUSED = "excused", _("nie było, uprzedzono")
    NO_SHOW = "no_show", _("nie było")


class JoinState(TextChoices):
    """Where somebody's wish to join a team stands."""

    INVITED = "invited", _("zaproszenie bez odpowiedzi")
    WAITING = "waiting", _("czeka na decyzję")
    APPROVED = "approved", _("przyjęta")
    DECLINED = "declined", _("odmowa")
    EXPIRED = "expired", _("bez decyzji, wygasła")
