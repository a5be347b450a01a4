"""From questions to what their pages show."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from core.involvement.enums import Way
from core.privacy.enums import DataCategory
from core.shared.clock import today
from web.shell.components import Cell, Column, Row, Table
from web.shell.templatetags.shell import day, moment

if TYPE_CHECKING:
    from core.involvement.models import InvolvementQuestion
    from core.involvement.queries import Pair


def pair_label(pair: Pair) -> str:
    """Whom about whom, in which matters."""
    matters = ", ".join(str(DataCategory(one).label) for one in DataCategory.values if one in pair.helps)
    return f"{pair.partner.name} – {pair.person.full_name} ({matters})"


def answers_table(questions: Iterable[InvolvementQuestion]) -> Table:
    """Yes with whom to call, no, or still waiting."""
    rows = [
        Row(
            [
                Cell(one.partner.name, note=_("zapytano %(on)s") % {"on": day(one.asked_on)}),
                Cell(one.person.full_name),
                _state(one),
                Cell(one.worker or "–"),
            ]
        )
        for one in questions
    ]
    columns = [
        Column(_("Instytucja")),
        Column(_("O kogo pytano")),
        Column(_("Czy pomaga")),
        Column(_("Do kogo zadzwonić")),
    ]
    return Table(_("Kto już pomaga"), columns, rows, caption_hidden=True, stacked=True)


def _state(question: InvolvementQuestion) -> Cell:
    if question.answered_at is not None:
        note = f"{moment(question.answered_at)}, {Way(question.way).label}"
        helps = question.confirmed
        if not helps:
            return Cell(_("nie"), meaning="neutral", note=note)
        kinds = ", ".join(str(DataCategory(one).label) for one in helps)
        return Cell(_("tak: %(kinds)s") % {"kinds": kinds}, meaning="good", note=note)
    if question.closed:
        return Cell(_("zamknięte: osoba wycofała pozwolenie"), meaning="neutral")
    if question.last_day < today():
        return Cell(_("bez odpowiedzi"), meaning="bad")
    return Cell(_("czeka do %(last)s") % {"last": day(question.last_day)}, meaning="attention")


def waiting_table(questions: Iterable[InvolvementQuestion]) -> Table:
    """What waits, until when, and who asks."""
    rows = [
        Row(
            [
                Cell(
                    _("Pytanie z %(on)s") % {"on": day(one.asked_on)},
                    url=reverse("involvement:question", args=[one.pk]),
                ),
                Cell(one.case.social_worker.name, note=one.case.social_worker.email),
                Cell(day(one.last_day)),
            ]
        )
        for one in questions
    ]
    columns = [Column(_("Pytanie")), Column(_("Kto pyta")), Column(_("Odpowiedź do"))]
    return Table(_("Pytania o pomoc"), columns, rows, caption_hidden=True, stacked=True)
