"""Signed copies that came back: scans and files with electronic signatures."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from core.documents.models import ReceivedFile, SignatureCheck
from core.documents.operations import received
from core.partnership.models import AccessionDeclaration, DeclarationAmendment
from core.partnership.operations.papers import paper_of
from core.partnership.permissions import require_manager
from core.partnership.queries.papers import copy_visible
from core.shared.actor import Actor


@transaction.atomic
def add_copy(
    *,
    actor: Actor,
    paper: AccessionDeclaration | DeclarationAmendment,
    name: str,
    content: bytes,
    key: UUID | None = None,
) -> ReceivedFile:
    """Keep a scan or a signed PDF with the declaration or amendment that it shows.

    Raises what `core.documents.operations.received.receive` raises.
    """
    require_manager(actor)
    issued = paper.document if isinstance(paper, DeclarationAmendment) else paper_of(actor, paper)
    return received.receive(actor=actor, subject=paper, name=name, content=content, issued=issued, key=key)


@transaction.atomic
def check_copy(*, actor: Actor, copy: ReceivedFile) -> SignatureCheck:
    """Look at the signatures of a copy once more, for instance after a root of trust was added."""
    require_manager(actor)
    return received.check_again(actor=actor, file=copy_visible(actor, copy.pk))


@transaction.atomic
def remove_copy(*, actor: Actor, copy: ReceivedFile, reason: str) -> ReceivedFile:
    """Take away what was uploaded by mistake; raises `RemovalReasonMissingError`."""
    require_manager(actor)
    return received.remove(actor=actor, file=copy_visible(actor, copy.pk), reason=reason)


@transaction.atomic
def fetch_copy(*, actor: Actor, copy: ReceivedFile) -> bytes:
    """The bytes for staff and for the partner whose paper it is; written down each time."""
    return received.hand_over(actor=actor, file=copy_visible(actor, copy.pk))
