"""Talks about consent as they stand, and what each of them said."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from core.families import queries as families
from core.families.models import Case
from core.families.rules import age_on, is_adult
from core.partnership.models import PartnerOrganisation
from core.privacy.enums import AgreementForm, SheetState
from core.privacy.models import ConsentSheet
from core.privacy.queries.agreements import has_agreement_in
from core.privacy.rules.sheets import Answers, Asked, loaded
from core.shared import clock
from core.shared.actor import Actor
from core.shared.enums import Role
from core.shared.errors import NotVisibleError

_RELATED = ("case", "person", "agreement_text", "authorisation_text", "notice_text", "scan")


def sheets_visible_to(actor: Actor) -> QuerySet[ConsentSheet]:
    """Talks of the cases that the actor leads, the newest first; what was put aside is gone."""
    found = ConsentSheet.objects.filter(case__in=families.led_cases(actor)).exclude(state=SheetState.DROPPED)
    return found.order_by("-created_at", "pk")


def sheets_of(actor: Actor, case: Case) -> QuerySet[ConsentSheet]:
    """Talks of one case that the actor leads."""
    if not families.leads(actor, case):
        raise NotVisibleError
    found = sheets_visible_to(actor).filter(case=case).select_related("person", "scan")
    return found.defer("scan__content")


def sheet_visible(actor: Actor, sheet_id: UUID | str) -> ConsentSheet:
    """One talk of a case that the actor leads, or a person's own settled one; else `NotVisibleError`."""
    found = ConsentSheet.objects.select_related(*_RELATED).defer("scan__content").filter(pk=sheet_id).first()
    if found is None or found.state == SheetState.DROPPED:
        raise NotVisibleError
    own = actor.has(Role.FAMILY_MEMBER) and actor.person_id == found.person_id
    settled = found.state in (SheetState.GIVEN, SheetState.REFUSED)
    if not families.leads(actor, found.case) and not (own and settled):
        raise NotVisibleError
    return found


def own_sheets(actor: Actor) -> QuerySet[ConsentSheet]:
    """Settled talks of the acting person of a family, the newest first."""
    if not actor.has(Role.FAMILY_MEMBER) or actor.person_id is None:
        return ConsentSheet.objects.none()
    settled = (SheetState.GIVEN, SheetState.REFUSED)
    found = ConsentSheet.objects.filter(person=actor.person_id, state__in=settled)
    return found.defer("scan__content").order_by("-created_at", "pk")


def missing_scans(actor: Actor) -> QuerySet[ConsentSheet]:
    """Papers of the cases that the actor leads that were signed and have no scan, the oldest first."""
    found = sheets_visible_to(actor).filter(
        form=AgreementForm.PAPER, state=SheetState.GIVEN, scan__isnull=True
    )
    return found.select_related("person", "case").order_by("given_on", "pk")


def content_of(sheet: ConsentSheet) -> dict[str, Any]:
    """What stands on a sheet; nothing for one that was put aside."""
    found: dict[str, Any] = json.loads(sheet.content) if sheet.content else {}
    return found


def answers_of(sheet: ConsentSheet) -> Answers:
    """What has been said in a talk."""
    return loaded(content_of(sheet))


def asked_of(sheet: ConsentSheet) -> Asked:
    """What of the person decides which questions there are."""
    today, born = clock.today(), sheet.person.born_on
    return Asked(
        adult=is_adult(born, today),
        age=age_on(born, today) if born else None,
        takes_part=has_agreement_in(sheet.case, sheet.person),
    )


def partners_to_name(answers: Answers) -> dict[UUID, str]:
    """Names of the institutions that were chosen, as they are called today."""
    found = PartnerOrganisation.objects.filter(pk__in=list(answers.given)).order_by()
    return {one.pk: one.name for one in found}
