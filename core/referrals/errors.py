"""Why a request to a partner cannot be sent or answered."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from core.shared.errors import DomainError


class ServiceNotOfferedError(DomainError):
    """The card is not in the basket on that day: a draft, suspended or withdrawn."""

    code = "service_not_offered"
    field = "service"
    text = _(
        "Usługi „%(service)s” nie ma dziś w koszyku: jest wycofana albo wstrzymana. Wybierz inną usługę."
    )


class NoAgreementError(DomainError):
    """Nothing goes to a partner before the family agreed to take part."""

    code = "no_agreement"
    text = _("Najpierw zapisz zgodę rodziny na udział. Bez niej nic nie trafia do partnera.")


class NeedMissingError(DomainError):
    """A partner must know what is asked."""

    code = "need_missing"
    field = "need"
    text = _("Napisz w jednym zdaniu, o co prosisz partnera – bez rozpoznań i historii rodziny.")


class AlreadyOpenError(DomainError):
    """The same service was asked for already and the request is open."""

    code = "referral_already_open"
    field = "service"
    text = _("Prośba o tę usługę jest już wysłana i czeka na odpowiedź albo jest w toku.")


class ReasonMissingError(DomainError):
    """A refusal always goes back to whoever asked, with its reason."""

    code = "reason_missing"
    field = "reason"
    text = _("Napisz, dlaczego odmawiasz: rodzina i pracownik socjalny szukają wtedy innej drogi.")


class AlreadyAnsweredError(DomainError):
    """The request is no longer in a state from which this answer leads on."""

    code = "already_answered"
    status = 409
    text = _("Ta prośba ma już odpowiedź: %(status)s. Odśwież stronę, żeby zobaczyć obecny stan.")


class ContactNotOpenError(DomainError):
    """A first contact belongs to a request that was accepted and is going on."""

    code = "contact_not_open"
    status = 409
    text = _("Pierwszy kontakt zapisuje się przy prośbie przyjętej i niezakończonej. Odśwież stronę.")


class ContactOutOfRangeError(DomainError):
    """The day lies before the request or after today."""

    code = "contact_out_of_range"
    field = "on"
    text = _("Dzień pierwszego kontaktu nie może być wcześniejszy niż prośba (%(sent)s) ani przyszły.")


class NotADelegateError(DomainError):
    """Only who answers for a partner needs a pin."""

    code = "not_a_delegate"
    text = _("PIN dostaje tylko osoba, która odpowiada za partnera i ma adres e-mail. Uzupełnij jej dane.")
