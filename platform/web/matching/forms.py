"""Forms of needs, answers, gaps, and of a card's conditions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.basket.eligibility import vocabulary as words
from core.basket.eligibility.conditions import KINDS, OneOf
from core.basket.eligibility.vocabulary import FactKind
from core.basket.eligibility.words import kind_label, value_label
from core.basket.enums import Approach, CardLanguage
from core.matching.enums import Cause, FactSource, Urgency
from core.reference.grounds import ServiceCategory, grounds_in_force
from core.shared import clock
from core.shared.ids import uuid7
from web.safety.fields import with_warning
from web.shell.forms import BaseForm, DayField

if TYPE_CHECKING:
    from collections.abc import Sequence

_SHORT = {"class": "govuk-input--width-5", "inputmode": "numeric", "autocomplete": "off"}
_AMOUNT = {"class": "govuk-input--width-10", "inputmode": "decimal", "autocomplete": "off"}
_YES_NO = [("yes", _("tak")), ("no", _("nie"))]


class NeedForm(BaseForm):
    """What somebody needs, in a sentence."""

    category = forms.ChoiceField(
        label=_("Jakiego rodzaju pomocy potrzeba"),
        choices=[("", _("Wybierz kategorię")), *ServiceCategory.choices],
    )
    text = forms.CharField(
        label=_("Czego potrzeba"),
        help_text=with_warning(_("Jedno zdanie, słowami rodziny. Partnerzy go nie widzą.")),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    person = forms.ChoiceField(
        label=_("Kto tego potrzebuje"),
        required=False,
        help_text=_("Gdy wybierzesz osobę, warunki usług sprawdzimy tylko dla niej."),
    )
    urgency = forms.ChoiceField(
        label=_("Jak pilna jest potrzeba"),
        choices=Urgency.choices,
        initial=Urgency.NORMAL,
        widget=forms.RadioSelect,
    )
    ground = forms.ChoiceField(label=_("Powód wsparcia, z którego wynika"), required=False)

    def __init__(self, *args: Any, persons: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [(str(person.pk), person.full_name) for person in persons]
        self.fields["person"].choices = [("", _("cała rodzina")), *people]  # type: ignore[attr-defined]
        grounds = [(row.ground.value, row.name) for row in grounds_in_force(clock.today())]
        self.fields["ground"].choices = [("", _("nie wskazuję")), *grounds]  # type: ignore[attr-defined]


class NewNeedForm(NeedForm):
    """A new need with the id that it will have: sent twice it is one need."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)


class EditNeedForm(NeedForm):
    """A change of a need, with the version that the writer saw."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class UnmetForm(BaseForm):
    """Why a need finds no service."""

    cause = forms.ChoiceField(
        label=_("Dlaczego rodzina nie dostaje tej pomocy"),
        choices=Cause.choices,
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("Dopisek"),
        required=False,
        max_length=300,
        help_text=_("Dla Ciebie. W zestawieniu braków widać tylko kategorię i powód."),
    )


class AnswerForm(BaseForm):
    """The answer to one question; the field fits the question."""

    source = forms.ChoiceField(
        label=_("Skąd to wiesz"),
        choices=FactSource.choices,
        initial=FactSource.SAID,
        widget=forms.RadioSelect,
    )
    stated_on = DayField(label=_("Kiedy"), initial=clock.today)

    def __init__(self, *args: Any, kind: str, label: str, **kwargs: Any) -> None:
        # Before the form is made, so that its sentences are worded like those of any other field.
        self.base_fields = {**self.base_fields, "value": _answer_field(kind, label)}  # type: ignore[misc]
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.order_fields(["value", "source", "stated_on"])

    def value(self) -> Any:
        """What the domain takes as the answer."""
        given = self.cleaned_data["value"]
        return given == "yes" if self.kind in _FLAGS else given


_FLAGS = {FactKind.DOCUMENT, FactKind.REFERRAL, FactKind.AGREES}
_LISTS: dict[str, Any] = {
    FactKind.SEX: words.SexChoice,
    FactKind.LABOUR: words.LabourStatus,
    FactKind.DISABILITY: words.DisabilityLevel,
}


def _answer_field(kind: str, label: str) -> forms.Field:
    if kind in _LISTS:
        return forms.ChoiceField(label=label, choices=_LISTS[kind].choices, widget=forms.RadioSelect)
    if kind == FactKind.LANGUAGE:
        return forms.MultipleChoiceField(
            label=label, choices=CardLanguage.choices, widget=forms.CheckboxSelectMultiple
        )
    if kind == FactKind.AGE:
        return forms.IntegerField(
            label=label,
            widget=forms.TextInput(attrs=_SHORT),
            error_messages={"invalid": _("Podaj wiek w latach, cyframi.")},
        )
    if kind == FactKind.INCOME:
        return forms.CharField(
            label=label,
            widget=forms.TextInput(attrs=_AMOUNT),
            help_text=_("Kwota netto w złotych na osobę miesięcznie, na przykład 823,00."),
        )
    if kind == FactKind.TERRITORY:
        return forms.CharField(
            label=label,
            widget=forms.TextInput(attrs=_SHORT),
            help_text=_("Kod TERYT gminy (7 cyfr), na przykład 2464011."),
        )
    return forms.ChoiceField(label=label, choices=_YES_NO, widget=forms.RadioSelect)


class ConditionKindForm(BaseForm):
    """Which kind of condition is added."""

    rodzaj = forms.ChoiceField(label=_("Rodzaj warunku"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(kind, kind_label(kind)) for kind in KINDS if kind != "any_of"]
        self.fields["rodzaj"].choices = [("", _("Wybierz rodzaj")), *kinds]  # type: ignore[attr-defined]


class ConditionForm(BaseForm):
    """One condition of a kind; `version` is the card's that the writer saw."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        self.base_fields = {**self.base_fields, **_condition_fields(kind)}  # type: ignore[misc]
        super().__init__(*args, **kwargs)
        self.kind = kind

    def raw(self) -> dict[str, Any]:
        """The condition as JSON, for the domain to judge."""
        found: dict[str, Any] = {"type": self.kind}
        for name, value in self.cleaned_data.items():
            if name in {"version", "comment"} or value is None:
                continue
            found[name] = value.split() if name == "values" and isinstance(value, str) else value
        return found


def _condition_fields(kind: str) -> dict[str, forms.Field]:
    number = {
        "widget": forms.TextInput(attrs=_SHORT),
        "error_messages": {"invalid": _("Wpisz liczbę cyframi.")},
    }
    if kind == "age":
        return {
            "min": forms.IntegerField(label=_("Wiek od (lat)"), required=False, **number),  # type: ignore[arg-type]
            "max": forms.IntegerField(label=_("Wiek do (lat)"), required=False, **number),  # type: ignore[arg-type]
        }
    if kind == "child_under":
        return {
            "under": forms.IntegerField(
                label=_("W rodzinie jest dziecko, które nie ma jeszcze (lat)"),
                **number,  # type: ignore[arg-type]
            )
        }
    if kind == "income":
        return {
            "percent": forms.IntegerField(
                label=_("Dochód na osobę najwyżej (procent kryterium dochodowego)"),
                help_text=_("Na przykład 150: półtora kryterium z ustawy o pomocy społecznej."),
                **number,  # type: ignore[arg-type]
            )
        }
    if kind == "territory":
        return {
            "values": forms.CharField(
                label=_("Kody TERYT"),
                widget=forms.TextInput(attrs={"autocomplete": "off"}),
                help_text=_("2, 4 albo 7 cyfr: województwo, powiat, gmina. Kilka kodów oddziel spacją."),
            )
        }
    condition = KINDS[kind]
    allowed = condition.allowed if issubclass(condition, OneOf) else ()
    return {
        "values": forms.MultipleChoiceField(
            label=kind_label(kind),
            choices=[(value, value_label(kind, value)) for value in allowed],
            widget=forms.CheckboxSelectMultiple,
            help_text=_("Wystarczy jedna z zaznaczonych możliwości."),
        )
    }


class CombinationForm(BaseForm):
    """What a service covers beside its category, and how it works."""

    also_covers = forms.MultipleChoiceField(
        label=_("Obejmuje także"),
        required=False,
        choices=ServiceCategory.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Kategorie, na które usługa odpowiada poza swoją własną."),
    )
    approach = forms.ChoiceField(
        label=_("Sposób pracy"),
        choices=Approach.choices,
        initial=Approach.ORDINARY,
        widget=forms.RadioSelect,
        help_text=_(
            "Mediacje nie łączą się z ochroną przed kimś bliskim, a opieka w domu z pobytem całodobowym."
        ),
    )


class ExclusionForm(BaseForm):
    """A service that does not go along with a card."""

    other = forms.ChoiceField(label=_("Druga usługa"))
    reason = forms.CharField(
        label=_("Dlaczego się wykluczają"),
        max_length=200,
        help_text=_("Zobaczy to pracownik, który dobiera usługi dla rodziny."),
    )

    def __init__(self, *args: Any, cards: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = [(str(card.pk), f"{card.name} – {card.partner.name}") for card in cards]
        self.fields["other"].choices = [("", _("Wybierz usługę")), *found]  # type: ignore[attr-defined]
