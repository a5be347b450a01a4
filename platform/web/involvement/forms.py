"""Forms of questions and answers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from web.shell.forms import BaseForm


class AskForm(BaseForm):
    """Whom to ask about whom; only what the persons have let."""

    pairs = forms.MultipleChoiceField(
        label=_("Kogo zapytać"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Zaznacz przynajmniej jedną instytucję.")},
    )

    def __init__(self, *args: Any, pairs: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pairs"].choices = pairs  # type: ignore[attr-defined]


class AnswerForm(BaseForm):
    """Yes in these matters, or none ticked: no."""

    helps = forms.MultipleChoiceField(
        label=_("W czym już pomagacie"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Niczego nie zaznaczaj, jeżeli nie pomagacie. Szczegółów nie piszemy."),
    )
    worker = forms.CharField(
        label=_("Z kim u Was się skontaktować"),
        required=False,
        max_length=200,
        help_text=_("Imię i nazwisko, telefon albo e-mail. Tylko przy odpowiedzi „tak”."),
    )

    def __init__(self, *args: Any, helps: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["helps"].choices = helps  # type: ignore[attr-defined]


class BlindForm(AnswerForm):
    """The same without a name: numbers are compared by the system and thrown away."""

    numbers = forms.CharField(
        label=_("Numery PESEL osób, którym w tym pomagacie"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off", "spellcheck": "false"}),
        help_text=_(
            "Po jednym w wierszu, najwyżej 2000. System porówna je z numerem osoby, której dotyczy pytanie,"
            " i od razu je zapomni. Ani Wam, ani nikomu nie pokaże, kto to jest."
        ),
    )
    keep = forms.BooleanField(
        label=_("Zostaw te numery na 90 dni, żeby następne pytania miały odpowiedź od razu"),
        required=False,
        help_text=_("Zostają tylko zaszyfrowane skróty, których nikt nie odczyta. Możecie je usunąć."),
    )
    field_order = ("numbers", "helps", "worker", "keep")
