"""The form of the town's terms."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.fidelity.rules.facts import SPANS, Terms
from web.shell.forms import BaseForm

_LABELS = {
    "first_meeting_days": _("Pierwsze spotkanie zespołu: dni od zgody rodziny"),
    "answer_days": _("Odpowiedź partnera: dni od prośby"),
    "minutes_days": _("Ustalenia ze spotkania: dni od spotkania"),
    "review_weeks": _("Przegląd z rodziną: co ile tygodni"),
    "basket_share": _("Kroki z koszyka: co najmniej ile procent"),
}


class TermsForm(BaseForm):
    """Days, weeks and a share."""

    after = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (lowest, highest) in SPANS.items():
            self.fields[name] = forms.IntegerField(
                label=_LABELS[name],
                min_value=lowest,
                max_value=highest,
                help_text=_("Od %(lowest)d do %(highest)d.") % {"lowest": lowest, "highest": highest},
            )

    def terms(self) -> Terms:
        """What the operation takes."""
        return Terms(**{name: self.cleaned_data[name] for name in SPANS})
