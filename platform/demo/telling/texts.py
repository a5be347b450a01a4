"""Templates of the regions, rules and plans of the towns, lessons that go from town to town."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from core.exchange.operations import lessons as collecting
from core.exchange.operations import templates as writing
from core.exchange.operations.lessons import Words
from core.exchange.queries import lessons as collected
from core.exchange.queries import templates as offered
from core.lessons import operations as lessons
from core.partnership import queries as partnership
from core.partnership.enums.texts import AcceptanceManner
from core.partnership.operations import adopting, plans, texts
from core.reference.territory import municipalities_of
from core.shared.actor import Actor
from demo.accounts import DELEGATE_OF
from demo.stories import czestochowa
from demo.stories import texts as story
from demo.stories.plan import TODAY
from demo.telling.cast import STORYTELLER, Cast, on
from tenants.context import in_tenant

if TYPE_CHECKING:
    # Types only: stories read and write through operations and queries.
    from core.exchange.models import TemplateVersion
    from core.partnership.models import PartnerOrganisation, PartnershipMeeting, TextVersion
    from core.reference.territory import Municipality

_TITLE: Final = "Wzór regulaminu współpracy"
_LOCAL: Final = "Z każdego spotkania powstaje protokół dostępny dla wszystkich partnerów."
_LOCAL_NOW: Final = "Z każdego spotkania powstaje protokół. Lider rozsyła go w ciągu siedmiu dni."
# The share of towns that keep their text, and of those that adopt the newest version.
_KEEPS, _ADOPTS = 0.12, 0.25
_LESSON_EVERY: Final = 3
# How many lessons the town told in full has.
_IN_FULL: Final = 3


def tell_templates(schema: str, *, leads: bool) -> None:
    """What a region wrote: the leader's rules serve everybody, two versions of them."""
    region = Actor.system(STORYTELLER, schema)
    if not leads:
        return
    others = (
        ("plan", "Wzór rocznego planu pracy", story.PLAN),
        ("invitation", "Wzór zaproszenia do partnerstwa", story.INVITATION),
        ("scope", "Wzór zakresu współpracy", story.SCOPE),
    )
    with on(story.FIRST_ON):
        rules = writing.write_template(
            actor=region, kind="rules", title=_TITLE, body=story.RULES, for_all=True
        )
        _publish(region, rules.pk)
        for kind, title, body in others:
            made = writing.write_template(actor=region, kind=kind, title=title, body=body, for_all=True)
            _publish(region, made.pk)
    with on(story.NEXT_ON):
        version = writing.draft_version(
            actor=region, template=rules, body=story.RULES_NEXT, note=story.RULES_NOTE
        )
        writing.publish_version(actor=region, version=version)


def _publish(region: Actor, template_id: object) -> None:
    template = offered.own_template(region, str(template_id))
    writing.publish_version(actor=region, version=offered.versions_of(template)[0])


def tell_texts(cast: Cast) -> None:
    """Rules accepted at the founding meeting, the plan of this year, the answer to the newest template."""
    code = cast.plan.municipality.code
    rng = random.Random(f"texts {code}")
    founding = partnership.meetings(cast.officer, "formalising").first()
    if founding is None:
        return
    rules = list(offered.offered_versions(cast.officer).filter(template__kind="rules").order_by("number"))
    _rules(cast, founding, rules[0] if rules else None, own=rng.random() < 0.5)
    _plan(cast, rng)
    if len(rules) > 1 and cast.plan.municipality != czestochowa.TOWN:
        _answer(cast, rules[-1], rng.random())
    _lessons(cast, rng)


def _rules(cast: Cast, founding: PartnershipMeeting, template: TemplateVersion | None, *, own: bool) -> None:
    """Put before anybody had signed: partners said yes at the meeting at which they acceded."""
    day = founding.day
    with on(day - dt.timedelta(days=8)):
        version = _first_rules(cast, template)
        if own or cast.plan.municipality == czestochowa.TOWN:
            version = texts.edit_version(
                actor=cast.officer,
                version=version,
                title=version.title,
                body=version.body.replace(_LOCAL, _LOCAL_NOW),
            )
        version = texts.put_to_partners(actor=cast.officer, version=version)
    with on(day):
        version = texts.bring_into_force(actor=cast.officer, version=version, adopted_at=founding)
        came = list(partnership.active_partners(day))
        _accept(cast, version, came[:-1] if len(came) > 1 else came)
    with on(TODAY):
        # Who joined later signs on paper, one after the other; the last ones have not yet.
        later = [item for item in _later(cast, day) if item is not None]
        _accept(cast, version, later[: len(later) // 2], AcceptanceManner.PAPER)


def _first_rules(cast: Cast, template: TemplateVersion | None) -> TextVersion:
    if template is not None:
        return adopting.adopt(actor=cast.officer, offered=template)
    return texts.draft_version(
        actor=cast.officer, kind="rules", title="Regulamin współpracy partnerstwa", body=story.RULES
    )


def _later(cast: Cast, day: dt.date) -> list[PartnerOrganisation]:
    joined = (plan for plan in cast.plan.partners if plan.signed_on and plan.signed_on > day)
    return [cast.partners[plan.key] for plan in joined if plan.left_on is None]


def _accept(
    cast: Cast,
    version: TextVersion,
    partners: Iterable[PartnerOrganisation],
    manner: AcceptanceManner = AcceptanceManner.MEETING,
) -> None:
    # The delegate of the landing page finds something to accept.
    waits = cast.partners.get(DELEGATE_OF) if cast.plan.municipality == czestochowa.TOWN else None
    names = {cast.partners[plan.key].pk: plan.contact_name for plan in cast.plan.partners}
    for partner in partners:
        if partner == waits:
            continue
        texts.record_acceptances(
            actor=cast.officer,
            version=version,
            partners=[partner],
            manner=manner,
            person_name=names.get(partner.pk, ""),
        )


def _plan(cast: Cast, rng: random.Random) -> None:
    """The plan of 2026 by the pages of the town told in full and of every fourth other one."""
    if cast.plan.municipality != czestochowa.TOWN and rng.random() > 0.25:
        return
    adopted = next((meeting for meeting in cast.plan.meetings if meeting.on == dt.date(2026, 1, 27)), None)
    if adopted is None:
        return
    with on(dt.date(2026, 1, 12)):
        version = _first_plan(cast)
        items = [
            plans.add_item(
                actor=cast.officer,
                version=version,
                what=task.what,
                partner=cast.partners.get(task.partner),
                responsible=task.responsible or ("" if task.partner in cast.partners else "lider"),
                month=task.month,
            )
            for task in story.TASKS
        ]
        version = texts.put_to_partners(actor=cast.officer, version=version)
    with on(adopted.on) as day:
        meeting = partnership.meetings(cast.officer).filter(day=day).first()
        version = texts.bring_into_force(actor=cast.officer, version=version, adopted_at=meeting)
        today = {item.pk for item in partnership.active_partners(day)}
        came = [cast.partners[key] for key in adopted.present if cast.partners[key].pk in today]
        _accept(cast, version, came)
    for item, task in zip(items, story.TASKS, strict=True):
        if task.done_on:
            with on(task.done_on) as day:
                plans.tick_item(actor=cast.officer, item=item, done_on=day, done_note=task.note)


def _first_plan(cast: Cast) -> TextVersion:
    offered_plan = offered.offered_versions(cast.officer).filter(template__kind="plan").last()
    if offered_plan is not None:
        return adopting.adopt(actor=cast.officer, offered=offered_plan, year=2026)
    return texts.draft_version(
        actor=cast.officer,
        kind="plan",
        year=2026,
        title="Plan pracy partnerstwa na 2026 rok",
        body=story.PLAN,
    )


def _answer(cast: Cast, newest: TemplateVersion, chance: float) -> None:
    """Most towns have not said yet; some keep their text, some have a draft of the new one."""
    with on(story.NEXT_ON + dt.timedelta(days=40)):
        if chance < _KEEPS:
            reason = story.KEPT_BECAUSE[int(chance * 100) % len(story.KEPT_BECAUSE)]
            adopting.keep(actor=cast.officer, offered=newest, reason=reason)
        elif chance < _ADOPTS:
            merge = adopting.merge_of(cast.officer, newest)
            adopting.adopt(actor=cast.officer, offered=newest, choices=dict.fromkeys(merge.conflicts, "ours"))


def _lessons(cast: Cast, rng: random.Random) -> None:
    """Every third town has written something down, the one told in full more."""
    town = cast.plan.municipality
    in_full = town == czestochowa.TOWN
    place, late = divmod(_place_in_region(town), _LESSON_EVERY)
    others = story.LESSONS[_IN_FULL:]
    if not in_full and (late or place >= len(others)):
        return
    # Each lesson is told once in a region: what the region republishes is worth reading.
    written = story.LESSONS[:_IN_FULL] if in_full else (others[place],)
    for number, plan in enumerate(written):
        with on(dt.date(2026, 5, 6) + dt.timedelta(days=20 * number + rng.randrange(15))) as day:
            lesson = lessons.record_lesson(
                actor=cast.officer,
                kind=plan.kind,
                title=plan.title,
                situation=plan.situation,
                actions=plan.actions,
                effect=plan.effect,
                category=plan.category,
                sector=plan.sector,
                grounds=plan.grounds,
                names_source=in_full,
            )
        # The last one of the town told in full is still a draft: there is something to hand over.
        if number == 0 or number < len(written) - 1:
            with on(day + dt.timedelta(days=9)):
                lessons.hand_lesson(actor=cast.officer, lesson=lesson)


def _place_in_region(town: Municipality) -> int:
    """Which of its voivodeship's other towns this is."""
    others = [item for item in municipalities_of(town.voivodeship) if item != czestochowa.TOWN]
    return others.index(town) if town in others else 0


def tell_collection(regions: Iterable[str]) -> None:
    """What regions did with the lessons: most republished with tags, one returned, the newest waiting."""
    tags = {plan.title: plan.tags for plan in story.LESSONS}
    for schema in sorted(regions):
        with in_tenant(schema), on(dt.date(2026, 9, 1)):
            region = Actor.system(STORYTELLER, schema)
            waiting = list(collected.handed_lessons(region, state=collected.NEW))
            for lesson in waiting[1:]:
                words = Words(**{name: getattr(lesson, name) for name in Words.__dataclass_fields__})
                known = tags.get(lesson.title, ())
                collecting.edit_lesson(
                    actor=region, lesson=lesson, words=words, tags=known, for_all="szkoła" in known
                )
                collecting.publish_lesson(actor=region, lesson=lesson)
            if len(waiting) > 1 and not waiting[0].names_source:
                collecting.return_lesson(actor=region, lesson=waiting[0], note=story.RETURN_NOTE)
