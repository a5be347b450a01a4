"""Whether a signed PDF still shows the paper that went out: its pages, compared thing by thing.

A signature proves only that nothing changed *after* it. Whoever signs may have added a revision before it
that shows other words, and the file still begins with our very bytes. Here the whole file is compared with
its beginning: a signature may bring a form, its own field and a small picture of it, nothing else.
"""

from __future__ import annotations

import io
from typing import Any, Final

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader

# What signing may add to the catalogue of a file; none of it is shown on a page by itself.
_ADDED: Final = {"/AcroForm", "/Perms", "/DSS", "/Extensions", "/Version", "/Metadata"}
# Of a page that is not what it shows: the way up, the parts of a tagged text, its fields (asked apart).
_BESIDE: Final = {"/Parent", "/Annots", "/StructParents", "/Tabs", "/LastModified", "/PieceInfo"}
_CODING: Final = {"/Length", "/Filter", "/DecodeParms"}
# How much of a page the picture of a signature may cover: a larger one would hide the words below it.
_MOST_COVERED: Final = 0.15


def shows_same(content: bytes, length: int) -> bool:
    """Whether a file shows on its pages what its first `length` bytes alone show."""
    before = PdfFileReader(io.BytesIO(content[:length]), strict=False)
    now = PdfFileReader(io.BytesIO(content), strict=True)
    if set(now.root) - set(before.root) - _ADDED:
        return False
    return _Walk().same(before.root.raw_get("/Pages"), now.root.raw_get("/Pages"))


class _Walk:
    """Two objects compared with all that they lead to; what was compared once is not compared again."""

    def __init__(self) -> None:
        self.seen: set[tuple[Any, Any]] = set()

    def same(self, old: Any, new: Any) -> bool:
        """Whether two objects say the same."""
        if isinstance(old, generic.IndirectObject) and isinstance(new, generic.IndirectObject):
            pair = ((old.idnum, old.generation), (new.idnum, new.generation))
            if pair in self.seen:
                return True
            self.seen.add(pair)
        old, new = _resolved(old), _resolved(new)
        if type(old) is not type(new):
            return False
        if isinstance(old, generic.DictionaryObject):
            return self._same_dictionary(old, new)
        if isinstance(old, generic.ArrayObject):
            return self._same_list(list(old), list(new))
        return bool(old == new)

    def _same_dictionary(self, old: Any, new: Any) -> bool:
        left_out: set[str] = set()
        if isinstance(old, generic.StreamObject):
            if old.encoded_data != new.encoded_data and old.data != new.data:
                return False
            left_out = _CODING if old.encoded_data != new.encoded_data else set()
        if _kind(old) in ("/Page", "/Pages"):
            left_out = _BESIDE
            if not self._same_fields(_annotations(old), _annotations(new), new):
                return False
        keys = set(old) - left_out
        return keys == set(new) - left_out and all(
            self.same(old.raw_get(key), new.raw_get(key)) for key in sorted(keys)
        )

    def _same_list(self, old: list[Any], new: list[Any]) -> bool:
        return len(old) == len(new) and all(map(self.same, old, new))

    def _same_fields(self, old: list[Any], new: list[Any], page: Any) -> bool:
        """What lay on a page lies there still, and beside it only pictures of signatures."""
        if not self._same_list(old, new[: len(old)]):
            return False
        added = [_resolved(each) for each in new[len(old) :]]
        if not added:
            return True
        if not all(_is_signature(each) for each in added):
            return False
        whole = _area(_inherited(page, "/MediaBox"))
        return sum(_area(each["/Rect"]) for each in added) <= whole * _MOST_COVERED


def _resolved(value: Any) -> Any:
    return value.get_object() if isinstance(value, generic.IndirectObject) else value  # type: ignore[no-untyped-call]


def _kind(value: Any) -> str:
    return str(value.get("/Type", ""))


def _annotations(page: Any) -> list[Any]:
    found = page.get("/Annots", [])
    return [found.raw_get(number) for number in range(len(found))]


def _is_signature(annotation: Any) -> bool:
    field = annotation.get("/FT") or annotation.get("/Parent", {}).get("/FT")
    return bool(annotation.get("/Subtype") == "/Widget" and field == "/Sig")


def _inherited(page: Any, key: str) -> Any:
    while key not in page:
        page = page["/Parent"]
    return page[key]


def _area(box: Any) -> float:
    left, bottom, right, top = (float(edge) for edge in box)
    return abs(right - left) * abs(top - bottom)
