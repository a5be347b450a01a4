"""Papers of a path: the leader reads all, a person those that hold the own part."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet

from core.documents.models import ReceivedFile
from core.documents.queries import files_of
from core.documents.rules import Document
from core.families.models import Case, Person
from core.families.queries import led_cases, persons_of
from core.paths.models import Goal, PathPaper, PathwayPlan, ServiceTerms, SocialServicesPlan, Task
from core.paths.queries import sight
from core.privacy.queries import persons_agreeing
from core.safety.queries import standing_in
from core.shared.actor import Actor
from core.shared.encryption import unseal_bytes
from core.shared.errors import NotVisibleError


def papers_visible_to(actor: Actor) -> QuerySet[PathPaper]:
    """Papers of the paths of the actor's cases, and the actor's own; without bytes, the newest first."""
    case = sight.own_case_id(actor)
    own = Q(plan__case=case, person=actor.person_id) if case else Q(pk__in=[])
    found = PathPaper.objects.filter(Q(plan__case__in=led_cases(actor)) | own).defer("content")
    return found.select_related("person", "plan__case").order_by("-printed_on", "-created_at", "pk")


def paper_visible(actor: Actor, paper_id: UUID | str) -> PathPaper:
    """One of them, or `NotVisibleError`."""
    found = papers_visible_to(actor).filter(pk=paper_id).first()
    if found is None:
        raise NotVisibleError
    return found


def paper_of(actor: Actor, plan: PathwayPlan, paper_id: UUID | str) -> PathPaper:
    """A paper of one path, or `NotVisibleError`; also for an address that is no id."""
    try:
        found = papers_visible_to(actor).filter(plan=plan, pk=UUID(str(paper_id))).first()
    except ValueError:
        found = None
    if found is None:
        raise NotVisibleError
    return found


def document_of(paper: PathPaper) -> Document:
    """The printed bytes; the caller has checked the paper."""
    sealed = bytes(paper.content)
    household = paper.plan.case.household_id
    return Document.of(unseal_bytes(sealed, paper.place, household), paper.filename)


def scan_of(paper: PathPaper) -> ReceivedFile | None:
    """The signed scan of a paper; the caller has checked the paper."""
    return scans_of([paper]).get(paper.pk)


def scans_of(papers: Iterable[PathPaper]) -> dict[UUID, ReceivedFile]:
    """Scans by paper, in one query and its checks."""
    found = {}
    for paper, files in files_of(papers).items():
        kept = [file for file in files if file.removed_on is None]
        if kept:
            found[paper] = kept[0]
    return found


def is_whole_safe(plan: PathwayPlan) -> bool:
    """Whether one paper may hold the whole path: nobody has a goal or step of their own, and nobody in the
    household is kept from anybody.
    """
    private = Q(for_person__isnull=False)
    return not (
        Goal.objects.filter(private, plan=plan).exists()
        or Task.objects.filter(private, goal__plan=plan).exists()
        or standing_in(plan.case)
    )


def persons_to_print(case: Case) -> list[Person]:
    """Persons of the household who take part: each may have a paper."""
    agreeing = {person.pk for person in persons_agreeing(case)}
    return [person for person in persons_of(case) if person.pk in agreeing]


def social_plan_of(plan: PathwayPlan) -> SocialServicesPlan | None:
    """What the plan of social services says beyond the path; the caller has checked the path."""
    found: SocialServicesPlan | None = SocialServicesPlan.objects.filter(plan=plan).first()
    return found


def terms_of(plan: PathwayPlan) -> dict[str, ServiceTerms]:
    """Terms of the path's services by step."""
    rows = ServiceTerms.objects.filter(task__goal__plan=plan).select_related("task__goal__plan__case")
    return {str(row.task_id): row for row in rows.order_by("created_at", "pk")}


def services_of(plan: PathwayPlan) -> list[Task]:
    """Steps of the path that are services and not put aside, in their order."""
    rows = Task.objects.filter(goal__plan=plan, referral__isnull=False).exclude(status="abandoned")
    return list(
        rows.select_related("goal__plan__case", "referral__service", "referral__partner").order_by(
            "goal__position", "position", "pk"
        )
    )


def social_plans_visible_to(actor: Actor) -> QuerySet[SocialServicesPlan]:
    """Plans of social services of the cases that the actor leads."""
    found = SocialServicesPlan.objects.filter(plan__case__in=led_cases(actor))
    return found.order_by("created_at", "pk")


def terms_visible_to(actor: Actor) -> QuerySet[ServiceTerms]:
    """Terms of services in the plans of the cases that the actor leads."""
    found = ServiceTerms.objects.filter(task__goal__plan__case__in=led_cases(actor))
    return found.order_by("created_at", "pk")
