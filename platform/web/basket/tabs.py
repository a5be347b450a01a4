"""The views of the basket as tabs: which of them somebody has, and what waits behind one."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from core.basket.permissions import may_publish
from core.basket.queries import proposals
from core.families.queries import SEES_FIGURES
from core.shared.actor import Actor
from core.shared.enums import STAFF
from web.shell.components import Tab


def sections(actor: Actor, current: str) -> list[Tab]:
    """Tabs for every page of the basket; a reader with one view gets none. One statement at most."""
    whole, own, publishes = actor.has(*STAFF), actor.partner_id is not None, may_publish(actor)
    keeps = whole or own
    known = [
        (True, "cards", _("Koszyk"), "basket:cards"),
        (own, "own", _("Usługi mojej organizacji"), "basket:own"),
        (whole, "all", _("Wszystkie karty"), "basket:all"),
        (publishes, "proposals", _("Do zatwierdzenia"), "basket:proposals"),
        (own and not publishes, "proposals", _("Zgłoszone zmiany"), "basket:proposals"),
        (keeps, "places", _("Miejsca"), "places:overview"),
        (keeps, "quality", _("Jakość"), "basket:quality"),
        (actor.has(*SEES_FIGURES), "gaps", _("Braki w koszyku"), "matching:gaps"),
        (publishes or own, "exchange", _("Wymiana danych"), "opendata:exchange"),
        (publishes, "confirmations", _("Potwierdzenia"), "basket:confirmations"),
    ]
    waiting = proposals.waiting(actor).count() if publishes else None
    tabs = [
        Tab(label, reverse(name), key == current, count=waiting if key == "proposals" else None)
        for shown, key, label, name in known
        if shown
    ]
    return tabs if len(tabs) > 1 else []
