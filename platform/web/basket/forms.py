"""Forms of the basket."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.forms.boundfield import BoundField
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from core.basket.enums import (
    Accessibility,
    CapacityUnit,
    CardLanguage,
    CardStatus,
    Freshness,
    ProposalKind,
    ReferralMode,
)
from core.basket.queries.cards import HIDDEN
from core.basket.rules import OLDEST
from core.paths.enums import BasketFault
from core.reference.grounds import ServiceCategory
from core.shared.ids import uuid7
from web.shell.forms import BaseForm, DayField

if TYPE_CHECKING:
    from django.http import QueryDict


class StatusFilter(BaseForm):
    """Which cards of all the list shows."""

    q = forms.CharField(label=_("Nazwa lub opis"), required=False, max_length=100)
    stan = forms.ChoiceField(
        label=_("Stan"),
        required=False,
        choices=[("", _("Wszystkie karty")), *CardStatus.choices, (HIDDEN, _("poza koszykiem"))],
    )


class LinesField(forms.CharField):
    """Several short texts, one a line."""

    widget = forms.Textarea

    def prepare_value(self, value: Any) -> Any:
        """The lines of a stored list, or what was typed."""
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        """The lines that say something."""
        if isinstance(value, list):
            return value
        return [line.strip() for line in str(value or "").splitlines() if line.strip()]


class AgeField(forms.IntegerField):
    """An age in years."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"class": "govuk-input--width-3", "inputmode": "numeric"}
        # Filled in only when shown: a sentence put together here would keep the language of the start.
        sentence = format_lazy(_("Podaj wiek w latach, od 0 do {most}."), most=OLDEST)
        super().__init__(
            required=False,
            min_value=0,
            max_value=OLDEST,
            widget=forms.TextInput(attrs=attrs),
            error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), sentence),
            **kwargs,
        )


@dataclass(frozen=True)
class Group:
    """Fields that belong together, under a heading."""

    title: str
    hint: str
    fields: list[BoundField]


_GROUPS: tuple[tuple[Any, Any, tuple[str, ...]], ...] = (
    ("", "", ("partner",)),
    (_("Co to za usługa"), "", ("name", "description", "category", "is_public")),
    (
        _("Dla kogo"),
        _("Warunki, które system sam sprawdzi, dodasz po zapisaniu karty."),
        ("target_group", "min_age", "max_age", "eligibility_note"),
    ),
    (
        _("Jak skorzystać"),
        "",
        ("referral_mode", "documents_needed", "cost", "waiting_note", "legal_basis"),
    ),
    (_("Gdzie i kiedy"), "", ("place", "street", "postcode", "city", "teryt", "hours", "remote")),
    (_("Kontakt"), "", ("contact_role", "phone", "email", "website")),
    (_("Miejsca"), "", ("capacity", "capacity_unit")),
    (
        _("Dostępność i języki"),
        _("Zaznacz tylko to, co jest na pewno. Rodzina na tym polega."),
        ("accessibility", "languages"),
    ),
    (_("Dla historii karty"), "", ("comment",)),
)


class CardForm(BaseForm):
    """What a card says, in the order in which a family asks."""

    template_name = "basket/card_fields.html"

    name = forms.CharField(
        label=_("Nazwa usługi"),
        max_length=200,
        help_text=_("Krótko, tak jak powiesz o niej rodzinie."),
    )
    description = forms.CharField(
        label=_("Na czym polega"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Prostymi słowami: co się dzieje, ile trwa, co to daje. Zdania do 15 słów."),
    )
    category = forms.ChoiceField(
        label=_("Kategoria"),
        choices=[("", _("Wybierz kategorię")), *ServiceCategory.choices],
        help_text=_("Obszar usług społecznych z art. 2 ustawy o centrach usług społecznych."),
    )
    is_public = forms.BooleanField(
        label=_("Widoczna dla rodzin"),
        required=False,
        initial=True,
        help_text=_("Bez tego znaku kartę widzą tylko pracownicy i partnerzy."),
    )
    target_group = forms.CharField(
        label=_("Dla kogo"),
        required=False,
        max_length=200,
        help_text=_("Na przykład: rodzice dzieci do 6 lat."),
    )
    min_age = AgeField(label=_("Wiek od"), help_text=_("W latach. Zostaw puste, jeżeli nie ma granicy."))
    max_age = AgeField(label=_("Wiek do"), help_text=_("W latach, łącznie z tym rokiem życia."))
    eligibility_note = forms.CharField(
        label=_("Warunki"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Co trzeba spełnić. Jeżeli nic, napisz: bez warunków."),
    )
    referral_mode = forms.ChoiceField(
        label=_("Jak skorzystać"), choices=ReferralMode.choices, initial=ReferralMode.TEAM
    )
    documents_needed = LinesField(
        label=_("Dokumenty, które trzeba przynieść"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Każdy dokument w nowym wierszu. Jeżeli żaden, napisz: żadne."),
    )
    cost = forms.CharField(
        label=_("Koszt"), required=False, max_length=120, help_text=_("Na przykład: bezpłatnie.")
    )
    waiting_note = forms.CharField(
        label=_("Czas oczekiwania"),
        required=False,
        max_length=120,
        help_text=_("Jak to dziś wygląda, na przykład: około dwóch tygodni."),
    )
    legal_basis = forms.CharField(
        label=_("Podstawa prawna"),
        required=False,
        max_length=300,
        help_text=_("Ustawa z artykułem albo uchwała rady. Zostaw puste, jeżeli nie ma."),
    )
    place = forms.CharField(
        label=_("Nazwa miejsca"),
        required=False,
        max_length=200,
        help_text=_("Na przykład: Filia nr 2, wejście od podwórza."),
    )
    street = forms.CharField(label=_("Ulica i numer"), required=False, max_length=120)
    postcode = forms.CharField(
        label=_("Kod pocztowy"),
        required=False,
        max_length=6,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
    )
    city = forms.CharField(label=_("Miejscowość"), required=False, max_length=80)
    teryt = forms.CharField(
        label=_("Kod TERYT gminy"),
        required=False,
        max_length=7,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "inputmode": "numeric"}),
        help_text=_("Siedem cyfr. Po nim inne systemy poznają, gdzie jest usługa."),
    )
    hours = forms.CharField(
        label=_("Godziny"),
        required=False,
        max_length=200,
        help_text=_("Na przykład: poniedziałek-piątek 8.00-16.00."),
    )
    remote = forms.BooleanField(label=_("Dostępna także zdalnie"), required=False)
    contact_role = forms.CharField(
        label=_("O kogo pytać"),
        required=False,
        max_length=120,
        help_text=_("Stanowisko, nie nazwisko: na przykład „koordynator poradni”."),
    )
    phone = forms.CharField(label=_("Telefon"), required=False, max_length=40)
    email = forms.CharField(label=_("E-mail"), required=False, max_length=254)
    website = forms.CharField(
        label=_("Strona internetowa"),
        required=False,
        max_length=200,
        help_text=_("Cały adres, od https://."),
    )
    capacity = forms.IntegerField(
        label=_("Liczba miejsc"),
        required=False,
        min_value=0,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "numeric"}),
        help_text=_("Zostaw puste, jeżeli miejsc nie liczycie."),
        error_messages={"invalid": _("Podaj liczbę miejsc cyframi."), "min_value": _("Podaj liczbę od 0.")},
    )
    capacity_unit = forms.ChoiceField(
        label=_("Miejsca liczone w"), choices=CapacityUnit.choices, initial=CapacityUnit.PERSON
    )
    accessibility = forms.MultipleChoiceField(
        label=_("Udogodnienia"),
        required=False,
        choices=Accessibility.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    languages = forms.MultipleChoiceField(
        label=_("Języki, w których można rozmawiać"),
        required=False,
        choices=CardLanguage.choices,
        widget=forms.CheckboxSelectMultiple,
    )

    @property
    def groups(self) -> list[Group]:
        """The fields of this form in their groups, for the template."""
        found = []
        for title, hint, names in _GROUPS:
            fields = [self[name] for name in names if name in self.fields]
            visible = [field for field in fields if not field.is_hidden]
            if visible:
                found.append(Group(str(title), str(hint), visible))
        return found


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


class ChangeForm(CardForm):
    """What a partner says has changed, by the link of a message."""

    comment = forms.CharField(
        label=_("Co się zmieniło"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Kilka słów dla pracownika ds. sieci."),
    )


class EditForm(CardForm):
    """A change of a card, with the version that the writer saw."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    comment = forms.CharField(
        label=_("Powód zmiany"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Zobaczy go ten, kto zajrzy do historii karty."),
    )

    def starts_again_from(self, version: int) -> None:
        """Sent once more, the form counts from this version; what was typed stays."""
        sent = cast("QueryDict", self.data).copy()
        sent["version"] = str(version)
        self.data = sent


class SuspendForm(BaseForm):
    """Why a service is not offered for a while."""

    reason = forms.CharField(
        label=_("Powód wstrzymania"),
        required=False,
        max_length=500,
        help_text=_("Na przykład: remont do końca kwietnia. Zostanie w historii karty."),
    )


class WishForm(BaseForm):
    """What a partner adds to a wish."""

    comment = forms.CharField(
        label=_("Wiadomość dla pracownika ds. sieci"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class DeclineForm(BaseForm):
    """Why a wish is not granted."""

    reason = forms.CharField(
        label=_("Dlaczego nie i co poprawić"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Partner dostanie te słowa w wiadomości."),
    )


class DayForm(BaseForm):
    """A day of the past."""

    dzien = DayField(label=_("Stan na dzień"))


class CardsFilter(StatusFilter):
    """How the keepers' list is narrowed and ordered."""

    aktualnosc = forms.ChoiceField(
        label=_("Aktualność"), required=False, choices=[("", _("Wszystkie")), *Freshness.choices]
    )
    kolejnosc = forms.ChoiceField(
        label=_("Kolejność"),
        required=False,
        choices=[
            ("", _("Według nazwy")),
            ("ocena", _("Najniższa ocena najpierw")),
            ("przeglad", _("Najdawniejszy przegląd najpierw")),
        ],
    )


class AnswerFilter(BaseForm):
    """Which messages to partners the list shows."""

    odpowiedzi = forms.ChoiceField(
        label=_("Wiadomości"),
        required=False,
        choices=[("", _("Bez odpowiedzi")), ("wszystkie", _("Wszystkie"))],
    )


class GoneForm(WishForm):
    """Whether a service pauses or has ended."""

    kind = forms.ChoiceField(
        label=_("Co się stało"),
        choices=[
            (ProposalKind.SUSPENSION, _("Usługa jest wstrzymana, ale wróci")),
            (ProposalKind.WITHDRAWAL, _("Usługa już nie wróci")),
        ],
        widget=forms.RadioSelect,
    )
    field_order = ("kind", "comment")


class FaultFilter(BaseForm):
    """Which findings the list shows."""

    rodzaj = forms.ChoiceField(
        label=_("Rodzaj"), required=False, choices=[("", _("Wszystkie")), *BasketFault.choices]
    )


class WithdrawForm(BaseForm):
    """The day from which a service is no longer offered."""

    withdrawn_on = DayField(label=_("Dzień wycofania"))
    reason = forms.CharField(
        label=_("Powód wycofania"),
        required=False,
        max_length=500,
        help_text=_("Zostanie w historii karty."),
    )
