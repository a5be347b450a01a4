"""Answers in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from core.basket.eligibility.vocabulary import FactKind
from core.basket.eligibility.words import place_name, value_label

if TYPE_CHECKING:
    from core.matching.rules.answers import Answer


def answer_words(answer: Answer) -> str:
    """What was answered, as a page says it."""
    kind, value = answer.kind, answer.value
    if isinstance(value, bool):
        return _("tak") if value else _("nie")
    if kind == FactKind.AGE:
        return _("%(age)d lat") % {"age": value}
    if kind == FactKind.INCOME:
        return _("%(amount)s zł na osobę") % {"amount": f"{value / 100:.2f}".replace(".", ",")}
    if kind == FactKind.TERRITORY:
        return place_name(value)
    if isinstance(value, list):
        return ", ".join(value_label(kind, code) for code in value)
    return value_label(kind, value)
