"""What waits for a social worker today, over all own families: each line leads to where it is done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.db.models import Count, QuerySet, Window
from django.urls import reverse
from django.utils.translation import gettext as _

from core.access.queries import unread_messages
from core.assessments.queries import due as assessments
from core.families import queries as families
from core.paths import queries as paths
from core.referrals.enums import ReferralStatus
from core.referrals.queries import answered_lately
from core.shared import clock
from core.shared.loading import attach
from core.teams.queries import due, planning
from web.assessments.presenters import due_lines
from web.families.presenters import SOON
from web.shell.components import TaskItem

if TYPE_CHECKING:
    from core.families.models import Case, Person
    from core.shared.actor import Actor
    from core.teams.queries.due import WaitingCase

SHOWN: Final = 4
_ANSWER_MEANINGS: Final = {
    ReferralStatus.ACCEPTED: "good",
    ReferralStatus.DELIVERED: "good",
    ReferralStatus.NOT_DELIVERED: "bad",
    ReferralStatus.DECLINED: "bad",
    ReferralStatus.EXPIRED: "bad",
    ReferralStatus.RETURNED: "bad",
}


@dataclass(frozen=True)
class Group:
    """One kind of work: the first lines, how many there are, and where the rest is."""

    title: str
    items: list[TaskItem]
    total: int
    more_url: str = ""

    @property
    def hidden(self) -> int:
        return self.total - len(self.items)


@dataclass(frozen=True)
class Today:
    """All that waits, by kind; kinds with nothing are left out."""

    groups: list[Group]
    tasks: int
    assessments: int
    reviews: int


def today_of(actor: Actor, waiting: Sequence[WaitingCase], leads: Mapping[UUID, Person]) -> Today:
    """What waits in the actor's own open cases, with the leading persons of their households."""
    talks = assessments.due_of(one.case for one in waiting)
    reviews, tasks = _reviews(waiting, leads), _tasks(waiting)
    cases = [one.case for one in waiting]
    groups = [
        _letters(actor, cases),
        _meetings(actor, cases),
        _agreements(waiting, leads),
        _answers(actor, cases),
        reviews,
        _talks(talks),
        tasks,
    ]
    return Today(
        [group for group in groups if group.items],
        assessments=len(talks),
        tasks=tasks.total,
        reviews=reviews.total,
    )


def _first(found: QuerySet[Any]) -> tuple[list[Any], int]:
    """The rows that are shown, and how many there are: one query, however many."""
    rows = list(found.annotate(in_all=Window(Count("*")))[:SHOWN])
    return rows, rows[0].in_all if rows else 0


def _number(case: Case) -> str:
    return _("Sprawa %(number)s") % {"number": case.number}


def _letters(actor: Actor, cases: Sequence[Case]) -> Group:
    """What people of one's families wrote, by person, the longest waiting first."""
    found = unread_messages(actor).select_related(None)
    waiting = {row.person_id: row for row in reversed(list(found[:100]))}
    rows = list(reversed(waiting.values()))
    attach(rows[:SHOWN], "case", "person", known=cases)
    items = [
        TaskItem(
            title=row.person.full_name,
            status=_("nowa wiadomość"),
            meaning="attention",
            url=reverse("access:talk", args=[row.case_id, row.person_id]),
            hint=_number(row.case),
        )
        for row in rows[:SHOWN]
    ]
    return Group(_("Wiadomości od rodzin"), items, len(rows))


def _meetings(actor: Actor, cases: Sequence[Case]) -> Group:
    """Meetings of the coming week, and those whose day has passed without a record."""
    found = planning.coming_meetings(actor).select_related(None).filter(day__lte=clock.today() + SOON)
    today = clock.today()
    rows, total = _first(found.select_related("team"))
    attach([row.team for row in rows], "case", known=cases)
    items = [
        TaskItem(
            title=_("Spotkanie zespołu"),
            status=_("dziś") if row.day == today else row.day.strftime("%d.%m.%Y") if row.day else "",
            meaning="bad" if row.day and row.day < today else "attention",
            url=reverse("families:case", args=[row.team.case_id]) + "#meetings",
            hint=_number(row.team.case),
        )
        for row in rows
    ]
    return Group(_("Spotkania w tym tygodniu"), items, total)


def _agreements(waiting: Sequence[WaitingCase], leads: Mapping[UUID, Person]) -> Group:
    found = due.without_agreement(waiting)
    items = []
    for one in found[:SHOWN]:
        lead = leads.get(one.case.household_id)
        page = (
            reverse("families:agree", args=[one.case.pk, lead.pk])
            if lead
            else reverse("families:case", args=[one.case.pk])
        )
        items.append(
            TaskItem(
                title=lead.full_name if lead else _number(one.case),
                status=_until(one.due.by) if one.due.by else _("nikt już się nie zgadza"),
                meaning="bad" if one.due.overdue else "attention",
                url=page,
                hint=_number(one.case),
            )
        )
    return Group(_("Zapytaj o zgodę na udział"), items, len(found))


def _until(day: Any) -> str:
    words = {"on": day.strftime("%d.%m.%Y")}
    return (_("po terminie od %(on)s") if day < clock.today() else _("do %(on)s")) % words


def _reviews(waiting: Sequence[WaitingCase], leads: Mapping[UUID, Person]) -> Group:
    found = families.reviews_due(one.case for one in waiting)
    rows, total = found[:SHOWN], len(found)
    items = [
        TaskItem(
            title=lead.full_name if (lead := leads.get(case.household_id)) else _number(case),
            status=_until(case.review_due_on),
            meaning="bad" if case.review_due_on and case.review_due_on < clock.today() else "attention",
            url=reverse("families:new-review", args=[case.pk]),
            hint=_number(case),
        )
        for case in rows
    ]
    return Group(_("Przeglądy ścieżek"), items, total, reverse("families:due-reviews"))


def _talks(rows: Sequence[Any]) -> Group:
    items = [
        TaskItem(
            title=line.title,
            status=line.when,
            meaning=line.meaning,
            url=line.url,
            hint=_("Sprawa %(number)s") % {"number": line.number},
        )
        for line in due_lines(rows[:SHOWN])
    ]
    return Group(_("Oceny sił i potrzeb"), items, len(rows), reverse("assessments:due"))


def _tasks(waiting: Sequence[WaitingCase]) -> Group:
    today = clock.today()
    cases = {one.case.pk: one.case for one in waiting}
    rows, total = _first(paths.due_tasks(cases.values(), today + SOON))
    items = [
        TaskItem(
            title=task.title,
            status=_until(task.due_on),
            meaning="bad" if task.due_on < today else "attention",
            url=reverse("paths:overview", args=[task.case_key]),
            hint=_number(cases[task.case_key]),
        )
        for task in rows
    ]
    return Group(_("Zadania na ścieżkach"), items, total)


def _answers(actor: Actor, cases: Sequence[Case]) -> Group:
    """What partners said in the last week: a refusal needs another way, a yes a first contact."""
    rows, total = _first(answered_lately(actor).select_related(None))
    attach(rows, "case", "service", "partner", known=cases)
    items = [
        TaskItem(
            title=str(row.partner.name),
            status=str(ReferralStatus(row.status).label),
            meaning=_ANSWER_MEANINGS.get(ReferralStatus(row.status), "info"),
            url=reverse("paths:overview", args=[row.case_id]),
            hint=_("Sprawa %(number)s · %(service)s")
            % {"number": row.case.number, "service": row.service.name},
        )
        for row in rows
    ]
    return Group(_("Odpowiedzi partnerów"), items, total)
