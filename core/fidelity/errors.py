"""What can be wrong with the terms of a town, in sentences."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from core.shared.errors import DomainError


class TermRangeError(DomainError):
    """A term outside the span in which it means something."""

    code = "term_range"
    text = _("Wpisz liczbę od %(lowest)d do %(highest)d.")
