"""What the basket refuses, in sentences."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from core.shared.errors import DomainError


class CardChangeNotAllowedError(DomainError):
    """Somebody who sees a card tried to change it."""

    code = "card_change_not_allowed"
    status = 403
    text = _("Kartę zmienia partner, który ją prowadzi, albo pracownik ds. sieci.")


class PublisherOnlyError(DomainError):
    """Somebody who may write a card tried to put it into the basket or take it out."""

    code = "publisher_only"
    status = 403
    text = _("Usługę publikuje, wstrzymuje i wycofuje pracownik ds. sieci albo dyrektor.")


class PartnerWithoutDeclarationError(DomainError):
    """The basket holds services of partners, and a partner is who signed."""

    code = "partner_without_declaration"
    text = _(
        "Nie można opublikować usługi: %(partner)s nie ma obowiązującej deklaracji przystąpienia. "
        "Najpierw odnotuj podpisaną deklarację."
    )


class WrongStatusError(DomainError):
    """The card does not stand where this step starts."""

    code = "wrong_status"
    text = _("Karta „%(name)s” ma stan „%(status)s”, więc nie można tego zrobić.")


class CardIncompleteError(DomainError):
    """A card in the basket must tell a family what it is."""

    code = "card_incomplete"
    field = "description"
    text = _("Opisz usługę prostymi słowami, zanim trafi do koszyka.")


class CardNameMissingError(DomainError):
    """A card without a name."""

    code = "card_name_missing"
    field = "name"
    text = _("Podaj nazwę usługi.")


class UnknownCategoryError(DomainError):
    """Not a category of the catalogue."""

    code = "unknown_category"
    field = "category"
    text = _("Wybierz kategorię z listy.")


class DuplicateCardError(DomainError):
    """A partner offers one thing under one name."""

    code = "duplicate_card"
    field = "name"
    text = _("Ten partner ma już kartę usługi o tej nazwie.")


class WithdrawnInFutureError(DomainError):
    """A withdrawal is recorded on the day on which it takes effect, or later."""

    code = "card_withdrawn_in_future"
    field = "withdrawn_on"
    text = _("Data wycofania nie może być późniejsza niż dziś.")


class WithdrawnBeforePublicationError(DomainError):
    """What was not yet offered cannot be withdrawn."""

    code = "card_withdrawn_before_publication"
    field = "withdrawn_on"
    text = _("Wycofanie nie może być wcześniejsze niż publikacja usługi.")
