"""How urgent a need is, what became of it, where a fact comes from, why a need stays unmet."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Urgency(TextChoices):
    """How soon a need must be met."""

    URGENT = "urgent", _("pilna")
    NORMAL = "normal", _("zwykła")
    CAN_WAIT = "can_wait", _("może poczekać")


class NeedState(TextChoices):
    """What became of a need."""

    OPEN = "open", _("szukamy usługi")
    MET = "met", _("zaspokojona")
    UNMET = "unmet", _("niezaspokojona")
    DROPPED = "dropped", _("nieaktualna")


class FactSource(TextChoices):
    """How somebody knows a fact."""

    SAID = "said", _("rodzina powiedziała")
    DOCUMENT = "document", _("pracownik widział dokument")


class Cause(TextChoices):
    """Why a need stays without a service: the columns of the gap list."""

    NO_SERVICE = "no_service", _("nie ma takiej usługi")
    NO_PLACE = "no_place", _("nie ma wolnych miejsc")
    TOO_LONG = "too_long", _("za długie czekanie")
    NOT_ELIGIBLE = "not_eligible", _("rodzina nie spełnia warunków")
    REFUSED_BY_PARTNER = "refused_by_partner", _("partner odmówił")
    REFUSED_BY_FAMILY = "refused_by_family", _("rodzina nie chce tej usługi")


class Fit(TextChoices):
    """Whether a service is for somebody."""

    YES = "yes", _("pasuje")
    UNKNOWN = "unknown", _("pasuje, jeżeli…")
    NO = "no", _("nie pasuje")


class Part(TextChoices):
    """What the order of services is made of."""

    CERTAINTY = "certainty", _("pewność warunków")
    CATEGORY = "category", _("zgodność kategorii")
    WORDS = "words", _("te same słowa co w potrzebie")
    PLACES = "places", _("wolne miejsca")
    WAITING = "waiting", _("czas oczekiwania")
    NEARNESS = "nearness", _("odległość")
    FRESHNESS = "freshness", _("aktualność karty")
    LANGUAGE = "language", _("język")


class Why(TextChoices):
    """Why a service stands in a bundle."""

    ONLY = "only", _("jedyna usługa, która odpowiada na tę potrzebę")
    COVERS_MORE = "covers_more", _("odpowiada na kilka potrzeb naraz")
    IN_USE = "in_use", _("rodzina już z niej korzysta")
    BEST = "best", _("najwyżej na liście spośród pasujących")
    FEWER = "fewer", _("dzięki niej usług jest jak najmniej")
    NO_CLASH = "no_clash", _("nie wyklucza się z pozostałymi usługami")
