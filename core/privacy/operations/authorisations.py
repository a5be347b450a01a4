"""A person lets an institution know something, takes it back, or stops all use of their data."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from core.audit.operations import record
from core.families import queries as families
from core.families.models import Case, Person
from core.families.permissions import require_leader, require_open
from core.partnership.models import PartnerOrganisation
from core.privacy.enums import AgreementForm, Language, TextKind
from core.privacy.errors import ExplanationMissingError, NoAgreementError, NotOfTheHouseholdError
from core.privacy.models import (
    ConsentSheet,
    ConsentText,
    DisclosureAuthorisation,
    ParticipationAgreement,
    ProcessingRestriction,
)
from core.privacy.operations.speaking import spoken, worded
from core.privacy.permissions import require_person_or_leader
from core.privacy.rules import Guardian
from core.privacy.rules.authorisations import check_days, check_scope
from core.shared import clock
from core.shared.actor import Actor
from core.shared.jobs import Job, enqueue


@transaction.atomic
def authorise(
    *,
    actor: Actor,
    case: Case,
    person: Person,
    partner: PartnerOrganisation,
    categories: list[str],
    purpose: str,
    starts_on: date | None = None,
    last_day: date | None = None,
    after_leaving: bool = False,
    form: str = AgreementForm.SCREEN.value,
    language: str = Language.PL.value,
    explained: bool = True,
    guardian: Guardian | None = None,
    assent: str = "",
    text: ConsentText | None = None,
    sheet: ConsentSheet | None = None,
) -> list[DisclosureAuthorisation]:
    """Record what a person lets one institution know, a row a category; what was authorised already stays.

    Sent twice, the same days of the same thing are one word.

    Only for somebody who takes part. Raises `NoAgreementError`, `NotOfTheHouseholdError`,
    `NothingAuthorisedError`, `AuthorisationDaysError`, `ExplanationMissingError`, and what `spoken` raises
    for children, adults and their guardians.
    """
    require_leader(actor, case)
    require_open(case)
    today = clock.today()
    start = starts_on or today
    wanted = check_scope(categories, purpose)
    check_days(start, last_day, today)
    words = worded(TextKind.AUTHORISATION, language, text)
    said = spoken(case=case, person=person, form=form, on=today, guardian=guardian, assent=assent, text=words)
    if not explained:
        raise ExplanationMissingError
    if person.pk not in {member.pk for member in families.persons_of(case)}:
        raise NotOfTheHouseholdError
    Person.objects.select_for_update().get(pk=person.pk)
    if not ParticipationAgreement.objects.in_force(today).filter(case=case, person=person).exists():
        raise NoAgreementError
    end = last_day + timedelta(days=1) if last_day else None
    known = DisclosureAuthorisation.objects.in_force(clock.now()).filter(
        Q(ends_on__isnull=True) | Q(starts_on=start, ends_on=end, after_leaving=after_leaving),
        person=person,
        partner=partner,
        purpose=purpose,
    )
    standing = {one.category: one for one in known}
    made = [
        DisclosureAuthorisation.objects.create(
            case=case,
            person=person,
            partner=partner,
            category=category,
            purpose=purpose,
            starts_on=start,
            ends_on=end,
            after_leaving=after_leaving,
            given_at=clock.now(),
            sheet=sheet,
            recorded_by_id=actor.user_id,
            **said,
        )
        for category in wanted
        if category not in standing
    ]
    for one in made:
        scope = {"partner": partner.pk, "category": one.category, "purpose": purpose}
        record(actor, "privacy.authorised", one, **scope, text=words.pk)
    return [*(standing[category] for category in wanted if category in standing), *made]


@transaction.atomic
def take_back(*, actor: Actor, authorisation: DisclosureAuthorisation) -> DisclosureAuthorisation:
    """The person takes their word back; the institution sees nothing more from this moment.

    The person on their own page, or the worker who is told; closed cases too. A second time changes nothing.
    """
    require_person_or_leader(actor, authorisation.person_id, authorisation.case)
    locked = DisclosureAuthorisation.objects.select_for_update().get(pk=authorisation.pk)
    if locked.withdrawn_at is None:
        locked.withdrawn_at = clock.now()
        locked.save(update_fields=["withdrawn_at"])
        record(actor, "privacy.authorisation_withdrawn", locked)
        enqueue(Job.CARRY_OUT_WITHDRAWAL, case_id=str(locked.case_id))
    return locked


@transaction.atomic
def take_back_from(
    *, actor: Actor, case: Case, person: Person, partner: PartnerOrganisation
) -> list[DisclosureAuthorisation]:
    """The person takes back everything that one institution may learn, in one word."""
    require_person_or_leader(actor, person.pk, case)
    standing = DisclosureAuthorisation.objects.in_force(clock.now()).filter(
        case=case, person=person, partner=partner
    )
    found = list(standing.select_related("case").order_by("purpose", "category", "pk"))
    return [take_back(actor=actor, authorisation=one) for one in found]


@transaction.atomic
def restrict(*, actor: Actor, case: Case, person: Person) -> ProcessingRestriction:
    """A person asks that nothing more is done with their data for now (art. 18 GDPR)."""
    require_person_or_leader(actor, person.pk, case)
    Person.objects.select_for_update().get(pk=person.pk)
    standing = ProcessingRestriction.objects.filter(person=person, until__isnull=True).first()
    if standing is not None:
        return standing
    made = ProcessingRestriction.objects.create(
        person=person, since=clock.now(), recorded_by_id=actor.user_id
    )
    record(actor, "privacy.restricted", made)
    enqueue(Job.CARRY_OUT_WITHDRAWAL, case_id=str(case.pk))
    return made


@transaction.atomic
def lift_restriction(*, actor: Actor, case: Case, person: Person) -> None:
    """The person's request is settled; the worker lifts it, nobody else."""
    require_leader(actor, case)
    for one in ProcessingRestriction.objects.select_for_update().filter(person=person, until__isnull=True):
        one.until = clock.now()
        one.save(update_fields=["until"])
        record(actor, "privacy.restriction_lifted", one)
