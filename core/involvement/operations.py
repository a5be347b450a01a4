"""The leader asks, the institution answers yes or no; what it is told stands in the family's ledger."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction

from core.audit.operations import record
from core.families.models import Case, Person, pesel_index_of
from core.families.permissions import require_leader, require_open
from core.families.rules import age_on
from core.identity.models import User
from core.involvement import rules
from core.involvement.enums import HELP, Way
from core.involvement.errors import (
    AnsweredAlreadyError,
    HelpMissingError,
    NobodyAskedError,
    NothingToAskError,
)
from core.involvement.models import InvolvementMark, InvolvementQuestion
from core.involvement.queries import allowed, askable, days_of, is_asked, marks_of
from core.notifications.operations import notify
from core.partnership.models import PartnerOrganisation
from core.partnership.queries.people import delegates_of
from core.privacy.enums import Channel, DataCategory, Purpose
from core.privacy.operations.disclosing import disclose
from core.shared import clock
from core.shared.actor import Actor
from core.shared.addresses import address
from core.shared.enums import Role
from core.shared.errors import NotVisibleError


@transaction.atomic
def ask(
    *, actor: Actor, case: Case, person: Person, partners: Iterable[PartnerOrganisation]
) -> list[InvolvementQuestion]:
    """Ask institutions whether they help a person already; one that left its list of numbers answers now.

    Only where the person lets that institution be asked (`NothingToAskError` names the first without it).
    A question that waits is not asked twice. The message to the institution names nobody.
    """
    require_leader(actor, case)
    require_open(case)
    wanted = list(partners)
    if not wanted:
        raise NobodyAskedError
    return [_ask(actor, case, person, partner) for partner in wanted]


def _ask(actor: Actor, case: Case, person: Person, partner: PartnerOrganisation) -> InvolvementQuestion:
    if not askable(case, person, partner.pk):
        raise NothingToAskError(partner=partner.name)
    today = clock.today()
    stale = InvolvementQuestion.objects.filter(
        person=person, partner=partner, answered_at__isnull=True, closed=False, last_day__lt=today
    )
    stale.update(closed=True)
    question = InvolvementQuestion(
        case=case,
        person=person,
        partner=partner,
        asked_by_id=actor.user_id,
        asked_on=today,
        last_day=today + rules.WAITS,
    )
    try:
        with transaction.atomic():
            question.save(force_insert=True)
    except IntegrityError:
        return InvolvementQuestion.objects.get(
            person=person, partner=partner, answered_at__isnull=True, closed=False
        )
    record(actor, "involvement.asked", question, case=str(case.pk), partner=str(partner.pk))
    marks = [one for one in marks_of(question) if one.help in allowed(question)]
    if marks:
        helps = {one.help for one in marks}
        return _answer(actor, question, [one for one in HELP if one in helps], marks[0].worker, Way.LISTED)
    _tell(actor, question)
    return question


def _tell(actor: Actor, question: InvolvementQuestion) -> None:
    """Delegates with an account, and the common mailbox where nobody has one."""
    users = [person.user for person in delegates_of(question.partner).select_related("user") if person.user]
    letters: list[tuple[str, User | None]] = [(user.email, user) for user in users]
    letters = letters or [(question.partner.email, None)]
    for email, user in letters:
        if email:
            notify(
                actor=actor,
                to=email,
                user=user,
                kind="involvement_asked",
                context={
                    "link": address(f"/pytania/{question.pk}/"),
                    "last_day": f"{question.last_day:%d.%m.%Y}",
                },
                about=f"{question.case._meta.label_lower}:{question.case_id}",
                key=f"involvement:{question.pk}:{email}",
            )


@dataclass(frozen=True)
class Asked:
    """What the institution sees of a question: the kinds of help, and the name where the person lets it."""

    question: InvolvementQuestion
    helps: list[str]
    name: str | None
    age: int | None


@transaction.atomic
def open_question(*, actor: Actor, question: InvolvementQuestion, channel: str = Channel.QUESTION) -> Asked:
    """Show a question to the asked institution; a name shown stands in the ledger.

    `NotVisibleError` when the person does not let it be asked any more.
    """
    if not is_asked(actor, question):
        raise NotVisibleError
    helps = [one for one in allowed(question) if one in HELP]
    if question.answered_at is None and (not helps or question.last_day < clock.today()):
        raise NotVisibleError
    told = disclose(
        actor=actor,
        case=question.case,
        person=question.person,
        partner_id=question.partner_id,
        categories=[DataCategory.IDENTITY] if question.answered_at is None else [],
        purpose=Purpose.INVOLVEMENT,
        channel=channel,
        seats=(),
        inquiries=days_of(question),
        about=f"{question._meta.label_lower}:{question.pk}",
    )
    named = DataCategory.IDENTITY in told
    person = question.person
    age = age_on(person.born_on, clock.today()) if named and person.born_on else None
    return Asked(question, helps, person.full_name if named else None, age)


@transaction.atomic
def answer(
    *, actor: Actor, question: InvolvementQuestion, helps: Collection[str] = (), worker: str = ""
) -> InvolvementQuestion:
    """The institution says in what it helps the named person, and whom to call; nothing ticked is a no.

    Raises `NotVisibleError` where the name was not its to know, `WorkerMissingError`,
    `AnsweredAlreadyError`.
    """
    locked, asked = _open_locked(actor, question)
    if DataCategory.IDENTITY not in allowed(locked):
        raise NotVisibleError
    confirmed = rules.check_helps(helps, asked)
    return _answer(actor, locked, confirmed, rules.check_worker(confirmed, worker), Way.NAMED)


@transaction.atomic
def answer_blindly(
    *,
    actor: Actor,
    question: InvolvementQuestion,
    numbers: str = "",
    helps: Collection[str] = (),
    worker: str = "",
    keep: bool = False,
) -> InvolvementQuestion:
    """The institution types the numbers of those whom it helps in the ticked ways; the answer is a match.

    Neither page nor result tells it whether there was one, so it learns nothing of anybody. With `keep` the
    numbers stay for ninety days as keyed hashes, and the next question is answered by itself. Without
    numbers and ticks the institution helps nobody so, and the answer is a no.
    """
    locked, asked = _open_locked(actor, question)
    chosen = rules.check_helps(helps, asked)
    if not chosen and not numbers.strip():
        return _answer(actor, locked, [], "", Way.BLIND)
    typed = rules.read_numbers(numbers)
    if not chosen:
        raise HelpMissingError
    who = rules.check_worker(chosen, worker)
    indexes = {pesel_index_of(number) for number in typed}
    if keep:
        _keep(actor, locked.partner_id, indexes, chosen, who)
    matched = locked.person.pesel_index in indexes
    return _answer(actor, locked, chosen if matched else [], who if matched else "", Way.BLIND)


def _open_locked(actor: Actor, question: InvolvementQuestion) -> tuple[InvolvementQuestion, list[str]]:
    locked = (
        InvolvementQuestion.objects.select_for_update(of=("self",))
        .select_related("case", "person", "partner")
        .get(pk=question.pk)
    )
    if not is_asked(actor, locked) or locked.closed:
        raise NotVisibleError
    if locked.answered_at is not None:
        raise AnsweredAlreadyError
    helps = [one for one in allowed(locked) if one in HELP]
    if not helps or locked.last_day < clock.today():
        raise NotVisibleError
    return locked, helps


def _answer(
    actor: Actor, question: InvolvementQuestion, helps: list[str], worker: str, way: Way
) -> InvolvementQuestion:
    question.helps, question.worker, question.way = ",".join(map(str, helps)), worker, way
    question.answered_at = clock.now()
    question.answered_by_id = actor.user_id if way != Way.LISTED else None
    question.save()
    record(actor, "involvement.answered", question, way=str(way))
    if way != Way.LISTED and question.asked_by is not None:
        notify(
            actor=actor,
            to=question.asked_by.email,
            user=question.asked_by,
            kind="involvement_answered",
            context={
                "partner": question.partner.name,
                "link": address(f"/rodziny/{question.case_id}/kto-juz-pomaga/"),
            },
            key=f"involvement_answered:{question.pk}",
        )
    return question


def _keep(actor: Actor, partner_id: UUID, indexes: set[str], helps: list[str], worker: str) -> None:
    last = clock.today() + rules.KEPT
    for index in sorted(indexes):
        for kind in helps:
            InvolvementMark.objects.update_or_create(
                partner_id=partner_id,
                number_index=index,
                help=kind,
                defaults={"worker": worker, "last_day": last},
            )
    record(actor, "involvement.numbers_left", None, partner=str(partner_id), number=len(indexes))


@transaction.atomic
def take_numbers_back(*, actor: Actor) -> int:
    """The institution takes back all numbers that it left; gives how many rows."""
    if not actor.has(Role.DELEGATE) or actor.partner_id is None:
        raise NotVisibleError
    number, _ = InvolvementMark.objects.filter(partner_id=actor.partner_id).delete()
    record(actor, "involvement.numbers_taken_back", None, partner=str(actor.partner_id))
    return number


@transaction.atomic
def close_lost(*, actor: Actor, case_id: UUID) -> int:
    """Close the waiting questions of a case that somebody does not let be asked any more."""
    rows = InvolvementQuestion.objects.filter(case_id=case_id, answered_at__isnull=True, closed=False)
    lost = [
        one
        for one in rows.select_for_update(of=("self",)).select_related("case", "person").order_by("pk")
        if not any(kind in HELP for kind in allowed(one))
    ]
    for question in lost:
        question.closed = True
        question.save(update_fields=["closed"])
        record(actor, "involvement.closed", question)
    return len(lost)


@transaction.atomic
def forget_numbers() -> int:
    """The daily round: numbers past their last day are deleted."""
    number, _ = InvolvementMark.objects.filter(last_day__lt=clock.today()).delete()
    return number
