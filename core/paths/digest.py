"""The daily look at the basket: figures for the scores, and one message a partner, never a flood."""

from __future__ import annotations

from django.utils import translation

from core.basket.operations import confirmations, measuring
from core.paths.findings import answers_counted, remarks_for_partners
from core.shared import clock
from core.shared.actor import Actor


def look_after_the_basket(*, actor: Actor) -> int:
    """Count answers, weigh texts, ask partners whose turn it is; gives how many were asked.

    Twice a day has one effect: the counts are what they are, and nobody is asked within the pause.
    """
    measuring.weigh_again(actor=actor)
    measuring.note_answers(actor=actor, counted=answers_counted(clock.today()))
    with translation.override("pl"):
        remarks = remarks_for_partners(actor)
    return confirmations.ask_due_partners(actor=actor, remarks=remarks)
