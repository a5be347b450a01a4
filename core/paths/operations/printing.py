"""Papers of a path: the contract, "my path" in large print, the individual plan of social services.

The bytes are kept sealed under the family's key with number and fingerprint, so that a signed copy can be
told from another and the paper vanishes with the family's data.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import translation

from core.audit.operations import record
from core.documents.operations.printing import render
from core.families.models import Person
from core.families.queries import leads
from core.paths import wording
from core.paths.enums import PaperKind, Stance
from core.paths.errors import NothingToAgreeError, SocialPlanMissingError, WholePaperUnsafeError
from core.paths.models import PathPaper, PathwayPlan, PlanConsent, Task
from core.paths.operations.making import require_of_the_household
from core.paths.permissions import is_own_path, require_author
from core.paths.queries.papers import is_whole_safe, persons_to_print, social_plan_of, terms_of
from core.paths.queries.sight import part_of
from core.paths.queries.versions import content_of
from core.paths.queries.voices import voices_about
from core.paths.wording import Paper
from core.shared import clock
from core.shared.actor import Actor
from core.shared.encryption import seal_bytes
from core.shared.errors import NotVisibleError
from core.shared.ids import uuid7
from core.teams.models import TeamMeeting

LANGUAGES: Final = ("pl", "en", "uk")
_TEMPLATES: Final = {
    PaperKind.CONTRACT: "path_contract",
    PaperKind.OWN_COPY: "own_path",
    PaperKind.SOCIAL_PLAN: "social_plan",
}
_SIGNS: Final = {PaperKind.CONTRACT: "K", PaperKind.OWN_COPY: "M", PaperKind.SOCIAL_PLAN: "P"}


@transaction.atomic
def print_contract(
    *,
    actor: Actor,
    plan: PathwayPlan,
    person: Person | None = None,
    language: str = "pl",
    key: UUID | None = None,
) -> PathPaper:
    """The contract of the whole path, or of one person's part; the same `key` again gives the same paper.

    Raises `WholePaperUnsafeError` when a paper of the whole would tell one person of another's steps, and
    `NothingToAgreeError` for an empty path.
    """
    require_author(actor, plan)

    def values(paper: Paper, content: Mapping[str, Any]) -> dict[str, Any]:
        consents = PlanConsent.objects.filter(plan=plan, version=F("plan__version"))
        tasks = list(Task.objects.filter(goal__plan=plan).order_by("position", "pk"))
        said = voices_about(tasks, person.pk if person else None)
        if person is not None:
            consents = consents.filter(person=person)
        objections = [voice for task in tasks for voice in said.of(task) if voice.stance == Stance.OBJECTS]
        rows = consents.select_related("person").order_by("agreed_on", "pk")
        return wording.contract(paper, content, rows, objections)

    return _printed(actor, plan, PaperKind.CONTRACT, person, language, key, values)


@transaction.atomic
def print_own_copy(
    *, actor: Actor, plan: PathwayPlan, person: Person, language: str = "pl", key: UUID | None = None
) -> PathPaper:
    """One person's path in large print, for who has no phone; a person prints the own one, too."""
    if not leads(actor, plan.case) and not (is_own_path(actor, plan) and actor.person_id == person.pk):
        raise NotVisibleError

    def values(paper: Paper, content: Mapping[str, Any]) -> dict[str, Any]:
        coming = TeamMeeting.objects.filter(
            team__case=plan.case_id, next_on__gte=clock.today(), attendance__member__person=person
        )
        days = coming.order_by("next_on", "pk").values_list("next_on", flat=True)
        return wording.own_copy(paper, content, days.first())

    return _printed(actor, plan, PaperKind.OWN_COPY, person, language, key, values)


@transaction.atomic
def print_social_plan(
    *,
    actor: Actor,
    plan: PathwayPlan,
    person: Person | None = None,
    language: str = "pl",
    key: UUID | None = None,
) -> PathPaper:
    """The path as the individual plan of social services; raises `SocialPlanMissingError` before its few
    fields are filled in, and what `print_contract` raises.
    """
    require_author(actor, plan)
    fields = social_plan_of(plan)
    if fields is None:
        raise SocialPlanMissingError
    own = fields

    def values(paper: Paper, content: Mapping[str, Any]) -> dict[str, Any]:
        return wording.social_plan(paper, content, own, terms_of(plan))

    return _printed(actor, plan, PaperKind.SOCIAL_PLAN, person, language, key, values)


def _printed(
    actor: Actor,
    plan: PathwayPlan,
    kind: PaperKind,
    person: Person | None,
    language: str,
    key: UUID | None,
    values: Callable[[Paper, Mapping[str, Any]], dict[str, Any]],
) -> PathPaper:
    locked = PathwayPlan.objects.select_for_update(of=("self",)).select_related("case").get(pk=plan.pk)
    if key is not None and (known := PathPaper.objects.filter(pk=key).first()) is not None:
        if known.plan_id != locked.pk:
            raise NotVisibleError
        return known
    require_of_the_household(locked.case, person)
    if person is None and not is_whole_safe(locked):
        raise WholePaperUnsafeError
    whole = content_of(locked)
    content = part_of(whole, person.pk) if person else whole
    if not any(goal["steps"] for goal in content["goals"]):
        raise NothingToAgreeError
    number = f"{locked.case.number}/{_SIGNS[kind]}{locked.papers.count() + 1}"
    persons = [person] if person else persons_to_print(locked.case)
    chosen = language if language in LANGUAGES else "pl"
    made = key or uuid7()
    paper = Paper(locked.case, number, chosen, clock.today(), persons, person, made)
    with translation.override(chosen):
        document = render(_TEMPLATES[kind], values(paper, content), clock.today())
    row = PathPaper(
        pk=made,
        plan=locked,
        kind=kind,
        number=number,
        person=person,
        version=locked.version,
        language=chosen,
        printed_on=clock.today(),
        printed_by_id=actor.user_id,
        filename=document.filename,
        size=len(document.content),
        sha256=document.sha256,
    )
    row.content = seal_bytes(document.content, row.place, locked.case.household_id)
    row.save(force_insert=True)
    record(actor, "paths.printed", row, kind=str(kind), number=number, sha256=document.sha256)
    return row
