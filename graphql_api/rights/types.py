"""Requests, copies, corrections, holds, disposals: contents for the leader, dates for the director."""

from __future__ import annotations

from typing import Any

import graphene

from core.families.queries import persons_visible_to
from core.rights import queries
from core.rights.enums import (
    CorrectedField,
    DisposalKind,
    DisposalStatus,
    ExportStatus,
    RequestKind,
    RequestOutcome,
    RequestWay,
)
from core.rights.models import Correction, DataSubjectRequest, Disposal, LegalHold, PersonExport
from core.shared.enums import Role
from graphql_api.entity import EntityType
from graphql_api.families.types import LEADERS, PersonType
from graphql_api.fields import enumeration, field, filled, related
from graphql_api.policies import WITH_OBJECT, policy
from graphql_api.scalars import Date, DateTime, NoNullString

READERS = policy(Role.SOCIAL_WORKER, *queries.ANSWERING, scopes=("families:read",))

RequestKindEnum = enumeration(RequestKind, "DataRequestKind", "A right of chapter III GDPR.")
RequestWayEnum = enumeration(RequestWay, "DataRequestWay", "How a request came.")
RequestOutcomeEnum = enumeration(RequestOutcome, "DataRequestOutcome", "How a request was answered.")
CopyStatusEnum = enumeration(ExportStatus, "PersonCopyStatus", "Where a person's copy stands.")
CorrectedFieldEnum = enumeration(CorrectedField, "CorrectedField", "What of a person can be put right.")
DisposalKindEnum = enumeration(DisposalKind, "DisposalKind", "Why data of families go.")
DisposalStatusEnum = enumeration(DisposalStatus, "DisposalStatus", "Proposed, carried out or rejected.")


def _content(attribute: str) -> Any:
    """A text that tells of the family: null for whoever does not lead its case."""

    def resolve(source: DataSubjectRequest, info: Any) -> str | None:
        if not queries.may_read_contents(info.context.actor, source):
            return None
        return getattr(source, attribute) or None

    return resolve


class DataRequestType(EntityType):
    """A request of a person about their data."""

    class Meta:
        model = DataSubjectRequest
        name = "DataRequest"
        description = "A person's request about their data, due a month after it came."
        rows = queries.requests_visible_to
        policy = READERS
        audited = True

    kind = field(RequestKindEnum, required=True, policy=WITH_OBJECT, description="What is asked.")
    way = field(RequestWayEnum, required=True, policy=WITH_OBJECT, description="How it came.")
    received_on = field(Date, required=True, policy=WITH_OBJECT, description="Day it came.")
    due_on = field(Date, required=True, policy=WITH_OBJECT, description="Last day for the answer.")
    extended_on = field(Date, policy=WITH_OBJECT, description="Day on which two months were added.")
    answered_on = field(Date, policy=WITH_OBJECT, description="Day of the answer.")
    outcome = field(
        RequestOutcomeEnum,
        policy=WITH_OBJECT,
        description="How it ended; null while it is open.",
        resolver=filled("outcome"),
    )
    case_number = field(
        NoNullString,
        required=True,
        policy=WITH_OBJECT,
        description="Number of the case.",
        resolver=lambda source, _info: source.case.number,
    )
    content = field(
        NoNullString,
        policy=WITH_OBJECT,
        description="What was asked; null for whoever does not lead the case.",
        resolver=_content("content"),
    )
    answer = field(
        NoNullString,
        policy=WITH_OBJECT,
        description="What the person was told; null for whoever does not lead the case.",
        resolver=_content("answer"),
    )
    person = related(
        PersonType, "person", policy=LEADERS, rows=persons_visible_to, description="Whose request it is."
    )


class PersonCopyType(EntityType):
    """A copy of everything about a person."""

    class Meta:
        model = PersonExport
        name = "PersonCopy"
        description = "A copy of everything about a person; the file itself is fetched once, on its page."
        rows = queries.exports_visible_to
        policy = LEADERS
        audited = True

    status = field(CopyStatusEnum, required=True, policy=WITH_OBJECT, description="Where it stands.")
    progress = field(graphene.Int, required=True, policy=WITH_OBJECT, description="Percent done.")
    requested_at = field(DateTime, required=True, policy=WITH_OBJECT, description="When it was asked for.")
    ready_at = field(DateTime, policy=WITH_OBJECT, description="When it was ready.")
    fetched_at = field(DateTime, policy=WITH_OBJECT, description="When it was fetched.")


class CorrectionType(EntityType):
    """A value put right."""

    class Meta:
        model = Correction
        name = "Correction"
        description = "One value of a person put right, with what stood there before."
        rows = queries.corrections_visible_to
        policy = LEADERS
        audited = True

    corrected = field(
        CorrectedFieldEnum,
        required=True,
        policy=WITH_OBJECT,
        description="What was put right.",
        resolver=lambda source, _info: source.field,
    )
    before = field(
        NoNullString, policy=WITH_OBJECT, description="What stood there.", resolver=filled("before")
    )
    after = field(
        NoNullString, policy=WITH_OBJECT, description="What stands there.", resolver=filled("after")
    )
    reason = field(NoNullString, required=True, policy=WITH_OBJECT, description="On what ground.")
    made_at = field(DateTime, required=True, policy=WITH_OBJECT, description="When.")


class LegalHoldType(EntityType):
    """A hold."""

    class Meta:
        model = LegalHold
        name = "LegalHold"
        description = "Data of a case may not go, whatever the period and whoever asks."
        rows = queries.holds_visible_to
        policy = READERS
        audited = True

    placed_at = field(DateTime, required=True, policy=WITH_OBJECT, description="Since when.")
    lifted_at = field(DateTime, policy=WITH_OBJECT, description="Until when; null while it stands.")
    case_number = field(
        NoNullString,
        required=True,
        policy=WITH_OBJECT,
        description="Number of the case.",
        resolver=lambda source, _info: source.case.number,
    )


class DisposalType(EntityType):
    """The end of some families' data."""

    class Meta:
        model = Disposal
        name = "Disposal"
        description = "The end of some families' data: proposed by one person, approved by another."
        rows = queries.disposals_visible_to
        policy = READERS

    kind = field(DisposalKindEnum, required=True, policy=WITH_OBJECT, description="Why.")
    status = field(DisposalStatusEnum, required=True, policy=WITH_OBJECT, description="Where it stands.")
    reason = field(NoNullString, required=True, policy=WITH_OBJECT, description="The ground, without names.")
    proposed_at = field(DateTime, required=True, policy=WITH_OBJECT, description="When it was proposed.")
    settled_at = field(DateTime, policy=WITH_OBJECT, description="When it was approved or rejected.")
