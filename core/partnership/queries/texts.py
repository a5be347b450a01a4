"""The partnership's texts: staff reads all, a delegate what was put to the partners."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, F, OuterRef, Prefetch, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils import translation
from django.utils.translation import gettext as _

from core.documents.operations import render
from core.documents.rules import Document
from core.notifications.links import opened
from core.partnership.enums.texts import TextKind, TextState
from core.partnership.models import (
    PartnerOrganisation,
    PartnerPerson,
    PartnershipText,
    PlanItem,
    TextAcceptance,
    TextVersion,
)
from core.partnership.queries.organisations import (
    active_partners,
    lead,
    organisation_rule,
    sees_partnership,
)
from core.partnership.rules import as_day
from core.partnership.rules import texts as rules
from core.shared import clock
from core.shared.actor import Actor
from core.shared.enums import STAFF
from core.shared.errors import NotVisibleError
from core.shared.prose import Block, sections, written
from tenants.context import current

LINK = "text-acceptance"


def reads_drafts(actor: Actor) -> bool:
    """Whether somebody sees versions that were not put to the partners."""
    return sees_partnership(actor) and (actor.is_system or actor.has(*STAFF))


def versions(actor: Actor) -> QuerySet[TextVersion]:
    """Versions that the actor may read, the newest first."""
    if not sees_partnership(actor):
        raise NotVisibleError
    found = TextVersion.objects.select_related("text", "adopted_at").order_by("text_id", "-number", "pk")
    return found if reads_drafts(actor) else found.filter(state__in=rules.SHOWN_TO_PARTNERS)


def counted_versions(actor: Actor) -> QuerySet[TextVersion]:
    """The same with `accepted_number` and `partner_number` as of today: for lists of the API."""
    today = active_partners(clock.today()).order_by().values("pk")
    accepted = TextAcceptance.objects.filter(version=OuterRef("pk"), partner__in=today).order_by()
    number = accepted.values("version").annotate(number=Count("pk")).values("number")
    everybody = PartnerOrganisation.objects.filter(pk__in=today).order_by()
    whole = everybody.annotate(one=Value(1)).values("one").annotate(number=Count("pk")).values("number")
    return versions(actor).annotate(
        accepted_number=Coalesce(Subquery(number), 0), partner_number=Coalesce(Subquery(whole), 0)
    )


def texts(actor: Actor, kind: str | None = None) -> QuerySet[PartnershipText]:
    """Texts with their readable versions in `read_versions`: the rules first, then plans from the newest."""
    readable = versions(actor)
    found = PartnershipText.objects.filter(pk__in=readable.order_by().values("text_id"))
    found = found.prefetch_related(Prefetch("versions", readable, to_attr="read_versions"))  # type: ignore[no-redef]  # declared on the model
    first = Case(When(kind=TextKind.RULES, then=Value(0)), default=Value(1))
    found = found.order_by(first, F("year").desc(nulls_first=True), "pk")
    return found.filter(kind=kind) if kind else found


def text_visible(actor: Actor, text_id: UUID | str) -> PartnershipText:
    """One text with its readable versions."""
    found = texts(actor).filter(pk=text_id).first()
    if found is None:
        raise NotVisibleError
    return found


def text_of(kind: str, year: int | None = None) -> PartnershipText | None:
    """The rules, or the plan of a year, or None while there is none."""
    return PartnershipText.objects.filter(kind=kind, year=year).first()


def version_visible(actor: Actor, version_id: UUID | str) -> TextVersion:
    """One version."""
    found = versions(actor).filter(pk=version_id).first()
    if found is None:
        raise NotVisibleError
    return found


def newest_of(text: PartnershipText) -> TextVersion | None:
    """The wording to go on from: an open one, else the one in force, else the last there was."""
    rank = Case(
        When(state__in=[TextState.DRAFT, TextState.PUT], then=Value(0)),
        When(state=TextState.IN_FORCE, then=Value(1)),
        default=Value(2),
    )
    return text.versions.order_by(rank, "-number").first()


def items_of(version: TextVersion) -> QuerySet[PlanItem]:
    """Tasks of a plan in their order, with who answers for them."""
    return version.items.select_related("partner").order_by("position", "pk")


def items_visible_to(actor: Actor) -> QuerySet[PlanItem]:
    """Tasks of plans that the actor may read."""
    readable = versions(actor).order_by().values("pk")
    found = PlanItem.objects.filter(version__in=readable).select_related("partner", "version__text")
    return found.order_by("version_id", "position", "pk")


def item_visible(actor: Actor, item_id: UUID | str) -> PlanItem:
    """One task of a plan."""
    found = items_visible_to(actor).filter(pk=item_id).first()
    if found is None:
        raise NotVisibleError
    return found


def acceptances_visible_to(actor: Actor) -> QuerySet[TextAcceptance]:
    """Acceptances with who gave them: staff all, a delegate the own organisation's."""
    found = TextAcceptance.objects.filter(organisation_rule(actor, "partner_id"))
    return found.select_related("partner", "version__text").order_by("accepted_on", "pk")


def acceptance_visible(actor: Actor, acceptance_id: UUID | str) -> TextAcceptance:
    """One acceptance."""
    found = acceptances_visible_to(actor).filter(pk=acceptance_id).first()
    if found is None:
        raise NotVisibleError
    return found


@dataclass(frozen=True)
class Answer:
    """A partner and its acceptance of a version, if it has given one."""

    partner: PartnerOrganisation
    acceptance: TextAcceptance | None


def answering_partners(version: TextVersion, *, waiting: bool | None = None) -> QuerySet[PartnerOrganisation]:
    """Partners of today and whoever has accepted, by name; `waiting` narrows to one or the other."""
    accepted = TextAcceptance.objects.filter(version=version).values("partner_id")
    today = PartnerOrganisation.objects.active(clock.today()).values("pk")
    if waiting:
        found = PartnerOrganisation.objects.filter(pk__in=today).exclude(pk__in=accepted)
    elif waiting is False:
        found = PartnerOrganisation.objects.filter(pk__in=accepted)
    else:
        found = PartnerOrganisation.objects.filter(Q(pk__in=today) | Q(pk__in=accepted))
    return found.listed()


def answers(version: TextVersion, partners: Sequence[PartnerOrganisation]) -> list[Answer]:
    """Partners with what each said of a version; one query."""
    given = {
        row.partner_id: row for row in TextAcceptance.objects.filter(version=version, partner__in=partners)
    }
    return [Answer(partner, given.get(partner.pk)) for partner in partners]


@dataclass(frozen=True)
class Tally:
    """How many of today's partners have accepted a version."""

    accepted: int
    partners: int

    @property
    def missing(self) -> int:
        return self.partners - self.accepted


def tallies(of: Iterable[TextVersion]) -> dict[UUID, Tally]:
    """Tallies by version; two queries for any number of versions. Who left since is not counted."""
    wanted = [version.pk for version in of]
    today = active_partners(clock.today()).order_by()
    number = today.count()
    rows = TextAcceptance.objects.filter(version__in=wanted, partner__in=today.values("pk"))
    counted = dict(rows.values_list("version_id").annotate(number=Count("pk")).order_by())
    return {pk: Tally(counted.get(pk, 0), number) for pk in wanted}


@dataclass(frozen=True)
class Progress:
    """How far a plan is: tasks done, overdue, and all."""

    done: int
    overdue: int
    total: int


def progress(version: TextVersion, items: Iterable[PlanItem], on: date | None = None) -> Progress:
    """Progress of a plan on a day (today) from its tasks."""
    day, year = on or clock.today(), version.text.year or 0
    found = list(items)
    overdue = [
        item
        for item in found
        if rules.is_overdue(year=year, month=item.month, done_on=item.done_on, today=day)
    ]
    return Progress(sum(item.done_on is not None for item in found), len(overdue), len(found))


def wanted_versions() -> QuerySet[TextVersion]:
    """Versions that partners are asked to accept: a wording about to be replaced gives way to the next."""
    successors = TextVersion.objects.filter(state=TextState.PUT).values("text_id")
    found = TextVersion.objects.filter(state__in=rules.ACCEPTABLE)
    found = found.exclude(Q(state=TextState.IN_FORCE) & Q(text_id__in=successors))
    return found.select_related("text").order_by("-text__kind", "text__year", "pk")


def waiting_for(partner_id: UUID) -> QuerySet[TextVersion]:
    """Versions that a partner has not accepted yet."""
    accepted = TextAcceptance.objects.filter(partner_id=partner_id).values("version_id")
    return wanted_versions().exclude(pk__in=accepted)


def acceptance_of(version: TextVersion, partner_id: UUID | None) -> TextAcceptance | None:
    """What a partner said of a version."""
    return (
        TextAcceptance.objects.filter(version=version, partner_id=partner_id).first() if partner_id else None
    )


def comparable(version: TextVersion) -> str:
    """A version as it is compared: its words, and the tasks of a plan as a section of their own."""
    items = [_item_line(item) for item in items_of(version)] if version.text.kind == TextKind.PLAN else []
    if not items:
        return version.body
    tasks = [Block(_("Zadania"), is_heading=True), *(Block(line) for line in items)]
    return f"{version.body}\n\n{written(tasks)}"


def _item_line(item: PlanItem) -> str:
    return f"{item.what} – {answers_for(item)} – {term_of(item)}"


def answers_for(item: PlanItem) -> str:
    """Who answers for a task."""
    partner = item.partner.name if item.partner else ""
    return ", ".join(part for part in (partner, item.responsible) if part)


def term_of(item: PlanItem) -> str:
    """Until when, as people say it: the month, the words, or both."""
    month = str(month_names()[item.month - 1]) if item.month else ""
    return ", ".join(part for part in (month, item.term) if part)


def month_names() -> list[str]:
    """Names of months from January."""
    return [
        _("styczeń"),
        _("luty"),
        _("marzec"),
        _("kwiecień"),
        _("maj"),
        _("czerwiec"),
        _("lipiec"),
        _("sierpień"),
        _("wrzesień"),
        _("październik"),
        _("listopad"),
        _("grudzień"),
    ]


@dataclass(frozen=True)
class LinkTarget:
    """What a link of an e-mail is about; `person_name` is whom it was sent to."""

    version: TextVersion
    partner: PartnerOrganisation
    person_name: str
    acceptance: TextAcceptance | None


def link_target(token: str) -> LinkTarget:
    """The version and partner sealed into a link. Raises `LinkBrokenError`, `LinkExpiredError`."""
    values = opened(LINK, token)
    version = TextVersion.objects.select_related("text").filter(pk=values["version"]).first()
    partner = PartnerOrganisation.objects.filter(pk=values["partner"]).first()
    if version is None or partner is None:
        raise NotVisibleError
    person = PartnerPerson.objects.filter(partner=partner, email__iexact=values["to"]).order_by("pk").first()
    return LinkTarget(version, partner, person.name if person else "", acceptance_of(version, partner.pk))


def version_document(actor: Actor, version: TextVersion) -> Document:
    """A version as a PDF/UA file; the same bytes as long as its state stays the same."""
    if version.state not in rules.SHOWN_TO_PARTNERS and not reads_drafts(actor):
        raise NotVisibleError
    with translation.override("pl"):
        data = _printed(version)
    day = version.in_force_on or version.put_on or clock.day_of(version.created_at)
    return render("partnership_text", data, day)


def _printed(version: TextVersion) -> dict[str, Any]:
    """What the paper says; always in Polish, whoever prints it."""
    leader = lead()
    items = items_of(version) if version.text.kind == TextKind.PLAN else []
    return {
        "town": str(current().name),
        "lead": leader.name if leader else "",
        "title": version.title,
        "number": str(version.number),
        "state": str(TextState(version.state).label),
        "in_force_on": as_day(version.in_force_on) if version.in_force_on else "",
        "adopted_at": version.adopted_at.title if version.adopted_at else "",
        "sections": [
            {
                "number": section.number,
                "heading": section.heading,
                "paragraphs": [
                    {"number": item.number, "text": item.text, "items": list(item.items)}
                    for item in section.paragraphs
                ],
            }
            for section in sections(version.body)
        ],
        "items": [{"what": item.what, "who": answers_for(item), "term": term_of(item)} for item in items],
    }
