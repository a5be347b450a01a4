"""Words of a path."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class LifeArea(TextChoices):
    """Area of life that a goal belongs to."""

    HOME = "home", _("dom i mieszkanie")
    MONEY = "money", _("pieniądze i długi")
    WORK = "work", _("praca")
    LEARNING = "learning", _("nauka i szkoła")
    HEALTH = "health", _("zdrowie")
    ADDICTION = "addiction", _("życie bez uzależnienia")
    PARENTING = "parenting", _("opieka i wychowanie")
    RELATIONS = "relations", _("bliscy i sąsiedzi")
    SAFETY = "safety", _("bezpieczeństwo")
    RIGHTS = "rights", _("sprawy urzędowe")


class GoalStatus(TextChoices):
    """Where a goal stands."""

    OPEN = "open", _("w toku")
    ACHIEVED = "achieved", _("osiągnięty")
    ABANDONED = "abandoned", _("odłożony")


class TaskStatus(TextChoices):
    """Where a task stands."""

    PLANNED = "planned", _("do zrobienia")
    IN_PROGRESS = "in_progress", _("w toku")
    DONE = "done", _("zrobione")
    ABANDONED = "abandoned", _("odłożone")


class TaskKind(TextChoices):
    """Whose hands do it."""

    SERVICE = "service", _("usługa z koszyka")
    FAMILY = "family", _("zadanie rodziny")
    WORKER = "worker", _("zadanie pracownika socjalnego")


class Proposer(TextChoices):
    """Who put the task forward: the family is an author, not an object."""

    FAMILY = "family", _("rodzina")
    WORKER = "worker", _("pracownik socjalny")
    PARTNER = "partner", _("partner")


class ConsentMode(TextChoices):
    """How the family agreed."""

    MEETING = "meeting", _("na spotkaniu")
    PHONE = "phone", _("przez telefon")
    OWN_PAGE = "own_page", _("na własnej stronie")
    PAPER = "paper", _("na papierze")


class BasketFault(TextChoices):
    """What is wrong with a service that families' paths count on."""

    OFF_OFFER = "off_offer", _("obiecana w ścieżkach, a nie ma jej w koszyku")
    UNANSWERED = "unanswered", _("prośby bez odpowiedzi ponad 30 dni")
    NEVER_ACCEPTED = "never_accepted", _("żadna prośba nie została przyjęta")
