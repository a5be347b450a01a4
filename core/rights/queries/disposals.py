"""What may go and since when, what would be lost, what stays; names of nobody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from core.documents.models import IssuedDocument, ReceivedFile
from core.families.enums import Stage
from core.families.models import Case, Household, Person
from core.rights.enums import AfterErasure, DisposalStatus, Kept
from core.rights.models import Disposal, DisposalItem, LegalHold, RetentionClass
from core.rights.queries.who import answers_for_town
from core.rights.rules import retention
from core.rights.sections import SECTIONS
from core.shared import clock
from core.shared.actor import Actor
from core.shared.errors import NotVisibleError


@dataclass(frozen=True)
class Line:
    """How many rows of one kind there are, and what becomes of them."""

    title: str
    number: int
    after: AfterErasure


@dataclass(frozen=True)
class Preview:
    """What the end of a family's key does, before anybody decides it."""

    household: Household
    lines: list[Line]
    may_go_on: date | None
    hold: bool
    is_open: bool

    @property
    def numbers(self) -> dict[str, int]:
        """How many rows become unreadable and of how many only numbers stay."""
        found = dict.fromkeys(AfterErasure.values, 0)
        for line in self.lines:
            found[line.after] += line.number
        return found


@dataclass(frozen=True)
class Due:
    """A family whose period has ended: since when, by which classes, and what keeps it nonetheless."""

    household: Household
    numbers: list[str]
    may_go_on: date
    classes: list[str]
    hold: bool


def periods() -> dict[str, int]:
    """Period by class: the town's own, else the product's."""
    own = dict(RetentionClass.objects.order_by().values_list("kept", "amount"))
    return dict(retention.PERIODS) | own


def retention_classes() -> list[dict[str, Any]]:
    """Every class with its symbol, period and how an index of files says it."""
    own = {row.kept: row for row in RetentionClass.objects.order_by("kept")}
    return [
        {
            "kept": kept,
            "label": Kept(kept).label,
            "symbol": own[kept].symbol if kept in own else "",
            "amount": own[kept].amount if kept in own else amount,
            "in_days": kept in retention.IN_DAYS,
            "category": retention.category(kept, own[kept].amount if kept in own else amount),
            "version": own[kept].version if kept in own else 0,
        }
        for kept, amount in retention.PERIODS.items()
    ]


def preview(household: Household) -> Preview:
    """Count everything about a family; takes no actor: operations and pages decide who may ask."""
    lines = []
    for section in SECTIONS:
        number = section.rows.filter(**{section.household: household.pk}).count()
        if number and section.fields:
            lines.append(Line(str(section.title), number, section.after))
    papers = IssuedDocument.objects.filter(family=household.pk).count()
    files = ReceivedFile.objects.filter(family=household.pk, removed_on__isnull=True).count()
    for title, number in (("Wydruki", papers), ("Skany i pliki", files)):
        if number:
            lines.append(Line(title, number, AfterErasure.UNREADABLE))
    cases = list(household.cases.order_by("opened_on", "pk"))
    return Preview(
        household=household,
        lines=lines,
        may_go_on=kept_until([household.pk]).get(household.pk),
        hold=bool(on_hold([household.pk])),
        is_open=any(case.stage != Stage.CLOSED for case in cases),
    )


def preview_of_person(person: Person) -> Preview:
    """Count what is about one person alone, and what of the family's keeps their name."""
    lines = []
    for section in SECTIONS:
        if not section.person or not section.fields:
            continue
        number = section.rows.filter(**{section.person: person.pk}).count()
        if number:
            lines.append(Line(str(section.title), number, section.after))
    stays = person.memberships.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=clock.today()))
    return Preview(
        household=person.home,
        lines=lines,
        may_go_on=kept_until([person.home_id]).get(person.home_id),
        hold=bool(on_hold(person.memberships.values_list("household", flat=True))),
        is_open=Case.objects.filter(household__in=stays.values("household"), closed_on=None).exists(),
    )


def shorter_lived(actor: Actor, on: date | None = None) -> list[Line]:
    """The dry run of scans, attachments and drafts, whose periods are shorter than the case's."""
    if not answers_for_town(actor):
        raise NotVisibleError
    day = on or clock.today()
    lines = [Line(str(Kept.ATTACHMENTS.label), files_past_their_days(day).count(), AfterErasure.UNREADABLE)]
    lines += [
        Line(f"{Kept.DRAFTS.label}: {title}", drafts.count(), AfterErasure.UNREADABLE)
        for title, drafts in drafts_past_their_days(day)
    ]
    return [line for line in lines if line.number]


def kept_until(households: Iterable[UUID]) -> dict[UUID, date]:
    """The first day on which data of families may go; families with an open case are not among them."""
    wanted = list(households)
    cases = Case.objects.filter(household__in=wanted).annotate(
        meetings_number=Count("team__meetings", distinct=True),
        consents_number=Count("agreements", distinct=True) + Count("authorisations", distinct=True),
        told_number=Count("disclosures", distinct=True),
    )
    closings: dict[UUID, list[tuple[date, list[str]]]] = {}
    still_open: set[UUID] = set()
    for case in cases.order_by("pk"):
        numbers = vars(case)
        if case.closed_on is None:
            still_open.add(case.household_id)
            continue
        held = [Kept.CASE.value]
        held += [Kept.TEAM.value] * bool(numbers["meetings_number"])
        held += [Kept.CONSENTS.value] * bool(numbers["consents_number"])
        held += [Kept.LEDGER.value] * bool(numbers["told_number"])
        closings.setdefault(case.household_id, []).append((case.closed_on, held))
    current = periods()
    return {
        household: retention.family_may_go_on(rows, current)
        for household, rows in closings.items()
        if household not in still_open
    }


def on_hold(households: Iterable[UUID]) -> set[UUID]:
    """Families of which a case is on hold."""
    found = LegalHold.objects.filter(case__household__in=list(households), lifted_at__isnull=True)
    return set(found.order_by().values_list("case__household", flat=True))


def cases_on_hold(cases: Iterable[UUID]) -> frozenset[UUID]:
    """Those of some cases whose family has a case on hold: no file of theirs is destroyed either."""
    held = LegalHold.objects.filter(lifted_at__isnull=True).order_by().values("case__household")
    found = Case.objects.filter(pk__in=list(cases), household__in=held)
    return frozenset(found.order_by().values_list("pk", flat=True))


def due_for_disposal(actor: Actor, on: date | None = None) -> list[Due]:
    """The dry run: families whose every period has ended by a day (today), the oldest first."""
    if not answers_for_town(actor):
        raise NotVisibleError
    day = on or clock.today()
    readable = Household.objects.filter(
        Q(sealing_key__destroyed_at__isnull=True), cases__isnull=False
    ).exclude(cases__closed_on__isnull=True)
    candidates = {row.pk: row for row in readable.distinct().prefetch_related("cases")}
    until = kept_until(candidates)
    held = on_hold(candidates)
    current = periods()
    found = [
        Due(
            household=candidates[pk],
            numbers=sorted(case.number for case in candidates[pk].cases.all()),
            may_go_on=may_go_on,
            classes=[retention.category(Kept.CASE.value, current[Kept.CASE.value])],
            hold=pk in held,
        )
        for pk, may_go_on in until.items()
        if may_go_on <= day
    ]
    return sorted(found, key=lambda due: (due.may_go_on, due.household.number))


def files_past_their_days(day: date) -> QuerySet[ReceivedFile]:
    """Scans and attachments of families whose last case was closed long enough ago."""
    days = periods()[Kept.ATTACHMENTS.value]
    last = _closed_before(day, Kept.ATTACHMENTS.value, days)
    found = ReceivedFile.objects.filter(family__in=last, removed_on__isnull=True).defer("content")
    return found.order_by("received_at", "pk")


def drafts_past_their_days(day: date) -> list[tuple[str, QuerySet[Any]]]:
    """Drafts of cases that were closed long enough ago, by title."""
    days = periods()[Kept.DRAFTS.value]
    last = _closed_before(day, Kept.DRAFTS.value, days)
    return [
        (
            str(section.title),
            section.rows.filter(**{section.draft[0]: section.draft[1]}, **{f"{section.household}__in": last}),
        )
        for section in SECTIONS
        if section.draft[0]
    ]


def _closed_before(day: date, kept: str, days: int) -> list[UUID]:
    still_open = Case.objects.filter(closed_on__isnull=True).order_by().values("household")
    held = LegalHold.objects.filter(lifted_at__isnull=True).order_by().values("case__household")
    rows = Case.objects.exclude(household__in=still_open).exclude(household__in=held)
    closed: dict[UUID, Any] = dict(rows.order_by("closed_on").values_list("household", "closed_on"))
    return [pk for pk, last in closed.items() if retention.may_go_on(kept, last, days) <= day]


def disposals_visible_to(actor: Actor) -> QuerySet[Disposal]:
    """Proposed and settled disposals, the newest first; the director's, and those one proposed oneself."""
    found = Disposal.objects.annotate(families=Count("items")).select_related("proposed_by", "settled_by")
    if not answers_for_town(actor):
        found = found.filter(proposed_by=actor.user_id) if actor.user_id else found.none()
    return found.order_by("-proposed_at", "-pk")


def disposal_visible(actor: Actor, disposal_id: UUID | str) -> Disposal:
    """One disposal, or `NotVisibleError`."""
    found = disposals_visible_to(actor).filter(pk=disposal_id).first()
    if found is None:
        raise NotVisibleError
    return found


def items_of(disposal: Disposal) -> list[DisposalItem]:
    """Families of a disposal with the numbers of their cases."""
    found = disposal.items.select_related("household", "person").prefetch_related("household__cases")
    return list(found.order_by("due_on", "pk"))


def erasing_disposal_of(actor: Actor, household_id: UUID) -> Disposal | None:
    """The disposal that erased a family, for who may read it."""
    erased = DisposalItem.objects.filter(household=household_id, person=None, erased_at__isnull=False)
    return disposals_visible_to(actor).filter(pk__in=erased.values("disposal")).first()


def open_disposal_of(household_id: UUID) -> Disposal | None:
    """The disposal that waits for a second person."""
    return Disposal.objects.filter(
        items__household=household_id, items__person=None, items__open=True, status=DisposalStatus.PROPOSED
    ).first()
