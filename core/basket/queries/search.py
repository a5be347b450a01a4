"""Looking for a service: one search for the town's own pages, the public page and the interface."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from core.basket.enums import CardLanguage
from core.basket.models import CardQuerySet
from core.partnership.models import PartnerOrganisation
from core.shared.lemmas import typed_terms
from core.shared.searching import Reading, Search, any_of, telling_words

_CODE_LENGTHS = frozenset({2, 4, 6, 7})
# Weights under which a card keeps whom it is for, and where it is; a partner its address.
_WHOM, _WHERE = "B", "D"


def _said(asked: str) -> Q:
    """Words of a card, or of the partner that offers it.

    The partners are asked for first: with a question inside the condition PostgreSQL reads every card,
    with their ids in it two indexes answer (a quarter of the time among 5,000 cards).
    """
    partners = PartnerOrganisation.objects.filter(words__asked=asked).order_by()
    return Q(words__asked=asked) | Q(partner_id__in=list(partners.values_list("pk", flat=True)))


def _partners_of(cards: QuerySet[Any]) -> QuerySet[Any]:
    return PartnerOrganisation.objects.filter(pk__in=cards.order_by().values("partner_id"))


SEARCH = Search(names=(lambda cards: cards, _partners_of), condition=_said)


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What somebody looks for; what is left out does not narrow.

    `place` is a town, a street, a postcode or a TERYT code; `age` that of the person in need;
    `language` and `accessibility` are codes of `CardLanguage` and `Accessibility`.
    """

    text: str = ""
    category: str = ""
    partner: PartnerOrganisation | UUID | str | None = None
    target_group: str = ""
    age: int | None = None
    place: str = ""
    remote: bool = False
    language: str = ""
    accessibility: tuple[str, ...] = ()
    referral_mode: str = ""
    free_places: bool = False


@dataclass(frozen=True)
class Found:
    """Cards, best first, and how the words were read."""

    cards: CardQuerySet
    reading: Reading


def find(rows: CardQuerySet, wanted: Wanted, *, partly: bool = False) -> Found:
    """Narrow cards to what is wanted; `rows` are those of which the reader may know.

    Words are read among all these rows: a filter that leaves nothing does not change what a word means.
    With `partly` cards that have only some of the words will do when none has them all.
    """
    search = replace(SEARCH, condition=cache(_said))
    reading = search.read(rows, wanted.text, partly=partly)
    return Found(search.found(narrowed(rows, wanted), reading), reading)


def narrowed(rows: CardQuerySet, wanted: Wanted) -> CardQuerySet:
    """Cards that pass every filter but the words."""
    if wanted.category:
        rows = rows.filter(category=wanted.category)
    if wanted.partner is not None:
        rows = rows.filter(partner_id=getattr(wanted.partner, "pk", wanted.partner))
    if wanted.referral_mode:
        rows = rows.filter(referral_mode=wanted.referral_mode)
    if wanted.remote:
        rows = rows.filter(remote=True)
    if wanted.accessibility:
        rows = rows.filter(accessibility__contains=list(wanted.accessibility))
    for condition in (_for_group(wanted.target_group), _at_age(wanted.age), _spoken(wanted.language)):
        rows = rows.filter(condition)
    return rows.filter(_at_place(wanted.place))


def _for_group(text: str) -> Q:
    """Every word of a target group stands in the card's own, in any form."""
    found = Q()
    for word in telling_words(text):
        found &= Q(words__asked=any_of(typed_terms(word), f"*{_WHOM}"))
    return found


def _at_age(age: int | None) -> Q:
    """A card without an age is for everybody."""
    if age is None:
        return Q()
    youngest = Q(min_age__isnull=True) | Q(min_age__lte=age)
    return youngest & (Q(max_age__isnull=True) | Q(max_age__gte=age))


def _spoken(language: str) -> Q:
    """A card that names no language is in Polish."""
    if not language:
        return Q()
    spoken = Q(languages__contains=[language])
    return spoken | Q(languages=[]) if language == CardLanguage.POLISH else spoken


def _at_place(text: str) -> Q:
    """A service without a place of its own is where its partner is."""
    if text.isdigit() and len(text) in _CODE_LENGTHS:
        return Q(teryt__startswith=text)
    found = Q()
    for word in telling_words(text):
        asked = any_of(typed_terms(word), f"*{_WHERE}")
        there = PartnerOrganisation.objects.filter(words__asked=asked).order_by().values("pk")
        found &= Q(words__asked=asked) | Q(place="", street="", city="", partner_id__in=there)
    return found
