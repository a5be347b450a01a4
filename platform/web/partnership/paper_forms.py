"""Forms of declarations, amendments, departures and copies. Whether something is allowed, the domain says."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from core.documents.errors import FileTooLargeError
from core.documents.rules import MEGABYTE
from core.reference.grounds import ServiceCategory
from web.partnership.forms import KeyedForm
from web.shell.forms import BaseForm, DayField

SCOPE, CATEGORIES, TERM = "scope", "categories", "term"
_TALL = {"rows": 5}


class ScanField(forms.FileField):
    """A scan or a signed file; one that is too large is refused before it is read."""

    widget = forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=kwargs.pop("label", _("Plik")),
            help_text=_("PDF, JPEG albo PNG, najwyżej %(most)s MB. Podpis elektroniczny sprawdzimy od razu.")
            % {"most": settings.MOST_UPLOAD_BYTES // MEGABYTE},
            # The domain says it of an empty file, too, in its own words.
            allow_empty_file=True,
            max_length=200,
            **kwargs,
        )

    def to_python(self, data: Any) -> Any:
        """The file, unless it is larger than may be."""
        most = settings.MOST_UPLOAD_BYTES
        if data is not None and data.size is not None and data.size > most:
            refusal = FileTooLargeError(most=most // MEGABYTE, size=-(-data.size // MEGABYTE))
            raise forms.ValidationError(refusal.message)
        return super().to_python(data)


def sent_file(form: BaseForm) -> dict[str, Any]:
    """Name and content of the form's file as operations take them; nothing without a file."""
    file = form.cleaned_data.get("file")
    return {"name": file.name or "", "content": file.read()} if file else {}


class CategoriesField(forms.MultipleChoiceField):
    """Fields of services from the catalogue, chosen or left open."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=_("Obszary usług"),
            required=False,
            choices=ServiceCategory.choices,
            help_text=_("Zaznacz, jeżeli partner chce je wymienić w deklaracji."),
            **kwargs,
        )


class PrepareForm(KeyedForm):
    """A declaration to be printed and signed."""

    scope = forms.CharField(
        label=_("Zakres usług"),
        required=False,
        max_length=4000,
        help_text=_("Co partner bierze na siebie, prostymi słowami. Ten tekst znajdzie się na deklaracji."),
        widget=forms.Textarea(attrs=_TALL),
    )
    categories = CategoriesField()
    valid_until = DayField(
        label=_("Ostatni dzień"),
        required=False,
        help_text=_("Zostaw puste, jeżeli deklaracja ma być bezterminowa."),
    )


class SignedForm(BaseForm):
    """The day of a signature, and the file that shows it."""

    signed_on = DayField(label=_("Dzień podpisania"))
    file = ScanField(label=_("Skan albo plik z podpisem elektronicznym"), required=False)


class CopyForm(KeyedForm):
    """A file that came back."""

    file = ScanField(label=_("Skan albo plik z podpisem elektronicznym"))


class AmendForm(KeyedForm):
    """An amendment: what changes, and from when."""

    changes = forms.MultipleChoiceField(
        label=_("Co zmienia aneks"),
        choices=[
            (SCOPE, _("opis zakresu usług")),
            (CATEGORIES, _("obszary usług")),
            (TERM, _("okres obowiązywania")),
        ],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Zaznacz, co zmienia aneks.")},
    )
    effective_on = DayField(
        label=_("Obowiązuje od"),
        help_text=_("Żeby przedłużyć deklarację bez przerwy, podaj najpóźniej dzień po jej końcu."),
    )
    scope = forms.CharField(
        label=_("Nowy opis zakresu usług"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs=_TALL),
    )
    categories = CategoriesField()
    valid_until = DayField(
        label=_("Nowy ostatni dzień"),
        required=False,
        help_text=_("Zostaw puste, jeżeli deklaracja ma być odtąd bezterminowa."),
    )

    def terms(self) -> dict[str, Any]:
        """What the operation takes: only what was ticked as changing."""
        data = self.cleaned_data
        changes = data["changes"]
        return {
            "key": data["key"],
            "effective_on": data["effective_on"],
            "scope": data["scope"] if SCOPE in changes else None,
            "categories": data["categories"] if CATEGORIES in changes else None,
            "changes_term": TERM in changes,
            "valid_until": data["valid_until"] if TERM in changes else None,
        }


class DepartForm(BaseForm):
    """The day from which an organisation is no longer a partner."""

    withdrawn_on = DayField(
        label=_("Dzień wystąpienia"),
        help_text=_("Pierwszy dzień, w którym organizacja nie jest już partnerem. Może być w przyszłości."),
    )
    reason = forms.CharField(
        label=_("Powód"),
        required=False,
        max_length=300,
        help_text=_("Jedno zdanie, bez danych osób. Widzą je pracownicy i ten partner."),
    )


class RemoveForm(BaseForm):
    """Why a file goes."""

    reason = forms.CharField(
        label=_("Dlaczego plik znika"), max_length=200, help_text=_("Na przykład: skan innej deklaracji.")
    )
