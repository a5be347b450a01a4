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
