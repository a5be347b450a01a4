"""Forms of a team's meetings. Whether something is allowed, the domain says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from core.shared import clock
from core.shared.ids import uuid7
from core.shared.meeting_hours import WARSAW, moment
from core.teams.enums import Answer, Coming, SlotChoice
from core.teams.rules.slots import MOST_SLOTS
from web.families.forms import KeyedForm
from web.partnership.meeting_forms import HourField
from web.shell.forms import BaseForm, DayField

Choice = tuple[str, Any]
_OFF = {"autocomplete": "off"}
_URL = {"inputmode": "url", "spellcheck": "false", **_OFF}
ROWS = 3
WEEK = 7


class PlaceForm(KeyedForm):
    """Who is asked, and where."""

    title = forms.CharField(
        label=_("Nazwa dla zespołu"),
        required=False,
        max_length=120,
        help_text=_("Może zostać puste. Nie trafia do wiadomości ani do kalendarzy."),
        widget=forms.TextInput(attrs=_OFF),
    )
    place = forms.CharField(
        label=_("Miejsce"),
        required=False,
        max_length=200,
        help_text=_("Zobaczą je zaproszeni na swojej stronie."),
        widget=forms.TextInput(attrs=_OFF),
    )
    remote_address = forms.CharField(
        label=_("Adres spotkania zdalnego"),
        required=False,
        max_length=300,
        help_text=_("Zaczyna się od https://. Podaj go, jeśli ktoś może dołączyć z daleka."),
        widget=forms.TextInput(attrs=_URL),
    )
    members = forms.MultipleChoiceField(
        label=_("Kogo zapraszasz"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Zaznacz, kogo zapraszasz.")},
    )

    def __init__(self, *args: Any, members: Sequence[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["members"].choices = list(members)  # type: ignore[attr-defined]


class PlanForm(PlaceForm):
    """A meeting whose time is known."""

    day = DayField(label=_("Dzień"))
    starts = HourField(label=_("Początek"), help_text=_("Na przykład 10:00."))
    ends = HourField(label=_("Koniec"))
    field_order = ("key", "day", "starts", "ends", "place", "remote_address", "members", "title")

    def times(self) -> dict[str, datetime]:
        """Beginning and end as moments."""
        data = self.cleaned_data
        return span(data["day"], data["starts"], data["ends"])


class TimesForm(PlaceForm):
    """Several times to choose from: a day and an hour a row; rows left empty are none."""

    length = forms.IntegerField(
        label=_("Ile minut potrwa"),
        initial=90,
        min_value=15,
        max_value=480,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-4", "inputmode": "numeric", **_OFF}),
    )
    answer_by = DayField(label=_("Do kiedy czekasz na odpowiedzi"), required=False)

    def __init__(self, *args: Any, rows: int = ROWS, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = min(max(rows, ROWS), MOST_SLOTS)
        for number in range(1, self.rows + 1):
            self.fields[f"day_{number}"] = DayField(
                label=_now("Termin %(number)d: dzień") % {"number": number}, required=number == 1
            )
            self.fields[f"hour_{number}"] = HourField(
                label=_now("Termin %(number)d: początek") % {"number": number}, required=number == 1
            )
        order = [name for number in range(1, self.rows + 1) for name in (f"day_{number}", f"hour_{number}")]
        self.order_fields(
            ["key", *order, "length", "answer_by", "place", "remote_address", "members", "title"]
        )

    def clean(self) -> dict[str, Any]:
        """A row has both of its halves or neither."""
        data: dict[str, Any] = super().clean() or {}
        for number in range(2, self.rows + 1):
            day, hour = data.get(f"day_{number}"), data.get(f"hour_{number}")
            if (day is None) != (hour is None):
                self.add_error(
                    f"hour_{number}" if hour is None else f"day_{number}",
                    _now("Podaj i dzień, i godzinę tego terminu albo zostaw oba pola puste."),
                )
        return data

    def times(self) -> list[tuple[datetime, datetime]]:
        """The proposed times with their ends."""
        data, found = self.cleaned_data, []
        for number in range(1, self.rows + 1):
            day, hour = data.get(f"day_{number}"), data.get(f"hour_{number}")
            if day is not None and hour is not None:
                starts = moment(day, hour)
                minutes = starts.hour * 60 + starts.minute + data["length"]
                ends = time(minutes // 60, minutes % 60) if minutes < 24 * 60 else time(23, 59)
                found.append((starts, moment(day, ends)))
        return found


class MoveForm(BaseForm):
    """Another time or place, and why."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    day = DayField(label=_("Dzień"))
    starts = HourField(label=_("Początek"))
    ends = HourField(label=_("Koniec"))
    place = forms.CharField(label=_("Miejsce"), required=False, max_length=200)
    remote_address = forms.CharField(
        label=_("Adres spotkania zdalnego"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs=_URL),
    )
    reason = forms.CharField(
        label=_("Dlaczego przenosisz"),
        max_length=300,
        help_text=_("Zaproszeni przeczytają to na swojej stronie."),
    )


class ReasonForm(BaseForm):
    """Why."""

    reason = forms.CharField(
        label=_("Powód"), max_length=300, help_text=_("Zaproszeni przeczytają go na swojej stronie.")
    )


class InviteForm(BaseForm):
    """Further seats to invite."""

    members = forms.MultipleChoiceField(
        label=_("Kogo jeszcze zapraszasz"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Zaznacz, kogo zapraszasz.")},
    )

    def __init__(self, *args: Any, members: Sequence[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["members"].choices = list(members)  # type: ignore[attr-defined]


class TimesAnswerForm(BaseForm):
    """Which of the proposed times suit."""

    def __init__(self, *args: Any, slots: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, label in slots:
            self.fields[key] = forms.ChoiceField(
                label=label,
                choices=SlotChoice.choices,
                widget=forms.RadioSelect,
                error_messages={"required": _("Zaznacz odpowiedź przy każdym terminie.")},
            )


class ComingForm(BaseForm):
    """Whether one comes."""

    answer = forms.ChoiceField(
        label=_("Czy będziesz?"),
        choices=Answer.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Zaznacz odpowiedź.")},
    )

    def __init__(self, *args: Any, remote: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(value, label) for value, label in Answer.choices if remote or value != Answer.REMOTE]
        self.fields["answer"].choices = choices  # type: ignore[attr-defined]


class SubstituteForm(BaseForm):
    """Who comes instead, this once."""

    substitute = forms.ChoiceField(label=_("Kto przyjdzie zamiast"), required=False, widget=forms.RadioSelect)

    def __init__(self, *args: Any, people: Sequence[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("nikt, przyjdzie ta sama osoba")), *people]
        self.fields["substitute"].choices = choices  # type: ignore[attr-defined]


class TickForm(BaseForm):
    """How somebody came."""

    coming = forms.ChoiceField(
        label=_("Obecność"), choices=[("", _("nie zaznaczono")), *Coming.choices], required=False
    )


class PointForm(KeyedForm):
    """A point of the agenda; about one person it stays between that person and the worker."""

    title = forms.CharField(label=_("Temat punktu"), max_length=200, widget=forms.TextInput(attrs=_OFF))
    for_person = forms.ChoiceField(
        label=_("Kogo dotyczy"),
        required=False,
        help_text=_("Punkt o jednej osobie przeczyta tylko ona i Ty."),
    )

    def __init__(self, *args: Any, persons: Sequence[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["for_person"].choices = [("", _("wszystkich")), *persons]  # type: ignore[attr-defined]


class DecisionForm(KeyedForm):
    """What was agreed; with a goal it becomes a step of the path at once."""

    text = forms.CharField(label=_("Co ustaliliście"), max_length=300, widget=forms.TextInput(attrs=_OFF))
    point = forms.ChoiceField(label=_("Do którego punktu"), required=False)
    goal = forms.ChoiceField(label=_("Krok do celu"), required=False)
    who = forms.ChoiceField(label=_("Kto to zrobi"), required=False)
    due_on = DayField(label=_("Do kiedy"), required=False)

    def __init__(
        self,
        *args: Any,
        points: Sequence[Choice],
        goals: Sequence[Choice],
        who: Sequence[Choice],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = {
            "point": [("", _("bez punktu")), *points],
            "goal": [("", _("to nie jest krok")), *goals],
            "who": list(who),
        }
        for name, values in choices.items():
            self.fields[name].choices = values  # type: ignore[attr-defined]


class MinutesForm(BaseForm):
    """What the minutes say of a point, against the version that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Zapis"), required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 8})
    )


class FinishForm(BaseForm):
    """People stand up."""

    next_on = DayField(label=_("Następne spotkanie"), required=False)
    without_family_reason = forms.CharField(
        label=_("Dlaczego bez rodziny"),
        required=False,
        max_length=500,
        help_text=_("Wypełnij tylko wtedy, gdy nikogo z rodziny nie było."),
    )


class TermForm(BaseForm):
    """Until when attendees may amend."""

    amend_until = DayField(label=_("Uwagi do dnia"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"amend_until": clock.today() + timedelta(days=WEEK)})
        super().__init__(*args, **kwargs)


class AmendForm(KeyedForm):
    """Other words for a point."""

    text = forms.CharField(
        label=_("Jak powinno być"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 6})
    )
    comment = forms.CharField(label=_("Dlaczego"), required=False, max_length=500)


class AcceptForm(BaseForm):
    """The words that go into the minutes, as proposed or mended."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Tekst do protokołu"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 6})
    )


class JoinForm(KeyedForm):
    """A partner asks for a seat by the number that the family told."""

    case_number = forms.CharField(
        label=_("Numer sprawy"),
        max_length=20,
        help_text=_("Podała go Ci rodzina. Niczego o niej nie pokażemy, zanim się nie zgodzi."),
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", **_OFF}),
    )
    reason = forms.CharField(
        label=_("W czym chcecie pomóc"),
        max_length=300,
        help_text=_("Jedno zdanie. Przeczyta je pracownik socjalny."),
    )


class JoinByLinkForm(BaseForm):
    """Whoever was invited asks for the seat."""

    reason = forms.CharField(
        label=_("W czym chcesz pomóc"),
        max_length=300,
        help_text=_("Jedno zdanie. Przeczyta je pracownik socjalny, który zaprasza."),
    )


class InviteToAskForm(KeyedForm):
    """Somebody close to the family who would help."""

    helper_name = forms.CharField(
        label=_("Imię i nazwisko"), max_length=120, widget=forms.TextInput(attrs=_OFF)
    )
    helper_email = forms.EmailField(
        label=_("Adres e-mail"),
        max_length=254,
        help_text=_("Wyślemy tylko zaproszenie. O rodzinie niczego w nim nie będzie."),
        widget=forms.EmailInput(attrs={"spellcheck": "false", **_OFF}),
        error_messages={"invalid": _("Podaj adres e-mail, na przykład jan@poczta.pl.")},
    )


class ApproveForm(BaseForm):
    """The family's word before anybody is let in."""

    family_agrees = forms.BooleanField(label=_("Rodzina wie o tym i się zgadza"), required=False)


class HandOverForm(BaseForm):
    """To whom the lead passes, and why."""

    to = forms.ChoiceField(label=_("Nowa osoba prowadząca"))
    reason = forms.CharField(
        label=_("Powód"), max_length=300, help_text=_("Widzi go tylko osoba, która prowadzi sprawę.")
    )

    def __init__(self, *args: Any, workers: Sequence[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [("", _("wybierz")), *workers]  # type: ignore[attr-defined]


class QuorumForm(BaseForm):
    """The town's rule."""

    family = forms.IntegerField(label=_("Ile osób z rodziny"), min_value=1, max_value=5)
    others = forms.IntegerField(
        label=_("Ile innych osób oprócz moderatora"),
        min_value=0,
        max_value=10,
        help_text=_("Liczą się partnerzy, inni pracownicy, osoby pomagające i dalsze osoby z rodziny."),
    )


def span(day: date, starts: time, ends: time) -> dict[str, datetime]:
    """Beginning and end of a meeting on a day in Poland."""
    return {"starts_at": moment(day, starts), "ends_at": moment(day, ends)}


def hours_of(starts_at: datetime, ends_at: datetime) -> dict[str, Any]:
    """Day and hours for a form."""
    first, last = starts_at.astimezone(WARSAW), ends_at.astimezone(WARSAW)
    return {"day": first.date(), "starts": first.time(), "ends": last.time()}


class AnnexForm(BaseForm):
    """What published minutes should say, and why."""

    point = forms.ChoiceField(
        label=_("Którego punktu dotyczy"),
        required=False,
        help_text=_("Aneks do punktu o jednej osobie zobaczy tylko ta osoba."),
    )
    text = forms.CharField(
        label=_("Jak powinno być"), widget=forms.Textarea(attrs={"rows": 5}), max_length=4000
    )
    reason = forms.CharField(label=_("Dlaczego"), widget=forms.Textarea(attrs={"rows": 2}), max_length=1000)
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)

    def __init__(self, *args: Any, points: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["point"]
        choice.choices = [("", _("całego protokołu")), *points]
