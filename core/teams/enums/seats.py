"""Who somebody is in a task team, and what a case waits for."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class MemberKind(TextChoices):
    """The family itself, a worker of the welfare centre, a partner, somebody close who helps."""

    FAMILY = "family", _("rodzina")
    WORKER = "worker", _("pracownik socjalny")
    PARTNER = "partner", _("partner")
    HELPER = "helper", _("osoba pomagająca")


class Step(TextChoices):
    """What is to be done next in a case, as the list *My families* says it."""

    AGREEMENT = "agreement", _("zapytaj rodzinę o zgodę")
    TEAM = "team", _("powołaj zespół zadaniowy")
    FIRST_MEETING = "first_meeting", _("zwołaj pierwsze spotkanie")
    NEXT_MEETING = "next_meeting", _("kolejne spotkanie zespołu")
    NO_AGREEMENT = "no_agreement", _("nikt z rodziny już się nie zgadza: porozmawiaj i zdecyduj")
    NOTHING = "nothing", _("nic nie czeka")
