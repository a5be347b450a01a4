"""Local diagnoses written and adopted; institutions put on the map, chosen, left out, invited."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from core.audit.operations import record
from core.partnership import errors as common
from core.partnership.enums import OrganisationKind
from core.partnership.enums.accession import InvitationChannel, ResourceStatus
from core.partnership.errors import accession as errors
from core.partnership.models import LocalNeedsAssessment, PartnerInvitation, ResourceMapEntry
from core.partnership.operations.invitations import send_invitation
from core.partnership.operations.making import made_before
from core.partnership.operations.organisations import invite_partner
from core.partnership.permissions import require_manager
from core.reference.grounds import Sector
from core.shared import clock
from core.shared.actor import Actor
from core.shared.ids import uuid7
from core.shared.integrity import refusing

_ENTRY = {"resource_name_once": errors.DuplicateResourceError}
_TEXTS = ("author", "sources", "needs", "resources", "conclusions")


@transaction.atomic
def write_assessment(
    *,
    actor: Actor,
    title: str,
    made_on: date,
    assessment: LocalNeedsAssessment | None = None,
    key: UUID | None = None,
    **texts: str,
) -> LocalNeedsAssessment:
    """Write a local diagnosis, or change one (`assessment`) that is not adopted yet.

    `texts`: author, sources, needs, resources, conclusions. Raises `AssessmentAdoptedError`,
    `AssessmentInFutureError`, `NameMissingError`.
    """
    require_manager(actor)
    if assessment is None and (known := made_before(LocalNeedsAssessment.objects.all(), key)) is not None:
        return known
    if assessment is None:
        kept = LocalNeedsAssessment(pk=key or uuid7())
    else:
        kept = LocalNeedsAssessment.objects.select_for_update().get(pk=assessment.pk)
    if kept.adopted_on is not None:
        raise errors.AssessmentAdoptedError
    if not title.strip():
        raise common.NameMissingError
    if made_on > clock.today():
        raise errors.AssessmentInFutureError
    kept.title, kept.made_on, kept.recorded_by = title.strip(), made_on, actor.name
    for name in _TEXTS:
        if name in texts:
            setattr(kept, name, texts[name].strip())
    kept.save()
    record(actor, "partnership.assessment_written", kept, made_on=made_on)
    return kept


@transaction.atomic
def adopt_assessment(*, actor: Actor, assessment: LocalNeedsAssessment) -> LocalNeedsAssessment:
    """Adopt a local diagnosis today; from then on it stays as it is. Adopted again, nothing changes."""
    require_manager(actor)
    kept = LocalNeedsAssessment.objects.select_for_update().get(pk=assessment.pk)
    if kept.adopted_on is not None:
        return kept
    if not (kept.needs and kept.resources):
        raise errors.AssessmentEmptyError
    kept.adopted_on = clock.today()
    kept.save(update_fields=["adopted_on"])
    record(actor, "partnership.assessment_adopted", kept, adopted_on=kept.adopted_on)
    return kept


@transaction.atomic
def map_resource(
    *,
    actor: Actor,
    name: str,
    sector: str,
    kind: str = OrganisationKind.OTHER,
    entry: ResourceMapEntry | None = None,
    key: UUID | None = None,
    **details: str,
) -> ResourceMapEntry:
    """Put an institution on the resource map, or change what stands there (`entry`).

    `details`: offer, contact_name, email, phone, address, website. Raises `DuplicateResourceError`,
    `ResourceInvitedError`, `NameMissingError`, `UnknownSectorError`.
    """
    require_manager(actor)
    if entry is None and (known := made_before(ResourceMapEntry.objects.all(), key)) is not None:
        return known
    if not name.strip():
        raise common.NameMissingError
    if sector not in Sector.values:
        raise common.UnknownSectorError
    kept = ResourceMapEntry(pk=key or uuid7(), mapped_on=clock.today()) if entry is None else _open(entry)
    kept.name, kept.sector, kept.kind, kept.recorded_by = name.strip(), sector, kind, actor.name
    for field, value in details.items():
        setattr(kept, field, value.strip())
    with refusing(_ENTRY):
        kept.save()
    record(actor, "partnership.resource_mapped", kept)
    return kept


@transaction.atomic
def shortlist_resource(*, actor: Actor, entry: ResourceMapEntry) -> ResourceMapEntry:
    """Choose an institution for an invitation; also one that was left out before."""
    require_manager(actor)
    kept = _open(entry)
    if kept.status == ResourceStatus.SHORTLISTED:
        return kept
    kept.status, kept.shortlisted_on, kept.dropped_because = ResourceStatus.SHORTLISTED, clock.today(), ""
    kept.save()
    record(actor, "partnership.resource_shortlisted", kept)
    return kept


@transaction.atomic
def drop_resource(*, actor: Actor, entry: ResourceMapEntry, reason: str) -> ResourceMapEntry:
    """Leave an institution out, with the reason; it stays on the map for another year."""
    require_manager(actor)
    kept = _open(entry)
    if not reason.strip():
        raise errors.DropReasonMissingError
    kept.status, kept.shortlisted_on, kept.dropped_because = ResourceStatus.DROPPED, None, reason.strip()
    kept.save()
    record(actor, "partnership.resource_dropped", kept)
    return kept


@transaction.atomic
def invite_resource(
    *, actor: Actor, entry: ResourceMapEntry, message: str = "", answer_by: date | None = None
) -> PartnerInvitation:
    """Make an institution of the map a partner to be, with all that is known of it, and invite it.

    By e-mail where the map has an address, else by letter. Invited again, gives the invitation that there
    is. Raises what `invite_partner` and `send_invitation` raise.
    """
    require_manager(actor)
    kept = ResourceMapEntry.objects.select_for_update().get(pk=entry.pk)
    if kept.partner_id is not None:
        return PartnerInvitation.objects.filter(partner_id=kept.partner_id).earliest("created_at")
    partner = invite_partner(
        actor=actor,
        name=kept.name,
        sector=kept.sector,
        kind=kept.kind,
        email=kept.email,
        phone=kept.phone,
        address=kept.address,
        website=kept.website,
    )
    kept.status, kept.partner = ResourceStatus.INVITED, partner
    kept.shortlisted_on = kept.shortlisted_on or clock.today()
    kept.save()
    record(actor, "partnership.resource_invited", kept, partner=partner.pk)
    return send_invitation(
        actor=actor,
        partner=partner,
        channel=InvitationChannel.EMAIL if kept.email else InvitationChannel.LETTER,
        message=message,
        answer_by=answer_by,
    )


def _open(entry: ResourceMapEntry) -> ResourceMapEntry:
    """The entry, locked, as long as nobody was invited from it."""
    kept = ResourceMapEntry.objects.select_for_update().get(pk=entry.pk)
    if kept.status == ResourceStatus.INVITED:
        raise errors.ResourceInvitedError
    return kept
