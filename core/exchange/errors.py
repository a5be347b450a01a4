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


class AlreadyHeldBackError(DomainError):
    """A month is kept back once."""

    code = "already_held_back"
    field = "month"
    text = _("Miesiąc %(month)s jest już wstrzymany.")
    status = 409


class NotHeldBackError(DomainError):
    """Only what is kept back can be let go."""

    code = "not_held_back"
    field = "month"
    text = _("Miesiąc %(month)s nie jest wstrzymany.")
    status = 409


class HoldReasonMissingError(DomainError):
    """Who keeps a month back says why; "another reason" says which."""

    code = "hold_reason_missing"
    field = "note"
    text = _("Napisz krótko, dlaczego wstrzymujesz ten miesiąc. Region przeczyta powód.")


class HoldNotePersonalError(DomainError):
    """The region reads the note: it speaks of records, never of people."""

    code = "hold_note_personal"
    field = "note"
    text = _("Usuń z powodu dane osobowe. Region go przeczyta, a dane o osobach zostają w urzędzie.")


class NobodyToRemindError(DomainError):
    """Every town has answered, or was reminded lately."""

    code = "nobody_to_remind"
    text = _("Nie ma komu przypominać: każdy urząd już odpowiedział albo dostał przypomnienie niedawno.")


class SupportMissingError(DomainError):
    """A record of support names at least one town with at least one person."""

    code = "support_missing"
    field = "towns"
    text = _("Wskaż co najmniej jedną gminę i wpisz, ile osób z niej wzięło udział.")


class SupportPersonsError(DomainError):
    """So many people of one town cannot have been there."""

    code = "support_persons"
    field = "towns"
    text = _("Liczba osób z jednej gminy to liczba od 1 do 999.")


class SupportTownError(DomainError):
    """A region supports the towns that it answers for."""

    code = "support_town"
    field = "towns"
    text = _("Tej gminy nie ma w Waszym województwie. Wybierz gminę z listy.")


class SupportHoursError(DomainError):
    """Hours are written by the quarter."""

    code = "support_hours"
    field = "minutes"
    text = _("Wpisz czas w godzinach, co kwadrans, od 0,25 do 16. Na przykład 1,5.")


class SupportDayError(DomainError):
    """What has not taken place yet gives no hours."""

    code = "support_day"
    field = "held_on"
    text = _("Wpisz dzień, który już minął albo jest dzisiaj. Godziny zapisujemy po zajęciach.")


class NoticeMissingError(DomainError):
    """A notice says in plain words what changes."""

    code = "notice_missing"
    field = "note"
    text = _("Napisz prostymi słowami, co się zmienia w liczeniu.")


class AlreadyAnnouncedError(DomainError):
    """A version is announced once."""

    code = "already_announced"
    text = _("Ta wersja definicji została już zapowiedziana gminom.")
    status = 409


class TownExistsError(DomainError):
    """The town has its partnership here already."""

    code = "town_exists"
    field = "code"
    text = _("Gmina albo powiat o tym kodzie już tu działa.")


class TownElsewhereError(DomainError):
    """A region founds towns of its own voivodeship."""

    code = "town_elsewhere"
    field = "code"
    text = _("Ten kod leży w innym województwie. Poproś o gminy i powiaty ze swojego.")


class TownCodeError(DomainError):
    """A gmina has seven digits, a powiat four."""

    code = "town_code"
    field = "code"
    text = _("Wpisz kod TERYT: 7 cyfr dla gminy, 4 cyfry dla powiatu.")


class TownAskedError(DomainError):
    """One open request a town."""

    code = "town_asked"
    field = "code"
    text = _("O tę gminę już poprosiliście. Operator jeszcze nie odpowiedział.")
    status = 409


class RequestFieldsError(DomainError):
    """The operator needs a name, the leading organisation and how to reach the office."""

    code = "request_fields"
    field = "name"
    text = _("Wpisz nazwę, instytucję wiodącą i adres e-mail urzędu.")


class RequestAnsweredError(DomainError):
    """A request is answered once."""

    code = "request_answered"
    text = _("Na tę prośbę jest już odpowiedź.")
    status = 409


class NotFoundedError(DomainError):
    """A request counts as carried out when the town answers at its address."""

    code = "not_founded"
    text = _("Tej gminy jeszcze nie ma. Najpierw ją załóż poleceniem, które widać przy prośbie.")
    status = 409
