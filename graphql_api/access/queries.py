"""Reading messages."""

from __future__ import annotations

from core.access import queries
from graphql_api.access.types import READERS, FamilyMessageType
from graphql_api.connection import connection


class AccessQueries:
    """Talks of the caller."""

    family_messages = connection(
        FamilyMessageType,
        rows=queries.messages_visible_to,
        order=("created_at",),
        policy=READERS,
        description="Messages of the caller's own families, or the caller's own talk, from the first.",
    )
