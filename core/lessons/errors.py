"""What the lessons refuse, in sentences."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from core.shared.errors import DomainError


class LessonTitleMissingError(DomainError):
    """A lesson is found by its title."""

    code = "lesson_title_missing"
    field = "title"
    text = _("Wpisz tytuł.")


class LessonIncompleteError(DomainError):
    """What is handed over says what happened, what was done and what came of it."""

    code = "lesson_incomplete"
    text = _("Przed przekazaniem wypełnij pole: %(missing)s.")

    def __init__(self, *, field: str, missing: str) -> None:
        super().__init__(missing=missing)
        self.field = field


class LessonMoveError(DomainError):
    """A step that does not follow from where the lesson lies."""

    code = "lesson_move"
    text = _("Tego nie można teraz zrobić: wpis jest w stanie „%(state)s”.")


class LessonHandedError(DomainError):
    """What lies with the region is changed by taking it back or after the region returned it."""

    code = "lesson_handed"
    text = _("Ten wpis jest przekazany regionowi. Aby go poprawić, najpierw go wycofaj.")


class UnknownTagError(DomainError):
    """Not a category, sector or ground of the catalogue."""

    code = "unknown_tag"
    text = _("Wybierz kategorię, sektor i powody z listy.")


class LessonOfficeOnlyError(DomainError):
    """Handing over speaks for the town."""

    code = "lesson_office_only"
    status = 403
    text = _("Przekazać wpis regionowi albo go wycofać może tylko pracownik ds. sieci lub dyrektor.")
