"""Forms of a region's templates and of the lessons that it collects."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.exchange.enums import EditionState, LessonKind, TemplateKind
from core.exchange.queries.lessons import NEW, WITHDRAWN
from core.shared.ids import uuid7
from core.shared.prose import LONGEST
from web.lessons.forms import LessonForm
from web.shell.forms import BaseForm


class VersionForm(BaseForm):
    """The words of a version of a template, and what is new in it."""

    body = forms.CharField(
        label=_("Treść"),
        max_length=LONGEST,
        help_text=_(
            "Każdy ustęp oddziel pustą linią. Tytuł paragrafu zacznij od znaku #, punkt listy od znaku -. "
            "Numery (§, ust., lit.) dodajemy sami."
        ),
        widget=forms.Textarea(attrs={"rows": 26, "spellcheck": "true"}),
    )
    note = forms.CharField(
        label=_("Co się zmienia i dlaczego"),
        required=False,
        max_length=2000,
        help_text=_("Gminy zobaczą to nad różnicami."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class NextVersionForm(VersionForm):
    """The next version with an id of its own: sent twice, it is still one."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)


class TitleForm(BaseForm):
    """What a template is called, and whom it serves; only the leader's may serve everybody."""

    title = forms.CharField(label=_("Tytuł"), max_length=200)
    for_all = forms.BooleanField(
        label=_("Dla wszystkich województw"),
        required=False,
        help_text=_("Bez tego wzór widzą gminy i powiaty naszego województwa."),
    )

    def __init__(self, *args: Any, leads: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not leads:
            del self.fields["for_all"]


class NewTemplateForm(TitleForm, NextVersionForm):
    """A template with its first words."""

    kind = forms.ChoiceField(label=_("Rodzaj"), choices=TemplateKind.choices, widget=forms.RadioSelect)

    field_order = ("kind", "title", "body", "note", "for_all")


class TemplateFilter(BaseForm):
    """Which kind of templates the list shows."""

    rodzaj = forms.ChoiceField(
        label=_("Rodzaj"), required=False, choices=[("", _("Wszystkie")), *TemplateKind.choices]
    )


class HandedFilter(BaseForm):
    """What the region's list of lessons is narrowed to."""

    q = forms.CharField(label=_("Słowa z tytułu lub treści"), required=False, max_length=100)
    stan = forms.ChoiceField(
        label=_("Stan"),
        required=False,
        choices=[
            ("", _("Każdy")),
            (NEW, _("czeka na region")),
            *EditionState.choices,
            (WITHDRAWN, _("wycofany przez gminę")),
        ],
    )
    rodzaj = forms.ChoiceField(
        label=_("Rodzaj"), required=False, choices=[("", _("Wszystkie")), *LessonKind.choices]
    )
    haslo = forms.ChoiceField(label=_("Hasło"), required=False)

    def __init__(self, *args: Any, tags: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["haslo"].choices = [  # type: ignore[attr-defined]
            ("", _("Wszystkie")),
            *((tag, tag) for tag in tags),
        ]


class EditionForm(LessonForm):
    """The region's wording of a lesson, its tags, and whom it reaches."""

    tags = forms.CharField(
        label=_("Hasła"),
        required=False,
        max_length=600,
        help_text=_("Oddziel przecinkami, na przykład: szkoła, dyżury, pierwszy kontakt."),
    )
    for_all = forms.BooleanField(
        label=_("Pokaż też gminom innych województw"),
        required=False,
    )


class ReturnForm(BaseForm):
    """What the town is asked to mend."""

    note = forms.CharField(label=_("Co poprawić"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5}))
