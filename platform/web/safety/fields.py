"""A text about a family: wherever one is written, what must stay outside is said beside it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

NOT_HERE = _(
    "Nie pisz tu niczego z procedury Niebieskiej Karty, z akt sądu ani pieczy zastępczej: mają własne "
    "dokumenty. Wystarczy oznaczenie „prowadzone odrębnie” na stronie Bezpieczeństwo."
)


def with_warning(help_text: Any = "") -> Any:
    """A field's own help and the sentence about other procedures."""
    return format_lazy("{} {}", help_text, NOT_HERE) if help_text else NOT_HERE


class FamilyText(forms.CharField):
    """Free text about a family, with that sentence."""

    widget = forms.Textarea

    def __init__(self, *, help_text: Any = "", rows: int = 4, **more: Any) -> None:
        more.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(help_text=with_warning(help_text), **more)
