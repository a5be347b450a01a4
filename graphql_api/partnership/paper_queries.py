"""Reading papers."""

from __future__ import annotations

from typing import Any

import graphene

from core.partnership.queries import papers as queries
from core.partnership.queries.papers import certificate_check
from graphql_api import ids
from graphql_api.connection import connection
from graphql_api.fields import DeclaredField
from graphql_api.node import lookup
from graphql_api.partnership.paper_types import (
    READERS,
    AmendmentType,
    CertificateCheckType,
    DeclarationDraftType,
    IssuedDocumentType,
    SignedCopyType,
)
from graphql_api.scalars import NoNullString


def _check(_source: Any, _info: Any, *, code: str) -> Any:
    return certificate_check(code)


def _copies(actor: Any, *, declaration: str | None = None) -> Any:
    if declaration is None:
        return queries.copies_visible_to(actor)
    key = ids.key_of(declaration, "Declaration")
    return queries.copies_visible_to(actor, key) if key else queries.copies_visible_to(actor).none()


class PaperQueries:
    """Papers of partners, as far as the caller may open them."""

    issued_document = lookup(IssuedDocumentType, policy=READERS, description="One printed paper.")
    declaration_draft = lookup(
        DeclarationDraftType, policy=READERS, description="One declaration printed for signature."
    )
    declaration_drafts = connection(
        DeclarationDraftType,
        rows=queries.drafts_visible_to,
        order=("-prepared_on",),
        policy=READERS,
        description="Declarations printed for signature, the newest first.",
    )
    declaration_amendment = lookup(AmendmentType, policy=READERS, description="One amendment.")
    signed_copies = connection(
        SignedCopyType,
        rows=_copies,
        order=("-received_at",),
        policy=READERS,
        description="Files that came back signed, the newest first.",
        filters={
            "declaration": graphene.Argument(
                graphene.ID, description="Only those of this declaration and its amendments."
            ),
        },
    )
    certificate_check = DeclaredField(
        CertificateCheckType,
        policy=READERS,
        description="What the certificate with a code is worth today; null for an unknown code.",
        resolver=_check,
        args={
            "code": graphene.Argument(
                graphene.NonNull(NoNullString), description="The code, however it is grouped."
            )
        },
    )
