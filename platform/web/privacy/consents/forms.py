"""Forms of a talk about consent, one question each; nothing is chosen beforehand."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from core.privacy.enums import Article6, Article9, Assent, DataCategory, GuardianGround, Purpose
from core.privacy.rules import Guardian
from core.privacy.rules.sheets import Answers, Permission
from core.shared import clock
from web.shell.forms import BaseForm, DayField

Choice = tuple[str, Any]
ELSEWHERE: Final = "other"


class GuardianForm(BaseForm):
    """Who speaks for the person, and why they may."""

    guardian = forms.ChoiceField(label=_("Kto zgadza się za tę osobę"), widget=forms.RadioSelect)
    name = forms.CharField(label=_("Imię i nazwisko, jeżeli ktoś inny"), required=False, max_length=120)
    ground = forms.ChoiceField(
        label=_("Na jakiej podstawie"), choices=GuardianGround.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, persons: list[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [*persons, (ELSEWHERE, _("Ktoś inny"))]
        self.fields["guardian"].choices = offered  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if found.get("guardian") == ELSEWHERE and not found.get("name", "").strip():
            self.add_error("name", _("Wpisz imię i nazwisko opiekuna."))
        return found

    @property
    def guardian_said(self) -> Guardian:
        """The guardian as the domain takes one."""
        data = self.cleaned_data
        if data["guardian"] == ELSEWHERE:
            return Guardian(data["ground"], name=data["name"])
        return Guardian(data["ground"], person=UUID(data["guardian"]))


class PartnersForm(BaseForm):
    """Which institutions may learn anything at all; none is an answer, too."""

    partners = forms.MultipleChoiceField(
        label=_("Komu wolno coś powiedzieć"), widget=forms.CheckboxSelectMultiple, required=False
    )
    others = forms.MultipleChoiceField(
        label=_("Inne instytucje"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: Any, near: list[Choice], far: list[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["partners"].choices = near  # type: ignore[attr-defined]
        self.fields["others"].choices = far  # type: ignore[attr-defined]

    @property
    def chosen(self) -> tuple[UUID, ...]:
        """Institutions in the order of the lists."""
        return tuple(UUID(key) for key in [*self.cleaned_data["partners"], *self.cleaned_data["others"]])


class WhatForm(BaseForm):
    """What one institution may be told."""

    categories = forms.MultipleChoiceField(
        label=_("O czym wolno powiedzieć"),
        choices=DataCategory.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Zaznacz przynajmniej jedną rzecz albo usuń tę instytucję z listy.")},
    )


# How long, in words that need no calendar.
_PERIODS: Final[list[Choice]] = [
    ("3", _("przez 3 miesiące")),
    ("6", _("przez pół roku")),
    ("12", _("przez rok")),
    ("open", _("aż to wycofam")),
    ("day", _("do dnia, który podam")),
]


class WhyForm(BaseForm):
    """What one institution may use it for, and how long."""

    purposes = forms.MultipleChoiceField(
        label=_("Po co"),
        choices=Purpose.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Zaznacz, po co ta instytucja może to wiedzieć.")},
    )
    period = forms.ChoiceField(
        label=_("Jak długo"),
        choices=_PERIODS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Zaznacz, jak długo.")},
    )
    last_day = DayField(label=_("Do dnia"), required=False)
    after_leaving = forms.BooleanField(
        label=_("Może czytać jeszcze 30 dni po odejściu z zespołu"), required=False
    )

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if found.get("period") == "day" and not found.get("last_day") and "last_day" not in self.errors:
            self.add_error("last_day", _("Podaj ostatni dzień."))
        return found

    @property
    def until(self) -> date | None:
        """The last day, or None while it is not taken back."""
        period = self.cleaned_data["period"]
        if period == "day":
            return self.cleaned_data["last_day"]  # type: ignore[no-any-return]
        if period == "open":
            return None
        return _months_on(clock.today(), int(period)) - timedelta(days=1)


def _months_on(day: date, months: int) -> date:
    """The same day some months later, or the last one of a shorter month."""
    year, month = divmod(day.month - 1 + months, 12)
    last = monthrange(day.year + year, month + 1)[1]
    return date(day.year + year, month + 1, min(day.day, last))


def why_initial(permission: Permission) -> dict[str, Any]:
    """What was said before, when somebody goes back."""
    if not permission.purposes:
        return {}
    return {
        "purposes": list(permission.purposes),
        "period": "day" if permission.last_day else "open",
        "last_day": permission.last_day,
        "after_leaving": permission.after_leaving,
    }


def guardian_initial(answers: Answers) -> dict[str, Any]:
    """The same for a guardian."""
    guardian = answers.guardian
    if guardian is None:
        return {}
    who = str(guardian.person) if guardian.person else ELSEWHERE
    return {"guardian": who, "name": guardian.name, "ground": guardian.ground}


class AssentForm(BaseForm):
    """What the child says."""

    assent = forms.ChoiceField(label=_("Co mówi dziecko"), choices=Assent.choices)


class AgreeForm(BaseForm):
    """Yes or no."""

    agrees = forms.ChoiceField(label=_("Decyzja"), choices=[("yes", _("Tak")), ("no", _("Nie"))])


class LanguageForm(BaseForm):
    """In which language the person is asked."""

    language = forms.ChoiceField(choices=[("pl", "Polski"), ("en", "English"), ("uk", "Українська")])


class SignedForm(BaseForm):
    """The day on which a paper was signed."""

    signed_on = DayField(label=_("Kiedy podpisano formularz"), initial=clock.today)


class ScanForm(BaseForm):
    """A scan or photograph of a signed paper."""

    file = forms.FileField(
        label=_("Skan albo zdjęcie podpisanej kartki"),
        help_text=_("PDF, JPG albo PNG. Na zdjęciu ma być widać cały kod QR z dołu kartki."),
        widget=forms.FileInput(attrs={"accept": "application/pdf,image/jpeg,image/png"}),
    )
    signed_on = DayField(label=_("Kiedy podpisano formularz"), initial=clock.today)


class TextForm(BaseForm):
    """A town's own wording."""

    title = forms.CharField(label=_("Tytuł"), max_length=200)
    body = forms.CharField(
        label=_("Treść"),
        widget=forms.Textarea(attrs={"rows": 22}),
        help_text=_(
            "Linia zaczynająca się od # to nagłówek, od - punkt listy. Pusta linia oddziela akapity. Pola: "
            "{administrator}, {kontakt}, {inspektor}."
        ),
    )
    valid_from = DayField(label=_("Obowiązuje od"), initial=clock.today)


class BasisForm(BaseForm):
    """A row of the register of legal bases."""

    records = forms.CharField(label=_("Jakie zapiski prowadzi instytucja"), max_length=120)
    article6 = forms.MultipleChoiceField(
        label=_("Podstawa z art. 6"), choices=Article6.choices, widget=forms.CheckboxSelectMultiple
    )
    article9 = forms.MultipleChoiceField(
        label=_("Podstawa z art. 9, jeżeli w zapiskach są dane o zdrowiu lub inne wrażliwe"),
        choices=Article9.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    act = forms.CharField(label=_("Ustawa"), max_length=300, required=False)
    plain = forms.CharField(
        label=_("To samo prostymi słowami, dla rodziny"), max_length=500, widget=forms.Textarea
    )


class ContactForm(BaseForm):
    """Where people ask about their data."""

    contact = forms.CharField(label=_("Adres, telefon albo e-mail"), max_length=300, required=False)
    inspector = forms.CharField(label=_("Inspektor ochrony danych"), max_length=300, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
