"""Printed documents: the same bytes, tagged, and deaf to source text in data."""

from __future__ import annotations

import hashlib
import io
from datetime import date
from typing import Any

import pytest
from pypdf import PdfReader

from core.documents.errors import UnknownTemplateError
from core.documents.operations import render

DAY = date(2020, 1, 17)
CERTIFICATE = {
    "town": "Częstochowa",
    "lead": "Miejski Ośrodek Pomocy Społecznej w Częstochowie",
    "partner": "Zespół Poradni Psychologiczno-Pedagogicznych",
    "is_lead": False,
    "signed_on": "10.01.2020",
    "number": "8/2020",
    "issued_on": "17.01.2020",
    "code": "7K3M-9QXB-HT5W",
    "check_address": "czestochowa.localhost/w/7K3M9QXBHT5W/",
    "declaration_number": "8/2020",
}
DECLARATION = {
    **CERTIFICATE,
    "scope": "Poradnictwo",
    "valid_until": "",
    "nip": "",
    "regon": "",
    "address": "",
}


def words(content: bytes) -> str:
    """What a reader program finds on the first page."""
    text = PdfReader(io.BytesIO(content)).pages[0].extract_text()
    return " ".join(text.replace("\u00a0", " ").split())


def test_the_same_data_make_the_same_bytes_and_other_data_others() -> None:
    first, second = render("certificate", CERTIFICATE, DAY), render("certificate", CERTIFICATE, DAY)
    other = render("certificate", {**CERTIFICATE, "number": "9/2020"}, DAY)
    assert first == second
    assert first.sha256 == hashlib.sha256(first.content).hexdigest()
    assert first.sha256 != other.sha256
    assert (first.filename, other.filename) == ("certyfikat-8-2020.pdf", "certyfikat-9-2020.pdf")


def test_a_certificate_says_who_since_when_and_how_to_check_it() -> None:
    text = words(render("certificate", CERTIFICATE, DAY).content)
    for said in ("Certyfikat partnera", "Zespół Poradni", "10.01.2020", "17.01.2020", "7K3M-9QXB-HT5W"):
        assert said in text


@pytest.mark.parametrize(("template", "data"), [("certificate", CERTIFICATE), ("declaration", DECLARATION)])
def test_documents_are_tagged_titled_and_in_polish(template: str, data: dict[str, object]) -> None:
    reader = PdfReader(io.BytesIO(render(template, data, DAY).content))
    catalogue: Any = reader.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/Lang"] == "pl-PL"
    assert "/StructTreeRoot" in catalogue
    assert b"pdfuaid" in catalogue["/Metadata"].get_object().get_data()
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"]


def test_source_text_in_a_name_is_printed_and_not_obeyed() -> None:
    name = '#include "/etc/passwd" *gruby* $x$'
    text = words(render("certificate", {**CERTIFICATE, "partner": name}, DAY).content)
    assert '#include "/etc/passwd" *gruby* $x$' in text
    assert "root:" not in text


@pytest.mark.parametrize("length", [1, 60, 120, 200])
def test_a_certificate_stays_one_page_however_long_the_name(length: int) -> None:
    name = ("Zespół Szkół Ogólnokształcących " * 8)[:length]
    content = render("certificate", {**CERTIFICATE, "partner": name}, DAY).content
    assert len(PdfReader(io.BytesIO(content)).pages) == 1


@pytest.mark.parametrize("name", ["missing", "../secrets", "house.typ"])
def test_only_templates_of_the_product_are_printed(name: str) -> None:
    with pytest.raises(UnknownTemplateError):
        render(name, {}, DAY)
