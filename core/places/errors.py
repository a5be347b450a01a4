"""Why a place cannot be set aside, or capacity not be written so."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from core.shared.errors import DomainError


class PlacesNotCountedError(DomainError):
    """The card does not say how many places there are."""

    code = "places_not_counted"
    text = _("Usługa „%(service)s” nie liczy miejsc, więc nie ma czego rezerwować. Wyślij od razu prośbę.")


class NoFreePlaceError(DomainError):
    """All places are taken, held or promised on that day."""

    code = "no_free_place"
    status = 409
    text = _(
        "W usłudze „%(service)s” nie ma wolnego miejsca na dzień %(day)s."
        " Wybierz inny dzień lub inną usługę albo zapisz brak miejsca jako niezaspokojoną potrzebę."
    )


class ServiceNotOnOfferError(DomainError):
    """The card is not in the basket."""

    code = "service_not_offered"
    text = _("Usługi „%(service)s” nie ma dziś w koszyku. Wybierz inną usługę.")


class ClaimEndedError(DomainError):
    """The place was given back or the hold ran out."""

    code = "claim_ended"
    status = 409
    text = _("Ta rezerwacja już się skończyła: %(status)s. Odśwież stronę, żeby zobaczyć obecny stan.")


class PeriodsOverlapError(DomainError):
    """Two numbers of places for the same day."""

    code = "periods_overlap"
    field = "starts_on"
    text = _("Te dni są już w innym okresie (od %(start)s). Zakończ tamten okres wcześniej albo zmień daty.")


class PeriodEndsBeforeStartError(DomainError):
    """The last day lies before the first."""

    code = "period_ends_before_start"
    field = "last_day"
    text = _("Ostatni dzień musi być taki sam jak pierwszy albo późniejszy.")


class TooManyTakenError(DomainError):
    """More places are taken than there are."""

    code = "more_taken_than_places"
    field = "taken_elsewhere"
    text = _("Zajętych miejsc nie może być więcej niż wszystkich (%(places)s). Popraw jedną z liczb.")


class PlacesOutOfRangeError(DomainError):
    """Not a number of places."""

    code = "places_out_of_range"
    field = "places"
    text = _("Podaj liczbę miejsc od 0 do %(most)s.")
