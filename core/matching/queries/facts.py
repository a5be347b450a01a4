"""What is known about a household: its records, and answers to deciding questions."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from core.basket.eligibility import Facts, PersonFacts
from core.basket.eligibility.criteria import criterion_on
from core.basket.eligibility.vocabulary import FactKind, LabourStatus, ReferralSource
from core.families.models import Case, HouseholdMember, Person
from core.families.queries import grounds_of, members_of
from core.families.rules import age_on
from core.matching.queries.needs import facts_of
from core.matching.rules.answers import Answers, read_body
from core.reference.grounds import Ground
from core.shared import clock
from tenants.context import current

# Younger people may not be employed (art. 190 of the Labour Code): they learn.
WORKING_AGE: Final = 15


class Known:
    """Everything known about a case on a day, read once and asked for each need."""

    def __init__(self, case: Case, on: date | None = None) -> None:
        self.case = case
        self.day = on or clock.today()
        self.members: list[HouseholdMember] = members_of(case, self.day)
        self.answers = Answers(
            read_body(fact.body, str(fact.person_id or ""), fact.stated_on) for fact in facts_of(case)
        )
        self.people = tuple(self._person(member.person) for member in self.members)
        recorded = {ground.code for ground in grounds_of(case, self.day)}
        # Somebody who wrote grounds down wrote all of them: those not named do not hold.
        self.grounds = {code: code in recorded for code in Ground.values} if recorded else {}

    def _person(self, person: Person) -> PersonFacts:
        ref = str(person.pk)
        age = age_on(person.born_on, self.day) if person.born_on else self.answers.age(ref, self.day)
        child = age is not None and age < WORKING_AGE
        languages = self.answers.of(FactKind.LANGUAGE, ref)
        return PersonFacts(
            ref=ref,
            age=age,
            sex=person.sex or self.answers.of(FactKind.SEX, ref),
            labour=LabourStatus.LEARNING.value if child else self.answers.of(FactKind.LABOUR, ref),
            disability=self.answers.of(FactKind.DISABILITY, ref),
            languages=None if languages is None else frozenset(languages),
        )

    @property
    def territory(self) -> str | None:
        """Where the family lives; unless somebody said otherwise, where the centre works (art. 101)."""
        said: str | None = self.answers.of(FactKind.TERRITORY)
        return said or getattr(current(), "teryt", None) or None

    def about(self, person_id: Any = None) -> list[Facts]:
        """Facts of the person whose need it is, or of each member when it is the family's."""
        refs = [person.ref for person in self.people]
        wanted = [str(person_id)] if person_id else refs
        return [self._facts(refs.index(ref)) for ref in wanted if ref in refs]

    def _facts(self, subject: int) -> Facts:
        ref = self.people[subject].ref
        return Facts(
            members=self.people,
            subject=subject,
            territory=self.territory,
            household_type=self.case.household.household_type,
            grounds=self.grounds,
            income=self.answers.of(FactKind.INCOME),
            criterion=criterion_on(self.day, len(self.people)),
            documents=self.answers.flags(FactKind.DOCUMENT, ref),
            # The one who looks for a service here is the social worker, who refers by asking.
            referrals={
                **self.answers.flags(FactKind.REFERRAL, ref),
                ReferralSource.SOCIAL_WORKER.value: True,
            },
            agreements=self.answers.flags(FactKind.AGREES, ref),
        )
