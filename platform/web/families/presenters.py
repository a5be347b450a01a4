"""Cases as values that templates lay out: lists, the identity bar, what is to be done next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from core.families.enums import Outcome, Stage
from core.families.queries import is_erased
from core.families.rules import DAYS_TO_RESUME, ORDER
from core.shared import clock
from core.teams.enums import Step
from web.shell.components import (
    Action,
    Cell,
    Column,
    Crumb,
    Identity,
    Row,
    SummaryRow,
    Table,
    Tile,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from uuid import UUID

    from core.families.models import Case, Person
    from core.teams.queries import Progress
    from core.teams.queries.due import WaitingCase, Workload
    from core.teams.rules import Due
    from web.families.work import Today

STAGE_MEANING = {
    "screening": "neutral", "agreed": "info", "assessed": "info", "team": "info", "path": "good",
    "closing": "attention", "closed": "neutral",
}  # fmt: skip
SOON = timedelta(days=7)
# Where each next step is taken.
STEP_PAGES: dict[Step, str] = {
    Step.TEAM: "families:form-team",
    Step.FIRST_MEETING: "meetings:of-case",
    Step.NEXT_MEETING: "meetings:of-case",
}


@dataclass(frozen=True)
class NextStep:
    """What is due in a case: in words, with its day and the page where it is done."""

    text: str
    by: date | None
    when: str
    meaning: str
    url: str = ""
    action: str = ""


@dataclass(frozen=True)
class CaseLine:
    """A case in the social worker's own list."""

    url: str
    name: str
    number: str
    people: str
    stage: str
    stage_meaning: str
    step: NextStep
    meetings: str


@dataclass(frozen=True)
class StageMark:
    """A stage in the row of stages."""

    label: str
    state: str
    note: str


def stage_of(case: Case) -> tuple[str, str]:
    """Words and meaning of a case's stage."""
    return str(Stage(case.stage).label), STAGE_MEANING[case.stage]


def people_words(number: int) -> str:
    """How many live together; written so that no language needs a plural."""
    return _("osoby: %(number)d") % {"number": number}


def meetings_words(number: int) -> str:
    """How many meetings were held."""
    return _("spotkania: %(number)d") % {"number": number}


def next_step(case: Case, due: Due) -> NextStep:
    """The next step of a case in words; nothing waits in a closed one."""
    page = STEP_PAGES.get(due.step, "")
    return NextStep(
        text=_capital(str(due.step.label)),
        by=due.by,
        when=_when(due),
        meaning=_urgency(due),
        url=reverse(page, args=[case.pk]) if page else "",
        action=_STEP_ACTIONS[due.step]() if page else "",
    )


_STEP_ACTIONS = {
    Step.TEAM: lambda: _("Powołaj zespół"),
    Step.FIRST_MEETING: lambda: _("Zapisz spotkanie"),
    Step.NEXT_MEETING: lambda: _("Zapisz spotkanie"),
}


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _urgency(due: Due) -> str:
    if due.overdue:
        return "bad"
    if due.by is not None and due.by <= clock.today() + SOON:
        return "attention"
    return "neutral"


def _when(due: Due) -> str:
    if due.by is None:
        return ""
    words = {"on": due.by.strftime("%d.%m.%Y")}
    return (_("po terminie od %(on)s") if due.overdue else _("do %(on)s")) % words


def case_lines(
    waiting: Sequence[WaitingCase], leads: Mapping[UUID, Person], sizes: Mapping[UUID, int]
) -> list[CaseLine]:
    """Lines of the worker's own cases, in the order given."""
    return [_line(one.case, one.progress, leads, sizes) for one in waiting]


def _line(
    case: Case, progress: Progress, leads: Mapping[UUID, Person], sizes: Mapping[UUID, int]
) -> CaseLine:
    lead = leads.get(case.household_id)
    stage, meaning = stage_of(case)
    return CaseLine(
        url=reverse("families:case", args=[case.pk]),
        name=lead.full_name if lead else _("Sprawa %(number)s") % {"number": case.number},
        number=case.number,
        people=people_words(sizes.get(case.household_id, 0)),
        stage=stage,
        stage_meaning=meaning,
        step=next_step(case, progress.due),
        meetings=meetings_words(progress.meetings),
    )


def work_tiles(load: Workload, work: Today) -> list[Tile]:
    """How much waits: overdue steps, steps of the coming week, talks, reviews, tasks, open cases."""
    return [
        Tile(str(load.overdue), _("po terminie")),
        Tile(str(load.soon), _("kroki w ciągu 7 dni")),
        Tile(str(work.tasks), _("zadania z terminem do 7 dni")),
        Tile(str(work.assessments), _("oceny do zrobienia"), url=reverse("assessments:due")),
        Tile(str(work.reviews), _("przeglądy do zrobienia"), url=reverse("families:due-reviews")),
        Tile(str(load.cases), _("otwarte sprawy")),
    ]


def stage_tiles(counts: Mapping[str, int]) -> list[Tile]:
    """Cases by stage: what a director may know."""
    return [Tile(str(counts[stage]), str(Stage(stage).label)) for stage in ORDER]


def figures_table(cases: Sequence[Case], progress: Mapping[UUID, Progress]) -> Table:
    """Cases as numbers: no name, no person, no ground."""
    columns = [
        Column(_("Sprawa")),
        Column(_("Etap")),
        Column(_("Prowadzi")),
        Column(_("Otwarta")),
        Column(_("Spotkania"), numeric=True),
        Column(_("Co dalej")),
    ]
    return Table(
        _("Sprawy"),
        columns,
        [_figures_row(case, progress[case.pk]) for case in cases],
        caption_hidden=True,
        stacked=True,
    )


def _figures_row(case: Case, progress: Progress) -> Row:
    stage, meaning = stage_of(case)
    step = next_step(case, progress.due)
    return Row(
        [
            Cell(case.number, reverse("families:case", args=[case.pk])),
            Cell(stage, meaning=meaning),
            Cell(str(case.social_worker.name)),
            Cell(case.opened_on.strftime("%d.%m.%Y")),
            Cell(str(progress.meetings)),
            Cell(_step_words(step)),
        ]
    )


def _step_words(step: NextStep) -> str:
    if not step.when:
        return step.text
    return _("%(step)s – %(when)s") % {"step": step.text, "when": step.when}


def crumbs(case: Case | None, here: str) -> list[Crumb]:
    """The way back from a page of a case; names never stand in it."""
    way = [Crumb(_("Rodziny"), reverse("families:cases"))]
    if case is not None:
        number = _("Sprawa %(number)s") % {"number": case.number}
        way.append(Crumb(number, reverse("families:case", args=[case.pk])))
    return [*way, Crumb(here)]


def identity(case: Case, progress: Progress, lead: Person | None, people: int) -> Identity:
    """The bar with whose case this is; without a leading person given it shows no name."""
    stage, meaning = stage_of(case)
    number = _("Sprawa %(number)s") % {"number": case.number}
    household = str(case.household.get_household_type_display())
    facts = [
        SummaryRow(_("Pierwsza rozmowa"), case.opened_on.strftime("%d.%m.%Y")),
        SummaryRow(_("Prowadzi"), str(case.social_worker.name)),
        SummaryRow(_("Spotkania zespołu"), str(progress.meetings)),
    ]
    if case.closed_on is not None:
        facts.append(SummaryRow(_("Zakończona"), case.closed_on.strftime("%d.%m.%Y")))
        facts.append(SummaryRow(_("Wynik"), str(Outcome(case.outcome).label)))
    return Identity(
        title=f"{lead.full_name} · {number}" if lead else number,
        subtitle=f"{household}, {people_words(people)}" if lead else "",
        facts=facts,
        status=stage,
        meaning=meaning,
        actions=_actions(case) if lead else (),
    )


def _actions(case: Case) -> list[Action]:
    """How the work goes on from where it stands; with an erased family it does not."""
    resume = Action(_("Wznów sprawę"), reverse("families:resume", args=[case.pk]))
    close = Action(_("Zakończ sprawę"), reverse("families:close", args=[case.pk]))
    if case.closed_on is not None:
        if is_erased(case):
            return []
        again = Action(_("Otwórz nową sprawę"), reverse("families:reopen", args=[case.pk]))
        may_resume = clock.today() <= case.closed_on + timedelta(days=DAYS_TO_RESUME)
        return [resume, again] if may_resume else [again]
    if case.stage == Stage.CLOSING:
        return [resume, close]
    if case.stage == Stage.SCREENING:
        return [close]
    return [Action(_("Rozmowa końcowa"), reverse("families:closing-talk", args=[case.pk])), close]


def stage_marks(case: Case, dates: Mapping[str, date]) -> list[StageMark]:
    """The row of stages: which are done, which one is now, and when each began."""
    now = ORDER.index(case.stage)
    return [
        StageMark(
            label=_capital(str(Stage(stage).label)),
            state="done" if index < now and stage in dates else "now" if index == now else "ahead",
            note=dates[stage].strftime("%d.%m.%Y") if stage in dates and index <= now else "",
        )
        for index, stage in enumerate(ORDER)
    ]
