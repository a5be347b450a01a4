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


class BoundaryFileError(DomainError):
    """Any reason to refuse a file of boundaries; the boundaries of before stay."""

    code = "boundaries_refused"
    field = "file"


class BoundaryFormatError(BoundaryFileError):
    code = "boundaries_format"
    text = _(
        "To nie jest ani GeoJSON, ani plik SHP spakowany do ZIP. Pobierz granice w jednej z tych postaci."
    )


class BoundaryCodesError(BoundaryFileError):
    code = "boundaries_codes"
    text = _("Plik nie zawiera kolumny z kodem TERYT (na przykład JPT_KOD_JE, terc albo LAU_ID).")


class BoundaryPlaneError(BoundaryFileError):
    code = "boundaries_plane"
    text = _(
        "Plik ma nieznany układ współrzędnych. Zapisz go w stopniach (EPSG:4326) albo w układzie PL-1992 "
        "(EPSG:2180)."
    )


class BoundaryShapeError(BoundaryFileError):
    code = "boundaries_shape"
    text = _("Jednostka nr %(row)s w pliku granic nie jest poprawnym wielokątem.")


class BoundaryEmptyError(BoundaryFileError):
    code = "boundaries_empty"
    text = _("Plik nie zawiera żadnej gminy ani powiatu z województw, w których działa ten system.")
