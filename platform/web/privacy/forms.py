"""Forms of authorisations."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.privacy.enums import AgreementForm, DataCategory, Purpose
from web.shell.forms import BaseForm, DayField

LANGUAGES = [("pl", _("polski")), ("en", _("angielski")), ("uk", _("ukraiński"))]


class AuthorisationForm(BaseForm):
    """One person, one institution: what, for what, until when; read together before it is given."""

    person = forms.ChoiceField(label=_("Kto pozwala"), widget=forms.RadioSelect)
    partner = forms.ChoiceField(label=_("Komu wolno powiedzieć"))
    categories = forms.MultipleChoiceField(
        label=_("O czym wolno powiedzieć"),
        choices=DataCategory.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tylko to, co jest tej instytucji potrzebne. Resztę można dodać później."),
    )
    purpose = forms.ChoiceField(label=_("Do czego"), choices=Purpose.choices, widget=forms.RadioSelect)
    last_day = DayField(
        label=_("Do kiedy"), required=False, help_text=_("Zostaw puste, jeżeli do odwołania.")
    )
    after_leaving = forms.BooleanField(
        label=_("Instytucja może czytać jeszcze 30 dni po odejściu z zespołu"), required=False
    )
    form = forms.ChoiceField(
        label=_("Jak wyrażono zgodę"), choices=AgreementForm.choices, widget=forms.RadioSelect
    )
    language = forms.ChoiceField(label=_("W jakim języku"), choices=LANGUAGES, initial="pl")
    explained = forms.BooleanField(
        label=_("Przeczytaliśmy razem wyjaśnienie i jest zrozumiałe"), required=False
    )

    def __init__(
        self, *args: Any, persons: list[tuple[str, str]], partners: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = persons  # type: ignore[attr-defined]
        self.fields["partner"].choices = [("", _("Wybierz instytucję")), *partners]  # type: ignore[attr-defined]


class SightForm(BaseForm):
    """Which institution could see what, on which day."""

    partner = forms.ChoiceField(label=_("Instytucja"))
    on = DayField(label=_("W dniu"))
    hour = forms.TimeField(
        label=_("O godzinie"),
        required=False,
        help_text=_("Na przykład 14:30. Bez godziny odpowiedź dotyczy całego dnia."),
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "numeric"}),
    )

    def __init__(self, *args: Any, partners: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["partner"].choices = [("", _("Wybierz instytucję")), *partners]  # type: ignore[attr-defined]


class ReceiptForm(BaseForm):
    """A receipt's number as it is read from paper."""

    kod = forms.CharField(
        label=_("Numer pokwitowania"),
        max_length=200,
        help_text=_("Zaczyna się od litery U, na przykład U12-3F9A-…"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
