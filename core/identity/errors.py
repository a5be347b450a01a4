"""What can go wrong with accounts."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from core.shared.errors import DomainError


class EmailTakenError(DomainError):
    """Two accounts of one town would share an address."""

    code = "email_taken"
    field = "email"
    text = _("Konto z tym adresem e-mail już istnieje. Sprawdź adres albo wpisz inny.")


class BadEmailError(DomainError):
    """An account is known by its address: without a well-formed one nobody could sign in."""

    code = "bad_email"
    field = "email"
    text = _("Wpisz pełny adres e-mail, ze znakiem @.")


class AccountNameMissingError(DomainError):
    """An account that belongs to nobody."""

    code = "account_name_missing"
    field = "name"
    text = _("Wpisz imię i nazwisko osoby, która będzie używać konta.")


class RoleNotYoursError(DomainError):
    """Somebody gave a role that is not theirs to give."""

    code = "role_not_yours"
    field = "role"
    status = 403
    text = _("Nie możesz założyć konta z tą rolą. Poproś o to dyrektora albo operatora platformy.")


class UnknownScopeError(DomainError):
    """A token was asked for something that no program may do."""

    code = "unknown_scope"
    text = _("Nieznany zakres uprawnień: %(scope)s.")


class PinShapeError(DomainError):
    """Not six digits, or those that everybody tries first."""

    code = "pin_shape"
    field = "pin"
    text = _("PIN to sześć cyfr. Nie wybieraj jednakowych ani kolejnych, łatwo je zgadnąć.")


class OfficerAloneError(DomainError):
    """A data protection officer would watch over their own decisions."""

    code = "officer_alone"
    field = "role"
    text = _("Inspektor ochrony danych nie może mieć tu innej roli. Załóż osobne konto innej osobie.")
