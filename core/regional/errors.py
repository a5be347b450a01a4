"""What a monthly run refuses, in sentences."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from core.shared.errors import DomainError


class MonthNotOverError(DomainError):
    """Figures of a month exist only after its last day."""

    code = "month_not_over"
    text = _("Miesiąc %(month)s jeszcze trwa. Poczekaj, aż się skończy.")
    field = "month"


class AlreadyReleasedError(DomainError):
    """A release is never made twice: comparing the two would tell who joined or left."""

    code = "already_released"
    text = _("Miesiąc %(month)s został już wydany i nie zmieni się. Poprawki wejdą do następnego okresu.")
    field = "month"
    status = 409


class LaterReleasedError(DomainError):
    """Releases follow each other: a later one has been printed already."""

    code = "later_released"
    text = _("Wydano już późniejszy miesiąc (%(later)s), więc %(month)s nie można wydać.")
    field = "month"
    status = 409


class AlreadySubmittedError(DomainError):
    """The town has handed the month over; it says so when it means to replace it."""

    code = "already_submitted"
    text = _("Miesiąc %(month)s został już przekazany regionowi.")
    field = "month"
    status = 409


class NothingSubmittedError(DomainError):
    """No town has handed the month over."""

    code = "nothing_submitted"
    text = _("Żaden urząd nie przekazał jeszcze danych za miesiąc %(month)s.")
    field = "month"


class RunIncompleteError(DomainError):
    """Some towns could not hand over: the run stops before anything is published."""

    code = "run_incomplete"
    text = _(
        "Nie udało się policzyć miesiąca %(month)s w: %(towns)s. Niczego nie opublikowano. "
        "Uruchom przebieg jeszcze raz: urzędy, które już przekazały dane, zostaną pominięte."
    )


class CountsChangedError(DomainError):
    """Whoever confirms has seen the very numbers that leave."""

    code = "counts_changed"
    text = _(
        "Liczby za miesiąc %(month)s zmieniły się od chwili, gdy je pokazaliśmy. "
        "Policzyliśmy je jeszcze raz: obejrzyj je i potwierdź."
    )
    status = 409


class HeldBackError(DomainError):
    """The town keeps the month back: the monthly run leaves it out."""

    code = "held_back"
    text = _("Urząd wstrzymał miesiąc %(month)s.")
    field = "month"
    status = 409
