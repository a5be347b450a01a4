"""Forms of the hand-over."""

from __future__ import annotations

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

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


def month_code(month: date) -> str:
    """How an address and a form name a month."""
    return Period("month", month).code
