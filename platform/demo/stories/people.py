"""People who cannot be mistaken for anybody: every surname says that it is made up."""

from __future__ import annotations

import datetime as dt
import random
import unicodedata
from dataclasses import dataclass
from typing import Final

# (of a woman, of a man): adjectives that mean "exemplary", "invented", "fictitious" and so on.
SURNAMES: Final = (
    ("Przykładowa", "Przykładowy"),
    ("Zmyślona", "Zmyślony"),
    ("Fikcyjna", "Fikcyjny"),
    ("Wymyślona", "Wymyślony"),
    ("Umowna", "Umowny"),
    ("Testowa", "Testowy"),
    ("Pokazowa", "Pokazowy"),
    ("Nieistniejąca", "Nieistniejący"),
    ("Wyobrażona", "Wyobrażony"),
    ("Hipotetyczna", "Hipotetyczny"),
    ("Próbna", "Próbny"),
    ("Modelowa", "Modelowy"),
    ("Ilustracyjna", "Ilustracyjny"),
    ("Poglądowa", "Poglądowy"),
    ("Teoretyczna", "Teoretyczny"),
    ("Wzorcowa", "Wzorcowy"),
    ("Pozorna", "Pozorny"),
    ("Szkicowa", "Szkicowy"),
    ("Papierowa", "Papierowy"),
    ("Zastępcza", "Zastępczy"),
    ("Bajkowa", "Bajkowy"),
    ("Ćwiczebna", "Ćwiczebny"),
)
WOMEN: Final = (
    *("Anna", "Maria", "Katarzyna", "Agnieszka", "Barbara", "Ewa", "Krystyna", "Magdalena"),
    *("Joanna", "Monika", "Teresa", "Danuta", "Aleksandra", "Iwona", "Beata", "Renata", "Jolanta"),
    *("Sylwia", "Marta", "Dorota", "Natalia", "Karolina", "Paulina", "Halina", "Urszula"),
)
MEN: Final = (
    *("Jan", "Piotr", "Andrzej", "Krzysztof", "Tomasz", "Paweł", "Marcin", "Michał", "Marek"),
    *("Grzegorz", "Józef", "Łukasz", "Adam", "Zbigniew", "Jerzy", "Rafał", "Robert", "Dariusz"),
    *("Mariusz", "Kamil", "Jakub", "Mateusz", "Henryk", "Ryszard", "Wojciech"),
)
GIRLS: Final = ("Oliwia", "Zofia", "Hanna", "Lena", "Maja", "Julia", "Alicja", "Amelia", "Nadia")
BOYS: Final = ("Antoni", "Filip", "Szymon", "Franciszek", "Oskar", "Igor", "Wiktor", "Kacper")
UKRAINIAN_WOMEN: Final = ("Oksana", "Iryna", "Natalija", "Switłana")
UKRAINIAN_CHILDREN: Final = (("Sofija", "f"), ("Danyło", "m"), ("Marko", "m"), ("Złata", "f"))

ADULT: Final = 18


@dataclass(frozen=True, slots=True)
class Somebody:
    """A fictional person: no PESEL, because any well-formed one might be a real person's."""

    first_name: str
    last_name: str
    sex: str
    born_on: dt.date

    @property
    def name(self) -> str:
        """First name and surname."""
        return f"{self.first_name} {self.last_name}"


def surname(number: int, sex: str) -> str:
    """A surname in the form for a woman ("f") or a man ("m")."""
    woman, man = SURNAMES[number % len(SURNAMES)]
    return woman if sex == "f" else man


def somebody(rng: random.Random, *, number: int, sex: str, age: int, on: dt.date) -> Somebody:
    """A person of a sex and age on a day, with the family's surname."""
    if age >= ADULT:
        first_name = rng.choice(WOMEN if sex == "f" else MEN)
    else:
        first_name = rng.choice(GIRLS if sex == "f" else BOYS)
    born_on = on - dt.timedelta(days=round(age * 365.25) + rng.randrange(10, 350))
    return Somebody(first_name, surname(number, sex), sex, born_on)


def ascii_of(text: str) -> str:
    """Polish letters without their tails, for addresses."""
    plain = unicodedata.normalize("NFKD", text.lower().replace("ł", "l"))
    return "".join(letter for letter in plain if letter.isascii() and letter.isalnum())


def email_of(person: str, host: str) -> str:
    """An address under the reserved domain .example, which never leads anywhere."""
    return f"{'.'.join(ascii_of(part) for part in person.split())}@{host}.example"
