"""What can go wrong with accounts."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from core.shared.errors import DomainError


class EmailTakenError(DomainError):
    """Two accounts of one town would share an address."""

    code = "email_taken"
    field = "email"
    text = _("Konto z tym adresem e-mail już istnieje. Wyszukaj je na liście kont.")


class UnknownScopeError(DomainError):
    """A token was asked for something that no program may do."""

    code = "unknown_scope"
    text = _("Nieznany zakres uprawnień: %(scope)s.")
