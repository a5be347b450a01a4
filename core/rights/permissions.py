"""Who acts on the rights of persons.

The leading social worker records and prepares; the person asks on their own page; the director and the data
protection officer answer for the town, and one of them approves what somebody else proposed. Both see numbers
of cases and dates, never names or contents.
"""

from __future__ import annotations

from core.families import queries as families
from core.families.models import Case, Person
from core.families.queries import belongs
from core.rights.queries.who import answers_for_town, is_the_person
from core.shared.actor import Actor
from core.shared.errors import NotVisibleError


def require_answering(actor: Actor) -> None:
    """Let through who answers for the town."""
    if not (answers_for_town(actor) and actor.may_use("families:write")):
        raise NotVisibleError


def require_of_person(actor: Actor, case: Case, person: Person) -> None:
    """Let through the person and the leading worker of the case; the person must belong to it."""
    allowed = is_the_person(actor, person) or families.leads(actor, case)
    if not (allowed and actor.may_use("families:write")) or not belongs(case, person):
        raise NotVisibleError


def require_worker_of(actor: Actor, case: Case, person: Person) -> None:
    """Let through the leading worker alone."""
    if not (families.leads(actor, case) and actor.may_use("families:write") and belongs(case, person)):
        raise NotVisibleError


def require_worker_or_answering(actor: Actor, case: Case) -> None:
    """Let through the leading worker and who answers for the town."""
    if not ((families.leads(actor, case) or answers_for_town(actor)) and actor.may_use("families:write")):
        raise NotVisibleError
