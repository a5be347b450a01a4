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


class WrongFormulaError(DomainError):
    """Counts that contradict each other within one hand-over were made by a wrong formula."""

    code = "wrong_formula"
    text = _(
        "Liczby „%(measure)s” za %(month)s (%(town)s) nie zgadzają się same ze sobą: wzór jest błędny. "
        "Niczego nie opublikowano. Zgłoś to operatorowi platformy."
    )


class BeingRestoredError(DomainError):
    """A town whose records are being brought back would hand over yesterday's families, or none."""

    code = "being_restored"
    text = _(
        "Trwa odtwarzanie danych z kopii zapasowej: %(towns)s. Niczego nie opublikowano. "
        "Uruchom wydanie po zakończeniu odtwarzania."
    )
    status = 409


class OwnRestorationError(DomainError):
    """The town's own records are being brought back: what it would count now is not what it knows."""

    code = "own_restoration"
    text = _(
        "Trwa odtwarzanie danych Waszego urzędu z kopii zapasowej. Niczego nie przekazano. "
        "Spróbuj, gdy operator platformy powie, że odtwarzanie się skończyło."
    )
    status = 409


class NotSafeError(DomainError):
    """No way was shown to print the month without telling of a few families."""

    code = "not_safe"
    text = _(
        "Wydania za %(month)s nie udało się bezpiecznie przygotować: %(why)s. Niczego nie opublikowano. "
        "Przekaż ten komunikat operatorowi platformy."
    )


class NothingReleasedError(DomainError):
    """There is no signed release of the month."""

    code = "nothing_released"
    text = _("Miesiąc %(month)s nie ma podpisanego wydania.")


class KnownFigureError(DomainError):
    """A line of a file of known figures that says nothing about a cell of the catalogue."""

    code = "known_figure"
    text = _("Wiersz %(line)s: sprawdź „%(what)s”. Niczego nie wczytano.")


class KnownContradictsError(DomainError):
    """A town's own publication that cannot be true beside what is printed: it counts something else."""

    code = "known_contradicts"
    text = _(
        "Liczba z publikacji urzędu nie zgadza się z wydanymi liczbami, więc liczy coś innego: %(why)s. "
        "Niczego nie wczytano."
    )


class KnownStopsReleaseError(DomainError):
    """Towns' own publications that cannot be true beside what a release would print; nothing is printed."""

    code = "known_stops_release"
    text = _(
        "Wydanie za %(month)s nie zgadza się z tym, co publikują urzędy: %(figures)s. Niczego nie "
        "opublikowano. Sprawdź te liczby u źródła: poprawioną wczytaj jeszcze raz (releases known load), "
        "a taką, która liczy co innego, usuń (releases known remove), i uruchom przebieg ponownie."
    )


class KnownReckonedError(DomainError):
    """A figure that a release reckoned with stays: without it the release could not be made again."""

    code = "known_reckoned"
    text = _("Wiersz %(line)s: jest już wydanie policzone z tą liczbą, więc zostaje. Niczego nie usunięto.")


class UnknownTownError(DomainError):
    """No active town has this schema."""

    code = "unknown_town"
    text = _("Nie ma urzędu o schemacie %(town)s.")
