"""Choices of what passes between tenants."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class OfferAnswer(TextChoices):
    """How an invitation from one town to a powiat ended; empty while it waits."""

    ACCEPTED = "accepted", _("przyjęte")
    DECLINED = "declined", _("odrzucone")
    CANCELLED = "cancelled", _("wycofane przez gminę")


class TemplateKind(TextChoices):
    """For which paper of a partnership a region writes a template."""

    RULES = "rules", _("Regulamin współpracy")
    PLAN = "plan", _("Roczny plan pracy")
    INVITATION = "invitation", _("Zaproszenie do partnerstwa")
    SCOPE = "scope", _("Zakres współpracy w deklaracji")


class Decision(TextChoices):
    """What a town did with a version of a template."""

    ADOPTED = "adopted", _("przyjęty")
    KEPT = "kept", _("gmina została przy swoim tekście")


class LessonKind(TextChoices):
    """What a town learned: what follows from it, what worked, what it advises."""

    CONCLUSION = "conclusion", _("wniosek")
    GOOD_PRACTICE = "good_practice", _("dobra praktyka")
    RECOMMENDATION = "recommendation", _("rekomendacja")


class EditionState(TextChoices):
    """How far a region has come with a lesson that a town handed over."""

    DRAFT = "draft", _("w opracowaniu")
    RETURNED = "returned", _("zwrócony z uwagą")
    PUBLISHED = "published", _("opublikowany")
    RETRACTED = "retracted", _("wycofany przez region")


class SubmissionStep(TextChoices):
    """What happened to a month of a town; the newest step is the month's state."""

    PREPARED = "prepared", _("policzone, czeka na sprawdzenie")
    CONFIRMED = "confirmed", _("potwierdzone i przekazane")
    CORRECTED = "corrected", _("poprawione i przekazane ponownie")
    HELD_BACK = "held_back", _("wstrzymane")
    RESUMED = "resumed", _("wstrzymanie zdjęte")
    AUTOMATIC = "automatic", _("przekazane bez potwierdzenia")


class HoldReason(TextChoices):
    """Why a town keeps a month back; its region reads it."""

    CHECKING = "checking", _("sprawdzamy dane, liczby są niepewne")
    INCOMPLETE = "incomplete", _("kartoteka nie jest uzupełniona")
    RESTORED = "restored", _("odtwarzamy dane po awarii")
    STAFF = "staff", _("nie ma kto sprawdzić liczb")
    OTHER = "other", _("inny powód")


class SupportKind(TextChoices):
    """How a region supports the people who work with families."""

    COACHING = "coaching", _("coaching")
    SUPERVISION = "supervision", _("superwizja")
    WORKSHOP = "workshop", _("warsztat")
    TRAINING = "training", _("szkolenie")


class SetupStep(TextChoices):
    """What a new town needs before its work shows in figures; steps that tell nothing of families."""

    DOMAIN = "domain", _("adres w internecie")
    DIRECTOR = "director", _("konto dyrektora")
    OFFICER = "officer", _("konto pracownika ds. sieci")
    WORKER = "worker", _("konto pracownika socjalnego")
    PARTNERS = "partners", _("pierwsi partnerzy na liście")
    DECLARATIONS = "declarations", _("podpisane deklaracje lidera i partnera")
    BASKET = "basket", _("opublikowane usługi w koszyku")
    RULES = "rules", _("przyjęty regulamin współpracy")
    SUBMISSION = "submission", _("pierwszy przekazany miesiąc")


class RequestAnswer(TextChoices):
    """How a request for a new town ended; empty while it waits."""

    FOUNDED = "founded", _("gmina założona")
    DECLINED = "declined", _("odmowa")
    CANCELLED = "cancelled", _("wycofana przez region")
