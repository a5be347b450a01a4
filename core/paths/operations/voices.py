"""What people say: yes or no to a step, another day for it, what matters to them.

The leading worker writes down what was said in the meeting, by phone or on paper; a person says it on the
own page. Nothing of it is ever changed or taken away: the last word holds.
"""

from __future__ import annotations

from datetime import date

from django.db import transaction

from core.audit.operations import record
from core.families.models import Case, Person
from core.families.queries import case_of_person, leads
from core.paths.enums import ChangeKind, ConsentMode, ProposalState, Stance
from core.paths.errors import (
    NotTakingPartError,
    PastDateError,
    ProposalDecidedError,
    SameDateError,
    WordsMissingError,
)
from core.paths.models import DateProposal, FamilyWord, Task, TaskVoice
from core.paths.operations.making import (
    changed,
    is_private,
    locked_plan,
    noted,
    require_of_the_household,
    require_open,
    save_task,
    unfinished,
)
from core.paths.permissions import may_decide_date, require_voice
from core.paths.queries.versions import day_words, owner_name
from core.privacy.queries import has_agreement
from core.shared import clock
from core.shared.actor import Actor
from core.shared.errors import NotVisibleError


@transaction.atomic
def accept_step(
    *,
    actor: Actor,
    task: Task,
    person: Person,
    mode: str = ConsentMode.OWN_PAGE.value,
    said_on: date | None = None,
) -> TaskVoice:
    """A person says yes to a step as it reads now; saying it twice has one effect."""
    return _say(actor, task, person, Stance.AGREES, mode, "", said_on)


@transaction.atomic
def object_to_step(
    *,
    actor: Actor,
    task: Task,
    person: Person,
    words: str,
    mode: str = ConsentMode.OWN_PAGE.value,
    said_on: date | None = None,
) -> TaskVoice:
    """A person says "I do not want this", in own words; it stands with the step for good.

    Raises `WordsMissingError`. A later yes does not take it away, it comes after it.
    """
    if not words.strip():
        raise WordsMissingError
    return _say(actor, task, person, Stance.OBJECTS, mode, words.strip(), said_on)


@transaction.atomic
def propose_date(*, actor: Actor, task: Task, person: Person, due_on: date, why: str = "") -> DateProposal:
    """A person puts forward another day for a step; who leads the case or does the step decides.

    A further proposal of the same person replaces the open one. Raises `PastDateError`, `SameDateError`.
    """
    require_voice(actor, task, person.pk)
    current = unfinished(task)
    if due_on < clock.today():
        raise PastDateError
    if due_on == current.due_on:
        raise SameDateError
    opened = DateProposal.objects.filter(task=current, person=person, state=ProposalState.OPEN)
    found = opened.select_for_update().first()
    if found is None:
        found = DateProposal(task=current, person=person)
    elif (found.due_on, found.why) == (due_on, why.strip()):
        return found
    found.due_on, found.why = due_on, why.strip()
    found.save()
    record(actor, "paths.date_proposed", current, person=str(person.pk))
    return found


@transaction.atomic
def answer_date(*, actor: Actor, proposal: DateProposal, accepted: bool, answer: str = "") -> DateProposal:
    """Take the proposed day or leave the old one, with a word; the same answer twice has one effect.

    Raises `ProposalDecidedError`, and `WordsMissingError` for a no without a word.
    """
    if not may_decide_date(actor, proposal):
        raise NotVisibleError
    plan = locked_plan(proposal.task.goal.plan)
    locked = DateProposal.objects.select_for_update().get(pk=proposal.pk)
    wanted = ProposalState.ACCEPTED if accepted else ProposalState.DECLINED
    if locked.state == wanted:
        return locked
    if locked.state != ProposalState.OPEN:
        raise ProposalDecidedError(state=ProposalState(locked.state).label)
    if not accepted and not answer.strip():
        raise WordsMissingError
    locked.state, locked.answer = wanted, answer.strip()
    locked.decided_at, locked.decided_by_id = clock.now(), actor.user_id
    locked.save(update_fields=["state", "answer", "decided_at", "decided_by"])
    if accepted:
        task = unfinished(proposal.task)
        before = task.due_on.isoformat() if task.due_on else ""
        task.due_on = locked.due_on
        save_task(task, "due_on")
        noted(
            actor,
            task,
            ChangeKind.MOVED,
            before=before,
            after=locked.due_on.isoformat(),
            reason=locked.why,
        )
        changed(plan, private=is_private(task))
    record(actor, f"paths.date_{wanted}", locked)
    return locked


@transaction.atomic
def say_what_matters(
    *,
    actor: Actor,
    case: Case,
    person: Person,
    words: str,
    mode: str = ConsentMode.OWN_PAGE.value,
    said_on: date | None = None,
) -> FamilyWord:
    """Keep what a person says matters to them; the same words again are kept once.

    Read by that person and by who leads the case. Raises `WordsMissingError`, `CaseClosedError`.
    """
    if not leads(actor, case):
        own = case_of_person(actor.person_id)
        if actor.person_id != person.pk or own is None or own.pk != case.pk:
            raise NotVisibleError
        mode = ConsentMode.OWN_PAGE.value
    require_of_the_household(case, person)
    require_open(case)
    if not words.strip():
        raise WordsMissingError
    last = FamilyWord.objects.filter(case=case, person=person).order_by("-created_at", "-pk").first()
    if last is not None and last.words == words.strip():
        return last
    said = FamilyWord.objects.create(
        case=case,
        person=person,
        words=words.strip(),
        mode=ConsentMode(mode),
        said_on=said_on or clock.today(),
        recorded_by_id=actor.user_id,
    )
    record(actor, "paths.matters_said", said, case=str(case.pk))
    return said


def _say(
    actor: Actor, task: Task, person: Person, stance: Stance, mode: str, words: str, said_on: date | None
) -> TaskVoice:
    require_voice(actor, task, person.pk)
    current = unfinished(task)
    require_of_the_household(current.goal.plan.case, person)
    if actor.person_id == person.pk:
        mode = ConsentMode.OWN_PAGE.value
    if stance == Stance.AGREES and not has_agreement(person, said_on):
        raise NotTakingPartError
    wording = wording_of(current)
    said = TaskVoice.objects.filter(task=current, person=person)
    last = said.order_by("-created_at", "-pk").first()
    if last is not None and (last.stance, last.words, last.wording) == (stance, words, wording):
        return last
    voice = TaskVoice.objects.create(
        task=current,
        person=person,
        stance=stance,
        mode=ConsentMode(mode),
        words=words,
        wording=wording,
        said_on=said_on or clock.today(),
        recorded_by_id=actor.user_id,
    )
    record(actor, f"paths.step_{stance}", current, person=str(person.pk), mode=str(mode))
    return voice


def wording_of(task: Task) -> str:
    """A step as it is read out: what, who, until when."""
    due = day_words(task.due_on.isoformat()) if task.due_on else ""
    return " · ".join(part for part in (task.title, owner_name(task), due) if part)
