"""On which basis institutions of a kind keep their records, unless a town has written something else.

Domain: no statute creates the partnership, so each institution stays the controller of its own records
under its own act. These are proposals in plain words; the town's data protection officer decides.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.privacy.enums import Article6, Article9
from core.reference.grounds import Sector


@dataclass(frozen=True)
class ProposedBasis:
    """A basis as it is proposed for a kind of institution."""

    records: str | Promise
    article6: tuple[str, ...]
    article9: tuple[str, ...]
    act: str | Promise
    plain: str | Promise


_DUTY: Final = (Article6.DUTY.value, Article6.PUBLIC_TASK.value)
_TASK: Final = (Article6.PUBLIC_TASK.value,)
_IMPORTANT: Final = (Article9.IMPORTANT.value,)
_OWN_CONSENT: Final = ProposedBasis(
    _("Zapiski o udzielonej pomocy"),
    (Article6.CONSENT.value,),
    (Article9.CONSENT.value,),
    "",
    _("Organizacja zapisuje, jak Ci pomaga, bo się na to zgadzasz. Zgodę możesz wycofać."),
)

DEFAULTS: Final[Mapping[str, ProposedBasis]] = {
    Sector.SOCIAL_ASSISTANCE: ProposedBasis(
        _("Dokumentacja pomocy rodzinie"),
        _DUTY,
        (Article9.SOCIAL_LAW.value, Article9.CARE.value),
        _("ustawa z 12 marca 2004 r. o pomocy społecznej, art. 100"),
        _("Ośrodek prowadzi dokumenty pomocy, bo ustawa każe mu pomagać i zapisywać, jak pomaga."),
    ),
    Sector.EMPLOYMENT: ProposedBasis(
        _("Dokumentacja osoby bezrobotnej lub szukającej pracy"),
        _DUTY,
        (Article9.SOCIAL_LAW.value,),
        _("ustawa z 20 marca 2025 r. o rynku pracy i służbach zatrudnienia"),
        _("Urząd pracy prowadzi swoje dokumenty, bo ustawa każe mu pomagać w szukaniu pracy."),
    ),
    Sector.EDUCATION: ProposedBasis(
        _("Dokumentacja nauki i opieki"),
        _DUTY,
        _IMPORTANT,
        _("ustawa z 14 grudnia 2016 r. – Prawo oświatowe"),
        _("Szkoła lub poradnia zapisuje naukę i wsparcie ucznia, bo każe jej to prawo oświatowe."),
    ),
    Sector.HEALTH: ProposedBasis(
        _("Dokumentacja medyczna"),
        (Article6.DUTY.value,),
        (Article9.CARE.value,),
        _("ustawa z 6 listopada 2008 r. o prawach pacjenta i Rzeczniku Praw Pacjenta"),
        _("Lekarze zapisują leczenie, bo każe im to ustawa. Te zapiski chroni tajemnica lekarska."),
    ),
    Sector.SECURITY: ProposedBasis(
        _("Dokumentacja interwencji i działań"),
        _TASK,
        _IMPORTANT,
        _("własna ustawa służby; zwalczanie przestępstw: ustawa z 14 grudnia 2018 r."),
        _("Służba zapisuje, co zrobiła dla bezpieczeństwa, bo każe jej to ustawa."),
    ),
    Sector.JUSTICE: ProposedBasis(
        _("Akta i notatki kuratora"),
        _TASK,
        (Article9.CLAIMS.value,),
        _("ustawa z 27 lipca 2001 r. o kuratorach sądowych"),
        _("Sąd lub kurator prowadzi akta, bo każe mu to ustawa. Tych akt tutaj nie ma."),
    ),
    Sector.HOUSING: ProposedBasis(
        _("Dokumentacja mieszkania"),
        (Article6.CONTRACT.value, Article6.DUTY.value),
        (),
        _("ustawa z 21 czerwca 2001 r. o ochronie praw lokatorów"),
        _("Zarządca zapisuje sprawy mieszkania, bo ma z Tobą umowę i obowiązki z ustawy."),
    ),
    Sector.INSURANCE: ProposedBasis(
        _("Dokumentacja świadczeń i ubezpieczeń"),
        (Article6.DUTY.value,),
        (Article9.SOCIAL_LAW.value,),
        _("ustawa z 13 października 1998 r. o systemie ubezpieczeń społecznych"),
        _("Fundusz zapisuje składki i świadczenia, bo każe mu to ustawa."),
    ),
    Sector.CULTURE_SPORT: ProposedBasis(
        _("Lista uczestników zajęć"),
        _TASK,
        (),
        _("ustawa z 8 marca 1990 r. o samorządzie gminnym, art. 7"),
        _("Ośrodek kultury lub sportu zapisuje, kto przychodzi na zajęcia, bo to zadanie gminy."),
    ),
    Sector.NGO: _OWN_CONSENT,
    Sector.CHURCH: _OWN_CONSENT,
    Sector.OTHER: _OWN_CONSENT,
}
# The lead also accounts for the project; the basis is the statute of whoever funds it.
REPORTING: Final = ProposedBasis(
    _("Rozliczenie projektu"),
    (Article6.DUTY.value,),
    (),
    _("przepisy instytucji, która daje pieniądze na projekt"),
    _("Ośrodek liczy, ilu rodzinom pomógł, i rozlicza pieniądze. Do tego nie potrzeba nazwisk."),
)


def proposed_for(sector: str, *, is_lead: bool) -> list[ProposedBasis]:
    """What is proposed for an institution by its kind."""
    first = DEFAULTS[Sector.SOCIAL_ASSISTANCE] if is_lead else DEFAULTS.get(sector, _OWN_CONSENT)
    return [first, REPORTING] if is_lead else [first]
