"""How the basket is kept: partners asked once a year, changes that wait, a service that pauses."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from core.basket import operations as basket
from core.basket import queries
from core.basket.operations import confirmations, measuring, proposals
from core.basket.queries.confirmations import items_of, link_reader
from core.paths.findings import answers_counted
from core.referrals.enums import OPEN
from core.referrals.queries import visible_to
from demo.stories.plan import TODAY
from demo.telling.cast import Cast, on

if TYPE_CHECKING:
    from core.basket.models import ServiceCard
    from core.partnership.models import PartnerOrganisation

_ASKED_ON: Final = dt.date(2026, 9, 14)
_CHANGED_ON: Final = dt.date(2026, 9, 28)
_SUSPENDED_ON: Final = dt.date(2026, 9, 21)
_ASKED: Final = 3


def tell_keeping(cast: Cast) -> None:
    """A little of everything that the officer's pages of the basket show."""
    _tell_yearly_question(cast)
    _tell_changes(cast)
    _tell_pause(cast)
    measuring.note_answers(actor=cast.system, counted=answers_counted(TODAY))


def _tell_yearly_question(cast: Cast) -> None:
    """Three partners are asked: one confirms, one reports a change, one keeps silent."""
    stale = queries.cards(cast.officer).at_freshness("stale", _ASKED_ON)
    partners: dict[object, PartnerOrganisation] = {}
    for card in stale:
        if card.partner.email:
            partners.setdefault(card.partner_id, card.partner)
    for place, partner in enumerate(list(partners.values())[:_ASKED]):
        with on(_ASKED_ON):
            request = confirmations.ask_partner(actor=cast.officer, partner=partner)
        reader = link_reader(request)
        items = list(items_of(request))
        with on(_ASKED_ON + dt.timedelta(days=2)):
            if place == 0:
                confirmations.confirm(
                    actor=reader, request=request, card_ids=[item.card_id for item in items]
                )
            elif place == 1:
                confirmations.report_change(
                    actor=reader,
                    request=request,
                    card=items[0].card,
                    hours="poniedziałek-czwartek 9.00-17.00",
                    comment="Od września nowe godziny.",
                )


def _tell_changes(cast: Cast) -> None:
    """A change that waits for the officer, and one that was agreed to before."""
    for place, (key, card) in enumerate(_cards_of_partners(cast)[:2]):
        delegate = cast.voice_of(key)
        with on(_CHANGED_ON - dt.timedelta(days=60 * place)):
            change = proposals.change_card(
                actor=delegate,
                card=card,
                cost="bezpłatnie, także dla osób spoza miejscowości",
                languages=["pl", "uk", "en"],
                comment="Mamy nową osobę, która mówi po ukraińsku i angielsku.",
            )
        if place and change.proposal:
            with on(_CHANGED_ON - dt.timedelta(days=57)):
                proposals.accept(actor=cast.officer, proposal=change.proposal)


def _tell_pause(cast: Cast) -> None:
    """A service that a family's path counts on pauses: the page of quality says so."""
    waiting = visible_to(cast.officer).filter(status__in=OPEN, sent_on__lt=_SUSPENDED_ON)
    asked = waiting.order_by("sent_on", "pk").first()
    if asked is None:
        return
    with on(_SUSPENDED_ON):
        basket.suspend_card(
            actor=cast.officer, card=asked.service, reason="Remont sali do końca października."
        )


def _cards_of_partners(cast: Cast) -> list[tuple[str, ServiceCard]]:
    """The everyday service of partners other than the lead, by the key of the partner."""
    found = []
    for plan in cast.known_first():
        keys = [offer.card.key for offer in plan.offers]
        if keys and not plan.is_lead and plan.left_on is None:
            found.append((plan.key, cast.cards[keys[0]]))
    return found
