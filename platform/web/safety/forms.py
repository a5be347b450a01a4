"""How a person is reached and who may not know of whom, as it is typed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.safety.enums import SpokenLanguage, Way
from core.shared import clock
from core.shared.hours import EVERY_DAY
from web.safety.fields import FamilyText
from web.shell.forms import BaseForm, DayField

if TYPE_CHECKING:
    from core.families.models import Person

_OFF = {"autocomplete": "off"}
WEEKDAYS = [
    ("1", _("poniedziałek")),
    ("2", _("wtorek")),
    ("3", _("środa")),
    ("4", _("czwartek")),
    ("5", _("piątek")),
    ("6", _("sobota")),
    ("7", _("niedziela")),
]


class ContactForm(BaseForm):
    """Address, telephone, e-mail; what is concealed; which way, when, in which language."""

    phone = forms.CharField(
        label=_("Telefon"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20", "inputmode": "tel", **_OFF}),
    )
    phone_concealed = forms.BooleanField(
        label=_("Telefon zastrzeżony: nikt poza mną go nie zobaczy"), required=False
    )
    email = forms.CharField(
        label=_("E-mail"),
        required=False,
        max_length=254,
        widget=forms.TextInput(attrs={"inputmode": "email", "spellcheck": "false", **_OFF}),
    )
    email_concealed = forms.BooleanField(
        label=_("E-mail zastrzeżony: nikt poza mną go nie zobaczy"), required=False
    )
    address = forms.CharField(
        label=_("Adres"),
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3, **_OFF}),
    )
    address_concealed = forms.BooleanField(
        label=_("Adres zastrzeżony: nikt poza mną go nie zobaczy"), required=False
    )
    ways = forms.MultipleChoiceField(
        label=_("Jak można się bezpiecznie kontaktować"),
        help_text=_("Zapytaj, kto jeszcze odbiera ten telefon, czyta tę pocztę, otwiera listy."),
        required=False,
        choices=Way.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    through = forms.CharField(
        label=_("Przez kogo"),
        help_text=_("Imię, kim jest i jak się z nią albo z nim skontaktować."),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2, **_OFF}),
    )
    weekdays = forms.MultipleChoiceField(
        label=_("W które dni"),
        choices=WEEKDAYS,
        initial=list(EVERY_DAY),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Zaznacz co najmniej jeden dzień tygodnia.")},
    )
    from_time = forms.TimeField(
        label=_("Od godziny"),
        help_text=_("Na przykład 9:00. Puste: o każdej porze."),
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", **_OFF}),
        error_messages={"invalid": _("Podaj godzinę, na przykład 9:00.")},
    )
    until_time = forms.TimeField(
        label=_("Do godziny"),
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", **_OFF}),
        error_messages={"invalid": _("Podaj godzinę, na przykład 15:00.")},
    )
    no_messages = forms.BooleanField(
        label=_("Nie zostawiać wiadomości (poczta głosowa, domownicy)"), required=False
    )
    no_letters = forms.BooleanField(label=_("Nie wysyłać listów"), required=False)
    language = forms.ChoiceField(label=_("Język rozmowy"), choices=SpokenLanguage.choices)
    needs_interpreter = forms.BooleanField(label=_("Potrzebny tłumacz"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, initial=0)

    def contact(self) -> dict[str, Any]:
        """The values of `ContactData`."""
        values = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return {**values, "weekdays": "".join(values["weekdays"])}


class SeparationForm(BaseForm):
    """Who may not know of whom."""

    kept_from = forms.ChoiceField(
        label=_("Kto ma nic nie wiedzieć"),
        help_text=_("Na przykład osoba podejrzana o przemoc."),
        widget=forms.RadioSelect,
    )
    protected = forms.ChoiceField(label=_("O kim"), widget=forms.RadioSelect)
    starts_on = DayField(label=_("Od kiedy"), initial=clock.today)
    reason = FamilyText(label=_("Dlaczego"), help_text=_("Przeczytasz to tylko Ty."), max_length=1000)

    def __init__(self, *args: Any, persons: Iterable[Person], **more: Any) -> None:
        super().__init__(*args, **more)
        choices = [(str(person.pk), person.full_name) for person in persons]
        self.fields["kept_from"].choices = choices  # type: ignore[attr-defined]
        self.fields["protected"].choices = choices  # type: ignore[attr-defined]


class SeparationEndForm(BaseForm):
    """When it ends, or that it was a mistake."""

    what = forms.ChoiceField(
        label=_("Co się stało?"),
        choices=[
            ("end", _("Rozdzielenie nie jest już potrzebne")),
            ("mistake", _("Zapisano je przez pomyłkę")),
        ],
        widget=forms.RadioSelect,
        initial="end",
    )
    last_day = DayField(
        label=_("Ostatni dzień rozdzielenia"),
        help_text=_("Przy pomyłce to pole nic nie znaczy."),
        initial=clock.today,
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class OpenedForm(BaseForm):
    """Which common goals and steps a separated person still sees."""

    records = forms.MultipleChoiceField(
        label=_("Co nadal widzi"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, choices: Iterable[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["records"].choices = list(choices)  # type: ignore[attr-defined]
