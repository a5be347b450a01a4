"""Agreeing to take part, seeing one's own page, and stopping."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction

from core.audit.operations import record
from core.families import queries as families
from core.families.models import Case, Person
from core.families.operations import link_account, mark_agreed
from core.families.permissions import require_leader, require_open
from core.identity.operations import open_account
from core.identity.rules import FAMILY_ACCOUNT
from core.privacy import rules
from core.privacy.enums import AgreementForm, Language, TextKind
from core.privacy.errors import (
    AgreementExistsError,
    AlreadyWithdrawnError,
    HasAccountError,
    NoAgreementError,
    NotOfTheHouseholdError,
)
from core.privacy.models import ConsentSheet, ConsentText, ParticipationAgreement
from core.privacy.operations.speaking import spoken, worded
from core.privacy.permissions import require_withdrawer
from core.privacy.rules import Guardian
from core.shared import clock
from core.shared.actor import Actor
from core.shared.enums import Role
from core.shared.jobs import Job, enqueue


@transaction.atomic
def record_agreement(
    *,
    actor: Actor,
    case: Case,
    person: Person,
    given_on: date | None = None,
    form: str = AgreementForm.PAPER.value,
    language: str = Language.PL.value,
    guardian: Guardian | None = None,
    assent: str = "",
    text: ConsentText | None = None,
    sheet: ConsentSheet | None = None,
) -> ParticipationAgreement:
    """Write down that a person agrees to take part; the first agreement moves the case on.

    A child's agreement needs the form "guardian" and who speaks for it. The very text that was accepted is
    kept with it: `text`, or the one in force in `language`.
    """
    require_leader(actor, case)
    require_open(case)
    today = clock.today()
    day = given_on or today
    rules.check_day(case.opened_on, day, today)
    if person.pk not in {member.pk for member in families.persons_of(case, day)}:
        raise NotOfTheHouseholdError
    words = worded(TextKind.AGREEMENT, language, text)
    said = spoken(case=case, person=person, form=form, on=day, guardian=guardian, assent=assent, text=words)
    try:
        with transaction.atomic():
            agreement = ParticipationAgreement.objects.create(
                case=case,
                person=person,
                given_on=day,
                sheet=sheet,
                recorded_by_id=actor.user_id,
                **said,
            )
    except IntegrityError as error:
        raise AgreementExistsError from error
    mark_agreed(actor=actor, case=case, on=day)
    record(actor, "privacy.agreement_recorded", agreement, given_on=day, form=form, text=said["text"].pk)
    return agreement


@transaction.atomic
def open_own_page(*, actor: Actor, case: Case, person: Person, email: str) -> str:
    """Give a person who agreed an account for their own page; returns its first password.

    One person, one account. Raises `NoAgreementError`, `HasAccountError` and what `open_account` raises.
    """
    require_leader(actor, case)
    require_open(case)
    locked = Person.objects.select_for_update().get(pk=person.pk)
    if not ParticipationAgreement.objects.in_force(clock.today()).filter(case=case, person=locked).exists():
        raise NoAgreementError
    if locked.user_id is not None:
        raise HasAccountError
    user, password = open_account(actor=actor, email=email, name=FAMILY_ACCOUNT, roles=[Role.FAMILY_MEMBER])
    link_account(actor=actor, person=locked, user=user)
    record(actor, "privacy.own_page_opened", locked, case=str(case.pk))
    return password


@transaction.atomic
def withdraw_agreement(
    *, actor: Actor, agreement: ParticipationAgreement, withdrawn_on: date | None = None
) -> ParticipationAgreement:
    """End a person's agreement from a day on (today); teams stop counting them at once.

    Works also when the case is closed: withdrawing is a right. Nothing that happened before changes.
    """
    require_withdrawer(actor, agreement)
    locked = ParticipationAgreement.objects.select_for_update().get(pk=agreement.pk)
    if locked.withdrawn_on is not None:
        raise AlreadyWithdrawnError
    today = clock.today()
    day = withdrawn_on or today
    rules.check_withdrawal(locked.given_on, day, today)
    agreement.withdrawn_on = day
    agreement.save(update_fields=["withdrawn_on"])
    record(actor, "privacy.agreement_withdrawn", agreement, withdrawn_on=day)
    enqueue(Job.CARRY_OUT_WITHDRAWAL, case_id=str(agreement.case_id))
    return agreement
