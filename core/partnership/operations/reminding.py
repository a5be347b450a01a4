"""Partners asked to accept: one message a partner for everything that waits for it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import transaction

from core.audit.operations import record
from core.exchange.queries.templates import waiting_versions
from core.identity.queries import staff_with
from core.notifications.links import sealed
from core.notifications.operations import notify
from core.partnership.models import (
    PartnerOrganisation,
    TextAcceptance,
    TextReminder,
    TextVersion,
)
from core.partnership.permissions import require_manager
from core.partnership.queries import texts as found
from core.partnership.queries.mailing import Reader, readers_of
from core.partnership.queries.organisations import active_partners
from core.partnership.rules import texts as rules
from core.shared import clock
from core.shared.actor import Actor
from core.shared.addresses import address
from core.shared.enums import Role


def accepting_page(token: str) -> str:
    """Where a link of a message leads."""
    return address(f"/akceptacja/{token}/")


@transaction.atomic
def ask(*, actor: Actor, version: TextVersion) -> int:
    """Tell every partner today of a version that was just put to them; gives how many messages."""
    return _write(actor, found.answering_partners(version, waiting=True), reminder=False)


@transaction.atomic
def remind(*, actor: Actor, version: TextVersion) -> int:
    """Ask again at once who has not accepted a version; whoever was written to today is let be."""
    require_manager(actor)
    return _write(actor, found.answering_partners(version, waiting=True), reminder=True)


@transaction.atomic
def remind_due(*, actor: Actor) -> int:
    """The daily round: partners whose turn it is get one message each. Twice a day does it once."""
    require_manager(actor)
    today = clock.today()
    partners = list(active_partners(today))
    waiting = _waiting(partners)
    sent: dict[UUID, list[rules.Sent]] = {}
    for row in TextReminder.objects.filter(partner__in=[pk for pk in waiting if waiting[pk]]):
        sent.setdefault(row.partner_id, []).append(rules.Sent(row.sent_on, frozenset(row.versions)))
    due = [
        partner
        for partner in partners
        if rules.is_reminder_due(
            waiting=[str(version.pk) for version in waiting[partner.pk]],
            sent=sent.get(partner.pk, []),
            today=today,
        )
    ]
    return _write(actor, due, reminder=True)


@transaction.atomic
def announce_templates(*, actor: Actor) -> int:
    """Tell the town's officers once of each version of a template that waits for the town's decision."""
    require_manager(actor)
    written = 0
    officers = list(staff_with(Role.NETWORK_OFFICER))
    for version in waiting_versions(actor).select_related("template"):
        for officer in officers:
            notify(
                actor=actor,
                to=officer.email,
                user=officer,
                kind="template_published",
                context={
                    "title": version.template.title,
                    "number": version.number,
                    "note": version.note,
                    "page": address(f"/regulamin-i-plan/wzory/{version.pk}/"),
                },
                key=f"template:{version.pk}:{officer.pk}",
            )
            written += 1
    return written


def _write(actor: Actor, to: Iterable[PartnerOrganisation], *, reminder: bool) -> int:
    today = clock.today()
    partners = list(to)
    told = set(TextReminder.objects.filter(sent_on=today).values_list("partner_id", flat=True))
    waiting, readers = _waiting(partners), readers_of(partners, today)
    written = 0
    for partner in partners:
        # A second version put to the partners on one day is told of; nobody is reminded twice in it.
        if not waiting[partner.pk] or not readers[partner.pk] or (reminder and partner.pk in told):
            continue
        _post(actor, partner, readers[partner.pk][0], waiting[partner.pk], reminder=reminder)
        written += 1
    if written:
        record(actor, "partnership.texts_asked", None, partners=written, reminder=reminder)
    return written


def _post(
    actor: Actor,
    partner: PartnerOrganisation,
    reader: Reader,
    waiting: list[TextVersion],
    *,
    reminder: bool,
) -> None:
    today = clock.today()
    names = sorted(str(version.pk) for version in waiting)
    notify(
        actor=actor,
        to=reader.email,
        user=reader.user,
        kind="text_acceptance",
        context={
            "partner": partner.name,
            "reminder": reminder,
            "texts": [_line(partner, reader, version) for version in waiting],
            "days": rules.LINK_DAYS,
        },
        key=f"texts:{partner.pk}:{today.isoformat()}:{'+'.join(name[-12:] for name in names)}"[:200],
    )
    TextReminder.objects.update_or_create(partner=partner, sent_on=today, defaults={"versions": names})


def _line(partner: PartnerOrganisation, reader: Reader, version: TextVersion) -> dict[str, Any]:
    values = {"version": str(version.pk), "partner": str(partner.pk), "to": reader.email}
    return {
        "title": version.title,
        "number": version.number,
        "link": accepting_page(sealed(found.LINK, values, days=rules.LINK_DAYS)),
    }


def _waiting(partners: list[PartnerOrganisation]) -> dict[UUID, list[TextVersion]]:
    """What waits for each partner; two queries for any number of them."""
    versions = list(found.wanted_versions())
    accepted = set(
        TextAcceptance.objects.filter(version__in=versions).values_list("partner_id", "version_id")
    )
    return {
        partner.pk: [version for version in versions if (partner.pk, version.pk) not in accepted]
        for partner in partners
    }
