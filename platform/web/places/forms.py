"""Forms of places."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.shared.ids import uuid7
from web.shell.forms import BaseForm, DayField

_NUMBER = {"class": "govuk-input--width-5", "inputmode": "numeric"}


class PeriodForm(BaseForm):
    """How many places there are, from when to when, and how many others have taken."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
    places = forms.IntegerField(label=_("Liczba miejsc"), min_value=0, widget=forms.TextInput(attrs=_NUMBER))
    taken_elsewhere = forms.IntegerField(
        label=_("Zajęte przez osoby spoza partnerstwa"),
        min_value=0,
        initial=0,
        widget=forms.TextInput(attrs=_NUMBER),
        help_text=_("Ile miejsc mają dziś osoby, które nie przyszły przez zespół zadaniowy."),
    )
    starts_on = DayField(label=_("Pierwszy dzień"))
    last_day = DayField(
        label=_("Ostatni dzień"),
        required=False,
        help_text=_("Zostaw puste, jeżeli liczba miejsc się nie zmienia."),
    )


class ChangePeriodForm(PeriodForm):
    """A change of a period that exists."""

    key = None  # type: ignore[assignment]


class HoldForm(BaseForm):
    """For which day a place is kept, and at which meeting it was decided."""

    starts_on = DayField(label=_("Od którego dnia"))
    meeting = forms.ChoiceField(label=_("Spotkanie, na którym to ustaliliście"), required=False)

    def __init__(self, *args: Any, meetings: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["meeting"].choices = [("", _("Poza spotkaniem")), *meetings]  # type: ignore[attr-defined]
