"""A partner's answers."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from core.referrals.enums import OUTCOMES
from web.shell.forms import BaseForm, DayField


class DeclineForm(BaseForm):
    """A refusal goes back with its reason."""

    reason = forms.CharField(
        label=_("Dlaczego odmawiacie"),
        help_text=_("Jedno zdanie, na przykład: „Najbliższy wolny termin jest w lutym”."),
        max_length=300,
    )


class OutcomeForm(BaseForm):
    """What became of the service; a partner with its own secrecy need not say more."""

    outcome = forms.ChoiceField(
        label=_("Co z usługą"),
        choices=[(str(status), status.label) for status in OUTCOMES],
        widget=forms.RadioSelect,
        help_text=_("Tyle wystarczy. Nie piszemy tu nic o rodzinie."),
    )


class FirstContactForm(BaseForm):
    """When partner and family met for the first time: from this, waiting times are counted."""

    on = DayField(
        label=_("Dzień pierwszego kontaktu"),
        help_text=_("Z tych dni powstaje czas oczekiwania na karcie usługi. Nie piszemy nic o rodzinie."),
    )


class PinForm(BaseForm):
    """Six digits; a telephone shows its number pad."""

    pin = forms.CharField(
        label=_("PIN"),
        help_text=_("Sześć cyfr."),
        max_length=9,
        widget=forms.PasswordInput(
            attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "class": "govuk-input--width-10"}
        ),
    )
