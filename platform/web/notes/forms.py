"""Notes and files as they are typed and chosen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from core.documents.errors import FileTooLargeError
from core.documents.rules import MEGABYTE
from core.notes.enums import Audience, RetentionClass
from core.notes.operations import NoteData
from core.privacy.enums import DataCategory
from core.shared import clock
from core.shared.ids import uuid7
from web.safety.fields import FamilyText
from web.shell.forms import BaseForm, DayField

if TYPE_CHECKING:
    from core.families.models import Person


class NoteForm(BaseForm):
    """What was said and seen, whom it concerns, who may read it."""

    body = FamilyText(label=_("Notatka"), required=False, max_length=20_000, rows=8)
    own_words = forms.CharField(
        label=_("Własne słowa rodziny"),
        help_text=_("Dosłownie, tak jak ktoś to powiedział. Pokażemy je osobno, w cudzysłowie."),
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    spoken_by = forms.ChoiceField(label=_("Czyje to słowa"), required=False)
    about = forms.ChoiceField(label=_("Kogo dotyczy"), required=False)
    audience = forms.ChoiceField(
        label=_("Kto ją przeczyta"),
        choices=[
            (Audience.PRIVATE, _("tylko ja")),
            (Audience.TEAM, _("zespół: pracownicy oraz instytucje, którym rodzina na to pozwoliła")),
        ],
        initial=Audience.PRIVATE,
        widget=forms.RadioSelect,
    )
    category = forms.ChoiceField(
        label=_("Czego dotyczy"),
        help_text=_("Tylko przy notatce dla zespołu: instytucja zobaczy ją, gdy wolno jej to wiedzieć."),
        required=False,
        choices=[("", _("wybierz")), *DataCategory.choices],
    )

    def __init__(self, *args: Any, persons: Iterable[Person], **more: Any) -> None:
        super().__init__(*args, **more)
        self.persons = {str(person.pk): person for person in persons}
        named = [(key, person.full_name) for key, person in self.persons.items()]
        self.fields["about"].choices = [("", _("cała rodzina")), *named]  # type: ignore[attr-defined]
        self.fields["spoken_by"].choices = [("", _("nie zapisuję")), *named]  # type: ignore[attr-defined]

    def note(self) -> NoteData:
        """What the operation takes."""
        data = self.cleaned_data
        return NoteData(
            body=data["body"],
            own_words=data["own_words"],
            spoken_by=self.persons.get(data["spoken_by"]),
            about=self.persons.get(data["about"]),
            audience=data["audience"],
            category=data["category"],
        )


class CaseFileField(forms.FileField):
    """A file of a case; one that is too large is refused before it is read."""

    widget = forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=kwargs.pop("label", _("Plik")),
            help_text=_(
                "PDF, JPEG albo PNG, najwyżej %(most)s MB. Ze zdjęcia usuniemy miejsce i urządzenie, "
                "którym je zrobiono."
            )
            % {"most": settings.MOST_UPLOAD_BYTES // MEGABYTE},
            allow_empty_file=True,  # the domain says it in its own words
            max_length=200,
            **kwargs,
        )

    def to_python(self, data: Any) -> Any:
        """The file, unless it is larger than may be."""
        most = settings.MOST_UPLOAD_BYTES
        if data is not None and data.size is not None and data.size > most:
            refusal = FileTooLargeError(most=most // MEGABYTE, size=-(-data.size // MEGABYTE))
            raise forms.ValidationError(refusal.message)
        return super().to_python(data)


def retention_field() -> forms.ChoiceField:
    """How long a file is kept."""
    return forms.ChoiceField(
        label=_("Jak długo go potrzebujesz"),
        help_text=_("Potem plik zniknie sam. Dwa tygodnie wcześniej damy znać."),
        choices=RetentionClass.choices,
        initial=RetentionClass.WORKING,
        widget=forms.RadioSelect,
    )


class NewNoteForm(NoteForm):
    """A new note, perhaps with a file at once."""

    noted_on = DayField(label=_("Z którego dnia"), initial=clock.today)
    file = CaseFileField(label=_("Plik (jeśli jest)"), required=False)
    retention = retention_field()
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
    field_order = ("body", "own_words", "spoken_by", "about", "noted_on", "audience", "category", "file")


class EditNoteForm(NoteForm):
    """A changed note."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class FileForm(BaseForm):
    """One more file on a note."""

    file = CaseFileField()
    retention = retention_field()
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)


class KeepForm(BaseForm):
    """Until when a file is still needed, and why."""

    keep_until = DayField(label=_("Do kiedy ma zostać"))
    reason = forms.CharField(label=_("Dlaczego"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class RemoveForm(BaseForm):
    """Why a file goes before its day."""

    reason = forms.CharField(label=_("Dlaczego"), max_length=200, widget=forms.Textarea(attrs={"rows": 2}))


class SearchForm(BaseForm):
    """Words of one's own notes."""

    q = forms.CharField(
        label=_("Szukaj w swoich notatkach"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
