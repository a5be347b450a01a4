"""Reading consent."""

from __future__ import annotations

from core.privacy.queries.agreements import agreements_visible_to
from core.privacy.queries.authorisations import authorisations_visible_to, restrictions_visible_to
from core.privacy.queries.bases import bases_visible_to
from core.privacy.queries.sheets import sheets_visible_to
from core.privacy.queries.texts import texts_visible_to
from core.shared.enums import Role
from graphql_api.connection import connection
from graphql_api.consents.types import (
    READERS,
    AuthorisationType,
    ConsentSheetType,
    ConsentTextType,
    LegalBasisType,
    RestrictionType,
)
from graphql_api.families.types import LEADERS, SPEAKERS, AgreementType
from graphql_api.node import lookup
from graphql_api.policies import policy


class ConsentQueries:
    """Permissions, restrictions, texts, talks and legal bases."""

    authorisation = lookup(AuthorisationType, policy=SPEAKERS, description="One permission.")
    authorisations = connection(
        AuthorisationType,
        rows=authorisations_visible_to,
        order=("-given_at",),
        policy=SPEAKERS,
        description="Permissions of the cases that the caller leads, or the caller's own, the newest first.",
    )
    own_agreements = connection(
        AgreementType,
        rows=agreements_visible_to,
        order=("given_on",),
        policy=policy(Role.FAMILY_MEMBER, scopes=("families:read",)),
        description="The caller's own agreements to take part, withdrawn ones too, from the first.",
    )
    restrictions = connection(
        RestrictionType,
        rows=restrictions_visible_to,
        order=("-since",),
        policy=LEADERS,
        description="Restrictions of persons whose case the caller leads, the newest first.",
    )
    consent_sheet = lookup(ConsentSheetType, policy=LEADERS, description="One talk about consent.")
    consent_sheets = connection(
        ConsentSheetType,
        rows=sheets_visible_to,
        order=("-created_at",),
        policy=LEADERS,
        description="Talks about consent in the cases that the caller leads, the newest first.",
    )
    consent_text = lookup(ConsentTextType, policy=READERS, description="One version of a text of consent.")
    consent_texts = connection(
        ConsentTextType,
        rows=texts_visible_to,
        order=("-published_at",),
        policy=READERS,
        description="Every version of every text of consent, the newest first.",
    )
    legal_basis = lookup(LegalBasisType, policy=READERS, description="One legal basis.")
    legal_bases = connection(
        LegalBasisType,
        rows=bases_visible_to,
        order=("starts_on",),
        policy=READERS,
        description="Legal bases that were written down, ended ones too.",
    )
