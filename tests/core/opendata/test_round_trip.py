"""What one town hands out, another reads, and hands out again: the same bytes."""

from __future__ import annotations

import csv
import io
import zipfile
from typing import Any

import pytest

from core.audit.models import AuditEvent
from core.basket.enums import CardStatus
from core.basket.models import ServiceCard
from core.basket.operations import publish_card
from core.opendata.enums import ImportStatus, RowState
from core.opendata.models import ImportFile, ImportRow, ImportRun
from core.opendata.operations.reading import read_import
from core.opendata.operations.uploading import decide_import, start_import
from core.opendata.operations.writing import write_import
from core.opendata.queries import exports
from core.partnership.models import PartnerOrganisation
from core.partnership.operations import sign_declaration
from core.shared import clock
from core.shared.actor import Actor
from tenants.context import in_tenant
from tests.conftest import CZESTOCHOWA, SOSNOWIEC
from tests.core.opendata import stories
from tests.support import people

# What a town says about itself and not about the service: where a card stands here, who looked when.
OF_THE_TOWN = {"services": {"status", "assured_date", "last_modified"}, "service_capacities": {"updated"}}


def handed_in(content: bytes, name: str = "paczka.zip", actor: Actor | None = None, **more: Any) -> ImportRun:
    """A file uploaded and read, as the job would."""
    run = start_import(actor=actor or people.system(), filename=name, content=content, **more)
    read_import(run_id=run.pk)
    run.refresh_from_db()
    return run


def written(run: ImportRun, actor: Actor | None = None, *, only_correct: bool = False) -> ImportRun:
    """The same decided and written."""
    decide_import(actor=actor or people.system(), run=run, only_correct=only_correct)
    write_import(run_id=run.pk)
    run.refresh_from_db()
    return run


def problems(run: ImportRun) -> list[Any]:
    return [problem for row in run.rows.all() for problem in row.problems if not problem["note"]]


def everything() -> bytes:
    """The whole basket with drafts and internal cards."""
    return exports.package(exports.exportable(people.system()))


def tables(package: bytes) -> dict[str, list[dict[str, str]]]:
    """Rows of each table without what belongs to the town."""
    found = {}
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        for name in archive.namelist():
            table = name.removesuffix(".csv")
            rows = csv.DictReader(io.StringIO(archive.read(name).decode())) if name != table else []
            skipped = OF_THE_TOWN.get(table, set())
            found[table] = [{k: v for k, v in row.items() if k not in skipped} for row in rows]
    return found


def test_the_same_basket_makes_the_same_bytes(in_town: str) -> None:
    stories.whole_basket()
    assert everything() == everything()
    assert exports.nested() == exports.nested()


@pytest.mark.django_db
@pytest.mark.parametrize("form", ["package", "json"])
def test_export_import_export_is_identical(form: str) -> None:
    with in_tenant(CZESTOCHOWA):
        stories.whole_basket()
        before = everything()
        whole = exports.exportable(people.system())
        content = before if form == "package" else exports.nested(whole)
        statuses = dict(ServiceCard.objects.values_list("pk", "status"))
    with in_tenant(SOSNOWIEC):
        run = handed_in(content)
        assert problems(run) == []
        assert (run.status, run.new, run.changed, run.wrong) == (ImportStatus.READY, 8, 0, 0)
        assert not ServiceCard.objects.exists()
        run = written(run)
        assert (run.status, run.written) == (ImportStatus.DONE, 8)
        assert set(ServiceCard.objects.values_list("status", flat=True)) == {CardStatus.DRAFT}
        assert tables(everything()) == tables(before)
        for partner in PartnerOrganisation.objects.all():
            sign_declaration(actor=people.system(), partner=partner, signed_on=clock.today())
        for card in ServiceCard.objects.all():
            if statuses[card.pk] == CardStatus.PUBLISHED:
                publish_card(actor=people.system(), card=card)
        assert everything() == before


@pytest.mark.parametrize("form", ["package", "json", "csv", "xlsx"])
def test_the_own_export_read_again_changes_nothing(in_town: str, form: str) -> None:
    stories.whole_basket()
    cards = exports.exportable(people.system())
    content = {
        "package": exports.package,
        "json": exports.nested,
        "csv": exports.sheet_csv,
        "xlsx": exports.sheet_xlsx,
    }[form](cards)
    run = handed_in(content)
    assert problems(run) == []
    assert {row.state for row in run.rows.all()} == {RowState.UNCHANGED}
    assert (run.status, run.to_write) == (ImportStatus.DONE, 0)


def test_the_same_file_twice_changes_nothing_the_second_time(in_town: str) -> None:
    stories.partner()
    sheet = "Identyfikator;Organizacja;Nazwa usługi;Kategoria;Koszt\nA-1;OP;Warsztaty;Kultura;20 zł\n"
    assert written(handed_in(sheet.encode())).written == 1
    before = (
        list(ServiceCard.objects.values()),
        AuditEvent.objects.filter(action__startswith="basket").count(),
    )
    again = handed_in(sheet.encode())
    assert (again.new, again.changed, again.unchanged) == (0, 0, 1)
    after = list(ServiceCard.objects.values()), AuditEvent.objects.filter(action__startswith="basket").count()
    assert before == after


def test_a_card_known_by_its_number_keeps_it_under_another_name(in_town: str) -> None:
    stories.partner()
    head = "Identyfikator;Organizacja;Nazwa usługi;Kategoria\n"
    written(handed_in(f"{head}A-1;OP;Warsztaty;Kultura\n".encode()))
    run = written(handed_in(f"{head}A-1;OP;Warsztaty plastyczne;Kultura\n".encode()))
    assert (run.new, run.changed) == (0, 1)
    assert ServiceCard.objects.get().name == "Warsztaty plastyczne"


def test_the_file_is_forgotten_when_it_is_written(in_town: str) -> None:
    stories.partner()
    run = handed_in("Organizacja;Nazwa usługi;Kategoria\nOP;Warsztaty;Kultura\n".encode())
    assert ImportFile.objects.filter(run=run).exists()
    written(run)
    assert not ImportFile.objects.exists()
    assert ImportRow.objects.get().written_at is not None
