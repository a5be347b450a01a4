"""The exchange format: what is read is written again byte for byte, what is wrong is named."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from core.protection.document import Cell, Document, Known, Measure, Relation, dump, parse
from core.protection.errors import DocumentError

SMALL: dict[str, Any] = {
    "hierarchies": {
        "area": {"all": ["north", "south"], "north": ["a", "b"]},
        "ground": {"any": ["poverty", "illness"]},
    },
    "measures": {"new": {"additive": ["area"], "covering": ["ground"]}},
    "cells": [
        {"m": "new", "k": {}, "v": 12},
        {"m": "new", "k": {"area": "north"}, "lo": 8, "hi": 12},
        {"m": "new", "k": {"area": "north", "ground": "poverty"}, "lo": 0, "hi": None},
    ],
    "relations": [{"terms": [[1, 0], [-1, 1]], "lo": 0, "hi": None}],
    "known": [{"cell": 1, "v": 9}],
    "targets": [{"terms": [[1, 0], [-1, 1]]}],
}


def changed(**parts: Any) -> str:
    return json.dumps({**SMALL, **parts})


def test_a_document_is_read_into_typed_records() -> None:
    document = parse(json.dumps(SMALL))
    assert document.root("area") == "all"
    assert document.measures == {"new": Measure(("area",), ("ground",))}
    assert document.cells[0] == Cell("new", (), 12, 12)
    assert document.cells[2] == Cell("new", (("area", "north"), ("ground", "poverty")))
    assert document.cells[2].withheld
    assert document.relations == (Relation(((1, 0), (-1, 1)), 0, None),)
    assert document.known == (Known(1, 9),)
    assert document.targets == (((1, 0), (-1, 1)),)
    assert document.places["new", (("area", "north"),)] == 1


def test_the_same_document_gives_the_same_bytes() -> None:
    text = dump(parse(json.dumps(SMALL)))
    assert json.loads(text) == SMALL
    assert dump(parse(text)) == text
    turned = {name: SMALL[name] for name in reversed(SMALL)}
    turned["hierarchies"] = {name: SMALL["hierarchies"][name] for name in ("ground", "area")}
    assert dump(parse(json.dumps(turned))) == text


def test_the_root_may_be_named_and_the_format_too() -> None:
    cells = [{"m": "new", "k": {"area": "all"}, "v": 12}]
    document = parse(
        json.dumps(
            {"format": "sdc-release/1", **SMALL, "cells": cells, "relations": [], "known": [], "targets": []}
        )
    )
    assert document.cells == (Cell("new", (), 12, 12),)


def test_withholding_and_knowing_leave_the_first_document_alone() -> None:
    document = parse(json.dumps(SMALL))
    hidden = document.withholding({0})
    assert hidden.cells[0].withheld
    assert not document.cells[0].withheld
    assert isinstance(hidden, Document)
    assert document.knowing([Known(0, 12)]).known == (Known(1, 9), Known(0, 12))


def cell(**parts: Any) -> list[dict[str, Any]]:
    return [{"m": "new", "k": {}, "v": 12, **parts}]


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"extra": 1}, "document: unknown part 'extra'"),
        ({"format": "sdc-release/2"}, "format: this program reads sdc-release/1"),
        ({"hierarchies": {"area": {}}}, "hierarchies.area: a dimension needs its root"),
        ({"hierarchies": {"area": {"all": ["a", "a"]}}}, "hierarchies.area: 'a' is met twice"),
        ({"hierarchies": {"area": {"all": ["all"]}}}, "hierarchies.area: 'all' is met twice"),
        ({"hierarchies": {"area": {"all": [], "x": ["y"]}}}, "hierarchies.area: 'x' does not hang"),
        ({"hierarchies": {"area": {"all": [1]}}}, "hierarchies.area.all[0]: a text is expected"),
        (
            {"measures": {"new": {"additive": ["time"]}}},
            "measures.new.additive: there is no dimension 'time'",
        ),
        (
            {"measures": {"new": {"additive": ["area"], "covering": ["area"]}}},
            "cannot be additive and covering",
        ),
        ({"measures": {"new": {"adds": []}}}, "measures.new: unknown part 'adds'"),
        ({"cells": {}}, "cells: a list is expected"),
        ({"cells": cell(m="old")}, "cells[0]: there is no measure 'old'"),
        ({"cells": cell(k={"area": "west"})}, "cells[0].k: area has no 'west'"),
        ({"cells": cell(k={"time": "west"})}, "cells[0].k: there is no dimension 'time'"),
        ({"cells": cell(v=-1)}, "cells[0].v: a count is not negative"),
        ({"cells": cell(v=1.5)}, "cells[0].v: a whole number is expected"),
        ({"cells": cell(v=True)}, "cells[0].v: a whole number is expected"),
        ({"cells": cell(lo=1)}, "cells[0]: a cell has v, or lo and hi"),
        ({"cells": [{"m": "new", "k": {}, "lo": 3}]}, "cells[0]: a cell has v, or lo and hi"),
        ({"cells": [{"m": "new", "k": {}, "lo": 3, "hi": 2}]}, "cells[0]: lo is above hi"),
        ({"cells": [*cell(), *cell()]}, "cells[1]: the same cell stands at cells[0]"),
        ({"relations": [{"terms": [[1, 7]], "lo": 0}]}, "relations[0].terms[0]: there is no cell 7"),
        ({"relations": [{"terms": [[0, 1]], "lo": 0}]}, "relations[0].terms[0]: a term needs a coefficient"),
        ({"relations": [{"terms": [], "lo": 0}]}, "relations[0].terms: there are no terms"),
        ({"relations": [{"terms": [[1, 1]]}]}, "relations[0]: a relation needs lo or hi"),
        ({"relations": [{"terms": [[1, 1]], "lo": 2, "hi": 1}]}, "relations[0]: lo is above hi"),
        ({"known": [{"cell": 1, "v": 9}, {"cell": 1, "v": 9}]}, "known[1]: cell 1 is known twice"),
        ({"targets": [[1]]}, "targets[0][0]: a term is [coefficient, cell]"),
    ],
)
def test_what_is_wrong_is_named(parts: dict[str, Any], said: str) -> None:
    with pytest.raises(DocumentError, match=re.escape(said)):
        parse(changed(**parts))


def test_a_missing_part_and_something_else_than_json() -> None:
    with pytest.raises(DocumentError, match="the part 'cells' is missing"):
        parse('{"hierarchies": {}, "measures": {}}')
    with pytest.raises(DocumentError, match="not JSON"):
        parse("{")
