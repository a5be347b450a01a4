"""Why a list of conditions is refused, in sentences."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from core.shared.errors import DomainError


class ConditionError(DomainError):
    """A condition that cannot be read; `row` in the data says which, from one."""

    code = "condition_refused"
    text = _("Tego warunku nie da się odczytać. Usuń go i dodaj jeszcze raz.")


class UnknownConditionError(ConditionError):
    """Not a kind of condition of this language."""

    code = "condition_unknown"
    field = "type"
    text = _("Nie ma warunku rodzaju „%(type)s”. Wybierz rodzaj z listy.")


class UnexpectedFieldError(ConditionError):
    """A field that this kind of condition does not have: most likely a slip in its name."""

    code = "condition_unexpected_field"
    text = _("Warunek „%(type)s” nie ma pola „%(name)s”. Usuń to pole.")


class AgeRangeError(ConditionError):
    """An age range that is empty, endless or impossible."""

    code = "condition_age_range"
    field = "min"
    text = _("Podaj wiek od 0 do 130 lat: przynajmniej jedną granicę, a „od” nie większe niż „do”.")


class ChildAgeError(ConditionError):
    """A child is younger than 18."""

    code = "condition_child_age"
    field = "under"
    text = _("Podaj wiek dziecka od 1 do 18 lat.")


class PercentError(ConditionError):
    """An income limit in percent of the criterion."""

    code = "condition_percent"
    field = "percent"
    text = _("Podaj dochód jako procent kryterium dochodowego: od 1 do 1000.")


class NothingChosenError(ConditionError):
    """A condition without a value excludes everybody."""

    code = "condition_nothing_chosen"
    field = "values"
    text = _("Zaznacz przynajmniej jedną możliwość.")


class EverythingChosenError(ConditionError):
    """A condition that everybody meets is none."""

    code = "condition_everything_chosen"
    field = "values"
    text = _("Zaznaczono wszystkie możliwości, więc warunek nikogo nie wyklucza. Usuń go albo zawęź.")


class UnknownValueError(ConditionError):
    """A value that is not on the list of this condition."""

    code = "condition_unknown_value"
    field = "values"
    text = _("„%(value)s” nie jest na liście tego warunku. Wybierz wartość z listy.")


class TerritoryError(ConditionError):
    """Not a TERYT code."""

    code = "condition_territory"
    field = "values"
    text = _("„%(value)s” nie jest kodem TERYT. Podaj 2, 4 albo 7 cyfr (województwo, powiat, gmina).")


class AlternativesError(ConditionError):
    """A group of alternatives needs two at least and no group inside."""

    code = "condition_alternatives"
    field = "conditions"
    text = _("Grupa „jeden z warunków” potrzebuje co najmniej dwóch zwykłych warunków.")


class TooManyConditionsError(ConditionError):
    """More conditions than anybody reads."""

    code = "condition_too_many"
    text = _("Karta może mieć najwyżej %(most)d warunków. Połącz je albo opisz słowami.")


class NoSuchConditionError(ConditionError):
    """The condition to be changed is gone: somebody was faster."""

    code = "condition_gone"
    status = 409
    text = _("Tego warunku już nie ma. Sprawdź listę i spróbuj jeszcze raz.")
