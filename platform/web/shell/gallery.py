"""Sample data of the component gallery: the way people who build pages, and tests, see every component."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.shared.paging import Page
from web.shell import charts
from web.shell.components import (
    Action,
    Cell,
    Column,
    Crumb,
    Event,
    Identity,
    Row,
    SummaryRow,
    Tab,
    Table,
    TaskItem,
    Tile,
)
from web.shell.forms import BaseForm, DayField

TILES = {
    "1001": (3, 0),
    "1002": (4, 0),
    "1003": (4, 1),
    "2401": (2, 2),
    "2402": (3, 2),
    "2403": (4, 2),
    "2404": (3, 3),
    "1601": (1, 2),
    "1602": (1, 3),
    "1201": (5, 3),
    "1202": (5, 2),
    "1203": (6, 3),
}


class SampleForm(BaseForm):
    """One field of every kind."""

    name = forms.CharField(label=_("Imię i nazwisko"), help_text=_("Tak jak w dowodzie osobistym."))
    pesel = forms.CharField(
        label=_("PESEL"),
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "inputmode": "numeric"}),
        error_messages={"required": _("Wpisz numer PESEL: 11 cyfr.")},
    )
    born_on = DayField(label=_("Data urodzenia"), help_text=_("Na przykład 27 3 1988"))
    district = forms.ChoiceField(
        label=_("Dzielnica"), choices=[("", _("wybierz")), ("a", "Raków"), ("b", "Lisiniec")]
    )
    contact = forms.ChoiceField(
        label=_("Jak się kontaktować"),
        choices=[("t", _("telefon")), ("l", _("list"))],
        widget=forms.RadioSelect,
    )
    grounds = forms.MultipleChoiceField(
        label=_("Powody wsparcia"),
        choices=[("1", _("ubóstwo")), ("2", _("bezrobocie")), ("3", _("przemoc domowa"))],
        widget=forms.CheckboxSelectMultiple,
    )
    note = forms.CharField(label=_("Uwagi"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    scan = forms.FileField(label=_("Skan deklaracji"), required=False)
    agreed = forms.BooleanField(label=_("Rodzina zgadza się na udział"))


class SampleFilter(BaseForm):
    """What a list is narrowed by."""

    q = forms.CharField(label=_("Szukaj"), required=False, widget=forms.TextInput(attrs={"type": "search"}))
    stage = forms.ChoiceField(
        label=_("Etap"), required=False, choices=[("", _("wszystkie")), ("d", _("diagnoza"))]
    )


def samples(data: Any = None) -> dict[str, Any]:
    """The context of the gallery; with ``data`` the form shows its errors."""
    return {
        "form": SampleForm(data),
        "filter_form": SampleFilter(),
        "crumbs": [Crumb(_("Rodziny"), "#"), Crumb(_("Wzory"))],
        "tiles": [
            Tile("50", _("partnerstw")),
            Tile("1 285", _("rodzin objętych wsparciem"), _("od 1 283 do 1 287")),
            Tile("310", _("partnerów lokalnych"), url="#"),
            Tile("87 %", _("ścieżek w terminie"), _("z wartości ogłoszonych")),
        ],
        "identity": Identity(
            _("Rodzina 17/2026"),
            _("4 osoby, Raków"),
            [SummaryRow(_("Moderator"), "Anna Przykładowa"), SummaryRow(_("Ścieżka od"), "12.03.2026")],
            _("w realizacji"),
            "good",
            [Action(_("Zapisz spotkanie"), "#", "primary"), Action(_("Drukuj"), "#")],
        ),
        "tabs": [
            Tab(_("Ścieżka"), "#", current=True),
            Tab(_("Zespół"), "#", count=5),
            Tab(_("Historia"), "#"),
        ],
        "table": _table(),
        "summary": [
            SummaryRow(_("Nazwa"), "Straż Miejska w Częstochowie", "#", _("Zmień")),
            SummaryRow(_("Deklaracja przystąpienia"), "10.01.2020"),
            SummaryRow(_("Stan"), _("aktywny partner"), meaning="good"),
        ],
        "tasks": [
            TaskItem(_("Deklaracja przystąpienia"), _("podpisana"), "good", "#"),
            TaskItem(_("Karta usługi"), _("do uzupełnienia"), "attention", "#", _("Brakuje godzin przyjęć.")),
            TaskItem(_("Certyfikat"), _("jeszcze nie można"), "neutral"),
        ],
        "events": [
            Event(
                _("Uzgodniono plan ścieżki"),
                date(2026, 9, 28),
                "Anna Przykładowa",
                _("Trzy cele, siedem zadań."),
            ),
            Event(_("Spotkanie zespołu"), date(2026, 9, 14), _("obecnych 5 z 6"), meaning="good"),
            Event(_("Rodzina zgodziła się na udział"), date(2026, 8, 31)),
        ],
        "statuses": [
            (_("szkic"), "neutral"),
            (_("w realizacji"), "info"),
            (_("zrobione"), "good"),
            (_("termin mija"), "attention"),
            (_("po terminie"), "bad"),
            (_("tylko dla zespołu"), "private"),
        ],
        "page": Page(items=[1] * 25, number=3, pages=9, total=212, size=25),
        **_pictures(),
    }


def _table() -> Table:
    """Three rows of a list of families."""
    return Table(
        _("Ostatnie sprawy"),
        [
            Column(_("Rodzina"), sortable=True),
            Column(_("Etap"), sortable=True),
            Column(_("Moderator")),
            Column(_("Spotkania"), numeric=True, sortable=True),
        ],
        [
            Row(
                [
                    Cell(_("Rodzina %(number)s") % {"number": f"{number}/2026"}, "#"),
                    Cell(stage, meaning=meaning),
                    Cell("Anna Przykładowa", note=_("ośrodek pomocy społecznej")),
                    Cell(str(meetings), sort=meetings),
                ]
            )
            for number, stage, meaning, meetings in (
                (17, _("diagnoza"), "info", 3),
                (18, _("realizacja"), "good", 12),
                (21, _("po terminie"), "bad", 7),
            )
        ],
    )


def _pictures() -> dict[str, Any]:
    """One chart of each kind and a small map."""
    quarters = ["IV kw. 2025", "I kw. 2026", "II kw. 2026", "III kw. 2026"]
    return {
        "bars": charts.bar_chart(
            [
                charts.Bar("śląskie", "618–622", 618, 622),
                charts.Bar("małopolskie", "303–307", 303, 307),
                charts.Bar("łódzkie", "228–232", 228, 232),
                charts.Bar("opolskie", _("nie podano"), None),
            ],
            title=_("Rodziny objęte wsparciem"),
            description=_("Najwięcej w śląskim, najmniej w łódzkim; dla opolskiego wartości nie podano."),
        ),
        "lines": charts.line_chart(
            [
                charts.Series(
                    "śląskie",
                    [
                        charts.Point(q, v - 12, v + 12)
                        for q, v in zip(quarters, (410, 480, 560, 620), strict=True)
                    ],
                ),
                charts.Series(
                    "łódzkie",
                    [
                        charts.Point(q, v and v - 12, v and v + 12)
                        for q, v in zip(quarters, (150, None, 190, 230), strict=True)
                    ],
                ),
            ],
            title=_("Rodziny według kwartału"),
            description=_("W śląskim wzrost w każdym kwartale; w łódzkim za I kwartał wartości nie podano."),
        ),
        "map": charts.tile_map(
            TILES,
            {
                code: charts.MapValue(f"Gmina {code}", f"{index * 5 - 2}–{index * 5 + 2}", index % 5)
                for index, code in enumerate(sorted(TILES))
                if index not in {3, 7}
            }
            | {"1601": charts.MapValue("Gmina 1601", _("nie podano"), None)},
            ["0–2", "3–12", "13–22", "23–32", _("33 i więcej")],
            title=_("Mapa schematyczna: rodziny według partnerstw"),
            description=_("Każdy kwadrat to jedno partnerstwo; te same wartości są w tabeli obok."),
            hatch=_("nie podano"),
            absent=_("poza Programem"),
        ),
    }
