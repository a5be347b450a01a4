"""Forms of accession: stages, diagnoses, the resource map, invitations, ways to reach people."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.partnership.enums import OrganisationKind
from core.partnership.enums.accession import (
    AddressKind,
    ContactWay,
    InvitationAnswer,
    InvitationChannel,
    ResourceStatus,
    StepOutcome,
)
from core.reference.grounds import Sector
from web.partnership.forms import KeyedForm
from web.shell.forms import BaseForm, DayField

_SHORT = {"class": "govuk-input--width-20"}
_TALL = {"rows": 5}
_HOUR = {"class": "govuk-input--width-5", "inputmode": "numeric"}
WEEKDAYS = [
    ("1", _("poniedziałek")),
    ("2", _("wtorek")),
    ("3", _("środa")),
    ("4", _("czwartek")),
    ("5", _("piątek")),
    ("6", _("sobota")),
    ("7", _("niedziela")),
]


class StepForm(KeyedForm):
    """How a stage stands: everything that is kept of it."""

    seen = forms.UUIDField(widget=forms.HiddenInput, required=False)
    planned_on = DayField(label=_("Planowany dzień"), required=False)
    reached_on = DayField(
        label=_("Dzień osiągnięcia"),
        required=False,
        help_text=_("Zostaw puste, jeżeli etap jeszcze trwa."),
    )
    outcome = forms.ChoiceField(
        label=_("Decyzja"),
        required=False,
        choices=[("", _("jeszcze nie ma decyzji")), *StepOutcome.choices],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label=_("Notatka"), required=False, widget=forms.Textarea(attrs=_TALL))
    reason = forms.CharField(
        label=_("Powód zmiany albo kolejności"),
        required=False,
        help_text=_(
            "Potrzebny, gdy poprawiasz zapisany dzień albo gdy etap wyprzedza ten, po którym następuje."
        ),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, decides: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not decides:
            del self.fields["outcome"]


class AssessmentForm(KeyedForm):
    """A local diagnosis."""

    title = forms.CharField(label=_("Tytuł"), max_length=200)
    made_on = DayField(label=_("Stan na dzień"))
    author = forms.CharField(label=_("Kto przygotował"), required=False, max_length=200)
    sources = forms.CharField(
        label=_("Źródła"),
        required=False,
        help_text=_("Statystyki, rozmowy, ankiety. Bez danych osób i rodzin."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    needs = forms.CharField(
        label=_("Potrzeby i trudności"), required=False, widget=forms.Textarea(attrs=_TALL)
    )
    resources = forms.CharField(label=_("Zasoby"), required=False, widget=forms.Textarea(attrs=_TALL))
    conclusions = forms.CharField(
        label=_("Wnioski dla partnerstwa"), required=False, widget=forms.Textarea(attrs=_TALL)
    )


class ResourceForm(KeyedForm):
    """An institution on the map."""

    name = forms.CharField(label=_("Nazwa instytucji"), max_length=200)
    sector = forms.ChoiceField(label=_("Sektor"), choices=[("", _("Wybierz sektor")), *Sector.choices])
    kind = forms.ChoiceField(
        label=_("Czyja to instytucja"), choices=OrganisationKind.choices, initial="gmina_unit"
    )
    offer = forms.CharField(
        label=_("Co może wnieść"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    contact_name = forms.CharField(label=_("Osoba do kontaktu"), required=False, max_length=200)
    email = forms.EmailField(label=_("E-mail"), required=False)
    phone = forms.CharField(
        label=_("Telefon"), required=False, max_length=40, widget=forms.TextInput(attrs=_SHORT)
    )
    address = forms.CharField(label=_("Adres"), required=False, max_length=200)
    website = forms.URLField(label=_("Strona internetowa"), required=False, assume_scheme="https")


class ResourceFilter(BaseForm):
    """What the map is narrowed to."""

    q = forms.CharField(label=_("Nazwa lub oferta"), required=False, max_length=100)
    sektor = forms.ChoiceField(
        label=_("Sektor"), required=False, choices=[("", _("Wszystkie sektory")), *Sector.choices]
    )
    stan = forms.ChoiceField(
        label=_("Stan"), required=False, choices=[("", _("Wszystkie")), *ResourceStatus.choices]
    )


class DropForm(BaseForm):
    """Why an institution is left out."""

    reason = forms.CharField(label=_("Powód"), widget=forms.Textarea(attrs={"rows": 3}))


class InvitationForm(KeyedForm):
    """How an institution is invited."""

    channel = forms.ChoiceField(
        label=_("Jak wysłać zaproszenie"),
        choices=[
            (InvitationChannel.EMAIL, _("e-mailem, z odnośnikiem do odpowiedzi")),
            (InvitationChannel.LETTER, _("listem do wydrukowania")),
        ],
        initial=InvitationChannel.EMAIL,
        widget=forms.RadioSelect,
    )
    email = forms.EmailField(label=_("Adres e-mail"), required=False)
    message = forms.CharField(
        label=_("Własne zdania w zaproszeniu"),
        required=False,
        help_text=_("Na przykład termin pierwszego spotkania. Reszta treści jest gotowa."),
        widget=forms.Textarea(attrs=_TALL),
    )
    answer_by = DayField(label=_("Prosimy o odpowiedź do"))


class InvitationFilter(BaseForm):
    """What the list of invitations is narrowed to."""

    stan = forms.ChoiceField(
        label=_("Stan"),
        required=False,
        choices=[
            ("", _("Wszystkie")),
            ("open", _("czekają na odpowiedź")),
            ("overdue", _("po terminie odpowiedzi")),
            *InvitationAnswer.choices,
            ("cancelled", _("wycofane")),
        ],
    )


class LettersForm(BaseForm):
    """Which letters to print into one file."""

    letters = forms.MultipleChoiceField(
        label=_("Listy"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Zaznacz co najmniej jeden list.")},
    )

    def __init__(self, *args: Any, choices: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["letters"].choices = list(choices.items())  # type: ignore[attr-defined]
        self.fields["letters"].initial = list(choices)


class AnswerForm(BaseForm):
    """An institution's answer."""

    answer = forms.ChoiceField(
        label=_("Odpowiedź"),
        choices=[
            ("joins", _("Przystępujemy do partnerstwa")),
            ("declines", _("Nie przystępujemy")),
            ("call", _("Prosimy o telefon")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Wybierz odpowiedź.")},
    )
    reason = forms.CharField(
        label=_("Powód odmowy albo uwagi"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    contact = forms.CharField(
        label=_("Osoba do kontaktu i telefon służbowy"),
        required=False,
        max_length=200,
        help_text=_("Potrzebne, gdy prosicie o telefon."),
    )


class PowiatForm(KeyedForm):
    """Which powiat is asked to be the strategic partner."""

    powiat = forms.ChoiceField(label=_("Powiat"), widget=forms.RadioSelect)
    message = forms.CharField(
        label=_("Własne zdania w zaproszeniu"), required=False, widget=forms.Textarea(attrs=_TALL)
    )
    answer_by = DayField(label=_("Prosimy o odpowiedź do"))

    def __init__(self, *args: Any, powiats: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["powiat"].choices = list(powiats.items())  # type: ignore[attr-defined]


class OfferForm(BaseForm):
    """A powiat's answer to a gmina."""

    answer = forms.ChoiceField(
        label=_("Odpowiedź"),
        choices=[
            ("accepted", _("Przyjmujemy zaproszenie")),
            ("declined", _("Nie przyjmujemy zaproszenia")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Wybierz odpowiedź.")},
    )
    reason = forms.CharField(
        label=_("Powód odmowy"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    contact = forms.CharField(
        label=_("Kto po stronie powiatu prowadzi sprawę (telefon służbowy)"), required=False, max_length=200
    )


class AddressForm(KeyedForm):
    """An address of an organisation."""

    kind = forms.ChoiceField(label=_("Do czego służy ten adres"), choices=AddressKind.choices)
    label = forms.CharField(
        label=_("Nazwa miejsca"),
        required=False,
        max_length=120,
        help_text=_("Na przykład „Filia nr 2” albo „Kancelaria”."),
    )
    street = forms.CharField(label=_("Ulica i numer"), required=False, max_length=120)
    postcode = forms.CharField(
        label=_("Kod pocztowy"), max_length=6, widget=forms.TextInput(attrs={"class": "govuk-input--width-5"})
    )
    city = forms.CharField(label=_("Miejscowość"), max_length=80)
    teryt = forms.CharField(
        label=_("Kod TERYT gminy"),
        required=False,
        max_length=7,
        help_text=_("7 cyfr. Potrzebny, gdy miejsce usług leży w innej gminie."),
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "inputmode": "numeric"}),
    )


class SubstituteForm(KeyedForm):
    """Who stands in for somebody, and from when to when."""

    substitute = forms.ChoiceField(label=_("Kto zastępuje"))
    starts_on = DayField(label=_("Pierwszy dzień zastępstwa"))
    last_on = DayField(label=_("Ostatni dzień zastępstwa"))
    note = forms.CharField(
        label=_("Uwagi"),
        required=False,
        max_length=200,
        help_text=_("Bez powodu nieobecności: nikt nie musi go znać."),
    )

    def __init__(self, *args: Any, people: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Wybierz osobę")), *people.items()]
        self.fields["substitute"].choices = choices  # type: ignore[attr-defined]


class ContactForm(KeyedForm):
    """When and how somebody is reached."""

    way = forms.ChoiceField(label=_("Jak"), choices=ContactWay.choices, widget=forms.RadioSelect)
    weekdays = forms.MultipleChoiceField(
        label=_("W które dni"),
        choices=WEEKDAYS,
        initial=["1", "2", "3", "4", "5"],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Zaznacz co najmniej jeden dzień tygodnia.")},
    )
    from_time = forms.TimeField(
        label=_("Od godziny"),
        initial="08:00",
        widget=forms.TextInput(attrs=_HOUR),
        error_messages={"invalid": _("Podaj godzinę w postaci 8:00.")},
    )
    until_time = forms.TimeField(
        label=_("Do godziny"),
        initial="15:00",
        widget=forms.TextInput(attrs=_HOUR),
        error_messages={"invalid": _("Podaj godzinę w postaci 15:30.")},
    )
    starts_on = DayField(label=_("Od dnia"))
    last_on = DayField(
        label=_("Do dnia"), required=False, help_text=_("Zostaw puste, jeżeli tak jest stale.")
    )
    note = forms.CharField(label=_("Uwagi"), required=False, max_length=200)


class EditPersonForm(BaseForm):
    """What is known of a partner's person."""

    name = forms.CharField(label=_("Imię i nazwisko"), max_length=200)
    job_title = forms.CharField(label=_("Stanowisko"), required=False, max_length=120)
    email = forms.EmailField(label=_("E-mail służbowy"), required=False)
    phone = forms.CharField(
        label=_("Telefon służbowy"), required=False, max_length=40, widget=forms.TextInput(attrs=_SHORT)
    )
    duties = forms.MultipleChoiceField(
        label=_("Za co odpowiada"),
        choices=[
            ("coordinator", _("koordynuje współpracę z partnerstwem")),
            ("delegate", _("dołącza do zespołów zadaniowych")),
        ],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Zaznacz, za co ta osoba odpowiada.")},
    )
