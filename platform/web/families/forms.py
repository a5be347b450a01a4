"""Forms about families. They know how things are typed; whether they are allowed, the domain says."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.formsets import BaseFormSet, formset_factory
from django.forms.utils import ErrorDict
from django.utils.translation import gettext_lazy as _

from core.families.enums import Outcome, Sex, Stage
from core.families.operations import PersonData
from core.identity.errors import BadEmailError
from core.privacy.enums import AgreementForm, Assent, GuardianGround
from core.reference.grounds import HouseholdRole, HouseholdType, grounds_in_force
from core.shared import clock
from core.shared.ids import uuid7
from web.safety.fields import with_warning
from web.shell.forms import BaseForm, DayField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.utils.functional import Promise

_MEDIUM = {"class": "govuk-input--width-20"}
_DIGITS = {"class": "govuk-input--width-10", "inputmode": "numeric", "autocomplete": "off"}
_OFF = {"autocomplete": "off"}
MAX_PERSONS = 15
Choice = tuple[str, "str | Promise"]


class KeyedForm(BaseForm):
    """A form whose record gets its id before it is sent: sent twice, it is still one record."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)


class CaseFilter(BaseForm):
    """What the list of cases is narrowed to; without a stage it shows the open ones."""

    q = forms.CharField(
        label=_("Nazwisko albo numer sprawy"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", **_OFF}),
    )
    etap = forms.ChoiceField(
        label=_("Etap"), required=False, choices=[("", _("wszystkie otwarte")), *Stage.choices]
    )


class AccessForm(BaseForm):
    """The address with which a person of a family signs in."""

    email = forms.EmailField(
        label=_("Adres e-mail tej osoby"),
        max_length=254,
        help_text=_("Tym adresem ta osoba będzie się logować."),
        widget=forms.EmailInput(attrs={"spellcheck": "false", **_OFF}),
        error_messages={"invalid": BadEmailError.text},
    )


class FigureFilter(CaseFilter):
    """The same list for those who see no names."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["q"].label = _("Numer sprawy")


class HouseholdForm(KeyedForm):
    """What is written about a household as a whole."""

    household_type = forms.ChoiceField(
        label=_("Rodzaj gospodarstwa"), choices=[("", _("wybierz")), *HouseholdType.choices]
    )
    opened_on = DayField(label=_("Pierwsza rozmowa z rodziną"), initial=clock.today)
    source_number = forms.CharField(
        label=_("Numer w systemie ośrodka"),
        required=False,
        max_length=60,
        help_text=_("Jeśli rodzina jest już w programie ośrodka. Niczego więcej nie przepisuj."),
        widget=forms.TextInput(attrs=_MEDIUM),
    )


class PersonForm(BaseForm):
    """One person of a household; in a row that is left empty there is nobody."""

    first_name = forms.CharField(label=_("Imię"), max_length=80, widget=forms.TextInput(attrs=_OFF))
    last_name = forms.CharField(label=_("Nazwisko"), max_length=120, widget=forms.TextInput(attrs=_OFF))
    role = forms.ChoiceField(
        label=_("Kim jest w rodzinie"), choices=[("", _("wybierz")), *HouseholdRole.choices]
    )
    born_on = DayField(label=_("Data urodzenia"), required=False)
    sex = forms.ChoiceField(label=_("Płeć"), required=False, choices=[("", _("nie podano")), *Sex.choices])
    pesel = forms.CharField(
        label=_("PESEL"),
        required=False,
        max_length=20,
        help_text=_("Można zostawić puste. Z numeru wynika data urodzenia i płeć."),
        widget=forms.TextInput(attrs=_DIGITS),
    )

    def person(self) -> PersonData:
        """What was typed, as the domain takes it."""
        return PersonData(**self.cleaned_data)

    def show_as_typed(self) -> None:
        """Keep what was typed without judging it yet: the form is only being made longer."""
        self._errors = ErrorDict()


class PersonRows(BaseFormSet):  # type: ignore[type-arg]
    """The rows; the first one must be filled in and leads the household."""

    def add_fields(self, form: PersonForm, index: int | None) -> None:
        """Offer the leading role in the first row."""
        super().add_fields(form, index)
        if index == 0:
            form.fields["role"].initial = HouseholdRole.LEAD

    def filled(self) -> list[PersonForm]:
        """Rows with somebody in them."""
        return [form for index, form in enumerate(self.forms) if index == 0 or form.has_changed()]


def person_rows(data: Any = None, *, rows: int = 2) -> PersonRows:
    """Rows for persons, of which only the first must be filled in."""
    factory = formset_factory(
        PersonForm,
        formset=PersonRows,
        extra=rows - 1,
        min_num=1,
        max_num=MAX_PERSONS,
        absolute_max=MAX_PERSONS,
    )
    rows_form: PersonRows = factory(data, prefix="osoby")  # type: ignore[assignment]
    return rows_form


def longer(data: Any) -> PersonRows:
    """The rows as they were typed and one more empty row, in which the reader goes on typing."""
    copy = data.copy()
    try:
        typed = int(copy.get("osoby-TOTAL_FORMS", 1))
    except ValueError:
        typed = 1
    copy["osoby-TOTAL_FORMS"] = str(min(typed + 1, MAX_PERSONS))
    rows = person_rows(copy)
    for form in rows.forms:
        form.show_as_typed()
    rows.forms[-1].fields["first_name"].widget.attrs["autofocus"] = True
    return rows


class NewPersonForm(PersonForm):
    """Somebody who joins a household that is known already; sent twice it is one person."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7, required=False)
    starts_on = DayField(label=_("Od kiedy mieszka z rodziną"), initial=clock.today)


class DayForm(BaseForm):
    """The day on which something ends."""

    on = DayField(label=_("Od którego dnia"), initial=clock.today)


class GroundsForm(BaseForm):
    """Points of art. 7 that hold."""

    codes = forms.MultipleChoiceField(
        label=_("Powody wsparcia"),
        help_text=_("Art. 7 ustawy o pomocy społecznej. Można zaznaczyć kilka."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Zaznacz co najmniej jeden powód.")},
    )
    starts_on = DayField(label=_("Od kiedy"), initial=clock.today)

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(item.ground.value, item.name) for item in grounds_in_force(on)]
        self.fields["codes"].choices = offered  # type: ignore[attr-defined]


class AgreementRecordForm(BaseForm):
    """How and when a person agreed to take part."""

    form = forms.ChoiceField(label=_("W jaki sposób"), widget=forms.RadioSelect)
    guardian = forms.ChoiceField(label=_("Kto zgadza się za dziecko"), widget=forms.RadioSelect)
    ground = forms.ChoiceField(
        label=_("Na jakiej podstawie"), choices=GuardianGround.choices, widget=forms.RadioSelect
    )
    assent = forms.ChoiceField(
        label=_("Co na to dziecko"), choices=Assent.choices, widget=forms.RadioSelect, required=False
    )
    given_on = DayField(label=_("Kiedy"), initial=clock.today)
    knows = forms.BooleanField(
        label=_("Ta osoba wie, że może odmówić i że odmowa nie wpływa na świadczenia"),
        error_messages={"required": _("Najpierw powiedz o prawie do odmowy i zaznacz to tutaj.")},
    )

    def __init__(
        self, *args: Any, adult: bool, guardians: Sequence[Choice] = (), asked: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if adult:
            del self.fields["guardian"], self.fields["ground"]
        else:
            self.fields["guardian"].choices = list(guardians)  # type: ignore[attr-defined]
        if not asked:
            del self.fields["assent"]
        by_guardian = AgreementForm.GUARDIAN
        offered = [row for row in AgreementForm.choices if (row[0] == by_guardian) != adult]
        self.fields["form"].choices = offered  # type: ignore[attr-defined]
        self.fields["form"].initial = offered[0][0]


class TeamForm(BaseForm):
    """The day on which a team was formed."""

    formed_on = DayField(label=_("Dzień powołania zespołu"), initial=clock.today)


class PartnerSeatForm(BaseForm):
    """A partner, by a person it named, or without one yet."""

    seat = forms.ChoiceField(
        label=_("Kogo zaprosić"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Zaznacz partnera albo jego przedstawiciela.")},
    )

    def __init__(self, *args: Any, seats: Sequence[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seat"].choices = list(seats)  # type: ignore[attr-defined]


class MeetingForm(KeyedForm):
    """A meeting as it was held; who came is ticked in the room."""

    held_on = DayField(label=_("Dzień spotkania"), initial=clock.today)
    place = forms.CharField(label=_("Miejsce"), required=False, max_length=200)
    remote = forms.BooleanField(label=_("Ktoś był obecny zdalnie"), required=False)
    present = forms.MultipleChoiceField(
        label=_("Kto był obecny"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Zaznacz, kto był obecny.")},
    )
    without_family_reason = forms.CharField(
        label=_("Dlaczego spotkanie odbyło się bez rodziny"),
        required=False,
        max_length=500,
        help_text=_("Wypełnij tylko wtedy, gdy nikogo z rodziny nie było."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    minutes = forms.CharField(
        label=_("Co ustalono"),
        required=False,
        max_length=20_000,
        help_text=with_warning(
            _(
                "Ustalenia i kto co zrobi. Bez rozpoznań lekarskich i bez tego, co rodzina "
                "powiedziała w zaufaniu."
            )
        ),
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    next_on = DayField(label=_("Następne spotkanie"), required=False)

    def __init__(self, *args: Any, members: Sequence[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["present"].choices = list(members)  # type: ignore[attr-defined]


class CloseForm(BaseForm):
    """How a case ended; carries the version that was read, so that nothing is overwritten."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    outcome = forms.ChoiceField(
        label=_("Jak zakończyła się praca z rodziną"),
        choices=Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Zaznacz, jak zakończyła się praca z rodziną.")},
    )
    closed_on = DayField(label=_("Dzień zakończenia"), initial=clock.today)
    reason = forms.CharField(
        label=_("Dopisek"),
        required=False,
        max_length=1000,
        help_text=with_warning(_("Jedno lub dwa zdania. Widzi je tylko pracownik prowadzący sprawę.")),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
