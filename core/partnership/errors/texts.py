"""What the partnership's texts refuse, in sentences."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from core.shared.errors import DomainError


class TextTitleMissingError(DomainError):
    """A text without a title."""

    code = "text_title_missing"
    field = "title"
    text = _("Wpisz tytuł.")


class TextYearError(DomainError):
    """A plan is of a year, the rules are of none."""

    code = "text_year"
    field = "year"
    text = _("Podaj rok planu, na przykład 2026.")


class TextOpenError(DomainError):
    """One wording at a time is on its way."""

    code = "text_open"
    text = _("Jest już wersja robocza albo przekazana partnerom. Dokończ ją albo zaniechaj.")


class TextMoveError(DomainError):
    """A step that does not follow from where the version stands."""

    code = "text_move"
    text = _("Tego nie można teraz zrobić: wersja jest w stanie „%(state)s”.")


class TextFixedError(DomainError):
    """What was put to the partners keeps its words."""

    code = "text_fixed"
    text = _("Treści przekazanej partnerom nie można zmienić. Przygotuj następną wersję.")


class PlanWithoutItemsError(DomainError):
    """A plan says what is to be done."""

    code = "plan_without_items"
    text = _("Dodaj co najmniej jedno zadanie, zanim przekażesz plan partnerom.")


class NotAPlanError(DomainError):
    """Only an annual plan has tasks."""

    code = "not_a_plan"
    text = _("Zadania ma tylko roczny plan pracy.")


class InForceDayError(DomainError):
    """A version comes into force after it was put to the partners and not in the future."""

    code = "in_force_day"
    field = "in_force_on"
    text = _("Podaj dzień od %(put_on)s do dziś (%(today)s).")


class AcceptanceDayError(DomainError):
    """An acceptance is given after the version was put to the partners and not in the future."""

    code = "acceptance_day"
    field = "accepted_on"
    text = _("Podaj dzień od %(put_on)s do dziś (%(today)s).")


class AcceptanceNotWantedError(DomainError):
    """A version that is not before the partners cannot be accepted."""

    code = "acceptance_not_wanted"
    text = _("Tej wersji nie można teraz zaakceptować: jest w stanie „%(state)s”.")


class NotAPartnerError(DomainError):
    """Only a partner accepts: its declaration is in force on that day."""

    code = "not_a_partner"
    field = "partners"
    text = _("%(partner)s nie ma w tym dniu obowiązującej deklaracji, więc nie może zaakceptować tekstu.")


class NobodyChosenError(DomainError):
    """An acceptance is somebody's."""

    code = "nobody_chosen"
    field = "partners"
    text = _("Zaznacz co najmniej jednego partnera.")


class AcceptorMissingError(DomainError):
    """Somebody says yes in the partner's name."""

    code = "acceptor_missing"
    field = "person_name"
    text = _("Wpisz imię i nazwisko osoby, która akceptuje w imieniu partnera.")


class AcceptanceOwnError(DomainError):
    """What a partner itself said is not the officer's to take away."""

    code = "acceptance_own"
    text = _("Partner zaakceptował tekst sam. Takiej akceptacji nie można usunąć.")


class UndoReasonMissingError(DomainError):
    """A wrong entry is taken away with a reason."""

    code = "undo_reason_missing"
    field = "reason"
    text = _("Napisz, dlaczego wpis był błędny.")


class ItemWhatMissingError(DomainError):
    """A task says what is to be done."""

    code = "item_what_missing"
    field = "what"
    text = _("Napisz, co jest do zrobienia.")


class ItemResponsibleMissingError(DomainError):
    """Somebody answers for every task."""

    code = "item_responsible_missing"
    field = "responsible"
    text = _("Wskaż partnera albo wpisz, kto odpowiada za zadanie.")


class ItemTermMissingError(DomainError):
    """Every task has a term."""

    code = "item_term_missing"
    field = "month"
    text = _("Wybierz miesiąc albo wpisz termin słowami.")


class ItemDoneDayError(DomainError):
    """What is ticked off was done by today."""

    code = "item_done_day"
    field = "done_on"
    text = _("Dzień wykonania nie może być późniejszy niż dziś (%(today)s).")


class ItemNotInForceError(DomainError):
    """Tasks are ticked off in the plan that holds."""

    code = "item_not_in_force"
    text = _("Zadania odhacza się w planie, który obowiązuje.")


class ItemOthersError(DomainError):
    """A delegate ticks off what the own organisation answers for."""

    code = "item_others"
    status = 403
    text = _("Możesz odhaczyć tylko zadania swojej organizacji.")


class MergeUndecidedError(DomainError):
    """Where both texts changed one place, somebody chooses."""

    code = "merge_undecided"
    text = _("Wybierz treść w każdym miejscu, w którym wzór i lokalny tekst się różnią.")


class NothingToAdoptError(DomainError):
    """The local text already says what the template says."""

    code = "nothing_to_adopt"
    text = _("Lokalny tekst mówi już to samo co wzór. Nie ma czego zmieniać.")
