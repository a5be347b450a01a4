"""Forms of the partnership. They know how things are typed; whether they are allowed, the domain says."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.partnership.enums import OrganisationKind, PartnerStage
from core.partnership.enums.accession import InvitationChannel
from core.reference.grounds import Sector
from core.shared.ids import uuid7
from web.shell.forms import BaseForm, DayField

_SHORT = {"class": "govuk-input--width-20"}
_TALL = {"rows": 5}


class KeyedForm(BaseForm):
    """A form whose record gets its id before it is sent: sent twice, it is still one record."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)


class PartnerFilter(BaseForm):
    """What the list of partners is narrowed to."""

    q = forms.CharField(label=_("Nazwa lub adres"), required=False, max_length=100)
    etap = forms.ChoiceField(
        label=_("Etap"),
        required=False,
        choices=[("", _("Wszystkie etapy")), *PartnerStage.choices],
    )


class DetailsForm(BaseForm):
    """An organisation's own data."""

    name = forms.CharField(label=_("Pełna nazwa"), max_length=200)
    short_name = forms.CharField(
        label=_("Krótka nazwa"),
        required=False,
        max_length=60,
        help_text=_("Tak, jak mówi się o niej na co dzień, na przykład „Policja”."),
        widget=forms.TextInput(attrs=_SHORT),
    )
    sector = forms.ChoiceField(label=_("Sektor"), choices=[("", _("Wybierz sektor")), *Sector.choices])
    kind = forms.ChoiceField(
        label=_("Czyja to organizacja"), choices=[("", _("Wybierz rodzaj")), *OrganisationKind.choices]
    )
    email = forms.EmailField(
        label=_("E-mail do kontaktu"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    phone = forms.CharField(
        label=_("Telefon"), required=False, max_length=40, widget=forms.TextInput(attrs=_SHORT)
    )
    address = forms.CharField(label=_("Adres"), required=False, max_length=200)
    nip = forms.CharField(
        label=_("NIP"),
        required=False,
        max_length=20,
        help_text=_("10 cyfr, mogą być rozdzielone kreskami."),
        widget=forms.TextInput(attrs={**_SHORT, "inputmode": "numeric"}),
    )
    regon = forms.CharField(
        label=_("REGON"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={**_SHORT, "inputmode": "numeric"}),
    )
    teryt = forms.CharField(
        label=_("Kod TERYT gminy"),
        required=False,
        max_length=7,
        help_text=_("7 cyfr; 4 cyfry, gdy organizacja działa w całym powiecie."),
        widget=forms.TextInput(attrs={**_SHORT, "inputmode": "numeric"}),
    )
    website = forms.URLField(label=_("Strona internetowa"), required=False, assume_scheme="https")


class InviteForm(DetailsForm, KeyedForm):
    """An invitation: the organisation and the day on which it was invited."""

    invited_on = DayField(
        label=_("Dzień zaproszenia"),
        help_text=_("Dzień, w którym zaproszenie zostało wysłane lub wręczone."),
    )
    channel = forms.ChoiceField(
        label=_("Czy wysłać zaproszenie teraz"),
        required=False,
        choices=[
            ("", _("nie, zostało już wysłane lub wręczone")),
            (InvitationChannel.EMAIL, _("tak, e-mailem z odnośnikiem do odpowiedzi")),
            (InvitationChannel.LETTER, _("tak, listem do wydrukowania")),
        ],
        widget=forms.RadioSelect,
    )


class SignForm(KeyedForm):
    """A declaration that was signed on paper."""

    signed_on = DayField(
        label=_("Dzień podpisania"), help_text=_("Data z podpisanej deklaracji, na przykład 10 1 2020.")
    )
    valid_until = DayField(
        label=_("Obowiązuje do"),
        required=False,
        help_text=_("Zostaw puste, jeżeli deklaracja jest bezterminowa."),
    )
    scope = forms.CharField(
        label=_("Zakres współpracy"),
        required=False,
        help_text=_("Co partner zobowiązał się wnieść. Ten tekst znajdzie się na wydruku deklaracji."),
        widget=forms.Textarea(attrs=_TALL),
    )


class IssueForm(BaseForm):
    """The day that a certificate bears."""

    issued_on = DayField(label=_("Dzień wydania"))


class PersonForm(KeyedForm):
    """Somebody whom a partner has named."""

    name = forms.CharField(label=_("Imię i nazwisko"), max_length=200)
    job_title = forms.CharField(label=_("Stanowisko"), required=False, max_length=120)
    email = forms.EmailField(label=_("E-mail służbowy"), required=False)
    phone = forms.CharField(
        label=_("Telefon służbowy"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs=_SHORT),
    )
    duties = forms.MultipleChoiceField(
        label=_("Za co odpowiada"),
        choices=[
            ("coordinator", _("koordynuje współpracę z partnerstwem")),
            ("delegate", _("dołącza do zespołów zadaniowych")),
        ],
        initial=["delegate"],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Zaznacz, za co ta osoba odpowiada.")},
    )
    user = forms.ChoiceField(
        label=_("Konto w systemie"),
        required=False,
        help_text=_("Z kontem ta osoba widzi prośby do swojej organizacji i jej karty usług."),
    )

    def __init__(self, *args: Any, accounts: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].choices = [("", _("Bez konta")), *accounts.items()]  # type: ignore[attr-defined]


class CodeForm(BaseForm):
    """A certificate's code as it is read from paper."""

    kod = forms.CharField(
        label=_("Kod certyfikatu"),
        max_length=40,
        help_text=_("12 liter i cyfr z certyfikatu, na przykład 7K3M-9QXB-HT5W."),
        widget=forms.TextInput(attrs={**_SHORT, "autocomplete": "off", "spellcheck": "false"}),
    )
