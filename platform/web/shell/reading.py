"""What a reader should know of how the words of a search were read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.shared.lemmas import terms_of, words_of

if TYPE_CHECKING:
    from core.shared.searching import Reading


def remarks(reading: Reading, names: Sequence[str]) -> list[str]:
    """Sentences above a list; `names` are those of the rows that it shows. An empty list says it all."""
    if not names:
        return []
    found = []
    for word in reading.corrected:
        read_as = ", ".join(f"„{as_written(term, names)}”" for term in word.read_as)
        text = _("Nie ma wyników dla słowa „%(typed)s”. Pokazujemy wyniki dla: %(read_as)s.")
        found.append(text % {"typed": word.typed, "read_as": read_as})
    if reading.unknown:
        typed = ", ".join(f"„{word}”" for word in reading.unknown)
        text = ngettext(
            "Nie ma wyników dla słowa %(typed)s.",
            "Nie ma wyników dla słów: %(typed)s.",
            len(reading.unknown),
        )
        found.append(text % {"typed": typed})
    if reading.partly:
        found.append(_("Żaden wynik nie ma wszystkich tych słów. Pokazujemy te, które mają choć jedno."))
    return found


def as_written(term: str, names: Sequence[str]) -> str:
    """A word as the names themselves spell it: the search knows it without diacritics only."""
    for name in names:
        for word in words_of(name):
            if term == terms_of(word)[0]:
                return word
    return term
