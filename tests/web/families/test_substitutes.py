"""Whoever leads a case sees who acts for a delegate who is away."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.test import Client

from core.partnership import operations as partnership
from core.partnership.operations.contacts import name_substitute
from core.shared import clock
from core.shared.enums import Role
from core.teams import operations as teams
from tenants.context import in_tenant
from tests.support import people, vertical


def test_the_team_shows_who_acts_for_whom(browse: Callable[..., Client]) -> None:
    with in_tenant("g_2464011"):
        town, made = vertical.town(), vertical.family()
        away, acting = (
            partnership.name_person(actor=people.system(), partner=town.partner, name=name)
            for name in ("Adam Nieobecny", "Ewa Zastępcza")
        )
        name_substitute(
            actor=people.system(),
            person=away,
            substitute=acting,
            starts_on=clock.today(),
            last_on=clock.today() + timedelta(days=7),
        )
    client = browse("czestochowa", Role.SOCIAL_WORKER, user=made.worker_user)
    page = client.get(f"/rodziny/{made.case.pk}/zespol/partner/").content.decode()
    assert "Adam Nieobecny, teraz zastępuje: Ewa Zastępcza" in page
    with in_tenant("g_2464011"):
        teams.add_partner_member(actor=made.worker, team=made.team, partner=town.partner, partner_person=away)
    case = client.get(f"/rodziny/{made.case.pk}/").content.decode()
    assert "(do 12.10.2026 zastępuje: Ewa Zastępcza)" in case
