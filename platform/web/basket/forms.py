"""Forms of the basket."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.basket.enums import CardStatus, ReferralMode
from core.reference.grounds import ServiceCategory
from core.shared.ids import uuid7
from web.shell.forms import BaseForm, DayField


class CardFilter(BaseForm):
    """What the basket is narrowed to."""

    q = forms.CharField(label=_("Czego szukasz?"), required=False, max_length=100)
    kategoria = forms.ChoiceField(label=_("Kategoria"), required=False)
    partner = forms.ChoiceField(label=_("Partner"), required=False)

    def __init__(self, *args: Any, categories: list[str], partners: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [choice for choice in ServiceCategory.choices if choice[0] in categories]
        self.fields["kategoria"].choices = [("", _("Wszystkie kategorie")), *offered]  # type: ignore[attr-defined]
        self.fields["partner"].choices = [("", _("Wszyscy partnerzy")), *partners.items()]  # type: ignore[attr-defined]


class StatusFilter(BaseForm):
    """Which cards of all the list shows."""

    q = forms.CharField(label=_("Nazwa lub opis"), required=False, max_length=100)
    stan = forms.ChoiceField(
        label=_("Stan"), required=False, choices=[("", _("Wszystkie karty")), *CardStatus.choices]
    )


class CardForm(BaseForm):
    """What a card says, in the order in which a family asks."""

    name = forms.CharField(
        label=_("Nazwa usługi"),
        max_length=200,
        help_text=_("Krótko, tak jak powiesz o niej rodzinie."),
    )
    description = forms.CharField(
        label=_("Na czym polega"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Prostymi słowami: co się dzieje, ile trwa, co to daje."),
    )
    category = forms.ChoiceField(
        label=_("Kategoria"), choices=[("", _("Wybierz kategorię")), *ServiceCategory.choices]
    )
    target_group = forms.CharField(
        label=_("Dla kogo"),
        required=False,
        max_length=200,
        help_text=_("Na przykład: rodzice dzieci do 6 lat."),
    )
    eligibility_note = forms.CharField(
        label=_("Warunki"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Co trzeba spełnić i jakie dokumenty przynieść."),
    )
    cost = forms.CharField(
        label=_("Koszt"), required=False, max_length=120, help_text=_("Na przykład: bezpłatnie.")
    )
    place = forms.CharField(label=_("Miejsce"), required=False, max_length=200)
    hours = forms.CharField(label=_("Godziny"), required=False, max_length=200)
    referral_mode = forms.ChoiceField(
        label=_("Jak skorzystać"), choices=ReferralMode.choices, initial=ReferralMode.TEAM
    )
    contact_role = forms.CharField(
        label=_("Kto odpowiada"),
        required=False,
        max_length=120,
        help_text=_("Stanowisko, nie nazwisko: na przykład „koordynator poradni”."),
    )
    capacity = forms.IntegerField(
        label=_("Liczba miejsc"),
        required=False,
        min_value=0,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "numeric"}),
        help_text=_("Zostaw puste, jeżeli miejsc nie liczycie."),
    )
    remote = forms.BooleanField(label=_("Dostępna także zdalnie"), required=False)
    is_public = forms.BooleanField(
        label=_("Widoczna dla rodzin"),
        required=False,
        initial=True,
        help_text=_("Bez tego znaku kartę widzą tylko pracownicy i partnerzy."),
    )


class DraftForm(CardForm):
    """A new card: whose it is, and the id that it will have, so that sent twice it is one card."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
    partner = forms.ChoiceField(label=_("Partner"))
    field_order = ("key", "partner")

    def __init__(self, *args: Any, partners: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = list(partners.items())
        if len(choices) > 1:
            choices = [("", str(_("Wybierz partnera"))), *choices]
        if len(choices) == 1:
            self.fields["partner"].widget = forms.HiddenInput()
            self.fields["partner"].initial = choices[0][0]
        self.fields["partner"].choices = choices  # type: ignore[attr-defined]


class EditForm(CardForm):
    """A change of a card, with the version that the writer saw."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class WithdrawForm(BaseForm):
    """The day from which a service is no longer offered."""

    withdrawn_on = DayField(label=_("Dzień wycofania"))
