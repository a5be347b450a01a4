"""Of whom a published number speaks, and why one is missing."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Level(TextChoices):
    """Territory of a published number."""

    MACROREGION = "macroregion", _("makroregion")
    VOIVODESHIP = "voivodeship", _("województwo")
    MERGED = "merged", _("województwa połączone")
    MUNICIPALITY = "municipality", _("gmina lub powiat")
    CLUSTER = "cluster", _("pozostałe gminy i powiaty")


class SealedKind(TextChoices):
    """Periods of counts under seal: those of the indicators, and a year counted again for its revision."""

    MONTH = "month", _("miesiąc")
    QUARTER = "quarter", _("kwartał")
    YEAR = "year", _("rok")
    REVISED = "revised", _("rok po korekcie")


class Reason(TextChoices):
    """Why a cell of the catalogue has no number; shown to readers as it stands."""

    NOT_REPORTED = "not_reported", _("urząd nie przekazał danych za ten okres")
    FEW_MUNICIPALITIES = (
        "few_municipalities",
        _("mniej niż cztery gminy i powiaty przekazały dane, więc województwa nie pokazujemy"),
    )
    MERGED = (
        "merged",
        _("mniej niż cztery gminy i powiaty przekazały dane, więc dane są połączone z innym województwem"),
    )
    WOULD_BETRAY = (
        "would_betray",
        _("ukryta, bo razem z innymi opublikowanymi liczbami by zdradziła, że chodzi o kilka rodzin"),
    )
    SMALL_MUNICIPALITY = (
        "small_municipality",
        _("mało rodzin w roku: pokazujemy tylko roczną liczbę rodzin"),
    )
    IN_CLUSTER = (
        "in_cluster",
        _("mało rodzin w roku: dane są w wierszu „pozostałe gminy i powiaty”"),
    )
    SMALL_CLUSTER = (
        "small_cluster",
        _("mało rodzin w roku, a w województwie nie ma drugiej takiej gminy, by połączyć dane"),
    )


class Missing(TextChoices):
    """Why an indicator has no value although its release exists; worked out when it is read."""

    NO_RELEASE = "no_release", _("wydanie za ten okres jeszcze nie powstało")
    NOT_PRINTED = "not_printed", _("nie wydano tej liczby")
    NOT_IN_CATALOGUE = "not_in_catalogue", _("katalog nie przewiduje tej liczby dla tego obszaru")
    SMALL_BASE = "small_base", _("za mało zdarzeń, by liczyć udział, średnią lub medianę")
