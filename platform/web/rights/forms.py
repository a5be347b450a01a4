"""Forms of requests, corrections, holds and periods."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.rights.enums import RequestKind, RequestOutcome, RequestWay
from core.shared.ids import uuid7
from web.shell.forms import BaseForm, DayField

_LONG = 4000
_SHORT = 300


def _text(label: Any, *, rows: int = 4, required: bool = True, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=_LONG,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class RequestForm(BaseForm):
    """What somebody asks about their data; sent twice it is one request."""

    person = forms.ChoiceField(label=_("Kto żąda"), widget=forms.RadioSelect)
    kind = forms.ChoiceField(label=_("Czego żąda"), choices=RequestKind.choices, widget=forms.RadioSelect)
    way = forms.ChoiceField(
        label=_("Jak to wpłynęło"),
        choices=[row for row in RequestWay.choices if row[0] != RequestWay.OWN_PAGE],
        widget=forms.RadioSelect,
    )
    received_on = DayField(label=_("Kiedy wpłynęło"))
    content = _text(_("Treść żądania"), required=False)
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7, required=False)

    def __init__(self, *args: Any, persons: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = persons  # type: ignore[attr-defined]


# The rights of chapter III GDPR as somebody says them at home.
_OWN_KINDS = (
    (RequestKind.ACCESS.value, _("Chcę zobaczyć, co o mnie wiecie, i dostać kopię")),
    (RequestKind.CORRECTION.value, _("Coś jest zapisane źle: poprawcie to")),
    (RequestKind.RESTRICTION.value, _("Na razie nie używajcie moich danych")),
    (RequestKind.OBJECTION.value, _("Nie zgadzam się, żebyście robili coś z moimi danymi")),
    (RequestKind.ERASURE.value, _("Usuńcie moje dane")),
    (RequestKind.PORTABILITY.value, _("Przekażcie moje dane komuś innemu")),
)


class OwnRequestForm(BaseForm):
    """The same on the person's own page, in the person's words."""

    kind = forms.ChoiceField(label=_("Czego chcesz"), choices=_OWN_KINDS, widget=forms.RadioSelect)
    content = _text(_("Napisz swoimi słowami"), required=False)
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7, required=False)


class AnswerForm(BaseForm):
    """How a request ended."""

    outcome = forms.ChoiceField(label=_("Wynik"), choices=RequestOutcome.choices, widget=forms.RadioSelect)
    answer = _text(
        _("Co odpowiedziano osobie"),
        help_text=_("Przy odmowie: powód i pouczenie o skardze do Prezesa UODO i do sądu."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class ReasonForm(BaseForm):
    """One reason."""

    reason = _text(_("Powód"))

    def __init__(self, *args: Any, label: Any = None, help_text: Any = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if label:
            self.fields["reason"].label = label
        self.fields["reason"].help_text = help_text


class CorrectionForm(BaseForm):
    """A value put right."""

    value = forms.CharField(label=_("Powinno być"), required=False, max_length=_SHORT)
    reason = forms.CharField(
        label=_("Na jakiej podstawie"), max_length=_SHORT, help_text=_("Na przykład: dowód osobisty.")
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, choices: list[tuple[str, Any]] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if choices:
            self.fields["value"] = forms.ChoiceField(
                label=_("Powinno być"), choices=choices, required=False, widget=forms.RadioSelect
            )
            self.order_fields(["value", "reason", "seen"])


class PeriodForm(BaseForm):
    """How long something is kept."""

    amount = forms.IntegerField(label=_("Ile lat"), min_value=1)
    symbol = forms.CharField(
        label=_("Symbol z wykazu akt"),
        required=False,
        max_length=20,
        help_text=_("Z jednolitego rzeczowego wykazu akt Twojego miasta."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
