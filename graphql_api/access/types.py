"""Messages, for the two who write them."""

from __future__ import annotations

import graphene

from core.access import queries
from core.access.models import FamilyMessage
from core.shared.enums import Role
from graphql_api.entity import EntityType
from graphql_api.fields import field
from graphql_api.policies import WITH_OBJECT, policy
from graphql_api.scalars import DateTime, NoNullString

READERS = policy(Role.SOCIAL_WORKER, Role.FAMILY_MEMBER, scopes=("families:read",))
MEMBERS = policy(Role.FAMILY_MEMBER, scopes=("families:read",))


class FamilyMessageType(EntityType):
    """A message."""

    class Meta:
        model = FamilyMessage
        name = "FamilyMessage"
        description = "A few words between a person of a family and who leads the case; read by these two."
        rows = queries.messages_visible_to
        policy = READERS
        audited = True

    text = field(NoNullString, required=True, policy=WITH_OBJECT, description="The words.")
    from_worker = field(
        graphene.Boolean, required=True, policy=WITH_OBJECT, description="Whether the worker wrote it."
    )
    sent_at = field(
        DateTime,
        required=True,
        policy=WITH_OBJECT,
        description="When it was written.",
        resolver=lambda source, _info: source.created_at,
    )
    read_at = field(DateTime, policy=WITH_OBJECT, description="When the other side read it.")
