"""What the exchange between tenants refuses."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from core.shared.errors import DomainError


class OfferAnsweredError(DomainError):
    """One invitation, one answer; whoever comes second learns that there is one."""

    code = "offer_answered"
    text = _("Na to zaproszenie jest już odpowiedź albo gmina je wycofała.")


class OfferReasonMissingError(DomainError):
    """A powiat that declines says why."""

    code = "offer_reason_missing"
    field = "reason"
    text = _("Napisz krótko, dlaczego powiat nie przystępuje.")
