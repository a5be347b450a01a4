"""DCAT-AP 3: the catalogue of a region's datasets as JSON-LD, for portals that harvest catalogues."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from core.opendata.rules.figures.cube import Dataset, Span

LICENCE: Final = "http://publications.europa.eu/resource/authority/licence/CC_BY_4_0"
MEDIA: Final = "application/ld+json"
_EU: Final = "http://publications.europa.eu/resource/authority"
_IANA: Final = "https://www.iana.org/assignments/media-types"
_FREQUENCY: Final = {"month": "MONTHLY", "quarter": "QUARTERLY", "year": "ANNUAL", "revised": "ANNUAL"}
CONTEXT: Final = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatap": "http://data.europa.eu/r5r/",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


@dataclass(frozen=True)
class Form:
    """A file format of a dataset: its name in addresses, media type, EU file type and standard."""

    name: str
    title: str
    media: str
    file_type: str
    standard: str = ""
    has_structure: bool = False


FORMS: Final[tuple[Form, ...]] = (
    Form("csv", "CSV", "text/csv", "CSV"),
    Form("json-stat", "JSON-stat 2.0", "application/json", "JSON", "https://json-stat.org/format/"),
    Form("sdmx", "SDMX-CSV 2.0", "text/csv", "CSV", "https://sdmx.org/sdmx-standards/", has_structure=True),
)


@dataclass(frozen=True)
class Publisher:
    """Who publishes, and where it can be reached."""

    name: str
    home: str


@dataclass(frozen=True)
class Catalogue:
    """What stands above the datasets."""

    title: str
    description: str
    note: str
    address: str
    publisher: Publisher
    keywords: tuple[str, ...]


def document(
    catalogue: Catalogue,
    datasets: Sequence[Dataset],
    *,
    page_of: Callable[[Dataset], str],
    file_of: Callable[[Dataset, Form], str],
    structure: str,
) -> Any:
    """The catalogue with every dataset and its files; SDMX files name the definition at `structure`."""
    publisher = {
        "@id": f"{catalogue.publisher.home}#publisher",
        "@type": "foaf:Agent",
        "foaf:name": _polish(catalogue.publisher.name),
        "foaf:homepage": _typed(catalogue.publisher.home, "foaf:Document"),
    }
    found: dict[str, Any] = {
        "@id": catalogue.address,
        "@type": "dcat:Catalog",
        "dct:title": _polish(catalogue.title),
        "dct:description": _polish(catalogue.description),
        "dct:publisher": publisher,
        "dct:language": _authority("language/POL", "dct:LinguisticSystem"),
        "dct:license": _typed(LICENCE, "dct:LicenseDocument"),
        "dct:spatial": _authority("country/POL", "dct:Location"),
        "foaf:homepage": _typed(catalogue.publisher.home, "foaf:Document"),
        "dcat:themeTaxonomy": {
            **_authority("data-theme", "skos:ConceptScheme"),
            "dct:title": {"@value": "Data theme", "@language": "en"},
        },
        "dcat:dataset": [
            _dataset(
                each,
                catalogue,
                page_of(each),
                [_distribution(each, page_of(each), form, file_of(each, form), structure) for form in FORMS],
            )
            for each in datasets
        ],
    }
    if datasets:
        found["dct:issued"] = _date(min(each.last for each in datasets))
        found["dct:modified"] = _date(max(each.released_on for each in datasets))
    return {"@context": CONTEXT, **found}


def _dataset(dataset: Dataset, catalogue: Catalogue, page: str, files: list[Any]) -> Any:
    return {
        "@id": page,
        "@type": "dcat:Dataset",
        "dct:identifier": dataset.code,
        "dct:title": _polish(dataset.title),
        "dct:description": _polish(dataset.description),
        "dct:publisher": {"@id": f"{catalogue.publisher.home}#publisher"},
        "dcat:contactPoint": {
            "@type": ["vcard:Kind", "vcard:Organization"],
            "vcard:fn": catalogue.publisher.name,
            "vcard:hasURL": _iri(catalogue.publisher.home),
        },
        "dcat:keyword": [_polish(word) for word in catalogue.keywords],
        "dcat:theme": _concept("data-theme/SOCI", "Population and society"),
        "dct:type": _concept("dataset-type/STATISTICAL", "Statistical data"),
        "dct:accessRights": _authority("access-right/PUBLIC", "dct:RightsStatement"),
        "dct:accrualPeriodicity": _authority(f"frequency/{_FREQUENCY[dataset.kind]}", "dct:Frequency"),
        "dct:language": _authority("language/POL", "dct:LinguisticSystem"),
        "dct:spatial": _authority("country/POL", "dct:Location"),
        "dct:temporal": {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": _date(dataset.first),
            "dcat:endDate": _date(Span(dataset.kind, dataset.last).last_day),
        },
        "dct:modified": _date(dataset.released_on),
        "dct:provenance": {"@type": "dct:ProvenanceStatement", "rdfs:label": _polish(catalogue.note)},
        "dcat:landingPage": _typed(f"{page}#strona", "foaf:Document"),
        "dcat:distribution": files,
    }


def _distribution(dataset: Dataset, page: str, form: Form, address: str, structure: str) -> Any:
    found: dict[str, Any] = {
        "@id": address,
        "@type": "dcat:Distribution",
        "dct:title": _polish(f"{dataset.title} ({form.title})"),
        "dcat:accessURL": _iri(page),
        "dcat:downloadURL": _iri(address),
        "dcat:mediaType": _typed(f"{_IANA}/{form.media}", "dct:MediaType"),
        "dct:format": _authority(f"file-type/{form.file_type}", "dct:MediaTypeOrExtent"),
        "dct:license": _typed(LICENCE, "dct:LicenseDocument"),
        "dct:modified": _date(dataset.released_on),
        "dcatap:availability": _concept("planned-availability/STABLE", "Stable"),
    }
    standards = [form.standard, structure] if form.has_structure else [form.standard]
    if form.standard:
        found["dct:conformsTo"] = [_typed(each, "dct:Standard") for each in standards]
    return found


def _polish(text: str) -> dict[str, str]:
    return {"@value": text, "@language": "pl"}


def _date(day: date) -> dict[str, str]:
    return {"@value": day.isoformat(), "@type": "xsd:date"}


def _iri(address: str) -> dict[str, str]:
    return {"@id": address}


def _typed(address: str, kind: str) -> dict[str, str]:
    """Something with an address elsewhere; its kind stands here, so that nobody need fetch it."""
    return {"@id": address, "@type": kind}


def _authority(path: str, kind: str) -> dict[str, str]:
    """An entry of the EU's authority tables."""
    return _typed(f"{_EU}/{path}", kind)


def _concept(path: str, name: str) -> dict[str, Any]:
    return {**_authority(path, "skos:Concept"), "skos:prefLabel": {"@value": name, "@language": "en"}}
