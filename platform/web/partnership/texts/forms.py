"""Forms of the rules and annual plans."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.partnership.enums.texts import AcceptanceManner, TextKind
from core.partnership.queries.texts import month_names
from core.shared.ids import uuid7
from core.shared.prose import LONGEST
from core.shared.revisions import Chunk, Side
from web.shell.forms import BaseForm, DayField
from web.shell.prose import plain

Choices = Mapping[str, str]
HOW_TO_WRITE = _(
    "Każdy ustęp oddziel pustą linią. Tytuł paragrafu zacznij od znaku #, punkt listy od znaku -. "
    "Numery (§, ust., lit.) dodajemy sami."
)


class KeyedForm(BaseForm):
    """A form whose record gets its id before it is sent: sent twice, it is still one record."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)


class WordsForm(BaseForm):
    """The words of a version."""

    title = forms.CharField(label=_("Tytuł"), max_length=200)
    body = forms.CharField(
        label=_("Treść"),
        max_length=LONGEST,
        help_text=HOW_TO_WRITE,
        widget=forms.Textarea(attrs={"rows": 26, "spellcheck": "true"}),
    )
    note = forms.CharField(
        label=_("Co się zmienia i dlaczego"),
        required=False,
        max_length=2000,
        help_text=_("Partnerzy zobaczą to nad treścią."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class NewTextForm(WordsForm, KeyedForm):
    """The first words of the rules or of a plan."""

    kind = forms.ChoiceField(label=_("Co przygotowujesz"), choices=TextKind.choices, widget=forms.RadioSelect)
    year = forms.IntegerField(
        label=_("Rok planu"),
        required=False,
        help_text=_("Tylko dla planu pracy, na przykład 2026."),
        widget=forms.TextInput(attrs={"class": "govuk-input--width-4", "inputmode": "numeric"}),
    )

    field_order = ("kind", "year", "title", "body", "note")


class NextForm(WordsForm, KeyedForm):
    """The words of the next version, beginning with those of the version before."""


class InForceForm(BaseForm):
    """From when a version holds, and which meeting adopted it."""

    in_force_on = DayField(label=_("Obowiązuje od"))
    adopted_at = forms.ChoiceField(label=_("Spotkanie, na którym przyjęto tekst"), required=False)

    def __init__(self, *args: Any, meetings: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["adopted_at"].choices = [  # type: ignore[attr-defined]
            ("", _("Bez spotkania")),
            *meetings.items(),
        ]


class RecordForm(BaseForm):
    """What partners said at a meeting or signed on paper."""

    partners = forms.MultipleChoiceField(
        label=_("Partnerzy, którzy zaakceptowali"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    manner = forms.ChoiceField(
        label=_("Jak"),
        choices=[
            (manner.value, manner.label) for manner in (AcceptanceManner.MEETING, AcceptanceManner.PAPER)
        ],
        initial=AcceptanceManner.MEETING,
        widget=forms.RadioSelect,
    )
    accepted_on = DayField(label=_("Dzień akceptacji"))
    person_name = forms.CharField(
        label=_("Kto w imieniu partnera"),
        required=False,
        max_length=200,
        help_text=_("Imię i nazwisko. Przy akceptacji na papierze jest potrzebne."),
    )

    def __init__(self, *args: Any, partners: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["partners"].choices = list(partners.items())  # type: ignore[attr-defined]


class UndoForm(BaseForm):
    """Why an entry was wrong."""

    reason = forms.CharField(label=_("Dlaczego wpis był błędny"), max_length=300)


class LinkForm(BaseForm):
    """Who says yes behind a link of an e-mail."""

    person_name = forms.CharField(
        label=_("Imię i nazwisko osoby, która akceptuje"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )


class AnswerFilter(BaseForm):
    """Whose answers the list shows."""

    kto = forms.ChoiceField(
        label=_("Pokaż"),
        required=False,
        choices=[
            ("", _("Wszystkich partnerów")),
            ("brak", _("Tych, na których czekamy")),
            ("tak", _("Tych, którzy zaakceptowali")),
        ],
    )


class CompareForm(BaseForm):
    """Which two versions to compare."""

    a = forms.ChoiceField(label=_("Wersja wcześniejsza"))
    b = forms.ChoiceField(label=_("Wersja późniejsza"))

    def __init__(self, *args: Any, versions: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("a", "b"):
            self.fields[name].choices = list(versions.items())  # type: ignore[attr-defined]


class ItemForm(BaseForm):
    """A task of an annual plan."""

    what = forms.CharField(label=_("Co jest do zrobienia"), max_length=300)
    partner = forms.ChoiceField(label=_("Partner, który odpowiada"), required=False)
    responsible = forms.CharField(
        label=_("Kto jeszcze albo kto zamiast partnera"),
        required=False,
        max_length=200,
        help_text=_("Na przykład: wszyscy partnerzy, lider i szkoły."),
    )
    month = forms.TypedChoiceField(label=_("Miesiąc"), required=False, coerce=int, empty_value=None)
    term = forms.CharField(
        label=_("Termin słowami"),
        required=False,
        max_length=100,
        help_text=_("Na przykład: do 15 czerwca, raz na kwartał."),
    )

    def __init__(self, *args: Any, partners: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        nobody = ("", _("Żaden jeden partner"))
        self.fields["partner"].choices = [nobody, *partners.items()]  # type: ignore[attr-defined]
        months = list(enumerate(month_names(), start=1))
        self.fields["month"].choices = [("", _("Bez miesiąca")), *months]  # type: ignore[attr-defined]


class NewItemForm(ItemForm, KeyedForm):
    """A new task of an annual plan."""


class TickForm(BaseForm):
    """When a task was done, and what came of it."""

    done_on = DayField(label=_("Dzień wykonania"))
    done_note = forms.CharField(label=_("Co zrobiono"), required=False, max_length=300)


class KeepForm(BaseForm):
    """Why the town stays with its own text; the region reads it."""

    reason = forms.CharField(
        label=_("Dlaczego gmina zostaje przy swoim tekście"),
        max_length=1000,
        help_text=_("Region przeczyta ten powód przy następnej wersji wzoru."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class AdoptForm(KeyedForm):
    """A choice for each place where the template and the local text contradict each other."""

    def __init__(self, *args: Any, conflicts: Mapping[int, Chunk], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in conflicts:
            self.fields[f"c{number}"] = forms.ChoiceField(
                label=_("Wybierz treść"),
                choices=[
                    (Side.OURS.value, _("Nasza treść")),
                    (Side.THEIRS.value, _("Treść wzoru")),
                    (Side.BOTH.value, _("Obie, jedna po drugiej")),
                ],
                widget=forms.RadioSelect,
                error_messages={"required": _("Wybierz treść w każdym miejscu.")},
            )
        self.sides = {
            f"c{number}": (plain(chunk.ours), plain(chunk.theirs)) for number, chunk in conflicts.items()
        }

    @property
    def choices(self) -> dict[int, str]:
        """What was chosen, by the number of the conflict."""
        return {int(name[1:]): self.cleaned_data[name] for name in self.sides}

    @property
    def rows(self) -> list[tuple[Any, str, str]]:
        """Each choice with our words and the template's."""
        return [(self[name], ours, theirs) for name, (ours, theirs) in self.sides.items()]
