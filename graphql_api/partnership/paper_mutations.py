"""Writing papers: prepare, sign, amend, give up, add what was signed."""

from __future__ import annotations

from typing import Any

import graphene

from core.partnership import queries
from core.partnership.operations import amendments, copies, drafts, papers
from core.partnership.queries import papers as read
from core.referrals.operations import departures
from core.shared.enums import Role
from core.shared.errors import NotVisible
from graphql_api.basket.types import CategoryEnum
from graphql_api.mutations import mutation, reference, text, value
from graphql_api.partnership.paper_types import (
    AmendmentType,
    DeclarationDraftType,
    IssuedDocumentType,
    SignedCopyType,
)
from graphql_api.partnership.types import DeclarationType
from graphql_api.policies import policy
from graphql_api.scalars import Date, FileContent

WRITERS = policy(Role.NETWORK_OFFICER, Role.DIRECTOR, scopes=("partners:read", "partners:write"))
DECLARATION = reference("Declaration", queries.declaration_visible, "The declaration.")
DRAFT = reference("DeclarationDraft", read.draft_visible, "The prepared declaration.")
AMENDMENT = reference("DeclarationAmendment", read.amendment_visible, "The amendment.")
COPY = reference("SignedCopy", read.copy_visible, "The file.")
_CATEGORIES = graphene.List(graphene.NonNull(CategoryEnum))
_FILE = {
    "name": text("Name of the file.", required=False),
    "content": value(FileContent, "The signed PDF or scan.", required=False),
}


def _add_copy(
    *, actor: Any, content: bytes, name: str = "", declaration: Any = None, amendment: Any = None
) -> Any:
    paper = amendment or declaration
    if paper is None:
        raise NotVisible
    return copies.add_copy(actor=actor, paper=paper, name=name, content=content)


def _check_copy(*, actor: Any, copy: Any) -> Any:
    copies.check_copy(actor=actor, copy=copy)
    return copy


class PaperMutations:
    """What a network officer does with papers."""

    declaration_prepare = mutation(
        "DeclarationPrepare",
        result=DeclarationDraftType,
        policy=WRITERS,
        takes={
            "partner": reference("Partner", queries.partner_visible, "The partner."),
            "scope": text("What the partner takes on.", required=False),
            "categories": value(_CATEGORIES, "Fields of the services.", required=False),
            "valid_until": value(Date, "Last day, if it is to have one.", required=False),
        },
        perform=drafts.prepare_declaration,
        description="Print a declaration for a partner to sign.",
    )
    declaration_draft_sign = mutation(
        "DeclarationDraftSign",
        result=DeclarationType,
        policy=WRITERS,
        takes={"draft": DRAFT, "signed_on": value(Date, "Day of signature."), **_FILE},
        perform=drafts.sign_draft,
        description="Record that a prepared declaration was signed; a signed PDF is verified.",
    )
    declaration_draft_discard = mutation(
        "DeclarationDraftDiscard",
        result=DeclarationDraftType,
        policy=WRITERS,
        takes={"draft": DRAFT},
        perform=drafts.discard_draft,
        description="Put a prepared declaration aside.",
    )
    declaration_amend = mutation(
        "DeclarationAmend",
        result=AmendmentType,
        policy=WRITERS,
        takes={
            "declaration": DECLARATION,
            "effective_on": value(Date, "From which day it is to hold."),
            "scope": text("The new scope; left out, it stays as it is.", required=False),
            "categories": value(
                _CATEGORIES, "The new fields; left out, they stay as they are.", required=False
            ),
            "changes_term": value(graphene.Boolean, "Whether the last day moves.", required=False),
            "valid_until": value(Date, "The new last day; left out, unlimited.", required=False),
        },
        perform=amendments.prepare_amendment,
        description="Print an amendment to a declaration for signature.",
    )
    declaration_amendment_sign = mutation(
        "DeclarationAmendmentSign",
        result=AmendmentType,
        policy=WRITERS,
        takes={"amendment": AMENDMENT, "signed_on": value(Date, "Day of signature."), **_FILE},
        perform=amendments.sign_amendment,
        description="Record that an amendment was signed; a signed PDF is verified.",
    )
    declaration_amendment_discard = mutation(
        "DeclarationAmendmentDiscard",
        result=AmendmentType,
        policy=WRITERS,
        takes={"amendment": AMENDMENT},
        perform=amendments.discard_amendment,
        description="Put an amendment aside.",
    )
    declaration_withdraw = mutation(
        "DeclarationWithdraw",
        result=DeclarationType,
        policy=WRITERS,
        takes={
            "declaration": DECLARATION,
            "withdrawn_on": value(
                Date, "First day no longer a partner; today when left out.", required=False
            ),
            "reason": text("Why, without personal data.", required=False),
        },
        perform=departures.withdraw_partner,
        description="Record that a partner leaves: its services leave the basket, open requests go back.",
    )
    declaration_withdrawal_call_off = mutation(
        "DeclarationWithdrawalCallOff",
        result=DeclarationType,
        policy=WRITERS,
        takes={"declaration": DECLARATION},
        perform=papers.call_off_withdrawal,
        description="Take a departure back before its day.",
    )
    certificate_reprint = mutation(
        "CertificateReprint",
        result=IssuedDocumentType,
        policy=WRITERS,
        takes={"certificate": reference("Certificate", queries.certificate_visible, "The certificate.")},
        perform=papers.print_certificate,
        description="Print a certificate as partner and lead are called today; number and code stay.",
    )
    signed_copy_add = mutation(
        "SignedCopyAdd",
        result=SignedCopyType,
        policy=WRITERS,
        takes={
            "declaration": reference(
                "Declaration", queries.declaration_visible, "The declaration it shows.", required=False
            ),
            "amendment": reference(
                "DeclarationAmendment",
                read.amendment_visible,
                "Or the amendment it shows.",
                required=False,
            ),
            "name": _FILE["name"],
            "content": value(FileContent, "The file."),
        },
        perform=_add_copy,
        description="Keep a scan or a signed PDF with what it shows; signatures are verified.",
    )
    signed_copy_check = mutation(
        "SignedCopyCheck",
        result=SignedCopyType,
        policy=WRITERS,
        takes={"copy": COPY},
        perform=_check_copy,
        description="Look at the signatures of a file once more.",
    )
    signed_copy_remove = mutation(
        "SignedCopyRemove",
        result=SignedCopyType,
        policy=WRITERS,
        takes={"copy": COPY, "reason": text("Why it goes.")},
        perform=copies.remove_copy,
        description="Take away the content of a file that was added by mistake.",
    )
