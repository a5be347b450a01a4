"""Forms of data exchange."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.reference.grounds import ServiceCategory
from core.shared.ids import uuid7
from core.shared.imports.runs import MOST_BYTES
from web.shell.forms import BaseForm


class DatasetFilter(BaseForm):
    """Which figure's datasets to show."""

    co = forms.ChoiceField(label=_("Co liczymy"), required=False)

    def __init__(self, data: Mapping[str, Any], *, titles: Mapping[str, str]) -> None:
        super().__init__(data)
        self.fields["co"].choices = [("", _("Wszystko")), *titles.items()]  # type: ignore[attr-defined]


class UploadForm(BaseForm):
    """A file, and the category of services that name none."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
    file = forms.FileField(
        label=_("Plik"),
        help_text=_("Paczka HSDS (ZIP lub JSON) albo arkusz z szablonu (CSV lub XLSX), do 10 MB."),
        widget=forms.FileInput(attrs={"accept": ".zip,.json,.csv,.xlsx"}),
        allow_empty_file=True,
    )
    default_category = forms.ChoiceField(
        label=_("Kategoria dla usług bez kategorii"),
        required=False,
        choices=[("", _("Nie uzupełniaj, pokaż błąd")), *ServiceCategory.choices],
        help_text=_("Przydatna dla paczek z innych systemów, które nie znają kategorii ustawowych."),
    )

    def content(self) -> dict[str, Any]:
        """What the operation takes; of a file that is too large only as much as shows that."""
        file = self.cleaned_data["file"]
        return {
            "filename": file.name or "",
            "content": file.read(MOST_BYTES + 1),
            "default_category": self.cleaned_data["default_category"],
            "key": self.cleaned_data["key"],
        }
