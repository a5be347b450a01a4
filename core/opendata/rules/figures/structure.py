"""SDMX-JSON 2.0: the data structure definition behind the SDMX-CSV files, with every code in words.

One definition serves all datasets: they differ in which figure and breakdown they hold, not in their shape.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from core.opendata.rules.figures.cube import Item
from core.opendata.rules.figures.sdmx import AGENCY, ATTRIBUTES, DIMENSIONS, FLOW, VERSION

MEDIA: Final = "application/vnd.sdmx.structure+json; version=2.0.0; charset=utf-8"
SCHEMA: Final = (
    "https://raw.githubusercontent.com/sdmx-twg/sdmx-json/master/structure-message/tools/schemas/2.0.0/"
    "sdmx-json-structure-schema.json"
)
_URN: Final = "urn:sdmx:org.sdmx.infomodel"
_CONCEPTS: Final = "CS_PUBLISHED_CELLS"
_STRUCTURE: Final = "DSD_PUBLISHED_CELLS"
_TIME: Final = "TIME_PERIOD"
_VALUE: Final = "OBS_VALUE"
# Attributes without a list of codes are numbers; only these vary with the file and not with the line.
_OF_THE_FLOW: Final = {"UNIT_MEASURE", "DECIMALS"}
_ALWAYS: Final = {"OBS_STATUS", "CONF_STATUS"}
_LANGUAGE: Final = "pl"


@dataclass(frozen=True)
class Described:
    """Words of the definition: its name, of each concept, and each list of codes by its concept."""

    name: str
    description: str
    concepts: Mapping[str, str]
    codes: Mapping[str, Sequence[Item]]
    prepared: datetime


def document(said: Described) -> Any:
    """The structure message: concepts, codes, the definition and the dataflow that the files name."""
    return {
        "meta": {
            "schema": SCHEMA,
            "id": _STRUCTURE,
            "prepared": said.prepared.isoformat(timespec="seconds"),
            "contentLanguages": [_LANGUAGE],
            "sender": {"id": AGENCY},
        },
        "data": {
            "conceptSchemes": [
                _maintained(
                    _CONCEPTS,
                    said.name,
                    concepts=[_named(each, said.concepts[each]) for each in _components()],
                )
            ],
            "codelists": [
                _maintained(
                    _list_of(concept),
                    said.concepts[concept],
                    codes=[_named(item.code, item.label) for item in items],
                )
                for concept, items in said.codes.items()
            ],
            "dataStructures": [
                _maintained(_STRUCTURE, said.name, dataStructureComponents=_parts(said.codes))
            ],
            "dataflows": [
                {
                    **_maintained(FLOW, said.name, structure=_urn("datastructure.DataStructure", _STRUCTURE)),
                    "description": said.description,
                    "descriptions": {_LANGUAGE: said.description},
                }
            ],
        },
    }


def _components() -> tuple[str, ...]:
    return (*DIMENSIONS, _VALUE, *ATTRIBUTES)


def _parts(coded: Mapping[str, Sequence[Item]]) -> Any:
    """Dimensions in the order of the file's key, then the number, then what is said of it."""
    return {
        "dimensionList": {
            "id": "DimensionDescriptor",
            "dimensions": [
                {**_component(each, coded), "position": position}
                for position, each in enumerate(each for each in DIMENSIONS if each != _TIME)
            ],
            "timeDimension": {
                "id": _TIME,
                "conceptIdentity": _concept(_TIME),
                "localRepresentation": {"format": {"dataType": "ObservationalTimePeriod"}},
            },
        },
        "measureList": {
            "id": "MeasureDescriptor",
            "measures": [{**_component(_VALUE, coded), "usage": "optional"}],
        },
        "attributeList": {
            "id": "AttributeDescriptor",
            "attributes": [
                {
                    **_component(each, coded),
                    "usage": "mandatory" if each in _ALWAYS else "optional",
                    "attributeRelationship": {"dataflow" if each in _OF_THE_FLOW else "observation": {}},
                }
                for each in ATTRIBUTES
            ],
        },
    }


def _component(concept: str, coded: Mapping[str, Sequence[Item]]) -> dict[str, Any]:
    if concept in coded:
        of: dict[str, Any] = {"enumeration": _urn("codelist.Codelist", _list_of(concept))}
    else:
        of = {"format": {"dataType": "Integer", "minValue": 0}}
    return {"id": concept, "conceptIdentity": _concept(concept), "localRepresentation": of}


def _maintained(code: str, name: str, **parts: Any) -> dict[str, Any]:
    return {**_named(code, name), "agencyID": AGENCY, "version": VERSION, **parts}


def _named(code: str, name: str) -> dict[str, Any]:
    return {"id": code, "name": name, "names": {_LANGUAGE: name}}


def _list_of(concept: str) -> str:
    return f"CL_{concept}"


def _concept(code: str) -> str:
    return f"{_urn('conceptscheme.Concept', _CONCEPTS)}.{code}"


def _urn(kind: str, code: str) -> str:
    return f"{_URN}.{kind}={AGENCY}:{code}({VERSION})"
