"""Forms of an assessment: whom it is about, what was said, and the town's own form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.assessments.enums import QuestionKind, YesNo
from core.assessments.operations import AssessmentData
from core.assessments.operations.own import OwnWord
from core.assessments.rules.forms import ANCHORS, HIGHEST, LOWEST, OwnQuestion, said
from core.assessments.rules.readings import EVERY_WEEKS, LONGEST_TEXT, WEEKS, Entry
from core.shared import clock
from web.shell.forms import BaseForm, DayField

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from core.assessments.models import Assessment, OwnReading
    from core.assessments.rules.forms import Domain, Form, Question, Wording

_SCALE = [("", "–"), *((str(number), str(number)) for number in range(LOWEST, HIGHEST + 1))]
OWN_ROWS = 5


def words(wording: Wording) -> str:
    """The text in the reader's language."""
    return said(wording, get_language() or "pl")


class StartForm(BaseForm):
    """Whom the talk is about, when it took place and who was there."""

    person = forms.ChoiceField(label=_("O kim rozmawiacie"), required=False, widget=forms.RadioSelect)
    held_on = DayField(label=_("Kiedy"), initial=clock.today)
    took_part = forms.MultipleChoiceField(
        label=_("Kto z rodziny bierze udział"), widget=forms.CheckboxSelectMultiple
    )
    others = forms.CharField(
        label=_("Kto jeszcze jest przy rozmowie"),
        help_text=_("Na przykład: asystentka rodziny. Bez nazwisk."),
        required=False,
        max_length=200,
    )

    def __init__(self, *args: Any, persons: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(str(row.pk), row.full_name) for row in persons]
        whole = ("", _("o całej rodzinie"))
        self.fields["person"].choices = [whole, *named]  # type: ignore[attr-defined]
        self.fields["took_part"].choices = named  # type: ignore[attr-defined]


@dataclass(frozen=True)
class AskedQuestion:
    """A question of a domain with its field; `scale` is laid out as a row of numbers."""

    field: BoundField
    scale: bool


@dataclass(frozen=True)
class DomainPart:
    """A domain of the form with its fields, as the template lays it out."""

    code: str
    label: str
    description: str
    anchors: list[tuple[int, str]]
    scales: list[BoundField]
    texts: list[BoundField]
    questions: list[AskedQuestion]
    is_open: bool


@dataclass(frozen=True)
class OwnPart:
    """A domain on the own page: its words, the scale, the field for own words."""

    label: str
    description: str
    anchors: list[tuple[int, str]]
    scale: BoundField
    words: BoundField


class OwnReadingForm(BaseForm):
    """A person's own numbers from nought to ten; each domain may be left out."""

    def __init__(self, *args: Any, form: Form, last: Mapping[str, OwnReading], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.domains = form.domains_for(one_person=True)
        for domain in self.domains:
            before = last.get(domain.code)
            self.fields[f"number-{domain.code}"] = forms.ChoiceField(
                label=words(domain.label),
                choices=_SCALE,
                required=False,
                widget=forms.RadioSelect,
                initial=str(before.number) if before else "",
            )
            self.fields[f"words-{domain.code}"] = forms.CharField(
                label=_("Słowami, jeśli chcesz: %(domain)s") % {"domain": words(domain.label)},
                required=False,
                max_length=LONGEST_TEXT,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    @property
    def parts(self) -> list[OwnPart]:
        """The domains as the template lays them out."""
        return [
            OwnPart(
                label=words(domain.label),
                description=words(domain.description),
                anchors=[(int(number), words(said)) for number, said in domain.anchors.items()],
                scale=self[f"number-{domain.code}"],
                words=self[f"words-{domain.code}"],
            )
            for domain in self.domains
        ]

    @property
    def said(self) -> list[OwnWord]:
        """What was said: domains with a number."""
        given = self.cleaned_data
        return [
            OwnWord(domain.code, int(given[f"number-{domain.code}"]), given[f"words-{domain.code}"])
            for domain in self.domains
            if given.get(f"number-{domain.code}")
        ]


class TalkForm(BaseForm):
    """What was said: the day, who took part, and for each domain two numbers, words and questions."""

    held_on = DayField(label=_("Kiedy"))
    took_part = forms.MultipleChoiceField(
        label=_("Kto z rodziny bierze udział"), required=False, widget=forms.CheckboxSelectMultiple
    )
    others = forms.CharField(label=_("Kto jeszcze jest przy rozmowie"), required=False, max_length=200)
    words = forms.CharField(
        label=_("Co jest dla rodziny najważniejsze"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, assessment: Assessment, persons: Sequence[Any], reason: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.persons = {str(row.pk): row for row in persons}
        self.assessment = assessment
        one_person = assessment.person_id is not None
        self.domains = assessment.form.form.domains_for(one_person=one_person)
        choices = [(key, row.full_name) for key, row in self.persons.items()]
        self.fields["took_part"].choices = choices  # type: ignore[attr-defined]
        for domain in self.domains:
            self._add(domain, one_person=one_person)
        if reason:
            self.fields["reason"] = forms.CharField(label=_("Co i dlaczego poprawiasz"), max_length=300)

    def _add(self, domain: Domain, *, one_person: bool) -> None:
        code = domain.code
        theirs = _("Osoba mówi") if one_person else _("Rodzina mówi")
        for who, label in (("family", theirs), ("worker", _("Ja oceniam"))):
            self.fields[f"{who}-{code}"] = _scale(label)
        for name, label in (("strengths", _("Mocne strony")), ("needs", _("Czego potrzeba"))):
            self.fields[f"{name}-{code}"] = _text(label)
        for question in domain.questions:
            self.fields[f"q-{question.code}"] = _question(question)

    @property
    def parts(self) -> list[DomainPart]:
        """The domains with their bound fields."""
        return [self._part(domain) for domain in self.domains]

    def _part(self, domain: Domain) -> DomainPart:
        anchors = {int(number): text for number, text in domain.anchors.items()}
        questions = [
            AskedQuestion(self[f"q-{one.code}"], one.kind == QuestionKind.SCALE) for one in domain.questions
        ]
        owed = any(one.required for one in domain.questions)
        return DomainPart(
            code=domain.code,
            label=words(domain.label),
            description=words(domain.description),
            anchors=[(number, words(anchors[number])) for number in ANCHORS if number in anchors],
            scales=[self[f"{who}-{domain.code}"] for who in ("family", "worker")],
            texts=[self[f"{name}-{domain.code}"] for name in ("strengths", "needs")],
            questions=questions,
            is_open=owed or any(one.field.value() or one.field.errors for one in questions),
        )

    def data_said(self) -> AssessmentData:
        """What the operation takes."""
        data = self.cleaned_data
        return AssessmentData(
            held_on=data["held_on"],
            took_part=[self.persons[key] for key in data["took_part"]],
            others=data["others"],
            words=data["words"],
            entries=[
                Entry(
                    one.code,
                    worker=data[f"worker-{one.code}"],
                    family=data[f"family-{one.code}"],
                    strengths=data[f"strengths-{one.code}"],
                    needs=data[f"needs-{one.code}"],
                )
                for one in self.domains
            ],
            answers={
                question.code: data[f"q-{question.code}"]
                for domain in self.domains
                for question in domain.questions
            },
        )


def said_so_far(assessment: Assessment) -> dict[str, Any]:
    """The values of the fields from what the assessment holds."""
    values: dict[str, Any] = {
        "held_on": assessment.held_on,
        "took_part": [str(row.person_id) for row in assessment.took_part.all()],
        "others": assessment.others,
        "words": assessment.words,
        "version": assessment.version,
    }
    for row in assessment.readings.all():
        values[f"worker-{row.domain}"] = "" if row.worker is None else str(row.worker)
        values[f"family-{row.domain}"] = "" if row.family is None else str(row.family)
        values[f"strengths-{row.domain}"], values[f"needs-{row.domain}"] = row.strengths, row.needs
    values |= {f"q-{row.question}": row.value for row in assessment.answers.all()}
    return values


def _scale(label: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        choices=_SCALE,
        coerce=int,
        empty_value=None,
        required=False,
        initial="",
        widget=forms.RadioSelect,
    )


def _text(label: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 2})
    return forms.CharField(label=label, required=False, max_length=LONGEST_TEXT, widget=area)


def _question(question: Question) -> forms.Field:
    label, hint = words(question.text), words(question.help)
    common: dict[str, Any] = {"label": label, "help_text": hint, "required": False}
    if question.kind == QuestionKind.TEXT:
        return forms.CharField(max_length=LONGEST_TEXT, **common)
    none: tuple[str, Any] = ("", _("bez odpowiedzi"))
    choices: list[tuple[str, Any]] = [none, *((one.code, words(one.text)) for one in question.choices)]
    if question.kind == QuestionKind.SCALE:
        choices = [*_SCALE]
    elif question.kind == QuestionKind.YES_NO:
        choices = [none, *YesNo.choices]
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, initial="", **common)


class ShapeForm(BaseForm):
    """What a town asks: domains and questions of the template, how often."""

    every_weeks = forms.IntegerField(
        label=_("Co ile tygodni powtarzacie ocenę"),
        initial=EVERY_WEEKS,
        min_value=WEEKS[0],
        max_value=WEEKS[1],
        help_text=_("Zwykle 12."),
    )
    note = forms.CharField(
        label=_("Co się zmienia i dlaczego"),
        required=False,
        max_length=300,
        help_text=_("Zdanie dla zespołu, stoi przy wersji."),
    )
    after = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, template: Form, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.template = template
        for domain in template.domains:
            self.fields[f"d-{domain.code}"] = forms.BooleanField(label=words(domain.label), required=False)
            for question in domain.questions:
                self.fields[f"q-{question.code}"] = forms.BooleanField(
                    label=words(question.text), required=False
                )
                self.fields[f"r-{question.code}"] = forms.BooleanField(label=_("wymagane"), required=False)

    @property
    def parts(self) -> list[dict[str, Any]]:
        """Domains with their boxes."""
        return [
            {
                "code": domain.code,
                "domain": self[f"d-{domain.code}"],
                "description": words(domain.description),
                "alone": domain.alone,
                "questions": [
                    (self[f"q-{question.code}"], self[f"r-{question.code}"]) for question in domain.questions
                ],
            }
            for domain in self.template.domains
        ]

    def chosen(self) -> dict[str, Any]:
        """What the operation takes, save for the own questions."""
        data = self.cleaned_data
        marked: dict[str, list[str]] = {"d": [], "q": [], "r": []}
        for name, value in data.items():
            kind, _dash, code = name.partition("-")
            if value and code and kind in marked:
                marked[kind].append(code)
        kept = [code for code in marked["q"] if self._domain_of(code) in marked["d"]]
        return {
            "domains": marked["d"],
            "questions": kept,
            "required": [code for code in marked["r"] if code in kept],
            "every_weeks": data["every_weeks"],
            "note": data["note"],
            "after": data["after"],
        }

    def _domain_of(self, question: str) -> str:
        return next(
            domain.code
            for domain in self.template.domains
            if any(one.code == question for one in domain.questions)
        )


def shape_of(form: Form, every_weeks: int, after: int) -> dict[str, Any]:
    """The boxes as the form in force has them."""
    values: dict[str, Any] = {"every_weeks": every_weeks, "after": after}
    for domain in form.domains:
        values[f"d-{domain.code}"] = True
        for question in domain.questions:
            values[f"q-{question.code}"] = True
            values[f"r-{question.code}"] = question.required
    return values


class OwnQuestionForm(BaseForm):
    """One question of the town's own; a row without a text is left out."""

    domain = forms.ChoiceField(label=_("Dziedzina"))
    kind = forms.ChoiceField(label=_("Rodzaj odpowiedzi"), choices=QuestionKind.choices)
    text = forms.CharField(label=_("Pytanie"), required=False, max_length=200)
    help = forms.CharField(label=_("Podpowiedź"), required=False, max_length=200)
    choices = forms.CharField(
        label=_("Odpowiedzi do wyboru, każda w osobnym wierszu"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, domains: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["domain"].choices = list(domains)  # type: ignore[attr-defined]

    @property
    def is_empty(self) -> bool:
        return not self.cleaned_data.get("text", "").strip()

    def question(self) -> OwnQuestion:
        """What the operation takes."""
        data: Mapping[str, str] = self.cleaned_data
        return OwnQuestion(
            data["domain"], data["kind"], data["text"], data["help"], data["choices"].splitlines()
        )


def own_rows(data: Any, form: Form, template: Form) -> list[OwnQuestionForm]:
    """Rows for own questions: those in force, then empty ones."""
    domains = [(domain.code, words(domain.label)) for domain in template.domains]
    known = [
        {
            "domain": domain.code,
            "kind": question.kind,
            "text": words(question.text),
            "help": words(question.help),
            "choices": "\n".join(words(choice.text) for choice in question.choices),
        }
        for domain in form.domains
        for question in domain.questions
        if question.is_own
    ]
    number = max(OWN_ROWS, len(known) + 2)
    initial = [*known, *({} for _ in range(number - len(known)))]
    return [
        OwnQuestionForm(data, prefix=f"own-{place}", initial=one, domains=domains)
        for place, one in enumerate(initial)
    ]
