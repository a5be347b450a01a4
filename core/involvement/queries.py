"""Questions as the leader of the case and the asked institution see them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from core.families.models import Case, Person
from core.families.queries import leads, led_cases
from core.involvement.enums import HELP, Way
from core.involvement.models import InvolvementMark, InvolvementQuestion
from core.partnership.models import PartnerOrganisation
from core.privacy.enums import DataCategory, Purpose
from core.privacy.models import DisclosureAuthorisation, ParticipationAgreement, ProcessingRestriction
from core.privacy.queries.agreements import persons_agreeing
from core.privacy.queries.sight import decisions, restricting
from core.privacy.rules.sight import DaySpan
from core.shared import clock
from core.shared.actor import Actor
from core.shared.enums import Role
from core.shared.errors import NotVisibleError


def questions_of(actor: Actor, case: Case) -> QuerySet[InvolvementQuestion]:
    """Questions about persons of a case that the actor leads, the newest first."""
    if not leads(actor, case):
        raise NotVisibleError
    return questions_visible_to(actor).filter(case=case)


def questions_visible_to(actor: Actor) -> QuerySet[InvolvementQuestion]:
    """Questions of the cases that the actor leads, and those put to the delegate's institution."""
    mine = Q(pk__in=[])
    if actor.has(Role.SOCIAL_WORKER):
        mine |= Q(case__in=led_cases(actor))
    if actor.has(Role.DELEGATE) and actor.partner_id and actor.may_use("families:read"):
        # One that its list answered by itself is not shown: it would tell that somebody on it is asked for.
        mine |= Q(partner_id=actor.partner_id, closed=False) & ~Q(way=Way.LISTED)
    found = InvolvementQuestion.objects.filter(mine).select_related("partner", "person", "case", "asked_by")
    return found.order_by("-asked_on", "-pk")


def is_asked(actor: Actor, question: InvolvementQuestion) -> bool:
    """Whether the actor speaks for the asked institution."""
    return actor.has(Role.DELEGATE) and actor.partner_id == question.partner_id


def waiting_for(actor: Actor) -> QuerySet[InvolvementQuestion]:
    """Questions that the delegate's institution may still answer, the oldest first.

    One about somebody who took their word back is not there any more. A list only: opening a question
    decides by the rule itself.
    """
    if not actor.has(Role.DELEGATE) or actor.partner_id is None or not actor.may_use("families:read"):
        raise NotVisibleError
    now, today = clock.now(), clock.today()
    same: dict[str, Any] = {"case": OuterRef("case"), "person": OuterRef("person")}
    words = _words(today).filter(partner=OuterRef("partner"), **same)
    agreed = ParticipationAgreement.objects.in_force(today).filter(**same)
    restricted = ProcessingRestriction.objects.filter(
        Q(until__isnull=True) | Q(until__gt=now), since__lte=now, person=OuterRef("person")
    )
    found = InvolvementQuestion.objects.filter(
        Exists(words),
        Exists(agreed),
        ~Exists(restricted),
        answered_at__isnull=True,
        closed=False,
        last_day__gte=today,
        partner_id=actor.partner_id,
    )
    return found.select_related("case__social_worker").order_by("asked_on", "pk")


def _words(today: date) -> QuerySet[DisclosureAuthorisation]:
    """Words in force by which somebody may be asked about."""
    return DisclosureAuthorisation.objects.in_force(clock.now()).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=today),
        purpose=Purpose.INVOLVEMENT,
        category__in=HELP,
        starts_on__lte=today,
    )


def waiting_one(actor: Actor, question_id: UUID | str) -> InvolvementQuestion:
    """One question put to the delegate's institution, answered ones too, or `NotVisibleError`."""
    found = questions_visible_to(actor).filter(pk=question_id).first()
    if found is None or not is_asked(actor, found):
        raise NotVisibleError
    return found


def days_of(question: InvolvementQuestion) -> list[DaySpan]:
    """Days on which the question gives the institution something to do with the family."""
    if question.closed:
        return []
    last = min(clock.day_of(question.answered_at), question.last_day) if question.answered_at else None
    return [DaySpan(question.asked_on, (last or question.last_day) + timedelta(days=1))]


def inquiries_of(case: Case, partner_id: UUID) -> list[DaySpan]:
    """Days on which questions about anybody of a case stood open with an institution; takes no actor."""
    found = InvolvementQuestion.objects.filter(case=case, partner_id=partner_id).order_by("asked_on", "pk")
    return [span for question in found for span in days_of(question)]


def allowed(question: InvolvementQuestion) -> list[str]:
    """Kinds of help about which the person lets the institution be asked now, and `identity`."""
    return _allowed(question.case, question.person, question.partner_id, days_of(question))


def _allowed(case: Case, person: Person, partner_id: UUID, days: Iterable[DaySpan]) -> list[str]:
    found = decisions(
        case=case,
        person=person,
        partner_id=partner_id,
        categories=[DataCategory.IDENTITY, *HELP],
        purpose=Purpose.INVOLVEMENT,
        seats=(),
        inquiries=days,
    )
    return [category for category, decision in found.items() if decision.allowed]


def askable(case: Case, person: Person, partner_id: UUID) -> list[str]:
    """Kinds of help about which an institution could be asked today; the caller has checked the case."""
    today = clock.today()
    return [one for one in _allowed(case, person, partner_id, [DaySpan(today)]) if one in HELP]


@dataclass
class Pair:
    """A person and an institution that may be asked about them, and the kinds of help."""

    person: Person
    partner: PartnerOrganisation
    helps: list[str]


def pairs_to_ask(actor: Actor, case: Case) -> list[Pair]:
    """Whom the leader may ask about whom today, as the persons have let it; three queries."""
    if not leads(actor, case):
        raise NotVisibleError
    today = clock.today()
    agreeing = {person.pk for person in persons_agreeing(case)}
    words = _words(today).filter(case=case, person__in=agreeing - restricting(agreeing))
    found: dict[tuple[UUID, UUID], Pair] = {}
    for word in words.select_related("person", "partner").order_by("person__born_on", "partner__name", "pk"):
        pair = found.setdefault((word.person_id, word.partner_id), Pair(word.person, word.partner, []))
        pair.helps.append(word.category)
    return list(found.values())


def marks_of(question: InvolvementQuestion) -> QuerySet[InvolvementMark]:
    """Numbers left by the institution that are the person's; none when the person's number is unknown."""
    index = question.person.pesel_index
    found = InvolvementMark.objects.filter(partner_id=question.partner_id, last_day__gte=clock.today())
    return found.filter(number_index=index) if index else found.none()


def marks_number(actor: Actor) -> int:
    """How many numbers the delegate's institution has left and may take back."""
    if not actor.has(Role.DELEGATE) or actor.partner_id is None:
        raise NotVisibleError
    found = InvolvementMark.objects.filter(partner_id=actor.partner_id, last_day__gte=clock.today())
    return found.order_by().values("number_index").distinct().count()
