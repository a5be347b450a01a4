"""Places and waiting in sentences, the same wherever they are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

if TYPE_CHECKING:
    from core.places.rules import FreePlaces
    from core.referrals.rules import WaitingTime


def free_words(places: FreePlaces | None) -> str:
    """How many places are free; empty where a service does not count them."""
    if places is None:
        return ""
    if not places.free:
        return _("brak wolnych miejsc")
    return _("%(free)s z %(all)s") % {"free": places.free, "all": places.places}


def waiting_words(found: WaitingTime | None) -> str:
    """How long families waited, with the number of cases; a sentence of its own when it is not known."""
    if found is None:
        return _("Za mało spraw, żeby to uczciwie podać (mniej niż pięć w roku).")
    if found.median is None:
        text = _("Ponad połowa rodzin jeszcze czeka.")
    elif found.high is None:
        text = _("Zwykle %(median)s dni, ale część rodzin czeka dłużej, niż trwa obserwacja.") % {
            "median": found.median
        }
    else:
        text = _("Zwykle %(median)s dni, 8 na 10 rodzin: od %(low)s do %(high)s dni.") % {
            "median": found.median,
            "low": found.low,
            "high": found.high,
        }
    basis = ngettext(
        "Na podstawie %(cases)s sprawy z ostatniego roku",
        "Na podstawie %(cases)s spraw z ostatniego roku",
        found.cases,
    ) % {"cases": found.cases}
    if not found.censored:
        return f"{text} {basis}."
    waiting = _("%(basis)s; %(waiting)s jeszcze czeka lub przerwało.") % {
        "basis": basis,
        "waiting": found.censored,
    }
    return f"{text} {waiting}"
