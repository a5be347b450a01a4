"""Forms of entering and of writing to each other."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.access.rules import LONGEST_MESSAGE
from core.shared.ids import uuid7
from web.safety.fields import FamilyText
from web.shell.forms import BaseForm

_DIGITS = {"inputmode": "numeric", "autocomplete": "off", "class": "govuk-input--width-10"}
_SECRET = {"inputmode": "numeric", "class": "govuk-input--width-10"}


def _pin(label: Any, help_text: Any = "", *, new: bool = True) -> forms.CharField:
    kept = "new-password" if new else "current-password"
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=20,
        strip=True,
        widget=forms.PasswordInput(attrs={**_SECRET, "autocomplete": kept}),
    )


class EnterForm(BaseForm):
    """Number and PIN."""

    number = forms.CharField(
        label=_("Twój numer"),
        help_text=_("Osiem cyfr. Dostajesz go przy pierwszym wejściu."),
        max_length=20,
        widget=forms.TextInput(attrs=_DIGITS),
    )
    pin = _pin(_("PIN"), new=False)


class _TwicePinForm(BaseForm):
    pin = _pin(
        _("Twój PIN"),
        _("Sześć cyfr, które zapamiętasz. Nie data urodzenia i nie takie, które zna ktoś inny."),
    )
    again = _pin(_("PIN jeszcze raz"))

    def clean(self) -> dict[str, Any]:
        """The same digits twice."""
        data = super().clean() or self.cleaned_data
        if data.get("pin") and data.get("again") and data["pin"] != data["again"]:
            self.add_error("again", _("Wpisz dwa razy te same cyfry."))
        return data


class SlipForm(_TwicePinForm):
    """The code of a slip, a PIN twice, perhaps an e-mail address."""

    code = forms.CharField(
        label=_("Znaki z kartki"),
        help_text=_("Dwanaście znaków. Wielkie i małe litery działają tak samo."),
        max_length=30,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    email = forms.EmailField(
        label=_("E-mail, jeśli chcesz"),
        help_text=_(
            "Napiszemy tylko: „coś na Ciebie czeka”. Zostaw puste, jeśli ktoś inny czyta Twoją pocztę."
        ),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    field_order = ("code", "pin", "again", "email")


class ChangePinForm(_TwicePinForm):
    """The PIN of today and another twice."""

    old_pin = _pin(_("Obecny PIN"), new=False)
    field_order = ("old_pin", "pin", "again")


class MessageForm(BaseForm):
    """A few words; sent twice they are one message."""

    text = forms.CharField(
        label=_("Wiadomość"),
        max_length=LONGEST_MESSAGE,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7, required=False)


class WorkerMessageForm(MessageForm):
    """The same, with the worker's warning."""

    text = FamilyText(
        label=_("Wiadomość"),
        help_text=_("Krótko i po ludzku. Przeczyta to tylko ta osoba, na swojej stronie."),
        max_length=LONGEST_MESSAGE,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
