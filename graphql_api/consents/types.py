"""Permissions, restrictions, texts, talks and legal bases as types."""

from __future__ import annotations

import graphene

from core.families.queries import persons_visible_to
from core.partnership.queries import partners
from core.privacy.enums import (
    Article6,
    Article9,
    DataCategory,
    Linked,
    Purpose,
    SheetState,
    TextKind,
    TextOrigin,
)
from core.privacy.models import (
    ConsentSheet,
    ConsentText,
    DisclosureAuthorisation,
    LegalBasis,
    ProcessingRestriction,
)
from core.privacy.queries.authorisations import authorisations_visible_to, restrictions_visible_to
from core.privacy.queries.bases import bases_visible_to
from core.privacy.queries.sheets import sheets_visible_to
from core.privacy.queries.texts import texts_visible_to
from core.shared.enums import Role
from graphql_api.entity import EntityType
from graphql_api.families.guardians import LanguageEnum
from graphql_api.families.types import LEADERS, SPEAKERS, AgreementFormEnum, PersonType
from graphql_api.fields import enumeration, field, filled, related
from graphql_api.partnership.types import PartnerType
from graphql_api.policies import WITH_OBJECT, policy
from graphql_api.scalars import Date, DateTime, NoNullString

READERS = policy(Role.SOCIAL_WORKER, Role.DIRECTOR, Role.NETWORK_OFFICER, scopes=("families:read",))

DataCategoryEnum = enumeration(DataCategory, "DataCategory", "What may be told of a person.")
PurposeEnum = enumeration(Purpose, "DisclosurePurpose", "What a partner may use it for.")
TextKindEnum = enumeration(TextKind, "ConsentTextKind", "Which of the texts of consent.")
TextOriginEnum = enumeration(TextOrigin, "ConsentTextOrigin", "Who wrote a text of consent.")
SheetStateEnum = enumeration(SheetState, "ConsentSheetState", "How far a talk about consent has come.")
LinkedEnum = enumeration(Linked, "ScanLinked", "How a scan found its sheet.")
Article6Enum = enumeration(Article6, "Article6", "A point of art. 6(1) GDPR.")
Article9Enum = enumeration(Article9, "Article9", "A point of art. 9(2) GDPR.")


class ConsentTextType(EntityType):
    """A version of a text."""

    class Meta:
        model = ConsentText
        name = "ConsentText"
        description = "A version of the plain words that people accept, in one language; never changed."
        rows = texts_visible_to
        policy = READERS

    kind = field(TextKindEnum, required=True, policy=WITH_OBJECT, description="Which text.")
    language = field(LanguageEnum, required=True, policy=WITH_OBJECT, description="Language.")
    origin = field(TextOriginEnum, required=True, policy=WITH_OBJECT, description="Who wrote it.")
    version = field(NoNullString, required=True, policy=WITH_OBJECT, description="Version.")
    valid_from = field(Date, required=True, policy=WITH_OBJECT, description="First day.")
    title = field(NoNullString, required=True, policy=WITH_OBJECT, description="Title.")
    body = field(NoNullString, required=True, policy=WITH_OBJECT, description="Words, with placeholders.")
    sha256 = field(NoNullString, required=True, policy=WITH_OBJECT, description="SHA-256 of title and words.")


class ConsentSheetType(EntityType):
    """A talk about consent."""

    class Meta:
        model = ConsentSheet
        name = "ConsentSheet"
        description = "What one person was asked on one occasion, on a screen or on paper."
        rows = sheets_visible_to
        policy = LEADERS
        audited = True

    state = field(SheetStateEnum, required=True, policy=WITH_OBJECT, description="How far it has come.")
    form = field(AgreementFormEnum, required=True, policy=WITH_OBJECT, description="Screen or paper.")
    language = field(LanguageEnum, required=True, policy=WITH_OBJECT, description="Language of the talk.")
    code = field(NoNullString, required=True, policy=WITH_OBJECT, description="Number on the paper.")
    content_sha256 = field(
        NoNullString,
        policy=WITH_OBJECT,
        description="Fingerprint of what was confirmed or printed.",
        resolver=filled("content_sha256"),
    )
    given_on = field(Date, policy=WITH_OBJECT, description="Day of the word or the signature.")
    scan_missing = field(
        graphene.Boolean,
        required=True,
        policy=WITH_OBJECT,
        description="Whether it was signed on paper and no scan has been put to it.",
    )
    linked = field(
        LinkedEnum, policy=WITH_OBJECT, description="How its scan found it.", resolver=filled("linked")
    )
    person = related(
        PersonType, "person", policy=LEADERS, rows=persons_visible_to, description="With whom the talk was."
    )


class AuthorisationType(EntityType):
    """A permission."""

    class Meta:
        model = DisclosureAuthorisation
        name = "Authorisation"
        description = "One person's word: this institution, this category, this purpose, these days."
        rows = authorisations_visible_to
        policy = SPEAKERS
        audited = True

    category = field(DataCategoryEnum, required=True, policy=WITH_OBJECT, description="What may be told.")
    purpose = field(PurposeEnum, required=True, policy=WITH_OBJECT, description="What for.")
    starts_on = field(Date, required=True, policy=WITH_OBJECT, description="First day.")
    ends_on = field(Date, policy=WITH_OBJECT, description="First day without it.")
    after_leaving = field(
        graphene.Boolean,
        required=True,
        policy=WITH_OBJECT,
        description="Whether it lasts 30 days after the institution leaves the team.",
    )
    form = field(AgreementFormEnum, required=True, policy=WITH_OBJECT, description="How it was given.")
    for_minor = field(
        graphene.Boolean,
        required=True,
        policy=WITH_OBJECT,
        description="Whether a guardian gave it for a child; it ends when the child comes of age.",
    )
    given_at = field(DateTime, required=True, policy=WITH_OBJECT, description="When it was given.")
    withdrawn_at = field(DateTime, policy=WITH_OBJECT, description="When it was taken back.")
    text = related(
        ConsentTextType, "text", policy=LEADERS, rows=texts_visible_to, description="The text accepted."
    )
    person = related(
        PersonType, "person", policy=LEADERS, rows=persons_visible_to, description="Whose word it is."
    )
    partner = related(PartnerType, "partner", policy=LEADERS, rows=partners, description="Who may be told.")


class RestrictionType(EntityType):
    """A request to stop using data."""

    class Meta:
        model = ProcessingRestriction
        name = "Restriction"
        description = "A person's request that nothing more is done with their data for now (art. 18 GDPR)."
        rows = restrictions_visible_to
        policy = LEADERS
        audited = True

    since = field(DateTime, required=True, policy=WITH_OBJECT, description="From when.")
    until = field(DateTime, policy=WITH_OBJECT, description="When it was lifted.")
    person = related(
        PersonType, "person", policy=LEADERS, rows=persons_visible_to, description="Whose request it is."
    )


class LegalBasisType(EntityType):
    """A legal basis."""

    class Meta:
        model = LegalBasis
        name = "LegalBasis"
        description = "Which of its own records an institution keeps, and on which basis."
        rows = bases_visible_to
        policy = READERS

    records = field(NoNullString, required=True, policy=WITH_OBJECT, description="Which records.")
    article6 = field(
        graphene.List(graphene.NonNull(Article6Enum)), policy=WITH_OBJECT, description="Points of art. 6(1)."
    )
    article9 = field(
        graphene.List(graphene.NonNull(Article9Enum)), policy=WITH_OBJECT, description="Points of art. 9(2)."
    )
    act = field(NoNullString, policy=WITH_OBJECT, description="Act of law.", resolver=filled("act"))
    plain = field(NoNullString, required=True, policy=WITH_OBJECT, description="The same in plain words.")
    starts_on = field(Date, required=True, policy=WITH_OBJECT, description="First day.")
    ends_on = field(Date, policy=WITH_OBJECT, description="First day on which it no longer holds.")
    partner = related(PartnerType, "partner", policy=READERS, rows=partners, description="The institution.")
