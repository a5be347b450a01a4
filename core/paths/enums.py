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
    PARTNER = "partner", _("zadanie partnera, bez usługi z koszyka")


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


class Stance(TextChoices):
    """What a person says to a step."""

    AGREES = "agrees", _("zgadza się")
    OBJECTS = "objects", _("nie chce tego")


class ProposalState(TextChoices):
    """What became of another day that somebody put forward."""

    OPEN = "open", _("czeka na odpowiedź")
    ACCEPTED = "accepted", _("przyjęta")
    DECLINED = "declined", _("nieprzyjęta")


class ChangeKind(TextChoices):
    """What happened to a step."""

    ADDED = "added", _("dodany do ścieżki")
    REWORDED = "reworded", _("zmienione słowa")
    MOVED = "moved", _("zmieniony termin")
    OWNER = "owner", _("zmiana osoby, która to robi")
    STARTED = "started", _("zaczęty")
    DONE = "done", _("zrobiony")
    ABANDONED = "abandoned", _("odłożony")
    REOPENED = "reopened", _("wznowiony")
    ASKED = "asked", _("prośba wysłana do partnera")
    ANSWERED = "answered", _("odpowiedź partnera")


class Turn(TextChoices):
    """Whose move it is."""

    FAMILY = "family", _("rodzina")
    WORKER = "worker", _("pracownik socjalny")
    PARTNER = "partner", _("partner")


class Hitch(TextChoices):
    """Why a step asks for somebody."""

    OVERDUE = "overdue", _("minął termin")
    STALLED = "stalled", _("od dawna nic się nie dzieje")
    WAITING = "waiting", _("prośba czeka na odpowiedź partnera")
    SILENT = "silent", _("partner nie odpowiedział w umówionym czasie")
    REFUSED = "refused", _("partner odmówił")
    EXPIRED = "expired", _("prośba wygasła bez odpowiedzi")
    RETURNED = "returned", _("prośba wróciła, bo partner odszedł")
    WITHDRAWN = "withdrawn", _("prośba wycofana")
    UNDELIVERED = "undelivered", _("usługa nie doszła do skutku")
    UNCLEAR = "unclear", _("partner nie może powiedzieć, czy usługa się odbyła")
    OBJECTION = "objection", _("ktoś tego nie chce")
    NEW_DATE = "new_date", _("propozycja innego terminu")


class PaperKind(TextChoices):
    """Papers of a path."""

    CONTRACT = "contract", _("kontrakt")
    OWN_COPY = "own_copy", _("moja ścieżka na papierze")
    SOCIAL_PLAN = "social_plan", _("indywidualny plan usług społecznych")


class BasketFault(TextChoices):
    """What is wrong with a service that families' paths count on."""

    OFF_OFFER = "off_offer", _("obiecana w ścieżkach, a nie ma jej w koszyku")
    UNANSWERED = "unanswered", _("prośby bez odpowiedzi ponad 30 dni")
    NEVER_ACCEPTED = "never_accepted", _("żadna prośba nie została przyjęta")
