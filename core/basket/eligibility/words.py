"""Conditions, reasons and questions in sentences.

Each sentence is whole, with places for values; a list of values is joined as the language joins lists.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from core.basket.eligibility import vocabulary as words
from core.basket.eligibility.conditions import AgeBetween, AnyOf, Condition, OneOf
from core.basket.eligibility.evaluation import Reason
from core.basket.eligibility.facts import Question, Verdict
from core.basket.eligibility.vocabulary import FactKind
from core.basket.enums import CardLanguage
from core.reference.grounds import Ground, HouseholdType
from core.reference.territory import BY_CODE, VOIVODESHIPS

_LABELS: Final[dict[str, Any]] = {
    "household_type": HouseholdType,
    "labour": words.LabourStatus,
    "disability": words.DisabilityLevel,
    "sex": words.SexChoice,
    "language": CardLanguage,
    "ground": Ground,
    "document": words.Document,
    "referral": words.ReferralSource,
    "agrees": words.Agreement,
}


def kind_label(type_: str) -> str:
    """A kind of condition as the editor offers it."""
    return str(words.ConditionKind(type_).label)


def value_label(type_: str, value: str) -> str:
    """One value of a condition in words; a territory by its name where the register knows it."""
    if type_ == "territory":
        return place_name(value)
    return str(_LABELS[type_](value).label)


def place_name(code: str) -> str:
    """A territory by name, else by its TERYT code."""
    if code in VOIVODESHIPS:
        return _("województwo %(name)s") % {"name": VOIVODESHIPS[code]}
    known = BY_CODE.get(code)
    return known.name if known else _("TERYT %(code)s") % {"code": code}


def _listed(condition: OneOf) -> str:
    return str(get_text_list([value_label(condition.type, each) for each in condition.values], _("lub")))


def requirement(condition: Condition) -> str:
    """What a card asks for, as the card lists it and as "fits if" repeats it."""
    if isinstance(condition, AnyOf):
        parts = "; ".join(requirement(each) for each in condition.conditions)
        return _("Jeden z warunków: %(conditions)s") % {"conditions": parts}
    return _filled(_REQUIREMENTS, condition)


def sentence(reason: Reason) -> str:
    """Why a condition is met, is not met, or cannot be judged yet."""
    if isinstance(reason.condition, AnyOf):
        return _group_sentence(reason)
    return _filled(_SENTENCES[reason.verdict], reason.condition)


def _group_sentence(reason: Reason) -> str:
    shown = [part for part in reason.parts if part.verdict is reason.verdict]
    parts = "; ".join(requirement(part.condition) for part in shown)
    if reason.verdict is Verdict.YES:
        return _("Wystarczy jeden warunek i jest spełniony: %(conditions)s") % {"conditions": parts}
    if reason.verdict is Verdict.NO:
        return _("Żaden z wymaganych warunków nie jest spełniony: %(conditions)s") % {"conditions": parts}
    return _("Wystarczy jeden warunek, a nie wiadomo: %(conditions)s") % {"conditions": parts}


def _filled(sentences: dict[str, Callable[[], str]], condition: Condition) -> str:
    name = condition.type
    data: dict[str, Any] = {}
    if isinstance(condition, AgeBetween):
        data = {"min": condition.min, "max": condition.max}
        name = "age_to" if not condition.min else "age_from" if condition.max is None else "age"
    elif isinstance(condition, OneOf):
        data = {"values": _listed(condition)}
    else:
        data = {key: getattr(condition, key) for key in condition.__dataclass_fields__}
    return sentences[name]() % data


_REQUIREMENTS: Final[dict[str, Callable[[], str]]] = {
    "age": lambda: _("Wiek od %(min)d do %(max)d lat"),
    "age_from": lambda: _("Wiek co najmniej %(min)d lat"),
    "age_to": lambda: _("Wiek najwyżej %(max)d lat"),
    "child_under": lambda: _("W rodzinie jest dziecko, które nie ma jeszcze %(under)d lat"),
    "household_type": lambda: _("Rodzaj gospodarstwa: %(values)s"),
    "territory": lambda: _("Miejsce zamieszkania: %(values)s"),
    "ground": lambda: _("Powód wsparcia: %(values)s"),
    "labour": lambda: _("Sytuacja na rynku pracy: %(values)s"),
    "disability": lambda: _("Orzeczenie o niepełnosprawności: %(values)s"),
    "income": lambda: _("Dochód na osobę najwyżej %(percent)d%% kryterium dochodowego"),
    "document": lambda: _("Dokument: %(values)s"),
    "referral": lambda: _("Skierowanie od %(values)s"),
    "sex": lambda: _("Płeć: %(values)s"),
    "language": lambda: _("Rozmowa możliwa w języku: %(values)s"),
    "agrees": lambda: _("Zgoda na %(values)s"),
}

_SENTENCES: Final[dict[Verdict, dict[str, Callable[[], str]]]] = {
    Verdict.YES: {
        "age": lambda: _("Wiek pasuje: usługa jest dla osób od %(min)d do %(max)d lat."),
        "age_from": lambda: _("Wiek pasuje: usługa jest dla osób, które mają co najmniej %(min)d lat."),
        "age_to": lambda: _("Wiek pasuje: usługa jest dla osób, które mają najwyżej %(max)d lat."),
        "child_under": lambda: _("W rodzinie jest dziecko, które nie ma jeszcze %(under)d lat."),
        "household_type": lambda: _("Rodzaj gospodarstwa pasuje: %(values)s."),
        "territory": lambda: _("Rodzina mieszka tam, gdzie działa usługa: %(values)s."),
        "ground": lambda: _("Zapisano powód wsparcia, dla którego jest usługa: %(values)s."),
        "labour": lambda: _("Sytuacja na rynku pracy pasuje: %(values)s."),
        "disability": lambda: _("Jest potrzebne orzeczenie: %(values)s."),
        "income": lambda: _("Dochód na osobę nie przekracza %(percent)d%% kryterium dochodowego."),
        "document": lambda: _("Jest potrzebny dokument: %(values)s."),
        "referral": lambda: _("Jest skierowanie od %(values)s."),
        "sex": lambda: _("Płeć pasuje: %(values)s."),
        "language": lambda: _("Rozmowa jest możliwa w języku: %(values)s."),
        "agrees": lambda: _("Jest zgoda na %(values)s."),
    },
    Verdict.NO: {
        "age": lambda: _("Wiek nie pasuje: usługa jest dla osób od %(min)d do %(max)d lat."),
        "age_from": lambda: _("Wiek nie pasuje: usługa jest dla osób, które mają co najmniej %(min)d lat."),
        "age_to": lambda: _("Wiek nie pasuje: usługa jest dla osób, które mają najwyżej %(max)d lat."),
        "child_under": lambda: _("W rodzinie nie ma dziecka, które nie ma jeszcze %(under)d lat."),
        "household_type": lambda: _("Rodzaj gospodarstwa jest inny. Usługa jest dla: %(values)s."),
        "territory": lambda: _("Rodzina mieszka poza terenem usługi. Działa ona tu: %(values)s."),
        "ground": lambda: _("Nie ma powodu wsparcia, dla którego jest usługa: %(values)s."),
        "labour": lambda: _("Sytuacja na rynku pracy jest inna. Usługa jest dla: %(values)s."),
        "disability": lambda: _("Nie ma potrzebnego orzeczenia: %(values)s."),
        "income": lambda: _("Dochód na osobę przekracza %(percent)d%% kryterium dochodowego."),
        "document": lambda: _("Brakuje dokumentu: %(values)s."),
        "referral": lambda: _("Nie ma skierowania od %(values)s."),
        "sex": lambda: _("Płeć nie pasuje. Usługa jest dla: %(values)s."),
        "language": lambda: _("Rozmowa nie jest możliwa w języku: %(values)s."),
        "agrees": lambda: _("Nie ma zgody na %(values)s."),
    },
    Verdict.UNKNOWN: {
        "age": lambda: _("Nie znamy wieku, a usługa jest dla osób od %(min)d do %(max)d lat."),
        "age_from": lambda: _("Nie znamy wieku, a usługa jest dla osób, które mają co najmniej %(min)d lat."),
        "age_to": lambda: _("Nie znamy wieku, a usługa jest dla osób, które mają najwyżej %(max)d lat."),
        "child_under": lambda: _(
            "Nie znamy wieku wszystkich domowników, a potrzebne jest dziecko, które nie ma jeszcze "
            "%(under)d lat."
        ),
        "household_type": lambda: _("Nie znamy rodzaju gospodarstwa, a usługa jest dla: %(values)s."),
        "territory": lambda: _("Nie wiadomo, czy rodzina mieszka na terenie usługi: %(values)s."),
        "ground": lambda: _("Nie wiadomo, czy jest powód wsparcia: %(values)s."),
        "labour": lambda: _("Nie znamy sytuacji na rynku pracy, a usługa jest dla: %(values)s."),
        "disability": lambda: _("Nie wiadomo, czy jest orzeczenie: %(values)s."),
        "income": lambda: _(
            "Nie wiadomo, czy dochód na osobę mieści się w %(percent)d%% kryterium dochodowego."
        ),
        "document": lambda: _("Nie wiadomo, czy jest dokument: %(values)s."),
        "referral": lambda: _("Nie wiadomo, czy jest skierowanie od %(values)s."),
        "sex": lambda: _("Nie zapisano płci, a usługa jest dla: %(values)s."),
        "language": lambda: _("Nie wiadomo, czy rozmowa jest możliwa w języku: %(values)s."),
        "agrees": lambda: _("Nie wiadomo, czy jest zgoda na %(values)s."),
    },
}


def question_text(question: Question) -> str:
    """What to ask the family, without naming anybody."""
    label = ""
    if question.code:
        label = value_label(question.kind, question.code)
    return _QUESTIONS[question.kind]() % {"value": label}


_QUESTIONS: Final[dict[str, Callable[[], str]]] = {
    FactKind.AGE: lambda: _("Ile lat ma ta osoba?"),
    FactKind.SEX: lambda: _("Jaka jest płeć tej osoby?"),
    FactKind.LABOUR: lambda: _("Jaka jest sytuacja tej osoby na rynku pracy?"),
    FactKind.DISABILITY: lambda: _("Czy ta osoba ma orzeczenie o niepełnosprawności i jakie?"),
    FactKind.LANGUAGE: lambda: _("W jakich językach można rozmawiać z tą osobą?"),
    FactKind.TERRITORY: lambda: _("Gdzie mieszka rodzina?"),
    FactKind.HOUSEHOLD_TYPE: lambda: _("Jaki to rodzaj gospodarstwa?"),
    FactKind.GROUND: lambda: _("Czy powodem wsparcia jest: %(value)s?"),
    FactKind.INCOME: lambda: _("Ile wynosi miesięczny dochód na osobę w rodzinie?"),
    FactKind.DOCUMENT: lambda: _("Czy rodzina ma dokument: %(value)s?"),
    FactKind.REFERRAL: lambda: _("Czy jest skierowanie od %(value)s?"),
    FactKind.AGREES: lambda: _("Czy rodzina godzi się na %(value)s?"),
}


def deciding_document(question: Question) -> str:
    """The paper that would answer a question, or nothing where a word is enough."""
    if question.kind == FactKind.DOCUMENT:
        return value_label(question.kind, question.code)
    return _PAPERS[question.kind]() if question.kind in _PAPERS else ""


_PAPERS: Final[dict[str, Callable[[], str]]] = {
    FactKind.AGE: lambda: _("dokument tożsamości albo akt urodzenia"),
    FactKind.LABOUR: lambda: _("zaświadczenie z urzędu pracy albo od pracodawcy"),
    FactKind.DISABILITY: lambda: _("orzeczenie o niepełnosprawności"),
    FactKind.INCOME: lambda: _("zaświadczenie o dochodach z ostatniego miesiąca"),
    FactKind.REFERRAL: lambda: _("skierowanie na piśmie"),
}
