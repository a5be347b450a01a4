"""Words of an assessment of strengths and needs."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AssessmentState(TextChoices):
    """A draft is the worker's alone; a finished one is shown to its person and changed by correction only."""

    DRAFT = "draft", _("szkic")
    FINISHED = "finished", _("zakończona")
    CORRECTED = "corrected", _("poprawiona")


class QuestionKind(TextChoices):
    """How a question is answered."""

    SCALE = "scale", _("liczba od 0 do 10")
    YES_NO = "yes_no", _("tak, nie, nie wiadomo")
    CHOICE = "choice", _("wybór z listy")
    TEXT = "text", _("krótki tekst")


class YesNo(TextChoices):
    """Not knowing is an answer too."""

    YES = "yes", _("tak")
    NO = "no", _("nie")
    UNKNOWN = "unknown", _("nie wiadomo")
