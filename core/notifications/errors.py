"""Why a message cannot be written, or a link from one cannot be followed."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from core.shared.errors import DomainError


class BadAddressError(DomainError):
    """The address is not an e-mail address."""

    code = "bad_address"
    field = "email"
    text = _("„%(address)s” nie jest adresem e-mail. Popraw adres i wyślij jeszcze raz.")


class LinkExpiredError(DomainError):
    """The link was good once."""

    code = "link_expired"
    status = 410
    text = _("Ten odnośnik stracił ważność. Poproś o nową wiadomość ośrodek, który ją wysłał.")


class LinkBrokenError(DomainError):
    """The link was cut by a mail program, or was never ours."""

    code = "link_broken"
    status = 404
    text = _("Ten odnośnik jest niepełny. Skopiuj z wiadomości cały adres i otwórz go jeszcze raz.")
