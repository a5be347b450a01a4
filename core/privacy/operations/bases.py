"""Writing down on which basis an institution keeps its own records; old wordings stay with their days."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import transaction

from core.audit.operations import record
from core.partnership.models import PartnerOrganisation
from core.privacy.errors import BasisExistsError
from core.privacy.models import ControllerContact, LegalBasis
from core.privacy.permissions import require_bases_keeper
from core.privacy.rules.bases import check_basis
from core.shared import clock
from core.shared.actor import Actor
from core.shared.errors import ConflictError
from core.shared.ids import uuid7
from core.shared.integrity import refusing

_ONCE = {"legal_basis_once": BasisExistsError}


@transaction.atomic
def keep_basis(
    *,
    actor: Actor,
    partner: PartnerOrganisation,
    records: str,
    article6: Sequence[str],
    article9: Sequence[str] = (),
    act: str = "",
    plain: str,
    key: UUID | None = None,
) -> LegalBasis:
    """Write down a basis from today on.

    Raises `UnknownBasisError`, `BasisMissingError`, `BasisWordsMissingError`, `BasisExistsError`.
    """
    require_bases_keeper(actor)
    if key is not None and (known := LegalBasis.objects.filter(pk=key).first()) is not None:
        return known
    check_basis(records, plain, article6, article9)
    with refusing(_ONCE):
        made = LegalBasis.objects.create(
            pk=key or uuid7(),
            partner=partner,
            recorded_by_id=actor.user_id,
            **_values(records, article6, article9, act, plain),
        )
    record(actor, "privacy.basis_kept", made, partner=partner.pk)
    return made


@transaction.atomic
def change_basis(
    *,
    actor: Actor,
    basis: LegalBasis,
    records: str,
    article6: Sequence[str],
    article9: Sequence[str] = (),
    act: str = "",
    plain: str,
) -> LegalBasis:
    """End a basis today and begin its new wording; somebody else's change meanwhile is a conflict."""
    require_bases_keeper(actor)
    check_basis(records, plain, article6, article9)
    locked = LegalBasis.objects.select_for_update().get(pk=basis.pk)
    if locked.ends_on is not None:
        raise ConflictError
    values = _values(records, article6, article9, act, plain)
    if all(getattr(locked, name) == value for name, value in values.items() if name != "starts_on"):
        return locked
    locked.ends_on = clock.today()
    locked.save(update_fields=["ends_on"])
    with refusing(_ONCE):
        made = LegalBasis.objects.create(partner_id=locked.partner_id, recorded_by_id=actor.user_id, **values)
    record(actor, "privacy.basis_changed", made, before=locked.pk)
    return made


@transaction.atomic
def end_basis(*, actor: Actor, basis: LegalBasis) -> LegalBasis:
    """The institution no longer keeps such records; a second time changes nothing."""
    require_bases_keeper(actor)
    locked = LegalBasis.objects.select_for_update().get(pk=basis.pk)
    if locked.ends_on is None:
        locked.ends_on = clock.today()
        locked.save(update_fields=["ends_on"])
        record(actor, "privacy.basis_ended", locked)
    return locked


@transaction.atomic
def name_contact(
    *,
    actor: Actor,
    partner: PartnerOrganisation,
    contact: str = "",
    inspector: str = "",
    version: int | None = None,
) -> ControllerContact:
    """Where people ask an institution about their data, and its data protection officer."""
    require_bases_keeper(actor)
    PartnerOrganisation.objects.select_for_update().get(pk=partner.pk)
    known = ControllerContact.objects.filter(partner=partner).first()
    if known is not None and version is not None and version != known.version:
        raise ConflictError
    values = {"contact": " ".join(contact.split()), "inspector": " ".join(inspector.split())}
    if known is None:
        made = ControllerContact.objects.create(partner=partner, **values)
    else:
        made = known
        made.contact, made.inspector = values["contact"], values["inspector"]
        made.version += 1
        made.save(update_fields=["contact", "inspector", "version"])
    record(actor, "privacy.contact_named", made, partner=partner.pk)
    return made


def _values(
    records: str, article6: Sequence[str], article9: Sequence[str], act: str, plain: str
) -> dict[str, Any]:
    return {
        "records": " ".join(records.split()),
        "article6": sorted(set(article6)),
        "article9": sorted(set(article9)),
        "act": " ".join(act.split()),
        "plain": " ".join(plain.split()),
        "starts_on": clock.today(),
    }
