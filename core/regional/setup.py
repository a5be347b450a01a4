"""What a town has set up, worked out from its own records and told to its region: its office and its
institutions, never its families.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from core.basket.queries.cards import published_cards
from core.exchange.enums import SetupStep
from core.exchange.models import TownSetup
from core.exchange.permissions import require_town_office
from core.exchange.queries.towns import setups
from core.families.models import Case
from core.identity.queries import staff_with
from core.indicators.queries import require_reader
from core.partnership.enums.texts import TextKind, TextState
from core.partnership.models import PartnerOrganisation, TextVersion
from core.partnership.queries.organisations import active_partners, lead
from core.regional import rules
from core.regional.models import Submission
from core.regional.queries.months import towns_of_reader
from core.shared import clock
from core.shared.actor import Actor
from core.shared.enums import Role
from tenants.context import current, current_schema

_FEWEST_PARTNERS = 2
_ACCOUNTS = {
    SetupStep.DIRECTOR: Role.DIRECTOR,
    SetupStep.OFFICER: Role.NETWORK_OFFICER,
    SetupStep.WORKER: Role.SOCIAL_WORKER,
}


def steps_done(actor: Actor) -> list[SetupStep]:
    """Steps that the town of the moment has behind it, in their order."""
    require_reader(actor)
    today = clock.today()
    partners = list(active_partners(today).values_list("is_lead", flat=True))
    truths = {
        SetupStep.DOMAIN: current().domains.exists(),
        **{step: staff_with(role).exists() for step, role in _ACCOUNTS.items()},
        SetupStep.PARTNERS: lead() is not None and PartnerOrganisation.objects.count() >= _FEWEST_PARTNERS,
        SetupStep.DECLARATIONS: any(partners) and not all(partners),
        SetupStep.BASKET: published_cards(today).exists(),
        SetupStep.RULES: TextVersion.objects.filter(
            text__kind=TextKind.RULES, state=TextState.IN_FORCE
        ).exists(),
        SetupStep.SUBMISSION: Submission.objects.filter(schema_name=current_schema()).exists(),
    }
    return [step for step in SetupStep if truths[step]]


def has_first_case(actor: Actor) -> bool:
    """Whether a family has agreed to take part: for the town alone, see `TownSetup`."""
    require_reader(actor)
    return Case.objects.filter(agreed_on__isnull=False).exists()


@transaction.atomic
def tell_region(*, actor: Actor) -> TownSetup:
    """Write down for the region which steps are done; the daily round does it."""
    require_town_office(actor)
    told, _ = TownSetup.objects.update_or_create(
        schema_name=current_schema(),
        defaults={"checked_on": clock.today(), "done": [str(step) for step in steps_done(actor)]},
    )
    return told


@dataclass(frozen=True)
class TownReadiness:
    """A town of the region and what it told of its set-up."""

    town: rules.Town
    checked_on: date | None
    done: frozenset[str]

    @property
    def missing(self) -> list[SetupStep]:
        """Steps that are still to do."""
        return [step for step in SetupStep if step not in self.done]


def readiness(actor: Actor) -> list[TownReadiness]:
    """Every town of the region with its set-up; what the platform knows itself is not asked of the town."""
    told = setups(actor)
    handed = set(Submission.objects.order_by().values_list("schema_name", flat=True).distinct())
    found = []
    for town in towns_of_reader():
        row = told.get(town.schema)
        done = {*(row.done if row else ()), str(SetupStep.DOMAIN)}
        if town.schema in handed:
            done.add(str(SetupStep.SUBMISSION))
        found.append(TownReadiness(town, row.checked_on if row else None, frozenset(done)))
    return found
