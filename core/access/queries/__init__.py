"""Reading who has access, and the messages of a talk."""

from core.access.queries.doors import (
    Door,
    access_behind,
    door_of,
    doors_of,
    may_receive_slip,
    own_access,
    slip_behind,
)
from core.access.queries.letters import (
    messages_visible_to,
    own_messages,
    own_unread,
    talk_of,
    unread_in,
    unread_messages,
)

__all__ = [
    "Door",
    "access_behind",
    "door_of",
    "doors_of",
    "may_receive_slip",
    "messages_visible_to",
    "own_access",
    "own_messages",
    "own_unread",
    "slip_behind",
    "talk_of",
    "unread_in",
    "unread_messages",
]
