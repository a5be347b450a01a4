"""What a partner may learn of a family with whose team it works: decided, not yet told.

Nothing here is shown to anybody before `operations.open_dossier` has written it into the ledger.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from core.dossier.rules import GROUND_CATEGORY, OF_ALL, OF_ONE, opened_by_all
from core.families.models import Case, CaseGround, HouseholdMember, Person
from core.families.queries import grounds_of, leads
from core.families.rules import age_on, is_adult
from core.involvement.enums import HELP
from core.involvement.queries import inquiries_of
from core.notes.models import Note
from core.notes.queries import shared_notes
from core.paths.models import Task
from core.privacy.enums import DataCategory, Purpose
from core.privacy.queries.agreements import persons_agreeing
from core.privacy.queries.sight import decisions, whose_word_counts
from core.privacy.rules.sight import GRACE, Decision
from core.referrals.queries.working import requests_of, seats_of, terms_of
from core.safety.queries import PartnerContact, contact_for_partner
from core.shared import clock
from core.shared.actor import Actor
from core.shared.enums import Role
from core.shared.errors import NotVisibleError
from core.teams.enums import PlanState
from core.teams.models import CaseTeam, PlannedMeeting, TeamMeeting, TeamMember


@dataclass(frozen=True)
class Sight:
    """What one institution may see of a case at a moment: by person, and of the family as a whole."""

    case: Case
    persons: list[Person]
    decided: Mapping[UUID, Mapping[str, Decision]]
    of_all: frozenset[str]

    def of_one(self, person: Person) -> frozenset[str]:
        """What is shown of one person alone."""
        return frozenset(category for category in OF_ONE if self.decided[person.pk][category].allowed)

    def told(self, person: Person) -> frozenset[str]:
        """All that is shown on this person's word."""
        adult = is_adult(person.born_on, clock.today())
        return self.of_one(person) | (self.of_all if adult else frozenset())


def cases_of_partner(actor: Actor) -> QuerySet[Case]:
    """Cases with whose team the delegate's institution works or worked in the last thirty days; none for
    an institution that left the partnership before that.
    """
    if not actor.has(Role.DELEGATE) or actor.partner_id is None or not actor.may_use("families:read"):
        raise NotVisibleError
    today = clock.today()
    if not any(term.ends_on is None or term.ends_on > today - GRACE for term in terms_of(actor.partner_id)):
        return Case.objects.none()
    seats = TeamMember.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=today - GRACE),
        partner_id=actor.partner_id,
        starts_on__lte=today,
    )
    teams = CaseTeam.objects.filter(pk__in=seats.order_by().values("team"))
    found = Case.objects.filter(pk__in=teams.order_by().values("case"), closed_on__isnull=True)
    asked = (
        PlannedMeeting.objects.filter(
            team__case=OuterRef("pk"),
            state=PlanState.SET,
            day__gte=today,
            invitations__member__partner=actor.partner_id,
        )
        .order_by("day", "pk")
        .values("day")[:1]
    )
    return (
        found.select_related("social_worker")
        .annotate(next_meeting_on=Coalesce(Subquery(asked), Max("team__meetings__next_on")))
        .order_by("number", "pk")
    )


def partner_of(actor: Actor) -> UUID:
    """The institution for which a delegate asks."""
    if actor.partner_id is None:
        raise NotVisibleError
    return actor.partner_id


def case_of_partner(actor: Actor, case_id: UUID | str) -> Case:
    """One of `cases_of_partner`."""
    found = cases_of_partner(actor).filter(pk=case_id).first()
    if found is None:
        raise NotVisibleError
    return found


def sight_of(case: Case, partner_id: UUID, on: date | None = None, at: datetime | None = None) -> Sight:
    """What an institution may see of a case now, or could at any moment of a day; takes no actor.

    `at` names one moment of the day.
    """
    persons = persons_agreeing(case, on)
    seats = seats_of(case, partner_id)
    decided = {
        person.pk: decisions(
            case=case,
            person=person,
            partner_id=partner_id,
            categories=DataCategory.values,
            purpose=Purpose.TEAM,
            seats=seats,
            on=None if at else on,
            at=at,
        )
        for person in persons
    }
    adults = whose_word_counts(case, on)
    told = {
        person: {category for category in OF_ALL if decided[person][category].allowed}
        for person in adults
        if person in decided
    }
    return Sight(case, persons, decided, opened_by_all(told, adults))


def explained(
    actor: Actor, case: Case, partner_id: UUID, on: date | None = None, at: datetime | None = None
) -> Sight:
    """The same for the leader of the case: what could this institution see, and why."""
    if not leads(actor, case):
        raise NotVisibleError
    return sight_of(case, partner_id, on, at)


@dataclass(frozen=True)
class Beside:
    """What an institution may learn of a person outside the team: by a request, or by a question."""

    person: Person
    purpose: Purpose
    decided: Mapping[str, Decision]


def explained_beside(
    actor: Actor, case: Case, partner_id: UUID, on: date | None = None, at: datetime | None = None
) -> list[Beside]:
    """Decisions on what a request asks, and on a question who helps already, a row a person and purpose."""
    if not leads(actor, case):
        raise NotVisibleError
    seats, requests = seats_of(case, partner_id), requests_of(case, partner_id)
    days: dict[Purpose, dict[str, Any]] = {
        Purpose.SERVICE: {"categories": [DataCategory.NEED], "seats": seats, "requests": requests},
        Purpose.INVOLVEMENT: {
            "categories": [DataCategory.IDENTITY, *HELP],
            "seats": (),
            "inquiries": inquiries_of(case, partner_id),
        },
    }
    moment: dict[str, Any] = {"at": at} if at else {"on": on}
    return [
        Beside(
            person,
            purpose,
            decisions(case=case, person=person, partner_id=partner_id, purpose=purpose, **given, **moment),
        )
        for purpose, given in days.items()
        for person in persons_agreeing(case, on)
    ]


def grounds_told(sight: Sight) -> list[CaseGround]:
    """Grounds whose category every adult opened."""
    return [ground for ground in grounds_of(sight.case) if GROUND_CATEGORY.get(ground.code) in sight.of_all]


def tasks_told(sight: Sight) -> list[Task]:
    """Tasks of persons who opened their part of the path, and tasks for all when every adult did."""
    rule = Q(pk__in=[])
    if DataCategory.PATH in sight.of_all:
        rule |= Q(for_person__isnull=True, goal__for_person__isnull=True)
    opened = [person.pk for person in sight.persons if DataCategory.PATH in sight.of_one(person)]
    rule |= Q(for_person__in=opened) & (Q(goal__for_person__isnull=True) | Q(goal__for_person__in=opened))
    found = Task.objects.filter(rule, goal__plan__case=sight.case)
    return list(found.select_related("goal", "for_person").order_by("goal__position", "position", "pk"))


def minutes_told(sight: Sight) -> list[TeamMeeting]:
    """Meetings with their minutes, the newest first, when every adult opened them."""
    if DataCategory.MINUTES not in sight.of_all:
        return []
    return list(TeamMeeting.objects.filter(team__case=sight.case).order_by("-held_on", "-number", "pk"))


@dataclass(frozen=True)
class PersonTold:
    """A person as an institution may know them: named and aged only with their word, else a number."""

    number: int
    pk: UUID
    name: str | None
    age: int | None


def persons_told(sight: Sight) -> list[PersonTold]:
    """A line a person who takes part, in the order of agreeing."""
    today = clock.today()
    found = []
    for number, person in enumerate(sight.persons, start=1):
        named = DataCategory.IDENTITY in sight.of_one(person)
        age = age_on(person.born_on, today) if named and person.born_on else None
        found.append(PersonTold(number, person.pk, person.full_name if named else None, age))
    return found


def ages_told(members: Iterable[HouseholdMember], sight: Sight) -> list[tuple[HouseholdMember, int | None]]:
    """Roles without names; an age is part of who somebody is and stands only where they have told it."""
    ages = {person.pk: person.age for person in persons_told(sight)}
    return [(member, ages.get(member.person_id)) for member in members]


def contacts_told(sight: Sight) -> dict[UUID, PartnerContact]:
    """How persons are reached who opened that, by person; never what is concealed."""
    opened = [person for person in sight.persons if DataCategory.CONTACT in sight.of_one(person)]
    found = {person.pk: contact_for_partner(person) for person in opened}
    return {key: contact for key, contact in found.items() if contact is not None}


def notes_told(sight: Sight) -> list[Note]:
    """Notes that the workers shared with the team: about a person by that person's word for the note's
    category, about the family when every adult opened it.
    """
    return [note for note in shared_notes(sight.case) if _is_told(sight, note)]


def _is_told(sight: Sight, note: Note) -> bool:
    if note.about_id is None:
        return note.category in sight.of_all
    decided = sight.decided.get(note.about_id)
    return decided is not None and decided[note.category].allowed


def told_by_notes(notes: Iterable[Note], person: Person) -> frozenset[str]:
    """Categories that notes about a person tell."""
    return frozenset(note.category for note in notes if note.about_id == person.pk)
