"""What a person of a family can say on the own page, in own words."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from core.shared.ids import uuid7
from web.shell.forms import BaseForm, DayField


class ProposalForm(BaseForm):
    """A step that the person proposes; sent twice it is one step."""

    title = forms.CharField(
        label=_("Co chcesz zrobić?"),
        help_text=_("Napisz po swojemu. Na przykład: „Zadzwonię do szkoły”."),
        max_length=300,
    )
    due_on = DayField(label=_("Do kiedy? Możesz zostawić puste."), required=False)
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7, required=False)


class ObjectionForm(BaseForm):
    """Why the person does not want a step."""

    words = forms.CharField(
        label=_("Dlaczego nie? Napisz po swojemu."),
        help_text=_("Na przykład: „To za daleko” albo „Wolę to zrobić z siostrą”."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
    )


class OtherDayForm(BaseForm):
    """Another day for a step."""

    due_on = DayField(label=_("Jaki dzień Ci pasuje?"))
    why = forms.CharField(
        label=_("Dlaczego? Możesz zostawić puste."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=500,
    )


class MattersForm(BaseForm):
    """What matters to the person."""

    words = forms.CharField(
        label=_("Co jest dla Ciebie ważne?"),
        help_text=_("Napisz po swojemu. Na przykład: „Chcę, żeby dzieci chodziły do tej samej szkoły”."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
    )


class DayAnswerForm(BaseForm):
    """Yes or no to the day that somebody else puts forward for a step that I do."""

    accepted = forms.ChoiceField(
        label=_("Co odpowiadasz?"),
        choices=[("yes", _("Może być ten dzień")), ("no", _("Zostawmy stary dzień"))],
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=_("Słowo wyjaśnienia"),
        help_text=_("Napisz je, jeśli zostaje stary dzień."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=500,
    )
