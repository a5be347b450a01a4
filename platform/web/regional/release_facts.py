"""What a release says of itself: how much it prints, how far off its numbers are, whether it still stands.

Errors stand here as the release tells them (`core.regional.utility`): in steps, of many large
numbers at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from web.shell.components import SummaryRow
from web.shell.templatetags.shell import NBSP, day, number, percent

if TYPE_CHECKING:
    from core.regional.models import Release
    from core.regional.queries import Standing


def facts_of(release: Release, standing: Standing) -> list[SummaryRow]:
    """A release in few lines."""
    return [*utility_of(release), _standing_row(standing)]


def utility_of(release: Release) -> list[SummaryRow]:
    """How much it prints, and how far off that is."""
    return [
        SummaryRow(_("Wydano"), day(release.released_at)),
        SummaryRow(_("Wydane liczby"), printed_words(release)),
        SummaryRow(_("Błąd jednej liczby"), _("najwyżej 2")),
        SummaryRow(_("Błąd liczb województw, średnio"), error_words(release, "voivodeships")),
        SummaryRow(_("Błąd liczb makroregionu, średnio"), error_words(release, "region")),
    ]


def printed_words(release: Release) -> str:
    """How many numbers could be printed without telling of a family."""
    printed, withheld = release.utility.get("printed", 0), release.utility.get("withheld", 0)
    if not printed + withheld:
        return _("żadna")
    return _("%(printed)s z %(possible)s (%(share)s)") % {
        "printed": number(printed),
        "possible": number(printed + withheld),
        "share": percent(printed / (printed + withheld), 1),
    }


def error_words(release: Release, of: str) -> str:
    """A mean error, or that too few numbers stand behind it."""
    step = release.utility.get(f"error_{of}")
    return _("najwyżej %(step)s") % {"step": f"{step}{NBSP}%"} if step else _("za mało liczb, by go podać")


def _standing_row(standing: Standing) -> SummaryRow:
    name = _("Czy coś zmieniono po wydaniu")
    if standing.intact:
        return SummaryRow(name, _("nie: liczby, dowód i podpis się zgadzają"), meaning="good")
    altered = [
        words
        for holds, words in (
            (standing.cells, _("liczby")),
            (standing.evidence, _("dowód")),
            (standing.signature, _("podpis")),
        )
        if not holds
    ]
    said = _("tak: %(what)s. Zgłoś to operatorowi platformy") % {"what": ", ".join(altered)}
    return SummaryRow(name, said, meaning="bad")
