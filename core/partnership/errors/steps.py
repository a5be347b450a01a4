"""What the board of stages refuses."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from core.shared.errors import DomainError


class StepInFutureError(DomainError):
    """A stage is reached once its day has come."""

    code = "step_in_future"
    field = "reached_on"
    text = _("Dzień osiągnięcia etapu nie może być późniejszy niż dziś (%(today)s). Wpisz go jako plan.")


class StepBeforeOthersError(DomainError):
    """A stage would be reached before the one it depends on."""

    code = "step_before_others"
    field = "reason"
    text = _("Ten etap następuje po etapie „%(step)s”. Odnotuj najpierw tamten albo podaj powód kolejności.")


class CorrectionReasonMissingError(DomainError):
    """A recorded day is corrected with a reason, since others have relied on it."""

    code = "correction_reason_missing"
    field = "reason"
    text = _("Ten etap ma już zapisany dzień. Podaj powód zmiany.")


class OutcomeMissingError(DomainError):
    """The last stage is a decision: without its content there is none."""

    code = "outcome_missing"
    field = "outcome"
    text = _("Podaj razem dzień i decyzję: czy partnerstwo działa dalej, czy zostało zamknięte.")


class LaterEditionBegunError(DomainError):
    """A decision stays once the year that it opened has begun."""

    code = "later_edition_begun"
    field = "outcome"
    text = _("Następny rok pracy już się zaczął, więc tej decyzji nie można zmienić.")


class PartnershipClosedError(DomainError):
    """Nothing follows the closure."""

    code = "partnership_closed"
    text = _("Partnerstwo jest zamknięte. Aby zmienić etapy, popraw najpierw decyzję o zamknięciu.")


class UnknownStepError(DomainError):
    """Not a stage of this year of work."""

    code = "unknown_step"
    field = "step"
    text = _("Nie ma takiego etapu w tym roku pracy partnerstwa.")
