"""Papers that are issued, and files that come back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from core.documents import errors, queries
from core.documents.models import IssuedDocument, ReceivedFile
from core.documents.operations import issued, printing, received
from core.documents.rules import file_type, kept_name
from core.shared.encryption import UnreadableFieldError, unseal_bytes
from core.shared.errors import NotVisibleError
from tenants.context import in_tenant
from tests.conftest import SOSNOWIEC
from tests.core.documents.test_render import DAY, DECLARATION
from tests.core.partnership.stories import invited
from tests.support import people
from tests.support.signing import altered_after, authority, signed

pytestmark = pytest.mark.usefixtures("in_town")
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40) + b"IEND\xaeB`\x82"
JPEG = b"\xff\xd8\xff\xe0" + bytes(40) + b"\xff\xd9"


def paper(subject: Any = None, **changed: Any) -> IssuedDocument:
    return issued.issue(
        actor=people.system(),
        template="declaration",
        number="8/2020",
        data={**DECLARATION, **changed},
        subject=subject or invited(),
        issued_on=DAY,
    )


def receive(content: bytes, document: IssuedDocument | None = None, name: str = "skan.pdf") -> ReceivedFile:
    return received.receive(
        actor=people.system(), subject=document or invited(), name=name, content=content, issued=document
    )


@pytest.fixture
def trusted(settings: Any, tmp_path: Path) -> None:
    """The tests' own authority lies in the folder of trust."""
    settings.TRUST_ROOTS = tmp_path
    (tmp_path / "urzad.pem").write_bytes(authority().pem)
    (tmp_path / "czytaj.txt").write_text("nie certyfikat")


def test_a_paper_comes_out_again_to_the_byte() -> None:
    document = IssuedDocument.objects.get(pk=paper().pk)
    again = issued.reproduce(document)
    assert again.well
    assert not again.template_changed
    assert not again.tools_changed
    assert (document.size, document.filename) == (len(document.bytes), "deklaracja-8-2020.pdf")


def test_a_changed_template_is_named_and_the_old_paper_still_comes_out(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    document = IssuedDocument.objects.get(pk=paper().pk)
    for file in printing.TEMPLATES.iterdir():
        (tmp_path / file.name).write_text(file.read_text().replace("Jak długo", "Czas trwania"))
    monkeypatch.setattr(printing, "TEMPLATES", tmp_path)
    again = issued.reproduce(document)
    assert (again.well, again.template_changed) == (True, True)
    newer = paper(scope="Inny zakres", subject=invited("Druga"))
    assert newer.template_id != document.template_id
    monkeypatch.setattr(printing, "TEMPLATES", tmp_path / "none")
    assert issued.reproduce(document).template_changed


def test_the_same_paper_is_issued_once_and_other_words_are_a_further_edition() -> None:
    subject = invited()
    first = paper(subject)
    assert paper(subject) == first
    second = paper(subject, partner="Nowa nazwa")
    assert (second.number, second.edition, second.sha256 != first.sha256) == (first.number, 2, True)
    assert list(queries.documents_of(subject, "declaration")) == [second, first]


@pytest.mark.parametrize(
    "statement",
    ["UPDATE documents_issueddocument SET number = '1'", "DELETE FROM documents_issueddocument"],
)
def test_an_issued_paper_can_neither_be_changed_nor_removed(statement: str) -> None:
    paper()
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        connection.cursor().execute(statement)


def test_a_fingerprint_that_is_not_that_of_the_bytes_is_refused() -> None:
    document = paper()
    forged = IssuedDocument.objects.get(pk=document.pk)
    forged.pk, forged.edition, forged.content = None, 9, b"%PDF-inne"
    forged.size = len(forged.content)
    with pytest.raises(DatabaseError, match="issued_fingerprint"), transaction.atomic():
        forged.save(force_insert=True)
    assert not queries.altered_documents().exists()


def test_metadata_name_both_standards() -> None:
    content = paper().bytes
    assert b"<pdfaid:part>3</pdfaid:part>" in content
    assert b"<pdfuaid:part>1</pdfuaid:part>" in content


@pytest.mark.parametrize(("content", "ending"), [(PNG, ".png"), (JPEG, ".jpg")])
def test_a_photograph_called_pdf_is_kept_as_what_it_is(content: bytes, ending: str) -> None:
    file = receive(content, name="..\\..\\deklaracja\x00.pdf")
    assert file.filename == f"deklaracja{ending}"
    assert file.last_check is not None
    assert file.last_check.verdict == "unsigned"
    assert queries.content_of(file) == content


def test_a_file_lies_sealed_for_its_row_and_town() -> None:
    file = receive(PNG)
    sealed = bytes(ReceivedFile.objects.get(pk=file.pk).content or b"")
    assert PNG[8:] not in sealed
    with pytest.raises(UnreadableFieldError):
        unseal_bytes(sealed, "documents_receivedfile.content.other")
    with in_tenant(SOSNOWIEC), pytest.raises(UnreadableFieldError):
        unseal_bytes(sealed, file.place)


def test_a_signed_paper_is_kept_with_who_signed_it(trusted: None) -> None:
    document = paper()
    file = receive(signed(document.bytes, authority().person("Ewa Dyrektorska")), document)
    check = file.last_check
    assert check is not None
    assert check.verdict == "trusted"
    assert check.said["issued_sha256"] == document.sha256
    assert check.said["signatures"][0]["signer"] == "Ewa Dyrektorska"


def test_a_root_laid_in_later_makes_a_sound_signature_trusted(settings: Any, tmp_path: Path) -> None:
    settings.TRUST_ROOTS = tmp_path / "none"
    document = paper()
    file = receive(signed(document.bytes, authority().person("Ewa")), document)
    assert file.last_check is not None
    assert file.last_check.verdict == "intact"
    settings.TRUST_ROOTS = tmp_path
    (tmp_path / "urzad.crt").write_bytes(authority().pem)
    assert received.check_again(actor=people.system(), file=file).verdict == "trusted"
    again = queries.file_named(file.pk)
    assert [check.verdict for check in again.checks.all()] == ["trusted", "intact"]


def test_what_proves_nothing_is_refused_with_a_sentence_and_not_kept(settings: Any, trusted: None) -> None:
    document, other = paper(), paper(subject=invited("Druga"), partner="Druga")
    person = authority().person("Ewa")
    settings.MOST_UPLOAD_BYTES = 100 * 1024
    refused: list[tuple[bytes, type[Exception]]] = [
        (altered_after(signed(document.bytes, person)), errors.ChangedAfterSigningError),
        (signed(other.bytes, person), errors.ForeignDocumentError),
        (signed(altered_after(document.bytes), person), errors.ForeignDocumentError),
        (document.bytes, errors.NotSignedError),
        (document.bytes[:9000], errors.BrokenPdfError),
        (b"", errors.EmptyFileError),
        (b"MZ" + bytes(300), errors.UnknownFileTypeError),
        (PNG[:-4], errors.UnknownFileTypeError),
        (JPEG + bytes(101 * 1024), errors.FileTooLargeError),
    ]
    for content, error in refused:
        with pytest.raises(error):
            receive(content, document)
    assert not ReceivedFile.objects.exists()


def test_the_same_file_is_kept_once_and_may_come_again_after_its_removal() -> None:
    document = paper()
    file = receive(JPEG, document)
    with pytest.raises(errors.AlreadyReceivedError):
        receive(JPEG, document)
    with pytest.raises(errors.RemovalReasonMissingError):
        received.remove(actor=people.system(), file=file, reason=" ")
    gone = received.remove(actor=people.system(), file=file, reason="Skan innej sprawy")
    assert received.remove(actor=people.system(), file=file, reason="Jeszcze raz").removed_because
    assert (gone.content, gone.removed_because) == (None, "Skan innej sprawy")
    with pytest.raises(NotVisibleError):
        queries.content_of(file)
    assert receive(JPEG, document).pk != file.pk


@pytest.mark.parametrize(
    ("name", "kept"),
    [("", "plik.png"), ("a/b/../skan", "skan.png"), ("x" * 300, "x" * 80 + ".png"), (" . ", "plik.png")],
)
def test_names_lose_folders_and_get_the_ending_of_their_content(name: str, kept: str) -> None:
    assert kept_name(name, file_type(PNG, 1000)) == kept
