"""What counting refuses."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from core.shared.errors import DomainError


class PeriodNotOverError(DomainError):
    """A figure of a period that still runs would change every day."""

    code = "period_not_over"
    text = _("Okres %(period)s jeszcze trwa. Policzymy go po ostatnim dniu.")


class WrongDefinitionError(DomainError):
    """A definition that cannot be computed: nothing is counted by such a catalogue."""

    code = "wrong_definition"
    text = _("Nic nie policzono, bo definicja jest błędna. %(fault)s Popraw definicję i spróbuj jeszcze raz.")
