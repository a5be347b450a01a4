"""The ledger, its receipts, and the question who could see what; opening a dossier is an act (mutation)."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import graphene

from core.dossier.queries import explained, explained_beside
from core.dossier.rules import OF_ONE
from core.families.queries import own_case
from core.partnership.queries import partner_visible
from core.privacy.enums import DataCategory, Purpose
from core.privacy.queries import ledger
from core.privacy.queries.receipts import receipt_of, verify_receipt
from core.privacy.rules.sight import Decision
from core.shared import clock
from core.shared.errors import NotVisibleError
from graphql_api import ids
from graphql_api.fields import DeclaredField
from graphql_api.identity.types import ANYONE
from graphql_api.ledger.types import LEADERS, MEMBERS, DisclosureType, ReceiptCheckType, SightType
from graphql_api.limits import LIMITS
from graphql_api.scalars import Date, DateTime, NoNullString


def entry(found: Any) -> Any:
    """An entry of the ledger as the API shows it."""
    return SimpleNamespace(
        number=found.number,
        at=found.at,
        partner=found.institution,
        reader=found.actor_name,
        person=found.person.full_name,
        told=[
            SimpleNamespace(
                category=one,
                authorisation=None if found.by_law else found.told[one],
                basis=found.told[one] if found.by_law else None,
                text=found.texts.get(one),
            )
            for one in DataCategory.values
            if one in found.told
        ],
        purpose=None if found.by_law else found.purpose,
        duty=found.purpose if found.by_law else None,
        channel=found.channel,
        digest=found.digest,
        receipt=str(receipt_of(found)),
    )


def _key(text: str, kind: str) -> Any:
    key = ids.key_of(text, kind)
    if key is None:
        raise NotVisibleError
    return key


def _page(info: Any, rows: Any, first: int, before: int | None) -> list[Any]:
    chosen = rows.filter(number__lt=before) if before else rows
    found = list(chosen[: max(1, min(first, LIMITS.page))])
    info.context.note_disclosure("Case", {row.case_id for row in found})
    return [entry(row) for row in found]


def _of_case(_source: Any, info: Any, *, case: str, first: int, before: int | None = None) -> list[Any]:
    actor = info.context.actor
    rows = ledger.disclosures_of(actor, own_case(actor, _key(case, "Case")))
    return _page(info, rows, first, before)


def _own(_source: Any, info: Any, *, first: int, before: int | None = None) -> list[Any]:
    return _page(info, ledger.own_disclosures(info.context.actor), first, before)


def _verify(_source: Any, _info: Any, *, receipt: str) -> Any:
    return verify_receipt(receipt)


def _decision(person: str, purpose: str, category: str, decision: Decision, *, allowed: bool) -> Any:
    word = decision.word
    return SimpleNamespace(
        person=person,
        purpose=purpose,
        category=category,
        allowed=allowed,
        reasons=[
            SimpleNamespace(check=check.value, passed=passed, sentence=str(check.label))
            for check, passed in decision.checks
        ],
        authorisation=str(word.id) if word else None,
        given_at=word.given.since if word else None,
        text=word.text if word else None,
    )


def _sight(_source: Any, info: Any, *, case: str, partner: str, on: Any = None, at: Any = None) -> Any:
    actor = info.context.actor
    own = own_case(actor, _key(case, "Case"))
    asked = partner_visible(actor, _key(partner, "Partner"))
    day = on or (clock.day_of(at) if at else clock.today())
    sight = explained(actor, own, asked.pk, day, at)
    info.context.note_disclosure("Case", [own.pk])
    found = [
        _decision(
            person.full_name,
            Purpose.TEAM.value,
            category,
            decision,
            allowed=category in sight.of_all or (category in OF_ONE and category in sight.of_one(person)),
        )
        for person in sight.persons
        for category, decision in sight.decided[person.pk].items()
    ]
    found += [
        _decision(one.person.full_name, one.purpose.value, category, decision, allowed=decision.allowed)
        for one in explained_beside(actor, own, asked.pk, day, at)
        for category, decision in one.decided.items()
    ]
    told = [entry(row) for row in ledger.told_on(actor, own, asked.pk, day)]
    return SimpleNamespace(decisions=found, told=told)


_PAGING = {
    "first": graphene.Argument(
        graphene.Int, default_value=20, description=f"How many, the newest first; at most {LIMITS.page}."
    ),
    "before": graphene.Argument(graphene.Int, description="Only entries before this number."),
}


class LedgerQueries:
    """What was told of whom, and what could be."""

    disclosures = DeclaredField(
        graphene.List(graphene.NonNull(DisclosureType)),
        policy=LEADERS,
        description="The ledger of a case that the caller leads.",
        size=20,
        resolver=_of_case,
        args={"case": graphene.Argument(graphene.NonNull(graphene.ID), description="The case."), **_PAGING},
    )
    own_disclosures = DeclaredField(
        graphene.List(graphene.NonNull(DisclosureType)),
        policy=MEMBERS,
        description="Who learned what of the caller and of children for whom the caller speaks.",
        size=20,
        resolver=_own,
        args=_PAGING,
    )
    verify_disclosure = DeclaredField(
        ReceiptCheckType,
        policy=ANYONE,
        description="Whether a receipt is genuine; it tells nothing else.",
        resolver=_verify,
        args={
            "receipt": graphene.Argument(
                graphene.NonNull(NoNullString), description="The receipt, however it is spaced."
            )
        },
    )
    sight = DeclaredField(
        SightType,
        policy=LEADERS,
        description="What an institution could see of a family on a day or at a moment, and was told.",
        weight=20,
        resolver=_sight,
        args={
            "case": graphene.Argument(graphene.NonNull(graphene.ID), description="The case."),
            "partner": graphene.Argument(graphene.NonNull(graphene.ID), description="The institution."),
            "on": graphene.Argument(Date, description="The day; today when left out."),
            "at": graphene.Argument(DateTime, description="One moment of the day."),
        },
    )
