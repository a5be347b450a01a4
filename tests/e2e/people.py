"""The demonstration's people, as the landing page lists them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who can sign in."""

    role: str
    slug: str
    login: str
    password: str
    name: str


OFFICER = Person(
    "network_officer",
    "czestochowa",
    "jan.zmyslony@czestochowa.example",
    "pokaz-siec",
    "Jan Zmyślony",
)
WORKER = Person(
    "social_worker",
    "czestochowa",
    "ewa.umowna@czestochowa.example",
    "pokaz-socjalny",
    "Ewa Umowna",
)
DIRECTOR = Person(
    "director",
    "czestochowa",
    "maria.wymyslona@czestochowa.example",
    "pokaz-dyrektor",
    "Maria Wymyślona",
)
DELEGATE = Person(
    "delegate",
    "czestochowa",
    "oliwia.fikcyjna@czestochowa.example",
    "pokaz-partner",
    "Oliwia Fikcyjna",
)
MOTHER = Person(
    "family_member",
    "czestochowa",
    "anna.przykladowa@czestochowa.example",
    "pokaz-rodzina",
    "Anna Przykładowa",
)
COORDINATOR = Person(
    "regional_coordinator",
    "rops-katowice",
    "teresa.modelowa@rops-katowice.example",
    "pokaz-region",
    "Teresa Modelowa",
)
OPERATOR = Person(
    "operator",
    "operator",
    "olga.cwiczebna@operator.example",
    "pokaz-operator",
    "Olga Ćwiczebna",
)
EVERYBODY = (OFFICER, WORKER, DIRECTOR, DELEGATE, MOTHER, COORDINATOR, OPERATOR)
