"""What can be wrong with a file of territorial units, said with the number of the row.

The whole file is refused: a register imported by halves would close units that still exist.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from core.shared.errors import DomainError


class TercFileError(DomainError):
    """Any reason to refuse a TERC file."""

    code = "terc_refused"
    field = "file"


class TercEncodingError(TercFileError):
    code = "terc_encoding"
    text = _("Plik TERC nie jest zapisany w UTF-8. Pobierz go ponownie z rejestru TERYT.")


class TercHeaderError(TercFileError):
    code = "terc_header"
    text = _("Pierwszy wiersz pliku TERC musi zawierać kolumny WOJ;POW;GMI;RODZ;NAZWA;NAZWA_DOD;STAN_NA.")


class TercEmptyError(TercFileError):
    code = "terc_empty"
    text = _("Plik TERC nie zawiera ani jednej jednostki.")


class TercColumnsError(TercFileError):
    code = "terc_columns"
    text = _("Wiersz %(row)s pliku TERC: liczba kolumn to %(found)s, a powinno być 7.")


class TercCodeError(TercFileError):
    code = "terc_code"
    text = _("Wiersz %(row)s pliku TERC: „%(teryt)s” nie jest kodem jednostki.")


class TercNameError(TercFileError):
    code = "terc_name"
    text = _("Wiersz %(row)s pliku TERC: jednostka %(teryt)s nie ma nazwy.")


class TercDateError(TercFileError):
    code = "terc_date"
    text = _("Wiersz %(row)s pliku TERC: „%(value)s” nie jest datą w postaci RRRR-MM-DD.")


class TercMixedDatesError(TercFileError):
    code = "terc_mixed_dates"
    text = _("Wiersz %(row)s pliku TERC: inny stan na dzień niż w wierszach wcześniejszych.")


class TercDuplicateError(TercFileError):
    code = "terc_duplicate"
    text = _("Wiersz %(row)s pliku TERC: jednostka %(teryt)s wystąpiła już wcześniej.")


class TercOrphanError(TercFileError):
    code = "terc_orphan"
    text = _("Wiersz %(row)s pliku TERC: w pliku brakuje jednostki nadrzędnej %(parent)s.")


class TercOlderError(TercFileError):
    code = "terc_older"
    text = _("Plik TERC podaje stan na %(state)s, a rejestr zna już stan późniejszy: %(known)s.")
