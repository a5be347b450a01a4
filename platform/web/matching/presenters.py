"""Needs, matches and gaps as values that templates lay out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from core.basket.eligibility import Question, Verdict, words
from core.basket.eligibility.vocabulary import RECORDED
from core.basket.wording import conditions_in_words
from core.families.queries import leads
from core.matching.enums import Cause, Fit, NeedState, Part, Urgency, Why
from core.matching.queries.needs import may_write
from core.matching.rules.scoring import WEIGHTS
from core.reference.grounds import ServiceCategory
from core.referrals.enums import OPEN, ReferralStatus
from web.families import presenters as families
from web.places.words import free_words, waiting_words
from web.shell.components import Crumb, SummaryRow, Tab

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from core.basket.models import ServiceCard
    from core.families.models import Case
    from core.matching.models import Need
    from core.matching.queries.matches import Match, OpenQuestion
    from core.shared.actor import Actor

FIT_MEANINGS = {"yes": "good", "unknown": "attention", "no": "neutral"}
STATE_MEANINGS = {"open": "info", "met": "good", "unmet": "bad", "dropped": "neutral"}
URGENCY_MEANINGS = {"urgent": "bad", "normal": "neutral", "can_wait": "neutral"}
_MARKS = {Verdict.YES: "yes", Verdict.UNKNOWN: "unknown", Verdict.NO: "no"}


@dataclass(frozen=True)
class Ask:
    """A question that would decide: what to ask, what paper shows it, where to write the answer."""

    text: str
    person: str
    document: str
    url: str
    action: str
    services: int = 0


@dataclass(frozen=True)
class ReasonLine:
    """One condition of a service with what became of it."""

    mark: str
    text: str


@dataclass(frozen=True)
class PartLine:
    """Points of one part of the order, of its weight."""

    label: str
    points: int
    weight: int


@dataclass(frozen=True)
class MatchCard:
    """A service beside a need, ready to be read and chosen by a person."""

    id: str
    name: str
    partner: str
    url: str
    fit: str
    meaning: str
    person: str
    category_note: str
    reasons: list[ReasonLine]
    conditions: list[str]
    asks: list[Ask]
    facts: list[SummaryRow]
    total: int
    parts: list[PartLine]
    request: str = ""
    request_meaning: str = ""
    hold_url: str = ""
    request_url: str = ""
    meet_url: str = ""


@dataclass(frozen=True)
class NeedLine:
    """A need in the list of a case."""

    url: str
    text: str
    category: str
    person: str
    state: str
    meaning: str
    urgency: str
    counts: str = ""
    proposal: str = ""
    proposal_url: str = ""
    gap: str = ""
    met_by: str = ""


@dataclass(frozen=True)
class Names:
    """First names of a household by id, for whoever may read them."""

    rows: dict[str, str] = field(default_factory=dict)

    def of(self, ref: Any) -> str:
        """A first name, or that it is about the whole family."""
        return self.rows.get(str(ref or ""), "")


def names_of(members: Iterable[Any]) -> Names:
    """First names of members with their persons."""
    return Names({str(row.person_id): row.person.first_name for row in members})


def crumbs(actor: Actor, case: Case, *steps: tuple[str, str]) -> list[Crumb]:
    """The way back; the case page is only for its leader."""
    here = [Crumb(label, url) for label, url in steps]
    if leads(actor, case):
        return [*families.crumbs(case, "")[:-1], *here]
    return [Crumb(_("Rodziny"), reverse("families:cases")), *here]


def tabs(actor: Actor, case: Case, current: str) -> list[Tab]:
    """The views of a case's needs; kept places are names of services, shown to the leader of the case."""
    known = [
        (True, "needs", _("Potrzeby"), "matching:overview"),
        (True, "bundle", _("Zestaw usług"), "matching:bundle"),
        (leads(actor, case), "claims", _("Miejsca"), "places:claims"),
    ]
    return [
        Tab(label, reverse(name, args=[case.pk]), key == current)
        for shown, key, label, name in known
        if shown
    ]


def category_label(category: str) -> str:
    """A category in words."""
    return str(ServiceCategory(category).label)


def whose(need: Need) -> str:
    """Who needs it: a first name, or the whole family."""
    return need.person.first_name if need.person else _("cała rodzina")


def counts_words(matches: Sequence[Match]) -> str:
    """How many services fit, may fit and do not."""
    found = Counter(each.fit for each in matches)
    if not matches:
        return _("w koszyku nie ma usługi tej kategorii")
    return _("pasuje: %(yes)d · pasuje, jeżeli…: %(unknown)d · nie pasuje: %(no)d") % {
        "yes": found[Fit.YES],
        "unknown": found[Fit.UNKNOWN],
        "no": found[Fit.NO],
    }


def need_line(need: Need, matches: Sequence[Match], gap: Any, cause: Cause | None) -> NeedLine:
    """A need with how its search stands and what a person is asked to confirm."""
    looked_for = need.state in {NeedState.OPEN, NeedState.UNMET}
    proposal, url = _proposal(need, matches, cause) if need.state == NeedState.OPEN else ("", "")
    return NeedLine(
        url=reverse("matching:need", args=[need.pk]),
        text=need.text,
        category=category_label(need.category),
        person=whose(need),
        state=str(NeedState(need.state).label),
        meaning=STATE_MEANINGS[need.state],
        urgency=str(Urgency(need.urgency).label) if need.urgency == Urgency.URGENT else "",
        counts=counts_words(matches) if looked_for else "",
        proposal=proposal,
        proposal_url=url,
        gap=str(Cause(gap.cause).label) if gap else "",
        met_by=need.met_by.name if need.met_by else "",
    )


def _is_answered(need: Need, found: Match) -> bool:
    """Whether a partner took a request on that was sent since the need is known."""
    taken_on = found.request in {ReferralStatus.ACCEPTED, ReferralStatus.DELIVERED}
    return taken_on and found.asked_on is not None and found.asked_on >= need.recorded_on


def _proposal(need: Need, matches: Sequence[Match], cause: Cause | None) -> tuple[str, str]:
    """What the state of the services suggests; nothing happens until a person confirms it."""
    working = next((each for each in matches if _is_answered(need, each)), None)
    if working is not None:
        words_ = _("Partner przyjął prośbę o „%(service)s”. Czy potrzeba jest zaspokojona?")
        return words_ % {"service": working.card.name}, reverse("matching:need", args=[need.pk])
    if cause is None:
        return "", ""
    sentence = _("Żadna usługa nie jest w zasięgu: %(cause)s. Potwierdź, żeby brak było widać w zestawieniu.")
    return sentence % {"cause": Cause(cause).label}, reverse("matching:unmet", args=[need.pk])


def need_facts(need: Need) -> list[SummaryRow]:
    """What is written down about a need."""
    rows = [
        SummaryRow(_("Kategoria"), category_label(need.category)),
        SummaryRow(_("Kto potrzebuje"), whose(need)),
        SummaryRow(_("Pilność"), str(Urgency(need.urgency).label)),
        SummaryRow(_("Zapisana"), need.recorded_on.strftime("%d.%m.%Y")),
    ]
    if need.met_by:
        rows.append(SummaryRow(_("Zaspokaja"), need.met_by.name))
    return rows


def match_card(actor: Actor, need: Need, found: Match, names: Names) -> MatchCard:
    """A service with its reasons, questions, points and what may be done with it."""
    card = found.card
    writes = may_write(actor, need.case) and need.state in {NeedState.OPEN, NeedState.UNMET}
    available = found.fit != Fit.NO and writes
    asked = found.request in OPEN
    reasons = [ReasonLine(_MARKS[reason.verdict], words.sentence(reason)) for reason in found.result.reasons]
    return MatchCard(
        id=str(card.pk),
        name=card.name,
        partner=str(card.partner),
        url=reverse("basket:card", args=[card.pk]),
        fit=str(found.fit.label),
        meaning=FIT_MEANINGS[found.fit],
        person=names.of(found.person),
        category_note="" if found.own_category else category_label(card.category),
        reasons=[*reasons, *_in_words(card, checked=bool(reasons))],
        conditions=[words.requirement(row.condition) for row in found.result.of(Verdict.UNKNOWN)]
        if found.fit == Fit.UNKNOWN
        else [],
        asks=[ask_of(need, question, names, writes=writes) for question in found.result.questions],
        facts=_facts(found),
        total=found.score.total,
        parts=[
            PartLine(str(Part(part).label), points, WEIGHTS[part])
            for part, points in found.score.points.items()
        ],
        request=str(ReferralStatus(found.request).label) if found.request else "",
        request_meaning=_REQUEST_MEANINGS.get(found.request, "neutral"),
        hold_url=reverse("places:hold", args=[need.case_id, card.pk])
        if available and found.free and not found.is_held and not asked
        else "",
        request_url=reverse("matching:request", args=[need.pk, card.pk]) if available and not asked else "",
        meet_url=reverse("matching:meet", args=[need.pk, card.pk]) if available else "",
    )


def _in_words(card: ServiceCard, *, checked: bool) -> list[ReasonLine]:
    """What the card says in words only, which nobody but a person can check."""
    if note := conditions_in_words(card.eligibility_note):
        text = _("Karta mówi też: „%(note)s” Program tego nie sprawdza, zapytaj rodzinę.")
        return [ReasonLine("unknown", text % {"note": note})]
    return [] if checked else [ReasonLine("yes", _("Karta nie stawia żadnych warunków."))]


_REQUEST_MEANINGS = {
    "sent": "attention",
    "accepted": "good",
    "delivered": "good",
    "declined": "bad",
    "expired": "bad",
}


def _facts(found: Match) -> list[SummaryRow]:
    places = _("miejsce wstrzymane dla tej rodziny") if found.is_held else free_words(found.places)
    rows = [
        SummaryRow(_("Wolne miejsca"), places or _("karta ich nie liczy")),
        SummaryRow(_("Oczekiwanie"), waiting_words(found.waiting)),
        SummaryRow(_("Gdzie"), ", ".join(part for part in (found.card.place, found.card.city) if part)),
    ]
    return [row for row in rows if row.value]


def ask_of(need: Need, question: Question, names: Names, *, writes: bool, services: int = 0) -> Ask:
    """A question with where it is answered: here, or in the family's own record."""
    recorded = question.kind in RECORDED
    if recorded:
        url, action = reverse("families:grounds", args=[need.case_id]), _("Zapisz powody wsparcia")
    else:
        asked = {"fakt": question.kind, "kod": question.code, "osoba": question.person}
        url = f"{reverse('matching:ask', args=[need.pk])}?{urlencode({k: v for k, v in asked.items() if v})}"
        action = _("Odpowiedz")
    return Ask(
        text=words.question_text(question),
        person=names.of(question.person),
        document=words.deciding_document(question),
        url=url if writes else "",
        action=action,
        services=services,
    )


def asks_of(need: Need, found: Sequence[OpenQuestion], names: Names, *, writes: bool) -> list[Ask]:
    """Questions of all services of a need, those that decide about most of them first."""
    return [ask_of(need, row.question, names, writes=writes, services=row.services) for row in found]


def weights() -> list[PartLine]:
    """What the order is made of, for every reader."""
    return [PartLine(str(Part(part).label), 0, weight) for part, weight in WEIGHTS.items()]


def why_words(reasons: Sequence[Why]) -> list[str]:
    """Why a service stands in a bundle."""
    return [str(Why(reason).label) for reason in reasons]
