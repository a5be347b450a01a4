"""What becomes of a request to a partner."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ReferralStatus(TextChoices):
    """From being sent to what the partner says of it in the end."""

    SENT = "sent", _("wysłana")
    ACCEPTED = "accepted", _("przyjęta")
    DECLINED = "declined", _("odmowa")
    EXPIRED = "expired", _("bez odpowiedzi")
    DELIVERED = "delivered", _("usługa udzielona")
    NOT_DELIVERED = "not_delivered", _("usługa nieudzielona")
    CANNOT_SAY = "cannot_say", _("nie możemy powiedzieć")
    WITHDRAWN = "withdrawn", _("wycofana")
    RETURNED = "returned", _("zwrócona – partner odszedł")


# A partner with a secrecy of its own may answer only this much; nothing more is asked.
OUTCOMES = (ReferralStatus.DELIVERED, ReferralStatus.NOT_DELIVERED, ReferralStatus.CANNOT_SAY)
OPEN = (ReferralStatus.SENT, ReferralStatus.ACCEPTED)
