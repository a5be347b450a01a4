"""Forms of meetings, minutes and decisions. Whether something is allowed, the domain says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.partnership.enums import MeetingKind
from core.partnership.enums.meetings import Answer, DecisionKind, MeetingState, TaskState
from web.partnership.forms import KeyedForm
from web.shell.forms import BaseForm, DayField

_SHORT = {"class": "govuk-input--width-4"}
HERE, MISSING, NOT_ASKED = "present", "absent", "no"
PRESENCE = [
    (MISSING, _("zaproszony, nieobecny")),
    (HERE, _("obecny")),
    (NOT_ASKED, _("niezaproszony")),
]


class HourField(forms.TimeField):
    """An hour as people write it: 10:00, 10.00 or 10."""

    default_error_messages = {
        "required": _("Podaj godzinę."),
        "invalid": _("Podaj godzinę, na przykład 10:00."),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            input_formats=["%H:%M", "%H.%M", "%H"],
            widget=forms.TimeInput(format="%H:%M", attrs={**_SHORT, "autocomplete": "off"}),
            **kwargs,
        )


class MeetingFilter(BaseForm):
    """What the list of meetings is narrowed to."""

    rodzaj = forms.ChoiceField(
        label=_("Rodzaj spotkania"),
        required=False,
        choices=[("", _("Wszystkie rodzaje")), *MeetingKind.choices],
    )
    stan = forms.ChoiceField(
        label=_("Stan"), required=False, choices=[("", _("Wszystkie")), *MeetingState.choices]
    )


class PlanForm(KeyedForm):
    """A meeting to come."""

    title = forms.CharField(label=_("Temat"), max_length=200)
    kind = forms.ChoiceField(
        label=_("Rodzaj spotkania"),
        choices=MeetingKind.choices,
        initial=MeetingKind.WORKING,
        widget=forms.RadioSelect,
        help_text=_("Dwa spotkania inicjujące, jedno formalizujące, potem robocze."),
    )
    day = DayField(label=_("Dzień"))
    starts = HourField(label=_("Początek"), help_text=_("Godzina w Polsce, na przykład 10:00."))
    ends = HourField(label=_("Koniec"))
    place = forms.CharField(
        label=_("Miejsce"), required=False, max_length=200, help_text=_("Na przykład Ratusz, sala 12.")
    )
    remote_address = forms.CharField(
        label=_("Adres spotkania zdalnego"),
        required=False,
        max_length=300,
        help_text=_("Zaczyna się od https://. Zostanie w zaproszeniach i w kalendarzach."),
        widget=forms.TextInput(attrs={"inputmode": "url", "spellcheck": "false", "autocomplete": "off"}),
    )
    quorum = forms.IntegerField(
        label=_("Ilu partnerów musi być obecnych"),
        required=False,
        min_value=1,
        max_value=999,
        help_text=_("Wpisz, jeżeli regulamin współpracy podaje taką liczbę."),
        widget=forms.TextInput(attrs={**_SHORT, "inputmode": "numeric"}),
    )


class ChangeForm(PlanForm):
    """The same, with the version that was read: two people must not overwrite each other."""

    key = None  # type: ignore[assignment]
    sequence = forms.IntegerField(widget=forms.HiddenInput)


class CancelForm(BaseForm):
    """Why a meeting does not take place."""

    reason = forms.CharField(
        label=_("Powód"), max_length=300, help_text=_("Przeczytają go wszyscy zaproszeni.")
    )


class HoldForm(KeyedForm):
    """A meeting that took place, with one list: who was there, who was asked and did not come."""

    held_on = DayField(label=_("Dzień spotkania"))
    kind = forms.ChoiceField(
        label=_("Rodzaj spotkania"),
        choices=MeetingKind.choices,
        initial=MeetingKind.WORKING,
        widget=forms.RadioSelect,
        help_text=_("Dwa spotkania inicjujące, jedno formalizujące, potem robocze."),
    )
    title = forms.CharField(label=_("Temat"), max_length=200)
    place = forms.CharField(label=_("Miejsce"), required=False, max_length=200)
    minutes = forms.CharField(
        label=_("Ustalenia"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Bez danych osób i rodzin: spotkania partnerstwa widzą wszyscy partnerzy."),
    )

    def __init__(self, *args: Any, partners: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = [f"p_{pk}" for pk in partners]
        for pk, name in partners.items():
            self.fields[f"p_{pk}"] = forms.ChoiceField(label=name, choices=PRESENCE, required=False)

    def partners_marked(self, *marks: str) -> list[str]:
        """Keys of the partners with one of these marks; an unmarked one was asked and did not come."""
        values = {name: self.cleaned_data.get(name) or MISSING for name in self.lines}
        return [name.removeprefix("p_") for name, value in values.items() if value in marks]

    @property
    def facts(self) -> list[Any]:
        """The fields about the meeting itself."""
        return [field for field in self.visible_fields() if field.name not in self.lines]

    @property
    def presence(self) -> list[Any]:
        """The fields of the list, one a partner."""
        return [self[name] for name in self.lines]


class PartnersForm(BaseForm):
    """Some of the partners."""

    partners = forms.MultipleChoiceField(
        label=_("Kogo zaprosić"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Zaznacz co najmniej jednego partnera do zaproszenia.")},
    )

    def __init__(self, *args: Any, partners: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["partners"].choices = list(partners.items())  # type: ignore[attr-defined]
        self.fields["partners"].initial = list(partners)


class AnswerForm(BaseForm):
    """Whether an organisation comes."""

    answer = forms.ChoiceField(label=_("Odpowiedź"), choices=Answer.choices, widget=forms.RadioSelect)


class PresenceForm(BaseForm):
    """Who is in the room: ticked or not; `shown` are those that were ticked when the page was made."""

    present = forms.MultipleChoiceField(
        label=_("Kto jest na sali"), required=False, widget=forms.CheckboxSelectMultiple
    )
    others = forms.MultipleChoiceField(
        label=_("Przyszli bez zaproszenia"), required=False, widget=forms.CheckboxSelectMultiple
    )
    shown = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, invited: Mapping[str, str], others: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["present"].choices = list(invited.items())  # type: ignore[attr-defined]
        self.fields["others"].choices = list(others.items())  # type: ignore[attr-defined]
        if not others:
            del self.fields["others"]

    def changes(self) -> tuple[set[str], set[str]]:
        """Whom this form ticks and whom it unticks; nobody else is touched."""
        data = self.cleaned_data
        ticked = {*data["present"], *data.get("others", [])}
        shown = set(data["shown"].split())
        return ticked - shown, shown - ticked


class ItemForm(KeyedForm):
    """A point of the agenda."""

    title = forms.CharField(label=_("Punkt"), max_length=200)
    presenter = forms.ChoiceField(label=_("Kto przedstawia"), required=False)
    minutes_planned = forms.IntegerField(
        label=_("Ile minut"),
        required=False,
        min_value=1,
        max_value=600,
        widget=forms.TextInput(attrs={**_SHORT, "inputmode": "numeric"}),
    )
    text = forms.CharField(
        label=_("Opis"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Bez danych osób i rodzin: porządek widzą wszyscy partnerzy."),
    )

    def __init__(self, *args: Any, partners: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Nie wskazano")), *partners.items()]
        self.fields["presenter"].choices = choices  # type: ignore[attr-defined]


class MinutesForm(BaseForm):
    """What the minutes say of a point, and the version that was read."""

    text = forms.CharField(
        label=_("Zapis"),
        required=False,
        max_length=10_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Bez danych osób i rodzin."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class TermForm(BaseForm):
    """Up to which day attendees may amend."""

    amend_until = DayField(
        label=_("Uwagi można zgłaszać do"), help_text=_("Włącznie z tym dniem, najwyżej 60 dni od dziś.")
    )


class AmendForm(KeyedForm):
    """Other words for a point."""

    text = forms.CharField(
        label=_("Jak ma brzmieć zapis"), max_length=10_000, widget=forms.Textarea(attrs={"rows": 8})
    )
    comment = forms.CharField(
        label=_("Uzasadnienie"), required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 2})
    )
    partner = forms.ChoiceField(label=_("W imieniu"), required=False)

    def __init__(self, *args: Any, partners: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if partners:
            choices = [("", _("Wybierz partnera")), *partners.items()]
            self.fields["partner"].choices = choices  # type: ignore[attr-defined]
            self.fields["partner"].required = True
        else:
            del self.fields["partner"]


class AcceptForm(BaseForm):
    """A proposal taken in, perhaps in words of the convenor."""

    text = forms.CharField(
        label=_("Zapis po zmianie"), max_length=10_000, widget=forms.Textarea(attrs={"rows": 8})
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class ReasonForm(BaseForm):
    """Why not."""

    reason = forms.CharField(label=_("Powód"), max_length=2_000, widget=forms.Textarea(attrs={"rows": 3}))


class AnnexForm(KeyedForm):
    """A correction of what was published."""

    text = forms.CharField(
        label=_("Treść poprawki"), max_length=10_000, widget=forms.Textarea(attrs={"rows": 8})
    )
    reason = forms.CharField(label=_("Powód"), max_length=2_000, widget=forms.Textarea(attrs={"rows": 3}))


class DecisionForm(KeyedForm):
    """What was decided, and who does it until when."""

    kind = forms.ChoiceField(
        label=_("Rodzaj"),
        choices=DecisionKind.choices,
        initial=DecisionKind.FINDING,
        widget=forms.RadioSelect,
    )
    text = forms.CharField(label=_("Treść"), max_length=5_000, widget=forms.Textarea(attrs={"rows": 3}))
    item = forms.ChoiceField(label=_("Punkt porządku"), required=False)
    owner = forms.ChoiceField(
        label=_("Kto ma to zrobić"),
        required=False,
        help_text=_("Z wykonawcą decyzja staje się zadaniem na liście zadań partnerstwa."),
    )
    person = forms.ChoiceField(label=_("Osoba"), required=False)
    due_on = DayField(label=_("Termin"), required=False)

    def __init__(
        self,
        *args: Any,
        items: Mapping[str, str],
        partners: Mapping[str, str],
        people: Iterable[tuple[str, list[tuple[str, str]]]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        given: dict[str, list[Any]] = {
            "item": [("", _("Nie wskazano")), *items.items()],
            "owner": [("", _("Nikt: to nie zadanie")), *partners.items()],
            "person": [("", _("Nie wskazano")), *people],
        }
        for name, choices in given.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]


class TaskFilter(BaseForm):
    """What the list of tasks is narrowed to."""

    kto = forms.ChoiceField(label=_("Wykonawca"), required=False)
    stan = forms.ChoiceField(
        label=_("Stan"),
        required=False,
        choices=[("", _("Wszystkie")), ("overdue", _("po terminie")), *TaskState.choices],
    )

    def __init__(self, *args: Any, partners: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Wszyscy partnerzy")), *partners.items()]
        self.fields["kto"].choices = choices  # type: ignore[attr-defined]


class DoneForm(BaseForm):
    """What came of a task."""

    outcome = forms.CharField(
        label=_("Co zrobiono"), required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 3})
    )
