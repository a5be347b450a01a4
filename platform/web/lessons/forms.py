"""Forms of lessons, for a town and for its region."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.exchange.enums import LessonKind
from core.lessons.enums import LessonState
from core.reference.grounds import Ground, Sector, ServiceCategory
from core.shared.ids import uuid7
from web.shell.forms import BaseForm

_TALL = {"rows": 6}


class LessonForm(BaseForm):
    """What a lesson says and what it is about."""

    kind = forms.ChoiceField(
        label=_("Rodzaj"),
        choices=LessonKind.choices,
        initial=LessonKind.CONCLUSION,
        widget=forms.RadioSelect,
    )
    title = forms.CharField(label=_("Tytuł"), max_length=200)
    situation = forms.CharField(
        label=_("Jaka była sytuacja"),
        required=False,
        max_length=5000,
        help_text=_("Bez nazwisk, numerów i adresów: opisz sytuację, a nie osobę."),
        widget=forms.Textarea(attrs=_TALL),
    )
    actions = forms.CharField(
        label=_("Co zrobiliśmy"), required=False, max_length=5000, widget=forms.Textarea(attrs=_TALL)
    )
    effect = forms.CharField(
        label=_("Jaki był skutek"), required=False, max_length=5000, widget=forms.Textarea(attrs=_TALL)
    )
    category = forms.ChoiceField(
        label=_("Dziedzina usług"),
        required=False,
        choices=[("", _("Bez dziedziny")), *ServiceCategory.choices],
    )
    sector = forms.ChoiceField(
        label=_("Sektor"), required=False, choices=[("", _("Bez sektora")), *Sector.choices]
    )
    grounds = forms.MultipleChoiceField(
        label=_("Jakich powodów pomocy dotyczy"),
        required=False,
        choices=Ground.choices,
        widget=forms.CheckboxSelectMultiple,
    )


class OwnLessonForm(LessonForm):
    """A town's lesson; it decides whether it is named."""

    names_source = forms.BooleanField(
        label=_("Region może podać nazwę naszej gminy"),
        required=False,
        help_text=_("Bez tej zgody inne gminy nie dowiedzą się, skąd jest wpis."),
    )


class NewLessonForm(OwnLessonForm):
    """A new lesson with an id of its own: sent twice, it is still one."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)


class OwnFilter(BaseForm):
    """What the town's own list is narrowed to."""

    q = forms.CharField(label=_("Słowa z tytułu lub treści"), required=False, max_length=100)
    rodzaj = forms.ChoiceField(
        label=_("Rodzaj"), required=False, choices=[("", _("Wszystkie")), *LessonKind.choices]
    )
    stan = forms.ChoiceField(
        label=_("Stan"), required=False, choices=[("", _("Każdy")), *LessonState.choices]
    )


class PublishedFilter(BaseForm):
    """What the region's list is narrowed to."""

    q = forms.CharField(label=_("Słowa z tytułu lub treści"), required=False, max_length=100)
    rodzaj = forms.ChoiceField(
        label=_("Rodzaj"), required=False, choices=[("", _("Wszystkie")), *LessonKind.choices]
    )
    haslo = forms.ChoiceField(label=_("Hasło"), required=False)
    dziedzina = forms.ChoiceField(
        label=_("Dziedzina usług"), required=False, choices=[("", _("Wszystkie")), *ServiceCategory.choices]
    )
    powod = forms.ChoiceField(
        label=_("Powód pomocy"), required=False, choices=[("", _("Wszystkie")), *Ground.choices]
    )

    def __init__(self, *args: Any, tags: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["haslo"].choices = [  # type: ignore[attr-defined]
            ("", _("Wszystkie")),
            *((tag, tag) for tag in tags),
        ]
