"""Periods and figures in words: the same ones on a town's pages and on its region's."""

from __future__ import annotations

import math

from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from core.indicators.enums import Unit
from core.indicators.rules import Known, Period
from web.shell.templatetags.shell import NBSP, number

ROMAN = ("I", "II", "III", "IV")
KINDS = ("year", "half", "quarter", "month")
_WITH_A_DIGIT = frozenset({Unit.MEAN, Unit.POINTS})


def period_name(period: Period) -> str:
    """wrzesień 2026, III kwartał 2026, II półrocze 2026, rok 2026."""
    if period.kind == "month":
        name = date_format(period.start, "F Y")
        return name if get_language() == "en" else name.lower()
    values = {"year": period.start.year}
    if period.kind == "quarter":
        values_of_quarter = {**values, "quarter": ROMAN[(period.start.month - 1) // 3]}
        return _("%(quarter)s kwartał %(year)s") % values_of_quarter
    if period.kind == "half":
        return _("%(half)s półrocze %(year)s") % {**values, "half": ROMAN[(period.start.month - 1) // 6]}
    return _("rok %(year)s") % values


def short_period(period: Period) -> str:
    """What fits under a chart: 09.2026, III kw. 2026, 2026; a Roman number alone would be a month."""
    if period.kind == "month":
        return f"{period.start:%m.%Y}"
    if period.kind == "quarter":
        number_of_quarter = (period.start.month - 1) // 3
        mark = str(number_of_quarter + 1) if get_language() == "en" else ROMAN[number_of_quarter]
        values = {"quarter": mark, "year": period.start.year}
        return (_("%(quarter)s kw. %(year)s") % values).replace(" ", NBSP)
    if period.kind == "half":
        number_of_half = (period.start.month - 1) // 6
        mark = str(number_of_half + 1) if get_language() == "en" else ROMAN[number_of_half]
        return (_("%(half)s półr. %(year)s") % {"half": mark, "year": period.start.year}).replace(" ", NBSP)
    return str(period.start.year)


def value_text(unit: str, value: float) -> str:
    """One number with its unit where the unit is part of it: 955, 75 %, 2,1, 11 dni, 4,5 godz."""
    if unit == Unit.PERCENT:
        return f"{number(math.floor(value * 100 + 0.5))}{NBSP}%"
    if unit in _WITH_A_DIGIT:
        return number(value, 1)
    if unit == Unit.HOURS:
        return _("%(hours)s godz.") % {"hours": number(value / 60, 1)}
    whole = math.floor(value + 0.5)
    if unit == Unit.DAYS:
        return ngettext("%(days)s dzień", "%(days)s dni", whole) % {"days": number(whole)}
    if unit == Unit.MONTHS:
        return ngettext("%(months)s miesiąc", "%(months)s mies.", whole) % {"months": number(whole)}
    return number(value)


def range_text(unit: str, known: Known) -> str:
    """The range that a published figure stands for: 8–12, 67–84 %, 1,8–2,3, 8–14 dni."""
    if known.high is None:
        return _("%(low)s i więcej") % {"low": value_text(unit, known.low)}
    if unit == Unit.PERCENT:
        low, high = math.floor(known.low * 100), math.ceil(known.high * 100)
        return f"{low}{NBSP}%" if low == high else f"{low}–{high}{NBSP}%"
    low_text, high_text = number(known.low), value_text(unit, known.high)
    if unit in _WITH_A_DIGIT:
        low_text = number(math.floor(known.low * 10) / 10, 1)
        high_text = number(math.ceil(known.high * 10) / 10, 1)
    elif unit == Unit.HOURS:
        low_text = number(known.low / 60, 1)
        if low_text == number(known.high / 60, 1):
            return high_text
    elif unit not in {Unit.DAYS, Unit.MONTHS} and known.low == known.high:
        return low_text
    return f"{low_text}–{high_text}"


def rounded_text(unit: str, known: Known) -> str:
    """The printed number under its range: po zaokrągleniu 955."""
    return _("po zaokrągleniu %(value)s") % {"value": value_text(unit, known.value)}


def change_text(unit: str, now: Known, before: Known, period: Period) -> str:
    """How the figure stood a period earlier, and whether the ranges leave room for no change."""
    values = {"value": value_text(unit, before.value), "period": short_period(period)}
    if now.low > (before.high if before.high is not None else math.inf):
        return _("wzrost z %(value)s (%(period)s)") % values
    if now.high is not None and now.high < before.low:
        return _("spadek z %(value)s (%(period)s)") % values
    return _("bez wyraźnej zmiany: %(value)s (%(period)s)") % values
