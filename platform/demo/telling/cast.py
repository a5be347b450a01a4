"""Who acts in a town's story: the accounts, partners and services that its families meet."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from core.shared import clock
from core.shared.actor import Actor
from core.shared.enums import Role
from demo.accounts import DELEGATE_OF
from demo.stories.plan import TODAY, PartnerPlan, TownPlan

if TYPE_CHECKING:
    import datetime as dt

    # Types only: stories read and write through operations and queries.
    from core.basket.models import ServiceCard
    from core.identity.models import User
    from core.partnership.models import PartnerOrganisation, PartnerPerson

STORYTELLER: Final = "dane przykładowe"


@dataclass(slots=True)
class Cast:
    """What the story has brought into the town so far, by the keys of its plan."""

    plan: TownPlan
    system: Actor
    officer: Actor
    workers: list[Actor]
    users: dict[str, User]
    partners: dict[str, PartnerOrganisation] = field(default_factory=dict)
    people: dict[str, PartnerPerson] = field(default_factory=dict)
    cards: dict[str, ServiceCard] = field(default_factory=dict)

    def partner_plan(self, card: str) -> PartnerPlan:
        """Who offers a service."""
        return next(
            item for item in self.plan.partners if any(offer.card.key == card for offer in item.offers)
        )

    def known_first(self) -> list[PartnerPlan]:
        """The plan's partners, the one for which somebody can sign in first: its pages shall not be empty."""
        return sorted(self.plan.partners, key=lambda plan: plan.key != DELEGATE_OF)

    def voice_of(self, key: str) -> Actor:
        """A partner's own delegate: the one who answers what the partner is asked."""
        return Actor(
            user_id=None,
            name=self.people[key].name,
            tenant=self.system.tenant,
            roles=frozenset({Role.DELEGATE.value}),
            partner_id=self.partners[key].pk,
        )


@contextmanager
def on(day: dt.date) -> Iterator[dt.date]:
    """Let the town's clock stand at a day of the story; nothing happens after the demo's own day."""
    with clock.standing_at(min(day, TODAY)):
        yield day
