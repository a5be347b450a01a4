"""A region's templates: written, published, seen and decided by its towns, and by nobody else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from core.audit.models import AuditEvent
from core.exchange import errors
from core.exchange.models import RegionalTemplate, TemplateAdoption, TemplateVersion
from core.exchange.operations import templates
from core.exchange.queries import templates as found
from core.shared import clock
from core.shared.enums import Role
from core.shared.errors import NotVisibleError
from core.shared.ids import uuid7
from tenants.context import in_tenant
from tests.support import people

pytestmark = pytest.mark.usefixtures("db")
TOWN, OTHER, LEADER, NEIGHBOUR = "g_2464011", "g_2475011", "r_24", "r_10"
BODY = "# Cele\n\nPomagamy razem.\n\n# Spotkania\n\nRaz na kwartał."


def coordinator() -> Any:
    return people.actor(Role.REGIONAL_COORDINATOR, name="Teresa Regionalna")


def published(region: str = LEADER, *, for_all: bool = False, title: str = "Regulamin") -> TemplateVersion:
    with in_tenant(region):
        actor = coordinator()
        template = templates.write_template(
            actor=actor, kind="rules", title=title, body=BODY, for_all=for_all
        )
        return templates.publish_version(actor=actor, version=template.versions.get())


def second(version: TemplateVersion, region: str = LEADER) -> TemplateVersion:
    with in_tenant(region):
        actor = coordinator()
        template = found.own_template(actor, version.template_id)
        draft = templates.draft_version(
            actor=actor, template=template, body=f"{BODY}\n\nProtokół jest jawny."
        )
        return templates.publish_version(actor=actor, version=draft)


def officer() -> Any:
    return people.actor(Role.NETWORK_OFFICER)


def test_towns_see_a_template_once_it_is_published() -> None:
    with in_tenant(LEADER):
        actor = coordinator()
        template = templates.write_template(actor=actor, kind="rules", title="Regulamin", body=BODY)
        draft = template.versions.get()
    with in_tenant(TOWN):
        assert not found.offered_templates(officer()).exists()
        assert not RegionalTemplate.objects.exists()
        assert not TemplateVersion.objects.exists()
    with in_tenant(LEADER):
        templates.publish_version(actor=actor, version=draft)
        assert AuditEvent.objects.order_by("-number")[0].action == "exchange.template_published"
    with in_tenant(TOWN):
        (offer,) = found.offers(officer(), list(found.offered_templates(officer())))
        assert (offer.version.number, offer.is_new, offer.adopted) == (1, True, None)
        assert list(found.waiting_versions(officer())) == [offer.version]


def test_a_neighbouring_regions_template_stays_there_unless_the_leader_serves_all() -> None:
    published(NEIGHBOUR)
    with in_tenant(TOWN):
        assert not RegionalTemplate.objects.exists()
        assert not TemplateVersion.objects.exists()
    wide = published(LEADER, for_all=True)
    with in_tenant(NEIGHBOUR):
        # The neighbour reads it, and cannot touch it.
        assert TemplateVersion.objects.filter(pk=wide.pk).exists()
        assert not found.own_templates(coordinator()).filter(pk=wide.template_id).exists()
        with pytest.raises(errors.LeaderOnlyError):
            templates.write_template(actor=coordinator(), kind="plan", title="P", body=BODY, for_all=True)
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            RegionalTemplate.objects.create(owner_schema=NEIGHBOUR, kind="plan", title="P", for_all=True)


def test_a_published_version_never_changes() -> None:
    version = published()
    with in_tenant(LEADER):
        actor = coordinator()
        with pytest.raises(errors.TemplatePublishedError):
            templates.edit_version(actor=actor, version=version, body="Inaczej.")
        with pytest.raises(errors.TemplatePublishedError):
            templates.drop_version(actor=actor, version=version)
        assert TemplateVersion.objects.filter(pk=version.pk).update(body="x") == 0
        assert TemplateVersion.objects.filter(pk=version.pk).delete()[0] == 0
        same = templates.draft_version(actor=actor, template=version.template, body=BODY)
        with pytest.raises(errors.TemplateDraftExistsError):
            templates.draft_version(actor=actor, template=version.template, body="Drugi szkic.")
        with pytest.raises(errors.TemplateUnchangedError):
            templates.publish_version(actor=actor, version=same)
        templates.drop_version(actor=actor, version=same)
        assert [item.number for item in found.versions_of(version.template)] == [1]


def test_what_a_region_writes_twice_is_there_once() -> None:
    key = uuid7()
    with in_tenant(LEADER):
        for _ in range(2):
            templates.write_template(actor=coordinator(), kind="plan", title="Plan", body=BODY, key=key)
        assert RegionalTemplate.objects.count() == 1
        with pytest.raises(errors.DuplicateTemplateError):
            templates.write_template(actor=coordinator(), kind="plan", title="PLAN", body=BODY)
        with pytest.raises(errors.TitleMissingError):
            templates.write_template(actor=coordinator(), kind="plan", title=" ", body=BODY)


def test_a_town_adopts_or_keeps_with_a_reason_and_the_region_sees_which() -> None:
    first = published()
    with in_tenant(TOWN):
        templates.decide(
            actor=officer(), version=found.offered_version(officer(), first.pk), decision="adopted"
        )
    newer = second(first)
    with in_tenant(TOWN):
        version = found.offered_version(officer(), newer.pk)
        offer = found.offer_of(officer(), version)
        assert (offer.adopted, offer.decision) == (first, None)
        with pytest.raises(errors.ReasonMissingError):
            templates.decide(actor=officer(), version=version, decision="kept", reason=" ")
        templates.decide(
            actor=officer(), version=version, decision="kept", reason="Mamy już jawne protokoły."
        )
        assert not found.waiting_versions(officer()).exists()
    with in_tenant(LEADER):
        actor = coordinator()
        table = {
            row.name: row
            for row in found.adoptions_by_town(actor, found.own_template(actor, first.template_id))
        }
        assert {"Częstochowa", "Sosnowiec", "powiat będziński"} == set(table)
        mine = table["Częstochowa"]
        assert (mine.adopted, mine.decision, mine.reason) == (1, "kept", "Mamy już jawne protokoły.")
        assert table["Sosnowiec"].waits
        columns = {field.name for field in TemplateAdoption._meta.get_fields()}
        assert columns == {"id", "created_at", "schema_name", "version", "decision", "reason", "decided_on"}


def test_another_town_neither_sees_nor_writes_a_decision() -> None:
    version = published()
    with in_tenant(TOWN):
        templates.decide(actor=officer(), version=version, decision="adopted")
    with in_tenant(OTHER):
        assert not TemplateAdoption.objects.exists()
        assert TemplateAdoption.objects.filter(schema_name=TOWN).update(decision="kept") == 0
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            TemplateAdoption.objects.create(
                schema_name=TOWN, version_id=version.pk, decision="adopted", decided_on=clock.today()
            )
        acts: list[Callable[[], object]] = [
            lambda: RegionalTemplate.objects.update(title="x"),
            lambda: TemplateVersion.objects.update(body="x"),
            lambda: cast("Any", TemplateAdoption.objects.all())._raw_delete("default"),
        ]
        for forbidden in acts:
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                forbidden()
    with in_tenant(NEIGHBOUR):
        assert not TemplateAdoption.objects.exists()
    with in_tenant(LEADER), pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        TemplateAdoption.objects.update(decision="kept")


def test_a_town_cannot_decide_about_what_it_may_not_see() -> None:
    foreign = published(NEIGHBOUR)
    with in_tenant(TOWN):
        with pytest.raises(NotVisibleError):
            found.offered_version(officer(), foreign.pk)
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            TemplateAdoption.objects.create(
                schema_name=TOWN, version_id=foreign.pk, decision="adopted", decided_on=clock.today()
            )


@pytest.mark.parametrize("role", [Role.SOCIAL_WORKER, Role.DELEGATE, Role.FAMILY_MEMBER])
def test_only_the_towns_office_decides(role: str) -> None:
    version = published()
    with in_tenant(TOWN):
        with pytest.raises(NotVisibleError):
            templates.decide(actor=people.actor(role), version=version, decision="adopted")
        assert not TemplateAdoption.objects.exists()


def test_nobody_of_a_town_writes_templates() -> None:
    with in_tenant(TOWN), pytest.raises(NotVisibleError):
        templates.write_template(actor=officer(), kind="rules", title="R", body=BODY)
    with in_tenant(LEADER), pytest.raises(NotVisibleError):
        templates.write_template(actor=people.actor(Role.OPERATOR), kind="rules", title="R", body=BODY)


def test_the_database_keeps_the_reason() -> None:
    version = published()
    with (
        in_tenant(TOWN),
        pytest.raises(IntegrityError, match="adoption_kept_with_reason"),
        transaction.atomic(),
    ):
        TemplateAdoption.objects.create(
            schema_name=TOWN, version_id=version.pk, decision="kept", decided_on=clock.today()
        )
