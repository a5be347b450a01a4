"""Forms of a coordinator's other work."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.exchange.enums import SupportKind
from core.exchange.errors import SupportHoursError, SupportMissingError
from core.exchange.rules import MOST_PERSONS
from core.shared.ids import uuid7
from tenants.models import Tenant
from web.shell.forms import BaseForm, DayField

_FIRST_YEAR = 2025
_MINUTES = 60


class SupportFilter(BaseForm):
    """Kind, year and town of records."""

    rodzaj = forms.ChoiceField(label=_("Rodzaj"), required=False)
    rok = forms.ChoiceField(label=_("Rok"), required=False)
    gmina = forms.ChoiceField(label=_("Gmina"), required=False)

    def __init__(self, *args: Any, towns: Iterable[Tenant], this_year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: dict[str, list[Any]] = {
            "rodzaj": [("", _("Wszystkie")), *SupportKind.choices],
            "rok": [(str(year), str(year)) for year in range(this_year, _FIRST_YEAR - 1, -1)],
            "gmina": [("", _("Wszystkie")), *((town.schema_name, town.name) for town in towns)],
        }
        for name, found in choices.items():
            self.fields[name].choices = found  # type: ignore[attr-defined]


class SupportForm(BaseForm):
    """One session: when, what, how long, and how many people of each town."""

    kind = forms.ChoiceField(label=_("Rodzaj"), choices=SupportKind.choices, widget=forms.RadioSelect)
    held_on = DayField(label=_("Dzień"))
    minutes = forms.CharField(
        label=_("Czas w godzinach"), max_length=6, help_text=_("Co kwadrans, na przykład 1,5 albo 0,75.")
    )
    topic = forms.CharField(
        label=_("Temat"), required=False, max_length=200, help_text=_("Bez nazwisk i bez spraw rodzin.")
    )
    wersja = forms.IntegerField(widget=forms.HiddenInput, required=False)
    klucz = forms.UUIDField(widget=forms.HiddenInput, required=False)
    # Where the sentence about towns stands; the numbers are the fields below it.
    towns = forms.CharField(label=_("Ile osób z każdej gminy"), required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, towns: Iterable[Tenant], **kwargs: Any) -> None:
        kwargs["initial"] = {"klucz": uuid7(), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.schemas = []
        for town in towns:
            self.schemas.append(str(town.schema_name))
            self.fields[f"osoby_{town.schema_name}"] = forms.IntegerField(
                label=_("%(town)s: liczba osób") % {"town": town.name},
                required=False,
                min_value=0,
                max_value=MOST_PERSONS,
                widget=forms.NumberInput(attrs={"class": "govuk-input--width-4"}),
                error_messages={
                    "invalid": _("Wpisz liczbę osób."),
                    "min_value": _("Wpisz liczbę osób od 0 do 999."),
                    "max_value": _("Wpisz liczbę osób od 0 do 999."),
                },
            )

    def clean_minutes(self) -> int:
        """Hours with a comma or a point, as minutes."""
        typed = self.cleaned_data["minutes"].replace(",", ".").strip()
        try:
            minutes = Decimal(typed) * _MINUTES
        except InvalidOperation:
            raise forms.ValidationError(str(SupportHoursError.text)) from None
        if not minutes.is_finite() or minutes != minutes.to_integral_value():
            raise forms.ValidationError(str(SupportHoursError.text))
        return int(minutes)

    def clean(self) -> dict[str, Any]:
        """At least one town, said above the form: no single field is to blame."""
        data: dict[str, Any] = super().clean() or {}
        if not any(data.get(f"osoby_{schema}") for schema in self.schemas):
            self.add_error(None, str(SupportMissingError.text))
        return data

    def values(self) -> dict[str, Any]:
        """What the operation takes."""
        data = self.cleaned_data
        named = {name: data[name] for name in ("kind", "held_on", "minutes", "topic")}
        towns = {schema: data[f"osoby_{schema}"] for schema in self.schemas if data[f"osoby_{schema}"]}
        return {**named, "towns": towns}


class DropForm(BaseForm):
    """Which version of a record is taken out."""

    wersja = forms.IntegerField(widget=forms.HiddenInput)


class NoticeForm(BaseForm):
    """A version of an indicator's definition, and what changes in plain words."""

    wersja = forms.ChoiceField(label=_("Wskaźnik i wersja"))
    note = forms.CharField(
        label=_("Co się zmienia"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=2000,
        help_text=_("Prostymi słowami: co od tego dnia liczymy inaczej i co urząd ma zrobić."),
    )
    for_all = forms.BooleanField(label=_("Dla wszystkich województw makroregionu"), required=False)

    def __init__(self, *args: Any, versions: Iterable[tuple[str, str]], leads: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wersja"].choices = list(versions)  # type: ignore[attr-defined]
        if not leads:
            del self.fields["for_all"]


class TownForm(BaseForm):
    """A town that is to be founded."""

    code = forms.CharField(
        label=_("Kod TERYT"), max_length=7, help_text=_("7 cyfr dla gminy, 4 cyfry dla powiatu.")
    )
    name = forms.CharField(label=_("Nazwa"), max_length=200, help_text=_("Na przykład: Żory."))
    organisation = forms.CharField(
        label=_("Instytucja wiodąca"), max_length=200, help_text=_("Pełna nazwa ośrodka.")
    )
    contact = forms.EmailField(
        label=_("Adres e-mail urzędu"),
        max_length=200,
        help_text=_("Na ten adres operator wyśle dane do pierwszego logowania."),
    )
    note = forms.CharField(
        label=_("Uwagi dla operatora"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
