"""Forms of the hand-over."""

from __future__ import annotations

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from core.exchange.enums import HoldReason
from core.indicators.rules import Period, parsed_period
from web.shell.forms import BaseForm


class MonthForm(BaseForm):
    """A month that is named by a button."""

    miesiac = forms.CharField(widget=forms.HiddenInput, error_messages={"required": _("Wybierz miesiąc.")})

    def clean_miesiac(self) -> date:
        """The first day of the month."""
        period = parsed_period(self.cleaned_data["miesiac"])
        if period is None or period.kind != "month":
            raise forms.ValidationError(_("Wybierz miesiąc."))
        return period.start


class ConfirmForm(MonthForm):
    """A month with the hash of the numbers that the reader saw."""

    skrot = forms.CharField(
        widget=forms.HiddenInput,
        max_length=64,
        error_messages={"required": _("Najpierw policz miesiąc i obejrzyj liczby.")},
    )
    ponownie = forms.BooleanField(widget=forms.HiddenInput, required=False)


class HoldForm(BaseForm):
    """Why a month is kept back."""

    reason = forms.ChoiceField(label=_("Powód"), choices=HoldReason.choices, widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("Wyjaśnienie"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Jedno albo dwa zdania. Region je przeczyta, więc nie pisz o rodzinach ani o osobach."),
    )


def month_code(month: date) -> str:
    """How an address and a form name a month."""
    return Period("month", month).code
