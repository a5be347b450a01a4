"""Forms of a path."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.paths.enums import ConsentMode, LifeArea, Proposer, TaskKind
from core.shared import clock
from web.shell.forms import BaseForm, DayField

if TYPE_CHECKING:
    from collections.abc import Sequence

SHARED = ("", _("cała rodzina"))


def _choices(rows: Sequence[Any], first: tuple[str, Any]) -> list[tuple[str, Any]]:
    return [first, *((str(row.pk), row.full_name) for row in rows)]


class GoalForm(BaseForm):
    """A goal in the family's words."""

    title = forms.CharField(
        label=_("Do czego dąży rodzina"),
        help_text=_("Słowami rodziny, na przykład: „Chcemy spać spokojnie, bez telefonów od windykacji”."),
        max_length=300,
    )
    area = forms.ChoiceField(label=_("Dziedzina życia"), choices=LifeArea.choices)
    why = forms.CharField(
        label=_("Dlaczego to ważne"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    for_person = forms.ChoiceField(
        label=_("Czyj to cel"),
        required=False,
        help_text=_("Cel jednej osoby widzi na swojej stronie tylko ta osoba – nikt inny z domowników."),
    )

    def __init__(self, *args: Any, persons: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["for_person"].choices = _choices(persons, SHARED)  # type: ignore[attr-defined]


class TaskForm(BaseForm):
    """A task: a service from the basket, one of the family, one of the social worker."""

    kind = forms.ChoiceField(
        label=_("Kto to zrobi"), choices=TaskKind.choices, widget=forms.RadioSelect, initial=TaskKind.FAMILY
    )
    title = forms.CharField(label=_("Co zostanie zrobione"), max_length=300)
    service = forms.ChoiceField(
        label=_("Usługa z koszyka"),
        required=False,
        help_text=_("Tylko dla usługi partnera. Partner dostanie prośbę i wejdzie do zespołu."),
    )
    need = forms.CharField(
        label=_("O co prosisz partnera"),
        required=False,
        help_text=_("Jedno zdanie. Bez rozpoznań, bez historii rodziny – partner widzi tylko to."),
        max_length=300,
    )
    due_on = DayField(label=_("Do kiedy"), required=False)
    for_person = forms.ChoiceField(
        label=_("Czyje to zadanie"),
        required=False,
        help_text=_("Zadanie jednej osoby widzi na swojej stronie tylko ta osoba."),
    )
    proposed_by = forms.ChoiceField(
        label=_("Kto to zaproponował"), choices=Proposer.choices, initial=Proposer.FAMILY
    )

    def __init__(
        self, *args: Any, persons: Sequence[Any], services: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["for_person"].choices = _choices(persons, SHARED)  # type: ignore[attr-defined]
        self.fields["service"].choices = [("", _("– nie dotyczy –")), *services]  # type: ignore[attr-defined]


class AgreeForm(BaseForm):
    """Who agreed to the path as it stands, when and how."""

    person = forms.ChoiceField(label=_("Kto się zgadza"), widget=forms.RadioSelect)
    mode = forms.ChoiceField(
        label=_("W jaki sposób"),
        choices=[choice for choice in ConsentMode.choices if choice[0] != ConsentMode.OWN_PAGE],
        widget=forms.RadioSelect,
        initial=ConsentMode.MEETING,
    )
    agreed_on = DayField(label=_("Kiedy"), initial=clock.today)

    def __init__(self, *args: Any, persons: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [(str(row.pk), row.full_name) for row in persons]  # type: ignore[attr-defined]


class AbandonForm(BaseForm):
    """Why a task is put aside."""

    reason = forms.CharField(
        label=_("Dlaczego odkładacie to zadanie"),
        help_text=_("Zadanie zostaje na ścieżce jako odłożone. Z powodu uczy się całe partnerstwo."),
        max_length=300,
    )
