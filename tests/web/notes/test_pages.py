"""Pages of notes and their files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core.notes import operations
from core.notes.models import Attachment, Note
from core.notes.operations import NoteData
from core.shared.ids import uuid7
from tenants.context import in_tenant
from tests.conftest import CZESTOCHOWA
from tests.support import pictures, vertical

pytestmark = pytest.mark.django_db
Browse = Callable[..., Client]


@pytest.fixture
def family() -> vertical.Family:
    with in_tenant(CZESTOCHOWA):
        return vertical.family()


def typed(**changed: Any) -> dict[str, Any]:
    values = {
        "body": "Rozmowa w kuchni",
        "own_words": "Chcę spokoju",
        "spoken_by": "",
        "about": "",
        "audience": "private",
        "category": "",
        "noted_on_day": "5",
        "noted_on_month": "10",
        "noted_on_year": "2026",
        "retention": "working",
        "key": str(uuid7()),
    }
    return values | changed


def picture(content: bytes = b"", name: str = "../zdjęcie.svg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content or pictures.jpeg(), content_type="image/svg+xml")


def test_writing_searching_and_changing(family: vertical.Family, browse: Browse) -> None:
    worker = browse("czestochowa", user=family.worker_user)
    base = f"/rodziny/{family.case.pk}/notatki/"
    assert "Wypełnij" not in worker.get(f"{base}nowa/").content.decode()
    assert "Napisz coś" in worker.post(f"{base}nowa/", typed(body="", own_words="")).content.decode()
    missing = worker.post(f"{base}nowa/", typed(audience="team")).content.decode()
    assert "Wybierz, czego dotyczy notatka" in missing
    sent = typed(spoken_by=str(family.mother.pk))
    for _ in range(2):
        answer = worker.post(f"{base}nowa/", sent)
        assert answer.status_code == 302
    page = worker.get(answer["Location"]).content.decode()
    assert "„Chcę spokoju”" in page
    assert "Anna, własnymi słowami" in page
    assert "<title>Notatka" in page
    for list_page in (f"{base}?q=kuchni", "/notatki/?q=SPOKOJU", "/notatki/", f"/rodziny/{family.case.pk}/"):
        assert "Rozmowa w kuchni" in worker.get(list_page).content.decode(), list_page
    assert "nie zawiera tych słów" in worker.get("/notatki/?q=morze").content.decode()
    with in_tenant(CZESTOCHOWA):
        note = Note.objects.get()
    changed = typed(body="Inaczej", audience="team", category="housing", version="1")
    assert worker.post(f"/notatki/{note.pk}/zmiana/", changed).status_code == 302
    assert "Ktoś zmienił te dane" in worker.post(f"/notatki/{note.pk}/zmiana/", changed).content.decode()
    after = worker.get(f"/notatki/{note.pk}/").content.decode()
    assert "Wcześniejsze brzmienia" in after
    assert "Rozmowa w kuchni" in after


def test_a_file_goes_out_as_a_file_and_nothing_else(family: vertical.Family, browse: Browse) -> None:
    worker = browse("czestochowa", user=family.worker_user)
    new = f"/rodziny/{family.case.pk}/notatki/nowa/"
    assert worker.post(new, typed(file=picture())).status_code == 302
    with in_tenant(CZESTOCHOWA):
        made = Attachment.objects.get()
    answer = worker.get(f"/notatki/pliki/{made.pk}/")
    assert pictures.PLACE_OF_PHOTO not in answer.content
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"] == "attachment; filename*=UTF-8''zdj%C4%99cie.jpg"
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize(
    "content", [b"<svg onload='x()'/>", pictures.archive(100_000), pictures.png()[:60], b"x"]
)
def test_a_refused_file_takes_its_note_with_it(
    family: vertical.Family, browse: Browse, content: bytes
) -> None:
    worker = browse("czestochowa", user=family.worker_user)
    answer = worker.post(f"/rodziny/{family.case.pk}/notatki/nowa/", typed(file=picture(content)))
    assert answer.status_code == 200
    assert "PDF, JPEG ani PNG" in answer.content.decode()
    with in_tenant(CZESTOCHOWA):
        assert not Note.objects.exists()


def test_a_file_too_large_is_refused_unread(family: vertical.Family, browse: Browse, settings: Any) -> None:
    settings.MOST_UPLOAD_BYTES = 1024 * 1024
    worker = browse("czestochowa", user=family.worker_user)
    large = picture(pictures.jpeg() + bytes(2 * 1024 * 1024))
    answer = worker.post(f"/rodziny/{family.case.pk}/notatki/nowa/", typed(file=large))
    assert "za duży" in answer.content.decode()


def test_more_files_longer_and_gone(family: vertical.Family, browse: Browse) -> None:
    worker = browse("czestochowa", user=family.worker_user)
    with in_tenant(CZESTOCHOWA):
        note = operations.write_note(actor=family.worker, case=family.case, note=NoteData(body="x"))
    sent = {"file": picture(pictures.png(), "a.png"), "retention": "glance", "key": str(uuid7())}
    assert worker.post(f"/notatki/{note.pk}/plik/", sent).status_code == 302
    with in_tenant(CZESTOCHOWA):
        made = Attachment.objects.get()
    base = f"/notatki/pliki/{made.pk}/"
    assert "Plik zniknie 04.11.2026." in worker.get(f"{base}dluzej/").content.decode()
    until = {"keep_until_day": "1", "keep_until_month": "12", "keep_until_year": "2026"}
    assert worker.post(f"{base}dluzej/", {**until, "reason": "Odwołanie"}).status_code == 302
    page = worker.get(f"/notatki/{note.pk}/").content.decode()
    assert "Zniknie 01.12.2026." in page
    assert "Zatrzymany dłużej: Odwołanie" in page
    assert "Żaden plik" in worker.get("/notatki/pliki/").content.decode()
    assert worker.post(f"{base}usuniecie/", {"reason": "Zły plik"}).status_code == 302
    gone = worker.get(f"/notatki/{note.pk}/").content.decode()
    assert "Usunięty 05.10.2026." in gone
    assert "Zły plik" in gone
    for page_of_file in ("", "dluzej/", "usuniecie/"):
        assert worker.get(f"{base}{page_of_file}").status_code == 404


def test_to_others_there_is_neither_note_nor_file(family: vertical.Family, browse: Browse) -> None:
    with in_tenant(CZESTOCHOWA):
        note = operations.write_note(
            actor=family.worker,
            case=family.case,
            note=NoteData(body="x", audience="team", category="path"),
            file=("a.png", pictures.png(), "working"),
        )
        made = Attachment.objects.get()
        hers = vertical.member_account(family, family.mother)
    clients = [browse("czestochowa", user=hers)]
    roles = ("social_worker", "director", "network_officer", "delegate")
    clients += [browse("czestochowa", role) for role in roles]
    pages = [
        f"/rodziny/{family.case.pk}/notatki/",
        f"/rodziny/{family.case.pk}/notatki/nowa/",
        *(f"/notatki/{note.pk}/{part}" for part in ("", "zmiana/", "plik/")),
        *(f"/notatki/pliki/{made.pk}/{part}" for part in ("", "dluzej/", "usuniecie/")),
    ]
    for client in clients:
        for page in pages:
            assert client.get(page).status_code == 404, page


def test_as_many_questions_for_three_notes_as_for_one(family: vertical.Family, browse: Browse) -> None:
    worker = browse("czestochowa", user=family.worker_user)

    def write(number: int) -> None:
        with in_tenant(CZESTOCHOWA):
            for _ in range(number):
                operations.write_note(
                    actor=family.worker,
                    case=family.case,
                    note=NoteData(body="x", about=family.mother, audience="team", category="path"),
                    file=("a.png", pictures.png(), "working"),
                )

    write(1)
    for address in (f"/rodziny/{family.case.pk}/notatki/", "/notatki/", f"/rodziny/{family.case.pk}/"):
        worker.get(address)
        with CaptureQueriesContext(connection) as few:
            worker.get(address)
        write(1)
        with CaptureQueriesContext(connection) as many:
            worker.get(address)
        assert len(many) == len(few), address
