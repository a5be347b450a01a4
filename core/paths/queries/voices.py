"""What people said of steps and of the path: the leader reads all of it, a person the own words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Model, Q, QuerySet

from core.families.queries import led_cases
from core.paths.enums import ProposalState, Stance
from core.paths.models import DateProposal, FamilyWord, Task, TaskVoice
from core.paths.queries import sight
from core.safety.queries import hidden_from, wall_of
from core.safety.rules import Wall
from core.shared.actor import Actor
from core.shared.errors import NotVisibleError
from core.shared.loading import attach


@dataclass(frozen=True)
class Voices:
    """What was said of some steps: all voices from the first, and the days that wait for an answer."""

    said: dict[UUID, list[TaskVoice]] = field(default_factory=dict)
    proposed: dict[UUID, list[DateProposal]] = field(default_factory=dict)

    def of(self, task: Task) -> list[TaskVoice]:
        """All that was said of a step, from the first."""
        return self.said.get(task.pk, [])

    def now(self, task: Task) -> list[TaskVoice]:
        """The last word of each person."""
        return list({voice.person_id: voice for voice in self.of(task)}.values())

    def objections(self, task: Task) -> list[TaskVoice]:
        """Who does not want the step as things stand."""
        return [voice for voice in self.now(task) if voice.stance == Stance.OBJECTS]

    def open_proposals(self, task: Task) -> list[DateProposal]:
        """Other days that wait for an answer."""
        return self.proposed.get(task.pk, [])


def voices_about(
    tasks: Sequence[Task], reader: Wall | UUID | None = None, known: Iterable[Model] = ()
) -> Voices:
    """Voices and open proposals of some steps in two queries; with a reader, of that person alone.

    A proposal about a step that the reader does is read too: the one who does it answers it.
    """
    keys = [task.pk for task in tasks]
    said = TaskVoice.objects.filter(task__in=keys)
    proposed = DateProposal.objects.filter(task__in=keys, state=ProposalState.OPEN)
    if reader is not None:
        wall = reader if isinstance(reader, Wall) else wall_of(reader)
        said = said.filter(person=wall.reader)
        proposed = proposed.filter(Q(person=wall.reader) | Q(task__owner_person=wall.reader))
        proposed = proposed.exclude(person__in=wall.hidden)
    voices = list(said.order_by("created_at", "pk"))
    proposals = list(proposed.order_by("created_at", "pk"))
    persons = list(known)
    attach(voices, "person", known=persons)
    attach(proposals, "person", known=[*persons, *(voice.person for voice in voices)])
    heard: dict[UUID, list[TaskVoice]] = defaultdict(list)
    for voice in voices:
        heard[voice.task_id].append(voice)
    days: dict[UUID, list[DateProposal]] = defaultdict(list)
    for proposal in proposals:
        days[proposal.task_id].append(proposal)
    return Voices(dict(heard), dict(days))


def voices_visible_to(actor: Actor) -> QuerySet[TaskVoice]:
    """Voices about steps of the cases that the actor leads, and the own ones, from the first."""
    own = Q(task__in=Task.objects.filter(sight.own_steps(actor)).order_by(), person=actor.person_id)
    seen = Q(task__goal__plan__case__in=led_cases(actor)) | own
    return TaskVoice.objects.filter(seen).order_by("created_at", "pk")


def proposals_visible_to(actor: Actor) -> QuerySet[DateProposal]:
    """Other days for steps of the cases that the actor leads, the own ones, and those about steps that
    the person does, from the first.
    """
    steps = Task.objects.filter(sight.own_steps(actor)).order_by()
    mine = Q(task__in=steps) & (Q(person=actor.person_id) | Q(task__owner_person=actor.person_id))
    if actor.person_id:
        mine &= ~Q(person__in=hidden_from(actor.person_id))
    seen = Q(task__goal__plan__case__in=led_cases(actor)) | (mine if actor.person_id else Q(pk__in=[]))
    return DateProposal.objects.filter(seen).order_by("created_at", "pk")


def proposal_visible(actor: Actor, proposal_id: UUID | str) -> DateProposal:
    """One of them, or `NotVisibleError`."""
    found = proposals_visible_to(actor).select_related("task__goal__plan__case", "person")
    proposal = found.filter(pk=proposal_id).first()
    if proposal is None:
        raise NotVisibleError
    return proposal


def words_visible_to(actor: Actor) -> QuerySet[FamilyWord]:
    """What matters to the people of the cases that the actor leads; to a person of a family the own."""
    own = Q(person=actor.person_id) if sight.own_case_id(actor) else Q(pk__in=[])
    seen = Q(case__in=led_cases(actor)) | own
    return FamilyWord.objects.filter(seen).order_by("-said_on", "-created_at", "pk")


def words_of(case_id: UUID, reader: UUID | None = None, known: Iterable[Model] = ()) -> list[FamilyWord]:
    """The last word of each person of a case, the newest first; with a reader, of that person alone."""
    found = FamilyWord.objects.filter(case=case_id)
    if reader is not None:
        found = found.filter(person=reader)
    last = {word.person_id: word for word in found.order_by("said_on", "created_at", "pk")}
    words = sorted(last.values(), key=lambda word: word.said_on, reverse=True)
    attach(words, "person", known=known)
    return words
