"""Files of families: only the picture or the pages are kept, and nothing that pretends to be one."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.documents import errors
from core.documents.cleaning import cleaned
from core.documents.enums import FileType
from core.documents.operations.received import receive
from core.documents.queries import content_of
from core.documents.rules import file_type
from core.shared.errors import DomainError
from tests.support import people, pictures, vertical

MOST = 10 * 1024 * 1024


def test_a_photograph_says_only_how_it_was_held() -> None:
    """Turned pictures would lie on their side without it."""
    before = pictures.jpeg()
    after = cleaned(before, FileType.JPEG)
    assert pictures.PLACE_OF_PHOTO in before
    assert pictures.PLACE_OF_PHOTO not in after
    assert after.count(b"Exif\0\0") == 1
    assert b"\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06" in after
    assert b"ICC_PROFILE" in after
    assert b"\x12\xff\x00\x34\xff\xd0\x56\xff\xd9" in after
    assert cleaned(after, FileType.JPEG) == after
    upright = cleaned(pictures.jpeg(orientation=1), FileType.JPEG)
    assert upright == pictures.jpeg(notes=False)


def test_a_png_loses_its_comments() -> None:
    assert cleaned(pictures.png(), FileType.PNG) == pictures.png(notes=False)


@pytest.mark.parametrize("picture", [pictures.jpeg(notes=False), pictures.png(notes=False)])
def test_what_hangs_behind_a_picture_is_cut_off(picture: bytes) -> None:
    both = picture + pictures.archive()
    kind = FileType.JPEG if picture.startswith(b"\xff") else FileType.PNG
    assert cleaned(both, kind) == picture


@pytest.mark.parametrize(
    ("content", "refused"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", errors.UnknownFileTypeError),
        (b"<?xml version='1.0'?><svg onload='x()'/>", errors.UnknownFileTypeError),
        (pictures.archive(20_000_000), errors.UnknownFileTypeError),
        (b"GIF89a" + bytes(20), errors.UnknownFileTypeError),
        (b"MZ\x90", errors.UnknownFileTypeError),
        (b"<html><script>1</script>", errors.UnknownFileTypeError),
        (b"\xff\xd8\xff\xe0" + bytes(40) + b"\xff\xd9", errors.UnknownFileTypeError),
        (b"\x89PNG\r\n\x1a\n" + bytes(40) + b"IEND\xaeB`\x82", errors.UnknownFileTypeError),
        (pictures.png(width=60_000, height=60_000), errors.PictureTooLargeError),
        (pictures.jpeg(width=60_000, height=60_000), errors.PictureTooLargeError),
        (pictures.pdf() + pictures.archive(), errors.HiddenContentError),
        (pictures.pdf() + b"<script>alert(1)</script>", errors.HiddenContentError),
        (b"%PDF-1.7 without an end", errors.HiddenContentError),
    ],
)
def test_what_is_not_a_plain_document_is_refused(content: bytes, refused: type[DomainError]) -> None:
    with pytest.raises(refused):
        cleaned(content, file_type(content, MOST))


def test_an_archive_hidden_within_a_pdf_is_refused() -> None:
    made = pictures.pdf()
    start = made.index(b"%%EOF")
    both = made[:start] + pictures.archive() + made[start:]
    with pytest.raises(errors.HiddenContentError):
        cleaned(both, FileType.PDF)


@given(st.binary(max_size=300), st.integers(0, 200), st.sampled_from(["jpeg", "png"]))
def test_broken_pictures_are_refused_and_nothing_else_happens(junk: bytes, at: int, kind: str) -> None:
    whole = pictures.jpeg() if kind == "jpeg" else pictures.png()
    broken = whole[:at] + junk + whole[at + len(junk) // 2 :]
    try:
        after = cleaned(broken, FileType.JPEG if kind == "jpeg" else FileType.PNG)
    except DomainError:
        return
    assert cleaned(after, FileType.JPEG if kind == "jpeg" else FileType.PNG) == after


@pytest.mark.django_db
@pytest.mark.usefixtures("in_town")
class TestReceiving:
    """With the process that reads foreign bytes."""

    def receive(self, content: bytes, name: str = "skan.pdf") -> Any:
        subject = vertical.agreed_family().case
        return receive(actor=people.system(), subject=subject, name=name, content=content, strict=True)

    def test_a_plain_pdf_and_a_photograph_are_kept(self) -> None:
        sheet = pictures.pdf()
        assert content_of(self.receive(sheet)) == sheet
        file = self.receive(pictures.jpeg(), "../../etc/passwd")
        assert content_of(file) == cleaned(pictures.jpeg(), FileType.JPEG)
        assert (file.filename, file.size) == ("passwd.jpg", len(content_of(file)))

    @pytest.mark.parametrize("what", ["script", "carries", "launches"])
    def test_a_pdf_that_acts_or_carries_is_refused(self, what: str) -> None:
        with pytest.raises(errors.ActivePdfError):
            self.receive(pictures.pdf(**{what: True}))
