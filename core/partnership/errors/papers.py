"""What is refused about declarations on their way, amendments and departures."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from core.shared.errors import DomainError


class DraftOpenError(DomainError):
    """One declaration at a time waits for a signature."""

    code = "draft_open"
    text = _(
        "Deklaracja dla tego partnera jest już przygotowana i czeka na podpis. Odnotuj podpis albo ją odłóż."
    )


class DraftClosedError(DomainError):
    """A declaration that was signed or put aside is not signed again."""

    code = "draft_closed"
    status = 409
    text = _("Ta deklaracja nie czeka już na podpis. Odśwież stronę, żeby zobaczyć jej stan.")


class TermOverError(DomainError):
    """A declaration is prepared for a time to come."""

    code = "term_over"
    field = "valid_until"
    text = _("Ostatni dzień musi być późniejszy niż dziś (%(today)s).")


class UnknownServiceCategoryError(DomainError):
    """Not a category of the catalogue."""

    code = "unknown_service_category"
    field = "categories"
    text = _("Wybierz rodzaje usług z listy.")


class AmendmentOpenError(DomainError):
    """One amendment at a time waits for a signature."""

    code = "amendment_open"
    text = _(
        "Do tej deklaracji jest już przygotowany aneks, który czeka na podpis. Odnotuj podpis albo go odłóż."
    )


class AmendmentClosedError(DomainError):
    """An amendment that was signed or put aside is not signed again."""

    code = "amendment_closed"
    status = 409
    text = _("Ten aneks nie czeka już na podpis. Odśwież stronę, żeby zobaczyć jego stan.")


class NothingChangesError(DomainError):
    """An amendment changes something."""

    code = "nothing_changes"
    text = _("Aneks musi coś zmieniać: opisz nowy zakres albo podaj nowy okres obowiązywania.")


class AmendmentNotInForceError(DomainError):
    """What no longer counts is not amended but declared anew."""

    code = "amendment_not_in_force"
    text = _(
        "Aneks można przygotować i podpisać tylko do obowiązującej deklaracji, której partner "
        "nie wypowiedział. Przygotuj nową deklarację."
    )


class EffectiveOutsideTermError(DomainError):
    """An amendment begins while the declaration counts."""

    code = "effective_outside_term"
    field = "effective_on"
    text = _(
        "Aneks może obowiązywać najwcześniej od dnia podpisania deklaracji (%(first)s), a najpóźniej "
        "od dnia po jej końcu."
    )


class EffectiveTooFarError(DomainError):
    """A day more than a year ahead is a slip of the hand."""

    code = "effective_too_far"
    field = "effective_on"
    text = _("Podaj dzień nie późniejszy niż za rok (%(last)s).")


class SignedBeforeDeclarationError(DomainError):
    """An amendment is signed after what it amends."""

    code = "signed_before_declaration"
    field = "signed_on"
    text = _("Aneks nie może być podpisany przed deklaracją (%(signed_on)s).")


class WithdrawnTooFarError(DomainError):
    """A day more than a year ahead is a slip of the hand."""

    code = "withdrawn_too_far"
    field = "withdrawn_on"
    text = _("Podaj dzień nie późniejszy niż za rok (%(last)s).")


class AlreadyEndedError(DomainError):
    """What ended by itself or was withdrawn cannot be withdrawn."""

    code = "already_ended"
    status = 409
    text = _("Ta deklaracja już nie obowiązuje, więc nie ma czego wycofywać.")


class WithdrawalTookEffectError(DomainError):
    """A departure is called off before its day."""

    code = "withdrawal_took_effect"
    status = 409
    text = _("Tego wystąpienia nie można już cofnąć: obowiązuje. Przygotuj nową deklarację.")


class LeadCannotLeaveError(DomainError):
    """Without its lead there is no partnership: that ends by the last stage, not by a departure."""

    code = "lead_cannot_leave"
    status = 409
    text = _("Lider nie występuje z partnerstwa. Gdy partnerstwo się kończy, odnotuj to na tablicy etapów.")
