"""Forms of reviews, of the closing conversation and of taking a case up again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.families import rules
from core.families.operations import ClosingData, ReviewData
from core.shared import clock
from web.families.forms import KeyedForm
from web.shell.forms import BaseForm, DayField

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from core.families.models import ClosingConversation, Person, ProgressReview

_INFLUENCE = {
    1: _("1 – wcale"),
    2: _("2 – mały"),
    3: _("3 – średni"),
    4: _("4 – duży"),
    5: _("5 – o wszystkim decydowała rodzina"),
}


def _text(label: Any, help_text: Any = "", rows: int = 4) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=4000,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class TalkForm(KeyedForm):
    """Who talked and when; `version` is there when what is written is corrected."""

    held_on = DayField(label=_("Kiedy rozmawialiście"), initial=clock.today)
    persons = forms.MultipleChoiceField(
        label=_("Kto z rodziny był obecny"), required=False, widget=forms.CheckboxSelectMultiple
    )
    others = forms.CharField(
        label=_("Kto jeszcze"),
        required=False,
        max_length=300,
        help_text=_("Na przykład asystentka rodziny, pedagog szkolny."),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, people: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._people: Mapping[str, Person] = {str(person.pk): person for person in people}
        choices = [(key, person.full_name) for key, person in self._people.items()]
        self.fields["persons"].choices = choices  # type: ignore[attr-defined]

    def chosen(self) -> list[Person]:
        """The persons who were ticked."""
        return [self._people[key] for key in self.cleaned_data["persons"]]


class ReviewForm(TalkForm):
    """A review of the path."""

    works = _text(_("Co działa"))
    obstacles = _text(_("Co nie działa"))
    family_words = _text(
        _("Słowami rodziny"), _("Zapisz to, co powiedziała rodzina, tak jak to powiedziała.")
    )
    next_on = DayField(
        label=_("Następny przegląd"),
        required=False,
        help_text=_("Najpóźniej po 12 tygodniach. Puste pole oznacza 12 tygodni."),
    )

    field_order = ("key", "version", "held_on", "persons", "others", "works", "obstacles", "family_words")

    def data_of(self) -> ReviewData:
        """What was typed, as the domain takes it."""
        given = self.cleaned_data
        return ReviewData(
            held_on=given["held_on"],
            next_on=given["next_on"],
            works=given["works"],
            obstacles=given["obstacles"],
            family_words=given["family_words"],
            persons=self.chosen(),
            others=given["others"],
        )


class ClosingForm(TalkForm):
    """The closing conversation."""

    achieved = _text(_("Co się udało"))
    helped = _text(_("Co pomogło"))
    family_words = _text(_("Słowami rodziny"))
    influence = forms.TypedChoiceField(
        label=_("„Miałam lub miałem wpływ na swój plan”"),
        choices=[("", _("nie pytano albo bez odpowiedzi")), *_INFLUENCE.items()],
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
        help_text=_("Odpowiada rodzina. Może nie odpowiadać."),
    )
    plan_after = _text(_("Co dalej, po zakończeniu"), _("Do kogo rodzina zwróci się, gdy będzie trudno."))

    field_order = ("key", "version", "held_on", "persons", "others", "achieved", "helped", "family_words")

    def data_of(self) -> ClosingData:
        """What was typed, as the domain takes it."""
        given = self.cleaned_data
        return ClosingData(
            held_on=given["held_on"],
            achieved=given["achieved"],
            helped=given["helped"],
            family_words=given["family_words"],
            influence=given["influence"],
            plan_after=given["plan_after"],
            persons=self.chosen(),
            others=given["others"],
        )


def influence_words(influence: int | None) -> str:
    """The family's answer in words, or nothing."""
    return str(_INFLUENCE[influence]) if influence else ""


def known_of(talk: ProgressReview | ClosingConversation, names: Sequence[str]) -> dict[str, Any]:
    """What is written already, to be corrected."""
    known = {name: getattr(talk, name) for name in (*names, "held_on", "others", "version")}
    return known | {"key": talk.pk, "persons": [str(person.pk) for person in talk.persons.all()]}


class ResumeForm(BaseForm):
    """Why the work goes on."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Dlaczego pracujecie dalej"),
        max_length=1000,
        help_text=_("Sprawę można wznowić do %(days)s dni po zakończeniu. Później otwiera się nową.")
        % {"days": rules.DAYS_TO_RESUME},
        widget=forms.Textarea(attrs={"rows": 3}),
    )
