"""Who agrees to take part, on which day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from core.families import queries as families
from core.families.enums import Stage
from core.families.models import Case, Person
from core.families.rules import born_latest_of_age, of_age_on
from core.privacy.enums import SheetState
from core.privacy.models import ConsentSheet, ParticipationAgreement
from core.safety.queries.separations import wall_of
from core.shared import clock
from core.shared.actor import Actor
from core.shared.enums import Role
from core.shared.errors import NotVisibleError
from core.shared.loading import attach


def agreements(case: Case, known: Iterable[Person] = ()) -> list[ParticipationAgreement]:
    """All agreements of a case with their persons, withdrawn ones too, from the first."""
    found = ParticipationAgreement.objects.filter(case=case).marked(clock.today())
    rows = list(found.order_by("given_on", "pk"))
    attach(rows, "person", "guardian", known=known)
    return rows


def somebody_agrees(rows: Iterable[Any]) -> bool:
    """Whether one of the `agreements` of a case is in force today."""
    return any(row.holds for row in rows)


def has_agreement(person: Person, on: date | None = None) -> bool:
    """Whether a person agrees to take part on a day (today)."""
    day = on or clock.today()
    return ParticipationAgreement.objects.in_force(day).filter(person=person).exists()


def has_agreement_in(case: Case, person: Person, on: date | None = None) -> bool:
    """Whether a person agrees to take part in this case on a day (today)."""
    day = on or clock.today()
    return ParticipationAgreement.objects.in_force(day).filter(case=case, person=person).exists()


def to_ask_anew(actor: Actor) -> list[tuple[Case, Person]]:
    """Who has come of age on a guardian's word and has not been asked since, in open cases of the actor."""
    today = clock.today()
    grown = ParticipationAgreement.objects.filter(
        case__in=families.led_cases(actor).exclude(stage=Stage.CLOSED),
        for_minor=True,
        withdrawn_on__isnull=True,
        person__born_on__lte=born_latest_of_age(today),
    )
    asked = ParticipationAgreement.objects.filter(
        case=OuterRef("case"), person=OuterRef("person"), for_minor=False
    )
    found = list(grown.filter(~Exists(asked)).select_related("case", "person"))
    refused = ConsentSheet.objects.filter(
        case__in=[one.case_id for one in found], state=SheetState.REFUSED, given_on__isnull=False
    )
    said_no = {
        (one.case_id, one.person_id): one.given_on or date.min for one in refused.order_by("given_on", "pk")
    }
    grown_up = [(of_age_on(one.person.born_on), one) for one in found if one.person.born_on]
    return [
        (one.case, one.person)
        for day, one in sorted(grown_up, key=lambda row: (row[0], row[1].pk))
        if said_no.get((one.case_id, one.person_id), date.min) < day
    ]


def persons_agreeing(case: Case, on: date | None = None) -> list[Person]:
    """Persons with an agreement in force in the case on a day (today), in order of agreeing."""
    rows = ParticipationAgreement.objects.in_force(on or clock.today()).filter(case=case)
    return [row.person for row in rows.select_related("person").order_by("given_on", "pk")]


def persons_ever_agreeing(case: Case, on: date | None = None) -> list[Person]:
    """Persons who have agreed in the case by a day (today), those who have withdrawn since too."""
    rows = ParticipationAgreement.objects.filter(case=case, given_on__lte=on or clock.today())
    people = {row.person_id: row.person for row in rows.select_related("person").order_by("given_on", "pk")}
    return list(people.values())


def adults_without_agreement(case: Case, on: date | None = None) -> list[Person]:
    """Adults of the household who have not agreed or have withdrawn (indicator 15)."""
    agreeing = {person.pk for person in persons_agreeing(case, on)}
    return [person for person in families.adults_of(case, on) if person.pk not in agreeing]


def agreement_visible(actor: Actor, case: Case, agreement_id: UUID | str) -> ParticipationAgreement:
    """One agreement of a case that the actor leads, or `NotVisibleError`."""
    rows = ParticipationAgreement.objects.filter(case=case, pk=agreement_id)
    agreement = rows.select_related("person", "case").first()
    if agreement is None or not families.leads(actor, case):
        raise NotVisibleError
    return agreement


def represented_by(person_id: UUID | str) -> list[Person]:
    """Children for whom a person spoke and still speaks: not one from whom they are kept apart."""
    rows = ParticipationAgreement.objects.in_force(clock.today()).filter(
        guardian=UUID(str(person_id)), for_minor=True
    )
    apart = wall_of(UUID(str(person_id))).beside
    found = {row.person_id: row.person for row in rows.select_related("person").order_by("given_on", "pk")}
    return [person for pk, person in found.items() if pk not in apart]


def own_agreement(actor: Actor) -> ParticipationAgreement | None:
    """A family member's own agreement in force today, or None."""
    if actor.person_id is None:
        return None
    rows = ParticipationAgreement.objects.in_force(clock.today()).filter(person=actor.person_id)
    return rows.order_by("-given_on", "pk").first()


def own_rows(actor: Actor) -> Q:
    """Words that the acting person of a family gave themselves."""
    if actor.has(Role.FAMILY_MEMBER) and actor.person_id is not None:
        return Q(person=actor.person_id)
    return Q(pk__in=[])


def agreements_visible_to(actor: Actor) -> QuerySet[ParticipationAgreement]:
    """Agreements, withdrawn ones too, of the cases that the actor leads and the own ones, from the first."""
    found = ParticipationAgreement.objects.filter(Q(case__in=families.led_cases(actor)) | own_rows(actor))
    return found.order_by("given_on", "pk")
