"""Forms of entered numbers, support of the staff, and participants of ESF+."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.exchange.enums import SupportKind
from core.indicators import participants
from core.indicators.enums import (
    ContextKind,
    ExitResult,
    Isced,
    Labour,
    LastingResult,
    Statement,
    Vulnerability,
)
from core.indicators.operations.support import Support
from core.indicators.reports import every_number, seen
from core.reference.grounds import short_name
from core.shared.ids import uuid7
from web.shell.forms import BaseForm, DayField

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from core.indicators.models import EsfParticipation, StaffSupport
    from core.indicators.reports import Given, What
    from core.partnership.models import PartnerOrganisation

_MINUTES = 60


class ContextForm(BaseForm):
    """Every number of one period; an empty one is not known."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    source = forms.CharField(
        label=_("Skąd są te liczby"),
        help_text=_("Na przykład: MRPiPS-03 za I półrocze."),
        required=False,
        max_length=120,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind, ground in every_number():
            label = str(ContextKind(kind).label).capitalize()
            self.fields[field_of((kind, ground))] = forms.CharField(
                label=f"{label}: {short_name(ground)}" if ground else label, required=False, max_length=20
            )

    def values(self) -> dict[What, str]:
        """What the operation takes."""
        return {what: self.cleaned_data[field_of(what)] for what in every_number()}

    @staticmethod
    def of(held: Mapping[What, Given]) -> dict[str, str]:
        """What was entered before."""
        return {"seen": seen(held), **{field_of(what): given.shown for what, given in held.items()}}


def field_of(what: What) -> str:
    """Name of a number's field."""
    return "-".join(filter(None, what))


class UploadForm(BaseForm):
    """A filled-in template."""

    file = forms.FileField(
        label=_("Arkusz z liczbami"),
        help_text=_("Szablon CSV lub XLSX, do 2 MB. Wiersze bez wartości pomijamy."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        allow_empty_file=True,
    )


class ConfirmForm(BaseForm):
    """Nothing to fill in."""


class SupportForm(BaseForm):
    """One day's support of the staff."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
    version = forms.IntegerField(widget=forms.HiddenInput, initial=0)
    kind = forms.ChoiceField(label=_("Rodzaj"), choices=SupportKind.choices, widget=forms.RadioSelect)
    held_on = DayField(label=_("Dzień"))
    subject = forms.CharField(
        label=_("Temat"), help_text=_("Nie wpisuj nazwisk ani spraw rodzin."), max_length=200
    )
    hours = forms.DecimalField(
        label=_("Godziny"),
        help_text=_("Na przykład 1,5."),
        min_value=0,
        max_digits=5,
        decimal_places=2,
        localize=True,
    )
    persons = forms.IntegerField(label=_("Liczba osób"), min_value=1, max_value=9999)
    provider = forms.CharField(label=_("Kto prowadził"), required=False, max_length=200)
    partners = forms.MultipleChoiceField(
        label=_("Czyja kadra brała udział"),
        help_text=_("Instytucje publiczne liczą się do wskaźnika EECO18."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, partners: Iterable[PartnerOrganisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_key = {str(partner.pk): partner for partner in partners}
        field: Any = self.fields["partners"]
        field.choices = [(key, str(partner.name)) for key, partner in self.by_key.items()]

    def support(self) -> Support:
        """What the operation takes."""
        data = self.cleaned_data
        return Support(
            kind=data["kind"],
            held_on=data["held_on"],
            minutes=round(data["hours"] * _MINUTES),
            persons=data["persons"],
            subject=data["subject"],
            provider=data["provider"],
            partners=[self.by_key[key] for key in data["partners"]],
        )

    @staticmethod
    def of(entry: StaffSupport) -> dict[str, Any]:
        """What is known of an entry."""
        return {
            "kind": entry.kind,
            "held_on": entry.held_on,
            "subject": entry.subject,
            "hours": round(entry.minutes / _MINUTES, 2),
            "persons": entry.persons,
            "provider": entry.provider,
            "partners": [str(partner.pk) for partner in entry.partners.all()],
            "version": entry.version,
        }


def _statement(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=Statement.choices, widget=forms.RadioSelect)


class EntryForm(BaseForm):
    """How a participant stood on the first day."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
    entered_on = DayField(label=_("Dzień rozpoczęcia udziału"))
    labour = forms.ChoiceField(
        label=_("Status na rynku pracy w tym dniu"),
        help_text=_(
            "Długotrwale bezrobotny: ponad 12 miesięcy, a przed ukończeniem 25 lat ponad 6 miesięcy. "
            "Uczeń i emeryt, którzy nie pracują, są bierni zawodowo."
        ),
        choices=Labour.choices,
        widget=forms.RadioSelect,
    )
    isced = forms.ChoiceField(
        label=_("Wykształcenie ukończone"), choices=Isced.choices, widget=forms.RadioSelect
    )

    disability = _statement(_("Osoba z niepełnosprawnością"))
    third_country = _statement(_("Obywatelstwo państwa spoza Unii Europejskiej"))
    foreign = _statement(_("Obce pochodzenie"))
    minority = _statement(_("Mniejszość narodowa lub etniczna, także romska"))
    homeless = _statement(_("Bezdomność lub wykluczenie z dostępu do mieszkań"))
    rural = _statement(_("Mieszkanie na wsi"))
    support = forms.CharField(
        label=_("Jakie wsparcie dostaje"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def entry(self) -> participants.Entry:
        """What the operation takes."""
        data = self.cleaned_data
        return participants.Entry(
            entered_on=data["entered_on"],
            labour=data["labour"],
            isced=data["isced"],
            statements={code: data[code] for code in Vulnerability.values},
            support=data["support"],
        )

    @staticmethod
    def of(held: EsfParticipation) -> dict[str, Any]:
        """What was written down before."""
        return {
            **{code: getattr(held, code) for code in Vulnerability.values},
            "entered_on": held.entered_on,
            "labour": held.labour,
            "isced": held.isced,
            "support": held.support,
            "version": held.version,
        }


class ExitForm(BaseForm):
    """How a participant left, and what changed within four weeks."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    ended_on = DayField(label=_("Dzień zakończenia udziału"))
    as_planned = forms.ChoiceField(
        label=_("Czy udział zakończył się zgodnie z planem"),
        choices=[("1", _("tak")), ("0", _("nie"))],
        widget=forms.RadioSelect,
    )
    exit_on = DayField(
        label=_("Dzień, w którym zapytano o rezultaty"),
        help_text=_("Najpóźniej cztery tygodnie po zakończeniu. Bez tego dnia rezultaty nie są znane."),
        required=False,
    )
    results = forms.MultipleChoiceField(
        label=_("Rezultaty"),
        choices=ExitResult.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    notes = forms.CharField(
        label=_("Uwagi"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def left(self) -> participants.Exit:
        """What the operation takes."""
        data = self.cleaned_data
        return participants.Exit(
            data["ended_on"], data["as_planned"] == "1", data["exit_on"], data["results"]
        )

    @staticmethod
    def of(held: EsfParticipation) -> dict[str, Any]:
        """What was written down before."""
        return {
            "ended_on": held.ended_on,
            "as_planned": None if held.as_planned is None else str(int(held.as_planned)),
            "exit_on": held.exit_on,
            "results": [code for code in ExitResult.values if getattr(held, f"exit_{code}")],
            "notes": held.notes,
            "version": held.version,
        }


class LaterForm(BaseForm):
    """How things stand six months later."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    later_on = DayField(label=_("Dzień, w którym zapytano"))
    results = forms.MultipleChoiceField(
        label=_("Rezultaty"),
        choices=LastingResult.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    @staticmethod
    def of(held: EsfParticipation) -> dict[str, Any]:
        """What was written down before."""
        return {
            "later_on": held.later_on,
            "results": [code for code in LastingResult.values if getattr(held, f"later_{code}")],
            "version": held.version,
        }


class SpanForm(BaseForm):
    """A span of days of which participants are taken out."""

    od = DayField(label=_("Od dnia"), required=False)
    do = DayField(label=_("Do dnia"), required=False)
