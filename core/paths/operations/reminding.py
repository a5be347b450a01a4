"""Whoever must act on an overdue step is told, on the day after and every week from then on.

A partner's message says how many and where to look, never of whom; a person of the family gets a neutral
line in the safe way (`core.safety`) and only about steps that the person sees.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import transaction

from core.families.models import Person
from core.families.queries import persons_of
from core.identity.models import User
from core.notifications.operations import notify
from core.partnership.models import PartnerOrganisation
from core.partnership.queries.mailing import readers_of
from core.paths.enums import Turn
from core.paths.models import Task
from core.paths.queries.loading import STEP_RELATIONS
from core.paths.queries.sight import is_shown
from core.paths.queries.voices import voices_about
from core.paths.queries.watching import signs_of
from core.paths.rules import UNFINISHED
from core.paths.rules.watch import is_reminder_day, turn_of
from core.privacy.queries import has_agreement
from core.safety.operations import write_to_person
from core.shared import clock
from core.shared.actor import Actor
from core.shared.addresses import address


@transaction.atomic
def remind_owners(*, actor: Actor) -> int:
    """Write to everybody whose steps came to a reminder today; one message each. Twice a day does it once."""
    today = clock.today()
    due = _due(today)
    signs = signs_of(due, voices_about(due))
    turns: dict[Turn, list[Task]] = defaultdict(list)
    for task in due:
        turn = turn_of(signs.get(task.pk, []))
        if turn is not None:
            turns[turn].append(task)
    return (
        _tell_workers(actor, turns[Turn.WORKER], today)
        + _tell_partners(actor, turns[Turn.PARTNER], today)
        + _tell_families(actor, turns[Turn.FAMILY], today)
    )


def _due(today: date) -> list[Task]:
    """Unfinished steps of open cases whose day for a reminder is today."""
    found = Task.objects.filter(
        status__in=UNFINISHED, due_on__lt=today, goal__plan__case__closed_on__isnull=True
    )
    rows = found.select_related("goal__plan__case__social_worker", *STEP_RELATIONS).order_by("due_on", "pk")
    return [task for task in rows if task.due_on is not None and is_reminder_day(task.due_on, today)]


def _tell_workers(actor: Actor, tasks: Iterable[Task], today: date) -> int:
    """Who leads the case is told, also of a colleague's step: only the leader opens the path."""
    waiting: dict[User, int] = defaultdict(int)
    for task in tasks:
        waiting[task.goal.plan.case.social_worker] += 1
    for user, number in waiting.items():
        notify(
            actor=actor,
            to=user.email,
            user=user,
            kind="steps_overdue",
            context={"number": number, "link": address("/rodziny/kroki/")},
            key=f"steps_overdue:{user.pk}:{today}",
        )
    return len(waiting)


def _tell_partners(actor: Actor, tasks: Iterable[Task], today: date) -> int:
    waiting: dict[object, int] = defaultdict(int)
    partners: dict[UUID, PartnerOrganisation] = {}
    for task in tasks:
        partner = task.referral.partner if task.referral is not None else task.owner_partner
        if partner is not None:
            partners[partner.pk] = partner
            waiting[partner.pk] += 1
    written = 0
    for pk, readers in readers_of(partners.values(), today).items():
        for reader in readers:
            notify(
                actor=actor,
                to=reader.email,
                user=reader.user,
                kind="steps_overdue_partner",
                context={"number": waiting[pk], "link": address("/prosby/")},
                key=f"steps_overdue:{pk}:{reader.email.casefold()}:{today}",
            )
            written += 1
    return written


def _tell_families(actor: Actor, tasks: Iterable[Task], today: date) -> int:
    told: dict[UUID, Person] = {}
    for task in tasks:
        told |= {person.pk: person for person in _doers(task)}
    written = 0
    for person in told.values():
        message = write_to_person(
            actor=actor,
            person=person,
            kind="own_page_waiting",
            context={"link": address("/moje/")},
            key=f"own_page_waiting:{person.pk}:{today}",
        )
        written += message is not None
    return written


def _doers(task: Task) -> list[Person]:
    """Who of the family does a step: the named person, whose alone it is, else who takes part and sees it."""
    named = task.owner_person or task.for_person
    persons = [named] if named is not None else persons_of(task.goal.plan.case)
    return [person for person in persons if has_agreement(person) and is_shown(task, person.pk)]
