"""How a person may be reached, and in which language."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Way(TextChoices):
    """A way to reach a person that puts nobody in danger."""

    PHONE = "phone", _("telefon")
    SMS = "sms", _("SMS")
    EMAIL = "email", _("e-mail")
    LETTER = "letter", _("list")
    IN_PERSON = "in_person", _("tylko osobiście")
    THROUGH = "through", _("przez inną osobę")


class SpokenLanguage(TextChoices):
    """What to speak with a person; letters of the product itself exist in Polish, English, Ukrainian."""

    POLISH = "pl", _("polski")
    UKRAINIAN = "uk", _("ukraiński")
    ENGLISH = "en", _("angielski")
    RUSSIAN = "ru", _("rosyjski")
    BELARUSIAN = "be", _("białoruski")
    ROMANI = "rom", _("romski")
    SIGN = "pjm", _("polski język migowy")
    OTHER = "other", _("inny")


WRITTEN: tuple[str, ...] = ("pl", "uk", "en")
"""Languages in which the product writes."""
