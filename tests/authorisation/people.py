"""Who asks: each role beside the family or the institution that a record is about, and away from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.notifications.operations import notify
from core.shared.enums import Role
from graphql_api.ids import global_id
from tenants.context import in_tenant
from tests.graphql_api.marked import Marked, marked_family
from tests.support import people, vertical

if TYPE_CHECKING:
    from core.identity.models import User

TOWN, OTHER_TOWN = "g_2464011", "g_2475011"


@dataclass(frozen=True)
class Asker:
    """A column of the matrix."""

    name: str
    account: Callable[[Marked], User] | None
    schema: str = TOWN
    slug: str = "czestochowa"
    # Whether records of the family are none of this person's business, whatever the address.
    strange: bool = False


def _other_member(_made: Marked) -> User:
    other = vertical.family()
    return vertical.member_account(other, other.mother)


def _everything(_made: Marked) -> User:
    return people.account(*Role.values)


ASKERS = (
    Asker("anonymous", None, strange=True),
    Asker("social worker, own family", lambda made: made.family.worker_user),
    Asker("social worker, other family", lambda _made: vertical.family().worker_user, strange=True),
    Asker("network officer", lambda _made: people.account(Role.NETWORK_OFFICER)),
    Asker("director", lambda _made: people.account(Role.DIRECTOR)),
    Asker("delegate, own institution", lambda made: made.town.delegate_user),
    Asker(
        "delegate, other institution",
        lambda _made: vertical.town("Inna Poradnia").delegate_user,
        strange=True,
    ),
    Asker("family member, own family", lambda made: vertical.member_account(made.family, made.family.mother)),
    Asker("family member, other family", _other_member, strange=True),
    Asker("every role, other town", _everything, OTHER_TOWN, "sosnowiec", strange=True),
)


def staged(asker: Asker) -> tuple[Marked, User | None]:
    """The town with its records, and the account of whoever asks, with a message in its inbox."""
    with in_tenant(TOWN):
        made = marked_family()
        reader = made.family.worker_user
        message = notify(
            actor=people.system(), to=reader.email, user=reader, kind="ledger_altered", context={}
        )
        made.beside["Message"] = global_id("Message", message.pk)
    with in_tenant(asker.schema):
        return made, asker.account(made) if asker.account else None
