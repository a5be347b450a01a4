"""The task team round one family: who sits in it and since when."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import GreaterThan

from core.families.models import Case, Person
from core.shared.encryption import EncryptedTextField
from core.shared.models import Entity
from core.teams.enums import MemberKind


class CaseTeam(Entity):
    """A team for one case; formed once, its members come and go."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="team")
    formed_on = models.DateField()

    def __str__(self) -> str:
        return str(self.case_id)


class TeamMemberQuerySet(models.QuerySet["TeamMember"]):
    """Who sits in a team is a question about a day."""

    def on(self, day: date) -> TeamMemberQuerySet:
        """Members on a day; who ends on a day still attends that day's meeting."""
        return self.filter(sitting(day))


def sitting(day: date, seat: str = "") -> Q:
    """The same as a condition on the seats at the end of a path ("member__")."""
    goes_on = Q(**{f"{seat}ends_on__isnull": True}) | Q(**{f"{seat}ends_on__gte": day})
    return goes_on & Q(**{f"{seat}starts_on__lte": day})


class TeamMember(Entity):
    """A seat in a team: exactly one of a person of the family, a worker, a partner, a helper.

    A helper is somebody close to the family whom it wants at the table (a neighbour, a teacher): no
    account and no organisation, only a name and a way to reach them, both sealed.
    """

    team = models.ForeignKey(CaseTeam, on_delete=models.CASCADE, related_name="members")
    kind = models.CharField(max_length=10, choices=MemberKind.choices)
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="team_seats"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="team_seats",
    )
    partner = models.ForeignKey(
        "partnership.PartnerOrganisation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="team_seats",
    )
    partner_person = models.ForeignKey(
        "partnership.PartnerPerson",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="team_seats",
    )
    helper_name = EncryptedTextField(blank=True, family="team.case.household_id")
    helper_email = EncryptedTextField(blank=True, family="team.case.household_id")
    is_moderator = models.BooleanField(default=False)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = TeamMemberQuerySet.as_manager()

    class Meta(Entity.Meta):
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(
                    kind=MemberKind.FAMILY,
                    person__isnull=False,
                    user__isnull=True,
                    partner__isnull=True,
                    partner_person__isnull=True,
                )
                | Q(
                    kind=MemberKind.WORKER,
                    person__isnull=True,
                    user__isnull=False,
                    partner__isnull=True,
                    partner_person__isnull=True,
                )
                | Q(
                    kind=MemberKind.PARTNER,
                    person__isnull=True,
                    user__isnull=True,
                    partner__isnull=False,
                )
                | Q(
                    kind=MemberKind.HELPER,
                    person__isnull=True,
                    user__isnull=True,
                    partner__isnull=True,
                    partner_person__isnull=True,
                ),
                name="team_member_is_one_thing",
            ),
            models.CheckConstraint(
                condition=~Q(kind=MemberKind.HELPER) | Q(GreaterThan(Length("helper_name"), 0)),
                name="team_helper_has_name",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="team_member_span",
            ),
            models.CheckConstraint(
                condition=Q(is_moderator=False) | Q(kind=MemberKind.WORKER),
                name="team_moderator_is_worker",
            ),
            models.UniqueConstraint(
                fields=["team"],
                condition=Q(is_moderator=True, ends_on__isnull=True),
                name="team_one_moderator",
            ),
            models.UniqueConstraint(
                fields=["team", "person"],
                condition=Q(ends_on__isnull=True, person__isnull=False),
                name="team_person_once",
            ),
            models.UniqueConstraint(
                fields=["team", "user"],
                condition=Q(ends_on__isnull=True, user__isnull=False),
                name="team_worker_once",
            ),
            models.UniqueConstraint(
                fields=["team", "partner", "partner_person"],
                condition=Q(ends_on__isnull=True, partner__isnull=False),
                nulls_distinct=False,
                name="team_partner_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.team_id} {self.kind}"

    @property
    def display_name(self) -> str:
        """How the list of members and the minutes name the seat; needs its relations loaded."""
        if self.person is not None:
            return self.person.full_name
        if self.user is not None:
            return str(self.user.name)
        if self.kind == MemberKind.HELPER:
            return str(self.helper_name)
        if self.partner_person is not None:
            return str(self.partner_person.name)
        return str(self.partner.name) if self.partner is not None else ""

    @property
    def organisation(self) -> str:
        """The partner behind a partner's person; empty where the name already says it."""
        return str(self.partner.name) if self.partner_person is not None and self.partner else ""
