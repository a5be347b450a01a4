"""What a person of a family can say on the own page."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from web.shell.forms import BaseForm, DayField


class ProposalForm(BaseForm):
    """A step that the person proposes."""

    title = forms.CharField(
        label=_("Co chcesz zrobić?"),
        help_text=_("Napisz po swojemu. Na przykład: „Zadzwonię do szkoły”."),
        max_length=300,
    )
    due_on = DayField(label=_("Do kiedy? Możesz zostawić puste."), required=False)
