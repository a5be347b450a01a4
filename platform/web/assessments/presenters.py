"""Assessments as values that templates lay out: the due list, the history, the result with its change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from django.urls import reverse
from django.utils.translation import gettext as _

from core.assessments.enums import AssessmentState, QuestionKind, YesNo
from core.assessments.queries import changes, due
from core.assessments.queries.forms import form_in_force
from core.families.permissions import may_write
from core.matching.queries.needs import needs_of
from core.shared import clock
from web.assessments.forms import words
from web.shell.charts import Bar, bar_chart
from web.shell.components import Cell, Column, Row, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.utils.safestring import SafeString

    from core.assessments.models import Assessment, OwnReading
    from core.assessments.queries.due import DueAssessment
    from core.assessments.rules.forms import Form, Question
    from core.assessments.rules.readings import Change
    from core.dossier.readings import ReadingTold
    from core.families.models import Case, HouseholdMember
    from core.shared.actor import Actor

STATE_MEANINGS = {"draft": "attention", "finished": "good", "corrected": "info"}


@dataclass(frozen=True)
class DueLine:
    """A talk that is due."""

    title: str
    number: str
    when: str
    meaning: str
    url: str


@dataclass(frozen=True)
class TalkLine:
    """One assessment in a list."""

    title: str
    held_on: date
    state: str
    meaning: str
    url: str
    action: str


@dataclass(frozen=True)
class SaidLine:
    """What was said of a domain in words, and what became of a need."""

    domain: str
    label: str
    strengths: str
    needs: str
    need_url: str
    makes_need: bool


@dataclass(frozen=True)
class Result:
    """A finished assessment: numbers with their change, words, answers."""

    about: str
    table: Table
    chart: SafeString
    said: list[SaidLine]
    answers: list[tuple[str, str]]
    took_part: list[str]
    before_on: date | None


def about(assessment: Assessment) -> str:
    """Whom it is about."""
    return assessment.person.full_name if assessment.person else _("cała rodzina")


def due_lines(rows: Sequence[DueAssessment]) -> list[DueLine]:
    """What is due, the earliest first; the way leads to the talk."""
    today = clock.today()
    lines = []
    for row in rows:
        day = {"on": row.due_on.strftime("%d.%m.%Y")}
        late = row.is_overdue(today)
        url = reverse("assessments:start", args=[row.case.pk])
        lines.append(
            DueLine(
                title=row.person_name or (_("Cała rodzina") if row.last_on else _("Pierwsza ocena")),
                number=row.case.number,
                when=(_("po terminie od %(on)s") if late else _("do %(on)s")) % day,
                meaning="bad" if late else "attention",
                url=f"{url}?osoba={row.person_id}" if row.person_id else url,
            )
        )
    return lines


def talk_lines(rows: Sequence[Assessment]) -> list[TalkLine]:
    """Assessments with the way to go on with a draft or to read a finished one."""
    return [
        TalkLine(
            title=about(row),
            held_on=row.held_on,
            state=str(AssessmentState(row.state).label),
            meaning=STATE_MEANINGS[row.state],
            url=reverse(
                "assessments:fill" if row.state == AssessmentState.DRAFT else "assessments:result",
                args=[row.pk],
            ),
            action=_("Dokończ") if row.state == AssessmentState.DRAFT else _("Zobacz"),
        )
        for row in rows
    ]


def need_key(assessment: Assessment, domain: str) -> UUID:
    """The id of the need made of a domain: pressed twice, one need."""
    return uuid5(assessment.pk, f"need:{domain}")


def result(
    assessment: Assessment, before: Assessment | None, *, needs: frozenset[UUID] | None = None
) -> Result:
    """The page of a result. `needs`: the needs of the case, for the worker who may make one more; without
    them no buttons.
    """
    form = assessment.form.form
    found = changes.changes(assessment, before)
    names = {one.domain: _label(form, one.domain) for one in found}
    return Result(
        about=about(assessment),
        table=_table(found, names, before, assessment.held_on),
        chart=_chart(found, names),
        said=[
            _said(assessment, row, names.get(row.domain, row.domain), needs)
            for row in assessment.readings.all()
            if row.strengths or row.needs
        ],
        answers=_answers(assessment, form),
        took_part=[row.person.full_name for row in assessment.took_part.all()],
        before_on=before.held_on if before else None,
    )


def _label(form: Form, code: str) -> str:
    domain = form.domain(code)
    return words(domain.label) if domain else code


def _table(found: Sequence[Change], names: dict[str, str], before: Assessment | None, held_on: date) -> Table:
    columns = [
        Column(_("Dziedzina")),
        Column(_("Rodzina"), numeric=True),
        Column(_("Pracownik"), numeric=True),
    ]
    if before:
        columns.append(Column(_("Zmiana (rodzina)"), numeric=True))
        columns.append(Column(_("Zmiana (pracownik)"), numeric=True))
    rows = []
    for one in found:
        cells = [Cell(names[one.domain]), Cell(_number(one.family)), Cell(_number(one.worker))]
        if before:
            cells += [_change(one.by_family), _change(one.by_worker)]
        rows.append(Row(cells))
    # A page may show several talks: each table is named by its day.
    caption = _("Oceny od 0 do 10, %(day)s") % {"day": held_on.strftime("%d.%m.%Y")}
    return Table(caption, columns, rows, stacked=True, empty=_("Nie zapisano żadnej liczby."))


def _number(value: int | None) -> str:
    return "–" if value is None else str(value)


def _change(value: int | None) -> Cell:
    if value is None:
        return Cell("–")
    meaning = "good" if value > 0 else "bad" if value < 0 else "neutral"
    return Cell(_("bez zmian") if value == 0 else f"{value:+d}", meaning=meaning)


def _chart(found: Sequence[Change], names: dict[str, str]) -> SafeString:
    """The family's own numbers, the worker's where the family gave none."""
    bars = []
    for one in found:
        own = one.family is not None
        now = one.family if own else one.worker
        then = one.family_before if own else one.worker_before
        if now is None:
            continue
        text = str(now) if then is None else _("%(now)d (było %(then)d)") % {"now": now, "then": then}
        bars.append(Bar(names[one.domain], text, float(now)))
    return bar_chart(
        bars,
        title=_("Jak jest teraz, od 0 do 10"),
        description=_("Liczby, które podała rodzina. Te same liczby są w tabeli."),
        top=10,
    )


def _said(assessment: Assessment, row: object, label: str, needs: frozenset[UUID] | None) -> SaidLine:
    domain, text = str(row.domain), str(row.needs)  # type: ignore[attr-defined]
    key = need_key(assessment, domain)
    known = needs is not None and key in needs
    return SaidLine(
        domain=domain,
        label=label,
        strengths=row.strengths,  # type: ignore[attr-defined]
        needs=text,
        need_url=reverse("matching:need", args=[key]) if known else "",
        makes_need=bool(text) and needs is not None and not known,
    )


def _answers(assessment: Assessment, form: Form) -> list[tuple[str, str]]:
    given = {row.question: row.value for row in assessment.answers.all()}
    questions = [question for domain in form.domains for question in domain.questions]
    return [(words(one.text), _answer(one, given[one.code])) for one in questions if one.code in given]


def _answer(question: Question, value: str) -> str:
    # Of an erased family the value is neither yes nor no, but the words that stand for what was erased.
    if question.kind == QuestionKind.YES_NO and value in YesNo.values:
        return str(YesNo(value).label)
    if question.kind == QuestionKind.CHOICE:
        return next((words(one.text) for one in question.choices if one.code == value), value)
    return value


@dataclass(frozen=True)
class AssessmentSection:
    """The card of the case page."""

    last: TalkLine | None
    drafts: list[TalkLine]
    due: list[DueLine]
    history_url: str
    start_url: str


def readings_table(rows: Sequence[ReadingTold]) -> Table | None:
    """The numbers that an institution may know, for its page of the family; None where there are none."""
    columns = [
        Column(_("Dziedzina")),
        Column(_("O kim")),
        Column(_("Rodzina"), numeric=True),
        Column(_("Pracownik"), numeric=True),
        Column(_("Dzień")),
    ]
    lines = [
        Row(
            [
                Cell(words(row.label)),
                Cell(row.person.first_name if row.person else _("cała rodzina")),
                Cell(_number(row.family)),
                Cell(_number(row.worker)),
                Cell(row.held_on.strftime("%d.%m.%Y")),
            ]
        )
        for row in rows
    ]
    return Table(_("Oceny od 0 do 10"), columns, lines, stacked=True) if lines else None


def own_table(rows: Iterable[OwnReading], *, named: bool = False) -> Table | None:
    """What persons said on their own pages; `named` for the worker, who reads of several."""
    form = form_in_force()
    found = [
        Row(
            [
                *([Cell(row.person.full_name)] if named else []),
                Cell(_label(form, row.domain), note=row.words),
                Cell(str(row.number)),
                Cell(row.said_on.strftime("%d.%m.%Y")),
            ]
        )
        for row in rows
    ]
    if not found:
        return None
    columns = [
        *([Column(_("Kto"))] if named else []),
        Column(_("Dziedzina życia")),
        Column(_("Liczba"), numeric=True),
        Column(_("Kiedy")),
    ]
    caption = _("Z własnych stron osób, ich słowami") if named else _("Moje liczby")
    return Table(caption, columns, found, stacked=True)


def case_needs(actor: Actor, case: Case) -> frozenset[UUID]:
    """Ids of the needs of a case."""
    return frozenset(need.pk for need in needs_of(actor, case))


def assessment_section(
    actor: Actor, case: Case, rows: Sequence[Assessment], members: Iterable[HouseholdMember]
) -> AssessmentSection:
    """The last talk, drafts and what is due, for the worker who leads the case; talks come as `heads_of`."""
    finished = [row for row in rows if row.state != AssessmentState.DRAFT]
    writes = may_write(actor, case) and case.agreed_on is not None
    return AssessmentSection(
        last=talk_lines(finished[:1])[0] if finished else None,
        drafts=talk_lines([row for row in rows if row.state == AssessmentState.DRAFT]),
        due=due_lines(due.due_in(case, rows, members)) if writes else [],
        history_url=reverse("assessments:history", args=[case.pk]),
        start_url=reverse("assessments:start", args=[case.pk]) if writes else "",
    )
