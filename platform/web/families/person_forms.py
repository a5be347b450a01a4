"""Forms about one person of a household, about its roles and about the household itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.reference.grounds import HouseholdRole, HouseholdType
from core.shared import clock
from web.families.forms import PersonForm
from web.shell.forms import BaseForm, DayField

if TYPE_CHECKING:
    from core.families.models import Household, Person

_OFF = {"autocomplete": "off"}
_ROLES = [("", _("wybierz")), *HouseholdRole.choices]


class CorrectPersonForm(PersonForm):
    """What is written about a person; a PESEL on record is not shown, only replaced or removed."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    without_pesel = forms.BooleanField(label=_("Usuń zapisany numer PESEL"), required=False)

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        known = {"first_name": person.first_name, "last_name": person.last_name, "version": person.version}
        known |= {"born_on": person.born_on, "sex": person.sex}
        super().__init__(*args, initial=known, **kwargs)
        del self.fields["role"]
        if person.pesel_index:
            self.fields["pesel"].label = _("Nowy numer PESEL")
            self.fields["pesel"].help_text = _(
                "Numer jest zapisany i nikomu go nie pokazujemy. Zostaw puste pole, żeby go nie zmieniać."
            )
        else:
            del self.fields["without_pesel"]

    def facts(self) -> dict[str, Any]:
        """What the operation takes: an empty PESEL stays as it is unless its removal was ticked."""
        given = dict(self.cleaned_data)
        removed = given.pop("without_pesel", False)
        given["pesel"] = given["pesel"] or ("" if removed else None)
        return given


class RoleForm(BaseForm):
    """What somebody is to the household from a day on; a new leading person takes over from the former."""

    role = forms.ChoiceField(label=_("Kim jest teraz w rodzinie"), choices=_ROLES)
    starts_on = DayField(label=_("Od kiedy"), initial=clock.today)
    former_lead_role = forms.ChoiceField(
        label=_("Kim będzie dotychczasowa osoba wiodąca"),
        choices=[("", _("wybierz")), *(one for one in HouseholdRole.choices if one[0] != HouseholdRole.LEAD)],
        required=False,
    )

    def __init__(self, *args: Any, lead: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if lead:
            self.fields["former_lead_role"].help_text = _(
                "Wypełnij tylko wtedy, gdy nowa rola to „Osoba wiodąca”. Teraz jest nią: %(name)s."
            ) % {"name": lead}
        else:
            del self.fields["former_lead_role"]


class ReturnForm(BaseForm):
    """Somebody lives with the household again."""

    role = forms.ChoiceField(label=_("Kim jest w rodzinie"), choices=_ROLES)
    starts_on = DayField(label=_("Od kiedy znów mieszka z rodziną"), initial=clock.today)


class CorrectHouseholdForm(BaseForm):
    """The household as a whole."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    household_type = forms.ChoiceField(label=_("Rodzaj gospodarstwa"), choices=HouseholdType.choices)
    source_number = forms.CharField(
        label=_("Numer w systemie ośrodka"),
        required=False,
        max_length=60,
        help_text=_("Po tym numerze poznajemy rodzinę w plikach, na przykład z systemu POMOST."),
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20", **_OFF}),
    )

    def __init__(self, *args: Any, household: Household, **kwargs: Any) -> None:
        known = {"version": household.version, "household_type": household.household_type}
        super().__init__(*args, initial=known | {"source_number": household.source_number}, **kwargs)


class GroundDaysForm(BaseForm):
    """From when until when a ground holds; the end may be to come."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    starts_on = DayField(label=_("Od kiedy"))
    ends_on = DayField(
        label=_("Do kiedy"),
        required=False,
        help_text=_("Pierwszy dzień, w którym ten powód już nie obowiązuje. Zostaw puste, gdy trwa."),
    )


class PeselForm(BaseForm):
    """One number to ask for; sent by POST, so that it stands in no address and in no log."""

    pesel = forms.CharField(
        label=_("Numer PESEL"),
        max_length=20,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "inputmode": "numeric", **_OFF}),
    )


class MergeForm(BaseForm):
    """Which other record is the same human being."""

    dropped = forms.ChoiceField(label=_("Który zapis jest tej samej osoby"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, twins: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["dropped"]
        choice.choices = twins
