"""The closed vocabularies that law and reports speak.

Households, service cards and indicators store these codes, never their wording: the wording of a
statute changes (point 7 changed on 22 June 2023), a record made under the old wording must keep
counting.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Ground(models.TextChoices):
    """Reasons for assistance, art. 7 of the Act of 12 March 2004 on social assistance; the value is
    the point's number.

    Point 10 was repealed and is not offered. The statute's list is open ("w szczególności"), hence
    ``OTHER``.
    """

    POVERTY = "1", _("Ubóstwo")
    ORPHANHOOD = "2", _("Sieroctwo")
    HOMELESSNESS = "3", _("Bezdomność")
    UNEMPLOYMENT = "4", _("Bezrobocie")
    DISABILITY = "5", _("Niepełnosprawność")
    ILLNESS = "6", _("Długotrwała lub ciężka choroba")
    VIOLENCE = "7", _("Przemoc domowa")
    TRAFFICKING = "7a", _("Ochrona ofiar handlu ludźmi")
    MATERNITY = "8", _("Ochrona macierzyństwa lub wielodzietności")
    HELPLESSNESS = (
        "9",
        _("Bezradność w sprawach opiekuńczo-wychowawczych i prowadzenia gospodarstwa domowego"),
    )
    INTEGRATION = "11", _("Trudności w integracji cudzoziemców")
    PRISON_RELEASE = "12", _("Trudności w przystosowaniu do życia po zwolnieniu z zakładu karnego")
    ADDICTION = "13", _("Alkoholizm lub narkomania")
    CRISIS = "14", _("Zdarzenie losowe i sytuacja kryzysowa")
    DISASTER = "15", _("Klęska żywiołowa lub ekologiczna")
    OTHER = "inny", _("Inny powód (lista art. 7 jest otwarta)")


@dataclass(frozen=True, slots=True)
class GroundWording:
    """How one point of art. 7 reads in a half-open period; ``None`` means without a bound known to
    this system.
    """

    ground: Ground
    name: str | Promise
    short_name: str | Promise
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None

    def is_in_force(self, on: dt.date) -> bool:
        """A wording counts from its first day up to, but not on, the day that replaces it."""
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_to is None or on < self.valid_to
        )


VIOLENCE_REWORDED_ON: Final = dt.date(2023, 6, 22)

GROUND_WORDINGS: Final[tuple[GroundWording, ...]] = (
    GroundWording(Ground.POVERTY, Ground.POVERTY.label, _("ubóstwo")),
    GroundWording(Ground.ORPHANHOOD, Ground.ORPHANHOOD.label, _("sieroctwo")),
    GroundWording(Ground.HOMELESSNESS, Ground.HOMELESSNESS.label, _("bezdomność")),
    GroundWording(Ground.UNEMPLOYMENT, Ground.UNEMPLOYMENT.label, _("bezrobocie")),
    GroundWording(Ground.DISABILITY, Ground.DISABILITY.label, _("niepełnosprawność")),
    GroundWording(Ground.ILLNESS, Ground.ILLNESS.label, _("choroba")),
    GroundWording(Ground.VIOLENCE, _("Przemoc w rodzinie"), _("przemoc"), None, VIOLENCE_REWORDED_ON),
    GroundWording(Ground.VIOLENCE, Ground.VIOLENCE.label, _("przemoc domowa"), VIOLENCE_REWORDED_ON, None),
    GroundWording(Ground.TRAFFICKING, Ground.TRAFFICKING.label, _("handel ludźmi")),
    GroundWording(Ground.MATERNITY, Ground.MATERNITY.label, _("macierzyństwo, wielodzietność")),
    GroundWording(Ground.HELPLESSNESS, Ground.HELPLESSNESS.label, _("opieka i wychowanie")),
    GroundWording(Ground.INTEGRATION, Ground.INTEGRATION.label, _("integracja cudzoziemców")),
    GroundWording(Ground.PRISON_RELEASE, Ground.PRISON_RELEASE.label, _("po zakładzie karnym")),
    GroundWording(Ground.ADDICTION, Ground.ADDICTION.label, _("uzależnienie")),
    GroundWording(Ground.CRISIS, Ground.CRISIS.label, _("sytuacja kryzysowa")),
    GroundWording(Ground.DISASTER, Ground.DISASTER.label, _("klęska żywiołowa")),
    GroundWording(Ground.OTHER, Ground.OTHER.label, _("inny powód")),
)

# Special-category or criminal-record data in themselves (RODO art. 9 and 10): shown to the case's
# own team only.
SENSITIVE_GROUNDS: Final[frozenset[Ground]] = frozenset(
    {
        Ground.DISABILITY,
        Ground.ILLNESS,
        Ground.VIOLENCE,
        Ground.TRAFFICKING,
        Ground.PRISON_RELEASE,
        Ground.ADDICTION,
    }
)


def wording(ground: str, *, on: dt.date) -> GroundWording:
    """Return the wording in force on a day, because a printed document must quote the law of its
    own date.
    """
    for candidate in GROUND_WORDINGS:
        if candidate.ground == ground and candidate.is_in_force(on):
            return candidate
    raise KeyError(ground)


def grounds_in_force(on: dt.date) -> tuple[GroundWording, ...]:
    """All grounds that may be recorded on a day, in the order of the statute."""
    return tuple(item for item in GROUND_WORDINGS if item.is_in_force(on))


def short_name(ground: str) -> str:
    """The newest short name: what a crowded table cell or a chart's axis prints."""
    newest: dict[str, Any] = {item.ground.value: item.short_name for item in GROUND_WORDINGS}
    return str(newest[ground])


class Sector(models.TextChoices):
    """What kind of institution a partner is; breadth of a partnership and of a team is counted in
    sectors.
    """

    SOCIAL_ASSISTANCE = "social_assistance", _("Pomoc społeczna")
    EMPLOYMENT = "employment", _("Praca i zatrudnienie")
    EDUCATION = "education", _("Edukacja")
    HEALTH = "health", _("Zdrowie")
    SECURITY = "security", _("Bezpieczeństwo")
    JUSTICE = "justice", _("Wymiar sprawiedliwości")
    HOUSING = "housing", _("Mieszkalnictwo")
    INSURANCE = "insurance", _("Ubezpieczenia i fundusze")
    CULTURE_SPORT = "culture_sport", _("Kultura i sport")
    NGO = "ngo", _("Organizacja pozarządowa")
    CHURCH = "church", _("Kościół lub związek wyznaniowy")
    OTHER = "other", _("Inny sektor")


class ServiceCategory(models.TextChoices):
    """A card's top category: fields of social services, art. 2 of the Act of 19 July 2019 on such
    centres.
    """

    FAMILY_POLICY = "family_policy", _("Polityka prorodzinna")
    FAMILY_SUPPORT = "family_support", _("Wspieranie rodziny")
    FOSTER_CARE = "foster_care", _("System pieczy zastępczej")
    SOCIAL_ASSISTANCE = "social_assistance", _("Pomoc społeczna")
    HEALTH = "health", _("Promocja i ochrona zdrowia")
    DISABILITY = "disability", _("Wspieranie osób z niepełnosprawnościami")
    EDUCATION = "education", _("Edukacja publiczna")
    EMPLOYMENT = "employment", _("Przeciwdziałanie bezrobociu")
    CULTURE = "culture", _("Kultura")
    SPORT = "sport", _("Kultura fizyczna i turystyka")
    CIVIC = "civic", _("Pobudzanie aktywności obywatelskiej")
    HOUSING = "housing", _("Mieszkalnictwo")
    ENVIRONMENT = "environment", _("Ochrona środowiska")
    REINTEGRATION = "reintegration", _("Reintegracja zawodowa i społeczna")


class HouseholdType(models.TextChoices):
    """Shape of a household, after the family types of the MRPiPS-03 report."""

    SINGLE = "single", _("Osoba samotnie gospodarująca")
    COUPLE = "couple", _("Para bez dzieci")
    TWO_PARENTS = "two_parents", _("Rodzina z dziećmi")
    LONE_PARENT = "lone_parent", _("Rodzic samotnie wychowujący dzieci")
    LARGE = "large", _("Rodzina wielodzietna")
    FOSTER = "foster", _("Rodzina zastępcza")
    PENSIONERS = "pensioners", _("Gospodarstwo emerytów i rencistów")
    EXTENDED = "extended", _("Rodzina wielopokoleniowa")
    OTHER = "other", _("Inne gospodarstwo")


class HouseholdRole(models.TextChoices):
    """What a person is to the household; membership itself is dated elsewhere, people move out and
    come back.
    """

    LEAD = "lead", _("Osoba wiodąca")
    SPOUSE = "spouse", _("Małżonek lub małżonka")
    PARTNER = "partner", _("Partner lub partnerka")
    PARENT = "parent", _("Matka lub ojciec")
    GUARDIAN = "guardian", _("Opiekun prawny")
    CHILD = "child", _("Dziecko")
    ADOPTED_CHILD = "adopted_child", _("Dziecko przysposobione")
    FOSTER_CHILD = "foster_child", _("Dziecko w pieczy zastępczej")
    SIBLING = "sibling", _("Rodzeństwo")
    GRANDPARENT = "grandparent", _("Babcia lub dziadek")
    OTHER_MEMBER = "other_member", _("Inny domownik")
    CLOSE_PERSON = "close_person", _("Osoba bliska spoza gospodarstwa")
