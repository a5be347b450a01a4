"""Versions of the rules and of annual plans: written, put to the partners, brought into force, accepted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from core.audit.operations import record
from core.partnership.enums.texts import AcceptanceManner, TextKind, TextState
from core.partnership.errors import texts as errors
from core.partnership.models import (
    PartnerOrganisation,
    PartnershipMeeting,
    PartnershipText,
    PlanItem,
    TextAcceptance,
    TextVersion,
)
from core.partnership.models.texts import FIRST_YEAR, LAST_YEAR
from core.partnership.operations import reminding
from core.partnership.operations.making import made_before
from core.partnership.permissions import require_manager
from core.partnership.queries import texts as found
from core.partnership.queries.organisations import sees_partnership
from core.partnership.rules import texts as rules
from core.shared import clock
from core.shared.actor import Actor
from core.shared.errors import NotVisibleError
from core.shared.ids import uuid7
from core.shared.integrity import refusing
from core.shared.prose import canonical
from tenants.context import current_schema

_OPEN = {"text_one_open_version": errors.TextOpenError, "text_version_once": errors.TextOpenError}
# What an officer may record for a partner; the other manners are the partner's own.
RECORDED = (AcceptanceManner.MEETING, AcceptanceManner.PAPER)


@transaction.atomic
def draft_version(
    *,
    actor: Actor,
    kind: str,
    year: int | None = None,
    title: str,
    body: str,
    note: str = "",
    template: UUID | None = None,
    template_label: str = "",
    key: UUID | None = None,
) -> TextVersion:
    """Begin the next wording of the rules, or of a year's plan, whose tasks it takes over.

    Without a template of its own it descends from the one of the wording before.

    Raises `TextTitleMissingError`, `TextYearError`, `TextEmptyError`, `TextOpenError`.
    """
    require_manager(actor)
    if (known := made_before(TextVersion.objects.all(), key)) is not None:
        return known
    text = _text(kind, year)
    before = found.newest_of(text)
    if template is None and before is not None:
        template, template_label = before.template, before.template_label
    last = text.versions.aggregate(last=Max("number"))["last"] or 0
    with refusing(_OPEN):
        version = TextVersion.objects.create(
            pk=key or uuid7(),
            text=text,
            number=last + 1,
            title=_titled(title),
            body=canonical(body),
            note=note.strip(),
            template=template,
            template_label=template_label,
        )
    if before is not None:
        _take_over(before, version)
    record(actor, "partnership.text_drafted", version, kind=kind, year=year, number=version.number)
    return version


@transaction.atomic
def edit_version(*, actor: Actor, version: TextVersion, title: str, body: str, note: str = "") -> TextVersion:
    """Change a draft's words. Raises `TextFixedError`, `TextTitleMissingError`, `TextEmptyError`."""
    require_manager(actor)
    locked = locked_version(version)
    rules.require_draft(locked.state)
    locked.title, locked.body, locked.note = _titled(title), canonical(body), note.strip()
    locked.save(update_fields=["title", "body", "note"])
    record(actor, "partnership.text_edited", locked, number=locked.number)
    return locked


@transaction.atomic
def put_to_partners(*, actor: Actor, version: TextVersion) -> TextVersion:
    """Ask all partners to accept a version: its words are fixed, and each gets one message today.

    Raises `TextMoveError`, `PlanWithoutItemsError`.
    """
    require_manager(actor)
    locked = locked_version(version)
    if locked.state == TextState.PUT:
        return locked
    rules.require_move(locked.state, TextState.PUT)
    if locked.text.kind == TextKind.PLAN and not locked.items.exists():
        raise errors.PlanWithoutItemsError
    locked.state, locked.put_on = TextState.PUT, clock.today()
    locked.save(update_fields=["state", "put_on"])
    record(actor, "partnership.text_put", locked, number=locked.number)
    reminding.ask(actor=actor, version=locked)
    return locked


@transaction.atomic
def bring_into_force(
    *,
    actor: Actor,
    version: TextVersion,
    in_force_on: date | None = None,
    adopted_at: PartnershipMeeting | None = None,
) -> TextVersion:
    """Let a version hold from a day (today); the one before it is replaced. Partners may still accept.

    What was ticked off in the plan before stays ticked off. Raises `TextMoveError`, `InForceDayError`.
    """
    require_manager(actor)
    locked = locked_version(version)
    if locked.state == TextState.IN_FORCE:
        return locked
    rules.require_move(locked.state, TextState.IN_FORCE)
    day = in_force_on or clock.today()
    rules.check_in_force(in_force_on=day, put_on=locked.put_on or day, today=clock.today())
    before = TextVersion.objects.filter(text=locked.text, state=TextState.IN_FORCE).first()
    if before is not None:
        before.state, before.ended_on = TextState.REPLACED, day
        before.save(update_fields=["state", "ended_on"])
        _keep_done(before, locked)
    locked.state, locked.in_force_on, locked.adopted_at = TextState.IN_FORCE, day, adopted_at
    locked.save(update_fields=["state", "in_force_on", "adopted_at"])
    record(actor, "partnership.text_in_force", locked, number=locked.number, in_force_on=day)
    return locked


@transaction.atomic
def abandon(*, actor: Actor, version: TextVersion) -> TextVersion:
    """Give a wording up before it holds; it stays in the list, partners are no longer asked."""
    require_manager(actor)
    locked = locked_version(version)
    if locked.state == TextState.ABANDONED:
        return locked
    rules.require_move(locked.state, TextState.ABANDONED)
    locked.state, locked.ended_on = TextState.ABANDONED, clock.today()
    locked.save(update_fields=["state", "ended_on"])
    record(actor, "partnership.text_abandoned", locked, number=locked.number)
    return locked


@transaction.atomic
def accept_as_delegate(*, actor: Actor, version: TextVersion) -> TextAcceptance:
    """Accept a version in the name of the organisation for which the signed-in delegate speaks."""
    if actor.partner_id is None or not sees_partnership(actor):
        raise NotVisibleError
    found.version_visible(actor, version.pk)
    partner = PartnerOrganisation.objects.get(pk=actor.partner_id)
    return _accept(actor, version, partner, AcceptanceManner.PAGE, actor.name, clock.today())


@transaction.atomic
def accept_by_link(*, token: str, person_name: str) -> TextAcceptance:
    """Accept by a link of an e-mail, without an account; whoever holds it says their name.

    Raises `LinkBrokenError`, `LinkExpiredError`, `AcceptorMissingError`, `AcceptanceNotWantedError`,
    `NotAPartnerError`.
    """
    target = found.link_target(token)
    actor = Actor.system("link z e-maila", current_schema())
    return _accept(actor, target.version, target.partner, AcceptanceManner.LINK, person_name, clock.today())


@transaction.atomic
def record_acceptances(
    *,
    actor: Actor,
    version: TextVersion,
    partners: Sequence[PartnerOrganisation],
    manner: str,
    accepted_on: date | None = None,
    person_name: str = "",
) -> list[TextAcceptance]:
    """Record what partners said at a meeting or signed on paper; who has accepted before is let be.

    One partner's paper names who signed it. Raises `NobodyChosenError`, `AcceptorMissingError`,
    `AcceptanceDayError`, `AcceptanceNotWantedError`, `NotAPartnerError`.
    """
    require_manager(actor)
    if not partners:
        raise errors.NobodyChosenError
    if manner not in RECORDED:
        raise ValueError(manner)
    day = accepted_on or clock.today()
    return [
        _accept(actor, version, partner, AcceptanceManner(manner), person_name, day) for partner in partners
    ]


@transaction.atomic
def undo_acceptance(*, actor: Actor, acceptance: TextAcceptance, reason: str) -> None:
    """Take away an entry that the officer made by mistake; what a partner said itself stays.

    Raises `AcceptanceOwnError`, `UndoReasonMissingError`.
    """
    require_manager(actor)
    if acceptance.manner not in RECORDED:
        raise errors.AcceptanceOwnError
    if not reason.strip():
        raise errors.UndoReasonMissingError
    record(
        actor,
        "partnership.text_acceptance_undone",
        acceptance,
        version=acceptance.version_id,
        partner=acceptance.partner_id,
        reason=reason.strip(),
    )
    acceptance.delete()


def locked_version(version: TextVersion) -> TextVersion:
    """A version with its text, its text's row locked: one step at a time for all its versions."""
    PartnershipText.objects.select_for_update().get(pk=version.text_id)
    return TextVersion.objects.select_related("text", "adopted_at").get(pk=version.pk)


def _accept(
    actor: Actor,
    version: TextVersion,
    partner: PartnerOrganisation,
    manner: AcceptanceManner,
    person_name: str,
    day: date,
) -> TextAcceptance:
    """One yes of one partner; a second one changes nothing."""
    locked = locked_version(version)
    if (known := found.acceptance_of(locked, partner.pk)) is not None:
        return known
    rules.check_acceptance(state=locked.state, put_on=locked.put_on, accepted_on=day, today=clock.today())
    if not PartnerOrganisation.objects.active(day).filter(pk=partner.pk).exists():
        raise errors.NotAPartnerError(partner=partner.name)
    name = " ".join(person_name.split())
    if not name and manner != AcceptanceManner.MEETING:
        raise errors.AcceptorMissingError
    acceptance = TextAcceptance.objects.create(
        version=locked,
        partner=partner,
        accepted_on=day,
        person_name=name[:200],
        manner=manner,
        user_id=actor.user_id if manner == AcceptanceManner.PAGE else None,
    )
    record(
        actor, "partnership.text_accepted", acceptance, version=locked.pk, partner=partner.pk, manner=manner
    )
    return acceptance


def _text(kind: str, year: int | None) -> PartnershipText:
    """The text of a kind and year, locked; begun where there is none."""
    is_plan = TextKind(kind) == TextKind.PLAN
    if is_plan and (year is None or not FIRST_YEAR <= year <= LAST_YEAR):
        raise errors.TextYearError
    text, _ = PartnershipText.objects.get_or_create(kind=kind, year=year if is_plan else None)
    return PartnershipText.objects.select_for_update().get(pk=text.pk)


def _titled(title: str) -> str:
    if not title.strip():
        raise errors.TextTitleMissingError
    return title.strip()


def _take_over(before: TextVersion, version: TextVersion) -> None:
    """The tasks of the wording before, each still known as the same task."""
    kept = ("root", "position", "what", "partner_id", "responsible", "month", "term", "done_on", "done_note")
    PlanItem.objects.bulk_create(
        PlanItem(version=version, **{name: getattr(item, name) for name in kept})
        for item in found.items_of(before)
    )


def _keep_done(before: TextVersion, now: TextVersion) -> None:
    done = {item.root: item for item in before.items.filter(done_on__isnull=False)}
    items = [item for item in now.items.filter(done_on__isnull=True) if item.root in done]
    for item in items:
        item.done_on, item.done_note = done[item.root].done_on, done[item.root].done_note
    PlanItem.objects.bulk_update(items, ["done_on", "done_note"])
