"""What the exchange between tenants refuses."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from core.shared.errors import DomainError


class OfferAnsweredError(DomainError):
    """One invitation, one answer; whoever comes second learns that there is one."""

    code = "offer_answered"
    text = _("Na to zaproszenie jest już odpowiedź albo gmina je wycofała.")


class OfferReasonMissingError(DomainError):
    """A powiat that declines says why."""

    code = "offer_reason_missing"
    field = "reason"
    text = _("Napisz krótko, dlaczego powiat nie przystępuje.")


class TitleMissingError(DomainError):
    """A template or lesson without a title."""

    code = "title_missing"
    field = "title"
    text = _("Wpisz tytuł.")


class DuplicateTemplateError(DomainError):
    """Two templates of one kind would bear one title."""

    code = "duplicate_template"
    field = "title"
    text = _("Wzór tego rodzaju o tym tytule już jest. Nadaj inny tytuł albo zmień tamten wzór.")


class TemplateDraftExistsError(DomainError):
    """One new version of a template at a time."""

    code = "template_draft_exists"
    text = _("Ten wzór ma już wersję roboczą. Dokończ ją albo ją usuń.")


class TemplatePublishedError(DomainError):
    """A published version is what towns have compared and adopted: it never changes."""

    code = "template_published"
    text = _("Opublikowanej wersji nie można zmienić. Przygotuj następną.")


class TemplateUnchangedError(DomainError):
    """A new version says something new."""

    code = "template_unchanged"
    field = "body"
    text = _("Ta wersja nie różni się od poprzedniej. Zmień treść przed opublikowaniem.")


class TemplateNotPublishedError(DomainError):
    """A town decides about what is published."""

    code = "template_not_published"
    text = _("Ta wersja wzoru nie jest jeszcze opublikowana.")


class LeaderOnlyError(DomainError):
    """Only the leading region's templates and lessons may serve every voivodeship."""

    code = "leader_only"
    field = "for_all"
    text = _("Wzory dla wszystkich województw publikuje region wiodący. Odznacz to pole.")


class ReasonMissingError(DomainError):
    """Who keeps the own text says why: the region learns from it."""

    code = "reason_missing"
    field = "reason"
    text = _("Napisz, dlaczego gmina zostaje przy swoim tekście.")


class NoteMissingError(DomainError):
    """What is returned says what to mend."""

    code = "note_missing"
    field = "note"
    text = _("Napisz, co poprawić.")


class LessonWithdrawnError(DomainError):
    """The town took its lesson back."""

    code = "lesson_withdrawn"
    text = _("Gmina wycofała ten wpis. Nie można go już opracować.")


class LessonNotPublishedError(DomainError):
    """Only what is published can be taken off."""

    code = "lesson_not_published"
    text = _("Ten wpis nie jest opublikowany.")


class TooManyTagsError(DomainError):
    """Tags are for finding, a dozen is enough."""

    code = "too_many_tags"
    field = "tags"
    text = _("Podaj najwyżej 12 haseł, każde do 40 znaków, oddzielonych przecinkami.")


class PersonalDataError(DomainError):
    """A text that leaves the town names nobody."""

    code = "personal_data"
    text = _("Usuń z tekstu dane osobowe: %(found)s. Wpis trafi do innych gmin.")

    def __init__(self, *, field: str, found: str) -> None:
        super().__init__(found=found)
        self.field = field
