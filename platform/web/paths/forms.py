"""Forms of a path."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.paths.enums import ConsentMode, LifeArea, PaperKind, Proposer, TaskKind
from core.paths.rules.watch import STALLED_BOUNDS
from core.shared import clock
from core.shared.ids import uuid7
from web.safety.fields import with_warning
from web.shell.forms import BaseForm, DayField

if TYPE_CHECKING:
    from collections.abc import Sequence

SHARED = ("", _("cała rodzina"))
# What the worker writes down; on the own page people say it themselves.
MODES = [choice for choice in ConsentMode.choices if choice[0] != ConsentMode.OWN_PAGE]
LANGUAGES = (("pl", "polski"), ("uk", "українська"), ("en", "English"))


def _choices(rows: Sequence[Any], first: tuple[str, Any]) -> list[tuple[str, Any]]:
    return [first, *((str(row.pk), row.full_name) for row in rows)]


def _people(rows: Sequence[Any]) -> list[tuple[str, Any]]:
    return [(str(row.pk), row.full_name) for row in rows]


class EditGoalForm(BaseForm):
    """What a goal says."""

    title = forms.CharField(
        label=_("Do czego dąży rodzina"),
        help_text=_("Słowami rodziny, na przykład: „Chcemy spać spokojnie, bez telefonów od windykacji”."),
        max_length=300,
    )
    area = forms.ChoiceField(label=_("Dziedzina życia"), choices=LifeArea.choices)
    why = forms.CharField(
        label=_("Dlaczego to ważne"),
        help_text=with_warning(),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ChangeGoalForm(EditGoalForm):
    """The same, with the version that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class GoalForm(EditGoalForm):
    """A goal in the family's words; sent twice it is one goal."""

    for_person = forms.ChoiceField(
        label=_("Czyj to cel"),
        required=False,
        help_text=_("Cel jednej osoby widzi na swojej stronie tylko ta osoba – nikt inny z domowników."),
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7, required=False)

    def __init__(self, *args: Any, persons: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["for_person"].choices = _choices(persons, SHARED)  # type: ignore[attr-defined]


class TaskForm(BaseForm):
    """A step: a service from the basket, or a task of the family, of a worker or of a partner."""

    kind = forms.ChoiceField(
        label=_("Kto to zrobi"), choices=TaskKind.choices, widget=forms.RadioSelect, initial=TaskKind.FAMILY
    )
    title = forms.CharField(label=_("Co zostanie zrobione"), max_length=300)
    owner = forms.ChoiceField(
        label=_("Kto dokładnie"),
        required=False,
        help_text=_("Możesz zostawić puste: wtedy robi to rodzina albo pracownik prowadzący."),
    )
    service = forms.ChoiceField(
        label=_("Usługa z koszyka"),
        required=False,
        help_text=_("Tylko dla usługi partnera. Partner dostanie prośbę i wejdzie do zespołu."),
    )
    need = forms.CharField(
        label=_("O co prosisz partnera"),
        required=False,
        help_text=with_warning(
            _("Jedno zdanie. Bez rozpoznań, bez historii rodziny – partner widzi tylko to.")
        ),
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
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7, required=False)

    def __init__(
        self,
        *args: Any,
        persons: Sequence[Any],
        services: Sequence[tuple[str, str]],
        owners: Sequence[Any],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        choices: dict[str, Any] = {
            "for_person": _choices(persons, SHARED),
            "service": [("", _("– nie dotyczy –")), *services],
            "owner": owners,
            "proposed_by": [*Proposer.choices, *_people(persons)],
        }
        for name, some in choices.items():
            self.fields[name].choices = some  # type: ignore[attr-defined]


class ChangeTaskForm(BaseForm):
    """Other words, another day, other hands, with the reason and the version that was read."""

    title = forms.CharField(label=_("Co zostanie zrobione"), max_length=300)
    due_on = DayField(label=_("Do kiedy"), required=False)
    owner = forms.ChoiceField(label=_("Kto to robi"), required=False)
    reason = forms.CharField(
        label=_("Dlaczego to zmieniacie"),
        help_text=_("Powód zostaje przy kroku, razem z tym, jak było przedtem."),
        required=False,
        max_length=500,
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, owners: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if owners:
            self.fields["owner"].choices = owners  # type: ignore[attr-defined]
        else:
            del self.fields["owner"]


class AgreeForm(BaseForm):
    """Who agreed to the path as it stands, when and how."""

    person = forms.ChoiceField(label=_("Kto się zgadza"), widget=forms.RadioSelect)
    mode = forms.ChoiceField(
        label=_("W jaki sposób"), choices=MODES, widget=forms.RadioSelect, initial=ConsentMode.MEETING
    )
    agreed_on = DayField(label=_("Kiedy"), initial=clock.today)

    def __init__(self, *args: Any, persons: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = _people(persons)  # type: ignore[attr-defined]


class VoiceForm(BaseForm):
    """What a person said of a step."""

    person = forms.ChoiceField(label=_("Kto to mówi"), widget=forms.RadioSelect)
    stance = forms.ChoiceField(
        label=_("Co mówi"),
        choices=[("agrees", _("Zgadzam się na to")), ("objects", _("Nie chcę tego"))],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("Słowami tej osoby"),
        help_text=_("Sprzeciw zapisz dosłownie. Zostaje przy kroku na zawsze, także po zmianie zdania."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
    )
    mode = forms.ChoiceField(
        label=_("W jaki sposób"), choices=MODES, widget=forms.RadioSelect, initial=ConsentMode.MEETING
    )
    said_on = DayField(label=_("Kiedy"), initial=clock.today)

    def __init__(self, *args: Any, persons: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = _people(persons)  # type: ignore[attr-defined]


class WordForm(BaseForm):
    """What matters to a person."""

    person = forms.ChoiceField(label=_("Kto to mówi"), widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("Co jest ważne dla tej osoby"),
        help_text=_("Jej słowami. Przeczyta to tylko ona i pracownik, który prowadzi sprawę."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
    )
    mode = forms.ChoiceField(
        label=_("W jaki sposób"), choices=MODES, widget=forms.RadioSelect, initial=ConsentMode.MEETING
    )
    said_on = DayField(label=_("Kiedy"), initial=clock.today)

    def __init__(self, *args: Any, persons: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = _people(persons)  # type: ignore[attr-defined]


class DateAnswerForm(BaseForm):
    """Yes or no to another day."""

    accepted = forms.ChoiceField(
        label=_("Co odpowiadasz"),
        choices=[("yes", _("Przyjmuję nowy termin")), ("no", _("Zostaje stary termin"))],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("Słowo wyjaśnienia"),
        help_text=_("Przy odmowie jest potrzebne: osoba, która prosiła, je przeczyta."),
        required=False,
        max_length=500,
    )


class ReasonForm(BaseForm):
    """Why something is put aside."""

    reason = forms.CharField(
        label=_("Dlaczego to odkładacie"),
        help_text=_("Zostaje na ścieżce jako odłożone. Z powodu uczy się całe partnerstwo."),
        max_length=300,
    )


class ReopenForm(BaseForm):
    """Why a step is taken up again, and until when."""

    reason = forms.CharField(label=_("Dlaczego do tego wracacie"), max_length=300)
    due_on = DayField(label=_("Nowy termin"), required=False)


class AskAgainForm(BaseForm):
    """Another service for the same step."""

    service = forms.ChoiceField(label=_("Usługa z koszyka"))
    need = forms.CharField(
        label=_("O co prosisz partnera"),
        required=False,
        help_text=_("Jedno zdanie. Puste: zostaje to, o co prosiliście poprzednio."),
        max_length=300,
    )

    def __init__(self, *args: Any, services: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["service"].choices = services  # type: ignore[attr-defined]


class PrintForm(BaseForm):
    """Which paper, for whom, in which language; sent twice it is one paper."""

    kind = forms.ChoiceField(
        label=_("Co wydrukować"),
        choices=PaperKind.choices,
        widget=forms.RadioSelect,
        initial=PaperKind.CONTRACT,
    )
    person = forms.ChoiceField(label=_("Dla kogo"), required=False)
    language = forms.ChoiceField(label=_("Język"), choices=LANGUAGES, initial="pl")
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7, required=False)

    def __init__(self, *args: Any, persons: Sequence[Any], whole: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        first = [("", _("cała rodzina na jednym dokumencie"))] if whole else []
        self.fields["person"].choices = [*first, *_people(persons)]  # type: ignore[attr-defined]


class SocialPlanForm(BaseForm):
    """What only the individual plan of social services asks for."""

    starts_on = DayField(label=_("Plan obowiązuje od"), initial=clock.today)
    ends_on = DayField(label=_("Plan obowiązuje do"))
    needs = forms.CharField(label=_("Potrzeby"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    expectations = forms.CharField(
        label=_("Oczekiwania"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    principles = forms.CharField(
        label=_("Zasady uczestnictwa"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    duties = forms.CharField(
        label=_("Obowiązki osoby, dla której jest plan"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    coordinator = forms.CharField(label=_("Koordynator"), max_length=200, required=False)
    first_check = DayField(label=_("Pierwsze sprawdzenie, jak idzie"), required=False)
    second_check = DayField(label=_("Drugie sprawdzenie"), required=False)
    third_check = DayField(label=_("Trzecie sprawdzenie"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class TermsForm(BaseForm):
    """Scope, period and place of one service of the plan."""

    scope = forms.CharField(label=_("Zakres"), required=False, max_length=500)
    place = forms.CharField(label=_("Miejsce"), required=False, max_length=200)
    starts_on = DayField(label=_("Od"), required=False)
    ends_on = DayField(label=_("Do"), required=False)


class ScanForm(BaseForm):
    """A scan or photograph of a signed paper."""

    file = forms.FileField(
        label=_("Skan albo zdjęcie podpisanego dokumentu"),
        help_text=_("PDF, JPG albo PNG. Ma być widać cały kod QR spod podpisów."),
        widget=forms.FileInput(attrs={"accept": "application/pdf,image/jpeg,image/png"}),
    )


class StandstillForm(BaseForm):
    """After how many silent days a step stands still."""

    days = forms.IntegerField(
        label=_("Po ilu dniach ciszy"), min_value=STALLED_BOUNDS[0], max_value=STALLED_BOUNDS[1]
    )
